//! Sorting by article in bounded memory.
//!
//! In: record batches of every table, each sorted by article. Out: the Parquet files, rows sorted by article. Never holds more than a budget
//! of bytes: what is over it goes to sorted runs on disk, merged at the end. A batch in memory is a run too, so nothing is ever sorted here.
//!
//! The runs on disk are Arrow IPC files; the merge is an external merge sort (Knuth, The Art of Computer Programming, volume 3, 5.4) over
//! whole articles instead of rows. Sixteen runs become one of the next level as soon as there are sixteen, so that neither the files that
//! are open nor the batches that are held grow with the corpus.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};

use arrow::array::{Array, AsArray, RecordBatch, StringArray};
use arrow::compute::BatchCoalescer;
use arrow::ipc::CompressionType;
use arrow::ipc::reader::FileReader;
use arrow::ipc::writer::{FileWriter, IpcWriteOptions};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::parquet::{TableFile, TableWriter};
use crate::document::ArticleId;
use crate::error::{Error, Result};
use crate::tables::schema::TableSchema;
use crate::tables::{Rows, SCHEMAS, TABLES};

/// Rows of a batch inside a run at the most.
const RUN_BATCH_ROWS: usize = 4096;
/// Bytes of a batch inside a run, about: what the merge holds of each run at a time.
const RUN_BATCH_BYTES: usize = 1 << 20;
const READ: &str = "cannot read";
const WRITE: &str = "cannot write";
/// How many runs are merged at a time.
const FAN_IN: usize = 16;

/// One table while the run goes on.
struct Lane {
    schema: &'static TableSchema,
    /// Batches with their number.
    waiting: Vec<(u64, RecordBatch)>,
    /// Runs by how often they were merged; within a level the older ones first, and all of a level are younger than those above it.
    levels: Vec<Vec<StoredRun>>,
    /// Runs written so far, by which they are named.
    written: usize,
}

/// A run on disk.
#[derive(Clone)]
struct StoredRun {
    path: PathBuf,
    /// Every row stood in a batch below this number.
    until: u64,
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
        let lanes = SCHEMAS.iter().map(|schema| Lane { schema, waiting: Vec::new(), levels: Vec::new(), written: 0 }).collect();
        Self { scratch: scratch.to_owned(), budget, held: 0, lanes, added: 0, superseded: Superseded::default() }
    }

    /// Adds one batch a table, as [`RowSet::finish`](crate::tables::RowSet::finish) gives them; each is sorted by article, and a table
    /// without articles by its first column.
    ///
    /// # Errors
    /// A run cannot be written.
    pub fn add(&mut self, batches: Vec<RecordBatch>) -> Result<()> {
        for (lane, batch) in self.lanes.iter_mut().zip(batches) {
            if batch.num_rows() > 0 {
                debug_assert!(key_column(&batch, lane.schema).iter().is_sorted(), "{} is sorted by its key", lane.schema.name);
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
            lane.spill(&self.scratch, self.added, &self.superseded)?;
        }
        self.held = 0;
        Ok(())
    }

    /// Hands the rows of a table to `sink`, sorted by article, without using them up.
    ///
    /// # Errors
    /// A run cannot be read back, or what `sink` answers.
    pub fn read(&self, table: &str, sink: &mut dyn FnMut(&RecordBatch) -> Result<()>) -> Result<()> {
        let Some(lane) = self.lanes.iter().find(|lane| lane.schema.name == table) else { return Ok(()) };
        lane.merge(lane.open_all()?, &self.superseded, |batch| sink(&batch))
    }

    /// Writes the Parquet files of all tables but those of the corpus stage, each into the directory that `place` gives for its table.
    /// Tables are written side by side on the threads of the pool that this is called in; `change` is given every batch on its way.
    ///
    /// # Errors
    /// A file cannot be written, or a run cannot be read back.
    pub fn finish<'d>(
        self,
        place: impl Fn(&str) -> &'d Path + Sync,
        change: &(dyn Fn(RecordBatch) -> Result<RecordBatch> + Sync),
    ) -> Result<Vec<TableFile>> {
        let superseded = &self.superseded;
        let lanes = self.lanes.into_par_iter().zip(TABLES);
        lanes
            .filter(|(_, table)| !matches!(table.rows, Rows::Corpus))
            .map(|(lane, _)| {
                let dir = place(&lane.schema.name);
                lane.finish(dir, superseded, change)
            })
            .collect()
    }
}

impl Lane {
    /// Writes what is waiting as a run, and merges runs where there are enough of a level.
    fn spill(&mut self, scratch: &Path, until: u64, superseded: &Superseded) -> Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let rows = batch_rows(&self.waiting);
        let path = self.next_path(scratch);
        let mut writer = RunWriter::create(&path, self.schema, rows)?;
        self.merge(self.in_memory(), superseded, |batch| writer.add(batch))?;
        writer.finish()?;
        self.waiting.clear();
        self.keep(0, StoredRun { path, until });
        let mut level = 0;
        while self.levels.get(level).is_some_and(|runs| runs.len() >= FAN_IN) {
            let runs = std::mem::take(&mut self.levels[level]);
            let path = self.next_path(scratch);
            let mut writer = RunWriter::create(&path, self.schema, rows)?;
            self.merge(self.open(&runs)?, superseded, |batch| writer.add(batch))?;
            writer.finish()?;
            for run in &runs {
                std::fs::remove_file(&run.path).map_err(Error::io("cannot remove", &run.path))?;
            }
            level += 1;
            self.keep(level, StoredRun { path, until });
        }
        Ok(())
    }

    fn next_path(&mut self, scratch: &Path) -> PathBuf {
        self.written += 1;
        scratch.join(format!("{}.{}.run", self.schema.name, self.written))
    }

    fn keep(&mut self, level: usize, run: StoredRun) {
        if self.levels.len() <= level {
            self.levels.resize_with(level + 1, Vec::new);
        }
        self.levels[level].push(run);
    }

    /// Runs at their first rows; those without rows are left out.
    fn open(&self, runs: &[StoredRun]) -> Result<Vec<SortedRun>> {
        runs.iter().filter_map(|run| SortedRun::open(run, self.schema).transpose()).collect()
    }

    /// What is waiting, each batch as a run.
    fn in_memory(&self) -> Vec<SortedRun> {
        let run = |(number, batch): &(u64, RecordBatch)| SortedRun {
            schema: self.schema,
            batch: batch.clone(),
            at: 0,
            until: number + 1,
            rest: None,
        };
        self.waiting.iter().map(run).collect()
    }

    /// All rows as runs, the older ones first.
    fn open_all(&self) -> Result<Vec<SortedRun>> {
        let stored: Vec<StoredRun> = self.levels.iter().rev().flatten().cloned().collect();
        let mut runs = self.open(&stored)?;
        runs.extend(self.in_memory());
        Ok(runs)
    }

    /// Writes the table into `dir`.
    fn finish(
        self,
        dir: &Path,
        superseded: &Superseded,
        change: &(dyn Fn(RecordBatch) -> Result<RecordBatch> + Sync),
    ) -> Result<TableFile> {
        let mut writer = TableWriter::create(dir, self.schema)?;
        self.merge(self.open_all()?, superseded, |batch| writer.add(change(batch)?))?;
        writer.finish()
    }

    /// Whether the rows of the table are sorted by something else than an article.
    fn has_no_articles(&self) -> bool {
        self.schema.fields.get(self.schema.sort_column()).is_none_or(|f| f.name != "article_id")
    }

    /// Hands the rows of all runs to `sink`, article by article; of equal keys those of the earlier run first.
    fn merge(&self, mut runs: Vec<SortedRun>, superseded: &Superseded, mut sink: impl FnMut(RecordBatch) -> Result<()>) -> Result<()> {
        let mut heap: BinaryHeap<Reverse<(String, usize)>> =
            runs.iter().enumerate().map(|(n, r)| Reverse((r.key().to_owned(), n))).collect();
        while let Some(Reverse((key, n))) = heap.pop() {
            let is_old = !self.has_no_articles() && superseded.get(&key).is_some_and(|from| *from >= runs[n].until);
            if runs[n].take_group(&key, |batch| if is_old { Ok(()) } else { sink(batch) })? {
                heap.push(Reverse((runs[n].key().to_owned(), n)));
            }
        }
        Ok(())
    }
}

/// A sorted run while it is merged.
struct SortedRun {
    schema: &'static TableSchema,
    batch: RecordBatch,
    at: usize,
    /// Every row stood in a batch below this number.
    until: u64,
    rest: Option<FileReader<BufReader<File>>>,
}

impl SortedRun {
    /// Opens a run at its first row; none where it has no rows.
    fn open(stored: &StoredRun, schema: &'static TableSchema) -> Result<Option<Self>> {
        let file = File::open(&stored.path).map_err(Error::io("cannot read", &stored.path))?;
        let mut rest = FileReader::try_new(BufReader::new(file), None).map_err(Error::in_file(READ, &stored.path))?;
        let first = rest.next().transpose().map_err(Error::in_file(READ, &stored.path))?;
        Ok(first.map(|batch| SortedRun { schema, batch, at: 0, until: stored.until, rest: Some(rest) }))
    }

    /// The article of the next row.
    fn key(&self) -> &str {
        key_column(&self.batch, self.schema).value(self.at)
    }

    /// Hands all rows of one article to `sink`; whether rows are left.
    fn take_group(&mut self, key: &str, mut sink: impl FnMut(RecordBatch) -> Result<()>) -> Result<bool> {
        while self.key() == key {
            let end = group_end(key_column(&self.batch, self.schema), self.at);
            sink(self.batch.slice(self.at, end - self.at))?;
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

/// How many rows such as these are about [`RUN_BATCH_BYTES`].
fn batch_rows(batches: &[(u64, RecordBatch)]) -> usize {
    let bytes: usize = batches.iter().map(|(_, b)| b.get_array_memory_size()).sum();
    let rows: usize = batches.iter().map(|(_, b)| b.num_rows()).sum();
    (RUN_BATCH_BYTES * rows / bytes.max(1)).clamp(1, RUN_BATCH_ROWS)
}

/// Writes sorted rows as a run.
struct RunWriter {
    path: PathBuf,
    file: FileWriter<BufWriter<File>>,
    gather: BatchCoalescer,
}

impl RunWriter {
    fn create(path: &Path, schema: &TableSchema, rows: usize) -> Result<Self> {
        let file = File::create(path).map_err(Error::io("cannot create", path))?;
        // Rows repeat their sentence and their keys: packed they are a fraction, and a disk for temporary files is often small.
        let packed = IpcWriteOptions::default().try_with_compression(Some(CompressionType::LZ4_FRAME))?;
        let file = FileWriter::try_new_with_options(BufWriter::new(file), &schema.arrow, packed).map_err(Error::in_file(WRITE, path))?;
        Ok(Self { path: path.to_owned(), file, gather: BatchCoalescer::new(schema.arrow.clone(), rows) })
    }

    fn add(&mut self, batch: RecordBatch) -> Result<()> {
        self.gather.push_batch(batch)?;
        self.drain()
    }

    fn drain(&mut self) -> Result<()> {
        while let Some(full) = self.gather.next_completed_batch() {
            self.file.write(&full).map_err(Error::in_file(WRITE, &self.path))?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<()> {
        self.gather.finish_buffered_batch()?;
        self.drain()?;
        self.file.finish().map_err(Error::in_file(WRITE, &self.path))
    }
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
                lost: Default::default(),
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
        let files = spool.finish(|_| dir.path(), &Ok).expect("the tables are written");
        files.into_iter().find(|f| f.table == "rejects").expect("rejects is there")
    }

    #[test]
    fn the_file_is_the_same_whether_rows_were_spilled_or_not_and_in_whatever_order_they_came() {
        let in_memory = written(usize::MAX, &[&["a", "b", "c", "d", "e"]]);
        let mixed = written(usize::MAX, &[&["b", "d"], &["e"], &["a", "c"]]);
        let spilled = written(1, &[&["b", "d"], &["e"], &["a", "c"]]);
        assert_eq!(in_memory.rows, 5);
        assert_eq!(in_memory.sha256, mixed.sha256);
        assert_eq!(in_memory.sha256, spilled.sha256);
    }

    #[test]
    fn runs_are_merged_level_by_level_without_changing_the_file() {
        let names: Vec<String> = (0..2 * FAN_IN * FAN_IN + 5).map(|n| format!("{:04}", n * 7_919 % 10_000)).collect();
        let all: Vec<&str> = names.iter().map(String::as_str).collect();
        let one_by_one: Vec<&[&str]> = all.chunks(1).collect();
        let mut sorted = all.clone();
        sorted.sort_unstable();
        let in_memory = written(usize::MAX, &[&sorted]);
        let merged = written(1, &one_by_one);
        assert_eq!(in_memory.rows as usize, names.len());
        assert_eq!(in_memory.sha256, merged.sha256);
    }
}
