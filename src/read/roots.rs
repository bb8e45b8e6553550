//! What inputs name: folders, files, globs and streams.
//!
//! In: inputs as they were given. Out: [`Roots`], which do not depend on how a path was spelled, on links on the way to it, on the working
//! directory, or on the order of the inputs. A file that is named directly is a part of its folder.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::os::unix::fs::FileTypeExt;
use std::path::{Component, Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobMatcher};

use super::names::name_of;
use super::walk::kind_of;
use crate::error::{Error, Result};

/// Everything that inputs name.
#[derive(Default)]
pub(super) struct Roots {
    /// Folders by their real path; one that holds another comes before it.
    pub folders: BTreeMap<PathBuf, Root>,
    /// Pipes that were named directly, with their names.
    pub streams: BTreeMap<PathBuf, String>,
    /// Whether standard input is read.
    pub stdin: bool,
}

/// A folder, and what of it is read.
#[derive(Default)]
pub(super) struct Root {
    /// Everything in it.
    pub whole: bool,
    /// What globs match.
    pub globs: Vec<Pattern>,
    /// Files that were named directly, by their name in this folder, with their real path.
    pub files: BTreeMap<PathBuf, PathBuf>,
}

/// A glob below a root.
pub(super) struct Pattern {
    /// As it was given.
    pub given: String,
    /// Over paths relative to the root.
    pub matcher: GlobMatcher,
    /// Folders below the root that a match can be deep in; none where there is no end.
    pub depth: Option<usize>,
}

impl Root {
    /// Whether a file of this folder is read.
    pub fn wants(&self, relative: &Path) -> bool {
        self.whole || self.globs.iter().any(|g| g.matcher.is_match(relative)) || self.files.contains_key(relative)
    }

    /// How deep the folder is walked; none where it is not.
    pub fn depth(&self) -> Option<usize> {
        if self.whole {
            return Some(usize::MAX);
        }
        self.globs.iter().map(|g| g.depth.unwrap_or(usize::MAX)).max()
    }
}

impl Roots {
    /// What the inputs name.
    ///
    /// # Errors
    /// An input that is not there, cannot be looked at, or is neither folder, file nor pipe.
    pub fn of(inputs: &[String]) -> Result<Self> {
        let mut roots = Self::default();
        for input in inputs {
            roots.add(input)?;
        }
        Ok(roots)
    }

    fn add(&mut self, input: &str) -> Result<()> {
        if let Some(name) = descriptor(input) {
            return self.add_descriptor(input, name);
        }
        let (path, pattern) = split(input);
        let seen = path.metadata().map_err(|e| unseen(input, e))?;
        let real = || path.canonicalize().map_err(|e| unseen(input, e));
        let kind = seen.file_type();
        if kind.is_dir() {
            let root = self.folders.entry(real()?).or_default();
            match pattern {
                Some(pattern) => root.globs.push(pattern),
                None => root.whole = true,
            }
        } else if kind.is_file() {
            let (folder, name) = place(&path).map_err(|e| unseen(input, e))?;
            self.folders.entry(folder).or_default().files.insert(name, real()?);
        } else if kind.is_fifo() {
            let (folder, name) = place(&path).map_err(|e| unseen(input, e))?;
            self.streams.insert(folder.join(&name), name_of(&name));
        } else {
            let what = kind_of(kind);
            return Err(Error::Configuration(format!("the input {input} is {what}: name folders, files or pipes")));
        }
        Ok(())
    }

    /// An open file of this process: what a shell makes of `<(command)`.
    fn add_descriptor(&mut self, input: &str, name: String) -> Result<()> {
        if name == "stdin" {
            self.stdin = true;
            return Ok(());
        }
        let kind = Path::new(input).metadata().map_err(|e| unseen(input, e))?.file_type();
        if !kind.is_fifo() && !kind.is_file() {
            let what = kind_of(kind);
            return Err(Error::Configuration(format!("the input {input} is {what}: name folders, files or pipes")));
        }
        self.streams.insert(PathBuf::from(input), name);
        Ok(())
    }

    /// The names that tell the folders in `named` apart: the last folder names of each, as few as will do. One folder needs none.
    pub fn labels(named: &BTreeSet<&Path>) -> BTreeMap<PathBuf, String> {
        let tail = |path: &Path, length: usize| -> PathBuf {
            let parts: Vec<_> = path.components().filter(|c| matches!(c, Component::Normal(_))).collect();
            parts[parts.len().saturating_sub(length)..].iter().collect()
        };
        let label = |path: &Path| {
            let longest = path.components().count();
            let tells = |length: &usize| named.iter().all(|other| *other == path || tail(other, *length) != tail(path, *length));
            (1..longest).find(tells).map_or_else(|| name_of(path), |length| name_of(&tail(path, length)))
        };
        named.iter().map(|path| (path.to_path_buf(), if named.len() > 1 { label(path) } else { String::new() })).collect()
    }
}

/// What an input names on the disk: a folder or file, or the folder that a glob begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The folder or file, as it was given.
    pub path: PathBuf,
    /// Parts of a path below the folder that is still read; none where there is no end.
    pub depth: Option<usize>,
}

/// How far an input reaches; standard input and open files reach nowhere.
pub(super) fn reach_of(input: &str) -> Option<Reach> {
    if descriptor(input).is_some() {
        return None;
    }
    let (path, pattern) = split(input);
    Some(Reach { path, depth: pattern.and_then(|p| p.depth) })
}

/// The name of an input that is an open file of this process.
fn descriptor(input: &str) -> Option<String> {
    if matches!(input, "-" | "/dev/stdin") {
        return Some("stdin".to_owned());
    }
    let number = input.strip_prefix("/dev/fd/").or_else(|| input.strip_prefix("/proc/self/fd/"))?;
    match number.parse::<u32>().ok()? {
        0 => Some("stdin".to_owned()),
        number => Some(format!("fd-{number}")),
    }
}

/// The real path of the folder that a file stands in, and its name there.
fn place(path: &Path) -> io::Result<(PathBuf, PathBuf)> {
    match (path.file_name(), path.parent()) {
        (Some(name), Some(parent)) => {
            let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
            Ok((parent.canonicalize()?, PathBuf::from(name)))
        }
        // `a/..` is no file.
        _ => Err(io::ErrorKind::NotFound.into()),
    }
}

/// What the system says of an input: only what is not there is missing.
fn unseen(input: &str, error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound => Error::Configuration(format!("the input {input} does not exist{}", looked_for(input))),
        _ => Error::io("cannot read", input)(error),
    }
}

/// The folder or file that an input begins with, and the glob below it if it is one.
fn split(input: &str) -> (PathBuf, Option<Pattern>) {
    let has_glob = |text: &str| text.contains(['*', '?', '[', '{']);
    let path = Path::new(input);
    if !has_glob(input) || path.symlink_metadata().is_ok() {
        return (path.to_owned(), None);
    }
    let plain = path.components().take_while(|c| !has_glob(&c.as_os_str().to_string_lossy())).count();
    let root: PathBuf = path.components().take(plain).collect();
    let below: PathBuf = path.components().skip(plain).collect();
    let matcher = match glob_of(&below.to_string_lossy()) {
        Ok(glob) => glob.compile_matcher(),
        // A name with a bracket that is no glob: what is missing is the file.
        Err(_) => return (path.to_owned(), None),
    };
    let depth = (!below.to_string_lossy().contains("**")).then(|| below.components().count());
    let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
    (root, Some(Pattern { given: input.to_owned(), matcher, depth }))
}

/// A glob in which `*` stays within a folder and `**` does not.
pub(super) fn glob_of(pattern: &str) -> std::result::Result<Glob, globset::Error> {
    GlobBuilder::new(pattern).literal_separator(true).build()
}

/// Where a relative name was looked for.
fn looked_for(input: &str) -> String {
    let here = std::env::current_dir().ok().filter(|_| Path::new(input).is_relative());
    here.map_or(String::new(), |here| format!(": it was looked for in {}", here.display()))
}
