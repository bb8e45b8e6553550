//! From Parquet files to Polars frames, a batch at a time.
//!
//! In: a file and the columns that are wanted. Out: data frames. Never infers a type: text, 32-bit integers and days are all there is.

use std::fs::File;
use std::path::Path;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{DataType, Date32Type, Int32Type};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use polars::prelude::*;

use crate::error::{Error, Result};

/// Rows of a batch: small enough to stay in memory, large enough that Polars has work.
const BATCH_ROWS: usize = 16_384;

/// The named columns of a file, batch by batch.
pub(super) fn batches(path: &Path, columns: &[&str]) -> Result<impl Iterator<Item = Result<DataFrame>>> {
    let file = File::open(path).map_err(Error::io("cannot read", path))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
    let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
    let reader = builder.with_projection(mask).with_batch_size(BATCH_ROWS).build()?;
    Ok(reader.map(|batch| frame(&batch?)))
}

/// A record batch as a data frame; days become 32-bit integers.
fn frame(batch: &RecordBatch) -> Result<DataFrame> {
    let schema = batch.schema();
    let columns = schema.fields().iter().zip(batch.columns()).map(|(field, array)| {
        let name = PlSmallStr::from(field.name().as_str());
        match array.data_type() {
            DataType::Utf8 => Ok(Column::new(name, array.as_string::<i32>().iter().collect::<Vec<_>>())),
            DataType::Int32 => Ok(Column::new(name, array.as_primitive::<Int32Type>().iter().collect::<Vec<_>>())),
            DataType::Date32 => Ok(Column::new(name, array.as_primitive::<Date32Type>().iter().collect::<Vec<_>>())),
            other => Err(Error::Corpus(format!("column {} is {other}, which this stage does not read", field.name()))),
        }
    });
    Ok(DataFrame::new_infer_height(columns.collect::<Result<Vec<_>>>()?)?)
}

/// Reduces batch after batch with `reduce`, which must give the same from its own output: partial results are joined and reduced again.
pub(super) fn reduced(
    frames: impl Iterator<Item = Result<DataFrame>>,
    reduce: impl Fn(LazyFrame) -> LazyFrame,
) -> Result<Option<DataFrame>> {
    let join = |parts: Vec<DataFrame>| -> Result<DataFrame> {
        let parts: Vec<LazyFrame> = parts.into_iter().map(IntoLazy::lazy).collect();
        Ok(reduce(concat(parts, UnionArgs::default())?).collect()?)
    };
    let mut parts: Vec<DataFrame> = Vec::new();
    for frame in frames {
        parts.push(reduce(frame?.lazy()).collect()?);
        // The first part is what all before came to. It is joined with those after it when they are a quarter of it: so a row is joined as
        // often as the total grows by a quarter, not with every batch.
        let rows: usize = parts.iter().skip(1).map(DataFrame::height).sum();
        if parts.first().is_some_and(|total| rows * 4 >= total.height()) && parts.len() > 1 {
            parts = vec![join(parts)?];
        }
    }
    if parts.len() > 1 {
        parts = vec![join(parts)?];
    }
    Ok(parts.pop())
}
