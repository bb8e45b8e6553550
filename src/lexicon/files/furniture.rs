//! `furniture.toml`.
//!
//! In: the file. Out: [`Furniture`]. Never decides what a line is.

use std::sync::LazyLock;

use serde::Deserialize;

use super::file::LexiconFile;
use crate::document::Role;

/// Phrases by which lines are known that stand around articles.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Furniture {
    /// The groups.
    pub group: Vec<FurnitureGroup>,
}

impl LexiconFile for Furniture {
    const FILE: &'static str = "furniture.toml";
    const HOLDS: &'static str = "phrases of lines that stand around articles: forms, bars, boxes, labels, credits";
    const TEXT: &'static str = include_str!("../../../data/lexicons/furniture.toml");
}

/// A group of phrases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FurnitureGroup {
    /// The name that reaches `blocks.rule`.
    pub rule: String,
    /// What such a line is.
    pub role: Role,
    /// Where it counts.
    pub place: PageEnd,
    /// The longest line, in words, that `starts` and `ends` apply to.
    #[serde(default = "longest_by_default")]
    pub words: usize,
    /// The line is this and nothing else.
    #[serde(default)]
    pub whole: Vec<String>,
    /// The line begins with it.
    #[serde(default)]
    pub starts: Vec<String>,
    /// The line ends with it.
    #[serde(default)]
    pub ends: Vec<String>,
    /// The line ends with it, or holds it among the last lines of the text.
    #[serde(default)]
    pub holds: Vec<String>,
}

fn longest_by_default() -> usize {
    30
}

/// Where on the page a group of phrases counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageEnd {
    /// Anywhere.
    Any,
    /// Before the first or after the last running text.
    Edge,
    /// Before the first running text.
    Head,
    /// After the last running text.
    Tail,
    /// Anywhere but in the first line.
    Body,
}

/// The phrases, read at the first call.
pub fn furniture() -> &'static Furniture {
    static FILE: LazyLock<Furniture> = LazyLock::new(Furniture::embedded);
    &FILE
}
