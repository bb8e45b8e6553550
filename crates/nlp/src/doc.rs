//! The result: an analysed text as columns.
//!
//! Everything about tokens is a column with one entry a token; spans are byte offsets into the text that was analysed,
//! which the document does not keep. Labels are small numbers whose names the [`Model`](crate::Model) gives.

use crate::attribute_ruler::{MorphId, Pos};
use crate::labels::{DepId, EntityTypeId, TagId};
use crate::strings::StringId;

/// A name found by the entity recogniser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The first token.
    pub start: u32,
    /// The token after the last.
    pub end: u32,
    /// The type.
    pub label: EntityTypeId,
}

/// An analysed text.
///
/// All columns that were asked for are as long as [`Doc::len`]; those of a component that was skipped are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc {
    /// The first byte of each token in the text.
    pub starts: Vec<u32>,
    /// The byte after the last of each token.
    pub ends: Vec<u32>,
    /// Whether one blank follows the token that belongs to no token.
    pub space_after: Vec<bool>,
    /// Whether the token is white space itself.
    pub is_space: Vec<bool>,
    /// The id of the normalised form.
    pub norms: Vec<StringId>,
    /// The id of the word's shape (`Xxxxx`, `dd`).
    pub shapes: Vec<StringId>,
    /// Fine-grained parts of speech.
    pub tags: Vec<TagId>,
    /// Coarse parts of speech (Universal Dependencies).
    pub pos: Vec<Pos>,
    /// Morphological features, see [`Model::morph_text`](crate::Model::morph_text).
    pub morphs: Vec<MorphId>,
    /// Where each token's lemma ends in `lemma_text`; it begins where the one before ends.
    pub(crate) lemma_ends: Vec<u32>,
    pub(crate) lemma_text: String,
    /// The index of each token's head; a root is its own head.
    pub heads: Vec<u32>,
    /// The label of the arc from the head.
    pub deps: Vec<DepId>,
    /// Whether a sentence begins at the token.
    pub sentence_starts: Vec<bool>,
    /// Entities in the order of the text; they do not overlap.
    pub entities: Vec<Entity>,
}

impl Doc {
    /// The number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are no tokens.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// A token's lemma, or nothing where lemmas were not asked for.
    #[must_use]
    pub fn lemma(&self, token: usize) -> Option<&str> {
        let end = *self.lemma_ends.get(token)?;
        let start = token.checked_sub(1).and_then(|before| self.lemma_ends.get(before)).copied().unwrap_or_default();
        self.lemma_text.get(start as usize..end as usize)
    }

    /// Adds the next token's lemma.
    pub(crate) fn push_lemma(&mut self, lemma: &str) {
        self.lemma_text.push_str(lemma);
        // Lemmas are hardly longer than their forms, and the text has less than 4 GiB.
        self.lemma_ends.push(u32::try_from(self.lemma_text.len()).unwrap_or(u32::MAX));
    }

    /// Makes room for so many tokens.
    pub(crate) fn reserve(&mut self, tokens: usize) {
        self.starts.reserve(tokens);
        self.ends.reserve(tokens);
        self.space_after.reserve(tokens);
        self.is_space.reserve(tokens);
        self.norms.reserve(tokens);
        self.shapes.reserve(tokens);
    }

    /// The byte span of a token.
    ///
    /// # Panics
    /// If there is no such token.
    #[must_use]
    pub fn span(&self, token: usize) -> std::ops::Range<usize> {
        self.starts[token] as usize..self.ends[token] as usize
    }

    /// The token ranges of the sentences, in order. Without a parse the whole document is one sentence.
    pub fn sentences(&self) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        let mut start = 0;
        std::iter::from_fn(move || {
            if start >= self.len() {
                return None;
            }
            let rest = self.sentence_starts.get(start + 1..).unwrap_or_default();
            let end = rest.iter().position(|&begins| begins).map_or(self.len(), |offset| start + 1 + offset);
            let sentence = start..end;
            start = end;
            Some(sentence)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_run_from_start_to_start() {
        let mut doc = Doc { starts: vec![0, 1, 2, 3], ends: vec![1, 2, 3, 4], ..Doc::default() };
        assert!(doc.sentences().eq(std::iter::once(0..4)));
        doc.sentence_starts = vec![true, false, true, false];
        assert_eq!(doc.sentences().collect::<Vec<_>>(), [0..2, 2..4]);
        assert_eq!(Doc::default().sentences().count(), 0);
    }
}
