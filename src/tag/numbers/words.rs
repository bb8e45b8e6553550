//! Numbers in words: "eleven thousand", "two and a half million", "half a dozen", "two-thirds", "twenty-first".
//!
//! In: a [`NumberReader`] and the atom a number may begin at. Out: a [`Number`]. Never takes "one" for a pronoun or an article for a number:
//! the rules that use it decide that.

use super::number::{Notation, Number, Setting};
use super::reader::NumberReader;
use crate::document::{Traits, WordId};
use crate::tag::cursor::Cursor;

impl NumberReader<'_, '_> {
    /// The number in words that begins at `at`.
    pub(super) fn word_number(&self, at: usize) -> Option<Number> {
        let traits = self.line.traits(at);
        if let Some(number) = self.half_of_scale(at) {
            return Some(number);
        }
        if self.line.is_any(at, &["a", "an"]) {
            return self.article_number(at);
        }
        if traits.intersects(Traits::FRACTION)
            && let Some(share) = self.share(at, 1.0)
        {
            return Some(share);
        }
        if traits.intersects(Traits::CARDINAL) {
            return self.cardinal(at);
        }
        traits.intersects(Traits::ORDINAL).then(|| self.ordinal(at)).flatten()
    }

    fn cardinal_value(&self, at: usize) -> Option<f64> {
        self.words.cardinals.get(self.line.atoms.get(at)?.id)
    }

    fn ordinal_value(&self, at: usize) -> Option<f64> {
        self.words.ordinals.get(self.line.atoms.get(at)?.id)
    }

    /// Past a hyphen between two glued words, or the same place.
    fn past_hyphen(&self, at: usize) -> usize {
        let glued = self.line.is_glued(at) && self.line.is_glued(at + 1);
        // "fifty - two": text that was cut into tokens and put together again.
        let apart = || {
            !self.line.is_glued(at) && !self.line.is_glued(at + 1) && at > 0 && {
                let before = self.cardinal_value(at - 1);
                let tens = before.is_some_and(|v| v >= 20.0 && v % 10.0 == 0.0);
                // "five - eighths"
                let parts = before.is_some_and(|v| v > 1.0) && self.line.traits(at + 1).intersects(Traits::FRACTION);
                tens && self.cardinal_value(at + 1).is_some_and(|v| (1.0..10.0).contains(&v))
                    || parts && self.line.word(at + 1).ends_with('s')
            }
        };
        if self.line.is_dash(at) && (glued || self.line.is_mark(at, '-') && apart()) { at + 1 } else { at }
    }

    /// A run of number words.
    fn cardinal(&self, at: usize) -> Option<Number> {
        let mut run = WordRun { total: 0.0, current: 0.0, scale: f64::INFINITY, end: at };
        // What stood before the last tens: "one hundred thirty-fifths" has a hundred parts.
        let mut before_tens = None;
        loop {
            let here = if run.end == at { at } else { self.past_hyphen(run.end) };
            let Some(word) = self.past_joint(&run, at, here) else { break };
            if let Some(value) = self.cardinal_value(word) {
                if !run.fits(value) || run.end > at && run.current == 0.0 && run.total == 0.0 {
                    break;
                }
                let joined = word > here && !self.line.is_mark(here, ',');
                before_tens = (value >= 20.0 && !joined).then_some((run.total + run.current, value));
                run.current += value;
                run.end = word + 1;
            } else if let Some((count, value)) = self.scale_word(word).filter(|_| word == here) {
                let multiplied = run.multiply(value);
                if multiplied.is_some() {
                    run.end = word + count;
                }
                if multiplied != Some(Multiplied::Open) {
                    break;
                }
            } else {
                break;
            }
        }
        if let Some((parts, tens)) = before_tens.filter(|(parts, _)| *parts > 0.0)
            && let Some((unit, true)) = self.ordinal_of_part(self.past_hyphen(run.end))
        {
            let end = self.past_hyphen(run.end) + 1;
            return Some(Number { value: parts / (tens + unit), end, scale: 1.0, form: Notation::Fraction });
        }
        self.finish_cardinal(at, run.end, run.total + run.current, if run.scale.is_finite() { run.scale } else { 1.0 })
    }

    /// The atom after whatever joins the next word to a run: a comma, "and", or nothing; none where "and" joins something else.
    fn past_joint(&self, run: &WordRun, at: usize, here: usize) -> Option<usize> {
        if run.current == 0.0 && run.scale.is_finite() && self.continues_after_comma(here, run.scale) {
            return Some(here + 1);
        }
        if run.end == at || !self.line.is(here, "and") && !self.line.is_mark(here, '&') {
            return Some(here);
        }
        // "and" joins only after a hundred or more, and only what is smaller.
        let joins = run.current >= 100.0 && run.current % 100.0 == 0.0 || run.current == 0.0 && run.scale.is_finite();
        let number = joins && self.cardinal_value(here + 1).is_some() && here == run.end && self.and_fraction(here).is_none();
        number.then_some(here + 1)
    }

    /// "four million, three hundred and six": a comma, and a smaller part with a scale of its own after it.
    fn continues_after_comma(&self, at: usize, scale: f64) -> bool {
        if !self.line.is_mark(at, ',') || self.cardinal_value(at + 1).is_none() {
            return false;
        }
        let part = if self.cardinal_value(at + 2).is_some() { at + 3 } else { at + 2 };
        self.scale_word(part).is_some_and(|(n, v)| v < scale && v >= 100.0 && !self.line.is(part + n, "of"))
    }

    /// "fifth", "fifths": the ordinal of a unit and whether it is a plural.
    fn ordinal_of_part(&self, at: usize) -> Option<(f64, bool)> {
        let word = self.line.word(at);
        let (single, plural) = word.strip_suffix('s').map_or((word, false), |single| (single, true));
        let value = self.words.ordinals.get(WordId::of(single))?;
        (1.0..10.0).contains(&value).then_some((value, plural))
    }

    /// "twenty-fifths", "one-hundredths" after how many parts there are: into how many the whole is cut, the end, whether it is a plural.
    fn denominator(&self, at: usize) -> Option<(f64, usize, bool)> {
        let first = self.cardinal_value(at)?;
        let next = self.past_hyphen(at + 1);
        if first == 1.0 && next > at + 1 {
            let share = self.words.fractions.get(self.line.atoms.get(next)?.id).filter(|s| *s < 0.05)?;
            return Some(((1.0 / share).round(), next + 1, self.line.word(next).ends_with('s')));
        }
        let tens = (20.0..100.0).contains(&first) && first % 10.0 == 0.0;
        let (unit, plural) = self.ordinal_of_part(next).filter(|_| tens)?;
        Some((first + unit, next + 1, plural))
    }

    /// What may follow a run of number words: an ordinal ("twenty-first"), a share ("two-thirds"), "point five", "and a half", a scale.
    fn finish_cardinal(&self, at: usize, end: usize, value: f64, scale: f64) -> Option<Number> {
        if end == at {
            return None;
        }
        if let Some(number) = self.part_or_place(at, end, value) {
            return Some(number);
        }
        let number = Number { value, end, scale, form: Notation::Words };
        let number = if let Some((value, end)) = self.with_decimals(value, end) {
            Number { value, end, ..number }
        } else if let Some(part) = self.and_fraction(end) {
            // "one billion and a half million": the part has a scale of its own.
            let own = self.scale_word(part.end).filter(|(_, v)| scale > *v && *v >= 1000.0);
            let end = part.end + own.map_or(0, |(count, _)| count);
            Number { value: value + part.value * own.map_or(scale, |(_, v)| v), end, ..number }
        } else {
            return Some(number);
        };
        Some(self.with_multipliers(number, Setting::Plain))
    }

    /// A part of a whole or a place in an order whose first words are a run: "two-thirds", "twenty-first".
    fn part_or_place(&self, at: usize, end: usize, value: f64) -> Option<Number> {
        let next = self.past_hyphen(end);
        let traits = self.line.traits(next);
        let place = |value: f64| Number { value, end: next + 1, scale: 1.0, form: Notation::Ordinal };
        if value >= 1.0
            && traits.intersects(Traits::CARDINAL)
            && let Some((parts, past, plural)) = self.denominator(next)
            && (plural || value == 1.0 && end == at + 1 && (self.line.is(past, "of") || !self.line.is_word(past)))
        {
            return Some(Number { value: value / parts, end: past, scale: 1.0, form: Notation::Fraction });
        }
        if let Some(unit) = self.ordinal_value(next).filter(|u| *u < 10.0 && value >= 20.0 && value % 10.0 == 0.0 && (value % 100.0) > 0.0)
        {
            return Some(place(value + unit));
        }
        if value >= 1.0
            && traits.intersects(Traits::FRACTION)
            && let Some(share) = self.share(next, value)
        {
            return Some(self.share_of_scale(share));
        }
        // "the two hundredth visitor"
        let large = self.ordinal_value(next).filter(|o| *o >= 100.0 && (1.0..1000.0).contains(&value));
        large.filter(|_| traits.intersects(Traits::ORDINAL)).map(|large| place(value * large))
    }

    /// "point seventy-five", "point three five": the value with them, and their end.
    fn with_decimals(&self, mut value: f64, end: usize) -> Option<(f64, usize)> {
        if !self.line.is(end, "point") {
            return None;
        }
        if let Some(tail) = self.cardinal(end + 1).filter(|n| n.form == Notation::Words && (10.0..100.0).contains(&n.value)) {
            return Some((value + tail.value / 100.0, tail.end));
        }
        let digit = |at: usize| self.cardinal_value(at).filter(|d| *d < 10.0);
        let (mut place, mut past) = (0.1, end + 1);
        while let Some(digit) = digit(past) {
            value += digit * place;
            place /= 10.0;
            past += 1;
        }
        (past > end + 1).then_some((value, past))
    }

    /// A word that multiplies and stands for itself: not an abbreviation, not a pair or a score.
    fn scale_word(&self, at: usize) -> Option<(usize, f64)> {
        if !self.line.traits(at).intersects(Traits::MULTIPLIER) {
            return None;
        }
        self.phrase(&self.words.multipliers, at, |_, m| !m.abbreviation && (!m.collective || m.value == 12.0)).map(|(n, m)| (n, m.value))
    }

    /// "a hundred", "a dozen", "a quarter of a million", "a third".
    fn article_number(&self, at: usize) -> Option<Number> {
        let next = at + 1;
        if let Some((count, value)) = self.scale_word(next) {
            // "a millions" is no number, and "a hundreds" neither.
            if self.line.word(next).ends_with('s') {
                return None;
            }
            let mut number = Number { value, end: next + count, scale: value, form: Notation::Words };
            if value >= 100.0 {
                number = self.continue_scale(number);
            }
            if let Some(part) = self.and_fraction(number.end) {
                number.value += part.value * number.scale;
                number.end = part.end;
            }
            // "a hundred thousandths", "the hundred thousandth"
            let here = self.past_hyphen(number.end);
            let id = self.line.atoms.get(here).map_or_else(Default::default, |a| a.id);
            if self.line.word(here).ends_with('s')
                && let Some(share) = self.words.fractions.get(id).filter(|s| *s < 0.05)
            {
                return Some(Number { value: number.value * share, end: here + 1, scale: 1.0, form: Notation::Fraction });
            }
            if let Some(large) = self.words.ordinals.get(id).filter(|o| *o >= 1000.0) {
                return Some(Number { value: number.value * large, end: here + 1, scale: 1.0, form: Notation::Ordinal });
            }
            return Some(number);
        }
        if let Some(number) = self.half_of_scale(next) {
            return Some(number);
        }
        if self.line.traits(next).intersects(Traits::FRACTION) { self.share(next, 1.0).filter(|s| s.end > next) } else { None }
    }

    /// "a hundred", "a hundred thousand", "a hundred and five".
    fn continue_scale(&self, mut number: Number) -> Number {
        while let Some((count, value)) = self.scale_word(number.end).filter(|(_, v)| *v >= 1000.0) {
            number = Number { value: number.value * value, end: number.end + count, scale: number.scale * value, ..number };
        }
        let skip = usize::from(self.line.is(number.end, "and"));
        match self.cardinal(number.end + skip).filter(|n| n.form == Notation::Words && n.value < number.scale && n.value.fract() == 0.0) {
            Some(rest) => Number { value: number.value + rest.value, end: rest.end, ..number },
            None => number,
        }
    }

    /// "half a million", "half a dozen", "a quarter of a million", "three quarters of a billion".
    fn half_of_scale(&self, at: usize) -> Option<Number> {
        if !self.line.traits(at).intersects(Traits::FRACTION) {
            return None;
        }
        let share = self.words.fractions.get(self.line.atoms.get(at)?.id).filter(|s| *s == 0.5 || *s == 0.25)?;
        let past_of = at + 1 + usize::from(self.line.is(at + 1, "of"));
        let past = past_of + usize::from(self.line.is_any(past_of, &["a", "an"]));
        let past = if past == at + 1 { self.past_hyphen(past) } else { past };
        let (count, value) = self.scale_word(past).filter(|(_, v)| *v != 100.0 && (*v == 12.0 || *v >= 1000.0))?;
        let plural = self.line.word(past).ends_with('s');
        (!plural).then_some(Number { value: share * value, end: past + count, scale: value, form: Notation::Words })
    }

    /// "two thirds of a million", "three quarters billion".
    fn share_of_scale(&self, share: Number) -> Number {
        let of = usize::from(self.line.is(share.end, "of") && self.line.is_any(share.end + 1, &["a", "an"])) * 2;
        match self.scale_word(share.end + of).filter(|(_, v)| *v >= 1000.0) {
            Some((count, value)) if !self.line.word(share.end + of).ends_with('s') => {
                Number { value: share.value * value, end: share.end + of + count, scale: value, form: Notation::Words }
            }
            _ => share,
        }
    }

    /// A part of a whole with `count` parts: "two thirds", "one-eighth", "a fifth of", "half the". What could as well be a place in an order
    /// ("a third person") is told by what follows.
    fn share(&self, at: usize, count: f64) -> Option<Number> {
        let line = self.line;
        let word = line.word(at);
        let value = self.words.fractions.get(line.atoms.get(at)?.id)?;
        let end = at + 1;
        let before = at.checked_sub(1);
        let month = ["all", "january", "february", "march", "april", "may", "june", "july"];
        let of = line.is(end, "of") && !line.is_any(end + 1, &month) && !self.names_a_period(at);
        let closes = !line.is_word(end) && !line.is_dash(end) && !line.is_apostrophe(end);
        let known = if word.ends_with('s') {
            count > 1.0 && (value != 0.25 || count == 3.0 || of)
        } else if value == 0.5 {
            let determined = line.is_any(end, &["a", "an", "the", "its", "their", "his", "her", "our", "that", "as"])
                || line.traits(self.past_hyphen(end)).intersects(Traits::UNIT)
                    && (line.is_dash(end) || before.is_some_and(|b| line.is(b, "a")));
            let one = |b: usize| line.is(b, "one") || line.is_dash(b) && b > 0 && line.is(b - 1, "one");
            let counted = before.is_some_and(|b| one(b) && count == 1.0 || line.is(b, "than"));
            let alone = closes && before.is_some_and(|b| line.is(b, "a") && !(b > 0 && line.is(b - 1, "and")));
            of || determined || counted || alone
        } else if before.is_some_and(|b| line.is_dash(b) && count == 1.0) && self.cardinal_value(at.saturating_sub(2)).is_some() {
            !line.is_dash(end)
        } else if before.is_some_and(|b| line.is(b, "one")) {
            of || closes
        } else if value == 0.25 && before.is_some_and(|b| line.is(b, "a")) && self.unit(self.past_hyphen(end)).is_some() {
            // "a quarter mile"
            true
        } else {
            of && (value == 0.25 || before.is_some_and(|b| line.is_any(b, &["a", "an"])))
                || closes && value != 0.25 && before.is_some_and(|b| line.is(b, "a"))
        };
        known.then_some(Number { value: value * count, end, scale: 1.0, form: Notation::Fraction })
    }

    /// "the second half of the year", "the third quarter of 2020": periods, not shares.
    fn names_a_period(&self, at: usize) -> bool {
        let before = at.checked_sub(1);
        before.is_some_and(|b| {
            self.line.traits(b).intersects(Traits::ORDINAL)
                || self.line.is_any(b, &["first", "last", "latter", "this", "the", "next", "previous"]) && !self.line.is(at, "half")
        })
    }

    /// "and a half", "and three quarters", "and a quarter" after a number.
    pub(crate) fn and_fraction(&self, at: usize) -> Option<Number> {
        let hyphen = usize::from(self.line.is_dash(at) && self.line.is_glued(at) && self.line.is_glued(at + 1));
        if !self.line.is(at + hyphen, "and") {
            return None;
        }
        let mut next = self.past_hyphen(at + hyphen + 1);
        let mut count = 1.0;
        if self.line.is_any(next, &["a", "an"]) {
            next = self.past_hyphen(next + 1);
        } else if let Some(value) = self.cardinal_value(next).filter(|v| *v < 100.0) {
            count = value;
            next = self.past_hyphen(next + 1);
            // "three and twenty-one hundredths"
            if let Some(unit) = self.cardinal_value(next).filter(|u| *u < 10.0 && value >= 20.0) {
                count += unit;
                next = self.past_hyphen(next + 1);
            }
        } else {
            return None;
        }
        let value = self.words.fractions.get(self.line.atoms.get(next)?.id)? * count;
        // "two and a third of them" is a list, "two and a third times" is not: only halves and quarters are trusted alone.
        let trusted = [0.5, 0.25, 0.75].contains(&value)
            || count > 1.0 && self.line.word(next).ends_with('s')
            || !self.line.is_word(next + 1) && !self.line.is_dash(next + 1)
            || self.line.is_any(next + 1, &["times", "million", "billion", "hours", "years", "miles"]);
        (value < 1.0 && trusted && !self.line.is(next + 1, "of")).then_some(Number {
            value,
            end: next + 1,
            scale: 1.0,
            form: Notation::Fraction,
        })
    }

    /// "third", "hundredth", "two hundredth".
    fn ordinal(&self, at: usize) -> Option<Number> {
        let value = self.ordinal_value(at)?;
        Some(Number { value, end: at + 1, scale: 1.0, form: Notation::Ordinal })
    }
}

/// A run of number words so far.
struct WordRun {
    /// What the large scales have closed: the two million of "two million three hundred".
    total: f64,
    /// What still waits for a scale.
    current: f64,
    /// The last large scale: the next one must be smaller.
    scale: f64,
    /// One past its last atom.
    end: usize,
}

/// What a scale did to a run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Multiplied {
    /// More may follow.
    Open,
    /// Nothing follows a dozen.
    Closed,
}

impl WordRun {
    /// Whether a word of this value may follow: after "twenty" a "one", after "hundred" anything smaller.
    fn fits(&self, value: f64) -> bool {
        let rest = self.current % 100.0;
        rest == 0.0 || value < 10.0 && value > 0.0 && rest >= 20.0 && rest % 10.0 == 0.0
    }

    /// Takes a scale in; none where it belongs to something else.
    fn multiply(&mut self, value: f64) -> Option<Multiplied> {
        let (total, current) = (self.total, self.current);
        if value == 100.0 && current > 0.0 && current < 100.0 {
            self.current *= 100.0;
        } else if value == 12.0 && current > 0.0 && (current < 100.0 || current % 100.0 == 0.0) && total == 0.0 {
            self.current *= 12.0;
            return Some(Multiplied::Closed);
        } else if value >= 1000.0 && value < self.scale && current > 0.0 {
            self.total += current * value;
            (self.current, self.scale) = (0.0, value);
        } else if value >= 1000.0 && current == 0.0 && total > 0.0 {
            self.total *= value;
            self.scale = value;
        } else {
            return None;
        }
        Some(Multiplied::Open)
    }
}
