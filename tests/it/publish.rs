//! Signals and the lock: what a second run and a stopped run do to published tables.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use predicates::str::contains;

use crate::fixture::{a_few_articles, files_of, leftovers, names_of, quiet_run};

/// A run that reads from a pipe which nobody writes to: it goes on until the pipe is closed.
struct Waiting(Child);

impl Waiting {
    /// Starts it and waits until it holds the lock.
    fn start(output: &Path) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_newsgrain"))
            .args(["run", "--quiet", "--max-reject-rate", "1", "--allow-empty", "--input", "-", "--output"])
            .arg(output)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let clock = Instant::now();
        while !leftovers(output) {
            assert!(clock.elapsed() < Duration::from_secs(30), "the run has not begun");
            std::thread::sleep(Duration::from_millis(5));
        }
        Self(child)
    }

    /// Sends a signal, then closes the pipe; gives the exit code and what was said.
    fn stop(self, signal: rustix::process::Signal) -> (Option<i32>, String) {
        rustix::process::kill_process(rustix::process::Pid::from_child(&self.0), signal).expect("it is ours");
        self.end()
    }

    /// Closes the pipe.
    fn end(self) -> (Option<i32>, String) {
        let done = self.0.wait_with_output().expect("it ends");
        (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
    }
}

#[test]
fn a_run_that_is_told_to_stop_leaves_the_tables_as_they_were() {
    let (input, scratch) = (a_few_articles(), tempfile::tempdir().expect("a scratch directory"));
    let output = scratch.path().join("tables");
    quiet_run(input.path(), &output).assert().success();
    let before = files_of(&output);
    for signal in [rustix::process::Signal::TERM, rustix::process::Signal::INT] {
        let (code, said) = Waiting::start(&output).stop(signal);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("the published tables are as they were"), "{said}");
        let after = files_of(&output);
        let changed: Vec<_> = before.keys().filter(|name| before[*name] != after[*name]).collect();
        assert_eq!(changed, ["run.json"]);
        assert!(String::from_utf8_lossy(&after["run.json"]).contains("\"status\": \"interrupted\""));
        assert_eq!(names_of(scratch.path()), ["tables"]);
        assert!(!leftovers(&output));
    }
    let note = contains("note: the last run was interrupted");
    crate::fixture::newsgrain().arg("check").arg(&output).assert().code(0).stdout(note);
}

#[test]
fn a_second_run_over_the_same_output_is_told_to_come_back() {
    let (input, scratch) = (a_few_articles(), tempfile::tempdir().expect("a scratch directory"));
    let output = scratch.path().join("tables");
    let first = Waiting::start(&output);
    quiet_run(input.path(), &output).assert().code(75).stderr(contains("another run is writing to"));
    let (code, said) = first.end();
    assert_eq!((code, said.as_str()), (Some(0), ""));
    quiet_run(input.path(), &output).assert().success();
}
