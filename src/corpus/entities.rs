//! Table `entities`: one row an entity over all articles.
//!
//! In: `article_entities`, `mentions`. Out: `entities`. Canonical name: of the names that make its id the one that most mentions belong to,
//! then the first in the alphabet; so what the registry joined to it is an alias, and adding articles cannot rename it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{Days, NaiveDate};
use polars::prelude::*;

use super::frames::{batches, reduced};
use crate::error::Result;
use crate::link::entities::details;
use crate::tables::builder::{Cell, TableBuilder};
use crate::tables::schema;
use crate::write::{TableFile, TableWriter};

/// Mention texts that are kept as aliases of one entity at the most.
const MOST_ALIASES: usize = 50;

/// Writes `entities.parquet` into `dir`.
pub(super) fn write(article_entities: &Path, mentions: &Path, dir: &Path) -> Result<TableFile> {
    let schema = schema("entities").ok_or_else(|| crate::error::Error::Corpus("no schema for entities".into()))?;
    let mut writer = TableWriter::create(dir, schema)?;
    let mut rows = TableBuilder::new(schema);
    let aliases = aliases(mentions)?;
    for entity in entities(article_entities)? {
        let known = aliases.get(&entity.id).map_or(&[][..], Vec::as_slice);
        entity.push(known, &mut rows);
    }
    writer.add(rows.finish()?)?;
    writer.finish()
}

/// One row.
struct Entity {
    id: String,
    name: String,
    kind: String,
    country_code: Option<String>,
    method: String,
    joined_ids: Vec<String>,
    mention_count: i64,
    article_count: i64,
    first_seen: Option<i32>,
    last_seen: Option<i32>,
}

impl Entity {
    /// Adds the row; what a list knows of the entity comes before what the articles say.
    fn push(&self, names: &[String], rows: &mut TableBuilder) {
        let details = details(&self.id).unwrap_or_default();
        let name = self.name.as_str();
        let aliases: BTreeSet<&str> = names.iter().chain(&details.names).map(String::as_str).filter(|n| *n != name).collect();
        rows.row()
            .text("entity_id", &self.id)
            .text("canonical_name", name)
            .text("type", &self.kind)
            .maybe_text("country_code", details.country_code.as_deref().or(self.country_code.as_deref()))
            .maybe_text("iso_code", details.iso_code.as_deref())
            .maybe_int("geonames_id", details.geonames_id.map(i64::from))
            .maybe_text("wikidata_id", details.wikidata_id.as_deref())
            .float("latitude", details.latitude.map(degrees))
            .float("longitude", details.longitude.map(degrees))
            .cell("aliases", Cell::List(&mut aliases.iter().copied()))
            .cell("joined_ids", Cell::List(&mut self.joined_ids.iter().map(String::as_str)))
            .int("mention_count", self.mention_count)
            .int("article_count", self.article_count)
            .date("first_seen", self.first_seen.and_then(day))
            .date("last_seen", self.last_seen.and_then(day))
            .text("method", &self.method);
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

/// Every entity, sorted by id.
fn entities(path: &Path) -> Result<Vec<Entity>> {
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
    let Some(names) = reduced(frames, by_name)? else { return Ok(Vec::new()) };
    // The leading name of an entity comes first in its group: not one that was joined to it, then most mentions, then the alphabet.
    let order = SortMultipleOptions::default().with_order_descending_multi([false, false, true, false, false, false, false]);
    let own = names.lazy().with_column(col("joined_from").is_not_null().alias("is_joined"));
    let keys = ["entity_id", "is_joined", "mention_count", "name", "type", "country_code", "link_method"];
    let sorted = own.sort(keys, order.with_nulls_last(true)).collect()?;
    gather(&sorted)
}

/// Rows of one entity stand together, the leading name first: joins them.
fn gather(sorted: &DataFrame) -> Result<Vec<Entity>> {
    let text = |name: &str| -> Result<StringChunked> { Ok(sorted.column(name)?.str()?.clone()) };
    let (ids, names, kinds) = (text("entity_id")?, text("name")?, text("type")?);
    let (countries, methods, joined) = (text("country_code")?, text("link_method")?, text("joined_from")?);
    let count = |name: &str| -> Result<Int64Chunked> { Ok(sorted.column(name)?.cast(&DataType::Int64)?.i64()?.clone()) };
    let (mentions, articles) = (count("mention_count")?, count("articles")?);
    let days = |name: &str| -> Result<Int32Chunked> { Ok(sorted.column(name)?.cast(&DataType::Int32)?.i32()?.clone()) };
    let (first, last) = (days("first_seen")?, days("last_seen")?);
    let mut entities: Vec<Entity> = Vec::new();
    for n in 0..sorted.height() {
        let id = ids.get(n).unwrap_or_default();
        let (mentions, articles) = (mentions.get(n).unwrap_or(0), articles.get(n).unwrap_or(0));
        match entities.last_mut() {
            Some(same) if same.id == id => {
                same.mention_count += mentions;
                same.article_count += articles;
                same.country_code = same.country_code.take().or(countries.get(n).map(str::to_owned));
                same.first_seen = [same.first_seen, first.get(n)].into_iter().flatten().min();
                same.last_seen = same.last_seen.max(last.get(n));
                same.joined_ids.extend(joined.get(n).map(str::to_owned));
            }
            _ => entities.push(Entity {
                id: id.to_owned(),
                name: names.get(n).unwrap_or_default().to_owned(),
                kind: kinds.get(n).unwrap_or_default().to_owned(),
                country_code: countries.get(n).map(str::to_owned),
                method: methods.get(n).unwrap_or_default().to_owned(),
                joined_ids: joined.get(n).map(str::to_owned).into_iter().collect(),
                mention_count: mentions,
                article_count: articles,
                first_seen: first.get(n),
                last_seen: last.get(n),
            }),
        }
    }
    for entity in &mut entities {
        entity.joined_ids.sort_unstable();
        entity.joined_ids.dedup();
    }
    Ok(entities)
}

/// The names by which each entity is mentioned, sorted.
fn aliases(path: &Path) -> Result<BTreeMap<String, Vec<String>>> {
    let frames = batches(path, &["text", "form", "entity_id"])?.map(|frame| {
        let named = ["name", "alias", "acronym", "handle"].into_iter().map(|form| col("form").eq(lit(form))).reduce(Expr::or);
        let kept = frame?.lazy().filter(col("entity_id").is_not_null().and(named.unwrap_or(lit(true))));
        Ok(kept.select([col("entity_id"), col("text"), lit(1i64).cast(DataType::Int64).alias("times")]).collect()?)
    });
    let counted = |frame: LazyFrame| frame.group_by([col("entity_id"), col("text")]).agg([col("times").sum()]);
    let mut aliases: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let Some(names) = reduced(frames, counted)? else { return Ok(aliases) };
    let order = SortMultipleOptions::default().with_order_descending_multi([false, true, false]);
    let sorted = names.lazy().sort(["entity_id", "times", "text"], order).collect()?;
    let (ids, texts) = (sorted.column("entity_id")?.str()?, sorted.column("text")?.str()?);
    for (id, text) in ids.iter().zip(texts.iter()) {
        let (Some(id), Some(text)) = (id, text) else { continue };
        let names = aliases.entry(id.to_owned()).or_default();
        if names.len() < MOST_ALIASES {
            names.push(text.to_owned());
        }
    }
    aliases.values_mut().for_each(|names| names.sort_unstable());
    Ok(aliases)
}
