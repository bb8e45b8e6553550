//! CSV with named columns.
//!
//! In: a stream whose first row names the columns. Out: a document for each row. Never holds more than one row; a row over the limit ends
//! the file, for after an open quotation mark no row can be told from another.

use std::cell::RefCell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use serde_json::Value;

use super::refused::{reject, unreadable};
use super::{Documents, Options, encoding, record};
use crate::document::RawDocument;
use crate::error::{Lost, Reject, RejectReason};

/// Quotation marks and other columns may make a row longer than its text; past this factor it is refused.
const ROW_FACTOR: u64 = 4;

/// The rows of a stream.
pub(super) fn open<'a>(stream: Box<dyn BufRead + 'a>, uri: &'a str, options: &'a Options) -> Documents<'a> {
    let (stream, delimiter) = match encoding::utf8(stream).and_then(|mut s| Ok((delimiter(s.fill_buf()?), s))) {
        Ok((delimiter, stream)) => (stream, delimiter),
        Err(error) => return Box::new(std::iter::once(Err(unreadable(uri, &error)))),
    };
    let passed = Rc::new(RefCell::new(Passed::default()));
    let limit = options.max_document_bytes.saturating_mul(ROW_FACTOR);
    let bounded = Bounded { stream, passed: Rc::clone(&passed), limit };
    let reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(bounded);
    Box::new(CsvRows { reader, passed, uri, options, names: None, row: 0, done: false })
}

/// The mark between columns: that of comma, semicolon, tab and bar which the first row has most of.
fn delimiter(first: &[u8]) -> u8 {
    let row = first.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |mark: u8| row.iter().filter(|b| **b == mark).count();
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

/// What passed since the last row was complete, in bytes that were read ahead as well.
#[derive(Default)]
struct Passed {
    bytes: u64,
    /// All bytes so far.
    total: u64,
    /// Where quotation marks stand in the file, from the last row on.
    marks: Vec<u64>,
    /// Where lines end.
    lines: Vec<u64>,
    /// Whether the end of the file was asked for.
    ended: bool,
}

impl Passed {
    /// A new row begins at a byte of the file.
    fn row_at(&mut self, start: u64) {
        self.bytes = 0;
        self.marks.drain(..self.marks.partition_point(|at| *at < start));
        self.lines.drain(..self.lines.partition_point(|at| *at < start));
    }
}

/// A stream that ends in an error once a row has taken more than the limit.
struct Bounded<'a> {
    stream: Box<dyn BufRead + 'a>,
    passed: Rc<RefCell<Passed>>,
    limit: u64,
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut passed = self.passed.borrow_mut();
        if passed.bytes > self.limit {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("a row of more than {} bytes", self.limit)));
        }
        let count = self.stream.read(buffer)?;
        let total = passed.total;
        passed.marks.extend(memchr::memchr_iter(b'"', &buffer[..count]).map(|at| total + at as u64));
        passed.lines.extend(memchr::memchr_iter(b'\n', &buffer[..count]).map(|at| total + at as u64));
        passed.ended |= count == 0;
        passed.bytes += count as u64;
        passed.total += count as u64;
        Ok(count)
    }
}

struct CsvRows<'a> {
    reader: csv::Reader<Bounded<'a>>,
    passed: Rc<RefCell<Passed>>,
    uri: &'a str,
    options: &'a Options,
    names: Option<Vec<String>>,
    /// Number of the row, from 1; the names are row 1.
    row: u64,
    done: bool,
}

impl Iterator for CsvRows<'_> {
    type Item = Result<RawDocument, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let mut row = csv::ByteRecord::new();
            self.row += 1;
            self.passed.borrow_mut().row_at(self.reader.position().byte());
            match self.reader.read_byte_record(&mut row) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => return Some(Err(self.bad(&error))),
            }
            if let Some(reject) = self.unclosed(&row) {
                return Some(Err(reject));
            }
            if self.names.is_some() {
                return Some(self.document(&row));
            }
            self.names = Some(row.iter().map(|n| text(n).trim().to_owned()).collect());
        }
        None
    }
}

/// Bytes of a field as text; foreign bytes are read as they would be in a text file.
fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => crate::text::decode(bytes, false, None).map(|(d, _)| d.text).unwrap_or_default(),
    }
}

impl CsvRows<'_> {
    fn bad(&mut self, error: &csv::Error) -> Reject {
        self.done = true;
        let is_long = matches!(error.kind(), csv::ErrorKind::Io(e) if e.kind() == io::ErrorKind::FileTooLarge);
        let reason = if is_long { RejectReason::TooLarge } else { RejectReason::BadRecord };
        let message = format!("row {} cannot be read, and the rest of the file is lost: {error}", self.row);
        Reject { lost: Lost::File, ..reject(&format!("{}#row-{}", self.uri, self.row), reason, message, None) }
    }

    /// The reject of a last row that took in the rest of the file because a quotation mark in it is never closed.
    fn unclosed(&mut self, row: &csv::ByteRecord) -> Option<Reject> {
        let passed = self.passed.borrow();
        let ends_in_lines = row.iter().next_back().is_some_and(|field| field.contains(&b'\n'));
        if !passed.ended || !ends_in_lines || passed.marks.len().is_multiple_of(2) {
            return None;
        }
        self.done = true;
        let lines = (passed.lines.len() as u64).max(1);
        let message =
            format!("a quotation mark in row {} is never closed, and the {lines} lines up to the end of the file are lost", self.row);
        let place = format!("{}#row-{}", self.uri, self.row);
        Some(Reject { lost: Lost::Documents(lines), ..reject(&place, RejectReason::BadRecord, message, Some(row.as_slice().len() as u64)) })
    }

    fn document(&self, row: &csv::ByteRecord) -> Result<RawDocument, Reject> {
        let map = &self.options.fields;
        let names = self.names.as_deref().unwrap_or_default();
        let mut record = record::Record::default();
        record.saw_all(names);
        for (name, field) in names.iter().zip(row.iter()).filter(|(name, _)| map.wants("", name)) {
            let field = text(field);
            if !field.trim().is_empty() {
                record.take(name, Value::String(field), map);
            }
        }
        record::document(&record, self.uri, &format!("{}#row-{}", self.uri, self.row), Some(row.as_slice().len() as u64), self.options)
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
    fn a_mark_left_open_is_told_with_what_it_took() {
        for (file, place) in [("id,\"text\n1,a\n2,b\n", "news.csv#row-1"), ("text,id\nRain fell.,1\n\"open,2\nx,3\n", "news.csv#row-3")] {
            let documents = read(file);
            let Some(Err(last)) = documents.last() else { panic!("{documents:?}") };
            assert_eq!(last.source_uri, place);
            assert!(last.message.contains("never closed"), "{last:?}");
        }
        assert!(read("text\n\"a\nb\"\n").iter().all(Result::is_ok), "a closed one may hold lines");
    }

    #[test]
    fn byte_order_marks_and_utf16_are_read() {
        let wide: Vec<u8> = "\u{feff}text,title\nRain fell.,Rain\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let options = Options { max_document_bytes: 60, fields: FieldMap::default() };
        let documents: Vec<_> = open(Box::new(wide.as_slice()), "news.csv", &options).collect();
        assert_eq!(documents[0].as_ref().map(|d| d.bytes.as_slice()), Ok(&b"Rain fell."[..]));
        assert!(read("\u{feff}\"text\"\nRain fell.\n")[0].is_ok());
    }

    #[test]
    fn a_file_without_a_column_of_text_names_its_columns() {
        let documents = read("kop;inhoud\nRegen;Het regende.\n");
        assert!(matches!(documents.as_slice(), [Err(r)] if r.message.contains("kop, inhoud")), "{documents:?}");
    }

    #[test]
    fn a_mark_that_is_never_closed_does_not_take_the_whole_file() {
        let documents = read(&format!("text\n\"open {}", "x".repeat(50_000)));
        assert!(matches!(documents.as_slice(), [Err(r)] if r.reason == RejectReason::TooLarge));
    }
}
