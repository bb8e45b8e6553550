//! What a run must have found for its tables to take the place of earlier ones.
//!
//! In: what a run counted, and the tables that are published. Out: whether to publish. Never looks at a document: a feed that came empty or
//! cut off is told by the numbers alone.

use super::report::Report;
use crate::error::{Error, Result};
use crate::write::PublishedTables;

/// The default of [`Limits::max_reject_rate`].
pub const MAX_REJECT_RATE: f64 = 0.2;
/// The default of [`Limits::max_shrink`].
pub const MAX_SHRINK: f64 = 0.5;

/// Limits of a whole run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Share of documents, 0 to 1, that may be rejected. Beyond it a run ends with code 1, and does not replace tables.
    pub max_reject_rate: f64,
    /// Share of the articles, 0 to 1, that may be gone since the tables before.
    pub max_shrink: f64,
    /// Whether tables without a single article are published, whatever they take the place of.
    pub allow_empty: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_reject_rate: MAX_REJECT_RATE, max_shrink: MAX_SHRINK, allow_empty: false }
    }
}

impl Limits {
    /// Whether more was rejected than is allowed.
    pub fn too_many_rejects(&self, report: &Report) -> bool {
        report.reject_rate() > self.max_reject_rate
    }

    /// Whether the tables of a run may be published, where these are published so far. Where there are none, or none with an article, there
    /// is nothing to lose: then tables over the limit of rejects are published too, for the reasons in them, and the run ends with code 1.
    ///
    /// # Errors
    /// [`Error::NotPublished`].
    pub fn judge(&self, report: &Report, files: usize, published: Option<&PublishedTables>) -> Result<()> {
        let refuse = |why: String, instead: &str| Err(refusal(why, published, instead));
        let good = published.filter(|tables| tables.articles != Some(0));
        if report.articles == 0 && self.allow_empty {
            return Ok(());
        }
        if report.documents == 0 || report.articles == 0 && good.is_some() {
            let why = match (files, report.documents) {
                (0, _) => "no file was found".to_owned(),
                (_, 0) => format!("no document was found in {files} files"),
                (_, documents) => format!("none of {documents} documents gave an article{}", reasons(report)),
            };
            return refuse(why, "see what became of the input, or publish empty tables with --allow-empty");
        }
        let Some(before) = good else { return Ok(()) };
        if self.too_many_rejects(report) {
            let (rate, limit) = (100.0 * report.reject_rate(), 100.0 * self.max_reject_rate);
            let why = format!("{rate:.1} % of the documents were rejected, over the limit of {limit:.1} %{}", reasons(report));
            return refuse(why, "see what became of the input, or allow more with --max-reject-rate");
        }
        let Some(articles) = before.articles else { return Ok(()) };
        if (report.articles as f64) < (1.0 - self.max_shrink) * articles as f64 {
            let gone = 100.0 * (1.0 - report.articles as f64 / articles as f64);
            let limit = 100.0 * self.max_shrink;
            let why = format!("{} articles are {gone:.1} % fewer than before, over the limit of {limit:.1} %", report.articles);
            return refuse(why, "see what became of the input, or allow it with --max-shrink 1");
        }
        Ok(())
    }
}

/// Why nothing is published, which tables stay, and what to do.
pub(super) fn refusal(why: String, published: Option<&PublishedTables>, instead: &str) -> Error {
    let standing = published.map_or("there are no tables yet".to_owned(), |tables| format!("the tables of {tables}, stay as they were"));
    Error::NotPublished { why, standing, instead: instead.to_owned() }
}

/// The reasons of rejects with their numbers, the most frequent first: ` (empty 3, no_text 1)`; nothing where there is none.
fn reasons(report: &Report) -> String {
    let mut counts = std::collections::BTreeMap::new();
    for (reason, count) in report.rejects.values().flatten() {
        *counts.entry(*reason).or_insert(0u64) += count;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(reason, count)| (std::cmp::Reverse(*count), *reason));
    let named: Vec<String> = counts.iter().map(|(reason, count)| format!("{reason} {count}")).collect();
    if named.is_empty() { String::new() } else { format!(" ({})", named.join(", ")) }
}
