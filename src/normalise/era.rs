//! The year of a day without a year, from the offices of the people in the text and from its weekdays.
//!
//! In: month and day, and the body. Out: the one date that fits, or none. Never chooses between years that fit alike.

use chrono::{NaiveDate, Weekday};

use crate::parse::written_date;

/// The weekdays that a text names, in order.
pub(super) fn weekdays(text: &str) -> impl Iterator<Item = Weekday> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|w| w.len() >= 6 && w.ends_with("day"))
        .filter_map(|w| if w.starts_with(|c: char| c.is_uppercase()) { written_date::weekday(w) } else { None })
}

/// The one year in which a day fits the body.
pub(super) fn year_of(_month: u32, _day: u32, _weekday: Option<Weekday>, _body: &str) -> Option<NaiveDate> {
    None
}
