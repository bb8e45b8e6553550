//! A net below libraries that are known to panic on damaged input.
//!
//! In: a piece of work. Out: its result, or what it said as it fell. Never hides a defect of this program: only calls into a reader of a
//! foreign format go through here.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs `work`; a panic is an error like any other.
///
/// # Errors
/// What `work` returned, or that it gave up.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err("the Parquet reader gave up on it".to_owned()))
}
