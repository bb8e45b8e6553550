//! Checks of figures: their value against their words, their unit against the lexicon, their quote against its span.
//!
//! In: rows of `figures`, or all rows of an article. Out: violations of rows. Judges only what is sure: a figure whose words leave its value
//! open, or whose unit this version does not know, is passed over.

use std::collections::HashMap;

use super::findings::{Finder, excerpt};
use super::numbers::{Reading, read};
use super::rows::{Article, Rows, text_at};
use crate::lexicon::numbers::unit_by_code;

/// How far two numbers may lie apart that are to be the same.
fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

/// The value of a figure is that of its words.
pub(super) fn value_of_words(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    if rows.table() != "figures" {
        return;
    }
    let (Some(texts), Some(values)) = (rows.text("text"), rows.float("value")) else { return };
    let cell = |name: &str, n: usize| rows.float(name).filter(|_| rows.is_set(name, n) == Some(true)).map(|c| c.value(n));
    for n in 0..rows.len() {
        // "50-50" is a half, "six figures" is anything from 100,000 on.
        let is_open = rows.text_of("kind", n) == Some("ratio") || rows.text_of("bound", n) == Some("vague");
        let Some(reading) = text_at(texts, n).filter(|_| !is_open).and_then(read) else { continue };
        let value = cell("value", n).map(f64::abs);
        let is_money = rows.text_of("kind", n) == Some("money");
        // The coin of a bare number stands with another one: "between 40 and 60 cents".
        let is_bare = || text_at(texts, n).is_some_and(|t| t.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')));
        let reading = match reading {
            Reading::One(told) if is_money && is_bare() => Reading::Coins(told),
            reading => reading,
        };
        let fits = match reading {
            Reading::One(told) => value.is_some_and(|v| is_same(v, told)),
            // "5 km" might be money by its letters.
            Reading::Coins(told) if !is_money => value.is_some_and(|v| is_same(v, told)),
            Reading::Coins(told) => value.is_some_and(|v| [1.0, 0.1, 0.01, 0.001].iter().any(|part| is_same(v, told * part))),
            Reading::Two(low, high) => match value {
                Some(v) => is_same(v, low) || is_same(v, high),
                // Signs are not read here, and after one the greater number may be the lower end.
                None => match (cell("value_low", n).map(f64::abs), cell("value_high", n).map(f64::abs)) {
                    (Some(a), Some(b)) => is_same(a.min(b), low.min(high)) && is_same(a.max(b), low.max(high)),
                    _ => false,
                },
            },
        };
        if !fits {
            let told = values.iter().nth(n).flatten().map_or("null".to_owned(), |v| v.to_string());
            finder
                .row("figures", rows.number(n), || format!("value is {told}, its words are {}", excerpt(text_at(texts, n).unwrap_or(""))));
        }
    }
}

/// A bound has the ends that it needs, and a value that is one of them.
pub(super) fn bounds(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    if rows.table() != "figures" {
        return;
    }
    let (Some(lows), Some(values), Some(highs)) = (rows.float("value_low"), rows.float("value"), rows.float("value_high")) else { return };
    for (n, ((low, value), high)) in lows.iter().zip(values).zip(highs).enumerate() {
        // A score has two ends of its own.
        let is_score = rows.text_of("kind", n) == Some("score");
        let ends = |end: Option<f64>| end.is_some() && (is_score || value.is_none() || end == value);
        let fits = match rows.text_of("bound", n) {
            Some("gt" | "ge") => ends(low),
            Some("lt" | "le") => ends(high),
            Some("range") => value.is_none() && low.is_some() && high.is_some(),
            _ => low.is_some() || value.is_some() || high.is_some() || rows.text_of("bound", n) == Some("vague"),
        };
        if !fits {
            let bound = rows.text_of("bound", n).unwrap_or("null");
            finder.row("figures", rows.number(n), || {
                format!("bound {bound} does not fit value_low, value, value_high: {low:?} {value:?} {high:?}")
            });
        }
    }
}

/// The unit is that of the kind, and `value_si` is the value in `unit_si`.
pub(super) fn units(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    if rows.table() != "figures" {
        return;
    }
    for n in 0..rows.len() {
        let (kind, unit) = (rows.text_of("kind", n), rows.text_of("unit", n));
        let si = rows.text_of("unit_si", n);
        let mut wrong = |what: String| finder.row("figures", rows.number(n), || what);
        match (kind, unit) {
            (Some("money"), None) => wrong("is money without a unit".into()),
            (Some("money"), Some(code)) if !(code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())) => {
                wrong(format!("is money in {}, which is no code of a currency", excerpt(code)));
            }
            (_, None) if si.is_some() => wrong("has a unit_si and no unit".into()),
            _ => {}
        }
        let Some(known) = unit.and_then(unit_by_code) else {
            if let Some(code) = unit.filter(|_| rows.context.is_of_this_program && kind != Some("money")) {
                wrong(format!("unit is {}, which the lexicon does not hold", excerpt(code)));
            }
            continue;
        };
        if si.is_some_and(|si| si != known.unit_si) {
            wrong(format!("unit_si of {} is {}, not {}", known.code, excerpt(si.unwrap_or_default()), known.unit_si));
        }
        let cell = |name: &str| rows.float(name).filter(|_| rows.is_set(name, n) == Some(true)).map(|c| c.value(n));
        let expected = cell("value").filter(|_| si.is_some()).map(|v| v * known.factor + known.offset);
        match (expected, cell("value_si")) {
            (Some(expected), Some(told)) if is_same(expected, told) => {}
            (None, None) => {}
            (Some(expected), told) if expected.is_finite() => {
                wrong(format!("value_si is {told:?}, the value in {} is {expected}", known.unit_si))
            }
            (None, Some(told)) => wrong(format!("value_si is {told} without a value in a unit")),
            _ => {}
        }
    }
}

/// The quote that a figure names holds it.
pub(super) fn quote_of_figure(article: &Article<'_>, finder: &mut Finder<'_>) {
    let (Some(figures), Some(quotes)) = (article.rows("figures"), article.rows("quotes")) else { return };
    let (Some(ids), Some(named)) = (quotes.text("quote_id"), figures.text("quote_id")) else { return };
    let spans: HashMap<&str, (i64, i64)> =
        (0..quotes.len()).filter_map(|n| Some((text_at(ids, n)?, super::spans::range_of(quotes, n)?))).collect();
    for (n, id) in (0..figures.len()).filter_map(|n| Some((n, text_at(named, n)?))) {
        // A quote that is not there is the business of the foreign keys.
        if let (Some((from, to)), Some((start, end))) = (spans.get(id), super::spans::range_of(figures, n))
            && !(*from <= start && end <= *to)
        {
            finder.row("figures", figures.number(n), || format!("{start}..{end} does not lie in its quote {from}..{to}"));
        }
    }
}
