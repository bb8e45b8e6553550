//! Remembers lemmas by form, so that each is worked out once.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::lookup::Lemmatizer;
use crate::attribute_ruler::Pos;

/// A lemma in a [`LemmaCache`]; void once the cache is cleared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LemmaId(u32);

/// One thread's lemmas. It grows with the forms met: clear it whenever the numbers of the forms become void.
#[derive(Debug, Clone, Default)]
pub struct LemmaCache {
    by_form: FxHashMap<(u32, Pos, bool), LemmaId>,
    /// By id: where the lemma ends in `text`; it begins where the one before ends.
    ends: Vec<usize>,
    text: String,
}

impl LemmaCache {
    /// The lemma of `form`, which `number` stands for: equal numbers must mean equal forms.
    pub fn lemma(&mut self, lemmatizer: &Lemmatizer, number: u32, form: &str, pos: Pos, is_base: bool) -> LemmaId {
        match self.by_form.entry((number, pos, is_base)) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                lemmatizer.push_lemma(form, pos, is_base, &mut self.text);
                // There is at most one lemma for each form of 32 bits, part of speech and flag that text can hold.
                let id = LemmaId(u32::try_from(self.ends.len()).unwrap_or(u32::MAX));
                self.ends.push(self.text.len());
                *entry.insert(id)
            }
        }
    }

    /// The text of a lemma; empty for an id that is void.
    #[must_use]
    pub fn text(&self, lemma: LemmaId) -> &str {
        let index = lemma.0 as usize;
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before).copied()).unwrap_or_default();
        self.ends.get(index).and_then(|&end| self.text.get(start..end)).unwrap_or_default()
    }

    /// Forgets all lemmas and keeps the memory.
    pub fn clear(&mut self) {
        self.by_form.clear();
        self.ends.clear();
        self.text.clear();
    }
}
