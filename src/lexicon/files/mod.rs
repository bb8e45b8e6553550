//! The files of `data/lexicons`, one struct each: what a file may hold is what its struct says, and anything else is a fault.
//!
//! In: the files, embedded. Out: [`LEXICONS`], the one list of them, and their entries as typed. Never makes a table of words: its readers
//! do, next to what they look up.

pub mod abbreviations;
pub mod bodies;
pub mod calendar;
pub mod conversation;
pub mod currencies;
pub mod events;
pub mod file;
pub mod furniture;
pub mod lines;
pub mod list;
pub mod nouns;
pub mod numbers;
pub mod people;
pub mod places;
pub mod products;
pub mod reporting;
pub mod units;
pub mod weak;

pub use file::{LexiconFile, ListedLexicon};
pub use list::LEXICONS;

#[cfg(test)]
mod tests;
