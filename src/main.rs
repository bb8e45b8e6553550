//! The `newsgrain` program: hands the command line to [`newsgrain::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    newsgrain::cli::main()
}
