//! The tables in the programs of those who read them: DuckDB, Polars, pandas, PyArrow, Frictionless.

use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use crate::fixture::{files_of, published, root};

/// What `tests/readers.py` ends with where a package is missing.
const MISSING: i32 = 3;

/// Reads each table of a folder with PyArrow and writes it back.
const REWRITE: &str = "import sys, glob\ntry:\n    import pyarrow.parquet as pq\nexcept ImportError as e:\n    print(e); sys.exit(3)\n\
for f in glob.glob(sys.argv[1] + '/*.parquet'):\n    pq.write_table(pq.read_table(f), f)\n";

/// The interpreter: that which `NEWSGRAIN_PYTHON` names, or that of `.venv`.
fn interpreter() -> Option<PathBuf> {
    let named = std::env::var_os("NEWSGRAIN_PYTHON").map(PathBuf::from);
    named.or_else(|| Some(root().join(".venv/bin/python"))).filter(|path| path.exists())
}

/// Says, past the test's own capture, that something was not tested; in CI it must be.
fn missing(what: &str) {
    let in_ci = std::env::var_os("CI").is_some_and(|v| !v.is_empty());
    assert!(!in_ci, "{what}; in CI this test must run: `make test` prepares .venv");
    let _ = writeln!(std::io::stderr(), "LEFT OUT, the readers of the tables: {what}; `make test` prepares .venv");
}

#[test]
fn tables_that_pyarrow_wrote_anew_pass_the_check() {
    let Some(python) = interpreter() else { return missing("no Python interpreter at NEWSGRAIN_PYTHON or .venv/bin/python") };
    let scratch = tempfile::tempdir().expect("a scratch directory");
    for (name, bytes) in files_of(&newsgrain::write::layout::resolve(published())) {
        std::fs::write(scratch.path().join(name), bytes).expect("it is new");
    }
    let done = Command::new(python).args(["-c", REWRITE]).arg(scratch.path()).output().expect("the interpreter starts");
    match done.status.code() {
        Some(0) => {}
        Some(MISSING) => return missing(String::from_utf8_lossy(&done.stdout).trim()),
        _ => panic!("{}", String::from_utf8_lossy(&done.stderr)),
    }
    let findings = newsgrain::check::directory(scratch.path(), &newsgrain::check::Options::default()).expect("it can be read");
    assert!(findings.is_clean(), "{findings}");
    assert!(findings.to_string().contains("note: articles.parquet was rewritten by parquet-cpp-arrow version"), "{findings}");
}

#[test]
fn every_reader_opens_every_table_with_the_right_types() {
    let Some(python) = interpreter() else { return missing("no Python interpreter at NEWSGRAIN_PYTHON or .venv/bin/python") };
    let done = Command::new(python).arg(root().join("tests/readers.py")).arg(published()).output().expect("the interpreter starts");
    let said = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    match done.status.code() {
        Some(0) => println!("{said}"),
        Some(MISSING) => missing(said.trim()),
        _ => panic!("{said}"),
    }
}
