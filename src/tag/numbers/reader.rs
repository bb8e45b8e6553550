//! The cursor of both grammars: a sentence beside the lexicons.
//!
//! In: a [`AtomLine`] and the lexicons of numbers. Out: the phrases of a lexicon that begin or end at an atom; its neighbours add numbers, ranges
//! and units. Never holds what was read.

use super::line::AtomLine;
use crate::lexicon::numbers::{Numbers, Phrases};
use crate::tag::cursor::Cursor;

/// What is read, and with what words.
#[derive(Clone, Copy)]
pub struct NumberReader<'a, 'l> {
    /// The atoms.
    pub line: &'l AtomLine<'a>,
    /// The lexicons.
    pub words: &'static Numbers,
}

impl NumberReader<'_, '_> {
    /// The longest phrase of a table that begins at `at`.
    pub fn phrase<'p, T>(&self, phrases: &'p Phrases<T>, at: usize, accept: impl Fn(usize, &T) -> bool) -> Option<(usize, &'p T)> {
        phrases.starting(at, |n| self.line.id(n), |n| self.line.word(n), accept)
    }

    /// The longest phrase of a table that ends before `end`.
    pub fn phrase_before<'p, T>(&self, phrases: &'p Phrases<T>, end: usize, accept: impl Fn(usize, &T) -> bool) -> Option<(usize, &'p T)> {
        phrases.ending(end, |n| self.line.id(n), |n| self.line.word(n), accept)
    }
}
