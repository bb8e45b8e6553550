//! How a file of `data/lexicons` is read.
//!
//! In: TOML. Out: the one struct that the file is, or the fault with its line and the nearest right word. Never fails at run time: the
//! files are part of the program, and a test reads every one.

use serde::de::DeserializeOwned;

use crate::misspelt::{explained, line_of};

/// A file of entries, as the struct that says what it may hold: unknown keys and values are refused.
pub trait LexiconFile: DeserializeOwned {
    /// Its name in `data/lexicons`.
    const FILE: &'static str;
    /// What it holds.
    const HOLDS: &'static str;
    /// It, as embedded.
    const TEXT: &'static str;

    /// The file that is part of the program.
    fn embedded() -> Self {
        toml::from_str(Self::TEXT).expect("every embedded lexicon is read by a test")
    }
}

/// One lexicon of the list.
#[derive(Clone, Copy, Debug)]
pub struct ListedLexicon {
    /// Its name in `data/lexicons`.
    pub file: &'static str,
    /// What it holds.
    pub holds: &'static str,
    /// It, as embedded.
    pub text: &'static str,
    /// Reads it, or a changed copy, strictly: the first fault names file, line and the nearest right word.
    pub read: fn(&str) -> Result<(), String>,
}

impl ListedLexicon {
    /// A lexicon whose file is TOML.
    pub const fn of<T: LexiconFile>() -> Self {
        Self { file: T::FILE, holds: T::HOLDS, text: T::TEXT, read: read::<T> }
    }
}

fn read<T: LexiconFile>(text: &str) -> Result<(), String> {
    toml::from_str::<T>(text).map(drop).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        format!("{}, line {line}: {}", T::FILE, explained(error.message()))
    })
}
