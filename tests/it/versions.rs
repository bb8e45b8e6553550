//! Versions: what readers may rely on while tables are published, how many are kept, and going back to one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use arrow::array::AsArray;
use newsgrain::pipeline::{Plan, RunOptions, Silent, run};
use newsgrain::write::layout;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use predicates::prelude::*;
use predicates::str::contains;

use crate::fixture::{files_of, names_of, newsgrain, quiet_run};

/// Outputs that are published while a reader reads; `NEWSGRAIN_PUBLISHES` asks for another number.
const PUBLISHES: usize = 30;

/// Without the taggers more of a run is publishing.
const PIPELINE: &str = "[[stage]]\nname = \"parse\"\n[[stage]]\nname = \"normalise\"\n[[stage]]\nname = \"tag\"\n\
taggers = [\"sentences\"]\n[output]\ntables = [\"articles\", \"sentences\"]\n";

/// The articles that a table of a version names.
fn articles_in(version: &Path, table: &str) -> Result<BTreeSet<String>, String> {
    let file = std::fs::File::open(version.join(format!("{table}.parquet"))).map_err(|e| e.to_string())?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).and_then(|b| b.build()).map_err(|e| e.to_string())?;
    let mut found = BTreeSet::new();
    for batch in reader {
        let batch = batch.map_err(|e| e.to_string())?;
        let ids = batch.column_by_name("article_id").expect("it is there").as_string::<i32>().clone();
        found.extend(ids.iter().flatten().map(str::to_owned));
    }
    Ok(found)
}

/// A feed of three articles that no other feed has.
fn write_feed(path: &Path, number: usize) {
    let line = |n: usize| format!("{{\"id\": \"{number}-{n}\", \"text\": \"Rain fell for {n} days. The mayor left.\"}}\n");
    std::fs::write(path, (0..3).map(line).collect::<String>()).expect("it can be written");
}

/// How often a reader read, and what it saw that it must not see.
#[derive(Debug, Default)]
struct Seen {
    reads: usize,
    versions: BTreeSet<PathBuf>,
    mixed: Vec<String>,
    failed: Vec<String>,
}

/// Reads two tables of one version as the README says, until it is told to stop.
fn read(output: &Path, stop: &std::sync::atomic::AtomicBool) -> Seen {
    let mut seen = Seen::default();
    while !stop.load(std::sync::atomic::Ordering::Relaxed) {
        let version = layout::resolve(output);
        let tables = articles_in(&version, "articles").and_then(|a| Ok((a, articles_in(&version, "sentences")?)));
        match tables {
            Ok((articles, sentences)) if articles == sentences && articles.len() == 3 => {}
            Ok((articles, sentences)) => seen.mixed.push(format!("{}: {articles:?} {sentences:?}", version.display())),
            // Whoever takes so long that three versions were published meanwhile was not promised anything.
            Err(_) if lag(output, &version) > 2 => continue,
            Err(error) => seen.failed.push(format!("{}: {error}", version.display())),
        }
        seen.reads += 1;
        seen.versions.insert(version);
    }
    seen
}

/// How many versions were published since.
fn lag(output: &Path, version: &Path) -> u32 {
    let number = layout::version_number(version.file_name().expect("it has one")).expect("it is a version");
    layout::current_number(output).expect("it is published") - number
}

#[test]
fn whoever_resolves_current_once_reads_tables_that_belong_together() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let (input, output) = (scratch.path().join("feed.jsonl"), scratch.path().join("tables"));
    let mut plan = Plan::from_toml(PIPELINE, "short.toml").expect("it is valid");
    plan.sources.paths = vec![input.to_string_lossy().into_owned()];
    plan.output = output.clone();
    let publish = |number: usize| {
        write_feed(&input, number);
        run(&plan, &RunOptions { jobs: 1, ..RunOptions::default() }, &Silent).expect("it is published");
    };
    let publishes = std::env::var("NEWSGRAIN_PUBLISHES").ok().and_then(|n| n.parse().ok()).unwrap_or(PUBLISHES);
    publish(0);
    let stop = std::sync::atomic::AtomicBool::new(false);
    let seen = std::thread::scope(|scope| {
        let reader = scope.spawn(|| read(&output, &stop));
        let published = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| (1..publishes).for_each(publish)));
        // The reader goes on until it is told, also where a publish failed.
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        published.unwrap_or_else(|cause| std::panic::resume_unwind(cause));
        reader.join().expect("the reader does not panic")
    });
    println!("{} reads of {} versions during {publishes} publishes", seen.reads, seen.versions.len());
    assert!(seen.mixed.is_empty() && seen.failed.is_empty(), "{seen:#?}");
    assert!(seen.reads >= publishes / 2 && seen.versions.len() > publishes / 4, "{seen:#?}");
}

/// An output of three versions, of one article each.
struct Published {
    root: tempfile::TempDir,
}

impl Published {
    fn new(versions: usize) -> Self {
        let published = Self { root: tempfile::tempdir().expect("a scratch directory") };
        (1..=versions).for_each(|number| published.publish(number, &[]));
        published
    }

    fn output(&self) -> PathBuf {
        self.root.path().join("tables")
    }

    fn publish(&self, number: usize, arguments: &[&str]) {
        let input = self.root.path().join("feed.jsonl");
        write_feed(&input, number);
        quiet_run(&input, &self.output()).args(arguments).assert().success();
    }

    fn versions(&self) -> Vec<String> {
        names_of(&self.output().join(".versions"))
    }

    fn current(&self) -> PathBuf {
        std::fs::read_link(self.output().join("current")).expect("it is a link")
    }

    fn rollback(&self, arguments: &[&str]) -> assert_cmd::assert::Assert {
        newsgrain().arg("rollback").arg(self.output()).args(arguments).assert()
    }

    fn is_whole(&self) {
        newsgrain().arg("check").arg(self.output()).assert().code(0);
        assert!(names_of(&self.output()).iter().all(|name| self.output().join(name).exists()), "a link leads nowhere");
    }
}

#[test]
fn the_versions_before_are_kept_as_the_pipeline_file_says() {
    let published = Published::new(5);
    assert_eq!(published.versions(), ["000003", "000004", "000005", "lock"]);
    let pipeline = published.root.path().join("keep.toml");
    std::fs::write(&pipeline, "[output]\nkeep_versions = 1\n").expect("it is new");
    published.publish(6, &["--pipeline", &pipeline.to_string_lossy()]);
    assert_eq!(published.versions(), ["000005", "000006", "lock"]);
    published.is_whole();
}

#[test]
fn every_version_has_the_report_of_its_run_and_the_output_that_of_the_last_one() {
    let published = Published::new(2);
    quiet_run(Path::new("no/such/folder"), &published.output()).assert().code(2);
    let report = |path: &str| -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(published.output().join(path)).expect("it is there")).expect("it is JSON")
    };
    let [one, two, last] = [".versions/000001/run.json", ".versions/000002/run.json", "run.json"].map(report);
    assert_eq!((&one["status"], &one["version"]), (&"published".into(), &"000001".into()));
    assert_eq!((&two["status"], &two["version"]), (&"published".into(), &"000002".into()));
    assert_eq!((&last["status"], &last["version"]), (&"failed".into(), &"000002".into()));
}

#[test]
fn a_rollback_shows_an_earlier_version_and_the_next_run_a_new_one() {
    let published = Published::new(3);
    let first = files_of(&published.output().join(".versions/000001"));
    published.rollback(&[]).success().stdout(contains("shows version 000002"));
    published.rollback(&[]).success().stdout(contains("shows version 000001"));
    published.is_whole();
    assert_eq!(published.current(), Path::new(".versions/000001"));
    assert_eq!(std::fs::read(published.output().join("articles.parquet")).expect("it is there"), first["articles.parquet"]);
    let listed = contains("  000003  ").and(contains("* 000001  ")).and(contains(", 3 articles"));
    published.rollback(&["--list"]).success().stdout(listed);
    published.rollback(&["--to", "3"]).success().stdout(contains("shows version 000003"));
    published.rollback(&["--to", "000001"]).success();
    published.publish(4, &[]);
    // The version that readers are in is kept, though it is the oldest.
    assert_eq!(published.versions(), ["000001", "000003", "000004", "lock"]);
    assert_eq!(published.current(), Path::new(".versions/000004"));
    published.is_whole();
}

#[test]
fn a_rollback_is_possible_where_a_run_is_not() {
    let published = Published::new(2);
    std::fs::write(published.output().join("notes.txt"), "mine").expect("it is new");
    newsgrain().current_dir(published.output()).args(["rollback", "."]).assert().success();
    assert_eq!(published.current(), Path::new(".versions/000001"));
    assert_eq!(std::fs::read_to_string(published.output().join("notes.txt")).expect("it is there"), "mine");
}

#[test]
fn links_follow_the_tables_of_a_version() {
    let published = Published::new(1);
    let pipeline = published.root.path().join("quotes.toml");
    std::fs::write(&pipeline, "[output]\ntables = [\"quotes\"]\n").expect("it is new");
    published.publish(2, &["--pipeline", &pipeline.to_string_lossy()]);
    let tables = || names_of(&published.output()).into_iter().filter(|n| n.ends_with(".parquet")).collect::<Vec<_>>();
    assert_eq!(tables(), ["quotes.parquet"]);
    published.is_whole();
    published.rollback(&[]).success();
    assert!(tables().contains(&"articles.parquet".to_owned()));
    published.is_whole();
    published.rollback(&["--to", "000002"]).success();
    assert_eq!(tables(), ["quotes.parquet"]);
}

#[test]
fn a_rollback_to_what_is_not_there_is_refused() {
    let published = Published::new(2);
    published.rollback(&["--to", "000009"]).code(2).stderr(contains("keeps no version 000009; it has 000001, 000002"));
    published.rollback(&["--to", "../000001"]).code(2).stderr(contains("keeps no version"));
    std::fs::File::options()
        .write(true)
        .open(published.output().join(".versions/000001/quotes.parquet"))
        .and_then(|f| f.set_len(9))
        .expect("it is there");
    published.rollback(&[]).code(2).stderr(contains("000001 that is not whole: quotes.parquet has 9 bytes"));
    assert_eq!(published.current(), Path::new(".versions/000002"));
    let only = Published::new(1);
    only.rollback(&[]).code(2).stderr(contains("keeps no version before the published one; it has 000001"));
    newsgrain().args(["rollback", "tests"]).assert().code(2).stderr(contains("the output tests keeps no versions"));
    newsgrain().args(["rollback", "no/such/folder"]).assert().code(2).stderr(contains("keeps no versions"));
    let lock = std::fs::File::open(published.output().join(".versions/lock")).expect("it is there");
    lock.lock().expect("nobody holds it");
    published.rollback(&["--to", "2"]).code(75);
}
