//! The pages for whoever reads or changes the code name only what there is: files, tests, targets of `make`.

use std::collections::BTreeSet;
use std::path::Path;

use crate::fixture::root;

/// Pages, and the map of the code.
fn pages() -> Vec<(String, String)> {
    let mut pages: Vec<_> = walkdir::WalkDir::new(root().join("docs"))
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    pages.extend(["CONTRIBUTING.md", "CHANGELOG.md", "README.md", "data/models/README.md", "src/lib.rs"].map(|name| root().join(name)));
    let name = |path: &Path| path.strip_prefix(root()).unwrap_or(path).display().to_string();
    pages.into_iter().map(|path| (name(&path), std::fs::read_to_string(&path).expect("it can be read"))).collect()
}

/// What stands in code marks, on one line.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start_matches("//! ").starts_with("```")).flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// The path of the project that words in code marks are, if they are one: it begins with a folder or file of the root.
fn project_path(words: &str) -> Option<&str> {
    let folders = ["src/", "tests/", "crates/", "docs/", "examples/", "pipelines/", "schemas/", "fuzz/", "tools/", "benches/", ".ci/"];
    let data = ["data/articles", "data/lexicons", "data/models"];
    let is_one = folders.iter().chain(&data).any(|folder| words.starts_with(folder));
    // A pattern, as `src/tag/<room>/`, is asked for the folder before it.
    let end = words.find(['<', '*', ' ']).map_or(words.len(), |at| words[..at].rfind('/').unwrap_or(0));
    is_one.then_some(&words[..end])
}

/// Where the links of a page lead, below its own folder.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(target, _)| target));
    targets.filter(|target| !target.contains("://")).map(|target| target.split_once('#').map_or(target, |(path, _)| path))
}

#[test]
fn every_path_that_a_page_names_is_there() {
    let mut wrong = Vec::new();
    for (page, text) in pages() {
        let missing = |path: &&str| !root().join(path).exists();
        wrong.extend(code(&text).filter_map(project_path).filter(missing).map(|path| format!("{page} names {path}, which is not there")));
        if page.ends_with(".md") {
            let folder = root().join(&page).parent().map(Path::to_owned).unwrap_or_default();
            let lost = links(&text).filter(|target| !folder.join(target).exists());
            wrong.extend(lost.map(|target| format!("{page} has a link to {target}, which is not there")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_test_and_target_that_the_pages_name_is_there() {
    let files = ["src", "tests", "crates"].iter().flat_map(|f| walkdir::WalkDir::new(root().join(f))).flatten();
    let rust = files.filter(|e| e.path().extension().is_some_and(|e| e == "rs"));
    let rust: String = rust.map(|e| std::fs::read_to_string(e.path()).expect("it can be read")).collect();
    let makefile = std::fs::read_to_string(root().join("Makefile")).expect("it is there");
    let mut wrong = BTreeSet::new();
    for (page, text) in pages() {
        for words in code(&text) {
            // The names of tests are sentences.
            let is_test = words.matches('_').count() >= 4 && words.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            if is_test && !rust.contains(&format!("fn {words}()")) {
                wrong.insert(format!("{page} names the test {words}, which is not there"));
            }
            let target = words.strip_prefix("make ").and_then(|rest| rest.split(' ').next());
            if let Some(target) = target.filter(|target| !makefile.contains(&format!("\n{target}:"))) {
                wrong.insert(format!("{page} names make {target}, which is no target"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_compiler_of_the_checks_is_the_oldest_that_is_promised() {
    let read = |name: &str| std::fs::read_to_string(root().join(name)).expect("it is there");
    let value = |text: &str, key: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix('=').map(str::to_owned));
        line.unwrap_or_else(|| panic!("no {key}")).trim().trim_matches('"').to_owned()
    };
    let (pinned, promised) = (value(&read("rust-toolchain.toml"), "channel"), value(&read("Cargo.toml"), "rust-version"));
    assert!(pinned == promised || pinned.starts_with(&format!("{promised}.")), "{pinned} is pinned, {promised} promised");
}

#[test]
fn paths_are_told_from_other_words() {
    assert_eq!(project_path("src/tag/<room>/"), Some("src/tag"));
    assert_eq!(project_path("src/lib.rs"), Some("src/lib.rs"));
    assert_eq!(project_path("tests/contract/<version>.tsv"), Some("tests/contract"));
    assert_eq!(project_path("articles.text[a:b]"), None);
    assert_eq!(links("[a](b.md) and [c](https://d.example/e) and [f](g.md#h)").collect::<Vec<_>>(), ["b.md", "g.md"]);
}
