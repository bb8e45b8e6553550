//! What a number is counted per: "per day", "a barrel", "/km".
//!
//! In: a [`NumberReader`] and the atom after a number or its unit. Out: the lemma of what it is counted per. Never reads the number itself.

use std::sync::LazyLock;

use super::amount::Amount;
use crate::document::{AtomKind, FigureKind};
use crate::lexicon::inflection::noun_lemma;
use crate::lexicon::numbers::Unit;
use crate::tag::cursor::Cursor;
use crate::tag::numbers::{NumberReader, WordSet, closed};

/// Nouns that "a" makes a rate with: "20 a day", "$5 a share".
static PER_NOUNS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "second minute hour day night week weekend month quarter year season game match head person share barrel gallon litre \
     liter ton tonne ounce pound kilo kilogram unit vote household family piece ticket mile kilometre kilometer metre meter \
     foot dozen bushel acre hectare patient student pupil plate bottle pop shift visit dose employee worker customer user room",
    )
});

/// Nouns of [`PER_NOUNS`] that also measure time: "a year ago" is no rate.
const TIME_NOUNS: &[&str] = &["second", "minute", "hour", "day", "night", "week", "weekend", "month", "quarter", "year", "season"];

impl NumberReader<'_, '_> {
    /// What an amount is counted per, and the end of the words: "per day", "a barrel", "/km", "annually".
    pub fn per(&self, at: usize, kind: FigureKind) -> Option<(usize, String)> {
        let line = self.line;
        if line.is_dash(at) && line.is_any(at + 1, &["a", "an", "per"]) && line.is_dash(at + 2) && line.is_word(at + 3) {
            return Some((at + 4, noun_lemma(line.word(at + 3))));
        }
        // "£60 a-year"
        let hyphened = line.is_any(at, &["a", "an"]) && line.is_dash(at + 1) && line.is_glued(at + 1) && line.is_glued(at + 2);
        if hyphened && TIME_NOUNS.iter().any(|n| line.is(at + 2, n)) && kind != FigureKind::Duration {
            return Some((at + 3, noun_lemma(line.word(at + 2))));
        }
        if line.is_any(at, &["per", "each", "every"]) || (line.is_mark(at, '/') && line.is_glued(at) && line.is_word(at + 1)) {
            return self.per_noun(at, kind);
        }
        if line.is_any(at, &["a", "an", "the"]) {
            let noun = line.word(at + 1).to_ascii_lowercase();
            let time = TIME_NOUNS.contains(&noun.as_str());
            let later = line.is_any(
                at + 2,
                &["ago", "earlier", "later", "before", "after", "old", "in", "ahead", "early", "from", "on", "behind", "since"],
            ) && !(line.is_any(at + 2, &["in", "on", "from", "after", "before"]) && !line.is_any(at + 3, &["the", "year"]));
            let joined = line.is_dash(at + 2) && line.is_glued(at + 2) || line.is_apostrophe(at + 2);
            let ok = !line.is(at, "the") && PER_NOUNS.has(&noun) && !(time && later) && !joined && kind != FigureKind::Duration;
            let square = line.is_any(at + 1, &["square", "cubic"]) && line.is_word(at + 2) && kind == FigureKind::Money;
            return if square {
                Some((at + 3, format!("{noun} {}", noun_lemma(line.word(at + 2)))))
            } else {
                ok.then(|| (at + 2, noun_lemma(&noun)))
            };
        }
        let adverb = [
            ("annually", "year"),
            ("yearly", "year"),
            ("monthly", "month"),
            ("weekly", "week"),
            ("daily", "day"),
            ("hourly", "hour"),
            ("nightly", "night"),
        ];
        let (_, lemma) = adverb.iter().find(|(word, _)| line.is(at, word))?;
        // "50 daily flights": the adverb is an adjective of what is counted, and a rate all the same, but no part of the amount.
        let adverbial = !line.is_word(at + 1) || closed::is_function_word(line.word(at + 1));
        adverbial.then(|| (at + 1, (*lemma).to_owned()))
    }

    fn per_noun(&self, at: usize, kind: FigureKind) -> Option<(usize, String)> {
        let line = self.line;
        let noun = line.word(at + 1);
        let per = line.is(at, "per");
        if !line.is_word(at + 1) && !(per && line.is_digits(at + 1)) || line.is(at + 1, "cent") {
            return None;
        }
        if !per && !line.is_mark(at, '/') && !(TIME_NOUNS.iter().any(|n| line.is(at + 1, n)) && kind != FigureKind::Duration) {
            return None;
        }
        if per && line.is_digits(at + 1) {
            // "12 per 100,000 people"
            let number = self.number(at + 1, crate::tag::numbers::Setting::Plain)?;
            let end = number.end + usize::from(line.is_word(number.end) && !closed::is_function_word(line.word(number.end)));
            return Some((end, line.span(at + 1..end).of(line.text).to_lowercase()));
        }
        // "/cm³", "per kWh": the sign of a unit stands for its name.
        let sign = self.phrase(&self.words.units, at + 1, |count, unit: &&'static Unit| {
            let next = at + 1 + count;
            let cut_short = line.is_glued(next) && !matches!(line.kind(next), Some(AtomKind::Mark(_))) && self.unit_power(next).is_none();
            !cut_short && !self.stops(next) && unit.is_symbol(line.span(at + 1..next).of(line.text))
        });
        if let Some((count, unit)) = sign {
            let end = at + 1 + count;
            return Some(match self.unit_power(end) {
                Some((more, power)) => (end + more, format!("{power} {}", unit.name())),
                None => (end, unit.name().to_owned()),
            });
        }
        let special = [("annum", "year"), ("capita", "person"), ("head", "person")].iter().find(|(w, _)| line.is(at + 1, w));
        if let Some((_, lemma)) = special {
            return Some((at + 2, (*lemma).to_owned()));
        }
        let wide = line.is_any(at + 1, &["square", "cubic", "metric", "nautical", "troy", "fluid"]) && line.is_word(at + 2);
        let end = at + 2 + usize::from(wide);
        let lemma = if wide { format!("{} {}", noun.to_lowercase(), noun_lemma(line.word(at + 2))) } else { noun_lemma(noun) };
        let lemma = if lemma == "gramme" || lemma == "kilogramme" { lemma.replace("gramme", "gram") } else { lemma };
        Some((end, lemma))
    }
}

/// Adds "per day" and the like to an amount with a unit; "per square metre per year" is one rate.
pub(super) fn with_per(r: &NumberReader, mut amount: Amount) -> Amount {
    if let Some((end, lemma)) = r.per(amount.atoms.end, amount.kind) {
        let further = r.line.is(end, "per") || r.line.is_mark(end, '/') && r.line.is_glued(end);
        let (end, lemma) = match further.then(|| r.per(end, amount.kind)).flatten() {
            Some((past, second)) => (past, format!("{lemma} per {second}")),
            None => (end, lemma),
        };
        amount.atoms.end = end;
        amount.per = Some(lemma);
    }
    amount
}
