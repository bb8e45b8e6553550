//! The command line: dispatch only.
//!
//! In: arguments. Out: results on standard output, logs and progress on standard error, an exit code. Never does the work itself.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done |
//! | 1 | done, but more documents were rejected than the limit allows, or checks failed; or nothing was published, for a limit of the run |
//! | 2 | could not run: wrong arguments, wrong pipeline file, no access, stopped by a signal |
//! | 75 | another run holds the output (`EX_TEMPFAIL`: try again later) |

mod check;
mod explain;
mod logging;
#[cfg(feature = "language")]
mod model;
mod progress;
mod rollback;
mod run;
mod schema;
mod signals;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::Error;

/// What a command came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything is well.
    Clean,
    /// Finished, with rejects over the limit, too few articles to publish, or failed checks.
    Findings,
    /// Could not run.
    Failure,
    /// Another run holds the output.
    Locked,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Failure => 2,
            Exit::Locked => 75,
        })
    }
}

/// News articles in, tidy Parquet out.
#[derive(Parser)]
#[command(name = "newsgrain", version, about, propagate_version = true, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done; 1 over a limit (rejects, too few articles) or failed checks; 2 could not run; \
75 another run holds the output.";

#[derive(Subcommand)]
enum Command {
    /// Reads articles, extracts and publishes the tables.
    Run(run::Arguments),
    /// Publishes an earlier version of the tables again, or lists the versions.
    Rollback(rollback::Arguments),
    /// Checks that published tables keep the contract and its invariants.
    Check(check::Arguments),
    /// Prints the articles of a file with everything found in them and the rule behind it.
    Explain(explain::Arguments),
    /// Imports language models and tells what they are.
    #[cfg(feature = "language")]
    Model(model::Arguments),
    /// Prints the contract of one table or of all.
    Schema(schema::Arguments),
}

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Command::Run(arguments) => run::run(arguments),
        Command::Rollback(arguments) => rollback::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        #[cfg(feature = "language")]
        Command::Model(arguments) => model::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(error) => {
            eprintln!("newsgrain: {error}");
            exit_of(&error).into()
        }
    }
}

/// The exit code of what stopped a command.
fn exit_of(error: &Error) -> Exit {
    match error {
        Error::Locked(_) => Exit::Locked,
        Error::NotPublished { .. } => Exit::Findings,
        _ => Exit::Failure,
    }
}
