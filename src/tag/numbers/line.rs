//! One sentence as the grammars read it: the questions that they ask of an atom and its neighbours.
//!
//! In: a text and its [`Atoms`]. Out: answers about a place. Never moves: the grammars hold the place.

use std::ops::Range;

use super::closed::WordSet;
use crate::document::{Atom, AtomKind, Atoms, Traits, WordId};
use crate::span::Span;

/// The atoms of one sentence.
#[derive(Clone, Copy, Debug)]
pub struct AtomLine<'a> {
    /// The text of the article.
    pub text: &'a str,
    /// The atoms in reading order.
    pub atoms: &'a [Atom],
    /// The traits of all atoms together: a quick way to pass over a sentence.
    pub traits: Traits,
}

impl<'a> AtomLine<'a> {
    /// The atoms of one sentence of a text; none past the last.
    pub fn of(text: &'a str, atoms: &'a Atoms, sentence: usize) -> Self {
        let (atoms, traits) = atoms.sentence(sentence);
        Self { text, atoms, traits }
    }

    /// Number of atoms.
    #[inline]
    pub fn len(&self) -> usize {
        self.atoms.len()
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

    /// What tells the word of an atom from others; that of no word past the end.
    #[inline]
    pub fn id(&self, atom: usize) -> WordId {
        self.atoms.get(atom).map_or(WordId::NONE, |a| a.id)
    }

    /// What the lexicons say of an atom.
    #[inline]
    pub fn traits(&self, atom: usize) -> Traits {
        self.atoms.get(atom).map_or(Traits::empty(), |a| a.traits)
    }

    /// The traits of a range of atoms together.
    pub fn together(&self, atoms: Range<usize>) -> Traits {
        let end = atoms.end.min(self.atoms.len());
        self.atoms.get(atoms.start..end).unwrap_or(&[]).iter().fold(Traits::empty(), |all, a| all | a.traits)
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
        words.has_id(self.id(atom))
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

    /// The number of the first atom that ends after the byte at `offset` of the article's text.
    pub fn atom_at(&self, offset: u32) -> usize {
        self.atoms.partition_point(|a| a.span.end <= offset)
    }
}

/// Whether two words are one, in any case. Their lengths differ mostly, and then nothing else is looked at.
#[inline(always)]
fn same(here: &[u8], word: &str) -> bool {
    here.len() == word.len() && here.eq_ignore_ascii_case(word.as_bytes())
}
