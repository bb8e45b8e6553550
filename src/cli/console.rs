//! Standard output and standard error: the only place that writes to them.
//!
//! In: results, and words about the work. Out: bytes. Never panics and never ends the work: what standard output does not take is
//! remembered and becomes the exit code, what standard error does not take is lost. Never lets text of others steer a terminal.

use std::io::{self, ErrorKind, Write};

use anstream::{AutoStream, ColorChoice};

use crate::visible::visible;

/// Standard output.
pub(super) struct Results {
    stream: AutoStream<io::Stdout>,
    /// Why nothing more is written.
    refused: Option<io::Error>,
}

impl Results {
    /// Standard output, with colours where a terminal shows it.
    pub(super) fn new() -> Self {
        Self { stream: anstream::stdout(), refused: None }
    }

    /// Whether colours are shown.
    pub(super) fn has_colours(&self) -> bool {
        self.stream.current_choice() != ColorChoice::Never
    }

    /// Whether anybody still reads: whoever has much to show asks before going on.
    pub(super) fn is_heard(&self) -> bool {
        self.refused.is_none()
    }

    /// Shows a text. Lines and tabs stay, every other control or hidden character becomes a symbol.
    pub(super) fn show(&mut self, text: &str) {
        self.show_styled(&lines(text));
    }

    /// Shows a text that holds styles, and nothing of others that was not made visible.
    pub(super) fn show_styled(&mut self, text: &str) {
        if self.refused.is_none() {
            self.refused = self.stream.write_all(text.as_bytes()).and_then(|()| self.stream.flush()).err();
        }
    }

    /// Why standard output did not take the results. A reader that has seen enough is no failure, a full disk is one.
    pub(super) fn close(self) -> Option<io::Error> {
        self.refused.filter(|error| error.kind() != ErrorKind::BrokenPipe)
    }
}

/// Writes to standard error, as a whole; where that is full or closed the words are lost and the work goes on.
pub(super) fn tell(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// A text with its lines and tabs, and symbols for all that does not show or steers a terminal.
pub(super) fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(['\n', '\t']) {
        let body = piece.trim_end_matches(['\n', '\t']);
        out.push_str(&visible(body));
        out.push_str(&piece[body.len()..]);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn lines_and_tabs_stay_and_escapes_do_not() {
        assert_eq!(super::lines("text\ta\u{1b}[2J.txt\n\nb\r\n"), "text\ta␛[2J.txt\n\nb␍\n");
    }
}
