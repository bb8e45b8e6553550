//! `products.toml`.
//!
//! In: the file. Out: [`Products`]. Never decides whether a word of a text names one.

use serde::Deserialize;

use super::file::LexiconFile;

/// Weapons, vehicles, devices, medicines.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Products {
    /// Its one table.
    pub products: Vec<ProductEntry>,
}

impl LexiconFile for Products {
    const FILE: &'static str = "products.toml";
    const HOLDS: &'static str = "weapons, vehicles, spacecraft, devices, medicines";
    const TEXT: &'static str = include_str!("../../../data/lexicons/products.toml");
}

/// A product.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductEntry {
    /// As in news English.
    pub name: String,
    /// What it is.
    pub kind: ProductKind,
    /// Variants and other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Those of the names that are also words or other names.
    #[serde(default)]
    pub weak: Vec<String>,
}

/// What a product is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductKind {
    Tank,
    Armoured,
    Artillery,
    Rocket,
    Missile,
    Airdefence,
    Aircraft,
    Drone,
    Ship,
    Smallarm,
    Space,
    Device,
    Vehicle,
    Medicine,
}
