//! `territories.toml`, `regions.toml` and `areas.toml`: countries, their parts, and the parts of the earth.
//!
//! In: the files. Out: [`Territories`], [`Regions`], [`Areas`]. Never decides which of two places is meant.

use serde::Deserialize;

use super::file::LexiconFile;
use super::weak::Weak;

/// Countries and territories.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Territories {
    /// Its one table.
    pub territories: Vec<Territory>,
}

impl LexiconFile for Territories {
    const FILE: &'static str = "territories.toml";
    const HOLDS: &'static str = "countries and territories with demonyms and capitals";
    const TEXT: &'static str = include_str!("../../../data/lexicons/territories.toml");
}

/// A country, a territory, or what is spoken of as one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Territory {
    /// ISO 3166-1 alpha-2, ISO 3166-3 for states that are gone, `X-` for those without a code.
    pub code: String,
    /// The name in news English.
    pub name: String,
    /// What it is.
    pub kind: TerritoryKind,
    /// ISO 3166-1 alpha-3.
    #[serde(default)]
    pub alpha3: String,
    /// Wikidata id.
    #[serde(default)]
    pub wikidata: String,
    /// Code of the state that it belongs to.
    pub parent: Option<String>,
    /// The official name, where it differs.
    #[serde(default)]
    pub official: String,
    /// Other names and short forms.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Short forms in capitals.
    #[serde(default)]
    pub acronyms: Vec<String>,
    /// "Ukrainian".
    #[serde(default)]
    pub adjectives: Vec<String>,
    /// One of the people.
    #[serde(default)]
    pub person: Vec<String>,
    /// Several of them.
    #[serde(default)]
    pub people: Vec<String>,
    /// The capital.
    #[serde(default)]
    pub capital: String,
    /// Further spellings, and seats of government.
    #[serde(default)]
    pub capital_aliases: Vec<String>,
}

/// What a territory is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TerritoryKind {
    Country,
    Territory,
    Bloc,
    Continent,
    Historical,
    Unrecognised,
}

/// First-level divisions of countries.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regions {
    /// Its one table.
    pub regions: Vec<Region>,
}

impl LexiconFile for Regions {
    const FILE: &'static str = "regions.toml";
    const HOLDS: &'static str = "first-level divisions of countries";
    const TEXT: &'static str = include_str!("../../../data/lexicons/regions.toml");
}

/// A state, province, oblast.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// ISO 3166-2 code.
    pub code: String,
    /// The name in news English; a word in brackets tells it from a namesake.
    pub name: String,
    /// Wikidata id.
    #[serde(default)]
    pub wikidata: String,
    /// The name without its word for the kind.
    #[serde(default)]
    pub bare: String,
    /// Other spellings of it.
    #[serde(default)]
    pub bare_aliases: Vec<String>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The first one names the people.
    #[serde(default)]
    pub adjectives: Vec<String>,
    /// One of the people.
    #[serde(default)]
    pub person: Vec<String>,
    /// Several of them.
    #[serde(default)]
    pub people: Vec<String>,
}

/// Parts of the earth and landmarks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Areas {
    /// Its one table.
    pub areas: Vec<AreaEntry>,
}

impl LexiconFile for Areas {
    const FILE: &'static str = "areas.toml";
    const HOLDS: &'static str =
        "parts of the earth and landmarks: continents, seas, mountains, rivers, straits, buildings, plants, airports";
    const TEXT: &'static str = include_str!("../../../data/lexicons/areas.toml");
}

/// A part of the earth or a landmark.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaEntry {
    /// As in news English.
    pub name: String,
    /// What it is, where it is no plain part of the earth.
    pub kind: Option<AreaKind>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Which names are also other things.
    #[serde(default)]
    pub weak: Weak,
}

/// What else an area can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaKind {
    /// People built it.
    Facility,
    /// It has a government.
    State,
}
