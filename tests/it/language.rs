//! The language model as a user meets it: commands, options, and a pipeline without it.

use predicates::prelude::*;
use predicates::str::contains;
use sha2::{Digest, Sha256};

use crate::fixture::{a_few_articles, newsgrain, quiet_run, root};

const ARTICLE: &str = "Lock news\n\nThe lock keeper closed two gates on Tuesday, Marta Oduya said.\n";

#[test]
fn the_pipeline_of_rules_works_without_the_model() {
    let (input, scratch) = (a_few_articles(), tempfile::tempdir().expect("a scratch directory"));
    let output = scratch.path().join("tables");
    quiet_run(input.path(), &output).args(["--pipeline", "pipelines/rules.toml"]).assert().success();
    newsgrain().arg("check").arg(&output).assert().code(0).stdout(contains("no violations"));
}

#[test]
fn threads_share_the_model_and_give_the_same_tables() {
    let (input, scratch) = (a_few_articles(), tempfile::tempdir().expect("a scratch directory"));
    let tables = ["1", "2"].map(|jobs| {
        let output = scratch.path().join(jobs);
        quiet_run(input.path(), &output).args(["--jobs", jobs]).assert().success();
        ["mentions.parquet", "quotes.parquet", "figures.parquet"].map(|name| std::fs::read(output.join(name)).expect("it was published"))
    });
    assert!(tables[0] == tables[1]);
}

#[test]
fn the_parse_is_shown_on_request() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let file = folder.path().join("lock.txt");
    std::fs::write(&file, ARTICLE).expect("it is new");
    newsgrain()
        .args(["explain", "--parse"])
        .arg(&file)
        .assert()
        .code(0)
        .stdout(contains("parse  The lock keeper closed").and(contains("dobj")));
    newsgrain().arg("explain").arg(&file).assert().code(0).stdout(contains("dobj").not());
}

#[test]
fn a_model_tells_its_origin_and_licence() {
    let told = || contains("en_core_web_md 3.8.0").and(contains("licence   MIT")).and(contains("SHA-256"));
    newsgrain().args(["model", "info"]).assert().code(0).stdout(told());
    let folder = tempfile::tempdir().expect("a scratch directory");
    let file = folder.path().join("model.safetensors");
    std::fs::write(&file, model()).expect("it is new");
    newsgrain().args(["model", "info"]).arg(&file).assert().code(0).stdout(told());
}

/// The model file, of which two crates hold a half each.
fn model() -> Vec<u8> {
    let half = |n: u8| std::fs::read(root().join(format!("crates/model-{n}/en_core_web_md-3.8.0.part{n}"))).expect("it is there");
    [half(1), half(2)].concat()
}

#[test]
fn the_halves_of_the_model_are_the_file_that_is_described() {
    let hash: String = Sha256::digest(model()).iter().map(|byte| format!("{byte:02x}")).collect();
    let card = std::fs::read_to_string(root().join("data/models/README.md")).expect("it is there");
    assert!(card.contains(&format!("| SHA-256 of this file | `{hash}` |")), "data/models/README.md does not name {hash}");
}

#[test]
fn what_is_no_wheel_or_no_model_ends_with_2_and_writes_nothing() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let output = folder.path().join("model.safetensors");
    newsgrain().args(["model", "import", "Cargo.toml", "--output"]).arg(&output).assert().code(2).stderr(contains("Cargo.toml: "));
    assert!(!output.exists());
    std::fs::write(&output, "mine").expect("it is new");
    let said = contains("is no model and is not replaced");
    newsgrain().args(["model", "import", "Cargo.toml", "--output"]).arg(&output).assert().code(2).stderr(said);
    assert_eq!(std::fs::read_to_string(&output).expect("it is there"), "mine");
    newsgrain().args(["model", "info", "Cargo.toml"]).assert().code(2).stderr(contains("not a model file"));
    newsgrain().args(["run", "--input", "data/articles", "--model", "Cargo.toml"]).assert().code(2).stderr(contains("not a model file"));
}
