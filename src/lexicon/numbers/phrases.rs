//! Phrases of several words, found at their first or their last word.
//!
//! In: the words of a text as ids. Out: the longest phrase at a place, with what it stands for.

use rustc_hash::FxHashMap;

use super::vocabulary::{Traits, Vocabulary, WordId};
use crate::lexicon::cut::pieces;

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
    words: Box<[WordId]>,
    /// The words as they must be written, where capitals count.
    exact: Option<Box<[Box<str>]>>,
    value: T,
}

/// Phrases and what each stands for.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    entries: Vec<PhraseOf<T>>,
    /// Numbers of entries by their first word, the longest phrase first.
    by_first: FxHashMap<WordId, Vec<u32>>,
    /// The same by their last word.
    by_last: FxHashMap<WordId, Vec<u32>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), by_first: FxHashMap::default(), by_last: FxHashMap::default() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase; of two entries for one phrase the first counts. The traits go to its first and to its last word.
    pub fn add(&mut self, vocabulary: &mut Vocabulary, phrase: &str, case: Capitals, first: Traits, last: Traits, value: T) {
        let cut: Vec<&str> = pieces(phrase).filter_map(|piece| phrase.get(piece.range)).collect();
        let count = cut.len();
        let words: Box<[WordId]> = cut
            .iter()
            .enumerate()
            .map(|(n, w)| {
                let at_start = if n == 0 { first } else { Traits::default() };
                let at_end = if n + 1 == count { last } else { Traits::default() };
                vocabulary.add(w, at_start | at_end)
            })
            .collect();
        let (Some(&head), Some(&tail)) = (words.first(), words.last()) else { return };
        if words.contains(&WordId::NONE) {
            return;
        }
        let exact = (case == Capitals::Exact).then(|| cut.iter().map(|w| Box::from(*w)).collect());
        let number = self.entries.len() as u32;
        self.entries.push(PhraseOf { words, exact, value });
        for (map, word) in [(&mut self.by_first, head), (&mut self.by_last, tail)] {
            let list = map.entry(word).or_default();
            let place = list.partition_point(|&n| self.entries.get(n as usize).is_some_and(|e| e.words.len() >= count));
            list.insert(place, number);
        }
    }

    /// The longest phrase that begins at `at`: its number of words and what it stands for. `id` and `word` give the words of the text.
    pub fn starting<'t>(
        &self,
        at: usize,
        id: impl Fn(usize) -> WordId,
        word: impl Fn(usize) -> &'t str,
        accept: impl Fn(usize, &T) -> bool,
    ) -> Option<(usize, &T)> {
        self.by_first.get(&id(at))?.iter().filter_map(|&n| self.entries.get(n as usize)).find_map(|entry| {
            let count = entry.words.len();
            (entry.fits(at, &id, &word) && accept(count, &entry.value)).then_some((count, &entry.value))
        })
    }

    /// The longest phrase that ends just before `end`: its number of words and what it stands for.
    pub fn ending<'t>(
        &self,
        end: usize,
        id: impl Fn(usize) -> WordId,
        word: impl Fn(usize) -> &'t str,
        accept: impl Fn(usize, &T) -> bool,
    ) -> Option<(usize, &T)> {
        let last = end.checked_sub(1)?;
        self.by_last.get(&id(last))?.iter().filter_map(|&n| self.entries.get(n as usize)).find_map(|entry| {
            let count = entry.words.len();
            let at = end.checked_sub(count)?;
            (entry.fits(at, &id, &word) && accept(count, &entry.value)).then_some((count, &entry.value))
        })
    }
}

impl<T> PhraseOf<T> {
    fn fits<'t>(&self, at: usize, id: &impl Fn(usize) -> WordId, word: &impl Fn(usize) -> &'t str) -> bool {
        self.words.iter().enumerate().all(|(n, &w)| id(at + n) == w)
            && self.exact.as_ref().is_none_or(|exact| exact.iter().enumerate().all(|(n, w)| word(at + n) == &**w))
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
