//! `currencies.toml`.
//!
//! In: the file. Out: [`Currencies`]. Never decides which dollar is meant.

use serde::Deserialize;

use super::file::LexiconFile;

/// Currencies as they are written in news.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Currencies {
    /// Its one table.
    pub currencies: Vec<Currency>,
}

impl LexiconFile for Currencies {
    const FILE: &'static str = "currencies.toml";
    const HOLDS: &'static str = "currencies: names, signs, bare words, subunits";
    const TEXT: &'static str = include_str!("../../../data/lexicons/currencies.toml");
}

/// One currency.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: String,
    /// Full names, singular and plural.
    pub names: Vec<String>,
    /// Signs, prefixed signs and codes, in their case.
    #[serde(default)]
    pub signs: Vec<String>,
    /// Those of the signs that are also words or other abbreviations.
    #[serde(default)]
    pub weak_signs: Vec<String>,
    /// Bare words that mean this currency when nothing else says which.
    #[serde(default)]
    pub words: Vec<String>,
    /// Adjectives that choose this currency before the bare word.
    #[serde(default)]
    pub demonyms: Vec<String>,
    /// Bare words with commoner meanings.
    #[serde(default)]
    pub contested_words: Vec<String>,
    /// Names and signs of the hundredth or other part.
    #[serde(default)]
    pub subunits: Vec<String>,
    /// Names of the tenth part.
    #[serde(default)]
    pub tenths: Vec<String>,
    /// How many subunits make one.
    pub subunit_fraction: Option<f64>,
    /// ISO 3166-1 code of the country that issues it.
    #[serde(default)]
    pub country: String,
    /// Whether it is no longer legal tender.
    #[serde(default)]
    pub historical: bool,
    /// Whether the code is not an ISO 4217 code.
    #[serde(default)]
    pub no_iso: bool,
}
