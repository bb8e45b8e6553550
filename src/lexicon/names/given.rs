//! Given names and the gender of those who bear them.
//!
//! In: `first_names.txt`. Out: [`given_name`]. Never tells whether a word of a text is a name.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::document::Gender;
use crate::lexicon::fold;

const FIRST_NAMES: &str = include_str!("../../../data/lexicons/first_names.txt");

/// Given names with the gender of those who bear them.
static GIVEN_NAMES: LazyLock<FxHashMap<u64, Gender>> = LazyLock::new(read);

/// The gender that a given name shows; none where the word is no given name that we know. Takes the [`fold::hash`] of the word.
pub fn given_name(hash: u64) -> Option<Gender> {
    GIVEN_NAMES.get(&hash).copied()
}

/// Given names: name, tab, m f or u.
fn read() -> FxHashMap<u64, Gender> {
    FIRST_NAMES
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|row| {
            let (name, gender) = row.split_once('\t')?;
            let gender = match gender {
                "m" => Gender::Male,
                "f" => Gender::Female,
                _ => Gender::Unknown,
            };
            // A double name is known by its first part: taggers cut it at the hyphen.
            Some((fold::hash(fold::pieces(name).next()?), gender))
        })
        .collect()
}
