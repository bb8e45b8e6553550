//! What a command comes to.
//!
//! In: nothing. Out: one of five ends, each with its exit code. Never a code that the help does not name.

use std::process::ExitCode;

/// What a command came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything is well.
    Clean,
    /// Finished, with rejects over the limit, too few articles to publish, or failed checks.
    Findings,
    /// Could not run.
    Failure,
    /// A defect of this program.
    Defect,
    /// Another run holds the output.
    Locked,
}

impl Exit {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Failure => 2,
            Exit::Defect => 70,
            Exit::Locked => 75,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit.code())
    }
}
