//! `units.toml`.
//!
//! In: the file. Out: [`Units`]. Never converts a figure.

use serde::{Deserialize, Deserializer};

use super::file::LexiconFile;
use crate::document::{FigureKind, named_enum};

/// Units of measurement.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// Its one table.
    pub units: Vec<Unit>,
}

impl LexiconFile for Units {
    const FILE: &'static str = "units.toml";
    const HOLDS: &'static str = "units with UCUM codes and factors to SI";
    const TEXT: &'static str = include_str!("../../../data/lexicons/units.toml");
}

/// One unit.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// UCUM code.
    pub code: String,
    /// Spelled-out names.
    pub names: Vec<String>,
    /// Abbreviations and signs, in their case.
    #[serde(default)]
    pub symbols: Vec<String>,
    /// Those of the symbols that are also words, letters or other signs.
    #[serde(default)]
    pub tight: Vec<String>,
    /// SI prefixes with which it makes further units.
    #[serde(default)]
    pub prefixes: Vec<SiPrefix>,
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
    #[serde(deserialize_with = "figure_kind")]
    pub kind: FigureKind,
}

impl Unit {
    /// Whether `written` is one of the signs that are to be trusted only right after digits.
    pub fn is_tight(&self, written: &str) -> bool {
        self.tight.iter().any(|t| t == written)
    }

    /// The unit that an SI prefix makes of it.
    pub fn prefixed(&self, prefix: SiPrefix) -> Unit {
        let (sign, (word, power)) = (prefix.name(), prefix.meaning());
        let signs: &[&str] = if prefix == SiPrefix::Micro { &["µ", "μ", "u"] } else { &[sign] };
        Unit {
            code: format!("{sign}{}", self.code),
            names: self.names.iter().map(|n| format!("{word}{n}")).collect(),
            symbols: self.symbols.iter().flat_map(|s| signs.iter().map(move |p| format!("{p}{s}"))).collect(),
            tight: Vec::new(),
            prefixes: Vec::new(),
            factor: self.factor * 10f64.powi(power),
            ..self.clone()
        }
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

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    Length,
    Area,
    Volume,
    Mass,
    Duration,
    Speed,
    Temperature,
    Energy,
    Power,
    Data,
    Pressure,
    Percent,
    Rate,
    Other,
}

/// The kind of the figures that a unit measures: the tables have no kind of their own for a pressure.
fn figure_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<FigureKind, D::Error> {
    Ok(match Dimension::deserialize(deserializer)? {
        Dimension::Length => FigureKind::Length,
        Dimension::Area => FigureKind::Area,
        Dimension::Volume => FigureKind::Volume,
        Dimension::Mass => FigureKind::Mass,
        Dimension::Duration => FigureKind::Duration,
        Dimension::Speed => FigureKind::Speed,
        Dimension::Temperature => FigureKind::Temperature,
        Dimension::Energy => FigureKind::Energy,
        Dimension::Power => FigureKind::Power,
        Dimension::Data => FigureKind::Data,
        Dimension::Percent => FigureKind::Percent,
        Dimension::Rate => FigureKind::Rate,
        Dimension::Pressure | Dimension::Other => FigureKind::Other,
    })
}

named_enum! {
    /// SI prefixes as UCUM writes them.
    SiPrefix {
        /// yotta
        Yotta = "Y",
        /// peta
        Peta = "P",
        /// giga
        Giga = "G",
        /// mega
        Mega = "M",
        /// kilo
        Kilo = "k",
        /// deci
        Deci = "d",
        /// centi
        Centi = "c",
        /// milli
        Milli = "m",
        /// micro
        Micro = "u",
        /// nano
        Nano = "n",
        /// pico
        Pico = "p",
        /// femto
        Femto = "f",
    }
}

impl SiPrefix {
    /// Its name, and its power of ten.
    fn meaning(self) -> (&'static str, i32) {
        match self {
            SiPrefix::Yotta => ("yotta", 24),
            SiPrefix::Peta => ("peta", 15),
            SiPrefix::Giga => ("giga", 9),
            SiPrefix::Mega => ("mega", 6),
            SiPrefix::Kilo => ("kilo", 3),
            SiPrefix::Deci => ("deci", -1),
            SiPrefix::Centi => ("centi", -2),
            SiPrefix::Milli => ("milli", -3),
            SiPrefix::Micro => ("micro", -6),
            SiPrefix::Nano => ("nano", -9),
            SiPrefix::Pico => ("pico", -12),
            SiPrefix::Femto => ("femto", -15),
        }
    }
}
