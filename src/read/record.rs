//! A record with named fields as a document: what JSON, CSV and Parquet have in common.
//!
//! In: a record. Out: its document, or a reject that names the field, or the keys that were there. Never guesses what a field of another
//! name means.

use serde_json::{Map, Value};

use super::refused::reject;
use super::{FieldMap, Options};
use crate::document::{Format, GivenMetadata, RawDocument};
use crate::error::{Reject, RejectReason};

/// Keys that a message shows.
const SHOWN_KEYS: usize = 30;
/// Keys under which an object holds what it stands for, the surest first: `{"rendered": "<p>..."}`, `{"$date": ...}`.
pub(super) const VALUE_KEYS: &[&str] =
    &["rendered", "html", "text", "value", "main", "original", "plain", "$oid", "$date", "$numberLong", "#text", "$t", "__cdata", "name"];

/// What was kept of a record: values of known fields, and which keys there were.
#[derive(Debug, Default)]
pub(super) struct Record {
    values: Vec<RecordField>,
    /// The first keys, for a message.
    keys: Vec<String>,
    more_keys: usize,
    /// Values that a reader asks for beside the contract.
    pub also: Map<String, Value>,
}

/// A value with its place in the record.
#[derive(Debug)]
struct RecordField {
    /// Path of the object that holds it; empty for the record itself.
    parent: String,
    key: String,
    value: Value,
}

impl Record {
    /// Notes that the record has a key.
    pub fn saw(&mut self, key: &str) {
        if self.keys.len() < SHOWN_KEYS {
            self.keys.push(key.to_owned());
        } else {
            self.more_keys += 1;
        }
    }

    /// Notes all the keys of the record.
    pub fn saw_all(&mut self, keys: &[String]) {
        self.keys.extend(keys.iter().take(SHOWN_KEYS).cloned());
        self.more_keys += keys.len().saturating_sub(SHOWN_KEYS);
    }

    /// Takes the value of a key, and what lies inside it, as far as it is known.
    pub fn take(&mut self, key: &str, value: Value, map: &FieldMap) {
        self.take_below("", key, value, map);
    }

    fn take_below(&mut self, parent: &str, key: &str, value: Value, map: &FieldMap) {
        let path = if parent.is_empty() { key.to_owned() } else { format!("{parent}.{key}") };
        if let Value::Object(inner) = &value
            && map.looks_into(&path)
        {
            for (name, value) in inner.clone() {
                self.take_below(&path, &name, value, map);
            }
        }
        if map.wants(parent, key) && !value.is_null() {
            self.values.retain(|e| e.parent != parent || e.key != key);
            self.values.push(RecordField { parent: parent.to_owned(), key: key.to_owned(), value });
        }
    }

    /// Whether any value may be the text.
    pub fn has_text(&self, map: &FieldMap) -> bool {
        self.candidates("text", map).chain(self.candidates("html", map)).next().is_some()
    }

    fn candidates<'a>(&'a self, field: &'a str, map: &'a FieldMap) -> impl Iterator<Item = (usize, &'a RecordField)> {
        self.values.iter().filter_map(move |e| Some((map.rank(field, &e.parent, &e.key)?, e)))
    }

    /// Why there is no text.
    fn nothing(&self, map: &FieldMap) -> String {
        format!("the record has {}", map.nothing_in("keys", &self.keys, self.more_keys))
    }
}

/// The document of a record. `place` says where a record without an id is; `size` is that of the record in bytes.
pub(super) fn document(record: &Record, uri: &str, place: &str, size: Option<u64>, options: &Options) -> Result<RawDocument, Reject> {
    let fields = Fields { record, map: &options.fields };
    let wrong = |uri: &str, message: String| reject(uri, RejectReason::WrongType, message, size);
    let uri = match fields.label("id").map_err(|m| wrong(place, m))? {
        Some(id) => format!("{uri}#{id}"),
        None => place.to_owned(),
    };
    let html = || fields.text("html");
    let (format, text) = match (fields.text("text"), html()) {
        (Ok(Some((name, text))), _) if !text.trim().is_empty() => (format_of(&name, &text), text),
        (Ok(_), Ok(Some((_, html)))) => (Format::Html, html),
        (Ok(Some((_, text))), Ok(None)) => (Format::Text, text),
        (Ok(None), Ok(None)) => return Err(reject(&uri, RejectReason::BadRecord, record.nothing(&options.fields), size)),
        (Err(message), _) | (_, Err(message)) => return Err(wrong(&uri, message)),
    };
    let given = fields.given().map_err(|m| wrong(&uri, m))?;
    of_field(uri, format, text, given, options)
}

/// Interfaces of content systems give HTML under names that promise nothing; what is called text is taken at its word.
fn format_of(name: &str, text: &str) -> Format {
    let is_html =
        !name.to_ascii_lowercase().ends_with("text") && (text.contains("</p>") || text.contains("<br") || text.contains("</div>"));
    if is_html { Format::Html } else { Format::Text }
}

/// The document of a field's text.
pub(super) fn of_field(uri: String, format: Format, text: String, given: GivenMetadata, options: &Options) -> Result<RawDocument, Reject> {
    if text.len() as u64 > options.max_document_bytes {
        let message = format!("more than the limit of {} bytes", options.max_document_bytes);
        return Err(reject(&uri, RejectReason::TooLarge, message, Some(text.len() as u64)));
    }
    let mut document = RawDocument::new(uri, format, text.into_bytes(), given);
    document.is_utf8 = true;
    Ok(document)
}

/// A record seen through the field map. Errors are messages about a field of the wrong type.
struct Fields<'a> {
    record: &'a Record,
    map: &'a FieldMap,
}

impl Fields<'_> {
    /// The surest value of a field that `read` can take; where there are values and none of them can be taken, what is wrong with the
    /// surest.
    fn first<T>(&self, field: &str, read: impl Fn(&str, &Value) -> Result<Option<T>, String>) -> Result<Option<T>, String> {
        let mut found: Vec<_> = self.record.candidates(field, self.map).collect();
        found.sort_by_key(|(rank, _)| *rank);
        let mut wrong = None;
        for (_, entry) in found {
            match read(&entry.key, &entry.value) {
                Ok(Some(value)) => return Ok(Some(value)),
                Ok(None) => {}
                Err(message) => wrong = wrong.or(Some(message)),
            }
        }
        wrong.map_or(Ok(None), Err)
    }

    /// The words of a field, with its name; paragraphs in a list are joined.
    fn text(&self, field: &str) -> Result<Option<(String, String)>, String> {
        let read = |name: &str, value: &Value| match plain(value) {
            Value::String(s) => Ok(Some((name.to_owned(), s.clone()))),
            Value::Array(items) if !items.is_empty() && items.iter().all(|i| plain(i).is_string()) => {
                let paragraphs: Vec<&str> = items.iter().filter_map(|i| plain(i).as_str()).collect();
                Ok(Some((name.to_owned(), paragraphs.join("\n\n"))))
            }
            // An object without words of its own wraps the article; its fields were looked at.
            Value::Object(_) if self.map.looks_into(name) => Ok(None),
            other => Err(format!("{name} is {}, not a string", kind(other))),
        };
        let has_words = |(name, text): (String, String)| if text.trim().is_empty() { None } else { Some((name, text)) };
        match self.first(field, |name, value| Ok(read(name, value)?.and_then(has_words)))? {
            Some(found) => Ok(Some(found)),
            None => self.first(field, read),
        }
    }

    /// A field that must be a string.
    fn string(&self, field: &str) -> Result<Option<String>, String> {
        self.first(field, |name, value| match plain(value) {
            Value::String(s) => Ok(Some(s.trim().to_owned()).filter(|s| !s.is_empty())),
            other => Err(format!("{name} is {}, not a string", kind(other))),
        })
    }

    /// A field that is a string or a number: ids and dates in seconds.
    fn label(&self, field: &str) -> Result<Option<String>, String> {
        self.first(field, |name, value| match plain(value) {
            Value::String(s) => Ok(Some(s.trim().to_owned()).filter(|s| !s.is_empty())),
            Value::Number(n) => {
                Ok(Some(n.as_f64().filter(|f| n.is_f64() && f.fract() == 0.0).map_or(n.to_string(), |f| format!("{f:.0}"))))
            }
            other => Err(format!("{name} is {}, not a string or a number", kind(other))),
        })
    }

    /// A field that is a string, a list of strings, or objects with a name.
    fn names(&self, field: &str) -> Result<Vec<String>, String> {
        let found = self.first(field, |name, value| {
            let items = match value {
                Value::Object(_) if self.map.looks_into(name) && plain(value).is_object() => return Ok(None),
                Value::Array(items) => items.iter().collect(),
                one => vec![one],
            };
            let named = items.into_iter().filter(|v| !v.is_null()).map(|item| match plain(item) {
                Value::String(s) => Ok(s.trim().to_owned()),
                Value::Object(_) => Err(format!("{name} has an object without name")),
                other => Err(format!("{name} holds {}, not a string", kind(other))),
            });
            let names: Vec<_> = named.collect::<Result<Vec<_>, _>>()?.into_iter().filter(|n| !n.is_empty()).collect();
            Ok(Some(names).filter(|n| !n.is_empty()))
        });
        Ok(found?.unwrap_or_default())
    }

    /// The metadata of the record.
    fn given(&self) -> Result<GivenMetadata, String> {
        Ok(GivenMetadata {
            url: self.string("url")?,
            headline: self.string("headline")?,
            published: self.label("published")?,
            updated: self.label("updated")?,
            authors: self.names("authors")?,
            outlet: self.names("outlet")?.into_iter().next(),
            language: self.string("language")?,
        })
    }
}

/// What an object stands for, where it says so; else the value itself.
fn plain(value: &Value) -> &Value {
    let mut value = value;
    for _ in 0..2 {
        let Value::Object(object) = value else { return value };
        match VALUE_KEYS.iter().find_map(|key| object.get(*key).filter(|v| !v.is_null())) {
            Some(inner) => value = inner,
            None => return value,
        }
    }
    value
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
