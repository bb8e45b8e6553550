//! One run: read, extract on a pool of threads, sort, publish.
//!
//! In: a [`Plan`]. Out: a published directory and an [`Outcome`]. Never lets the number of threads show in the tables: documents keep the
//! order in which they were read, and rows are sorted by article.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use arrow::array::RecordBatch;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::duplicates::{KnownArticle, Ledger, Standing, text_key};
use super::limits;
use super::manifest::{InputFile, Manifest};
use super::observer::Observer;
use super::plan::Plan;
use super::report::{Report, Status};
use super::source::{Chunk, DocumentStream};
use super::watched::Watched;
use crate::corpus::registry::Identities;
use crate::document::{RawDocument, TaggedArticle};
use crate::error::{Error, Lost, Reject, RejectReason, Result, Stage, panic_message};
use crate::extract::Extractor;
use crate::read::{Discovery, SourceFile, Sources};
use crate::tables::RowSet;
use crate::write::{PublishedTables, Spool, Staging, TableFile, layout, package};

/// How long a run waits for documents before it looks whether it is to stop.
const PATIENCE: Duration = Duration::from_millis(50);

/// What the caller decides about a run besides the plan.
#[derive(Clone, Debug)]
pub struct RunOptions {
    /// Threads that extract.
    pub jobs: usize,
    /// Set from outside to stop the run; nothing is published then.
    pub interrupted: Arc<AtomicBool>,
    /// For who ends the process when the run does not stop.
    pub watched: Arc<Watched>,
}

impl Default for RunOptions {
    fn default() -> Self {
        let jobs = std::thread::available_parallelism().map_or(1, usize::from);
        Self { jobs, interrupted: Arc::default(), watched: Arc::default() }
    }
}

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
/// What stops a run, or keeps its tables from being published; the published tables are as they were then.
pub fn run(plan: &Plan, options: &RunOptions, observer: &dyn Observer) -> Result<Outcome> {
    let mut report = Report::begin(options.jobs);
    let staging = Staging::begin(&plan.place()?)?;
    options.watched.begins(staging.output(), &report);
    let done = work(plan, options, observer, &staging, &mut report).and_then(|files| {
        report.end(Status::Published, None);
        report.version = Some(staging.version());
        report.write(&staging.report_path())?;
        options.watched.settle(true, || staging.publish(plan.keep_versions)).map(|()| files)
    });
    match done {
        Ok(files) => Ok(Outcome { report, files, output: staging.given().to_owned() }),
        Err(error) => {
            let status = match error {
                Error::Interrupted => Status::Interrupted,
                Error::NotPublished { .. } => Status::Refused,
                _ => Status::Failed,
            };
            report.end(status, Some(error.to_string()));
            staging.abandon();
            // The failure itself is what the caller must hear of, not that its report could not be kept.
            let _ = options.watched.settle(false, || report.write_beside_tables(staging.output()));
            Err(error)
        }
    }
}

/// Everything between the lock and publishing.
fn work(plan: &Plan, options: &RunOptions, observer: &dyn Observer, staging: &Staging, report: &mut Report) -> Result<Vec<TableFile>> {
    let published = staging.published();
    readable(&plan.sources, published.as_ref())?;
    let Discovery { files: sources, notes } = plan.sources.discover()?;
    notes.iter().for_each(|note| observer.noticed(note));
    spare_files_can_be_made(&sources)?;
    observer.found(sources.len(), sources.iter().map(|s| s.bytes).sum());
    report.files = sources.len() as u64;
    let pool = threads(options.jobs)?;
    let mut collector = Collector {
        pool: &pool,
        extractor: &plan.extractor,
        spool: Spool::new(staging.scratch(), plan.memory_budget),
        ledger: Ledger::default(),
        report,
        watched: &options.watched,
        observer,
    };
    let clock = Instant::now();
    let stream = DocumentStream::new(&sources, &plan.read, observer, &options.interrupted);
    let inputs = feed(&stream, options, |chunk| collector.take(chunk))?;
    let Collector { spool, report, .. } = collector;
    report.seconds.extract = clock.elapsed().as_secs_f64();
    plan.limits.judge(report, sources.len(), published.as_ref())?;
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
    super::json::write_json(&staging.dir().join(layout::PACKAGE), &package)?;
    Manifest::new(plan, inputs, &files).write(staging.dir())?;
    stop_if(&options.interrupted)?;
    Ok(files)
}

/// Where no copy can be made of what is read by one, the machine is at fault and not the files, and the run ends before it rejects them.
fn spare_files_can_be_made(sources: &[SourceFile]) -> Result<()> {
    if !sources.iter().any(SourceFile::may_need_copy) {
        return Ok(());
    }
    let made = tempfile::tempfile().and_then(|mut file| std::io::Write::write_all(&mut file, b"PAR1"));
    made.map_err(Error::io("no temporary file can be written in", std::env::temp_dir()))
}

/// Whether every folder and file that is named as a source can be opened, if it is there. A file among many that cannot is a reject; a
/// whole source that cannot is a run over something else than was meant.
fn readable(sources: &Sources, published: Option<&PublishedTables>) -> Result<()> {
    // A pipe is opened once, by who reads it.
    for root in sources.reaches().into_iter().map(|reach| reach.path).filter(|root| root.is_dir() || root.is_file()) {
        if let Err(error) = std::fs::File::open(&root) {
            let why = format!("the input {} cannot be read: {error}", root.display());
            return Err(limits::refusal(why, published, "make it readable, or run without it"));
        }
    }
    Ok(())
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
    crate::corpus::tables(&|table| directory(plan, staging, table).to_owned())
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
        let taken = loop {
            // A reader may wait for its input for ever.
            let next = receiver.recv_timeout(PATIENCE);
            let taken = stop_if(&options.interrupted);
            let taken = match next {
                Ok(chunk) => taken.and_then(|()| take(chunk)),
                Err(RecvTimeoutError::Timeout) => taken,
                Err(RecvTimeoutError::Disconnected) => break taken,
            };
            if taken.is_err() {
                break taken;
            }
        };
        drop(receiver);
        let inputs = reader.join().unwrap_or_else(|cause| {
            let said = panic_message(cause.as_ref());
            Err(Error::Configuration(format!("a defect of this program: reading {} failed: {said}", stream.current())))
        });
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
    watched: &'a Watched,
    observer: &'a dyn Observer,
}

impl Collector<'_> {
    /// Extracts a chunk and spools its rows.
    fn take(&mut self, chunk: Chunk) -> Result<()> {
        let (extractor, observer) = (self.extractor, self.observer);
        let done = |document: Result<RawDocument, Reject>| {
            let bytes = document.as_ref().map_or(0, |raw| raw.source.byte_count);
            let result = document.and_then(|raw| extractor.extract_guarded(raw));
            // Told for each document: a chunk may take longer than who watches has patience.
            observer.advanced(1, bytes);
            result
        };
        let mut results: Vec<_> = self.pool.install(|| chunk.documents.into_par_iter().map(done).collect());
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
        self.watched.counted(self.report);
        Ok(())
    }

    /// Of two articles of one id one becomes a reject; gives those that were handed on before a newer version came.
    fn settle_duplicates(&mut self, results: &mut [Result<TaggedArticle, Reject>], texts: &[Option<u64>]) -> Vec<(KnownArticle, Reject)> {
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
