//! Tagger `dates`: expressions of time.
//!
//! In: sentences of a [`TaggedArticle`] and the day it was published. Out: `article.dates` in reading order, none overlapping another.
//! Never guesses: without a day of the article, what is relative to it has no value.

mod absolute;
mod clock;
mod compared;
mod context;
mod duration;
mod relative;
#[cfg(test)]
mod tests;
mod unit;
pub mod when;

use std::cell::OnceCell;

use chrono::NaiveDate;

use crate::document::{DateExpression, Rule, TaggedArticle, Traits};
use crate::lexicon::numbers::numbers;
use crate::tag::cursor::Cursor;
use crate::tag::numbers::{AtomLine, NumberReader};
use crate::work::Budget;
use context::{DateContext, FoundDate};
use when::When;

/// One grammar: what it is called, what the words ahead must hold, what it can begin with, and how it reads an expression at an atom.
struct Grammar {
    /// Its name in the column `rule`.
    name: &'static str,
    /// A sentence in which it decides an expression.
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the tests, and by whoever reads the list"))]
    example: &'static str,
    needs: Ahead,
    begins: Traits,
    read: fn(&DateContext, usize) -> Option<FoundDate>,
    confidence: f32,
}

/// What must stand among the words ahead, and how far.
enum Ahead {
    /// Among the first [`NEAR`] atoms.
    Near(Traits),
    /// Among the first [`FAR`] atoms.
    Far(Traits),
}

/// The atom an expression begins with and the four after: as many as can lead up to a name of the calendar.
const NEAR: usize = 5;
/// As far as a unit can stand from where its number began: numbers in words are long.
const FAR: usize = 12;

/// Numbers in words.
const WORDED: Traits = Traits::CARDINAL.union(Traits::ORDINAL).union(Traits::FRACTION);
/// Numbers in digits or words.
const NUMBER: Traits = WORDED.union(Traits::DIGITS);
/// Words that lead up to a name of the calendar: "the", "last", "early".
const LEAD: Traits = Traits::TIME_START.union(Traits::TIME_OPENER);
/// The names of the calendar and what leads up to them.
const NAMED: Traits = LEAD.union(Traits::CALENDAR);

/// A unit of time.
const UNIT: Traits = Traits::TIME_UNIT;
/// A name of the calendar.
const NAME: Traits = Traits::TIME_NAME;

/// Every grammar, in the order in which they are asked: the longest reading has the place, the earlier grammar where two are as long.
const GRAMMARS: &[Grammar] = &[
    Grammar {
        name: "iso_date",
        example: "The pier shut on 2024-11-05.",
        needs: Ahead::Near(Traits::DIGITS),
        begins: Traits::DIGITS,
        read: absolute::iso,
        confidence: 0.99,
    },
    Grammar {
        name: "numeric_date",
        example: "The pier shut on 11/5/2024.",
        needs: Ahead::Near(Traits::DIGITS),
        begins: Traits::DIGITS,
        read: absolute::numeric,
        confidence: 0.85,
    },
    Grammar {
        name: "clock_time",
        example: "Polls close at 5pm.",
        needs: Ahead::Near(NUMBER),
        begins: NUMBER,
        read: clock::clock,
        confidence: 0.95,
    },
    Grammar {
        name: "month_and_day",
        example: "The pier shut on Nov. 5.",
        needs: Ahead::Far(Traits::MONTH),
        begins: NUMBER.union(NAMED),
        read: absolute::month_and_day,
        confidence: 0.95,
    },
    Grammar {
        name: "ordinal_unit",
        example: "It was the third day of talks.",
        needs: Ahead::Far(UNIT),
        begins: NUMBER,
        read: duration::ordinal_unit,
        confidence: 0.6,
    },
    Grammar {
        name: "quarter",
        example: "Profit fell in Q3.",
        needs: Ahead::Near(UNIT.union(NUMBER)),
        begins: NUMBER.union(LEAD),
        read: relative::quarter,
        confidence: 0.85,
    },
    Grammar {
        name: "decade_or_century",
        example: "It closed in the '90s.",
        needs: Ahead::Near(NUMBER.union(Traits::TIME)),
        begins: NUMBER.union(LEAD),
        read: absolute::decade,
        confidence: 0.95,
    },
    Grammar {
        name: "season",
        example: "It burned in summer 2019.",
        needs: Ahead::Near(Traits::SEASON),
        begins: NAMED,
        read: relative::season_of_year,
        confidence: 0.8,
    },
    Grammar {
        name: "month",
        example: "They fled in August.",
        needs: Ahead::Near(Traits::MONTH),
        begins: NAMED,
        read: absolute::month,
        confidence: 0.9,
    },
    Grammar {
        name: "day_word",
        example: "The pier shut today.",
        needs: Ahead::Near(Traits::DAY_WORD.union(Traits::TIME)),
        begins: NAMED,
        read: relative::day_word,
        confidence: 0.9,
    },
    Grammar {
        name: "weekday",
        example: "It closed on Sunday.",
        needs: Ahead::Near(Traits::WEEKDAY),
        begins: NAMED,
        read: relative::weekday,
        confidence: 0.9,
    },
    Grammar {
        name: "distance",
        example: "It closed a year ago.",
        needs: Ahead::Far(UNIT),
        begins: NUMBER.union(LEAD),
        read: relative::distance,
        confidence: 0.8,
    },
    Grammar {
        name: "shifted_unit",
        example: "It fell last week.",
        needs: Ahead::Far(UNIT.union(NAME)),
        begins: LEAD,
        read: relative::shifted,
        confidence: 0.85,
    },
    Grammar {
        name: "compared_period",
        example: "It sank earlier in the year.",
        needs: Ahead::Near(UNIT.union(Traits::TIME).union(Traits::DIGITS)),
        begins: LEAD,
        read: compared::period,
        confidence: 0.75,
    },
    Grammar {
        name: "stretch",
        example: "Recent days were wet.",
        needs: Ahead::Far(UNIT),
        begins: LEAD,
        read: relative::stretch,
        confidence: 0.8,
    },
    Grammar {
        name: "set",
        example: "The boat runs daily.",
        needs: Ahead::Far(UNIT.union(NAME).union(Traits::TIME_START)),
        begins: NUMBER.union(LEAD),
        read: duration::set,
        confidence: 0.8,
    },
    Grammar {
        name: "holiday_or_war",
        example: "They wed at Easter.",
        needs: Ahead::Far(Traits::FEAST),
        begins: NAMED,
        read: absolute::holiday,
        confidence: 0.85,
    },
    Grammar {
        name: "duration",
        example: "It took weeks.",
        needs: Ahead::Far(UNIT),
        begins: NUMBER.union(LEAD),
        read: duration::duration,
        confidence: 0.85,
    },
    Grammar {
        name: "year",
        example: "It dates from 2022.",
        needs: Ahead::Near(NUMBER),
        begins: NUMBER.union(LEAD),
        read: absolute::year,
        confidence: 0.85,
    },
    Grammar {
        name: "part_of_day",
        example: "The storm hit in the evening.",
        needs: Ahead::Near(Traits::DAY_PART),
        begins: NAMED,
        read: clock::part_of_day,
        confidence: 0.7,
    },
];

/// Steps of work to look at an atom.
const ATOM_STEPS: usize = 4;
/// Steps of work to try the grammars at one place.
const READING_STEPS: usize = 200;

/// Fills `article.dates`.
pub fn tag(article: &mut TaggedArticle, budget: &Budget) {
    let words = numbers();
    let published = article.article.published.map(|p| p.date);
    let day_first =
        absolute::order_shown(article).unwrap_or_else(|| article.article.outlet_domain.as_deref().is_some_and(writes_day_first));
    let mut dates = Vec::new();
    let mut last = published;
    let mut quarter = None;
    for number in 0..article.sentences.len() {
        let line = AtomLine::of(&article.article.text, &article.atoms, number);
        if !budget.charge(ATOM_STEPS * line.len()) {
            break;
        }
        if !line.traits.intersects(EVIDENCE) {
            continue;
        }
        let mut at = 0;
        while at < line.len() {
            let begins = beginnings(&line, at);
            if begins == Traits::empty() {
                at += 1;
                continue;
            }
            if !budget.charge(READING_STEPS) {
                break;
            }
            let context =
                DateContext { r: NumberReader { line: &line, words }, at, here: OnceCell::new(), published, last, quarter, day_first };
            let Some((grammar, found)) = read(&context, at, begins) else {
                at += 1;
                continue;
            };
            if let When::Day(day) | When::Days(day, _) | When::Time(Some(day), _) = &found.when {
                last = Some(*day);
            }
            // What is only compared with does not become what the report is about.
            if let When::Quarter(year, number) = found.when
                && !["distance", "compared_period"].contains(&grammar.name)
            {
                quarter = Some((year, number));
            }
            at = found.end.max(at + 1);
            dates.push(expression(&line, number, grammar, found));
        }
    }
    article.dates = dates;
    drop_overlaps(&mut article.dates);
}

/// The longest reading at an atom that begins with `begins`.
fn read(context: &DateContext, at: usize, begins: Traits) -> Option<(&'static Grammar, FoundDate)> {
    let mut best: Option<(&'static Grammar, FoundDate)> = None;
    let near = context.r.line.together(at..at + NEAR);
    let far = near | context.r.line.together(at + NEAR..at + FAR);
    let met = |needs: &Ahead| match needs {
        Ahead::Near(traits) => near.intersects(*traits),
        Ahead::Far(traits) => far.intersects(*traits),
    };
    for grammar in GRAMMARS.iter().filter(|g| g.begins.intersects(begins) && met(&g.needs)) {
        if let Some(found) = (grammar.read)(context, at).filter(|f| f.end > at && f.end <= context.r.line.len())
            && best.as_ref().is_none_or(|(_, b)| found.end > b.end)
        {
            best = Some((grammar, found));
        }
    }
    best
}

fn expression(line: &AtomLine, sentence: usize, grammar: &Grammar, found: FoundDate) -> DateExpression {
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

/// What begins an expression of time without further words.
const STARTS: Traits = NUMBER.union(Traits::CALENDAR).union(Traits::TIME_START);

/// What shows that time may be spoken of.
const EVIDENCE: Traits = STARTS.union(Traits::TIME).union(Traits::MULTIPLIER);

/// Whether a number has words after it that speak of no time, so that no grammar needs to look at it: "300 people". A number of four digits
/// may be a year, and short words may be "pm".
fn counts_something(line: &AtomLine, at: usize) -> bool {
    const SPEAKS: Traits = EVIDENCE.union(Traits::TIME_UNIT).union(Traits::TIME_NAME).union(Traits::TIME_OPENER);
    let next = at + 1;
    let silent = |n: usize| !line.traits(n).intersects(SPEAKS);
    line.is_word(next)
        && line.word(next).len() > 3
        && !line.is_glued(next)
        && line.word(at).len() != 4
        && silent(next)
        && silent(at + 2)
        && !line.traits(at).intersects(Traits::CALENDAR | Traits::TIME_START | Traits::TIME_NAME)
}

/// What an expression of time may begin with at an atom: most words begin none, and are passed over here, for every grammar would have
/// to look at them.
fn beginnings(line: &AtomLine, at: usize) -> Traits {
    let here = line.traits(at);
    if here.intersects(Traits::TIME_OPENER) {
        let evident = (at + 1..at + 4 + usize::from(line.is(at + 1, "end"))).any(|n| {
            let after = line.traits(n);
            after.intersects(EVIDENCE) && !after.intersects(Traits::TIME_OPENER)
        });
        return if evident { here } else { Traits::empty() };
    }
    if here.intersects(STARTS) {
        return if here.intersects(NUMBER) && counts_something(line, at) { Traits::empty() } else { here };
    }
    // "'90s"
    if line.is_apostrophe(at) && line.is_digits(at + 1) { Traits::DIGITS } else { Traits::empty() }
}
