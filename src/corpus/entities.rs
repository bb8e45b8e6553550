//! Table `entities`: one row an entity over all articles.
//!
//! In: `article_entities`, `mentions`. Out: `entities`. Canonical name: of the names that make its id the one that most mentions belong to,
//! then the first in the alphabet; so what the registry joined to it is an alias, and adding articles cannot rename it.
//!
//! Both tables are reduced to what they say of each entity, sorted by entity, and walked side by side: no entity is held by itself.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{Days, NaiveDate};
use polars::prelude::*;

use super::frames::{batches, reduced};
use crate::error::Result;
use crate::link::entities::details;
use crate::tables::builder::TableBuilder;
use crate::tables::schema;
use crate::write::{TableFile, TableWriter};

/// Mention texts that are kept as aliases of one entity at the most.
const MOST_ALIASES: usize = 50;

/// Rows handed to the writer at a time.
const ROWS: usize = 4096;

/// Writes `entities.parquet` into `dir`.
pub(super) fn write(article_entities: &Path, mentions: &Path, dir: &Path) -> Result<TableFile> {
    let schema = schema("entities").ok_or_else(|| crate::error::Error::Corpus("no schema for entities".into()))?;
    let mut writer = TableWriter::create(dir, schema)?;
    let mut rows = TableBuilder::new(schema);
    let mut aliases = Aliases { of: mentioned(mentions)?, at: 0 };
    if let Some(names) = named(article_entities)? {
        for entity in Entities::of(&names)? {
            entity.push(aliases.of(entity.id)?, &mut rows);
            if rows.len() >= ROWS {
                writer.add(rows.finish()?)?;
            }
        }
    }
    writer.add(rows.finish()?)?;
    writer.finish()
}

/// One row.
struct Entity<'f> {
    id: &'f str,
    name: &'f str,
    kind: &'f str,
    country_code: Option<&'f str>,
    method: &'f str,
    joined_ids: BTreeSet<&'f str>,
    mention_count: i64,
    article_count: i64,
    first_seen: Option<i32>,
    last_seen: Option<i32>,
}

impl Entity<'_> {
    /// Adds the row; what a list knows of the entity comes before what the articles say.
    fn push(&self, mentioned: BTreeSet<&str>, rows: &mut TableBuilder) {
        let details = details(self.id).unwrap_or_default();
        let mut aliases = mentioned;
        aliases.extend(details.names.iter().map(String::as_str));
        aliases.remove(self.name);
        rows.row()
            .text("entity_id", self.id)
            .text("canonical_name", self.name)
            .text("type", self.kind)
            .maybe_text("country_code", details.country_code.as_deref().or(self.country_code))
            .maybe_text("iso_code", details.iso_code.as_deref())
            .maybe_int("geonames_id", details.geonames_id.map(i64::from))
            .maybe_text("wikidata_id", details.wikidata_id.as_deref())
            .float("latitude", details.latitude.map(degrees))
            .float("longitude", details.longitude.map(degrees))
            .texts("aliases", aliases.iter().copied())
            .texts("joined_ids", self.joined_ids.iter().copied())
            .int("mention_count", self.mention_count)
            .int("article_count", self.article_count)
            .date("first_seen", self.first_seen.and_then(day))
            .date("last_seen", self.last_seen.and_then(day))
            .text("method", self.method);
    }
}

/// Degrees in hundred-thousandths (about a metre), as they stand in the gazetteer.
fn degrees(value: f32) -> f64 {
    (f64::from(value) * 1e5).round() / 1e5
}

/// The day so many days after 1970-01-01.
fn day(days: i32) -> Option<NaiveDate> {
    let epoch = NaiveDate::default();
    let distance = Days::new(days.unsigned_abs().into());
    if days < 0 { epoch.checked_sub_days(distance) } else { epoch.checked_add_days(distance) }
}

/// What the articles say of each entity under each of its names: sorted by entity, the leading name first.
fn named(path: &Path) -> Result<Option<DataFrame>> {
    let columns = ["entity_id", "name", "type", "country_code", "link_method", "mention_count", "published_date", "joined_from"];
    let frames = batches(path, &columns)?.map(|frame| {
        let counted = frame?.lazy().with_columns([
            lit(1i64).cast(DataType::Int64).alias("articles"),
            col("mention_count").cast(DataType::Int64),
            col("published_date").alias("first_seen"),
            col("published_date").alias("last_seen"),
        ]);
        Ok(counted.drop(cols(["published_date"])).collect()?)
    });
    let by_name = |frame: LazyFrame| {
        frame.group_by(["entity_id", "name", "type", "country_code", "link_method", "joined_from"].map(col)).agg([
            col("mention_count").sum(),
            col("articles").sum(),
            col("first_seen").min(),
            col("last_seen").max(),
        ])
    };
    let Some(names) = reduced(frames, by_name)? else { return Ok(None) };
    // The leading name: not one that was joined to it, then most mentions, then the alphabet.
    let order = SortMultipleOptions::default().with_order_descending_multi([false, false, true, false, false, false, false]);
    let own = names.lazy().with_column(col("joined_from").is_not_null().alias("is_joined"));
    let keys = ["entity_id", "is_joined", "mention_count", "name", "type", "country_code", "link_method"];
    Ok(Some(own.sort(keys, order.with_nulls_last(true)).collect()?))
}

/// Rows of one entity stand together, the leading name first: joins them.
struct Entities<'f> {
    ids: &'f StringChunked,
    names: &'f StringChunked,
    kinds: &'f StringChunked,
    countries: &'f StringChunked,
    methods: &'f StringChunked,
    joined: &'f StringChunked,
    mentions: &'f Int64Chunked,
    articles: &'f Int64Chunked,
    first: &'f Int32Chunked,
    last: &'f Int32Chunked,
    at: usize,
}

impl<'f> Entities<'f> {
    fn of(named: &'f DataFrame) -> Result<Self> {
        let text = |name: &str| named.column(name)?.str();
        Ok(Self {
            ids: text("entity_id")?,
            names: text("name")?,
            kinds: text("type")?,
            countries: text("country_code")?,
            methods: text("link_method")?,
            joined: text("joined_from")?,
            mentions: named.column("mention_count")?.i64()?,
            articles: named.column("articles")?.i64()?,
            first: named.column("first_seen")?.i32()?,
            last: named.column("last_seen")?.i32()?,
            at: 0,
        })
    }
}

impl<'f> Iterator for Entities<'f> {
    type Item = Entity<'f>;

    fn next(&mut self) -> Option<Entity<'f>> {
        let leading = self.at;
        let mut entity = Entity {
            id: text_at(self.ids, leading)?,
            name: self.names.get(leading).unwrap_or_default(),
            kind: self.kinds.get(leading).unwrap_or_default(),
            country_code: None,
            method: self.methods.get(leading).unwrap_or_default(),
            joined_ids: BTreeSet::new(),
            mention_count: 0,
            article_count: 0,
            first_seen: None,
            last_seen: None,
        };
        while text_at(self.ids, self.at) == Some(entity.id) {
            let n = self.at;
            entity.mention_count += self.mentions.get(n).unwrap_or(0);
            entity.article_count += self.articles.get(n).unwrap_or(0);
            entity.country_code = entity.country_code.or(self.countries.get(n));
            entity.first_seen = [entity.first_seen, self.first.get(n)].into_iter().flatten().min();
            entity.last_seen = entity.last_seen.max(self.last.get(n));
            entity.joined_ids.extend(self.joined.get(n));
            self.at += 1;
        }
        Some(entity)
    }
}

/// The text of a row; none where it is null, and after the last row.
fn text_at(column: &StringChunked, row: usize) -> Option<&str> {
    (row < column.len()).then(|| column.get(row)).flatten()
}

/// How often each entity is mentioned by each name: sorted by entity, the most frequent name first.
fn mentioned(path: &Path) -> Result<Option<DataFrame>> {
    let frames = batches(path, &["text", "form", "entity_id"])?.map(|frame| {
        let named = ["name", "alias", "acronym", "handle"].into_iter().map(|form| col("form").eq(lit(form))).reduce(Expr::or);
        let kept = frame?.lazy().filter(col("entity_id").is_not_null().and(named.unwrap_or(lit(true))));
        Ok(kept.select([col("entity_id"), col("text"), lit(1i64).cast(DataType::Int64).alias("times")]).collect()?)
    });
    let counted = |frame: LazyFrame| frame.group_by([col("entity_id"), col("text")]).agg([col("times").sum()]);
    let Some(names) = reduced(frames, counted)? else { return Ok(None) };
    let order = SortMultipleOptions::default().with_order_descending_multi([false, true, false]);
    Ok(Some(names.lazy().sort(["entity_id", "times", "text"], order).collect()?))
}

/// The names by which entities are mentioned, for those who ask in the order of the entities.
struct Aliases {
    of: Option<DataFrame>,
    at: usize,
}

impl Aliases {
    /// Those of one entity: the most frequent ones.
    fn of(&mut self, entity: &str) -> Result<BTreeSet<&str>> {
        let Some(mentioned) = &self.of else { return Ok(BTreeSet::new()) };
        let (ids, texts) = (mentioned.column("entity_id")?.str()?, mentioned.column("text")?.str()?);
        while text_at(ids, self.at).is_some_and(|id| id < entity) {
            self.at += 1;
        }
        let first = self.at;
        while text_at(ids, self.at) == Some(entity) {
            self.at += 1;
        }
        Ok((first..self.at).filter_map(|n| texts.get(n)).take(MOST_ALIASES).collect())
    }
}
