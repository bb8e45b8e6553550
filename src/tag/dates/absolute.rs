//! Dates that the calendar alone tells, or all but the year: "7 November 2024", "2024-11-07", "Nov. 5-7", "in August", "1998".
//!
//! In: a [`DateContext`] and an atom. Out: [`FoundDate`]. A date without a year takes the year that brings it nearest to the article, in the
//! direction of the tense.

use std::sync::LazyLock;

use crate::tag::numbers::{AtomLine, WordSet, closed::is_function_word};
use chrono::{Datelike, NaiveDate};

use super::context::{DateContext, FoundDate, Tense};
use super::when::{When, plausible_year};
use crate::document::{TaggedArticle, Traits};
use crate::lexicon::numbers::Term;
use crate::tag::cursor::Cursor;

/// "2024-11-07".
pub(super) fn iso(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    let dash =
        |n: usize| line.is_mark(n, '-') && line.is_glued(n) && line.is_glued(n + 1) && line.is_digits(n + 1) && line.word(n + 1).len() == 2;
    if !line.is_digits(at) || line.word(at).len() != 4 || !dash(at + 1) || !dash(at + 3) || line.is_dash(at + 5) && line.is_glued(at + 5) {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(line.word(at).parse().ok()?, line.word(at + 2).parse().ok()?, line.word(at + 4).parse().ok()?)?;
    Some(FoundDate::absolute(at, at + 5, When::Day(day)))
}

/// "11/05/2024", "5.11.2024", "12/12/30".
pub(super) fn numeric(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    let mark = line.word(at + 1);
    if !line.is_digits(at)
        || line.word(at).len() > 2
        || line.is_glued(at) && at > 0 && (line.is_mark(at - 1, '/') || line.is_mark(at - 1, '.'))
    {
        return None;
    }
    let glued = (at + 1..at + 5).all(|n| line.is_glued(n));
    let joined = ["/", ".", "-"].contains(&mark) && line.word(at + 3) == mark && line.is_digits(at + 2) && line.is_digits(at + 4) && glued;
    if !joined
        || line.is_glued(at + 5) && (line.is_digits(at + 5) || line.word(at + 5) == mark && line.is_glued(at + 6) && line.is_digits(at + 6))
    {
        return None;
    }
    let (a, b): (u32, u32) = (line.word(at).parse().ok()?, line.word(at + 2).parse().ok()?);
    let year: i32 = match line.word(at + 4).len() {
        4 => line.word(at + 4).parse().ok()?,
        2 if mark == "/" => two_digit_year(line.word(at + 4).parse().ok()?, s.published),
        _ => return None,
    };
    let (month, day) = if a > 12 || mark == "." || (s.day_first && b <= 12) { (b, a) } else { (a, b) };
    let date = NaiveDate::from_ymd_opt(year, month, day).filter(|_| plausible_year(year))?;
    Some(FoundDate::absolute(at, at + 5, When::Day(date)))
}

/// So many sentences are looked through for a date that shows the order of day and month.
const SENTENCES_OF_ORDER: usize = 2000;

/// Whether the dates in figures of an article have the day before the month, where one of them shows it: "19/06/2024" can be read in one
/// way only, and the others are written like it.
pub(super) fn order_shown(article: &TaggedArticle) -> Option<bool> {
    (0..article.sentences.len().min(SENTENCES_OF_ORDER)).find_map(|number| {
        let line = AtomLine::of(&article.article.text, &article.atoms, number);
        let slash = |n: usize| line.is_mark(n, '/') && line.is_glued(n) && line.is_glued(n + 1);
        let part = |n: usize| line.word(n).parse::<u32>().ok().filter(|v| line.is_digits(n) && (1..=31).contains(v));
        (0..line.len())
            .filter(|n| slash(n + 1) && slash(n + 3) && matches!(line.word(n + 4).len(), 2 | 4) && line.is_digits(n + 4))
            .find_map(|n| match (part(n)?, part(n + 2)?) {
                (13.., 1..=12) => Some(true),
                (1..=12, 13..) => Some(false),
                _ => None,
            })
    })
}

fn two_digit_year(year: i32, published: Option<NaiveDate>) -> i32 {
    let now = published.map_or(2030, |p| p.year());
    let near = now - now.rem_euclid(100) + year;
    if near > now + 20 { near - 100 } else { near }
}

/// Past "Tuesday," before a date.
fn past_weekday(s: &DateContext, at: usize) -> usize {
    s.weekday(at).map_or(at, |(_, end)| end + usize::from(s.r.line.is_mark(end, ',')) + usize::from(s.r.line.is(end, "the")))
}

/// A year after a date, past a comma or "of": "November 7, 2024".
fn year_after(s: &DateContext, at: usize) -> Option<(i32, usize)> {
    let line = s.r.line;
    let skip = usize::from(line.is_mark(at, ',') || line.is(at, "of") || line.is(at, "in"));
    s.year(at + skip).or_else(|| worded_year(s, at + skip)).or_else(|| {
        let short = line.is_apostrophe(at) && line.is_glued(at + 1) && line.is_digits(at + 1) && line.word(at + 1).len() == 2;
        short.then(|| line.word(at + 1).parse().ok().map(|y| (two_digit_year(y, s.published), at + 2))).flatten()
    })
}

/// "November 7, 2024", "Tuesday, Nov. 5", "7 November", "the 7th of November", "Dec. 14-15".
pub(super) fn month_and_day(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    let start = past_weekday(s, at);
    let the = usize::from(line.is(start, "the"));
    let mut days_before = None;
    let (month, day, mut end) = if let Some((month, next)) = s.month(start) {
        let next = next + usize::from(line.is(next, "the"));
        let (day, end) = s.day_of_month(next).or_else(|| worded_day(s, next))?;
        (month, day, end)
    } else {
        let (day, mut next) = s.day_of_month(start + the).or_else(|| worded_day(s, start + the))?;
        // "14–15 December"
        days_before = range_of_days(s, next, day, true);
        next = days_before.map_or(next, |(_, n)| n);
        let of = usize::from(line.is(next, "of")) + usize::from(line.is_dash(next) && line.is_glued(next));
        let (month, end) = s.month(next + of).filter(|(m, e)| *m != 5 || line.is_capitalised(e - 1) || s.small_month(e - 1).is_some())?;
        (month, day, end)
    };
    let last_day = days_before.map(|(d, _)| (d, end)).or_else(|| range_of_days(s, end, day, false));
    if let Some((_, range_end)) = last_day {
        end = range_end;
    }
    let stated = year_after(s, end);
    if let Some((_, year_end)) = stated {
        end = year_end;
    }
    let make = |year: i32| {
        let first = NaiveDate::from_ymd_opt(year, month, day)?;
        let last = last_day.and_then(|(d, _)| NaiveDate::from_ymd_opt(year, month, d));
        Some(last.map_or(When::Day(first), |l| When::Days(first, l)))
    };
    let start = at;
    match stated {
        Some((year, _)) => Some(FoundDate::absolute(start, end, make(year)?)),
        None => {
            // Whether there is such a day at all shows in a leap year.
            NaiveDate::from_ymd_opt(2024, month, day)?;
            let year = s.published.and_then(|p| nearest_year(p, s.stated_tense(at), 30, |y| NaiveDate::from_ymd_opt(y, month, day)));
            Some(FoundDate {
                relative: true,
                anchor: s.published,
                ..FoundDate::absolute(start, end, year.and_then(make).unwrap_or(When::Unknown))
            })
        }
    }
}

/// "the first of May", "May twenty-first".
fn worded_day(s: &DateContext, at: usize) -> Option<(u32, usize)> {
    if !s.r.line.traits(at).intersects(Traits::DIGITS | Traits::ORDINAL | Traits::CARDINAL) {
        return None;
    }
    let number = s.number(at)?;
    let ordinal = number.form == crate::tag::numbers::Notation::Ordinal && number.value <= 31.0 && number.value >= 1.0;
    ordinal.then_some((number.value as u32, number.end))
}

/// The last day of "14-15" or "14 to 15" after the first.
fn range_of_days(s: &DateContext, at: usize, first: u32, month_after: bool) -> Option<(u32, usize)> {
    let line = s.r.line;
    let dash = line.is_dash(at) && line.is_glued(at) && line.is_glued(at + 1);
    let word = line.is_any(at, &["to", "through"]);
    s.day_of_month(at + 1).filter(|(d, e)| (dash || word) && *d > first && s.month(*e).is_some() == month_after)
}

/// The year in which a day falls nearest to the article: backwards or ahead where the tense says so, but for what lies up to `slack` days
/// ahead of a verb in the past.
fn nearest_year(published: NaiveDate, tense: Option<Tense>, slack: i64, day: impl Fn(i32) -> Option<NaiveDate>) -> Option<i32> {
    let years = [published.year() - 1, published.year(), published.year() + 1];
    let days = years.into_iter().filter_map(|y| day(y).map(|d| (y, (d - published).num_days())));
    let fits = |d: i64| match tense {
        // A day or two of slack: the date of the article is often that of an update.
        Some(Tense::Past) => d <= 2,
        Some(Tense::Future) => d >= -2,
        // Without a verb that tells, what lies some weeks ahead is announced, and all else is past.
        None => d <= 75,
    };
    let chosen = days.clone().filter(|(_, d)| fits(*d)).min_by_key(|(_, d)| d.abs())?;
    // A day almost a year off is not meant where its name comes round within weeks: a verb of another clause misled.
    let near = match tense {
        Some(Tense::Past) => slack,
        Some(Tense::Future) => 75,
        None => 110,
    };
    let nearer = days.filter(|(_, d)| chosen.1.abs() > 250 && d.abs() <= near).min_by_key(|(_, d)| d.abs());
    Some(nearer.unwrap_or(chosen).0)
}

/// "February 2022", "mid-November", "early August", "last March", "in May".
pub(super) fn month(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    let part = early_late(s, at);
    let after_part = part.unwrap_or(at);
    let direction = direction(s, after_part);
    let start = direction.map_or(after_part, |(_, next)| next);
    let inner = early_late(s, start).unwrap_or(start);
    let (month, end) = s.month(inner)?;
    let after = year_after(s, end).filter(|_| !line.is(end, "in"));
    let abbreviated = line.word(inner).len() <= 3 && month != 5;
    if abbreviated && line.is_word(end) && !line.is_mark(end - 1, '.') && after.is_none() {
        return None;
    }
    if let Some((year, year_end)) = after {
        return Some(FoundDate::absolute(at, year_end, When::Month(year, month)));
    }
    if !month_is_meant(s, at, inner, end, part.is_some() || direction.is_some()) {
        return None;
    }
    let when = s.published.and_then(|p| {
        let year = match direction {
            Some((-1, _)) => p.year() - i32::from(p.month() <= month),
            Some((1, _)) => p.year() + i32::from(p.month() >= month),
            Some((0, _)) => p.year(),
            _ => {
                let tense = s.stated_tense(at);
                let day = if tense == Some(Tense::Future) { 28 } else { 1 };
                nearest_year(p, tense, 0, |y| NaiveDate::from_ymd_opt(y, month, day))?
            }
        };
        Some(When::Month(year, month))
    });
    let (when, end) = year_words(s, end, when, month);
    Some(FoundDate::relative(at, end, when, s.published))
}

/// "in August last year", "May of this year": the words after choose the year.
fn year_words(s: &DateContext, end: usize, when: Option<When>, month: u32) -> (Option<When>, usize) {
    let line = s.r.line;
    let of = usize::from(line.is(end, "of"));
    let shift = if line.starts(end + of, &["last", "year"]) {
        -1
    } else if line.starts(end + of, &["this", "year"]) {
        0
    } else if line.starts(end + of, &["next", "year"]) {
        1
    } else {
        return (when, end);
    };
    (s.published.map(|p| When::Month(p.year() + shift, month)), end + of + 2)
}

/// Whether a bare name of a month is one: "May" and "March" have other uses, and so has the name of a person.
fn month_is_meant(s: &DateContext, at: usize, name: usize, end: usize, qualified: bool) -> bool {
    static LEADS: LazyLock<WordSet> = LazyLock::new(|| {
        WordSet::of(
            "in since until till by of from to through during before after between and for or s on around late early mid following \
         throughout than starting beginning ended ending as",
        )
    });
    let line = s.r.line;
    let weak = line.is_any(name, &["may", "march", "august", "june", "april"]);
    let lead = at.checked_sub(1).is_some_and(|b| line.among(b, &LEADS));
    if line.word(name).starts_with(|c: char| c.is_lowercase()) && !lead && !qualified {
        return false;
    }
    let name_follows =
        line.is_word(end) && line.is_capitalised(end) && !line.is_apostrophe(end) && s.month(end).is_none() && s.weekday(end).is_none();
    let name_before = at > 0
        && line.is_word(at - 1)
        && line.is_capitalised(at - 1)
        && !is_function_word(line.word(at - 1))
        && !line.among(at - 1, &LEADS);
    qualified || !weak || (lead && !name_follows && !name_before)
}

/// "early", "late", "mid-", and the atom after.
fn early_late(s: &DateContext, at: usize) -> Option<usize> {
    let line = s.r.line;
    if line.is_any(at, &["early", "late", "mid", "middle"]) {
        let next = at + 1 + usize::from(line.is_dash(at + 1));
        return (next < line.len()).then_some(next);
    }
    None
}

/// -1 for "last", 0 for "this", 1 for "next", and the atom after.
pub(super) fn direction(s: &DateContext, at: usize) -> Option<(i32, usize)> {
    let line = s.r.line;
    if line.is_any(at, &["last", "previous"]) {
        Some((-1, at + 1))
    } else if line.is(at, "past") && line.is_any(at.wrapping_sub(1), &["this", "the"]) || line.starts(at, &["this", "past"]) {
        Some((-1, at + 1 + usize::from(line.is(at, "this"))))
    } else if line.starts(at, &["this", "coming"]) {
        Some((1, at + 2))
    } else if line.is(at, "this") {
        Some((0, at + 1))
    } else if line.is_any(at, &["next", "coming"]) {
        Some((1, at + 1))
    } else {
        None
    }
}

/// "1998", "in 2022", "2012–13", "fiscal 2019", "early 2023", "'98".
pub(super) fn year(s: &DateContext, at: usize) -> Option<FoundDate> {
    let part = early_late(s, at).unwrap_or(at);
    if let Some((year, end)) = worded_year(s, part) {
        return Some(FoundDate::absolute(at, end, When::Year(year)));
    }
    let fiscal = fiscal(s, part);
    // "FY25"
    let short = fiscal.filter(|at| s.r.line.word(part) == "FY" && s.r.line.is_digits(*at) && s.r.line.word(*at).len() == 2);
    let short = short.and_then(|at| Some((two_digit_year(s.r.line.word(at).parse().ok()?, s.published), at + 1)));
    let (year, end) = short.or_else(|| s.year(fiscal.unwrap_or(part)))?;
    let season = season_of_years(s, end, year);
    if let Some(end) = season {
        let days = When::Year(year).days().zip(When::Year(year + 1).days()).map(|(a, b)| When::Days(a.0, b.1));
        return Some(FoundDate::absolute(at, end, days?));
    }
    (fiscal.is_some() || part > at || year_is_meant(s, at, end, year)).then(|| FoundDate::absolute(at, end, When::Year(year)))
}

/// "nineteen ninety-six", "twenty twenty-four".
pub(super) fn worded_year(s: &DateContext, at: usize) -> Option<(i32, usize)> {
    let line = s.r.line;
    // "the year two thousand"
    if at.checked_sub(1).is_some_and(|b| line.is(b, "year")) && line.is_word(at) {
        let (year, end) = s.small(at, 2100.0).filter(|(year, _)| *year >= 1000)?;
        return Some((year as i32, end));
    }
    let century = [("eighteen", 1800), ("nineteen", 1900), ("twenty", 2000)].iter().find(|(w, _)| line.is(at, w))?.1;
    let (rest, end) = s.small(at + 1, 99.0).filter(|(n, _)| *n >= 10 && line.is_word(at + 1))?;
    Some((century + rest as i32, end))
}

fn fiscal(s: &DateContext, at: usize) -> Option<usize> {
    let line = s.r.line;
    let word = line.is_any(at, &["fiscal", "financial"]).then(|| at + 1 + usize::from(line.is(at + 1, "year")));
    word.or_else(|| (line.word(at) == "FY" && line.is_glued(at + 1)).then_some(at + 1))
}

/// "2012–13", "2019/20": one span of two years.
fn season_of_years(s: &DateContext, end: usize, year: i32) -> Option<usize> {
    let line = s.r.line;
    let joined = (line.is_dash(end) || line.is_mark(end, '/')) && line.is_glued(end) && line.is_glued(end + 1) && line.is_digits(end + 1);
    let next: i32 = line.word(end + 1).parse().ok()?;
    (joined && line.word(end + 1).len() == 2 && next == (year + 1).rem_euclid(100)).then_some(end + 2)
}

/// Whether four digits are a year: by the word before, and by what follows, which must not be what they would count.
fn year_is_meant(s: &DateContext, at: usize, end: usize, year: i32) -> bool {
    static LEADS: LazyLock<WordSet> = LazyLock::new(|| {
        WordSet::of(
            "in since by until till from during before after of between through throughout around circa late early mid to and \
         summer winter spring autumn fall for year the than s class a or as election december january its their his her our that \
         both due",
        )
    });
    const COUNTED: &[&str] = &["people", "men", "women", "children", "troops", "more", "police", "per", "percent"];
    let line = s.r.line;
    let before = at.checked_sub(1);
    let next = line.word(end);
    let modern = (1800..=2060).contains(&year);
    let counted = line.is_word(end) && (COUNTED.contains(&next) || s.r.unit(end).is_some() && !line.is(end, "second"));
    let plural = line.is_word(end)
        && next.ends_with('s')
        && next.len() > 3
        && !line.is_capitalised(end)
        && !is_function_word(next)
        && !YEARLY.has(next);
    let money = before.is_some_and(|b| line.traits(b).intersects(Traits::MONEY) && !line.is_word(b))
        || s.r.money_after(end).is_some()
        || line.is_mark(end, '%');
    let multiplied = line.traits(end).intersects(Traits::MULTIPLIER);
    if counted || money || multiplied || line.is_dash(end) && line.is_glued(end) && line.is_word(end + 1) && !line.is_any(end + 1, &["to"])
    {
        return false;
    }
    let modifier = s.r.phrase_before(&s.r.words.modifiers, at, |_, m| !m.neutral);
    let bounded = modifier.is_some() && !before.is_some_and(|b| line.among(b, &LEADS) || line.is(b, "on"));
    let lead = before.is_some_and(|b| line.among(b, &LEADS));
    let bracket = before.is_some_and(|b| line.is_mark(b, '(')) && (line.is_mark(end, ')') || line.is_dash(end));
    let temporal = before.is_some_and(|b| line.is_any(b, &["in", "since", "until", "during"]));
    if plural {
        // "the 2014 midterms": a determiner before a year of our days, which no count is likely to hit.
        let determined = before.is_some_and(|b| line.is_any(b, &["the", "a", "s"])) && (1990..=2035).contains(&year) && year != 2000;
        return (temporal && modern || determined) && !bounded;
    }
    !bounded
        && (bracket
            || modern
                && (lead
                    || !line.is_word(end) && (1900..=2060).contains(&year) && before.is_some() && !designates(s, before)
                    || line.is_word(end) && YEARLY.has(next))
            || temporal && !line.is_word(end))
}

/// Plural nouns that a year, and no count, stands before.
static YEARLY: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "elections election games olympics sales earnings results levels budget season model campaign census attack attacks \
     presidential talks accords floods wildfires protests riots war film movie study report survey book novel agreement \
     treaty law edition championship championships finals final race invasion coup revolution crisis earthquake tsunami \
     referendum summit profits revenues",
    )
});

/// "Room 2019", "Flight 1999": a word before makes it a name.
fn designates(s: &DateContext, before: Option<usize>) -> bool {
    before.is_some_and(|b| {
        s.r.line.is_any(
            b,
            &["room", "flight", "model", "no", "number", "section", "resolution", "unit", "route", "highway", "page", "windows", "office"],
        )
    })
}

/// "the 1990s", "the '90s", "the 20th century".
pub(super) fn decade(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    let the = usize::from(line.is(at, "the"));
    let part = early_late(s, at + the).unwrap_or(at + the);
    let apostrophe = usize::from(line.is_apostrophe(part));
    let digits = part + apostrophe;
    if line.is_digits(digits) && line.word(digits).ends_with('0') {
        let tail = digits + 1 + usize::from(line.is_apostrophe(digits + 1) && line.is_glued(digits + 1));
        let plural = line.is(tail, "s") && line.is_glued(tail);
        let written: i32 = line.word(digits).parse().ok()?;
        let year = match line.word(digits).len() {
            4 => Some(written),
            2 if apostrophe == 1 || the == 1 => Some(if written < 30 { 2000 + written } else { 1900 + written }),
            _ => None,
        };
        if let Some(year) = year.filter(|y| plural && plausible_year(*y)) {
            return Some(FoundDate::absolute(at, tail + 1, When::Decade(year)));
        }
    }
    const NAMES: &[(&str, i32)] = &[
        ("twenties", 1920),
        ("thirties", 1930),
        ("forties", 1940),
        ("fifties", 1950),
        ("sixties", 1960),
        ("seventies", 1970),
        ("eighties", 1980),
        ("nineties", 1990),
    ];
    if let Some((_, year)) = NAMES.iter().find(|(n, _)| line.is(part, n)).filter(|_| the == 1) {
        return Some(FoundDate::absolute(at, part + 1, When::Decade(*year)));
    }
    if !line.traits(part).intersects(Traits::DIGITS | Traits::ORDINAL | Traits::CARDINAL) {
        return None;
    }
    let number = s.number(part).filter(|n| n.form == crate::tag::numbers::Notation::Ordinal && n.value <= 22.0)?;
    let hyphen = usize::from(line.is_dash(number.end));
    let century = line.is_any(number.end + hyphen, &["century", "centuries"]);
    century.then(|| FoundDate::absolute(at, number.end + hyphen + 1, When::Century((number.value as i32 - 1) * 100)))
}

/// "Christmas", "last Thanksgiving", "Easter 2023"; "during World War II".
pub(super) fn holiday(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    let direction = direction(s, at);
    let start = direction.map_or(at, |(_, next)| next);
    if let Some(((first, last), end)) = s.term(start, Traits::FEAST, |t| if let Term::Event(a, b) = t { Some((*a, *b)) } else { None }) {
        let temporal = start.checked_sub(1).is_some_and(|b| {
            let b = if line.is(b, "the") { b.saturating_sub(1) } else { b };
            line.is_any(b, &["since", "during", "after", "before", "until", "throughout"])
        });
        return temporal.then(|| FoundDate::absolute(start, end, When::Days(first, last)));
    }
    const THINGS: &[&str] =
        &["tree", "trees", "bunny", "egg", "eggs", "card", "cards", "lights", "carol", "carols", "shopping", "market", "markets"];
    let (rule, end) = s.term(start, Traits::FEAST, |t| if let Term::Holiday(rule) = t { Some(rule.clone()) } else { None })?;
    if let Some((year, year_end)) = year_after(s, end) {
        return Some(FoundDate::absolute(at, year_end, rule.day(year).map_or(When::Unknown, When::Day)));
    }
    if line.is_any(end, THINGS) {
        return None;
    }
    let day = s.published.and_then(|p| {
        let tense = match direction {
            Some((-1, _)) => Some(Tense::Past),
            Some((1, _)) => Some(Tense::Future),
            _ => s.stated_tense(at),
        };
        nearest_year(p, tense, 0, |y| rule.day(y)).and_then(|y| rule.day(y))
    });
    Some(FoundDate::relative(at, end, day.map(When::Day), s.published))
}
