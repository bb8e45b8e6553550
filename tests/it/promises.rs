//! The README says what is safe to rely on: every promise names the tests that keep it.

use crate::fixture::root;

/// The rows of the table of promises: what is promised, and the tests that keep it.
fn promises(readme: &str) -> Vec<(&str, Vec<&str>)> {
    let table = readme.split_once("<!-- promises:begin -->").and_then(|(_, rest)| rest.split_once("<!-- promises:end -->"));
    let (table, _) = table.expect("README.md has the markers of the promises");
    let rows = table.lines().filter_map(|line| line.trim().strip_prefix("| ")?.strip_suffix(" |")).skip(1);
    rows.map(|row| {
        let (promise, tests) = row.rsplit_once(" | ").expect("a row has two columns");
        (promise, tests.split('`').skip(1).step_by(2).collect())
    })
    .collect()
}

#[test]
fn every_promise_of_the_readme_names_tests_that_there_are() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("it is there");
    let files = ["src", "tests", "crates"].iter().flat_map(|f| walkdir::WalkDir::new(root().join(f))).flatten();
    let rust = files.filter(|e| e.path().extension().is_some_and(|e| e == "rs"));
    let code: String = rust.map(|e| std::fs::read_to_string(e.path()).expect("it can be read")).collect();
    let is_test = |name: &str| {
        let mut before = code.split(&format!("fn {name}()")).collect::<Vec<_>>();
        before.pop();
        // Between the attribute and the function there may be other attributes, but no end of a function.
        before.iter().any(|text| text.rsplit_once("#[test]").is_some_and(|(_, between)| !between.contains('}')))
            // Those of random documents stand in a macro.
            || before.iter().any(|text| text.rsplit_once("proptest! {").is_some_and(|(_, between)| !between.contains("\n}")))
    };
    let promises = promises(&readme);
    assert!(promises.len() >= 10, "the table is there: {promises:?}");
    let mut wrong = Vec::new();
    for (promise, tests) in promises {
        if tests.is_empty() {
            wrong.push(format!("no test keeps: {promise}"));
        }
        wrong.extend(tests.iter().filter(|t| !is_test(t)).map(|t| format!("there is no test {t}, which keeps: {promise}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
