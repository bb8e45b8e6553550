//! The folders that runs work in, among the versions.
//!
//! In: the folder of the versions. Out: an empty folder in it, and no trace of it at the end. Never touches a version.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::layout;
use crate::error::{Error, Result};

/// A new folder to work in. It is made exclusively, under a name that nobody can guess, with the mode that the umask says.
pub(super) fn fresh(versions: &Path) -> Result<PathBuf> {
    let mut attempts = 0;
    loop {
        let name = format!("{}{:016x}", layout::STAGING, std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), attempts));
        let path = versions.join(name);
        match fs::create_dir(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && attempts < 8 => attempts += 1,
            Err(error) => return Err(Error::io("cannot create", path)(error)),
        }
    }
}

/// Removes a folder that a run worked in. That it cannot be removed does not spoil what was published, and the next run tries again.
pub(super) fn discard(own: &Path) {
    if let Err(error) = fs::remove_dir_all(own)
        && error.kind() != ErrorKind::NotFound
    {
        tracing::warn!("{} cannot be removed: {error}", own.display());
    }
}

/// Makes the entries of a directory durable.
pub(super) fn sync_dir(path: &Path) -> Result<()> {
    File::open(path).and_then(|d| d.sync_all()).map_err(Error::io("cannot sync", path))
}
