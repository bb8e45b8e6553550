//! `numbers.toml`.
//!
//! In: the file. Out: [`NumberWords`]. Never reads a number: that is grammar.

use serde::Deserialize;

use super::file::LexiconFile;
use crate::document::{Bound, Change};

/// Number words, vague quantities, modifiers and words of change.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberWords {
    /// "eleven".
    pub cardinals: Vec<CardinalEntry>,
    /// "million".
    pub multipliers: Vec<MultiplierEntry>,
    /// "third".
    pub fractions: Vec<FractionEntry>,
    /// "½".
    pub fraction_signs: Vec<SignEntry>,
    /// "eleventh".
    pub ordinals: Vec<WordEntry>,
    /// "twice".
    pub repeats: Vec<WordEntry>,
    /// "doubled".
    pub factors: Vec<FactorEntry>,
    /// "dozens".
    pub vague: Vec<VagueEntry>,
    /// "more than".
    pub modifiers: Vec<ModifierEntry>,
    /// "rise".
    pub change_verbs: Vec<ChangeVerb>,
    /// "increase".
    pub change_nouns: Vec<ChangeNoun>,
    /// Words that make a rate of the figure before them.
    pub per: Vec<PerEntry>,
    /// Phrases in which a number word counts nothing.
    pub idioms: Vec<Idiom>,
}

impl LexiconFile for NumberWords {
    const FILE: &'static str = "numbers.toml";
    const HOLDS: &'static str = "number words, vague quantities with bounds, modifiers, words of change";
    const TEXT: &'static str = include_str!("../../../data/lexicons/numbers.toml");
}

/// A number word.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardinalEntry {
    /// The word.
    pub word: String,
    /// Its value.
    pub value: f64,
    /// Whether it is more often something else.
    #[serde(default)]
    pub weak: bool,
}

/// A word with a value.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordEntry {
    /// The word.
    pub word: String,
    /// Its value.
    pub value: f64,
}

/// A word that multiplies the number before it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MultiplierEntry {
    /// The word.
    pub word: String,
    /// Its value.
    pub value: f64,
    /// Plurals and other spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Abbreviations, which stand after digits.
    #[serde(default)]
    pub abbreviations: Vec<String>,
    /// Whether it counts only right after digits.
    #[serde(default)]
    pub attached: bool,
    /// Whether it takes "a" and a plural noun.
    #[serde(default)]
    pub collective: bool,
}

/// A part of a whole.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FractionEntry {
    /// After "a", "one" or a number.
    pub word: String,
    /// The share.
    pub value: f64,
    /// Several of them.
    pub plural: Option<String>,
    /// Its sign.
    pub sign: Option<String>,
}

/// A sign for a share.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignEntry {
    /// The sign.
    pub sign: String,
    /// The share.
    pub value: f64,
}

/// A word that says by how much something was multiplied.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactorEntry {
    /// The word.
    pub word: String,
    /// By how much.
    pub factor: f64,
    /// Whether it grew or shrank.
    pub change: Change,
}

/// A quantity without a number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VagueEntry {
    /// The phrase.
    pub phrase: String,
    /// The least it can be; none where any bound would be invented.
    pub low: Option<f64>,
    /// The most it can be.
    pub high: Option<f64>,
    /// Whether it is more often something else.
    #[serde(default)]
    pub weak: bool,
}

/// Words that set a bound.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModifierEntry {
    /// The phrase.
    pub phrase: String,
    /// The bound.
    pub bound: Bound,
    /// On which side of its number it stands.
    #[serde(default)]
    pub position: Place,
    /// Whether the value is close to the number.
    #[serde(default)]
    pub near: bool,
    /// Whether it says nothing of the size.
    #[serde(default)]
    pub neutral: bool,
    /// Whether it has commoner uses.
    #[serde(default)]
    pub weak: bool,
}

/// On which side of its number a modifier stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Before it.
    #[default]
    #[serde(skip)]
    Before,
    /// After it.
    After,
    /// On either side.
    Both,
}

/// A verb of change.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeVerb {
    /// Base form.
    pub verb: String,
    /// Whether it grew or shrank.
    pub change: Change,
}

/// A noun of change.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeNoun {
    /// Singular.
    pub noun: String,
    /// Whether it grew or shrank.
    pub change: Change,
}

/// A word that makes a rate of the figure before it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerEntry {
    /// The word or phrase.
    pub word: String,
}

/// A phrase in which a number word counts nothing: "zero tolerance". All that is given of it must be there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Idiom {
    /// An example.
    pub phrase: String,
    /// The words that the amount may begin with.
    pub number: Vec<String>,
    /// The words that may stand before it.
    #[serde(default)]
    pub before: Vec<String>,
    /// The words that the amount may end with.
    #[serde(default)]
    pub last: Vec<String>,
    /// The words that may stand after it.
    #[serde(default)]
    pub after: Vec<String>,
    /// The words that may stand after it and a hyphen.
    #[serde(default)]
    pub hyphened: Vec<String>,
    /// Whether the amount is one word.
    #[serde(default)]
    pub alone: bool,
}
