//! The one way in which texts and the phrases of lexicons are cut into atoms.
//!
//! In: text. Out: [`pieces`] of it, each with its [`WordId`]. Never allocates, and never asks what a word means.

use std::ops::Range;

use crate::document::{AtomKind, WordId};
use crate::span::cut;

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordPiece {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it is by its characters.
    pub kind: AtomKind,
    /// What tells it from others; [`WordId::NONE`] for more than one digit.
    pub id: WordId,
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
            if let Some((letters, id)) = short_word(bytes, start) {
                at = start + letters;
                return Some(WordPiece { range: start..at, kind: AtomKind::Word, id });
            }
            let (end, kind) = next(text, bytes, at);
            at = end;
            if let Some(kind) = kind {
                let range = start..end;
                let id = match kind {
                    AtomKind::Digits if range.len() > 1 => WordId::NONE,
                    // No mark has a case.
                    AtomKind::Mark(c) => WordId::of_lower(std::iter::once(if c == '’' { '\'' } else { c })),
                    _ => WordId::of(cut(text, range.clone())),
                };
                return Some(WordPiece { range, kind, id });
            }
        }
        None
    })
}

/// The word of ASCII letters alone that stands at `at`, by its end and its id, where what follows it shows that no token goes on after it:
/// a space, or a mark that joins nothing. Most tokens of a text are found here.
#[inline]
pub fn plain_word(text: &str, at: usize) -> Option<(usize, WordId)> {
    let bytes = text.as_bytes();
    let ends = |end: usize| matches!(bytes.get(end), Some(b' ' | b',' | b';' | b')' | b'"' | b'?' | b'!' | b'\n'));
    if let Some((letters, id)) = short_word(bytes, at) {
        return ends(at + letters).then_some((at + letters, id));
    }
    let letters = bytes.get(at..)?.iter().position(|b| !b.is_ascii_alphabetic())?;
    let end = at + letters;
    (letters > 0 && ends(end)).then(|| (end, WordId::of(cut(text, at..end))))
}

/// The number of ASCII letters that stand at `at`, and the id of the word they make, where they are one to seven and no
/// other character could belong to them. Eight bytes are looked at together, for the ends of words are what a processor cannot foresee.
#[inline]
fn short_word(bytes: &[u8], at: usize) -> Option<(usize, WordId)> {
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
    ends.then(|| (letters, WordId::of_packed(lower & ((1 << (8 * letters)) - 1))))
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
    fn a_typographic_apostrophe_ends_a_word() {
        let text = "don’t été—5";
        let cut: Vec<&str> = pieces(text).filter_map(|piece| text.get(piece.range)).collect();
        assert_eq!(cut, ["don", "’", "t", "été", "—", "5"]);
    }

    #[test]
    fn a_short_word_has_its_id_as_it_is_cut() {
        let words = ["I", "ab", "Zeb", "azAZ", "extra", "Little", "sevenly", "eightful", "caf\u{e9}s", "a1b", "x@y", "z{", "[", "`"];
        let text = words.join(" ") + " and what follows";
        for piece in pieces(&text).filter(|p| p.kind != AtomKind::Digits) {
            let word = text.get(piece.range.clone()).unwrap_or("");
            assert_eq!(piece.id, WordId::of(word), "{word}");
        }
    }

    #[test]
    fn a_plain_word_is_one_that_no_mark_goes_on() {
        let found = |text| plain_word(text, 0).map(|(end, _)| end);
        assert_eq!(found("toll, and more"), Some(4));
        assert_eq!(found("internationally known"), Some(15));
        assert_eq!(plain_word("internationally known", 0).map(|(_, id)| id), Some(WordId::of("INTERNATIONALLY")));
        for other in
            ["U.S. toll", "long-range fire", "don't go there", "10 men", "caf\u{e9} is open", "toll", "https://a.example", "toll. The"]
        {
            assert_eq!(found(other), None, "{other}");
        }
    }
}
