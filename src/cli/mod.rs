//! The command line: dispatch only.
//!
//! In: arguments. Out: results on standard output, logs and progress on standard error, an exit code. Never does the work itself.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done; also where the reader of standard output has seen enough and closed it |
//! | 1 | over a limit (rejects, too few articles: no good tables were replaced), or checks failed, or a document to explain was rejected |
//! | 2 | could not run: wrong arguments, wrong pipeline file, no access, a full disk, stopped by a signal; or standard output took no results |
//! | 70 | a defect of this program (`EX_SOFTWARE`); published tables are as they were |
//! | 75 | another run holds the output (`EX_TEMPFAIL`: try again later) |
//!
//! What standard error does not take is lost and changes no code. A standard stream that is closed at the start is one to nowhere.
//!
//! | file | what |
//! |---|---|
//! | `console.rs` | the two streams; nothing else writes to them |
//! | `exit.rs` | the exit codes |
//! | `logging.rs` | logs and errors, as text or JSON |
//! | `progress.rs` | how far a run is, and what became of documents |
//! | `defects.rs` | panics |
//! | `signals.rs` | signals |
//! | the others | a command each |

mod check;
mod console;
mod defects;
mod exit;
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

use clap::error::ErrorKind;
use clap::{Parser, Subcommand};

use crate::error::Error;
use console::Results;
pub use exit::Exit;
use logging::LogFormat;

/// News articles in, tidy Parquet out.
#[derive(Parser)]
#[command(name = "newsgrain", version, about, propagate_version = true, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// How logs and errors are written: text, or json, one object a line.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t, hide_possible_values = true, global = true)]
    log_format: LogFormat,
}

/// Shown below the help.
const EXIT_CODES: &str = "Exit codes: 0 done; 1 over a limit (rejects, too few articles) or failed checks; 2 could not run; \
70 a defect of this program; 75 another run holds the output.

Begin with: newsgrain run --input articles/ --output tables/";

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
    logging::choose_format(std::env::args_os());
    defects::keep_quiet();
    let mut results = Results::new();
    let exit = defects::caught(|| command(&mut results));
    closed(results, exit).into()
}

/// What a command comes to where standard output did not take its results.
fn closed(results: Results, exit: Exit) -> Exit {
    let Some(error) = results.close() else { return exit };
    logging::fail("output", Exit::Failure, None, &format!("cannot write to standard output: {error}"));
    if exit == Exit::Clean { Exit::Failure } else { exit }
}

/// Understands the arguments and runs what they ask for.
fn command(results: &mut Results) -> Exit {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return not_a_command(&error, results),
    };
    logging::start(match &arguments.command {
        Command::Run(run) if !run.is_quiet() => "info",
        _ => "error",
    });
    let done = match arguments.command {
        Command::Run(arguments) => run::run(&arguments, results),
        Command::Rollback(arguments) => rollback::run(&arguments, results),
        Command::Check(arguments) => check::run(&arguments, results),
        Command::Explain(arguments) => explain::run(&arguments, results),
        #[cfg(feature = "language")]
        Command::Model(arguments) => model::run(&arguments, results),
        Command::Schema(arguments) => schema::run(&arguments, results),
    };
    done.unwrap_or_else(|error| {
        let exit = exit_of(&error);
        logging::fail(kind_of(&error), exit, path_of(&error), &error.to_string());
        exit
    })
}

/// Help and version go where results go; wrong arguments are an error.
fn not_a_command(error: &clap::Error, results: &mut Results) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            results.show_styled(&error.render().ansi().to_string());
            return Exit::Clean;
        }
        ErrorKind::InvalidUtf8 => logging::refuse(
            "error: an argument is no UTF-8: name the folder that holds the file, or pipe it in with --input -; names inside a folder may be \
             of any bytes\n",
        ),
        _ => logging::refuse(&error.render().to_string()),
    }
    Exit::Failure
}

/// The exit code of what stopped a command.
fn exit_of(error: &Error) -> Exit {
    match error {
        Error::Locked(_) => Exit::Locked,
        Error::NotPublished { .. } => Exit::Findings,
        _ => Exit::Failure,
    }
}

/// What stopped a command, as a word to count.
fn kind_of(error: &Error) -> &'static str {
    match error {
        Error::Io { .. } => "io",
        Error::Configuration(_) => "configuration",
        Error::Output { .. } => "output",
        Error::NotPublished { .. } => "not_published",
        Error::Locked(_) => "locked",
        Error::Interrupted => "interrupted",
        Error::Table { .. } | Error::Arrow(_) | Error::Parquet(_) | Error::Corpus(_) => "tables",
    }
}

/// Where it stopped, if that is a place.
fn path_of(error: &Error) -> Option<&std::path::Path> {
    match error {
        Error::Io { path, .. } | Error::Locked(path) | Error::Output { output: path, .. } => Some(path),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_codes_are_the_documented_ones() {
        let documented = |text: &str| -> Vec<u8> {
            let cells = text.lines().filter_map(|l| l.trim_start_matches("//! ").strip_prefix("| ")?.split(" |").next()?.parse().ok());
            cells.collect()
        };
        let codes = [Exit::Clean, Exit::Findings, Exit::Failure, Exit::Defect, Exit::Locked].map(Exit::code);
        let header = include_str!("mod.rs").split("mod check;").next().unwrap_or_default();
        let readme = include_str!("../../README.md").split("Exit codes, of every command:").nth(1).unwrap_or_default();
        assert_eq!(documented(header), codes);
        assert_eq!(documented(readme.split("\n\nStandard error").next().unwrap_or_default()), codes);
        assert!(codes.iter().all(|code| EXIT_CODES.contains(&format!("{code} "))), "{EXIT_CODES}");
    }
}
