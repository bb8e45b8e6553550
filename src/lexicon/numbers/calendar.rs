//! Months, weekdays, seasons, holidays, time zones and wars: `data/lexicons/calendar.toml` and the dated events of `events.toml`.

use chrono::{Datelike, Duration, NaiveDate};
use serde::Deserialize;

use super::phrases::{Case, Phrases};
use super::vocabulary::{Traits, Vocabulary};

/// What a word or phrase of the calendar stands for.
#[derive(Clone, Debug)]
pub enum Term {
    /// A month, 1 to 12.
    Month(u32),
    /// A day of the week, Monday 1.
    Weekday(u32),
    /// A season by its EDTF code: 21 spring to 24 winter.
    Season(u32),
    /// A part of the day by its TIMEX3 code.
    DayPart(&'static str),
    /// Days from the day of the article, and a part of that day.
    DayWord(i64, Option<&'static str>),
    /// A holiday.
    Holiday(Box<HolidayRule>),
    /// An event with its first and last day.
    Event(NaiveDate, NaiveDate),
    /// A time zone by its minutes from UTC.
    Zone(i32),
}

impl Term {
    /// The trait of the word that shows it.
    fn shows(&self) -> Traits {
        match self {
            Term::Month(_) => Traits::MONTH,
            Term::Weekday(_) => Traits::WEEKDAY,
            Term::Season(_) => Traits::SEASON,
            Term::DayPart(_) => Traits::DAY_PART,
            Term::DayWord(..) => Traits::DAY_WORD,
            Term::Holiday(_) | Term::Event(..) => Traits::FEAST,
            Term::Zone(_) => Traits::ZONE,
        }
    }
}

/// How the day of a holiday is found.
#[derive(Clone, Debug)]
pub enum HolidayRule {
    /// The same day each year.
    Fixed(u32, u32),
    /// The nth weekday of a month (-1 the last), and days after it.
    Nth {
        /// 1 to 12.
        month: u32,
        /// Monday 1.
        weekday: u32,
        /// 1 for the first, -1 for the last.
        nth: i32,
        /// Days after it.
        plus: i64,
    },
    /// Days from Easter Sunday.
    Easter(i64),
    /// Days from Orthodox Easter.
    Orthodox(i64),
    /// Known days.
    Days(Vec<NaiveDate>),
}

impl HolidayRule {
    /// The day in `year`, where it is known.
    pub fn day(&self, year: i32) -> Option<NaiveDate> {
        match self {
            HolidayRule::Fixed(month, day) => NaiveDate::from_ymd_opt(year, *month, *day),
            HolidayRule::Nth { month, weekday, nth, plus } => {
                nth_weekday(year, *month, *weekday, *nth)?.checked_add_signed(Duration::days(*plus))
            }
            HolidayRule::Easter(days) => easter(year)?.checked_add_signed(Duration::days(*days)),
            HolidayRule::Orthodox(days) => orthodox_easter(year)?.checked_add_signed(Duration::days(*days)),
            HolidayRule::Days(days) => days.iter().find(|d| d.year() == year).copied(),
        }
    }
}

fn nth_weekday(year: i32, month: u32, weekday: u32, nth: i32) -> Option<NaiveDate> {
    let days = (1..=31).filter_map(|d| NaiveDate::from_ymd_opt(year, month, d)).filter(|d| d.weekday().number_from_monday() == weekday);
    let all: Vec<NaiveDate> = days.collect();
    let index = if nth < 0 { all.len().checked_sub(nth.unsigned_abs() as usize)? } else { (nth as usize).checked_sub(1)? };
    all.get(index).copied()
}

/// Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher.
fn easter(year: i32) -> Option<NaiveDate> {
    if !(1583..=4000).contains(&year) {
        return None;
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, month as u32, day as u32)
}

/// Orthodox Easter as a Gregorian day (valid from 1900 to 2099), by the algorithm of Meeus for the Julian calendar.
fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    if !(1900..=2099).contains(&year) {
        return None;
    }
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let (month, day) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1);
    NaiveDate::from_ymd_opt(year, month as u32, day as u32)?.checked_add_signed(Duration::days(13))
}

#[derive(Deserialize)]
struct File {
    months: Vec<Named>,
    weekdays: Vec<Named>,
    seasons: Vec<NameOnly>,
    day_parts: Vec<NameOnly>,
    day_words: Vec<DayWord>,
    holidays: Vec<Holiday>,
    time_zones: Vec<Zone>,
    time_words: Vec<String>,
    time_units: Vec<String>,
    time_starts: Vec<String>,
    time_openers: Vec<String>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
    number: u32,
    #[serde(default)]
    abbreviations: Vec<String>,
}

#[derive(Deserialize)]
struct NameOnly {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
struct DayWord {
    phrase: String,
    days: i64,
}

#[derive(Deserialize)]
struct Holiday {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    date: Option<String>,
    month: Option<u32>,
    weekday: Option<u32>,
    nth: Option<i32>,
    #[serde(default)]
    plus_days: i64,
    easter: Option<i64>,
    orthodox: Option<i64>,
    dates: Option<Vec<String>>,
}

impl Holiday {
    fn rule(&self) -> Option<HolidayRule> {
        if let Some((month, day)) = self.date.as_deref().and_then(|d| d.split_once('-')) {
            return Some(HolidayRule::Fixed(month.parse().ok()?, day.parse().ok()?));
        }
        if let (Some(month), Some(weekday), Some(nth)) = (self.month, self.weekday, self.nth) {
            return Some(HolidayRule::Nth { month, weekday, nth, plus: self.plus_days });
        }
        let days = || Some(HolidayRule::Days(self.dates.as_ref()?.iter().filter_map(|d| d.parse().ok()).collect()));
        self.easter.map(HolidayRule::Easter).or(self.orthodox.map(HolidayRule::Orthodox)).or_else(days)
    }
}

#[derive(Deserialize)]
struct Zone {
    abbreviation: String,
    utc_offset: i32,
}

#[derive(Deserialize)]
struct Events {
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    name: String,
    kind: String,
    start: Option<String>,
    end: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
}

/// The TIMEX3 code of a part of the day.
fn part_code(name: &str) -> Option<&'static str> {
    Some(match name {
        "morning" | "early morning" => "TMO",
        "dawn" => "TDT",
        "afternoon" => "TAF",
        "evening" | "dusk" => "TEV",
        "night" => "TNI",
        "midday" => "T12:00",
        "midnight" => "T00:00",
        "lunchtime" => "TMI",
        _ => return None,
    })
}

/// Every term of the calendar.
pub(super) fn read(vocabulary: &mut Vocabulary) -> Phrases<Term> {
    let file: File = toml::from_str(include_str!("../../../data/lexicons/calendar.toml")).expect("the embedded lexicon is well formed");
    let mut terms = Phrases::default();
    let opener = |word: &str| file.time_openers.iter().any(|o| o.eq_ignore_ascii_case(word));
    for (words, traits) in [
        (&file.time_words, Traits::TIME),
        (&file.time_units, Traits::TIME | Traits::TIME_UNIT),
        (&file.time_starts, Traits::TIME | Traits::TIME_START),
        (&file.time_openers, Traits::TIME_OPENER),
    ] {
        for word in words {
            vocabulary.add(word, traits);
        }
    }
    let mut add = |phrase: &str, case, term: Term| {
        let name = Traits::TIME_NAME | term.shows();
        // What an opener begins must be told by the words behind it.
        let (first, last) = if phrase.split(' ').next().is_some_and(opener) {
            (Traits::CALENDAR, Traits::TIME | name)
        } else {
            (Traits::CALENDAR | name, Traits::default())
        };
        terms.add(vocabulary, phrase, case, first, last, term)
    };
    for (list, term) in [(&file.months, Term::Month as fn(u32) -> Term), (&file.weekdays, Term::Weekday)] {
        for entry in list {
            // Without a capital "may" and "march" are verbs, and the other names are written with one.
            for name in std::iter::once(&entry.name).chain(&entry.abbreviations) {
                add(name, Case::Exact, term(entry.number));
                add(&name.to_uppercase(), Case::Exact, term(entry.number));
            }
            // "oct. 13": in text without capitals the full stop shows the abbreviation.
            for name in entry.abbreviations.iter().filter(|n| n.ends_with('.') && !["Mar.", "Sun.", "Sat."].contains(&n.as_str())) {
                add(&name.to_lowercase(), Case::Exact, term(entry.number));
            }
            if !["May", "March", "August"].contains(&entry.name.as_str()) {
                add(&entry.name.to_lowercase(), Case::Exact, term(entry.number));
            }
        }
    }
    for season in &file.seasons {
        let code = match season.name.as_str() {
            "spring" => 21,
            "summer" => 22,
            "autumn" => 23,
            _ => 24,
        };
        for name in std::iter::once(&season.name).chain(&season.aliases) {
            add(name, Case::Ignored, Term::Season(code));
        }
    }
    for part in &file.day_parts {
        if let Some(code) = part_code(&part.name) {
            for name in std::iter::once(&part.name).chain(&part.aliases).filter(|n| *n != "overnight") {
                add(name, Case::Ignored, Term::DayPart(code));
            }
        }
    }
    for word in &file.day_words {
        let part = word.phrase.rsplit(' ').next().and_then(|w| part_code(if w == "overnight" || w == "tonight" { "night" } else { w }));
        add(&word.phrase, Case::Ignored, Term::DayWord(word.days, part));
        if word.phrase.starts_with("day ") {
            add(&format!("the {}", word.phrase), Case::Ignored, Term::DayWord(word.days, None));
        }
    }
    for holiday in &file.holidays {
        if let Some(rule) = holiday.rule() {
            for name in std::iter::once(&holiday.name).chain(&holiday.aliases) {
                add(name, Case::Exact, Term::Holiday(Box::new(rule.clone())));
                if name.contains('\'') {
                    add(&name.replace('\'', "’"), Case::Exact, Term::Holiday(Box::new(rule.clone())));
                }
            }
        }
    }
    for zone in &file.time_zones {
        add(&zone.abbreviation, Case::Exact, Term::Zone(zone.utc_offset));
    }
    events(&mut add);
    terms
}

fn events(add: &mut impl FnMut(&str, Case, Term)) {
    let events: Events = toml::from_str(include_str!("../../../data/lexicons/events.toml")).expect("the embedded lexicon is well formed");
    for event in events.events.iter().filter(|e| e.kind == "war") {
        let (Some(start), Some(end)) =
            (event.start.as_deref().and_then(|d| edge(d, true)), event.end.as_deref().and_then(|d| edge(d, false)))
        else {
            continue;
        };
        for name in std::iter::once(&event.name).chain(&event.aliases).filter(|n| !event.weak.contains(n)) {
            add(name, Case::Exact, Term::Event(start, end));
        }
    }
}

/// The first or last day of a year, a month or a day.
fn edge(written: &str, first: bool) -> Option<NaiveDate> {
    let mut parts = written.split('-').map(str::parse::<u32>);
    let year = parts.next()?.ok()? as i32;
    let month = parts.next().and_then(Result::ok);
    let day = parts.next().and_then(Result::ok);
    match (month, day) {
        (Some(m), Some(d)) => NaiveDate::from_ymd_opt(year, m, d),
        (Some(m), None) if first => NaiveDate::from_ymd_opt(year, m, 1),
        (Some(12), None) => NaiveDate::from_ymd_opt(year, 12, 31),
        (Some(m), None) => NaiveDate::from_ymd_opt(year, m + 1, 1)?.pred_opt(),
        (None, _) if first => NaiveDate::from_ymd_opt(year, 1, 1),
        (None, _) => NaiveDate::from_ymd_opt(year, 12, 31),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movable_feasts_fall_on_their_days() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        assert_eq!(easter(2024), day(2024, 3, 31));
        assert_eq!(easter(2025), day(2025, 4, 20));
        assert_eq!(orthodox_easter(2024), day(2024, 5, 5));
        assert_eq!(nth_weekday(2024, 11, 4, 4), day(2024, 11, 28));
        assert_eq!(nth_weekday(2024, 5, 1, -1), day(2024, 5, 27));
    }
}
