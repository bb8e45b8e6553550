//! Recognisers of multiples, shares, scores and chances: what sets two numbers, or two states of one thing, in proportion.
//!
//! In: a [`NumberReader`] and an atom. Out: an [`Amount`]. Never asks whether a number is part of a name: the filters do.

use std::sync::LazyLock;

use super::amount::{Amount, Counted};
use super::per::with_per;
use crate::document::{FigureKind, Traits};
use crate::tag::cursor::Cursor;
use crate::tag::numbers::{Notation, Number, NumberReader, Setting, Spread, WordSet};

/// "doubled", "a tenfold rise", "halved".
pub(super) fn factor(r: &NumberReader, at: usize) -> Option<Amount> {
    let line = r.line;
    if !line.traits(at).intersects(Traits::FACTOR) {
        return None;
    }
    let (count, factor) = r.phrase(&r.words.factors, at, |_, f| f.change != crate::document::Change::None)?;
    let word = line.word(at);
    let end = at + count;
    let fold = line.word(end - 1).ends_with("fold");
    let inflected = word.ends_with("ed") || word.ends_with("ing");
    let bare_verb = at.checked_sub(1).is_some_and(|b| line.is_any(b, &["to", "will", "would", "could", "more", "nearly", "almost"]))
        && !line.is(end, "the");
    let as_much = line.is_any(end, &["the", "what", "its", "that"]) && word.eq_ignore_ascii_case("double");
    if !(fold || inflected || bare_verb || as_much) || line.is_any(end, &["down", "up", "as"]) || line.is_dash(end) && !fold {
        return None;
    }
    let mut amount = Amount::count(at..end, factor.value, "factor");
    amount.kind = FigureKind::Ratio;
    amount.change = if as_much { crate::document::Change::None } else { factor.change };
    amount.confidence = 0.8;
    Some(amount)
}

/// "51-49", "a 2-1 win", "6–4".
pub(super) fn score(r: &NumberReader, at: usize) -> Option<Amount> {
    static CUES: LazyLock<WordSet> = LazyLock::new(|| {
        WordSet::of(
            "win wins won winning beat beats beating defeat defeats defeated victory loss lost lose losing draw drew lead led \
         leading vote voted votes voting majority margin score scored tie tied ties ruling ruled decision trailed trailing rout \
         routed thrashed thrashing triumph aggregate overtime penalties sets triumphed edged downed opinion split passed \
         approved rejected record series scoreline",
        )
    });
    let line = r.line;
    let dash = line.is_digits(at) && line.is_dash(at + 1) && line.is_glued(at + 1) && line.is_digits(at + 2) && line.is_glued(at + 2);
    if !dash
        || line.is_glued(at)
        || line.is_dash(at + 3) && line.is_glued(at + 3)
        || line.is_mark(at + 3, ',') && line.is_glued(at + 4) && line.is_digits(at + 4)
    {
        return None;
    }
    let (a, b): (f64, f64) = (line.word(at).parse().ok()?, line.word(at + 2).parse().ok()?);
    if line.word(at).len() > 3 || line.word(at + 2).len() > 3 || line.is_mark(at + 3, '.') && line.is_glued(at + 4) {
        return None;
    }
    let cue = (at.saturating_sub(12)..(at + 12).min(line.len())).any(|n| line.among(n, &CUES));
    let unit = r.unit(at + 3).is_some();
    let split = a == b && line.is_any(at + 3, &["chance", "split", "odds", "proposition"]);
    if unit || !(cue || a >= b) || split && a != 50.0 {
        return None;
    }
    let mut amount = Amount::count(at..at + 3, a, "score");
    amount.kind = if split { FigureKind::Ratio } else { FigureKind::Score };
    (amount.low, amount.high) = (Some(a.min(b)), Some(a.max(b)));
    if split {
        (amount.value, amount.low, amount.high) = (Some(0.5), None, None);
    }
    Some(amount)
}

/// "one over three", "is 2 over 7": a division that is read out. The pressure of blood is written so as well, and counts after "over" are
/// bounded by it, so nothing else may stand around.
fn quotient(r: &NumberReader, at: usize, top: Number) -> Option<Amount> {
    let line = r.line;
    let bottom = r.number(top.end + 1, Setting::Plain).filter(|n| n.value > 0.0 && n.form != Notation::Ordinal)?;
    let opens = at.checked_sub(1).is_none_or(|b| line.is_any(b, &["is", "was", "equals", "be", "to", "="]));
    let closes = bottom.end >= line.len() || line.is_mark(bottom.end, '.') && bottom.end + 1 >= line.len();
    let pressure = top.value >= 60.0 && bottom.value >= 30.0 && top.value < 300.0;
    if !opens || !closes || pressure {
        return None;
    }
    let value = top.value / bottom.value;
    let mut amount = Amount::count(at..bottom.end, if r.minus(at) > 0 { -value } else { value }, "quotient");
    amount.kind = FigureKind::Ratio;
    Some(amount)
}

/// "one in five", "9 out of 10", "3:1", "two-to-one".
pub(super) fn chance(r: &NumberReader, at: usize) -> Option<Amount> {
    let line = r.line;
    let sign = r.minus(at);
    let top = r.number(at + sign, Setting::Plain).filter(|n| n.form != Notation::Ordinal)?;
    if line.is(top.end, "over") {
        return quotient(r, at, top);
    }
    if sign > 0 || top.form == Notation::Fraction || top.scale != 1.0 {
        return None;
    }
    let end = top.end;
    let amount = |value: f64, last: usize, rule: &'static str| {
        let mut amount = Amount::count(at..last, value, rule);
        amount.kind = FigureKind::Ratio;
        Some(amount)
    };
    let hyphen = usize::from(line.is_dash(end) && line.is_glued(end));
    if hyphen == 1 && line.is(end + 1, "to") && line.is_dash(end + 2) {
        let bottom = r.number(end + 3, Setting::Plain).filter(|n| n.value > 0.0)?;
        return if bottom.value <= top.value { amount(top.value / bottom.value, bottom.end, "ratio") } else { None };
    }
    if line.is_mark(end, ':') && line.is_glued(end) && line.is_digits(end + 1) && line.is_glued(end + 1) {
        let cue = (at.saturating_sub(5)..at).any(|n| line.is_any(n, &["ratio", "odds", "margin", "advantage", "outnumbered"]))
            || line.is_any(end + 2, &["ratio", "odds", "advantage"]);
        let bottom = r.number(end + 1, Setting::Plain).filter(|n| n.value > 0.0)?;
        return if cue { amount(top.value / bottom.value, bottom.end, "ratio") } else { None };
    }
    let hyphened = hyphen == 1 && line.is(end + 1, "in") && line.is_dash(end + 2);
    let next = if hyphened {
        end + 3
    } else if line.is(end, "in") {
        end + 1 + usize::from(line.is(end + 1, "every"))
    } else if line.starts(end, &["out", "of"]) {
        end + 2 + usize::from(line.is(end + 2, "every"))
    } else if line.starts(end, &["of", "every"]) {
        end + 2
    } else {
        return None;
    };
    let bottom = r.number(next, Setting::Plain).filter(|n| n.form != Notation::Ordinal && n.form != Notation::Fraction)?;
    // "two in three days", "one in 2019" are no chances.
    let fits = top.value < bottom.value && top.value >= 1.0 && (line.is(end, "out") || top.value <= 99.0 && bottom.value.fract() == 0.0);
    let other = r.unit(bottom.end).is_some() || (1900.0..2100.0).contains(&bottom.value) || line.is_mark(bottom.end, '%');
    if fits && !other { amount(top.value / bottom.value, bottom.end, "chance") } else { None }
}

/// "five times", "10x", "5-fold".
pub(super) fn multiple(r: &NumberReader, at: usize, spread: Spread) -> Option<Amount> {
    let line = r.line;
    let end = spread.end();
    let x = line.is_any(end, &["x", "×"]) && line.is_glued(end) && !line.is_glued(end + 1);
    let hyphen = usize::from(line.is_dash(end) && line.is_glued(end));
    let fold = line.is(end + hyphen, "fold");
    let time = line.is(end + hyphen, "time") && hyphen == 1;
    if !(line.is(end, "times") || x || fold || time) {
        return None;
    }
    let mut amount = Amount::of_spread(&spread, at..end + hyphen + 1, "multiple");
    amount.kind = FigureKind::Ratio;
    amount.unit_atoms = Some(end + hyphen..end + hyphen + 1);
    // "nine times" alone tells how often: nothing is compared.
    let compares = line.is_any(end + 1, &["more", "less", "fewer", "as", "the", "that", "its", "their", "what", "over", "greater"])
        || line.word(end + 1).ends_with("er");
    if line.is(end, "times") && !compares {
        amount.kind = FigureKind::Count;
        amount.counted = Counted::Times;
        amount.rule = crate::document::Rule("times");
    }
    Some(with_per(r, amount))
}

/// "two-thirds of", "half the".
pub(super) fn share(r: &NumberReader, at: usize, spread: Spread) -> Option<Amount> {
    let mut amount = Amount::of_spread(&spread, at..spread.end(), "share");
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
