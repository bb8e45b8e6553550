//! Reading the tables: who said how much, from the folder that a run has written.
//!
//! In: an output of `newsgrain run`. Out: speakers and how often each is quoted, on standard output. Never reads tables of two runs together,
//! whatever is published meanwhile.
//!
//! `cargo run --example read_tables -- data/tables`

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::path::Path;

use arrow::array::AsArray;
use newsgrain::write::layout;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

fn main() -> Result<(), Box<dyn Error>> {
    let output = std::env::args().nth(1).ok_or("the folder of the tables is missing")?;
    for (speaker, quotes) in speakers(output.as_ref())? {
        println!("{quotes:5}  {speaker}");
    }
    Ok(())
}

/// How often each speaker who is known by name is quoted.
pub fn speakers(output: &Path) -> Result<BTreeMap<String, usize>, Box<dyn Error>> {
    // The published version is resolved once; whatever else is read comes from the same folder and belongs to it.
    let version = layout::resolve(output);
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(version.join("quotes.parquet"))?)?;
    let only = ProjectionMask::columns(reader.parquet_schema(), ["speaker_name"]);
    let mut counts = BTreeMap::new();
    for batch in reader.with_projection(only).build()? {
        let batch = batch?;
        let names = batch.column_by_name("speaker_name").ok_or("the table has no speaker_name")?;
        // Missing is null: nobody is called "unknown".
        for name in names.as_string::<i32>().iter().flatten() {
            *counts.entry(name.to_owned()).or_default() += 1;
        }
    }
    Ok(counts)
}
