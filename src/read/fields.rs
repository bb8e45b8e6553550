//! Which fields of a record mean what.
//!
//! In: the names that other programs use, and those that a pipeline file adds. Out: [`FieldMap`]. Never reads a record.

use std::collections::BTreeMap;

/// A field that a record may have, with the names it is known by; the first name is the contract's.
pub const KNOWN: &[(&str, &[&str])] = &[
    ("id", &["id", "_id", "article_id", "uuid", "guid"]),
    ("text", &["text", "body", "content", "maintext", "article_text", "full_text"]),
    ("html", &["html", "content_html", "raw_html", "body_html"]),
    ("url", &["url", "link", "canonical_url", "source_url"]),
    ("headline", &["headline", "title"]),
    (
        "published",
        &["published", "date", "published_at", "date_published", "datePublished", "publish_date", "publication_date", "pub_date"],
    ),
    ("updated", &["updated", "updated_at", "modified", "date_modified", "dateModified", "date_modify"]),
    ("authors", &["authors", "author", "byline"]),
    ("outlet", &["outlet", "source", "publisher", "site_name", "sitename"]),
    ("language", &["language", "lang"]),
];

/// From the contract's field names to the names in the records at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldMap {
    names: BTreeMap<&'static str, Vec<String>>,
}

impl Default for FieldMap {
    fn default() -> Self {
        Self { names: KNOWN.iter().map(|(field, names)| (*field, names.iter().map(|n| (*n).to_owned()).collect())).collect() }
    }
}

impl FieldMap {
    /// From now on `field` (a name of the contract) is read from `name` alone; false where the contract has no such field.
    pub fn rename(&mut self, field: &str, name: &str) -> bool {
        match self.names.iter_mut().find(|(known, _)| **known == field) {
            Some((_, names)) => {
                *names = vec![name.to_owned()];
                true
            }
            None => false,
        }
    }

    /// The names of a field, in the order in which they are tried.
    pub(super) fn names(&self, field: &str) -> &[String] {
        self.names.get(field).map_or(&[], Vec::as_slice)
    }
}
