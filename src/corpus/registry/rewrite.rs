//! The tables with the ids of the registry.
//!
//! In: record batches and the identities. Out: the same rows, each id as the registry has it. Never changes the order or number of rows.

use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, RecordBatch, StringArray};

use super::Identities;
use super::facts::batches;
use crate::error::{Error, Result};
use crate::tables::schema;
use crate::write::{TableFile, TableWriter};

/// Columns that hold the id of an entity.
const COLUMNS: &[&str] = &["entity_id", "speaker_entity_id", "claimant_entity_id", "place_entity_id"];

impl Identities {
    /// The same rows with the ids of the registry; `joined_from` and `join_rule` say where they are others than the article alone gave.
    ///
    /// # Errors
    /// The batch does not fit its own schema: a defect of this program.
    pub fn rewrite(&self, batch: RecordBatch) -> Result<RecordBatch> {
        let layout = batch.schema();
        if self.is_empty() || !layout.fields().iter().any(|f| COLUMNS.contains(&f.name().as_str())) {
            return Ok(batch);
        }
        let before = layout.index_of("entity_id").ok().and_then(|n| batch.column(n).as_string_opt::<i32>());
        let columns = layout.fields().iter().zip(batch.columns()).map(|(field, column)| -> ArrayRef {
            let of_id = |what: &dyn Fn(&str) -> Option<String>| -> Option<ArrayRef> {
                Some(Arc::new(before?.iter().map(|id| what(id?)).collect::<StringArray>()))
            };
            let changed = match field.name().as_str() {
                "joined_from" => of_id(&|id| self.of(id).map(|_| id.to_owned())),
                "join_rule" => of_id(&|id| self.of(id).map(|(_, rule)| rule.name().to_owned())),
                name if COLUMNS.contains(&name) => column.as_string_opt::<i32>().map(|ids| self.ids(ids)),
                _ => None,
            };
            changed.unwrap_or_else(|| column.clone())
        });
        Ok(RecordBatch::try_new(layout.clone(), columns.collect())?)
    }

    fn ids(&self, ids: &StringArray) -> ArrayRef {
        Arc::new(ids.iter().map(|id| id.map(|id| self.of(id).map_or(id, |(into, _)| into))).collect::<StringArray>())
    }

    /// Writes `article_entities` into `dir` from the file of it that the articles alone gave.
    ///
    /// # Errors
    /// A file cannot be read or written.
    pub fn publish(&self, article_entities: &Path, dir: &Path) -> Result<TableFile> {
        let schema = schema("article_entities").ok_or_else(|| Error::Corpus("no schema for article_entities".into()))?;
        let mut writer = TableWriter::create(dir, schema)?;
        for batch in batches(article_entities, &[])? {
            // Parquet keeps the columns; nullability and metadata are those of the contract.
            let batch = RecordBatch::try_new(schema.arrow.clone(), batch?.columns().to_vec())?;
            writer.add(self.rewrite(batch)?)?;
        }
        writer.finish()
    }
}
