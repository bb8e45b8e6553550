//! A run killed at any moment leaves the last published tables readable and whole.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use newsgrain::check;

use crate::fixture::{articles, leftovers, names_of};

/// Kills that are tried; `NEWSGRAIN_KILLS` asks for another number, and for all of them however long they take.
const KILLS: u32 = 50;
/// On a slow machine the test ends early rather than going on for longer than this, but never with fewer than half of the kills.
const PATIENCE: Duration = Duration::from_secs(35);
/// For how long publishing itself may be met, counted from the moment at which the last file is written.
const PUBLISHING: Duration = Duration::from_millis(12);

/// Reading, sorting, writing and publishing are what a kill may break: without the taggers more of a run is spent on them.
const PIPELINE: &str = "[[stage]]\nname = \"parse\"\n[[stage]]\nname = \"normalise\"\n[[stage]]\nname = \"tag\"\n\
taggers = [\"sentences\"]\n[limits]\nmemory_budget_bytes = 100000\n";

/// Numbers that look random and are the same every time (xorshift, Marsaglia 2003).
struct Moments(u64);

impl Moments {
    /// The next number in 0..1.
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// A run of some of the sample articles, begun.
fn start(pipeline: &Path, output: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_newsgrain"))
        .args(["run", "--quiet", "--max-reject-rate", "1", "--pipeline"])
        .arg(pipeline)
        .arg("--input")
        .arg(articles().join("disasters"))
        .arg("--output")
        .arg(output)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// A whole run, and how long it took.
fn finish(pipeline: &Path, output: &Path) -> Duration {
    let clock = Instant::now();
    let status = start(pipeline, output).wait().expect("it is ours");
    assert!(status.success(), "{status}");
    clock.elapsed()
}

/// What is wrong with the published tables.
fn damage(output: &Path) -> Option<String> {
    match check::directory(output, &check::Options::default()) {
        Ok(findings) if findings.is_clean() && findings.articles > 0 => None,
        Ok(findings) => Some(findings.to_string()),
        Err(error) => Some(error.to_string()),
    }
}

/// Waits for the moment at which everything but the report is written, and a random part of publishing longer.
fn wait_for_publishing(child: &mut Child, output: &Path, part: f64) {
    let written = |entry: std::fs::DirEntry| {
        entry.file_name().to_string_lossy().starts_with("staging-") && entry.path().join("version/manifest.json").exists()
    };
    while child.try_wait().expect("it is ours").is_none() {
        let mut entries = std::fs::read_dir(output.join(".versions")).expect("it is there").flatten();
        if entries.any(written) {
            // Sleeping would take longer than publishing does.
            let clock = Instant::now();
            while clock.elapsed() < PUBLISHING.mul_f64(part * part) {
                std::hint::spin_loop();
            }
            return;
        }
    }
}

/// Asserts that the report in the output tells of no version as published that is not, and that every link leads somewhere.
fn reports_are_true(output: &Path) {
    let report = std::fs::read(output.join("run.json")).expect("it is there");
    let report: serde_json::Value = serde_json::from_slice(&report).expect("it is whole");
    let version = report["version"].as_str().expect("it has one");
    let current = std::fs::read_link(output.join("current")).expect("it is a link");
    let current = current.file_name().expect("it has one").to_string_lossy();
    assert!(report["status"] == "published" && version <= &*current, "{report} tells of more than {current}");
    for name in names_of(output) {
        assert!(output.join(&name).exists(), "{name} leads nowhere");
    }
    for entry in std::fs::read_dir(output.join(".versions")).expect("it is there").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(*name <= *current || !entry.path().join("run.json").exists() || name.starts_with("staging-"), "{name} has a report");
    }
}

#[test]
fn killed_runs_leave_the_published_tables_whole() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let (pipeline, output) = (scratch.path().join("short.toml"), scratch.path().join("tables"));
    std::fs::write(&pipeline, PIPELINE).expect("it is new");
    let asked: Option<u32> = std::env::var("NEWSGRAIN_KILLS").ok().and_then(|n| n.parse().ok());
    let (kills, patience) = asked.map_or((KILLS, PATIENCE), |n| (n, Duration::MAX));
    finish(&pipeline, &output);
    // The shorter of two, since a kill behind the end tries nothing.
    let usual = finish(&pipeline, &output).min(finish(&pipeline, &output));
    let (mut moments, mut killed, mut tried, clock) = (Moments(0x9E37_79B9_7F4A_7C15), 0, 0, Instant::now());
    while tried < kills && (tried < kills / 2 || clock.elapsed() < patience) {
        let mut child = start(&pipeline, &output);
        let part = moments.next();
        // One anywhere, one near the end, where tables are written, one while they are published.
        match tried % 3 {
            0 => std::thread::sleep(usual.mul_f64(part)),
            1 => std::thread::sleep(usual.mul_f64(0.6 + 0.4 * part)),
            _ => wait_for_publishing(&mut child, &output, part),
        }
        killed += u32::from(child.try_wait().expect("it is ours").is_none());
        child.kill().expect("it is ours");
        child.wait().expect("it is ours");
        if let Some(damage) = damage(&output) {
            panic!("killed after {part:.2} of a run:\n{damage}");
        }
        reports_are_true(&output);
        tried += 1;
    }
    println!("{tried} runs, {killed} of them killed while they went on, {usual:?} each when left alone, {:?} in all", clock.elapsed());
    assert!(killed >= tried / 2, "only {killed} of {tried} runs were still going on when they were killed");
    // The next run finds whatever they left behind, and works.
    finish(&pipeline, &output);
    assert_eq!(names_of(scratch.path()), ["short.toml", "tables"]);
    assert!(!leftovers(&output));
    assert_eq!(names_of(&output.join(".versions")).len(), 4, "three versions and the lock");
}
