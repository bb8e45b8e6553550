//! Powers after a number: "×10^5", "x 10⁻⁴", "1.5e-3", "2^10", "3x2^8".
//!
//! In: a [`NumberReader`], a number in digits and the atom after it. Out: the number with its power. Never reads the exponent of a unit ("km²"):
//! that hangs on letters.

use super::reader::NumberReader;
use crate::tag::cursor::Cursor;

/// Digits as they were written, and the power of another base than ten that multiplies them.
pub(super) struct Written {
    /// Digits in a form that Rust parses, with the exponent of ten.
    pub digits: String,
    /// What multiplies them: 1 where nothing does.
    pub times: f64,
    /// The exponent of the whole, 1 where there is none.
    pub exponent: i32,
    /// One past the last atom.
    pub end: usize,
}

impl Written {
    /// The value; nothing where it is too large for a number.
    pub fn value(&self) -> Option<f64> {
        let digits: f64 = self.digits.parse().ok()?;
        Some(digits.powi(self.exponent) * self.times).filter(|v| v.is_finite())
    }
}

impl NumberReader<'_, '_> {
    /// Reads whatever raises or multiplies the digits before `at`.
    pub(super) fn powers(&self, at: usize, digits: String) -> Written {
        let mut written = Written { digits, times: 1.0, exponent: 1, end: at };
        if let Some((base, exponent, end)) = self.times_power(at) {
            if base == "10" {
                written.digits.push_str(&format!("e{exponent}"));
            } else {
                written.times = base.parse().map_or(1.0, |base: f64| base.powi(exponent));
            }
            written.end = end;
        } else if let Some((exponent, end)) = self.raised(at).filter(|_| self.line.is_mark(at, '^') || written.digits == "10") {
            (written.exponent, written.end) = (exponent, end);
        } else if let Some((exponent, end)) = self.short_exponent(at) {
            written.digits.push_str(&format!("e{exponent}"));
            written.end = end;
        }
        written
    }

    /// "×10^5", "x 10-4", "* 10⁶", "x2^10": base, exponent and end.
    fn times_power(&self, at: usize) -> Option<(&str, i32, usize)> {
        let line = self.line;
        let times = line.is_mark(at, '×') || line.is_mark(at, '*') || line.is(at, "x");
        if !times || !line.is_digits(at + 1) {
            return None;
        }
        let base = line.word(at + 1);
        let minus_alone = base == "10" && line.is_dash(at + 2) && line.is_glued(at + 2);
        let (exponent, end) = if minus_alone { self.signed_digits(at + 2)? } else { self.raised(at + 2)? };
        Some((base, exponent, end))
    }

    /// "^5", "^-5", "⁵", "⁻⁵" after a base: exponent and end.
    fn raised(&self, at: usize) -> Option<(i32, usize)> {
        let line = self.line;
        if line.is_mark(at, '^') && line.is_glued(at) {
            return self.signed_digits(at + 1);
        }
        let mut end = at;
        let mut written = String::new();
        while let Some(c) = line.is_glued(end).then(|| line.word(end).chars().next()).flatten() {
            let Some(place) = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".chars().position(|sign| sign == c) else { break };
            written.push("0123456789-".chars().nth(place)?);
            end += 1;
        }
        written.parse().ok().filter(|e: &i32| e.abs() < 1000).map(|exponent| (exponent, end))
    }

    /// "e-5", "E6" right after digits: exponent and end.
    fn short_exponent(&self, at: usize) -> Option<(i32, usize)> {
        (self.line.is(at, "e") && self.line.is_glued(at)).then(|| self.signed_digits(at + 1)).flatten()
    }

    /// Glued digits with a sign or without: their value and end.
    fn signed_digits(&self, at: usize) -> Option<(i32, usize)> {
        let line = self.line;
        let minus = line.is_dash(at) && line.is_glued(at);
        let at = at + usize::from(minus || line.is_mark(at, '+') && line.is_glued(at));
        let digits = (line.is_digits(at) && line.is_glued(at)).then(|| line.word(at)).filter(|d| d.len() <= 3)?;
        let value: i32 = digits.parse().ok()?;
        Some((if minus { -value } else { value }, at + 1))
    }
}
