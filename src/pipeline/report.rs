//! `run.json`: when, where, how much, and what became of it.
//!
//! In: what the run counts. Out: JSON, also of a run that failed. It is the one file of an output that holds clock times.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::duplicates::{Duplicates, KnownArticle};
use crate::document::TaggedArticle;
use crate::error::{Flag, Lost, Reject, Result};
use crate::write::{layout, staging};

/// What became of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Still going on.
    Running,
    /// The tables were published.
    Published,
    /// It found too little to be published; the tables are those of an earlier run.
    Refused,
    /// It failed; the tables are those of an earlier run.
    Failed,
    /// It was told to stop; the tables are those of an earlier run.
    Interrupted,
}

/// Wall time of the parts of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Seconds {
    /// Reading, parsing, normalising, tagging, linking, making rows.
    pub extract: f64,
    /// Sorting and writing Parquet.
    pub write: f64,
    /// The stage across articles.
    pub corpus: f64,
    /// Everything.
    pub total: f64,
}

/// Where a run took place.
#[derive(Clone, Debug, Serialize)]
pub struct Machine {
    /// Operating system.
    pub system: &'static str,
    /// Processor architecture.
    pub architecture: &'static str,
    /// Processors that may be used.
    pub processors: usize,
    /// Threads that were used.
    pub jobs: usize,
}

/// Counts and times of a run.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// What became of it.
    pub status: Status,
    /// Why nothing was published.
    pub error: Option<String>,
    /// The version that is published when the run ends: the new one, or the one that stays; null before the first.
    pub version: Option<String>,
    /// When it began (UTC).
    pub started_at: DateTime<Utc>,
    /// When it ended (UTC).
    pub ended_at: Option<DateTime<Utc>>,
    /// Wall time.
    pub seconds: Seconds,
    /// Where.
    pub machine: Machine,
    /// Files that were found.
    pub files: u64,
    /// Files that were lost, or of which the rest was lost, with nobody knows how many documents.
    pub damaged_files: u64,
    /// Documents that were read, whole or not.
    pub documents: u64,
    /// Articles that reached the tables.
    pub articles: u64,
    /// Bytes of raw documents.
    pub bytes: u64,
    /// Documents that left, by stage and reason.
    pub rejects: BTreeMap<&'static str, BTreeMap<&'static str, u64>>,
    /// Articles that were met twice.
    pub duplicates: Duplicates,
    /// Doubts about articles, by flag.
    pub flags: BTreeMap<&'static str, u64>,
    /// Rows of each table.
    pub tables: BTreeMap<&'static str, u64>,
    #[serde(skip)]
    clock: std::time::Instant,
}

impl Report {
    /// The clock starts here.
    pub fn begin(jobs: usize) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            status: Status::Running,
            error: None,
            version: None,
            started_at: Utc::now(),
            ended_at: None,
            seconds: Seconds::default(),
            machine: Machine { system: std::env::consts::OS, architecture: std::env::consts::ARCH, processors, jobs },
            files: 0,
            damaged_files: 0,
            documents: 0,
            articles: 0,
            bytes: 0,
            rejects: BTreeMap::new(),
            duplicates: Duplicates::default(),
            flags: BTreeMap::new(),
            tables: BTreeMap::new(),
            clock: std::time::Instant::now(),
        }
    }

    /// Counts one document.
    pub fn count(&mut self, result: &Result<TaggedArticle, Reject>) {
        self.documents += result.as_ref().err().map_or(1, |reject| reject.lost.documents());
        match result {
            Ok(article) => {
                self.articles += 1;
                self.bytes += article.article.source.byte_count;
                for flag in &article.article.flags {
                    *self.flags.entry(flag.name()).or_default() += 1;
                    self.duplicates.same_text += u64::from(*flag == Flag::DuplicateText);
                }
            }
            Err(reject) => {
                self.bytes += reject.byte_count.unwrap_or_default();
                self.count_reject(reject);
            }
        }
    }

    fn count_reject(&mut self, reject: &Reject) {
        self.damaged_files += u64::from(reject.lost == Lost::File);
        *self.rejects.entry(reject.stage.name()).or_default().entry(reject.reason.name()).or_default() += reject.lost.documents();
    }

    /// Counts an article that was counted before as the reject that it became.
    pub(super) fn recount(&mut self, known: &KnownArticle, reject: &Reject) {
        self.articles -= 1;
        for flag in &known.flags {
            if let Some(count) = self.flags.get_mut(flag.name()) {
                *count -= 1;
            }
            self.duplicates.same_text -= u64::from(*flag == Flag::DuplicateText);
        }
        self.flags.retain(|_, count| *count > 0);
        self.count_reject(reject);
    }

    /// Documents that left the flow.
    pub fn rejected(&self) -> u64 {
        self.documents - self.articles
    }

    /// Share of documents that left the flow, or of files that are damaged beyond counting, whichever is greater; 0 where there was none.
    ///
    /// A file that breaks off after a third may have lost more than all that was read of it: one reject among many documents would hide that.
    pub fn reject_rate(&self) -> f64 {
        let share = |part: u64, whole: u64| if whole == 0 { 0.0 } else { part.min(whole) as f64 / whole as f64 };
        share(self.rejected(), self.documents).max(share(self.damaged_files, self.files))
    }

    /// The clock stops here.
    pub fn end(&mut self, status: Status, error: Option<String>) {
        self.status = status;
        self.error = error;
        self.ended_at = Some(Utc::now());
        self.seconds.total = self.clock.elapsed().as_secs_f64();
    }

    /// Writes the report.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, path: &Path) -> Result<()> {
        super::json::write_json(path, self)
    }

    /// Shows the report of a run that published nothing beside the tables of an earlier run, in one step.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write_beside_tables(&self, output: &Path) -> Result<()> {
        let version = layout::current_number(output).map(layout::version_name);
        staging::show_report(output, |path| Self { version, ..self.clone() }.write(path))
    }
}
