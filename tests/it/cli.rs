//! The command line: exit codes, options, messages, help.

use std::path::Path;

use predicates::prelude::*;
use predicates::str::contains;

use crate::fixture::{a_few_articles, newsgrain, quiet_run, root};

/// A folder with one good and one empty article.
fn one_good_one_empty() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a scratch directory");
    std::fs::write(dir.path().join("good.txt"), "Ferry toll rises\n\nThe mayor said 31 people had been rescued.\n").expect("it is new");
    std::fs::write(dir.path().join("empty.txt"), "").expect("it is new");
    dir
}

/// A scratch output that does not exist yet.
fn output(scratch: &tempfile::TempDir) -> std::path::PathBuf {
    scratch.path().join("tables")
}

fn run(input: &Path, output: &Path) -> assert_cmd::Command {
    let mut command = newsgrain();
    command.args(["run", "--input"]).arg(input).arg("--output").arg(output);
    command
}

#[test]
fn a_run_prints_its_tables_and_ends_with_0() {
    let (input, scratch) = (a_few_articles(), tempfile::tempdir().expect("a scratch directory"));
    let output = output(&scratch);
    run(input.path(), &output).assert().code(0).stdout(contains("articles.parquet").and(contains("rejects.parquet")));
    newsgrain().arg("check").arg(&output).assert().code(0).stdout(contains("no violations"));
}

#[test]
fn more_rejects_than_the_limit_end_with_1_and_the_tables_are_there() {
    let (input, scratch) = (one_good_one_empty(), tempfile::tempdir().expect("a scratch directory"));
    let output = output(&scratch);
    let mut command = run(input.path(), &output);
    command.args(["--max-reject-rate", "0.4"]).assert().code(1).stderr(contains("50.0 % of the documents were rejected"));
    assert!(output.join("articles.parquet").exists());
    run(input.path(), &output).args(["--max-reject-rate", "0.5"]).assert().code(0);
}

#[test]
fn an_input_that_is_not_there_ends_with_2_and_makes_no_tables() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let output = output(&scratch);
    run(Path::new("no/such/folder"), &output).assert().code(2).stderr(contains("no/such/folder does not exist"));
    assert!(!output.join("articles.parquet").exists());
}

#[test]
fn wrong_arguments_end_with_2() {
    newsgrain().args(["run", "--max-reject-rate", "2"]).assert().code(2).stderr(contains("between 0 and 1"));
    newsgrain().args(["run", "--jobs", "0"]).assert().code(2);
    newsgrain().arg("runn").assert().code(2).stderr(contains("run"));
    newsgrain().args(["check", "no/such/folder"]).assert().code(2).stderr(contains("no/such/folder"));
    newsgrain().args(["explain", "no/such/file.txt"]).assert().code(2).stderr(contains("does not exist"));
}

#[test]
fn an_unknown_key_of_a_pipeline_file_is_named_with_its_line_and_the_nearest_known_one() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let file = scratch.path().join("news.toml");
    std::fs::write(&file, "[sources]\npaths = [\"a\"]\n\n[output]\ndirektory = \"b\"\n").expect("it is new");
    let message = contains("news.toml, line 5: unknown key direktory; did you mean directory?");
    newsgrain().args(["run", "--pipeline"]).arg(&file).assert().code(2).stderr(message);
}

#[test]
fn a_dry_run_lists_its_files_and_writes_nothing() {
    let (input, scratch) = (one_good_one_empty(), tempfile::tempdir().expect("a scratch directory"));
    let output = output(&scratch);
    let listed = contains("text\tgood.txt").and(contains("2 files would be read"));
    run(input.path(), &output).arg("--dry-run").assert().code(0).stdout(listed);
    assert_eq!(std::fs::read_dir(scratch.path()).expect("it is there").count(), 0);
}

#[test]
fn logs_are_json_lines_where_that_is_asked_for() {
    let (input, scratch) = (one_good_one_empty(), tempfile::tempdir().expect("a scratch directory"));
    let done = run(input.path(), &output(&scratch)).args(["--log-format", "json", "--max-reject-rate", "1"]).assert().code(0);
    let log = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    let lines: Vec<serde_json::Value> = log.lines().map(|l| serde_json::from_str(l).expect("every line is JSON")).collect();
    let messages: Vec<&str> = lines.iter().filter_map(|l| l.pointer("/fields/message")?.as_str()).collect();
    assert!(messages.iter().any(|m| m.contains("1 articles, 1 rejects")), "{messages:?}");
    assert!(lines.iter().any(|l| l.pointer("/fields/reason").is_some_and(|r| r == "empty")), "the reject is logged with its reason");
}

#[test]
fn a_quiet_run_says_nothing() {
    let (input, scratch) = (one_good_one_empty(), tempfile::tempdir().expect("a scratch directory"));
    quiet_run(input.path(), &output(&scratch)).assert().code(0).stdout("").stderr("");
}

#[test]
fn standard_input_is_a_source() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let output = output(&scratch);
    let record = "{\"id\": \"a\", \"headline\": \"Ferry toll rises\", \"text\": \"The mayor said 31 people had been rescued.\"}\n";
    let mut command = run(Path::new("-"), &output);
    command.arg("--quiet").write_stdin(record).assert().code(0);
    newsgrain().arg("check").arg(&output).assert().code(0).stdout(contains(" 1 articles: no violations"));
}

#[test]
fn a_schema_is_printed_as_it_is_kept() {
    let kept = std::fs::read_to_string(root().join("schemas/quotes.json")).expect("it is there");
    newsgrain().args(["schema", "quotes"]).assert().code(0).stdout(kept);
    newsgrain().args(["schema", "quote"]).assert().code(2).stderr(contains("did you mean quotes?"));
    newsgrain().arg("schema").assert().code(0).stdout(contains("figures").and(contains("One row a numeric claim")));
    newsgrain()
        .args(["schema", "--markdown"])
        .assert()
        .code(0)
        .stdout(contains("### figures").and(contains("| `claim_status` * | Utf8 |")));
}

#[test]
fn an_article_is_explained_without_colours_where_nobody_looks() {
    let file = root().join("tests/articles/wire-dateline.txt");
    let plain = contains("Norwegian tunnel fire").and(contains("\u{1b}").not());
    newsgrain().arg("explain").arg(&file).assert().code(0).stdout(plain);
    newsgrain().arg("explain").arg(&file).env("CLICOLOR_FORCE", "1").assert().code(0).stdout(contains("\u{1b}"));
    newsgrain().arg("explain").arg(&file).env("NO_COLOR", "1").assert().code(0).stdout(contains("\u{1b}").not());
}

#[test]
fn one_record_of_a_container_is_explained() {
    let records = "{\"id\": 7, \"text\": \"Rain fell.\"}\n{\"id\": \"b\", \"text\": \"Snow fell.\"}\n{\"id\": \"c\", \"text\": 5}\n";
    let explain = |record: &str| {
        let mut command = newsgrain();
        command.args(["explain", "-", "--record", record]).write_stdin(records);
        command
    };
    explain("7").assert().code(0).stdout(contains("Rain fell.").and(contains("Snow").not()));
    explain("c").assert().code(1).stdout(contains("wrong_type"));
    explain("z").assert().code(2).stderr(contains("- has no record z"));
}

#[test]
fn the_checks_are_listed() {
    newsgrain().args(["check", "--list"]).assert().code(0).stdout(contains("tiling").and(contains("offsets")));
}
