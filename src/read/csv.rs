//! CSV with named columns.
//!
//! In: a stream whose first row names the columns. Out: a document for each row. Never holds more than one row; a row over the limit ends
//! the file, for behind an open quotation mark no row can be told from another.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use serde_json::Value;

use super::{Documents, Options, record, reject};
use crate::document::RawDocument;
use crate::error::{Reject, RejectReason};

/// Quotation marks and other columns may make a row longer than its text; past this factor it is refused.
const ROW_FACTOR: u64 = 4;

/// The rows of a stream.
pub(super) fn open<'a>(mut stream: Box<dyn BufRead + 'a>, uri: &'a str, options: &'a Options) -> Documents<'a> {
    let delimiter = stream.fill_buf().map_or(b',', delimiter);
    let read = Rc::new(Cell::new(0));
    let limit = options.max_document_bytes.saturating_mul(ROW_FACTOR);
    let bounded = Bounded { stream, read: Rc::clone(&read), limit };
    let reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bounded);
    Box::new(Rows { reader, read, uri, options, names: None, row: 1, done: false })
}

/// The mark between columns: that of comma, semicolon, tab and bar which the first row has most of.
fn delimiter(first: &[u8]) -> u8 {
    let row = first.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |mark: u8| row.iter().filter(|b| **b == mark).count();
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

/// A stream that ends in an error once a row has taken more than the limit.
struct Bounded<'a> {
    stream: Box<dyn BufRead + 'a>,
    /// Bytes since the last row was complete.
    read: Rc<Cell<u64>>,
    limit: u64,
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read.get() > self.limit {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("a row of more than {} bytes", self.limit)));
        }
        let count = self.stream.read(buffer)?;
        self.read.set(self.read.get() + count as u64);
        Ok(count)
    }
}

struct Rows<'a> {
    reader: csv::Reader<Bounded<'a>>,
    read: Rc<Cell<u64>>,
    uri: &'a str,
    options: &'a Options,
    names: Option<Vec<String>>,
    /// Number of the row, from 1; the names are row 1.
    row: u64,
    done: bool,
}

impl Iterator for Rows<'_> {
    type Item = Result<RawDocument, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        if self.names.is_none() {
            match self.reader.byte_headers() {
                Ok(names) => self.names = Some(names.iter().map(|n| text(n).trim().trim_start_matches('\u{feff}').to_owned()).collect()),
                Err(error) => return Some(Err(self.bad(&error))),
            }
        }
        let mut row = csv::ByteRecord::new();
        self.row += 1;
        self.read.set(0);
        match self.reader.read_byte_record(&mut row) {
            Ok(true) => Some(self.document(&row)),
            Ok(false) => None,
            Err(error) => Some(Err(self.bad(&error))),
        }
    }
}

/// Bytes of a field as text; foreign bytes are read as they would be in a text file.
fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => crate::parse::decode(bytes, false, None).map(|(d, _)| d.text).unwrap_or_default(),
    }
}

impl Rows<'_> {
    fn bad(&mut self, error: &csv::Error) -> Reject {
        self.done = true;
        let is_long = matches!(error.kind(), csv::ErrorKind::Io(e) if e.kind() == io::ErrorKind::FileTooLarge);
        let reason = if is_long { RejectReason::TooLarge } else { RejectReason::BadRecord };
        reject(&format!("{}#row-{}", self.uri, self.row), reason, format!("row {} cannot be read: {error}", self.row), None)
    }

    fn document(&self, row: &csv::ByteRecord) -> Result<RawDocument, Reject> {
        let names = self.names.iter().flatten();
        let fields: record::Record = names
            .zip(row.iter())
            .map(|(name, field)| (name.clone(), text(field)))
            .filter(|(_, field)| !field.trim().is_empty())
            .map(|(name, field)| (name, Value::String(field)))
            .collect();
        record::document(fields, self.uri, &format!("{}#row-{}", self.uri, self.row), Some(row.as_slice().len() as u64), self.options)
    }
}

#[cfg(test)]
mod tests {
    use super::super::FieldMap;
    use super::*;

    fn read(text: &str) -> Vec<Result<RawDocument, Reject>> {
        let options = Options { max_document_bytes: 60, fields: FieldMap::default() };
        open(Box::new(text.as_bytes()), "news.csv", &options).collect()
    }

    #[test]
    fn columns_are_known_by_their_names() {
        let documents = read("id;title;body;colour\n7;Rain;\"Rain fell;\nit was cold.\";blue\n8;Sun;;red\n");
        let first = documents[0].as_ref().expect("a whole row");
        assert_eq!((first.source.uri.as_str(), first.bytes.as_slice()), ("news.csv#7", &b"Rain fell;\nit was cold."[..]));
        assert_eq!(first.source.given.headline.as_deref(), Some("Rain"));
        assert_eq!(documents[1].as_ref().map_err(|r| r.reason).err(), Some(RejectReason::BadRecord));
    }

    #[test]
    fn a_mark_that_is_never_closed_does_not_take_the_whole_file() {
        let documents = read(&format!("text\n\"open {}", "x".repeat(50_000)));
        assert!(matches!(documents.as_slice(), [Err(r)] if r.reason == RejectReason::TooLarge));
    }
}
