//! Panics: defects of this program.
//!
//! In: whatever panics. Out: a line at debug level, with the place; and, where a panic ends a command, a sentence and an exit code. Never
//! noise about an article: its defect is a row in `rejects`, which says what happened.

use std::sync::{Mutex, PoisonError};

use super::exit::Exit;
use super::logging;
use crate::error::panic_message;
use crate::guard;

/// Where the last panic was.
static LAST: Mutex<Option<String>> = Mutex::new(None);

/// Keeps raw messages of panics away from standard error.
pub(super) fn keep_quiet() {
    std::panic::set_hook(Box::new(|panic| {
        let location = panic.location().map_or("an unknown place".to_owned(), ToString::to_string);
        tracing::debug!(location, "a defect of this program: {}", panic_message(panic.payload()));
        *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some(location);
    }));
}

/// What a command comes to, also where it panics.
pub(super) fn caught(command: impl FnOnce() -> Exit) -> Exit {
    guard::caught(command).unwrap_or_else(|said| {
        let place = LAST.lock().unwrap_or_else(PoisonError::into_inner).clone().unwrap_or_default();
        let message = format!("a defect of this program, at {place}: {said}; published tables are as they were: please report it");
        logging::fail("defect", Exit::Defect, None, &message);
        Exit::Defect
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_panics_ends_with_a_code_of_its_own() {
        assert_eq!(caught(|| Exit::Clean), Exit::Clean);
        assert_eq!(caught(|| panic!("the quay is full")), Exit::Defect);
        assert_eq!(Exit::Defect.code(), 70);
    }
}
