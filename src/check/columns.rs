//! Checks of the columns of a file against the contract.
//!
//! In: footers. Out: violations of whole tables. Never reads a row.

use arrow::datatypes::Schema;

use super::findings::Finder;
use super::output::{Output, Table, is_kin};
use crate::tables::schema::{SCHEMA_KEY, TableSchema};

/// Every column of the contract is there in its type, may be null only where the contract says so, and there are no others.
pub(super) fn columns(output: &Output, finder: &mut Finder<'_>) {
    for table in &output.tables {
        if let (Some(schema), Ok(footer)) = (table.schema, &table.footer) {
            compare(schema, footer.schema(), table.rewritten_by().is_some(), finder);
        }
    }
}

/// Another program that wrote the file anew may have taken a kindred type, and may have forgotten what must not be null.
fn compare(contract: &'static TableSchema, found: &Schema, is_rewritten: bool, finder: &mut Finder<'_>) {
    let table = contract.name.as_str();
    for field in contract.arrow.fields() {
        let name = field.name();
        match found.field_with_name(name) {
            Err(_) => finder.file(table, || format!("column {name} is missing")),
            Ok(other) if other.data_type() != field.data_type() && !(is_rewritten && is_kin(other.data_type(), field.data_type())) => {
                finder.file(table, || format!("column {name} is of type {}, not {}", other.data_type(), field.data_type()));
            }
            Ok(other) if other.is_nullable() != field.is_nullable() && !(is_rewritten && other.is_nullable()) => {
                let may = if field.is_nullable() { "may" } else { "must not" };
                finder.file(table, || format!("column {name} {may} be null by the contract, not in the file"));
            }
            Ok(_) => {}
        }
    }
    let is_known = |name: &str| contract.fields.iter().any(|f| f.name == name);
    for field in found.fields().iter().filter(|f| !is_known(f.name())) {
        finder.file(table, || format!("column {} is not in the contract", field.name()));
    }
    let known = contract.fields.iter().map(|f| f.name.as_str()).filter(|n| found.field_with_name(n).is_ok());
    let order = found.fields().iter().map(|f| f.name().as_str()).filter(|n| is_known(n));
    if !known.eq(order) {
        finder.file(table, || "the columns stand in another order than in the contract".into());
    }
}

/// The footer names its table and carries the schema file of this version.
pub(super) fn embedded(output: &Output, finder: &mut Finder<'_>) {
    for table in output.tables.iter().filter(|t| t.footer.is_ok()) {
        if let Some(schema) = table.schema {
            compare_footer(table, schema, finder);
        }
    }
}

fn compare_footer(table: &Table, schema: &'static TableSchema, finder: &mut Finder<'_>) {
    match table.footer_value("newsgrain:table") {
        Some(name) if name == schema.name => {}
        Some(name) => finder.file(schema.name.as_str(), || format!("the footer says that this is table {name}")),
        None if table.rewritten_by().is_some() => {}
        None => finder.file(schema.name.as_str(), || "the footer does not name the table".into()),
    }
    let embedded = table.footer_value(SCHEMA_KEY);
    let parsed = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
    match embedded {
        None if table.rewritten_by().is_some() => {}
        None => finder.file(schema.name.as_str(), || "the footer carries no schema".into()),
        Some(json) if parsed(json) != parsed(schema.json) => {
            finder.file(schema.name.as_str(), || "the schema in the footer is another one than that of this version".into());
        }
        Some(_) => {}
    }
}
