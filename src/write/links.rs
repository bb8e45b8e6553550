//! The links that lead readers to the published version.
//!
//! In: an output and the version that is to be seen. Out: `current` and a link to each file of it. Never takes a link away before the new
//! one stands: each is made inside the run's own folder and renamed into place.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::folder::{discard, fresh, sync_dir};
use super::layout::{self, CURRENT, MANIFEST, REPORT};
use super::records::{ManifestRecord, ReportRecord};
use crate::error::{Error, Result};

/// The copy of a report that is meant for the output itself.
pub(super) const LAST_REPORT: &str = "last-run.json";

/// Whether an output holds tables of the layout before there were versions, or such that were not yet converted to the end.
pub(super) fn is_former(output: &Path) -> bool {
    fs::symlink_metadata(output.join(MANIFEST)).is_ok_and(|m| m.is_file())
}

/// Lets `current` lead to a version: links to files that are new first, then `current` itself, then those away that lead nowhere now.
pub(super) fn switch(output: &Path, own: &Path, number: u32) -> Result<()> {
    add_links(output, own, &layout::version_dir(output, number))?;
    put_link(own, output, CURRENT, &layout::current_target(number))?;
    drop_links(output);
    sync_dir(output)
}

/// Brings the links to the files of the published version into order.
pub(super) fn link_files(output: &Path, versions: &Path) -> Result<()> {
    if is_former(output) {
        return Ok(());
    }
    let own = fresh(versions)?;
    let done = add_links(output, &own, &layout::resolve(output));
    discard(&own);
    drop_links(output);
    done
}

/// Adds the links to the files of a version that the output has not.
fn add_links(output: &Path, own: &Path, version: &Path) -> Result<()> {
    for name in ManifestRecord::read(version).iter().flat_map(ManifestRecord::files) {
        if fs::symlink_metadata(output.join(&name)).is_err() {
            put_link(own, output, &name, &layout::file_target(&name))?;
        }
    }
    Ok(())
}

/// Takes away the links to files that the published version has not.
fn drop_links(output: &Path) {
    for entry in fs::read_dir(output).into_iter().flatten().flatten() {
        let is_file_link = fs::read_link(entry.path()).is_ok_and(|target| target == layout::file_target(entry.file_name()));
        if is_file_link && !entry.path().exists() {
            // One that stays leads nowhere, and the next run tries again.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Makes a link in the run's own folder and renames it to its place, over whatever stands there.
pub(super) fn put_link(own: &Path, output: &Path, name: &str, target: &Path) -> Result<()> {
    let (fresh, place) = (own.join("link"), output.join(name));
    let _ = fs::remove_file(&fresh);
    symlink(target, &fresh).map_err(Error::io("cannot create", &fresh))?;
    fs::rename(&fresh, &place).map_err(Error::io("cannot write", place))
}

/// Puts the reports of a run to their places, if they tell of the version that is published now. They were written beforehand, so that
/// nothing but a rename is left to fail.
pub(super) fn finish_reports(output: &Path, own: &Path, number: u32) {
    let name = layout::version_name(number);
    let places = [(own.join(REPORT), layout::version_dir(output, number).join(REPORT)), (own.join(LAST_REPORT), output.join(REPORT))];
    for (written, place) in places {
        if ReportRecord::read(&written).is_some_and(|r| r.published(&name))
            && let Err(error) = fs::rename(&written, &place)
        {
            tracing::warn!("{} cannot be written: {error}", place.display());
        }
    }
}
