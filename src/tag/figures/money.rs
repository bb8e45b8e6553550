//! Recognisers of money: signs and codes before a number, names and codes after it, its smaller part.
//!
//! In: a [`NumberReader`] and an atom. Out: an [`Amount`]. Never decides which currency a shared word means: the lexicon does.

use std::borrow::Cow;

use super::amount::Amount;
use super::compound::past_blur;
use super::per::with_per;
use crate::document::{FigureKind, Traits};
use crate::lexicon::numbers::Money;
use crate::tag::cursor::Cursor;
use crate::tag::numbers::{Notation, NumberReader, Setting, Spread};

impl Amount {
    /// Makes it money, written at `atoms`.
    pub(super) fn pay(&mut self, money: Money, atoms: std::ops::Range<usize>) {
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
pub(super) fn money_before(r: &NumberReader, at: usize) -> Option<Amount> {
    let negative = usize::from(r.line.is_dash(at) && !r.line.is_glued(at) && r.line.is_glued(at + 1));
    let (count, money) = r.money_before(at + negative)?;
    // "-$5" and "$-5" alike
    let inner = usize::from(negative == 0 && r.line.is_dash(at + count));
    let start = at + negative + count + inner;
    let mut spread = r.spread(start, Setting::Money)?;
    if spread.first.form == Notation::Ordinal {
        return None;
    }
    // "swelled by €2 million to €9.5 million": by how much and to where are two.
    let by = at.checked_sub(1).is_some_and(|b| r.line.is(b, "by")) && r.line.is(spread.first.end, "to");
    if spread.last.is_none() && !by {
        spread = second_sum(r, start, spread, money).unwrap_or(spread);
    }
    if negative + inner > 0 {
        spread.first.value = -spread.first.value;
    }
    let mut amount = Amount::of_spread(&spread, at..spread.end(), "money_sign");
    amount.pay(money, at + negative..start - inner);
    amount.atoms = at..spread.end();
    if spread.last.is_none()
        && r.number(amount.atoms.end + usize::from(r.line.is(amount.atoms.end, "and")), Setting::Plain)
            .is_some_and(|n| r.money_after(n.end).is_some())
    {
        add_cents(r, &mut amount, money);
    }
    // "$10 dollars" says the unit twice, "$5 USD" too. In "$ 40.00 $ 65.50" the second sign belongs to the second sum.
    let next_sum = r.line.is_glued(amount.atoms.end) == r.line.is_glued(amount.atoms.end + 1)
        && r.line.kind(amount.atoms.end).is_some_and(|k| matches!(k, crate::document::AtomKind::Mark(_)))
        && r.line.is_digits(amount.atoms.end + 1);
    if next_sum {
        return Some(amount);
    }
    if let Some((more, _)) = r
        .money_after(amount.atoms.end)
        .filter(|(_, m)| m.times == 1.0 && (m.currency.code == money.currency.code || r.line.is(spread.end(), "dollars")))
    {
        amount.atoms.end += more;
    } else if let Some((more, precise)) =
        r.money_after(spread.end()).filter(|(_, m)| m.is_sign() && !m.is_weak() && money.currency.code == "USD")
    {
        // "$40 CAD": the code tells which dollar.
        amount.unit = Some(Cow::Borrowed(precise.currency.code.as_str()));
        amount.atoms.end += more;
    }
    Some(with_per(r, amount))
}

/// "PS12,500", "#61 million", "Y=480 million": signs that a transliteration to ASCII made of £ and ¥. Only sums that cannot be names of
/// things ("PS5", "#4") are taken.
pub(super) fn lost_sign(r: &NumberReader, at: usize) -> Option<Amount> {
    let (count, money) = lost(r, at)?;
    let spread = r.spread(at + count, Setting::Money).filter(|s| s.form() == Notation::Digits)?;
    let mut amount = Amount::of_spread(&spread, at..spread.end(), "money_sign");
    amount.pay(money, at..at + count);
    amount.atoms = at..spread.end();
    Some(with_per(r, amount))
}

/// The lost sign at an atom, and how many atoms it takes.
fn lost(r: &NumberReader, at: usize) -> Option<(usize, Money)> {
    let line = r.line;
    let (count, sign) = match line.word(at) {
        "PS" => (1, "£"),
        "#" => (1, "£"),
        "Y" if line.is_mark(at + 1, '=') && line.is_glued(at + 1) => (2, "¥"),
        _ => return None,
    };
    let next = at + count;
    if line.is_glued(at) || !line.is_glued(next) || !line.is_digits(next) {
        return None;
    }
    let number = r.number(next, Setting::Money)?;
    let grouped = line.is_mark(next + 1, ',') && number.value >= 1000.0;
    (number.scale >= 1000.0 || grouped && line.word(at) != "#").then_some(()).and_then(|()| r.words.money_of(sign)).map(|m| (count, m))
}

/// Whether a sum with its sign before it begins at an atom.
pub(super) fn begins_sum(r: &NumberReader, at: usize) -> bool {
    let signed = r.line.traits(at).intersects(Traits::MONEY) && r.money_before(at).is_some_and(|(n, _)| r.line.is_digits(at + n));
    signed || lost(r, at).is_some()
}

/// The sum after "to" or a dash that has its own sign: "$5 million to $7 million".
fn second_sum(r: &NumberReader, start: usize, spread: Spread, money: Money) -> Option<Spread> {
    let next = r.connector(start, spread.first.end)?;
    let (count, same) = r.money_before(next)?;
    let (first, last) =
        (same.currency.code == money.currency.code).then(|| r.far_end(spread.first, next + count, Setting::Money)).flatten()?;
    Some(Spread { first, last: Some(last), margin: None })
}

/// "between 10 dollars and 20 dollars": the upper end and where its money ends.
fn second_price(r: &NumberReader, at: usize, end: usize, spread: Spread, money: Money) -> Option<(Spread, usize)> {
    let next = past_blur(r, r.connector(at, end)?);
    let (first, last) = r.far_end(spread.first, next, Setting::Plain)?;
    let (count, same) = r.money_after(last.end)?;
    let alike = same.currency.code == money.currency.code && same.times == money.times;
    alike.then_some((Spread { first, last: Some(last), margin: None }, last.end + count))
}

/// "5 euros", "10 million Canadian dollars", "100 €", "thirteen dollars and forty-five cents".
pub(super) fn money_after(r: &NumberReader, at: usize, spread: Spread) -> Option<Amount> {
    let line = r.line;
    let end = spread.end();
    let hyphen = usize::from(line.is_dash(end) && line.is_glued(end) && line.is_glued(end + 1));
    let (count, money) = r.money_after(end + hyphen)?;
    let mut unit_end = end + hyphen + count;
    let mut spread = spread;
    if spread.last.is_none()
        && let Some((both, past)) = second_price(r, at, unit_end, spread, money)
    {
        (spread, unit_end) = (both, past);
    }
    let mut amount = Amount::of_spread(&spread, at..unit_end, "money_name");
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
pub(super) fn add_cents(r: &NumberReader, amount: &mut Amount, money: Money) {
    let line = r.line;
    let end = amount.atoms.end;
    let next = end + usize::from(line.is(end, "and"));
    let Some(value) = amount.value.filter(|v| v.fract() == 0.0 && money.times == 1.0) else { return };
    let Some(cents) = r.number(next, Setting::Plain).filter(|n| n.value < 100.0 && n.value.fract() == 0.0 && n.form != Notation::Ordinal)
    else {
        return;
    };
    let (times, past) = match r.money_after(cents.end) {
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
