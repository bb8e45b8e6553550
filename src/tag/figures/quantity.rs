//! Recognisers of measures, percentages, ages, counts and vague quantities.
//!
//! In: a [`NumberReader`] and an atom. Out: an [`Amount`]. Never asks whether a number is part of a name: the filters do.

use std::borrow::Cow;
use std::ops::Range;

use super::amount::Amount;
use super::compound::{add_smaller_units, second_measure, share_unit};
use super::money::{add_cents, money_after};
use super::per::with_per;
use super::proportions::{multiple, share};
use super::rank::ordinal;
use crate::document::{Bound, FigureKind, Rule, Traits};
use crate::lexicon::numbers::Unit;
use crate::tag::cursor::Cursor;
use crate::tag::numbers::{Notation, Number, NumberReader, Setting, Spread, closed};

/// "Mach 3", "magnitude 6.2", "Category 5".
pub(super) fn unit_before(r: &NumberReader, at: usize) -> Option<Amount> {
    if !r.line.traits(at).intersects(Traits::PREFIX_UNIT) {
        return None;
    }
    let line = r.line;
    let (count, unit) = r.phrase(&r.words.prefix_units, at, |count, u| {
        let written = line.span(at..at + count).of(line.text);
        // "M6.2" is a quake, "M4" a motorway.
        !u.is_tight(written) || line.is_mark(at + count + 1, '.') && line.is_digits(at + count + 2)
    })?;
    let number = at + count + usize::from(line.is(at + count, "of")) + usize::from(line.is_dash(at + count) && line.is_glued(at + count));
    let spread = r.spread(number, Setting::Plain).filter(|s| s.form() != Notation::Ordinal)?;
    let mut amount = Amount::of_spread(&spread, at..spread.end(), "unit_before");
    amount.measure(unit, at..at + count);
    Some(amount)
}

/// A number or range with whatever stands after it.
pub(super) fn quantity(r: &NumberReader, at: usize) -> Option<Amount> {
    by_form(r, at, r.spread(at, Setting::Plain)?)
}

fn by_form(r: &NumberReader, at: usize, spread: Spread) -> Option<Amount> {
    let end = spread.end();
    match spread.form() {
        Notation::Ordinal => ordinal(r, at, spread),
        _ => absolute_zero(r, at, spread)
            .or_else(|| magnitude(r, at, spread))
            .or_else(|| age(r, at, spread))
            .or_else(|| percent_or_unit(r, at, spread))
            .or_else(|| money_after(r, at, spread))
            .or_else(|| multiple(r, at, spread))
            .or_else(|| (spread.form() == Notation::Fraction).then(|| share(r, at, spread)).flatten())
            .or_else(|| count(r, at, spread, end)),
    }
}

/// "34 years old", "34-year-old", "34 years of age", "aged 34".
fn age(r: &NumberReader, at: usize, spread: Spread) -> Option<Amount> {
    let line = r.line;
    let end = spread.end();
    let hyphen = usize::from(line.is_dash(end));
    // "an 87 yo man"
    if line.is_any(end + hyphen, &["yo"]) && line.is_digits(end - 1) {
        let mut amount = Amount::of_spread(&spread, at..end + hyphen + 1, "age");
        (amount.kind, amount.unit) = (FigureKind::Age, Some(Cow::Borrowed("a")));
        return Some(amount);
    }
    let (count, unit) = r.unit(end + hyphen).filter(|(_, u)| u.kind == FigureKind::Duration)?;
    let past = end + hyphen + count;
    let old = past + usize::from(line.is_dash(past));
    let tail = if line.is_any(old, &["old", "olds"]) {
        old + 1
    } else if line.starts(past, &["of", "age"]) {
        past + 2
    } else {
        return None;
    };
    let mut amount = Amount::of_spread(&spread, at..tail, "age");
    amount.measure(unit, end + hyphen..past);
    amount.kind = FigureKind::Age;
    amount.atoms.end = tail;
    Some(amount)
}

/// What may stand between a number and its unit: "five more years".
const FURTHER: &[&str] = &["more", "additional", "extra", "further", "fewer", "less", "full", "straight", "consecutive", "successive"];

/// Where a unit may begin after a number, and what stands between the two.
struct UnitPlace {
    at: usize,
    /// What closes the bracket that the unit stands in: "20 (kg)".
    close: Option<char>,
    /// Whether it hangs on its number by a hyphen.
    hyphened: bool,
    /// Whether "or more" stands between: "500 or more feet".
    open: bool,
}

fn unit_place(r: &NumberReader, spread: Spread) -> UnitPlace {
    let line = r.line;
    let end = spread.end();
    let glued_hyphen = line.is_dash(end) && line.is_glued(end) && line.is_glued(end + 1);
    let fraction = spread.form() == Notation::Fraction;
    let article = usize::from(fraction && line.is_any(end, &["a", "an"]));
    let of_article = if fraction && line.is(end, "of") && line.is_any(end + 1, &["a", "an"]) { 2 } else { 0 };
    // "a 30 - year bond": text that was cut into tokens and put together again.
    let apart = line.is_mark(end, '-') && !line.is_glued(end) && !line.is_glued(end + 1);
    let spaced_hyphen = apart && line.traits(end + 1).intersects(Traits::TIME_UNIT) && !line.word(end + 1).ends_with('s');
    let hyphened = glued_hyphen || spaced_hyphen && (line.is_word(end + 2) || line.is_mark(end + 2, '-'));
    let open = line.is(end, "or") && line.is_any(end + 1, &["more", "fewer", "less"]) && line.traits(end + 2).intersects(Traits::UNIT);
    let more = if open { 2 } else { usize::from(line.is_any(end, FURTHER) && line.traits(end + 1).intersects(Traits::UNIT)) };
    let close = r.bracket(end);
    let skipped = if close.is_some() { 1 } else { usize::from(hyphened).max(article).max(of_article).max(more) };
    UnitPlace { at: end + skipped, close, hyphened, open }
}

/// The unit at a place, the atoms of its name, and the end of all that is said of it.
fn unit_at(r: &NumberReader, place: &UnitPlace) -> Option<(&'static Unit, Range<usize>, usize)> {
    let line = r.line;
    let at = place.at;
    let (mut count, mut unit) = r.unit(at)?;
    let closing = usize::from(place.close.is_some_and(|c| line.is_mark(at + count, c)));
    if place.close.is_some() && (closing == 0 || !unit.is_symbol(line.span(at..at + count).of(line.text))) {
        return None;
    }
    if let Some((more, precise)) = r.unit(at + count).filter(|(_, u)| unit.code == "deg" && u.kind == FigureKind::Temperature) {
        (count, unit) = (count + more, precise);
    }
    let mut end = at + count + closing;
    // "-40° on the Fahrenheit scale"
    let scale = if unit.code == "deg" && line.starts(end, &["on", "the"]) { r.unit(end + 2) } else { None };
    if let Some((n, precise)) = scale.filter(|(n, u)| u.kind == FigureKind::Temperature && line.is(end + 2 + n, "scale")) {
        (unit, end) = (precise, end + n + 3);
    }
    Some((unit, at..at + count, end))
}

/// "40 percent", "5 to 7 km", "3 percentage points", "6 feet 2 inches".
fn percent_or_unit(r: &NumberReader, at: usize, mut spread: Spread) -> Option<Amount> {
    let place = unit_place(r, spread);
    let number_end = spread.end();
    let (unit, name, mut end) = unit_at(r, &place)?;
    if spread.last.is_none()
        && let Some((first, last, past)) = second_measure(r, at, end, spread, unit)
    {
        spread = Spread { first, last: Some(last), margin: None };
        end = past;
    }
    let mut amount = Amount::of_spread(&spread, at..end, if unit.kind == FigureKind::Percent { "percent" } else { "unit" });
    amount.measure(unit, name);
    amount.atoms.end = end;
    amount.hyphened = place.hyphened;
    if place.open && spread.last.is_none() {
        amount.bound = Some(if r.line.is(number_end + 1, "more") { Bound::Ge } else { Bound::Le });
    }
    if spread.last.is_none() {
        add_smaller_units(r, &mut amount, end);
    }
    Some(with_per(r, amount))
}

/// "an hour and 45 minutes", "a dollar and 42 cents", "a year and a half": one of a unit, and a part of it.
pub(super) fn one_and_more(r: &NumberReader, at: usize) -> Option<Amount> {
    let line = r.line;
    if !line.is_any(at, &["a", "an"]) || !line.traits(at + 1).intersects(Traits::UNIT | Traits::MONEY) {
        return None;
    }
    let number = Number { value: 1.0, end: at + 1, scale: 1.0, form: Notation::Words };
    let spread = Spread { first: number, last: None, margin: None };
    if let Some((count, unit)) = r.unit(at + 1) {
        let end = at + 1 + count;
        let mut amount = Amount::of_spread(&spread, at..end, "unit");
        amount.measure(unit, at + 1..end);
        if let Some(part) = r.and_fraction(end) {
            amount.value = Some(1.0 + part.value);
            amount.atoms.end = part.end;
        } else {
            add_smaller_units(r, &mut amount, end);
        }
        return Some(amount).filter(|a| a.atoms.end > end);
    }
    let (count, money) = r.money_after(at + 1).filter(|(_, m)| !m.is_sign())?;
    let end = at + 1 + count;
    let mut amount = Amount::of_spread(&spread, at..end, "money_name");
    amount.pay(money, at + 1..end);
    let named = line.is(end, "and") && r.number(end + 1, Setting::Plain).is_some_and(|n| r.money_after(n.end).is_some());
    if named {
        add_cents(r, &mut amount, money);
    }
    Some(amount).filter(|a| a.atoms.end > end)
}

/// Whatever is counted.
fn count(r: &NumberReader, at: usize, spread: Spread, end: usize) -> Option<Amount> {
    let line = r.line;
    let mut amount = Amount::of_spread(&spread, at..end, if spread.last.is_some() { "count_range" } else { "count" });
    let hyphen = line.is_dash(end) && line.is_glued(end) && line.is_glued(end + 1) && line.is_word(end + 1);
    amount.hyphened = hyphen && !line.is_any(end + 1, &["plus", "odd", "some", "ish", "strong"]);
    let age = at.checked_sub(1).is_some_and(|b| line.is_any(b, &["aged", "age"])) && spread.form() != Notation::Fraction;
    if age && amount.value.or(amount.high).is_some_and(|v| v <= 130.0) {
        amount.kind = FigureKind::Age;
        amount.unit = Some(Cow::Borrowed("a"));
        amount.rule = Rule("age_word");
        return Some(amount);
    }
    if share_unit(r, &mut amount, spread) {
        return Some(amount);
    }
    let per = r.per(end, FigureKind::Count);
    if let Some((per_end, lemma)) = per {
        amount.atoms.end = per_end;
        amount.per = Some(lemma);
        amount.kind = FigureKind::Rate;
    }
    Some(amount)
}

/// "a 7.8-magnitude quake", "6.5 magnitude": the unit that stands before its number elsewhere.
fn magnitude(r: &NumberReader, at: usize, spread: Spread) -> Option<Amount> {
    let line = r.line;
    let end = spread.end();
    let hyphen = usize::from(line.is_dash(end) && line.is_glued(end));
    let known = spread.last.or(Some(spread.first)).is_some_and(|n| n.form != Notation::Ordinal && (0.0..11.0).contains(&n.value));
    if !known || !line.is(end + hyphen, "magnitude") {
        return None;
    }
    let (_, unit) = r.phrase(&r.words.prefix_units, end + hyphen, |count, _| count == 1)?;
    let mut amount = Amount::of_spread(&spread, at..end + hyphen + 1, "unit");
    amount.measure(unit, end + hyphen..end + hyphen + 1);
    Some(amount)
}

/// "absolute zero", which is no count.
fn absolute_zero(r: &NumberReader, at: usize, spread: Spread) -> Option<Amount> {
    let line = r.line;
    let end = spread.end();
    let named = line.is(at, "zero") && at.checked_sub(1).is_some_and(|b| line.is(b, "absolute"));
    if !named || line.is_word(end) && !closed::is_function_word(line.word(end)) {
        return None;
    }
    let mut amount = Amount::of_spread(&spread, at..end, "absolute_zero");
    amount.measure(r.words.unit("kelvin")?, at..end);
    Some(amount)
}

/// "dozens", "tens of thousands", "a few hundred", "several".
pub(super) fn vague(r: &NumberReader, at: usize) -> Option<Amount> {
    let line = r.line;
    if !line.traits(at).intersects(Traits::VAGUE) {
        return None;
    }
    let (count, vague) = r.phrase(&r.words.vague, at, |_, v| !v.weak)?;
    let end = at + count;
    let mut amount = Amount::count(at..end, 0.0, "vague");
    amount.value = None;
    (amount.low, amount.high, amount.bound) = (Some(vague.low), Some(vague.high), Some(Bound::Vague));
    amount.confidence = 0.7;
    // "dozens" is a noun of its own; "scores" may be results or music, "tens" a column.
    let of = line.is(end, "of");
    if line.is_any(at, &["scores", "tens", "millions", "billions", "trillions"])
        && count == 1
        && !of
        && !line.is_any(at.wrapping_sub(1), &["killed", "killing", "injured", "wounded", "cost", "spent"])
    {
        return None;
    }
    if line.is_dash(at.wrapping_sub(1)) && line.is_glued(at) {
        return None;
    }
    // "the hundreds column": a plural that stands alone has a verb, a preposition or "more" after it.
    let next = line.word(end);
    let alone = count == 1 && next.len() > 2 && line.is_word(end) && line.word(at).ends_with('s') && !of;
    if alone && !closed::is_function_word(next) && !closed::is_verb_like(next) && !next.ends_with("ly") {
        return None;
    }
    let unit_at = end + usize::from(of) + usize::from(line.is_dash(end) && line.is_glued(end));
    if let Some((n, unit)) = r.unit(unit_at) {
        amount.measure(unit, unit_at..unit_at + n);
    } else if let Some((n, money)) = r.money_after(unit_at) {
        amount.pay(money, unit_at..unit_at + n);
    }
    if amount.kind == FigureKind::Count && line.is(at, "several") && !line.is_word(end) {
        return None;
    }
    Some(with_per(r, amount))
}
