//! Months, weekdays, seasons, holidays, time zones and wars: `data/lexicons/calendar.toml` and the dated events of `events.toml`.

use chrono::{Datelike, Duration, NaiveDate};

use super::phrases::{Capitals, Phrases};
use super::vocabulary::{Traits, Vocabulary};
use crate::lexicon::files::LexiconFile;
use crate::lexicon::files::calendar::{Calendar, DayPartCode, DayPartEntry, DayWordEntry, HolidayEntry, MonthDay};
use crate::lexicon::files::events::{EventKind, events};

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

/// The rule of a holiday; none where its entry gives no whole one.
pub(in crate::lexicon) fn rule(holiday: &HolidayEntry) -> Option<HolidayRule> {
    if let Some(MonthDay { month, day }) = holiday.date {
        return Some(HolidayRule::Fixed(month, day));
    }
    if let (Some(month), Some(weekday), Some(nth)) = (holiday.month, holiday.weekday, holiday.nth) {
        return Some(HolidayRule::Nth { month, weekday, nth, plus: holiday.plus_days });
    }
    let days = || holiday.dates.clone().map(HolidayRule::Days);
    holiday.easter.map(HolidayRule::Easter).or(holiday.orthodox.map(HolidayRule::Orthodox)).or_else(days)
}

/// Every term of the calendar.
pub(super) fn read(vocabulary: &mut Vocabulary) -> Phrases<Term> {
    let file = Calendar::embedded();
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
    let mut terms = TermTable { vocabulary, phrases: Phrases::default(), openers: &file.time_openers };
    for month in &file.months {
        terms.add_name(&month.name, &month.abbreviations, &Term::Month(month.number));
    }
    for day in &file.weekdays {
        terms.add_name(&day.name, &day.abbreviations, &Term::Weekday(day.number));
    }
    for season in &file.seasons {
        for name in std::iter::once(&season.name).chain(&season.aliases) {
            terms.add(name, Capitals::Ignored, Term::Season(season.code));
        }
    }
    for part in &file.day_parts {
        terms.add_part(part);
    }
    for word in &file.day_words {
        terms.add_day_word(word, &file.day_parts);
    }
    for holiday in &file.holidays {
        terms.add_holiday(holiday);
    }
    for zone in &file.time_zones {
        terms.add(&zone.abbreviation, Capitals::Exact, Term::Zone(zone.utc_offset));
    }
    terms.add_wars();
    terms.phrases
}

/// The terms so far.
struct TermTable<'a> {
    vocabulary: &'a mut Vocabulary,
    phrases: Phrases<Term>,
    openers: &'a [String],
}

impl TermTable<'_> {
    fn add(&mut self, phrase: &str, case: Capitals, term: Term) {
        let name = Traits::TIME_NAME | term.shows();
        let opens = phrase.split(' ').next().is_some_and(|word| self.openers.iter().any(|o| o.eq_ignore_ascii_case(word)));
        // What an opener begins must be told by the words after it.
        let (first, last) = if opens { (Traits::CALENDAR, Traits::TIME | name) } else { (Traits::CALENDAR | name, Traits::default()) };
        self.phrases.add(self.vocabulary, phrase, case, first, last, term);
    }

    /// A month or a day of the week.
    fn add_name(&mut self, name: &str, abbreviations: &[String], term: &Term) {
        // Without a capital "may" and "march" are verbs, and the other names are written with one.
        for name in std::iter::once(name).chain(abbreviations.iter().map(String::as_str)) {
            self.add(name, Capitals::Exact, term.clone());
            self.add(&name.to_uppercase(), Capitals::Exact, term.clone());
        }
        // "oct. 13": in text without capitals the full stop shows the abbreviation.
        for name in abbreviations.iter().filter(|n| n.ends_with('.') && !["Mar.", "Sun.", "Sat."].contains(&n.as_str())) {
            self.add(&name.to_lowercase(), Capitals::Exact, term.clone());
        }
        if !["May", "March", "August"].contains(&name) {
            self.add(&name.to_lowercase(), Capitals::Exact, term.clone());
        }
    }

    fn add_part(&mut self, part: &DayPartEntry) {
        if let Some(code) = part.code {
            // "Overnight" is a day word, whose day must be told.
            for name in std::iter::once(&part.name).chain(&part.aliases).filter(|n| *n != "overnight") {
                self.add(name, Capitals::Ignored, Term::DayPart(code.name()));
            }
        }
    }

    fn add_day_word(&mut self, word: &DayWordEntry, parts: &[DayPartEntry]) {
        let named = word.part.as_ref().and_then(|name| parts.iter().find(|part| part.name == *name));
        let part = named.and_then(|part| part.code).map(DayPartCode::name);
        self.add(&word.phrase, Capitals::Ignored, Term::DayWord(word.days, part));
        if word.phrase.starts_with("day ") {
            self.add(&format!("the {}", word.phrase), Capitals::Ignored, Term::DayWord(word.days, None));
        }
    }

    fn add_holiday(&mut self, holiday: &HolidayEntry) {
        let Some(rule) = rule(holiday) else { return };
        for name in std::iter::once(&holiday.name).chain(&holiday.aliases) {
            self.add(name, Capitals::Exact, Term::Holiday(Box::new(rule.clone())));
            if name.contains('\'') {
                self.add(&name.replace('\'', "’"), Capitals::Exact, Term::Holiday(Box::new(rule.clone())));
            }
        }
    }

    /// The wars, which are spoken of as times: "since the Korean War".
    fn add_wars(&mut self) {
        for event in events().events.iter().filter(|e| e.kind == EventKind::War) {
            let (start, end) = (event.start.as_deref().and_then(|d| edge(d, true)), event.end.as_deref().and_then(|d| edge(d, false)));
            let (Some(start), Some(end)) = (start, end) else { continue };
            for name in std::iter::once(&event.name).chain(&event.aliases).filter(|n| !event.weak.contains(n)) {
                self.add(name, Capitals::Exact, Term::Event(start, end));
            }
        }
    }
}

/// The first or last day of a year, a month or a day.
pub(in crate::lexicon) fn edge(written: &str, first: bool) -> Option<NaiveDate> {
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
