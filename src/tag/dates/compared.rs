//! The periods that reports compare: "the latest quarter", "the year-ago period", "the 1988 third quarter", "the end of the year".
//!
//! In: a [`DateContext`] that knows the quarter spoken of, and an atom. Out: [`FoundDate`]. Never takes a bare "period" for a date.

use chrono::Datelike;

use super::context::{DateContext, FoundDate};
use super::unit::CalendarUnit;
use super::when::When;
use crate::tag::cursor::Cursor;

/// The names of the quarters.
const ORDINALS: &[&str] = &["first", "second", "third", "fourth"];

/// A period that is told by its neighbours in the report.
pub(super) fn period(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    let the = usize::from(line.is(at, "the"));
    let word = at + the + usize::from(the == 1 && line.is_any(at + 1, &["comparable", "corresponding"]));
    year_before(s, at, word)
        .or_else(|| (the == 1).then(|| of_year(s, at, word)).flatten())
        .or_else(|| (the == 1).then(|| latest_or_closed(s, at, word)).flatten())
        .or_else(|| edge(s, at, word))
        .or_else(|| inside(s, at))
}

fn is_period(s: &DateContext, at: usize) -> bool {
    s.r.line.is_any(at, &["quarter", "period"])
}

/// The number of the quarter named at `at` ("third quarter"), and the atom after.
fn numbered(s: &DateContext, at: usize) -> Option<(u32, usize)> {
    let number = ORDINALS.iter().position(|w| s.r.line.is(at, w))?;
    s.r.line.is(at + 1, "quarter").then_some((number as u32 + 1, at + 2))
}

/// "year-ago quarter", "the year-earlier period", "year-ago".
fn year_before(s: &DateContext, at: usize, word: usize) -> Option<FoundDate> {
    let line = s.r.line;
    if !line.is(word, "year") || !line.is_dash(word + 1) || !line.is_any(word + 2, &["ago", "earlier"]) {
        return None;
    }
    let after = word + 3;
    if let Some((number, end)) = numbered(s, after) {
        let year = s.quarter.filter(|(_, n)| *n == number).map(|(y, _)| y).or_else(|| latest_year(s, number));
        return Some(FoundDate::relative(at, end, year.map(|y| When::Quarter(y - 1, number)), s.published));
    }
    // "the year-ago results": the noun is not part of it, and without one the article is not either.
    let (start, end) = if is_period(s, after) { (at, after + 1) } else { (word, after) };
    let quarter = s.quarter.map(|(year, number)| When::Quarter(year - 1, number));
    let when = quarter.or_else(|| s.published.map(|p| When::Year(p.year() - 1)));
    Some(FoundDate::relative(start, end, when, s.published))
}

/// The year of the last quarter of this number that had begun when the article was published.
fn latest_year(s: &DateContext, number: u32) -> Option<i32> {
    s.published.map(|p| if (number - 1) * 3 < p.month() { p.year() } else { p.year() - 1 })
}

/// "the 1988 quarter", "the 1988 third quarter", "the 1988 period".
fn of_year(s: &DateContext, at: usize, word: usize) -> Option<FoundDate> {
    let (year, next) = s.year(word)?;
    if let Some((number, end)) = numbered(s, next) {
        return Some(FoundDate::absolute(at, end, When::Quarter(year, number)));
    }
    let when = match s.quarter {
        Some((_, number)) => When::Quarter(year, number),
        None => When::Year(year),
    };
    is_period(s, next).then(|| FoundDate::relative(at, next + 1, Some(when), s.published))
}

/// "the latest quarter", "the quarter ended Sept. 30", "the fiscal year", "the full year", "the year ended March 31".
fn latest_or_closed(s: &DateContext, at: usize, word: usize) -> Option<FoundDate> {
    let line = s.r.line;
    if line.is(word, "latest") && is_period(s, word + 1) {
        let spoken_of = s.quarter.map(|(year, number)| When::Quarter(year, number));
        let when =
            spoken_of.or_else(|| s.published.filter(|_| line.is(word + 1, "quarter")).and_then(|p| CalendarUnit::Quarter.around(p, -1)));
        return Some(FoundDate::relative(at, word + 2, when, s.published));
    }
    let closed = |n: usize| line.is_any(n, &["ended", "ending"]);
    if line.is(word, "quarter") && closed(word + 1) {
        let when = s.month(word + 2).and_then(|(month, _)| {
            let p = s.published?;
            let ahead = month > p.month() && line.is(word + 1, "ended");
            Some(When::Quarter(p.year() - i32::from(ahead), (month - 1) / 3 + 1))
        });
        return Some(FoundDate::relative(at, word + 1, when, s.published));
    }
    let whole = line.is_any(word, &["fiscal", "full"]) && line.is(word + 1, "year");
    let year = word + usize::from(whole);
    if !line.is(year, "year") || line.is_dash(year + 1) || !(whole || closed(year + 1)) {
        return None;
    }
    let when = if closed(year + 1) { Some(When::Duration("P1Y".to_owned())) } else { s.published.map(|p| When::Year(p.year())) };
    Some(FoundDate::relative(at, year + 1, when, s.published))
}

/// "the end of the month", "year-end", "year's end".
fn edge(s: &DateContext, at: usize, word: usize) -> Option<FoundDate> {
    let line = s.r.line;
    let year = s.published.map(|p| When::Year(p.year()));
    if line.is(word, "year") {
        let possessive = line.is_apostrophe(word + 1) && line.is(word + 2, "s");
        let end = word + 1 + if possessive { 2 } else { usize::from(line.is_dash(word + 1)) };
        let led =
            word.checked_sub(1).is_some_and(|b| line.is_any(b, &["by", "since", "until", "before", "at", "around", "through", "the"]));
        return (line.is(end, "end") && led).then(|| FoundDate::relative(word, end + 1, year, s.published));
    }
    if word == at || !line.starts(word, &["end", "of", "the"]) {
        return None;
    }
    let (unit, plural) = CalendarUnit::of(line.word(word + 3))?;
    let known = !plural && matches!(unit, CalendarUnit::Week | CalendarUnit::Month | CalendarUnit::Year);
    let bare = !line.is_dash(word + 4) && !line.is_apostrophe(word + 4);
    (known && bare).then(|| FoundDate::relative(at, word + 4, s.published.and_then(|p| unit.around(p, 0)), s.published))
}

/// "earlier in the year", "later in the day".
fn inside(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    if !line.is_any(at, &["earlier", "later", "late", "early"]) || !line.starts(at + 1, &["in", "the"]) {
        return None;
    }
    let (unit, plural) = CalendarUnit::of(line.word(at + 3))?;
    let known = !plural
        && matches!(unit, CalendarUnit::Day | CalendarUnit::Week | CalendarUnit::Month | CalendarUnit::Year)
        && !line.is_dash(at + 4);
    known.then(|| FoundDate::relative(at, at + 4, s.published.and_then(|p| unit.around(p, 0)), s.published))
}
