//! Checks of keys: unique, resolved, formed as stated, in order.
//!
//! In: the rows of an article, rows of any table, or the whole output. Out: violations of rows. Keys are compared by a 64-bit hash of
//! their values, so that the keys of tables across articles cost eight bytes a row.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use arrow::array::StringArray;

use super::findings::{Finder, excerpt};
use super::output::{Output, Table};
use super::rows::{Article, Ints, KeySets, Rows, text_at};
use crate::document::{ArticleId, StableName};
use crate::tables::SCHEMAS;
use crate::tables::schema::{ForeignKey, TableSchema};

/// Whether the rows of a table belong to articles.
pub(super) fn is_of_articles(schema: &TableSchema) -> bool {
    schema.fields.iter().any(|f| f.name == "article_id")
}

/// The columns of a key.
struct Key<'a>(Vec<Part<'a>>);

enum Part<'a> {
    Text(&'a StringArray),
    Int(Ints<'a>),
}

impl<'a> Key<'a> {
    /// None where a column is not there.
    fn of(rows: &'a Rows<'_>, columns: &[String]) -> Option<Self> {
        let part = |name: &String| rows.text(name).map(Part::Text).or_else(|| rows.int(name).map(Part::Int));
        columns.iter().map(part).collect::<Option<Vec<_>>>().map(Key)
    }

    /// The hash of a row's key; none where a part of it is null.
    fn hash(&self, n: usize) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        for part in &self.0 {
            match part {
                Part::Text(column) => text_at(column, n)?.hash(&mut hasher),
                Part::Int(column) => column.get(n)?.hash(&mut hasher),
            }
        }
        Some(hasher.finish())
    }

    /// The key of a row for a message.
    fn shown(&self, n: usize) -> String {
        let part = |part: &Part<'_>| match part {
            Part::Text(column) => text_at(column, n).unwrap_or("null").to_owned(),
            Part::Int(column) => column.get(n).map_or("null".to_owned(), |v| v.to_string()),
        };
        self.0.iter().map(part).collect::<Vec<_>>().join(", ")
    }
}

/// The primary key is unique within an article. Since keys hold the article's id, they are unique over all.
pub(super) fn unique(article: &Article<'_>, finder: &mut Finder<'_>) {
    for rows in article.tables {
        if let Some(key) = Key::of(rows, &rows.schema.primary_key) {
            repeated(rows, &key, &mut HashSet::new(), finder);
        }
    }
}

/// The primary key of a table across articles is unique.
pub(super) fn unique_across(output: &Output, finder: &mut Finder<'_>) {
    for (table, schema) in across(output) {
        let mut seen = HashSet::new();
        each_batch(table, &schema.primary_key, |rows| {
            if let Some(key) = Key::of(rows, &schema.primary_key) {
                repeated(rows, &key, &mut seen, finder);
            }
        });
    }
}

fn repeated(rows: &Rows<'_>, key: &Key<'_>, seen: &mut HashSet<u64>, finder: &mut Finder<'_>) {
    if key.0.is_empty() {
        return;
    }
    for n in 0..rows.len() {
        if key.hash(n).is_some_and(|hash| !seen.insert(hash)) {
            finder.row(rows.table(), rows.number(n), || format!("the key {} is there twice", key.shown(n)));
        }
    }
}

/// The tables that belong to no article, and have a key.
fn across(output: &Output) -> impl Iterator<Item = (&Table, &'static TableSchema)> {
    output.tables.iter().filter_map(|t| Some((t, t.schema?))).filter(|(_, s)| !is_of_articles(s))
}

/// Columns of a table by their names, batch after batch.
fn each_batch(table: &Table, columns: &[String], take: impl FnMut(&Rows<'_>)) {
    table.each(&columns.iter().map(String::as_str).collect::<Vec<_>>(), take);
}

/// Whether a foreign key is looked up among the rows of the same article.
fn stays_in_article(schema: &TableSchema, key: &ForeignKey) -> bool {
    let target = target_of(schema, key);
    let by_other_name = key.reference.fields == ["article_id"] && key.fields != ["article_id"];
    is_of_articles(schema) && target.is_some_and(is_of_articles) && !by_other_name
}

/// The table that a foreign key points to.
fn target_of<'s>(schema: &'s TableSchema, key: &ForeignKey) -> Option<&'s TableSchema> {
    if key.reference.resource.is_empty() { Some(schema) } else { SCHEMAS.iter().find(|s| s.name == key.reference.resource) }
}

/// The keys that rows of other articles point to.
pub(super) fn key_sets(output: &Output) -> KeySets {
    let mut sets = KeySets::new();
    for schema in SCHEMAS.iter().filter(|s| output.table(&s.name).is_some()) {
        for key in schema.foreign_keys.iter().filter(|k| !stays_in_article(schema, k)) {
            let Some(target) = target_of(schema, key) else { continue };
            let Some(table) = output.table(&target.name) else { continue };
            sets.entry((target.name.clone(), key.reference.fields.clone())).or_insert_with(|| {
                let mut set = HashSet::new();
                each_batch(table, &key.reference.fields, |rows| {
                    let Some(columns) = Key::of(rows, &key.reference.fields) else { return };
                    set.extend((0..rows.len()).filter_map(|n| columns.hash(n)));
                });
                set
            });
        }
    }
    sets
}

/// Foreign keys within an article resolve, to the table itself as well: a quote's parent is a quote of the same article.
pub(super) fn foreign(article: &Article<'_>, finder: &mut Finder<'_>) {
    for rows in article.tables {
        for key in rows.schema.foreign_keys.iter().filter(|k| stays_in_article(rows.schema, k)) {
            let Some(target) = target_of(rows.schema, key).and_then(|t| article.rows(&t.name)) else { continue };
            let Some(known) = Key::of(target, &key.reference.fields) else { continue };
            let known: HashSet<u64> = (0..target.len()).filter_map(|n| known.hash(n)).collect();
            unresolved(rows, key, target.table(), &known, finder);
        }
    }
}

/// Foreign keys across articles resolve.
pub(super) fn foreign_across(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    for key in rows.schema.foreign_keys.iter().filter(|k| !stays_in_article(rows.schema, k)) {
        let Some(target) = target_of(rows.schema, key).filter(|t| rows.context.has(&t.name)) else { continue };
        if let Some(known) = rows.context.keys.get(&(target.name.clone(), key.reference.fields.clone())) {
            unresolved(rows, key, &target.name, known, finder);
        }
    }
}

fn unresolved(rows: &Rows<'_>, key: &ForeignKey, target: &str, known: &HashSet<u64>, finder: &mut Finder<'_>) {
    let Some(columns) = Key::of(rows, &key.fields) else { return };
    for n in 0..rows.len() {
        if columns.hash(n).is_some_and(|hash| !known.contains(&hash)) {
            finder.row(rows.table(), rows.number(n), || format!("{} {} is not in {target}", key.fields.join(", "), columns.shown(n)));
        }
    }
}

/// Tables are sorted by article; those across articles by their first column.
pub(super) fn order(article: &Article<'_>, finder: &mut Finder<'_>) {
    for rows in article.tables {
        if let Some(before) = rows.before.as_deref().filter(|before| *before >= article.id) {
            finder.row(rows.table(), rows.first, || format!("article {} stands after article {before}", excerpt(article.id)));
        }
    }
}

/// As [`order`], for tables that belong to no article.
pub(super) fn order_across(output: &Output, finder: &mut Finder<'_>) {
    for (table, schema) in across(output) {
        let Some(column) = schema.fields.get(schema.sort_column()).map(|f| f.name.clone()) else { continue };
        let mut last: Option<String> = None;
        each_batch(table, std::slice::from_ref(&column), |rows| {
            for n in 0..rows.len() {
                let Some(value) = rows.text_of(&column, n) else { continue };
                if last.as_deref().is_some_and(|last| value < last) {
                    finder.row(rows.table(), rows.number(n), || format!("{column} {} stands after a greater one", excerpt(value)));
                }
                last = Some(value.to_owned());
            }
        });
    }
}

/// `*_seq` of a table's own rows counts from 0 without gaps, in the order of the rows.
pub(super) fn sequence(article: &Article<'_>, finder: &mut Finder<'_>) {
    for rows in article.tables {
        let Some((name, column)) = own_sequence(rows.schema).and_then(|name| Some((name, rows.int(name)?))) else { continue };
        for n in (0..rows.len()).filter(|n| column.get(*n) != Some(*n as i64)) {
            finder.row(rows.table(), rows.number(n), || format!("{name} is {}, not {n}", shown(column.get(n))));
        }
    }
}

/// The column that counts a table's rows: `quote_seq` where the key is `quote_id`, `block_seq` where it is part of the key.
fn own_sequence(schema: &TableSchema) -> Option<&str> {
    let keyed = |name: &str| {
        let id = name.strip_suffix("_seq").map(|stem| format!("{stem}_id"));
        schema.primary_key.iter().any(|k| k == name || Some(k) == id.as_ref())
    };
    schema.fields.iter().map(|f| f.name.as_str()).find(|name| name.ends_with("_seq") && keyed(name))
}

/// Ids are formed as stated: of articles a hash of address or path, of their rows `<article_id>-<letter><seq>`.
pub(super) fn formed(article: &Article<'_>, finder: &mut Finder<'_>) {
    for rows in article.tables {
        if rows.table() == "articles" {
            article_ids(rows, finder);
        } else if let [key] = rows.schema.primary_key.as_slice()
            && let Some(stem) = key.strip_suffix("_id")
        {
            row_ids(article.id, rows, stem, finder);
        }
        let utterances = rows.text("utterance_id");
        for (n, id) in (0..rows.len()).filter_map(|n| Some((n, text_at(utterances?, n)?))) {
            let number = id.strip_prefix(article.id).and_then(|rest| rest.strip_prefix("-u"));
            if !number.is_some_and(is_number) {
                finder.row(rows.table(), rows.number(n), || format!("utterance_id is {}, not <article_id>-u<number>", excerpt(id)));
            }
        }
    }
}

/// Utterances are numbered from 0 in the order in which they begin.
pub(super) fn utterances(article: &Article<'_>, finder: &mut Finder<'_>) {
    let Some(quotes) = article.rows("quotes") else { return };
    let Some(ids) = quotes.text("utterance_id") else { return };
    let mut known: HashSet<usize> = HashSet::new();
    for n in 0..quotes.len() {
        let number = text_at(ids, n).and_then(|id| id.rsplit_once("-u")?.1.parse().ok());
        let Some(number) = number.filter(|number| !known.contains(number)) else { continue };
        if number != known.len() {
            finder.row("quotes", quotes.number(n), || format!("begins utterance {number} where {} is the next", known.len()));
        }
        known.insert(number);
    }
}

fn article_ids(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    for n in 0..rows.len() {
        let id = rows.text_of("article_id", n).unwrap_or_default();
        let made_of = |key: &str| ArticleId::of(key).to_string() == id;
        let named = |uri: &str| StableName::possible(uri).any(made_of);
        if !rows.text_of("url", n).is_some_and(made_of) && !rows.text_of("source_uri", n).is_some_and(named) {
            let message = || format!("article_id {} is the hash of neither url nor a name in source_uri", excerpt(id));
            finder.row(rows.table(), rows.number(n), message);
        }
        let is_hash = |hash: &str| hash.len() == 32 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if let Some(hash) = rows.text_of("source_hash", n).filter(|h| !is_hash(h)) {
            finder.row(rows.table(), rows.number(n), || format!("source_hash is {}, not 32 hexadecimal digits", excerpt(hash)));
        }
    }
}

fn row_ids(article: &str, rows: &Rows<'_>, stem: &str, finder: &mut Finder<'_>) {
    let (Some(ids), Some(sequence)) = (rows.text(&format!("{stem}_id")), rows.int(&format!("{stem}_seq"))) else { return };
    let letter = stem.chars().next().unwrap_or_default();
    for n in 0..rows.len() {
        let expected = format!("{article}-{letter}{}", shown(sequence.get(n)));
        if let Some(id) = text_at(ids, n).filter(|id| *id != expected) {
            finder.row(rows.table(), rows.number(n), || format!("{stem}_id is {}, not {expected}", excerpt(id)));
        }
    }
}

/// Whether a text is a number without sign and leading noughts.
fn is_number(text: &str) -> bool {
    text.parse::<u32>().is_ok_and(|n| n.to_string() == text)
}

/// A number or the word null.
fn shown(value: Option<i64>) -> String {
    value.map_or("null".to_owned(), |v| v.to_string())
}

/// Sums of a column of whole numbers, and the number of rows, by the hash of a key of text.
pub(super) fn totals(table: &Table, key: &str, number: &str) -> HashMap<u64, (i64, i64)> {
    let mut sums = HashMap::new();
    let columns = [key.to_owned(), number.to_owned()];
    each_batch(table, &columns, |rows| {
        let (Some(keys), Some(numbers)) = (Key::of(rows, &columns[..1]), rows.int(number)) else { return };
        for n in 0..rows.len() {
            if let (Some(hash), Some(value)) = (keys.hash(n), numbers.get(n)) {
                let sum: &mut (i64, i64) = sums.entry(hash).or_default();
                *sum = (sum.0.saturating_add(value), sum.1 + 1);
            }
        }
    });
    sums
}

/// The entities' counts over all articles are the sums of those in `article_entities`.
pub(super) fn entity_totals(output: &Output, finder: &mut Finder<'_>) {
    let (Some(entities), Some(parts)) = (output.table("entities"), output.table("article_entities")) else { return };
    let sums = totals(parts, "entity_id", "mention_count");
    let columns = ["entity_id", "mention_count", "article_count"].map(str::to_owned);
    each_batch(entities, &columns, |rows| {
        let Some(keys) = Key::of(rows, &columns[..1]) else { return };
        for (n, hash) in (0..rows.len()).filter_map(|n| Some((n, keys.hash(n)?))) {
            let (mentions, articles) = sums.get(&hash).copied().unwrap_or_default();
            for (column, counted) in [("mention_count", mentions), ("article_count", articles)] {
                if let Some(told) = rows.int(column).and_then(|c| c.get(n)).filter(|told| *told != counted) {
                    finder.row("entities", rows.number(n), || format!("{column} is {told}, article_entities has {counted}"));
                }
            }
        }
    });
}
