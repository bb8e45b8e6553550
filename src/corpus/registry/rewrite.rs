//! The tables with the ids of the registry.
//!
//! In: record batches and the identities. Out: the same rows, each id as the registry has it. Never changes the order or number of rows.

use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, RecordBatch, StringArray};
use arrow::datatypes::FieldRef;

use super::Identities;
use crate::error::Result;

/// Columns that hold the id of an entity.
const COLUMNS: &[&str] = &["entity_id", "speaker_entity_id", "claimant_entity_id", "place_entity_id"];

impl Identities {
    /// The same rows with the ids of the registry; `joined_from` and `join_rule` say where they are others than the article alone gave.
    ///
    /// # Errors
    /// The batch does not fit its own schema: a defect of this program.
    pub fn rewrite(&self, batch: RecordBatch) -> Result<RecordBatch> {
        let layout = batch.schema();
        // Batches are those of an article, and few articles name an entity that was joined to another.
        let moves = |ids: &StringArray| ids.iter().flatten().any(|id| self.joined.contains_key(id));
        let is_moved = |(field, column): (&FieldRef, &ArrayRef)| {
            COLUMNS.contains(&field.name().as_str()) && column.as_string_opt::<i32>().is_some_and(moves)
        };
        if self.is_empty() || !layout.fields().iter().zip(batch.columns()).any(is_moved) {
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
}
