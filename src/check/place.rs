//! Where the tables of an output lie, and what a folder holds.
//!
//! In: the directory that is to be checked: an output with versions, one version, or a plain folder of tables. Out: [`Place`]. `current` is
//! read once, so that everything that is looked at belongs together. Opens nothing: a pipe among the files is named and never waited for.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::write::layout::{CURRENT, MANIFEST, PACKAGE, REPORT, VERSIONS, version_number};

/// The JSON files beside the tables.
pub(super) const JSON_FILES: [&str; 3] = [PACKAGE, MANIFEST, REPORT];
/// What an entry of a folder is, links not followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    File,
    Folder,
    Link(PathBuf),
    Other,
}

/// The directory as it was given, and the folder of the tables.
#[derive(Debug)]
pub(super) struct Place {
    /// The folder that holds the tables.
    pub tables: PathBuf,
    /// The name of the version that it is; none for a plain folder.
    pub version: Option<String>,
    /// The output that has versions, where it was given.
    pub output: Option<PathBuf>,
    /// Where `current` leads, where that is no version of this output.
    pub astray: Option<PathBuf>,
}

impl Place {
    /// Finds the folder of the tables.
    pub(super) fn of(given: &Path) -> Self {
        let Ok(target) = fs::read_link(given.join(CURRENT)) else {
            return Self { tables: given.to_owned(), version: version_of(given), output: None, astray: None };
        };
        let version = target.strip_prefix(VERSIONS).ok().and_then(Path::to_str).filter(|name| is_version(name)).map(str::to_owned);
        let astray = version.is_none().then(|| target.clone());
        Self { tables: given.join(target), version, output: Some(given.to_owned()), astray }
    }
}

/// The name of a version, if a folder lies among versions under such a name.
fn version_of(dir: &Path) -> Option<String> {
    let dir = dir.canonicalize().ok()?;
    let name = dir.file_name()?.to_str().filter(|name| is_version(name))?;
    (dir.parent()?.file_name()? == VERSIONS).then(|| name.to_owned())
}

/// Whether a folder of this name is a version: `000007`.
pub(super) fn is_version(name: &str) -> bool {
    version_number(name.as_ref()).is_some()
}

/// The entries of a folder by their names, sorted.
///
/// # Errors
/// It cannot be listed.
pub(super) fn entries(dir: &Path) -> Result<Vec<(String, Entry)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).map_err(Error::io("cannot read", dir))?.flatten() {
        let kind = match entry.file_type() {
            Ok(kind) if kind.is_symlink() => Entry::Link(fs::read_link(entry.path()).unwrap_or_default()),
            Ok(kind) if kind.is_file() => Entry::File,
            Ok(kind) if kind.is_dir() => Entry::Folder,
            _ => Entry::Other,
        };
        found.push((entry.file_name().to_string_lossy().into_owned(), kind));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(found)
}
