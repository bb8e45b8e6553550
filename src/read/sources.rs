//! Which files are read, and in which order.
//!
//! In: paths, globs and `-`. Out: files sorted by their path in the input. Never depends on the order in which a file system lists them.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use walkdir::WalkDir;

use super::compression::bare_name;
use super::{FORMATS, InputFormat};
use crate::error::{Error, Result};

/// Where the bytes of a source are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

/// One file to read.
#[derive(Clone)]
pub struct SourceFile {
    /// Where it is.
    pub origin: Origin,
    /// Its path relative to the input root.
    pub uri: String,
    /// The ending of its name, without that of a compression, in lower case.
    pub extension: Option<String>,
    /// Its format, if the name or the pipeline tells.
    pub format: Option<&'static InputFormat>,
}

impl SourceFile {
    /// Opens the bytes as they are stored.
    ///
    /// # Errors
    /// The system's answer.
    pub fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        match &self.origin {
            Origin::File(path) => Ok(Box::new(File::open(path)?)),
            Origin::Stdin => Ok(Box::new(io::stdin())),
        }
    }
}

/// What a pipeline names as its sources.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Files, folders, globs, or `-` for standard input.
    pub paths: Vec<String>,
    /// Globs over the path relative to the input root; what they match is left out.
    pub exclude: Vec<String>,
    /// The format of every file, where it is not to be told by the name.
    pub format: Option<&'static str>,
}

impl Sources {
    /// Finds the files, sorted by their path in the input.
    ///
    /// # Errors
    /// A path that does not exist, a glob that is none or matches nothing.
    pub fn find(&self) -> Result<Vec<SourceFile>> {
        let exclude = self.excluded()?;
        let several = self.paths.len() > 1;
        let mut files = Vec::new();
        for path in &self.paths {
            if path == "-" {
                files.push(self.file(Origin::Stdin, "stdin".to_owned()));
                continue;
            }
            let (root, pattern) = root_of(path);
            if !root.exists() {
                return Err(Error::Configuration(format!("the input {path} does not exist")));
            }
            let before = files.len();
            for (file, relative) in walk(&root) {
                let uri = if several { in_root(&root, &relative) } else { relative.clone() };
                let wanted = pattern.as_ref().is_none_or(|p| p.is_match(&file));
                if wanted && !exclude.is_match(&relative) {
                    files.push(self.file(Origin::File(file), uri));
                }
            }
            if pattern.is_some() && files.len() == before {
                return Err(Error::Configuration(format!("the input {path} matches no file")));
            }
        }
        files.sort_by(|a, b| (&a.uri, &a.origin).cmp(&(&b.uri, &b.origin)));
        files.dedup_by(|a, b| a.origin == b.origin);
        Ok(files)
    }

    /// The files and folders that are named, and the folders that globs begin with; standard input has none.
    pub fn roots(&self) -> Vec<PathBuf> {
        self.paths.iter().filter(|path| *path != "-").map(|path| root_of(path).0).collect()
    }

    /// The globs of what is left out.
    fn excluded(&self) -> Result<GlobSet> {
        let mut set = GlobSetBuilder::new();
        for glob in &self.exclude {
            set.add(glob_of(glob).map_err(|e| Error::Configuration(format!("exclude: {e}")))?);
        }
        set.build().map_err(|e| Error::Configuration(format!("exclude: {e}")))
    }

    /// A file with what its name tells.
    fn file(&self, origin: Origin, uri: String) -> SourceFile {
        let extension = match &origin {
            Origin::File(_) => {
                Path::new(bare_name(&uri)).extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase).or(Some(String::new()))
            }
            Origin::Stdin => None,
        };
        let by_name = || FORMATS.iter().find(|f| extension.as_deref().is_some_and(|e| f.extensions.contains(&e)));
        let format = self.format.and_then(super::format).or_else(by_name);
        SourceFile { origin, uri, extension, format }
    }
}

/// A glob in which `*` stays within a folder and `**` does not.
fn glob_of(pattern: &str) -> std::result::Result<Glob, globset::Error> {
    GlobBuilder::new(pattern).literal_separator(true).build()
}

/// The folder or file that a path or glob begins with, and the glob if it is one.
fn root_of(path: &str) -> (PathBuf, Option<globset::GlobMatcher>) {
    let is_glob = path.contains(['*', '?', '[', '{']) && !Path::new(path).exists();
    let matcher = is_glob.then(|| glob_of(path).ok().map(|g| g.compile_matcher())).flatten();
    if matcher.is_none() {
        return (PathBuf::from(path), None);
    }
    let plain = Path::new(path).components().take_while(|c| !c.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']));
    let root: PathBuf = plain.collect();
    (if root.as_os_str().is_empty() { PathBuf::from(".") } else { root }, matcher)
}

/// The files below a root with their path relative to it; a root that is a file is itself under its name. Hidden files are passed over;
/// what cannot be listed is kept, so that reading it gives a reject.
fn walk(root: &Path) -> Vec<(PathBuf, String)> {
    if root.is_file() {
        let name = root.file_name().unwrap_or_default().to_string_lossy().into_owned();
        return vec![(root.to_owned(), name)];
    }
    let mut files = Vec::new();
    let visible = |e: &walkdir::DirEntry| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.');
    for entry in WalkDir::new(root).follow_links(true).into_iter().filter_entry(visible) {
        let path = match &entry {
            Ok(entry) if entry.file_type().is_dir() => continue,
            Ok(entry) => entry.path(),
            Err(error) => match error.path() {
                Some(path) => path,
                None => continue,
            },
        };
        let relative = path.strip_prefix(root).unwrap_or(path);
        let uri = relative.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        files.push((if root == Path::new(".") { relative.to_owned() } else { path.to_owned() }, uri));
    }
    files
}

/// The path of a file where several inputs are given: that of the root as it was given, then the relative one.
fn in_root(root: &Path, relative: &str) -> String {
    if root.is_file() {
        return root.to_string_lossy().trim_start_matches("./").to_owned();
    }
    format!("{}/{relative}", root.to_string_lossy().trim_start_matches("./").trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uris(root: &Path, paths: &[&str], exclude: &[&str]) -> Vec<String> {
        let sources = Sources {
            paths: paths.iter().map(|p| root.join(p).to_string_lossy().into_owned()).collect(),
            exclude: exclude.iter().map(|e| (*e).to_owned()).collect(),
            format: None,
        };
        sources.find().expect("the inputs are there").into_iter().map(|f| f.uri).collect()
    }

    #[test]
    fn files_come_in_the_order_of_their_paths_without_hidden_and_excluded_ones() {
        let root = tempfile::tempdir().expect("a scratch directory");
        std::fs::create_dir(root.path().join("b")).expect("it is new");
        for name in ["z.txt", "b/a.jsonl.gz", ".hidden.txt", "README.md"] {
            std::fs::write(root.path().join(name), "x").expect("it is written");
        }
        assert_eq!(uris(root.path(), &[""], &["**/*.md", "*.md"]), ["b/a.jsonl.gz", "z.txt"]);
        assert_eq!(uris(root.path(), &["*.txt"], &[]), ["z.txt"]);
        assert_eq!(uris(root.path(), &["**/*.gz"], &[]), ["b/a.jsonl.gz"]);
    }

    #[test]
    fn an_input_that_is_not_there_is_an_error() {
        let sources = Sources { paths: vec!["no/such/folder".into()], ..Sources::default() };
        assert!(sources.find().is_err_and(|e| e.to_string().contains("does not exist")));
    }
}
