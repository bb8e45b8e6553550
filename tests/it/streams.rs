//! Standard streams that are full, closed or gone, and text of others that would steer the terminal behind them.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use newsgrain::visible::is_hidden;

use crate::fixture::{a_few_articles, root};

/// The program under a shell, which redirects streams as a user would: `$N` is the program, `$I` the input and `$O` the output.
fn shell(script: &str, input: &Path, output: &Path) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", script]).env("N", env!("CARGO_BIN_EXE_newsgrain")).env("I", input).env("O", output);
    command.env_remove("NEWSGRAIN_LOG").current_dir(root()).stdin(Stdio::null()).output().expect("there is a shell")
}

/// The code and standard error of a script.
fn told(script: &str, input: &Path, output: &Path) -> (Option<i32>, String) {
    let done = shell(script, input, output);
    (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
}

#[test]
fn a_full_standard_output_ends_every_command_with_2_and_says_so() {
    let (input, scratch) = (a_few_articles(), tempfile::tempdir().expect("a scratch directory"));
    let output = scratch.path().join("tables");
    let file = "tests/articles/wire-dateline.txt";
    for command in [
        "run --max-reject-rate 1 --input \"$I\" --output \"$O\"",
        "run --dry-run --input \"$I\" --output \"$O\"",
        "check \"$O\"",
        "check --list",
        "rollback --list \"$O\"",
        &format!("explain {file}"),
        "schema",
        "schema quotes",
        "schema --markdown",
        "--help",
        "run --help",
        "--version",
    ] {
        let (code, said) = told(&format!("\"$N\" {command} > /dev/full"), input.path(), &output);
        assert_eq!(code, Some(2), "{command}: {said}");
        assert!(said.contains("cannot write to standard output") && !said.contains("panicked"), "{command}: {said}");
    }
    assert!(output.join("articles.parquet").exists(), "the tables of the run are there");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let (input, scratch) = (a_few_articles(), tempfile::tempdir().expect("a scratch directory"));
    for command in ["schema --markdown", "explain \"$I\"", "check --list", "run --dry-run --input \"$I\" --output \"$O\"", "--help"] {
        let script = format!("{{ \"$N\" {command}; echo \"code $?\" >&2; }} | true");
        let (_, said) = told(&script, input.path(), &scratch.path().join("tables"));
        assert_eq!(said, "code 0\n", "{command}");
    }
}

#[test]
fn a_full_or_closed_standard_error_ends_no_run() {
    let (input, scratch) = (a_few_articles(), tempfile::tempdir().expect("a scratch directory"));
    let output = scratch.path().join("tables");
    for redirection in ["2> /dev/full", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", "2> /dev/full --log-format json"] {
        for level in ["info", "trace"] {
            let script = format!("NEWSGRAIN_LOG={level} \"$N\" run --max-reject-rate 1 --input \"$I\" --output \"$O\" {redirection}");
            assert_eq!(told(&script, input.path(), &output).0, Some(0), "{redirection} at {level}");
            // A file that took the number of a closed stream would hold words of the log.
            let (code, said) = told("\"$N\" check \"$O\"", input.path(), &output);
            assert_eq!(code, Some(0), "{redirection}: {said}");
        }
    }
    for wrong in ["run --input no/such/folder", "runn", "explain no/such/file", "run --jobs 0 --log-format json"] {
        for redirection in ["2> /dev/full", "2>&-"] {
            assert_eq!(told(&format!("\"$N\" {wrong} {redirection}"), input.path(), &output).0, Some(2), "{wrong} {redirection}");
        }
    }
}

/// Ids, addresses, outlets and text with escapes of both kinds, marks of direction and characters that nobody sees.
const HOSTILE: &str = concat!(
    r#"{"id": "a\u001b[2Jb\u202ec\nd", "url": "https://news.example/\u009b31m\u2066x", "outlet": "Quay\u001b]0;gone\u0007 News", "#,
    r#""authors": ["Ana\u200b Duarte"], "headline": "Toll\u001b[8m rises\u2028again", "#,
    r#""text": "The mayor said \u001b[31m31 people\u202e had been\r rescued from the ferry after it ran aground near the lock. "#,
    r#"She told reporters that the harbour would stay closed until Monday, when divers are to look at the hull.\nMore is known."}"#,
    "\n",
    r#"{"id": "bad\u001b[2J\u202e\nnewsgrain: forged", "text": 5}"#,
    "\n",
);

#[test]
fn text_of_others_steers_no_terminal() {
    let (input, scratch) = (tempfile::tempdir().expect("a scratch directory"), tempfile::tempdir().expect("a scratch directory"));
    let (output, odd) = (scratch.path().join("tab\u{1b}[2Jles\u{202e}"), "fe\u{1b}[2Jed\u{202e}\n.jsonl");
    std::fs::write(input.path().join(odd), HOSTILE).expect("the file system takes the name");
    for (command, code) in [
        ("run --max-reject-rate 1 --input \"$I\" --output \"$O\"", 0),
        ("run --max-reject-rate 1 --input \"$I\" --output \"$O\" --log-format json", 0),
        ("run --max-reject-rate 0 --input \"$I\" --output \"$O\"", 1),
        ("run --dry-run --input \"$I\" --output \"$O\"", 0),
        ("rollback --list \"$O\"", 0),
        ("check \"$O\"", 0),
        ("check --source \"$I/none\" \"$O\"", 2),
        ("explain \"$I\"", 1),
        ("explain --parse \"$I\"", 1),
        ("explain \"$I/none\"", 2),
        ("run --input \"$I/none\"", 2),
        ("run --input \"$I/none\" --log-format json", 2),
        ("run --pipeline \"$O/none.toml\"", 2),
        ("run --model \"$I\"/*.jsonl --input \"$I\"", 2),
        ("schema \"$O\"", 2),
        ("\"$O\"", 2),
        ("run --jobs \"$O\" --log-format json", 2),
    ] {
        let done = shell(&format!("NEWSGRAIN_LOG=newsgrain=debug \"$N\" {command}"), input.path(), &output);
        let shown = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(code), "{command}: {shown}");
        let steering = |c: char| is_hidden(c) && !matches!(c, '\n' | '\t');
        assert!(!shown.contains(steering), "{command}: {shown:?}");
        assert!(!shown.contains("\nnewsgrain: forged"), "{command}: {shown}");
    }
}
