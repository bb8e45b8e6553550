//! Who is told how far a run is.
//!
//! In: what happens in a run. Out: whatever the caller makes of it. Never changes a run.

use crate::error::Reject;

/// What is told while a run goes on.
pub trait Observer: Sync {
    /// The files are known, and how many bytes they have as they are stored; none where a stream is among them, whose end nobody knows.
    fn found(&self, _files: usize, _bytes: Option<u64>) {}
    /// Something about the sources that a reader of the log must know.
    fn noticed(&self, _note: &str) {}
    /// So many bytes of source files more were read, as they are stored. Called by the thread that reads, also within a long file.
    fn read(&self, _bytes: u64) {}
    /// So many documents more are done, and the bytes that they have after unpacking. Called by the threads that extract.
    fn advanced(&self, _documents: usize, _bytes: u64) {}
    /// A document left the flow.
    fn rejected(&self, _reject: &Reject) {}
}

/// An observer that tells nobody.
pub struct Silent;
impl Observer for Silent {}
