//! `newsgrain check`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::console::Results;
use super::exit::Exit;
use super::run::load_plan;
use crate::check::{self, CHECKS, Options, SourceOptions};
use crate::error::{Error, Result};

/// Arguments of `newsgrain check`.
#[derive(Args)]
pub(super) struct Arguments {
    /// The directory that a run published.
    #[arg(value_name = "DIR", required_unless_present = "list")]
    output: Option<PathBuf>,
    /// Also compares every block with the documents it was made of: the --input of the run, several times where that was.
    #[arg(long, value_name = "PATH", value_parser = NonEmptyStringValueParser::new())]
    source: Vec<String>,
    /// The pipeline file of the run, for names of record fields; only with --source.
    #[arg(long, value_name = "FILE", requires = "source")]
    pipeline: Option<PathBuf>,
    /// Violations of each kind that are printed; the others are counted.
    #[arg(long, value_name = "N", default_value_t = Options::default().limit)]
    limit: usize,
    /// Prints the checks and what each of them asserts, and ends.
    #[arg(long)]
    list: bool,
}

/// Checks an output.
pub(super) fn run(arguments: &Arguments, results: &mut Results) -> Result<Exit> {
    let Some(output) = arguments.output.as_ref().filter(|_| !arguments.list) else {
        CHECKS.iter().for_each(|check| results.show(&format!("{:<20} {}\n", check.name, check.holds)));
        return Ok(Exit::Clean);
    };
    let sources = if arguments.source.is_empty() {
        None
    } else {
        if arguments.source.iter().any(|path| path == "-") {
            return Err(Error::Configuration("standard input is gone once a run has read it: name files with --source".into()));
        }
        let mut plan = load_plan(arguments.pipeline.as_deref())?;
        plan.sources.paths.clone_from(&arguments.source);
        Some(SourceOptions { sources: plan.sources, read: plan.read })
    };
    let findings = check::directory(output, &Options { limit: arguments.limit, sources })?;
    results.show(&findings.to_string());
    Ok(if findings.is_clean() { Exit::Clean } else { Exit::Findings })
}
