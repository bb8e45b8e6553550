//! One record a line.
//!
//! In: a stream of JSON objects, one a line. Out: a document for each, or the reject of a line. Never holds more than one line; a line
//! over the limit is passed over without being kept.

use std::io::{BufRead, Read};

use serde_json::{Map, Value};

use super::{Documents, FieldMap, Options, reject, unreadable};
use crate::document::{Format, GivenMetadata, RawDocument};
use crate::error::{Reject, RejectReason};

/// JSON escapes and the other fields may make a line longer than its text; past this factor it is refused.
const LINE_FACTOR: u64 = 4;

/// Whether the first bytes look like a record.
pub(super) fn sniff(first: &[u8]) -> bool {
    first.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{')
}

/// The records of a stream.
pub(super) fn open<'a>(stream: Box<dyn BufRead + 'a>, uri: &'a str, options: &'a Options) -> Documents<'a> {
    Box::new(Records { stream, uri, options, line: 0, done: false })
}

struct Records<'a> {
    stream: Box<dyn BufRead + 'a>,
    uri: &'a str,
    options: &'a Options,
    /// Number of the last line read, from 1.
    line: u64,
    done: bool,
}

impl Iterator for Records<'_> {
    type Item = Result<RawDocument, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let mut line = Vec::new();
            self.line += 1;
            match self.read_line(&mut line) {
                Ok(true) if line.iter().all(u8::is_ascii_whitespace) => continue,
                Ok(true) => return Some(self.document(&line)),
                Ok(false) => return None,
                Err(reject) => return Some(Err(reject)),
            }
        }
        None
    }
}

impl Records<'_> {
    /// Reads a line; false at the end of the stream.
    fn read_line(&mut self, line: &mut Vec<u8>) -> Result<bool, Reject> {
        let limit = self.options.max_document_bytes.saturating_mul(LINE_FACTOR);
        let read = (&mut self.stream).take(limit + 1).read_until(b'\n', line);
        let count = read.map_err(|e| {
            self.done = true;
            unreadable(&self.place(), &e)
        })?;
        if count as u64 > limit {
            let skipped = self.stream.skip_until(b'\n').map_err(|e| {
                self.done = true;
                unreadable(&self.place(), &e)
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

    /// The document of a line.
    fn document(&self, line: &[u8]) -> Result<RawDocument, Reject> {
        let size = Some(line.len() as u64);
        let record: Map<String, Value> = serde_json::from_slice(line).map_err(|e| {
            let message = format!("line {} is no JSON object: {e}", self.line);
            reject(&self.place(), RejectReason::BadRecord, message, size)
        })?;
        let fields = Fields { record, map: &self.options.fields };
        let wrong = |uri: &str, message: String| reject(uri, RejectReason::WrongType, message, size);
        let uri = match fields.label("id").map_err(|m| wrong(&self.place(), m))? {
            Some(id) => format!("{}#{id}", self.uri),
            None => self.place(),
        };
        let (format, text) = match (fields.string("text"), fields.string("html")) {
            (Ok(Some(text)), _) if !text.trim().is_empty() => (Format::Text, text),
            (Ok(_), Ok(Some(html))) => (Format::Html, html),
            (Ok(Some(text)), Ok(None)) => (Format::Text, text),
            (Ok(None), Ok(None)) => {
                return Err(reject(&uri, RejectReason::BadRecord, "the record has neither text nor html", size));
            }
            (Err(message), _) | (_, Err(message)) => return Err(wrong(&uri, message)),
        };
        if text.len() as u64 > self.options.max_document_bytes {
            let message = format!("more than the limit of {} bytes", self.options.max_document_bytes);
            return Err(reject(&uri, RejectReason::TooLarge, message, Some(text.len() as u64)));
        }
        let given = fields.given().map_err(|m| wrong(&uri, m))?;
        let mut document = RawDocument::new(uri, format, text.into_owned().into_bytes(), given);
        document.is_utf8 = true;
        Ok(document)
    }
}

/// A record seen through the field map. Errors are messages about a field of the wrong type.
struct Fields<'a> {
    record: Map<String, Value>,
    map: &'a FieldMap,
}

impl Fields<'_> {
    /// The first value of a field that is not null.
    fn value(&self, field: &str) -> Option<(&str, &Value)> {
        let mut names = self.map.names(field).iter();
        names.find_map(|name| self.record.get(name).filter(|v| !v.is_null()).map(|v| (name.as_str(), v)))
    }

    /// A field that must be a string.
    fn string(&self, field: &str) -> Result<Option<std::borrow::Cow<'_, str>>, String> {
        match self.value(field) {
            None => Ok(None),
            Some((_, Value::String(s))) => Ok(Some(s.as_str().into())),
            Some((name, other)) => Err(format!("{name} is {}, not a string", kind(other))),
        }
    }

    /// A field that is a string or a whole number: ids and dates in seconds.
    fn label(&self, field: &str) -> Result<Option<String>, String> {
        match self.value(field) {
            None => Ok(None),
            Some((_, Value::String(s))) => Ok(Some(s.trim().to_owned()).filter(|s| !s.is_empty())),
            Some((_, Value::Number(n))) => Ok(Some(n.to_string())),
            Some((name, other)) => Err(format!("{name} is {}, not a string or a number", kind(other))),
        }
    }

    /// A field that is a string, a list of strings, or objects with a name.
    fn names(&self, field: &str) -> Result<Vec<String>, String> {
        let Some((name, value)) = self.value(field) else { return Ok(Vec::new()) };
        let items = match value {
            Value::Array(items) => items.iter().collect(),
            one => vec![one],
        };
        let named = items.into_iter().filter(|v| !v.is_null()).map(|item| match item {
            Value::String(s) => Ok(s.trim().to_owned()),
            Value::Object(o) => {
                o.get("name").and_then(Value::as_str).map(str::to_owned).ok_or_else(|| format!("{name} has an object without name"))
            }
            other => Err(format!("{name} holds {}, not a string", kind(other))),
        });
        Ok(named.collect::<Result<Vec<_>, _>>()?.into_iter().filter(|n| !n.is_empty()).collect())
    }

    /// The metadata of the record.
    fn given(&self) -> Result<GivenMetadata, String> {
        let owned = |field| self.string(field).map(|v| v.map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()));
        Ok(GivenMetadata {
            url: owned("url")?,
            headline: owned("headline")?,
            published: self.label("published")?,
            updated: self.label("updated")?,
            authors: self.names("authors")?,
            outlet: self.names("outlet")?.into_iter().next(),
            language: owned("language")?,
        })
    }
}

/// What a JSON value is, for a message.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
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
    fn a_line_over_the_limit_is_passed_over() {
        let long = format!("{{\"text\": \"{}\"}}\n{{\"id\": \"d\", \"text\": \"Rain fell.\"}}\n", "x".repeat(500));
        let documents = read(&long);
        assert_eq!(documents[0].as_ref().map_err(|r| r.reason), Err(RejectReason::TooLarge));
        assert!(documents[1].is_ok());
    }
}
