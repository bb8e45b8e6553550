//! Norms: the form under which variants of a word are one to the networks (`favourite` and `favorite`, `€` and `$`).
//!
//! In: a word's form. Out: its norm, from the pipeline's own table (`lexeme_norm`), else from the list common to all
//! of spaCy's languages (`norm_exceptions.py`, MIT), else the lower-case form. A norm that a tokenizer exception
//! prescribes ([`super::Tokens::norm`]) stands before all three and is the caller's to apply.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::TokenizerError;
use super::lexeme::push_lower;
use crate::strings::{StringId, string_id};

/// Norms of marks and currencies: form, norm.
const COMMON: [(&str, &str); 45] = [
    ("'s", "'s"),
    ("'S", "'s"),
    ("’s", "'s"),
    ("’S", "'s"),
    ("’", "'"),
    ("‘", "'"),
    ("´", "'"),
    ("`", "'"),
    ("”", "\""),
    ("“", "\""),
    ("''", "\""),
    ("``", "\""),
    ("´´", "\""),
    ("„", "\""),
    ("»", "\""),
    ("«", "\""),
    ("‘‘", "\""),
    ("’’", "\""),
    ("？", "?"),
    ("！", "!"),
    ("，", ","),
    ("；", ";"),
    ("：", ":"),
    ("。", "."),
    ("।", "."),
    ("…", "..."),
    ("—", "-"),
    ("–", "-"),
    ("--", "-"),
    ("---", "-"),
    ("——", "-"),
    ("€", "$"),
    ("£", "$"),
    ("¥", "$"),
    ("฿", "$"),
    ("US$", "$"),
    ("C$", "$"),
    ("A$", "$"),
    ("₺", "$"),
    ("₹", "$"),
    ("৳", "$"),
    ("₩", "$"),
    ("Mex$", "$"),
    ("₣", "$"),
    ("E£", "$"),
];

/// What a model file keeps of the norms: the id of each form with its norm, ascending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NormData {
    /// The pipeline's own table.
    pub lexeme_norm: Vec<(StringId, String)>,
}

impl NormData {
    /// Reads the `vocab/lookups.bin` of a pipeline package (MessagePack); a file without `lexeme_norm` gives none.
    ///
    /// # Errors
    /// If the bytes are damaged.
    pub fn from_package(bytes: &[u8]) -> Result<Self, TokenizerError> {
        #[derive(Deserialize)]
        struct Lookups {
            #[serde(default)]
            lexeme_norm: BTreeMap<StringId, String>,
        }
        let lookups: Lookups = rmp_serde::from_slice(bytes)?;
        Ok(Self { lexeme_norm: lookups.lexeme_norm.into_iter().collect() })
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// If the bytes are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, TokenizerError> {
        Ok(rmp_serde::from_slice(bytes)?)
    }

    /// Writes the data in a compact form (MessagePack).
    ///
    /// # Errors
    /// If the encoder fails, which memory alone can cause.
    pub fn to_bytes(&self) -> Result<Vec<u8>, TokenizerError> {
        Ok(rmp_serde::to_vec(self)?)
    }
}

/// The norms of a pipeline, ready for look-ups. Build once, share between threads.
#[derive(Debug, Clone)]
pub struct Norms {
    by_form: FxHashMap<StringId, Box<str>>,
}

impl Norms {
    /// Joins the pipeline's table with the common list; the pipeline's norm of a form stands first.
    #[must_use]
    pub fn new(data: NormData) -> Self {
        let common = COMMON.iter().map(|&(form, norm)| (string_id(form), norm.into()));
        let own = data.lexeme_norm.into_iter().map(|(form, norm)| (form, norm.into()));
        Self { by_form: common.chain(own).collect() }
    }

    /// The norm of `form` other than its lower-case form, if it has one.
    #[must_use]
    pub fn exceptional(&self, form: &str) -> Option<&str> {
        self.by_form.get(&string_id(form)).map(AsRef::as_ref)
    }

    /// The norm of `form`; `lower` is where a lower-case form is written to.
    #[must_use]
    pub fn norm<'a>(&'a self, form: &str, lower: &'a mut String) -> &'a str {
        match self.exceptional(form) {
            Some(norm) => norm,
            None => {
                lower.clear();
                push_lower(form, lower);
                lower
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pipelines_table_stands_before_the_common_list() {
        let data = NormData { lexeme_norm: vec![(string_id("€"), "euro".into()), (string_id("colour"), "color".into())] };
        let norms = Norms::new(data);
        let mut lower = String::new();
        assert_eq!(norms.norm("€", &mut lower), "euro");
        assert_eq!(norms.norm("£", &mut lower), "$");
        assert_eq!(norms.norm("colour", &mut lower), "color");
        assert_eq!(norms.norm("Lagos", &mut lower), "lagos");
    }
}
