//! Lock, staging directory, and the one step in which an output is published.
//!
//! In: the path of the output directory. Out: a staging directory beside it, exchanged with the output at the end. Never leaves a reader
//! with half an output: until the exchange the old tables are untouched, after it the new ones are whole.
//!
//! The exchange is `renameat2(RENAME_EXCHANGE)`. Where the file system does not know it, the old output is renamed away and the new one
//! renamed into its place: between those two steps, for some microseconds, there is no output; [`Staging::begin`] of the next run mends
//! a kill at that very moment by putting the old output back.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use crate::error::{Error, Result};

/// An output being made.
pub struct Staging {
    output: PathBuf,
    dir: PathBuf,
    scratch: PathBuf,
    /// Held until the run ends; the system frees it when the process dies.
    _lock: File,
}

impl Staging {
    /// Takes the lock of an output and makes an empty staging directory beside it. What a killed run left there is removed.
    ///
    /// # Errors
    /// [`Error::Locked`] while another run holds the lock; [`Error::Io`] where the directory cannot be made.
    pub fn begin(output: &Path) -> Result<Self> {
        let output = std::path::absolute(output).map_err(Error::io("cannot resolve", output))?;
        let parent = output.parent().ok_or_else(|| Error::Configuration("the output cannot be the root directory".into()))?;
        fs::create_dir_all(parent).map_err(Error::io("cannot create", parent))?;
        if output.exists() && !output.is_dir() {
            return Err(Error::Configuration(format!("the output {} is a file, not a directory", output.display())));
        }
        let lock = lock(&beside(&output, "lock"), &output)?;
        let (dir, scratch, old) = (beside(&output, "staging"), beside(&output, "scratch"), beside(&output, "old"));
        if old.exists() && !output.exists() {
            fs::rename(&old, &output).map_err(Error::io("cannot restore", &output))?;
        }
        for stale in [&dir, &scratch, &old] {
            remove(stale)?;
        }
        for made in [&dir, &scratch] {
            fs::create_dir(made).map_err(Error::io("cannot create", made))?;
        }
        Ok(Self { output, dir, scratch, _lock: lock })
    }

    /// The directory that becomes the output.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// A directory for files that are not published.
    pub fn scratch(&self) -> &Path {
        &self.scratch
    }

    /// Where the output will stand.
    pub fn output(&self) -> &Path {
        &self.output
    }

    /// Puts the staging directory in the place of the output.
    ///
    /// # Errors
    /// [`Error::Io`]; the old output is still in its place then.
    pub fn publish(self) -> Result<()> {
        sync_dir(&self.dir)?;
        if self.output.exists() {
            self.exchange()?;
        } else {
            fs::rename(&self.dir, &self.output).map_err(Error::io("cannot publish", &self.output))?;
        }
        if let Some(parent) = self.output.parent() {
            sync_dir(parent)?;
        }
        remove(&self.dir)?;
        remove(&self.scratch)
    }

    /// Exchanges staging and output; behind it the staging path holds the old output.
    fn exchange(&self) -> Result<()> {
        match renameat_with(CWD, &self.dir, CWD, &self.output, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(()),
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => self.exchange_by_two_renames(),
            Err(errno) => Err(Error::io("cannot publish", &self.output)(errno.into())),
        }
    }

    /// The fallback described at the top of this file.
    fn exchange_by_two_renames(&self) -> Result<()> {
        let old = beside(&self.output, "old");
        fs::rename(&self.output, &old).map_err(Error::io("cannot move away", &self.output))?;
        if let Err(source) = fs::rename(&self.dir, &self.output) {
            fs::rename(&old, &self.output).map_err(Error::io("cannot restore", &self.output))?;
            return Err(Error::io("cannot publish", &self.output)(source));
        }
        remove(&old)
    }
}

impl Drop for Staging {
    /// An output that was not published leaves nothing behind but the lock file.
    fn drop(&mut self) {
        let _ = remove(&self.dir);
        let _ = remove(&self.scratch);
    }
}

/// `.<output>.<what>` in the same directory, so that renames stay on one file system.
fn beside(output: &Path, what: &str) -> PathBuf {
    let name = output.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    output.with_file_name(format!(".{name}.{what}"))
}

/// Takes the lock without waiting.
fn lock(path: &Path, output: &Path) -> Result<File> {
    let file = File::options().create(true).truncate(false).write(true).open(path).map_err(Error::io("cannot open", path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Locked(output.to_owned())),
        Err(TryLockError::Error(source)) => Err(Error::io("cannot lock", path)(source)),
    }
}

/// Removes a directory that may not be there.
fn remove(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io("cannot remove", path)(error)),
        _ => Ok(()),
    }
}

/// Makes the entries of a directory durable.
fn sync_dir(path: &Path) -> Result<()> {
    File::open(path).and_then(|d| d.sync_all()).map_err(Error::io("cannot sync", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publish(output: &Path, word: &str) {
        let staging = Staging::begin(output).expect("nobody holds the lock");
        fs::write(staging.dir().join("table"), word).expect("the staging directory is there");
        staging.publish().expect("it is published");
    }

    #[test]
    fn a_second_output_takes_the_place_of_the_first() {
        let root = tempfile::tempdir().expect("a scratch directory");
        let output = root.path().join("tables");
        publish(&output, "first");
        publish(&output, "second");
        assert_eq!(fs::read_to_string(output.join("table")).expect("it is there"), "second");
        let names: Vec<_> = fs::read_dir(root.path()).expect("it is there").map(|e| e.expect("an entry").file_name()).collect();
        assert_eq!(names.len(), 2, "only the output and the lock are left: {names:?}");
    }

    #[test]
    fn the_fallback_gives_the_same() {
        let root = tempfile::tempdir().expect("a scratch directory");
        let output = root.path().join("tables");
        publish(&output, "first");
        let staging = Staging::begin(&output).expect("nobody holds the lock");
        fs::write(staging.dir().join("table"), "second").expect("the staging directory is there");
        staging.exchange_by_two_renames().expect("both renames work");
        assert_eq!(fs::read_to_string(output.join("table")).expect("it is there"), "second");
    }

    #[test]
    fn a_run_that_was_not_published_leaves_the_output_as_it_was() {
        let root = tempfile::tempdir().expect("a scratch directory");
        let output = root.path().join("tables");
        publish(&output, "first");
        drop(Staging::begin(&output).expect("nobody holds the lock"));
        assert_eq!(fs::read_to_string(output.join("table")).expect("it is there"), "first");
    }

    #[test]
    fn a_kill_between_the_two_renames_is_mended() {
        let root = tempfile::tempdir().expect("a scratch directory");
        let output = root.path().join("tables");
        publish(&output, "first");
        fs::rename(&output, beside(&output, "old")).expect("it is moved");
        drop(Staging::begin(&output).expect("nobody holds the lock"));
        assert_eq!(fs::read_to_string(output.join("table")).expect("it is back"), "first");
    }

    #[test]
    fn two_runs_cannot_hold_one_output() {
        let root = tempfile::tempdir().expect("a scratch directory");
        let output = root.path().join("tables");
        let _first = Staging::begin(&output).expect("nobody holds the lock");
        assert!(matches!(Staging::begin(&output), Err(Error::Locked(_))));
    }
}
