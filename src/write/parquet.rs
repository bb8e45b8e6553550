//! One Parquet file: zstd, statistics, bloom filters on ids, the contract in the footer.
//!
//! In: record batches of one table, already sorted. Out: a file and what is to be said of it. Never depends on how the rows were cut into
//! batches: they are gathered into batches of one size first, so equal rows give equal bytes.

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

use arrow::array::RecordBatch;
use arrow::compute::BatchCoalescer;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::{KeyValue, SortingColumn};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;
use sha2::{Digest, Sha256};

use super::contract::CONTRACT_VERSION;
use crate::error::{Error, Result};
use crate::tables::schema::{Field, SCHEMA_KEY, TableSchema};

/// Rows handed to the writer at a time.
const BATCH_ROWS: usize = 1024;
/// Rows of a row group at the most: one vector of DuckDB's for each of its 60 threads' work units.
const GROUP_ROWS: usize = 122_880;
/// Bytes of a row group in memory at the most: long texts must not hold the whole table back.
const GROUP_BYTES: usize = 16 << 20;

/// Columns that hold running text, table and name.
const PASSAGES: [(&str, &str); 4] = [("articles", "text"), ("blocks", "text"), ("quotes", "text"), ("figures", "sentence")];

/// What is to be said of a written file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFile {
    /// Name of the table.
    pub table: &'static str,
    /// Name of the file.
    pub file: String,
    /// Rows.
    pub rows: u64,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// Writes one table.
pub struct TableWriter {
    schema: &'static TableSchema,
    path: PathBuf,
    writer: ArrowWriter<Sink>,
    gather: BatchCoalescer,
    rows: u64,
}

impl TableWriter {
    /// Begins `<dir>/<table>.parquet`.
    ///
    /// # Errors
    /// The file cannot be made.
    pub fn create(dir: &Path, schema: &'static TableSchema) -> Result<Self> {
        let path = dir.join(format!("{}.parquet", schema.name));
        let file = File::create(&path).map_err(Error::io("cannot create", &path))?;
        let writer = ArrowWriter::try_new(Sink { file, refused: None }, schema.arrow.clone(), Some(properties(schema)?))?;
        let gather = BatchCoalescer::new(schema.arrow.clone(), BATCH_ROWS);
        Ok(Self { schema, path, writer, gather, rows: 0 })
    }

    /// Adds rows; they come in the order of the table.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&mut self, batch: RecordBatch) -> Result<()> {
        self.rows += batch.num_rows() as u64;
        self.gather.push_batch(batch)?;
        self.drain()
    }

    /// Hands gathered batches to the file.
    fn drain(&mut self) -> Result<()> {
        while let Some(full) = self.gather.next_completed_batch() {
            self.writer.write(&full).map_err(|e| self.refusal(e))?;
            if self.writer.in_progress_size() >= GROUP_BYTES {
                self.writer.flush().map_err(|e| self.refusal(e))?;
            }
        }
        Ok(())
    }

    /// Why the library gave up: the system's own answer, where there was one.
    fn refusal(&self, error: ParquetError) -> Error {
        match self.writer.inner().refused {
            Some(code) => Error::io("cannot write", &self.path)(std::io::Error::from_raw_os_error(code)),
            None => error.into(),
        }
    }

    /// Writes the footer, syncs, and tells what was written.
    ///
    /// # Errors
    /// The file cannot be written or read back.
    pub fn finish(mut self) -> Result<TableFile> {
        self.gather.finish_buffered_batch()?;
        self.drain()?;
        self.writer.finish().map_err(|e| self.refusal(e))?;
        self.writer.inner().file.sync_all().map_err(Error::io("cannot sync", &self.path))?;
        let (sha256, bytes) = digest(&self.path)?;
        let name = self.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(TableFile { table: &self.schema.name, file: name, rows: self.rows, bytes, sha256 })
    }
}

/// A file that remembers what the system answered: the library makes a text of that at some places, and a full disk could not be told
/// from a defect.
struct Sink {
    file: File,
    refused: Option<i32>,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let answer = self.file.write(bytes);
        self.refused = answer.as_ref().err().and_then(std::io::Error::raw_os_error);
        answer
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

/// How the files of a table are written.
fn properties(schema: &'static TableSchema) -> Result<WriterProperties> {
    let sort = |n: usize| SortingColumn { column_idx: n as i32, descending: false, nulls_first: false };
    let sequence = schema.fields.iter().position(|f| f.name.ends_with("_seq"));
    let mut sorting = vec![sort(schema.sort_column())];
    sorting.extend(sequence.map(sort));
    let mut builder = WriterProperties::builder()
        .set_created_by(format!("newsgrain {}", env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_max_row_group_row_count(Some(GROUP_ROWS))
        .set_sorting_columns(Some(sorting))
        .set_key_value_metadata(Some(vec![
            KeyValue::new("newsgrain:contract".to_owned(), CONTRACT_VERSION.to_owned()),
            KeyValue::new("newsgrain:table".to_owned(), schema.name.clone()),
            KeyValue::new(SCHEMA_KEY.to_owned(), schema.json.to_owned()),
        ]));
    for name in ["article_id", "entity_id", "speaker_entity_id", "claimant_entity_id"] {
        if schema.fields.iter().any(|f| f.name == name) {
            builder = builder.set_column_bloom_filter_enabled(ColumnPath::from(name), true);
        }
    }
    for field in &schema.fields {
        if let Some(encoding) = encoding(schema, field) {
            let path = ColumnPath::from(field.name.as_str());
            builder = builder.set_column_dictionary_enabled(path.clone(), false).set_column_encoding(path, encoding);
        }
    }
    Ok(builder.build())
}

/// How a column is written whose values hardly ever repeat; none for the others, which have a dictionary. A dictionary of such values is
/// the column once more, and every value is looked up in it first.
fn encoding(schema: &TableSchema, field: &Field) -> Option<Encoding> {
    let is_position = field.kind == "integer" && ["_seq", "_start", "_end"].iter().any(|end| field.name.ends_with(end));
    let is_key = schema.primary_key == [field.name.as_str()] || field.name == "utterance_id";
    let is_passage = PASSAGES.contains(&(&schema.name, &field.name));
    match () {
        // They rise along an article.
        () if is_position => Some(Encoding::DELTA_BINARY_PACKED),
        // They begin as the one before does.
        () if is_key => Some(Encoding::DELTA_BYTE_ARRAY),
        () if is_passage => Some(Encoding::DELTA_LENGTH_BYTE_ARRAY),
        () => None,
    }
}

/// SHA-256 (hexadecimal) and size of a file.
///
/// # Errors
/// The file cannot be read.
pub fn digest(path: &Path) -> Result<(String, u64)> {
    let mut file = BufReader::new(File::open(path).map_err(Error::io("cannot read", path))?);
    let (mut hasher, mut buffer, mut size) = (Sha256::new(), vec![0u8; 1 << 16], 0u64);
    loop {
        let n = file.read(&mut buffer).map_err(Error::io("cannot read", path))?;
        if n == 0 {
            break;
        }
        hasher.update(&buffer[..n]);
        size += n as u64;
    }
    let hex = hasher.finalize().iter().map(|b| format!("{b:02x}")).collect();
    Ok((hex, size))
}
