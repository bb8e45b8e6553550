//! The same input gives the same bytes, whatever the threads, the order of the files and the memory.

use std::collections::BTreeMap;
use std::path::Path;

use crate::fixture::{articles, files_of, published, quiet_run};

/// Everything that was published but the report, which holds clock times.
fn tables(output: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = files_of(output);
    assert!(files.remove("run.json").is_some());
    files
}

/// The names of files that differ.
fn differing(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    assert!(one.keys().eq(other.keys()), "the same files are there");
    one.keys().filter(|name| one[*name] != other[*name]).cloned().collect()
}

#[test]
fn the_number_of_threads_does_not_show() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    for jobs in ["1", "2", "5"] {
        let output = scratch.path().join(jobs);
        quiet_run(&articles(), &output).args(["--jobs", jobs]).assert().success();
        assert_eq!(differing(&tables(published()), &tables(&output)), Vec::<String>::new(), "--jobs {jobs}");
    }
}

#[test]
fn the_order_in_which_a_folder_lists_its_files_does_not_show() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let mut files: Vec<_> = walkdir::WalkDir::new(articles()).into_iter().flatten().filter(|e| e.file_type().is_file()).collect();
    files.sort_by_key(|e| std::cmp::Reverse(blake3::hash(e.path().as_os_str().as_encoded_bytes()).to_hex().to_string()));
    let input = scratch.path().join("articles");
    for file in &files {
        let relative = file.path().strip_prefix(articles()).expect("it lies in the folder");
        let copy = input.join(relative);
        std::fs::create_dir_all(copy.parent().expect("it has a folder")).expect("it can be made");
        std::fs::copy(file.path(), copy).expect("it can be copied");
    }
    let output = scratch.path().join("tables");
    quiet_run(&input, &output).assert().success();
    assert_eq!(differing(&tables(published()), &tables(&output)), Vec::<String>::new());
}

#[test]
fn rows_that_were_sorted_on_disk_are_those_that_were_sorted_in_memory() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let pipeline = scratch.path().join("small.toml");
    let kept = std::fs::read_to_string(crate::fixture::root().join("pipelines/default.toml")).expect("it is there");
    let small = regex::Regex::new(r"memory_budget_bytes = \d+").expect("it is a regex").replace(&kept, "memory_budget_bytes = 1");
    assert_ne!(kept, small);
    std::fs::write(&pipeline, small.as_bytes()).expect("it is new");
    let output = scratch.path().join("tables");
    quiet_run(&articles(), &output).arg("--pipeline").arg(&pipeline).assert().success();
    // The manifest tells of another pipeline file.
    assert_eq!(differing(&tables(published()), &tables(&output)), ["manifest.json"]);
}
