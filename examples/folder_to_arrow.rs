//! A folder to Arrow: record batches in memory, for a program that goes on with them.
//!
//! In: a folder, file or glob with articles of any format. Out: one record batch a table, and each as an Arrow stream beside the others where
//! a folder for them is named. Never sorts and never publishes: that is `newsgrain run`.
//!
//! `cargo run --example folder_to_arrow -- data/articles/wire arrow/`

use std::error::Error;
use std::fs::File;
use std::path::Path;

use arrow::array::RecordBatch;
use arrow::ipc::writer::StreamWriter;
use newsgrain::extract::Extractor;
use newsgrain::read::{self, FieldMap, Sources};
use newsgrain::tables::{RowSet, SCHEMAS};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let batches = batches(&arguments.next().ok_or("the folder of articles is missing")?)?;
    let folder = arguments.next();
    for (name, batch) in batches {
        println!("{name}: {} rows, {} columns", batch.num_rows(), batch.num_columns());
        if let Some(folder) = &folder {
            write(&batch, &Path::new(folder).join(format!("{name}.arrows")))?;
        }
    }
    Ok(())
}

/// The rows of all articles of an input, table by table; what is no article is a row of `rejects`.
pub fn batches(input: &str) -> Result<Vec<(&'static str, RecordBatch)>, Box<dyn Error>> {
    let sources = Sources { paths: vec![input.to_owned()], exclude: vec!["**/README.md".into()], ..Sources::default() };
    let options = read::Options { max_document_bytes: 16 << 20, fields: FieldMap::default() };
    let (extractor, mut rows) = (Extractor::default(), RowSet::default());
    for file in sources.find()? {
        // A container streams its records: no file is held in memory as a whole.
        for document in read::documents(&file, file.open()?, &options) {
            match document.and_then(|raw| extractor.extract_guarded(raw)) {
                Ok(article) => rows.push(&article),
                Err(reject) => rows.reject(&reject),
            }
        }
    }
    Ok(SCHEMAS.iter().map(|s| s.name.as_str()).zip(rows.finish()?).collect())
}

/// Writes a batch as an Arrow stream, which pyarrow, Polars and DuckDB read as it is.
pub fn write(batch: &RecordBatch, path: &Path) -> Result<(), Box<dyn Error>> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut writer = StreamWriter::try_new(File::create(path)?, &batch.schema())?;
    writer.write(batch)?;
    Ok(writer.finish()?)
}
