//! Honorifics, roles and the nouns that name people and documents.
//!
//! In: `titles.toml` and `person_nouns.toml`. Out: one table of phrases, each with what it names. Never decides by context: "dean" is a
//! role here, whether or not the text means a first name.

use std::sync::LazyLock;

use serde::Deserialize;

use super::inflection::plural;
use super::phrases::{Casing, Phrases};
use crate::document::{EntityType, Gender};

/// What a noun, title or role names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// A title before a name: "Gen.", "Ms."; what it tells of gender.
    Honorific(Gender),
    /// A word after a name: "Jr.", "MP".
    Suffix,
    /// A position or occupation, singular: "defence minister".
    Role(Gender),
    /// Several holders of one: "defence ministers".
    Roles,
    /// A word that changes a role: "former", "deputy".
    Prefix,
    /// One person: "soldier".
    Person(Gender),
    /// Several people: "soldiers", "police".
    People,
    /// A document or channel that can speak: "statement".
    Document,
    /// A body: "ministry"; makes or ends a name of an organisation.
    Organisation,
    /// Several bodies: "ministries".
    Organisations,
    /// Ends the name of a company; weak ones end other names too.
    CompanySuffix {
        /// Whether other names end so as well.
        weak: bool,
    },
    /// Makes or ends a name of a place of this type.
    Place(EntityType),
    /// Several such places.
    Places,
}

#[derive(Deserialize)]
struct TitlesFile {
    honorifics: Vec<Row>,
    suffixes: Vec<Row>,
    prefixes: Vec<Row>,
    roles: Vec<Row>,
}

#[derive(Deserialize)]
struct NounsFile {
    people: Vec<Row>,
    documents: Vec<Row>,
    organisations: Vec<Row>,
    company_suffixes: Vec<Row>,
    places: Vec<Row>,
}

/// A row of any of the tables: the key of the word differs, the rest is alike.
#[derive(Deserialize)]
struct Row {
    #[serde(alias = "title", alias = "suffix", alias = "prefix", alias = "role", alias = "noun")]
    word: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    gender: String,
    #[serde(default)]
    kind: String,
    plural: Option<String>,
    #[serde(default)]
    plural_only: bool,
    #[serde(default)]
    weak: bool,
    #[serde(rename = "type", default)]
    place: String,
}

impl Row {
    fn gender(&self) -> Gender {
        match self.gender.as_str() {
            "m" => Gender::Male,
            "f" => Gender::Female,
            _ => gender_of_noun(&self.word),
        }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.word.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// The plurals, made by rule but where the row has one.
    fn plurals(&self) -> impl Iterator<Item = String> {
        let given = self.plural.clone();
        let by_rule = if given.is_none() && !self.plural_only { self.words().map(plural).collect() } else { Vec::new() };
        given.into_iter().chain(by_rule)
    }
}

/// What the end of a noun tells of the gender of the one it names.
fn gender_of_noun(noun: &str) -> Gender {
    let last = noun.rsplit([' ', '-']).next().unwrap_or(noun);
    if last.ends_with("woman")
        || matches!(last, "mother" | "wife" | "daughter" | "sister" | "queen" | "girl" | "actress" | "grandmother" | "widow" | "aunt")
    {
        return Gender::Female;
    }
    let male = matches!(last, "father" | "husband" | "son" | "brother" | "king" | "boy" | "man" | "grandfather" | "widower" | "uncle");
    // "spokesman" and the like tell it; "chairman" is said of either, though seldom.
    if male || (last.ends_with("man") && last != "human" && last.len() > 4) { Gender::Male } else { Gender::Unknown }
}

/// Every phrase of both files.
static NOUNS: LazyLock<Phrases<Noun>> = LazyLock::new(|| {
    let mut table = Phrases::with_capacity(6000);
    // Both files are part of the program and are checked by a test, so that a fault cannot reach a run.
    if let Ok(file) = toml::from_str::<TitlesFile>(include_str!("../../data/lexicons/titles.toml")) {
        add(&mut table, &file.honorifics, Casing::AsPrinted, |row| Noun::Honorific(row.gender()), None);
        add(&mut table, &file.suffixes, Casing::AsPrinted, |_| Noun::Suffix, None);
        add(&mut table, &file.prefixes, Casing::Any, |_| Noun::Prefix, None);
        add(&mut table, &file.roles, Casing::Any, |row| Noun::Role(row.gender()), Some(Noun::Roles));
    }
    if let Ok(file) = toml::from_str::<NounsFile>(include_str!("../../data/lexicons/person_nouns.toml")) {
        let person = |row: &Row| if row.plural_only || row.kind == "group" { Noun::People } else { Noun::Person(row.gender()) };
        add(&mut table, &file.organisations, Casing::Any, |_| Noun::Organisation, Some(Noun::Organisations));
        add(&mut table, &file.people, Casing::Any, person, Some(Noun::People));
        add(&mut table, &file.documents, Casing::Any, |_| Noun::Document, Some(Noun::Document));
        add(&mut table, &file.company_suffixes, Casing::AsPrinted, |row| Noun::CompanySuffix { weak: row.weak }, None);
        let place = |row: &Row| Noun::Place(EntityType::from_name(&row.place).unwrap_or(EntityType::Loc));
        add(&mut table, &file.places, Casing::Any, place, Some(Noun::Places));
    }
    table
});

fn add(table: &mut Phrases<Noun>, rows: &[Row], casing: Casing, noun: impl Fn(&Row) -> Noun, plural: Option<Noun>) {
    for row in rows {
        for word in row.words() {
            table.insert(word, casing, noun(row));
        }
        if let Some(plural) = plural {
            for word in row.plurals() {
                table.insert(&word, casing, plural);
            }
        }
    }
}

/// The table of nouns, titles and roles.
pub fn nouns() -> &'static Phrases<Noun> {
    &NOUNS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::fold;

    fn of(phrase: &str) -> Vec<Noun> {
        nouns().exact(fold::phrase(phrase)).collect()
    }

    #[test]
    fn the_files_are_read() {
        toml::from_str::<TitlesFile>(include_str!("../../data/lexicons/titles.toml")).expect("titles.toml");
        toml::from_str::<NounsFile>(include_str!("../../data/lexicons/person_nouns.toml")).expect("person_nouns.toml");
    }

    #[test]
    fn roles_have_plurals_and_gender() {
        assert!(of("spokeswoman").contains(&Noun::Role(Gender::Female)));
        assert!(of("prime ministers").contains(&Noun::Roles));
        assert!(of("soldiers").contains(&Noun::People));
        assert!(of("ministry").contains(&Noun::Organisation));
        assert!(of("Gen.").iter().any(|n| matches!(n, Noun::Honorific(_))));
    }
}
