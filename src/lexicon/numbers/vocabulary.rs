//! What the lexicons of numbers say of single words: what each may begin or end.
//!
//! In: words with traits. Out: [`Vocabulary::traits`] of any word. Never allocates for a look-up, and never holds a phrase.

use rustc_hash::FxHashMap;

pub use crate::document::{Traits, WordId};

/// So many bits tell which words are not known, before a table is asked: eight times as many as the lexicons have words.
const BITS: usize = 1 << 15;

/// Every word of the lexicons of numbers, without case.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    traits: FxHashMap<WordId, Traits>,
    /// A bit for each word that is known: most words of a text are refused here.
    known: Box<[u64; BITS / 64]>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self { traits: FxHashMap::default(), known: Box::new([0; BITS / 64]) }
    }
}

/// The place of a word among the bits.
#[inline]
fn bit(word: WordId) -> (usize, u64) {
    let place = (word.number().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS.trailing_zeros())) as usize;
    (place / 64, 1 << (place % 64))
}

impl Vocabulary {
    /// What a word can begin or end; nothing where it is not known.
    #[inline]
    pub fn traits(&self, word: WordId) -> Traits {
        let (group, bit) = bit(word);
        if self.known[group] & bit == 0 {
            return Traits::empty();
        }
        self.traits.get(&word).copied().unwrap_or_default()
    }

    /// Adds traits to a word, which is known from then on, and gives its id.
    pub fn add(&mut self, word: &str, traits: Traits) -> WordId {
        let id = WordId::of(word);
        let (group, bit) = bit(id);
        self.known[group] |= bit;
        *self.traits.entry(id).or_default() |= traits;
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_traits_of_a_word_add_up() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add("second", Traits::ORDINAL);
        vocabulary.add("Second", Traits::TIME);
        assert_eq!(vocabulary.traits(WordId::of("SECOND")), Traits::ORDINAL | Traits::TIME);
        assert_eq!(vocabulary.traits(WordId::of("seconds")), Traits::empty());
    }
}
