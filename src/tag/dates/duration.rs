//! Lengths of time and what recurs: "five years", "a week", "two-day", "decades", "every Monday", "twice a year", "daily".
//!
//! In: a [`DateContext`] and an atom. Out: [`FoundDate`] with [`When::Duration`] or [`When::Set`].

use std::sync::LazyLock;

use super::context::{DateContext, FoundDate};
use super::unit::CalendarUnit;
use super::when::When;
use crate::document::Traits;
use crate::tag::cursor::Cursor;
use crate::tag::numbers::{Notation, Setting, WordSet};

/// "five years", "half an hour", "several weeks", "a month", "two-year", "decades".
pub(super) fn duration(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    let (count, next) = count(s, at)?;
    let hyphen = usize::from(line.is_dash(next) && line.is_glued(next));
    let noun = next + hyphen;
    let (period, end) = period(s, noun, &count)?;
    // An age is no length of time that passed.
    let old = usize::from(line.is_dash(end));
    if line.is_any(end + old, &["old", "olds"]) || line.starts(end, &["of", "age"]) {
        return None;
    }
    let end = second_unit(s, end).unwrap_or(end);
    Some(FoundDate::absolute(with_modifier(s, at), end, When::Duration(period)))
}

/// A number as it stands in an ISO period, X where it is not told.
fn count(s: &DateContext, at: usize) -> Option<(String, usize)> {
    let line = s.r.line;
    if line.is_any(at, &["several", "few", "many", "some"]) {
        // "some years" is a length, "some 20 years" has a number.
        return Some(("X".to_owned(), at + 1)).filter(|_| CalendarUnit::of(line.word(at + 1)).is_some_and(|(_, p)| p));
    }
    for words in [&["a", "few"][..], &["a", "couple", "of"], &["a", "couple"], &["a", "number", "of"]] {
        if line.starts(at, words) {
            let count = if words.contains(&"couple") { "2" } else { "X" };
            return Some((count.to_owned(), at + words.len()));
        }
    }
    if line.is_any(at, &["a", "an"]) && !line.is_any(at.wrapping_sub(1), &["times", "once", "twice", "half"]) {
        let full = usize::from(line.is_any(at + 1, &["full", "whole", "single"]));
        let unit = CalendarUnit::of(line.word(at + 1 + full)).filter(|(_, plural)| !plural);
        if unit.is_some() && lasts(s, at) {
            return Some(("1".to_owned(), at + 1 + full));
        }
    }
    // The "quarters" of "three-quarters of them" are no time.
    let joined = at > 0 && line.is_glued(at) && line.is_dash(at - 1);
    if !joined
        && CalendarUnit::of(line.word(at)).is_some_and(|(u, plural)| plural && u != CalendarUnit::Weekend)
        && bare_plural_lasts(s, at)
    {
        return Some(("X".to_owned(), at));
    }
    let number = s.r.spread(at, Setting::Plain)?;
    if number.form() == Notation::Ordinal {
        return None;
    }
    let end = number.end();
    if number.form() == Notation::Fraction {
        let past = end
            + usize::from(line.is(end, "of"))
            + usize::from(line.is_any(end, &["a", "an"]) || line.is(end, "of") && line.is_any(end + 1, &["a", "an"]));
        return (past > end || line.is_dash(end)).then(|| (plain(number.first.value), past));
    }
    let value = match number.last {
        Some(last) => format!("{}/{}", plain(number.first.value), plain(last.value)),
        None => plain(number.first.value),
    };
    Some((value, end))
}

fn plain(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 { format!("{}", value as i64) } else { format!("{value}") }
}

/// Whether "a week" is a length: not a rate ("20 a week") and not a point ("a week ago").
fn lasts(s: &DateContext, at: usize) -> bool {
    static LEADS: LazyLock<WordSet> = LazyLock::new(|| {
        WordSet::of(
            "for in within over than after of about nearly almost least to took takes lasted is was by only just every half spent \
         spend during until under around spanning lasting has had been",
        )
    });
    let before = at.checked_sub(1);
    before.is_none_or(|b| s.r.line.among(b, &LEADS))
}

/// "for years", "decades of war", "hours of talks".
fn bare_plural_lasts(s: &DateContext, at: usize) -> bool {
    let line = s.r.line;
    let lead = at
        .checked_sub(1)
        .is_some_and(|b| line.is_any(b, &["for", "in", "over", "take", "took", "takes", "lasted", "after", "spent", "within"]));
    lead || line.is(at + 1, "of") && !line.is_any(at.wrapping_sub(1), &["the", "number", "these", "those"])
}

/// The ISO period of a count and the noun at `at`.
fn period(s: &DateContext, at: usize, count: &str) -> Option<(String, usize)> {
    let line = s.r.line;
    let skip = usize::from(
        line.is_any(at, &["more", "full", "whole", "consecutive", "straight", "long", "business", "working", "calendar", "additional"]),
    );
    let word = line.word(at + skip);
    let end = at + skip + 1;
    if line.is_any(at + skip, &["minute", "minutes", "min", "mins"]) {
        return Some((ranged(count, |c| format!("PT{c}M")), end));
    }
    if line.is_any(at + skip, &["seconds", "secs"]) || line.is(at + skip, "second") && count == "1" {
        return Some((ranged(count, |c| format!("PT{c}S")), end));
    }
    if line.is_any(at + skip, &["hrs", "hr"]) {
        return Some((ranged(count, |c| format!("PT{c}H")), end));
    }
    let (unit, _) =
        CalendarUnit::of(word).filter(|(u, _)| *u != CalendarUnit::Quarter || count == "X" || line.word(at + skip).ends_with('s'))?;
    if let Some(years) = count.strip_suffix(".5").filter(|_| unit == CalendarUnit::Year) {
        return Some((format!("P{years}Y6M"), end));
    }
    Some((ranged(count, |c| unit.period(c)), end))
}

/// The period of a count or, for "5/7", of its lower end: a range of periods has no ISO value.
fn ranged(count: &str, period: impl Fn(&str) -> String) -> String {
    period(count.split('/').next().unwrap_or(count))
}

/// "two years and three months": the end of the smaller unit.
fn second_unit(s: &DateContext, end: usize) -> Option<usize> {
    let line = s.r.line;
    let next = end + usize::from(line.is(end, "and"));
    let (_, number_end) = s.small(next, 100.0)?;
    let unit = CalendarUnit::of(line.word(number_end)).is_some() || line.is_any(number_end, &["minute", "minutes", "seconds"]);
    (unit && !line.is_any(number_end + 1, &["ago", "later", "earlier"])).then_some(number_end + 1)
}

/// The first atom of "nearly", "more than" and the like before a length.
pub(super) fn with_modifier(s: &DateContext, at: usize) -> usize {
    let line = s.r.line;
    let back = |n: usize| at.checked_sub(n);
    if back(2).is_some_and(|b| {
        line.starts(b, &["more", "than"])
            || line.starts(b, &["less", "than"])
            || line.starts(b, &["at", "least"])
            || line.starts(b, &["as", "long"])
    }) {
        return at - 2;
    }
    if back(1).is_some_and(|b| line.is_any(b, &["nearly", "almost", "about", "roughly", "approximately", "around", "some"])) {
        return at - 1;
    }
    // "the nine months", "the first nine months"
    if back(1).is_some_and(|b| line.is(b, "the")) && line.traits(at).intersects(Traits::CARDINAL) {
        return at - 1;
    }
    if back(2).is_some_and(|b| line.starts(b, &["the", "first"]) || line.starts(b, &["the", "final"])) {
        return at - 2;
    }
    at
}

/// "every day", "each year", "every two weeks", "twice a week", "daily", "Mondays".
pub(super) fn set(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    if line.is_any(at, &["every", "each"]) {
        let other = usize::from(line.is(at + 1, "other"));
        let (count, next) = s.small(at + 1, 1000.0).unwrap_or((1 + other as i64, at + 1 + other));
        if let Some((_, end)) = s.weekday(next) {
            let end = s.day_part(end).map_or(end, |(_, e)| e);
            return Some(FoundDate::absolute(at, end, When::Set("P1W".to_owned())));
        }
        if let Some((_, end)) = s.month(next) {
            return Some(FoundDate::absolute(at, end, When::Set("P1Y".to_owned())));
        }
        if let Some((_, end)) = s.day_part(next) {
            return Some(FoundDate::absolute(at, end, When::Set("P1D".to_owned())));
        }
        let (unit, _) = CalendarUnit::of(line.word(next))?;
        let ends = line.is(next + 1, "of") && !line.is_any(next + 2, &["the"]);
        return (!ends).then(|| FoundDate::absolute(at, next + 1, When::Set(unit.period(&count.to_string()))));
    }
    let times = if line.is_any(at, &["once", "twice"]) {
        Some(at + 1)
    } else {
        s.small(at, 100.0).filter(|(_, e)| line.is(*e, "times")).map(|(_, e)| e + 1)
    };
    if let Some(next) = times {
        let article = line.is_any(next, &["a", "an", "per", "each", "every"]);
        let (unit, plural) = CalendarUnit::of(line.word(next + 1)).filter(|_| article)?;
        return (!plural).then(|| FoundDate::absolute(at, next + 2, When::Set(unit.period("1"))));
    }
    const ADVERBS: &[(&str, &str)] = &[
        ("daily", "P1D"),
        ("weekly", "P1W"),
        ("monthly", "P1M"),
        ("quarterly", "P1Q"),
        ("yearly", "P1Y"),
        ("annually", "P1Y"),
        ("annual", "P1Y"),
        ("nightly", "P1D"),
    ];
    let (_, period) = ADVERBS.iter().find(|(w, _)| line.is(at, w))?;
    // Newspapers are called so as well.
    let name = line.is_capitalised(at) && at > 0 || line.is_capitalised(at + 1) && line.is_capitalised(at);
    (!name).then(|| FoundDate::absolute(at, at + 1, When::Set((*period).to_owned())))
}

/// "its 34th month", "the 100th day": how far something has come, without a day of its own.
pub(super) fn ordinal_unit(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    let number = s.number(at).filter(|n| n.form == Notation::Ordinal)?;
    let (_, plural) = CalendarUnit::of(line.word(number.end))
        .filter(|(u, _)| matches!(u, CalendarUnit::Day | CalendarUnit::Week | CalendarUnit::Month | CalendarUnit::Year))?;
    let lead = at.checked_sub(1).is_some_and(|b| line.is_any(b, &["its", "their", "his", "her", "the", "a", "s", "into", "for"]));
    let of_month = line.is(number.end + 1, "of") && s.month(number.end + 2).is_some();
    (lead && !plural && !of_month).then(|| FoundDate { relative: true, ..FoundDate::absolute(at, number.end + 1, When::Unknown) })
}
