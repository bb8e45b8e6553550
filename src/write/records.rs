//! What the manifest and the report of earlier runs say, as far as publishing depends on it.
//!
//! In: a folder of published files. Out: which files were written into it, when, and with how many articles. Never takes a file for
//! newsgrain's own because of its name: it has to say so itself.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Deserialize;

use super::layout::{MANIFEST, PACKAGE, REPORT};

/// `manifest.json`, as far as it is needed here.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct ManifestRecord {
    extractor: String,
    tables: Vec<TableRecord>,
}

/// One table of a manifest.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct TableRecord {
    name: String,
    path: String,
    rows: u64,
    /// Size of the file.
    pub(super) bytes: u64,
}

impl ManifestRecord {
    /// The manifest in a folder; none where there is no such file, or one that newsgrain did not write.
    pub(super) fn read(dir: &Path) -> Option<Self> {
        let path = dir.join(MANIFEST);
        fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
        let manifest: Self = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
        manifest.extractor.starts_with("newsgrain ").then_some(manifest)
    }

    /// The files of the tables, with their sizes.
    pub(super) fn tables(&self) -> impl Iterator<Item = (&str, u64)> {
        // A manifest that names something outside its folder is not to lead anywhere.
        let plain = |path: &str| Path::new(path).file_name().is_some_and(|name| name == path);
        self.tables.iter().filter(move |t| plain(&t.path)).map(|t| (t.path.as_str(), t.bytes))
    }

    /// Every file that a run published with this manifest, but for its report; the manifest is the last.
    pub(super) fn files(&self) -> Vec<String> {
        let tables = self.tables().map(|(path, _)| path);
        tables.chain([PACKAGE, MANIFEST]).map(str::to_owned).collect()
    }

    fn articles(&self) -> Option<u64> {
        self.tables.iter().find(|t| t.name == "articles").map(|t| t.rows)
    }
}

/// `run.json`, as far as it is needed here.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct ReportRecord {
    status: String,
    started_at: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
    articles: Option<u64>,
    #[serde(default)]
    version: Option<String>,
    /// Nothing but a report of newsgrain's has all of these.
    #[serde(rename = "seconds")]
    _seconds: serde_json::Map<String, serde_json::Value>,
    #[serde(rename = "machine")]
    _machine: serde_json::Map<String, serde_json::Value>,
}

impl ReportRecord {
    /// A report of newsgrain's; none where the file is anything else.
    pub(super) fn read(path: &Path) -> Option<Self> {
        fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
        serde_json::from_slice(&fs::read(path).ok()?).ok()
    }

    /// Whether it tells of a run that published its tables.
    pub(super) fn is_published(&self) -> bool {
        self.status == "published"
    }

    /// Whether it tells that this version was published.
    pub(super) fn published(&self, version: &str) -> bool {
        self.is_published() && self.version.as_deref() == Some(version)
    }
}

/// What is known of tables that were published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedTables {
    /// When they were published (UTC).
    pub published_at: DateTime<Utc>,
    /// How many articles they hold, where that is known.
    pub articles: Option<u64>,
}

impl PublishedTables {
    /// The tables of a folder, which is a version or an output of the layout before there were versions; none where it has none.
    pub fn read(dir: &Path) -> Option<Self> {
        let manifest = ManifestRecord::read(dir)?;
        let report = ReportRecord::read(&dir.join(REPORT)).filter(ReportRecord::is_published);
        let modified = || fs::metadata(dir.join(MANIFEST)).and_then(|m| m.modified()).unwrap_or(SystemTime::UNIX_EPOCH).into();
        let published_at = report.as_ref().map_or_else(modified, |r| r.ended_at.unwrap_or(r.started_at));
        Some(Self { published_at, articles: manifest.articles().or_else(|| report.and_then(|r| r.articles)) })
    }
}

impl std::fmt::Display for PublishedTables {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.published_at.to_rfc3339_opts(SecondsFormat::Secs, true))?;
        self.articles.map_or(Ok(()), |articles| write!(f, ", {articles} articles"))
    }
}
