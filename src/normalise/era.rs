//! The year of a day without a year, from the offices of the people in the text and from its weekdays.
//!
//! In: month and day, and the body. Out: the one date that fits, or none. Never chooses between years that fit alike.
//!
//! Each office holder whose position stands beside the name ("Secretary of State ...") limits the years to the term. Among the years that
//! are left, weekdays decide: reports speak of the last days, so a year in which "Tuesday" was yesterday is likelier than one in which it
//! was six days ago. A year is taken only where it is at least [`CLEAR`] of the whole likelihood.

use crate::span::cut;
use chrono::{Datelike, NaiveDate, Weekday};

use crate::lexicon::offices::{self, OfficeTerm};
use crate::text::{prefix, written_date};

/// How many days before the day of publication a weekday lies that a report names, as shares. A judgement, not a count: reports tell of
/// today and yesterday first, and every further day back is about two thirds as likely.
const DAYS_AGO: [f64; 7] = [0.30, 0.25, 0.17, 0.11, 0.08, 0.05, 0.04];

/// The share of the likelihood that a year must have.
const CLEAR: f64 = 0.8;

/// How many years the terms may leave open.
const WIDEST: i32 = 6;

/// How far from a name its position may stand, bytes.
const BESIDE: usize = 48;

/// The weekdays that a text names, in order.
pub(super) fn weekdays(text: &str) -> impl Iterator<Item = Weekday> {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|w| w.len() >= 6 && w.ends_with("day") && w.starts_with(char::is_uppercase)).filter_map(written_date::weekday)
}

/// The one year in which a day fits the body.
pub(super) fn year_of(month: u32, day: u32, weekday: Option<Weekday>, body: &str) -> Option<NaiveDate> {
    let mut terms: Vec<&OfficeTerm> =
        offices::named(body).filter(|(at, term)| holds_office(body, at.clone(), term)).map(|(_, term)| term).collect();
    terms.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    terms.dedup();
    let first = terms.iter().filter_map(|t| t.from).max()?;
    let last = terms.iter().filter_map(|t| t.to).min()?;
    if last - first >= WIDEST {
        return None;
    }
    let mut named: Vec<Weekday> = weekdays(body).collect();
    named.sort_unstable_by_key(Weekday::num_days_from_monday);
    named.dedup();
    let candidates: Vec<(NaiveDate, f64)> = (first..=last)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .filter(|date| weekday.is_none_or(|w| w == date.weekday()))
        .map(|date| (date, fit(date, &terms, &named)))
        .collect();
    let whole: f64 = candidates.iter().map(|(_, fit)| fit).sum();
    candidates.into_iter().find(|(_, fit)| whole > 0.0 && *fit >= CLEAR * whole).map(|(date, _)| date)
}

/// How well a date fits, up to a factor that all dates share.
fn fit(date: NaiveDate, terms: &[&OfficeTerm], named: &[Weekday]) -> f64 {
    // Of the year in which a term begins or ends, only a part belongs to it: how likely the day falls into that part.
    let gone = f64::from(date.ordinal()) / 366.0;
    let in_office: f64 = terms
        .iter()
        .map(|t| {
            let begun = if t.from == Some(date.year()) { gone } else { 1.0 };
            let lasting = if t.to == Some(date.year()) { 1.0 - gone } else { 1.0 };
            begun * lasting
        })
        .product();
    let recent: f64 = named.iter().map(|w| DAYS_AGO[date.weekday().days_since(*w) as usize]).product();
    in_office * recent
}

/// Whether the position of a term stands beside the name, and as one that is held.
fn holds_office(text: &str, name: std::ops::Range<usize>, term: &OfficeTerm) -> bool {
    let before = after_boundary(text, name.start.saturating_sub(BESIDE), name.start).to_lowercase();
    let after = prefix(cut(text, name.end..), BESIDE).to_lowercase();
    const NOT_NOW: [&str; 12] =
        ["former", "ex-", "then-", "late ", "elect", "incoming", "outgoing", "nominee", "candidate", "predecessor", "successor", "acting"];
    let position = term.position.as_str();
    if position.is_empty() || NOT_NOW.iter().any(|w| before.contains(w) || after.contains(w)) {
        return false;
    }
    let spelt = |text: &str| text.replace("defence", "defense").replace("spokesperson", "spokesman").replace("spokeswoman", "spokesman");
    let (before, after, position) = (spelt(&before), spelt(&after), spelt(position));
    before.contains(position.as_str()) || (after.starts_with(',') && after.contains(position.as_str()))
}

/// A range of a text, moved forward to a character's start.
fn after_boundary(text: &str, mut start: usize, end: usize) -> &str {
    while !text.is_char_boundary(start) {
        start += 1;
    }
    cut(text, start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_give_the_year() {
        let body = "Secretary of State Mike Pompeo met British Prime Minister Theresa May on Wednesday, a day after talks on Tuesday.";
        // Both were in office from 2018 to 2019 at most; 13 September was a Thursday in 2018 and a Friday in 2019, when May was gone.
        assert_eq!(year_of(9, 13, None, body), NaiveDate::from_ymd_opt(2018, 9, 13));
    }

    #[test]
    fn without_a_clear_year_there_is_none() {
        assert_eq!(year_of(3, 17, None, "The mayor spoke on Tuesday."), None);
        // Four years of one term, and weekdays that fit two of them.
        assert_eq!(year_of(3, 17, None, "Prime Minister Boris Johnson spoke on Tuesday, after calling the mayor on Monday."), None);
        assert_eq!(year_of(3, 17, None, "Former Prime Minister Boris Johnson spoke on Tuesday."), None);
    }
}
