//! An output directory as it is found.
//!
//! In: a directory. Out: [`Output`]: its three JSON files as far as they can be read, its tables as far as they can be opened. Never
//! trusts any of them: what cannot be read is a message, also where the Parquet reader itself gives up on a damaged file.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use arrow::array::RecordBatch;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use serde::Deserialize;

use super::rows::{Context, Rows};
use crate::error::{Error, Result};
use crate::guard::guarded;
use crate::tables::schema::TableSchema;
use crate::tables::{SCHEMAS, schema};

/// Rows of a batch: of texts a few are enough.
const BATCH_ROWS: usize = 1024;
const BATCH_ARTICLES: usize = 64;

/// `datapackage.json`, as far as the checks need it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Package {
    pub version: Option<String>,
    pub resources: Vec<Resource>,
}

/// One table of the package.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Resource {
    pub name: String,
    pub path: String,
    pub bytes: Option<u64>,
    pub hash: Option<String>,
    pub schema: serde_json::Value,
}

/// `manifest.json`, as far as the checks need it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Manifest {
    pub contract: String,
    pub tables: Vec<ManifestTable>,
}

/// One table of the manifest.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct ManifestTable {
    pub name: String,
    pub path: String,
    pub rows: u64,
    pub bytes: u64,
    pub sha256: String,
}

/// `run.json`, as far as the checks need it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Run {
    pub status: String,
    pub error: Option<String>,
    #[serde(default)]
    pub tables: BTreeMap<String, u64>,
    pub documents: Option<u64>,
    pub articles: Option<u64>,
}

/// A table of the output.
pub(super) struct Table {
    /// Its name in the package.
    pub name: String,
    /// The contract of that name; none for a table that this version does not know.
    pub schema: Option<&'static TableSchema>,
    /// Where it is.
    pub path: PathBuf,
    /// Its footer, or why it cannot be read.
    pub footer: std::result::Result<ArrowReaderMetadata, String>,
}

/// A stream of batches, or of why there are no more.
pub(super) type Batches = Box<dyn Iterator<Item = std::result::Result<RecordBatch, String>>>;

impl Table {
    /// Reads the footer.
    fn open(name: String, path: PathBuf) -> Self {
        let footer = guarded(|| {
            let file = File::open(&path).map_err(|e| e.to_string())?;
            ArrowReaderMetadata::load(&file, ArrowReaderOptions::default()).map_err(|e| e.to_string())
        });
        Self { schema: schema(&name), name, path, footer }
    }

    /// Name of the file.
    pub(super) fn file_name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Rows, as the footer says.
    pub(super) fn row_count(&self) -> Option<u64> {
        let footer = self.footer.as_ref().ok()?;
        u64::try_from(footer.metadata().file_metadata().num_rows()).ok()
    }

    /// A value of the footer.
    pub(super) fn footer_value(&self, key: &str) -> Option<&str> {
        let values = self.footer.as_ref().ok()?.metadata().file_metadata().key_value_metadata()?;
        values.iter().find(|v| v.key == key)?.value.as_deref()
    }

    /// The rows, or only those columns of them; the stream ends at the first damage.
    pub(super) fn batches(&self, columns: Option<&[&str]>) -> std::result::Result<Batches, String> {
        let footer = self.footer.clone()?;
        let rows = if self.name == "articles" { BATCH_ARTICLES } else { BATCH_ROWS };
        let mut reader = guarded(|| {
            let file = File::open(&self.path).map_err(|e| e.to_string())?;
            let mut builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, footer).with_batch_size(rows);
            if let Some(columns) = columns {
                let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
                builder = builder.with_projection(mask);
            }
            builder.build().map_err(|e| e.to_string())
        })?;
        let mut failed = false;
        Ok(Box::new(std::iter::from_fn(move || {
            if failed {
                return None;
            }
            let next = guarded(|| reader.next().transpose().map_err(|e| e.to_string())).transpose();
            failed = matches!(next, Some(Err(_)));
            next
        })))
    }
}

impl Table {
    /// Some columns of the table, batch after batch. Damage ends it, and is reported where all the rows are read.
    pub(super) fn each(&self, columns: &[&str], mut take: impl FnMut(&Rows<'_>)) {
        let (Some(schema), Ok(batches)) = (self.schema, self.batches(Some(columns))) else { return };
        let context = Context::default();
        let mut first = 0;
        for batch in batches.map_while(std::result::Result::ok) {
            let count = batch.num_rows() as u64;
            take(&Rows { schema, batch, first, before: None, context: &context });
            first += count;
        }
    }
}

/// An output directory.
pub(super) struct Output {
    pub package: std::result::Result<Package, String>,
    pub manifest: std::result::Result<Manifest, String>,
    pub run: std::result::Result<Run, String>,
    /// Its tables: first the known ones in the order of the contract, then others.
    pub tables: Vec<Table>,
    /// Paths that the package or the manifest names and that are no plain file names.
    pub strange_paths: Vec<String>,
}

impl Output {
    /// Opens what there is.
    ///
    /// # Errors
    /// [`Error::Io`] where the directory cannot be listed, [`Error::Configuration`] where it holds no output.
    pub(super) fn open(dir: &Path) -> Result<Self> {
        let listed = std::fs::read_dir(dir).map_err(Error::io("cannot read", dir))?;
        let names: Vec<String> = listed.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
        let package: std::result::Result<Package, String> = read_json(&dir.join("datapackage.json"));
        let manifest: std::result::Result<Manifest, String> = read_json(&dir.join("manifest.json"));
        let run = read_json(&dir.join("run.json"));
        let mut files: BTreeMap<String, String> =
            names.iter().filter_map(|n| n.strip_suffix(".parquet").map(|table| (table.to_owned(), n.clone()))).collect();
        if files.is_empty() && package.is_err() && manifest.is_err() {
            return Err(Error::Configuration(format!("{} holds no tables", dir.display())));
        }
        let named = package.iter().flat_map(|p| p.resources.iter().map(|r| (&r.name, &r.path)));
        let named = named.chain(manifest.iter().flat_map(|m| m.tables.iter().map(|t| (&t.name, &t.path))));
        let mut strange_paths = Vec::new();
        for (name, path) in named {
            if Path::new(path).file_name().is_some_and(|n| n == path.as_str()) {
                files.insert(name.clone(), path.clone());
            } else {
                strange_paths.push(path.clone());
            }
        }
        let mut tables: Vec<Table> = files.into_iter().map(|(name, path)| Table::open(name, dir.join(path))).collect();
        tables.sort_by_key(|t| (SCHEMAS.iter().position(|s| s.name == t.name).unwrap_or(usize::MAX), t.name.clone()));
        Ok(Self { package, manifest, run, tables, strange_paths })
    }

    /// A table by its name.
    pub(super) fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|t| t.name == name)
    }

    /// The names of the tables that this version knows and that can be read.
    pub(super) fn readable(&self) -> Vec<&'static str> {
        self.tables.iter().filter(|t| t.footer.is_ok()).filter_map(|t| t.schema.map(|s| s.name.as_str())).collect()
    }
}

/// A JSON file, or why it cannot be read.
fn read_json<T: for<'de> Deserialize<'de>>(path: &Path) -> std::result::Result<T, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("cannot be read: {e}"))?;
    serde_json::from_slice(&bytes).map_err(|e| format!("is not what it should be: {e}"))
}
