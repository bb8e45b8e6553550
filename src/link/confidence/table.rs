//! The calibrations of `data/calibration`, embedded and read once.
//!
//! In: the files, as `make calibrate` writes them. Out: [`Calibration`], which turns a prior and features into a confidence. Never a
//! confidence that falls where the score rises: a test reads every file.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::features::{FEATURES, Feature};

/// That of quotes.
pub static QUOTES: LazyLock<Calibration> = LazyLock::new(|| Calibration::embedded(FILES[0].1));
/// That of figures.
pub static FIGURES: LazyLock<Calibration> = LazyLock::new(|| Calibration::embedded(FILES[1].1));
/// That of mentions.
pub static MENTIONS: LazyLock<Calibration> = LazyLock::new(|| Calibration::embedded(FILES[2].1));
/// That of dates.
pub static DATES: LazyLock<Calibration> = LazyLock::new(|| Calibration::embedded(FILES[3].1));

/// The files by the names of their tables.
pub const FILES: [(&str, &str); 4] = [
    ("quotes", include_str!("../../../data/calibration/quotes.toml")),
    ("figures", include_str!("../../../data/calibration/figures.toml")),
    ("mentions", include_str!("../../../data/calibration/mentions.toml")),
    ("dates", include_str!("../../../data/calibration/dates.toml")),
];

/// A file of `data/calibration`; all numbers are thousandths.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "a struct describes all of its file; what only tests read is checked too"))]
pub struct CalibrationFile {
    /// The table whose rows it is for.
    pub table: String,
    /// Of how many rows it was learned.
    pub rows: u32,
    /// Where every score begins.
    pub intercept: i64,
    /// What the confidence of the rule counts.
    pub prior: i64,
    /// Scores with their confidence, both rising; between them the line is straight, outside level.
    pub knots: Vec<(i64, i64)>,
    /// Rows of which no gold set tells anything: they keep the confidence of their rule.
    pub apart: Vec<FeatureValue>,
    /// What each value of a feature adds.
    pub weights: Vec<Weight>,
}

/// A value of a feature.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeatureValue {
    /// The feature.
    pub feature: Feature,
    /// Its value.
    pub value: String,
}

/// What a value of a feature adds to the score.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "a struct describes all of its file; what only tests read is checked too"))]
pub struct Weight {
    /// The feature.
    pub feature: Feature,
    /// Its value.
    pub value: String,
    /// How many rows of the gold sets have it.
    pub rows: u32,
    /// What it adds.
    pub weight: i64,
}

/// A calibration, as it is looked up.
pub struct Calibration {
    intercept: i64,
    prior: i64,
    knots: Vec<(i64, i64)>,
    /// For each feature, what a value adds; none for a value of rows that are left as they are.
    weights: Vec<FxHashMap<String, Option<i64>>>,
}

impl Calibration {
    fn embedded(text: &str) -> Self {
        Self::of(toml::from_str(text).expect("every embedded calibration is read by a test"))
    }

    /// That of a file.
    pub fn of(file: CalibrationFile) -> Self {
        let mut weights = vec![FxHashMap::default(); FEATURES];
        let told = file.weights.into_iter().map(|w| (w.feature, w.value, Some(w.weight)));
        for (feature, value, weight) in told.chain(file.apart.into_iter().map(|a| (a.feature, a.value, None))) {
            if let Some(values) = weights.get_mut(feature as usize) {
                values.insert(value, weight);
            }
        }
        Self { intercept: file.intercept, prior: file.prior, knots: file.knots, weights }
    }

    /// The confidence of a row whose rule has this one, and which shows these features.
    pub fn confidence(&self, prior: f32, features: impl FnOnce(&mut dyn FnMut(Feature, &str))) -> f32 {
        let thousandths = (f64::from(prior.clamp(0.0, 1.0)) * 1000.0).round() as i64;
        let (mut score, mut is_apart) = (self.intercept + (self.prior * thousandths + 500).div_euclid(1000), false);
        features(&mut |feature, value| match self.weights.get(feature as usize).and_then(|w| w.get(value)) {
            Some(Some(weight)) => score += weight,
            Some(None) => is_apart = true,
            None => {}
        });
        if is_apart {
            return prior;
        }
        self.at(score).map_or(prior, |confidence| confidence as f32 / 1000.0)
    }

    /// The place of a score on the line; none where there is no line.
    fn at(&self, score: i64) -> Option<i64> {
        let above = self.knots.partition_point(|(at, _)| *at <= score);
        let (after, before) = (self.knots.get(above), above.checked_sub(1).and_then(|n| self.knots.get(n)));
        match (before, after) {
            (Some((a, x)), Some((b, y))) => Some(x + ((score - a) * (y - x)).div_euclid(b - a)),
            (Some((_, end)), None) | (None, Some((_, end))) => Some(*end),
            (None, None) => None,
        }
    }
}
