//! The net below work that may fall: libraries that are known to panic on damaged input, and defects of this program.
//!
//! In: a piece of work. Out: its result, or what it said as it fell. Never decides what a fall costs: whoever stretched the net does.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::panic_message;

/// Runs `work`.
///
/// # Errors
/// What it said as it fell.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|cause| panic_message(cause.as_ref()).to_owned())
}

/// Runs `work` with a reader of Parquet; a panic of it is an error like any other.
///
/// # Errors
/// What `work` returned, or that it gave up.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    caught(work).unwrap_or_else(|_| Err("the Parquet reader gave up on it".to_owned()))
}
