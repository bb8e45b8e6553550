//! The tokenizer's part of a model: its exceptions, and which rules they were made for.
//!
//! In: the `tokenizer` file of a pipeline package, or bytes written earlier. Out: [`TokenizerData`]. The patterns of
//! the file are compared with those the searches of this crate were compiled from, never run.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::strings::string_id;

/// The numbers of the attributes an exception may set.
const ORTH: u32 = 65;
const NORM: u32 = 67;

/// Pattern names with the string ids of the patterns that this crate's searches were compiled from. They are those of
/// spaCy 3.7 and 3.8.
const PATTERNS: [(&str, u64); 4] = [
    ("prefix_search", 0xbdce_10f7_f805_aa1b),
    ("suffix_search", 0xe21b_dfee_103a_48c5),
    ("infix_finditer", 0x57c5_3722_ff65_cd10),
    ("url_match", 0xd1bb_ede8_cb6f_2f33),
];

/// Why a tokenizer cannot be read.
#[derive(Debug, Error)]
pub enum TokenizerError {
    /// The bytes are not what they should be.
    #[error("the tokenizer data cannot be read: {0}")]
    Decode(#[from] rmp_serde::decode::Error),
    /// The data cannot be written.
    #[error("the tokenizer data cannot be written: {0}")]
    Encode(#[from] rmp_serde::encode::Error),
    /// The package brings rules other than the English ones of spaCy 3.7 and 3.8.
    #[error("the tokenizer's `{0}` differs from that of spaCy 3.8's English; its rules are not supported")]
    UnknownPattern(&'static str),
    /// The package sets a feature that the English tokenizer does not use.
    #[error("the tokenizer uses {0}, which is not supported")]
    Unsupported(&'static str),
    /// An exception's tokens do not make up its text, or there are too many of them.
    #[error("the tokenizer's exception {0:?} is not valid")]
    BadException(String),
    /// A text whose spans do not fit 32 bits; its length in bytes.
    #[error("a text of {0} bytes is too long to be tokenized")]
    TooLong(usize),
}

/// One token of an exception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExceptionToken {
    /// Its text.
    pub orth: String,
    /// Its norm, where the exception gives one.
    pub norm: Option<String>,
}

/// What a model file keeps of a tokenizer. The searches themselves are code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenizerData {
    /// Texts that split in a way of their own, ascending, with their tokens.
    pub exceptions: Vec<(String, Vec<ExceptionToken>)>,
}

/// The `tokenizer` file of a package.
#[derive(Deserialize)]
struct PackageFile {
    prefix_search: Option<String>,
    suffix_search: Option<String>,
    infix_finditer: Option<String>,
    token_match: Option<String>,
    url_match: Option<String>,
    exceptions: BTreeMap<String, Vec<BTreeMap<u32, String>>>,
    faster_heuristics: bool,
}

impl TokenizerData {
    /// Reads the `tokenizer` file of a pipeline package (MessagePack).
    ///
    /// # Errors
    /// If the bytes are damaged, or the rules are not those of spaCy 3.7's and 3.8's English tokenizer.
    pub fn from_package(bytes: &[u8]) -> Result<Self, TokenizerError> {
        let file: PackageFile = rmp_serde::from_slice(bytes)?;
        let patterns = [&file.prefix_search, &file.suffix_search, &file.infix_finditer, &file.url_match];
        for (&(name, expected), pattern) in PATTERNS.iter().zip(patterns) {
            if string_id(pattern.as_deref().unwrap_or_default()) != expected {
                return Err(TokenizerError::UnknownPattern(name));
            }
        }
        if file.token_match.is_some() {
            return Err(TokenizerError::Unsupported("`token_match`"));
        }
        if !file.faster_heuristics {
            return Err(TokenizerError::Unsupported("exceptions without `faster_heuristics`"));
        }
        let exceptions = file.exceptions.into_iter().map(read_exception).collect::<Result<_, _>>()?;
        Ok(Self { exceptions })
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

fn read_exception((text, tokens): (String, Vec<BTreeMap<u32, String>>)) -> Result<(String, Vec<ExceptionToken>), TokenizerError> {
    let tokens = tokens
        .into_iter()
        .map(|mut attributes| {
            let orth = attributes.remove(&ORTH)?;
            let norm = attributes.remove(&NORM);
            attributes.is_empty().then_some(ExceptionToken { orth, norm })
        })
        .collect::<Option<Vec<_>>>();
    match tokens {
        Some(tokens) => Ok((text, tokens)),
        None => Err(TokenizerError::BadException(text)),
    }
}
