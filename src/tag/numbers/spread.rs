//! Numbers and the ranges between two of them.
//!
//! In: a [`NumberReader`] and the atom a number may begin at. Out: a [`Spread`]: one number, or two ends. Never joins numbers that tell of a
//! change ("rose from 5 to 7") or a score ("51-49").

use super::number::{Notation, Number, Setting};
use super::reader::NumberReader;
use crate::document::Traits;
use crate::tag::cursor::Cursor;

/// One number, or the two ends of a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The number, or the lower end.
    pub first: Number,
    /// The upper end.
    pub last: Option<Number>,
    /// What stands after ±.
    pub margin: Option<Number>,
}

impl Spread {
    /// One past the last atom.
    pub fn end(&self) -> usize {
        [self.last, self.margin].into_iter().flatten().map(|n| n.end).fold(self.first.end, usize::max)
    }

    /// How its numbers are written.
    pub fn form(&self) -> Notation {
        self.last.map_or(self.first.form, |l| l.form)
    }
}

impl NumberReader<'_, '_> {
    /// The number at `at` with the sign before it, and the atom at which its digits or words begin.
    fn signed_number(&self, at: usize, setting: Setting) -> Option<(usize, Number)> {
        let sign = if setting == Setting::Plain { self.minus(at) } else { 0 };
        let mut number = self.number(at + sign, setting)?;
        if sign > 0 {
            number.value = -number.value;
        }
        Some((at + sign, number))
    }

    /// How many atoms a minus sign or the word for it takes at `at`.
    pub(crate) fn minus(&self, at: usize) -> usize {
        let line = self.line;
        // "75 -300 mm" is a range that was torn.
        let torn = at.checked_sub(1).is_some_and(|b| line.is_digits(b) || line.is_mark(b, '%'));
        let mark = !torn
            && line.is_dash(at)
            && !line.is_mark(at, '—')
            && (!line.is_glued(at) || line.opens_sign(at))
            && line.is_glued(at + 1)
            && line.is_digits(at + 1);
        let word = line.traits(at).intersects(Traits::SIGN) && (line.is_digits(at + 1) || line.traits(at + 1).intersects(Traits::CARDINAL));
        // "minus-3 percent"
        let hyphen = line.is_dash(at + 1) && line.is_glued(at + 1) && line.is_glued(at + 2) && line.is_digits(at + 2);
        if line.traits(at).intersects(Traits::SIGN) && hyphen { 2 } else { usize::from(mark || word) }
    }

    /// The number or range that begins at `at`.
    pub fn spread(&self, at: usize, setting: Setting) -> Option<Spread> {
        let (start, first) = self.signed_number(at, setting)?;
        if let Some(margin) = self.margin(first.end, setting) {
            return Some(Spread { first, last: None, margin: Some(margin) });
        }
        let last = self.connector(start, first.end).and_then(|next| self.far_end(first, next, setting));
        Some(match last {
            Some((first, last)) => Spread { first, last: Some(last), margin: None },
            None => Spread { first, last: None, margin: None },
        })
    }

    /// The two ends of a range that begins with `first`, the lower one first; it takes part in the multiplier of "5 to 10 million".
    pub(crate) fn far_end(&self, first: Number, at: usize, setting: Setting) -> Option<(Number, Number)> {
        if first.form == Notation::Ordinal {
            return None;
        }
        let (_, last) = self.signed_number(at, setting).filter(|(_, l)| l.form != Notation::Ordinal)?;
        let mut low = first;
        if first.scale == 1.0 && last.scale > 1.0 && first.value < last.value / last.scale && first.form != Notation::Fraction {
            low.value *= last.scale;
        }
        // "minus 5 to minus 20": below zero the end that is written last may be the lower one.
        if low.value > last.value && low.value < 0.0 {
            return Some((last, low));
        }
        (low.value < last.value).then_some((low, last))
    }

    /// Where the upper end would begin if the words after a number join it to another.
    pub(crate) fn connector(&self, start: usize, end: usize) -> Option<usize> {
        let line = self.line;
        // "8- to 16-metre": the first hyphen hangs.
        if line.is_dash(end) && line.is_glued(end) && !line.is_glued(end + 1) && line.is_any(end + 1, &["to", "or"]) {
            return Some(end + 2);
        }
        if line.is_mark(end, '~') && line.is_glued(end) || line.is(end, "through") && line.is_digits(end + 1) {
            return Some(end + 1);
        }
        if line.is_dash(end) {
            let glued = line.is_glued(end) && line.is_glued(end + 1);
            let apart = !line.is_glued(end) && !line.is_mark(end, '—') && line.is_digits(end + 1);
            let to = line.is(end + 1, "to") && line.is_dash(end + 2);
            // A third number after another dash is a telephone number, a formation or a date.
            let chain = line.is_digits(end + 1) && line.is_dash(end + 2) && line.is_glued(end + 2) && line.is_digits(end + 3);
            return if to { Some(end + 3) } else { ((glued || apart) && !chain).then_some(end + 1) };
        }
        let before = self.opener(start);
        if line.is(end, "and") {
            return before.filter(|b| line.is(*b, "between")).map(|_| end + 1);
        }
        if line.is(end, "to") {
            let changed = before.filter(|b| line.is(*b, "from")).is_some_and(|b| self.changes_before(b));
            // "fell 5 to 120": by five, to another size altogether.
            let far = self.changes_before(start) && {
                let ends = self.number(start, Setting::Plain).zip(self.number(end + 1, Setting::Plain));
                ends.is_some_and(|(a, b)| a.scale == b.scale && b.value > 3.0 * a.value)
            };
            return (!changed && !far).then_some(end + 1);
        }
        // "five or six": neighbours, not alternatives of another size.
        line.is(end, "or").then_some(end + 1).filter(|next| {
            let ends = self.number(start, Setting::Plain).zip(self.number(*next, Setting::Plain));
            ends.is_some_and(|(a, b)| a.value >= 1.0 && (b.value <= 2.0 * a.value || a.scale == 1.0 && b.value / b.scale <= 2.0 * a.value))
        })
    }

    /// "between" or "from" before a number, past a sign of money and a word of approximation.
    fn opener(&self, start: usize) -> Option<usize> {
        let mut at = start;
        for _ in 0..3 {
            at = at.checked_sub(1)?;
            if self.line.is_any(at, &["between", "from"]) {
                return Some(at);
            }
            if !self.line.traits(at).intersects(Traits::MONEY | Traits::SIGN)
                && !self.line.is_any(at, &["about", "around", "some", "roughly", "approximately"])
            {
                return None;
            }
        }
        None
    }

    /// Whether a verb or noun of change stands right before `at`.
    fn changes_before(&self, at: usize) -> bool {
        (1..=3).filter_map(|n| at.checked_sub(n)).take_while(|b| !self.line.is_mark(*b, ',')).any(|b| {
            self.line.traits(b).intersects(Traits::CHANGE)
                && (self.phrase(&self.words.change_verbs, b, |_, _| true).is_some()
                    || self.phrase(&self.words.change_nouns, b, |_, _| true).is_some())
        })
    }

    /// "±0.5", "+/- 3", "plus or minus 3".
    fn margin(&self, at: usize, setting: Setting) -> Option<Number> {
        let line = self.line;
        let next = if line.is_mark(at, '±') {
            at + 1
        } else if line.is_mark(at, '+') && line.is_mark(at + 1, '/') && line.is_dash(at + 2) || line.starts(at, &["plus", "or", "minus"]) {
            at + 3
        } else {
            return None;
        };
        self.number(next, setting).filter(|n| n.form != Notation::Ordinal)
    }
}
