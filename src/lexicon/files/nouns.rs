//! `titles.toml` and `person_nouns.toml`: what people, bodies, documents and places are called by a common noun.
//!
//! In: the files. Out: [`Titles`] and [`PersonNouns`]. Never decides by context.

use std::sync::LazyLock;

use serde::Deserialize;

use super::file::LexiconFile;
use crate::document::EntityType;

/// Titles and roles.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Titles {
    /// Before a name.
    pub honorifics: Vec<HonorificEntry>,
    /// After a name.
    pub suffixes: Vec<SuffixEntry>,
    /// Positions and occupations.
    pub roles: Vec<RoleEntry>,
    /// Words that change a role.
    pub prefixes: Vec<PrefixEntry>,
}

impl LexiconFile for Titles {
    const FILE: &'static str = "titles.toml";
    const HOLDS: &'static str = "honorifics, suffixes, roles, prefixes of roles";
    const TEXT: &'static str = include_str!("../../../data/lexicons/titles.toml");
}

/// A title before a name: "Gen.".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HonorificEntry {
    /// As printed, with the full stop of American usage.
    pub title: String,
    /// Whose title it is.
    pub kind: RoleKind,
    /// Other spellings and the written-out form.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Where the title tells it.
    pub gender: Option<TitleGender>,
}

/// What a title tells of gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum TitleGender {
    /// A man's.
    #[serde(rename = "m")]
    Male,
    /// A woman's.
    #[serde(rename = "f")]
    Female,
}

/// A word after a name: "Jr.".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuffixEntry {
    /// As printed.
    pub suffix: String,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A position or occupation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleEntry {
    /// Singular.
    pub role: String,
    /// Whose role it is.
    pub kind: RoleKind,
    /// Spellings and near synonyms.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Where it is irregular.
    pub plural: Option<String>,
}

/// In which part of life a title or role is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoleKind {
    Political,
    Military,
    Police,
    Judicial,
    Business,
    Academic,
    Medical,
    Religious,
    Media,
    Sport,
    Royal,
    Other,
}

/// A word that changes a role: "former".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrefixEntry {
    /// The word.
    pub prefix: String,
}

/// Common nouns for people, documents, bodies and places.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonNouns {
    /// People.
    pub people: Vec<PersonNoun>,
    /// Documents and media that "speak".
    pub documents: Vec<ThingNoun>,
    /// Bodies.
    pub organisations: Vec<ThingNoun>,
    /// What people speak or write in: "address".
    pub channels: Vec<String>,
    /// What promises a source not to be named: "condition of anonymity".
    pub promises: Vec<String>,
    /// What describes a source after "people" instead of naming it: "familiar with".
    pub insiders: Vec<String>,
    /// Ends of the names of companies.
    pub company_suffixes: Vec<CompanySuffixEntry>,
    /// Places.
    pub places: Vec<PlaceNoun>,
}

impl LexiconFile for PersonNouns {
    const FILE: &'static str = "person_nouns.toml";
    const HOLDS: &'static str = "common nouns for people and sources, documents, organisations, places; company suffixes";
    const TEXT: &'static str = include_str!("../../../data/lexicons/person_nouns.toml");
}

/// A noun for people.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonNoun {
    /// Singular.
    pub noun: String,
    /// One or several.
    pub kind: PersonNounKind,
    /// Whether the noun alone usually stands for a source that wants no name.
    #[serde(default)]
    pub anonymous: bool,
    /// Where it is irregular.
    pub plural: Option<String>,
    /// Whether it has no singular.
    #[serde(default)]
    pub plural_only: bool,
}

/// Whether a noun means one person or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonNounKind {
    /// One.
    Person,
    /// Several.
    Group,
}

/// A noun for a document or a body.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThingNoun {
    /// Singular.
    pub noun: String,
    /// Where it is irregular.
    pub plural: Option<String>,
    /// Whether it has no singular.
    #[serde(default)]
    pub plural_only: bool,
}

/// A noun for places.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceNoun {
    /// Singular.
    pub noun: String,
    /// The type of a name that holds it.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Where it is irregular.
    pub plural: Option<String>,
    /// Whether it has no singular.
    #[serde(default)]
    pub plural_only: bool,
}

/// The end of the name of a company: "Inc.".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompanySuffixEntry {
    /// As printed.
    pub suffix: String,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// ISO 3166-1 code where it is typical of one country.
    #[serde(default)]
    pub country: String,
    /// Whether other names end so as well.
    #[serde(default)]
    pub weak: bool,
}

/// Titles and roles, read at the first call.
pub fn titles() -> &'static Titles {
    static FILE: LazyLock<Titles> = LazyLock::new(Titles::embedded);
    &FILE
}

/// The common nouns, read at the first call.
pub fn person_nouns() -> &'static PersonNouns {
    static FILE: LazyLock<PersonNouns> = LazyLock::new(PersonNouns::embedded);
    &FILE
}
