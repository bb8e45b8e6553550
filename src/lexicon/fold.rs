//! What of a word counts when names are compared: letters and digits, without case, accents, full stops and apostrophes.
//!
//! In: words as printed. Out: hashes, pieces and slugs that agree for "São Tomé" and "Sao Tome", "U.S." and "US". Never keeps the word:
//! two words that fold alike have one hash, and nothing else does in practice (64 bits over some 100,000 phrases).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::document::{WordId, WordIdBuilder};

/// Whether a byte of ASCII counts.
fn counts(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'+' | b'@' | b'_')
}

fn is_latin(c: char) -> bool {
    matches!(u32::from(c), 0..=0x36F | 0x1E00..=0x1EFF | 0xFF00..=0xFF5A)
}

/// Calls `sink` with the folded characters of `word`.
fn fold_into(word: &str, mut sink: impl FnMut(char)) {
    if word == "&" {
        return "and".chars().for_each(sink);
    }
    for c in word.chars() {
        if c.is_ascii() {
            if counts(c as u8) {
                sink(c.to_ascii_lowercase());
            }
            continue;
        }
        match c {
            'ł' | 'Ł' => sink('l'),
            'ø' | 'Ø' => sink('o'),
            'đ' | 'Đ' | 'ð' => sink('d'),
            'ı' | 'İ' => sink('i'),
            'ß' => "ss".chars().for_each(&mut sink),
            'æ' | 'Æ' => "ae".chars().for_each(&mut sink),
            'œ' | 'Œ' => "oe".chars().for_each(&mut sink),
            'þ' | 'Þ' => "th".chars().for_each(&mut sink),
            // Marks are parts of letters in other scripts: й is no и.
            _ if !is_latin(c) => c.to_lowercase().filter(|c| c.is_alphanumeric()).for_each(&mut sink),
            _ => std::iter::once(c)
                .nfd()
                .filter(|c| !is_combining_mark(*c) && c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .for_each(&mut sink),
        }
    }
}

/// The hash of a folded word: the id of what counts of it; 0 where nothing does (marks).
pub fn hash(word: &str) -> u64 {
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return WordId::of(word).number();
    }
    let mut folded = WordIdBuilder::EMPTY;
    fold_into(word, |c| folded.push(c));
    folded.id().number()
}

/// The same of a word whose id is known: of letters alone it is the hash already.
#[inline]
pub fn hash_of(id: WordId, word: &str) -> u64 {
    if id.is_short_letters() { id.number() } else { hash(word) }
}

/// The hash of a phrase that goes on with the word of hash `word`; phrases begin with 0.
pub fn join(phrase: u64, word: u64) -> u64 {
    (phrase.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The words of a phrase, cut where a tagger cuts names: at spaces, hyphens and before a possessive.
pub fn pieces(phrase: &str) -> impl Iterator<Item = &str> {
    let mut rest = phrase;
    std::iter::from_fn(move || {
        loop {
            rest = rest.get(length(rest, true)..).unwrap_or("");
            if rest.is_empty() {
                return None;
            }
            let len = length(rest, false);
            let (word, after) = rest.split_at(len);
            let cut = ["'s", "’s"].iter().find_map(|s| word.strip_suffix(s)).filter(|w| !w.is_empty()).map_or(word.len(), str::len);
            let piece = word.get(..cut).unwrap_or(word);
            // A possessive is the next piece.
            rest = if cut < word.len() { rest.get(cut..).unwrap_or("") } else { after };
            if piece.chars().any(char::is_alphanumeric) || piece == "&" {
                return Some(piece);
            }
        }
    })
}

/// How many bytes at the beginning of `text` are of characters that cut, or of those that do not.
fn length(text: &str, cutting: bool) -> usize {
    // Nearly all are of ASCII, and need no decoding.
    let ascii = text.bytes().position(|b| !b.is_ascii() || is_cut(char::from(b)) != cutting).unwrap_or(text.len());
    match text.as_bytes().get(ascii) {
        Some(b) if !b.is_ascii() => {
            let rest = text.get(ascii..).unwrap_or("");
            ascii + rest.find(|c| is_cut(c) != cutting).unwrap_or(rest.len())
        }
        _ => ascii,
    }
}

fn is_cut(c: char) -> bool {
    matches!(c, ' ' | '-' | ',' | '/' | '‐' | '‑' | '–') || (c != '&' && c.is_whitespace())
}

/// The hash of a whole phrase.
pub fn phrase(phrase: &str) -> u64 {
    pieces(phrase).fold(0, |so_far, word| join(so_far, hash(word)))
}

/// A name as part of an id: folded, its words joined by hyphens.
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in pieces(name) {
        if !out.is_empty() {
            out.push('-');
        }
        fold_into(word, |c| out.push(c));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_stops_do_not_count() {
        assert_eq!(hash("São"), hash("SAO"));
        assert_eq!(hash("U.S."), hash("US"));
        assert_eq!(hash("Łódź"), hash("Lodz"));
        assert_ne!(hash("Kursk"), hash("Kurks"));
        assert_eq!(hash(","), 0);
    }

    #[test]
    fn slugs_are_readable() {
        assert_eq!(slug("Côte d'Ivoire"), "cote-divoire");
        assert_eq!(slug("St. John's"), "st-john-s");
        assert_eq!(slug("Port-au-Prince"), "port-au-prince");
        assert_eq!(slug("S&P 500"), "sp-500");
        assert_eq!(slug("Moss & Sons"), "moss-and-sons");
    }

    #[test]
    fn hyphens_and_spaces_are_alike_in_phrases() {
        assert_eq!(phrase("Nizhny-Novgorod"), phrase("Nizhny Novgorod"));
    }
}
