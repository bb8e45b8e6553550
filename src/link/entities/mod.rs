//! Linker `entities`: which mentions of an article mean the same, and what that is.
//!
//! In: mentions. Out: `entities`, and the number of its entity at every mention whose meaning is clear. Never merges two persons because of
//! a shared surname alone, and leaves a noun or pronoun without an entity, and a name without an entry of the lists, where the evidence is
//! not clear: then `doubts` says why, and what it may be.
//!
//! The order of the work:
//! 1. [`names`]: names are looked up in the gazetteers ([`places`] weighs namesakes) and joined with their short forms and acronyms;
//! 2. [`coreference`]: appositions, then nouns and pronouns, in reading order.
//!
//! The canonical name of an entity is that of the gazetteer; where it has none, the longest full form in the article, and of several
//! spellings of it the most frequent, then the first.

mod coreference;
mod drafts;
mod fits;
mod names;
mod places;
mod signs;

use crate::document::TaggedArticle;
use crate::lexicon::names::gazetteer;
use crate::work::Budget;

/// Fills `article.entities` and the entities of the mentions.
pub fn link(article: &mut TaggedArticle, budget: &Budget) {
    let mut drafts = names::join(article, budget);
    coreference::resolve(article, &mut drafts, budget);
    let (entities, of, doubts) = drafts.finish(article);
    for (mention, entity) in article.mentions.iter_mut().zip(of) {
        mention.entity = entity;
    }
    article.entities = entities;
    article.doubts = doubts;
}

/// What the gazetteers know of an entity beside its name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityDetails {
    /// ISO 3166-1 alpha-2 code of the country it is, lies in or belongs to.
    pub country_code: Option<String>,
    /// ISO 3166-1 or 3166-2 code of the place itself.
    pub iso_code: Option<String>,
    /// GeoNames id.
    pub geonames_id: Option<u32>,
    /// Wikidata id, only from a source that we hold.
    pub wikidata_id: Option<String>,
    /// Degrees north.
    pub latitude: Option<f32>,
    /// Degrees east.
    pub longitude: Option<f32>,
    /// Other full names and acronyms.
    pub names: Vec<String>,
}

/// What the gazetteers know of the entity with this id; none for an entity known only from articles.
pub fn details(entity_id: &str) -> Option<EntityDetails> {
    let known = gazetteer().by_id(entity_id)?;
    let filled = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    Some(EntityDetails {
        country_code: filled(&known.country),
        iso_code: filled(&known.code).filter(|c| !c.starts_with("X-")),
        geonames_id: known.geonames,
        wikidata_id: filled(&known.wikidata),
        latitude: known.position.map(|p| p.0),
        longitude: known.position.map(|p| p.1),
        names: known.aliases.clone(),
    })
}

#[cfg(test)]
mod tests;
