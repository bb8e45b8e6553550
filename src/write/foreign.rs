//! What lies in an output and is not newsgrain's.
//!
//! In: an output directory. Out: the paths in it that no run of newsgrain made. Never trusts a name where the content can tell: a table is
//! ours when the manifest beside it lists it, a link when it leads where our links lead, a report when it reads as one.

use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::layout::{self, CURRENT, LOCK, REPORT, VERSIONS};
use super::records::{ManifestRecord, ReportRecord};
use crate::error::{Error, Result};

/// The report of the layout before there were versions, while it was being written.
pub(super) const FORMER_REPORT: &str = ".run.json";
/// What a file system puts into its own root.
const LOST_AND_FOUND: &str = "lost+found";

/// Paths inside an output, relative to it and sorted, that newsgrain did not write; nothing where there is no such directory.
///
/// # Errors
/// The directory cannot be listed.
pub fn foreign(output: &Path) -> Result<Vec<PathBuf>> {
    if !output.exists() {
        return Ok(Vec::new());
    }
    let flat = ManifestRecord::read(output).map(|m| m.files()).unwrap_or_default();
    let mut found = Vec::new();
    for (name, kind) in entries(output)? {
        if name == VERSIONS && kind.is_dir() {
            let inside = foreign_versions(&output.join(VERSIONS))?;
            found.extend(inside.into_iter().map(|path| Path::new(VERSIONS).join(path)));
        } else if !is_ours(output, &name, kind, &flat) {
            found.push(PathBuf::from(name));
        }
    }
    found.sort();
    Ok(found)
}

/// Whether an entry of the output itself, other than the folder of versions, is newsgrain's; `flat` are the files of an output without
/// versions.
fn is_ours(output: &Path, name: &OsStr, kind: FileType, flat: &[String]) -> bool {
    let path = output.join(name);
    if kind.is_symlink() {
        return if name == CURRENT {
            layout::current_number(output).is_some()
        } else {
            fs::read_link(&path).is_ok_and(|target| target == layout::file_target(name))
        };
    }
    if kind.is_dir() {
        return name == LOST_AND_FOUND && is_mount_point(output);
    }
    if !kind.is_file() {
        return false;
    }
    match name.to_str() {
        Some(REPORT) => ReportRecord::read(&path).is_some(),
        Some(FORMER_REPORT) => is_former_report(&path),
        Some(name) => flat.iter().any(|listed| listed == name),
        None => false,
    }
}

/// Whether a file is the beginning of a report that was being written before there were versions.
pub(super) fn is_former_report(path: &Path) -> bool {
    let is_file = fs::symlink_metadata(path).is_ok_and(|m| m.is_file());
    is_file && fs::read(path).is_ok_and(|bytes| bytes.is_empty() || bytes.starts_with(b"{\n  \"status\": \""))
}

/// What is not newsgrain's in the folder of versions.
fn foreign_versions(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for (name, kind) in entries(dir)? {
        if kind.is_dir() && layout::version_number(&name).is_some() {
            let inside = foreign_in_version(&dir.join(&name))?;
            found.extend(inside.into_iter().map(|path| Path::new(&name).join(path)));
        } else if !(kind.is_file() && name == LOCK || kind.is_dir() && layout::is_staging(&name)) {
            found.push(PathBuf::from(name));
        }
    }
    Ok(found)
}

/// What is not newsgrain's in a version: everything, where it has no manifest that lists it.
pub(super) fn foreign_in_version(dir: &Path) -> Result<Vec<PathBuf>> {
    let Some(manifest) = ManifestRecord::read(dir) else { return Ok(vec![PathBuf::new()]) };
    let listed = manifest.files();
    let is_ours = |name: &OsStr| name == REPORT || listed.iter().any(|l| name == l.as_str());
    let strange = entries(dir)?.into_iter().filter(|(name, kind)| !(kind.is_file() && is_ours(name)));
    Ok(strange.map(|(name, _)| PathBuf::from(name)).collect())
}

/// The names in a folder, each with what it is itself, links not followed.
fn entries(dir: &Path) -> Result<Vec<(std::ffi::OsString, FileType)>> {
    let list = || fs::read_dir(dir)?.map(|entry| entry.and_then(|e| Ok((e.file_name(), e.file_type()?)))).collect::<std::io::Result<_>>();
    list().map_err(Error::io("cannot list", dir))
}

/// Whether another file system begins at a folder.
fn is_mount_point(dir: &Path) -> bool {
    let device = |path: &Path| fs::metadata(path).map(|m| m.dev()).ok();
    dir.parent().is_some_and(|parent| device(parent) != device(dir))
}
