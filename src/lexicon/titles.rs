//! Honorifics, roles and the nouns that name people and documents.
//!
//! In: `titles.toml` and `person_nouns.toml`. Out: one table of phrases, each with what it names. Never decides by context: "dean" is a
//! role here, whether or not the text means a first name.

use std::sync::LazyLock;

use super::files::nouns::{
    HonorificEntry, PersonNoun, PersonNounKind, PersonNouns, PlaceNoun, RoleEntry, ThingNoun, TitleGender, Titles, person_nouns, titles,
};
use super::inflection::plural;
use super::phrases::{Casing, PhraseTable};
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

/// The words of an entry and their plurals.
struct Forms<'a> {
    word: &'a str,
    aliases: &'a [String],
    plural: Option<&'a str>,
    plural_only: bool,
}

impl<'a> Forms<'a> {
    fn new(word: &'a str, aliases: &'a [String]) -> Self {
        Self { word, aliases, plural: None, plural_only: false }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.word).chain(self.aliases.iter().map(String::as_str))
    }

    /// The plurals, made by rule but where the entry has one.
    fn plurals(&self) -> impl Iterator<Item = String> {
        let by_rule = if self.plural.is_none() && !self.plural_only { self.words().map(plural).collect() } else { Vec::new() };
        self.plural.map(str::to_owned).into_iter().chain(by_rule)
    }
}

impl<'a> From<&'a RoleEntry> for Forms<'a> {
    fn from(row: &'a RoleEntry) -> Self {
        Self { plural: row.plural.as_deref(), ..Self::new(&row.role, &row.aliases) }
    }
}

impl<'a> From<&'a PersonNoun> for Forms<'a> {
    fn from(row: &'a PersonNoun) -> Self {
        Self { plural: row.plural.as_deref(), plural_only: row.plural_only, ..Self::new(&row.noun, &[]) }
    }
}

impl<'a> From<&'a ThingNoun> for Forms<'a> {
    fn from(row: &'a ThingNoun) -> Self {
        Self { plural: row.plural.as_deref(), plural_only: row.plural_only, ..Self::new(&row.noun, &[]) }
    }
}

impl<'a> From<&'a PlaceNoun> for Forms<'a> {
    fn from(row: &'a PlaceNoun) -> Self {
        Self { plural: row.plural.as_deref(), plural_only: row.plural_only, ..Self::new(&row.noun, &[]) }
    }
}

/// What an honorific tells of gender, by its entry or its end.
fn gender_of_title(row: &HonorificEntry) -> Gender {
    match row.gender {
        Some(TitleGender::Male) => Gender::Male,
        Some(TitleGender::Female) => Gender::Female,
        None => gender_of_noun(&row.title),
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
static NOUNS: LazyLock<PhraseTable<Noun>> = LazyLock::new(|| {
    let mut table = PhraseTable::with_capacity(6000);
    add_titles(&mut table, titles());
    add_nouns(&mut table, person_nouns());
    table
});

fn add_titles(table: &mut PhraseTable<Noun>, file: &Titles) {
    for row in &file.honorifics {
        add(table, &Forms::new(&row.title, &row.aliases), Casing::AsPrinted, Noun::Honorific(gender_of_title(row)));
    }
    for row in &file.suffixes {
        add(table, &Forms::new(&row.suffix, &row.aliases), Casing::AsPrinted, Noun::Suffix);
    }
    for row in &file.prefixes {
        add(table, &Forms::new(&row.prefix, &[]), Casing::Any, Noun::Prefix);
    }
    for row in &file.roles {
        add_with_plural(table, &row.into(), Noun::Role(gender_of_noun(&row.role)), Noun::Roles);
    }
}

fn add_nouns(table: &mut PhraseTable<Noun>, file: &PersonNouns) {
    for row in &file.organisations {
        add_with_plural(table, &row.into(), Noun::Organisation, Noun::Organisations);
    }
    for row in &file.people {
        let several = row.plural_only || row.kind == PersonNounKind::Group;
        let noun = if several { Noun::People } else { Noun::Person(gender_of_noun(&row.noun)) };
        add_with_plural(table, &row.into(), noun, Noun::People);
    }
    for row in &file.documents {
        add_with_plural(table, &row.into(), Noun::Document, Noun::Document);
    }
    for row in &file.company_suffixes {
        add(table, &Forms::new(&row.suffix, &row.aliases), Casing::AsPrinted, Noun::CompanySuffix { weak: row.weak });
    }
    for row in &file.places {
        add_with_plural(table, &row.into(), Noun::Place(row.kind), Noun::Places);
    }
}

fn add(table: &mut PhraseTable<Noun>, forms: &Forms<'_>, casing: Casing, noun: Noun) {
    for word in forms.words() {
        table.insert(word, casing, noun);
    }
}

/// Adds a common noun, in any case, in singular and plural.
fn add_with_plural(table: &mut PhraseTable<Noun>, forms: &Forms<'_>, noun: Noun, plural: Noun) {
    add(table, forms, Casing::Any, noun);
    for word in forms.plurals() {
        table.insert(&word, Casing::Any, plural);
    }
}

/// The table of nouns, titles and roles.
pub fn nouns() -> &'static PhraseTable<Noun> {
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
    fn roles_have_plurals_and_gender() {
        assert!(of("spokeswoman").contains(&Noun::Role(Gender::Female)));
        assert!(of("prime ministers").contains(&Noun::Roles));
        assert!(of("soldiers").contains(&Noun::People));
        assert!(of("ministry").contains(&Noun::Organisation));
        assert!(of("Gen.").iter().any(|n| matches!(n, Noun::Honorific(_))));
    }
}
