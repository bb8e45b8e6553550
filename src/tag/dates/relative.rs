//! Dates that only the article's own date, or the date mentioned before, resolves: "Tuesday", "last week", "two years ago", "the next
//! day", "earlier this year", "the third quarter".
//!
//! In: a [`DateContext`] and an atom. Out: [`FoundDate`], with [`When::Unknown`] where there is no anchor.

use chrono::{Datelike, NaiveDate};

use super::absolute::direction;
use super::context::{DateContext, FoundDate, Tense, nearest_weekday};
use super::unit::CalendarUnit;
use super::when::{When, add_days, monday, week};
use crate::document::Traits;
use crate::lexicon::numbers::Term;
use crate::tag::cursor::Cursor;
use crate::tag::numbers::AtomLine;

/// "Tuesday", "last Friday", "Tuesday night", "Monday's".
pub(super) fn weekday(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    let part = usize::from(line.is_any(at, &["early", "late", "earlier", "later"]));
    let toward = direction(s, at + part);
    let name = toward.map_or(at + part, |(_, next)| next);
    let (weekday, end) = s.weekday(name)?;
    // "Sun" and "Mon" are words of their own; "Friday" may be a person.
    let written = line.word(name);
    if written.len() <= 4 && !line.is_mark(end - 1, '.') && !(line.is_mark(end, ',') && s.month(end + 1).is_some())
        || written.starts_with(|c: char| c.is_lowercase()) && written.len() <= 4
    {
        return None;
    }
    // "The Sunday Times", "Saturday Night Live"
    const PAPERS: &[&str] =
        &["Times", "Telegraph", "Mail", "Mirror", "Express", "Herald", "Post", "Independent", "Live", "World", "Tribune", "Star"];
    if PAPERS.contains(&line.word(end)) || line.is(end, "night") && PAPERS.contains(&line.word(end + 1)) {
        return None;
    }
    let tense = match toward {
        Some((-1, _)) => Tense::Past,
        Some((1, _)) => Tense::Future,
        Some((_, _)) => s.stated_tense(at).unwrap_or(Tense::Future),
        None => s.tense(at),
    };
    let day = s.published.and_then(|p| {
        let day = nearest_weekday(p, weekday, tense)?;
        match toward {
            Some((d, _)) if d != 0 && day == p => add_days(day, 7 * i64::from(d)),
            // "next Friday" said on a Monday is that of the week after.
            Some((1, _)) if line.is(at, "next") && monday(day) == monday(p) => add_days(day, 7),
            _ => Some(day),
        }
    });
    if let Some((part, part_end)) = s.day_part(end) {
        return Some(FoundDate::relative(at, part_end, day.map(|d| When::Time(Some(d), part.to_owned())), s.published));
    }
    Some(FoundDate::relative(at, end, day.map(When::Day), s.published))
}

/// "today", "yesterday", "tonight", "this morning", "last night", "now".
pub(super) fn day_word(s: &DateContext, at: usize) -> Option<FoundDate> {
    let early = usize::from(s.r.line.is_any(at, &["early", "late", "earlier", "later"]));
    if let Some(((days, part), end)) =
        s.term(at + early, Traits::DAY_WORD, |t| if let Term::DayWord(d, p) = t { Some((*d, *p)) } else { None })
    {
        let day = s.published.and_then(|p| add_days(p, days));
        let when = day.map(|d| part.map_or(When::Day(d), |p| When::Time(Some(d), p.to_owned())));
        return Some(FoundDate::relative(at, end, when, s.published));
    }
    let line = s.r.line;
    // "the" and "in" open most other phrases: the word after them tells at once.
    if line.is(at, "the") && !line.is_any(at + 1, &["past", "future", "near"])
        || line.is(at, "in") && !line.starts(at + 1, &["the", "past"])
        || !line
            .is_any(at, &["right", "now", "currently", "nowadays", "at", "these", "presently", "recently", "the", "in", "formerly", "soon"])
    {
        return None;
    }
    const PRESENT: &[&[&str]] = &[
        &["right", "now"],
        &["now"],
        &["currently"],
        &["nowadays"],
        &["at", "the", "moment"],
        &["at", "present"],
        &["these", "days"],
        &["presently"],
    ];
    const PAST: &[&[&str]] = &[&["recently"], &["the", "past"], &["in", "the", "past"], &["formerly"]];
    const FUTURE: &[&[&str]] = &[&["the", "future"], &["the", "near", "future"], &["soon"]];
    for (phrases, reference) in [(PRESENT, "PRESENT_REF"), (PAST, "PAST_REF"), (FUTURE, "FUTURE_REF")] {
        let Some(words) = phrases.iter().find(|words| line.starts(at, words)) else { continue };
        let end = at + words.len();
        // "the past two years" is a length, "now that" a conjunction, "as soon as" no time.
        let goes_on = words.last() == Some(&"past")
            && (line.is_word(end) || line.is_digits(end))
            && !line.is_any(end, &["and", "or", "he", "she", "it", "they", "to", "is", "was", "has"]);
        let phrase = line.is(at, "soon") && (line.is_any(end, &["as", "after", "to"]) || line.is_any(at.wrapping_sub(1), &["as", "too"]))
            || line.is(at, "now") && line.is(end, "that");
        let defunct = line.is(end - 1, "now") && line.is_dash(end) && line.is_glued(end);
        let contract = line.is(at, "the") && line.is(end - 1, "future") && (line.is(end, "of") || line.is(at.wrapping_sub(1), "about"));
        let start = at + usize::from(line.is(at, "in"));
        return (!(goes_on || phrase || contract || defunct))
            .then(|| FoundDate::relative(start, end, Some(When::Reference(reference)), s.published));
    }
    None
}

/// Where a unit is moved from its anchor.
struct Shift {
    /// By so many units.
    by: i64,
    /// Whether the anchor is the last date mentioned, not the day of the article.
    of_last: bool,
    /// The atom at which the unit is named.
    unit_at: usize,
}

/// What "last", "this", "the following" and the like at `word` do to the unit after them.
fn shift(line: &AtomLine, word: usize, the: bool) -> Option<Shift> {
    let (by, of_last, unit_at) = if line.is_any(word, &["last", "past"]) && (!the || line.is(word, "past")) {
        (-1, false, word + 1)
    } else if line.is(word, "this") || line.is_any(word, &["current"]) {
        (0, false, word + 1 + usize::from(line.is_any(word + 1, &["coming", "past", "same"])))
    } else if line.is(word, "next") && !the || line.is_any(word, &["coming", "upcoming"]) {
        (1, false, word + 1)
    } else if line.is_any(word, &["previous", "preceding", "prior"]) || line.is(word, "last") && the {
        (-1, the && !line.is(word, "last"), word + 1)
    } else if the && line.is_any(word, &["next", "following", "ensuing"]) {
        (1, true, word + 1)
    } else if line.is(word, "that") || the && line.is_any(word, &["same"]) {
        (0, true, word + 1)
    } else {
        return None;
    };
    Some(Shift { by, of_last, unit_at })
}

/// "last week", "this year", "next month", "the previous day", "the same week", "earlier this year", "late last year".
pub(super) fn shifted(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    let mut next = at;
    if line.is_any(next, &["earlier", "later", "late", "early"]) {
        next += 1 + usize::from(line.is_any(next + 1, &["in", "on"]));
    }
    let qualified = next > at;
    let the = usize::from(line.is(next, "the"));
    let word = next + the;
    if the == 1 && next == at && line.is_any(word, &["quarter", "year", "weekend", "week", "month"]) {
        return current(s, at);
    }
    let Shift { by: shift, of_last, unit_at } = shift(line, word, the == 1)?;
    let fiscal = usize::from(line.is_any(unit_at, &["fiscal", "calendar", "academic", "school"]));
    if let Some((code, end)) = s.term(unit_at, Traits::SEASON, |t| if let Term::Season(c) = t { Some(*c) } else { None }) {
        let when = s.published.and_then(|p| season(p, shift, code));
        return Some(FoundDate::relative(at, end, when, s.published));
    }
    if let Some((part, end)) = s.day_part(unit_at).filter(|_| of_last || shift == 0 || shift == -1) {
        let anchor = if of_last { s.last } else { s.published };
        let day = anchor.and_then(|a| add_days(a, shift));
        return Some(FoundDate::relative(at, end, day.map(|d| When::Time(Some(d), part.to_owned())), anchor));
    }
    let (unit, plural) = CalendarUnit::of(line.word(unit_at + fiscal))?;
    if plural || unit == CalendarUnit::Hour || line.is_dash(unit_at + fiscal + 1) && line.is_glued(unit_at + fiscal + 1) {
        return None;
    }
    // "this day", "that year" need something to point at; "the last day" is mostly not a date.
    if unit == CalendarUnit::Day && !of_last && !line.is_any(word, &["next", "previous", "this"]) {
        return None;
    }
    let anchor = if of_last { s.last } else { s.published };
    let end = unit_at + fiscal + 1;
    // "the following year of" and "the past year" as a length.
    if the == 1 && line.is_any(word, &["past", "last"]) {
        return Some(FoundDate::relative(if qualified { at } else { next }, end, Some(When::Duration(unit.period("1"))), s.published));
    }
    if let Some((number, quarter_end)) = quarter_of_year(s, end).filter(|_| unit == CalendarUnit::Year && !of_last) {
        let when = anchor.and_then(|a| i32::try_from(i64::from(a.year()) + shift).ok()).map(|year| When::Quarter(year, number));
        return Some(FoundDate::relative(at, quarter_end, when, anchor));
    }
    Some(FoundDate::relative(at, end, anchor.and_then(|a| unit.around(a, shift)), anchor))
}

/// "'s third quarter" after "this year": its number, and the atom after.
fn quarter_of_year(s: &DateContext, at: usize) -> Option<(u32, usize)> {
    let line = s.r.line;
    if !line.is_apostrophe(at) || !line.is(at + 1, "s") || !line.is(at + 3, "quarter") {
        return None;
    }
    let number = ["first", "second", "third", "fourth"].iter().position(|w| line.is(at + 2, w))?;
    Some((number as u32 + 1, at + 4))
}

/// "in the quarter", "for the year", "over the weekend": the unit in which the article stands, told by the preposition.
fn current(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    let led = at.checked_sub(1).is_some_and(|b| line.is_any(b, &["in", "for", "during", "over", "through"]));
    let (unit, plural) = CalendarUnit::of(line.word(at + 1))?;
    let closes = !line.is_word(at + 2)
        || unit == CalendarUnit::Weekend
        || line.is_any(at + 2, &["and", "to", "was", "were", "as", "but", "with", "from", "because", "after", "when"]);
    let joined = line.is_dash(at + 2) && line.is_glued(at + 2) || line.is_apostrophe(at + 2);
    let shift = if unit == CalendarUnit::Weekend { -1 } else { 0 };
    // "in the quarter" after "the third quarter" is the third.
    let mentioned = s.quarter.filter(|_| unit == CalendarUnit::Quarter).map(|(year, number)| When::Quarter(year, number));
    (led && closes && !joined && !plural)
        .then(|| FoundDate::relative(at, at + 2, mentioned.or_else(|| s.published.and_then(|p| unit.around(p, shift))), s.published))
}

/// The season that lies `shift` from that of the article's year.
fn season(published: NaiveDate, shift: i64, code: u32) -> Option<When> {
    let year = published.year();
    let start_month = 3 * (code - 20);
    Some(match shift {
        // "last summer" is the latest that is over or has begun in an earlier year.
        -1 if published.month() > (start_month + 2).min(12) && code != 24 => When::Season(year, code),
        -1 => When::Season(year - 1, code),
        1 if published.month() < start_month => When::Season(year, code),
        1 => When::Season(year + 1, code),
        // In January "this winter" began in the year before.
        _ if code == 24 && published.month() <= 3 => When::Season(year - 1, code),
        _ => When::Season(year, code),
    })
}

/// "the summer of 2019", "spring 2021", "in the summer".
pub(super) fn season_of_year(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    let the = usize::from(line.is(at, "the"));
    let (code, end) = s.term(at + the, Traits::SEASON, |t| if let Term::Season(c) = t { Some(*c) } else { None })?;
    let of = usize::from(line.is(end, "of") || line.is_mark(end, ','));
    if let Some((year, year_end)) = s.year(end + of).or_else(|| super::absolute::worded_year(s, end + of)) {
        return Some(FoundDate::absolute(at, year_end, When::Season(year, code)));
    }
    let fall = line.is(at + the, "fall") || line.is(at + the, "spring");
    let led = at.checked_sub(1).is_some_and(|b| line.is_any(b, &["in", "during", "since", "until", "by", "over", "into", "through"]));
    let stops = !line.is_word(end)
        || line
            .is_any(end, &["when", "and", "or", "as", "after", "before", "to", "with", "but", "for", "he", "she", "they", "it", "because"]);
    let is_season = !fall || the == 1 && !line.is(end, "of");
    let bare = led && is_season && stops;
    bare.then(|| {
        let when = s.published.and_then(|p| season(p, if s.tense(at) == Tense::Future { 1 } else { -1 }, code));
        FoundDate::relative(at, end, when, s.published)
    })
}

/// How many units lie between, where that is told, and the atom of the unit: "two", "a couple of", "several".
fn units_away(s: &DateContext, at: usize) -> Option<(Option<i64>, usize)> {
    let line = s.r.line;
    let names_one = line.is_any(at, &["a", "an", "one"]) && CalendarUnit::of(line.word(at + 1)).is_some();
    let names_the = line.is(at, "the") && line.is_any(at + 1, &["day", "week", "year", "month"]);
    if names_one || names_the {
        Some((Some(1), at + 1))
    } else if line.is_any(at, &["several", "some", "many"]) {
        Some((None, at + 1))
    } else if line.starts(at, &["a", "few"]) {
        Some((None, at + 2))
    } else if line.starts(at, &["a", "couple", "of"]) {
        Some((Some(2), at + 3))
    } else if CalendarUnit::of(line.word(at)).is_some_and(|(_, plural)| plural) {
        Some((None, at))
    } else {
        s.small(at, 10_000.0).map(|(count, next)| (Some(count), next))
    }
}

/// "two years ago", "a week earlier", "three days later", "ten years from now", "the day before".
pub(super) fn distance(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    let (count, next) = units_away(s, at)?;
    let (unit, _) = CalendarUnit::of(line.word(next))?;
    let after = next + 1;
    let the = line.is(at, "the");
    let earlier = line.is(after, "earlier") && !the;
    let before = line.is_any(after, &["before", "previously"]) && (the || !line.is_word(after + 1)) && !opens_clause(s, after + 1);
    let (sign, from_last, end) = if line.is(after, "ago") && !the {
        (-1, false, after + 1)
    } else if earlier || before {
        (-1, true, after + 1)
    } else if line.is(after, "later") || line.is(after, "after") && !line.is_word(after + 1) {
        (1, true, after + 1)
    } else if line.starts(after, &["from", "now"]) && !the {
        (1, false, after + 2)
    } else {
        return None;
    };
    if at > 0 && at == next && line.is_any(at - 1, &["of", "the"]) {
        return None;
    }
    let anchor = if from_last { s.last.or(if sign < 0 { s.published } else { None }) } else { s.published };
    let Some(count) = count else {
        return Some(FoundDate::relative(at, end, Some(When::Reference(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" })), anchor));
    };
    let when = anchor.and_then(|a| match unit {
        CalendarUnit::Hour => None,
        CalendarUnit::Week if count == 1 => add_days(a, 7 * sign).and_then(|d| week(d, 0)),
        CalendarUnit::Week => add_days(a, 7 * sign * count).and_then(|d| week(d, 0)),
        // "a year earlier" in a report on a quarter is that quarter of the year before.
        CalendarUnit::Year if count == 1 && sign < 0 && s.quarter.is_some() => {
            s.quarter.map(|(year, number)| When::Quarter(year - 1, number))
        }
        _ => unit.around(a, sign * count),
    });
    Some(FoundDate::relative(super::duration::with_modifier(s, at), end, when, anchor))
}

/// "the day before the vote": what follows tells which, and it is not known.
fn opens_clause(s: &DateContext, at: usize) -> bool {
    s.r.line.is_word(at) && !s.r.line.is_any(at, &["and", "but", "when", "said"])
}

/// "the third quarter", "Q3 2024", "the second half of 2020", "the first half".
pub(super) fn quarter(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    if line.is(at, "Q") && line.is_glued(at + 1) && line.is_digits(at + 1) && line.word(at + 1).len() == 1 {
        let quarter: u32 = line.word(at + 1).parse().ok().filter(|q| (1..=4).contains(q))?;
        return Some(finish_part(s, at, at + 2, quarter, false));
    }
    let the = usize::from(line.is(at, "the"));
    if the == 1 && line.is_dash(at + 2) {
        // In "the third-quarter report" the article belongs to the report.
        return None;
    }
    let fiscal = usize::from(line.is_any(at + the, &["fiscal"]));
    let ordinal = at + the + fiscal;
    let number = ["first", "second", "third", "fourth"].iter().position(|w| line.is(ordinal, w)).map(|n| n as u32 + 1);
    let (number, next) = match number {
        Some(n) => (n, ordinal + 1),
        None => (line.word(ordinal).parse().ok().filter(|n| (1..=4).contains(n) && line.is_glued(ordinal + 1))?, ordinal + 2),
    };
    let hyphen = usize::from(line.is_dash(next) && line.is_glued(next));
    let noun = next + hyphen + usize::from(line.is_any(next + hyphen, &["fiscal", "financial", "calendar"]));
    // "the fourth quarter of the game" has no place in a year.
    let of_other = line.starts(noun + 1, &["of", "the"])
        && !line.is_any(noun + 3, &["year", "fiscal", "financial", "calendar", "current", "last", "previous", "same", "past", "next"])
        && s.year(noun + 3).is_none();
    if line.is(noun, "quarter") && !line.is(noun + 1, "finals") && !of_other {
        return Some(finish_part(s, at, noun + 1, number, false));
    }
    if line.is(noun, "half") && number <= 2 && the == 1 {
        // The first half of a match has no year.
        let dated = line.is(noun + 1, "of")
            && (s.year(noun + 2).is_some()
                || line.is_any(noun + 2, &["this", "last", "next", "fiscal", "the"])
                    && (line.is(noun + 3, "year") || s.year(noun + 3).is_some()));
        return dated.then(|| finish_part(s, at, noun + 1, number, true));
    }
    None
}

/// The year of a quarter or half: as written after, or that which brings it nearest before the article.
fn finish_part(s: &DateContext, at: usize, end: usize, number: u32, half: bool) -> FoundDate {
    let line = s.r.line;
    let make = |y: i32| if half { When::Half(y, number) } else { When::Quarter(y, number) };
    let skip = usize::from(line.is(end, "of") || line.is_mark(end, ','));
    let fiscal = usize::from(line.is(end + skip, "fiscal")) + usize::from(line.starts(end + skip, &["fiscal", "year"]));
    if let Some((year, year_end)) = s.year(end + skip + fiscal) {
        return FoundDate::absolute(at, year_end, make(year));
    }
    let words = [("last", -1), ("this", 0), ("next", 1)];
    let shift = words.iter().find(|(w, _)| line.is(end + skip, w) && line.is(end + skip + 1, "year"));
    if let Some((_, shift)) = shift {
        return FoundDate::relative(at, end + skip + 2, s.published.map(|p| make(p.year() + shift)), s.published);
    }
    let when = s.published.map(|p| {
        let starts_after = |y: i32| make(y).days().is_some_and(|(first, _)| first > p);
        let year = p.year();
        match s.stated_tense(at) {
            // Results of a quarter are expected in the weeks after it.
            Some(Tense::Future) if make(year).days().is_some_and(|(_, last)| (p - last).num_days() > 60) => make(year + 1),
            Some(Tense::Future) => make(year),
            _ if starts_after(year) => make(year - 1),
            _ => make(year),
        }
    });
    FoundDate::relative(at, end, when, s.published)
}

/// "the coming days", "recent weeks", "the next few weeks", "the last two months", "the first six months".
pub(super) fn stretch(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    let the = usize::from(line.is_any(at, &["the", "these"]));
    let word = at + the;
    let reference = if line.is_any(word, &["coming", "next", "following"]) {
        "FUTURE_REF"
    } else if line.is_any(word, &["recent", "past", "last", "previous", "preceding", "latest"]) {
        "PAST_REF"
    } else {
        return None;
    };
    let mut next = word + 1;
    let mut count = None;
    if line.is_any(next, &["few", "several", "couple"]) {
        next += 1 + usize::from(line.is(next + 1, "of"));
        count = Some("X".to_owned());
    } else if let Some((n, end)) = s.small(next, 1000.0) {
        count = Some(n.to_string());
        next = end;
    }
    let (unit, plural) = CalendarUnit::of(line.word(next))?;
    if !plural {
        return None;
    }
    let when = match count {
        Some(count) => When::Duration(unit.period(&count)),
        None if line.is(word, "recent") => When::Duration(unit.period("X")),
        None if line.is(word, "coming") => When::Reference(reference),
        None => return None,
    };
    Some(FoundDate::relative(at, next + 1, Some(when), s.published))
}
