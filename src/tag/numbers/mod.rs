//! Numbers as they are written, for every grammar that reads some: what dates and figures stand on.
//!
//! In: the atoms of a sentence. Out: numbers, ranges of two, units, and closed classes of words. Never decides what a number is said of.
//!
//! | file | holds |
//! |---|---|
//! | [`closed`] | words that end a noun phrase, words that are verbs: [`WordSet`] |
//! | [`mod@line`] | one sentence and the questions asked of its atoms: [`AtomLine`] |
//! | [`reader`] | a line beside the lexicons: [`NumberReader`], to which the files below add |
//! | [`number`] | a number in digits and what multiplies it: [`Number`] |
//! | `powers` | the power after its digits |
//! | `words` | a number in words |
//! | [`spread`] | one number, or the two ends of a range: [`Spread`] |
//! | [`units`] | the unit after a number |
//! | `currencies` | money before or after a number |

pub mod closed;
mod currencies;
pub mod line;
pub mod number;
mod powers;
pub mod reader;
pub mod spread;
pub mod units;
mod words;

pub use closed::WordSet;
pub use line::AtomLine;
pub use number::{Notation, Number, Setting};
pub use reader::NumberReader;
pub use spread::Spread;
