//! A signal ends a run soon, whatever it is doing.

use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::fs::{CWD, FileType, Mode, OFlags, mknodat};
use rustix::process::{Pid, Signal, kill_process};

/// A second, and what an unoptimised program on a busy machine takes beside it.
const SOON: Duration = Duration::from_millis(2_500);

fn start(input: &Path, output: &Path, jobs: &str, stdin: Stdio) -> Child {
    Command::new(env!("CARGO_BIN_EXE_newsgrain"))
        .args(["run", "--quiet", "--jobs", jobs, "--input"])
        .arg(input)
        .arg("--output")
        .arg(output)
        .stdin(stdin)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

/// Sends a signal once the run is under way; gives what was said.
fn stopped(mut child: Child, signal: Signal) -> String {
    std::thread::sleep(Duration::from_millis(700));
    assert!(child.try_wait().expect("it is ours").is_none(), "the run has ended before its signal");
    let clock = Instant::now();
    kill_process(Pid::from_child(&child), signal).expect("it is ours");
    while child.try_wait().expect("it is ours").is_none() {
        if clock.elapsed() > SOON {
            child.kill().expect("it is ours");
            panic!("the run went on for {SOON:?} after {signal:?}");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let done = child.wait_with_output().expect("it has ended");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!((done.status.code(), done.status.signal()), (Some(2), None), "{said}");
    said
}

/// Every way to stop a run of an input, with one thread and with several; the tables of before stay.
fn ends_soon(input: &Path, scratch: &Path, stdin: impl Fn() -> Stdio) {
    let output = scratch.join("tables");
    crate::fixture::quiet_run(&crate::fixture::root().join("tests/articles/wire-dateline.txt"), &output).assert().success();
    let tables = || std::fs::read(output.join("articles.parquet")).expect("they are there");
    let before = tables();
    for (jobs, signal) in [("1", Signal::TERM), ("2", Signal::TERM), ("1", Signal::INT), ("2", Signal::HUP)] {
        let said = stopped(start(input, &output, jobs, stdin()), signal);
        assert!(said.contains("the published tables are as they were"), "{said}");
        assert!(before == tables());
        let report = std::fs::read_to_string(output.join("run.json")).expect("it is there");
        assert!(report.contains("\"status\": \"interrupted\""), "{report}");
    }
}

fn fifo(folder: &Path) -> PathBuf {
    let pipe = folder.join("pipe");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).expect("a pipe can be made");
    pipe
}

#[test]
fn a_silent_standard_input_keeps_no_run() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    // The test holds both ends, so that the pipe is never closed.
    let pipe = rustix::fs::open(fifo(scratch.path()), OFlags::RDWR, Mode::empty()).expect("it is ours");
    ends_soon(Path::new("-"), scratch.path(), || pipe.try_clone().expect("it is open").into());
}

#[test]
fn a_pipe_that_nobody_writes_to_keeps_no_run() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let pipe = fifo(scratch.path());
    ends_soon(&pipe, scratch.path(), Stdio::null);
}

#[test]
fn a_document_that_takes_long_keeps_no_run() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let input = scratch.path().join("long.txt");
    let sentence = "The mayor of Odell said on Tuesday that 31 of \"the 4,000 boats\" had waited for Anna Veldt. ";
    std::fs::write(&input, sentence.repeat(120_000)).expect("it is new");
    ends_soon(&input, scratch.path(), Stdio::null);
}
