//! Parquet with named columns.
//!
//! In: a Parquet file. Out: a document for each row, from columns of text, numbers, times, lists and structs. A file is read where it is; a
//! stream is kept first, for the format is read from its end. Never lets damage in one row group cost another: groups are read one by one,
//! under a net, for the library panics on some damaged files.

mod columns;
mod input;
mod pages;
#[cfg(test)]
mod tests;

use std::io::BufRead;
use std::path::Path;

use arrow::array::{Array, ArrayRef, RecordBatch};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::file::reader::Length;

use super::record::{self, Record};
use super::refused::{reject, unreadable};
use super::{Documents, FieldMap, Options};
use crate::document::RawDocument;
use crate::error::{Lost, Reject, RejectReason};
use crate::guard::guarded;
use input::Input;

/// Rows read at once.
const BATCH: usize = 64;

/// Whether the first bytes are those of Parquet.
pub(super) fn sniff(first: &[u8]) -> bool {
    first.starts_with(b"PAR1")
}

/// The rows of a stream.
pub(super) fn open<'a>(stream: Box<dyn BufRead + 'a>, uri: &'a str, options: &'a Options) -> Documents<'a> {
    rows(Input::of_stream(stream), uri, options)
}

/// The rows of a file, which is read in place; the stream is its bytes, and is read to its end for whoever counts them.
pub(super) fn open_file<'a>(path: &Path, mut stream: Box<dyn BufRead + 'a>, uri: &'a str, options: &'a Options) -> Documents<'a> {
    let read = std::io::copy(&mut stream, &mut std::io::sink()).and_then(|_| Input::of_file(path));
    rows(read, uri, options)
}

fn rows<'a>(input: std::io::Result<Input>, uri: &'a str, options: &'a Options) -> Documents<'a> {
    let one = |reject| -> Documents<'a> { Box::new(std::iter::once(Err(reject))) };
    let input = match input {
        Ok(input) => input,
        Err(error) => return one(Reject { lost: Lost::File, ..unreadable(uri, &error) }),
    };
    let size = Some(input.len());
    match OpenFile::open(input, &options.fields) {
        Ok(table) if !table.has_text => {
            let lost = Lost::Documents(table.row_count().max(1));
            let message = format!("{} rows have {}", table.row_count(), options.fields.nothing_in("columns", &table.names, 0));
            one(Reject { lost, ..reject(uri, RejectReason::BadRecord, message, size) })
        }
        Ok(table) => Box::new(ParquetRows { table, group: 0, first: 0, reader: None, batch: Vec::new(), at: 0, row: 0, uri, options }),
        Err(message) => {
            let message = format!("no Parquet file can be read: {message}");
            one(Reject { lost: Lost::File, ..reject(uri, RejectReason::BadRecord, message, size) })
        }
    }
}

/// A file with its footer.
struct OpenFile {
    input: Input,
    footer: ArrowReaderMetadata,
    /// The columns that are read.
    mask: ProjectionMask,
    has_text: bool,
    /// Every column.
    names: Vec<String>,
}

impl OpenFile {
    fn open(input: Input, map: &FieldMap) -> Result<Self, String> {
        guarded(|| {
            let footer = ArrowReaderMetadata::load(&input, ArrowReaderOptions::default()).map_err(|e| e.to_string())?;
            let schema = footer.parquet_schema();
            let mut wanted = Vec::new();
            let mut has_text = false;
            for (n, leaf) in schema.columns().iter().enumerate() {
                let parts = leaf.path().parts();
                let [root, inner @ ..] = parts else { continue };
                let inside = |field: &dyn Fn(&str, &str) -> bool| field("", root) || inner.first().is_some_and(|name| field(root, name));
                if inside(&|parent, key| map.wants(parent, key)) || map.looks_into(&parts[..parts.len().min(2)].join(".")) {
                    wanted.push(n);
                }
                let is_text = |parent: &str, key: &str| ["text", "html"].iter().any(|field| map.rank(field, parent, key).is_some());
                has_text |= inside(&is_text) || (2..parts.len()).any(|n| is_text(&parts[..n].join("."), &parts[n]));
            }
            let mask = ProjectionMask::leaves(schema, wanted);
            let names = footer.schema().fields().iter().map(|f| f.name().clone()).collect();
            Ok(Self { mask, has_text, names, footer, input })
        })
    }

    /// Rows of a group, as the footer says; a damaged footer may say anything, but no row is less than a bit.
    fn rows_of(&self, group: usize) -> u64 {
        let rows = self.footer.metadata().row_group(group).num_rows();
        u64::try_from(rows).unwrap_or_default()
    }

    fn groups(&self) -> usize {
        self.footer.metadata().num_row_groups()
    }

    fn row_count(&self) -> u64 {
        (0..self.groups()).map(|g| self.rows_of(g)).fold(0, u64::saturating_add)
    }

    fn reader(&self, group: usize) -> Result<ParquetRecordBatchReader, String> {
        guarded(|| {
            let columns = self.footer.metadata().row_group(group);
            pages::check(&self.input, columns, |n| self.mask.leaf_included(n))?;
            let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(self.input.clone(), self.footer.clone());
            let builder = builder.with_row_groups(vec![group]).with_projection(self.mask.clone()).with_batch_size(BATCH);
            builder.build().map_err(|e| e.to_string())
        })
    }
}

struct ParquetRows<'a> {
    table: OpenFile,
    /// The group that is read.
    group: usize,
    /// Rows of the groups before it.
    first: u64,
    reader: Option<ParquetRecordBatchReader>,
    batch: Vec<(String, ArrayRef)>,
    /// Row inside the batch.
    at: usize,
    /// Rows of the group that were given.
    row: u64,
    uri: &'a str,
    options: &'a Options,
}

impl Iterator for ParquetRows<'_> {
    type Item = Result<RawDocument, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.batch.first().is_some_and(|(_, column)| self.at < column.len()) {
                return Some(self.document());
            }
            if self.group >= self.table.groups() {
                return None;
            }
            match self.fill() {
                Ok(true) => {}
                Ok(false) if self.row >= self.table.rows_of(self.group) => self.leave_group(),
                Ok(false) => return Some(Err(self.damaged("it ends too early"))),
                Err(message) => return Some(Err(self.damaged(&message))),
            }
        }
    }
}

impl ParquetRows<'_> {
    /// Reads the next batch of the group; false at its end.
    fn fill(&mut self) -> Result<bool, String> {
        (self.batch, self.at) = (Vec::new(), 0);
        let reader = match &mut self.reader {
            Some(reader) => reader,
            None => self.reader.insert(self.table.reader(self.group)?),
        };
        let batch = guarded(|| {
            let batch = reader.next().transpose().map_err(|e| e.to_string())?;
            Ok(batch.as_ref().map(columns_of))
        })?;
        let Some(batch) = batch else { return Ok(false) };
        self.batch = batch;
        if self.batch.is_empty() { Err("no column of it can be read as text".to_owned()) } else { Ok(true) }
    }

    fn leave_group(&mut self) {
        self.first = self.first.saturating_add(self.table.rows_of(self.group));
        self.group += 1;
        (self.reader, self.row) = (None, 0);
        (self.batch, self.at) = (Vec::new(), 0);
    }

    /// The reject of the rows that are left in the group.
    fn damaged(&mut self, message: &str) -> Reject {
        let left = self.table.rows_of(self.group).saturating_sub(self.row);
        let place = format!("row group {} of {}", self.group + 1, self.table.groups());
        let message = format!("{place} is damaged, and {left} of its rows are lost: {message}");
        // A damaged count of rows must not drown the true ones.
        let lost = Lost::Documents(left.clamp(1, self.table.input.len().max(1)));
        let uri = format!("{}#row-{}", self.uri, self.first.saturating_add(self.row + 1));
        self.leave_group();
        Reject { lost, ..reject(&uri, RejectReason::BadRecord, message, None) }
    }

    fn document(&mut self) -> Result<RawDocument, Reject> {
        let at = self.at;
        (self.at, self.row) = (self.at + 1, self.row + 1);
        let place = format!("{}#row-{}", self.uri, self.first.saturating_add(self.row));
        let mut record = Record::default();
        record.saw_all(&self.table.names);
        let values =
            guarded(|| Ok(self.batch.iter().filter_map(|(name, column)| Some((name, columns::value(column, at)?))).collect::<Vec<_>>()));
        let values = values.map_err(|message| reject(&place, RejectReason::BadRecord, message, None))?;
        values.into_iter().for_each(|(name, value)| record.take(name, value, &self.options.fields));
        record::document(&record, self.uri, &place, None, self.options)
    }
}

/// The columns of a batch that can be read.
fn columns_of(batch: &RecordBatch) -> Vec<(String, ArrayRef)> {
    let named = batch.schema_ref().fields().iter().zip(batch.columns());
    named.filter_map(|(field, array)| Some((field.name().clone(), columns::readable(array)?))).collect()
}
