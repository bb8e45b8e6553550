//! Parquet with named columns.
//!
//! In: a Parquet file. Out: a document for each row, from columns of text, numbers and lists of text. A stream is spooled to a scratch file,
//! for the format is read from its end; rows are read in small batches.

use std::fs::File;
use std::io::{BufRead, Seek};

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use serde_json::Value;

use super::{Documents, Options, fields, record, reject, unreadable};
use crate::document::RawDocument;
use crate::error::{Reject, RejectReason};

/// Rows read at once.
const BATCH: usize = 64;

/// Whether the first bytes are those of Parquet.
pub(super) fn sniff(first: &[u8]) -> bool {
    first.starts_with(b"PAR1")
}

/// The rows of a stream.
pub(super) fn open<'a>(stream: Box<dyn BufRead + 'a>, uri: &'a str, options: &'a Options) -> Documents<'a> {
    let one = |reject| -> Documents<'a> { Box::new(std::iter::once(Err(reject))) };
    let file = match spool(stream) {
        Ok(file) => file,
        Err(error) => return one(unreadable(uri, &error)),
    };
    match batches(file, options) {
        Ok(reader) => Box::new(Rows { reader, batch: None, at: 0, row: 0, uri, options, done: false }),
        Err(message) => one(reject(uri, RejectReason::BadRecord, message, None)),
    }
}

fn spool(mut stream: Box<dyn BufRead + '_>) -> std::io::Result<File> {
    let mut file = tempfile::tempfile()?;
    std::io::copy(&mut stream, &mut file)?;
    file.rewind()?;
    Ok(file)
}

/// A reader of the columns that the contract knows.
fn batches(file: File, options: &Options) -> Result<ParquetRecordBatchReader, String> {
    let wrong = |e: parquet::errors::ParquetError| format!("no Parquet file can be read: {e}");
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(wrong)?;
    let known: Vec<&str> = fields::KNOWN.iter().flat_map(|(field, _)| options.fields.names(field)).map(String::as_str).collect();
    let wanted: Vec<usize> =
        builder.schema().fields().iter().enumerate().filter(|(_, f)| known.contains(&f.name().as_str())).map(|(n, _)| n).collect();
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
    builder.with_projection(mask).with_batch_size(BATCH).build().map_err(wrong)
}

struct Rows<'a> {
    reader: ParquetRecordBatchReader,
    batch: Option<Vec<(String, ArrayRef)>>,
    /// Row inside the batch.
    at: usize,
    /// Row in the file, from 1.
    row: u64,
    uri: &'a str,
    options: &'a Options,
    done: bool,
}

impl Iterator for Rows<'_> {
    type Item = Result<RawDocument, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            if let Some(columns) = self.batch.as_ref().filter(|c| c.first().is_some_and(|(_, a)| self.at < a.len())) {
                let record = columns.iter().filter_map(|(name, array)| Some((name.clone(), value(array, self.at)?))).collect();
                self.at += 1;
                self.row += 1;
                let place = format!("{}#row-{}", self.uri, self.row);
                return Some(record::document(record, self.uri, &place, None, self.options));
            }
            match self.reader.next()? {
                Ok(batch) => (self.batch, self.at) = (Some(columns(&batch)), 0),
                Err(error) => {
                    self.done = true;
                    let message = format!("rows cannot be read: {error}");
                    return Some(Err(reject(self.uri, RejectReason::BadRecord, message, None)));
                }
            }
        }
        None
    }
}

/// The columns of a batch, those that are no text turned into text where that is possible.
fn columns(batch: &RecordBatch) -> Vec<(String, ArrayRef)> {
    let named = batch.schema_ref().fields().iter().zip(batch.columns());
    named.filter_map(|(field, array)| Some((field.name().clone(), as_text(array)?))).collect()
}

fn as_text(array: &ArrayRef) -> Option<ArrayRef> {
    match array.data_type() {
        DataType::List(_) | DataType::LargeList(_) => Some(array.clone()),
        _ => cast(array, &DataType::Utf8).ok(),
    }
}

/// The value of a row; none where it is null.
fn value(array: &ArrayRef, row: usize) -> Option<Value> {
    if array.is_null(row) {
        return None;
    }
    let inner = match array.data_type() {
        DataType::List(_) => array.as_list::<i32>().value(row),
        DataType::LargeList(_) => array.as_list::<i64>().value(row),
        _ => return Some(Value::String(array.as_string_opt::<i32>()?.value(row).to_owned())),
    };
    let texts = cast(&inner, &DataType::Utf8).ok()?;
    let texts = texts.as_string_opt::<i32>()?;
    Some(Value::Array(texts.iter().flatten().map(|t| Value::String(t.to_owned())).collect()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{Int64Array, StringArray};
    use parquet::arrow::ArrowWriter;

    use super::super::FieldMap;
    use super::*;

    fn file() -> Vec<u8> {
        let batch = RecordBatch::try_from_iter([
            ("id", Arc::new(Int64Array::from(vec![7, 8])) as ArrayRef),
            ("body", Arc::new(StringArray::from(vec![Some("Rain fell."), None])) as ArrayRef),
            ("colour", Arc::new(StringArray::from(vec!["blue", "red"])) as ArrayRef),
        ])
        .expect("columns of one length");
        let mut bytes = Vec::new();
        let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).expect("a writer");
        writer.write(&batch).expect("it is written");
        writer.close().expect("it is closed");
        bytes
    }

    fn read(bytes: &[u8]) -> Vec<Result<RawDocument, Reject>> {
        let options = Options { max_document_bytes: 1_000, fields: FieldMap::default() };
        open(Box::new(bytes), "news.parquet", &options).collect()
    }

    #[test]
    fn rows_are_documents() {
        let documents = read(&file());
        assert_eq!(
            documents[0].as_ref().map(|d| (d.source.uri.as_str(), d.bytes.as_slice())).ok(),
            Some(("news.parquet#7", &b"Rain fell."[..]))
        );
        assert_eq!(documents[1].as_ref().map_err(|r| r.reason).err(), Some(RejectReason::BadRecord));
    }

    #[test]
    fn a_damaged_file_is_one_reject() {
        let whole = file();
        assert!(matches!(read(&whole[..whole.len() / 2]).as_slice(), [Err(r)] if r.reason == RejectReason::BadRecord));
    }
}
