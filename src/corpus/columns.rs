//! From Parquet files to record batches of the columns that are wanted.
//!
//! In: a file, columns, and how many rows a batch may have. Out: record batches. Never holds more than one batch.

use std::fs::File;
use std::path::Path;

use arrow::array::RecordBatch;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::error::{Error, Result};

/// The named columns of a file, all of them where none is named, in batches of so many rows.
pub(super) fn batches(path: &Path, columns: &[&str], rows: usize) -> Result<impl Iterator<Item = Result<RecordBatch>>> {
    let file = File::open(path).map_err(Error::io("cannot read", path))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
    let mask =
        if columns.is_empty() { ProjectionMask::all() } else { ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied()) };
    let reader = builder.with_projection(mask).with_batch_size(rows).build()?;
    Ok(reader.map(|batch| Ok(batch?)))
}
