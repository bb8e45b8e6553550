//! No column stays empty: one that is null in every row of the samples holds nothing for a user either, and nobody would see it.
//!
//! In: what a run makes of the sample articles and of the articles of the snapshots. Out: a failing test that names the column. What
//! rightly stays empty there is a list with reasons, which must not outlive them.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;

use arrow::array::Array;
use newsgrain::tables::SCHEMAS;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::fixture::{published, quiet_run, root};

/// Columns without a value in any row of the samples, and why.
const EMPTY: &[(&str, &str)] = &[];

/// The columns of an output that have a value in some row.
fn filled(output: &Path) -> BTreeSet<String> {
    let mut filled = BTreeSet::new();
    for schema in SCHEMAS.iter() {
        let file = File::open(output.join(format!("{}.parquet", schema.name))).expect("every table is written");
        for batch in ParquetRecordBatchReaderBuilder::try_new(file).and_then(|b| b.build()).expect("it is Parquet") {
            let batch = batch.expect("it can be read");
            let names = batch.schema().fields().iter().map(|f| f.name().clone()).collect::<Vec<_>>();
            filled.extend(
                names
                    .iter()
                    .zip(batch.columns())
                    .filter(|(_, c)| c.null_count() < c.len())
                    .map(|(name, _)| format!("{}.{name}", schema.name)),
            );
        }
    }
    filled
}

#[test]
fn no_column_is_null_in_every_row_of_the_samples() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let output = scratch.path().join("tables");
    quiet_run(&root().join("tests/articles"), &output).assert().success();
    let filled: BTreeSet<String> = filled(published()).union(&filled(&output)).cloned().collect();
    let every = SCHEMAS.iter().flat_map(|s| s.fields.iter().map(|f| format!("{}.{}", s.name, f.name)));
    let empty: BTreeSet<String> = every.filter(|column| !filled.contains(column)).collect();
    let excused: BTreeSet<String> = EMPTY.iter().map(|(column, _)| (*column).to_owned()).collect();
    let unexcused: Vec<&String> = empty.difference(&excused).collect();
    let outlived: Vec<&String> = excused.difference(&empty).collect();
    assert!(unexcused.is_empty(), "null in every row of the samples: fill it, or add an article that fills it: {unexcused:?}");
    assert!(outlived.is_empty(), "the samples fill these by now: take them from the list: {outlived:?}");
}
