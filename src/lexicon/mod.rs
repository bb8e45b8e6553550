//! Words and names as data: `data/lexicons`, embedded and read once.
//!
//! In: the files of `data/lexicons`, each as the one struct of `files`, where `LEXICONS` lists them. Out: typed tables in `LazyLock`s, one
//! file a theme. Never holds grammar: rules are Rust, next to the tagger that uses them.

pub mod conversation;
pub mod cut;
#[allow(
    dead_code,
    unused_imports,
    reason = "a struct describes all of its file, so that every field is checked; not all of them are read yet"
)]
pub mod files;
pub mod fold;
pub mod inflection;
pub mod names;
pub mod numbers;
pub mod offices;
pub mod outlets;
pub mod phrases;
pub mod reporting;
pub mod titles;
pub mod words;
