//! `people.toml`.
//!
//! In: the file. Out: [`People`]. Never says whom a name means.

use std::sync::LazyLock;

use serde::Deserialize;

use super::file::LexiconFile;

/// Public figures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// Its one table.
    pub people: Vec<PersonEntry>,
}

impl LexiconFile for People {
    const FILE: &'static str = "people.toml";
    const HOLDS: &'static str = "public figures";
    const TEXT: &'static str = include_str!("../../../data/lexicons/people.toml");
}

/// A public figure.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonEntry {
    /// Canonical name in news English.
    pub name: String,
    /// ISO 3166-1 code.
    pub country: String,
    /// Other spellings, nicknames.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The surname alone, where it is safe to read as this person.
    #[serde(default)]
    pub surname: Vec<String>,
    /// The position best known for.
    #[serde(default)]
    pub role: String,
    /// First year in it.
    pub from: Option<i32>,
    /// Last year in it.
    pub to: Option<i32>,
}

/// The public figures, read at the first call.
pub fn people() -> &'static People {
    static FILE: LazyLock<People> = LazyLock::new(People::embedded);
    &FILE
}
