//! Which fields of a record mean what.
//!
//! In: the names that other programs use, and those that a pipeline file adds. Out: [`FieldMap`]. Never reads a record.
//!
//! Names are told without regard to case, `-`, `_`, `:` and spaces: `publishedAt`, `published_at` and `Published At` are one. A field
//! that a record does not have itself is looked for one level down, in an object that wraps the article (`fields.body`), never in one
//! that is somebody else's (`source.url`).

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// A field that a record may have, with the names it is known by, the surest first; the first name is the contract's.
pub const KNOWN: &[(&str, &[&str])] = &[
    ("id", &["id", "_id", "article_id", "uuid", "guid", "doc_id", "document_id", "story_id"]),
    (
        "text",
        &[
            "text",
            "body",
            "content",
            "maintext",
            "main_text",
            "article_text",
            "full_text",
            "article_body",
            "body_text",
            "content_text",
            "article_content",
            "text_content",
            "plain_text",
            "raw_text",
            "clean_text",
            "news_text",
            "story_text",
            "paragraphs",
            "article",
            "story",
        ],
    ),
    ("html", &["html", "content_html", "raw_html", "body_html", "html_content", "html_body", "article_html", "page_html"]),
    ("url", &["url", "link", "canonical_url", "source_url", "web_url", "article_url", "page_url", "permalink", "href"]),
    ("headline", &["headline", "title", "web_title", "article_title", "news_title", "heading", "og:title"]),
    (
        "published",
        &[
            "published",
            "date",
            "published_at",
            "date_published",
            "publish_date",
            "publication_date",
            "published_date",
            "pub_date",
            "date_publish",
            "web_publication_date",
            "first_publication_date",
            "first_published",
            "published_time",
            "publish_time",
            "publication_time",
            "time_published",
            "published_on",
            "article:published_time",
            "article_date",
            "datetime",
            "date_time",
            "timestamp",
            "posted_at",
            "date_posted",
            "release_date",
            "date_created",
            "created_at",
            "created",
        ],
    ),
    (
        "updated",
        &[
            "updated",
            "updated_at",
            "modified",
            "date_modified",
            "date_modify",
            "last_modified",
            "modified_at",
            "date_updated",
            "updated_date",
            "modified_date",
            "modified_time",
            "updated_time",
            "article:modified_time",
            "lastmod",
            "last_updated",
        ],
    ),
    ("authors", &["authors", "author", "byline", "by", "creator", "dc:creator", "author_name", "author_names", "writer", "journalist"]),
    (
        "outlet",
        &["outlet", "source", "publisher", "site_name", "publication", "source_name", "outlet_name", "newspaper", "og:site_name", "domain"],
    ),
    ("language", &["language", "lang", "in_language", "language_code"]),
];

/// Objects that hold an article's own fields.
const WRAPPERS: &[&str] = &[
    "_source",
    "fields",
    "article",
    "data",
    "attributes",
    "document",
    "doc",
    "item",
    "record",
    "post",
    "story",
    "node",
    "payload",
    "news",
    "entry",
    "content",
    "meta",
    "metadata",
    "properties",
    "details",
];
/// Objects that are about somebody or something else.
const OTHERS: &[&str] = &[
    "source",
    "author",
    "authors",
    "publisher",
    "outlet",
    "creator",
    "byline",
    "user",
    "image",
    "images",
    "photo",
    "media",
    "video",
    "audio",
    "thumbnail",
    "comment",
    "comments",
    "related",
    "section",
    "category",
    "tags",
    "links",
    "parent",
    "previous",
    "next",
    "advert",
    "ad",
];
/// Fields that are taken out of any object that is not somebody else's.
const CONTENT: &[&str] = &["text", "html", "headline", "published", "updated"];

/// Field and place among its names, by the folded name; of several names that fold to one the first has the say.
static BY_NAME: LazyLock<HashMap<String, (&'static str, usize)>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for (field, names) in KNOWN {
        for (n, name) in names.iter().enumerate() {
            map.entry(fold(name)).or_insert((*field, n));
        }
    }
    map
});

/// A name without what programs spell differently.
fn fold(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '-' | '_' | ' ' | ':')).flat_map(char::to_lowercase).collect()
}

/// From the contract's field names to the names in the records at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldMap {
    /// Fields that a pipeline file renamed, with their dotted path.
    renamed: BTreeMap<&'static str, String>,
}

impl FieldMap {
    /// From now on `field` (a name of the contract) is read from `name` alone, a column, a key, or a dotted path (`fields.body`);
    /// false where the contract has no such field.
    pub fn rename(&mut self, field: &str, name: &str) -> bool {
        let known = KNOWN.iter().find(|(known, _)| *known == field);
        known.is_some_and(|(known, _)| {
            self.renamed.insert(known, name.to_owned());
            true
        })
    }

    /// How surely the value of a key is that of a field, 0 the surest; none where it is not. `parent` is the path of the object that
    /// holds the key, empty for the record itself.
    pub(super) fn rank(&self, field: &str, parent: &str, key: &str) -> Option<usize> {
        if let Some(path) = self.renamed.get(field) {
            return match parent {
                "" => (path == key).then_some(0),
                _ => (path.strip_prefix(parent)?.strip_prefix('.')? == key).then_some(1),
            };
        }
        let (_, place) = BY_NAME.get(&fold(key)).filter(|(known, _)| *known == field)?;
        Some(level(parent, field)? + place)
    }

    /// Whether the value of a key is that of any field.
    pub(super) fn wants(&self, parent: &str, key: &str) -> bool {
        let known = || BY_NAME.get(&fold(key)).map(|(field, _)| *field);
        self.renamed.keys().any(|field| self.rank(field, parent, key).is_some())
            || known().is_some_and(|field| self.rank(field, parent, key).is_some())
    }

    /// Whether a field may lie inside the object of a path.
    pub(super) fn looks_into(&self, path: &str) -> bool {
        let leads = |name: &String| name.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
        self.renamed.values().any(leads) || (!path.contains('.') && level(path, "text").is_some())
    }

    /// What a record is told that has no text, with the keys that it has.
    pub(super) fn nothing_in(&self, what: &str, keys: &[String], more: usize) -> String {
        let shown: Vec<String> = keys.iter().map(|k| k.chars().take(60).collect()).collect();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let found = if keys.is_empty() { format!("there are no {what}") } else { format!("the {what} are {}{more}", shown.join(", ")) };
        let hint = match (self.renamed.get("text").or(self.renamed.get("html")), nearest(keys)) {
            (Some(name), _) => format!("[sources.fields] asks for {name}"),
            (None, Some((key, _))) if self.rank("text", "", key).or(self.rank("html", "", key)).is_some() => {
                format!("{key} is there and empty")
            }
            (None, Some((key, name))) => format!("did you mean {key} as {name}? Map it with [sources.fields], text = \"{key}\""),
            (None, None) => "the text is looked for in text, body, content, html ...; map it with [sources.fields], text = \"NAME\"".into(),
        };
        format!("neither text nor html: {found}; {hint}")
    }
}

/// What an object is to the record that holds it.
#[derive(Clone, Copy)]
enum Holder {
    /// It wraps the article; its place in the list.
    Wrapper(usize),
    /// It is about somebody or something else.
    Other,
}

/// The known objects, by the folded name.
static HOLDERS: LazyLock<HashMap<String, Holder>> = LazyLock::new(|| {
    let wrappers = WRAPPERS.iter().enumerate().map(|(place, name)| (name, Holder::Wrapper(place)));
    let others = OTHERS.iter().map(|name| (name, Holder::Other));
    others.chain(wrappers).filter(|(name, _)| !name.starts_with('_')).map(|(name, holder)| (fold(name), holder)).collect()
});

/// From which rank on a field counts inside an object; none where it is not looked for.
fn level(parent: &str, field: &str) -> Option<usize> {
    if parent.is_empty() {
        return Some(0);
    }
    // A search engine's `_source` is the document itself, `source` is where it came from.
    let holder = if parent == WRAPPERS[0] { Some(Holder::Wrapper(0)) } else { HOLDERS.get(&fold(parent)).copied() };
    match holder {
        Some(Holder::Wrapper(place)) => Some(1_000 * (place + 1)),
        Some(Holder::Other) => None,
        None if parent.contains('.') => None,
        None => CONTENT.contains(&field).then_some(1_000_000),
    }
}

/// The key that is most like a name of the text, with that name.
fn nearest(keys: &[String]) -> Option<(&str, &'static str)> {
    let names = || KNOWN.iter().filter(|(field, _)| matches!(*field, "text" | "html")).flat_map(|(_, names)| names.iter());
    let pairs = keys.iter().flat_map(|key| names().map(move |name| (strsim::jaro_winkler(&fold(key), &fold(name)), key.as_str(), *name)));
    pairs.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(score, ..)| *score > 0.85).map(|(_, key, name)| (key, name))
}

/// The names of record fields that a pipeline file may rename.
pub fn known_fields() -> impl Iterator<Item = &'static str> + Clone {
    KNOWN.iter().map(|(field, _)| *field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_in_any_spelling_and_one_level_down() {
        let map = FieldMap::default();
        for name in ["publishedAt", "PUBLISHED_AT", "published-at", "Published At"] {
            assert_eq!(map.rank("published", "", name), Some(2), "{name}");
        }
        assert!(map.rank("text", "fields", "bodyText").is_some() && map.rank("url", "fields", "url").is_some());
        assert_eq!(map.rank("url", "source", "url"), None, "the address of the outlet is not that of the article");
        assert_eq!(map.rank("url", "whatever", "url"), None);
    }

    #[test]
    fn a_field_that_is_there_and_empty_is_not_asked_for_under_its_own_name() {
        let told = |key: &str| FieldMap::default().nothing_in("keys", &["id".into(), key.into()], 0);
        assert!(told("text").ends_with("the keys are id, text; text is there and empty"), "{}", told("text"));
        assert!(told("bodytxt").contains("did you mean bodytxt as body"));
    }

    #[test]
    fn a_renamed_field_has_one_name_and_a_literal_dot_wins() {
        let mut map = FieldMap::default();
        assert!(map.rename("text", "a.b") && !map.rename("texts", "a"));
        assert_eq!((map.rank("text", "", "a.b"), map.rank("text", "a", "b"), map.rank("text", "", "text")), (Some(0), Some(1), None));
        assert!(map.looks_into("a"));
    }
}
