//! Units of the calendar: nouns, letters of ISO 8601, and the unit around a day.
//!
//! In: a noun, or a day. Out: a [`CalendarUnit`], or the [`When`] of the one that lies some units away. Never reads a number.

use chrono::{Datelike, NaiveDate};

use super::when::{When, add_days, add_months, monday, week};

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CalendarUnit {
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl CalendarUnit {
    /// The unit of a noun, singular or plural.
    pub fn of(word: &str) -> Option<(Self, bool)> {
        const NOUNS: &[(&str, CalendarUnit)] = &[
            ("hour", CalendarUnit::Hour),
            ("day", CalendarUnit::Day),
            ("week", CalendarUnit::Week),
            ("weekend", CalendarUnit::Weekend),
            ("month", CalendarUnit::Month),
            ("quarter", CalendarUnit::Quarter),
            ("year", CalendarUnit::Year),
            ("decade", CalendarUnit::Decade),
            ("century", CalendarUnit::Century),
        ];
        if word.len() > 9 || word.len() < 3 {
            return None;
        }
        let singular = |w: &str| NOUNS.iter().find(|(n, _)| w.eq_ignore_ascii_case(n)).map(|(_, u)| *u);
        if word.eq_ignore_ascii_case("centuries") {
            return Some((Self::Century, true));
        }
        singular(word).map(|u| (u, false)).or_else(|| word.strip_suffix(['s', 'S']).and_then(singular).map(|u| (u, true)))
    }

    /// The letter of ISO 8601, with a T where it is a part of the day.
    pub fn period(self, count: &str) -> String {
        match self {
            Self::Hour => format!("PT{count}H"),
            Self::Day => format!("P{count}D"),
            Self::Week => format!("P{count}W"),
            Self::Weekend => format!("P{count}WE"),
            Self::Month => format!("P{count}M"),
            Self::Quarter => format!("P{count}Q"),
            Self::Year => format!("P{count}Y"),
            Self::Decade => count.parse::<i64>().map_or_else(|_| "PXDE".to_owned(), |n| format!("P{}Y", n * 10)),
            Self::Century => count.parse::<i64>().map_or_else(|_| "PXC".to_owned(), |n| format!("P{}Y", n * 100)),
        }
    }

    /// The whole unit that lies `shift` after the one of `day`.
    pub fn around(self, day: NaiveDate, shift: i64) -> Option<When> {
        Some(match self {
            Self::Hour => return None,
            Self::Day => When::Day(add_days(day, shift)?),
            Self::Week => return week(day, shift),
            Self::Weekend => {
                let saturday = add_days(monday(day)?, 5 + 7 * shift)?;
                When::Days(saturday, add_days(saturday, 1)?)
            }
            Self::Month => {
                let d = add_months(day, shift)?;
                When::Month(d.year(), d.month())
            }
            Self::Quarter => {
                let d = add_months(day.with_day(1)?, 3 * shift)?;
                When::Quarter(d.year(), d.month0() / 3 + 1)
            }
            Self::Year => When::Year(i32::try_from(i64::from(day.year()) + shift).ok()?),
            Self::Decade => When::Decade(i32::try_from(i64::from(day.year()) + 10 * shift).ok()?.div_euclid(10) * 10),
            Self::Century => When::Century(i32::try_from(i64::from(day.year()) + 100 * shift).ok()?.div_euclid(100) * 100),
        })
    }
}
