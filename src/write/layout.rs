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
//!     staging-8c1f…/                 what a run is making; removed when it ends, or by the next one
//! ```
//!
//! In: the path of an output. Out: paths inside it. Never writes anything.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The folder of versions, inside the output.
pub const VERSIONS: &str = ".versions";
/// The link to the published version, inside the output.
pub const CURRENT: &str = "current";
/// The lock, inside the folder of versions.
pub const LOCK: &str = "lock";
/// How the names of folders begin that a run works in, inside the folder of versions; sixteen hexadecimal digits follow.
pub const STAGING: &str = "staging-";
/// The contract of the tables, inside a version.
pub const PACKAGE: &str = "datapackage.json";
/// What the tables were made of, inside a version.
pub const MANIFEST: &str = "manifest.json";
/// The report of a run: of the one that made a version inside it, of the last one in the output itself.
pub const REPORT: &str = "run.json";

/// The folder that holds the published files, with `current` resolved: what is read from there belongs together, whatever is published
/// meanwhile. A folder without the link, as one version alone or a copy of one, is itself that folder.
pub fn resolve(output: &Path) -> PathBuf {
    match std::fs::read_link(output.join(CURRENT)) {
        Ok(version) => output.join(version),
        Err(_) => output.to_owned(),
    }
}

/// The name of a version's folder: `000007`.
pub fn version_name(number: u32) -> String {
    format!("{number:06}")
}

/// The number of a version, by the name of its folder; none for any other name.
pub fn version_number(name: &OsStr) -> Option<u32> {
    let number = name.to_str()?.parse().ok()?;
    (name == version_name(number).as_str()).then_some(number)
}

/// Whether a folder among the versions has a name that only a run gives.
pub fn is_staging(name: &OsStr) -> bool {
    let digits = name.to_str().and_then(|n| n.strip_prefix(STAGING));
    digits.is_some_and(|d| d.len() == 16 && d.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// The text of the `current` link to a version.
pub fn current_target(number: u32) -> PathBuf {
    Path::new(VERSIONS).join(version_name(number))
}

/// The version that the `current` link of an output names, whether or not it is there.
pub fn current_number(output: &Path) -> Option<u32> {
    let target = std::fs::read_link(output.join(CURRENT)).ok()?;
    version_number(target.file_name()?).filter(|number| target == current_target(*number))
}

/// The text of the link to a published file, in the output itself.
pub fn file_target(name: impl AsRef<Path>) -> PathBuf {
    Path::new(CURRENT).join(name)
}

/// The numbers of all versions that are there, rising.
pub fn version_numbers(output: &Path) -> Vec<u32> {
    let entries = std::fs::read_dir(output.join(VERSIONS)).into_iter().flatten().flatten();
    let mut numbers: Vec<u32> = entries.filter_map(|e| version_number(&e.file_name())).collect();
    numbers.sort_unstable();
    numbers
}

/// The folder of a version.
pub fn version_dir(output: &Path, number: u32) -> PathBuf {
    output.join(current_target(number))
}
