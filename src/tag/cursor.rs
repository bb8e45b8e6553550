//! The one cursor of the grammars: what each of them asks of a word by its number, whatever it keeps beside the words.
//!
//! In: words in reading order, each with a place in a text and an id. Out: answers about one of them or a few. Never moves: the grammars
//! hold the place. Atoms, the pieces of names and the items of attribution are three readings of one cut, so that a question asked of one
//! is answered as it would be of another.

use std::ops::Range;

use crate::document::WordId;
use crate::span::Span;

/// Words in reading order.
pub(crate) trait Cursor<'a> {
    /// The text that they stand in.
    fn text(&self) -> &'a str;

    /// Where a word stands; nowhere past the end.
    fn place(&self, n: usize) -> Option<Span>;

    /// What tells a word from others; [`WordId::NONE`] for what is no word, and past the end.
    fn id(&self, n: usize) -> WordId;

    /// The characters of a word, "" past the end.
    #[inline]
    fn word(&self, n: usize) -> &'a str {
        self.place(n).map_or("", |span| span.of(self.text()))
    }

    /// The bytes of a word, none past the end: asked for far more often than its characters, and cheaper.
    #[inline]
    fn bytes(&self, n: usize) -> &'a [u8] {
        self.place(n).and_then(|span| self.text().as_bytes().get(span.range())).unwrap_or(&[])
    }

    /// Whether a word is this one, in any case; `word` is given in lower case.
    #[inline]
    fn is(&self, n: usize, word: &str) -> bool {
        same(self.bytes(n), word)
    }

    /// Whether a word is one of these, in any case.
    #[inline]
    fn is_any(&self, n: usize, words: &[&str]) -> bool {
        let here = self.bytes(n);
        !here.is_empty() && words.iter().any(|w| same(here, w))
    }

    /// Whether the words from `n` on are these, in any case.
    fn starts(&self, n: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(k, w)| self.is(n + k, w))
    }

    /// Whether a word begins with a capital letter.
    fn is_capitalised(&self, n: usize) -> bool {
        self.word(n).chars().next().is_some_and(char::is_uppercase)
    }

    /// The span over a range of words; empty where the range is.
    fn span(&self, range: Range<usize>) -> Span {
        match (self.place(range.start), range.end.checked_sub(1).and_then(|last| self.place(last))) {
            (Some(first), Some(last)) if !range.is_empty() => first.cover(last),
            (Some(first), _) => Span { start: first.start, end: first.start },
            _ => Span::default(),
        }
    }
}

/// Whether two words are one, in any case. Their lengths differ mostly, and then nothing else is looked at.
#[inline(always)]
fn same(here: &[u8], word: &str) -> bool {
    here.len() == word.len() && here.eq_ignore_ascii_case(word.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a text, which white space parts.
    struct Spaced<'a>(&'a str);

    impl<'a> Cursor<'a> for Spaced<'a> {
        fn text(&self) -> &'a str {
            self.0
        }

        fn place(&self, n: usize) -> Option<Span> {
            let word = self.0.split_whitespace().nth(n)?;
            let start = word.as_ptr() as usize - self.0.as_ptr() as usize;
            Some(Span::new(start, start + word.len()))
        }

        fn id(&self, n: usize) -> WordId {
            WordId::of(self.word(n))
        }
    }

    #[test]
    fn words_are_asked_for_by_their_numbers() {
        let line = Spaced("More than Six men");
        assert!(line.is(1, "than") && line.is(0, "more") && !line.is(4, "men"));
        assert!(line.starts(0, &["more", "than"]) && !line.starts(3, &["men", "than"]));
        assert!(line.is_any(2, &["five", "six"]) && line.is_capitalised(2) && !line.is_capitalised(3));
        assert_eq!((line.word(3), line.word(4), line.id(9)), ("men", "", WordId::NONE));
        assert_eq!((line.span(1..3), line.span(2..2), line.span(7..9)), (Span::new(5, 13), Span::new(10, 10), Span::default()));
    }
}
