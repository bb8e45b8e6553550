//! `calendar.toml`.
//!
//! In: the file. Out: [`Calendar`]. Never finds the day of a holiday.

use chrono::NaiveDate;
use serde::Deserialize;

use super::file::LexiconFile;
use crate::document::named_enum;

/// Months, weekdays, seasons, holidays, zones and words of time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// January to December.
    pub months: Vec<MonthEntry>,
    /// Monday to Sunday.
    pub weekdays: Vec<WeekdayEntry>,
    /// Spring to winter.
    pub seasons: Vec<SeasonEntry>,
    /// Parts of the day.
    pub day_parts: Vec<DayPartEntry>,
    /// Words that point from the day of the article.
    pub day_words: Vec<DayWordEntry>,
    /// Holidays.
    pub holidays: Vec<HolidayEntry>,
    /// Time zones.
    pub time_zones: Vec<ZoneEntry>,
    /// Words that begin an expression of time by themselves.
    pub time_starts: Vec<String>,
    /// Words that do so only before a word of time or a number.
    pub time_openers: Vec<String>,
    /// Words for lengths of time.
    pub time_units: Vec<String>,
    /// Further words of time.
    pub time_words: Vec<String>,
}

impl LexiconFile for Calendar {
    const FILE: &'static str = "calendar.toml";
    const HOLDS: &'static str = "months, weekdays, seasons, parts of the day, holidays with rules for their dates, time zones";
    const TEXT: &'static str = include_str!("../../../data/lexicons/calendar.toml");
}

/// A month.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthEntry {
    /// Its name.
    pub name: String,
    /// January 1.
    pub number: u32,
    /// Abbreviations, in their case.
    #[serde(default)]
    pub abbreviations: Vec<String>,
    /// Whether its name is also a word.
    #[serde(default)]
    pub weak: bool,
}

/// A day of the week.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeekdayEntry {
    /// Its name.
    pub name: String,
    /// Monday 1.
    pub number: u32,
    /// Abbreviations, in their case.
    #[serde(default)]
    pub abbreviations: Vec<String>,
}

/// A season.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeasonEntry {
    /// Its name.
    pub name: String,
    /// Its code in EDTF: 21 spring to 24 winter.
    pub code: u32,
    /// First day, as MM-DD.
    pub start: String,
    /// Last day.
    pub end: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A part of the day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayPartEntry {
    /// Its name.
    pub name: String,
    /// Its code in TIMEX3; none where there is no code, and so no date.
    pub code: Option<DayPartCode>,
    /// From, as HH:MM.
    pub start: String,
    /// To.
    pub end: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
}

named_enum! {
    /// The codes of TIMEX3 for parts of the day.
    DayPartCode {
        /// The morning.
        Morning = "TMO",
        /// Dawn.
        Dawn = "TDT",
        /// The middle of the day, as a time to eat.
        Lunch = "TMI",
        /// Twelve o'clock.
        Noon = "T12:00",
        /// The afternoon.
        Afternoon = "TAF",
        /// The evening.
        Evening = "TEV",
        /// The night.
        Night = "TNI",
        /// The end of the day.
        Midnight = "T00:00",
    }
}

/// A word that points from the day of the article.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayWordEntry {
    /// The phrase.
    pub phrase: String,
    /// Days from the day of the article.
    pub days: i64,
    /// The name of the part of that day that is meant.
    pub part: Option<String>,
}

/// A holiday with one rule for its day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayEntry {
    /// Its name; a country in brackets is not printed in news.
    pub name: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The same day each year.
    pub date: Option<MonthDay>,
    /// The month of a weekday.
    pub month: Option<u32>,
    /// Monday 1.
    pub weekday: Option<u32>,
    /// Which of the month; -1 the last.
    pub nth: Option<i32>,
    /// Days after that weekday.
    #[serde(default)]
    pub plus_days: i64,
    /// Days from Western Easter Sunday.
    pub easter: Option<i64>,
    /// Days from Orthodox Easter.
    pub orthodox: Option<i64>,
    /// The first day, by year.
    pub dates: Option<Vec<NaiveDate>>,
    /// Whether the moon moves it by a day.
    #[serde(default)]
    pub approximate: bool,
    /// Whether it begins at sunset of that day.
    #[serde(default)]
    pub evening: bool,
}

/// A day of any year, written MM-DD.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct MonthDay {
    /// January 1.
    pub month: u32,
    /// From 1.
    pub day: u32,
}

impl TryFrom<String> for MonthDay {
    type Error = String;

    fn try_from(written: String) -> Result<Self, String> {
        let parts = written.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
        // A leap year has every day that any year has.
        let day = parts.filter(|(month, day)| NaiveDate::from_ymd_opt(2024, *month, *day).is_some());
        day.map(|(month, day)| Self { month, day }).ok_or_else(|| format!("{written:?} is no day; write it as MM-DD"))
    }
}

/// A time zone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoneEntry {
    /// Its abbreviation.
    pub abbreviation: String,
    /// Minutes from UTC.
    pub utc_offset: i32,
    /// Whether several zones share it.
    #[serde(default)]
    pub weak: bool,
}
