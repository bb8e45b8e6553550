//! What a run must never do to the files of others, wherever its output points.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use predicates::prelude::*;
use predicates::str::contains;

use crate::fixture::{a_few_articles, files_of, names_of, newsgrain, quiet_run};

/// A folder with some articles, beside which outputs may stand.
struct Desk {
    root: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a scratch directory");
        std::fs::rename(a_few_articles().keep(), root.path().join("articles")).expect("it is new");
        Self { root }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("it can be made");
        std::fs::write(path, text).expect("it can be written");
    }

    /// Every path below the desk, with what a file holds and what a link says.
    fn everything(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = walkdir::WalkDir::new(self.root.path()).into_iter().flatten();
        entries.map(|e| (e.path().to_owned(), content(e.path()))).collect()
    }

    /// A run from the desk, with paths relative to it.
    fn run(&self, input: &str, output: &str) -> assert_cmd::Command {
        let mut command = newsgrain();
        command.current_dir(self.root.path()).args(["run", "--quiet", "--max-reject-rate", "1", "--input", input, "--output", output]);
        command
    }

    /// Asserts that an output is refused for a reason, with and without `--dry-run`, and that nothing has changed.
    fn refuses(&self, input: &str, output: &str, why: &str) {
        let before = self.everything();
        for more in [&["--dry-run"][..], &[]] {
            let done = self.run(input, output).args(more).assert().code(2);
            done.stderr(contains(why).and(contains("--output tables")).and(contains(format!("the output {output} "))));
            assert_eq!(before, self.everything(), "--input {input} --output {output} {more:?}");
        }
    }
}

fn content(path: &Path) -> Vec<u8> {
    let link = std::fs::read_link(path).map(|target| target.as_os_str().as_encoded_bytes().to_owned());
    link.or_else(|_| std::fs::read(path)).unwrap_or_default()
}

#[test]
fn a_folder_of_somebody_elses_is_not_an_output_and_what_is_in_it_is_named() {
    let desk = Desk::new();
    desk.write("thesis/chapter.txt", "Once upon a time.");
    desk.refuses("articles", "thesis", "(chapter.txt)");
    desk.write("photos/2024/.hidden.jpg", "x");
    desk.refuses("articles", "photos", "(2024)");
    (0..9).for_each(|n| desk.write(&format!("many/{n}"), "x"));
    desk.refuses("articles", "many", "(0, 1, 2, 3, 4, 4 more)");
    desk.write("table.parquet", "x");
    desk.refuses("articles", "table.parquet", "is a file, not a directory");
}

#[test]
fn names_that_newsgrain_uses_do_not_make_a_file_newsgrains() {
    for (name, text) in [
        ("run.json", "{\"status\": \"published\"}"),
        ("manifest.json", "{\"name\": \"a web application\"}"),
        ("articles.parquet", "x"),
        (".versions/notes.txt", "x"),
        (".versions/000001/articles.parquet", "x"),
        (".versions/staging-of-mine/x", "x"),
        ("current/articles.parquet", "x"),
        ("lost+found/x", "x"),
    ] {
        let desk = Desk::new();
        desk.write(&format!("out/{name}"), text);
        desk.refuses("articles", "out", "holds what newsgrain did not write");
    }
}

#[test]
fn a_foreign_file_beside_tables_stops_the_next_run() {
    for name in ["notes.txt", ".tables.old/x", ".versions/000001/notes.txt", "current.parquet"] {
        let desk = Desk::new();
        desk.run("articles", "tables").assert().success();
        desk.write(&format!("tables/{name}"), "mine");
        desk.refuses("articles", "tables", "holds what newsgrain did not write");
        std::fs::remove_file(desk.path("tables").join(name)).expect("it is there");
        let _ = std::fs::remove_dir(desk.path("tables/.tables.old"));
        desk.run("articles", "tables").assert().success();
    }
}

#[test]
fn a_table_that_somebody_put_in_the_place_of_a_link_is_theirs() {
    let desk = Desk::new();
    desk.run("articles", "tables").assert().success();
    let table = desk.path("tables/quotes.parquet");
    std::fs::remove_file(&table).expect("it is there");
    std::fs::write(&table, "mine").expect("it is gone");
    desk.refuses("articles", "tables", "(quotes.parquet)");
    std::fs::remove_file(&table).expect("it is there");
    std::os::unix::fs::symlink("../articles", &table).expect("it is gone");
    desk.refuses("articles", "tables", "(quotes.parquet)");
}

#[test]
fn the_input_what_holds_it_and_what_lies_in_it_are_no_outputs() {
    let desk = Desk::new();
    desk.write("news/2024/feed.jsonl", "{\"text\": \"Rain fell on Monday.\"}\n");
    std::os::unix::fs::symlink("news", desk.path("link")).expect("it is new");
    std::os::unix::fs::symlink("news/2024", desk.path("deep")).expect("it is new");
    std::os::unix::fs::symlink("news/unmade", desk.path("dangling")).expect("it is new");
    for (input, output, how) in [
        ("news", "news", "is the input"),
        ("news", "link", "is the input"),
        ("link", "news", "is the input"),
        ("link", "new/../news/.", "is the input"),
        ("news/2024", "news", "holds the input"),
        ("deep", "news", "holds the input"),
        ("news/2024/feed.jsonl", "news/2024", "holds the input"),
        ("news/2024/*.jsonl", "news", "holds the input"),
        ("news/2024/*.jsonl", "news/2024", "is the input"),
        ("news/**/*.jsonl", "news/2024", "lies in the input"),
        ("news/*/*.jsonl", "news/tables", "lies in the input"),
        ("news", "news/tables", "lies in the input"),
        ("news", "link/tables", "lies in the input"),
        ("news", "news/not/yet/there", "lies in the input"),
        ("news", "dangling", "lies in the input"),
        ("link", "deep/../tables", "lies in the input"),
    ] {
        desk.refuses(input, output, how);
    }
    // One of several is enough, and a name that only begins alike is none of them.
    desk.run("articles", "news/tables").args(["--input", "news"]).assert().code(2).stderr(contains("lies in the input news"));
    desk.run("news", "newspaper").assert().success();
    // A glob reads no deeper than it is written.
    desk.run("news/2024/*.jsonl", "news/2024/tables").assert().success();
}

#[test]
fn the_root_homes_and_the_working_directory_are_no_outputs() {
    let desk = Desk::new();
    desk.refuses("articles", "/", "is the root directory");
    desk.refuses("articles/wire-dateline.txt", ".", "is the working directory");
    desk.refuses("articles/wire-dateline.txt", "articles/..", "is the working directory");
    desk.refuses("articles/wire-dateline.txt", "..", "holds the working directory");
    std::fs::create_dir(desk.path("me")).expect("it is new");
    std::os::unix::fs::symlink("me", desk.path("also-me")).expect("it is new");
    for home in ["me", "also-me"] {
        let mut run = desk.run("articles", "me");
        run.env("HOME", desk.path(home)).assert().code(2).stderr(contains("is a home directory"));
    }
    assert_eq!(names_of(&desk.path("me")), Vec::<String>::new());
    desk.run("articles", "me/tables").env("HOME", desk.path("me")).assert().success();
}

#[test]
fn nothing_is_written_inside_another_output() {
    let desk = Desk::new();
    desk.run("articles", "tables").assert().success();
    for inside in ["tables/more", "tables/current", "tables/.versions", "tables/.versions/000001", "tables/.versions/000001/x"] {
        desk.refuses("articles", inside, "lies inside another output");
    }
}

#[test]
fn an_output_given_through_a_link_stays_a_link() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("disk")).expect("it is new");
    std::os::unix::fs::symlink("disk", desk.path("tables")).expect("it is new");
    std::os::unix::fs::symlink("disk/later", desk.path("dangling")).expect("it is new");
    for (link, target) in [("tables", "disk"), ("dangling", "disk/later")] {
        // The second is a part of the first unless that is emptied.
        std::fs::remove_dir_all(desk.path("disk")).and_then(|()| std::fs::create_dir(desk.path("disk"))).expect("it is ours");
        for _ in 0..2 {
            desk.run("articles", link).assert().success();
            assert_eq!(std::fs::read_link(desk.path(link)).expect("it is a link"), Path::new(target));
            assert!(desk.path(target).join("articles.parquet").is_file());
        }
    }
}

#[test]
fn what_a_failed_or_killed_run_left_locks_nobody_out() {
    let desk = Desk::new();
    desk.run("nowhere", "tables").assert().code(2);
    assert_eq!(names_of(&desk.path("tables")), [".versions", "run.json"]);
    desk.run("articles", "tables").assert().success();
    std::fs::create_dir_all(desk.path("other/.versions/staging-0123456789abcdef/version")).expect("it is new");
    desk.run("articles", "other").assert().success();
    assert_eq!(names_of(&desk.path("other/.versions")), ["000001", "lock"]);
    // A version that was made and never published, and reports that were not put to their places.
    let versions = desk.path("other/.versions");
    std::fs::create_dir(versions.join("staging-00000000000000aa")).expect("it is new");
    std::fs::rename(versions.join("000001/run.json"), versions.join("staging-00000000000000aa/run.json")).expect("it is there");
    copy_folder(&versions.join("000001"), &versions.join("000002"));
    desk.run("nowhere", "other").assert().code(2);
    assert_eq!(names_of(&versions), ["000001", "lock"]);
    assert!(versions.join("000001/run.json").is_file());
    newsgrain().arg("check").arg(desk.path("other")).assert().success();
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir(to).expect("it is new");
    for (name, bytes) in files_of(from) {
        std::fs::write(to.join(name), bytes).expect("it is new");
    }
}

/// Makes of an output what the program wrote before there were versions: files in the output itself.
fn flatten(output: &Path) {
    let files = files_of(output);
    for name in names_of(output) {
        let path = output.join(name);
        if path.is_dir() && !path.is_symlink() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) }.expect("it is ours");
    }
    files.into_iter().for_each(|(name, bytes)| std::fs::write(output.join(name), bytes).expect("it is new"));
}

#[test]
fn an_output_of_the_layout_before_becomes_a_version() {
    let desk = Desk::new();
    desk.run("articles", "tables").assert().success();
    let output = desk.path("tables");
    flatten(&output);
    let before = files_of(&output);
    desk.run("nowhere", "tables").assert().code(2);
    assert_eq!(before.keys().filter(|n| *n != "run.json").count(), files_of(&output).len() - 1, "a failed run converts nothing");
    flatten(&output);
    std::fs::write(output.join("run.json"), &before["run.json"]).expect("it is ours");
    std::fs::write(output.join(".run.json"), "").expect("it is new");
    desk.write(".tables.old/keep.txt", "mine");
    desk.run("articles/wire-dateline.txt", "tables").args(["--max-shrink", "1"]).assert().success();
    assert_eq!(files_of(&output.join(".versions/000001")), before, "the old tables are kept as a version");
    assert_eq!(std::fs::read_link(output.join("current")).expect("it is a link"), Path::new(".versions/000002"));
    assert!(output.join("articles.parquet").is_symlink() && output.join("manifest.json").is_symlink());
    assert!(!output.join(".run.json").exists());
    assert_eq!(std::fs::read_to_string(desk.path(".tables.old/keep.txt")).expect("it is there"), "mine");
    newsgrain().arg("check").arg(&output).assert().success();
    newsgrain().args(["rollback"]).arg(&output).assert().success();
    newsgrain().arg("check").arg(&output).assert().success();
}

#[test]
fn a_conversion_that_was_killed_is_completed() {
    let desk = Desk::new();
    desk.run("articles", "tables").assert().success();
    let output = desk.path("tables");
    // Half of the files are links already; the manifest is the last.
    for name in ["manifest.json", "quotes.parquet", "sentences.parquet"] {
        let bytes = std::fs::read(output.join(name)).expect("it is there");
        std::fs::remove_file(output.join(name)).expect("it is there");
        std::fs::write(output.join(name), bytes).expect("it is gone");
    }
    desk.run("articles", "tables").assert().success();
    assert!(["manifest.json", "quotes.parquet", "sentences.parquet"].iter().all(|name| output.join(name).is_symlink()));
    newsgrain().arg("check").arg(&output).assert().success();
}

#[test]
fn a_planted_link_is_not_followed_to_the_lock() {
    let desk = Desk::new();
    desk.write("precious", "");
    desk.write("out/.versions/x", "");
    std::fs::remove_file(desk.path("out/.versions/x")).expect("it is there");
    std::os::unix::fs::symlink(desk.path("precious"), desk.path("out/.versions/lock")).expect("it is new");
    desk.refuses("articles", "out", "(.versions/lock)");
    std::fs::remove_dir_all(desk.path("out/.versions")).expect("it is there");
    std::fs::create_dir(desk.path("elsewhere")).expect("it is new");
    std::os::unix::fs::symlink("../elsewhere", desk.path("out/.versions")).expect("it is new");
    desk.refuses("articles", "out", "(.versions)");
}

#[test]
fn mode_and_group_of_an_output_stay_and_tables_have_the_mode_of_the_umask() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let desk = Desk::new();
    let output = desk.path("tables");
    std::fs::create_dir(&output).expect("it is new");
    std::fs::set_permissions(&output, std::fs::Permissions::from_mode(0o2770)).expect("it is ours");
    for _ in 0..2 {
        let input = desk.path("articles");
        let script = "umask 027; exec \"$0\" run --quiet --input \"$1\" --output \"$2\"";
        let program = env!("CARGO_BIN_EXE_newsgrain");
        let status = std::process::Command::new("sh").args(["-c", script, program]).arg(input).arg(&output).status();
        assert!(status.expect("there is a shell").success());
    }
    let mode = |path: &str| std::fs::metadata(output.join(path)).expect("it is there").mode() & 0o7777;
    assert_eq!(mode(""), 0o2770);
    assert_eq!((mode("current/"), mode("articles.parquet"), mode("run.json")), (0o2750, 0o640, 0o640));
}

#[test]
fn standard_input_lies_nowhere() {
    let desk = Desk::new();
    desk.run("-", "tables").write_stdin("{\"text\": \"Rain fell on Monday, said Ada Lund.\"}\n").assert().success();
    quiet_run(&desk.path("articles"), &desk.path("tables")).assert().success();
}
