//! Checks of days against each other: expressions of time, what they were resolved against, what figures and quotes take from them.
//!
//! In: rows of `dates`, or all rows of an article. Out: violations of rows. The tables hold days as numbers of days since 1970-01-01.

use std::collections::HashSet;

use arrow::array::Array;
use chrono::{Datelike, NaiveDate};

use super::findings::{Finder, excerpt};
use super::rows::{Article, Rows};

/// The first and the last day that a value in EDTF means; none for one that means no days.
fn days_of(edtf: &str) -> Option<(NaiveDate, NaiveDate)> {
    let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    let months = |year: i32, first: u32, count: u32| {
        let start = NaiveDate::from_ymd_opt(year, first, 1)?;
        let next = NaiveDate::from_ymd_opt(year + ((first - 1 + count) / 12) as i32, (first - 1 + count) % 12 + 1, 1)?;
        Some((start, next.pred_opt()?))
    };
    if let Some((start, end)) = edtf.split_once('/') {
        return Some((day(start)?, day(end)?));
    }
    let date = edtf.split_once('T').map_or(edtf, |(date, _)| date);
    if let Some(day) = day(date) {
        return Some((day, day));
    }
    let (year, part) = date.split_once('-').map_or((date, None), |(year, part)| (year, Some(part)));
    if let Some(century) = year.strip_suffix("XX") {
        return months(century.parse::<i32>().ok()? * 100, 1, 1200);
    }
    if let Some(decade) = year.strip_suffix('X') {
        return months(decade.parse::<i32>().ok()? * 10, 1, 120);
    }
    let year = year.parse().ok()?;
    match part.map(|p| p.parse::<u32>()) {
        None => months(year, 1, 12),
        Some(Ok(month @ 1..=12)) => months(year, month, 1),
        // Seasons, quarters and halves as the codes of EDTF number them.
        Some(Ok(season @ 21..=24)) => months(year, 3 * (season - 20), 3),
        Some(Ok(quarter @ 33..=36)) => months(year, 3 * (quarter - 32) - 2, 3),
        Some(Ok(half @ 40..=41)) => months(year, 6 * (half - 39) - 5, 6),
        Some(_) => None,
    }
}

/// Days since 1970-01-01.
fn number_of(day: NaiveDate) -> i32 {
    day.num_days_from_ce() - NaiveDate::default().num_days_from_ce()
}

/// The day of a row in a column.
fn day_at(rows: &Rows<'_>, column: &str, n: usize) -> Option<i32> {
    rows.date(column).filter(|c| n < c.len() && c.is_valid(n)).map(|c| c.value(n))
}

/// What a value in EDTF is by its form.
fn kinds_of(edtf: &str) -> &'static [&'static str] {
    if edtf.ends_with("_REF") {
        &["date"]
    } else if edtf.starts_with('P') {
        &["duration", "set"]
    } else if edtf.contains('T') {
        &["time"]
    } else {
        &["date"]
    }
}

/// `edtf` means the days from `start_date` to `end_date`, and is of the form of its kind.
pub(super) fn edtf(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    if rows.table() != "dates" {
        return;
    }
    for n in 0..rows.len() {
        let Some(edtf) = rows.text_of("edtf", n) else { continue };
        if let Some(kind) = rows.text_of("kind", n).filter(|kind| !kinds_of(edtf).contains(kind)) {
            finder.row("dates", rows.number(n), || format!("edtf is {}, which is no {kind}", excerpt(edtf)));
        }
        let (Some(_), Some(_)) = (rows.date("start_date"), rows.date("end_date")) else { continue };
        let told = day_at(rows, "start_date", n).zip(day_at(rows, "end_date", n));
        let meant = days_of(edtf).map(|(start, end)| (number_of(start), number_of(end)));
        if told != meant {
            finder.row("dates", rows.number(n), || format!("edtf is {}, start_date and end_date are other days", excerpt(edtf)));
        }
    }
}

/// What is relative was resolved against the day of publication or against a day that the text names, and nothing else has an anchor.
pub(super) fn anchors(article: &Article<'_>, finder: &mut Finder<'_>) {
    let Some(dates) = article.rows("dates") else { return };
    let published = article.rows("articles").map(|a| day_at(a, "published_date", 0));
    let mut named: HashSet<i32> = HashSet::new();
    for n in 0..dates.len() {
        let anchor = day_at(dates, "anchor_date", n);
        if anchor.is_some() && !dates.is_true("is_relative", n) && dates.bool("is_relative").is_some() {
            finder.row("dates", dates.number(n), || "anchor_date is set and is_relative is false".into());
        }
        if let (Some(anchor), Some(published)) = (anchor, published)
            && Some(anchor) != published
            && !named.contains(&anchor)
        {
            finder.row("dates", dates.number(n), || "anchor_date is neither the day of publication nor a day named before it".into());
        }
        named.extend(["start_date", "end_date"].iter().filter_map(|column| day_at(dates, column, n)));
    }
}

/// Days that figures and quotes take from the article are those of its dates or of its publication.
pub(super) fn borrowed(article: &Article<'_>, finder: &mut Finder<'_>) {
    let periods: Option<HashSet<(i32, i32)>> = article
        .rows("dates")
        .map(|dates| (0..dates.len()).filter_map(|n| day_at(dates, "start_date", n).zip(day_at(dates, "end_date", n))).collect());
    if let (Some(figures), Some(periods)) = (article.rows("figures"), &periods) {
        for n in 0..figures.len() {
            let (start, end) = (day_at(figures, "as_of_start", n), day_at(figures, "as_of_end", n));
            if start.is_some() != end.is_some() || start.zip(end).is_some_and(|period| !periods.contains(&period)) {
                finder.row("figures", figures.number(n), || "as_of_start and as_of_end are not the days of a date of the article".into());
            }
        }
    }
    let Some(quotes) = article.rows("quotes") else { return };
    for n in 0..quotes.len() {
        let Some(day) = day_at(quotes, "said_on", n) else { continue };
        let method = quotes.text_of("said_on_method", n);
        let published = article.rows("articles").map(|a| day_at(a, "published_date", 0));
        let is_published = published.is_none_or(|p| p == Some(day));
        let is_named = periods.as_ref().is_none_or(|p| p.iter().any(|(start, _)| *start == day));
        if method == Some("article") && !is_published || method == Some("cue") && !is_named {
            finder.row("quotes", quotes.number(n), || {
                format!("said_on is not the day that said_on_method {} gives", method.unwrap_or("null"))
            });
        }
    }
}

/// The day of publication that `article_entities` repeats is that of the article.
pub(super) fn published_of_entities(article: &Article<'_>, finder: &mut Finder<'_>) {
    let (Some(articles), Some(entities)) = (article.rows("articles").filter(|a| a.len() == 1), article.rows("article_entities")) else {
        return;
    };
    let (Some(_), Some(_)) = (articles.date("published_date"), entities.date("published_date")) else { return };
    let published = day_at(articles, "published_date", 0);
    for n in (0..entities.len()).filter(|n| day_at(entities, "published_date", *n) != published) {
        finder.row("article_entities", entities.number(n), || "published_date is not that of the article".into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_means_its_days() {
        let days = |edtf: &str| days_of(edtf).map(|(a, b)| (a.to_string(), b.to_string()));
        let some = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(days("2025-03-03"), some("2025-03-03", "2025-03-03"));
        assert_eq!(days("2024-02"), some("2024-02-01", "2024-02-29"));
        assert_eq!(days("2024-24"), some("2024-12-01", "2025-02-28"));
        assert_eq!(days("2024-36"), some("2024-10-01", "2024-12-31"));
        assert_eq!(days("2024-41"), some("2024-07-01", "2024-12-31"));
        assert_eq!(days("199X"), some("1990-01-01", "1999-12-31"));
        assert_eq!(days("19XX"), some("1900-01-01", "1999-12-31"));
        assert_eq!(days("2024-11-05TMO"), some("2024-11-05", "2024-11-05"));
        assert_eq!(days("2024-11-05T09:30-05:00"), some("2024-11-05", "2024-11-05"));
        assert_eq!((days("P3D"), days("T15:15"), days("PAST_REF")), (None, None, None));
        assert_eq!(number_of(NaiveDate::default()), 0);
    }
}
