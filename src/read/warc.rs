//! WARC: web pages as a crawler stored them.
//!
//! In: a stream of WARC 1.0 or 1.1 records, as in Common Crawl's files. Out: a document for each page that was answered with 200, and a
//! reject for each record that is damaged. Never holds more than one record, and goes on behind a damaged one at the next version line.
//!
//! The `warc` crate ends at the first damaged record and puts no bound on headers, so records are cut here; header lines are read by
//! `httparse`.

use std::io::{BufRead, Read};

use super::{Documents, Options, http, reject, unreadable};
use crate::document::{Format, GivenMetadata, RawDocument};
use crate::error::{Reject, RejectReason};

/// The longest header of a record, bytes.
const LONGEST_HEADER: usize = 64 * 1024;
/// Bytes of HTTP headers that a page may have beside its own limit.
const HTTP_HEADERS: u64 = 256 * 1024;

/// Whether the first bytes are a WARC record's.
pub(super) fn sniff(first: &[u8]) -> bool {
    first.starts_with(b"WARC/1.")
}

/// The pages of a stream.
pub(super) fn open<'a>(stream: Box<dyn BufRead + 'a>, uri: &'a str, options: &'a Options) -> Documents<'a> {
    Box::new(Records { stream, uri, options, number: 0, done: false })
}

/// What a record's header says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Header {
    kind: String,
    id: Option<String>,
    url: Option<String>,
    content_type: String,
    length: u64,
}

struct Records<'a> {
    stream: Box<dyn BufRead + 'a>,
    uri: &'a str,
    options: &'a Options,
    /// Number of the last record begun, from 1.
    number: u64,
    done: bool,
}

impl Iterator for Records<'_> {
    type Item = Result<RawDocument, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            match self.record() {
                Ok(Some(document)) => return Some(Ok(document)),
                Ok(None) => {}
                Err(reject) => return Some(Err(reject)),
            }
        }
        None
    }
}

impl Records<'_> {
    /// Reads one record; none where it is no page, or the stream ends.
    fn record(&mut self) -> Result<Option<RawDocument>, Reject> {
        if !self.begin()? {
            self.done = true;
            return Ok(None);
        }
        self.number += 1;
        let header = self.header()?;
        let place = match &header.id {
            Some(id) => format!("{}#{id}", self.uri),
            None => self.place(),
        };
        let is_page = matches!(header.kind.as_str(), "response" | "resource" | "conversion");
        let limit = self.options.max_document_bytes.saturating_add(HTTP_HEADERS);
        if !is_page || header.length > limit {
            self.skip(header.length, &place)?;
            let message = format!("more than the limit of {} bytes", self.options.max_document_bytes);
            return if is_page { Err(reject(&place, RejectReason::TooLarge, message, Some(header.length))) } else { Ok(None) };
        }
        let mut body = Vec::new();
        (&mut self.stream).take(header.length).read_to_end(&mut body).map_err(|e| self.end(&place, &e))?;
        if (body.len() as u64) < header.length {
            self.done = true;
            let message = format!("the file ends {} bytes into a record of {}", body.len(), header.length);
            return Err(reject(&place, RejectReason::BadRecord, message, Some(body.len() as u64)));
        }
        self.page(header, body, place)
    }

    /// Where a record without a readable id is.
    fn place(&self) -> String {
        format!("{}#record-{}", self.uri, self.number)
    }

    fn end(&mut self, place: &str, error: &std::io::Error) -> Reject {
        self.done = true;
        unreadable(place, error)
    }

    /// Reads up to the next version line; false at the end of the stream. What stands before it but blank lines is a reject.
    fn begin(&mut self) -> Result<bool, Reject> {
        let mut line = Vec::new();
        let mut lost = 0u64;
        loop {
            line.clear();
            let place = self.place();
            let read = (&mut self.stream).take(LONGEST_HEADER as u64).read_until(b'\n', &mut line).map_err(|e| self.end(&place, &e))?;
            let begins = sniff(&line);
            if lost > 0 && (begins || read == 0) {
                // The version line is consumed: what follows it is read as a header by the next call.
                self.number += 1;
                let place = self.place();
                if begins {
                    let header = self.header()?;
                    self.skip(header.length, &place)?;
                } else {
                    self.done = true;
                }
                return Err(reject(
                    &place,
                    RejectReason::BadRecord,
                    "bytes that belong to no record, and the record behind them",
                    Some(lost),
                ));
            }
            match (begins, read) {
                (true, _) => return Ok(true),
                (false, 0) => return Ok(false),
                (false, n) if line.iter().all(u8::is_ascii_whitespace) => debug_assert!(n > 0),
                (false, n) => lost += n as u64,
            }
        }
    }

    /// Reads the fields of a record.
    fn header(&mut self) -> Result<Header, Reject> {
        let place = self.place();
        let mut block = Vec::new();
        loop {
            let before = block.len();
            let room = (LONGEST_HEADER - before.min(LONGEST_HEADER)) as u64;
            (&mut self.stream).take(room).read_until(b'\n', &mut block).map_err(|e| self.end(&place, &e))?;
            let line = &block[before..];
            if line == b"\r\n" || line == b"\n" {
                break;
            }
            if line.is_empty() || !line.ends_with(b"\n") {
                let bytes = Some(block.len() as u64);
                return Err(reject(&place, RejectReason::BadRecord, "a record's header does not end", bytes));
            }
        }
        header_of(&block)
            .ok_or_else(|| reject(&place, RejectReason::BadRecord, "a record's header cannot be read", Some(block.len() as u64)))
    }

    fn skip(&mut self, length: u64, place: &str) -> Result<(), Reject> {
        std::io::copy(&mut (&mut self.stream).take(length), &mut std::io::sink()).map_err(|e| self.end(place, &e))?;
        Ok(())
    }

    /// The document of a record's content.
    fn page(&self, header: Header, body: Vec<u8>, place: String) -> Result<Option<RawDocument>, Reject> {
        let given = GivenMetadata { url: header.url, ..GivenMetadata::default() };
        let answer = match header.kind == "response" || header.content_type.starts_with("application/http") {
            true => http::answer(&body, self.options.max_document_bytes),
            false => Ok(Some(http::Answer { content_type: header.content_type, body })),
        };
        let size = Some(header.length);
        let answer = match answer {
            Ok(Some(answer)) => answer,
            Ok(None) => return Ok(None),
            Err(message) => return Err(reject(&place, RejectReason::BadRecord, message, size)),
        };
        let Some(format) = answer.format() else { return Ok(None) };
        let charset = answer.charset();
        let mut document = RawDocument::new(place, format, answer.body, given);
        // Texts taken out of pages by a crawler are always UTF-8.
        document.is_utf8 = header.kind == "conversion" && format == Format::Text;
        document.charset = charset;
        Ok(Some(document))
    }
}

/// The fields of a record's header.
fn header_of(block: &[u8]) -> Option<Header> {
    let mut fields = [httparse::EMPTY_HEADER; 64];
    let httparse::Status::Complete((_, fields)) = httparse::parse_headers(block, &mut fields).ok()? else { return None };
    let field = |name: &str| fields.iter().find(|f| f.name.eq_ignore_ascii_case(name)).and_then(|f| std::str::from_utf8(f.value).ok());
    Some(Header {
        kind: field("WARC-Type")?.trim().to_ascii_lowercase(),
        id: field("WARC-Record-ID").map(|id| id.trim().trim_matches(['<', '>']).trim_start_matches("urn:uuid:").to_owned()),
        url: field("WARC-Target-URI").map(|url| url.trim().trim_matches(['<', '>']).to_owned()),
        content_type: field("Content-Type").unwrap_or("").trim().to_ascii_lowercase(),
        length: field("Content-Length")?.trim().parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::FieldMap;
    use super::*;

    fn record(kind: &str, id: &str, body: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Target-URI: https://gull.example/{id}\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    }

    fn read(bytes: &[u8]) -> Vec<Result<RawDocument, Reject>> {
        let options = Options { max_document_bytes: 2_000, fields: FieldMap::default() };
        open(Box::new(bytes), "crawl.warc", &options).collect()
    }

    const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1252\r\n\r\n<p>The quay was closed.</p>";

    #[test]
    fn pages_come_out_with_their_address_and_charset_and_other_records_do_not() {
        let gone = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\ngone";
        let picture = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n....";
        let file = [
            record("warcinfo", "i", "x"),
            record("request", "r", "GET / HTTP/1.1\r\n\r\n"),
            record("response", "a", PAGE),
            record("response", "b", gone),
            record("response", "c", picture),
        ]
        .concat();
        let documents = read(file.as_bytes());
        assert_eq!(documents.len(), 1);
        let page = documents[0].as_ref().expect("a whole record");
        assert_eq!((page.source.uri.as_str(), page.format), ("crawl.warc#a", Format::Html));
        assert_eq!(page.source.given.url.as_deref(), Some("https://gull.example/a"));
        assert_eq!((page.charset.as_deref(), page.bytes.as_slice()), (Some("windows-1252"), &b"<p>The quay was closed.</p>"[..]));
    }

    #[test]
    fn a_damaged_record_is_a_reject_and_reading_goes_on() {
        let cut = record("response", "b", PAGE).replace("Content-Length: ", "Content-Length: x");
        let file = [record("response", "a", PAGE), cut, record("response", "c", PAGE), record("response", "d", PAGE)].concat();
        let documents = read(file.as_bytes());
        let uris: Vec<_> = documents.iter().map(|d| d.as_ref().map(|d| d.source.uri.clone()).map_err(|r| r.reason)).collect();
        assert_eq!(uris[0], Ok("crawl.warc#a".to_owned()));
        assert_eq!(uris[1], Err(RejectReason::BadRecord));
        assert_eq!(uris.last(), Some(&Ok("crawl.warc#d".to_owned())));
        let short = &file.as_bytes()[..file.len() - 20];
        assert!(matches!(read(short).last(), Some(Err(r)) if r.reason == RejectReason::BadRecord));
    }

    #[test]
    fn a_record_over_the_limit_is_passed_over() {
        let long = record("response", "a", &"x".repeat(300_000));
        let file = [long, record("response", "b", PAGE)].concat();
        let documents = read(file.as_bytes());
        assert_eq!(documents[0].as_ref().map_err(|r| r.reason), Err(RejectReason::TooLarge));
        assert!(documents[1].is_ok());
    }
}
