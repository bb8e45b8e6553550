//! Units after a number: measures and percentages.
//!
//! In: a [`NumberReader`] and the atom after a number. Out: the unit and how many atoms it takes. Never reads the number itself, and knows no money.

use std::sync::LazyLock;

use super::closed::WordSet;
use super::reader::NumberReader;
use crate::document::{AtomKind, FigureKind, Traits, WordId};
use crate::lexicon::numbers::Unit;
use crate::tag::cursor::Cursor;

impl NumberReader<'_, '_> {
    /// The unit that begins at `at`, after digits where its sign demands them.
    pub fn unit(&self, at: usize) -> Option<(usize, &'static Unit)> {
        let line = self.line;
        if !line.traits(at).intersects(Traits::UNIT) {
            return None;
        }
        // "20 (kg)"
        let bracketed =
            at > 1 && line.is_digits(at - 2) && self.bracket(at - 1).is_some_and(|close| (at + 1..at + 4).any(|n| line.is_mark(n, close)));
        let after_digits = bracketed
            || at > 0
                && (line.is_digits(at - 1)
                    || line.traits(at - 1).intersects(Traits::MULTIPLIER)
                    || line.traits(at - 1).intersects(Traits::FRACTION) && !line.is_word(at - 1));
        // "a 20-mph wind"
        let hung = at > 1 && line.is_dash(at - 1) && line.is_glued(at - 1) && line.is_glued(at) && line.is_digits(at - 2);
        let after_word = at > 0 && line.traits(at - 1).intersects(Traits::CARDINAL);
        let glued = line.is_glued(at);
        if let Some(unit) = self.hyphened_power(at).filter(|_| hung) {
            return Some((3, unit));
        }
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
                return after_digits && if written == "in" { glued || self.inch_is_meant(next) } else { self.is_inch_mark(at) };
            }
            if written == "mb" {
                // Millibars of the weather, megabits of a file.
                return after_digits && (unit.code == "mbar") != self.speaks_of_data();
            }
            if matches!(unit.code.as_str(), "pm" | "am") && written.len() == 2 {
                // "2.1 pm" is no time of day.
                return at > 2 && line.is_mark(at - 2, '.') && line.is_glued(at - 1) && line.is_digits(at - 3) && !line.is_word(next);
            }
            if unit.is_tight(written) {
                let spaced = self.is_spaced_sign(at, next, written);
                return after_digits && (glued || bracketed || spaced) || spaced && line.is_dash(at.wrapping_sub(1));
            }
            if unit.is_symbol(written) {
                after_digits || (after_word || hung) && written.len() > 1
            } else {
                !unit.weak || self.is_weak_unit(at, next, unit)
            }
        })?;
        self.unit_is_meant(at, count, unit).then_some((count, *unit))
    }

    /// "square-foot" of "a 600-square-foot flat".
    fn hyphened_power(&self, at: usize) -> Option<&'static Unit> {
        let line = self.line;
        let joined = line.is_dash(at + 1) && line.is_glued(at + 1) && line.is_glued(at + 2) && line.is_any(at, &["square", "cubic"]);
        let ids = |n: usize| match n {
            0 => line.id(at),
            1 => line.id(at + 2),
            _ => WordId::NONE,
        };
        let (_, unit) = self.words.units.starting(0, ids, |_| "", |count, _| count == 2).filter(|_| joined)?;
        Some(unit)
    }

    /// Whether the atom before `next` is a full stop that ends the sentence: that of "5 kg." belongs to it, not to the unit.
    pub(crate) fn stops(&self, next: usize) -> bool {
        // That of "65 m.p.h." belongs to both.
        let spelt = next > 3 && self.line.is_mark(next - 3, '.') && self.line.is_glued(next - 1) && self.line.is_glued(next - 2);
        !spelt && self.line.is_mark(next.wrapping_sub(1), '.') && (next >= self.line.len() || self.line.is_capitalised(next))
    }

    /// The mark that closes the bracket at `at`; none where there is no opening bracket.
    pub(crate) fn bracket(&self, at: usize) -> Option<char> {
        [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')].iter().find(|(open, _)| self.line.is_mark(at, *open)).map(|(_, close)| *close)
    }

    /// Whether a sign that is also a letter or word may stand after a space: "500 m", "30 C", but not "5 A" or "10 in."
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
            && self.line.traits(next + 1).intersects(Traits::UNIT);
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
        // "a 250-hp engine"
        let hyphened =
            at > 1 && self.line.is_dash(at - 1) && self.line.is_glued(at - 1) && self.line.is_glued(at) && self.line.is_digits(at - 2);
        (metric || degrees)
            && (hyphened && written.len() > 1 || self.line.is_digits(at.saturating_sub(1)))
            && !self.line.is_apostrophe(next)
    }

    /// Whether the sentence is about files and lines.
    pub(super) fn speaks_of_data(&self) -> bool {
        static DATA: LazyLock<WordSet> = LazyLock::new(|| {
            WordSet::of(
                "file files data download downloads upload uploads memory storage disk drive internet broadband bandwidth video app \
                 apps ram flash attachment attachments server servers network folder mobile hd resolution display camera stream",
            )
        });
        (0..self.line.len()).any(|n| self.line.among(n, &DATA))
    }

    /// "5 in tall", "2 in of rain": what stands after tells the abbreviation from the preposition.
    pub(crate) fn inch_is_meant(&self, next: usize) -> bool {
        const MEASURED: &[&str] = &["thick", "tall", "wide", "long", "deep", "high", "across", "diameter", "x", "by", "more"];
        let line = self.line;
        let of_rain = line.is(next, "of") && line.is_any(next + 1, &["rain", "snow", "rainfall", "snowfall", "ice", "water"]);
        of_rain || line.is_any(next, MEASURED) || !line.is_word(next) && !line.is_digits(next) && !line.is_mark(next, '$')
    }

    /// Whether a straight quotation mark after digits is the sign of inches: no quotation is open that it could close.
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
                || at > 0 && line.traits(at - 1).intersects(Traits::FRACTION)
                || at > 1 && line.traits(at - 1).intersects(Traits::FRACTION);
            return parted && !line.is_capitalised(at) || line.is(next, "of") && !line.is_any(next + 1, &["the", "this", "our", "nations"]);
        }
        if unit.code == "circ" {
            // "a half turn", "spun two turns", but not "took turns": parted, or after a verb of turning.
            let halved = |n: usize| line.traits(n).intersects(Traits::FRACTION);
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
            let large = line.traits(at.saturating_sub(1)).intersects(Traits::MULTIPLIER);
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
            "deg" => {
                line.is(at, "degrees")
                    || line.is_mark(at, '°')
                    || line.is(at, "º")
                    || line.is_dash(at.saturating_sub(1))
                    || self.degree_is_meant(at, next)
            }
            "d" | "wk" | "mo" | "a" | "h" | "min" | "s" => {
                !line.is_apostrophe(next) || line.is(next + 1, "s") || !line.is_glued(next) || line.word(at).ends_with('s')
            }
            _ => true,
        }
    }

    /// "a 12 degree slope", but no "2 degree course": one of a kind before what has it.
    fn degree_is_meant(&self, at: usize, next: usize) -> bool {
        const STUDIES: &[&str] =
            &["course", "courses", "program", "programme", "programmes", "programs", "holder", "holders", "in", "from"];
        let line = self.line;
        line.is(at, "degree") && line.is_digits(at.wrapping_sub(1)) && line.is_word(next) && !line.is_any(next, STUDIES)
    }

    /// The exponent of a unit that begins at `at`, right after its sign: its atoms, and the word for it.
    pub(crate) fn unit_power(&self, at: usize) -> Option<(usize, &'static str)> {
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
