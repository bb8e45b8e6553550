//! A text cut finer than tokens, as the grammars of figures and dates read it.
//!
//! In: nothing. Out: [`Atoms`]: spans, kinds, numbers of words and traits in plain columns. Never cuts a text and never asks a lexicon: the
//! tagger `atoms` does.

use bitflags::bitflags;

use super::WordId;
use crate::span::Span;

/// What a piece of text is by its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtomKind {
    /// ASCII digits only.
    Digits,
    /// Letters only.
    Word,
    /// One other character that is not white space.
    Mark(char),
}

bitflags! {
    /// What a word can begin or end, so that a rule passes over most words without a look-up.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Traits: u32 {
        /// A number word.
        const CARDINAL = 1;
        /// Begins a multiplier.
        const MULTIPLIER = 1 << 1;
        /// A part of a whole, or its sign.
        const FRACTION = 1 << 2;
        /// A place in an order.
        const ORDINAL = 1 << 3;
        /// Begins a unit.
        const UNIT = 1 << 4;
        /// Begins a unit that stands before its number.
        const PREFIX_UNIT = 1 << 5;
        /// Begins a sign, code or name of money.
        const MONEY = 1 << 6;
        /// Ends a modifier that stands before its number.
        const MODIFIER_END = 1 << 7;
        /// Begins a modifier that stands after its number.
        const MODIFIER_START = 1 << 8;
        /// Begins a vague quantity.
        const VAGUE = 1 << 9;
        /// A multiple: "doubled".
        const FACTOR = 1 << 10;
        /// Begins a verb or noun of change.
        const CHANGE = 1 << 11;
        /// Begins a term of the calendar.
        const CALENDAR = 1 << 12;
        /// Speaks of time: after an opener it shows that an expression of time may have begun.
        const TIME = 1 << 13;
        /// Begins an expression of time by itself: "last", "annually".
        const TIME_START = 1 << 14;
        /// Begins one only where a word of time or a number follows: "the", "in".
        const TIME_OPENER = 1 << 15;
        /// A run of digits: no word, and so in no lexicon, but asked for together with number words.
        const DIGITS = 1 << 16;
        /// Names a unit of the calendar or the clock: "weeks".
        const TIME_UNIT = 1 << 17;
        /// Shows that a term of the calendar may stand in the sentence.
        const TIME_NAME = 1 << 18;
        /// A word for a sign: "minus".
        const SIGN = 1 << 19;
        /// Names a month.
        const MONTH = 1 << 20;
        /// Names a day of the week.
        const WEEKDAY = 1 << 21;
        /// Names a season.
        const SEASON = 1 << 22;
        /// Names a part of the day.
        const DAY_PART = 1 << 23;
        /// Points from the day of the article: "yesterday".
        const DAY_WORD = 1 << 24;
        /// Names a holiday, a war or another event with known days.
        const FEAST = 1 << 25;
        /// Names a time zone.
        const ZONE = 1 << 26;
    }
}

/// One atom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Atom {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: AtomKind,
    /// What tells it from other words; [`WordId::NONE`] for a number.
    pub id: WordId,
    /// What the lexicons say of it.
    pub traits: Traits,
    /// Whether nothing stands between it and the atom before.
    pub glued: bool,
}

/// The atoms of an article, sentence by sentence: cut once, together with its tokens, which they refine.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Atoms {
    all: Vec<Atom>,
    /// For each sentence the end of its atoms in `all`, and their traits together.
    sentences: Vec<(usize, Traits)>,
}

impl Atoms {
    /// The atoms of a text, whose sentences are still to be told by [`Self::end_sentence`].
    pub fn of(all: Vec<Atom>) -> Self {
        Self { all, sentences: Vec::new() }
    }

    /// Tells that the next sentence ends before the atom of number `end`. Its first atom is glued to none.
    pub fn end_sentence(&mut self, end: usize) {
        let start = self.sentences.last().map_or(0, |(end, _)| *end);
        let atoms = self.all.get_mut(start..end).unwrap_or_default();
        if let Some(first) = atoms.first_mut() {
            first.glued = false;
        }
        let together = atoms.iter().fold(Traits::empty(), |all, atom| all | atom.traits);
        self.sentences.push((end, together));
    }

    /// The atoms of one sentence and their traits together; none past the last.
    pub fn sentence(&self, number: usize) -> (&[Atom], Traits) {
        let start = number.checked_sub(1).and_then(|before| self.sentences.get(before)).map_or(0, |(end, _)| *end);
        let (end, traits) = self.sentences.get(number).copied().unwrap_or_default();
        (self.all.get(start..end).unwrap_or(&[]), traits)
    }
}
