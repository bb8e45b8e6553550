//! Articles that a run meets twice: versions of one address, and one text under several addresses.

use std::collections::BTreeMap;
use std::path::Path;

use arrow::array::AsArray;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::{Value, json};

use crate::fixture::{newsgrain, quiet_run, root};

/// One record of a JSONL file.
fn record(url: &str, updated: &str, body: &str) -> Value {
    let text = format!("{body} The harbour master said that the first boats had come in at dawn on Tuesday.");
    json!({"url": url, "title": "Quay reopens after the storm", "date": "2024-03-05", "updated": updated, "text": text})
}

fn run(records: &[Value], output: &Path, jobs: &str, pipeline: Option<&Path>) -> Value {
    let input = output.with_extension("jsonl");
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    std::fs::write(&input, lines.join("\n")).expect("it can be written");
    let mut command = quiet_run(&input, output);
    command.args(["--jobs", jobs]);
    pipeline.into_iter().for_each(|p| _ = command.arg("--pipeline").arg(p));
    command.assert().success();
    newsgrain().arg("check").arg(output).assert().success();
    let report = std::fs::read(output.join("run.json")).expect("it is there");
    serde_json::from_slice(&report).expect("it is JSON")
}

/// Flags of the articles by the first words of their text's body.
fn articles(output: &Path) -> BTreeMap<String, Vec<String>> {
    let file = std::fs::File::open(output.join("articles.parquet")).expect("it is there");
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("it is Parquet").build().expect("it can be read");
    let mut found = BTreeMap::new();
    for batch in reader {
        let batch = batch.expect("it is whole");
        let text = batch.column_by_name("text").expect("it is there").as_string::<i32>();
        let flags = batch.column_by_name("flags").expect("it is there").as_list::<i32>();
        for n in 0..batch.num_rows() {
            let body = text.value(n).split("\n\n").last().unwrap_or_default();
            let flags = flags.value(n);
            let flags = flags.as_string::<i32>().iter().flatten().map(str::to_owned).collect();
            found.insert(body.split(' ').take(2).collect::<Vec<_>>().join(" "), flags);
        }
    }
    found
}

#[test]
fn of_versions_of_one_address_the_newest_stays_wherever_it_stands() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let [old, new, middle] =
        [("Old words", "2024-03-05T08:00:00Z"), ("New words", "2024-03-07T08:00:00Z"), ("Some words", "2024-03-06T08:00:00Z")]
            .map(|(body, updated)| record("https://gull.example/quay", updated, body));
    // Small enough that rows are on disk when the newer version comes, and so many documents between that they are of other chunks.
    let pipeline = scratch.path().join("small.toml");
    let kept = std::fs::read_to_string(root().join("pipelines/rules.toml")).expect("it is there");
    let small = regex::Regex::new(r"memory_budget_bytes = \d+").expect("it is a regex").replace(&kept, "memory_budget_bytes = 1");
    std::fs::write(&pipeline, small.as_bytes()).expect("it is new");
    let others =
        |from: usize| (from..from + 300).map(|n| record(&format!("https://gull.example/{n}"), "2024-03-05", &format!("Story{n} here")));
    let orders = [[&old, &new, &middle], [&new, &old, &middle], [&middle, &old, &new]];
    for (n, [a, b, c]) in orders.into_iter().enumerate() {
        let near: Vec<Value> = [a, b, c].into_iter().cloned().collect();
        let far: Vec<Value> = others(0).chain([a.clone()]).chain(others(1000)).chain([b.clone(), c.clone()]).collect();
        for (name, records, pipeline) in [("near", &near, None), ("far", &far, None), ("spilled", &far, Some(pipeline.as_path()))] {
            let output = scratch.path().join(format!("{name}-{n}"));
            let report = run(records, &output, if n == 1 { "3" } else { "1" }, pipeline);
            let found = articles(&output);
            assert!(found.contains_key("New words") && !found.contains_key("Old words") && !found.contains_key("Some words"), "{name} {n}");
            assert_eq!(report["duplicates"]["same_id"], 2, "{name} {n}");
            assert_eq!(report["rejects"]["tables"]["duplicate_id"], 2);
            assert_eq!(report["articles"].as_u64(), Some(found.len() as u64));
        }
    }
}

#[test]
fn of_versions_of_one_time_the_last_one_read_stays() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let [first, second] = ["First words", "Second words"].map(|body| record("https://gull.example/quay", "2024-03-05", body));
    let output = scratch.path().join("tables");
    let report = run(&[first, second], &output, "1", None);
    assert_eq!(articles(&output).into_keys().collect::<Vec<_>>(), ["Second words"]);
    assert_eq!(report["duplicates"]["newer_versions"], 1);
}

#[test]
fn one_text_under_two_addresses_is_flagged_and_both_stay() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let records = [("a", "Same words"), ("b", "SAME  words,"), ("c", "Other words")];
    let records = records.map(|(path, body)| record(&format!("https://gull.example/{path}"), "2024-03-05", body));
    let output = scratch.path().join("tables");
    let report = run(&records, &output, "2", None);
    let found = articles(&output);
    let flagged: Vec<_> =
        found.iter().filter(|(_, flags)| flags.iter().any(|f| f == "duplicate_text")).map(|(words, _)| words.as_str()).collect();
    assert_eq!((found.len(), flagged), (3, vec!["SAME words,"]));
    assert_eq!(report["duplicates"]["same_text"], 1);
    assert_eq!(report["flags"]["duplicate_text"], 1);
}
