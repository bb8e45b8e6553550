//! What lies in a folder.
//!
//! In: the real path of a folder. Out: [`Found`] files and what cannot be read, by their path below it. Never opens a file, and walks each
//! folder once: what lies in it first, in the order of its names, then what links lead to that was not met under its own path. So links
//! that go round end, and which of several paths to a file is its name does not depend on the file system.

use std::collections::{BTreeMap, HashSet};
use std::fs::FileType;
use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::error::{Error, Result};

/// Which links in an input folder are followed. A link that is itself an input always is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FollowLinks {
    /// None.
    None,
    /// Those that stay within the input folders.
    #[default]
    Inside,
    /// All.
    All,
}

impl FollowLinks {
    /// The names in pipeline files.
    pub const NAMES: [&str; 3] = ["none", "inside", "all"];

    /// The value of a name.
    pub fn named(name: &str) -> Option<Self> {
        let at = Self::NAMES.iter().position(|n| *n == name)?;
        Some([Self::None, Self::Inside, Self::All][at])
    }
}

/// What was passed over without a reject, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PassedOver {
    /// Files and folders whose names begin with a dot.
    pub hidden: u64,
    /// Files that the pipeline leaves out.
    pub excluded: u64,
    /// Links to what is read under its own path.
    pub links: u64,
}

/// A file, or why there is none.
pub(super) struct Found {
    /// Where it is; no link leads there, but for what was named directly.
    pub path: PathBuf,
    /// Its path below the root.
    pub relative: PathBuf,
    /// Whether a link leads to it.
    pub by_link: bool,
    /// The size of a file, or why it is not read.
    pub state: std::result::Result<u64, Refusal>,
}

/// Why something in a folder is not read.
pub(super) struct Refusal {
    /// As a sentence without its subject.
    pub message: String,
    /// Whether a folder is lost, whatever is in it.
    pub is_folder: bool,
}

/// Folders that were walked, by device and number.
type Walked = HashSet<(u64, u64)>;

/// A walk through one root.
pub(super) struct Walk<'a> {
    follow: FollowLinks,
    /// The real paths of folders that are read as a whole, and of this root.
    roots: Vec<&'a Path>,
    depth: usize,
    walked: Walked,
    links: BTreeMap<PathBuf, PathBuf>,
    pub found: Vec<Found>,
    pub passed: PassedOver,
}

impl<'a> Walk<'a> {
    pub fn new(follow: FollowLinks, roots: Vec<&'a Path>, depth: usize) -> Self {
        let (walked, links) = (Walked::new(), BTreeMap::new());
        Self { follow, roots, depth, walked, links, found: Vec::new(), passed: PassedOver::default() }
    }

    /// Walks through a root.
    ///
    /// # Errors
    /// The root itself cannot be listed.
    pub fn root(&mut self, root: &Path) -> Result<()> {
        root.read_dir().map_err(Error::io("cannot read", root))?;
        self.below(root, Path::new(""));
        while let Some((relative, path)) = self.links.pop_first() {
            self.link(&relative, &path);
        }
        Ok(())
    }

    /// What lies in a folder that is `prefix` below the root, but for links, which wait.
    fn below(&mut self, folder: &Path, prefix: &Path) {
        let by_link = !prefix.as_os_str().is_empty();
        let depth = self.depth.saturating_sub(prefix.components().count());
        let (walked, passed) = (&mut self.walked, &mut self.passed);
        let mut entered = |entry: &DirEntry| {
            if entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".") {
                passed.hidden += 1;
                return false;
            }
            !entry.file_type().is_dir() || entry.metadata().map_or(true, |m| walked.insert((m.dev(), m.ino())))
        };
        for entry in WalkDir::new(folder).max_depth(depth).sort_by_file_name().into_iter().filter_entry(&mut entered) {
            let (path, state) = match &entry {
                Ok(entry) if entry.file_type().is_dir() => continue,
                Ok(entry) => (entry.path(), state_of(entry)),
                Err(error) => match error.path() {
                    Some(path) => (path, Some(Err(refused_folder(error.io_error())))),
                    None => continue,
                },
            };
            let relative = prefix.join(path.strip_prefix(folder).unwrap_or(path));
            match state {
                Some(state) => self.found.push(Found { path: path.to_owned(), relative, by_link, state }),
                None => _ = self.links.insert(relative, path.to_owned()),
            }
        }
    }

    /// Follows a link, or says why not.
    fn link(&mut self, relative: &Path, path: &Path) {
        let refuse = |message: String, is_folder| Some(Err(Refusal { message, is_folder }));
        let target = path.canonicalize().and_then(|target| Ok((target.metadata()?, target)));
        let state = match target {
            Err(error) => refuse(dangling(path, &error), false),
            Ok((seen, target)) => {
                let is_folder = seen.is_dir();
                let inside = self.roots.iter().any(|root| target.starts_with(root));
                match (self.follow, inside) {
                    (FollowLinks::None, true) => {
                        self.passed.links += 1;
                        None
                    }
                    (FollowLinks::None | FollowLinks::Inside, false) => {
                        let message = format!("a link out of the input, to {}: follow_links = \"all\" reads it", target.display());
                        refuse(message, is_folder)
                    }
                    _ if is_folder && self.walked.contains(&(seen.dev(), seen.ino())) => {
                        self.passed.links += 1;
                        None
                    }
                    _ if is_folder => {
                        self.below(&target, relative);
                        None
                    }
                    _ if seen.is_file() => {
                        self.found.push(Found { path: target, relative: relative.to_owned(), by_link: true, state: Ok(seen.len()) });
                        None
                    }
                    _ => refuse(format!("a link to {}", kind_of(seen.file_type())), false),
                }
            }
        };
        if let Some(state) = state {
            self.found.push(Found { path: path.to_owned(), relative: relative.to_owned(), by_link: false, state });
        }
    }
}

/// What is known of an entry that is no folder; none of a link.
fn state_of(entry: &DirEntry) -> Option<std::result::Result<u64, Refusal>> {
    let kind = entry.file_type();
    if kind.is_symlink() {
        return None;
    }
    if kind.is_file() {
        return Some(Ok(entry.metadata().map_or(0, |m| m.len())));
    }
    Some(Err(Refusal { message: format!("{}, no regular file", kind_of(kind)), is_folder: false }))
}

/// Why a folder cannot be listed.
fn refused_folder(error: Option<&io::Error>) -> Refusal {
    let said = error.map_or_else(|| "it holds itself".to_owned(), io::Error::to_string);
    Refusal { message: format!("a folder that cannot be listed: {said}"), is_folder: true }
}

/// Why a link leads to nothing.
fn dangling(link: &Path, error: &io::Error) -> String {
    let target = link.read_link().unwrap_or_default();
    match error.kind() {
        io::ErrorKind::NotFound => format!("a link to {}, where nothing is", target.display()),
        _ => format!("a link to {} that cannot be followed: {error}", target.display()),
    }
}

/// What something is that is neither file, folder nor link.
pub(super) fn kind_of(kind: FileType) -> &'static str {
    match kind {
        kind if kind.is_fifo() => "a named pipe",
        kind if kind.is_socket() => "a socket",
        kind if kind.is_char_device() || kind.is_block_device() => "a device",
        kind if kind.is_dir() => "a folder",
        _ => "no regular file",
    }
}
