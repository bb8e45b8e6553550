//! `newsgrain run`.

use std::path::{Path, PathBuf};

use chrono::SecondsFormat;
use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::console::Results;
use super::exit::Exit;
use super::progress::Progress;
use super::signals;
use crate::error::{Error, Result};
use crate::pipeline::{Outcome, Plan, RunOptions, plan};
use crate::read::{Discovery, Origin};
use crate::visible::{self, Visible};

/// What has no default of its own.
const NEEDED: &str = "Sources are needed: --input, or a pipeline file with paths under [sources]. The default pipeline reads data/articles and \
publishes data/tables, below the directory the program is started in.";

/// Arguments of `newsgrain run`.
#[derive(Args)]
#[command(after_help = NEEDED)]
pub(super) struct Arguments {
    /// Pipeline file; the built-in default pipeline where none is given.
    #[arg(long, value_name = "FILE")]
    pipeline: Option<PathBuf>,
    /// File, folder, glob or - for standard input; replaces the sources of the pipeline, may be given several times.
    #[arg(long, value_name = "PATH", value_parser = NonEmptyStringValueParser::new())]
    input: Vec<String>,
    /// Directory that is published; replaces that of the pipeline.
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Language model in the place of the one inside the program (see newsgrain model); replaces that of the pipeline.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Threads; the number of processors where it is not given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Works on every article again, also on those that have not changed; every run does so today.
    #[arg(long)]
    full_refresh: bool,
    /// Checks the pipeline and lists what would be read; writes nothing.
    #[arg(long)]
    dry_run: bool,
    /// Share of documents (0 to 1) that may be rejected: beyond it the run ends with code 1 and replaces no tables; replaces that of the
    /// pipeline.
    #[arg(long, value_name = "RATE", value_parser = share)]
    max_reject_rate: Option<f64>,
    /// Share of the articles (0 to 1) that may be gone since the tables before: beyond it nothing is published; replaces that of the
    /// pipeline.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    max_shrink: Option<f64>,
    /// Publishes the tables of a run that found no article, too.
    #[arg(long)]
    allow_empty: bool,
    /// Only errors in the log, no progress bar, no summary.
    #[arg(long, short)]
    quiet: bool,
}

impl Arguments {
    /// Whether only errors are told.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }
}

/// A number between 0 and 1.
fn share(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|v| (0.0..=1.0).contains(v)).ok_or_else(|| "a share between 0 and 1 is needed".to_owned())
}

/// Runs a pipeline.
pub(super) fn run(arguments: &Arguments, results: &mut Results) -> Result<Exit> {
    let mut options = RunOptions::default();
    if let Some(jobs) = arguments.jobs {
        options.jobs = jobs.into();
    }
    signals::watch(&options)?;
    let plan = chosen_plan(arguments)?;
    if arguments.dry_run {
        return dry_run(&plan, results);
    }
    let progress = Progress::new(arguments.quiet);
    let outcome = crate::pipeline::run(&plan, &options, &progress);
    progress.clear();
    let rejects = outcome.as_ref().ok().and_then(|o| o.files.iter().find(|f| f.table == "rejects").map(|f| o.output.join(&f.file)));
    progress.sum_up(rejects.as_deref());
    let outcome = outcome?;
    log_end(&outcome);
    if !arguments.quiet {
        print(&outcome, results);
    }
    if !plan.limits.too_many_rejects(&outcome.report) {
        return Ok(Exit::Clean);
    }
    let (rate, limit) = (100.0 * outcome.report.reject_rate(), 100.0 * plan.limits.max_reject_rate);
    let (documents, rejects) = (outcome.report.documents, outcome.report.rejected());
    tracing::error!(documents, rejects, "{rate:.1} % of the documents were rejected, over the limit of {limit:.1} %");
    Ok(Exit::Findings)
}

/// The plan of a pipeline file; of the built-in one where none is named.
pub(super) fn load_plan(pipeline: Option<&Path>) -> Result<Plan> {
    match pipeline {
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(Error::io("cannot read", path))?;
            Plan::from_toml(&text, &path.to_string_lossy())
        }
        None => Plan::from_toml(plan::DEFAULT_PIPELINE, "default pipeline"),
    }
}

/// The plan of the pipeline file with the command line's own wishes.
fn chosen_plan(arguments: &Arguments) -> Result<Plan> {
    let mut plan = load_plan(arguments.pipeline.as_deref())?;
    if !arguments.input.is_empty() {
        plan.sources.paths.clone_from(&arguments.input);
    }
    if let Some(output) = &arguments.output {
        plan.output.clone_from(output);
    }
    if let Some(model) = &arguments.model {
        plan.use_model(model)?;
    }
    if let Some(rate) = arguments.max_reject_rate {
        plan.limits.max_reject_rate = rate;
    }
    if let Some(shrink) = arguments.max_shrink {
        plan.limits.max_shrink = shrink;
    }
    plan.limits.allow_empty |= arguments.allow_empty;
    if plan.sources.paths.is_empty() {
        return Err(Error::Configuration("no sources: name them with --input, or in the pipeline file as paths under [sources]".into()));
    }
    if arguments.input.is_empty() && arguments.pipeline.is_none() && !plan.sources.paths.iter().any(|p| Path::new(p).exists()) {
        return Err(Error::Configuration(format!(
            "no sources: the default pipeline reads {}, which is not in this directory; name your own articles, \
             as in: newsgrain run --input articles/ --output tables/",
            plan.sources.paths.join(", ")
        )));
    }
    Ok(plan)
}

/// Lists what would be read.
fn dry_run(plan: &Plan, results: &mut Results) -> Result<Exit> {
    plan.place()?;
    let Discovery { files, notes } = plan.sources.discover()?;
    for file in &files {
        let how = match &file.origin {
            Origin::Refused(why) => why,
            _ if file.format.is_none() && file.extension.is_some() => "no reader",
            _ => file.format.map_or("by content", |f| f.name),
        };
        results.show(&format!("{}\t{}\n", Visible(how), Visible(&file.uri)));
    }
    notes.iter().for_each(|note| results.show(&format!("{}\n", Visible(note))));
    let (tables, output) = (plan.tables.join(", "), visible::path(&plan.output));
    results.show(&format!("{} files would be read; the tables {tables} would be published in {output}\n", files.len()));
    Ok(Exit::Clean)
}

/// What a run came to, as numbers.
fn log_end(outcome: &Outcome) {
    let report = &outcome.report;
    tracing::info!(
        articles = report.articles,
        rejects = report.rejected(),
        documents = report.documents,
        bytes = report.bytes,
        seconds = (report.seconds.total * 100.0).round() / 100.0,
        started = %report.started_at.to_rfc3339_opts(SecondsFormat::Secs, true),
        output = %visible::path(&outcome.output),
        "published"
    );
}

/// The tables with their row counts.
fn print(outcome: &Outcome, results: &mut Results) {
    for file in &outcome.files {
        results.show(&format!("{:>10}  {}\n", file.rows, visible::path(&outcome.output.join(&file.file))));
    }
}
