//! `manifest.json`: what the tables were made of.
//!
//! In: the plan, the inputs, the written tables. Out: JSON without any clock time, so that it is the same when nothing changed.

use std::path::Path;

use serde::Serialize;

use super::json::write_json;
use super::plan::Plan;
use crate::error::Result;
use crate::write::{CONTRACT_VERSION, TableFile, layout};

/// One file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InputFile {
    /// Its path relative to the input root.
    pub path: String,
    /// Bytes that were read of it.
    pub bytes: u64,
    /// BLAKE3 of those bytes, 32 hexadecimal digits.
    pub hash: String,
}

/// One table that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct OutputTable {
    name: &'static str,
    path: String,
    rows: u64,
    bytes: u64,
    sha256: String,
}

/// The manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Manifest {
    contract: &'static str,
    extractor: String,
    configuration: String,
    inputs: Vec<InputFile>,
    tables: Vec<OutputTable>,
}

impl Manifest {
    /// The manifest of a run.
    pub fn new(plan: &Plan, inputs: Vec<InputFile>, files: &[TableFile]) -> Self {
        let table =
            |f: &TableFile| OutputTable { name: f.table, path: f.file.clone(), rows: f.rows, bytes: f.bytes, sha256: f.sha256.clone() };
        Self {
            contract: CONTRACT_VERSION,
            extractor: format!("newsgrain {}", env!("CARGO_PKG_VERSION")),
            configuration: plan.fingerprint.clone(),
            inputs,
            tables: files.iter().map(table).collect(),
        }
    }

    /// Writes `manifest.json` into `dir`.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, dir: &Path) -> Result<()> {
        write_json(&dir.join(layout::MANIFEST), self)
    }
}
