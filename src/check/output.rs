//! An output directory as it is found.
//!
//! In: a directory. Out: [`Output`]: its three JSON files as far as they can be read, its tables as far as they can be opened. Never
//! trusts any of them: what cannot be read is a message, also where the Parquet reader itself gives up on a damaged file; only regular
//! files are opened, and of a JSON file no more is read than one can be long.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::datatypes::{DataType, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use serde::Deserialize;

use super::place::Place;
use super::rows::{Context, Rows};
use crate::error::{Error, Result};
use crate::guard::guarded;
use crate::tables::schema::TableSchema;
use crate::tables::{SCHEMAS, schema};
use crate::write::layout;

/// How programs name themselves in the footers that they write.
const OTHER_WRITERS: [&str; 9] =
    ["parquet-cpp", "parquet-mr", "parquet-rs", "parquet-go", "DuckDB", "Polars", "fastparquet", "Arrow2", "ClickHouse"];

/// The most bytes that a JSON file of an output may have: the manifest names every input.
const LONGEST_JSON: u64 = 256 << 20;

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
    #[serde(default)]
    pub extractor: String,
    #[serde(default)]
    pub inputs: Vec<ManifestInput>,
    pub tables: Vec<ManifestTable>,
}

/// One file that was read.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct ManifestInput {
    pub path: String,
    pub bytes: u64,
    pub hash: String,
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
    /// The version that was published when the run ended; reports of outputs without versions name none.
    pub version: Option<String>,
    pub error: Option<String>,
    #[serde(default)]
    pub tables: BTreeMap<String, u64>,
    pub documents: Option<u64>,
    pub articles: Option<u64>,
    pub rejects: Option<BTreeMap<String, BTreeMap<String, u64>>>,
    pub flags: Option<BTreeMap<String, u64>>,
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
            let file = open_regular(&path)?;
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

    /// Whether the file has a column.
    pub(super) fn has_column(&self, name: &str) -> bool {
        self.footer.as_ref().is_ok_and(|footer| footer.schema().field_with_name(name).is_ok())
    }

    /// The program that wrote the file in the place of newsgrain, if another one says so.
    pub(super) fn rewritten_by(&self) -> Option<&str> {
        let by = self.footer.as_ref().ok()?.metadata().file_metadata().created_by()?;
        OTHER_WRITERS.iter().any(|name| by.starts_with(name)).then_some(by)
    }

    /// The rows, or only those columns of them; the stream ends at the first damage. Text and lists that another program wrote in wider
    /// types come in those of the contract.
    pub(super) fn batches(&self, columns: Option<&[&str]>) -> std::result::Result<Batches, String> {
        let footer = self.footer.clone()?;
        let rows = if self.name == "articles" { BATCH_ARTICLES } else { BATCH_ROWS };
        let mut reader = guarded(|| {
            let file = open_regular(&self.path)?;
            let mut builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, footer).with_batch_size(rows);
            if let Some(columns) = columns {
                let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
                builder = builder.with_projection(mask);
            }
            builder.build().map_err(|e| e.to_string())
        })?;
        let schema = self.schema.filter(|_| self.rewritten_by().is_some());
        let mut failed = false;
        Ok(Box::new(std::iter::from_fn(move || {
            if failed {
                return None;
            }
            let next = guarded(|| reader.next().transpose().map_err(|e| e.to_string())).transpose();
            let next = next.map(|batch| batch.map(|batch| schema.map_or(batch.clone(), |schema| narrowed(batch, schema))));
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

/// The types of the contract in the place of wider ones that hold the same.
fn narrowed(batch: RecordBatch, schema: &TableSchema) -> RecordBatch {
    let found = batch.schema();
    let wanted = found.fields().iter().map(|field| {
        let contract = schema.arrow.field_with_name(field.name()).ok().filter(|c| is_kin(field.data_type(), c.data_type()));
        let kind = contract.map_or(field.data_type(), |c| c.data_type()).clone();
        Arc::new(field.as_ref().clone().with_data_type(kind))
    });
    let wanted: Vec<_> = wanted.collect();
    let columns = batch.columns().iter().zip(&wanted).map(|(column, field)| arrow::compute::cast(column, field.data_type()).ok());
    let cast = columns.collect::<Option<Vec<_>>>().and_then(|c| RecordBatch::try_new(Arc::new(Schema::new(wanted)), c).ok());
    cast.unwrap_or(batch)
}

/// Whether a type holds the same values as that of the contract, as other programs write it: text with wider offsets or by dictionary,
/// lists whose items have another name, moments of UTC in another unit.
pub(super) fn is_kin(found: &DataType, contract: &DataType) -> bool {
    use DataType::{Dictionary, LargeList, LargeUtf8, List, Timestamp, Utf8, Utf8View};
    match (found, contract) {
        (found, contract) if found == contract => true,
        (LargeUtf8 | Utf8View, Utf8) => true,
        (Dictionary(_, value), Utf8) => is_kin(value, contract),
        (List(found) | LargeList(found), List(contract)) => is_kin(found.data_type(), contract.data_type()),
        (Timestamp(_, Some(zone)), Timestamp(_, Some(_))) => matches!(zone.as_ref(), "UTC" | "+00:00" | "Etc/UTC" | "Z"),
        _ => false,
    }
}

/// Opens a regular file: whatever else bears the name, as a pipe, is not waited for.
fn open_regular(path: &Path) -> std::result::Result<File, String> {
    let is_file = std::fs::metadata(path).map_err(|e| e.to_string())?.is_file();
    if is_file { File::open(path).map_err(|e| e.to_string()) } else { Err("is no regular file".to_owned()) }
}

/// An output directory.
pub(super) struct Output {
    pub package: std::result::Result<Package, String>,
    pub manifest: std::result::Result<Manifest, String>,
    /// The report of the run that wrote the tables.
    pub run: std::result::Result<Run, String>,
    /// The report of the last run, where an output with versions was given.
    pub last: Option<std::result::Result<Run, String>>,
    /// Where it lies.
    pub place: Place,
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
        let place = Place::of(dir);
        let names = match super::place::entries(&place.tables) {
            Ok(entries) => entries.into_iter().map(|(name, _)| name).collect(),
            // A version that is not there is a finding, a directory that is not there is none.
            Err(error) if place.output.is_none() => return Err(error),
            Err(_) => Vec::new(),
        };
        let package: std::result::Result<Package, String> = read_json(&place.tables.join(layout::PACKAGE));
        let manifest: std::result::Result<Manifest, String> = read_json(&place.tables.join(layout::MANIFEST));
        let last = place.output.as_ref().map(|output| read_json::<Run>(&output.join(layout::REPORT)));
        let speaks_of_it = |run: &Run| run.version.is_some() && run.version == place.version;
        let run = match (read_json(&place.tables.join(layout::REPORT)), &last) {
            (Err(_), Some(Ok(last))) if speaks_of_it(last) => Ok(last.clone()),
            (run, _) => run,
        };
        let mut files: BTreeMap<String, String> =
            names.iter().filter_map(|n| n.strip_suffix(".parquet").map(|table| (table.to_owned(), n.clone()))).collect();
        if files.is_empty() && package.is_err() && manifest.is_err() && place.output.is_none() {
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
        let mut tables: Vec<Table> = files.into_iter().map(|(name, path)| Table::open(name, place.tables.join(path))).collect();
        tables.sort_by_key(|t| (SCHEMAS.iter().position(|s| s.name == t.name).unwrap_or(usize::MAX), t.name.clone()));
        Ok(Self { package, manifest, run, last, place, tables, strange_paths })
    }

    /// A table by its name.
    pub(super) fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|t| t.name == name)
    }

    /// Whether this version of the program wrote the tables.
    pub(super) fn is_of_this_program(&self) -> bool {
        self.manifest.as_ref().is_ok_and(|m| m.extractor == concat!("newsgrain ", env!("CARGO_PKG_VERSION")))
    }

    /// The names of the tables that this version knows and that can be read.
    pub(super) fn readable(&self) -> Vec<&'static str> {
        self.tables.iter().filter(|t| t.footer.is_ok()).filter_map(|t| t.schema.map(|s| s.name.as_str())).collect()
    }
}

/// A JSON file, or why it cannot be read.
fn read_json<T: for<'de> Deserialize<'de>>(path: &Path) -> std::result::Result<T, String> {
    let file = open_regular(path).map_err(|e| format!("cannot be read: {e}"))?;
    let mut bytes = Vec::new();
    file.take(LONGEST_JSON + 1).read_to_end(&mut bytes).map_err(|e| format!("cannot be read: {e}"))?;
    if bytes.len() as u64 > LONGEST_JSON {
        return Err(format!("has more than {} MB", LONGEST_JSON >> 20));
    }
    serde_json::from_slice(&bytes).map_err(|e| format!("is not what it should be: {e}"))
}
