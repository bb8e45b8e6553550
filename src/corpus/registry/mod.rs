//! The registry: which entities of several articles are one.
//!
//! In: `article_entities` as the articles alone gave it. Out: [`Identities`], the ids that give way to another, and the tables with those
//! ids in them. Never holds more than grows with the distinct entities, and never joins on a name alone: the names must fit
//! ([`spelling`]) and the company that the two keep must agree ([`evidence`]).
//!
//! | rule | joins | asks for |
//! |---|---|---|
//! | `spelling` | "Dmitri Moroz", "Dmitry Moroz", "D. Moroz"; "Karelian Shipping", "Karelian Shiping" | company in common, never both in one article |
//! | `surname` | "Moroz" of articles without a full name to the one "Dmitry Moroz" | the same, in most of those articles and within half a year; stays apart where two fit |
//!
//! The id of those that are one is that of an entry of the gazetteers; else that of a full name, not of initials or a bare surname; of
//! several the one seen first by day of publication, then the first in the alphabet. Later articles therefore do not rename an entity.
//! A bare surname is no name of its own and may be joined to a full one that becomes known later.

mod candidates;
mod evidence;
mod facts;
mod rewrite;
mod rule;
mod spelling;

use rustc_hash::FxHashMap;

use crate::error::Result;
use evidence::Evidence;
pub use facts::EntityRows;
use facts::KnownEntities;
pub use rule::JoinRule;

/// Ids that the articles alone gave, and the ids that took their place.
#[derive(Debug, Default)]
pub struct Identities {
    joined: FxHashMap<Box<str>, (Box<str>, JoinRule)>,
}

impl Identities {
    /// Finds them in three passes over `article_entities`.
    ///
    /// # Errors
    /// The rows cannot be read.
    pub fn find(rows: &EntityRows<'_>) -> Result<Self> {
        let entities = KnownEntities::read(rows)?;
        let pairs = candidates::pairs(&entities);
        let mut evidence = Evidence::new(&entities, pairs);
        entities.each_article(rows, |there| evidence.see(there))?;
        let mut verdict = evidence.verdict();
        entities.each_article(rows, |there| verdict.try_on(there))?;
        let joined = verdict.joins().map(|(from, into, rule)| (entities.get(from).id.clone(), (entities.get(into).id.clone(), rule)));
        Ok(Self { joined: joined.collect() })
    }

    /// The id that took the place of `id`, and why; none where it stands.
    pub fn of(&self, id: &str) -> Option<(&str, JoinRule)> {
        self.joined.get(id).map(|(into, rule)| (&**into, *rule))
    }

    /// Whether every id stands.
    pub fn is_empty(&self) -> bool {
        self.joined.is_empty()
    }
}

#[cfg(test)]
mod tests;
