//! The words of the lexicons as small numbers, and the one way in which text and phrases are cut into words.
//!
//! In: text. Out: [`pieces`] of it and their [`WordId`]s. Never allocates for a look-up.

use std::ops::Range;

use rustc_hash::FxHashMap;

pub use crate::document::{AtomKind, Traits, WordId};

/// Words longer than this many bytes are not looked up: no word of the lexicons is.
const LONGEST: usize = 31;

/// How many pairs of a first and a last byte [`ends`] tells apart.
const ENDS: usize = 32 * 32;

/// The first and last byte of a word by their five low bits, which hold no case.
#[inline]
fn ends(word: &str) -> usize {
    let low = |byte: Option<&u8>| usize::from(byte.copied().unwrap_or(0) & 31);
    low(word.as_bytes().first()) * 32 + low(word.as_bytes().last())
}

/// A word of up to eight bytes in lower case as one number; none for a longer one.
#[inline]
fn packed(word: &str) -> Option<u64> {
    let bytes = word.as_bytes();
    let number = match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>(), bytes) {
        (Some(first), Some(last), _) => {
            // The last four bytes overlap the first: what both hold is shifted out.
            let overlap = 8usize.checked_sub(bytes.len())?;
            u64::from(u32::from_le_bytes(*first)) | ((u64::from(u32::from_le_bytes(*last)) >> (8 * overlap)) << 32)
        }
        (_, _, [a, b, c]) => u64::from_le_bytes([*a, *b, *c, 0, 0, 0, 0, 0]),
        (_, _, [a, b]) => u64::from_le_bytes([*a, *b, 0, 0, 0, 0, 0, 0]),
        (_, _, [a]) => u64::from(*a),
        _ => return None,
    };
    let mut lower = number.to_le_bytes();
    lower.make_ascii_lowercase();
    Some(u64::from_le_bytes(lower))
}

/// Words of up to eight bytes by their [`packed`] number.
#[derive(Clone, Debug, Default)]
struct ShortWords(FxHashMap<u64, WordId>);

impl ShortWords {
    #[inline]
    fn get(&self, key: u64) -> WordId {
        self.0.get(&key).copied().unwrap_or(WordId::NONE)
    }

    /// The number of a word, `id` where it is new.
    fn get_or_add(&mut self, key: u64, id: WordId) -> WordId {
        *self.0.entry(key).or_insert(id)
    }
}

/// Every word of the lexicons, without case.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// The words of up to eight bytes, packed: a look-up compares one number.
    short: ShortWords,
    ids: FxHashMap<Box<[u8]>, WordId>,
    traits: Vec<Traits>,
    /// The lengths of the words by the low bits of their first and last byte, as bits: most words of a text are refused here.
    lengths: Box<[u32; ENDS]>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self { short: ShortWords::default(), ids: FxHashMap::default(), traits: vec![Traits::empty()], lengths: Box::new([0; ENDS]) }
    }
}

impl Vocabulary {
    /// The number of a word, in any case; [`WordId::NONE`] where it is not known.
    #[inline]
    pub fn find(&self, word: &str) -> WordId {
        if word.is_empty() || word.len() > LONGEST || self.lengths[ends(word)] & (1 << word.len()) == 0 {
            return WordId::NONE;
        }
        packed(word).map_or_else(|| self.find_long(word), |key| self.short.get(key))
    }

    /// The number of a piece of a text.
    #[inline]
    pub fn of_piece(&self, text: &str, piece: &WordPiece) -> WordId {
        match piece.key {
            Some(key) => self.short.get(key),
            None => self.find(text.get(piece.range.clone()).unwrap_or("")),
        }
    }

    /// The number of a word of more than eight bytes.
    fn find_long(&self, word: &str) -> WordId {
        let mut lower = [0u8; LONGEST + 1];
        let Some(lower) = lower.get_mut(..word.len()) else { return WordId::NONE };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        self.ids.get(&*lower).copied().unwrap_or(WordId::NONE)
    }

    /// What a word can begin or end.
    #[inline]
    pub fn traits(&self, word: WordId) -> Traits {
        self.traits.get(word.index()).copied().unwrap_or_default()
    }

    /// The number of a word, which is added where it is new; longer words than any lexicon should hold are none.
    pub fn add(&mut self, word: &str, traits: Traits) -> WordId {
        let word = word.to_ascii_lowercase();
        if word.is_empty() || word.len() > LONGEST {
            return WordId::NONE;
        }
        self.lengths[ends(&word)] |= 1 << word.len();
        let next = WordId::new(self.traits.len());
        let id = match packed(&word) {
            Some(key) => self.short.get_or_add(key, next),
            None => *self.ids.entry(word.into_bytes().into()).or_insert(next),
        };
        if id == next {
            self.traits.push(traits);
        } else if let Some(known) = self.traits.get_mut(id.index()) {
            *known |= traits;
        }
        id
    }
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordPiece {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it is by its characters.
    pub kind: AtomKind,
    /// Up to seven ASCII letters in lower case as one number, as [`packed`] gives it.
    key: Option<u64>,
}

/// Cuts text into runs of digits, runs of letters, and single marks, without the white space between.
#[inline]
pub fn pieces(text: &str) -> impl Iterator<Item = WordPiece> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            if bytes[start] == b' ' {
                at += 1;
                continue;
            }
            if let Some((letters, key)) = short_word(bytes, start) {
                at = start + letters;
                return Some(WordPiece { range: start..at, kind: AtomKind::Word, key: Some(key) });
            }
            let (end, kind) = next(text, bytes, at);
            at = end;
            if let Some(kind) = kind {
                return Some(WordPiece { range: start..end, kind, key: None });
            }
        }
        None
    })
}

/// The number of ASCII letters that stand at `at`, and the word they make as one number in lower case, where they are one to seven and no
/// other character could belong to them. Eight bytes are looked at together, for the ends of words are what a processor cannot foresee.
#[inline]
fn short_word(bytes: &[u8], at: usize) -> Option<(usize, u64)> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    let text = u64::from_le_bytes(*bytes.get(at..)?.first_chunk::<8>()?);
    let lower = text | (0x20 * ONES);
    // The high bit of each byte of these sums shows whether it is at least 'a', and whether it is past 'z'; no sum reaches the next byte.
    let low_bits = lower & !HIGH;
    let from_a = low_bits + (0x80 - u64::from(b'a')) * ONES;
    let past_z = low_bits + (0x80 - u64::from(b'z') - 1) * ONES;
    let others = !(from_a & !past_z & !text) & HIGH;
    let letters = others.trailing_zeros() as usize / 8;
    // The first other byte must be ASCII: a letter with an accent goes on with the word.
    let ends = (1..8).contains(&letters) && (text >> (8 * letters)) & 0x80 == 0;
    ends.then(|| (letters, lower & ((1 << (8 * letters)) - 1)))
}

/// The end of what begins at `at`, and what it is; nothing for white space.
fn next(text: &str, bytes: &[u8], at: usize) -> (usize, Option<AtomKind>) {
    let first = bytes[at];
    if first.is_ascii_digit() {
        let end = bytes[at..].iter().position(|b| !b.is_ascii_digit()).map_or(bytes.len(), |n| at + n);
        return (end, Some(AtomKind::Digits));
    }
    if first.is_ascii_alphabetic() {
        return (end_of_letters(text, bytes, at + 1), Some(AtomKind::Word));
    }
    if first.is_ascii_graphic() {
        return (at + 1, Some(AtomKind::Mark(char::from(first))));
    }
    if first.is_ascii_whitespace() {
        return (at + 1, None);
    }
    let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
        return (at + 1, None);
    };
    let end = at + c.len_utf8();
    if matches!(c, '\u{2010}'..='\u{2027}') {
        // The dashes and quotation marks of most texts: the tables of all characters need not be asked.
        return (end, Some(AtomKind::Mark(c)));
    }
    if c.is_alphabetic() {
        return (end_of_letters(text, bytes, at), Some(AtomKind::Word));
    }
    if c.is_whitespace() || c.is_control() { (end, None) } else { (end, Some(AtomKind::Mark(c))) }
}

/// Whether one of U+2000 to U+203F begins here, none of which is a letter: the apostrophe of most texts is among them.
#[inline]
fn is_punctuation(bytes: &[u8], at: usize) -> bool {
    bytes[at] == 0xe2 && bytes.get(at + 1) == Some(&0x80)
}

/// Where a run of letters ends; combining marks belong to their letter.
fn end_of_letters(text: &str, bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    while end < bytes.len() {
        if bytes[end].is_ascii_alphabetic() {
            end += 1;
        } else if bytes[end].is_ascii() || is_punctuation(bytes, end) {
            break;
        } else {
            match text.get(end..).and_then(|rest| rest.chars().next()) {
                Some(c) if c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}') => end += c.len_utf8(),
                _ => break,
            }
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_length_are_found_in_any_case() {
        let mut vocabulary = Vocabulary::default();
        let words = ["a", "ab", "abb", "abcd", "abcde", "abcdefgh", "abcdabcd", "abcdefghi", "½", "été"];
        let ids: Vec<WordId> = words.iter().map(|w| vocabulary.add(w, Traits::TIME)).collect();
        for (n, word) in words.iter().enumerate() {
            assert_eq!(vocabulary.find(&word.to_ascii_uppercase()), ids[n], "{word}");
            assert_eq!(vocabulary.add(word, Traits::UNIT), ids[n], "{word}");
            assert!(!ids[..n].contains(&ids[n]), "{word}");
        }
        assert_eq!(vocabulary.find("abc"), WordId::NONE);
    }

    #[test]
    fn a_typographic_apostrophe_ends_a_word() {
        let text = "don’t été—5";
        let cut: Vec<&str> = pieces(text).filter_map(|piece| text.get(piece.range)).collect();
        assert_eq!(cut, ["don", "’", "t", "été", "—", "5"]);
    }

    #[test]
    fn a_short_word_is_packed_as_it_is_cut() {
        let words = ["I", "ab", "Zeb", "azAZ", "extra", "Little", "sevenly", "eightful", "caf\u{e9}s", "a1b", "x@y", "z{", "[", "`"];
        let text = words.join(" ") + " and what follows";
        for piece in pieces(&text) {
            let word = text.get(piece.range.clone()).unwrap_or("");
            assert!(piece.key.is_none() || piece.key == packed(word), "{word}");
            assert_eq!(piece.key.is_some(), word.len() < 8 && word.bytes().all(|b| b.is_ascii_alphabetic()) && !word.starts_with("follow"));
        }
    }
}
