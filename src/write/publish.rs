//! How a version is published: files on disk first, then one link exchanged.
//!
//! In: a version that is made, or an earlier one. Out: the `current` link leads to it. Never takes a file from a reader's path before the
//! new one stands there: whatever moment a run is killed at, `current` leads to a whole version.
//!
//! Everything is made inside the run's own folder and renamed into place, so that no name appears in the output but for good.

use std::fs;
use std::path::Path;

use super::folder::sync_dir;
use super::layout::{self, CURRENT, REPORT, VERSIONS};
use super::links::{LAST_REPORT, finish_reports, is_former, put_link, switch};
use super::records::{ManifestRecord, ReportRecord};
use super::staging::{self, Staging};
use crate::error::{Error, Result};

impl Staging {
    /// Publishes the version that was made, shows its report, which stands at [`Staging::report_path`], and lets go of the oldest versions:
    /// `keep` are kept besides the new one.
    ///
    /// # Errors
    /// [`Error::Io`]; nothing is published then.
    pub fn publish(&self, keep: usize) -> Result<()> {
        self.convert_former()?;
        let (report, last) = (self.report_path(), self.own.join(LAST_REPORT));
        fs::copy(&report, &last).map_err(Error::io("cannot write", &last))?;
        sync_dir(self.dir())?;
        sync_dir(&self.own)?;
        let before = layout::current_number(&self.output);
        let version = layout::version_dir(&self.output, self.number);
        fs::rename(self.dir(), &version).map_err(Error::io("cannot publish", &version))?;
        if let Err(error) = self.switch() {
            staging::retire(&self.output, self.number);
            return Err(error);
        }
        // From here on the tables are published, whatever fails.
        finish_reports(&self.output, &self.own, self.number);
        let mut others: Vec<u32> = layout::version_numbers(&self.output).into_iter().filter(|n| *n != self.number).collect();
        // Readers may still be in the version that was published so far, which after a rollback is not the newest one.
        others.sort_by_key(|n| (Some(*n) != before, std::cmp::Reverse(*n)));
        others.into_iter().skip(keep).for_each(|number| staging::retire(&self.output, number));
        Ok(())
    }

    fn switch(&self) -> Result<()> {
        sync_dir(&self.output.join(VERSIONS))?;
        switch(&self.output, &self.own, self.number)
    }

    /// Makes a version of the tables of the layout before there were versions. Its files are linked or copied into the version first; then
    /// links take their places one by one, each leading to the same bytes. The manifest is the last, since by it such an output is known.
    fn convert_former(&self) -> Result<()> {
        if !is_former(&self.output) {
            return Ok(());
        }
        let Some(manifest) = ManifestRecord::read(&self.output) else { return Ok(()) };
        let files: Vec<String> = manifest.files().into_iter().filter(|name| self.output.join(name).is_file()).collect();
        if layout::current_number(&self.output).is_none() {
            let (copy, number) = (self.own.join("former"), self.number - 1);
            fs::create_dir(&copy).map_err(Error::io("cannot create", &copy))?;
            for name in &files {
                link_or_copy(&self.output.join(name), &copy.join(name))?;
            }
            sync_dir(&copy)?;
            let version = layout::version_dir(&self.output, number);
            fs::rename(&copy, &version).map_err(Error::io("cannot make", &version))?;
            sync_dir(&self.output.join(VERSIONS))?;
            put_link(&self.own, &self.output, CURRENT, &layout::current_target(number))?;
            let report = self.output.join(REPORT);
            if ReportRecord::read(&report).is_some_and(|r| r.is_published()) {
                link_or_copy(&report, &version.join(REPORT))?;
            }
        }
        let version = layout::resolve(&self.output);
        for name in &files {
            let (old, new) = (self.output.join(name), version.join(name));
            let is_file = fs::symlink_metadata(&old).is_ok_and(|m| m.is_file());
            if is_file && !has_same_bytes(&old, &new).map_err(Error::io("cannot read", &old))? {
                let why = format!("holds {name}, which is another file than that of its own version; move it away");
                return Err(Error::Output { output: self.given().to_owned(), why });
            }
            put_link(&self.own, &self.output, name, &layout::file_target(name))?;
        }
        sync_dir(&self.output)
    }
}

/// A second name for a file, or a copy where the file system has no second names.
fn link_or_copy(from: &Path, to: &Path) -> Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to).and_then(|_| fs::File::open(to)?.sync_all()).map_err(Error::io("cannot copy to", to))
}

/// Whether two files hold the same bytes.
fn has_same_bytes(a: &Path, b: &Path) -> std::io::Result<bool> {
    use std::io::{BufRead, BufReader};
    use std::os::unix::fs::MetadataExt;
    let (one, other) = (fs::metadata(a)?, fs::metadata(b)?);
    if (one.dev(), one.ino()) == (other.dev(), other.ino()) {
        return Ok(true);
    }
    if one.len() != other.len() {
        return Ok(false);
    }
    let (mut a, mut b) = (BufReader::new(fs::File::open(a)?), BufReader::new(fs::File::open(b)?));
    loop {
        let (left, right) = (a.fill_buf()?, b.fill_buf()?);
        let count = left.len().min(right.len());
        if count == 0 || left[..count] != right[..count] {
            return Ok(left.is_empty() && right.is_empty());
        }
        a.consume(count);
        b.consume(count);
    }
}
