//! How an output directory is laid out.
//!
//! ```text
//! tables/
//!   current -> .versions/000007      what a reader resolves once, and then reads everything from
//!   articles.parquet -> current/articles.parquet    one link for each published file
//!   run.json                         the last run, also one that failed
//!   .versions/
//!     000006/                        the version before: kept for readers that are still in it, and for `rollback`
//!     000007/                        the published version: tables, datapackage.json, manifest.json, run.json
//!     lock                           held while a run writes
//! ```
//!
//! In: the path of an output. Out: paths inside it. Never writes anything.

use std::path::{Path, PathBuf};

/// The folder of versions, inside the output.
pub const VERSIONS: &str = ".versions";
/// The link to the published version, inside the output.
pub const CURRENT: &str = "current";
/// The lock, inside the folder of versions.
pub const LOCK: &str = "lock";

/// The folder that holds the published files, with `current` resolved: what is read from there belongs together, whatever is published
/// meanwhile. A folder without the link, as one version alone or a copy of one, is itself that folder.
pub fn resolve(output: &Path) -> PathBuf {
    match std::fs::read_link(output.join(CURRENT)) {
        Ok(version) => output.join(version),
        Err(_) => output.to_owned(),
    }
}
