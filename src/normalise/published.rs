//! When an article was published and changed.
//!
//! In: what was given, what the page says, its dateline and posts. Out: [`Published`] twice. Never mixes the two, never reads the clock,
//! and never invents a zone or a year: a local time without a zone is a day, a day without a year needs a witness.
//!
//! Order of trust: given metadata, a line of the page, the address, the dateline, embedded posts. Where only hints agree, the method is
//! `inferred`.

use chrono::{DateTime, Datelike, NaiveDate};

use super::dateline::Dateline;
use super::era;
use crate::document::{DateMethod, Metadata, MetadataField, NormalisedArticle, ParsedArticle, Precision, Published, Role, Rule};
use crate::error::Flag;
use crate::text::written_date::{self, NumericOrder, WrittenDate};

/// Between which days a date of publication is believed.
///
/// The latest day is fixed and not today's: which of several dates is taken must not hang on the day of the run. A date after `today` is
/// taken, and flagged; whoever runs a pipeline tells which day that is, so that the core never asks a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateLimits {
    /// The first believable day.
    pub earliest: NaiveDate,
    /// The last believable day.
    pub latest: NaiveDate,
    /// The day after which the future begins; none where that is not told.
    pub today: Option<NaiveDate>,
}

impl Default for DateLimits {
    fn default() -> Self {
        let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN);
        Self { earliest: day(1990), latest: day(2100), today: None }
    }
}

impl DateLimits {
    fn allow(self, date: NaiveDate) -> bool {
        self.earliest <= date && date <= self.latest
    }

    /// Whether a day lies in the future, wherever in the world today is.
    fn is_future(self, date: NaiveDate) -> bool {
        self.today.and_then(|today| today.succ_opt()).is_some_and(|tomorrow| date > tomorrow)
    }
}

/// What is known of an article's dates.
pub(super) struct Dates {
    pub published: Option<Published>,
    pub updated: Option<Published>,
    pub flags: Vec<Flag>,
}

/// Settles both dates.
pub(super) fn settle(
    parsed: &ParsedArticle,
    article: &NormalisedArticle,
    dateline: Option<&Dateline>,
    country: &Option<String>,
    limits: DateLimits,
) -> Dates {
    let order = match country.as_deref() {
        Some("US" | "PH") => NumericOrder::MonthFirst,
        Some(_) => NumericOrder::DayFirst,
        None => NumericOrder::Unknown,
    };
    let given = &parsed.source.given;
    let hints = DateHints { posts: days(parsed, MetadataField::PostDate, order), stated: stated_days(parsed, order), article };
    let mut found: Vec<Published> = Vec::new();
    found.extend(given.published.as_deref().and_then(|text| of_given(text, order)));
    found.extend(lines(parsed, MetadataField::Published, order, &hints));
    found.extend(given.url.as_deref().and_then(of_url));
    found.extend(dateline.and_then(|d| d.date.as_ref()).and_then(|date| of_dateline(date, &hints)));
    found.extend(of_posts(&hints));
    let published = found.iter().find(|p| limits.allow(p.date)).or(found.first()).copied();

    let mut changed: Vec<Published> = given.updated.as_deref().and_then(|text| of_given(text, order)).into_iter().collect();
    let hints = DateHints { stated: published.iter().map(|p| p.date).chain(hints.stated.iter().copied()).collect(), ..hints };
    changed.extend(lines(parsed, MetadataField::Updated, order, &hints));
    let updated = changed.iter().find(|p| limits.allow(p.date)).copied();
    let implausible = published.filter(|p| !limits.allow(p.date) || limits.is_future(p.date)).map(|_| Flag::ImplausibleDate);
    let unreadable = |text: &Option<String>| text.as_deref().is_some_and(|text| of_given(text, order).is_none());
    let unread = (unreadable(&given.published) || unreadable(&given.updated)).then_some(Flag::UnreadableDate);
    Dates { published, updated, flags: implausible.into_iter().chain(unread).collect() }
}

/// What may tell the year of a day, or stand for the day itself.
struct DateHints<'a> {
    posts: Vec<NaiveDate>,
    stated: Vec<NaiveDate>,
    article: &'a NormalisedArticle,
}

/// The days of all statements on a field.
fn days(parsed: &ParsedArticle, field: MetadataField, order: NumericOrder) -> Vec<NaiveDate> {
    parsed.metadata.iter().filter(|m| m.field == field).filter_map(|m| written_date::first(&m.value, order)?.date()).collect()
}

/// The days that page and metadata state in full.
fn stated_days(parsed: &ParsedArticle, order: NumericOrder) -> Vec<NaiveDate> {
    let given = [&parsed.source.given.published, &parsed.source.given.updated];
    let of_given = given.into_iter().flatten().filter_map(|text| written_date::first(text, order)?.date());
    of_given.chain(days(parsed, MetadataField::Published, order)).chain(days(parsed, MetadataField::Updated, order)).collect()
}

/// A written date as a row's value.
fn value(date: &WrittenDate, method: DateMethod, rule: &'static str) -> Option<Published> {
    let at = date.at();
    let (day, precision) = match (date.date(), at, date.year, date.month) {
        (Some(day), Some(_), ..) if date.has_seconds => (day, Precision::Second),
        (Some(day), Some(_), ..) => (day, Precision::Minute),
        (Some(day), None, ..) => (day, Precision::Day),
        (None, _, Some(year), Some(month)) if date.day.is_none() => (NaiveDate::from_ymd_opt(year, month, 1)?, Precision::Month),
        _ => return None,
    };
    Some(Published { at, date: day, precision, method, rule: Rule(rule) })
}

/// Metadata beside the text: a written date, or time since 1970.
fn of_given(text: &str, order: NumericOrder) -> Option<Published> {
    let text = text.trim();
    if let Some(at) = since_1970(text) {
        return Some(Published {
            at: Some(at),
            date: at.date_naive(),
            precision: Precision::Second,
            method: DateMethod::Metadata,
            rule: Rule("given_seconds"),
        });
    }
    value(&written_date::first(text, order)?, DateMethod::Metadata, "given")
}

/// Seconds since 1970, or thousandths, millionths or billionths of them, told by the number of digits; a fraction does not count.
fn since_1970(text: &str) -> Option<DateTime<chrono::Utc>> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    let unit = match whole.len() {
        // Since 1973: fewer digits are days written without marks.
        9 | 10 => 1,
        13 => 1_000,
        16 => 1_000_000,
        19 => 1_000_000_000,
        _ => return None,
    };
    DateTime::from_timestamp(number / unit, 0)
}

/// Lines of the page that state a date, the surest first; a missing year is looked for among the hints.
fn lines(parsed: &ParsedArticle, field: MetadataField, order: NumericOrder, hints: &DateHints<'_>) -> Vec<Published> {
    let mut stated: Vec<_> = parsed.metadata.iter().filter(|m| m.field == field).collect();
    stated.sort_by_key(|m| m.rank);
    let read = |m: &Metadata| {
        let date = written_date::first(&m.value, order)?;
        let method = if m.rank < Metadata::TEXT_RANK { DateMethod::Metadata } else { DateMethod::Text };
        match date.year {
            Some(_) => value(&date, method, m.rule.0),
            None => with_year(&date, hints),
        }
    };
    stated.into_iter().filter_map(read).collect()
}

/// "/2024/11/06/" or "/2024-11-06-" in an address.
fn of_url(url: &str) -> Option<Published> {
    let pieces: Vec<&str> = url.split(['/', '-', '_', '.']).collect();
    let number = |s: &str, len: usize| s.parse::<u32>().ok().filter(|_| s.len() <= len && !s.is_empty());
    let date = pieces.windows(3).find_map(|w| {
        let year = number(w[0], 4).filter(|_| w[0].len() == 4)?;
        let month = number(w[1], 2).or_else(|| written_date::month(w[1]))?;
        NaiveDate::from_ymd_opt(year as i32, month, number(w[2], 2)?)
    })?;
    (1990..2100).contains(&date.year()).then_some(Published {
        at: None,
        date,
        precision: Precision::Day,
        method: DateMethod::Metadata,
        rule: Rule("url_date"),
    })
}

/// The day in the dateline.
fn of_dateline(date: &WrittenDate, hints: &DateHints<'_>) -> Option<Published> {
    match date.year {
        Some(_) => value(date, DateMethod::Dateline, "dateline").map(|p| Published { at: None, precision: Precision::Day, ..p }),
        None => with_year(date, hints),
    }
}

/// How far a witness may lie from the day whose year it tells, days.
const WITNESS: i64 = 45;

/// A day and month with the year that other dates of the page, or the offices of the people in the text, tell.
fn with_year(date: &WrittenDate, hints: &DateHints<'_>) -> Option<Published> {
    let (month, day) = (date.month?, date.day?);
    let inferred = |date, rule| Published { at: None, date, precision: Precision::Day, method: DateMethod::Inferred, rule: Rule(rule) };
    for witness in hints.stated.iter().chain(&hints.posts) {
        let near = (-1..=1)
            .filter_map(|shift| NaiveDate::from_ymd_opt(witness.year() + shift, month, day))
            .find(|d| (*d - *witness).num_days().abs() <= WITNESS);
        if let Some(found) = near.filter(|d| date.weekday.is_none_or(|w| w == d.weekday())) {
            return Some(inferred(found, "year_from_page"));
        }
    }
    era::year_of(month, day, date.weekday, body(hints.article)).map(|found| inferred(found, "year_from_era"))
}

/// The body's text.
fn body(article: &NormalisedArticle) -> &str {
    article.text.get(article.body_start as usize..).unwrap_or("")
}

/// The latest embedded post: a report stands within days of the posts it shows. A weekday in the text that names the same day confirms it.
fn of_posts(hints: &DateHints<'_>) -> Option<Published> {
    let latest = *hints.posts.iter().max()?;
    let paragraphs =
        hints.article.text_blocks().filter(|(_, b, _)| b.role == Role::Paragraph).map(|(_, _, span)| span.of(&hints.article.text));
    let is_named = paragraphs.flat_map(era::weekdays).any(|w| w == latest.weekday());
    let (method, rule) = if is_named { (DateMethod::Inferred, "post_and_weekday") } else { (DateMethod::SocialPost, "latest_post") };
    Some(Published { at: None, date: latest, precision: Precision::Day, method, rule: Rule(rule) })
}
