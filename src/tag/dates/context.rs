//! What the grammars of time know of their place: the atoms, the date of the article, the last date before, the tense.
//!
//! In: a [`NumberReader`] and an anchor. Out: words of the calendar, small numbers, tense. Never gives a value.

use std::cell::OnceCell;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use super::when::When;
use crate::document::{AtomKind, Traits};
use crate::lexicon::inflection::is_irregular_past;
use crate::lexicon::numbers::Term;
use crate::tag::cursor::Cursor;
use crate::tag::numbers::{Notation, Number, NumberReader, Setting, WordSet, closed::is_function_word};

/// Which way a name of a day or month points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Back.
    Past,
    /// Ahead.
    Future,
}

/// One expression that a grammar found.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundDate {
    /// First atom.
    pub start: usize,
    /// One past the last atom.
    pub end: usize,
    /// What it means.
    pub when: When,
    /// The date it was resolved against.
    pub anchor: Option<NaiveDate>,
    /// Whether it is relative, also where it could not be resolved.
    pub relative: bool,
}

impl FoundDate {
    /// An absolute one.
    pub fn absolute(start: usize, end: usize, when: When) -> Self {
        Self { start, end, when, anchor: None, relative: false }
    }

    /// A relative one; without a value where there is no anchor.
    pub fn relative(start: usize, end: usize, when: Option<When>, anchor: Option<NaiveDate>) -> Self {
        Self { start, end, when: when.unwrap_or(When::Unknown), anchor, relative: true }
    }
}

/// The place of an expression.
pub struct DateContext<'a, 'l> {
    /// The atoms and lexicons.
    pub r: NumberReader<'a, 'l>,
    /// The atom at which an expression is looked for.
    pub at: usize,
    /// The number that begins there: half of the grammars ask for it.
    pub here: OnceCell<Option<Number>>,
    /// The day of the article.
    pub published: Option<NaiveDate>,
    /// The last date mentioned before.
    pub last: Option<NaiveDate>,
    /// The last quarter mentioned before, as year and number: what reports of earnings compare.
    pub quarter: Option<(i32, u32)>,
    /// Whether 5/6 is the fifth of June.
    pub day_first: bool,
}

impl DateContext<'_, '_> {
    /// The term of the calendar at `at` that `accept` takes, and the atom after it; `kind` is what shows terms of this kind, but for those
    /// that an opener begins.
    pub fn term<T>(&self, at: usize, kind: Traits, accept: impl Fn(&Term) -> Option<T>) -> Option<(T, usize)> {
        let traits = self.r.line.traits(at);
        if !traits.intersects(Traits::CALENDAR) || !traits.intersects(kind | Traits::TIME_OPENER) {
            return None;
        }
        let (count, term) = self.r.phrase(&self.r.words.calendar, at, |_, t| accept(t).is_some())?;
        let end = at + count;
        // "Maying", "Sunderland" are single atoms; "Mar-a-Lago" is not March.
        // Nor is "monday.com" a day.
        let line = self.r.line;
        let address = line.is_mark(end, '.') && line.is_glued(end) && line.is_glued(end + 1) && line.is_word(end + 1);
        let joined = address && !line.is_capitalised(end + 1)
            || self.r.line.is_glued(end)
                && (self.r.line.is_digits(end)
                    || self.r.line.is_dash(end) && self.r.line.is_glued(end + 1) && self.r.line.is(end + 1, "a"));
        accept(term).filter(|_| !joined).map(|t| (t, end))
    }

    /// A month, with the full stop of its abbreviation.
    pub fn month(&self, at: usize) -> Option<(u32, usize)> {
        self.term(at, Traits::MONTH, |t| if let Term::Month(m) = t { Some(*m) } else { None }).or_else(|| self.small_month(at))
    }

    /// "on may 19", "on 1 may": a month without its capital, where nothing but a day can be meant.
    pub fn small_month(&self, at: usize) -> Option<(u32, usize)> {
        let line = self.r.line;
        let month = [("may", 5), ("march", 3), ("august", 8)].iter().find(|(w, _)| line.word(at) == *w)?.1;
        let leads = |n: usize| line.is_any(n, &["on", "by", "since", "until", "before", "after"]);
        let day = |n: usize| line.is_digits(n) && line.word(n).len() <= 2;
        let before = at.checked_sub(1)?;
        (leads(before) && day(at + 1) || day(before) && before > 0 && leads(before - 1)).then_some((month, at + 1))
    }

    /// A day of the week.
    pub fn weekday(&self, at: usize) -> Option<(u32, usize)> {
        self.term(at, Traits::WEEKDAY, |t| if let Term::Weekday(d) = t { Some(*d) } else { None })
    }

    /// A part of the day.
    pub fn day_part(&self, at: usize) -> Option<(&'static str, usize)> {
        self.term(at, Traits::DAY_PART, |t| if let Term::DayPart(p) = t { Some(*p) } else { None })
    }

    /// A day of the month, written "7" or "7th".
    pub fn day_of_month(&self, at: usize) -> Option<(u32, usize)> {
        let line = self.r.line;
        if !line.is_digits(at) || line.word(at).len() > 2 {
            return None;
        }
        let day: u32 = line.word(at).parse().ok().filter(|d| (1..=31).contains(d))?;
        let suffix = usize::from(line.is_glued(at + 1) && line.is_any(at + 1, &["st", "nd", "rd", "th"]));
        let end = at + 1 + suffix;
        let number_goes_on = line.is_glued(end)
            && (line.is_word(end)
                || (line.is_mark(end, ',') || line.is_mark(end, '.') || line.is_mark(end, ':'))
                    && line.is_glued(end + 1)
                    && line.is_digits(end + 1));
        (!number_goes_on || line.is_mark(end, ',') && line.word(end + 1).len() == 4).then_some((day, end))
    }

    /// A year of four digits.
    pub fn year(&self, at: usize) -> Option<(i32, usize)> {
        let line = self.r.line;
        if !line.is_digits(at) || line.word(at).len() != 4 || line.is_glued(at) && !self.glued_to_mark(at) {
            return None;
        }
        let year: i32 = line.word(at).parse().ok().filter(|y| super::when::plausible_year(*y))?;
        let next = at + 1;
        let goes_on = line.is_glued(next)
            && (line.is_word(next)
                || line.is_mark(next, '%')
                || (line.is_mark(next, ',') || line.is_mark(next, '.')) && line.is_glued(next + 1) && line.is_digits(next + 1));
        (!goes_on).then_some((year, next))
    }

    fn glued_to_mark(&self, at: usize) -> bool {
        matches!(
            at.checked_sub(1).and_then(|b| self.r.line.kind(b)),
            Some(AtomKind::Mark('(' | '[' | '-' | '–' | '—' | '/' | ',' | '"' | '“' | '‘' | '.' | '’' | '\''))
        )
    }

    /// The number at `at`.
    pub fn number(&self, at: usize) -> Option<Number> {
        if at == self.at { *self.here.get_or_init(|| self.r.number(at, Setting::Plain)) } else { self.r.number(at, Setting::Plain) }
    }

    /// A whole number up to `most`, in digits or words.
    pub fn small(&self, at: usize, most: f64) -> Option<(i64, usize)> {
        let number = self.number(at)?;
        let whole = number.value.fract() == 0.0 && number.value >= 0.0 && number.value <= most;
        (whole && matches!(number.form, Notation::Digits | Notation::Words)).then_some((number.value as i64, number.end))
    }

    /// Where the words of time at `at` point, by the verbs of the clause.
    pub fn tense(&self, at: usize) -> Tense {
        self.stated_tense(at).unwrap_or(Tense::Past)
    }

    /// The same, where a verb of the clause says so.
    pub fn stated_tense(&self, at: usize) -> Option<Tense> {
        let line = self.r.line;
        // "extended to Nov. 20", "effective June 1": what is put off or comes into force lies ahead.
        if at.checked_sub(2).is_some_and(|b| {
            line.is(b + 1, "to") && line.is_any(b, &["extended", "postponed", "delayed", "deferred", "rescheduled"])
                || line.is_any(b + 1, &["effective", "payable"])
        }) {
            return Some(Tense::Future);
        }
        self.tense_right_before(at).or_else(|| self.tense_before(at)).or_else(|| self.tense_after(at))
    }

    /// "said Tuesday that it will": the verb right before decides.
    fn tense_right_before(&self, at: usize) -> Option<Tense> {
        for n in 1..=2 {
            let b = at.checked_sub(n)?;
            if self.is_past_verb(b) {
                return Some(Tense::Past);
            }
            if !self.r.line.is_any(b, &["on", "in", "late", "early", "last", "this", "the"]) {
                break;
            }
        }
        None
    }

    fn ends_clause(&self, at: usize) -> bool {
        matches!(self.r.line.kind(at), Some(AtomKind::Mark(';' | '"' | '“' | '”' | ':')))
    }

    /// What the nearest verb of the clause before a date says.
    fn tense_before(&self, at: usize) -> Option<Tense> {
        static FUTURE: LazyLock<WordSet> = LazyLock::new(|| {
            WordSet::of(
                "will would shall ll scheduled due expected expects plans planned upcoming going slated plan hopes intends set begins \
             opens starts until till by",
            )
        });
        let line = self.r.line;
        for n in 1..=14 {
            let b = at.checked_sub(n).filter(|b| !self.ends_clause(*b))?;
            if line.is_any(b, &["until", "till", "by"]) && n > 1 {
                continue;
            }
            if line.among(b, &FUTURE)
                && !(line.is(b, "due") && line.is(b + 1, "to"))
                && (!line.is(b, "set") || line.is_any(b + 1, &["to", "for"]))
            {
                // "had been due to lapse Friday": what was planned then is past now.
                return Some(if self.had_been(b) { Tense::Past } else { Tense::Future });
            }
            if line.is(b, "to") && line.is_word(b + 1) && b > 0 && is_future_frame(line.word(b - 1)) {
                return Some(if self.had_been(b - 1) { Tense::Past } else { Tense::Future });
            }
            // A verb farther off says little of the date: "payable Dec. 7".
            if n <= 6 && (self.is_past_verb(b) || line.is_any(b, &["was", "were", "had", "has", "have"])) {
                return Some(Tense::Past);
            }
        }
        None
    }

    /// What the nearest verb after a date says that opens its sentence.
    fn tense_after(&self, at: usize) -> Option<Tense> {
        let line = self.r.line;
        for n in (at + 1..at + 14).take_while(|n| *n < line.len() && !self.ends_clause(*n)) {
            if line.is_any(n, &["will", "ll", "shall"]) {
                return Some(Tense::Future);
            }
            if self.is_past_verb(n) || line.is_any(n, &["was", "were", "had"]) {
                return Some(Tense::Past);
            }
        }
        None
    }
}

impl DateContext<'_, '_> {
    /// Whether "had been" stands right before, or with one word between.
    fn had_been(&self, at: usize) -> bool {
        let line = self.r.line;
        at > 1 && line.is(at - 1, "been") && (line.is(at - 2, "had") || at > 2 && line.is(at - 3, "had"))
    }

    /// Whether an atom is a verb in the past, and not the participle of "will be held".
    fn is_past_verb(&self, at: usize) -> bool {
        is_past_form(self.r.line.word(at)) && !at.checked_sub(1).is_some_and(|b| self.r.line.is_any(b, &["be", "being"]))
    }
}

fn is_future_frame(word: &str) -> bool {
    [
        "going",
        "set",
        "due",
        "expected",
        "scheduled",
        "plans",
        "planned",
        "planning",
        "is",
        "are",
        "ready",
        "slated",
        "about",
        "hopes",
        "wants",
        "intends",
    ]
    .contains(&word)
}

/// Whether a word looks like a verb in the past.
fn is_past_form(word: &str) -> bool {
    is_irregular_past(word)
        || word.len() > 4
            && word.ends_with("ed")
            && !is_function_word(word)
            && ![
                "united",
                "hundred",
                "scheduled",
                "expected",
                "planned",
                "need",
                "indeed",
                "speed",
                "succeed",
                "proceed",
                "exceed",
                "breed",
                "bleed",
            ]
            .contains(&word)
}

/// The day nearest to `anchor` in the direction of `tense` that falls on `weekday`; the anchor's own day counts for the past.
pub fn nearest_weekday(anchor: NaiveDate, weekday: u32, tense: Tense) -> Option<NaiveDate> {
    let today = i64::from(anchor.weekday().number_from_monday());
    let ahead = (i64::from(weekday) - today).rem_euclid(7);
    match tense {
        Tense::Future => super::when::add_days(anchor, ahead),
        Tense::Past => super::when::add_days(anchor, if ahead == 0 { 0 } else { ahead - 7 }),
    }
}
