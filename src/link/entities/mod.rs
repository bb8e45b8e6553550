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

use crate::document::{EntityType, MentionForm, TaggedArticle};
use crate::lexicon::names::gazetteer;
use crate::span::Span;
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

/// The entity that the words at `span` stand for: the number of an exact mention's entity, or that of the name at their head.
///
/// "Defense Minister Rustem Umerov", "Umerov", "he" and "the minister" all give the person; "officials in Kyiv", whose head is no
/// mention, gives none.
pub fn resolve(article: &TaggedArticle, span: Span) -> Option<usize> {
    let span = bare(article.text(), span);
    let first = article.mentions.partition_point(|m| m.span.start < span.start);
    let inside = || article.mentions.get(first..).unwrap_or_default().iter().take_while(|m| m.span.start < span.end);
    if let Some(exact) = inside().find(|m| m.span == span) {
        return exact.entity;
    }
    // A noun that begins the words is their head, whatever names stand after it: "the head of the agency".
    if inside().any(|m| m.span.start == span.start && m.form == MentionForm::Nominal && m.entity.is_none()) {
        return None;
    }
    let ends = |m: &&crate::document::Mention| m.span.end == span.end && m.form != MentionForm::Demonym;
    let apposed = |m: &&crate::document::Mention| {
        let after = article.text().get(m.span.end as usize..span.end as usize).unwrap_or("");
        m.kind == EntityType::Person && m.span.end < span.end && after.trim_start().starts_with([',', '('])
    };
    let begins = |m: &&crate::document::Mention| m.span.start == span.start && m.form == MentionForm::Nominal;
    let person = inside().find(|m| m.kind == EntityType::Person && m.form != MentionForm::Pronoun && (ends(m) || apposed(m)));
    person.or_else(|| inside().filter(ends).last()).or_else(|| inside().find(begins)).and_then(|m| m.entity)
}

/// The first role that the article gives a person: "Defense Minister".
pub fn role(article: &TaggedArticle, entity: usize) -> Option<&str> {
    let role = article.mentions.iter().find(|m| m.entity == Some(entity) && m.role.is_some())?.role?;
    Some(role.of(article.text())).filter(|r| !r.is_empty())
}

/// A span without white space, quotation marks and an ending possessive.
fn bare(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = words.len() - words.trim_start_matches(|c: char| c.is_whitespace() || "\"“”‘'".contains(c)).len();
    let mut kept = words.trim_end_matches(|c: char| c.is_whitespace() || "\"“”’',.".contains(c));
    for possessive in ["'s", "’s"] {
        kept = kept.strip_suffix(possessive).unwrap_or(kept);
    }
    // "U.S." keeps its own full stop.
    let kept = if words.get(kept.len()..).is_some_and(|r| r.starts_with('.'))
        && kept.len() >= 3
        && kept.get(kept.len() - 2..).is_some_and(|r| r.starts_with('.'))
    {
        kept.len() + 1
    } else {
        kept.len()
    };
    Span::new(span.start as usize + start, span.start as usize + kept.max(start))
}

#[cfg(test)]
mod tests;
