//! The values of single words: "eleven", "eleventh", "half".
//!
//! In: words with values. Out: [`Values::get`]. Never holds a phrase.

use rustc_hash::FxHashMap;

use super::vocabulary::WordId;

/// The value of each word, by its number in the vocabulary.
#[derive(Clone, Debug, Default)]
pub struct Values(FxHashMap<WordId, f64>);

impl Values {
    /// The value of a word.
    pub fn get(&self, word: WordId) -> Option<f64> {
        self.0.get(&word).copied()
    }

    /// Gives a word its value.
    pub(super) fn insert(&mut self, word: WordId, value: f64) {
        self.0.insert(word, value);
    }
}
