//! `abbreviations.toml`.
//!
//! In: the file. Out: [`Abbreviations`]. Never decides what a full stop means.

use serde::Deserialize;

use super::file::LexiconFile;

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abbreviations {
    /// Its one table.
    pub abbreviations: Vec<AbbreviationEntry>,
}

impl LexiconFile for Abbreviations {
    const FILE: &'static str = "abbreviations.toml";
    const HOLDS: &'static str = "abbreviations with a full stop, and whether a sentence can end there";
    const TEXT: &'static str = include_str!("../../../data/lexicons/abbreviations.toml");
}

/// One abbreviation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AbbreviationEntry {
    /// With its full stop, in its case.
    pub abbreviation: String,
    /// What it stands for.
    pub kind: Abbreviated,
    /// Whether a sentence can end after it.
    pub ends_sentence: Option<EndsSentence>,
    /// Whether it is a word of its own as well.
    #[serde(default)]
    pub weak: bool,
}

/// What is abbreviated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Abbreviated {
    Title,
    Suffix,
    Company,
    Latin,
    Month,
    Weekday,
    Place,
    Unit,
    Organisation,
    Military,
    Other,
}

/// Whether a sentence can end at a full stop that also ends an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndsSentence {
    /// It can; where nothing is said it cannot.
    May,
}
