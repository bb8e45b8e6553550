//! The lock of an output.
//!
//! In: an output directory. Out: a [`Lock`] that is held until it is dropped, or until the process ends in whatever way. Never waits for a
//! run to end, and never opens what a link leads to: whoever may write into the folder must not choose which file is opened by those who
//! run newsgrain there.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use super::layout::{LOCK, VERSIONS};
use crate::error::{Error, Result};

/// How often, and how long apart, the lock is tried: whoever only asks who holds it does so by holding it for a moment.
const TRIES: usize = 5;
const APART: Duration = Duration::from_millis(10);

/// The lock of an output, held.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // To close the file is not enough: a program that another thread starts at this moment has a copy of it until it runs.
        let _ = self.0.unlock();
    }
}

/// Takes the lock of an output, whose folder of versions is there.
///
/// # Errors
/// [`Error::Locked`] with `given`, where another process holds it; [`Error::Io`] where it cannot be opened.
pub(super) fn take(output: &Path, given: &Path) -> Result<Lock> {
    let path = output.join(VERSIONS).join(LOCK);
    let file = open(&path, OFlags::CREATE).map_err(|errno| Error::io("cannot open", &path)(errno.into()))?;
    let mut tried = file.try_lock();
    for _ in 1..TRIES {
        if !matches!(tried, Err(TryLockError::WouldBlock)) {
            break;
        }
        std::thread::sleep(APART);
        tried = file.try_lock();
    }
    match tried {
        Ok(()) => Ok(Lock(file)),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn output() -> tempfile::TempDir {
        let output = tempfile::tempdir().expect("a scratch directory");
        std::fs::create_dir(output.path().join(VERSIONS)).expect("it is made");
        output
    }

    #[test]
    fn a_lock_is_let_go_of_although_a_copy_of_its_file_is_open() {
        let output = output();
        let take = || take(output.path(), output.path());
        let lock = take().expect("nobody holds it");
        let copy = lock.0.try_clone().expect("a copy");
        assert!(matches!(take(), Err(Error::Locked(_))) && is_held(output.path()));
        drop(lock);
        assert!(!is_held(output.path()));
        take().expect("it was let go of");
        drop(copy);
    }

    #[test]
    fn who_only_asks_keeps_nobody_out() {
        let output = output();
        drop(take(output.path(), output.path()).expect("nobody holds it"));
        let file = open(&output.path().join(VERSIONS).join(LOCK), OFlags::empty()).expect("it is there");
        file.lock_shared().expect("nobody holds it");
        std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(APART);
                file.unlock().expect("it is held");
            });
            take(output.path(), output.path()).expect("it is held for a moment only");
        });
    }
}
