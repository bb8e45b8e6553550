//! What a page was found to say about itself.
//!
//! In: statements as they are met. Out: all of them, ranked, once it is known where the text begins. Never decides between them.

use crate::document::{Metadata, MetadataField, Rule};

/// How much less elements inside and after the text are trusted than those before it.
const AFTER: u16 = 6;

/// What was found.
#[derive(Debug, Default)]
pub struct PageStatements {
    /// Statements.
    pub statements: Vec<Metadata>,
    /// Statements of elements of the page, with the element's number.
    pub(super) placed: Vec<(usize, Metadata)>,
    /// Headlines as the page's head gives them, the surest first.
    pub headlines: Vec<(String, &'static str)>,
    /// The article's text as JSON-LD repeats it.
    pub body: Option<String>,
}

impl PageStatements {
    /// Notes what an element says.
    pub(super) fn place(&mut self, n: usize, field: MetadataField, value: impl Into<String>, rule: &'static str, rank: u16) {
        self.placed.push((n, Metadata { field, value: value.into(), rule: Rule(rule), rank }));
    }

    /// Notes what no element of the body says.
    pub(super) fn note(&mut self, field: MetadataField, value: impl Into<String>, rule: &'static str, rank: u16) {
        self.statements.push(Metadata { field, value: value.into(), rule: Rule(rule), rank });
    }

    /// The outlet's name as the page states it.
    pub fn outlet(&self) -> Option<&str> {
        self.statements.iter().filter(|m| m.field == MetadataField::Outlet).min_by_key(|m| m.rank).map(|m| m.value.as_str())
    }

    /// All statements, once it is known where the text begins: who and when stands before it, and who stands after it may be another
    /// story's author.
    pub fn settle(mut self, text_start: usize) -> Vec<Metadata> {
        let nearest_after = self.placed.iter().filter(|(n, m)| *n > text_start && m.field == MetadataField::Author).map(|(n, _)| *n).min();
        for (n, mut statement) in std::mem::take(&mut self.placed) {
            if n > text_start {
                // Of the authors after the text the first is this one's.
                if statement.field == MetadataField::Author && nearest_after.is_some_and(|first| n > first + 8) {
                    continue;
                }
                statement.rank += AFTER;
            }
            self.statements.push(statement);
        }
        self.statements
    }
}
