//! `events.toml`.
//!
//! In: the file. Out: [`Events`]. Never decides whether a word of a text names an event.

use std::sync::LazyLock;

use serde::Deserialize;

use super::file::LexiconFile;

/// Named events.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Events {
    /// Its one table.
    pub events: Vec<EventEntry>,
}

impl LexiconFile for Events {
    const FILE: &'static str = "events.toml";
    const HOLDS: &'static str = "named events with their dates";
    const TEXT: &'static str = include_str!("../../../data/lexicons/events.toml");
}

/// A named event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventEntry {
    /// As in news English.
    pub name: String,
    /// What it is.
    pub kind: EventKind,
    /// First day, as YYYY, YYYY-MM or YYYY-MM-DD.
    pub start: Option<String>,
    /// Last day.
    pub end: Option<String>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Those of the names that are also plain words, days or places.
    #[serde(default)]
    pub weak: Vec<String>,
    /// Whether it comes again.
    #[serde(default)]
    pub recurring: bool,
}

/// What an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    War,
    Battle,
    Politics,
    Attack,
    Disaster,
    Sport,
    Culture,
    Meeting,
    Exercise,
    Space,
}

/// The events, read at the first call.
pub fn events() -> &'static Events {
    static FILE: LazyLock<Events> = LazyLock::new(Events::embedded);
    &FILE
}
