//! What a quotation looks like from inside: a sentence, a fragment or a name.
//!
//! In: the words between the marks. Out: [`QuoteShape`]. Never looks outside the marks.

use super::vocabulary::{VOCABULARY, WordClass};
use crate::document::WordId;

/// The outward features of a quotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QuoteShape {
    /// Number of words.
    pub words: usize,
    /// Whether it begins with a capital letter or a number.
    pub starts_upper: bool,
    /// Whether it ends in a full stop, a question or exclamation mark or an ellipsis.
    pub ends_final: bool,
    /// Whether it ends in a comma or a dash.
    pub ends_comma: bool,
    /// Whether it holds a pronoun or an auxiliary: words that make clauses.
    pub has_clause: bool,
    /// Whether every word that titles capitalise is capitalised.
    pub is_title: bool,
}

/// Pronouns and auxiliaries that stand in names and fragments as well.
const MAKE_NO_CLAUSE: [WordId; 12] =
    WordId::known_each(["this", "these", "those", "both", "many", "some", "most", "few", "one", "several", "being", "no"]);
/// Words in "'s" whose ending is a verb.
const MAKE_CLAUSES: [WordId; 8] = WordId::known_each(["it's", "he's", "she's", "that's", "there's", "what's", "here's", "let's"]);

impl QuoteShape {
    /// Reads the words between the marks.
    pub fn of(inner: &str) -> Self {
        let mut shape = QuoteShape { is_title: true, ..QuoteShape::default() };
        for word in inner.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let Some(first) = bare.chars().next() else { continue };
            shape.words += 1;
            if shape.words == 1 {
                shape.starts_upper = first.is_uppercase() || first.is_numeric();
            }
            if shape.words > 60 && shape.has_clause && !shape.is_title {
                continue;
            }
            let id = WordId::of(bare);
            let known = VOCABULARY.get(&id).map(|e| e.class);
            let contraction = || bare.contains(['\'', '’']) && !["'s", "'S", "’s", "’S"].iter().any(|s| bare.ends_with(s));
            shape.has_clause |= matches!(known, Some(WordClass::Pronoun | WordClass::Aux)) && !MAKE_NO_CLAUSE.contains(&id)
                || MAKE_CLAUSES.contains(&id)
                || contraction();
            let small = matches!(
                known,
                Some(WordClass::Det | WordClass::Prep | WordClass::And | WordClass::But | WordClass::To | WordClass::Possessive)
            );
            shape.is_title &= first.is_uppercase() || first.is_numeric() || small;
        }
        let end = inner.trim_end().trim_end_matches(['\'', '’', ')', ']', '"', '”']);
        shape.ends_final = end.ends_with(['.', '!', '?', '…']);
        shape.ends_comma = end.ends_with([',', '—', '–', '-', ';']);
        shape
    }

    /// Whether it can stand as a sentence or clause of its own.
    pub fn is_clause(&self) -> bool {
        self.has_clause && self.words >= 2 || self.starts_upper && (self.ends_final || self.ends_comma)
    }

    /// Whether it looks like a name, a title of a work or a single so-called word.
    pub fn is_name(&self) -> bool {
        self.is_title && self.starts_upper && !self.ends_final && !self.ends_comma
    }

    /// Whether it may be a title whose sentence ends with it, the full stop inside the marks.
    pub fn is_title_at_end(&self) -> bool {
        self.is_title && self.starts_upper && !self.has_clause && self.words <= 10
    }
}
