//! Articles with everything found in them, and help texts: what changed must be read by a person.

use std::path::PathBuf;

use newsgrain::document::{Format, GivenMetadata, RawDocument};
use newsgrain::explain::render_tagged;
use newsgrain::extract::Extractor;

use crate::bless;
use crate::fixture::{names_of, newsgrain, root};

/// The articles that have snapshots.
fn articles() -> Vec<PathBuf> {
    let folder = root().join("tests/articles");
    let names = names_of(&folder).into_iter().filter(|n| n.ends_with(".txt") && !n.ends_with(".tagged.txt"));
    names.map(|n| folder.join(n)).collect()
}

#[test]
fn snapshots_of_articles_are_as_reviewed() {
    // The rules alone: they give the same on every processor, and in every build of the program.
    let extractor = Extractor { tag: newsgrain::tag::Options::rules(), ..Extractor::default() };
    let mut differences = Vec::new();
    for path in articles() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("it is there");
        let raw = RawDocument::new(name, Format::Text, bytes, GivenMetadata::default());
        let article = extractor.extract(raw).expect("every one of them is an article");
        differences.extend(bless::difference(&path.with_extension("tagged.txt"), &render_tagged(&article)));
    }
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

#[test]
fn snapshots_belong_to_articles() {
    let articles = articles();
    assert!(articles.len() >= 8, "{} articles are too few", articles.len());
    for name in names_of(&root().join("tests/articles")).iter().filter_map(|n| n.strip_suffix(".tagged.txt")) {
        assert!(articles.iter().any(|a| a.ends_with(format!("{name}.txt"))), "{name}.tagged.txt has no article");
    }
}

#[test]
fn snapshots_of_help_are_as_reviewed() {
    let mut text = String::new();
    for arguments in
        [&["--help"][..], &["run", "--help"], &["rollback", "--help"], &["check", "--help"], &["explain", "--help"], &["schema", "--help"]]
    {
        let done = newsgrain().args(arguments).assert().code(0);
        text.push_str(&format!("$ newsgrain {}\n{}\n", arguments.join(" "), String::from_utf8_lossy(&done.get_output().stdout)));
    }
    if let Some(difference) = bless::difference(&root().join("tests/it/help.txt"), &text) {
        panic!("{difference}");
    }
}
