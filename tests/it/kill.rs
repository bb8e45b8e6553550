//! A run killed at any moment leaves the last published tables readable and whole.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use newsgrain::check;

use crate::fixture::{a_few_articles, quiet_run};

const KILLS: u32 = 50;
/// The test ends early rather than going on for longer than this on a slow machine, but never with fewer than half of the kills.
const PATIENCE: Duration = Duration::from_secs(40);

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

fn start(input: &Path, output: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_newsgrain"))
        .args(["run", "--quiet", "--max-reject-rate", "1", "--input"])
        .arg(input)
        .arg("--output")
        .arg(output)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
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
    let (input, scratch) = (a_few_articles(), tempfile::tempdir().expect("a scratch directory"));
    let output = scratch.path().join("tables");
    quiet_run(input.path(), &output).assert().success();
    // Warm, and so the shortest that a run takes.
    let clock = Instant::now();
    quiet_run(input.path(), &output).assert().success();
    let usual = clock.elapsed();
    let (mut moments, mut killed, clock) = (Moments(0x9E37_79B9_7F4A_7C15), 0, Instant::now());
    for number in 0..KILLS {
        if clock.elapsed() > PATIENCE && number > KILLS / 2 {
            eprintln!("stopped after {number} of {KILLS} kills: this machine is slow");
            break;
        }
        let mut child = start(input.path(), &output);
        // Every second one near the end, where tables are written and exchanged.
        let part = if number % 2 == 0 { moments.next() } else { 0.7 + 0.35 * moments.next() };
        std::thread::sleep(usual.mul_f64(part));
        killed += u32::from(child.try_wait().expect("it is ours").is_none());
        child.kill().expect("it is ours");
        child.wait().expect("it is ours");
        if let Some(damage) = damage(&output) {
            panic!("killed after {part:.2} of a run:\n{damage}");
        }
    }
    assert!(killed >= KILLS / 4, "only {killed} runs were still going on when they were killed");
    // The next run finds whatever they left behind, and works.
    quiet_run(input.path(), &output).assert().success();
    let left: Vec<_> = crate::fixture::names_of(scratch.path());
    assert_eq!(left, [".tables.lock", "tables"]);
}
