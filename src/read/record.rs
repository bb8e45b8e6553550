//! A record with named fields as a document: what JSON, CSV and Parquet have in common.
//!
//! In: a record. Out: its document, or a reject that names the field. Never guesses what a field of another name means.

use serde_json::{Map, Value};

use super::{Options, reject};
use crate::document::{Format, GivenMetadata, RawDocument};
use crate::error::{Reject, RejectReason};

/// A record: names of fields and their values.
pub(super) type Record = Map<String, Value>;

/// The document of a record. `place` says where a record without an id is; `size` is that of the record in bytes.
pub(super) fn document(record: Record, uri: &str, place: &str, size: Option<u64>, options: &Options) -> Result<RawDocument, Reject> {
    let fields = Fields { record, options };
    let wrong = |uri: &str, message: String| reject(uri, RejectReason::WrongType, message, size);
    let uri = match fields.label("id").map_err(|m| wrong(place, m))? {
        Some(id) => format!("{uri}#{id}"),
        None => place.to_owned(),
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
    let given = fields.given().map_err(|m| wrong(&uri, m))?;
    of_field(uri, format, text.into_owned(), given, options)
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
    record: Record,
    options: &'a Options,
}

impl Fields<'_> {
    /// The first value of a field that is not null.
    fn value(&self, field: &str) -> Option<(&str, &Value)> {
        let mut names = self.options.fields.names(field).iter();
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
