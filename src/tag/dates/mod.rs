//! Tagger `dates`: expressions of time.
//!
//! In: sentences of a [`TaggedArticle`] and the day it was published. Out: `article.dates` in reading order, none overlapping another.
//! Never guesses: without a day of the article, what is relative to it has no value.

mod absolute;
mod clock;
mod duration;
mod relative;
mod scene;
#[cfg(test)]
mod tests;
pub mod when;

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::document::{DateExpression, Rule, TaggedArticle};
use crate::lexicon::numbers::{Traits, numbers};
use crate::tag::atoms::{Line, WordSet};
use crate::tag::figures::number::Reader;
use scene::{Found, Scene};
use when::When;

/// One grammar: what it is called and how it reads an expression at an atom.
struct Grammar {
    name: &'static str,
    read: fn(&Scene, usize) -> Option<Found>,
    confidence: f32,
}

/// Every grammar, in the order in which they are asked: the longest reading has the place, the earlier grammar where two are as long.
const GRAMMARS: &[Grammar] = &[
    Grammar { name: "iso_date", read: absolute::iso, confidence: 0.99 },
    Grammar { name: "numeric_date", read: absolute::numeric, confidence: 0.85 },
    Grammar { name: "clock_time", read: clock::clock, confidence: 0.95 },
    Grammar { name: "month_and_day", read: absolute::month_and_day, confidence: 0.95 },
    Grammar { name: "ordinal_unit", read: duration::ordinal_unit, confidence: 0.6 },
    Grammar { name: "quarter", read: relative::quarter, confidence: 0.85 },
    Grammar { name: "decade_or_century", read: absolute::decade, confidence: 0.95 },
    Grammar { name: "season", read: relative::season_of_year, confidence: 0.8 },
    Grammar { name: "month", read: absolute::month, confidence: 0.9 },
    Grammar { name: "day_word", read: relative::day_word, confidence: 0.9 },
    Grammar { name: "weekday", read: relative::weekday, confidence: 0.9 },
    Grammar { name: "distance", read: relative::distance, confidence: 0.8 },
    Grammar { name: "shifted_unit", read: relative::shifted, confidence: 0.85 },
    Grammar { name: "stretch", read: relative::stretch, confidence: 0.8 },
    Grammar { name: "set", read: duration::set, confidence: 0.8 },
    Grammar { name: "holiday_or_war", read: absolute::holiday, confidence: 0.85 },
    Grammar { name: "duration", read: duration::duration, confidence: 0.85 },
    Grammar { name: "year", read: absolute::year, confidence: 0.85 },
    Grammar { name: "part_of_day", read: clock::part_of_day, confidence: 0.7 },
];

/// Fills `article.dates`.
pub fn tag(article: &mut TaggedArticle) {
    let words = numbers();
    let published = article.article.published.map(|p| p.date);
    let day_first = article.article.outlet_domain.as_deref().is_some_and(writes_day_first);
    let mut dates = Vec::new();
    let mut line = Line::new(&article.article.text);
    let mut last = published;
    for (number, sentence) in article.sentences.iter().enumerate() {
        line.cut(sentence.span, &words.vocabulary);
        let mut at = 0;
        while at < line.len() {
            if !may_begin(&line, at) {
                at += 1;
                continue;
            }
            let scene = Scene { r: Reader { line: &line, words }, published, last, day_first };
            let Some((grammar, found)) = read(&scene, at) else {
                at += 1;
                continue;
            };
            if let When::Day(day) | When::Days(day, _) | When::Time(Some(day), _) = &found.when {
                last = Some(*day);
            }
            at = found.end.max(at + 1);
            dates.push(expression(&line, number, grammar, found));
        }
    }
    article.dates = dates;
    drop_overlaps(&mut article.dates);
}

/// The longest reading at an atom.
fn read(scene: &Scene, at: usize) -> Option<(&'static Grammar, Found)> {
    let mut best: Option<(&'static Grammar, Found)> = None;
    for grammar in GRAMMARS {
        if let Some(found) = (grammar.read)(scene, at).filter(|f| f.end > at && f.end <= scene.r.line.len())
            && best.as_ref().is_none_or(|(_, b)| found.end > b.end)
        {
            best = Some((grammar, found));
        }
    }
    best
}

fn expression(line: &Line, sentence: usize, grammar: &Grammar, found: Found) -> DateExpression {
    let days: Option<(NaiveDate, NaiveDate)> = found.when.days();
    let resolved = found.when != When::Unknown;
    DateExpression {
        span: line.span(found.start..found.end),
        sentence,
        kind: found.when.kind(),
        edtf: found.when.edtf(),
        start: days.map(|d| d.0),
        end: days.map(|d| d.1),
        is_relative: found.relative,
        anchor: found.anchor.filter(|_| found.relative && resolved),
        rule: Rule(grammar.name),
        confidence: if resolved { grammar.confidence } else { grammar.confidence * 0.6 },
    }
}

/// A modifier before a length can reach back into what was read before: the earlier one stays.
fn drop_overlaps(dates: &mut Vec<DateExpression>) {
    let mut end = 0;
    dates.retain(|d| {
        let free = d.span.start >= end;
        end = end.max(d.span.end);
        free
    });
}

/// Whether outlets of this domain write the day before the month.
fn writes_day_first(domain: &str) -> bool {
    let top = domain.rsplit('.').next().unwrap_or("");
    ["uk", "ie", "au", "nz", "in", "za", "eu", "de", "fr", "it", "es", "nl", "pk", "ng", "ke", "sg", "my", "il", "br", "ru", "ua"]
        .contains(&top)
}

/// Whether an atom can begin an expression of time: most cannot, and are passed over here.
fn may_begin(line: &Line, at: usize) -> bool {
    static FIRST: LazyLock<WordSet> = LazyLock::new(|| {
        WordSet::of(
            "a an annual annually at coming currently current daily each early earlier every few fiscal financial following \
         formerly in last late later latest many mid middle monthly next nightly now nowadays once past preceding presently \
         previous prior quarterly recent recently right several some soon that the these this twice upcoming weekly yearly q fy \
         hours days weeks months years decades centuries quarters",
        )
    });
    let traits = line.traits(at);
    if line.is_digits(at) || traits.has(Traits::CALENDAR.and(Traits::CARDINAL).and(Traits::ORDINAL).and(Traits::FRACTION)) {
        return true;
    }
    line.is_apostrophe(at) && line.is_digits(at + 1) || line.is_word(at) && line.word(at).len() <= 10 && line.among(at, &FIRST)
}
