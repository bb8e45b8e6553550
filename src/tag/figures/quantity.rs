//! Recognisers of money, measures, percentages, ages, shares, ordinals and counts.
//!
//! In: a [`Reader`] and an atom. Out: an [`Amount`]. Never asks whether a number is part of a name: the filters do.

use std::borrow::Cow;

use super::amount::Amount;
use super::number::{Form, Reader, Setting};
use super::spread::Spread;
use crate::document::{Bound, FigureKind};
use crate::lexicon::numbers::{Money, Traits};

impl Amount {
    /// Makes it money, written at `atoms`.
    fn pay(&mut self, money: Money, atoms: std::ops::Range<usize>) {
        self.kind = FigureKind::Money;
        self.unit = Some(Cow::Borrowed(money.currency.code.as_str()));
        self.atoms.end = self.atoms.end.max(atoms.end);
        self.unit_atoms = Some(atoms);
        if money.times != 1.0 {
            self.scale(money.times);
        }
    }
}

/// "$1.2bn", "US$ 40 billion", "EUR 20", "$5-7 million", "$5 million to $7 million".
pub(super) fn money_before(r: &Reader, at: usize) -> Option<Amount> {
    let negative = usize::from(r.line.is_dash(at) && !r.line.is_glued(at) && r.line.is_glued(at + 1));
    let (count, money) = r.money_before(at + negative)?;
    let start = at + negative + count;
    let mut spread = r.spread(start, Setting::Money)?;
    if spread.first.form == Form::Ordinal {
        return None;
    }
    if spread.last.is_none() {
        spread = second_sum(r, start, spread, money).unwrap_or(spread);
    }
    if negative == 1 {
        spread.first.value = -spread.first.value;
    }
    let mut amount = spread.amount(at..spread.end(), "money_sign");
    amount.pay(money, at + negative..start);
    amount.atoms = at..spread.end();
    if spread.last.is_none()
        && r.number(amount.atoms.end + usize::from(r.line.is(amount.atoms.end, "and")), Setting::Plain)
            .is_some_and(|n| r.money_behind(n.end).is_some())
    {
        add_cents(r, &mut amount, money);
    }
    // "$10 dollars" says the unit twice, "$5 USD" too. In "$ 40.00 $ 65.50" the second sign belongs to the second sum.
    let next_sum = r.line.is_glued(amount.atoms.end) == r.line.is_glued(amount.atoms.end + 1)
        && r.line.kind(amount.atoms.end).is_some_and(|k| matches!(k, crate::tag::atoms::AtomKind::Mark(_)))
        && r.line.is_digits(amount.atoms.end + 1);
    if next_sum {
        return Some(amount);
    }
    if let Some((more, _)) = r
        .money_behind(amount.atoms.end)
        .filter(|(_, m)| m.times == 1.0 && (m.currency.code == money.currency.code || r.line.is(spread.end(), "dollars")))
    {
        amount.atoms.end += more;
    } else if let Some((more, precise)) =
        r.money_behind(spread.end()).filter(|(_, m)| m.is_sign() && !m.is_weak() && money.currency.code == "USD")
    {
        // "$40 CAD": the code tells which dollar.
        amount.unit = Some(Cow::Borrowed(precise.currency.code.as_str()));
        amount.atoms.end += more;
    }
    Some(with_per(r, amount))
}

/// The sum behind "to" or a dash that has its own sign: "$5 million to $7 million".
fn second_sum(r: &Reader, start: usize, spread: Spread, money: Money) -> Option<Spread> {
    let next = r.connector(start, spread.first.end)?;
    let (count, same) = r.money_before(next)?;
    let (first, last) =
        (same.currency.code == money.currency.code).then(|| r.far_end(spread.first, next + count, Setting::Money)).flatten()?;
    Some(Spread { first, last: Some(last), margin: None })
}

/// "Mach 3", "magnitude 6.2", "Category 5".
pub(super) fn unit_before(r: &Reader, at: usize) -> Option<Amount> {
    if !r.line.traits(at).has(Traits::PREFIX_UNIT) {
        return None;
    }
    let line = r.line;
    let (count, unit) = r.phrase(&r.words.prefix_units, at, |count, u| {
        let written = line.span(at..at + count).of(line.text);
        // "M6.2" is a quake, "M4" a motorway.
        !u.is_tight(written) || line.is_mark(at + count + 1, '.') && line.is_digits(at + count + 2)
    })?;
    let number = at + count + usize::from(line.is(at + count, "of")) + usize::from(line.is_dash(at + count) && line.is_glued(at + count));
    let spread = r.spread(number, Setting::Plain).filter(|s| s.form() != Form::Ordinal)?;
    let mut amount = spread.amount(at..spread.end(), "unit_before");
    amount.measure(unit, at..at + count);
    Some(amount)
}

/// A number or range with whatever stands behind it.
pub(super) fn quantity(r: &Reader, at: usize) -> Option<Amount> {
    by_form(r, at, r.spread(at, Setting::Plain)?)
}

fn by_form(r: &Reader, at: usize, spread: Spread) -> Option<Amount> {
    let end = spread.end();
    match spread.form() {
        Form::Ordinal => ordinal(r, at, spread),
        _ => age(r, at, spread)
            .or_else(|| percent_or_unit(r, at, spread))
            .or_else(|| money_behind(r, at, spread))
            .or_else(|| multiple(r, at, spread))
            .or_else(|| (spread.form() == Form::Fraction).then(|| share(r, at, spread)).flatten())
            .or_else(|| count(r, at, spread, end)),
    }
}

/// "34 years old", "34-year-old", "34 years of age", "aged 34".
fn age(r: &Reader, at: usize, spread: Spread) -> Option<Amount> {
    let line = r.line;
    let end = spread.end();
    let hyphen = usize::from(line.is_dash(end));
    // "an 87 yo man"
    if line.is_any(end + hyphen, &["yo"]) && line.is_digits(end - 1) {
        let mut amount = spread.amount(at..end + hyphen + 1, "age");
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
    let mut amount = spread.amount(at..tail, "age");
    amount.measure(unit, end + hyphen..past);
    amount.kind = FigureKind::Age;
    amount.atoms.end = tail;
    Some(amount)
}

/// What may stand between a number and its unit: "five more years".
const FURTHER: &[&str] = &["more", "additional", "extra", "further", "fewer", "less", "full", "straight", "consecutive", "successive"];

/// "40 percent", "5 to 7 km", "3 percentage points", "6 feet 2 inches".
fn percent_or_unit(r: &Reader, at: usize, mut spread: Spread) -> Option<Amount> {
    let line = r.line;
    let end = spread.end();
    let glued_hyphen = line.is_dash(end) && line.is_glued(end) && line.is_glued(end + 1);
    let article = usize::from(spread.form() == Form::Fraction && line.is_any(end, &["a", "an"]));
    let of_article = if spread.form() == Form::Fraction && line.is(end, "of") && line.is_any(end + 1, &["a", "an"]) { 2 } else { 0 };
    let more = usize::from(line.is_any(end, FURTHER) && line.traits(end + 1).has(Traits::UNIT));
    // "a 30 - year bond": text that was cut into tokens and put together again.
    let apart = line.is_mark(end, '-') && !line.is_glued(end) && !line.is_glued(end + 1);
    let spaced_hyphen = apart && line.traits(end + 1).has(Traits::TIME_UNIT) && !line.word(end + 1).ends_with('s');
    let glued_hyphen = glued_hyphen || spaced_hyphen && (line.is_word(end + 2) || line.is_mark(end + 2, '-'));
    let unit_at = end + usize::from(glued_hyphen).max(article).max(of_article).max(more);
    let (unit_at, close) = match r.bracket(end) {
        Some(close) => (end + 1, Some(close)),
        None => (unit_at, None),
    };
    let (count, unit) = r.unit(unit_at)?;
    let closing = usize::from(close.is_some_and(|c| line.is_mark(unit_at + count, c)));
    if close.is_some() && (closing == 0 || !unit.is_symbol(line.span(unit_at..unit_at + count).of(line.text))) {
        return None;
    }
    let (count, unit) = match r.unit(unit_at + count).filter(|(_, u)| unit.code == "deg" && u.kind == FigureKind::Temperature) {
        Some((more, precise)) => (count + more, precise),
        None => (count, unit),
    };
    let mut unit_end = unit_at + count + closing;
    let rule = if unit.kind == FigureKind::Percent { "percent" } else { "unit" };
    if spread.last.is_none()
        && let Some((first, last, past)) = second_measure(r, at, unit_end, spread, unit)
    {
        spread = Spread { first, last: Some(last), margin: None };
        unit_end = past;
    }
    let mut amount = spread.amount(at..unit_end, rule);
    amount.measure(unit, unit_at..unit_at + count);
    amount.atoms.end = unit_end;
    amount.hyphened = glued_hyphen;
    if spread.last.is_none() {
        add_smaller_units(r, &mut amount, unit_end);
    }
    Some(with_per(r, amount))
}

/// "5 km to 7 km": the range of two measures in one unit.
fn second_measure(
    r: &Reader,
    at: usize,
    end: usize,
    spread: Spread,
    unit: &'static crate::lexicon::numbers::Unit,
) -> Option<(super::number::Number, super::number::Number, usize)> {
    let next = past_blur(r, r.connector(at, end)?);
    let (first, last) = r.far_end(spread.first, next, Setting::Plain)?;
    let (count, same) = r.unit(last.end)?;
    (same.code == unit.code).then_some((first, last, last.end + count))
}

/// Past a word of approximation before the upper end: "between 2 kg and about 7 kg".
fn past_blur(r: &Reader, at: usize) -> usize {
    at + usize::from(r.line.is_any(at, &["about", "around", "roughly", "some", "nearly", "almost", "approximately"]))
}

/// "between 10 dollars and 20 dollars": the upper end and where its money ends.
fn second_price(r: &Reader, at: usize, end: usize, spread: Spread, money: Money) -> Option<(Spread, usize)> {
    let next = past_blur(r, r.connector(at, end)?);
    let (first, last) = r.far_end(spread.first, next, Setting::Plain)?;
    let (count, same) = r.money_behind(last.end)?;
    let alike = same.currency.code == money.currency.code && same.times == money.times;
    alike.then_some((Spread { first, last: Some(last), margin: None }, last.end + count))
}

/// "6 feet 2 inches", "two years and three months", "1h 20min": smaller units of the same dimension join.
fn add_smaller_units(r: &Reader, amount: &mut Amount, mut end: usize) {
    if !matches!(amount.kind, FigureKind::Length | FigureKind::Mass | FigureKind::Duration) {
        return;
    }
    let (Some(conversion), Some(mut value)) = (amount.conversion, amount.value) else { return };
    let mut last_factor = conversion.factor;
    loop {
        let line = r.line;
        let comma = usize::from(line.is_mark(end, ',') && amount.kind != FigureKind::Length);
        let mut next = end + comma + usize::from(line.is(end + comma, "and"));
        if line.is_dash(end) && line.is_glued(end) {
            next = end + 1;
        }
        let Some(number) = r.number(next, Setting::Plain).filter(|n| n.form != Form::Ordinal) else { break };
        let inches = line.is_any(number.end, &["in", "ins"]) && (line.is_glued(number.end) || r.inch_is_meant(number.end + 1));
        let hyphen = usize::from(line.is_dash(number.end));
        let found = r.unit(number.end + hyphen).filter(|(_, u)| u.unit_si == conversion.unit && u.factor < last_factor);
        let (count, factor) = match found {
            Some((count, unit)) => (count + hyphen, unit.factor),
            None if inches && amount.kind == FigureKind::Length => (1, 0.0254),
            None => break,
        };
        if number.value * factor >= last_factor {
            break;
        }
        value += (number.value * factor / conversion.factor).copysign(value);
        end = number.end + count;
        last_factor = factor;
        amount.atoms.end = end;
    }
    amount.value = Some(value);
}

/// "5 euros", "10 million Canadian dollars", "100 €", "thirteen dollars and forty-five cents".
fn money_behind(r: &Reader, at: usize, spread: Spread) -> Option<Amount> {
    let line = r.line;
    let end = spread.end();
    let hyphen = usize::from(line.is_dash(end) && line.is_glued(end) && line.is_glued(end + 1));
    let (count, money) = r.money_behind(end + hyphen)?;
    let mut unit_end = end + hyphen + count;
    let mut spread = spread;
    if spread.last.is_none()
        && let Some((both, past)) = second_price(r, at, unit_end, spread, money)
    {
        (spread, unit_end) = (both, past);
    }
    let mut amount = spread.amount(at..unit_end, "money_name");
    amount.pay(money, end + hyphen..unit_end);
    // "75 USD million"
    if let Some((more, multiplier)) =
        r.phrase(&r.words.multipliers, unit_end, |_, m| money.is_sign() && !m.abbreviation && m.value >= 1000.0)
    {
        amount.scale(multiplier.value);
        unit_end += more;
        amount.atoms.end = unit_end;
    }
    amount.hyphened = hyphen == 1;
    add_cents(r, &mut amount, money);
    Some(with_per(r, amount))
}

/// "thirteen dollars and forty-five cents", "15 dollars 50.": the smaller part of a sum, named, or bare where nothing else follows.
fn add_cents(r: &Reader, amount: &mut Amount, money: Money) {
    let line = r.line;
    let end = amount.atoms.end;
    let next = end + usize::from(line.is(end, "and"));
    let Some(value) = amount.value.filter(|v| v.fract() == 0.0 && money.times == 1.0) else { return };
    let Some(cents) = r.number(next, Setting::Plain).filter(|n| n.value < 100.0 && n.value.fract() == 0.0 && n.form != Form::Ordinal)
    else {
        return;
    };
    let (times, past) = match r.money_behind(cents.end) {
        Some((more, part)) if part.times < 1.0 => (part.times, cents.end + more),
        Some(_) => return,
        None => {
            let closes = cents.end >= line.len() || line.is_mark(cents.end, '.') && !line.is_glued(cents.end + 1);
            if !closes || cents.value < 1.0 || value >= 1000.0 {
                return;
            }
            (0.01, cents.end)
        }
    };
    amount.value = Some(value + (cents.value * times).copysign(value));
    amount.atoms.end = past;
}

/// "an hour and 45 minutes", "a dollar and 42 cents", "a year and a half": one of a unit, and a part of it.
pub(super) fn one_and_more(r: &Reader, at: usize) -> Option<Amount> {
    let line = r.line;
    if !line.is_any(at, &["a", "an"]) || !line.traits(at + 1).has(Traits::UNIT.and(Traits::MONEY)) {
        return None;
    }
    let number = super::number::Number { value: 1.0, end: at + 1, scale: 1.0, form: Form::Words };
    let spread = Spread { first: number, last: None, margin: None };
    if let Some((count, unit)) = r.unit(at + 1) {
        let end = at + 1 + count;
        let mut amount = spread.amount(at..end, "unit");
        amount.measure(unit, at + 1..end);
        if let Some(part) = r.and_fraction(end) {
            amount.value = Some(1.0 + part.value);
            amount.atoms.end = part.end;
        } else {
            add_smaller_units(r, &mut amount, end);
        }
        return Some(amount).filter(|a| a.atoms.end > end);
    }
    let (count, money) = r.money_behind(at + 1).filter(|(_, m)| !m.is_sign())?;
    let end = at + 1 + count;
    let mut amount = spread.amount(at..end, "money_name");
    amount.pay(money, at + 1..end);
    let named = line.is(end, "and") && r.number(end + 1, Setting::Plain).is_some_and(|n| r.money_behind(n.end).is_some());
    if named {
        add_cents(r, &mut amount, money);
    }
    Some(amount).filter(|a| a.atoms.end > end)
}

/// "five times", "10x", "5-fold".
fn multiple(r: &Reader, at: usize, spread: Spread) -> Option<Amount> {
    let line = r.line;
    let end = spread.end();
    let x = line.is_any(end, &["x", "×"]) && line.is_glued(end) && !line.is_glued(end + 1);
    let hyphen = usize::from(line.is_dash(end) && line.is_glued(end));
    let fold = line.is(end + hyphen, "fold");
    let time = line.is(end + hyphen, "time") && hyphen == 1;
    if !(line.is(end, "times") || x || fold || time) {
        return None;
    }
    let mut amount = spread.amount(at..end + hyphen + 1, "multiple");
    amount.kind = FigureKind::Ratio;
    amount.unit_atoms = Some(end + hyphen..end + hyphen + 1);
    // "nine times" alone tells how often: nothing is compared.
    let compares = line.is_any(end + 1, &["more", "less", "fewer", "as", "the", "that", "its", "their", "what", "over", "greater"])
        || line.word(end + 1).ends_with("er");
    if line.is(end, "times") && !compares {
        amount.kind = FigureKind::Count;
        amount.rule = crate::document::Rule("times");
    }
    Some(with_per(r, amount))
}

/// "two-thirds of", "half the".
fn share(r: &Reader, at: usize, spread: Spread) -> Option<Amount> {
    let mut amount = spread.amount(at..spread.end(), "share");
    amount.kind = FigureKind::Ratio;
    let line = r.line;
    // "1/2" with nothing that it could be a part of is a date, a page or a score as well.
    let bare = line.is_digits(at) && line.is_mark(at + 1, '/');
    let parted = line.is(spread.end(), "of") || line.is_any(spread.end(), &["the", "a", "an"]);
    if bare && !parted {
        amount.confidence = 0.6;
    }
    Some(amount)
}

/// "34th", "the second-largest". A place in an order is a claim of rank.
fn ordinal(r: &Reader, at: usize, spread: Spread) -> Option<Amount> {
    let line = r.line;
    let end = spread.end();
    let single = end == at + 1;
    let before = at.checked_sub(1);
    if single && line.is(at, "second") {
        let determined = before
            .is_some_and(|b| line.is_any(b, &["the", "a", "its", "his", "her", "their", "our", "this", "that", "every", "my", "your"]));
        let hyphen = line.is_dash(end) && line.is_any(end + 1, &["hand", "guess", "rate", "degree"]);
        if !determined && !line.is_dash(end) || hyphen || line.is_any(end, &["thought", "thoughts", "hand"]) {
            return None;
        }
    }
    if single && line.is(at, "first") {
        let idiom = line.is_any(end, &["of", "lady", "minister", "aid", "name", "hand", "and", "class", "time", "thing", "floor", "place"])
            || before.is_some_and(|b| line.is_any(b, &["at", "safety", "america"]))
            || line.is_dash(end) && line.is_any(end + 1, &["hand", "class", "rate", "ever", "person", "degree"])
            || !line.is_word(end) && !line.is_dash(end) && !before.is_some_and(|b| line.is(b, "the"));
        // "must first hear": an adverb has no determiner, and no noun or name behind it.
        let determined =
            before.is_none_or(|b| line.is_any(b, &["the", "a", "its", "his", "her", "their", "our", "my", "your", "this", "s", "whose"]));
        let adverb = !determined
            && !super::objects::direct(r, end)
                .is_some_and(|o| super::objects::is_plural(o.span.of(line.text).rsplit(' ').next().unwrap_or("")));
        if idiom || adverb {
            return None;
        }
    }
    if line.is_dash(end) && line.is_any(end + 1, &["hour", "grade", "grader", "graders", "class", "rate"]) {
        return None;
    }
    let person =
        line.is(end, "person") && line.is_any(end + 1, &["pronoun", "pronouns", "narrator", "account", "accounts", "plural", "shooter"]);
    let hyphen = usize::from(line.is_dash(end));
    if single && (person || line.is(at, "third") && line.is(end + hyphen, "party")) {
        return None;
    }
    if single && line.is_any(at, &["third", "fifth"]) && line.is_any(end, &["party", "parties", "avenue", "reich", "estate"]) {
        return None;
    }
    let mut amount = spread.amount(at..end, "ordinal");
    amount.kind = FigureKind::Ordinal;
    amount.confidence = 0.7;
    Some(amount)
}

/// Whatever is counted.
fn count(r: &Reader, at: usize, spread: Spread, end: usize) -> Option<Amount> {
    let line = r.line;
    let mut amount = spread.amount(at..end, if spread.last.is_some() { "count_range" } else { "count" });
    let hyphen = line.is_dash(end) && line.is_glued(end) && line.is_glued(end + 1) && line.is_word(end + 1);
    amount.hyphened = hyphen && !line.is_any(end + 1, &["plus", "odd", "some", "ish", "strong"]);
    let age = at.checked_sub(1).is_some_and(|b| line.is_any(b, &["aged", "age"])) && spread.form() != Form::Fraction;
    if age && amount.value.or(amount.high).is_some_and(|v| v <= 130.0) {
        amount.kind = FigureKind::Age;
        amount.unit = Some(Cow::Borrowed("a"));
        amount.rule = crate::document::Rule("age_word");
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

/// Adds "per day" and the like to an amount with a unit.
pub(super) fn with_per(r: &Reader, mut amount: Amount) -> Amount {
    if let Some((end, lemma)) = r.per(amount.atoms.end, amount.kind) {
        amount.atoms.end = end;
        amount.per = Some(lemma);
    }
    amount
}

/// "dozens", "tens of thousands", "a few hundred", "several".
pub(super) fn vague(r: &Reader, at: usize) -> Option<Amount> {
    let line = r.line;
    if !line.traits(at).has(Traits::VAGUE) {
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
    // "the hundreds column": a plural that stands alone has a verb, a preposition or "more" behind it.
    let next = line.word(end);
    let alone = count == 1 && next.len() > 2 && line.is_word(end) && line.word(at).ends_with('s') && !of;
    if alone && !super::closed::is_function_word(next) && !super::closed::is_verb_like(next) && !next.ends_with("ly") {
        return None;
    }
    let unit_at = end + usize::from(of) + usize::from(line.is_dash(end) && line.is_glued(end));
    if let Some((n, unit)) = r.unit(unit_at) {
        amount.measure(unit, unit_at..unit_at + n);
    } else if let Some((n, money)) = r.money_behind(unit_at) {
        amount.pay(money, unit_at..unit_at + n);
    }
    if amount.kind == FigureKind::Count && line.is(at, "several") && !line.is_word(end) {
        return None;
    }
    Some(with_per(r, amount))
}
