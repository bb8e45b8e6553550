//! Rows of one table, column by column, in the order of its schema.
//!
//! In: cells. Out: a record batch of exactly the schema's types. Never converts: a cell of the wrong type or in the wrong place is an
//! error of this program and reported as one.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Float64Builder, Int32Builder, Int64Builder, ListBuilder, RecordBatch, StringBuilder,
    TimestampMicrosecondBuilder,
};
use chrono::{DateTime, NaiveDate, Utc};

use super::schema::{ArrowType, TableSchema};
use crate::error::{Error, Result};

/// One growing column.
enum Column {
    Utf8(StringBuilder),
    Int32(Int32Builder),
    Int64(Int64Builder),
    Float64(Float64Builder),
    Bool(BooleanBuilder),
    Date32(Date32Builder),
    Timestamp(TimestampMicrosecondBuilder),
    List(ListBuilder<StringBuilder>),
}

impl Column {
    fn new(kind: ArrowType) -> Self {
        match kind {
            ArrowType::Utf8 => Column::Utf8(StringBuilder::new()),
            ArrowType::Int32 => Column::Int32(Int32Builder::new()),
            ArrowType::Int64 => Column::Int64(Int64Builder::new()),
            ArrowType::Float64 => Column::Float64(Float64Builder::new()),
            ArrowType::Bool => Column::Bool(BooleanBuilder::new()),
            ArrowType::Date32 => Column::Date32(Date32Builder::new()),
            ArrowType::TimestampUsUtc => Column::Timestamp(TimestampMicrosecondBuilder::new().with_timezone("UTC")),
            ArrowType::ListUtf8 => Column::List(ListBuilder::new(StringBuilder::new())),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Column::Utf8(b) => Arc::new(b.finish()),
            Column::Int32(b) => Arc::new(b.finish()),
            Column::Int64(b) => Arc::new(b.finish()),
            Column::Float64(b) => Arc::new(b.finish()),
            Column::Bool(b) => Arc::new(b.finish()),
            Column::Date32(b) => Arc::new(b.finish()),
            Column::Timestamp(b) => Arc::new(b.finish()),
            Column::List(b) => Arc::new(b.finish()),
        }
    }
}

/// Days from 1970-01-01.
fn days(date: NaiveDate) -> i32 {
    date.signed_duration_since(NaiveDate::default()).num_days() as i32
}

/// The rows of one table.
pub struct TableBuilder {
    schema: &'static TableSchema,
    columns: Vec<Column>,
    rows: usize,
    /// The first cell that did not fit.
    misfit: Option<String>,
}

impl TableBuilder {
    /// No rows yet.
    pub fn new(schema: &'static TableSchema) -> Self {
        let columns = schema.fields.iter().map(|f| Column::new(f.arrow_type)).collect();
        Self { schema, columns, rows: 0, misfit: None }
    }

    /// Rows so far.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Begins a row; its cells follow in the order of the schema.
    pub fn row(&mut self) -> Row<'_> {
        self.rows += 1;
        // Every row of a table is filled by the same lines of code, so that the names of the first one tell for all.
        let is_named = self.rows == 1 || cfg!(debug_assertions);
        Row { table: self, at: 0, is_named }
    }

    /// The rows as a record batch; the builder is empty afterwards.
    ///
    /// # Errors
    /// A cell that did not fit the schema.
    pub fn finish(&mut self) -> Result<RecordBatch> {
        let wrong = |message| Error::Table { table: self.schema.name.as_str(), message };
        if let Some(message) = self.misfit.take() {
            return Err(wrong(message));
        }
        let arrays: Vec<ArrayRef> = self.columns.iter_mut().map(Column::finish).collect();
        self.rows = 0;
        RecordBatch::try_new(self.schema.arrow.clone(), arrays).map_err(|e| wrong(e.to_string()))
    }

    fn note(&mut self, at: usize, name: &str) {
        let expected = self.schema.fields.get(at).map_or("nothing", |f| f.name.as_str());
        self.misfit.get_or_insert_with(|| format!("column {at} is {expected}, the row gave {name} there or another type"));
    }
}

/// One row being filled.
pub struct Row<'t> {
    table: &'t mut TableBuilder,
    at: usize,
    /// Whether the names of its cells are compared with those of the schema.
    is_named: bool,
}

impl Row<'_> {
    /// Fills the next cell, if its column is of the type that `put` knows; `name` is that of the schema's next column.
    #[inline]
    fn cell(&mut self, name: &str, put: impl FnOnce(&mut Column) -> bool) -> &mut Self {
        let at = self.at;
        self.at += 1;
        let right_name = !self.is_named || self.table.schema.fields.get(at).is_some_and(|f| f.name == name);
        if !right_name || !self.table.columns.get_mut(at).is_some_and(put) {
            self.table.note(at, name);
        }
        self
    }

    /// Text.
    pub fn text(&mut self, name: &str, value: &str) -> &mut Self {
        self.cell(name, |column| {
            let Column::Utf8(b) = column else { return false };
            b.append_value(value);
            true
        })
    }

    /// Text or null. Every optional text of every table is written here: where nothing can be read, it is null.
    pub fn maybe_text(&mut self, name: &str, value: Option<&str>) -> &mut Self {
        let value = value.filter(|v| can_be_read(v));
        self.cell(name, |column| {
            let Column::Utf8(b) = column else { return false };
            b.append_option(value);
            true
        })
    }

    /// Texts; those in which nothing can be read are left out.
    pub fn texts<'a>(&mut self, name: &str, values: impl Iterator<Item = &'a str>) -> &mut Self {
        self.cell(name, |column| {
            let Column::List(b) = column else { return false };
            values.filter(|v| can_be_read(v)).for_each(|v| b.values().append_value(v));
            b.append(true);
            true
        })
    }

    /// A whole number.
    pub fn int(&mut self, name: &str, value: impl TryInto<i64>) -> &mut Self {
        self.maybe_int(name, value.try_into().ok())
    }

    /// A whole number or null; 32 or 64 bits as the column has it.
    pub fn maybe_int(&mut self, name: &str, value: Option<i64>) -> &mut Self {
        self.cell(name, |column| {
            match column {
                Column::Int32(b) => b.append_option(value.and_then(|v| i32::try_from(v).ok())),
                Column::Int64(b) => b.append_option(value),
                _ => return false,
            }
            true
        })
    }

    /// A number or null; what is not finite is null.
    pub fn float(&mut self, name: &str, value: Option<f64>) -> &mut Self {
        self.cell(name, |column| {
            let Column::Float64(b) = column else { return false };
            b.append_option(value.filter(|v| v.is_finite()));
            true
        })
    }

    /// The column `confidence`, in thousandths.
    pub fn confidence(&mut self, value: f32) -> &mut Self {
        let thousandths = (f64::from(value.clamp(0.0, 1.0)) * 1000.0).round();
        self.float("confidence", Some(thousandths / 1000.0))
    }

    /// A truth value.
    pub fn bool(&mut self, name: &str, value: bool) -> &mut Self {
        self.maybe_bool(name, Some(value))
    }

    /// A truth value or null.
    pub fn maybe_bool(&mut self, name: &str, value: Option<bool>) -> &mut Self {
        self.cell(name, |column| {
            let Column::Bool(b) = column else { return false };
            b.append_option(value);
            true
        })
    }

    /// A day or null.
    pub fn date(&mut self, name: &str, value: Option<NaiveDate>) -> &mut Self {
        self.cell(name, |column| {
            let Column::Date32(b) = column else { return false };
            b.append_option(value.map(days));
            true
        })
    }

    /// A moment or null.
    pub fn moment(&mut self, name: &str, value: Option<DateTime<Utc>>) -> &mut Self {
        self.cell(name, |column| {
            let Column::Timestamp(b) = column else { return false };
            b.append_option(value.map(|m| m.timestamp_micros()));
            true
        })
    }
}

/// Whether a text has anything but white space..
pub(super) fn can_be_read(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::schema;

    #[test]
    fn a_cell_of_a_wrong_name_in_the_first_row_is_an_error_in_every_build() {
        let mut table = TableBuilder::new(schema("sentences").expect("a table"));
        let named = |table: &TableBuilder| table.schema.fields.iter().map(|f| f.name.clone()).collect::<Vec<_>>();
        let names = named(&table);
        let mut row = table.row();
        assert!(row.is_named);
        row.text(&names[0], "a").text("sentence_nmae", "b");
        let message = table.finish().expect_err("the second name is none of the schema").to_string();
        assert!(message.contains(&format!("column 1 is {}, the row gave sentence_nmae", names[1])), "{message}");
    }
}
