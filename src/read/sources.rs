//! Which files are read, and in which order.
//!
//! In: paths, globs and `-`. Out: files sorted by their path in the input, each once, however many ways lead to it. Never depends on the
//! order in which a file system lists them, nor on the order and the spelling of the inputs. Nothing is lost in silence: what is no file
//! becomes a reject, what is passed over is counted.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use globset::{GlobSet, GlobSetBuilder};
use rustc_hash::FxHashMap;
use rustix::fs::{Mode, OFlags};

use super::compression::bare_name;
use super::names::{name_of, tell_from_records};
use super::roots::{Reach, Root, Roots, glob_of, reach_of};
use super::walk::{FollowLinks, Found, PassedOver, Walk, kind_of};
use super::{FORMATS, InputFormat};
use crate::document::StableName;
use crate::error::{Error, Result};

/// Where the bytes of a source are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A regular file.
    File(PathBuf),
    /// A pipe that was named as an input.
    Stream(PathBuf),
    /// Standard input.
    Stdin,
    /// Nowhere: what was found is not read, for this reason.
    Refused(String),
}

/// One file to read.
#[derive(Clone)]
pub struct SourceFile {
    /// Where it is.
    pub origin: Origin,
    /// Its path relative to the input root, after the names that tell the roots apart where there are several. No two files share it.
    pub uri: String,
    /// What the ids of its documents follow from.
    pub name: StableName,
    /// The ending of its name, without that of a compression, in lower case.
    pub extension: Option<String>,
    /// Its format, if the name or the pipeline tells.
    pub format: Option<&'static InputFormat>,
    /// Bytes as they are stored; none for a stream.
    pub bytes: Option<u64>,
}

impl SourceFile {
    /// Opens the bytes as they are stored. What has become a link, a pipe or a device since it was found is refused without waiting for it.
    ///
    /// # Errors
    /// The system's answer, or why the file is not read.
    pub fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        match &self.origin {
            Origin::File(path) => {
                let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::NOCTTY | OFlags::CLOEXEC;
                let file = File::from(rustix::fs::open(path, flags, Mode::empty())?);
                let kind = file.metadata()?.file_type();
                if !kind.is_file() {
                    return Err(io::Error::other(kind_of(kind)));
                }
                Ok(Box::new(file))
            }
            Origin::Stream(path) => Ok(Box::new(File::open(path)?)),
            Origin::Stdin => Ok(Box::new(io::stdin())),
            Origin::Refused(why) => Err(io::Error::other(why.clone())),
        }
    }

    /// Whether a copy on disk may be needed to read it: Parquet is read from its end, which a packed file and a stream do not show.
    pub fn may_need_copy(&self) -> bool {
        let is_plain = matches!(self.origin, Origin::File(_)) && bare_name(&self.uri) == self.uri;
        !is_plain && self.format.is_some_and(|f| f.name == "parquet")
    }
}

/// What a pipeline names as its sources.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Files, folders, globs, pipes, or `-` for standard input.
    pub paths: Vec<String>,
    /// Globs over the path relative to the input root; what they match is left out.
    pub exclude: Vec<String>,
    /// The format of every file, where it is not to be told by the name.
    pub format: Option<&'static str>,
    /// Which links in folders are followed.
    pub follow_links: FollowLinks,
}

/// The files of an input.
pub struct Discovery {
    /// In the order in which they are read.
    pub files: Vec<SourceFile>,
    /// What a reader of the log must know: what was passed over, and names that are not unique.
    pub notes: Vec<String>,
}

/// A file that was found, before it has a name in the run.
struct Candidate {
    found: Found,
    root: PathBuf,
    root_number: usize,
}

impl Sources {
    /// Finds the files, sorted by their path in the input.
    ///
    /// # Errors
    /// An input that does not exist or cannot be listed, a device, a glob that is none or matches nothing.
    pub fn find(&self) -> Result<Vec<SourceFile>> {
        self.discover().map(|discovery| discovery.files)
    }

    /// Finds the files, and tells what was passed over.
    ///
    /// # Errors
    /// As [`Sources::find`].
    pub fn discover(&self) -> Result<Discovery> {
        let roots = Roots::of(&self.paths)?;
        let exclude = self.excluded()?;
        let whole: Vec<&Path> = roots.folders.iter().filter(|(_, root)| root.whole).map(|(path, _)| path.as_path()).collect();
        let (mut candidates, mut passed) = (Vec::new(), PassedOver::default());
        for (number, (path, root)) in roots.folders.iter().enumerate() {
            let found = self.in_root(path, root, &whole, &exclude, &mut passed)?;
            candidates.extend(found.into_iter().map(|found| Candidate { found, root: path.clone(), root_number: number }));
        }
        once_each(&mut candidates, &mut passed);
        let mut files = self.named(&roots, candidates);
        let notes = make_unique(&mut files).into_iter().chain(told(files.len(), passed)).collect();
        files.sort_by(|a, b| (&a.uri, &a.origin).cmp(&(&b.uri, &b.origin)));
        Ok(Discovery { files, notes })
    }

    /// What one root holds of what is wanted.
    fn in_root(&self, path: &Path, root: &Root, whole: &[&Path], exclude: &GlobSet, passed: &mut PassedOver) -> Result<Vec<Found>> {
        let mut found: Vec<Found> = Vec::new();
        if let Some(depth) = root.depth() {
            let mut walk = Walk::new(self.follow_links, [whole, &[path]].concat(), depth);
            walk.root(path)?;
            passed.hidden += walk.passed.hidden;
            passed.links += walk.passed.links;
            found = walk.found;
        }
        found.retain(|f| root.wants(&f.relative) || f.state.as_ref().is_err_and(|r| r.is_folder));
        if let Some(empty) = root.globs.iter().find(|g| !found.iter().any(|f| g.matcher.is_match(&f.relative))) {
            return Err(Error::Configuration(format!("the input {} matches no file", empty.given)));
        }
        for (name, real) in &root.files {
            let bytes = real.metadata().map_or(0, |m| m.len());
            found.push(Found { path: real.clone(), by_link: *real != path.join(name), relative: name.clone(), state: Ok(bytes) });
        }
        let before = found.len();
        found.retain(|f| {
            let is_folder = f.state.as_ref().is_err_and(|r| r.is_folder);
            !exclude.is_match(&f.relative) && !(is_folder && exclude.is_match(f.relative.join("x")))
        });
        passed.excluded += (before - found.len()) as u64;
        Ok(found)
    }

    /// The files and folders that are named, and the folders that globs begin with; standard input has none.
    pub fn reaches(&self) -> Vec<Reach> {
        self.paths.iter().filter_map(|path| reach_of(path)).collect()
    }

    /// The globs of what is left out.
    fn excluded(&self) -> Result<GlobSet> {
        let mut set = GlobSetBuilder::new();
        for glob in &self.exclude {
            set.add(glob_of(glob).map_err(|e| Error::Configuration(format!("exclude: {e}")))?);
        }
        set.build().map_err(|e| Error::Configuration(format!("exclude: {e}")))
    }

    /// Files with their names. A root that lies in another and adds nothing to it does not count among several.
    fn named(&self, roots: &Roots, candidates: Vec<Candidate>) -> Vec<SourceFile> {
        let lies_in_another = |path: &Path| path.ancestors().skip(1).any(|above| roots.folders.get(above).is_some_and(|r| r.whole));
        let holding: BTreeSet<&Path> = candidates.iter().map(|c| c.root.as_path()).collect();
        let all = roots.folders.keys().map(PathBuf::as_path);
        let named = all.filter(|path| holding.contains(path) || !lies_in_another(path)).collect();
        let labels = Roots::labels(&named);
        let mut files = Vec::with_capacity(candidates.len());
        for Candidate { found, root, .. } in candidates {
            let name = name_of(&found.relative);
            let label = labels.get(&root).map_or("", String::as_str);
            let uri = if label.is_empty() { name.clone() } else { format!("{}/{name}", label.trim_end_matches('/')) };
            let (origin, bytes) = match found.state {
                Ok(bytes) => (Origin::File(found.path), bytes),
                Err(refusal) => (Origin::Refused(refusal.message), 0),
            };
            files.push(self.file(origin, uri, name, Some(bytes)));
        }
        let streams = roots.streams.iter().map(|(path, name)| (Origin::Stream(path.clone()), name.clone()));
        let stdin = roots.stdin.then(|| (Origin::Stdin, "stdin".to_owned()));
        files.extend(streams.chain(stdin).map(|(origin, name)| self.file(origin, name.clone(), name, None)));
        files
    }

    /// A file with what its name tells. The format of a stream without an ending is told by its first bytes.
    fn file(&self, origin: Origin, uri: String, name: String, bytes: Option<u64>) -> SourceFile {
        let extension = Path::new(bare_name(&name)).extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
        let extension = match origin {
            Origin::Stream(_) | Origin::Stdin => extension,
            Origin::File(_) | Origin::Refused(_) => extension.or(Some(String::new())),
        };
        let by_name = || FORMATS.iter().find(|f| extension.as_deref().is_some_and(|e| f.extensions.contains(&e)));
        let format = self.format.and_then(super::format).or_else(by_name);
        SourceFile { origin, uri, name: StableName::new(name), extension, format, bytes }
    }
}

/// Keeps one of several ways to a file: its own path before that by a link, that below the outer root before that below the inner one.
fn once_each(candidates: &mut Vec<Candidate>, passed: &mut PassedOver) {
    candidates.sort_by(|a, b| {
        let rank = |c: &Candidate| (c.found.by_link, c.root_number);
        a.found.path.cmp(&b.found.path).then(rank(a).cmp(&rank(b))).then_with(|| a.found.relative.cmp(&b.found.relative))
    });
    candidates.dedup_by(|other, kept| {
        let is_same = other.found.path == kept.found.path;
        passed.links += u64::from(is_same && other.found.by_link);
        is_same
    });
}

/// Sees to it that no two files share a `uri` or a name; gives a note where names had to be qualified.
///
/// Two files of the same path below different roots are known by their `uri` instead, both of them, whatever else is read: an id that one
/// of them kept might be that of the other in the next run.
fn make_unique(files: &mut [SourceFile]) -> Option<String> {
    let mut uris: Vec<String> = files.iter().map(|f| f.uri.clone()).collect();
    for at in shared(&uris) {
        if let Origin::File(path) | Origin::Stream(path) = &files[at].origin {
            uris[at] = name_of(path);
        }
    }
    tell_from_records(&mut uris);
    let mut names: Vec<String> = files.iter().map(|f| f.name.as_str().to_owned()).collect();
    tell_from_records(&mut names);
    let ambiguous = shared(&names);
    let note = ambiguous.first().map(|at| {
        let (count, first) = (ambiguous.len(), &names[*at]);
        format!("{count} files of different inputs have a path in common, as {first}: their ids follow from their whole source_uri")
    });
    for at in ambiguous {
        names[at].clone_from(&uris[at]);
    }
    for ((file, uri), name) in files.iter_mut().zip(uris).zip(names) {
        (file.uri, file.name) = (uri, StableName::new(name));
    }
    note
}

/// The numbers of those whose text another has as well.
fn shared(texts: &[String]) -> Vec<usize> {
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    texts.iter().for_each(|text| *counts.entry(text).or_default() += 1);
    (0..texts.len()).filter(|at| counts[texts[*at].as_str()] > 1).collect()
}

/// What was passed over, as a line.
fn told(files: usize, passed: PassedOver) -> Option<String> {
    let PassedOver { hidden, excluded, links } = passed;
    let reasons = [(hidden, "hidden"), (excluded, "excluded by the pipeline"), (links, "links to what is read under its own path")];
    let reasons: Vec<String> = reasons.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    match (files, reasons.is_empty()) {
        (0, true) => Some("the input holds no file".to_owned()),
        (0, false) => Some(format!("the input holds no file to read; passed over: {}", reasons.join(", "))),
        (_, true) => None,
        (_, false) => Some(format!("passed over: {}", reasons.join(", "))),
    }
}
