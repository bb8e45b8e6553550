//! Money by name or sign, and what a number is counted per.
//!
//! In: a [`Reader`] and the atom beside a number. Out: the money, where it is written, and "per day". Never reads the number itself.

use std::sync::LazyLock;

use super::amount::Amount;
use crate::document::{AtomKind, FigureKind, Traits};
use crate::lexicon::inflection::noun_lemma;
use crate::lexicon::numbers::{Money, MoneyForm, Unit};
use crate::tag::numbers::{Reader, WordSet, closed};

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

impl Reader<'_, '_> {
    /// The name, sign or code of money that begins at `at`, behind its number.
    pub fn money_behind(&self, at: usize) -> Option<(usize, Money)> {
        let line = self.line;
        if !line.traits(at).intersects(Traits::MONEY) {
            return None;
        }
        let behind_digits = at > 0 && line.is_digits(at - 1);
        let (count, money) = self.phrase(&self.words.money, at, |count, money: &Money| {
            let next = at + count;
            let cut_short = line.is_glued(next) && (line.is_digits(next) || line.is_word(next) && line.is_word(next - 1));
            // In "5 $10 notes" the sign belongs to what follows.
            // In "10 usd 20" it stands apart from both, and the first has it.
            let looks_ahead = money.is_sign() && line.is_digits(next) && line.is_glued(next);
            // "1080p" is the size of a picture.
            let picture = money.times < 1.0 && line.is(at, "p") && line.is_any(at - 1, &["720", "1080", "1440", "2160", "4320"]);
            let picture = picture && (line.word(at - 1) != "720" || self.speaks_of_data());
            let weak =
                picture || money.is_weak() && !(behind_digits && line.is_glued(at)) || money.is_contested() && !self.has_other_money(at);
            !cut_short && !looks_ahead && !weak
        })?;
        // "the pound of flesh", "won" as a verb: a bare word of money needs its number right before it.
        let verb = line.is(at, "won") && count == 1 && !self.won_is_money(at);
        (!verb).then_some((count, *money))
    }

    /// Whether the sentence names other money than the word at `at`.
    fn has_other_money(&self, at: usize) -> bool {
        let line = self.line;
        (0..line.len()).any(|n| {
            n != at
                && line.traits(n).intersects(Traits::MONEY)
                && !line.is(n, line.word(at))
                && self.phrase(&self.words.money, n, |_, m| m.form == MoneyForm::Name || m.form == MoneyForm::Sign).is_some()
        })
    }

    /// "3,000 won" is money where the sum is large or Korea is spoken of; "the 3 won" is a verb.
    fn won_is_money(&self, at: usize) -> bool {
        let large = self.line.traits(at.saturating_sub(1)).intersects(Traits::MULTIPLIER) || (at > 1 && self.line.is_mark(at - 2, ','));
        let verb =
            self.line.is_any(at + 1, &["the", "a", "an", "their", "his", "her", "by", "gold", "silver", "bronze", "seats", "medals"]);
        large && !verb
    }

    /// The sign or code of money that begins at `at`, before its number; its number of atoms.
    pub fn money_before(&self, at: usize) -> Option<(usize, Money)> {
        let line = self.line;
        if !line.traits(at).intersects(Traits::MONEY) {
            return None;
        }
        self.phrase(&self.words.money, at, |count, money: &Money| {
            let next = at + count;
            // A sign of the smaller part stands behind its number: "50p".
            if money.times < 1.0 {
                return false;
            }
            // "at dollar 22.5 million", "rupees 500 crore"
            let named = count > 0
                && !money.is_sign()
                && money.times == 1.0
                && line.is_digits(next)
                && !line.is_glued(next)
                && self.unit(next + 1).is_none()
                && at
                    .checked_sub(1)
                    .is_some_and(|b| line.is_any(b, &["at", "of", "for", "to", "by", "is", "was", "worth", "about", "cost", "costs"]));
            if named {
                return true;
            }
            let negative = line.is_dash(next) && line.is_glued(next) && line.is_glued(next + 1) && line.is_digits(next + 1);
            let numeral = negative && !money.is_weak() && !line.is_word(next - 1)
                || line.is_digits(next)
                || (line.is_mark(next, '.') && line.is_digits(next + 1))
                || line.traits(next).intersects(Traits::CARDINAL);
            let close = line.is_glued(next);
            let letters = line.is_word(next - 1);
            numeral
                && money.is_sign()
                && (!money.is_weak() || line.is_capitalised(at) && self.weak_sign_is_meant(at, next, close))
                && (close || !letters || line.is_digits(next))
        })
        .map(|(n, m)| (n, *m))
    }

    /// Whether letters that are also something else are a sign of money before the number at `next`: "R500", "N5 million", "RM 1,200".
    fn weak_sign_is_meant(&self, at: usize, next: usize, close: bool) -> bool {
        /// Letters that hang on numbers of roads, wards and masks as well.
        const LETTERS: &[&str] = &["N", "K", "Q", "MK", "Le"];
        /// Signs that behind a space are more often words or other abbreviations.
        const WORDS: &[&str] = &["ID", "DA", "BD", "LE", "KM", "RO", "Le", "MK", "Bs", "DH", "Dh"];
        let written = self.line.span(at..next).of(self.line.text);
        let number = self.number(next, crate::tag::numbers::Setting::Money);
        let is_sum = || number.is_some_and(|n| n.scale > 1.0 || n.value >= 1000.0 && self.line.is_mark(next + 1, ','));
        if close {
            // "RM2", "P12": so little is more often the number of a bus or seat.
            let least = if written.len() == 1 { 20.0 } else { 10.0 };
            let little =
                number.is_some_and(|n| n.value < least && n.value.fract() == 0.0) && written.bytes().all(|b| b.is_ascii_alphabetic());
            return !little && (!LETTERS.contains(&written) || is_sum());
        }
        written.len() > 1 && written.bytes().all(|b| b.is_ascii_alphabetic()) && !WORDS.contains(&written) && is_sum()
    }

    /// What an amount is counted per, and the end of the words: "per day", "a barrel", "/km", "annually".
    pub fn per(&self, at: usize, kind: FigureKind) -> Option<(usize, String)> {
        let line = self.line;
        if line.is_dash(at) && line.is_any(at + 1, &["a", "an", "per"]) && line.is_dash(at + 2) && line.is_word(at + 3) {
            return Some((at + 4, noun_lemma(line.word(at + 3))));
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
pub(super) fn with_per(r: &Reader, mut amount: Amount) -> Amount {
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
