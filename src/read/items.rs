//! The documents of one JSON value: a record, a list of them, or an envelope around a list.
//!
//! In: the bytes of one value. Out: a document for each item; in a list that is cut, for each item before the damage. Never reads a stream.
//!
//! ninjs is the IPTC's format for news: version 1 has `body_html` and `headline`, version 2 and 3 have `bodies` and `headlines`.

use serde_json::{Map, Value};

use super::condense::Condenser;
use super::pruned::{self, Found, Wanted};
use super::record::Record;
use super::refused::reject;
use super::{Options, record};
use crate::document::{Format, GivenMetadata, RawDocument};
use crate::error::{Reject, RejectReason};

/// What ninjs has beside the contract's names, and what tells a JSON Feed.
const ALSO: &[&str] = &[
    "version",
    "uri",
    "body_html",
    "body_xhtml",
    "body_text",
    "bodies",
    "versioncreated",
    "versionCreated",
    "firstcreated",
    "firstpublished",
    "headline",
    "headlines",
    "title",
    "byline",
    "by",
    "people",
    "canonicalurl",
    "url",
    "provider",
    "copyrightholder",
    "language",
];

/// The documents of a JSON value.
pub(super) struct Items {
    pub documents: Vec<Result<RawDocument, Reject>>,
    pub end: Result<Whole, serde_json::Error>,
}

/// What a whole value is.
pub(super) enum Whole {
    /// A JSON Feed, which has a reader of its own.
    Feed,
    /// One record or several.
    Items,
}

/// The documents of a JSON value: of a list, a record, or an envelope around a list. `place` and a number say where an item without an
/// id is; a record that stands alone is told by `place` where that ends in a number.
pub(super) fn items(bytes: &[u8], uri: &str, place: &str, options: &Options, lists: bool) -> Items {
    let wanted = Wanted { map: &options.fields, also: ALSO, lists };
    let mut documents = Vec::new();
    let mut condenser = Condenser::default();
    let end = pruned::read(bytes, &wanted, &mut |found| {
        let made = match found {
            Found::Record(n, record) => item(&record, &format!("{place}{}", n + 1), None, uri, options),
            Found::NoObject(n) => Err(reject(&format!("{uri}{place}{}", n + 1), RejectReason::WrongType, "the item is no object", None)),
        };
        match made {
            Ok(document) => documents.push(Ok(document)),
            Err(reject) => documents.extend(condenser.take(reject).map(Err)),
        }
    });
    documents.extend(condenser.rest(uri).map(Err));
    let end = end.map(|around| {
        let Some(around) = around else { return Whole::Items };
        if lists && around.also.get("version").and_then(Value::as_str).is_some_and(|v| v.contains("jsonfeed.org")) {
            return Whole::Feed;
        }
        if documents.is_empty() || is_ninjs(&around.also) || around.has_text(&options.fields) {
            let alone = if lists { format!("{place}1") } else { place.trim_end_matches("-item-").to_owned() };
            documents = vec![item(&around, &alone, Some(bytes.len() as u64), uri, options)];
        }
        Whole::Items
    });
    Items { documents, end }
}

/// The document of one item.
fn item(record: &Record, place: &str, size: Option<u64>, uri: &str, options: &Options) -> Result<RawDocument, Reject> {
    if is_ninjs(&record.also) {
        return ninjs(&record.also, uri, options);
    }
    record::document(record, uri, &format!("{uri}{place}"), size, options)
}

/// ninjs demands a `uri`, and no other format has its bodies.
fn is_ninjs(object: &Map<String, Value>) -> bool {
    let has = |key: &str| object.contains_key(key);
    has("uri") && (has("body_html") || has("body_text") || has("body_xhtml") || has("bodies") || has("versioncreated"))
}

/// The document of a ninjs object.
fn ninjs(object: &Map<String, Value>, uri: &str, options: &Options) -> Result<RawDocument, Reject> {
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
