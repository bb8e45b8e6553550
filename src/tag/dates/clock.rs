//! Times of day: "5:30 p.m. EST", "17:36", "noon", "Tuesday morning", "the morning".
//!
//! In: a [`DateContext`] and an atom. Out: [`FoundDate`] with a [`When::Time`]; a day beside it joins, else the day of the article is taken.

use super::context::{DateContext, FoundDate};
use super::when::When;
use crate::document::Traits;
use crate::lexicon::numbers::Term;
use crate::tag::cursor::Cursor;

/// A clock time with its zone.
struct Clock {
    hour: u32,
    minute: u32,
    second: Option<u32>,
    end: usize,
}

/// "11:43", "5 p.m.", "5.30pm", "1400 GMT", "3 o'clock".
pub(super) fn clock(s: &DateContext, at: usize) -> Option<FoundDate> {
    let clock = read(s, at)?;
    let zone = zone(s, clock.end);
    let mut end = zone.map_or(clock.end, |(_, e)| e);
    let mut text = format!("T{:02}:{:02}", clock.hour, clock.minute);
    if let Some(second) = clock.second {
        text.push_str(&format!(":{second:02}"));
    }
    if let Some((minutes, _)) = zone {
        text.push_str(&offset(minutes));
    }
    let line = s.r.line;
    // "5 p.m. Tuesday", "5 p.m. on Nov. 7": the day joins.
    let next = end + usize::from(line.is(end, "on")) + usize::from(line.is_mark(end, ','));
    let day = super::absolute::month_and_day(s, next)
        .or_else(|| super::relative::weekday(s, next))
        .or_else(|| super::relative::day_word(s, next))
        .or_else(|| super::absolute::iso(s, next));
    if let Some(found) = day.filter(|d| matches!(d.when, When::Day(_))) {
        end = found.end;
        let When::Day(day) = found.when else { return None };
        return Some(FoundDate { start: at, end, when: When::Time(Some(day), text), ..found });
    }
    Some(FoundDate { start: at, end, when: When::Time(s.published, text), anchor: s.published, relative: true })
}

fn offset(minutes: i32) -> String {
    if minutes == 0 {
        return "Z".to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

fn zone(s: &DateContext, at: usize) -> Option<(i32, usize)> {
    let line = s.r.line;
    if let Some(found) = s.term(at, Traits::ZONE, |t| if let Term::Zone(m) = t { Some(*m) } else { None }) {
        return Some(found);
    }
    let open = usize::from(line.is_mark(at, '('));
    let close = |end: usize| end + usize::from(open == 1 && line.is_mark(end, ')'));
    if open == 1 {
        return s.term(at + 1, Traits::ZONE, |t| if let Term::Zone(m) = t { Some(*m) } else { None }).map(|(m, e)| (m, close(e)));
    }
    None
}

fn read(s: &DateContext, at: usize) -> Option<Clock> {
    let line = s.r.line;
    if !line.is_digits(at)
        || line.is_glued(at) && at > 0 && !line.is_mark(at - 1, '(') && !line.is_mark(at - 1, '“') && !line.is_mark(at - 1, '"')
    {
        return worded(s, at);
    }
    let written = line.word(at);
    let number: u32 = written.parse().ok()?;
    let colon = |n: usize, mark: char| {
        line.is_mark(n, mark) && line.is_glued(n) && line.is_digits(n + 1) && line.is_glued(n + 1) && line.word(n + 1).len() == 2
    };
    let mut end = at + 1;
    let (mut minute, mut second) = (0, None);
    let mut by_colon = false;
    if written.len() <= 2 && (colon(end, ':') || colon(end, '.') && half_of_day(s, end + 2).is_some()) {
        by_colon = line.is_mark(end, ':');
        minute = line.word(end + 1).parse().ok().filter(|m| *m < 60)?;
        end += 2;
        if colon(end, ':') {
            second = Some(line.word(end + 1).parse().ok().filter(|n| *n < 60)?);
            end += 2;
        }
        if line.is_glued(end) && (line.is_digits(end) || line.is_mark(end, ':')) {
            return None;
        }
    }
    if let Some((afternoon, tail)) = half_of_day(s, end).filter(|_| (1..=12).contains(&number)) {
        let hour = number % 12 + if afternoon { 12 } else { 0 };
        return Some(Clock { hour, minute, second, end: tail });
    }
    if by_colon && number < 24 {
        // "a ratio of 3:10" is none; two digits before or a word of time around make it a clock.
        let cue = (at.saturating_sub(3)..at)
            .any(|n| line.is_any(n, &["at", "by", "until", "from", "about", "around", "before", "after", "since", "published", "updated"]))
            || zone(s, end).is_some();
        return (written.len() == 2 || cue).then_some(Clock { hour: number, minute, second, end });
    }
    without_colon(s, number, written.len(), end)
}

/// "1400 GMT", "0600 hours", "3 o'clock": a number that the words after it make a clock.
fn without_colon(s: &DateContext, number: u32, digits: usize, end: usize) -> Option<Clock> {
    let line = s.r.line;
    if digits == 4 && number < 2400 && number % 100 < 60 && (zone(s, end).is_some() || line.is_any(end, &["hours", "hrs"]) && number >= 100)
    {
        let tail = end + usize::from(line.is_any(end, &["hours", "hrs"]));
        return Some(Clock { hour: number / 100, minute: number % 100, second: None, end: tail });
    }
    if line.is(end, "o") && line.is_apostrophe(end + 1) && line.is(end + 2, "clock") && (1..=12).contains(&number) {
        return Some(Clock { hour: number, minute: 0, second: None, end: end + 3 });
    }
    None
}

/// "two o'clock", "seven a.m."
fn worded(s: &DateContext, at: usize) -> Option<Clock> {
    let line = s.r.line;
    let (number, end) = s.small(at, 12.0).filter(|(n, _)| *n > 0 && line.is_word(at))?;
    if line.is(end, "o") && line.is_apostrophe(end + 1) && line.is(end + 2, "clock") {
        return Some(Clock { hour: number as u32, minute: 0, second: None, end: end + 3 });
    }
    let (afternoon, tail) = half_of_day(s, end)?;
    Some(Clock { hour: number as u32 % 12 + if afternoon { 12 } else { 0 }, minute: 0, second: None, end: tail })
}

/// "a.m." or "pm", and the atom after it.
fn half_of_day(s: &DateContext, at: usize) -> Option<(bool, usize)> {
    let line = s.r.line;
    if line.is_any(at, &["am", "pm"]) && !(line.is(at, "am") && !line.is_glued(at) && line.word(at) != "am" && line.word(at) != "AM") {
        return Some((line.is(at, "pm"), at + 1));
    }
    let letter =
        line.is_any(at, &["a", "p"]) && line.is_mark(at + 1, '.') && line.is_glued(at + 1) && line.is(at + 2, "m") && line.is_glued(at + 2);
    let end = at + 3 + usize::from(line.is_mark(at + 3, '.') && line.is_glued(at + 3));
    letter.then(|| (line.is(at, "p"), end))
}

/// "noon", "the morning", "late afternoon", "midnight on Tuesday".
pub(super) fn part_of_day(s: &DateContext, at: usize) -> Option<FoundDate> {
    let line = s.r.line;
    let the = usize::from(line.is(at, "the"));
    let late = usize::from(line.is_any(at + the, &["early", "late"]));
    let (part, end) = s.day_part(at + the + late)?;
    let clocked = part.contains(':');
    // "noon Saturday", "midnight on Friday"
    if clocked && late == 0 {
        let on = usize::from(line.is(end, "on"));
        if let Some(day) = super::relative::weekday(s, end + on) {
            let when = match day.when {
                When::Day(d) => Some(When::Time(Some(d), part.to_owned())),
                _ => None,
            };
            if when.is_some() || day.when == When::Unknown {
                return Some(FoundDate::relative(at, day.end, when, s.published));
            }
        }
    }
    let led = at
        .checked_sub(1)
        .is_some_and(|b| line.is_any(b, &["in", "during", "at", "by", "until", "before", "after", "around", "since", "overnight"]));
    if line.is_dash(end) && line.is_glued(end) || !(clocked && led || the == 1 && led && !line.is_word(end) || late == 1 && led) {
        return None;
    }
    Some(FoundDate::relative(at, end, Some(When::Time(s.published, part.to_owned())), s.published))
}
