//! Which names of the article are people's, and which of them are new where they stand.
//!
//! In: mentions. Out: [`People`]. Never says that two names are one person's: whoever shares a surname with somebody before is not new.

use rustc_hash::FxHashSet;

use crate::document::{EntityType, MentionForm, TaggedArticle, WordId};
use crate::span::Span;

/// Names of people, in reading order; each with whether nobody of that surname stood before.
pub struct People(Vec<(Span, bool)>);

impl People {
    /// Reads the mentions once.
    pub fn of(article: &TaggedArticle) -> Self {
        let mut surnames: FxHashSet<WordId> = FxHashSet::default();
        let named = article.mentions.iter().filter(|m| m.kind == EntityType::Person && m.form == MentionForm::Name);
        let people = named.filter_map(|mention| {
            let words = mention.span.of(article.text());
            let surname = words.split_whitespace().next_back()?;
            let first = surnames.insert(WordId::of(surname));
            Some((mention.span, first && words.contains(char::is_whitespace)))
        });
        Self(people.collect())
    }

    /// The name of a person that begins with a word.
    pub fn starting_at(&self, word: Span) -> Option<Span> {
        let first = self.0.partition_point(|(span, _)| span.start < word.start);
        self.0.get(first).map(|(span, _)| *span).filter(|span| span.start == word.start)
    }

    /// Whether the person named here is new and named in full; none where nobody is.
    pub fn is_new(&self, name: Span) -> Option<bool> {
        let first = self.0.partition_point(|(span, _)| span.end <= name.start);
        self.0.get(first).filter(|(span, _)| span.overlaps(name)).map(|(_, new)| *new)
    }
}
