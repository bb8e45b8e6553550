//! Numbers: digits with every common grouping, and what multiplies them.
//!
//! In: a [`NumberReader`] and the atom a number may begin at. Out: a [`Number`] with its value and end. Never looks at units or at what is
//! counted.

use super::closed::is_function_word;
use super::reader::NumberReader;
use crate::document::{AtomKind, Traits};
use crate::lexicon::numbers::Multiplier;
use crate::tag::cursor::Cursor;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// With digits, also when a word multiplies them ("3.5 million").
    Digits,
    /// In words.
    Words,
    /// As a part of a whole ("two-thirds", "3/4").
    Fraction,
    /// As a place in an order ("34th").
    Ordinal,
}

/// One number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its value.
    pub value: f64,
    /// One past its last atom.
    pub end: usize,
    /// The factor of its multipliers, 1 where there is none: the 10^6 of "3.5 million".
    pub scale: f64,
    /// How it is written.
    pub form: Notation,
}

impl Number {
    fn digits(value: f64, end: usize) -> Self {
        Self { value, end, scale: 1.0, form: Notation::Digits }
    }
}

/// What stands for the number's surroundings: a letter after digits reads otherwise after a sign of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// After a sign of money.
    Money,
    /// Anywhere else.
    Plain,
}

impl<'a> NumberReader<'a, '_> {
    /// The number that begins at `at`, with its multipliers.
    pub fn number(&self, at: usize, setting: Setting) -> Option<Number> {
        let found = match self.line.kind(at)? {
            AtomKind::Digits => self.digit_number(at),
            AtomKind::Mark('.') if self.line.is_digits(at + 1) && self.line.is_glued(at + 1) && self.opens_decimals(at) => {
                let value = format!("0.{}", self.line.word(at + 1)).parse().ok()?;
                Some(Number::digits(value, at + 2))
            }
            AtomKind::Mark(_) if self.line.traits(at).intersects(Traits::FRACTION) => self.fraction_sign(at),
            AtomKind::Word => return self.word_number(at),
            AtomKind::Mark(_) => None,
        }?;
        let found = self.with_mixed_fraction(found);
        Some(self.with_multipliers(found, setting)).filter(|n| n.value.is_finite())
    }

    /// Whether nothing that a decimal point could belong to stands right before it, but for a sign of money.
    fn opens_decimals(&self, at: usize) -> bool {
        !self.line.is_glued(at) || at > 0 && matches!(self.line.kind(at - 1), Some(AtomKind::Mark(c)) if c != '.' && !c.is_numeric())
    }

    fn glued_digits(&self, at: usize) -> Option<&'a str> {
        (self.line.is_digits(at) && self.line.is_glued(at)).then(|| self.line.word(at))
    }

    fn glued_mark(&self, at: usize, mark: char) -> bool {
        self.line.is_mark(at, mark) && self.line.is_glued(at)
    }

    /// Digits with their grouping, decimals and exponent; nothing for version numbers ("1.2.3") and endless runs.
    fn digit_number(&self, at: usize) -> Option<Number> {
        let first = self.line.word(at);
        if first.len() > 30 {
            return None;
        }
        if self.stands_alone(at) {
            return first.parse().ok().map(|value: f64| Number::digits(value, at + 1));
        }
        if let Some(ordinal) = self.digit_ordinal(at) {
            return Some(ordinal);
        }
        let mut written = first.to_owned();
        let mut end = self.groups(at, &mut written);
        if end == at + 1
            && let Some(fraction) = self.slash_fraction(at)
        {
            return Some(fraction);
        }
        if self.glued_mark(end, '.') {
            if let Some(decimals) = self.glued_digits(end + 1) {
                if self.glued_mark(end + 2, '.') && self.glued_digits(end + 3).is_some() {
                    return None;
                }
                written.push('.');
                written.push_str(decimals);
                end += 2;
            }
        } else if end == at + 1 && self.is_decimal_comma(end) {
            written.push('.');
            written.push_str(self.line.word(end + 1));
            end += 2;
        }
        let written = self.powers(end, written);
        written.value().map(|value| Number::digits(value, written.end))
    }

    /// Whether nothing after these digits could belong to their number: most stand so.
    fn stands_alone(&self, at: usize) -> bool {
        let next = at + 1;
        !self.line.is_glued(next) && !self.line.is_digits(next) && !self.line.is_any(next, &["x", "×", "*"])
    }

    /// Appends the groups of three after `at` and gives their end: commas (also the Indian grouping), apostrophes, spaces, full stops.
    fn groups(&self, at: usize, written: &mut String) -> usize {
        let mut end = at + 1;
        if written.len() > 3 || written.starts_with("00") {
            return end;
        }
        let indian = written.len() <= 2 && self.is_indian(end);
        self.torn_groups(&mut end, written);
        for mark in [',', '\'', '’'] {
            if end > at + 1 {
                return end;
            }
            while self.is_group(mark, end, 3) || indian && mark == ',' && self.is_group(',', end, 2) {
                self.append(&mut end, written);
            }
        }
        if end == at + 1 {
            self.continental_groups(&mut end, written);
        }
        if end == at + 1 && written.as_str() != "0" && !self.line.is_glued(at) {
            while self.is_space_group(end) {
                written.push_str(self.line.word(end));
                end += 1;
            }
        }
        end
    }

    /// Whether a mark and so many digits hang on what ends before `end`.
    fn is_group(&self, mark: char, end: usize, len: usize) -> bool {
        self.glued_mark(end, mark) && self.glued_digits(end + 1).is_some_and(|d| d.len() == len)
    }

    /// Appends the digits after the mark at `end`.
    fn append(&self, end: &mut usize, written: &mut String) {
        written.push_str(self.line.word(*end + 1));
        *end += 2;
    }

    /// Pairs that end in a group of three: "12,34,567", but not the list "22,24,26".
    fn is_indian(&self, end: usize) -> bool {
        let pairs = (0..8).take_while(|n| self.is_group(',', end + 2 * n, 2)).count();
        pairs > 0 && self.is_group(',', end + 2 * pairs, 3)
    }

    /// "80, 000": a group of noughts alone is no number of its own, and where one was torn so, others are.
    fn torn_groups(&self, end: &mut usize, written: &mut String) {
        let line = self.line;
        let torn = |end: usize| self.glued_mark(end, ',') && !line.is_glued(end + 1) && line.is_digits(end + 1);
        let noughts = |end: usize| torn(end) && line.word(end + 1) == "000";
        let others = |end: usize| (0..line.len()).any(|n| n + 1 != end && noughts(n));
        while noughts(*end) || torn(*end) && line.word(*end + 1).len() == 3 && others(*end) {
            self.append(end, written);
        }
    }

    /// "1.234.567", "1.234,50": full stops between the groups, a comma before the decimals.
    fn continental_groups(&self, end: &mut usize, written: &mut String) {
        let decimals = |end: usize| self.is_group(',', end, 2) || self.is_group(',', end, 1);
        if !self.is_group('.', *end, 3) || !(self.is_group('.', *end + 2, 3) || decimals(*end + 2)) {
            return;
        }
        while self.is_group('.', *end, 3) {
            self.append(end, written);
        }
        if decimals(*end) {
            written.push('.');
            self.append(end, written);
        }
    }

    /// Whether the atom is three digits after one space, with nothing hanging on them that makes them a number of their own.
    fn is_space_group(&self, at: usize) -> bool {
        let (Some(before), Some(here)) = (at.checked_sub(1).and_then(|b| self.line.atoms.get(b)), self.line.atoms.get(at)) else {
            return false;
        };
        let gap = here.span.start - before.span.end;
        let space = self.line.text.get(before.span.end as usize..here.span.start as usize).unwrap_or("");
        let hangs = self.line.is_glued(at + 1)
            && (self.line.is_dash(at + 1) || self.line.is_mark(at + 1, ',') && self.glued_digits(at + 2).is_some());
        self.line.is_digits(at)
            && here.span.len() == 3
            && gap > 0
            && space.chars().count() == 1
            && !hangs
            && !self.line.is_mark(at + 1, '/')
    }

    /// "1,5 million", "3,25 %": a comma for the decimals, told by what follows.
    fn is_decimal_comma(&self, comma: usize) -> bool {
        let decimals = if self.glued_mark(comma, ',') { self.glued_digits(comma + 1) } else { None };
        decimals.is_some_and(|d| d.len() < 3) && self.line.traits(comma + 2).intersects(Traits::MULTIPLIER | Traits::UNIT | Traits::MONEY)
    }

    /// "34th", "1,000th".
    fn digit_ordinal(&self, at: usize) -> Option<Number> {
        let mut written = self.line.word(at).to_owned();
        let mut end = at + 1;
        while self.glued_mark(end, ',') && self.glued_digits(end + 1).is_some_and(|d| d.len() == 3) {
            written.push_str(self.line.word(end + 1));
            end += 2;
        }
        let is_suffix = self.line.is_glued(end) && self.line.is_any(end, &["st", "nd", "rd", "th"]);
        let value = written.parse().ok().filter(|_| is_suffix)?;
        Some(Number { value, end: end + 1, scale: 1.0, form: Notation::Ordinal })
    }

    /// Whether the sign of a fraction hangs on what ends before `at`: "3/4", "3⁄4".
    fn is_slash(&self, at: usize) -> bool {
        self.glued_mark(at, '/') || self.glued_mark(at, '⁄')
    }

    /// "3/4", but not the day and month of "3/4/2024" nor the round-the-clock of "24/7".
    fn slash_fraction(&self, at: usize) -> Option<Number> {
        let top: f64 = self.line.word(at).parse().ok()?;
        let bottom: f64 = if self.is_slash(at + 1) { self.glued_digits(at + 2)?.parse().ok()? } else { return None };
        let is_date = self.glued_mark(at + 3, '/') || (at > 0 && self.glued_mark(at, '/'));
        (top > 0.0 && top < bottom && bottom <= 1000.0 && !is_date).then_some(Number {
            value: top / bottom,
            end: at + 3,
            scale: 1.0,
            form: Notation::Fraction,
        })
    }

    fn fraction_sign(&self, at: usize) -> Option<Number> {
        let value = self.words.fraction_signs.get(self.line.atoms.get(at)?.id)?;
        Some(Number { value, end: at + 1, scale: 1.0, form: Notation::Fraction })
    }

    /// "3½", "3 1/2", "3-1/2", "2 and a half".
    fn with_mixed_fraction(&self, number: Number) -> Number {
        if number.form != Notation::Digits || number.value.fract() != 0.0 {
            return number;
        }
        let at = number.end;
        let sign = self.fraction_sign(at);
        let hyphen = usize::from(self.line.is_dash(at) && self.line.is_glued(at) && self.line.is_glued(at + 1));
        let slash = if self.line.is_digits(at + hyphen) { self.slash_fraction(at + hyphen) } else { None };
        match sign.or(slash.filter(|f| f.end > at)).or_else(|| self.and_fraction(at)) {
            Some(part) => Number { value: number.value + part.value, end: part.end, ..number },
            None => number,
        }
    }

    /// Applies the multipliers after a number: "million", "k", "hundred thousand".
    pub(super) fn with_multipliers(&self, mut number: Number, setting: Setting) -> Number {
        if number.form == Notation::Ordinal {
            return number;
        }
        while let Some((count, multiplier)) = self.multiplier(number.end, number.form, setting) {
            number.value = tidy(number.value * multiplier.value);
            number.scale *= multiplier.value;
            number.end += count;
        }
        if number.scale >= 100.0 && number.form == Notation::Digits {
            number = self.with_smaller_part(number);
        }
        if number.scale > 1.0 {
            if number.form == Notation::Fraction {
                number.form = Notation::Digits;
            }
            if let Some(part) = self.and_fraction(number.end) {
                number.value += part.value * number.scale;
                number.end = part.end;
            }
        }
        number
    }

    /// "4 thousand 3 hundred", "3 hundred and one": a smaller part with its own multiplier, or in words after "and".
    fn with_smaller_part(&self, number: Number) -> Number {
        let line = self.line;
        let and = usize::from(line.is(number.end, "and"));
        let next = number.end + and;
        let part = if line.is_digits(next) && and == 0 {
            self.digit_number(next).map(|n| self.with_multipliers(n, Setting::Plain)).filter(|n| n.scale > 1.0 && n.scale < number.scale)
        } else if and == 1 && (number.value / 100.0).fract() == 0.0 && (number.value / 1000.0).fract() != 0.0 && line.is_digits(next) {
            // "4 thousand 3 hundred and 21"
            self.digit_number(next)
                .filter(|n| (1.0..100.0).contains(&n.value) && n.value.fract() == 0.0 && !line.traits(n.end).intersects(Traits::MULTIPLIER))
        } else if and == 1 && number.scale == 100.0 && line.is_word(next) {
            self.word_number(next).filter(|n| n.form == Notation::Words && n.value < 100.0)
        } else {
            None
        };
        match part.filter(|p| p.value < number.scale) {
            Some(part) if part.scale == 100.0 => {
                self.with_smaller_part(Number { value: number.value + part.value, end: part.end, ..number })
            }
            Some(part) => Number { value: number.value + part.value, end: part.end, ..number },
            None => number,
        }
    }

    /// The multiplier at `at`, with a hyphen before it where there is one.
    fn multiplier(&self, at: usize, form: Notation, setting: Setting) -> Option<(usize, Multiplier)> {
        let hyphen = usize::from(self.line.is_dash(at) && self.line.is_glued(at) && self.line.is_glued(at + 1));
        let at = at + hyphen;
        if !self.line.traits(at).intersects(Traits::MULTIPLIER) {
            return None;
        }
        let after_digits = at > 0 && (self.line.is_digits(at - 1));
        let glued = hyphen == 0 && self.line.is_glued(at);
        let (count, found) = self.phrase(&self.words.multipliers, at, |_, m: &Multiplier| {
            if m.attached {
                let spaced = setting == Setting::Money || self.line.is(at, "k") && !self.line.is_glued(at + 1);
                (glued || spaced) && after_digits && form == Notation::Digits
            } else if m.abbreviation {
                after_digits && (glued || setting == Setting::Money || !is_single_letter(self.line.word(at)))
            } else {
                !m.collective || m.value == 12.0 || self.is_grand(at)
            }
        })?;
        let next = at + count;
        // "40 °C (313K)": among degrees a K is a kelvin.
        if self.line.word(at) == "K" && glued && self.line.text.contains('°') && self.has_degrees() {
            return None;
        }
        // "5m people" are millions, "a 5m fence" and "5m tall" are metres.
        if setting == Setting::Plain
            && found.value == 1e6
            && self.line.word(at) == "m"
            && !self.counts_people(next)
            && !self.line.traits(next).intersects(Traits::MONEY)
        {
            return None;
        }
        // "5Mbps", "5B-2": letters or digits right after belong to another word.
        let cut_short = found.abbreviation && self.line.is_glued(next) && !matches!(self.line.kind(next), Some(AtomKind::Mark(_)));
        (!cut_short).then_some((count + hyphen, *found))
    }

    /// "five grand": thousands of money, but no "five grand pianos".
    fn is_grand(&self, at: usize) -> bool {
        let next = at + 1;
        self.line.is(at, "grand") && (!self.line.is_word(next) && !self.line.is_dash(next) || is_function_word(self.line.word(next)))
    }

    /// Whether a sign of degrees stands in the sentence.
    fn has_degrees(&self) -> bool {
        (0..self.line.len()).any(|n| self.line.is_mark(n, '°'))
    }

    fn counts_people(&self, at: usize) -> bool {
        let word = self.line.word(at);
        let is_plural = |word: &str| {
            word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && word.starts_with(|c: char| c.is_ascii_lowercase())
        };
        let next = self.line.word(at + 1);
        // "4m active users", but "a 5m high wall", "20m tall trees"
        let described = is_plural(next)
            && next.len() > 4
            && !self.line.is_glued(at + 1)
            && word.len() > 3
            && word.bytes().all(|b| b.is_ascii_lowercase())
            && !is_function_word(word)
            && !self.line.is_any(at, &["high", "long", "wide", "deep", "tall", "thick", "away", "apart", "below", "above"]);
        let plural = is_plural(word) && (word.len() > 4 || self.line.traits(at).intersects(Traits::UNIT)) || described;
        !self.line.is_glued(at)
            && (plural && !self.line.is_any(at, &["across", "always", "freestyle", "hurdles"])
                || self.line.is_any(at, &["people", "children", "women", "men", "of"]))
    }
}

/// Takes out what binary fractions leave: 16.4 million is 16,400,000.
fn tidy(value: f64) -> f64 {
    let whole = value.round();
    if (value - whole).abs() <= 1e-9 * value.abs() { whole } else { value }
}

fn is_single_letter(word: &str) -> bool {
    word.chars().count() == 1
}
