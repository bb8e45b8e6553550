//! What the checks found.
//!
//! In: violations and notes, one by one. Out: [`Findings`]: some of each kind as sentences, all of them as counts. Never keeps more
//! than a limit of each kind, so that a table of garbage costs no more memory than a clean one.

use std::borrow::Cow;
use std::fmt;

use crate::visible::visible;

/// One thing that is not as the contract says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The table, or the file where it is none.
    pub table: Cow<'static, str>,
    /// The row, counted from 0 over the whole file, where there is one.
    pub row: Option<u64>,
    /// What is wrong with it.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.row {
            Some(row) => write!(f, "{} row {row}: {}", visible(&self.table), visible(&self.what)),
            None => write!(f, "{}: {}", visible(&self.table), visible(&self.what)),
        }
    }
}

/// What one check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Name of the check.
    pub check: &'static str,
    /// How often it was violated.
    pub count: u64,
    /// The first of the violations, as many as the limit allows.
    pub shown: Vec<Violation>,
}

/// How much was compared with the sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Documents that were found again.
    pub documents: u64,
    /// Blocks whose bytes were read again.
    pub blocks: u64,
    /// Blocks of Markdown, of which only the range of bytes was looked at: marks inside a line depend on the lines around it.
    pub ranges: u64,
}

/// What all checks found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    /// One entry a check, in the order of [`CHECKS`](super::CHECKS).
    pub kinds: Vec<Kind>,
    /// What could not be checked, and why: no violations.
    pub notes: Vec<String>,
    /// Tables that were read.
    pub tables: usize,
    /// Rows that were read.
    pub rows: u64,
    /// Articles among them.
    pub articles: u64,
    /// What was compared with the sources, where that was asked for.
    pub compared: Option<Compared>,
    limit: usize,
}

impl Findings {
    /// Nothing yet; of each kind at most `limit` violations are kept.
    pub(super) fn new(checks: impl Iterator<Item = &'static str>, limit: usize) -> Self {
        let kinds = checks.map(|check| Kind { check, count: 0, shown: Vec::new() }).collect();
        Self { kinds, notes: Vec::new(), tables: 0, rows: 0, articles: 0, compared: None, limit }
    }

    /// Where the check of this number reports to.
    pub(super) fn of(&mut self, check: usize) -> Finder<'_> {
        Finder { kind: self.kinds.get_mut(check), notes: &mut self.notes, limit: self.limit }
    }

    /// All violations.
    pub fn count(&self) -> u64 {
        self.kinds.iter().map(|k| k.count).sum()
    }

    /// Whether there is no violation.
    pub fn is_clean(&self) -> bool {
        self.count() == 0
    }

    /// How often a check was violated.
    pub fn count_of(&self, check: &str) -> u64 {
        self.kinds.iter().filter(|k| k.check == check).map(|k| k.count).sum()
    }

    /// One line: what was read, and what came of it.
    pub fn summary(&self) -> String {
        let kinds: Vec<String> = self.kinds.iter().filter(|k| k.count > 0).map(|k| format!("{} {}", k.check, k.count)).collect();
        let verdict = match self.count() {
            0 => "no violations".to_owned(),
            1 => format!("1 violation ({})", kinds.join(", ")),
            count => format!("{count} violations ({})", kinds.join(", ")),
        };
        let compared = self.compared.map_or(String::new(), |c| {
            let ranges = if c.ranges > 0 { format!(" ({} of Markdown by their place alone)", c.ranges) } else { String::new() };
            format!(", {} blocks{ranges} against {} documents", c.blocks + c.ranges, c.documents)
        });
        let Self { tables, rows, articles, .. } = self;
        format!("{} checks over {tables} tables, {rows} rows, {articles} articles{compared}: {verdict}", self.kinds.len())
    }
}

impl fmt::Display for Findings {
    /// The violations kept, kind by kind, the notes, and the summary: a line each.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for kind in &self.kinds {
            for violation in &kind.shown {
                writeln!(f, "{violation} [{}]", kind.check)?;
            }
            let more = kind.count - kind.shown.len() as u64;
            if more > 0 {
                writeln!(f, "... and {more} more [{}]", kind.check)?;
            }
        }
        for note in &self.notes {
            writeln!(f, "note: {}", visible(note))?;
        }
        writeln!(f, "{}", self.summary())
    }
}

/// What a check reports to.
pub(super) struct Finder<'f> {
    kind: Option<&'f mut Kind>,
    notes: &'f mut Vec<String>,
    limit: usize,
}

impl Finder<'_> {
    /// A violation in a row of a table.
    pub(super) fn row(&mut self, table: &'static str, row: u64, what: impl FnOnce() -> String) {
        self.violation(table.into(), Some(row), what);
    }

    /// A violation of a whole table or file.
    pub(super) fn file(&mut self, name: impl Into<Cow<'static, str>>, what: impl FnOnce() -> String) {
        self.violation(name.into(), None, what);
    }

    fn violation(&mut self, table: Cow<'static, str>, row: Option<u64>, what: impl FnOnce() -> String) {
        if let Some(kind) = &mut self.kind {
            kind.count += 1;
            if kind.shown.len() < self.limit {
                kind.shown.push(Violation { table, row, what: what() });
            }
        }
    }

    /// Something that could not be checked; said once.
    pub(super) fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

/// A text for a message: in quotation marks, not too long.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{:?}...", text.get(..cut).unwrap_or_default()),
        None => format!("{text:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_acts_upon_is_shown() {
        let violation = Violation { table: "a\u{1b}[2J".into(), row: Some(1), what: "b\u{202e}c\u{9b}\n".into() };
        assert_eq!(violation.to_string(), "a␛[2J row 1: b⟨U+202E⟩c⟨U+009B⟩␊");
    }
}
