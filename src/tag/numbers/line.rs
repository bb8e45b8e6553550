//! One sentence as the grammars read it: the questions that they ask of an atom and its neighbours.
//!
//! In: a text and its [`Atoms`]. Out: answers about a place. Never moves: the grammars hold the place.

use std::ops::Range;

use super::closed::WordSet;
use crate::document::{Atom, AtomKind, Atoms, Traits, WordId};
use crate::span::Span;
use crate::tag::cursor::Cursor;

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

    /// The kind of an atom.
    #[inline]
    pub fn kind(&self, atom: usize) -> Option<AtomKind> {
        self.atoms.get(atom).map(|a| a.kind)
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

    /// Whether an atom is one of a closed class of words, in any case.
    pub fn among(&self, atom: usize, words: &WordSet) -> bool {
        words.has_id(self.id(atom))
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

    /// The number of the first atom that ends after the byte at `offset` of the article's text.
    pub fn atom_at(&self, offset: u32) -> usize {
        self.atoms.partition_point(|a| a.span.end <= offset)
    }
}

impl<'a> Cursor<'a> for AtomLine<'a> {
    #[inline]
    fn text(&self) -> &'a str {
        self.text
    }

    #[inline]
    fn place(&self, n: usize) -> Option<Span> {
        self.atoms.get(n).map(|a| a.span)
    }

    #[inline]
    fn id(&self, n: usize) -> WordId {
        self.atoms.get(n).map_or(WordId::NONE, |a| a.id)
    }
}
