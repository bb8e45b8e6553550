//! An article as its rows see it: ids as text, offsets in code points.

use std::fmt::Write;

use chrono::NaiveDate;

use super::builder::{Row, can_be_read};
use crate::document::{Speaker, TaggedArticle};
use crate::offsets::CharIndex;
use crate::span::Span;

/// An article with what all its tables share.
pub struct View<'a> {
    /// The article.
    pub article: &'a TaggedArticle,
    /// Its id as text.
    pub id: String,
    index: CharIndex<'a>,
}

impl<'a> View<'a> {
    /// One pass over the text.
    pub fn new(article: &'a TaggedArticle) -> Self {
        Self { article, id: article.article.id.to_string(), index: CharIndex::new(article.text()) }
    }

    /// The words at a span.
    pub fn words(&self, span: Span) -> &'a str {
        span.of(self.article.text())
    }

    /// The words at a span, if there is one.
    pub fn maybe_words(&self, span: Option<Span>) -> Option<&'a str> {
        self.read(span).map(|s| self.words(s))
    }

    /// The id of a row of this article: `<article_id>-<letter><seq>`.
    pub fn row_id(&self, letter: char, seq: usize) -> String {
        // There are some two hundred of them an article: one allocation each, of the right size.
        let mut id = String::with_capacity(self.id.len() + 12);
        id.push_str(&self.id);
        // Writing to a string cannot fail.
        let _ = write!(id, "-{letter}{seq}");
        id
    }

    /// `entity_id` of an entity of the article.
    pub fn entity_id(&self, entity: Option<usize>) -> Option<&'a str> {
        entity.and_then(|n| self.article.entities.get(n)).map(|e| e.id.as_str())
    }

    /// Code points before a byte of the text.
    pub fn char_offset(&self, byte: u32) -> i64 {
        self.index.char_offset(byte).0.into()
    }

    /// Writes `article_id`, `<kind>_seq`, `block_seq`, `sentence_seq`, `char_start`, `char_end`, `text`.
    pub fn place(&self, row: &mut Row<'_>, seq_column: &str, seq: usize, sentence: usize, span: Span) {
        row.text("article_id", &self.id)
            .int(seq_column, seq as i64)
            .int("block_seq", self.article.block_of(sentence) as i64)
            .int("sentence_seq", sentence as i64);
        self.span(row, "char_start", "char_end", Some(span));
        row.text("text", self.words(span));
    }

    /// A span in which something can be read: one that holds none is null in its text and in its offsets.
    fn read(&self, span: Option<Span>) -> Option<Span> {
        span.filter(|s| can_be_read(self.words(*s)))
    }

    /// Writes the two offset columns of a span, or nulls.
    pub fn span(&self, row: &mut Row<'_>, start: &str, end: &str, span: Option<Span>) {
        let span = self.read(span);
        row.maybe_int(start, span.map(|s| self.char_offset(s.start))).maybe_int(end, span.map(|s| self.char_offset(s.end)));
    }

    /// The name of a speaker or claimant: null for an anonymous one, of whom only the descriptor is known.
    pub fn speaker_name(&self, speaker: &'a Speaker) -> Option<&'a str> {
        speaker.name.as_deref().filter(|_| !speaker.is_anonymous)
    }

    /// The day of publication.
    pub fn published_date(&self) -> Option<NaiveDate> {
        self.article.article.published.map(|p| p.date)
    }
}
