//! The column contract: `schemas/*.json` read as Arrow schemas.
//!
//! In: the embedded files. Out: [`TableSchema`]. Never infers a type: what a file does not say does not exist.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::datatypes::{DataType, Field as ArrowField, Schema, SchemaRef, TimeUnit};
use serde::Deserialize;

/// The key under which a Parquet file carries its schema file.
pub const SCHEMA_KEY: &str = "frictionless:schema";

/// One column.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Field {
    /// Name of the column.
    pub name: String,
    /// Frictionless type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Arrow type, one of the names of [`ArrowType`].
    pub arrow_type: ArrowType,
    /// What it holds, in a sentence.
    pub description: String,
    /// What its values keep to.
    #[serde(default)]
    pub constraints: Constraints,
    /// The values that items of a list may have.
    #[serde(default)]
    pub item_enum: Option<Vec<String>>,
}

/// What the values of a column keep to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constraints {
    /// Whether null is forbidden.
    #[serde(default)]
    pub required: bool,
    /// The values it may have.
    #[serde(rename = "enum")]
    pub values: Option<Vec<String>>,
    /// The least value.
    pub minimum: Option<f64>,
    /// The greatest value.
    pub maximum: Option<f64>,
}

/// The Arrow types of the contract: those that DuckDB, Polars, pandas and Spark all read right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArrowType {
    /// UTF-8 text.
    Utf8,
    /// 32-bit integer.
    Int32,
    /// 64-bit integer.
    Int64,
    /// 64-bit float.
    Float64,
    /// Truth value.
    Bool,
    /// Day.
    Date32,
    /// Moment in microseconds, UTC.
    TimestampUsUtc,
    /// List of UTF-8 text.
    ListUtf8,
}

impl ArrowType {
    /// As Arrow's own type.
    pub fn data_type(self) -> DataType {
        match self {
            ArrowType::Utf8 => DataType::Utf8,
            ArrowType::Int32 => DataType::Int32,
            ArrowType::Int64 => DataType::Int64,
            ArrowType::Float64 => DataType::Float64,
            ArrowType::Bool => DataType::Boolean,
            ArrowType::Date32 => DataType::Date32,
            ArrowType::TimestampUsUtc => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            ArrowType::ListUtf8 => DataType::List(Arc::new(ArrowField::new("item", DataType::Utf8, true))),
        }
    }
}

/// A foreign key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForeignKey {
    /// Columns of this table.
    pub fields: Vec<String>,
    /// What they point to.
    pub reference: Reference,
}

/// The target of a foreign key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// The table; empty for the table itself.
    pub resource: String,
    /// Its columns.
    pub fields: Vec<String>,
}

/// A schema file as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct File {
    name: String,
    description: String,
    #[serde(default)]
    primary_key: Vec<String>,
    #[serde(default)]
    foreign_keys: Vec<ForeignKey>,
    #[serde(rename = "missingValues")]
    _missing_values: Vec<String>,
    fields: Vec<Field>,
}

/// The contract of one table.
#[derive(Clone, Debug)]
pub struct TableSchema {
    /// Name of the table.
    pub name: String,
    /// What a row is, in a sentence.
    pub description: String,
    /// Columns that name a row.
    pub primary_key: Vec<String>,
    /// Columns that point to other tables.
    pub foreign_keys: Vec<ForeignKey>,
    /// The columns in order.
    pub fields: Vec<Field>,
    /// The same as an Arrow schema; descriptions are field metadata.
    pub arrow: SchemaRef,
    /// The file itself.
    pub json: &'static str,
}

impl TableSchema {
    /// Reads a schema file.
    ///
    /// # Errors
    /// What the file lacks or has too much of.
    pub fn parse(json: &'static str) -> Result<Self, serde_json::Error> {
        let file: File = serde_json::from_str(json)?;
        let fields = file.fields.iter().map(|f| {
            let metadata = HashMap::from([("description".to_owned(), f.description.clone())]);
            ArrowField::new(&f.name, f.arrow_type.data_type(), !f.constraints.required).with_metadata(metadata)
        });
        let arrow = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        Ok(Self {
            name: file.name,
            description: file.description,
            primary_key: file.primary_key,
            foreign_keys: file.foreign_keys,
            fields: file.fields,
            arrow,
            json,
        })
    }

    /// The column that rows are sorted by first: the article's id where there is one.
    pub fn sort_column(&self) -> usize {
        self.fields.iter().position(|f| f.name == "article_id").unwrap_or(0)
    }
}
