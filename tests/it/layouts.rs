//! What `check` makes of outputs of every shape: versions, some of the tables, tables written anew, what is no file, other paths to the
//! sources.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, ListArray};
use arrow::datatypes::{DataType, Field};
use newsgrain::check::{self, Findings, Options, SourceOptions};
use newsgrain::pipeline::Plan;
use newsgrain::tables::SCHEMAS;

use crate::specimen::{Cell, SOURCES, Specimen};

fn check(dir: &Path) -> Findings {
    check::directory(dir, &Options::default()).expect("it can be read")
}

/// A specimen with versions, to which something was done.
fn versioned(harm: impl FnOnce(&Path)) -> Findings {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    Specimen::new().write_version(scratch.path());
    harm(scratch.path());
    check(scratch.path())
}

fn assert_clean(findings: &Findings, notes: &[&str]) {
    assert!(findings.is_clean(), "{findings}");
    assert_eq!(findings.notes.len(), notes.len(), "{findings}");
    for note in notes {
        assert!(findings.notes.iter().any(|n| n.contains(note)), "{note}: {findings}");
    }
}

/// Exactly one violation, of the layout, that names a file and says something of it.
fn assert_astray(findings: &Findings, name: &str, what: &str) {
    let shown = &findings.kinds.iter().find(|k| k.check == "layout").expect("it is a check").shown;
    assert!(shown.iter().any(|v| v.table == name && v.what.contains(what)), "{name}, {what}: {findings}");
    assert_eq!(findings.count_of("layout"), 1, "{findings}");
}

#[test]
fn an_output_with_versions_is_checked_at_its_current_version() {
    assert_clean(&versioned(|_| {}), &[]);
    let scratch = tempfile::tempdir().expect("a scratch directory");
    Specimen::new().write_version(scratch.path());
    assert_clean(&check(&scratch.path().join(".versions/000007")), &[]);
    assert_eq!(check(scratch.path()).articles, 2);
}

#[test]
fn what_a_run_leaves_when_it_fails_or_is_killed_is_noted() {
    let failed = "{\"status\":\"failed\",\"error\":\"the disk is full\",\"version\":\"000007\",\"tables\":{\"quotes\":99}}";
    assert_clean(&versioned(|dir| fs::write(dir.join("run.json"), failed).expect("it is there")), &["the disk is full"]);
    let killed = |dir: &Path| fs::remove_file(dir.join(".versions/000007/run.json")).expect("it is there");
    assert_clean(&versioned(killed), &[]);
    let before = "{\"status\":\"published\",\"error\":null,\"version\":\"000006\",\"tables\":{\"quotes\":99},\"articles\":99}";
    let both = |dir: &Path| {
        killed(dir);
        fs::write(dir.join("run.json"), before).expect("it is there");
    };
    assert_clean(&versioned(both), &["left no report", "of version 000006"]);
    let staging = |dir: &Path| fs::create_dir(dir.join(".versions/staging-0123456789abcdef")).expect("it is new");
    assert_clean(&versioned(staging), &["what a run works in"]);
    let link = |dir: &Path| {
        let mut specimen = Specimen::new();
        specimen.tables.remove("dates");
        fs::remove_dir_all(dir.join(".versions")).expect("it is there");
        ["current", "run.json"].iter().for_each(|name| fs::remove_file(dir.join(name)).expect("it is there"));
        for entry in fs::read_dir(dir).expect("it is there").flatten().filter(|e| e.file_name() != "dates.parquet") {
            fs::remove_file(entry.path()).expect("it is there");
        }
        specimen.write_version(dir);
    };
    assert_clean(&versioned(link), &["dates.parquet leads nowhere", "dates was not written"]);
    let older = |dir: &Path| fs::create_dir(dir.join(".versions/000006")).expect("it is new");
    assert_clean(&versioned(older), &[]);
}

#[test]
fn what_lies_astray_in_an_output_is_named() {
    assert_astray(&versioned(|dir| fs::write(dir.join("mine.txt"), "mine").expect("it is new")), "mine.txt", "a file that no run wrote");
    assert_astray(&versioned(|dir| fs::create_dir(dir.join("mine")).expect("it is new")), "mine", "a folder");
    let deep = |dir: &Path| fs::write(dir.join(".versions/000007/mine.txt"), "mine").expect("it is new");
    assert!(versioned(deep).count_of("layout") > 0);
    let among = |dir: &Path| fs::write(dir.join(".versions/mine.txt"), "mine").expect("it is new");
    assert_astray(&versioned(among), ".versions/mine.txt", "no run wrote");
    let relinked = |target: &'static str| {
        move |dir: &Path| {
            fs::remove_file(dir.join("quotes.parquet")).expect("it is there");
            symlink(target, dir.join("quotes.parquet")).expect("it is new");
        }
    };
    assert_astray(&versioned(relinked("/tmp/quotes.parquet")), "quotes.parquet", "leads to /tmp/quotes.parquet");
    assert_astray(&versioned(relinked(".versions/000007/quotes.parquet")), "quotes.parquet", "not to current/quotes.parquet");
    assert_astray(
        &versioned(|dir| symlink("current/extra.parquet", dir.join("extra.parquet")).expect("it is new")),
        "extra.parquet",
        "nowhere",
    );
    assert_astray(&versioned(|dir| fs::remove_file(dir.join("quotes.parquet")).expect("it is there")), "quotes.parquet", "has no link");
    let copied = |dir: &Path| {
        fs::remove_file(dir.join("quotes.parquet")).expect("it is there");
        fs::write(dir.join("quotes.parquet"), "other bytes").expect("it is new");
    };
    assert_astray(&versioned(copied), "quotes.parquet", "not the link");
    let moved = |target: &'static str| {
        move |dir: &Path| {
            fs::remove_file(dir.join("current")).expect("it is there");
            symlink(target, dir.join("current")).expect("it is new");
        }
    };
    assert!(versioned(moved(".versions/000099")).to_string().contains("current: leads to version 000099, which is not there"));
    assert!(versioned(moved("..")).to_string().contains("current: leads to .., which is no version"));
}

#[test]
fn what_is_no_regular_file_is_named_and_not_waited_for() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    for name in ["quotes.parquet", "manifest.json", "datapackage.json", "run.json", "pipe"] {
        for make in ["mkfifo", "mkdir"] {
            let dir = scratch.path().join(format!("{make}-{name}"));
            fs::create_dir(&dir).expect("it is new");
            Specimen::new().write(&dir);
            let _ = fs::remove_file(dir.join(name));
            let made = std::process::Command::new(make).arg(dir.join(name)).status().expect("the command is there");
            assert!(made.success());
            let findings = check(&dir);
            assert!(findings.to_string().contains(&format!("{name}: is ")), "{make}: {findings}");
        }
    }
}

#[test]
fn json_that_is_damaged_in_any_way_is_a_violation() {
    let deep = "[".repeat(1 << 20);
    let long = format!("{{\"resources\":[{}1]}}", "1,".repeat(1 << 20));
    for (name, text) in
        [("manifest.json", deep.as_str()), ("datapackage.json", &long), ("run.json", "\u{0}"), ("run.json", "{\"status\":3}")]
    {
        let scratch = tempfile::tempdir().expect("a scratch directory");
        Specimen::new().write(scratch.path());
        fs::write(scratch.path().join(name), text).expect("it is there");
        let findings = check(scratch.path());
        assert!(findings.count_of("files") > 0, "{name}: {findings}");
    }
}

#[test]
fn any_one_table_alone_passes() {
    for schema in SCHEMAS.iter() {
        let scratch = tempfile::tempdir().expect("a scratch directory");
        let mut specimen = Specimen::new();
        specimen.tables.retain(|table, _| *table == schema.name);
        specimen.write(scratch.path());
        let options = Options { sources: Some(sources(&[&written(scratch.path())])), ..Options::default() };
        fs::create_dir(scratch.path().join("output")).expect("it is new");
        specimen.write(&scratch.path().join("output"));
        let findings = check::directory(&scratch.path().join("output"), &options).expect("it can be read");
        assert!(findings.is_clean(), "{}: {findings}", schema.name);
        assert!(findings.notes.len() >= SCHEMAS.len() - 1, "{findings}");
    }
}

/// The tables as another program writes them: no words of ours in the footer, lists whose items have another name, wider text.
fn rewritten() -> Specimen {
    let mut specimen = Specimen::new();
    specimen.writer = "parquet-cpp-arrow version 26.0.1";
    specimen.footers.clear();
    specimen.edit("articles", "authors", |lists| items_named(lists, "element"));
    specimen.edit("quotes", "text", |text| arrow::compute::cast(text, &DataType::LargeUtf8).expect("it fits"));
    specimen
}

fn items_named(lists: &ArrayRef, name: &str) -> ArrayRef {
    let lists: &ListArray = lists.as_list();
    let item = Arc::new(Field::new(name, DataType::Utf8, true));
    Arc::new(ListArray::new(item, lists.offsets().clone(), lists.values().clone(), lists.nulls().cloned()))
}

#[test]
fn tables_that_another_program_wrote_anew_pass_and_their_rows_are_checked() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    Specimen::new().write(scratch.path());
    let (manifest, package) = ("manifest.json", "datapackage.json");
    let ours = [manifest, package].map(|name| (name, fs::read(scratch.path().join(name)).expect("it is there")));
    let put_back = || ours.iter().for_each(|(name, bytes)| fs::write(scratch.path().join(name), bytes).expect("it is there"));
    rewritten().write(scratch.path());
    put_back();
    let findings = check(scratch.path());
    assert!(findings.is_clean(), "{findings}");
    assert_eq!(findings.notes.iter().filter(|n| n.contains("rewritten by parquet-cpp-arrow version 26.0.1")).count(), SCHEMAS.len());
    let mut damaged = rewritten();
    damaged.set("figures", 1, "value", Cell::Float(32.0));
    damaged.write(scratch.path());
    put_back();
    assert!(check(scratch.path()).count_of("value_text") > 0);
}

/// Writes the documents of the specimen into a folder.
fn written(scratch: &Path) -> std::path::PathBuf {
    let dir = scratch.join("north/sources");
    fs::create_dir_all(&dir).expect("it is new");
    for (name, text) in SOURCES {
        fs::write(dir.join(name), text).expect("it is new");
    }
    dir
}

fn sources(paths: &[&Path]) -> SourceOptions {
    let mut plan = Plan::from_toml("", "nothing.toml").expect("nothing need be said");
    plan.sources.paths = paths.iter().map(|p| p.to_string_lossy().into_owned()).collect();
    SourceOptions { sources: plan.sources, read: plan.read }
}

#[test]
fn documents_are_found_again_by_other_paths_and_what_is_not_is_said() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let (dir, output) = (written(scratch.path()), scratch.path().join("tables"));
    fs::create_dir(&output).expect("it is new");
    Specimen::new().write(&output);
    let compared = |paths: &[&Path]| {
        let options = Options { sources: Some(sources(paths)), ..Options::default() };
        check::directory(&output, &options).expect("it can be read")
    };
    let north = scratch.path().join("north");
    for paths in [&[dir.as_path()][..], &[north.as_path()], &[&dir.join("cafe.txt"), &dir.join("ferry.txt")]] {
        let findings = compared(paths);
        assert!(findings.is_clean(), "{paths:?}: {findings}");
        assert!(findings.summary().contains(", 6 blocks against 2 documents: "), "{findings}");
    }
    let findings = compared(&[&dir.join("cafe.txt")]);
    assert!(findings.to_string().contains("articles: ferry.txt is not among the sources [sources]"), "{findings}");
    assert!(findings.to_string().contains("the input ferry.txt is not among the sources"), "{findings}");
    assert!(findings.summary().contains(", 4 blocks against 1 documents: "), "{findings}");
    // A namesake with other bytes in another folder is not taken for the document.
    fs::create_dir(north.join("another")).expect("it is new");
    fs::write(north.join("another/ferry.txt"), "Nothing of the kind.").expect("it is new");
    assert!(compared(&[&north]).is_clean());
}
