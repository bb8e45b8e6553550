//! How far a run is, and what became of documents.
//!
//! In: what a run tells. Out: a bar on a terminal, a line in the log now and then elsewhere; rejects one by one at debug level, and counted
//! by reason at the end. Never slows the run: a note costs a few atomic numbers.

use std::io::IsTerminal;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::error::{Reject, RejectReason};
use crate::pipeline::Observer;
use crate::visible;

/// The bar moves so often, whatever the run does.
const TICK: Duration = Duration::from_millis(250);
/// Where there is no bar, a line is written so often.
const LINES: Duration = Duration::from_secs(60);
/// With the bytes of all sources: a share and an estimate.
const OF_A_TOTAL: &str = "{spinner} {msg} articles  {bytes} of {total_bytes} ({percent} %)  {elapsed}, {eta} left";
/// Where a stream is among the sources nobody knows the end.
const OF_A_STREAM: &str = "{spinner} {msg} articles  {bytes} read  {elapsed}";
/// When all is read: the last articles are worked on, and the tables written.
const ALL_READ: &str = "{spinner} {msg} articles  all {bytes} read, finishing  {elapsed}";

/// Shows how far a run is.
pub(super) struct Progress {
    bar: ProgressBar,
    began: Instant,
    documents: AtomicU64,
    read: AtomicU64,
    total: AtomicU64,
    /// Lines written where there is no bar.
    lines: AtomicU64,
    rejects: [AtomicU64; RejectReason::ALL.len()],
}

impl Progress {
    /// A bar on standard error, hidden where that is no terminal or none that can move its cursor.
    pub(super) fn new(hidden: bool) -> Self {
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let hidden = hidden || is_dumb || !std::io::stderr().is_terminal();
        let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let progress = Self {
            bar: ProgressBar::with_draw_target(None, target).with_message("0"),
            began: Instant::now(),
            documents: AtomicU64::new(0),
            read: AtomicU64::new(0),
            total: AtomicU64::new(0),
            lines: AtomicU64::new(0),
            rejects: std::array::from_fn(|_| AtomicU64::new(0)),
        };
        progress.styled(OF_A_STREAM);
        progress
    }

    /// What the bar shows.
    fn styled(&self, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
    }

    /// Removes the bar.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }

    /// One line for all rejects, by reason; `table` is where they can be read, if they were published.
    pub(super) fn sum_up(&self, table: Option<&Path>) {
        let count = |reason| {
            let at = RejectReason::ALL.iter().position(|r| *r == reason)?;
            Some(self.rejects[at].load(Relaxed)).filter(|n| *n > 0)
        };
        let rejects: u64 = self.rejects.iter().map(|n| n.load(Relaxed)).sum();
        if rejects == 0 {
            return;
        }
        // A field for each reason: names of fields cannot be made while the program runs.
        tracing::info!(
            rejects,
            empty = count(RejectReason::Empty),
            too_large = count(RejectReason::TooLarge),
            too_slow = count(RejectReason::TooSlow),
            no_text = count(RejectReason::NoText),
            unreadable = count(RejectReason::Unreadable),
            bad_record = count(RejectReason::BadRecord),
            wrong_type = count(RejectReason::WrongType),
            not_text = count(RejectReason::NotText),
            duplicate_id = count(RejectReason::DuplicateId),
            unknown_format = count(RejectReason::UnknownFormat),
            panic = count(RejectReason::Panic),
            table = table.map(|t| tracing::field::display(visible::path(t))),
            "documents left out; {}",
            if table.is_some() { "the table says why each was" } else { "NEWSGRAIN_LOG=debug names each" }
        );
    }

    /// Where there is no bar, says now and then how far it is.
    fn line(&self) {
        let due = self.began.elapsed().as_secs() / LINES.as_secs();
        let written = self.lines.load(Relaxed);
        let is_mine = due > written && self.bar.is_hidden() && self.lines.compare_exchange(written, due, Relaxed, Relaxed).is_ok();
        if !is_mine {
            return;
        }
        let (documents, bytes, total) = (self.documents.load(Relaxed), self.read.load(Relaxed), self.total.load(Relaxed));
        let seconds = self.began.elapsed().as_secs();
        let left = seconds_left(seconds, bytes, total);
        tracing::info!(documents, bytes, of_bytes = Some(total).filter(|t| *t > 0), seconds, seconds_left = left, "going on");
    }
}

/// An estimate of the time left, from the share of bytes read.
fn seconds_left(seconds: u64, bytes: u64, total: u64) -> Option<u64> {
    (bytes > 0 && total >= bytes).then(|| (seconds as f64 * (total - bytes) as f64 / bytes as f64).round() as u64)
}

impl Observer for Progress {
    fn found(&self, files: usize, bytes: Option<u64>) {
        if let Some(bytes) = bytes {
            self.bar.set_length(bytes);
            self.total.store(bytes, Relaxed);
            self.styled(OF_A_TOTAL);
        }
        tracing::info!(files, bytes, "reading");
        if !self.bar.is_hidden() {
            self.bar.enable_steady_tick(TICK);
        }
    }

    fn noticed(&self, note: &str) {
        self.bar.suspend(|| tracing::info!("{note}"));
    }

    fn read(&self, bytes: u64) {
        let before = self.read.fetch_add(bytes, Relaxed);
        self.bar.inc(bytes);
        let total = self.total.load(Relaxed);
        if total > 0 && before < total && before + bytes >= total {
            self.styled(ALL_READ);
        }
        self.line();
    }

    fn advanced(&self, documents: usize, _bytes: u64) {
        let done = self.documents.fetch_add(documents as u64, Relaxed) + documents as u64;
        if !self.bar.is_hidden() {
            self.bar.set_message(done.to_string());
        }
        self.line();
    }

    fn rejected(&self, reject: &Reject) {
        if let Some(at) = RejectReason::ALL.iter().position(|r| *r == reject.reason) {
            self.rejects[at].fetch_add(1, Relaxed);
        }
        if tracing::enabled!(tracing::Level::DEBUG) {
            self.bar.suspend(|| tracing::debug!(document = %reject.source_uri, reason = reject.reason.name(), "{}", reject.message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::seconds_left;

    #[test]
    fn the_time_left_follows_from_the_share_that_was_read() {
        assert_eq!(seconds_left(60, 25, 100), Some(180));
        assert_eq!(seconds_left(60, 100, 100), Some(0));
        assert_eq!(seconds_left(60, 0, 100), None);
        assert_eq!(seconds_left(60, 5, 0), None, "the end of a stream is not known");
    }
}
