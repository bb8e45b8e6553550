//! Rules of the house that a machine can keep.

use std::path::{Path, PathBuf};
use std::process::Command;

use newsgrain::tables::{SCHEMAS, reference};

use crate::fixture::{names_of, root};

/// Lines of a Rust file at the most.
const LONGEST: usize = 500;
/// The folders and files of the core, which does no I/O.
const CORE: &[&str] =
    &["text", "document", "parse", "normalise", "tag", "link", "tables", "lexicon", "span.rs", "offsets.rs", "extract.rs", "explain"];
/// What the core never names.
const FOREIGN: &[&str] = &[
    "crate::read",
    "crate::write",
    "crate::pipeline",
    "crate::corpus",
    "crate::cli",
    "crate::check",
    "std::fs",
    "std::env",
    "std::net",
    "std::thread",
    "std::process",
];
/// Modules of these names hold whatever nobody found a place for.
const VAGUE: &[&str] = &["utils", "util", "helpers", "helper", "common", "misc", "manager"];

/// The Rust files below some folders, with their text.
fn rust_files(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let entries = folders.iter().flat_map(|f| walkdir::WalkDir::new(root().join(f)).sort_by_file_name()).flatten();
    let paths = entries.map(walkdir::DirEntry::into_path).filter(|p| p.extension().is_some_and(|e| e == "rs"));
    paths.map(|p| (p.strip_prefix(root()).unwrap_or(&p).to_owned(), std::fs::read_to_string(&p).expect("it can be read"))).collect()
}

/// All of this project's Rust.
fn all_rust() -> Vec<(PathBuf, String)> {
    let crates = names_of(&root().join("crates"));
    let mut folders =
        vec!["src".to_owned(), "tests".into(), "benches".into(), "examples".into(), "fuzz/src".into(), "fuzz/fuzz_targets".into()];
    folders.extend(crates.iter().map(|name| format!("crates/{name}")));
    rust_files(&folders.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Fails with all that was found.
fn nothing(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// The files that git would commit, where this is a checkout.
fn tracked_files() -> Vec<PathBuf> {
    let listed = Command::new("git").args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"]).current_dir(root()).output();
    let listed = listed.ok().filter(|o| o.status.success()).map(|o| String::from_utf8_lossy(&o.stdout).into_owned());
    listed.unwrap_or_default().split('\0').filter(|p| !p.is_empty()).map(PathBuf::from).collect()
}

/// The lines of a file that are no comments, with their numbers.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")).map(|(n, l)| (n + 1, l))
}

#[test]
fn the_core_does_no_input_and_output() {
    let mut found = Vec::new();
    for (path, text) in rust_files(&["src"]) {
        let inside = path.strip_prefix("src").unwrap_or(&path);
        // Tests of the core may start threads or read a fixture.
        if !CORE.iter().any(|part| inside.starts_with(part)) || path.ends_with("tests.rs") {
            continue;
        }
        for (line, code) in code(&text) {
            // `crate::` may also be written as a group: `use crate::{read, tag};`.
            let grouped = code.trim_start().strip_prefix("use crate::{").is_some_and(|names| {
                names.split([',', '{', '}']).any(|n| FOREIGN.iter().any(|f| f.strip_prefix("crate::") == Some(n.trim())))
            });
            if grouped || FOREIGN.iter().any(|f| names(code, f)) {
                found.push(format!("{}:{line}: {}", path.display(), code.trim()));
            }
        }
    }
    nothing(found);
}

/// Whether a line names a path, not only one that begins alike.
fn names(code: &str, path: &str) -> bool {
    code.match_indices(path).any(|(at, _)| !code[at + path.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[test]
fn only_the_console_writes_to_the_standard_streams() {
    // The macros end the process where a stream is full or closed; what they print goes to the terminal as it is.
    let streams = ["print!(", "println!(", "eprint!(", "eprintln!(", "dbg!(", "io::stdout()", "io::stderr()", "anstream::stdout()"];
    let mut found = Vec::new();
    for (path, text) in rust_files(&["src", "crates/nlp/src"]) {
        if path.ends_with("cli/console.rs") {
            continue;
        }
        for (line, code) in code(&text) {
            // To ask what a stream is writes nothing.
            let asks = ["io::stderr().is_terminal()", "choice(&std::io::stderr())"].iter().any(|a| code.contains(a));
            if !asks && streams.iter().any(|s| code.match_indices(s).any(|(at, _)| !code[..at].ends_with(char::is_alphanumeric))) {
                found.push(format!("{}:{line}: {}", path.display(), code.trim()));
            }
        }
    }
    nothing(found);
}

#[test]
fn no_file_is_too_long() {
    let long = all_rust().into_iter().map(|(path, text)| (path, text.lines().count())).filter(|(_, lines)| *lines > LONGEST);
    nothing(long.map(|(path, lines)| format!("{} has {lines} lines, {LONGEST} are the most", path.display())).collect());
}

#[test]
fn every_file_begins_by_saying_what_it_is() {
    let without = all_rust().into_iter().filter(|(_, text)| !text.starts_with("//! "));
    nothing(without.map(|(path, _)| format!("{} does not begin with //!", path.display())).collect());
}

#[test]
fn no_module_is_named_after_nothing() {
    let vague = |path: &Path| path.components().any(|c| VAGUE.contains(&c.as_os_str().to_string_lossy().trim_end_matches(".rs")));
    let mut found: Vec<String> = all_rust().iter().filter(|(p, _)| vague(p)).map(|(p, _)| p.display().to_string()).collect();
    for (path, text) in all_rust() {
        let declared = code(&text).filter_map(|(n, l)| Some((n, l.split_once("mod ")?.1.trim_end_matches([';', ' ', '{']))));
        found.extend(declared.filter(|(_, name)| VAGUE.contains(name)).map(|(n, name)| format!("{}:{n}: mod {name}", path.display())));
    }
    nothing(found);
}

#[test]
fn every_schema_file_is_registered_once() {
    let files: Vec<String> = names_of(&root().join("schemas")).iter().filter_map(|n| n.strip_suffix(".json").map(str::to_owned)).collect();
    let mut registered: Vec<&str> = SCHEMAS.iter().map(|s| s.name.as_str()).collect();
    registered.sort_unstable();
    assert_eq!(files, registered);
}

#[test]
fn the_table_reference_of_the_readme_is_current() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("it is there");
    let inside = readme.split_once("<!-- schema:begin -->").and_then(|(_, rest)| rest.split_once("<!-- schema:end -->"));
    let (inside, _) = inside.expect("README.md has the markers of the reference");
    assert!(inside.trim() == reference::markdown().trim(), "the table reference of README.md is out of date: `make docs` writes it");
}

#[test]
fn every_lexicon_is_described_and_loaded() {
    let folder = root().join("data/lexicons");
    let readme = std::fs::read_to_string(folder.join("README.md")).expect("data/lexicons/README.md names source and licence of each");
    let source: String = rust_files(&["src", "crates"]).into_iter().map(|(_, text)| text).collect();
    let mut found = Vec::new();
    for name in names_of(&folder).iter().filter(|n| *n != "README.md") {
        if !readme.contains(&format!("`{name}`")) {
            found.push(format!("data/lexicons/README.md does not name `{name}`"));
        }
        if !source.contains(&format!("lexicons/{name}")) {
            found.push(format!("nobody loads data/lexicons/{name}"));
        }
    }
    nothing(found);
}

#[test]
fn nothing_points_to_the_machine_it_was_made_on() {
    // Written in pieces, so that this file does not name them either.
    let marks =
        [["/wo", "rk/"].concat(), ["/ho", "me/"].concat(), ["/ro", "ot/"].concat(), ["/Us", "ers/"].concat(), ["local", "host"].concat()];
    let registries = [["index.", "crates.io"].concat(), ["registry", "+http"].concat(), ["pypi", ".org/simple"].concat()];
    let mut found = Vec::new();
    for path in tracked_files() {
        // The lock file names the public registry by its nature, and data and tests of parsing hold addresses of articles.
        let is_lock = path.file_name().is_some_and(|n| n == "Cargo.lock");
        let Ok(text) = std::fs::read_to_string(root().join(&path)) else { continue };
        for (number, line) in text.lines().enumerate() {
            let foreign = |mark: &String| line.match_indices(mark.as_str()).any(|(at, _)| begins_a_path(line, at));
            if marks.iter().any(foreign) || (!is_lock && registries.iter().any(|r| line.contains(r.as_str()))) {
                found.push(format!("{}:{}: {}", path.display(), number + 1, line.trim().chars().take(120).collect::<String>()));
            }
        }
    }
    nothing(found);
}

/// Whether a path begins here: behind a letter or a dot it is part of an address or of a relative path.
fn begins_a_path(line: &str, at: usize) -> bool {
    !line[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '~' | '$' | '}'))
}
