//! The tables in the programs of those who read them: DuckDB, Polars, pandas, PyArrow, Frictionless.

use std::path::PathBuf;
use std::process::Command;

use crate::fixture::{published, root};

/// What `tests/readers.py` ends with where a package is missing.
const MISSING: i32 = 3;

/// The interpreter: that which `NEWSGRAIN_PYTHON` names, or that of `.venv`.
fn interpreter() -> Option<PathBuf> {
    let named = std::env::var_os("NEWSGRAIN_PYTHON").map(PathBuf::from);
    named.or_else(|| Some(root().join(".venv/bin/python"))).filter(|path| path.exists())
}

#[test]
fn every_reader_opens_every_table_with_the_right_types() {
    let in_ci = std::env::var_os("CI").is_some_and(|v| !v.is_empty());
    let missing = |what: &str| {
        assert!(!in_ci, "{what}; in CI this test must run: `make test` prepares .venv");
        eprintln!("LEFT OUT: {what}; `make test` prepares .venv");
    };
    let Some(python) = interpreter() else { return missing("no Python interpreter at NEWSGRAIN_PYTHON or .venv/bin/python") };
    let done = Command::new(python).arg(root().join("tests/readers.py")).arg(published()).output().expect("the interpreter starts");
    let said = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    match done.status.code() {
        Some(0) => println!("{said}"),
        Some(MISSING) => missing(said.trim()),
        _ => panic!("{said}"),
    }
}
