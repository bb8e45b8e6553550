//! An output being made: lock, folder to work in, and what a killed run left.
//!
//! In: the [`Place`] of an output. Out: a folder inside it in which a version is made, published at the end as `publish.rs` tells. Never
//! touches what readers see before that.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use rustix::fs::Access;

use super::folder::{discard, fresh};
use super::foreign::{FORMER_REPORT, foreign_in_version, is_former_report};
use super::layout::{self, CURRENT, REPORT, VERSIONS};
use super::links;
use super::lock::{self, Lock};
use super::place::Place;
use super::records::{ManifestRecord, PublishedTables, ReportRecord};
use crate::error::{Error, Result};

/// An output being made.
pub struct Staging {
    /// With links resolved.
    pub(super) output: PathBuf,
    given: PathBuf,
    /// The folder of this run among the versions.
    pub(super) own: PathBuf,
    dir: PathBuf,
    scratch: PathBuf,
    /// The number of the version that is made.
    pub(super) number: u32,
    /// Held until the run ends; the system frees it when the process dies.
    _lock: Lock,
}

impl Staging {
    /// Takes the lock of an output and makes an empty folder in it to work in. What a killed run left there is removed.
    ///
    /// # Errors
    /// [`Error::Locked`] while another run holds the lock; [`Error::Output`] where something foreign has come in since the place was found;
    /// [`Error::Io`] where a directory cannot be made.
    pub fn begin(place: &Place) -> Result<Self> {
        let output = place.dir().to_owned();
        let lock = open(place)?;
        place.without_foreign_files()?;
        mend(&output)?;
        let own = fresh(&output.join(VERSIONS))?;
        let (dir, scratch) = (own.join("version"), own.join("scratch"));
        let last = layout::version_numbers(&output).last().copied().unwrap_or_default();
        // The tables of the layout before there were versions become a version of their own first.
        let number = last + 1 + u32::from(links::is_former(&output));
        let staging = Self { output, given: place.given().to_owned(), own, dir, scratch, number, _lock: lock };
        for made in [staging.dir(), staging.scratch()] {
            fs::create_dir(made).map_err(Error::io("cannot create", made))?;
        }
        can_publish(place, &staging.own)?;
        Ok(staging)
    }

    /// The directory that becomes the version.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// A directory for files that are not published.
    pub fn scratch(&self) -> &Path {
        &self.scratch
    }

    /// The output as it was given.
    pub fn given(&self) -> &Path {
        &self.given
    }

    /// The name of the version that is made.
    pub fn version(&self) -> String {
        layout::version_name(self.number)
    }

    /// Where the output stands, with links resolved.
    pub fn output(&self) -> &Path {
        &self.output
    }

    /// The tables that are published; none before the first.
    pub fn published(&self) -> Option<PublishedTables> {
        PublishedTables::read(&layout::resolve(&self.output))
    }

    /// Lets go of everything that was made: a disk that is full has room for the report again.
    pub fn abandon(&self) {
        discard(&self.own);
    }

    /// Where the report of a run that publishes is written before that.
    pub fn report_path(&self) -> PathBuf {
        self.own.join(REPORT)
    }
}

/// Shows the report of a run that published nothing, in one step; `write` makes it at the path that it is given.
///
/// # Errors
/// [`Error::Io`], or what `write` answers.
pub fn show_report(output: &Path, write: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let own = fresh(&output.join(VERSIONS))?;
    let (made, shown) = (own.join(REPORT), output.join(REPORT));
    let done = write(&made).and_then(|()| fs::rename(&made, &shown).map_err(Error::io("cannot write", &shown)));
    discard(&own);
    done
}

impl Drop for Staging {
    /// A run leaves nothing to work with behind, whatever became of it.
    fn drop(&mut self) {
        discard(&self.own);
    }
}

/// Makes output and folder of versions where they are not there, and takes the lock.
pub(super) fn open(place: &Place) -> Result<Lock> {
    let versions = place.dir().join(VERSIONS);
    fs::create_dir_all(&versions).map_err(Error::io("cannot create", &versions))?;
    lock::take(place.dir(), place.given())
}

/// Whether what publishing needs is possible there: better now than when all the work is done.
fn can_publish(place: &Place, own: &Path) -> Result<()> {
    let (current, probe) = (place.dir().join(CURRENT), own.join("probe"));
    rustix::fs::access(place.dir(), Access::WRITE_OK | Access::EXEC_OK)
        .map_err(|errno| Error::io("cannot write", current)(errno.into()))?;
    match symlink(VERSIONS, &probe) {
        Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::Unsupported) => {
            let why = "stands on a file system without symbolic links, which publishing needs; name a folder on another disk".to_owned();
            Err(Error::Output { output: place.given().to_owned(), why })
        }
        done => done.map_err(Error::io("cannot create", probe)),
    }
}

/// Brings an output into order in which a run or a rollback was killed; the lock is held.
pub(super) fn mend(output: &Path) -> Result<()> {
    let versions = output.join(VERSIONS);
    let current = layout::current_number(output);
    let entries = fs::read_dir(&versions).map_err(Error::io("cannot list", &versions))?;
    for left in entries.flatten().filter(|e| layout::is_staging(&e.file_name())).map(|e| e.path()) {
        if let Some(number) = current {
            links::finish_reports(output, &left, number);
        }
        discard(&left);
    }
    // A version without a report, newer than the published one, was never published.
    for number in layout::version_numbers(output).into_iter().filter(|n| current.is_none_or(|c| *n > c)) {
        let dir = layout::version_dir(output, number);
        if ReportRecord::read(&dir.join(REPORT)).is_none() {
            retire(output, number);
        }
    }
    let former = output.join(FORMER_REPORT);
    if is_former_report(&former) {
        fs::remove_file(&former).map_err(Error::io("cannot remove", former))?;
    }
    if current.is_some_and(|c| ManifestRecord::read(&layout::version_dir(output, c)).is_some()) {
        links::link_files(output, &versions)?;
    }
    Ok(())
}

/// Takes a version away: out of sight in one step, then file by file. A version that somebody put something into stays.
pub(super) fn retire(output: &Path, number: u32) {
    let dir = layout::version_dir(output, number);
    if foreign_in_version(&dir).is_ok_and(|found| found.is_empty())
        && let Ok(away) = fresh(&output.join(VERSIONS))
    {
        if let Err(error) = fs::rename(&dir, away.join("version")) {
            tracing::warn!("the old version {} cannot be removed: {error}", dir.display());
        }
        discard(&away);
    }
}
