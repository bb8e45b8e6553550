//! Given names and the gender of those who bear them.
//!
//! In: `first_names.txt`. Out: [`given_name`]. Never tells whether a word of a text is a name.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::document::Gender;
use crate::lexicon::files::lines::{FIRST_NAMES, GivenName, rows};
use crate::lexicon::fold;

/// Given names with the gender of those who bear them.
static GIVEN_NAMES: LazyLock<FxHashMap<u64, Gender>> = LazyLock::new(read);

/// The gender that a given name shows; none where the word is no given name that we know. Takes the [`fold::hash`] of the word.
pub fn given_name(hash: u64) -> Option<Gender> {
    GIVEN_NAMES.get(&hash).copied()
}

/// The gender by the hash of the name's first part.
fn read() -> FxHashMap<u64, Gender> {
    let names = rows(FIRST_NAMES.text).filter_map(|(_, line)| GivenName::parse(line).ok());
    names
        .filter_map(|given| {
            // What is also a word or a place tells nothing of gender by itself.
            let gender = if given.is_more { Gender::Unknown } else { given.gender };
            // A double name is known by its first part: taggers cut it at the hyphen.
            Some((fold::hash(fold::pieces(given.name).next()?), gender))
        })
        .collect()
}
