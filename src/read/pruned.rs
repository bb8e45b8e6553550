//! JSON without what nobody asked for.
//!
//! In: the bytes of a JSON value. Out: its records, each with the known fields only, handed over one by one. Never builds a value for a
//! field that is not known, so that memory follows the text and not the rest; never more than three levels deep.
//!
//! Answers of news services wrap their list of articles (`{"status": "ok", "articles": [...]}`, `{"response": {"results": [...]}}`): an
//! object without a text of its own gives the records of its list.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::FieldMap;
use super::record::{Record, VALUE_KEYS};

/// Keys of the lists in answers of news services and exports.
const LISTS: &[&str] = &[
    "articles",
    "results",
    "items",
    "data",
    "docs",
    "documents",
    "records",
    "entries",
    "posts",
    "stories",
    "news",
    "hits",
    "value",
    "rows",
];
/// Keys of the objects around such lists.
const ENVELOPES: &[&str] = &["response", "result", "results", "data", "hits", "body", "payload"];
/// Items that are kept of a list inside a record: paragraphs, authors.
const ITEMS: usize = 10_000;

/// What was found at the place of a record.
pub(super) enum Found {
    /// A record, with its number in its list, from 0.
    Record(usize, Record),
    /// Something that is no object.
    NoObject(usize),
}

/// How a reader wants its records.
pub(super) struct Wanted<'a> {
    pub map: &'a FieldMap,
    /// Keys kept beside those of the contract.
    pub also: &'static [&'static str],
    /// Whether a list is taken for a list of records.
    pub lists: bool,
}

/// Hands over the records of a JSON value. Gives the object around a list, or the one record, where the value is an object.
///
/// # Errors
/// The bytes are no JSON; what stands before the damage in a list was handed over.
pub(super) fn read(bytes: &[u8], wanted: &Wanted<'_>, take: &mut dyn FnMut(Found)) -> Result<Option<Record>, serde_json::Error> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let mut count = 0;
    let record = Top { wanted, take, depth: 0, count: &mut count }.deserialize(&mut reader)?;
    reader.end()?;
    // An object that has a text of its own is the record, whatever lists it has.
    Ok(record)
}

/// Bytes that serde can read: escapes of half a surrogate pair become U+FFFD, and text in another encoding is decoded.
pub(super) fn mended(bytes: &[u8]) -> Cow<'_, [u8]> {
    let bytes = match std::str::from_utf8(bytes) {
        Ok(_) => Cow::Borrowed(bytes),
        Err(_) => match crate::text::decode(bytes, false, None) {
            Ok((decoded, _)) => Cow::Owned(decoded.text.into_bytes()),
            Err(_) => Cow::Borrowed(bytes),
        },
    };
    let lone = lone_surrogates(&bytes);
    if lone.is_empty() {
        return bytes;
    }
    let mut bytes = bytes.into_owned();
    for at in lone {
        bytes[at..at + 6].copy_from_slice(b"\\ufffd");
    }
    Cow::Owned(bytes)
}

/// Where escapes stand that are half a pair.
fn lone_surrogates(bytes: &[u8]) -> Vec<usize> {
    let unit = |at: usize| {
        let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'\\', &bytes[at..]) {
        at += next;
        at += match unit(at) {
            Some(0xD800..=0xDBFF) if matches!(unit(at + 6), Some(0xDC00..=0xDFFF)) => 12,
            Some(0xD800..=0xDFFF) => {
                found.push(at);
                6
            }
            _ => 2,
        };
        at = at.min(bytes.len());
    }
    found
}

/// The value of a file or line, or an envelope in it.
struct Top<'a, 'b> {
    wanted: &'a Wanted<'a>,
    take: &'b mut dyn FnMut(Found),
    depth: usize,
    count: &'b mut usize,
}

impl<'de> DeserializeSeed<'de> for Top<'_, '_> {
    type Value = Option<Record>;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Self::Value, D::Error> {
        reader.deserialize_any(self)
    }
}

/// Everything that is neither object nor list.
macro_rules! scalars {
    ($result:expr) => {
        fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
            Ok($result(&self, Value::Bool(value)))
        }
        fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
            Ok($result(&self, Value::from(value)))
        }
        fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
            Ok($result(&self, Value::from(value)))
        }
        fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
            Ok($result(&self, Value::from(value)))
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok($result(&self, Value::Null))
        }
    };
}

impl<'de> Visitor<'de> for Top<'_, '_> {
    type Value = Option<Record>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.wanted.lists { "an object or a list" } else { "an object" })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut record = Record::default();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            record.saw(&key);
            let is = |list: &[&str]| list.contains(&key.as_ref());
            if self.depth < 2 && (is(LISTS) || is(ENVELOPES)) {
                let inside =
                    Inside { top: Top { wanted: self.wanted, take: self.take, depth: self.depth + 1, count: self.count }, path: &key };
                let value = map.next_value_seed(inside)?;
                record.take(&key, value, self.wanted.map);
            } else {
                field(&mut record, &key, &mut map, self.wanted)?;
            }
        }
        Ok(Some(record))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        if !self.wanted.lists && self.depth == 0 {
            return Err(serde::de::Error::invalid_type(serde::de::Unexpected::Seq, &self));
        }
        while let Some(item) = items.next_element_seed(Item(self.wanted))? {
            let number = *self.count;
            *self.count += 1;
            (self.take)(item.map_or(Found::NoObject(number), |record| Found::Record(number, record)));
        }
        Ok(None)
    }
}

/// Reads the value of a key of a record.
fn field<'de, A: MapAccess<'de>>(record: &mut Record, key: &str, map: &mut A, wanted: &Wanted<'_>) -> Result<(), A::Error> {
    let is_also = wanted.also.contains(&key);
    if !is_also && !wanted.map.wants("", key) && !wanted.map.looks_into(key) {
        map.next_value::<IgnoredAny>()?;
        return Ok(());
    }
    let seed = Pruned { map: wanted.map, path: key, is_wanted: is_also || wanted.map.wants("", key), depth: 1 };
    let value = map.next_value_seed(seed)?;
    if is_also {
        record.also.insert(key.to_owned(), value.clone());
    }
    record.take(key, value, wanted.map);
    Ok(())
}

/// A list of records or an envelope under a key, which may be a field as well (`"data": {"text": ...}`, `"body": "..."`).
struct Inside<'a, 'b, 'p> {
    top: Top<'a, 'b>,
    path: &'p str,
}

impl<'de> DeserializeSeed<'de> for Inside<'_, '_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Inside<'_, '_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    scalars!(|_: &Self, value| value);

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Value, A::Error> {
        // A list of strings is a field (paragraphs), one of objects a list of records: told by what its items are.
        let Top { wanted, take, count, .. } = self.top;
        let mut texts = Vec::new();
        let mut items = items;
        let seed = || Pruned { map: wanted.map, path: self.path, is_wanted: true, depth: 2 };
        while let Some(item) = items.next_element_seed(TextOrRecord { text: seed(), wanted })? {
            match item {
                Either::Record(record) => {
                    take(Found::Record(*count, record));
                    *count += 1;
                }
                Either::Text(value) if texts.len() < ITEMS && !value.is_null() => texts.push(value),
                Either::Text(_) => {}
            }
        }
        Ok(if texts.is_empty() { Value::Null } else { Value::Array(texts) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let Top { wanted, take, depth, count } = self.top;
        let mut object = serde_json::Map::new();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if depth < 2 && LISTS.contains(&key.as_ref()) {
                let inner = Inside { top: Top { wanted, take: &mut *take, depth: depth + 1, count: &mut *count }, path: self.path };
                map.next_value_seed(inner)?;
            } else {
                keep(&mut object, &key, &mut map, wanted.map, self.path, 1)?;
            }
        }
        Ok(Value::Object(object))
    }
}

/// An item of a list that may be one of records.
enum Either {
    Record(Record),
    Text(Value),
}

struct TextOrRecord<'a> {
    text: Pruned<'a>,
    wanted: &'a Wanted<'a>,
}

impl<'de> DeserializeSeed<'de> for TextOrRecord<'_> {
    type Value = Either;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Either, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TextOrRecord<'_> {
    type Value = Either;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    scalars!(|_: &Self, value| Either::Text(value));

    fn visit_str<E>(self, value: &str) -> Result<Either, E> {
        Ok(Either::Text(Value::String(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Either, A::Error> {
        self.text.visit_seq(items).map(Either::Text)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Either, A::Error> {
        Item(self.wanted).visit_map(map).map(|record| record.map_or(Either::Text(Value::Null), Either::Record))
    }
}

/// One item of a list; none where it is no object.
struct Item<'a>(&'a Wanted<'a>);

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = Option<Record>;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Self::Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Item<'_> {
    type Value = Option<Record>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    scalars!(|_: &Self, _: Value| None);

    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut record = Record::default();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            record.saw(&key);
            field(&mut record, &key, &mut map, self.0)?;
        }
        Ok(Some(record))
    }
}

/// A value of which only known keys are kept.
struct Pruned<'a> {
    map: &'a FieldMap,
    path: &'a str,
    /// Whether the value itself is kept, not just what is known inside it.
    is_wanted: bool,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Pruned<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Pruned<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    scalars!(|_: &Self, value| value);

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(if self.is_wanted { Value::String(value.to_owned()) } else { Value::Null })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut kept = Vec::new();
        while self.is_wanted && kept.len() < ITEMS {
            let seed = Pruned { map: self.map, path: self.path, is_wanted: true, depth: self.depth + 1 };
            match items.next_element_seed(seed)? {
                Some(item) => kept.push(item),
                None => return Ok(Value::Array(kept)),
            }
        }
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Array(kept))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = serde_json::Map::new();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            keep(&mut object, &key, &mut map, self.map, self.path, self.depth)?;
        }
        Ok(Value::Object(object))
    }
}

/// Keys of the items of ninjs beside those that say what an object stands for.
const ITEM_KEYS: &[&str] = &["contenttype", "role", "rel"];
/// Levels that are looked into at the most.
const DEPTH: usize = 8;

/// Reads the value of a key inside an object of a record, and keeps it if it is known.
fn keep<'de, A: MapAccess<'de>>(
    object: &mut serde_json::Map<String, Value>,
    key: &str,
    map: &mut A,
    fields: &FieldMap,
    path: &str,
    depth: usize,
) -> Result<(), A::Error> {
    let inner = format!("{path}.{key}");
    let is_wanted = VALUE_KEYS.contains(&key) || ITEM_KEYS.contains(&key) || fields.wants(path, key);
    if depth > DEPTH || !(is_wanted || fields.looks_into(&inner)) {
        map.next_value::<IgnoredAny>()?;
        return Ok(());
    }
    let value = map.next_value_seed(Pruned { map: fields, path: &inner, is_wanted, depth: depth + 1 })?;
    object.insert(key.to_owned(), value);
    Ok(())
}
