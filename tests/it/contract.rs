//! When `CONTRACT_VERSION` must rise: the contract of each version is kept, and what readers rely on leaves it only with a new one.
//!
//! `tests/contract/<version>.tsv` has a line for each key and each column: table, column, type, whether it may be null, values.

use std::collections::BTreeMap;

use newsgrain::tables::SCHEMAS;
use newsgrain::tables::schema::TableSchema;
use newsgrain::write::CONTRACT_VERSION;

use crate::bless;
use crate::fixture::{names_of, root};

/// In the place of a column: the key of the table.
const KEY: &str = "(key)";
const REQUIRED: &str = "required";

/// The lines of a table.
fn lines(schema: &TableSchema) -> Vec<String> {
    let key = format!("{}\t{KEY}\t{}\t{REQUIRED}\t", schema.name, schema.primary_key.join(" "));
    let column = |field: &newsgrain::tables::schema::Field| {
        let values = field.constraints.values.as_ref().or(field.item_enum.as_ref()).map_or(String::new(), |values| values.join(" "));
        let null = if field.constraints.required { REQUIRED } else { "nullable" };
        format!("{}\t{}\t{:?}\t{null}\t{values}", schema.name, field.name, field.arrow_type)
    };
    std::iter::once(key).chain(schema.fields.iter().map(column)).collect()
}

/// The contract as the schemas have it.
fn contract() -> String {
    SCHEMAS.iter().flat_map(lines).map(|line| line + "\n").collect()
}

/// Lines by table and column.
fn by_column(contract: &str) -> BTreeMap<(&str, &str), [&str; 3]> {
    let cells = contract.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    cells
        .map(|cells| match cells[..] {
            [table, column, kind, null, values] => ((table, column), [kind, null, values]),
            _ => panic!("a line of a contract has five cells: {cells:?}"),
        })
        .collect()
}

/// What of a kept contract readers no longer find.
fn broken(kept: &str, now: &str) -> Vec<String> {
    let now = by_column(now);
    let mut broken = Vec::new();
    for ((table, column), [kind, null, values]) in by_column(kept) {
        let Some([kind_now, null_now, values_now]) = now.get(&(table, column)) else {
            broken.push(format!("{table}.{column} is gone"));
            continue;
        };
        if kind != *kind_now {
            broken.push(format!("{table}.{column} was {kind} and is {kind_now}"));
        }
        if null == REQUIRED && *null_now != REQUIRED {
            broken.push(format!("{table}.{column} was never null and may be now"));
        }
        let gone = values.split(' ').filter(|value| !values_now.split(' ').any(|v| v == *value));
        broken.extend(gone.map(|value| format!("{table}.{column} has no value {value:?} any more")));
    }
    broken
}

#[test]
fn the_contract_is_that_of_its_version() {
    let (path, now) = (root().join(format!("tests/contract/{CONTRACT_VERSION}.tsv")), contract());
    let broken = broken(&std::fs::read_to_string(&path).unwrap_or_default(), &now);
    assert!(
        broken.is_empty(),
        "\nqueries over tables of contract {CONTRACT_VERSION} break:\n  {}\nRaise CONTRACT_VERSION in src/write/mod.rs; `make bless` then \
         writes the contract of the new version (docs/design.md, \"When the version rises\")",
        broken.join("\n  ")
    );
    // What is only more is shown, and kept when it is meant.
    if let Some(difference) = bless::difference(&path, &now) {
        panic!("the contract {CONTRACT_VERSION} has more than was kept of it; where that is meant, `make bless`\n{difference}");
    }
}

#[test]
fn no_contract_is_kept_of_a_version_that_is_still_to_come() {
    if bless::is_blessing() {
        return;
    }
    let number = |name: &String| name.strip_suffix(".tsv").and_then(|n| n.parse().ok()).unwrap_or_else(|| panic!("{name} is no version"));
    let versions: Vec<u32> = names_of(&root().join("tests/contract")).iter().map(number).collect();
    assert_eq!(versions.iter().max().map(u32::to_string).as_deref(), Some(CONTRACT_VERSION));
}

#[test]
fn what_breaks_queries_is_told_and_what_is_more_is_not() {
    let kept = "t\t(key)\tid\trequired\t\nt\tid\tUtf8\trequired\t\nt\tkind\tUtf8\tnullable\ta b\n";
    let said = |from: &str, to: &str| broken(kept, &kept.replace(from, to));
    assert_eq!(said("", ""), [""; 0]);
    assert_eq!(said("t\tkind\tUtf8\tnullable\ta b\n", ""), ["t.kind is gone"]);
    assert_eq!(said("kind\tUtf8", "kind\tInt32"), ["t.kind was Utf8 and is Int32"]);
    assert_eq!(said("t\tid\tUtf8\trequired", "t\tid\tUtf8\tnullable"), ["t.id was never null and may be now"]);
    assert_eq!(said("a b", "b c"), ["t.kind has no value \"a\" any more"]);
    assert_eq!(said("(key)\tid", "(key)\tid kind"), ["t.(key) was id and is id kind"]);
    // More: a column, a value, a column that is never null any more.
    assert_eq!(said("t\tkind", "t\tnew\tUtf8\tnullable\t\nt\tkind"), [""; 0]);
    assert_eq!(said("a b", "a b c"), [""; 0]);
    assert_eq!(said("nullable\ta b", "required\ta b"), [""; 0]);
}
