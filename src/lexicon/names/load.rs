//! The gazetteers as files: read, and made into one table.
//!
//! In: `data/lexicons`. Out: a [`Gazetteer`]. Never fails at run time: the files are part of the program, and a test reads every one.

use std::borrow::Cow;

use super::gazetteer::Gazetteer;
use super::given::given_name;
use super::known::{Class, Known, NameOf, Sense, folder_of};
use crate::document::{EntityType, Gender};
use crate::lexicon::files::bodies::{Organisations, Platforms, SocialGroups};
use crate::lexicon::files::events::events;
use crate::lexicon::files::lines::{CITIES, City, CityRole, rows};
use crate::lexicon::files::places::{AreaKind, Areas, Region, Regions, Territories, Territory, TerritoryKind};
use crate::lexicon::files::products::Products;
use crate::lexicon::files::weak::Weak;
use crate::lexicon::files::{LexiconFile, people};
use crate::lexicon::fold;
use crate::lexicon::outlets;
use crate::lexicon::phrases::{Case, Casing, PhraseTable};
use crate::lexicon::titles;
use crate::lexicon::words::{self, Ordinary};

/// An entry of any of the files that hold no places with codes: what a file has no word for stays empty.
#[derive(Default)]
struct NamedRow<'a> {
    name: &'a str,
    country: &'a str,
    role: &'a str,
    aliases: &'a [String],
    surname: &'a [String],
    adjectives: &'a [String],
    people: &'a str,
    /// Whether every name also means something else.
    all_weak: bool,
    /// The names that do.
    weak: &'a [String],
    /// The names that do, where they need not be listed as aliases.
    weak_aliases: &'a [String],
}

impl NamedRow<'_> {
    fn sense(&self, name: &str) -> Sense {
        let listed = |names: &[String]| names.iter().any(|n| n == name);
        match () {
            _ if self.all_weak || listed(self.weak) || listed(self.weak_aliases) => Sense::Weak,
            _ if Case::of(name) == Case::Upper && !name.contains(' ') => Sense::Acronym,
            _ => Sense::Name,
        }
    }

    /// The name as printed: a word in brackets tells it from a namesake.
    fn printed(&self) -> &str {
        self.name.split(" (").next().unwrap_or(self.name)
    }
}

/// Puts entries and their names together.
#[derive(Default)]
struct GazetteerBuilder {
    known: Vec<Known>,
    phrases: PhraseTable<NameOf>,
}

impl GazetteerBuilder {
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
    let mut to = GazetteerBuilder::default();
    territories(&mut to, Territories::embedded().territories);
    regions(&mut to, Regions::embedded().regions);
    cities(&mut to);
    areas(&mut to);
    people_known(&mut to);
    bodies(&mut to);
    groups(&mut to);
    for row in &events().events {
        let row = NamedRow { name: &row.name, aliases: &row.aliases, weak: &row.weak, ..NamedRow::default() };
        entry(&mut to, &row, EntityType::Event, Class::Event);
    }
    for row in &Products::embedded().products {
        let row = NamedRow { name: &row.name, aliases: &row.aliases, weak: &row.weak, ..NamedRow::default() };
        entry(&mut to, &row, EntityType::Product, Class::Product);
    }
    Gazetteer::new(to.known, to.phrases)
}

fn areas(to: &mut GazetteerBuilder) {
    for row in &Areas::embedded().areas {
        let (kind, class) = match row.kind {
            Some(AreaKind::Facility) => (EntityType::Fac, Class::Facility),
            Some(AreaKind::State) => (EntityType::Gpe, Class::Region),
            None => (EntityType::Loc, Class::Area),
        };
        let (all_weak, weak) = match &row.weak {
            Weak::All(all) => (*all, &[][..]),
            Weak::These(names) => (false, names.as_slice()),
        };
        entry(to, &NamedRow { name: &row.name, aliases: &row.aliases, all_weak, weak, ..NamedRow::default() }, kind, class);
    }
}

fn people_known(to: &mut GazetteerBuilder) {
    for row in &people::people().people {
        let (aliases, surname) = (row.aliases.as_slice(), row.surname.as_slice());
        let row = NamedRow { name: &row.name, country: &row.country, role: &row.role, aliases, surname, ..NamedRow::default() };
        entry(to, &row, EntityType::Person, Class::Person);
    }
}

/// Organisations, platforms and outlets.
fn bodies(to: &mut GazetteerBuilder) {
    let mut body = |row: &NamedRow<'_>| entry(to, row, EntityType::Org, Class::Organisation);
    for row in &Organisations::embedded().organisations {
        body(&NamedRow { name: &row.name, country: &row.country, aliases: &row.aliases, weak: &row.weak, ..NamedRow::default() });
    }
    for row in &Platforms::embedded().platforms {
        body(&NamedRow { name: &row.name, aliases: &row.aliases, weak: &row.weak, ..NamedRow::default() });
    }
    for row in outlets::all() {
        let (name, country) = (row.full_name(), row.country.as_str());
        body(&NamedRow { name, country, aliases: &row.aliases, weak_aliases: &row.weak_aliases, ..NamedRow::default() });
    }
}

fn groups(to: &mut GazetteerBuilder) {
    for row in &SocialGroups::embedded().groups {
        let (name, country, people) = (row.name.as_str(), row.country.as_str(), row.people.as_str());
        let (aliases, adjectives) = (row.aliases.as_slice(), row.adjectives.as_slice());
        let row = NamedRow { name, country, people, aliases, adjectives, all_weak: row.weak, ..NamedRow::default() };
        entry(to, &row, EntityType::Norp, Class::Group);
    }
}

/// A row with all its names.
fn entry(to: &mut GazetteerBuilder, row: &NamedRow<'_>, kind: EntityType, class: Class) {
    let printed = row.printed();
    // An organisation may be an outlet too, and a part of the earth a territory: the first entry of a name stays the one.
    let same = |n: &NameOf| to.known.get(n.known as usize).is_some_and(|k| folder_of(k.kind) == folder_of(kind) && k.name == printed);
    let before = to.phrases.exact(fold::phrase(printed)).find(same).filter(|_| class != Class::Person);
    let number = before.map_or_else(|| add_row(to, row, kind, class), |before| before.known);
    if let Some(known) = to.known.get_mut(number as usize) {
        known.aliases.extend(row.aliases.iter().filter(|n| row.sense(n) != Sense::Weak).cloned());
    }
    for name in row.aliases.iter().chain(row.surname).chain(row.weak_aliases) {
        if class != Class::Person || !begins_with_title(name) {
            to.name(number, name, row.sense(name));
        }
    }
    let sense = |sense: Sense| if row.all_weak { Sense::Weak } else { sense };
    to.names(number, row.adjectives, sense(Sense::Adjective));
    to.name(number, row.people, sense(Sense::People));
}

/// The entry of a row under its printed name: its number.
fn add_row(to: &mut GazetteerBuilder, row: &NamedRow<'_>, kind: EntityType, class: Class) -> u32 {
    let (number, printed) = (to.known.len() as u32, row.printed());
    let gender = match class {
        Class::Person => fold::pieces(row.name).next().and_then(|first| given_name(fold::hash(first))).unwrap_or(Gender::Unknown),
        _ => Gender::Unknown,
    };
    let (country, role) = (row.country.to_owned().into(), row.role.to_owned().into());
    to.known.push(Known { country, gender, role, ..plain(printed.to_owned(), kind, class) });
    to.name(number, printed, row.sense(printed));
    number
}

/// "President Ito": a title is no part of a name.
fn begins_with_title(name: &str) -> bool {
    let first = fold::pieces(name).next().map_or(0, |w| fold::join(0, fold::hash(w)));
    titles::nouns().exact(first).any(|n| matches!(n, titles::Noun::Honorific(_) | titles::Noun::Role(_)))
}

fn territories(to: &mut GazetteerBuilder, rows: Vec<Territory>) {
    for row in rows {
        let (kind, class) = match row.kind {
            TerritoryKind::Bloc => (EntityType::Org, Class::Organisation),
            TerritoryKind::Continent => (EntityType::Loc, Class::Area),
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
fn people<'a>(to: &mut GazetteerBuilder, place: u32, adjectives: &[String], nouns: impl Iterator<Item = &'a String>) {
    let mut nouns = nouns.peekable();
    let Some(name) = adjectives.first().or(nouns.peek().copied()).cloned() else { return };
    let Some(home) = to.known.get(place as usize) else { return };
    let (country, code, wikidata) = (home.country.clone(), home.code.clone(), home.wikidata.clone());
    let group = to.add(Known { country, code, wikidata, ..plain(name, EntityType::Norp, Class::Group) });
    to.names(group, adjectives, Sense::Adjective);
    to.names(group, nouns, Sense::People);
}

fn regions(to: &mut GazetteerBuilder, rows: Vec<Region>) {
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

/// Whether news nearly always means something else by a name: it prints "Būsh" without its accent, and means somebody called Bush.
fn is_word_without_accents(city: &City<'_>) -> bool {
    city.plain != city.name && words::ordinary(city.plain, fold::hash(city.plain)) != Ordinary::No
}

/// Cities, capitals and the greatest first; a capital that its country has named already is filled up.
fn cities(to: &mut GazetteerBuilder) {
    let mut cities: Vec<City<'static>> = rows(CITIES.text).skip(1).filter_map(|(_, line)| City::parse(line).ok()).collect();
    cities.retain(|city| !is_word_without_accents(city));
    cities.sort_by_key(|c| (std::cmp::Reverse((c.role == CityRole::Capital, c.population)), c.geonames));
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
            known.position = Some(city.position);
            known.population = city.population;
            known.admin = city.admin;
        }
        for other in city.others.split('|') {
            to.name(number, other, Sense::Name);
        }
    }
}
