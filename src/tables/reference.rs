//! The table reference of the README, from the schemas.
//!
//! In: the schemas. Out: Markdown. Never says anything that a schema file does not.

use std::fmt::Write;

use super::SCHEMAS;
use super::schema::{Field, TableSchema};

/// Every table with its columns: name, Arrow type, what it holds, the values it may have. `*` marks a column that is never null.
pub fn markdown() -> String {
    let mut out = String::new();
    for schema in SCHEMAS.iter() {
        table(schema, &mut out);
    }
    out
}

// Writing to a string cannot fail, so results of `write!` are dropped.
fn table(schema: &TableSchema, out: &mut String) {
    let _ = writeln!(out, "### {}\n\n{}\n", schema.name, schema.description);
    if !schema.primary_key.is_empty() {
        let _ = writeln!(out, "Key: {}.", codes(schema.primary_key.iter().map(String::as_str)));
    }
    for key in &schema.foreign_keys {
        let target = if key.reference.resource.is_empty() { &schema.name } else { &key.reference.resource };
        let _ = writeln!(
            out,
            "{} points to {} of {target}.",
            codes(key.fields.iter().map(String::as_str)),
            codes(key.reference.fields.iter().map(String::as_str))
        );
    }
    out.push_str("\n| column | type | what it holds |\n|---|---|---|\n");
    for field in &schema.fields {
        let required = if field.constraints.required { " *" } else { "" };
        let _ = writeln!(out, "| `{}`{required} | {} | {} |", field.name, field.arrow_type.data_type(), holds(field));
    }
    out.push('\n');
}

/// What a column holds, in a table cell.
fn holds(field: &Field) -> String {
    let values = field.constraints.values.as_ref().or(field.item_enum.as_ref());
    let listed = values.map_or(String::new(), |v| format!(": {}", codes(v.iter().map(String::as_str))));
    // `<article_id>-q<seq>` must not be taken for an element of HTML.
    let description = field.description.replace('<', "&lt;").replace('>', "&gt;").replace('|', "\\|");
    format!("{description}{listed}")
}

fn codes<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_names_every_column_once_in_its_table() {
        let text = markdown();
        for schema in SCHEMAS.iter() {
            let section = text.split(&format!("### {}\n", schema.name)).nth(1).expect("the table has a section");
            let section = section.split("\n### ").next().unwrap_or_default();
            for field in &schema.fields {
                assert_eq!(section.matches(&format!("\n| `{}`", field.name)).count(), 1, "{}.{}", schema.name, field.name);
            }
        }
    }
}
