//! What another thread can see of a run, and do in its stead.
//!
//! In: counts of the run so far. Out: `run.json` of a run that cannot end by itself, as one that waits for its input for ever. Never lets a
//! run publish behind the back of who gave it up: publishing and giving up exclude each other.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, TryLockError};
use std::time::{Duration, Instant};

use super::report::{Report, Status};
use crate::error::Error;

/// A run as seen from outside.
#[derive(Debug, Default)]
pub struct Watched {
    state: Mutex<WatchState>,
}

#[derive(Debug, Default)]
enum WatchState {
    /// No output is held yet.
    #[default]
    Idle,
    /// The output is held and nothing is published.
    Working { output: PathBuf, report: Box<Report> },
    /// The run has said itself what became of it.
    Ended { published: bool },
}

impl Watched {
    /// The run holds its output.
    pub(super) fn begins(&self, output: &Path, report: &Report) {
        *self.lock() = WatchState::Working { output: output.to_owned(), report: Box::new(report.clone()) };
    }

    /// So far the run has come.
    pub(super) fn counted(&self, so_far: &Report) {
        if let WatchState::Working { report, .. } = &mut *self.lock() {
            **report = so_far.clone();
        }
    }

    /// Does what nobody may come between: publishing, or telling that nothing was `published`.
    pub(super) fn settle<T>(&self, published: bool, last: impl FnOnce() -> T) -> T {
        let mut state = self.lock();
        let done = last();
        *state = WatchState::Ended { published };
        done
    }

    /// Gives up a run from another thread, before the process is ended: nothing is published from here on, and `run.json` tells of an
    /// interrupted run, where it can be written. Waits for a run that is publishing, but not longer than `patience`. Gives whether nothing
    /// was published.
    pub fn give_up(&self, patience: Duration) -> bool {
        let Some(state) = self.lock_within(patience) else { return false };
        let nothing_published = match &*state {
            WatchState::Idle => true,
            WatchState::Ended { published } => !published,
            WatchState::Working { output, report } => {
                let mut report = report.clone();
                report.end(Status::Interrupted, Some(Error::Interrupted.to_string()));
                // The process ends in any case; a report that cannot be kept does not keep it.
                let _ = report.write_beside_tables(output);
                true
            }
        };
        // The lock is never given back: the run waits at its gate until the process ends.
        std::mem::forget(state);
        nothing_published
    }

    fn lock(&self) -> MutexGuard<'_, WatchState> {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn lock_within(&self, patience: Duration) -> Option<MutexGuard<'_, WatchState>> {
        let clock = Instant::now();
        loop {
            match self.state.try_lock() {
                Ok(state) => return Some(state),
                Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
                Err(TryLockError::WouldBlock) if clock.elapsed() >= patience => return None,
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
            }
        }
    }
}
