//! Dates and clock times as pages write them: "06 Nov. 2024, 11:43", "Thursday, November 7, 2024 at 3:15 PM EST", "2024-11-06T11:43Z".
//!
//! In: a line or a part of one. Out: [`WrittenDate`] and where it ends. Never fills in what is not written: a missing year stays missing.
//!
//! The grammar is a loop over words, numbers and marks that takes what a date may hold in any order, so that one rule serves all
//! orders of day, month, year, weekday, clock and zone.

use crate::span::cut;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};

use super::zones;

/// The order of an all-numeric date whose numbers do not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumericOrder {
    /// Not known: such a date is not read.
    #[default]
    Unknown,
    /// 31/12/2024.
    DayFirst,
    /// 12/31/2024.
    MonthFirst,
}

/// What a page wrote of a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenDate {
    /// Year.
    pub year: Option<i32>,
    /// Month, 1 to 12.
    pub month: Option<u32>,
    /// Day of the month.
    pub day: Option<u32>,
    /// Weekday, where it is named.
    pub weekday: Option<Weekday>,
    /// Time of day on the outlet's clock.
    pub time: Option<NaiveTime>,
    /// Whether seconds were written.
    pub has_seconds: bool,
    /// The zone, where it is named.
    pub zone: Option<zones::TimeZone>,
}

impl WrittenDate {
    /// The day, if it is written in full and exists.
    pub fn date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month?, self.day?)
    }

    /// The moment, if day, time and zone are written.
    pub fn at(&self) -> Option<DateTime<Utc>> {
        let local = self.date()?.and_time(self.time?);
        let minutes = self.zone?.minutes_at(local);
        local.checked_sub_signed(TimeDelta::minutes(minutes.into())).map(|utc| utc.and_utc())
    }

    /// Whether a time and nothing of a day is written.
    pub fn is_clock_only(&self) -> bool {
        self.time.is_some() && self.month.is_none() && self.day.is_none() && self.year.is_none()
    }

    /// Whether day and month, or month and year, are written.
    fn is_date(&self) -> bool {
        self.month.is_some() && (self.day.is_some() || self.year.is_some())
    }
}

/// The date at the very start of a text, and how many bytes it takes.
pub fn at_start(text: &str, order: NumericOrder) -> Option<(WrittenDate, usize)> {
    let tokens = tokens(text);
    let mut reader = DateReader { tokens: &tokens, at: 0, end: 0, order, date: WrittenDate::default() };
    reader.run();
    let date = reader.date;
    (date.is_date() || date.is_clock_only()).then_some((date, reader.end))
}

/// A text that is a date and nothing else.
pub fn whole(text: &str, order: NumericOrder) -> Option<WrittenDate> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '(' | ')' | '[' | ']'));
    let (date, end) = at_start(text, order)?;
    (date.is_date() && cut(text, end..).chars().all(|c| !c.is_alphanumeric())).then_some(date)
}

/// The first date in a text that names month and day or month and year.
pub fn first(text: &str, order: NumericOrder) -> Option<WrittenDate> {
    let mut starts_word = true;
    for (at, c) in text.char_indices() {
        let here = (starts_word && c.is_alphanumeric()).then(|| at_start(cut(text, at..), order)).flatten();
        if let Some((date, _)) = here.filter(|(d, _)| d.is_date()) {
            return Some(date);
        }
        starts_word = !c.is_alphanumeric();
    }
    None
}

/// The month of a name or its abbreviation.
pub fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let word = word.to_ascii_lowercase();
    let n = MONTHS.iter().position(|m| *m == word || (word.len() >= 3 && word.len() <= 4 && m.starts_with(&word)))?;
    Some(n as u32 + 1)
}

/// The weekday of a name or its abbreviation.
pub fn weekday(word: &str) -> Option<Weekday> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = word.to_ascii_lowercase();
    let n = DAYS.iter().position(|d| *d == word || (word.len() >= 3 && word.len() <= 5 && d.starts_with(&word)))?;
    Weekday::try_from(n as u8).ok()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DateTokenKind {
    Word,
    Number,
    Mark,
}

#[derive(Clone, Copy, Debug)]
struct DateToken<'t> {
    kind: DateTokenKind,
    text: &'t str,
    end: usize,
}

impl DateToken<'_> {
    fn number(&self) -> Option<u32> {
        if self.kind == DateTokenKind::Number && self.text.len() <= 8 { self.text.parse().ok() } else { None }
    }

    fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }
}

/// How many tokens are looked at: no written date has more.
const LONGEST: usize = 40;

fn tokens(text: &str) -> Vec<DateToken<'_>> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if found.len() == LONGEST {
            break;
        }
        if c.is_whitespace() {
            continue;
        }
        let kind = match c {
            c if c.is_ascii_digit() => DateTokenKind::Number,
            c if c.is_alphabetic() => DateTokenKind::Word,
            _ => DateTokenKind::Mark,
        };
        let mut end = start + c.len_utf8();
        while let Some((at, next)) = chars.peek().copied() {
            let goes_on = match kind {
                DateTokenKind::Number => next.is_ascii_digit(),
                DateTokenKind::Word => next.is_alphabetic(),
                DateTokenKind::Mark => false,
            };
            if !goes_on {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        found.push(DateToken { kind, text: cut(text, start..end), end });
    }
    found
}

/// Takes the pieces of a date one after the other.
struct DateReader<'a, 't> {
    tokens: &'a [DateToken<'t>],
    at: usize,
    end: usize,
    order: NumericOrder,
    date: WrittenDate,
}

impl<'t> DateReader<'_, 't> {
    fn token(&self, ahead: usize) -> Option<&DateToken<'t>> {
        self.tokens.get(self.at + ahead)
    }

    fn number(&self, ahead: usize) -> Option<u32> {
        self.token(ahead)?.number()
    }

    fn mark(&self, ahead: usize) -> Option<char> {
        self.token(ahead).filter(|t| t.kind == DateTokenKind::Mark)?.text.chars().next()
    }

    fn word(&self, ahead: usize) -> Option<&'t str> {
        self.token(ahead).filter(|t| t.kind == DateTokenKind::Word).map(|t| t.text)
    }

    fn take(&mut self, count: usize) -> bool {
        self.at += count;
        self.end = self.at.checked_sub(1).and_then(|n| self.tokens.get(n)).map_or(self.end, |t| t.end);
        true
    }

    fn run(&mut self) {
        while self.at < self.tokens.len() {
            let took = self.numeric_date() || self.clock() || self.month() || self.weekday() || self.day() || self.year() || self.zone();
            if !took && !self.filler() {
                break;
            }
        }
    }

    /// 2024-11-06, 2024. 11. 6, 2024年11月6日, 06/11/2024, 20241106.
    fn numeric_date(&mut self) -> bool {
        if self.date.month.is_some() || self.date.day.is_some() {
            return false;
        }
        let Some(first) = self.token(0).filter(|t| t.kind == DateTokenKind::Number) else { return false };
        if first.text.len() == 8 && self.mark(1).is_none_or(|m| m != ':') {
            let n = first.number().unwrap_or(0);
            return self.set(n / 10_000, n / 100 % 100, n % 100) && self.take(1);
        }
        let (Some(a), Some(b)) = (first.number(), self.number(2)) else { return false };
        let joint = |t: Option<&DateToken<'t>>| t.and_then(|t| t.text.chars().next()).filter(|c| "-/.年년月월".contains(*c));
        let (Some(one), Some(two)) = (joint(self.token(1)), joint(self.token(3))) else { return false };
        let by_character = matches!((one, two), ('年', '月') | ('년', '월'));
        let Some((third, c)) = self.token(4).and_then(|t| Some((t.text.len(), t.number()?))) else { return false };
        if one != two && !by_character {
            return false;
        }
        let width = first.text.len();
        let closes = usize::from(by_character && self.word(5).is_some_and(|w| matches!(w, "日" | "일")));
        let year_last = if third == 4 { Some(c) } else { (third == 2 && one == '/').then_some(2000 + c) };
        let set = match (width, year_last) {
            (4, _) => self.set(a, b, c),
            (1..=2, Some(year)) if a > 12 => self.set(year, b, a),
            (1..=2, Some(year)) if b > 12 => self.set(year, a, b),
            // Full stops and hyphens between numbers are the custom of countries that put the day first.
            (1..=2, Some(year)) if a == b || one == '.' => self.set(year, b, a),
            (1..=2, Some(year)) => match self.order {
                NumericOrder::DayFirst => self.set(year, b, a),
                NumericOrder::MonthFirst => self.set(year, a, b),
                NumericOrder::Unknown => false,
            },
            _ => false,
        };
        set && self.take(5 + closes)
    }

    fn set(&mut self, year: u32, month: u32, day: u32) -> bool {
        if NaiveDate::from_ymd_opt(year as i32, month, day).is_none() || !(1800..=2200).contains(&year) {
            return false;
        }
        (self.date.year, self.date.month, self.date.day) = (Some(year as i32), Some(month), Some(day));
        true
    }

    /// 11:43, 11:43:07.5, 3 PM, 3:15 p.m., 14.30 GMT after a date.
    fn clock(&mut self) -> bool {
        if self.date.time.is_some() {
            return false;
        }
        let Some(hour) = self.number(0).filter(|h| *h < 25 && self.tokens[self.at].text.len() <= 2) else { return false };
        let two_digits = |t: Option<&DateToken<'t>>| t.filter(|t| t.text.len() == 2).and_then(DateToken::number).filter(|n| *n < 60);
        let (mut minute, mut second, mut used) = (None, None, 1);
        if self.mark(1) == Some(':') || (self.mark(1) == Some('.') && self.is_dotted_clock()) {
            minute = two_digits(self.token(2));
            if minute.is_none() {
                return false;
            }
            used = 3;
            if self.mark(3) == Some(':') {
                second = two_digits(self.token(4));
                used = if second.is_some() { 5 } else { 3 };
                if second.is_some() && self.mark(5) == Some('.') && self.number(6).is_some() {
                    used = 7;
                }
            }
        }
        let half = self.half_of_day(used);
        if minute.is_none() && half.is_none() {
            return false;
        }
        let hour = match half {
            Some((is_afternoon, length)) => {
                used += length;
                hour % 12 + if is_afternoon { 12 } else { 0 }
            }
            None => hour,
        };
        let Some(time) = NaiveTime::from_hms_opt(hour, minute.unwrap_or(0), second.unwrap_or(0)) else { return false };
        self.date.time = Some(time);
        self.date.has_seconds = second.is_some();
        self.take(used)
    }

    /// Whether "14.30" is a time: after a date, or before am, pm or a zone.
    fn is_dotted_clock(&self) -> bool {
        let minutes = self.token(2).is_some_and(|t| t.kind == DateTokenKind::Number && t.text.len() == 2);
        let date_is_full = self.date.day.is_some() && self.date.month.is_some();
        minutes && (date_is_full || self.half_of_day(3).is_some() || self.word(3).is_some_and(|w| zones::of_name(w).is_some()))
    }

    /// am, pm, a.m., p.m.: whether it is the second half, and how many tokens it takes.
    fn half_of_day(&self, ahead: usize) -> Option<(bool, usize)> {
        let word = self.word(ahead)?;
        match word.to_ascii_lowercase().as_str() {
            "am" => Some((false, 1)),
            "pm" => Some((true, 1)),
            half @ ("a" | "p") => {
                let dots = self.mark(ahead + 1) == Some('.') && self.token(ahead + 2).is_some_and(|t| t.is("m"));
                let closing = usize::from(self.mark(ahead + 3) == Some('.'));
                dots.then_some((half == "p", 3 + closing))
            }
            _ => None,
        }
    }

    fn month(&mut self) -> bool {
        let Some(month) = self.word(0).filter(|_| self.date.month.is_none()).and_then(month) else { return false };
        self.date.month = Some(month);
        let stop = usize::from(self.mark(1) == Some('.'));
        self.take(1 + stop)
    }

    fn weekday(&mut self) -> bool {
        let Some(day) = self.word(0).filter(|_| self.date.weekday.is_none()).and_then(weekday) else { return false };
        self.date.weekday = Some(day);
        let stop = usize::from(self.mark(1) == Some('.'));
        self.take(1 + stop)
    }

    /// A day beside a month: "6 Nov", "Nov 6th", "6th of November".
    fn day(&mut self) -> bool {
        let Some(day) = self.number(0).filter(|d| (1..=31).contains(d) && self.tokens[self.at].text.len() <= 2) else { return false };
        if self.date.day.is_some() {
            return false;
        }
        let ordinal = usize::from(self.word(1).is_some_and(|w| ["st", "nd", "rd", "th"].iter().any(|s| w.eq_ignore_ascii_case(s))));
        let ahead = 1 + ordinal;
        let before_month = (ahead..ahead + 2).any(|n| self.word(n).and_then(month).is_some());
        if self.date.month.is_none() && !before_month {
            return false;
        }
        self.date.day = Some(day);
        self.take(ahead)
    }

    fn year(&mut self) -> bool {
        let Some(year) = self.number(0).filter(|y| (1800..=2200).contains(y) && self.tokens[self.at].text.len() == 4) else { return false };
        if self.date.year.is_some() || self.date.month.is_none() {
            return false;
        }
        self.date.year = Some(year as i32);
        self.take(1)
    }

    /// A zone after a time: Z, KST, UTC+9, +09:00.
    fn zone(&mut self) -> bool {
        if self.date.time.is_none() || self.date.zone.is_some() {
            return false;
        }
        if let Some(name) = self.word(0) {
            let Some(zone) = zones::of_name(name) else { return false };
            self.date.zone = Some(zone);
            self.take(1);
            if zone == zones::UTC {
                self.offset();
            }
            return true;
        }
        self.offset()
    }

    /// +09:00, -0500, +9.
    fn offset(&mut self) -> bool {
        let sign = match self.mark(0) {
            Some('+') => 1,
            Some('-' | '−') => -1,
            _ => return false,
        };
        let Some(first) = self.token(1).filter(|t| t.kind == DateTokenKind::Number) else { return false };
        let (hours, minutes, used) = match (first.text.len(), first.number(), self.mark(2), self.number(3)) {
            (4, Some(n), ..) => (n / 100, n % 100, 2),
            (1..=2, Some(h), Some(':'), Some(m)) => (h, m, 4),
            (1..=2, Some(h), ..) => (h, 0, 2),
            _ => return false,
        };
        if hours > 14 || minutes > 59 {
            return false;
        }
        self.date.zone = Some(zones::TimeZone::Fixed(sign * (hours * 60 + minutes) as i32));
        self.take(used)
    }

    /// What may stand between the pieces; not counted as part of the date unless a piece follows.
    fn filler(&mut self) -> bool {
        let started = self.date != WrittenDate::default();
        let Some(token) = self.token(0) else { return false };
        let skips = match token.kind {
            DateTokenKind::Mark => started && matches!(token.text, "," | "-" | "–" | "—" | "|" | "·" | "•" | "@" | "/" | "." | "(" | ")"),
            DateTokenKind::Word => started && ["at", "on", "of", "T", "the", "local", "time"].iter().any(|w| token.is(w)),
            DateTokenKind::Number => false,
        };
        if skips {
            self.at += 1;
        }
        skips
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let Some(date) = whole(text, NumericOrder::Unknown) else { return "none".into() };
        match (date.at(), date.date()) {
            (Some(at), _) => at.format("%Y-%m-%dT%H:%MZ").to_string(),
            (None, Some(day)) => format!("{day}{}", date.time.map(|t| t.format(" %H:%M").to_string()).unwrap_or_default()),
            (None, None) => format!("{:?}-{:?}-{:?}", date.year.unwrap_or(0), date.month.unwrap_or(0), date.day.unwrap_or(0)),
        }
    }

    #[test]
    fn one_day_in_many_hands() {
        for text in [
            "2024-11-06",
            "2024. 11. 6.",
            "2024年11月6日",
            "6 November 2024",
            "November 6, 2024",
            "Nov. 6, 2024",
            "6th of November, 2024",
            "Wed, 06 Nov 2024",
            "06.11.2024",
            "20241106",
        ] {
            assert_eq!(read(text), "2024-11-06", "{text}");
        }
    }

    #[test]
    fn clocks_and_zones() {
        assert_eq!(read("06 Nov. 2024, 11:43"), "2024-11-06 11:43");
        assert_eq!(read("Dec 2, 2024\u{a0}-\u{a0}04:00"), "2024-12-02 04:00");
        assert_eq!(read("2024-11-06T11:43:12+09:00"), "2024-11-06T02:43Z");
        assert_eq!(read("2024-11-06T11:43:12.120Z"), "2024-11-06T11:43Z");
        assert_eq!(read("Wed 6 Nov 2024 14.30 GMT"), "2024-11-06T14:30Z");
        assert_eq!(read("Thursday, November 7, 2024 at 3:15 p.m. EST"), "2024-11-07T20:15Z");
        assert_eq!(read("July 7, 2024 12:05 AM ET"), "2024-07-07T04:05Z");
        assert_eq!(read("Tue, 05 Nov 2024 11:43:00 +0900"), "2024-11-05T02:43Z");
    }

    #[test]
    fn what_is_no_full_date_stays_so() {
        assert_eq!(read("06/11/2024"), "none");
        assert_eq!(read("25/11/2024"), "2024-11-25");
        assert_eq!(read("Nov. 6"), "0-11-6");
        assert_eq!(read("March 2022"), "2022-3-0");
        assert_eq!(read("31 people on 6 November 2024"), "none");
        assert_eq!(read("3.5 million"), "none");
        assert_eq!(read("May"), "none");
    }

    #[test]
    fn a_date_is_found_inside_a_line() {
        let date = first("— Harbour Office (@harbour) November 7, 2024", NumericOrder::Unknown).expect("a date");
        assert_eq!(date.date(), NaiveDate::from_ymd_opt(2024, 11, 7));
    }
}
