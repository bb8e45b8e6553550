//! A stretch of text cut finer than tokens: runs of digits, runs of letters, and single marks.
//!
//! In: the text and the span of a sentence. Out: a [`Line`] of [`Atom`]s. Never decides what an atom means: "$1.2bn", "40-person" and
//! "1,500–2,000" are each several atoms here, so that the grammars of figures and dates put numbers together themselves and do not
//! depend on where a tokeniser cuts.

use std::ops::Range;

use rustc_hash::FxHashSet;

pub use crate::lexicon::numbers::AtomKind;
use crate::lexicon::numbers::{Traits, Vocabulary, WordId, pieces};
use crate::span::Span;

/// A closed class of words in lower case, asked for without case.
#[derive(Clone, Debug)]
pub struct WordSet {
    words: FxHashSet<&'static str>,
    longest: usize,
}

impl WordSet {
    /// The words of a text, which white space parts.
    pub fn of(words: &'static str) -> Self {
        let words: FxHashSet<&'static str> = words.split_whitespace().collect();
        Self { longest: words.iter().map(|w| w.len()).max().unwrap_or(0), words }
    }

    /// Whether `word` is one of them, in any case.
    pub fn has(&self, word: &str) -> bool {
        if word.is_empty() || word.len() > self.longest {
            return false;
        }
        if word.bytes().any(|b| b.is_ascii_uppercase()) {
            self.words.contains(word.to_ascii_lowercase().as_str())
        } else {
            self.words.contains(word)
        }
    }
}

/// One atom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Atom {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: AtomKind,
    /// Its number in the vocabulary, without case; [`WordId::NONE`] where the lexicons do not know it.
    pub id: WordId,
    /// What the lexicons say of it.
    pub traits: Traits,
    /// Whether nothing stands between it and the atom before.
    pub glued: bool,
}

/// The atoms of an article, sentence by sentence: cut once, for figures and dates read the same ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Atoms {
    all: Vec<Atom>,
    /// For each sentence the end of its atoms in `all`, and their traits together.
    sentences: Vec<(usize, Traits)>,
}

impl Atoms {
    /// Cuts the sentences at `spans` of a text.
    pub fn cut(text: &str, spans: impl IntoIterator<Item = Span>, vocabulary: &Vocabulary) -> Self {
        let mut atoms = Atoms { all: Vec::with_capacity(text.len() / 4), sentences: Vec::new() };
        for span in spans {
            let mut together = Traits::default();
            let base = span.start as usize;
            let inside = span.of(text);
            let mut last_end = usize::MAX;
            for piece in pieces(inside) {
                let (range, kind) = (piece.range.clone(), piece.kind);
                let glued = range.start == last_end;
                last_end = range.end;
                // "km2" and "m^3" are words of the lexicons: a lone digit that hangs on something may be part of one.
                let number = kind == AtomKind::Digits && !(glued && range.len() == 1);
                let id = if number { WordId::NONE } else { vocabulary.of_piece(inside, &piece) };
                let traits = if kind == AtomKind::Digits { Traits::DIGITS } else { vocabulary.traits(id) };
                together |= traits;
                atoms.all.push(Atom { span: Span::new(base + range.start, base + range.end), kind, id, traits, glued });
            }
            atoms.sentences.push((atoms.all.len(), together));
        }
        atoms
    }

    /// Whether nothing was cut.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// The atoms of one sentence of the text that was cut; none past the last.
    pub fn line<'a>(&'a self, text: &'a str, sentence: usize) -> Line<'a> {
        let start = sentence.checked_sub(1).and_then(|before| self.sentences.get(before)).map_or(0, |(end, _)| *end);
        let (end, traits) = self.sentences.get(sentence).copied().unwrap_or_default();
        Line { text, atoms: self.all.get(start..end).unwrap_or(&[]), traits }
    }
}

/// The atoms of one sentence.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// The text of the article.
    pub text: &'a str,
    /// The atoms in reading order.
    pub atoms: &'a [Atom],
    /// The traits of all atoms together: a quick way to pass over a sentence.
    pub traits: Traits,
}

impl<'a> Line<'a> {
    /// Number of atoms.
    #[inline]
    pub fn len(&self) -> usize {
        self.atoms.len()
    }

    /// Whether there is no atom.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.atoms.is_empty()
    }

    /// The characters of an atom, "" past the end.
    #[inline]
    pub fn word(&self, atom: usize) -> &'a str {
        self.atoms.get(atom).map_or("", |a| a.span.of(self.text))
    }

    /// The kind of an atom.
    #[inline]
    pub fn kind(&self, atom: usize) -> Option<AtomKind> {
        self.atoms.get(atom).map(|a| a.kind)
    }

    /// What the lexicons say of an atom.
    #[inline]
    pub fn traits(&self, atom: usize) -> Traits {
        self.atoms.get(atom).map_or(Traits::default(), |a| a.traits)
    }

    /// The traits of a range of atoms together.
    pub fn together(&self, atoms: Range<usize>) -> Traits {
        let end = atoms.end.min(self.atoms.len());
        self.atoms.get(atoms.start..end).unwrap_or(&[]).iter().fold(Traits::default(), |all, a| all.and(a.traits))
    }

    /// Whether an atom is this mark.
    #[inline]
    pub fn is_mark(&self, atom: usize, mark: char) -> bool {
        self.kind(atom) == Some(AtomKind::Mark(mark))
    }

    /// Whether an atom is a hyphen or dash of any length.
    #[inline]
    pub fn is_dash(&self, atom: usize) -> bool {
        matches!(self.kind(atom), Some(AtomKind::Mark('-' | '–' | '—' | '‐' | '‑' | '‒' | '−')))
    }

    /// Whether an atom is an apostrophe.
    #[inline]
    pub fn is_apostrophe(&self, atom: usize) -> bool {
        matches!(self.kind(atom), Some(AtomKind::Mark('\'' | '’' | '‘')))
    }

    /// Whether an atom is a run of digits.
    #[inline]
    pub fn is_digits(&self, atom: usize) -> bool {
        self.kind(atom) == Some(AtomKind::Digits)
    }

    /// Whether an atom is a run of letters.
    #[inline]
    pub fn is_word(&self, atom: usize) -> bool {
        self.kind(atom) == Some(AtomKind::Word)
    }

    /// The bytes of an atom, none past the end: asked for far more often than its characters, and cheaper.
    #[inline]
    fn bytes(&self, atom: usize) -> &'a [u8] {
        self.atoms.get(atom).and_then(|a| self.text.as_bytes().get(a.span.range())).unwrap_or(&[])
    }

    /// Whether an atom is this word, in any case; `word` is given in lower case.
    #[inline]
    pub fn is(&self, atom: usize, word: &str) -> bool {
        same(self.bytes(atom), word)
    }

    /// Whether an atom is one of these words, in any case.
    #[inline]
    pub fn is_any(&self, atom: usize, words: &[&str]) -> bool {
        let here = self.bytes(atom);
        !here.is_empty() && words.iter().any(|w| same(here, w))
    }

    /// Whether an atom is one of a closed class of words, in any case.
    pub fn among(&self, atom: usize, words: &WordSet) -> bool {
        words.has(self.word(atom))
    }

    /// Whether the atoms from `atom` on are these words, in any case.
    pub fn starts(&self, atom: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, w)| self.is(atom + n, w))
    }

    /// Whether the atom begins with a capital letter.
    pub fn is_capitalised(&self, atom: usize) -> bool {
        self.word(atom).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether nothing stands between this atom and the one before.
    #[inline]
    pub fn is_glued(&self, atom: usize) -> bool {
        self.atoms.get(atom).is_some_and(|a| a.glued)
    }

    /// Whether the mark before this glued one compares or opens a bracket: "<-30", "(-5)". A sign of a number may stand there.
    pub fn opens_sign(&self, atom: usize) -> bool {
        atom.checked_sub(1).is_some_and(|b| matches!(self.kind(b), Some(AtomKind::Mark('<' | '>' | '=' | '≤' | '≥' | '(' | '['))))
    }

    /// The span over a range of atoms; empty where the range is.
    pub fn span(&self, atoms: Range<usize>) -> Span {
        match (self.atoms.get(atoms.start), atoms.end.checked_sub(1).and_then(|last| self.atoms.get(last))) {
            (Some(first), Some(last)) if atoms.start < atoms.end => first.span.cover(last.span),
            (Some(first), _) => Span { start: first.span.start, end: first.span.start },
            _ => Span::default(),
        }
    }

    /// The number of the first atom that ends behind the byte at `offset` of the article's text.
    pub fn atom_at(&self, offset: u32) -> usize {
        self.atoms.partition_point(|a| a.span.end <= offset)
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

    #[test]
    fn digits_letters_and_marks_stand_alone() {
        let text = "a 40-person unit, $1.2bn";
        let atoms = Atoms::cut(text, [Span::new(0, text.len())], &Vocabulary::default());
        let line = atoms.line(text, 0);
        let words: Vec<&str> = (0..line.len()).map(|n| line.word(n)).collect();
        assert_eq!(words, ["a", "40", "-", "person", "unit", ",", "$", "1", ".", "2", "bn"]);
        assert!(line.is_glued(2) && !line.is_glued(4));
        assert!(line.traits.has(Traits::DIGITS) && atoms.line(text, 1).is_empty());
    }
}
