//! What an expression of time means: a value with its EDTF text and its first and last day.
//!
//! In: calendar fields. Out: [`When`]. Never looks at a text.

use chrono::{Datelike, Duration, NaiveDate};

use crate::document::DateKind;

/// The meaning of an expression of time.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    /// One day.
    Day(NaiveDate),
    /// A month of a year.
    Month(i32, u32),
    /// A year.
    Year(i32),
    /// A quarter, 1 to 4.
    Quarter(i32, u32),
    /// A half, 1 or 2.
    Half(i32, u32),
    /// A season by its EDTF code, 21 to 24; winter is that which ends in the next year.
    Season(i32, u32),
    /// A decade by its first year.
    Decade(i32),
    /// A century by its first year, less one: 1900 for the 20th.
    Century(i32),
    /// From the first to the last day.
    Days(NaiveDate, NaiveDate),
    /// A time of day or a part of a day, with the day where it is known: the text after the date begins with T.
    Time(Option<NaiveDate>, String),
    /// A length of time, ISO 8601; X for an unknown number.
    Duration(String),
    /// What recurs, as the length between, ISO 8601.
    Set(String),
    /// Only pointed at: TIMEX3's PRESENT_REF, PAST_REF or FUTURE_REF.
    Reference(&'static str),
    /// Meant, but not to be resolved.
    Unknown,
}

impl When {
    /// What it denotes.
    pub fn kind(&self) -> DateKind {
        match self {
            When::Time(..) => DateKind::Time,
            When::Duration(_) => DateKind::Duration,
            When::Set(_) => DateKind::Set,
            _ => DateKind::Date,
        }
    }

    /// Its value in EDTF; durations and sets as ISO 8601; parts of the day and bare references as TIMEX3 writes them, for EDTF has none.
    pub fn edtf(&self) -> Option<String> {
        Some(match self {
            When::Day(d) => iso(*d),
            When::Month(y, m) => format!("{y:04}-{m:02}"),
            When::Year(y) => format!("{y:04}"),
            When::Quarter(y, q) => format!("{y:04}-{}", 32 + q),
            When::Half(y, h) => format!("{y:04}-{}", 39 + h),
            When::Season(y, s) => format!("{y:04}-{s}"),
            When::Decade(y) => format!("{}X", y / 10),
            When::Century(y) => format!("{}XX", y / 100),
            When::Days(a, b) => format!("{}/{}", iso(*a), iso(*b)),
            When::Time(Some(d), time) => format!("{}{time}", iso(*d)),
            When::Time(None, time) => time.clone(),
            When::Duration(p) | When::Set(p) => p.clone(),
            When::Reference(r) => (*r).to_owned(),
            When::Unknown => return None,
        })
    }

    /// Its first and last day.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let months = |y: i32, first: u32, count: u32| -> Option<(NaiveDate, NaiveDate)> {
            let start = NaiveDate::from_ymd_opt(y, first, 1)?;
            let next = add_months(start, i64::from(count))?;
            Some((start, next.pred_opt()?))
        };
        match self {
            When::Day(d) => Some((*d, *d)),
            When::Month(y, m) => months(*y, *m, 1),
            When::Year(y) => months(*y, 1, 12),
            When::Quarter(y, q) => months(*y, 3 * q - 2, 3),
            When::Half(y, h) => months(*y, 6 * h - 5, 6),
            When::Season(y, s) => months(*y, 3 * (s - 20), 3),
            When::Decade(y) => months(*y, 1, 120),
            When::Century(y) => months(*y, 1, 1200),
            When::Days(a, b) => Some((*a, *b)),
            When::Time(Some(d), _) => Some((*d, *d)),
            _ => None,
        }
    }
}

/// A day as ISO 8601 writes it: "2024-11-07".
fn iso(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// The first day of the month `months` after that of `day`, on the same day of the month or its last.
pub fn add_months(day: NaiveDate, months: i64) -> Option<NaiveDate> {
    let count = i64::from(day.year()) * 12 + i64::from(day.month0()) + months;
    let (year, month) = (i32::try_from(count.div_euclid(12)).ok()?, count.rem_euclid(12) as u32 + 1);
    (0..4).find_map(|less| NaiveDate::from_ymd_opt(year, month, day.day().saturating_sub(less)))
}

/// The Monday of the week of `day`.
pub fn monday(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_signed(Duration::days(i64::from(day.weekday().num_days_from_monday())))
}

/// The week that begins `weeks` after that of `day`.
pub fn week(day: NaiveDate, weeks: i64) -> Option<When> {
    let start = monday(day)?.checked_add_signed(Duration::try_weeks(weeks)?)?;
    Some(When::Days(start, start.checked_add_signed(Duration::days(6))?))
}

/// The days `days` after `day`.
pub fn add_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    day.checked_add_signed(Duration::try_days(days)?)
}

/// A year that a text can mean.
pub fn plausible_year(year: i32) -> bool {
    (1000..=2199).contains(&year)
}
