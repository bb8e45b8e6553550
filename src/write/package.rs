//! `datapackage.json`: the written tables as a Frictionless data package (version 1 of the specification).
//!
//! Sizes stand in `manifest.json` alone: the reference implementation cannot count the bytes of a Parquet file and would refuse the package.
//! List columns have the type `any` for the same reason: it reads a Parquet list as an array of its own that its type `array` refuses.
//!
//! Nullable numbers have missing values of their own since it reads them by way of pandas, as floats.
//!
//! In: the written files. Out: JSON. Never describes a table otherwise than its schema file does.

use serde_json::{Map, Value, json};

use super::contract::CONTRACT_VERSION;
use super::parquet::TableFile;
use crate::tables::schema;

/// The package of these files.
///
/// # Errors
/// A schema file that is no JSON object: a defect of this program.
pub fn datapackage(files: &[TableFile]) -> Result<Value, serde_json::Error> {
    let written: Vec<&str> = files.iter().map(|f| f.table).collect();
    let resources = files.iter().map(|f| resource(f, &written)).collect::<Result<Vec<_>, _>>()?;
    Ok(json!({
        "name": "newsgrain-tables",
        "title": "Articles, quotes, figures and entities",
        "profile": "data-package",
        "version": CONTRACT_VERSION,
        "resources": resources,
    }))
}

/// The schema of a table as its package has it: keys into tables that were not written are left out, and in columns of numbers that may
/// be null the word that pandas makes of a null counts as one.
///
/// # Errors
/// A schema file that is no JSON object: a defect of this program.
pub fn table_schema(name: &str, written: &[&str]) -> Result<Map<String, Value>, serde_json::Error> {
    let mut table: Map<String, Value> = match schema(name) {
        Some(schema) => serde_json::from_str(schema.json)?,
        None => Map::new(),
    };
    for field in table.get_mut("fields").and_then(Value::as_array_mut).into_iter().flatten().filter_map(Value::as_object_mut) {
        let is_number = field.get("type").is_some_and(|t| t == "integer" || t == "number");
        let required = field.get("constraints").and_then(|c| c.get("required")) == Some(&Value::Bool(true));
        if is_number && !required {
            field.insert("missingValues".into(), json!(["", "nan"]));
        }
    }
    if let Some(Value::Array(keys)) = table.get_mut("foreignKeys") {
        let resource = |key: &Value| key.pointer("/reference/resource").and_then(Value::as_str).map(str::to_owned);
        keys.retain(|key| resource(key).is_some_and(|r| r.is_empty() || written.contains(&r.as_str())));
    }
    Ok(table)
}

/// One table.
fn resource(file: &TableFile, written: &[&str]) -> Result<Value, serde_json::Error> {
    let mut table = table_schema(file.table, written)?;
    let name = table.remove("name");
    let description = table.remove("description");
    Ok(json!({
        "name": name,
        "description": description,
        "path": file.file,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "profile": "data-resource",
        "hash": format!("sha256:{}", file.sha256),
        "schema": table,
    }))
}
