//! Places, people, organisations, groups, events and products.
//!
//! In: the gazetteers of `data/lexicons`. Out: [`Known`] entries and one table of all their names. Never decides by context which of
//! several entries of one name is meant: it gives them all, the weightiest first.

mod files;

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use super::fold;
use super::phrases::Phrases;
use crate::document::{EntityType, Gender};

/// What a gazetteer entry is, finer than its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A state or territory.
    Country,
    /// A continent, sea or other part of the earth.
    Area,
    /// A first-level division of a country.
    Region,
    /// A city or town.
    City,
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A people, faith or political group.
    Group,
    /// A building or other facility.
    Facility,
    /// An event.
    Event,
    /// A product, weapon or vehicle.
    Product,
}

/// One entry of the gazetteers.
#[derive(Clone, Debug)]
pub struct Known {
    /// Canonical name.
    pub name: Cow<'static, str>,
    /// Type.
    pub kind: EntityType,
    /// What it is, finer.
    pub class: Class,
    /// ISO 3166-1 alpha-2 code of the country that it is, lies in or belongs to; empty where none.
    pub country: Cow<'static, str>,
    /// ISO 3166-1 or 3166-2 code of the place itself; empty where none.
    pub code: Cow<'static, str>,
    /// Wikidata id; empty where our sources hold none.
    pub wikidata: Cow<'static, str>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Latitude and longitude, degrees.
    pub position: Option<(f32, f32)>,
    /// Inhabitants of a city; 0 where unknown.
    pub population: u32,
    /// GeoNames' code of the first-level division that a city lies in; empty where unknown.
    pub admin: &'static str,
    /// The position a person is best known for: "president of Ukraine"; empty where unknown.
    pub role: Cow<'static, str>,
    /// Gender of a person.
    pub gender: Gender,
    /// Other full names and acronyms that stand for it by themselves; not those of cities.
    pub aliases: Vec<String>,
}

/// How a name stands for its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// It is the name, or another full one.
    Name,
    /// It is initials.
    Acronym,
    /// It is an adjective: "Ukrainian".
    Adjective,
    /// It means one or all of its people: "Ukrainians".
    People,
    /// It also means other things, so that the context must speak for it.
    Weak,
}

/// A name of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameOf {
    /// Number of the entry.
    pub known: u32,
    /// How it stands for it.
    pub sense: Sense,
}

/// All gazetteers.
pub struct Gazetteer {
    known: Vec<Known>,
    phrases: Phrases<NameOf>,
    /// Ids, made when first asked for.
    ids: Vec<OnceLock<String>>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(files::load);

/// The gazetteers, read at the first call.
pub fn gazetteer() -> &'static Gazetteer {
    &GAZETTEER
}

impl Gazetteer {
    /// The table of names.
    pub fn phrases(&self) -> &Phrases<NameOf> {
        &self.phrases
    }

    /// The entry of a name.
    pub fn entry(&self, name: NameOf) -> Option<&Known> {
        self.known.get(name.known as usize)
    }

    /// The entry of a number.
    pub fn get(&self, number: u32) -> Option<&Known> {
        self.known.get(number as usize)
    }

    /// The id of an entry: its type's folder and its name; of several places of one name all but the weightiest carry their country.
    pub fn id(&self, number: u32) -> Option<&str> {
        let known = self.get(number)?;
        Some(self.ids.get(number as usize)?.get_or_init(|| self.make_id(number, known)))
    }

    fn make_id(&self, number: u32, known: &Known) -> String {
        let slug = fold::slug(&known.name);
        let folder = folder_of(known.kind);
        let first = self.namesakes(&slug, folder).next();
        if first.is_none_or(|f| f == number) || known.country.is_empty() {
            return format!("{folder}/{slug}");
        }
        let mut id = format!("{folder}/{slug}-{}", fold::slug(if known.code.is_empty() { &known.country } else { &known.code }));
        let others =
            self.namesakes(&slug, folder).filter_map(|n| self.get(n)).filter(|k| k.country == known.country && k.class == known.class);
        if known.class == Class::City && others.count() > 1 {
            id.push('-');
            id.push_str(&fold::slug(known.admin));
        }
        id
    }

    /// The entries whose canonical name makes this slug, the weightiest first.
    fn namesakes<'a>(&'a self, slug: &'a str, folder: &'a str) -> impl Iterator<Item = u32> + 'a {
        let canonical = move |n: &u32| self.get(*n).is_some_and(|k| folder_of(k.kind) == folder && fold::slug(&k.name) == slug);
        self.phrases.exact(fold::phrase(slug)).map(|n| n.known).filter(canonical)
    }

    /// The entry that an id stands for, if it stands for one of ours.
    pub fn by_id(&self, id: &str) -> Option<&Known> {
        let (folder, slug) = id.split_once('/')?;
        if let Some(number) = self.namesakes(slug, folder).next() {
            return self.get(number);
        }
        // A namesake: the name, then its country or region.
        let mut cut = slug.len();
        while let Some(hyphen) = slug.get(..cut).and_then(|s| s.rfind('-')) {
            cut = hyphen;
            let found = self.namesakes(crate::span::cut(slug, ..hyphen), folder).find(|n| self.id(*n) == Some(id));
            if let Some(number) = found {
                return self.get(number);
            }
        }
        None
    }
}

/// The first part of the ids of a type.
pub fn folder_of(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "person",
        EntityType::Org => "org",
        EntityType::Gpe | EntityType::Loc => "place",
        EntityType::Fac => "facility",
        EntityType::Norp => "group",
        EntityType::Event => "event",
        EntityType::Product => "product",
        EntityType::WorkOfArt => "work",
    }
}

/// Given names with the gender of those who bear them.
static GIVEN_NAMES: LazyLock<rustc_hash::FxHashMap<u64, Gender>> = LazyLock::new(files::given_names);

/// The gender that a given name shows; none where the word is no given name that we know. Takes the [`fold::hash`] of the word.
pub fn given_name(hash: u64) -> Option<Gender> {
    GIVEN_NAMES.get(&hash).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Vec<(&'static Known, Sense)> {
        let g = gazetteer();
        g.phrases().exact(fold::phrase(name)).filter_map(|n| Some((g.entry(n)?, n.sense))).collect()
    }

    #[test]
    fn the_files_are_read() {
        files::check().expect("every gazetteer parses");
    }

    #[test]
    fn a_country_comes_before_a_region_of_its_name() {
        let georgias: Vec<_> = named("Georgia").iter().map(|(k, _)| k.class).collect();
        assert_eq!(georgias.first(), Some(&Class::Country));
        assert!(georgias.contains(&Class::Region));
    }

    #[test]
    fn a_people_is_another_entry_than_its_country() {
        let (people, sense) = named("Ukrainians").into_iter().next().expect("listed");
        assert_eq!((people.class, sense), (Class::Group, Sense::People));
        assert_eq!(people.name, "Ukrainian");
    }

    #[test]
    fn ids_lead_back_to_their_entries() {
        let g = gazetteer();
        for number in (0..g.known.len() as u32).step_by(37) {
            let id = g.id(number).expect("every entry has one");
            let back = g.by_id(id).map(|k| (&k.name, &k.country));
            assert_eq!(back, g.get(number).map(|k| (&k.name, &k.country)), "{id}");
        }
    }
}
