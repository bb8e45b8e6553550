//! Texts that split in a way of their own: contractions, abbreviations, emoticons.
//!
//! In: the exceptions of [`TokenizerData`]. Out: for a text, the tokens it splits into and their norms. This module
//! knows whole texts only; exceptions that the affix rules take apart are found again by [`super::phrases`].

use rustc_hash::FxHashMap;

use super::data::{TokenizerData, TokenizerError};
use super::tokens::NormId;

/// The tokens of one exception: a range of the tokens of [`Exceptions`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Exception {
    first: u32,
    count: u32,
}

/// One token of an exception.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    /// Its length in bytes.
    pub(super) length: u32,
    /// Its norm, where the exception gives one.
    pub(super) norm: Option<NormId>,
}

/// All exceptions, by text.
#[derive(Debug, Default)]
pub(super) struct Exceptions {
    by_text: FxHashMap<Box<str>, Exception>,
    parts: Vec<Part>,
    norms: Vec<Box<str>>,
    /// The longest text, in bytes: longer ones need no look-up.
    longest: usize,
}

impl Exceptions {
    pub(super) fn new(data: &TokenizerData) -> Result<Self, TokenizerError> {
        let mut exceptions = Self::default();
        let mut norm_ids = FxHashMap::default();
        for (text, tokens) in &data.exceptions {
            let bad = || TokenizerError::BadException(text.clone());
            let joined: String = tokens.iter().map(|token| token.orth.as_str()).collect();
            if joined != *text || tokens.is_empty() || tokens.iter().any(|token| token.orth.is_empty()) {
                return Err(bad());
            }
            let first = u32::try_from(exceptions.parts.len()).map_err(|_| bad())?;
            let count = u32::try_from(tokens.len()).map_err(|_| bad())?;
            for token in tokens {
                let norm = match &token.norm {
                    Some(norm) => Some(exceptions.norm_id(norm, &mut norm_ids).ok_or_else(bad)?),
                    None => None,
                };
                let length = u32::try_from(token.orth.len()).map_err(|_| bad())?;
                exceptions.parts.push(Part { length, norm });
            }
            exceptions.longest = exceptions.longest.max(text.len());
            exceptions.by_text.insert(text.as_str().into(), Exception { first, count });
        }
        Ok(exceptions)
    }

    fn norm_id<'a>(&mut self, norm: &'a str, ids: &mut FxHashMap<&'a str, NormId>) -> Option<NormId> {
        if let Some(&id) = ids.get(norm) {
            return Some(id);
        }
        let id = NormId::from_index(self.norms.len())?;
        self.norms.push(norm.into());
        ids.insert(norm, id);
        Some(id)
    }

    /// The exception whose text is `text`.
    #[inline]
    pub(super) fn get(&self, text: &str) -> Option<Exception> {
        if text.len() > self.longest {
            return None;
        }
        self.by_text.get(text).copied()
    }

    /// The tokens of an exception.
    pub(super) fn parts(&self, exception: Exception) -> &[Part] {
        &self.parts[exception.first as usize..][..exception.count as usize]
    }

    /// All texts, in no order.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.by_text.keys().map(AsRef::as_ref)
    }

    /// The text of a norm.
    pub(super) fn norm_text(&self, norm: NormId) -> &str {
        self.norms.get(norm.index()).map_or("", AsRef::as_ref)
    }

    /// All norms, in the order of their ids.
    pub(super) fn norms(&self) -> impl ExactSizeIterator<Item = &str> {
        self.norms.iter().map(AsRef::as_ref)
    }
}
