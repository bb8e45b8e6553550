//! What the gazetteers know of a place, person or thing.
//!
//! In: nothing. Out: [`Known`] entries, their [`Class`], and the [`Sense`] in which a name stands for one. Never reads a file.

use std::borrow::Cow;

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
