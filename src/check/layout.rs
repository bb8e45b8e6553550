//! The check of what else lies in an output.
//!
//! In: an output. Out: violations of files that no run wrote and of links that lead astray. Never opens what it names but to compare the
//! bytes of two files.

use std::fs;
use std::path::Path;

use super::findings::Finder;
use super::output::Output;
use super::place::{Entry, JSON_FILES, Place, entries, is_version};
use crate::tables::SCHEMAS;
use crate::write::layout::{CURRENT, LOCK, REPORT, STAGING, VERSIONS};

/// Files of earlier versions of the program, and of file systems, that are nobody's fault.
const HARMLESS: [&str; 2] = [".run.json", "lost+found"];

/// Nothing lies in the output but what a run puts there, and every link leads where the layout says.
pub(super) fn layout(output: &Output, finder: &mut Finder<'_>) {
    let place = &output.place;
    if let Some(target) = &place.astray {
        finder.file(CURRENT, || format!("leads to {}, which is no version of this output", target.display()));
    } else if place.output.is_some() && !place.tables.is_dir() {
        finder.file(CURRENT, || format!("leads to version {}, which is not there", place.version.as_deref().unwrap_or_default()));
    }
    let inside = entries(&place.tables).unwrap_or_default();
    for (name, entry) in &inside {
        in_tables(output, name, entry, finder);
    }
    if let Some(top) = &place.output {
        let published: Vec<&str> = inside.iter().map(|(name, _)| name.as_str()).filter(|name| *name != REPORT).collect();
        beside(top, place, &published, finder);
        versions(&top.join(VERSIONS), finder);
    }
}

/// An entry of the folder of the tables.
fn in_tables(output: &Output, name: &str, entry: &Entry, finder: &mut Finder<'_>) {
    let is_ours = JSON_FILES.contains(&name) || output.tables.iter().any(|t| t.file_name() == name);
    match entry {
        Entry::File if is_ours || HARMLESS.contains(&name) => {}
        Entry::Folder if HARMLESS.contains(&name) || name == VERSIONS && output.place.version.is_none() => {}
        Entry::Link(target) if is_ours => {
            finder.file(name.to_owned(), || format!("is a link to {} and no file of this output", target.display()));
        }
        _ if is_ours => finder.file(name.to_owned(), || "is no regular file".into()),
        _ => finder.file(name.to_owned(), || format!("is {} that no run wrote", kind_of(entry))),
    }
}

/// What lies in an output beside its versions: a link to each published file, `current`, the report of the last run.
fn beside(top: &Path, place: &Place, published: &[&str], finder: &mut Finder<'_>) {
    let Ok(found) = entries(top) else { return };
    for (name, entry) in &found {
        let name = name.as_str();
        let is_published = published.contains(&name);
        match entry {
            Entry::Link(_) if name == CURRENT => {}
            Entry::Folder if name == VERSIONS || HARMLESS.contains(&name) => {}
            Entry::File if name == REPORT || HARMLESS.contains(&name) => {}
            Entry::Link(target) if *target == Path::new(CURRENT).join(name) => {
                if !is_published && is_known_file(name) {
                    finder.note(format!("{name} leads nowhere in this version: a run was stopped, the next one takes the link away"));
                } else if !is_published {
                    finder.file(name.to_owned(), || "leads nowhere".into());
                }
            }
            Entry::Link(target) if is_published => {
                finder.file(name.to_owned(), || format!("leads to {}, not to {CURRENT}/{name}", target.display()));
            }
            Entry::File if is_published && is_copy(&top.join(name), &place.tables.join(name)) => {
                finder.note(format!("{name} is a file with the bytes of the version, not yet a link to it"));
            }
            _ if is_published => finder.file(name.to_owned(), || format!("is {}, not the link to {CURRENT}/{name}", kind_of(entry))),
            _ => finder.file(name.to_owned(), || format!("is {} that no run wrote", kind_of(entry))),
        }
    }
    for name in published.iter().filter(|name| !found.iter().any(|(there, _)| there == *name)) {
        finder.file((*name).to_owned(), || format!("has no link to {CURRENT}/{name}"));
    }
}

/// What lies among the versions: versions, the lock, what a run works in.
fn versions(dir: &Path, finder: &mut Finder<'_>) {
    for (name, entry) in entries(dir).unwrap_or_default() {
        match entry {
            Entry::Folder if is_version(&name) => {}
            Entry::File if name == LOCK => {}
            Entry::Folder if name.starts_with(STAGING) => {
                finder.note(format!("{VERSIONS}/{name} is what a run works in, or one that was killed: the next one takes it away"));
            }
            entry => finder.file(format!("{VERSIONS}/{name}"), || format!("is {} that no run wrote", kind_of(&entry))),
        }
    }
}

fn kind_of(entry: &Entry) -> &'static str {
    match entry {
        Entry::File => "a file",
        Entry::Folder => "a folder",
        Entry::Link(_) => "a link",
        Entry::Other => "a pipe, socket or device",
    }
}

/// Whether a run publishes a file of this name.
fn is_known_file(name: &str) -> bool {
    JSON_FILES.contains(&name) || name.strip_suffix(".parquet").is_some_and(|table| SCHEMAS.iter().any(|s| s.name == table))
}

/// Whether a file holds the bytes of another one.
fn is_copy(one: &Path, other: &Path) -> bool {
    let size = |path: &Path| fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|m| m.len());
    let digest = |path: &Path| crate::write::parquet::digest(path).ok();
    size(one).is_some() && size(one) == size(other) && digest(one) == digest(other)
}
