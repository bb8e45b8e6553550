//! The gazetteers as files: read, and made into one table.
//!
//! In: `data/lexicons`. Out: a [`Gazetteer`]. Never fails at run time: the files are part of the program, and a test reads every one.

use std::borrow::Cow;

use serde::Deserialize;

use super::gazetteer::Gazetteer;
use super::given::given_name;
use super::known::{Class, Known, NameOf, Sense, folder_of};
use crate::document::{EntityType, Gender};
use crate::lexicon::fold;
use crate::lexicon::phrases::{Case, Casing, Phrases};
use crate::lexicon::titles;
use crate::lexicon::words::{self, Ordinary};

const TERRITORIES: &str = include_str!("../../../data/lexicons/territories.toml");
const REGIONS: &str = include_str!("../../../data/lexicons/regions.toml");
const CITIES: &str = include_str!("../../../data/lexicons/cities.tsv");
const PLACES: &str = include_str!("../../../data/lexicons/areas.toml");
const PEOPLE: &str = include_str!("../../../data/lexicons/people.toml");
const ORGANISATIONS: &str = include_str!("../../../data/lexicons/organisations.toml");
const PLATFORMS: &str = include_str!("../../../data/lexicons/platforms.toml");
const OUTLETS: &str = include_str!("../../../data/lexicons/outlets.toml");
const GROUPS: &str = include_str!("../../../data/lexicons/groups.toml");
const EVENTS: &str = include_str!("../../../data/lexicons/events.toml");
const PRODUCTS: &str = include_str!("../../../data/lexicons/products.toml");

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
    adjectives: Vec<String>,
    person: Vec<String>,
    people: Vec<String>,
}

/// A file of one table, whatever the table is called.
type File = std::collections::BTreeMap<String, Vec<Row>>;

/// A row of the other files: what one has no word for stays empty.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Row {
    name: String,
    kind: String,
    country: String,
    wikidata: String,
    gender: String,
    role: String,
    aliases: Vec<String>,
    surname: Vec<String>,
    adjectives: Vec<String>,
    people: String,
    weak: Weak,
    weak_aliases: Vec<String>,
}

/// Which names of a row also mean something else: all, or those listed.
#[derive(Deserialize)]
#[serde(untagged)]
enum Weak {
    All(bool),
    These(Vec<String>),
}

impl Default for Weak {
    fn default() -> Self {
        Weak::All(false)
    }
}

impl Row {
    fn sense(&self, name: &str) -> Sense {
        let listed = match &self.weak {
            Weak::All(all) => *all,
            Weak::These(names) => names.iter().any(|n| n == name),
        };
        match () {
            _ if listed || self.weak_aliases.iter().any(|n| n == name) => Sense::Weak,
            _ if Case::of(name) == Case::Upper && !name.contains(' ') => Sense::Acronym,
            _ => Sense::Name,
        }
    }

    /// The name as printed: a word in brackets tells it from a namesake.
    fn printed(&self) -> &str {
        self.name.split(" (").next().unwrap_or(&self.name)
    }
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
        // The parts of "X's invasion of Y" are better known each by itself.
        if !name.is_empty() && !name.contains([',', '(']) && !name.contains("'s invasion") {
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
        admin: "",
        role: Cow::Borrowed(""),
        gender: Gender::Unknown,
        aliases: Vec::new(),
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
    cities(&mut to);
    let files = [
        (PLACES, EntityType::Loc, Class::Area),
        (PEOPLE, EntityType::Person, Class::Person),
        (ORGANISATIONS, EntityType::Org, Class::Organisation),
        (PLATFORMS, EntityType::Org, Class::Organisation),
        (OUTLETS, EntityType::Org, Class::Organisation),
        (GROUPS, EntityType::Norp, Class::Group),
        (EVENTS, EntityType::Event, Class::Event),
        (PRODUCTS, EntityType::Product, Class::Product),
    ];
    for (file, kind, class) in files {
        for row in toml::from_str::<File>(file).into_iter().flat_map(std::collections::BTreeMap::into_values).flatten() {
            entry(&mut to, row, kind, class);
        }
    }
    Gazetteer::new(to.known, to.phrases)
}

/// A row with all its names.
fn entry(to: &mut Builder, row: Row, kind: EntityType, class: Class) {
    let (kind, class) = match row.kind.as_str() {
        "facility" => (EntityType::Fac, Class::Facility),
        "state" => (EntityType::Gpe, Class::Region),
        _ => (kind, class),
    };
    let gender = match row.gender.as_str() {
        "m" => Gender::Male,
        "f" => Gender::Female,
        _ => fold::pieces(&row.name).next().and_then(|first| given_name(fold::hash(first))).unwrap_or(Gender::Unknown),
    };
    let printed = row.printed().to_owned();
    let gender = if class == Class::Person { gender } else { Gender::Unknown };
    // An organisation may be an outlet too, and a part of the earth a territory: the first entry of a name stays the one.
    let same = |n: &NameOf| to.known.get(n.known as usize).is_some_and(|k| folder_of(k.kind) == folder_of(kind) && k.name == printed);
    let before = to.phrases.exact(fold::phrase(&printed)).find(same).filter(|_| class != Class::Person);
    let number = match before {
        Some(before) => before.known,
        None => {
            let number = to.known.len() as u32;
            let (country, wikidata) = (row.country.clone().into(), row.wikidata.clone().into());
            let role = row.role.clone().into();
            to.known.push(Known { country, wikidata, gender, role, ..plain(printed.clone(), kind, class) });
            to.name(number, &printed, row.sense(&printed));
            number
        }
    };
    if let Some(known) = to.known.get_mut(number as usize) {
        known.aliases.extend(row.aliases.iter().filter(|n| row.sense(n) != Sense::Weak).cloned());
    }
    for name in row.aliases.iter().chain(&row.surname).chain(&row.weak_aliases) {
        if class != Class::Person || !begins_with_title(name) {
            to.name(number, name, row.sense(name));
        }
    }
    let sense = |sense: Sense| if matches!(row.weak, Weak::All(true)) { Sense::Weak } else { sense };
    to.names(number, &row.adjectives, sense(Sense::Adjective));
    to.name(number, &row.people, sense(Sense::People));
}

/// "President Ito": a title is no part of a name.
fn begins_with_title(name: &str) -> bool {
    let first = fold::pieces(name).next().map_or(0, |w| fold::join(0, fold::hash(w)));
    titles::nouns().exact(first).any(|n| matches!(n, titles::Noun::Honorific(_) | titles::Noun::Role(_)))
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
            aliases: std::iter::once(&row.official).chain(&row.aliases).chain(&row.acronyms).filter(|n| !n.is_empty()).cloned().collect(),
            ..plain(row.name, kind, class)
        });
        to.name(place, &row.official, Sense::Name);
        to.names(place, &row.aliases, Sense::Name);
        to.names(place, &row.acronyms, Sense::Acronym);
        // "US troops" are troops of the country: only words of their own make a people.
        let adjectives: Vec<_> = row.adjectives.into_iter().filter(|a| !row.acronyms.contains(a)).collect();
        people(to, place, &adjectives, row.person.iter().chain(&row.people));
        // The capital of a state that is gone is in another one now.
        if is_state && !row.capital.is_empty() && row.capital != to.known.get(place as usize).map_or(Cow::Borrowed(""), |k| k.name.clone())
        {
            let capital = to.add(Known { country: country.into(), ..plain(row.capital, EntityType::Gpe, Class::City) });
            to.names(capital, &row.capital_aliases, Sense::Name);
        }
    }
}

/// The people of a place with the adjectives and nouns that mean it; it has the codes and ids of the place.
fn people<'a>(to: &mut Builder, place: u32, adjectives: &[String], nouns: impl Iterator<Item = &'a String>) {
    let mut nouns = nouns.peekable();
    let Some(name) = adjectives.first().or(nouns.peek().copied()).cloned() else { return };
    let Some(home) = to.known.get(place as usize) else { return };
    let (country, code, wikidata) = (home.country.clone(), home.code.clone(), home.wikidata.clone());
    let group = to.add(Known { country, code, wikidata, ..plain(name, EntityType::Norp, Class::Group) });
    to.names(group, adjectives, Sense::Adjective);
    to.names(group, nouns, Sense::People);
}

fn regions(to: &mut Builder, rows: Vec<Region>) {
    for row in rows {
        let country = row.code.get(..2).unwrap_or("").to_owned();
        // A word in brackets tells a place from its namesake and is not part of the name.
        let name = row.name.split(" (").next().unwrap_or(&row.name).to_owned();
        let region = to.add(Known {
            country: country.into(),
            code: row.code.into(),
            wikidata: row.wikidata.into(),
            aliases: row.aliases.clone(),
            ..plain(name, EntityType::Gpe, Class::Region)
        });
        to.names(region, &row.aliases, Sense::Name);
        to.name(region, &row.bare, Sense::Name);
        to.names(region, &row.bare_aliases, Sense::Name);
        people(to, region, &row.adjectives, row.person.iter().chain(&row.people));
    }
}

/// A line of the table of cities.
struct City {
    geonames: u32,
    name: &'static str,
    country: &'static str,
    admin: &'static str,
    position: Option<(f32, f32)>,
    population: u32,
    is_capital: bool,
    others: &'static str,
}

impl City {
    fn parse(row: &'static str) -> Option<Self> {
        let mut cells = row.split('\t');
        let mut next = || cells.next();
        let geonames = next()?.parse().ok()?;
        let name = next()?;
        let (plain, country, admin) = (next()?, next()?, next()?);
        // News prints "Būsh" without its accent, and nearly always means somebody called Bush.
        if plain != name && words::ordinary(plain, fold::hash(plain)) != Ordinary::No {
            return None;
        }
        let position = next()?.parse().ok().zip(next()?.parse().ok());
        let population = next()?.parse().unwrap_or(0);
        Some(Self { geonames, name, country, admin, position, population, is_capital: next()? == "capital", others: next().unwrap_or("") })
    }
}

/// Cities, capitals and the greatest first; a capital that its country has named already is filled up.
fn cities(to: &mut Builder) {
    let mut cities: Vec<City> = rows(CITIES).filter_map(City::parse).collect();
    cities.sort_by_key(|c| (std::cmp::Reverse((c.is_capital, c.population)), c.geonames));
    for city in cities {
        let same = |n: &NameOf| {
            to.known.get(n.known as usize).is_some_and(|k| k.class == Class::City && k.country == city.country && k.geonames.is_none())
        };
        let before = to.phrases.exact(fold::phrase(city.name)).find(same);
        let number = match before {
            Some(capital) => capital.known,
            None => to.add(Known { country: city.country.into(), ..plain(city.name, EntityType::Gpe, Class::City) }),
        };
        if let Some(known) = to.known.get_mut(number as usize) {
            known.geonames = Some(city.geonames);
            known.position = city.position;
            known.population = city.population;
            known.admin = city.admin;
        }
        for other in city.others.split('|') {
            to.name(number, other, Sense::Name);
        }
    }
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
    for file in [PLACES, PEOPLE, ORGANISATIONS, PLATFORMS, OUTLETS, GROUPS, EVENTS, PRODUCTS] {
        toml::from_str::<File>(file)?;
    }
    Ok(())
}
