//! The lemmatizer's part of a model: its word lists, exceptions and suffix rules.
//!
//! In: the `lemmatizer/lookups/lookups.bin` file of a pipeline package, or bytes written earlier. Out:
//! [`LemmatizerData`]. The word lists, 91,000 words in the English pipelines, are kept as finite-state automata,
//! which are compact, are searched where they lie, and cost nothing to load.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::attribute_ruler::Pos;
use crate::strings::{StringId, string_id};

/// Why a lemmatizer cannot be read.
#[derive(Debug, Error)]
pub enum LemmatizerError {
    /// The bytes are not what they should be.
    #[error("the lemmatizer's data cannot be read: {0}")]
    Decode(#[from] rmp_serde::decode::Error),
    /// The data cannot be written.
    #[error("the lemmatizer's data cannot be written: {0}")]
    Encode(#[from] rmp_serde::encode::Error),
    /// A word list is damaged.
    #[error("a word list of the lemmatizer is damaged: {0}")]
    WordList(#[from] fst::Error),
    /// The tables hold something that the rule lemmatizer does not have.
    #[error("the lemmatizer's table of {0} is not as expected")]
    Table(&'static str),
}

/// What a model file keeps of a lemmatizer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LemmatizerData {
    /// The tables of those parts of speech that have any.
    pub tables: Vec<TableData>,
}

/// The tables of one part of speech.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableData {
    /// The part of speech, as in [`Pos::name`].
    pub pos: String,
    /// The known lemmas: a set automaton.
    #[serde(with = "serde_bytes")]
    pub index: Vec<u8>,
    /// Irregular forms: a map automaton from the form to its line in `exception_lemmas`.
    #[serde(with = "serde_bytes")]
    pub exceptions: Vec<u8>,
    /// The lemmas of irregular forms: a line for each form, with tabs between several.
    pub exception_lemmas: String,
    /// An ending, and what takes its place; in the order in which they are tried.
    pub rules: Vec<(String, String)>,
}

/// A package's tables, by the string id of the part of speech in lower case.
#[derive(Deserialize)]
struct PackageFile {
    lemma_index: BTreeMap<StringId, Vec<String>>,
    lemma_exc: BTreeMap<StringId, BTreeMap<String, Vec<String>>>,
    lemma_rules: BTreeMap<StringId, Vec<(String, String)>>,
}

impl LemmatizerData {
    /// Reads the `lemmatizer/lookups/lookups.bin` file of a pipeline package (MessagePack).
    ///
    /// # Errors
    /// If the bytes are damaged or are not the tables of a rule lemmatizer.
    pub fn from_package(bytes: &[u8]) -> Result<Self, LemmatizerError> {
        let mut file: PackageFile = rmp_serde::from_slice(bytes)?;
        let mut tables = Vec::new();
        for pos in Pos::all().filter(|&pos| pos != Pos::None) {
            let id = string_id(&pos.name().to_lowercase());
            let index = file.lemma_index.remove(&id).unwrap_or_default();
            let exceptions = file.lemma_exc.remove(&id).unwrap_or_default();
            let rules = file.lemma_rules.remove(&id).unwrap_or_default();
            if !(index.is_empty() && exceptions.is_empty() && rules.is_empty()) {
                tables.push(TableData::new(pos, index, &exceptions, rules)?);
            }
        }
        let left_over =
            [("lemmas", file.lemma_index.is_empty()), ("exceptions", file.lemma_exc.is_empty()), ("rules", file.lemma_rules.is_empty())];
        match left_over.iter().find(|(_, is_used_up)| !is_used_up) {
            Some(&(table, _)) => Err(LemmatizerError::Table(table)),
            None => Ok(Self { tables }),
        }
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// If the bytes are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LemmatizerError> {
        Ok(rmp_serde::from_slice(bytes)?)
    }

    /// Writes the data in a compact form (MessagePack).
    ///
    /// # Errors
    /// If the encoder fails, which memory alone can cause.
    pub fn to_bytes(&self) -> Result<Vec<u8>, LemmatizerError> {
        Ok(rmp_serde::to_vec(self)?)
    }
}

impl TableData {
    /// Makes the tables of one part of speech from plain lists.
    ///
    /// # Errors
    /// If an exception has no lemma, or one with a tab or a line break in it.
    pub fn new(
        pos: Pos,
        mut index: Vec<String>,
        exceptions: &BTreeMap<String, Vec<String>>,
        rules: Vec<(String, String)>,
    ) -> Result<Self, LemmatizerError> {
        index.sort_unstable();
        index.dedup();
        let index = fst::Set::from_iter(index)?.into_fst().into_inner();
        let mut lines = String::new();
        for lemmas in exceptions.values() {
            if lemmas.is_empty() || lemmas.iter().any(|lemma| lemma.contains(['\t', '\n'])) {
                return Err(LemmatizerError::Table("exceptions"));
            }
            lines.push_str(&lemmas.join("\t"));
            lines.push('\n');
        }
        let exceptions = fst::Map::from_iter(exceptions.keys().zip(0..))?.into_fst().into_inner();
        Ok(Self { pos: pos.name().to_owned(), index, exceptions, exception_lemmas: lines, rules })
    }
}
