//! The lock of an output.
//!
//! In: an output directory. Out: a file that is held until it is dropped, or until the process ends in whatever way. Never waits, and never
//! opens what a link leads to: whoever may write into the folder must not choose which file is opened by those who run newsgrain there.

use std::fs::{File, TryLockError};
use std::path::Path;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use super::layout::{LOCK, VERSIONS};
use crate::error::{Error, Result};

/// Takes the lock of an output, whose folder of versions is there.
///
/// # Errors
/// [`Error::Locked`] with `given`, where another process holds it; [`Error::Io`] where it cannot be opened.
pub(super) fn take(output: &Path, given: &Path) -> Result<File> {
    let path = output.join(VERSIONS).join(LOCK);
    let file = open(&path, OFlags::CREATE).map_err(|errno| Error::io("cannot open", &path)(errno.into()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Locked(given.to_owned())),
        Err(TryLockError::Error(source)) => Err(Error::io("cannot lock", path)(source)),
    }
}

/// Whether another process holds the lock of an output.
pub(super) fn is_held(output: &Path) -> bool {
    let opened = open(&output.join(VERSIONS).join(LOCK), OFlags::empty());
    opened.is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

/// Some network file systems lock only what is open for writing; a lock file of somebody else's is often only to be read.
fn open(path: &Path, create: OFlags) -> rustix::io::Result<File> {
    let flags = create | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let mode = Mode::from_raw_mode(0o666);
    match rustix::fs::open(path, OFlags::RDWR | flags, mode) {
        Err(Errno::ACCESS) => rustix::fs::open(path, OFlags::RDONLY | flags, mode),
        opened => opened,
    }
    .map(File::from)
}
