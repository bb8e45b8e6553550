//! Whole JSON files: ninjs, JSON Feed, or records in a list.
//!
//! In: a file that is one JSON value. Out: a document for each item. Such files are small, so one is held whole, within the limit of a
//! document; long lists belong in JSON lines.
//!
//! ninjs is the IPTC's format for news: version 1 has `body_html` and `headline`, version 2 and 3 have `bodies` and `headlines`.

use std::io::{BufRead, Read};

use serde_json::Value;

use super::{Documents, Options, feed, record, reject, unreadable};
use crate::document::{Format, GivenMetadata, RawDocument};
use crate::error::{Reject, RejectReason};

/// Whether the first bytes look like a list of records.
pub(super) fn sniff(first: &[u8]) -> bool {
    first.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'[')
}

/// The items of a stream.
pub(super) fn open<'a>(stream: Box<dyn BufRead + 'a>, uri: &'a str, options: &'a Options) -> Documents<'a> {
    let limit = options.max_document_bytes.saturating_mul(4);
    let mut bytes = Vec::new();
    let one = |reject| -> Documents<'a> { Box::new(std::iter::once(Err(reject))) };
    match stream.take(limit + 1).read_to_end(&mut bytes) {
        Err(error) => return one(unreadable(uri, &error)),
        Ok(_) if bytes.len() as u64 > limit => {
            let message = format!("a JSON file of more than {limit} bytes: long lists are read as JSON lines");
            return one(reject(uri, RejectReason::TooLarge, message, None));
        }
        Ok(_) => {}
    }
    let size = Some(bytes.len() as u64);
    match serde_json::from_slice(&bytes) {
        Ok(Value::Object(feed)) if feed.get("version").and_then(Value::as_str).is_some_and(|v| v.contains("jsonfeed.org")) => {
            feed::entries(&bytes, uri, options)
        }
        Ok(Value::Array(items)) => Box::new(items.into_iter().enumerate().map(move |(n, i)| item(i, n, uri, options))),
        Ok(Value::Object(one)) => Box::new(std::iter::once_with(move || item(Value::Object(one), 0, uri, options))),
        // One object a line under the name of one file.
        Err(error) if error.is_syntax() && starts_with_line(&bytes) => {
            let lines: Vec<_> = super::jsonl::open(Box::new(bytes.as_slice()), uri, options).collect();
            Box::new(lines.into_iter())
        }
        Ok(_) => one(reject(uri, RejectReason::BadRecord, "the file is JSON, but no object and no list", size)),
        Err(error) => one(reject(uri, RejectReason::BadRecord, format!("no JSON can be read: {error}"), size)),
    }
}

/// Whether the first line is a whole object.
fn starts_with_line(bytes: &[u8]) -> bool {
    let line = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    serde_json::from_slice::<record::Record>(line).is_ok()
}

/// The document of one item.
fn item(value: Value, n: usize, uri: &str, options: &Options) -> Result<RawDocument, Reject> {
    let place = format!("{uri}#item-{}", n + 1);
    match value {
        Value::Object(object) if is_ninjs(&object) => ninjs(&object, uri, options),
        Value::Object(object) => record::document(object, uri, &place, None, options),
        _ => Err(reject(&place, RejectReason::WrongType, "the item is no object", None)),
    }
}

/// ninjs demands a `uri`, and no other format has its bodies.
fn is_ninjs(object: &record::Record) -> bool {
    let has = |key: &str| object.contains_key(key);
    has("uri") && (has("body_html") || has("body_text") || has("body_xhtml") || has("bodies") || has("versioncreated"))
}

/// The document of a ninjs object.
fn ninjs(object: &record::Record, uri: &str, options: &Options) -> Result<RawDocument, Reject> {
    let text = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned).filter(|t| !t.trim().is_empty());
    let address = text("uri").unwrap_or_default();
    let place = format!("{uri}#{address}");
    let listed = |key: &str| object.get(key).and_then(Value::as_array).into_iter().flatten();
    let bodies = listed("bodies").filter_map(|b| {
        let kind = b.get("contenttype").or(b.get("role")).and_then(Value::as_str).unwrap_or("");
        let value = b.get("value").and_then(Value::as_str)?;
        Some((if kind.contains("html") || value.contains("</p>") { Format::Html } else { Format::Text }, value.to_owned()))
    });
    let html = text("body_html").or_else(|| text("body_xhtml")).map(|b| (Format::Html, b));
    let body =
        html.or_else(|| text("body_text").map(|b| (Format::Text, b))).or_else(|| bodies.max_by_key(|(format, _)| *format == Format::Html));
    let Some((format, body)) = body else {
        return Err(reject(&place, RejectReason::NoText, "the item has no body", None));
    };
    let authors = listed("people").filter(|p| p.get("rel").and_then(Value::as_str).is_none_or(|r| r == "author"));
    let byline = text("byline").or_else(|| text("by"));
    let names = |people: &mut dyn Iterator<Item = &Value>| -> Vec<String> {
        people.filter_map(|p| p.get("name").and_then(Value::as_str)).map(str::to_owned).collect()
    };
    let given = GivenMetadata {
        url: Some(text("canonicalurl").or_else(|| text("url")).unwrap_or(address)).filter(|a| a.starts_with("http")),
        headline: text("headline")
            .or_else(|| listed("headlines").find_map(|h| h.get("value").and_then(Value::as_str).map(str::to_owned)))
            .or_else(|| text("title")),
        published: text("firstpublished")
            .or_else(|| text("firstcreated"))
            .or_else(|| text("versioncreated"))
            .or_else(|| text("versionCreated")),
        updated: text("versioncreated").or_else(|| text("versionCreated")),
        authors: byline.map_or_else(|| names(&mut authors.filter(|p| p.get("rel").is_some())), |b| vec![b]),
        outlet: text("provider").or_else(|| text("copyrightholder")),
        language: text("language"),
    };
    record::of_field(place, format, body, given, options)
}

#[cfg(test)]
mod tests {
    use super::super::FieldMap;
    use super::*;

    fn read(text: &str) -> Vec<Result<RawDocument, Reject>> {
        let options = Options { max_document_bytes: 100_000, fields: FieldMap::default() };
        open(Box::new(text.as_bytes()), "item.json", &options).collect()
    }

    #[test]
    fn ninjs_gives_its_body_and_its_metadata() {
        let documents = read(
            r#"{"uri": "urn:gull:1", "type": "text", "versioncreated": "2024-03-05T08:00:00Z", "byline": "Ida Marsh", "headline": "Quay reopens",
                "body_html": "<p>The quay reopened.</p>", "language": "en"}"#,
        );
        let item = documents[0].as_ref().expect("an item");
        assert_eq!((item.source.uri.as_str(), item.format), ("item.json#urn:gull:1", Format::Html));
        assert_eq!(item.source.given.headline.as_deref(), Some("Quay reopens"));
        assert_eq!(item.source.given.published.as_deref(), Some("2024-03-05T08:00:00Z"));
    }

    #[test]
    fn lists_feeds_and_damaged_files() {
        let list = read(r#"[{"id": 1, "text": "Rain fell."}, 5]"#);
        assert_eq!(list[0].as_ref().map(|d| d.source.uri.as_str()).ok(), Some("item.json#1"));
        assert_eq!(list[1].as_ref().map_err(|r| r.reason).err(), Some(RejectReason::WrongType));
        let feed = read(
            r#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Gull", "items": [{"id": "a", "content_html": "<p>Rain fell.</p>", "title": "Rain"}]}"#,
        );
        assert_eq!(feed[0].as_ref().map(|d| d.source.uri.as_str()).ok(), Some("item.json#a"));
        assert!(matches!(read("{\"uri\": ").as_slice(), [Err(r)] if r.reason == RejectReason::BadRecord));
    }
}
