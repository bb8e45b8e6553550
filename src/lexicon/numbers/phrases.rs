//! Phrases of several words, found at their first or their last word.
//!
//! In: the words of a text as ids. Out: the longest phrase at a place, with what it stands for.

use super::vocabulary::{Traits, Vocabulary, WordId};
use crate::lexicon::cut::pieces;
use crate::lexicon::phrases::{Case, PhraseTable};

/// Whether capitals count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capitals {
    /// "Percent" is "percent".
    Ignored,
    /// "MB" is not "mb".
    Exact,
}

#[derive(Clone, Debug)]
struct PhraseOf<T> {
    words: usize,
    /// The words as they must be written, where capitals count.
    exact: Option<Box<[Box<str>]>>,
    value: T,
}

/// Phrases and what each stands for.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    entries: Vec<PhraseOf<T>>,
    /// The numbers of the entries by their words, from the first to the last.
    forwards: PhraseTable<u32>,
    /// The same from the last to the first.
    backwards: PhraseTable<u32>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), forwards: PhraseTable::default(), backwards: PhraseTable::default() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase; of two entries for one phrase the first counts. The traits go to its first and to its last word.
    pub fn add(&mut self, vocabulary: &mut Vocabulary, phrase: &str, case: Capitals, first: Traits, last: Traits, value: T) {
        let cut: Vec<&str> = pieces(phrase).filter_map(|piece| phrase.get(piece.range)).collect();
        let count = cut.len();
        let words = cut.iter().enumerate().map(|(n, w)| {
            let at_start = if n == 0 { first } else { Traits::default() };
            let at_end = if n + 1 == count { last } else { Traits::default() };
            (vocabulary.add(w, at_start | at_end).number(), Case::Lower)
        });
        let words: Vec<(u64, Case)> = words.collect();
        let number = self.entries.len() as u32;
        let exact = (case == Capitals::Exact).then(|| cut.iter().map(|w| Box::from(*w)).collect());
        self.entries.push(PhraseOf { words: count, exact, value });
        self.forwards.insert_words(words.iter().copied(), number);
        self.backwards.insert_words(words.into_iter().rev(), number);
    }

    /// The longest phrase that begins at `at`: its number of words and what it stands for. `id` and `word` give the words of the text.
    pub fn starting<'t>(
        &self,
        at: usize,
        id: impl Fn(usize) -> WordId,
        word: impl Fn(usize) -> &'t str,
        accept: impl Fn(usize, &T) -> bool,
    ) -> Option<(usize, &T)> {
        let words = (at..).map(|n| (id(n).number(), Case::Lower));
        let fits = |n| self.entry(n).is_some_and(|e| e.is_written(at, &word) && accept(e.words, &e.value));
        let (count, number) = self.forwards.longest(words, fits)?;
        Some((count, &self.entry(number)?.value))
    }

    /// The longest phrase that ends just before `end`: its number of words and what it stands for.
    pub fn ending<'t>(
        &self,
        end: usize,
        id: impl Fn(usize) -> WordId,
        word: impl Fn(usize) -> &'t str,
        accept: impl Fn(usize, &T) -> bool,
    ) -> Option<(usize, &T)> {
        let words = (0..end).rev().map(|n| (id(n).number(), Case::Lower));
        let fits = |n| self.entry(n).is_some_and(|e| e.is_written(end.saturating_sub(e.words), &word) && accept(e.words, &e.value));
        let (count, number) = self.backwards.longest(words, fits)?;
        Some((count, &self.entry(number)?.value))
    }

    fn entry(&self, number: u32) -> Option<&PhraseOf<T>> {
        self.entries.get(number as usize)
    }
}

impl<T> PhraseOf<T> {
    /// Whether its words stand from `at` on with the capitals that it needs; without them it is known to stand there.
    fn is_written<'t>(&self, at: usize, word: &impl Fn(usize) -> &'t str) -> bool {
        self.exact.as_ref().is_none_or(|exact| exact.iter().enumerate().all(|(n, w)| word(at + n) == &**w))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_from_either_side() {
        let mut vocabulary = Vocabulary::default();
        let mut phrases = Phrases::default();
        for (n, p) in ["than", "more than", "no more than"].into_iter().enumerate() {
            phrases.add(&mut vocabulary, p, Capitals::Ignored, Traits::default(), Traits::default(), n);
        }
        let text = ["with", "no", "More", "than", "six"];
        let id = |n: usize| text.get(n).map_or(WordId::NONE, |w| WordId::of(w));
        let word = |n: usize| text.get(n).copied().unwrap_or("");
        assert_eq!(phrases.ending(4, id, word, |_, _| true), Some((3, &2)));
        assert_eq!(phrases.starting(2, id, word, |_, _| true), Some((2, &1)));
        assert_eq!(phrases.starting(0, id, word, |_, _| true), None);
    }
}
