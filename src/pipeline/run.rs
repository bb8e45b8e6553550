//! One run: read, extract on a pool of threads, sort, publish.
//!
//! In: a [`Plan`]. Out: a published directory and an [`Outcome`]. Never lets the number of threads show in the tables: documents keep the
//! order in which they were read, and rows are sorted by article.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::time::Instant;

use arrow::array::RecordBatch;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::duplicates::{Known, Ledger, Standing, text_key};
use super::manifest::{InputFile, Manifest};
use super::plan::Plan;
use super::report::{Report, Status};
use super::source::{Chunk, DocumentStream};
use crate::corpus::registry::Identities;
use crate::document::{RawDocument, TaggedArticle};
use crate::error::{Error, Lost, Reject, RejectReason, Result, Stage};
use crate::extract::Extractor;
use crate::tables::{self, RowSet};
use crate::write::{Spool, Staging, TableFile, package};

/// What the caller decides about a run besides the plan.
#[derive(Clone, Debug)]
pub struct RunOptions {
    /// Threads that extract.
    pub jobs: usize,
    /// Set from outside to stop the run; nothing is published then.
    pub interrupted: Arc<AtomicBool>,
}

impl Default for RunOptions {
    fn default() -> Self {
        let jobs = std::thread::available_parallelism().map_or(1, usize::from);
        Self { jobs, interrupted: Arc::default() }
    }
}

/// What is told while a run goes on.
pub trait Observer: Sync {
    /// The files are known.
    fn found(&self, _files: usize) {}
    /// So many documents and bytes more are done.
    fn advanced(&self, _documents: usize, _bytes: u64) {}
    /// A document left the flow.
    fn rejected(&self, _reject: &Reject) {}
}

/// An observer that tells nobody.
pub struct Silent;
impl Observer for Silent {}

/// What a run came to.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Counts and times, as in `run.json`.
    pub report: Report,
    /// The published tables.
    pub files: Vec<TableFile>,
    /// The published directory.
    pub output: PathBuf,
}

/// Runs a plan. `run.json` is written in any case, as far as the output directory allows it.
///
/// # Errors
/// What stops a run; the published tables are as they were then.
pub fn run(plan: &Plan, options: &RunOptions, observer: &dyn Observer) -> Result<Outcome> {
    let mut report = Report::begin(options.jobs);
    let staging = Staging::begin(&plan.output)?;
    let done = work(plan, options, observer, &staging, &mut report);
    let files = match done {
        Ok(files) => files,
        Err(error) => {
            let status = if matches!(error, Error::Interrupted) { Status::Interrupted } else { Status::Failed };
            report.end(status, Some(error.to_string()));
            // The failure itself is what the caller must hear of, not that its report could not be kept.
            let _ = report.write_beside_tables(staging.output());
            return Err(error);
        }
    };
    report.end(Status::Published, None);
    report.write(staging.dir())?;
    let output = staging.output().to_owned();
    staging.publish()?;
    Ok(Outcome { report, files, output })
}

/// Everything between the lock and the exchange.
fn work(plan: &Plan, options: &RunOptions, observer: &dyn Observer, staging: &Staging, report: &mut Report) -> Result<Vec<TableFile>> {
    let sources = plan.sources.find()?;
    observer.found(sources.len());
    report.files = sources.len() as u64;
    let pool = threads(options.jobs)?;
    let mut collector = Collector {
        pool: &pool,
        extractor: &plan.extractor,
        spool: Spool::new(staging.scratch(), plan.memory_budget),
        ledger: Ledger::default(),
        report,
        observer,
    };
    let clock = Instant::now();
    let inputs = feed(&DocumentStream::new(&sources, &plan.read), options, |chunk| collector.take(chunk))?;
    let Collector { spool, report, .. } = collector;
    report.seconds.extract = clock.elapsed().as_secs_f64();
    let clock = Instant::now();
    let mut files = pool.install(|| write(plan, staging, spool))?;
    report.seconds.write = clock.elapsed().as_secs_f64();
    stop_if(&options.interrupted)?;
    let clock = Instant::now();
    files.extend(corpus(plan, staging)?);
    report.seconds.corpus = clock.elapsed().as_secs_f64();
    files.retain(|f| plan.tables.contains(&f.table));
    files.sort_by_key(|f| plan.tables.iter().position(|t| *t == f.table));
    report.tables = files.iter().map(|f| (f.table, f.rows)).collect();
    let package = package::datapackage(&files).map_err(|e| Error::Table { table: "datapackage", message: e.to_string() })?;
    super::manifest::write_json(&staging.dir().join("datapackage.json"), &package)?;
    Manifest::new(plan, inputs, &files).write(staging.dir())?;
    stop_if(&options.interrupted)?;
    Ok(files)
}

/// The threads that extract and write, this one among them: what one thread frees another seldom gets from the allocator, so that a run of
/// one job on a thread of its own held a fifth more memory.
fn threads(jobs: usize) -> Result<ThreadPool> {
    let builder = || ThreadPoolBuilder::new().num_threads(jobs.max(1));
    // A thread belongs to its first pool for good; a second run on it has its threads beside it.
    let pool = builder().use_current_thread().build().or_else(|_| builder().build());
    pool.map_err(|e| Error::Configuration(format!("{jobs} threads cannot be started: {e}")))
}

/// Writes the tables of single articles. Which entities of several articles are one is found out first, so that every table has their ids.
fn write(plan: &Plan, staging: &Staging, spool: Spool) -> Result<Vec<TableFile>> {
    let place = |table: &str| directory(plan, staging, table);
    if !plan.corpus {
        return spool.finish(place, &Ok);
    }
    let identities = Identities::find(&|sink| spool.read("article_entities", sink))?;
    spool.finish(place, &|batch| identities.rewrite(batch))
}

/// Where a table is written: tables that are only needed by the corpus stage are not published.
fn directory<'s>(plan: &Plan, staging: &'s Staging, table: &str) -> &'s Path {
    if plan.tables.contains(&table) { staging.dir() } else { staging.scratch() }
}

/// The tables of the corpus stage.
#[cfg(feature = "corpus")]
fn corpus(plan: &Plan, staging: &Staging) -> Result<Vec<TableFile>> {
    if !plan.corpus {
        return Ok(Vec::new());
    }
    crate::corpus::tables(&|table| directory(plan, staging, table).join(format!("{table}.parquet")), staging.dir())
}

/// Without Polars there are no tables across articles.
#[cfg(not(feature = "corpus"))]
fn corpus(_plan: &Plan, _staging: &Staging) -> Result<Vec<TableFile>> {
    Ok(Vec::new())
}

/// Stops the run if a signal came.
fn stop_if(interrupted: &AtomicBool) -> Result<()> {
    if interrupted.load(Ordering::Relaxed) { Err(Error::Interrupted) } else { Ok(()) }
}

/// Hands every chunk of documents to `take`; with more than one thread, reading goes on meanwhile.
fn feed(stream: &DocumentStream<'_>, options: &RunOptions, mut take: impl FnMut(Chunk) -> Result<()>) -> Result<Vec<InputFile>> {
    if options.jobs <= 1 {
        return stream.each_chunk(|chunk| {
            stop_if(&options.interrupted)?;
            take(chunk)
        });
    }
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(1);
        // A closed channel means that the other side has failed and says so itself.
        let reader = scope.spawn(move || stream.each_chunk(|chunk| sender.send(chunk).map_err(|_| Error::Interrupted)));
        let mut taken = Ok(());
        while let Ok(chunk) = receiver.recv() {
            taken = stop_if(&options.interrupted).and_then(|()| take(chunk));
            if taken.is_err() {
                break;
            }
        }
        drop(receiver);
        let inputs = reader.join().unwrap_or_else(|_| Err(Error::Configuration("the reading thread failed".into())));
        taken.and(inputs)
    })
}

/// Takes chunks of documents to rows.
struct Collector<'a> {
    pool: &'a ThreadPool,
    extractor: &'a Extractor,
    spool: Spool,
    ledger: Ledger,
    report: &'a mut Report,
    observer: &'a dyn Observer,
}

impl Collector<'_> {
    /// Extracts a chunk and spools its rows.
    fn take(&mut self, chunk: Chunk) -> Result<()> {
        let (documents, bytes) = (chunk.documents.len(), chunk.bytes);
        let extractor = self.extractor;
        let mut results: Vec<_> =
            self.pool.install(|| chunk.documents.into_par_iter().map(|raw| raw.and_then(|raw| guarded(extractor, raw))).collect());
        let texts: Vec<Option<u64>> = self.pool.install(|| results.par_iter().map(|r| r.as_ref().ok().map(text_key)).collect());
        let superseded = self.settle_duplicates(&mut results, &texts);
        for result in &results {
            self.report.count(result);
            if let Err(reject) = result {
                self.observer.rejected(reject);
            }
        }
        for (known, reject) in superseded {
            self.report.recount(&known, &reject);
            self.observer.rejected(&reject);
            let mut rows = RowSet::default();
            rows.reject(&reject);
            self.spool.add(rows.finish()?)?;
        }
        let slice = results.len().div_ceil(self.pool.current_num_threads()).max(1);
        let batches: Vec<Result<Vec<RecordBatch>>> = self.pool.install(|| results.par_chunks(slice).map(rows).collect());
        for batch in batches {
            self.spool.add(batch?)?;
        }
        self.observer.advanced(documents, bytes);
        Ok(())
    }

    /// Of two articles of one id one becomes a reject; gives those that were handed on before a newer version came.
    fn settle_duplicates(&mut self, results: &mut [Result<TaggedArticle, Reject>], texts: &[Option<u64>]) -> Vec<(Known, Reject)> {
        let mut superseded = Vec::new();
        self.ledger.begin_chunk();
        for at in 0..results.len() {
            let (Ok(article), Some(text)) = (&mut results[at], texts[at]) else { continue };
            let id = article.article.id;
            let standing = self.ledger.enter(article, text, at);
            if matches!(standing, Standing::New) {
                continue;
            }
            let (uri, byte_count) = (article.article.source.uri.clone(), article.article.source.byte_count);
            let newer = || format!("a newer version of {id}, the same address, is {uri}");
            self.report.duplicates.same_id += 1;
            self.report.duplicates.newer_versions += u64::from(matches!(standing, Standing::ReplacesResult(_) | Standing::ReplacesRows(_)));
            match standing {
                Standing::New => {}
                Standing::Older => {
                    let message = format!("an article of the same id {id} stays: the same address or path");
                    results[at] = Err(duplicate(&uri, byte_count, message));
                }
                Standing::ReplacesResult(before) => {
                    if let Ok(older) = &results[before] {
                        let older = older.article.source.clone();
                        results[before] = Err(duplicate(&older.uri, older.byte_count, newer()));
                    }
                }
                Standing::ReplacesRows(known) => {
                    self.spool.supersede(id);
                    let reject = duplicate(&known.uri, known.byte_count, newer());
                    superseded.push((known, reject));
                }
            }
        }
        superseded
    }
}

fn duplicate(uri: &str, byte_count: u64, message: String) -> Reject {
    let (stage, reason) = (Stage::Tables, RejectReason::DuplicateId);
    Reject { source_uri: uri.to_owned(), stage, reason, message, byte_count: Some(byte_count), lost: Lost::One }
}

/// The rows of a slice of a chunk, sorted as the spool wants them: what is put in order here are articles, not their thousands of rows.
fn rows(results: &[Result<TaggedArticle, Reject>]) -> Result<Vec<RecordBatch>> {
    let mut articles: Vec<&TaggedArticle> = results.iter().filter_map(|r| r.as_ref().ok()).collect();
    articles.sort_by_key(|a| a.article.id);
    let mut rejects: Vec<&Reject> = results.iter().filter_map(|r| r.as_ref().err()).collect();
    rejects.sort_by_key(|r| &r.source_uri);
    let mut rows = RowSet::default();
    articles.into_iter().for_each(|article| rows.push(article));
    rejects.into_iter().for_each(|reject| rows.reject(reject));
    rows.finish()
}

/// Extraction with a net below it: a defect of this program costs one article, not the run.
fn guarded(extractor: &Extractor, raw: RawDocument) -> Result<TaggedArticle, Reject> {
    let source = raw.source.clone();
    catch_unwind(AssertUnwindSafe(|| extractor.extract(raw).and_then(tables::fitting))).unwrap_or_else(|cause| {
        let said = cause.downcast_ref::<&str>().map(|s| (*s).to_owned()).or_else(|| cause.downcast_ref::<String>().cloned());
        let message = format!("a defect of this program: {}", said.unwrap_or_default());
        Err(source.reject(Stage::Tag, RejectReason::Panic, message))
    })
}
