//! Where an output may stand.
//!
//! In: the path of an output as it was given, and those of the inputs. Out: a [`Place`], links resolved, or why tables must not be written
//! there. Never makes anything, so that a refusal leaves the disk as it was.
//!
//! A run replaces what an earlier run published. A slip of the pen must not make that a home, the sources of the run, or a folder that
//! somebody keeps other things in.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};

use super::foreign::foreign;
use super::layout::{self, VERSIONS};
use super::lock;
use super::records::ManifestRecord;
use crate::error::{Error, Result};
use crate::read::Reach;

/// Links that are followed before they count as going round.
const MAX_LINKS: usize = 40;
/// Foreign paths that a refusal names; the others are counted.
const NAMED: usize = 5;
/// What to do instead.
const INSTEAD: &str = "name a folder for the tables alone, as in --output tables";

/// An output directory that may be written, whether it is there already or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    given: PathBuf,
    dir: PathBuf,
}

impl Place {
    /// Resolves the path of an output and judges it. An output is new, empty, or written by newsgrain alone; it is never a root, a home, the
    /// working directory, an input or part of one, or a part of another output, and it holds none of them.
    ///
    /// # Errors
    /// [`Error::Output`] with the reason and what to do; [`Error::Locked`] where another run is writing there right now;
    /// [`Error::Io`] where the directory cannot be listed.
    pub fn find(output: &Path, inputs: &[Reach]) -> Result<Self> {
        let dir = resolved(output).map_err(Error::io("cannot resolve", output))?;
        let refuse = |why: String| Error::Output { output: output.to_owned(), why };
        if let Some(why) = misplaced(&dir) {
            return Err(refuse(why));
        }
        for input in inputs {
            let place = resolved(&input.path).map_err(Error::io("cannot resolve", &input.path))?;
            let how = match (holds(&dir, &place), holds(&place, &dir)) {
                (true, true) => "is",
                (true, false) => "holds",
                // `*.jsonl` reads nothing of the folders beside the files that it matches.
                (false, true) if input.depth.is_some_and(|depth| parts_between(&place, &dir) >= depth) => continue,
                (false, true) => "lies in",
                (false, false) => continue,
            };
            return Err(refuse(format!(
                "{how} the input {}: tables must not mix with what they are made of; {INSTEAD}",
                input.path.display()
            )));
        }
        let place = Self { given: output.to_owned(), dir };
        place.without_foreign_files()?;
        Ok(place)
    }

    /// The place of an output that was published, which is not judged: where nothing is made or replaced, nothing is at risk.
    ///
    /// # Errors
    /// [`Error::Io`] where the path goes round.
    pub(super) fn published(output: &Path) -> Result<Self> {
        let dir = resolved(output).map_err(Error::io("cannot resolve", output))?;
        Ok(Self { given: output.to_owned(), dir })
    }

    /// The directory with every link resolved.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The directory as it was given.
    pub fn given(&self) -> &Path {
        &self.given
    }

    /// Refuses a directory that holds anything but what newsgrain wrote.
    pub(super) fn without_foreign_files(&self) -> Result<()> {
        let refuse = |why: String| Error::Output { output: self.given.clone(), why };
        if fs::metadata(&self.dir).is_ok_and(|m| !m.is_dir()) {
            return Err(refuse(format!("is a file, not a directory; {INSTEAD}")));
        }
        let found = match foreign(&self.dir) {
            Ok(found) if found.is_empty() => return Ok(()),
            // A run that is at work may be seen between two of its steps: nobody is to be told that its files are foreign.
            _ if lock::is_held(&self.dir) => return Err(Error::Locked(self.given.clone())),
            found => found?,
        };
        let mut names: Vec<String> = found.iter().take(NAMED).map(|path| format!("{}", path.display())).collect();
        if found.len() > NAMED {
            names.push(format!("{} more", found.len() - NAMED));
        }
        let names = names.join(", ");
        Err(refuse(format!("holds what newsgrain did not write there ({names}): nothing was touched; move that away, or {INSTEAD}")))
    }
}

/// Why no output may stand at a path, whatever is there.
fn misplaced(dir: &Path) -> Option<String> {
    if dir.parent().is_none() {
        return Some(format!("is the root directory; {INSTEAD}"));
    }
    if let Ok(working) = std::env::current_dir().and_then(|d| resolved(&d))
        && holds(dir, &working)
    {
        let how = if holds(&working, dir) { "is" } else { "holds" };
        return Some(format!("{how} the working directory; {INSTEAD}"));
    }
    if homes().iter().filter_map(|home| resolved(home).ok()).any(|home| is_same(dir, &home)) {
        return Some(format!("is a home directory; {INSTEAD}"));
    }
    let inside = |ancestor: &&Path| ancestor.file_name().is_some_and(|n| n == VERSIONS) || is_output(ancestor);
    if dir.file_name().is_some_and(|n| n == VERSIONS) || dir.ancestors().skip(1).any(|a| inside(&a)) {
        return Some(format!("lies inside another output; {INSTEAD}"));
    }
    None
}

/// Whether a folder is an output, of this layout or of the one before.
fn is_output(dir: &Path) -> bool {
    layout::current_number(dir).is_some() && dir.join(VERSIONS).is_dir() || ManifestRecord::read(dir).is_some()
}

/// The home of whoever runs this, and of everybody in the password file where there is one.
fn homes() -> Vec<PathBuf> {
    let own = std::env::var_os("HOME").filter(|home| !home.is_empty()).map(PathBuf::from);
    let listed = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let homes = listed.lines().filter_map(|line| line.split(':').nth(5)).filter(|home| home.starts_with('/'));
    own.into_iter().chain(homes.map(PathBuf::from)).collect()
}

/// Parts of the path from a folder to one that it holds.
fn parts_between(outer: &Path, inner: &Path) -> usize {
    inner.ancestors().take_while(|ancestor| !is_same(outer, ancestor)).count()
}

/// Whether a path is a directory or lies somewhere below it, also where a mount shows one folder at two places.
fn holds(outer: &Path, inner: &Path) -> bool {
    inner.ancestors().any(|ancestor| is_same(outer, ancestor))
}

fn is_same(a: &Path, b: &Path) -> bool {
    let identity = |path: &Path| fs::metadata(path).ok().map(|m| (m.dev(), m.ino()));
    a == b || identity(a).is_some_and(|one| identity(b) == Some(one))
}

/// An absolute path without links, `.` and `..`; unlike [`fs::canonicalize`] also where its last parts, or the end of a link, are not there
/// yet.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    let mut left = Vec::new();
    let push = |left: &mut Vec<OsString>, path: &Path| left.extend(path.components().rev().map(|c| c.as_os_str().to_owned()));
    push(&mut left, &std::path::absolute(path)?);
    let (mut at, mut links) = (PathBuf::new(), 0);
    while let Some(part) = left.pop() {
        match Path::new(&part).components().next() {
            Some(Component::ParentDir) => _ = at.pop(),
            Some(Component::CurDir) | None => {}
            Some(_) => {
                let next = at.join(&part);
                // What is no link, or not there, or not to be looked at, is what it says.
                let Ok(target) = fs::read_link(&next) else {
                    at = next;
                    continue;
                };
                links += 1;
                if links > MAX_LINKS {
                    return Err(io::Error::from_raw_os_error(rustix::io::Errno::LOOP.raw_os_error()));
                }
                push(&mut left, &target);
            }
        }
    }
    Ok(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_steps_back_are_resolved_also_where_nothing_is_yet() {
        let root = tempfile::tempdir().expect("a scratch directory");
        let base = fs::canonicalize(root.path()).expect("it is there");
        fs::create_dir_all(base.join("a/b")).expect("it is new");
        std::os::unix::fs::symlink("a/b", base.join("link")).expect("it is new");
        std::os::unix::fs::symlink("nowhere/deep", base.join("dangling")).expect("it is new");
        std::os::unix::fs::symlink("round", base.join("round")).expect("it is new");
        let resolve = |path: &str| resolved(&base.join(path)).map(|p| p.strip_prefix(&base).map(Path::to_owned).unwrap_or(p));
        assert_eq!(resolve("link").expect("it is there"), Path::new("a/b"));
        assert_eq!(resolve("link/..").expect("it is there"), Path::new("a"), "a step back leads out of what the link means");
        assert_eq!(resolve("new/../a/./c").expect("it may be made"), Path::new("a/c"));
        assert_eq!(resolve("dangling/x").expect("it may be made"), Path::new("nowhere/deep/x"));
        assert!(resolve("round").is_err());
    }

    #[test]
    fn a_folder_is_held_by_itself_and_by_what_is_above_it() {
        assert!(holds(Path::new("/a/b"), Path::new("/a/b/c")) && holds(Path::new("/a"), Path::new("/a")));
        assert!(!holds(Path::new("/a/b"), Path::new("/a/bc")) && !holds(Path::new("/a/b"), Path::new("/a")));
    }
}
