//! WARC: web pages as a crawler stored them.
//!
//! In: a stream of WARC 1.0 or 1.1 records, as in Common Crawl's files. Out: a document for each page that was answered with 200, and a
//! reject for each record that is damaged. Never holds more than one record, and goes on after a damaged one at the next version line, or,
//! where the packing is damaged, at the next packed member.
//!
//! The `warc` crate ends at the first damaged record and puts no bound on headers, so records are cut here; header lines are read by
//! `httparse`.

use std::io::{BufRead, ErrorKind, Read};

use super::members::BEFORE_ANYTHING;
use super::refused::{reject, unreadable};
use super::{Documents, Options, http};
use crate::document::{Format, GivenMetadata, RawDocument};
use crate::error::{Lost, Reject, RejectReason};

/// The longest header of a record, bytes.
const LONGEST_HEADER: usize = 64 * 1024;
/// Bytes of HTTP headers that a page may have beside its own limit.
const HTTP_HEADERS: u64 = 256 * 1024;

/// Damaged packed members in a row after which the file is given up.
const FAILURES: usize = 10_000;

/// Whether the first bytes are a WARC record's.
pub(super) fn sniff(first: &[u8]) -> bool {
    first.starts_with(b"WARC/1.")
}

/// The pages of a stream.
pub(super) fn open<'a>(stream: Box<dyn BufRead + 'a>, uri: &'a str, options: &'a Options) -> Documents<'a> {
    Box::new(WarcRecords { stream, uri, options, number: 0, has_begun: false, failures: 0, waiting: None, done: false })
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

struct WarcRecords<'a> {
    stream: Box<dyn BufRead + 'a>,
    uri: &'a str,
    options: &'a Options,
    /// Number of the last record begun, from 1.
    number: u64,
    /// Whether the version line of the next record is read already.
    has_begun: bool,
    /// How often the stream failed since a record could be begun.
    failures: usize,
    /// The reject of what was found damaged after a record.
    waiting: Option<Reject>,
    done: bool,
}

impl Iterator for WarcRecords<'_> {
    type Item = Result<RawDocument, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(waiting) = self.waiting.take() {
            return Some(Err(waiting));
        }
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

impl WarcRecords<'_> {
    /// Reads one record; none where it is no page, or the stream ends.
    fn record(&mut self) -> Result<Option<RawDocument>, Reject> {
        if !std::mem::take(&mut self.has_begun) && !self.begin()? {
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
        (&mut self.stream).take(header.length).read_to_end(&mut body).map_err(|e| self.damaged(&place, &e))?;
        // The sum of a packed member is known to be wrong only where it ends.
        let ends_well = match self.after() {
            Ok(ends_well) => ends_well,
            // The damage lies in the next member.
            Err(error) if error.kind() == BEFORE_ANYTHING => {
                let next = format!("{}#record-{}", self.uri, self.number + 1);
                self.waiting = Some(self.damaged(&next, &error));
                true
            }
            Err(error) => return Err(self.damaged(&place, &error)),
        };
        if let Some(next) = version_inside(&body).filter(|_| !ends_well || (body.len() as u64) < header.length) {
            self.give_back(body.split_off(next));
            let message = format!("the record ends {} bytes into its {}", body.len(), header.length);
            return Err(reject(&place, RejectReason::BadRecord, message, Some(body.len() as u64)));
        }
        if (body.len() as u64) < header.length {
            return Err(self.cut_off(&place, body.len() as u64, header.length));
        }
        self.page(header, body, place)
    }

    /// Where a record without a readable id is.
    fn place(&self) -> String {
        format!("{}#record-{}", self.uri, self.number)
    }

    /// The reject of a record of which the bytes cannot be read; reading goes on after them. A stream that fails again and again without
    /// giving a byte is at its end.
    fn damaged(&mut self, place: &str, error: &std::io::Error) -> Reject {
        self.failures += 1;
        self.done = self.failures > FAILURES
            || !matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof);
        let is_last = self.done || matches!(self.stream.fill_buf(), Ok([]));
        let lost = if is_last { Lost::File } else { Lost::One };
        Reject { lost, ..unreadable(place, error) }
    }

    /// The reject of a record that the end of the file cuts off; what would follow is not known.
    fn cut_off(&mut self, place: &str, read: u64, length: u64) -> Reject {
        self.done = true;
        let message = format!("the file ends {read} bytes into a record of {length}; what may have followed is lost");
        Reject { lost: Lost::File, ..reject(place, RejectReason::BadRecord, message, Some(read)) }
    }

    /// Reads past the line ends after a record; false where none stands there.
    fn after(&mut self) -> std::io::Result<bool> {
        for n in 0..4 {
            match self.stream.fill_buf()? {
                [b'\r' | b'\n', ..] => self.stream.consume(1),
                next => return Ok(n > 0 || next.is_empty()),
            }
        }
        self.stream.fill_buf().map(|_| true)
    }

    /// Bytes that a record took and that are not its own are read again.
    fn give_back(&mut self, bytes: Vec<u8>) {
        let rest = std::mem::replace(&mut self.stream, Box::new(std::io::empty()));
        self.stream = Box::new(std::io::Cursor::new(bytes).chain(rest));
    }

    /// Reads up to the next version line; false at the end of the stream. What stands before it but blank lines is a reject, and the record
    /// after it is read next.
    fn begin(&mut self) -> Result<bool, Reject> {
        let mut line = Vec::new();
        let mut lost = 0u64;
        loop {
            line.clear();
            let place = self.place();
            let read = (&mut self.stream).take(LONGEST_HEADER as u64).read_until(b'\n', &mut line).map_err(|e| self.damaged(&place, &e))?;
            let begins = version_line(&line);
            if lost > 0 && (begins.is_some() || read == 0) {
                self.number += 1;
                (self.has_begun, self.done) = (begins.is_some(), read == 0);
                let message = format!("{lost} bytes that belong to no record");
                return Err(reject(&self.place(), RejectReason::BadRecord, message, Some(lost)));
            }
            match (begins, read) {
                (Some(0), _) => {
                    self.failures = 0;
                    return Ok(true);
                }
                // A record that was cut runs into the next.
                (Some(before), _) => {
                    self.number += 1;
                    self.has_begun = true;
                    let message = format!("{before} bytes that belong to no record");
                    return Err(reject(&self.place(), RejectReason::BadRecord, message, Some(before as u64)));
                }
                (None, 0) => return Ok(false),
                (None, n) if line.iter().all(u8::is_ascii_whitespace) => debug_assert!(n > 0),
                (None, n) => lost += n as u64,
            }
        }
    }

    /// Reads the fields of a record. Where they cannot be read, reading goes on at the next version line.
    fn header(&mut self) -> Result<Header, Reject> {
        let place = self.place();
        let mut block = Vec::new();
        loop {
            let before = block.len();
            let room = (LONGEST_HEADER - before.min(LONGEST_HEADER)) as u64;
            (&mut self.stream).take(room).read_until(b'\n', &mut block).map_err(|e| self.damaged(&place, &e))?;
            let line = &block[before..];
            if line == b"\r\n" || line == b"\n" {
                break;
            }
            // A header that is cut runs into the next record, which is not to be lost with it.
            self.has_begun = version_line(line).is_some();
            if self.has_begun || line.is_empty() || !line.ends_with(b"\n") {
                let bytes = Some(block.len() as u64);
                let message = if self.has_begun { "a record's header runs into the next record" } else { "a record's header does not end" };
                return Err(reject(&place, RejectReason::BadRecord, message, bytes));
            }
        }
        match header_of(&block) {
            Some(header) => Ok(header),
            None => Err(self.pass_over(&place, block.len() as u64)),
        }
    }

    /// The reject of a record with a header that cannot be read; its content is passed over up to the next version line.
    fn pass_over(&mut self, place: &str, mut bytes: u64) -> Reject {
        let mut line = Vec::new();
        loop {
            line.clear();
            match (&mut self.stream).take(LONGEST_HEADER as u64).read_until(b'\n', &mut line) {
                Err(error) => return self.damaged(place, &error),
                Ok(0) => {
                    self.done = true;
                    break;
                }
                Ok(_) if version_line(&line).is_some() => {
                    self.has_begun = true;
                    break;
                }
                Ok(count) => bytes += count as u64,
            }
        }
        reject(place, RejectReason::BadRecord, "a record's header cannot be read", Some(bytes))
    }

    fn skip(&mut self, length: u64, place: &str) -> Result<(), Reject> {
        let skipped = std::io::copy(&mut (&mut self.stream).take(length), &mut std::io::sink()).map_err(|e| self.damaged(place, &e))?;
        if skipped < length { Err(self.cut_off(place, skipped, length)) } else { Ok(()) }
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

/// Where the version line of a record begins in a line: at its start, or after what was cut off before it.
fn version_line(line: &[u8]) -> Option<usize> {
    let end = line.trim_ascii_end();
    let at = end.len().checked_sub(b"WARC/1.0".len())?;
    let version = &end[at..];
    (sniff(version) && version[7].is_ascii_digit()).then_some(at).or_else(|| sniff(line).then_some(0))
}

/// Where a record begins inside the content of another.
fn version_inside(body: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(body, b"WARC/1.").find(|at| body[*at..].get(8..15).is_some_and(|next| next == b"\r\nWARC-"))
}

/// The fields of a record's header.
fn header_of(block: &[u8]) -> Option<Header> {
    let mut fields = [httparse::EMPTY_HEADER; 128];
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
        assert_eq!(uris[2..], [Ok("crawl.warc#c".to_owned()), Ok("crawl.warc#d".to_owned())]);
        let short = &file.as_bytes()[..file.len() - 20];
        assert!(matches!(read(short).last(), Some(Err(r)) if r.reason == RejectReason::BadRecord));
    }

    /// What became of a file: the ids of its pages, `!` for a reject.
    fn told(bytes: &[u8]) -> Vec<String> {
        let id = |d: &RawDocument| d.source.uri.trim_start_matches("crawl.warc#").to_owned();
        read(bytes).iter().map(|d| d.as_ref().map_or("!".to_owned(), id)).collect()
    }

    fn packed(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut encoder, text.as_bytes()).expect("memory takes it");
        encoder.finish().expect("it is closed")
    }

    #[test]
    fn damage_in_a_packed_member_costs_its_record_alone() {
        let length = packed(&record("response", "b", PAGE)).len();
        for at in (0..length).step_by(3) {
            let mut damaged = packed(&record("response", "b", PAGE));
            damaged[at] ^= 0x55;
            let file = [packed(&record("response", "a", PAGE)), damaged, packed(&record("response", "c", PAGE))].concat();
            let (stream, _) = crate::read::compression::unpack(file.as_slice()).expect("it begins well");
            let options = Options { max_document_bytes: 2_000, fields: FieldMap::default() };
            let documents: Vec<_> = open(stream, "crawl.warc", &options).collect();
            let good: Vec<_> = documents.iter().flatten().map(|d| d.source.uri.as_str()).collect();
            assert_eq!((good.first(), good.last()), (Some(&"crawl.warc#a"), Some(&"crawl.warc#c")), "{at}");
            // The header of a member holds a time and a system, which nobody misses.
            assert!(good.len() == 3 || documents.iter().any(Result::is_err), "{at}: {documents:?}");
        }
    }

    #[test]
    fn a_cut_record_does_not_take_the_next_one() {
        let cut = record("response", "b", PAGE);
        let parts = |b: &str| [record("response", "a", PAGE), b.to_owned(), record("response", "c", PAGE)].concat();
        assert_eq!(told(parts(&cut[..60]).as_bytes()), ["a", "!", "c"], "cut in its header");
        assert_eq!(told(parts(&cut.replace("WARC-Type", "WARC:Tpye")).as_bytes()), ["a", "!", "c"]);
        assert_eq!(told(parts(&cut[..cut.len() - 20]).as_bytes()), ["a", "!", "c"], "cut in its content");
        assert_eq!(told(parts("stray bytes\r\n\r\n").as_bytes()), ["a", "!", "c"]);
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
