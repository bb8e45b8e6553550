//! What files and records are called.
//!
//! In: paths and the documents of a file. Out: names that are text, `/`-joined, and not the same for any two documents of a run.
//!
//! A byte of a path that is not UTF-8 is written `\xNN`. A path that holds such letters itself has `\x5c` for the backslash, so that the
//! bytes can be told again from the name. `#` stands between a file and a record; where the part of a path before a `#` of its own is the
//! name of another file of the run, that `#` is written `\x23`.

use std::collections::HashSet;
use std::collections::hash_map::Entry;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Documents, SourceFile};
use crate::document::{RawDocument, short_hash};
use crate::error::Reject;

/// A path as a name.
pub(super) fn name_of(path: &Path) -> String {
    let parts = path.components().filter(|c| matches!(c, Component::Normal(_))).map(|c| text_of(c.as_os_str()));
    let joined = parts.collect::<Vec<_>>().join("/");
    if path.has_root() { format!("/{joined}") } else { joined }
}

/// A part of a path as text.
fn text_of(part: &OsStr) -> String {
    let mut text = String::with_capacity(part.len());
    for chunk in part.as_bytes().utf8_chunks() {
        text += &kept_backslashes(chunk.valid());
        chunk.invalid().iter().for_each(|byte| text += &format!("\\x{byte:02x}"));
    }
    text
}

/// A backslash before `x` and two hexadecimal digits would read as a byte.
fn kept_backslashes(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = text.as_bytes().get(at + 1..at + 4).unwrap_or_default();
        let reads_as_byte = c == '\\' && rest.first() == Some(&b'x') && rest.len() == 3 && rest[1..].iter().all(u8::is_ascii_hexdigit);
        match reads_as_byte {
            true => kept += "\\x5c",
            false => kept.push(c),
        }
    }
    kept
}

/// Tells names of files with a `#` from those of records in other files.
pub(super) fn tell_from_records(names: &mut [String]) {
    if !names.iter().any(|name| name.contains('#')) {
        return;
    }
    let all: HashSet<String> = names.iter().cloned().collect();
    for name in names {
        if name.match_indices('#').any(|(at, _)| all.contains(&name[..at])) {
            *name = name.replace('#', "\\x23");
        }
    }
}

/// The documents of a file with their stable names, and with a `source_uri` that no other record of the file has: that of a second record
/// `#7` is `#7~2`.
pub(super) fn named<'a>(file: &'a SourceFile, documents: Documents<'a>) -> Documents<'a> {
    let mut met = Met::default();
    Box::new(documents.map(move |document| match document {
        Ok(mut document) => {
            name(&mut document, file, &mut met);
            Ok(document)
        }
        Err(reject) => {
            let source_uri = met.own(&file.uri, reject.source_uri);
            Err(Reject { source_uri, ..reject })
        }
    }))
}

fn name(document: &mut RawDocument, file: &SourceFile, met: &mut Met) {
    let source = Arc::make_mut(&mut document.source);
    let record = source.uri.strip_prefix(&file.uri).unwrap_or_default();
    source.name = file.name.record(record);
    source.uri = met.own(&file.uri, std::mem::take(&mut source.uri));
}

/// How often each record of a file was met, by the hash of its `source_uri`.
#[derive(Default)]
struct Met(FxHashMap<u64, u32>);

impl Met {
    /// The `source_uri` of one more record.
    fn own(&mut self, file: &str, uri: String) -> String {
        if uri == file {
            return uri;
        }
        let key = short_hash(&uri);
        let Some(before) = self.0.get(&key).copied() else {
            self.0.insert(key, 1);
            return uri;
        };
        let mut number = before;
        loop {
            number += 1;
            let fresh = format!("{uri}~{number}");
            if let Entry::Vacant(free) = self.0.entry(short_hash(&fresh)) {
                free.insert(1);
                self.0.insert(key, number);
                return fresh;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(name: &[u8]) -> String {
        name_of(Path::new(OsStr::from_bytes(name)))
    }

    #[test]
    fn bytes_that_are_no_text_stay_apart_and_texts_stay_as_they_are() {
        assert_eq!(bytes(b"a/caf\xe9.txt"), "a/caf\\xe9.txt");
        assert_eq!(bytes(b"a/caf\xe8.txt"), "a/caf\\xe8.txt");
        assert_eq!(bytes(b"a/caf\\xe9.txt"), "a/caf\\x5cxe9.txt");
        assert_eq!(bytes("50 %/caf\u{e9} \\x\\y\n#1.txt".as_bytes()), "50 %/caf\u{e9} \\x\\y\n#1.txt");
    }

    #[test]
    fn a_number_sign_is_told_from_that_of_a_record_where_it_must_be() {
        let mut names = ["a", "a#1", "b#1", "c.txt"].map(str::to_owned);
        tell_from_records(&mut names);
        assert_eq!(names, ["a", "a\\x231", "b#1", "c.txt"]);
    }

    #[test]
    fn records_of_one_id_have_a_uri_each() {
        let mut met = Met::default();
        let uris = ["a#7", "a#7~2", "a#7", "a#8", "a#7", "a", "a"].map(|uri| met.own("a", uri.to_owned()));
        assert_eq!(uris, ["a#7", "a#7~2", "a#7~3", "a#8", "a#7~4", "a", "a"]);
    }
}
