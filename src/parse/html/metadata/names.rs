//! Names of authors as metadata gives them.
//!
//! In: the content of an author field. Out: names of persons in usual case. Never returns an outlet, an agency, an address or a user name.

use crate::lexicon::{fold, names, outlets};
use crate::parse::authors;
use crate::parse::skeleton;

/// The persons that a field for authors names. What it holds is meant as names, so that a name of one word is believed where it looks like
/// one.
pub fn persons_given(field: &str, outlet: Option<&str>) -> Vec<String> {
    let clean = crate::normalise::normalise_fragment(field);
    let clean = clean.trim();
    if clean.is_empty() || clean.len() > 300 || clean.contains("://") || clean.starts_with('@') || is_outlet(clean, outlet) {
        return Vec::new();
    }
    authors::persons(clean).into_iter().filter(|name| !is_outlet(name, outlet)).collect()
}

/// Whether a name is that of the outlet or of a known one.
fn is_outlet(name: &str, outlet: Option<&str>) -> bool {
    outlets::named(name).is_some() || outlet.is_some_and(|o| skeleton(o) == skeleton(name))
}
