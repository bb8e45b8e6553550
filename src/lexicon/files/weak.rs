//! Which names of an entry also mean something else.
//!
//! In: `weak` of an entry, true or a list. Out: [`Weak`]. Never tells what else they mean.

use serde::Deserialize;

/// Which names of an entry also mean something else: all, or those listed.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Weak {
    /// All or none.
    All(bool),
    /// These.
    These(Vec<String>),
}

impl Default for Weak {
    fn default() -> Self {
        Weak::All(false)
    }
}
