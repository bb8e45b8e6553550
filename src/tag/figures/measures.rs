//! Units behind a number: measures, percentages, money by name, what it is counted per.
//!
//! In: a [`Reader`] and the atom behind a number. Out: the unit, where it is written, and "per day". Never reads the number itself.

use std::sync::LazyLock;

use super::lemma::noun_lemma;
use super::number::Reader;
use crate::document::FigureKind;
use crate::lexicon::numbers::{Money, MoneyForm, Traits, Unit};
use crate::tag::atoms::{AtomKind, WordSet};

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
    /// The unit that begins at `at`, behind digits where its sign demands them.
    pub fn unit(&self, at: usize) -> Option<(usize, &'static Unit)> {
        let line = self.line;
        if !line.traits(at).has(Traits::UNIT) {
            return None;
        }
        // "20 (kg)"
        let bracketed =
            at > 1 && line.is_digits(at - 2) && self.bracket(at - 1).is_some_and(|close| (at + 1..at + 4).any(|n| line.is_mark(n, close)));
        let behind_digits = bracketed
            || at > 0
                && (line.is_digits(at - 1)
                    || line.traits(at - 1).has(Traits::MULTIPLIER)
                    || line.traits(at - 1).has(Traits::FRACTION) && !line.is_word(at - 1));
        let behind_word = at > 0 && line.traits(at - 1).has(Traits::CARDINAL);
        let glued = line.is_glued(at);
        let (count, unit) = self.phrase(&self.words.units, at, |count, unit: &&'static Unit| {
            let written = line.span(at..at + count).of(line.text);
            let next = at + count;
            // "2h30m"
            let timed = unit.kind == FigureKind::Duration && line.is_digits(next) && glued && unit.is_symbol(written);
            let cut_short = line.is_glued(next) && !matches!(line.kind(next), Some(AtomKind::Mark(_))) && !timed;
            // "12 m 2 dm" holds no square metres.
            let torn = (at + 1..next).any(|n| line.is_digits(n) && !line.is_glued(n));
            if cut_short || torn || self.stops(next) || self.unit_power(next).is_some() {
                return false;
            }
            if unit.code == "[in_i]" && (written == "in" || written == "\"") {
                return behind_digits && if written == "in" { glued || self.inch_is_meant(next) } else { self.is_inch_mark(at) };
            }
            if written == "mb" {
                // Millibars of the weather, megabits of a file.
                return behind_digits && (unit.code == "mbar") != self.speaks_of_data();
            }
            if matches!(unit.code.as_str(), "pm" | "am") && written.len() == 2 {
                // "2.1 pm" is no time of day.
                return at > 2 && line.is_mark(at - 2, '.') && line.is_glued(at - 1) && line.is_digits(at - 3) && !line.is_word(next);
            }
            if unit.is_tight(written) {
                return behind_digits && (glued || bracketed || self.is_spaced_sign(at, next, written));
            }
            if unit.is_symbol(written) {
                behind_digits || behind_word && written.len() > 1
            } else {
                !unit.weak || self.is_weak_unit(at, next, unit)
            }
        })?;
        self.unit_is_meant(at, count, unit).then_some((count, *unit))
    }

    /// Whether the atom before `next` is a full stop that ends the sentence: that of "5 kg." belongs to it, not to the unit.
    fn stops(&self, next: usize) -> bool {
        self.line.is_mark(next.wrapping_sub(1), '.') && (next >= self.line.len() || self.line.is_capitalised(next))
    }

    /// The mark that closes the bracket at `at`; none where there is no opening bracket.
    pub(super) fn bracket(&self, at: usize) -> Option<char> {
        [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')].iter().find(|(open, _)| self.line.is_mark(at, *open)).map(|(_, close)| *close)
    }

    /// Whether a sign that is also a letter or word may stand behind a space: "500 m", "30 C", but not "5 A" or "10 in."
    fn is_spaced_sign(&self, at: usize, next: usize, written: &str) -> bool {
        let metric = [
            "m", "g", "L", "l", "ha", "kt", "kn", "hp", "°", "º", "pts", "mi", "t", "K", "Mt", "Gt", "ly", "AU", "IU", "boe", "toe", "mb",
            "bp", "pp", "TB", "PB", "EB", "Mb", "Gb", "Kb",
        ]
        .contains(&written);
        // "0.5 W/min", "80 Ma ago"
        let rated = self.line.is_mark(next, '/')
            && self.line.is_glued(next)
            && self.line.is_glued(next + 1)
            && self.line.traits(next + 1).has(Traits::UNIT);
        let decimal = at > 2 && self.line.is_mark(at - 2, '.') && self.line.is_glued(at - 1);
        let by_context = match written {
            "bar" => decimal || (0..self.line.len()).any(|n| self.line.is_any(n, &["pressure", "pressures"])),
            "V" => (decimal || self.line.word(at - 1).len() > 1) && !self.line.is_capitalised(next),
            "st" => self.line.is_digits(next) && self.line.is_any(next + 1, &["lb", "lbs"]),
            _ => false,
        };
        let geological = ["Ma", "Ga"].contains(&written) && self.line.is_any(next, &["ago", "old", "before"]);
        if rated || geological || by_context {
            return true;
        }
        let degrees =
            ["C", "F"].contains(&written) && !self.line.is_capitalised(next) && !self.line.is_dash(next) && !self.line.is_apostrophe(next);
        (metric || degrees) && self.line.is_digits(at.saturating_sub(1)) && !self.line.is_apostrophe(next)
    }

    /// Whether the sentence is about files and lines.
    fn speaks_of_data(&self) -> bool {
        static DATA: LazyLock<WordSet> = LazyLock::new(|| {
            WordSet::of(
                "file files data download downloads upload uploads memory storage disk drive internet broadband bandwidth video app \
                 apps ram flash attachment attachments server servers network folder mobile hd resolution display camera stream",
            )
        });
        (0..self.line.len()).any(|n| self.line.among(n, &DATA))
    }

    /// "5 in tall", "2 in of rain": what stands behind tells the abbreviation from the preposition.
    pub(super) fn inch_is_meant(&self, next: usize) -> bool {
        const MEASURED: &[&str] = &["thick", "tall", "wide", "long", "deep", "high", "across", "diameter", "x", "by", "more"];
        let line = self.line;
        let of_rain = line.is(next, "of") && line.is_any(next + 1, &["rain", "snow", "rainfall", "snowfall", "ice", "water"]);
        of_rain || line.is_any(next, MEASURED) || !line.is_word(next) && !line.is_digits(next) && !line.is_mark(next, '$')
    }

    /// Whether a straight quotation mark behind digits is the sign of inches: no quotation is open that it could close.
    fn is_inch_mark(&self, at: usize) -> bool {
        (self.line.is_glued(at) || self.inch_is_meant(at + 1) && self.line.is_word(at + 1))
            && (0..at).filter(|n| self.line.is_mark(*n, '"')).count() % 2 == 0
    }

    /// Pounds, stones and the like: by what stands around.
    fn is_weak_unit(&self, at: usize, next: usize, unit: &Unit) -> bool {
        let line = self.line;
        if unit.code == "[cup_us]" && !line.word(at).starts_with("cupful") {
            // "won two cups": a measure is of something, or is parted.
            let parted = at > 1 && (line.is_mark(at - 2, '/') || line.is_mark(at - 2, '.'))
                || at > 0 && line.traits(at - 1).has(Traits::FRACTION)
                || at > 1 && line.traits(at - 1).has(Traits::FRACTION);
            return parted && !line.is_capitalised(at) || line.is(next, "of") && !line.is_any(next + 1, &["the", "this", "our", "nations"]);
        }
        if unit.code == "circ" {
            // "a half turn", "spun two turns", but not "took turns": parted, or behind a verb of turning.
            let halved = |n: usize| line.traits(n).has(Traits::FRACTION);
            let parted = at > 0 && (halved(at - 1) || line.is(at - 1, "full") || at > 1 && line.is(at - 1, "a") && halved(at - 2));
            let turning =
                ["rotate", "rotates", "rotated", "rotating", "rotation", "spin", "spins", "spun", "twist", "twisted", "wind", "wound"];
            return line.is(at, "full")
                || parted && line.is_any(at, &["turn", "turns"])
                || (at.saturating_sub(5)..at).any(|n| line.is_any(n, &turning));
        }
        let hyphened = line.is_dash(at.saturating_sub(1)) && at > 0;
        let weighs = || {
            let words = ["weigh", "weighs", "weighed", "weighing", "weight", "heavy", "gained", "shed", "lose"];
            (0..at).rev().take(8).any(|n| line.is_any(n, &words))
        };
        if unit.code == "[stone_av]" && weighs() {
            return true;
        }
        if unit.code == "[lb_av]" {
            let of_stuff = line.is(next, "of")
                && !line.is_any(next + 1, &["the", "his", "her", "their", "its", "public", "taxpayers", "debt", "funding"]);
            let large = line.traits(at.saturating_sub(1)).has(Traits::MULTIPLIER);
            let sterling = line.is_any(next, &["sterling", "a"]) || line.is_any(next, &["fine", "note", "bill"]);
            return !sterling && !(large && !of_stuff) && (weighs() || of_stuff || hyphened || !self.text_has_sterling());
        }
        hyphened || line.is(next, "of") || (!line.is_word(next) && !line.is_apostrophe(next))
    }

    fn text_has_sterling(&self) -> bool {
        self.line.text.contains('£') || self.line.text.contains("sterling")
    }

    /// Words that are units only sometimes: "100 foot soldiers", "a second time", "the 12 point guards".
    fn unit_is_meant(&self, at: usize, count: usize, unit: &Unit) -> bool {
        let line = self.line;
        let next = at + count;
        match unit.code.as_str() {
            "[ft_i]" => !(line.is(at, "foot") && line.is_any(next, &["soldiers", "soldier", "patrols", "patrol", "traffic", "bridge"])),
            "bit" if line.is(at, "bit") && count == 1 => at > 0 && line.is_dash(at - 1),
            "bit" if line.is(at, "bits") && count == 1 => !line.is_any(next, &["of", "and"]) && at > 0 && !line.is_dash(at - 1),
            "[point]" => line.is(at, "points") || line.is_dash(at.saturating_sub(1)) || line.is_any(at, &["pts", "pt"]),
            "deg" => line.is(at, "degrees") || line.is_mark(at, '°') || line.is(at, "º") || line.is_dash(at.saturating_sub(1)),
            "d" | "wk" | "mo" | "a" | "h" | "min" | "s" => {
                !line.is_apostrophe(next) || line.is(next + 1, "s") || !line.is_glued(next) || line.word(at).ends_with('s')
            }
            _ => true,
        }
    }

    /// The name, sign or code of money that begins at `at`, behind its number.
    pub fn money_behind(&self, at: usize) -> Option<(usize, Money)> {
        let line = self.line;
        if !line.traits(at).has(Traits::MONEY) {
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
                && line.traits(n).has(Traits::MONEY)
                && !line.is(n, line.word(at))
                && self.phrase(&self.words.money, n, |_, m| m.form == MoneyForm::Name || m.form == MoneyForm::Sign).is_some()
        })
    }

    /// "3,000 won" is money where the sum is large or Korea is spoken of; "the 3 won" is a verb.
    fn won_is_money(&self, at: usize) -> bool {
        let large = self.line.traits(at.saturating_sub(1)).has(Traits::MULTIPLIER) || (at > 1 && self.line.is_mark(at - 2, ','));
        let verb =
            self.line.is_any(at + 1, &["the", "a", "an", "their", "his", "her", "by", "gold", "silver", "bronze", "seats", "medals"]);
        large && !verb
    }

    /// The sign or code of money that begins at `at`, before its number; its number of atoms.
    pub fn money_before(&self, at: usize) -> Option<(usize, Money)> {
        let line = self.line;
        if !line.traits(at).has(Traits::MONEY) {
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
                || line.traits(next).has(Traits::CARDINAL);
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
        let number = self.number(next, super::number::Setting::Money);
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
        let adverbial = !line.is_word(at + 1) || super::closed::is_function_word(line.word(at + 1));
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
            let number = self.number(at + 1, super::number::Setting::Plain)?;
            let end = number.end + usize::from(line.is_word(number.end) && !super::closed::is_function_word(line.word(number.end)));
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

    /// The exponent of a unit that begins at `at`, right behind its sign: its atoms, and the word for it.
    fn unit_power(&self, at: usize) -> Option<(usize, &'static str)> {
        let line = self.line;
        let caret = usize::from(line.is_mark(at, '^') && line.is_glued(at));
        if !line.is_glued(at + caret) {
            return None;
        }
        match line.word(at + caret) {
            "2" | "²" => Some((caret + 1, "square")),
            "3" | "³" => Some((caret + 1, "cubic")),
            _ => None,
        }
    }
}
