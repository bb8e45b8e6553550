//! What files are called.
//!
//! In: paths. Out: names that are text, `/`-joined, and not the same for any two files of a run.
//!
//! A byte of a path that is not UTF-8 is written `\xNN`. A path that holds such letters itself has `\x5c` for the backslash, so that the
//! bytes can be told again from the name. `#` stands between a file and a record; where the part of a path before a `#` of its own is the
//! name of another file of the run, that `#` is written `\x23`.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path};

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
}
