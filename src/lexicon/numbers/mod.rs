//! Number words, units, currencies, modifiers and words of change, read once from `data/lexicons`.
//!
//! In: `numbers.toml`, `units.toml`, `currencies.toml`, `calendar.toml`, `events.toml`. Out: [`Numbers`] by [`numbers`], with every word and phrase known by the
//! ids of one [`Vocabulary`]. Never holds grammar: what may follow what is said by the rules of figures and dates.

pub(in crate::lexicon) mod calendar;
mod currencies;
mod phrases;
mod quantities;
mod units;
mod values;
mod vocabulary;

use std::sync::LazyLock;

pub use crate::lexicon::files::numbers::Idiom;
pub use crate::lexicon::files::units::Unit;
pub use calendar::Term;
pub use currencies::{Money, MoneyForm};
pub use phrases::Phrases;
pub use quantities::{Factor, Modifier, Multiplier, Place, Vague};
pub use values::Values;
pub use vocabulary::{Vocabulary, WordId};

use crate::document::Change;

/// Everything the grammars of numbers and dates know of words.
#[derive(Debug)]
pub struct Numbers {
    /// Every word of every phrase.
    pub vocabulary: Vocabulary,
    /// "eleven": 11. Values of single words.
    pub cardinals: Values,
    /// "eleventh": 11.
    pub ordinals: Values,
    /// "third", "thirds", "halves": the share.
    pub fractions: Values,
    /// "½": the share.
    pub fraction_signs: Values,
    /// "million", "bn", "dozen".
    pub multipliers: Phrases<Multiplier>,
    /// "doubled", "tenfold".
    pub factors: Phrases<Factor>,
    /// "tens of thousands".
    pub vague: Phrases<Vague>,
    /// "more than", "or so".
    pub modifiers: Phrases<Modifier>,
    /// Units after their number.
    pub units: Phrases<&'static Unit>,
    /// Units before their number: "Mach", "magnitude".
    pub prefix_units: Phrases<&'static Unit>,
    /// Every unit of measurement by its UCUM code.
    units_by_code: rustc_hash::FxHashMap<&'static str, &'static Unit>,
    /// Names, words, signs, codes and subunits of currencies.
    pub money: Phrases<Money>,
    /// Forms of verbs of change: "rose", "falling".
    pub change_verbs: Phrases<Change>,
    /// Nouns of change: "increase".
    pub change_nouns: Phrases<Change>,
    /// Phrases in which a number word counts nothing.
    pub idioms: Vec<Idiom>,
    /// Months, weekdays, seasons, holidays, zones.
    pub calendar: Phrases<Term>,
}

static NUMBERS: LazyLock<Numbers> = LazyLock::new(|| {
    let mut vocabulary = Vocabulary::default();
    let quantities = quantities::read(&mut vocabulary);
    let (units, prefix_units, units_by_code) = units::read(&mut vocabulary);
    let money = currencies::read(&mut vocabulary);
    let calendar = calendar::read(&mut vocabulary);
    Numbers {
        cardinals: quantities.cardinals,
        ordinals: quantities.ordinals,
        fractions: quantities.fractions,
        fraction_signs: quantities.fraction_signs,
        multipliers: quantities.multipliers,
        factors: quantities.factors,
        vague: quantities.vague,
        modifiers: quantities.modifiers,
        change_verbs: quantities.change_verbs,
        change_nouns: quantities.change_nouns,
        idioms: quantities.idioms,
        units,
        prefix_units,
        units_by_code,
        money,
        calendar,
        vocabulary,
    }
});

impl Numbers {
    /// The money of a sign of one character: "£".
    pub fn money_of(&self, sign: &'static str) -> Option<Money> {
        let only = |n: usize| if n == 0 { WordId::of(sign) } else { WordId::NONE };
        self.money.starting(0, only, |_| sign, |_, money| money.is_sign()).map(|(_, money)| *money)
    }

    /// The unit with this name of one word.
    pub fn unit(&self, name: &str) -> Option<&'static Unit> {
        let word = WordId::of(name);
        let only = |n: usize| if n == 0 { word } else { WordId::NONE };
        self.units.starting(0, only, |_| "", |_, _| true).map(|(_, unit)| *unit)
    }
}

/// The unit of measurement with a UCUM code; none where the lexicon has no such unit.
pub fn unit_by_code(code: &str) -> Option<&'static Unit> {
    numbers().units_by_code.get(code).copied()
}

/// The lexicons of numbers, read on first use.
pub fn numbers() -> &'static Numbers {
    &NUMBERS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Traits;

    #[test]
    fn the_lexicons_hold_what_the_rules_rely_on() {
        let n = numbers();
        let id = WordId::of;
        assert_eq!(n.cardinals.get(id("eleven")), Some(11.0));
        assert_eq!(n.ordinals.get(id("thirtieth")), Some(30.0));
        assert_eq!(n.fractions.get(id("thirds")), Some(1.0 / 3.0));
        assert!(n.vocabulary.traits(id("million")).intersects(Traits::MULTIPLIER));
        assert!(n.vocabulary.traits(id("kilometres")).intersects(Traits::UNIT));
        assert!(n.vocabulary.traits(id("€")).intersects(Traits::MONEY));
    }
}
