//! A progress bar on a terminal, and rejects in the log.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::error::Reject;
use crate::pipeline::Observer;

/// Rejects that are logged one by one; the rest are only counted.
const LOGGED_REJECTS: u64 = 20;

/// Shows how far a run is.
pub(super) struct Progress {
    bar: ProgressBar,
    rejects: std::sync::atomic::AtomicU64,
}

impl Progress {
    /// A bar on standard error, hidden where that is not a terminal.
    pub(super) fn new(hidden: bool) -> Self {
        let target = if hidden || !std::io::stderr().is_terminal() { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {human_pos} articles, {per_sec}, {elapsed}") {
            bar.set_style(style);
        }
        Self { bar, rejects: std::sync::atomic::AtomicU64::new(0) }
    }

    /// Removes the bar.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

impl Observer for Progress {
    fn found(&self, files: usize, _bytes: Option<u64>) {
        tracing::info!(files, "reading");
    }

    fn noticed(&self, note: &str) {
        self.bar.suspend(|| tracing::info!("{note}"));
    }

    fn advanced(&self, documents: usize, _bytes: u64) {
        self.bar.inc(documents as u64);
    }

    fn rejected(&self, reject: &Reject) {
        let before = self.rejects.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        if before < LOGGED_REJECTS {
            self.bar.suspend(|| tracing::warn!(document = %reject.source_uri, reason = reject.reason.name(), "{}", reject.message));
        } else if before == LOGGED_REJECTS {
            self.bar.suspend(|| tracing::warn!("more rejects: see the rejects table"));
        }
    }
}
