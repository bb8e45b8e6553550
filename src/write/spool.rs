//! Sorting by article in bounded memory.
//!
//! In: record batches of every table, in which the rows of an article stand together in their order. Out: the Parquet files, rows sorted
//! by article. Never holds more than a budget of bytes: what is over it goes to sorted runs on disk, merged at the end.
//!
//! The runs are Arrow IPC files; the merge is an external merge sort (Knuth, The Art of Computer Programming, volume 3, 5.4) over whole
//! articles instead of rows.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use arrow::array::{Array, AsArray, RecordBatch, StringArray, UInt32Array};
use arrow::compute::{concat_batches, take_record_batch};
use arrow::ipc::reader::FileReader;
use arrow::ipc::writer::FileWriter;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::parquet::{TableFile, TableWriter};
use crate::document::ArticleId;
use crate::error::{Error, Result};
use crate::tables::schema::TableSchema;
use crate::tables::{Rows, SCHEMAS, TABLES};

/// Rows of a batch inside a run: what the merge holds of each run at a time.
const RUN_BATCH_ROWS: usize = 4096;

/// One table while the run goes on.
struct Lane {
    schema: &'static TableSchema,
    /// Batches with their number.
    waiting: Vec<(u64, RecordBatch)>,
    /// Runs with how many batches had been added when they were written.
    runs: Vec<(u64, PathBuf)>,
}

/// Articles that a newer version took the place of: their rows count only in batches from this number on.
type Superseded = FxHashMap<String, u64>;

/// The rows of all tables on their way to the files.
pub struct Spool {
    scratch: PathBuf,
    budget: usize,
    held: usize,
    lanes: Vec<Lane>,
    /// Batches so far.
    added: u64,
    superseded: Superseded,
}

impl Spool {
    /// Runs are kept in `scratch`, a directory that exists; `budget` is the number of bytes held in memory.
    pub fn new(scratch: &Path, budget: usize) -> Self {
        let lanes = SCHEMAS.iter().map(|schema| Lane { schema, waiting: Vec::new(), runs: Vec::new() }).collect();
        Self { scratch: scratch.to_owned(), budget, held: 0, lanes, added: 0, superseded: Superseded::default() }
    }

    /// Adds one batch a table, as [`RowSet::finish`](crate::tables::RowSet::finish) gives them.
    ///
    /// # Errors
    /// A run cannot be written.
    pub fn add(&mut self, batches: Vec<RecordBatch>) -> Result<()> {
        for (lane, batch) in self.lanes.iter_mut().zip(batches) {
            if batch.num_rows() > 0 {
                self.held += batch.get_array_memory_size();
                lane.waiting.push((self.added, batch));
            }
        }
        self.added += 1;
        if self.held >= self.budget {
            self.spill()?;
        }
        Ok(())
    }

    /// Lets go of the rows that an article has so far, because those of a newer version follow.
    pub fn supersede(&mut self, article: ArticleId) {
        self.superseded.insert(article.to_string(), self.added);
    }

    /// Writes everything held as one sorted run a table.
    fn spill(&mut self) -> Result<()> {
        for lane in &mut self.lanes {
            if let Some(sorted) = lane.sorted(&self.superseded)? {
                let path = self.scratch.join(format!("{}.{}.run", lane.schema.name, lane.runs.len()));
                write_run(&path, &sorted)?;
                lane.runs.push((self.added, path));
            }
        }
        self.held = 0;
        Ok(())
    }

    /// Writes the Parquet files of all tables but those of the corpus stage, each into the directory that `place` gives for its table.
    /// Tables are written side by side on the threads of the pool that this is called in.
    ///
    /// # Errors
    /// A file cannot be written, or a run cannot be read back.
    pub fn finish<'d>(self, place: impl Fn(&str) -> &'d Path + Sync) -> Result<Vec<TableFile>> {
        let superseded = &self.superseded;
        let lanes = self.lanes.into_par_iter().zip(TABLES).filter(|(_, table)| !matches!(table.rows, Rows::Corpus));
        lanes
            .map(|(lane, _)| {
                let dir = place(&lane.schema.name);
                lane.finish(dir, superseded)
            })
            .collect()
    }
}

impl Lane {
    /// Writes the table into `dir`.
    fn finish(mut self, dir: &Path, superseded: &Superseded) -> Result<TableFile> {
        let mut writer = TableWriter::create(dir, self.schema)?;
        let last = self.sorted(superseded)?;
        if self.runs.is_empty() {
            last.into_iter().try_for_each(|batch| writer.add(batch))?;
        } else {
            self.merge(last, superseded, &mut writer)?;
        }
        writer.finish()
    }

    /// What is waiting, sorted by article; none where nothing is.
    fn sorted(&mut self, superseded: &Superseded) -> Result<Option<RecordBatch>> {
        if self.waiting.is_empty() {
            return Ok(None);
        }
        let waiting = std::mem::take(&mut self.waiting);
        let all = concat_batches(&self.schema.arrow, waiting.iter().map(|(_, batch)| batch))?;
        let keys = key_column(&all, self.schema);
        let mut groups = Vec::new();
        let mut start = 0;
        let mut batch_end = 0;
        for (number, batch) in &waiting {
            batch_end += batch.num_rows();
            while start < batch_end {
                // Two versions of an article may stand side by side where two batches meet.
                let end = group_end(keys, start).min(batch_end);
                if superseded.get(keys.value(start)).is_none_or(|from| self.has_no_articles() || number >= from) {
                    groups.push((keys.value(start), start as u32, end as u32));
                }
                start = end;
            }
        }
        groups.sort_unstable();
        let order: UInt32Array = groups.iter().flat_map(|(_, start, end)| *start..*end).collect::<Vec<_>>().into();
        Ok(Some(take_record_batch(&all, &order)?))
    }

    /// Whether the rows of the table are sorted by something else than an article.
    fn has_no_articles(&self) -> bool {
        self.schema.fields.get(self.schema.sort_column()).is_none_or(|f| f.name != "article_id")
    }

    /// Merges the runs and what was still in memory.
    fn merge(&self, last: Option<RecordBatch>, superseded: &Superseded, writer: &mut TableWriter) -> Result<()> {
        let mut runs = Vec::new();
        for (until, path) in &self.runs {
            runs.extend(Run::open(path, self.schema, *until)?);
        }
        runs.extend(last.map(|batch| Run { schema: self.schema, batch, at: 0, until: u64::MAX, rest: None }));
        let mut heap: BinaryHeap<Reverse<(String, usize)>> =
            runs.iter().enumerate().map(|(n, r)| Reverse((r.key().to_owned(), n))).collect();
        while let Some(Reverse((key, n))) = heap.pop() {
            let is_old = !self.has_no_articles() && superseded.get(&key).is_some_and(|from| *from >= runs[n].until);
            let more = runs[n].take_group(&key, (!is_old).then_some(&mut *writer))?;
            if more {
                heap.push(Reverse((runs[n].key().to_owned(), n)));
            }
        }
        Ok(())
    }
}

/// A sorted run while it is merged.
struct Run {
    schema: &'static TableSchema,
    batch: RecordBatch,
    at: usize,
    /// Every row stood in a batch below this number.
    until: u64,
    rest: Option<FileReader<BufReader<File>>>,
}

impl Run {
    /// Opens a run at its first row; none where it has no rows.
    fn open(path: &Path, schema: &'static TableSchema, until: u64) -> Result<Option<Self>> {
        let file = File::open(path).map_err(Error::io("cannot read", path))?;
        let mut rest = FileReader::try_new(BufReader::new(file), None)?;
        let first = rest.next().transpose()?;
        Ok(first.map(|batch| Run { schema, batch, at: 0, until, rest: Some(rest) }))
    }

    /// The article of the next row.
    fn key(&self) -> &str {
        key_column(&self.batch, self.schema).value(self.at)
    }

    /// Hands all rows of one article to the writer, or passes over them; whether rows are left.
    fn take_group(&mut self, key: &str, mut writer: Option<&mut TableWriter>) -> Result<bool> {
        while self.key() == key {
            let end = group_end(key_column(&self.batch, self.schema), self.at);
            if let Some(writer) = &mut writer {
                writer.add(self.batch.slice(self.at, end - self.at))?;
            }
            self.at = end;
            if self.at == self.batch.num_rows() && !self.advance()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Reads the next batch; whether there was one.
    fn advance(&mut self) -> Result<bool> {
        let next = self.rest.as_mut().and_then(Iterator::next).transpose()?;
        Ok(next.is_some_and(|batch| {
            self.batch = batch;
            self.at = 0;
            true
        }))
    }
}

/// The column by which a table is sorted.
fn key_column<'a>(batch: &'a RecordBatch, schema: &TableSchema) -> &'a StringArray {
    batch.column(schema.sort_column()).as_string()
}

/// One past the last row that has the key of the row at `start`.
fn group_end(keys: &StringArray, start: usize) -> usize {
    let key = keys.value(start);
    (start + 1..keys.len()).find(|n| keys.value(*n) != key).unwrap_or(keys.len())
}

/// Writes a sorted batch as a run.
fn write_run(path: &Path, sorted: &RecordBatch) -> Result<()> {
    let file = File::create(path).map_err(Error::io("cannot create", path))?;
    let mut writer = FileWriter::try_new(std::io::BufWriter::new(file), &sorted.schema())?;
    let mut at = 0;
    while at < sorted.num_rows() {
        let rows = RUN_BATCH_ROWS.min(sorted.num_rows() - at);
        writer.write(&sorted.slice(at, rows))?;
        at += rows;
    }
    writer.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Reject, RejectReason, Stage};
    use crate::tables::RowSet;

    /// Rejects stand for any table here: a key and a payload.
    fn batches(names: &[&str]) -> Vec<RecordBatch> {
        let mut rows = RowSet::default();
        for name in names {
            rows.reject(&Reject {
                source_uri: (*name).into(),
                stage: Stage::Read,
                reason: RejectReason::Empty,
                message: format!("about {name}"),
                byte_count: None,
            });
        }
        rows.finish().expect("every row fits")
    }

    fn written(budget: usize, chunks: &[&[&str]]) -> TableFile {
        let dir = tempfile::tempdir().expect("a scratch directory");
        let mut spool = Spool::new(dir.path(), budget);
        for chunk in chunks {
            spool.add(batches(chunk)).expect("the run is written");
        }
        let files = spool.finish(|_| dir.path()).expect("the tables are written");
        files.into_iter().find(|f| f.table == "rejects").expect("rejects is there")
    }

    #[test]
    fn the_file_is_the_same_whether_rows_were_spilled_or_not_and_in_whatever_order_they_came() {
        let in_memory = written(usize::MAX, &[&["a", "b", "c", "d", "e"]]);
        let spilled = written(1, &[&["d", "b"], &["e"], &["a", "c"]]);
        assert_eq!(in_memory.rows, 5);
        assert_eq!(in_memory.sha256, spilled.sha256);
    }
}
