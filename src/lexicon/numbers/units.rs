//! Units of measurement: `data/lexicons/units.toml`.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::phrases::{Case, Phrases};
use super::vocabulary::{Traits, Vocabulary};
use crate::document::FigureKind;

/// One unit.
#[derive(Clone, Debug, Deserialize)]
pub struct Unit {
    /// UCUM code.
    pub code: String,
    #[serde(rename = "kind")]
    kind_name: String,
    /// Spelled-out names.
    names: Vec<String>,
    #[serde(default)]
    symbols: Vec<String>,
    #[serde(default)]
    tight: Vec<String>,
    /// SI prefixes with which it makes further units.
    #[serde(default)]
    prefixes: Vec<String>,
    /// `value * factor + offset` is the value in `unit_si`.
    pub factor: f64,
    /// See `factor`.
    #[serde(default)]
    pub offset: f64,
    /// UCUM code of the SI unit.
    pub unit_si: String,
    /// Whether its names have commoner everyday meanings.
    #[serde(default)]
    pub weak: bool,
    /// Whether it stands before its number.
    #[serde(default)]
    pub prefix: bool,
    /// What kind of quantity it measures.
    #[serde(skip, default = "other")]
    pub kind: FigureKind,
}

fn other() -> FigureKind {
    FigureKind::Other
}

impl Unit {
    /// Whether `written` is one of the signs that are to be trusted only right behind digits.
    pub fn is_tight(&self, written: &str) -> bool {
        self.tight.iter().any(|t| t == written)
    }

    /// The unit that an SI prefix makes of it; none for a prefix that is not known.
    fn prefixed(&self, prefix: &str) -> Option<Unit> {
        let (_, word, power) = PREFIXES.iter().find(|(sign, ..)| *sign == prefix)?;
        let signs: &[&str] = if prefix == "u" { &["µ", "μ", "u"] } else { &[prefix] };
        let symbols = self.symbols.iter().flat_map(|s| signs.iter().map(move |p| format!("{p}{s}"))).collect();
        Some(Unit {
            code: format!("{prefix}{}", self.code),
            names: self.names.iter().map(|n| format!("{word}{n}")).collect(),
            symbols,
            tight: Vec::new(),
            prefixes: Vec::new(),
            factor: self.factor * 10f64.powi(*power),
            ..self.clone()
        })
    }

    /// Its first name, in the singular; its code where it has none.
    pub fn name(&self) -> &str {
        self.names.first().unwrap_or(&self.code)
    }

    /// Whether `written` is a sign of the unit and not a name.
    pub fn is_symbol(&self, written: &str) -> bool {
        self.symbols.iter().any(|s| s == written)
    }
}

/// SI prefixes as UCUM writes them, their names and powers of ten.
const PREFIXES: &[(&str, &str, i32)] = &[
    ("Y", "yotta", 24),
    ("P", "peta", 15),
    ("G", "giga", 9),
    ("M", "mega", 6),
    ("k", "kilo", 3),
    ("d", "deci", -1),
    ("c", "centi", -2),
    ("m", "milli", -3),
    ("u", "micro", -6),
    ("n", "nano", -9),
    ("p", "pico", -12),
    ("f", "femto", -15),
];

#[derive(Deserialize)]
struct File {
    units: Vec<Unit>,
}

/// What [`read`] gives: the units behind and those before their numbers, and all of them by their code.
pub(super) type Units = (Phrases<&'static Unit>, Phrases<&'static Unit>, FxHashMap<&'static str, &'static Unit>);

/// The units behind and those before their numbers, and all of them by their code.
pub(super) fn read(vocabulary: &mut Vocabulary) -> Units {
    let file: File = toml::from_str(include_str!("../../../data/lexicons/units.toml")).expect("the embedded lexicon is well formed");
    let made: Vec<Unit> = file.units.iter().flat_map(|u| u.prefixes.iter().filter_map(|p| u.prefixed(p))).collect();
    // Those of the file stand first: of two units with one name the first counts.
    let mut units = file.units;
    units.extend(made);
    let (mut behind, mut before, mut by_code) = (Phrases::default(), Phrases::default(), FxHashMap::default());
    // The table lives as long as the process; leaking it once saves every row a copy of its code.
    for unit in units.leak() {
        unit.kind = FigureKind::from_name(&unit.kind_name).unwrap_or(FigureKind::Other);
        let unit: &'static Unit = unit;
        by_code.entry(unit.code.as_str()).or_insert(unit);
        let (phrases, traits) = if unit.prefix { (&mut before, Traits::PREFIX_UNIT) } else { (&mut behind, Traits::UNIT) };
        for name in &unit.names {
            phrases.add(vocabulary, name, Case::Ignored, traits, Traits::default(), unit);
        }
        for symbol in &unit.symbols {
            phrases.add(vocabulary, symbol, Case::Exact, traits, Traits::default(), unit);
        }
    }
    (behind, before, by_code)
}
