//! The ground of the stages: what is about text alone.
//!
//! In: bytes or text. Out: text, and what stands written in it. Never knows pages, articles or stages: nothing here names `parse`,
//! `normalise`, `tag` or `link`.
//!
//! | file | what |
//! |---|---|
//! | `decode.rs` | bytes to text |
//! | `clean.rs` | the one pass that cleans text, with the way back to what was written |
//! | `mojibake.rs`, `lost_space.rs` | the two damages that the pass undoes |
//! | `ends.rs` | the first and the last bytes of a text |
//! | `folded.rs` | what spellings of one text share |
//! | `authors.rs` | lists of names in bylines |
//! | `written_date.rs`, `zones.rs` | dates and times as pages write them |

pub mod authors;
pub mod clean;
pub mod written_date;
pub mod zones;

mod decode;
mod ends;
mod folded;
mod lost_space;
mod mojibake;

pub use decode::{decode, named_by_page};
pub use ends::{prefix, suffix};
pub use folded::{after_opening, fold, is_invisible, skeleton};
