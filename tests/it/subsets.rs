//! Outputs of some of the tables: nothing else lies in them, and they are as whole as any.

use std::path::Path;

use newsgrain::tables::SCHEMAS;

use crate::fixture::{articles, names_of, newsgrain, quiet_run};

/// Two tables of which one points to the other, or is made of it.
const PAIRS: [[&str; 2]; 6] = [
    ["articles", "quotes"],
    ["entities", "mentions"],
    ["article_entities", "entities"],
    ["figures", "quotes"],
    ["blocks", "sentences"],
    ["articles", "rejects"],
];

/// Publishes these tables, with or without the stage across articles, and checks what is there.
fn publish(tables: &[&str], corpus: bool, scratch: &Path) {
    let (pipeline, output) = (scratch.join("some.toml"), scratch.join("tables"));
    let stages = ["parse", "normalise", "tag", "link"].into_iter().chain(corpus.then_some("corpus"));
    let mut text: String = stages.map(|name| format!("[[stage]]\nname = \"{name}\"\n")).collect();
    text = text.replace("\"tag\"\n", "\"tag\"\ntaggers = [\"sentences\", \"mentions\", \"dates\", \"quotes\", \"figures\"]\n");
    text += &format!("[output]\ntables = {tables:?}\n");
    std::fs::write(&pipeline, text).expect("it can be written");
    quiet_run(&articles().join("wire"), &output).arg("--pipeline").arg(&pipeline).assert().success();
    let parquet = |dir: &Path| names_of(dir).into_iter().filter_map(|n| n.strip_suffix(".parquet").map(str::to_owned)).collect::<Vec<_>>();
    let made = |table: &&&str| **table != "entities" || cfg!(feature = "corpus");
    let mut expected: Vec<&str> = tables.iter().filter(made).copied().collect();
    expected.sort_unstable();
    for dir in [&output, &output.join("current/")] {
        assert_eq!(parquet(dir), expected, "{}", dir.display());
    }
    newsgrain().arg("check").arg(&output).assert().success();
}

#[test]
fn every_table_can_be_published_alone() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    for schema in SCHEMAS.iter() {
        publish(&[&schema.name], true, scratch.path());
        if schema.name != "entities" {
            publish(&[&schema.name], false, scratch.path());
        }
    }
}

#[test]
fn tables_that_point_to_each_other_can_be_published_without_the_others() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    PAIRS.iter().for_each(|pair| publish(pair, true, scratch.path()));
}
