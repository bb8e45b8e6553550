//! The page that an explanation is written on.
//!
//! In: text of articles and of this program. Out: lines with styles. Never lets a text break a line or steer a terminal: only
//! [`Paper::end_line`] ends a line, and only [`Paper::styled`] writes an escape.

use std::fmt::{self, Display, Write};

use anstyle::Style;

use crate::visible::Filter;

/// Lines being written. Writing to it cannot fail.
#[derive(Debug, Default)]
pub(super) struct Paper(String);

impl Paper {
    /// Writes in a style.
    pub(super) fn styled(&mut self, style: Style, what: impl Display) {
        // Writing to a string cannot fail.
        let _ = write!(self.0, "{style}");
        let _ = write!(self, "{what}");
        let _ = write!(self.0, "{style:#}");
    }

    /// Ends the line.
    pub(super) fn end_line(&mut self) {
        self.0.push('\n');
    }

    /// All that was written.
    pub(super) fn into_text(self) -> String {
        self.0
    }
}

impl Write for Paper {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        Filter(&mut self.0).write_str(text)
    }
}
