//! One record a line.
//!
//! In: a stream of JSON objects, one a line. Out: a document for each, or the reject of a line. Never holds more than one line; a line
//! over the limit is passed over without being kept.

use std::collections::VecDeque;
use std::io::{BufRead, Read};

use super::items::items;
use super::refused::{reject, unreadable};
use super::{Documents, Options, encoding, pruned};
use crate::document::RawDocument;
use crate::error::{Lost, Reject, RejectReason};

/// JSON escapes and the other fields may make a line longer than its text; past this factor it is refused.
const LINE_FACTOR: u64 = 4;

/// Whether the first bytes look like a record.
pub(super) fn sniff(first: &[u8]) -> bool {
    first.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{')
}

/// The records of a stream.
pub(super) fn open<'a>(stream: Box<dyn BufRead + 'a>, uri: &'a str, options: &'a Options) -> Documents<'a> {
    match encoding::utf8(stream) {
        Ok(stream) => Box::new(JsonLines { stream, uri, options, line: 0, waiting: VecDeque::new(), done: false }),
        Err(error) => Box::new(std::iter::once(Err(unreadable(uri, &error)))),
    }
}

struct JsonLines<'a> {
    stream: Box<dyn BufRead + 'a>,
    uri: &'a str,
    options: &'a Options,
    /// Number of the last line read, from 1.
    line: u64,
    /// Further documents of the last line: one that is a service's answer holds several.
    waiting: VecDeque<Result<RawDocument, Reject>>,
    done: bool,
}

impl Iterator for JsonLines<'_> {
    type Item = Result<RawDocument, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(waiting) = self.waiting.pop_front() {
            return Some(waiting);
        }
        while !self.done {
            let mut line = Vec::new();
            self.line += 1;
            match self.read_line(&mut line) {
                Ok(true) if line.iter().all(u8::is_ascii_whitespace) => continue,
                Ok(true) => {
                    self.documents(&line);
                    return self.waiting.pop_front();
                }
                Ok(false) => return None,
                Err(reject) => return Some(Err(reject)),
            }
        }
        None
    }
}

impl JsonLines<'_> {
    /// Reads a line; false at the end of the stream.
    fn read_line(&mut self, line: &mut Vec<u8>) -> Result<bool, Reject> {
        let limit = self.options.max_document_bytes.saturating_mul(LINE_FACTOR);
        let read = (&mut self.stream).take(limit + 1).read_until(b'\n', line);
        let count = read.map_err(|e| {
            self.done = true;
            Reject { lost: Lost::File, ..unreadable(&self.place(), &e) }
        })?;
        if count as u64 > limit {
            let skipped = self.stream.skip_until(b'\n').map_err(|e| {
                self.done = true;
                Reject { lost: Lost::File, ..unreadable(&self.place(), &e) }
            })?;
            let size = count as u64 + skipped as u64;
            return Err(reject(&self.place(), RejectReason::TooLarge, format!("a line of more than {limit} bytes"), Some(size)));
        }
        Ok(count > 0)
    }

    /// Where a line without a readable id is.
    fn place(&self) -> String {
        format!("{}#line-{}", self.uri, self.line)
    }

    /// The documents of a line, mostly one.
    fn documents(&mut self, line: &[u8]) {
        let line = pruned::mended(line);
        let read = items(&line, self.uri, &format!("#line-{}-item-", self.line), self.options, false);
        match read.end {
            Ok(_) => self.waiting.extend(read.documents),
            Err(error) => {
                let message = format!("line {} is no JSON object: {error}", self.line);
                self.waiting.push_back(Err(reject(&self.place(), RejectReason::BadRecord, message, Some(line.len() as u64))));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::FieldMap;
    use super::*;

    fn read(lines: &str) -> Vec<Result<RawDocument, Reject>> {
        let options = Options { max_document_bytes: 60, fields: FieldMap::default() };
        open(Box::new(lines.as_bytes()), "news.jsonl", &options).collect()
    }

    #[test]
    fn a_record_gives_its_text_and_its_metadata_under_the_usual_names() {
        let line = r#"{"id": 7, "body": "Rain fell.", "title": "Rain", "author": "Ana Duarte", "date": "2023-05-01", "colour": "blue"}"#;
        let documents = read(line);
        let document = documents[0].as_ref().expect("the record is whole");
        assert_eq!(document.source.uri, "news.jsonl#7");
        assert_eq!(document.bytes, b"Rain fell.");
        assert_eq!(document.source.given.headline.as_deref(), Some("Rain"));
        assert_eq!(document.source.given.authors, ["Ana Duarte"]);
        assert_eq!(document.source.given.published.as_deref(), Some("2023-05-01"));
    }

    #[test]
    fn a_bad_line_is_one_reject_and_the_next_line_is_read() {
        let documents =
            read("{\"text\": \n\n{\"id\": \"b\", \"text\": 5}\n[1]\n{\"id\": \"c\"}\n{\"id\": \"d\", \"text\": \"Rain fell.\"}\n");
        let reasons: Vec<_> = documents.iter().map(|d| d.as_ref().map(|d| d.source.uri.clone()).map_err(|r| r.reason)).collect();
        assert_eq!(
            reasons,
            [
                Err(RejectReason::BadRecord),
                Err(RejectReason::WrongType),
                Err(RejectReason::BadRecord),
                Err(RejectReason::BadRecord),
                Ok("news.jsonl#d".to_owned())
            ]
        );
    }

    #[test]
    fn a_mark_before_the_first_line_and_half_a_pair_lose_nothing() {
        let documents = read("\u{feff}{\"text\": \"Rain fell.\"}\n{\"text\": \"It fell \\ud83d\"}\n");
        let texts: Vec<_> = documents.iter().flatten().map(|d| d.bytes.clone()).collect();
        assert_eq!(texts, [b"Rain fell.".to_vec(), "It fell \u{fffd}".as_bytes().to_vec()]);
    }

    #[test]
    fn a_line_over_the_limit_is_passed_over() {
        let long = format!("{{\"text\": \"{}\"}}\n{{\"id\": \"d\", \"text\": \"Rain fell.\"}}\n", "x".repeat(500));
        let documents = read(&long);
        assert_eq!(documents[0].as_ref().map_err(|r| r.reason), Err(RejectReason::TooLarge));
        assert!(documents[1].is_ok());
    }
}
