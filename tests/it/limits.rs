//! Good tables outlive a bad feed: what a run must have found to take their place.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use predicates::prelude::*;
use predicates::str::contains;

use crate::fixture::{files_of, left_out, newsgrain, open_to_all, unprivileged};

/// A feed of so many good records, with so many bad ones behind them.
fn feed(good: usize, bad: usize) -> String {
    let record = |n: usize| format!("{{\"id\": \"{n}\", \"text\": \"The mayor said {n} people had been rescued by Monday evening.\"}}\n");
    (0..good).map(record).chain((0..bad).map(|_| "{\"text\": 5}\n".to_owned())).collect()
}

/// A feed and the tables that are made of it.
struct Desk {
    root: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { root: tempfile::tempdir().expect("a scratch directory") }
    }

    /// With tables of ten articles.
    fn with_tables() -> Self {
        let desk = Self::new();
        desk.run(&feed(10, 0)).assert().success();
        desk
    }

    fn output(&self) -> PathBuf {
        self.root.path().join("tables")
    }

    fn run(&self, feed: &str) -> assert_cmd::Command {
        let input = self.root.path().join("feed.jsonl");
        std::fs::write(&input, feed).expect("it can be written");
        self.run_on(&input)
    }

    fn run_on(&self, input: &Path) -> assert_cmd::Command {
        let mut command = newsgrain();
        command.args(["run", "--quiet", "--input"]).arg(input).arg("--output").arg(self.output());
        command
    }

    /// Asserts that a run publishes nothing, says why in one line with the date of the tables, and leaves them as they were.
    fn keeps_its_tables(&self, run: &mut assert_cmd::Command, why: &str) {
        let before = files_of(&self.output());
        let date = self.report()["ended_at"].as_str().expect("it has ended")[..19].to_owned();
        let said = contains(why).and(contains("nothing was published")).and(contains(format!("the tables of {date}Z, 10 articles, stay")));
        run.assert().code(1).stderr(said.and(predicate::function(|text: &str| text.trim_end().lines().count() == 1)));
        let mut after = files_of(&self.output());
        let report = after.insert("run.json".into(), before["run.json"].clone()).expect("it is there");
        assert_eq!(before, after);
        let report: serde_json::Value = serde_json::from_slice(&report).expect("it is JSON");
        assert_eq!((&report["status"], &report["version"]), (&"refused".into(), &"000001".into()));
        assert!(report["error"].as_str().is_some_and(|e| e.contains(why)));
        let note = contains("the last run was refused").and(contains("no violations"));
        newsgrain().arg("check").arg(self.output()).assert().code(0).stdout(note);
    }

    /// The report of the version that is published.
    fn report(&self) -> serde_json::Value {
        let bytes = std::fs::read(self.output().join("current/run.json")).expect("it is there");
        serde_json::from_slice(&bytes).expect("it is JSON")
    }
}

#[test]
fn a_folder_without_files_does_not_empty_the_tables() {
    let desk = Desk::with_tables();
    let empty = desk.root.path().join("empty");
    std::fs::create_dir(&empty).expect("it is new");
    desk.keeps_its_tables(&mut desk.run_on(&empty), "no file was found");
}

#[test]
fn a_feed_of_no_bytes_does_not_empty_the_tables() {
    let desk = Desk::with_tables();
    desk.keeps_its_tables(&mut desk.run(""), "article");
    desk.keeps_its_tables(desk.run("").args(["--max-reject-rate", "1", "--max-shrink", "1"]), "article");
    desk.keeps_its_tables(desk.run_on(Path::new("-")).write_stdin(""), "article");
}

#[test]
fn whoever_wants_empty_tables_says_so() {
    let desk = Desk::with_tables();
    desk.run("").arg("--allow-empty").args(["--max-reject-rate", "1"]).assert().code(0);
    assert_eq!(desk.report()["articles"], 0);
    desk.run(&feed(1, 0)).assert().code(0);
    assert_eq!(desk.report()["articles"], 1);
}

#[test]
fn a_feed_of_many_rejects_does_not_replace_tables() {
    let desk = Desk::with_tables();
    desk.keeps_its_tables(&mut desk.run(&feed(9, 3)), "25.0 % of the documents were rejected, over the limit of 20.0 % (wrong_type 3)");
    desk.run(&feed(9, 2)).assert().code(0);
    desk.run(&feed(9, 3)).args(["--max-reject-rate", "0.3"]).assert().code(0);
}

#[test]
fn a_cut_feed_does_not_replace_tables() {
    let desk = Desk::with_tables();
    let whole = feed(10, 0);
    desk.keeps_its_tables(&mut desk.run(&whole[..whole.len() / 4]), "rejected");
    desk.keeps_its_tables(&mut desk.run(&feed(4, 0)), "4 articles are 60.0 % fewer than before, over the limit of 50.0 %");
    desk.keeps_its_tables(desk.run(&feed(8, 0)).args(["--max-shrink", "0.1"]), "20.0 % fewer");
    desk.run(&feed(5, 0)).assert().code(0);
    desk.run(&feed(1, 0)).args(["--max-shrink", "1"]).assert().code(0);
    assert_eq!(desk.report()["articles"], 1);
}

#[test]
fn one_empty_file_among_many_good_ones_is_a_reject() {
    let desk = Desk::new();
    let folder = desk.root.path().join("articles");
    std::fs::create_dir(&folder).expect("it is new");
    (0..9).for_each(|n| std::fs::write(folder.join(format!("{n}.txt")), format!("Rain fell for {n} days.\n")).expect("it is new"));
    std::fs::write(folder.join("empty.txt"), "").expect("it is new");
    for _ in 0..2 {
        desk.run_on(&folder).assert().code(0);
    }
    assert_eq!((&desk.report()["articles"], &desk.report()["documents"]), (&9.into(), &10.into()));
}

#[test]
fn a_first_run_without_a_document_publishes_nothing() {
    let desk = Desk::new();
    let empty = desk.root.path().join("empty");
    std::fs::create_dir(&empty).expect("it is new");
    desk.run_on(&empty).assert().code(1).stderr(contains("nothing was published: no file was found; there are no tables yet; "));
    assert!(!desk.output().join("articles.parquet").exists());
    desk.run_on(&empty).arg("--allow-empty").assert().code(0);
    assert_eq!(desk.report()["articles"], 0);
    desk.run(&feed(2, 0)).assert().code(0);
}

#[test]
fn a_first_run_of_rejects_alone_publishes_the_reasons_and_the_next_one_may_replace_them() {
    let desk = Desk::new();
    for _ in 0..2 {
        desk.run(&feed(0, 2)).assert().code(1).stderr(contains("100.0 % of the documents were rejected"));
        assert_eq!((&desk.report()["articles"], &desk.report()["tables"]["rejects"]), (&0.into(), &2.into()));
    }
    desk.run(&feed(1, 0)).assert().code(0);
}

#[test]
fn a_first_run_over_the_limit_of_rejects_publishes_what_it_has_and_ends_with_1() {
    let desk = Desk::new();
    desk.run(&feed(1, 1)).assert().code(1).stderr(contains("50.0 % of the documents were rejected"));
    assert_eq!(desk.report()["articles"], 1);
}

#[test]
fn the_limits_hold_for_a_pipeline_file_that_does_not_name_them() {
    let desk = Desk::with_tables();
    let pipeline = desk.root.path().join("plain.toml");
    std::fs::write(&pipeline, "[sources]\n").expect("it is new");
    desk.keeps_its_tables(desk.run(&feed(9, 3)).arg("--pipeline").arg(&pipeline), "over the limit of 20.0 %");
    std::fs::write(&pipeline, "[limits]\nmax_reject_rate = 1.0\nmax_shrink = 0.05\n").expect("it is ours");
    desk.keeps_its_tables(desk.run(&feed(9, 3)).arg("--pipeline").arg(&pipeline), "over the limit of 5.0 %");
}

#[test]
fn tables_without_articles_are_compared_by_the_report() {
    let desk = Desk::new();
    let pipeline = desk.root.path().join("quotes.toml");
    std::fs::write(&pipeline, "[output]\ntables = [\"quotes\"]\n").expect("it is new");
    desk.run(&feed(10, 0)).arg("--pipeline").arg(&pipeline).assert().code(0);
    desk.keeps_its_tables(desk.run(&feed(4, 0)).arg("--pipeline").arg(&pipeline), "60.0 % fewer");
}

#[test]
fn a_source_that_cannot_be_opened_stops_the_run() {
    let Some(mut run) = unprivileged() else { return left_out("a source without permission: nobody is there who may not read it") };
    let desk = Desk::with_tables();
    let (input, closed) = (desk.root.path().join("feed.jsonl"), desk.root.path().join("closed"));
    std::fs::create_dir(&closed).expect("it is new");
    let set_mode = |path: &Path, mode| std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).expect("it is ours");
    set_mode(&closed, 0o000);
    open_to_all(desk.root.path());
    run.args(["run", "--quiet", "--input"]).arg(&input).arg("--input").arg(&closed).arg("--output").arg(desk.output());
    desk.keeps_its_tables(&mut run, "closed cannot be read");
    set_mode(&closed, 0o755);
}
