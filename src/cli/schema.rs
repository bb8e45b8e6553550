//! `newsgrain schema`.

use clap::Args;

use super::console::Results;
use super::exit::Exit;
use crate::error::{Error, Result};
use crate::misspelt::nearest;
use crate::tables::{self, SCHEMAS};

/// Arguments of `newsgrain schema`.
#[derive(Args)]
pub(super) struct Arguments {
    /// The table; all of them, in short, where none is given.
    table: Option<String>,
    /// All tables as the Markdown reference of the README.
    #[arg(long, conflicts_with = "table")]
    markdown: bool,
}

/// Prints the schema file of a table, one line a table, or the reference of all.
pub(super) fn run(arguments: &Arguments, results: &mut Results) -> Result<Exit> {
    match &arguments.table {
        None if arguments.markdown => results.show(&tables::reference::markdown()),
        None => SCHEMAS.iter().for_each(|s| results.show(&format!("{:<18}{:>3} columns  {}\n", s.name, s.fields.len(), s.description))),
        Some(name) => {
            let unknown =
                || Error::Configuration(format!("unknown table {name}{}", nearest(name, SCHEMAS.iter().map(|s| s.name.as_str()))));
            results.show(tables::schema(name).ok_or_else(unknown)?.json);
        }
    }
    Ok(Exit::Clean)
}
