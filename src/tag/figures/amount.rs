//! What an amount is: a number or a range with its unit, before anything is known of what it counts.
//!
//! In: nothing. Out: [`Amount`], the type that the recognisers give and the stages after them fill up.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::{Bound, Change, FigureKind, Rule};
use crate::lexicon::numbers::Unit;
use crate::tag::numbers::Spread;

/// How an amount goes over to the SI unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conversion {
    /// `value * factor + offset`.
    pub factor: f64,
    /// See `factor`.
    pub offset: f64,
    /// UCUM code of the SI unit.
    pub unit: &'static str,
}

/// What a bare number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// What the words around it name.
    Things,
    /// How often: the expression itself ends with "times".
    Times,
}

/// One amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// The whole expression with its unit.
    pub atoms: Range<usize>,
    /// Best value; none for ranges and vague quantities.
    pub value: Option<f64>,
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// The bound that the expression itself sets: range or vague.
    pub bound: Option<Bound>,
    /// What kind of quantity.
    pub kind: FigureKind,
    /// UCUM or ISO 4217 code.
    pub unit: Option<Cow<'static, str>>,
    /// Where the unit is written.
    pub unit_atoms: Option<Range<usize>>,
    /// The way to the SI unit.
    pub conversion: Option<Conversion>,
    /// What it is counted per, as a lemma.
    pub per: Option<String>,
    /// Whether the expression itself tells of a change ("doubled").
    pub change: Change,
    /// Whether what is counted hangs on the number by a hyphen ("40-person").
    pub hyphened: bool,
    /// What a count counts.
    pub counted: Counted,
    /// Which recogniser gave it.
    pub rule: Rule,
    /// 0..1.
    pub confidence: f32,
}

impl Amount {
    /// A bare count over these atoms.
    pub fn count(atoms: Range<usize>, value: f64, rule: &'static str) -> Self {
        Self {
            atoms,
            value: Some(value),
            low: None,
            high: None,
            bound: None,
            kind: FigureKind::Count,
            unit: None,
            unit_atoms: None,
            conversion: None,
            per: None,
            change: Change::None,
            hyphened: false,
            counted: Counted::Things,
            rule: Rule(rule),
            confidence: 0.9,
        }
    }

    /// A bare count of one number or of a range over these atoms.
    pub fn of_spread(spread: &Spread, atoms: Range<usize>, rule: &'static str) -> Self {
        let mut amount = Self::count(atoms, spread.first.value, rule);
        if let Some(last) = spread.last {
            amount.value = None;
            amount.low = Some(spread.first.value);
            amount.high = Some(last.value);
            amount.bound = Some(Bound::Range);
        } else if let Some(margin) = spread.margin {
            amount.low = Some(spread.first.value - margin.value);
            amount.high = Some(spread.first.value + margin.value);
        }
        amount
    }

    /// Makes it an amount of `unit`, written at `atoms`.
    pub fn measure(&mut self, unit: &'static Unit, atoms: Range<usize>) {
        self.kind = unit.kind;
        self.unit = Some(Cow::Borrowed(unit.code.as_str()));
        self.conversion = Some(Conversion { factor: unit.factor, offset: unit.offset, unit: unit.unit_si.as_str() });
        self.atoms.end = self.atoms.end.max(atoms.end);
        self.unit_atoms = Some(atoms);
    }

    /// The best value in the SI unit.
    pub fn value_si(&self) -> Option<f64> {
        let conversion = self.conversion?;
        self.value.map(|v| v * conversion.factor + conversion.offset).filter(|v| v.is_finite())
    }

    /// Whether it stands without a unit.
    pub fn is_bare(&self) -> bool {
        matches!(self.kind, FigureKind::Count | FigureKind::Ordinal | FigureKind::Rate | FigureKind::Score)
    }

    /// Multiplies value and ends.
    pub fn scale(&mut self, factor: f64) {
        for v in [&mut self.value, &mut self.low, &mut self.high].into_iter().flatten() {
            *v *= factor;
        }
    }
}
