//! A run killed at any moment leaves the last published tables readable and whole.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use newsgrain::check;

use crate::fixture::{articles, leftovers, names_of};

const KILLS: u32 = 50;
/// On a slow machine the test ends early rather than going on for longer than this, but never with fewer than half of the kills.
const PATIENCE: Duration = Duration::from_secs(35);

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

#[test]
fn killed_runs_leave_the_published_tables_whole() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let (pipeline, output) = (scratch.path().join("short.toml"), scratch.path().join("tables"));
    std::fs::write(&pipeline, PIPELINE).expect("it is new");
    finish(&pipeline, &output);
    // The shorter of two, since a kill behind the end tries nothing.
    let usual = finish(&pipeline, &output).min(finish(&pipeline, &output));
    let (mut moments, mut killed, mut tried, clock) = (Moments(0x9E37_79B9_7F4A_7C15), 0, 0, Instant::now());
    while tried < KILLS && (tried < KILLS / 2 || clock.elapsed() < PATIENCE) {
        let mut child = start(&pipeline, &output);
        // Every second one near the end, where tables are written and exchanged.
        let part = if tried % 2 == 0 { moments.next() } else { 0.6 + 0.4 * moments.next() };
        std::thread::sleep(usual.mul_f64(part));
        killed += u32::from(child.try_wait().expect("it is ours").is_none());
        child.kill().expect("it is ours");
        child.wait().expect("it is ours");
        if let Some(damage) = damage(&output) {
            panic!("killed after {part:.2} of a run:\n{damage}");
        }
        tried += 1;
    }
    println!("{tried} runs, {killed} of them killed while they went on, {usual:?} each when left alone, {:?} in all", clock.elapsed());
    assert!(killed >= tried / 2, "only {killed} of {tried} runs were still going on when they were killed");
    // The next run finds whatever they left behind, and works.
    finish(&pipeline, &output);
    assert_eq!(names_of(scratch.path()), ["short.toml", "tables"]);
    assert!(!leftovers(&output));
}
