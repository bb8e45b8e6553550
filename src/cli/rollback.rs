//! `newsgrain rollback`.

use std::path::PathBuf;

use clap::Args;

use super::console::Results;
use super::exit::Exit;
use crate::error::Result;
use crate::visible;
use crate::write::rollback::{Kept, kept, rollback};

/// Arguments of `newsgrain rollback`.
#[derive(Args)]
pub(super) struct Arguments {
    /// The directory that a run published.
    #[arg(value_name = "DIR")]
    output: PathBuf,
    /// The version to publish again; the one before the published one where none is given.
    #[arg(long, value_name = "VERSION", conflicts_with = "list")]
    to: Option<String>,
    /// Lists the versions that are kept, the newest first, and ends.
    #[arg(long)]
    list: bool,
}

/// Publishes an earlier version, or lists them.
pub(super) fn run(arguments: &Arguments, results: &mut Results) -> Result<Exit> {
    let said = if arguments.list {
        kept(&arguments.output)?.iter().map(line).collect()
    } else {
        let version = rollback(&arguments.output, arguments.to.as_deref())?;
        format!("{} shows version {version}\n", visible::path(&arguments.output))
    };
    results.show(&said);
    Ok(Exit::Clean)
}

/// One version.
fn line(kept: &Kept) -> String {
    let mark = if kept.is_current { '*' } else { ' ' };
    let told = kept.standing.as_ref().map_or("its manifest cannot be read".to_owned(), ToString::to_string);
    format!("{mark} {}  {told}\n", kept.name)
}
