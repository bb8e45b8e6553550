//! Back to an earlier version.
//!
//! In: an output with versions. Out: what versions it keeps, and the `current` link on another of them. Never removes a version: what was
//! rolled back from stays until the runs that follow let go of it.

use std::fs;
use std::path::Path;

use super::layout::{self, VERSIONS};
use super::place::Place;
use super::records::{ManifestRecord, PublishedTables};
use super::{folder, links, staging};
use crate::error::{Error, Result};

/// A version that an output keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The name of its folder.
    pub name: String,
    /// Whether it is the published one.
    pub is_current: bool,
    /// When it was published and what it holds; none where its manifest cannot be read.
    pub standing: Option<PublishedTables>,
}

/// The versions that an output keeps, the newest first.
///
/// # Errors
/// [`Error::Output`] where there is none.
pub fn kept(output: &Path) -> Result<Vec<Kept>> {
    let current = layout::current_number(output);
    let kept = |number: u32| Kept {
        name: layout::version_name(number),
        is_current: Some(number) == current,
        standing: PublishedTables::read(&layout::version_dir(output, number)),
    };
    let versions: Vec<Kept> = layout::version_numbers(output).into_iter().rev().map(kept).collect();
    if versions.is_empty() {
        let why = "keeps no versions: name a directory that newsgrain run has published".to_owned();
        return Err(Error::Output { output: output.to_owned(), why });
    }
    Ok(versions)
}

/// Publishes an earlier version: the one of that name, or the one before the published one. Gives its name.
///
/// # Errors
/// [`Error::Locked`] while a run writes; [`Error::Output`] where there is no such version, or it is not whole; [`Error::Io`].
pub fn rollback(output: &Path, to: Option<&str>) -> Result<String> {
    kept(output)?;
    let place = Place::published(output)?;
    let _lock = staging::open(&place)?;
    staging::mend(place.dir())?;
    let refuse = |why: String| Error::Output { output: output.to_owned(), why };
    let numbers = layout::version_numbers(place.dir());
    let known = numbers.iter().map(|n| layout::version_name(*n)).collect::<Vec<_>>().join(", ");
    let current = layout::current_number(place.dir());
    let number = match to {
        Some(name) => {
            name.parse().ok().filter(|n| numbers.contains(n)).ok_or_else(|| refuse(format!("keeps no version {name}; it has {known}")))?
        }
        None => {
            let earlier = numbers.iter().rev().find(|n| current.is_none_or(|c| **n < c));
            *earlier.ok_or_else(|| refuse(format!("keeps no version before the published one; it has {known}")))?
        }
    };
    let version = layout::version_dir(place.dir(), number);
    if let Some(why) = damage(&version) {
        return Err(refuse(format!("has a version {} that is not whole: {why}", layout::version_name(number))));
    }
    let own = folder::fresh(&place.dir().join(VERSIONS))?;
    let done = links::switch(place.dir(), &own, number);
    folder::discard(&own);
    done.map(|()| layout::version_name(number))
}

/// What keeps a version from being published again, by names and sizes; `check` looks deeper.
fn damage(version: &Path) -> Option<String> {
    let Some(manifest) = ManifestRecord::read(version) else { return Some("its manifest cannot be read".to_owned()) };
    manifest.tables().find_map(|(path, bytes)| match fs::metadata(version.join(path)) {
        Ok(found) if found.len() == bytes => None,
        Ok(found) => Some(format!("{path} has {} bytes instead of {bytes}", found.len())),
        Err(error) => Some(format!("{path} cannot be read: {error}")),
    })
}
