//! A table of phrases, found at any place of a text by the hashes of its words.
//!
//! In: phrases with values. Out: [`PhraseTable::longest`] and [`PhraseTable::exact`]. Never looks at letters: a word is a number, that of
//! its [`WordId`](crate::document::WordId) or, in names, its [`fold::hash`], and case is asked for through [`Case`].

use rustc_hash::FxHashMap;

use super::fold;

/// How the case of a word in a text compares with what a name needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// Begins with a small letter, or has no letters.
    Lower,
    /// Begins with a capital.
    Capital,
    /// Capitals alone, two at least.
    Upper,
}

impl Case {
    /// The case of a printed word.
    pub fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        match letters.next() {
            Some(first) if first.is_uppercase() => {
                let mut more = 0;
                if letters.all(|c| {
                    more += 1;
                    c.is_uppercase()
                }) && more > 0
                {
                    Case::Upper
                } else {
                    Case::Capital
                }
            }
            _ => Case::Lower,
        }
    }
}

/// No entry, no longer phrase.
const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct WordNode {
    first: u32,
    goes_on: bool,
}

#[derive(Clone, Copy, Debug)]
struct PhraseValue<V> {
    value: V,
    /// Bit n: word n of the phrase needs a capital.
    capitals: u32,
    /// Bit n: word n needs capitals throughout.
    uppers: u32,
    next: u32,
}

/// Phrases with values of type `V`; a phrase may have several, in the order in which they were put in.
#[derive(Clone, Debug)]
pub struct PhraseTable<V> {
    nodes: FxHashMap<u64, WordNode>,
    entries: Vec<PhraseValue<V>>,
}

impl<V> Default for PhraseTable<V> {
    fn default() -> Self {
        Self { nodes: FxHashMap::default(), entries: Vec::new() }
    }
}

/// Which words of a phrase must keep their capitals in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Casing {
    /// As printed in the lexicon: a capital needs a capital, and a word of capitals alone needs all of them.
    AsPrinted,
    /// Any case matches.
    Any,
}

impl<V: Copy> PhraseTable<V> {
    /// An empty table with room for `n` phrases.
    pub fn with_capacity(n: usize) -> Self {
        let mut nodes = FxHashMap::default();
        nodes.reserve(n * 3 / 2);
        Self { nodes, entries: Vec::with_capacity(n) }
    }

    /// Adds a phrase of names; one without letters is left out.
    pub fn insert(&mut self, phrase: &str, casing: Casing, value: V) {
        let case = |word| if casing == Casing::AsPrinted { Case::of(word) } else { Case::Lower };
        self.insert_words(fold::pieces(phrase).map(|word| (fold::hash(word), case(word))), value);
    }

    /// Adds a phrase by its words and the case that each must have at least; one without words is left out.
    pub fn insert_words(&mut self, words: impl Iterator<Item = (u64, Case)>, value: V) {
        let (mut key, mut capitals, mut uppers, mut count) = (0u64, 0u32, 0u32, 0u32);
        for (hash, case) in words {
            if count > 0
                && let Some(node) = self.nodes.get_mut(&key)
            {
                node.goes_on = true;
            }
            key = fold::join(key, hash);
            self.nodes.entry(key).or_insert(WordNode { first: NONE, goes_on: false });
            if count < 32 {
                capitals |= u32::from(case >= Case::Capital) << count;
                uppers |= u32::from(case == Case::Upper) << count;
            }
            count += 1;
        }
        if count > 0 {
            self.add_entry(key, PhraseValue { value, capitals, uppers, next: NONE });
        }
    }

    /// Adds an entry behind those that the phrase of this key has.
    fn add_entry(&mut self, key: u64, entry: PhraseValue<V>) {
        let new = self.entries.len() as u32;
        self.entries.push(entry);
        let mut at = match self.nodes.get_mut(&key) {
            Some(node) if node.first == NONE => {
                node.first = new;
                return;
            }
            Some(node) => node.first,
            None => return,
        };
        while let Some(entry) = self.entries.get_mut(at as usize) {
            if entry.next == NONE {
                entry.next = new;
                return;
            }
            at = entry.next;
        }
    }

    /// The longest phrase that the words begin with: how many words it takes and its first value for which `fits` holds.
    ///
    /// `words` gives hash and case of each word in turn and ends where no phrase may run on.
    pub fn longest(&self, words: impl Iterator<Item = (u64, Case)>, fits: impl Fn(V) -> bool) -> Option<(usize, V)> {
        let (mut key, mut capitals, mut uppers) = (0u64, 0u32, 0u32);
        let mut best = None;
        for (n, (hash, case)) in words.take(32).enumerate() {
            key = fold::join(key, hash);
            let Some(node) = self.nodes.get(&key) else { break };
            capitals |= u32::from(case >= Case::Capital) << n;
            uppers |= u32::from(case == Case::Upper) << n;
            if let Some(value) = self.values(node.first, capitals, uppers).find(|v| fits(*v)) {
                best = Some((n + 1, value));
            }
            if !node.goes_on {
                break;
            }
        }
        best
    }

    /// Every value of the phrase of exactly these words, whatever their case.
    pub fn exact(&self, phrase: u64) -> impl Iterator<Item = V> + '_ {
        let first = self.nodes.get(&phrase).map_or(NONE, |n| n.first);
        self.values(first, u32::MAX, u32::MAX)
    }

    /// Every value of the phrase of exactly these words for whose name the case of the words is good enough.
    pub fn exact_cased(&self, words: impl Iterator<Item = (u64, Case)>) -> impl Iterator<Item = V> + '_ {
        let (mut key, mut capitals, mut uppers) = (0u64, 0u32, 0u32);
        for (n, (hash, case)) in words.take(32).enumerate() {
            key = fold::join(key, hash);
            capitals |= u32::from(case >= Case::Capital) << n;
            uppers |= u32::from(case == Case::Upper) << n;
        }
        let first = self.nodes.get(&key).map_or(NONE, |n| n.first);
        self.values(first, capitals, uppers)
    }

    fn values(&self, first: u32, capitals: u32, uppers: u32) -> impl Iterator<Item = V> + '_ {
        let mut at = first;
        std::iter::from_fn(move || {
            let entry = self.entries.get(at as usize)?;
            at = entry.next;
            Some(entry)
        })
        .filter(move |e| e.capitals & !capitals == 0 && e.uppers & !uppers == 0)
        .map(|e| e.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> impl Iterator<Item = (u64, Case)> + '_ {
        fold::pieces(text).map(|w| (fold::hash(w), Case::of(w)))
    }

    #[test]
    fn the_longest_phrase_wins_and_case_counts() {
        let mut table = PhraseTable::default();
        table.insert("Kursk", Casing::AsPrinted, 1);
        table.insert("Kursk region", Casing::AsPrinted, 2);
        table.insert("US", Casing::AsPrinted, 3);
        let find = |text| table.longest(words(text), |_| true);
        assert_eq!(find("Kursk region fell"), Some((2, 2)));
        assert_eq!(find("Kursk fell"), Some((1, 1)));
        assert_eq!(find("KURSK REGION"), Some((2, 2)));
        assert_eq!(find("kursk region"), None);
        assert_eq!(find("us"), None);
        assert_eq!(find("U.S."), Some((1, 3)));
    }
}
