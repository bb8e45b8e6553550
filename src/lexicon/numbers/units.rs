//! Units of measurement by their names, symbols and codes.

use rustc_hash::FxHashMap;

use super::phrases::{Capitals, Phrases};
use super::vocabulary::{Traits, Vocabulary};
use crate::lexicon::files::file::LexiconFile;
use crate::lexicon::files::units::{Unit, Units};

/// What [`read`] gives: the units after and those before their numbers, and all of them by their code.
pub(super) type UnitTables = (Phrases<&'static Unit>, Phrases<&'static Unit>, FxHashMap<&'static str, &'static Unit>);

/// The units after and those before their numbers, and all of them by their code.
pub(super) fn read(vocabulary: &mut Vocabulary) -> UnitTables {
    let file = Units::embedded();
    let made: Vec<Unit> = file.units.iter().flat_map(|u| u.prefixes.iter().map(|p| u.prefixed(*p))).collect();
    // Those of the file stand first: of two units with one name the first counts.
    let mut units = file.units;
    units.extend(made);
    let (mut after, mut before, mut by_code) = (Phrases::default(), Phrases::default(), FxHashMap::default());
    // The table lives as long as the process; leaking it once saves every row a copy of its code.
    for unit in units.leak() {
        let unit: &'static Unit = unit;
        by_code.entry(unit.code.as_str()).or_insert(unit);
        let (phrases, traits) = if unit.prefix { (&mut before, Traits::PREFIX_UNIT) } else { (&mut after, Traits::UNIT) };
        for name in &unit.names {
            phrases.add(vocabulary, name, Capitals::Ignored, traits, Traits::default(), unit);
        }
        for symbol in &unit.symbols {
            phrases.add(vocabulary, symbol, Capitals::Exact, traits, Traits::default(), unit);
        }
    }
    (after, before, by_code)
}
