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
    newsgrain().args(["check", "tests", "--source", "-"]).assert().code(2).stderr(contains("name files with --source"));
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
    let mut command = run(input.path(), &output(&scratch));
    command.args(["--log-format", "json", "--max-reject-rate", "1"]).env("NEWSGRAIN_LOG", "newsgrain=debug");
    let lines = json_lines(&command.assert().code(0).get_output().stderr);
    let field = |message: &str, name: &str| {
        let line = lines.iter().find(|l| l["fields"]["message"].as_str().is_some_and(|m| m.contains(message)));
        line.unwrap_or_else(|| panic!("no line says {message}: {lines:?}"))["fields"][name].clone()
    };
    assert_eq!((field("published", "articles"), field("published", "rejects")), (1.into(), 1.into()));
    assert_eq!(field("reading", "files"), 2);
    assert_eq!((field("documents left out", "rejects"), field("documents left out", "empty")), (1.into(), 1.into()));
    assert!(lines.iter().any(|l| l["level"] == "DEBUG" && l["fields"]["reason"] == "empty"), "the reject is named, with its reason");
}

/// Every line of an output as JSON.
fn json_lines(output: &[u8]) -> Vec<serde_json::Value> {
    String::from_utf8_lossy(output).lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"))).collect()
}

#[test]
fn errors_are_json_lines_too_also_those_of_arguments() {
    let error = |arguments: &[&str], code: i32| {
        let done = newsgrain().args(arguments).assert().code(code).stdout("");
        let lines = json_lines(&done.get_output().stderr);
        assert_eq!((lines.len(), &lines[0]["level"]), (1, &"ERROR".into()), "{lines:?}");
        assert_eq!(lines[0]["fields"]["code"], code);
        lines[0]["fields"].clone()
    };
    assert_eq!(error(&["run", "--log-format", "json", "--input", "no/such/folder"], 2)["kind"], "configuration");
    assert_eq!(error(&["run", "--jobs", "0", "--log-format=json"], 2)["kind"], "arguments");
    assert_eq!(error(&["--log-format", "json"], 2)["kind"], "arguments");
    let missing = error(&["run", "--log-format", "json", "--pipeline", "no/such.toml"], 2);
    assert_eq!((&missing["kind"], &missing["path"]), (&"io".into(), &"no/such.toml".into()));
    assert_eq!(error(&["schema", "quoets", "--log-format", "json"], 2)["message"], "unknown table quoets; did you mean quotes?");
}

#[test]
fn rejects_are_one_line_at_the_end_and_named_at_debug_level() {
    let (input, scratch) = (one_good_one_empty(), tempfile::tempdir().expect("a scratch directory"));
    let rejects = |level: Option<&str>| {
        let mut command = run(input.path(), &output(&scratch));
        level.map(|l| command.env("NEWSGRAIN_LOG", l));
        let done = command.args(["--max-reject-rate", "1"]).assert().code(0);
        String::from_utf8_lossy(&done.get_output().stderr).into_owned()
    };
    let usual = rejects(None);
    assert!(!usual.contains("WARN") && !usual.contains("empty.txt"), "{usual}");
    assert!(usual.lines().any(|l| l.contains("rejects=1 empty=1") && l.contains("rejects.parquet")), "{usual}");
    assert!(rejects(Some("newsgrain=debug")).contains("document=empty.txt"));
    let misread = rejects(Some("newsgrain=loud"));
    assert!(misread.contains("NEWSGRAIN_LOG is not understood"), "{misread}");
}

#[test]
fn a_run_away_from_the_sample_articles_says_what_to_do() {
    let empty = tempfile::tempdir().expect("a scratch directory");
    let told = contains("data/articles, which is not in this directory").and(contains("newsgrain run --input articles/ --output tables/"));
    newsgrain().current_dir(empty.path()).arg("run").assert().code(2).stderr(told);
    assert_eq!(std::fs::read_dir(empty.path()).expect("it is there").count(), 0, "nothing is left behind");
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
#[cfg(feature = "language")]
fn whose_word_it_is_is_explained_by_the_rules_that_read_the_parse() {
    let text = "The mayor, who had seen the quay, said on Monday that 12 boats were lost.\n";
    let explained = newsgrain().args(["explain", "-"]).write_stdin(text).assert().code(0);
    explained.stdout(contains("“said” (say, state); subject by subject_"));
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
