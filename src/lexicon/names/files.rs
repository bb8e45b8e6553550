//! The gazetteers as files: read, and made into one table.
//!
//! In: `data/lexicons`. Out: a [`Gazetteer`]. Never fails at run time: the files are part of the program, and a test reads every one.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::{Class, Gazetteer, Known, NameOf, Sense};
use crate::document::{EntityType, Gender};
use crate::lexicon::fold;
use crate::lexicon::phrases::{Casing, Phrases};

const TERRITORIES: &str = include_str!("../../../data/lexicons/territories.toml");
const REGIONS: &str = include_str!("../../../data/lexicons/regions.toml");
const FIRST_NAMES: &str = include_str!("../../../data/lexicons/first_names.txt");

#[derive(Deserialize)]
struct Territories {
    territories: Vec<Territory>,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Territory {
    code: String,
    name: String,
    kind: String,
    wikidata: String,
    official: String,
    aliases: Vec<String>,
    acronyms: Vec<String>,
    adjectives: Vec<String>,
    person: Vec<String>,
    people: Vec<String>,
    capital: String,
    capital_aliases: Vec<String>,
}

#[derive(Deserialize)]
struct Regions {
    regions: Vec<Region>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Region {
    code: String,
    name: String,
    wikidata: String,
    bare: String,
    bare_aliases: Vec<String>,
    aliases: Vec<String>,
    person: Vec<String>,
    people: Vec<String>,
}

/// Puts entries and their names together.
#[derive(Default)]
struct Builder {
    known: Vec<Known>,
    phrases: Phrases<NameOf>,
}

impl Builder {
    fn add(&mut self, known: Known) -> u32 {
        let number = self.known.len() as u32;
        let name = known.name.clone();
        self.known.push(known);
        self.name(number, &name, Sense::Name);
        number
    }

    fn name(&mut self, known: u32, name: &str, sense: Sense) {
        // A comma or bracket stands between two names.
        if !name.is_empty() && !name.contains([',', '(']) {
            let name = name.strip_prefix("the ").unwrap_or(name);
            self.phrases.insert(name, Casing::AsPrinted, NameOf { known, sense });
        }
    }

    fn names<'a>(&mut self, known: u32, names: impl IntoIterator<Item = &'a String>, sense: Sense) {
        for name in names {
            self.name(known, name, sense);
        }
    }
}

/// A place, an organisation or the like with nothing but its name known.
fn plain(name: impl Into<Cow<'static, str>>, kind: EntityType, class: Class) -> Known {
    Known {
        name: name.into(),
        kind,
        class,
        country: Cow::Borrowed(""),
        code: Cow::Borrowed(""),
        wikidata: Cow::Borrowed(""),
        geonames: None,
        position: None,
        population: 0,
        gender: Gender::Unknown,
    }
}

/// Reads every gazetteer: countries first, then regions, cities, and the rest, so that the weightier of two namesakes comes first.
pub(super) fn load() -> Gazetteer {
    let mut to = Builder::default();
    if let Ok(file) = toml::from_str::<Territories>(TERRITORIES) {
        territories(&mut to, file.territories);
    }
    if let Ok(file) = toml::from_str::<Regions>(REGIONS) {
        regions(&mut to, file.regions);
    }
    Gazetteer { known: to.known, phrases: to.phrases }
}

fn territories(to: &mut Builder, rows: Vec<Territory>) {
    for row in rows {
        let (kind, class) = match row.kind.as_str() {
            "bloc" => (EntityType::Org, Class::Organisation),
            "continent" => (EntityType::Loc, Class::Area),
            _ => (EntityType::Gpe, Class::Country),
        };
        let is_state = class == Class::Country && row.code.len() == 2;
        let country = if is_state { row.code.clone() } else { String::new() };
        let place = to.add(Known {
            country: country.clone().into(),
            code: row.code.into(),
            wikidata: row.wikidata.into(),
            ..plain(row.name, kind, class)
        });
        to.name(place, &row.official, Sense::Name);
        to.names(place, &row.aliases, Sense::Name);
        to.names(place, &row.acronyms, Sense::Acronym);
        // "US troops" are troops of the country: only words of their own make a people.
        let adjectives: Vec<_> = row.adjectives.into_iter().filter(|a| !row.acronyms.contains(a)).collect();
        people(to, &adjectives, row.person.iter().chain(&row.people), country.clone());
        // The capital of a state that is gone is in another one now.
        if is_state && !row.capital.is_empty() && row.capital != to.known.get(place as usize).map_or(Cow::Borrowed(""), |k| k.name.clone()) {
            let capital = to.add(Known { country: country.into(), ..plain(row.capital, EntityType::Gpe, Class::City) });
            to.names(capital, &row.capital_aliases, Sense::Name);
        }
    }
}

/// A people with the adjectives and nouns that mean it.
fn people<'a>(to: &mut Builder, adjectives: &[String], nouns: impl Iterator<Item = &'a String>, country: String) {
    let mut nouns = nouns.peekable();
    let Some(name) = adjectives.first().or(nouns.peek().copied()).cloned() else { return };
    let group = to.add(Known { country: country.into(), ..plain(name, EntityType::Norp, Class::Group) });
    to.names(group, adjectives, Sense::Adjective);
    to.names(group, nouns, Sense::People);
}

fn regions(to: &mut Builder, rows: Vec<Region>) {
    for row in rows {
        let country = row.code.get(..2).unwrap_or("").to_owned();
        // A word in brackets tells a place from its namesake and is not part of the name.
        let name = row.name.split(" (").next().unwrap_or(&row.name).to_owned();
        let region = to.add(Known {
            country: country.clone().into(),
            code: row.code.into(),
            wikidata: row.wikidata.into(),
            ..plain(name, EntityType::Gpe, Class::Region)
        });
        to.names(region, &row.aliases, Sense::Name);
        to.name(region, &row.bare, Sense::Name);
        to.names(region, &row.bare_aliases, Sense::Name);
        if !row.people.is_empty() || !row.person.is_empty() {
            people(to, &[], row.person.iter().chain(&row.people), country);
        }
    }
}

/// Given names: name, tab, m f or u.
pub(super) fn given_names() -> FxHashMap<u64, Gender> {
    rows(FIRST_NAMES)
        .filter_map(|row| {
            let (name, gender) = row.split_once('\t')?;
            let gender = match gender {
                "m" => Gender::Male,
                "f" => Gender::Female,
                _ => Gender::Unknown,
            };
            // A double name is known by its first part: taggers cut it at the hyphen.
            Some((fold::hash(fold::pieces(name).next()?), gender))
        })
        .collect()
}

/// The lines of a table that are no comments.
fn rows(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Reads every file and tells the first fault.
#[cfg(test)]
pub(super) fn check() -> Result<(), toml::de::Error> {
    toml::from_str::<Territories>(TERRITORIES)?;
    toml::from_str::<Regions>(REGIONS)?;
    Ok(())
}
