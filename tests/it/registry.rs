//! One id for one person in every table, whatever the articles call them.

use std::collections::BTreeSet;
use std::path::Path;

use arrow::array::AsArray;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::json;

use crate::fixture::{newsgrain, quiet_run};

/// Two columns of a table, row by row.
fn pairs(output: &Path, table: &str, columns: [&str; 2]) -> BTreeSet<(String, String)> {
    let file = std::fs::File::open(output.join(format!("{table}.parquet"))).expect("it is there");
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("it is Parquet").build().expect("it can be read");
    let mut found = BTreeSet::new();
    for batch in reader {
        let batch = batch.expect("it is whole");
        let [a, b] = columns.map(|c| batch.column_by_name(c).expect("it is there").as_string::<i32>().clone());
        found.extend(a.iter().zip(b.iter()).filter_map(|(a, b)| Some((a?.to_owned(), b?.to_owned()))));
    }
    found
}

/// Runs articles of one day each through the program.
fn run(texts: &[&str], output: &Path) {
    let lines = texts.iter().enumerate().map(|(n, text)| {
        let url = format!("https://gull.example/{n}");
        json!({"url": url, "title": "Harbour news of the day", "date": format!("2024-03-{:02}", n + 1), "text": text}).to_string()
    });
    let input = output.with_extension("jsonl");
    std::fs::write(&input, lines.collect::<Vec<_>>().join("\n")).expect("it can be written");
    quiet_run(&input, output).assert().success();
    newsgrain().arg("check").arg(output).assert().success();
}

const FULL: &str =
    "Olexiy Marchuk told the Fjord Line Company in Odesa that the ferry was late. Marchuk said the Coast Watch Agency knew it.";
const OTHER: &str =
    "The Coast Watch Agency and the Fjord Line Company met in Odesa. \"It was late,\" Olexii Marchouk said on Tuesday evening.";
const BARE: &str = "At the Fjord Line Company in Odesa nobody spoke but Mr Marchuk, who told the Coast Watch Agency of 31 ferries.";

#[test]
fn every_table_has_the_id_of_the_registry() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let output = scratch.path().join("tables");
    run(&[FULL, OTHER, BARE], &output);
    let is_marchuk = |(id, _): &&(String, String)| id.starts_with("person/") && id.contains("march");
    let mentions = pairs(&output, "mentions", ["entity_id", "text"]);
    let ids: BTreeSet<&str> = mentions.iter().filter(is_marchuk).map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids.into_iter().collect::<Vec<_>>(), ["person/olexiy-marchuk"]);
    let speakers = pairs(&output, "quotes", ["speaker_entity_id", "speaker_text"]);
    assert!(speakers.contains(&("person/olexiy-marchuk".into(), "Olexii Marchouk".into())), "{speakers:?}");
    let joined = pairs(&output, "article_entities", ["joined_from", "join_rule"]);
    let expected = [("person/marchuk", "surname"), ("person/olexii-marchouk", "spelling")];
    assert_eq!(joined, expected.map(|(id, rule)| (id.to_owned(), rule.to_owned())).into_iter().collect());
}

#[test]
fn later_articles_rename_nobody() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let [before, after] = ["before", "after"].map(|name| scratch.path().join(name));
    run(&[FULL, OTHER], &before);
    run(&[FULL, OTHER, BARE, &OTHER.replace("Olexii", "Aleksiy"), &FULL.replace("Olexiy Marchuk", "Olexii Marchouk")], &after);
    let ids = |output: &Path| pairs(output, "mentions", ["article_id", "entity_id"]);
    let (old, new) = (ids(&before), ids(&after));
    assert!(old.is_subset(&new), "{:?}", old.difference(&new).collect::<Vec<_>>());
}
