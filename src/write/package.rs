//! `datapackage.json`: the written tables as a Frictionless data package (v1 profile names, `hash` and `bytes` of each file).
//!
//! In: the written files. Out: JSON. Never describes a table otherwise than its schema file does.

use serde_json::{Map, Value, json};

use super::CONTRACT_VERSION;
use super::parquet::TableFile;
use crate::tables::schema;

/// The package of these files.
///
/// # Errors
/// A schema file that is no JSON object: a defect of this program.
pub fn datapackage(files: &[TableFile]) -> Result<Value, serde_json::Error> {
    let resources = files.iter().map(resource).collect::<Result<Vec<_>, _>>()?;
    Ok(json!({
        "name": "newsgrain-tables",
        "title": "Articles, quotes, figures and entities",
        "profile": "data-package",
        "version": CONTRACT_VERSION,
        "resources": resources,
    }))
}

/// One table.
fn resource(file: &TableFile) -> Result<Value, serde_json::Error> {
    let mut table: Map<String, Value> = match schema(file.table) {
        Some(schema) => serde_json::from_str(schema.json)?,
        None => Map::new(),
    };
    let name = table.remove("name");
    let description = table.remove("description");
    Ok(json!({
        "name": name,
        "description": description,
        "path": file.file,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "profile": "data-resource",
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
        "schema": table,
    }))
}
