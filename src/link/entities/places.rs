//! Which of several places of one name is meant.
//!
//! In: the mentions of an article. Out: a gazetteer entry. Never chooses between entries that the article gives no reason to tell apart but
//! by weight: a country before a region, a region named with its kind before a city, a greater city before a smaller one.

use rustc_hash::FxHashMap;

use super::signs::is_name;
use crate::document::{EntityType, TaggedArticle};
use crate::lexicon::names::{Class, Known, NameOf, Sense, gazetteer};
use crate::lexicon::phrases::Case;

/// What the article's other names say about countries.
#[derive(Default)]
pub(super) struct Votes {
    /// Names of a country or its people.
    countries: FxHashMap<&'static str, u32>,
    /// Places inside it that have no namesake abroad, each once.
    inside: FxHashMap<&'static str, Vec<u32>>,
    /// Regions that the article names by a name that no city has: with the word for their kind, most often.
    regions: Vec<u32>,
}

impl Votes {
    fn inside(&mut self, country: &'static str, place: u32) {
        let places = self.inside.entry(country).or_default();
        if !places.contains(&place) {
            places.push(place);
        }
    }
}

/// The places and peoples that a name can mean.
fn candidates(words: &[(u64, Case)], people: bool) -> impl Iterator<Item = (NameOf, &'static Known)> + '_ {
    let fits = move |k: &Known| (matches!(k.kind, EntityType::Gpe | EntityType::Loc)) || (people && k.kind == EntityType::Norp);
    gazetteer().phrases().exact_cased(words.iter().copied()).filter_map(|n| Some((n, gazetteer().entry(n)?))).filter(move |(_, k)| fits(k))
}

/// Counts what unambiguous names say.
pub(super) fn votes<'w>(article: &TaggedArticle, words_of: impl Fn(usize) -> &'w [(u64, Case)]) -> Votes {
    let mut votes = Votes::default();
    for (number, mention) in article.mentions.iter().enumerate() {
        if !is_name(mention) || !matches!(mention.kind, EntityType::Gpe | EntityType::Loc | EntityType::Norp) {
            continue;
        }
        let words = words_of(number);
        let mut found = candidates(words, true);
        let Some((name, known)) = found.next() else { continue };
        let country: &'static str = &known.country;
        let (mut elsewhere, mut namesakes) = (false, false);
        for (_, other) in found {
            elsewhere |= other.country != known.country;
            namesakes |= other.class != known.class;
        }
        if country.is_empty() || elsewhere {
            continue;
        }
        match known.class {
            Class::Country | Class::Group => *votes.countries.entry(country).or_default() += 1,
            Class::Region if words.len() > 1 && !namesakes => {
                votes.regions.push(name.known);
                votes.inside(country, name.known);
            }
            _ => votes.inside(country, name.known),
        }
    }
    votes
}

/// What a name means by the lists.
#[derive(Debug)]
pub(super) enum Meaning {
    /// This entry.
    Known(NameOf),
    /// One of these, the likeliest first.
    OneOf(Vec<NameOf>),
    /// Nothing that they know.
    Unknown,
}

/// A city of at least so many people is meant where nothing else is said.
const GREAT_CITY: u32 = 1_000_000;
/// So is one that is this many times greater than its namesakes.
const TIMES_GREATER: u32 = 3;

/// The place that the mention of these words means.
pub(super) fn choose(article: &TaggedArticle, number: usize, words: &[(u64, Case)], votes: &Votes) -> Meaning {
    let container = country_after(article, number);
    let mut best: Option<(u32, NameOf)> = None;
    // Cities with what speaks for each but its place in the list.
    let mut cities: Vec<(u32, NameOf, &Known)> = Vec::new();
    for (rank, (name, known)) in candidates(words, false).enumerate() {
        let country: &str = &known.country;
        let by_rank = 20u32.saturating_sub(rank as u32);
        let mut score = by_rank;
        if container.is_some_and(|(c, region)| {
            !c.is_empty() && c == country && (region.is_empty() || known.admin == region || known.class != Class::City)
        }) {
            score += 500;
        }
        // One place is not enough to turn a country's name into that of a region: capitals stand for their governments.
        score += 25 * votes.inside.get(country).map_or(0, |places| places.len().min(3) as u32);
        if votes.countries.contains_key(country) && known.class == Class::City {
            score += 30;
        }
        if votes.countries.contains_key(country) && known.class == Class::Region && !votes.countries.is_empty() {
            score += 10;
        }
        if votes.regions.contains(&name.known) {
            score += 60;
        }
        score += match known.class {
            Class::Country => 45,
            Class::City if known.population >= GREAT_CITY => 15,
            Class::City => 5,
            _ => 3,
        };
        if known.class == Class::City && name.sense != Sense::Weak {
            cities.push((score - by_rank, name, known));
        }
        if name.sense == Sense::Weak {
            score /= 2;
        }
        if best.is_none_or(|(b, _)| score > b) {
            best = Some((score, name));
        }
    }
    let Some((_, name)) = best else { return Meaning::Unknown };
    let rivals = rivals(name, &cities);
    if rivals.is_empty() { Meaning::Known(name) } else { Meaning::OneOf(std::iter::once(name).chain(rivals).collect()) }
}

/// The other cities of the name for which as much speaks as for the chosen one, and which are not much smaller.
fn rivals(chosen: NameOf, cities: &[(u32, NameOf, &Known)]) -> Vec<NameOf> {
    let Some((evidence, _, city)) = cities.iter().find(|(_, n, _)| n.known == chosen.known) else { return Vec::new() };
    if city.population >= GREAT_CITY {
        return Vec::new();
    }
    let is_rival = |(other, n, k): &&(u32, NameOf, &Known)| {
        n.known != chosen.known && other >= evidence && k.population.saturating_mul(TIMES_GREATER) > city.population
    };
    cities.iter().filter(is_rival).map(|(_, n, _)| *n).collect()
}

/// "Paris, Texas": the country of the place after the comma, and the code of its division.
fn country_after(article: &TaggedArticle, number: usize) -> Option<(&'static str, &'static str)> {
    use crate::lexicon::fold;
    let here = article.mentions.get(number)?;
    let next = article.mentions.get(number + 1)?;
    let between = article.text().get(here.span.end as usize..next.span.start as usize)?;
    if between.trim() != "," || !matches!(next.kind, EntityType::Gpe | EntityType::Loc) {
        return None;
    }
    let words: Vec<(u64, Case)> = fold::pieces(next.span.of(article.text())).map(|w| (fold::hash(w), Case::of(w))).collect();
    let (_, known) = candidates(&words, false).find(|(_, k)| matches!(k.class, Class::Country | Class::Region))?;
    let region = if known.class == Class::Region { known.code.split_once('-').map_or("", |(_, r)| r) } else { "" };
    Some((&known.country, region))
}
