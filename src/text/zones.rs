//! Time zones by the abbreviations that news pages write.
//!
//! In: an abbreviation. Out: [`TimeZone`]. Never guesses: abbreviations that several countries use for different times are left out.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};

/// A time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeZone {
    /// Minutes east of Greenwich.
    Fixed(i32),
    /// A zone of the United States that is written without saying whether summer time holds ("ET"); minutes in winter.
    American(i32),
}

/// Universal time.
pub const UTC: TimeZone = TimeZone::Fixed(0);

impl TimeZone {
    /// Minutes east of Greenwich at a local time.
    pub fn minutes_at(self, local: NaiveDateTime) -> i32 {
        match self {
            TimeZone::Fixed(minutes) => minutes,
            TimeZone::American(minutes) if is_american_summer(local) => minutes + 60,
            TimeZone::American(minutes) => minutes,
        }
    }
}

/// Summer time in the United States since 2007: second Sunday of March to first Sunday of November, at two.
fn is_american_summer(local: NaiveDateTime) -> bool {
    let sunday =
        |month, nth| NaiveDate::from_weekday_of_month_opt(local.year(), month, Weekday::Sun, nth).and_then(|d| d.and_hms_opt(2, 0, 0));
    match (sunday(3, 2), sunday(11, 1)) {
        (Some(start), Some(end)) => start <= local && local < end,
        _ => false,
    }
}

/// The zone of an abbreviation, in capitals or not. CST is read as American, for the others are rare in English pages; IST and AST are not read.
pub fn of_name(name: &str) -> Option<TimeZone> {
    let hours = |h: i32| Some(TimeZone::Fixed(h * 60));
    match name.to_ascii_uppercase().as_str() {
        "Z" | "UTC" | "GMT" | "WET" => Some(UTC),
        "BST" | "CET" | "WAT" | "WEST" => hours(1),
        "CEST" | "EET" | "SAST" | "CAT" => hours(2),
        "EEST" | "MSK" | "EAT" | "TRT" => hours(3),
        "GST" => hours(4),
        "PKT" => hours(5),
        "NPT" => Some(TimeZone::Fixed(345)),
        "ICT" | "WIB" => hours(7),
        "SGT" | "HKT" | "PHT" | "AWST" | "MYT" => hours(8),
        "KST" | "JST" => hours(9),
        "AEST" => hours(10),
        "AEDT" => hours(11),
        "NZST" => hours(12),
        "NZDT" => hours(13),
        "EST" => hours(-5),
        "EDT" => hours(-4),
        "CST" => hours(-6),
        "CDT" => hours(-5),
        "MST" => hours(-7),
        "MDT" => hours(-6),
        "PST" => hours(-8),
        "PDT" => hours(-7),
        "AKST" => hours(-9),
        "HST" => hours(-10),
        "BRT" | "ART" => hours(-3),
        "ET" => Some(TimeZone::American(-300)),
        "CT" => Some(TimeZone::American(-360)),
        "MT" => Some(TimeZone::American(-420)),
        "PT" => Some(TimeZone::American(-480)),
        _ => None,
    }
}
