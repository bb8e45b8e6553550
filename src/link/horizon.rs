//! How far linking looks.
//!
//! In: nothing. Out: [`HORIZON`]. Never decides what is meant.

/// How many mentions, and how many speakers, back or on from a place those that it may refer to are looked for. No article has so many;
/// in a text that does, what lies further away is not meant.
pub(super) const HORIZON: usize = 5000;
