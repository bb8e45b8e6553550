//! `newsgrain check`: whether an output keeps the contract and its invariants.
//!
//! In: an output directory, of whatever version and state, or record batches. Out: [`Findings`]. Never repairs and never panics: what is
//! damaged is a violation. Memory holds a batch of each table, the rows of one article, and the keys of tables across articles.
//!
//! | file | what |
//! |---|---|
//! | `checks.rs` | every check |
//! | `place.rs` | where the tables lie |
//! | `output.rs` | the directory as it is found |
//! | `merge.rs` | all tables of articles at once, article by article |
//! | `rows.rs` | rows and articles as the checks see them |
//! | `layout.rs` `files.rs` `columns.rs` `values.rs` `keys.rs` `spans.rs` `facts.rs` | the checks of form |
//! | `texts.rs` `figures.rs` `numbers.rs` `days.rs` `names.rs` | the checks of what columns say of each other and of the text |
//! | `sources.rs` | blocks against the documents they were made of |
//! | `findings.rs` | what is reported |

mod checks;
mod columns;
mod days;
mod facts;
mod figures;
mod files;
mod findings;
mod keys;
mod layout;
mod merge;
mod names;
mod numbers;
mod output;
mod place;
mod rows;
mod sources;
mod spans;
mod texts;
mod values;

use std::path::Path;

use arrow::array::RecordBatch;

pub use checks::{CHECKS, Check};
pub use findings::{Compared, Findings, Kind, Violation};
pub use sources::SourceOptions;

use crate::error::Result;
use crate::tables::schema::TableSchema;
use checks::{READABLE, Scope};
use merge::Cursor;
use output::Output;
use rows::Context;

/// How an output is checked.
#[derive(Clone, Debug)]
pub struct Options {
    /// Violations of each kind that are kept; the others are counted.
    pub limit: usize,
    /// The documents that the output was made of, if they are to be looked at.
    pub sources: Option<SourceOptions>,
}

impl Default for Options {
    fn default() -> Self {
        Self { limit: 10, sources: None }
    }
}

/// Checks an output directory.
///
/// # Errors
/// The directory cannot be read or holds no output; a source cannot be found. What is wrong with the output is no error.
pub fn directory(dir: &Path, options: &Options) -> Result<Findings> {
    let output = Output::open(dir)?;
    let mut findings = Findings::new(CHECKS.iter().map(|c| c.name), options.limit);
    findings.tables = output.readable().len();
    for (n, check) in CHECKS.iter().enumerate() {
        match (check.scope, &options.sources) {
            (Scope::Output(run), _) => run(&output, &mut findings.of(n)),
            (Scope::Sources, Some(sources)) => findings.compared = Some(sources::compare(&output, sources, &mut findings.of(n))?),
            _ => {}
        }
    }
    let is_of_this_program = output.is_of_this_program();
    let context = Context { tables: output.readable(), keys: keys::key_sets(&output), is_of_this_program };
    let mut cursors = Vec::new();
    for table in &output.tables {
        let Some(schema) = table.schema.filter(|_| table.footer.is_ok()) else { continue };
        match table.batches(None) {
            Ok(batches) => cursors.push(Cursor::new(schema, batches)),
            Err(message) => findings.of(READABLE).file(schema.name.as_str(), || message),
        }
    }
    stream(cursors, &context, &mut findings);
    Ok(findings)
}

/// Checks rows in memory: the tables of articles as [`RowSet::finish`](crate::tables::RowSet::finish) gives them, sorted by article.
/// What is about files or about tables across articles is not looked at.
pub fn batches(tables: impl IntoIterator<Item = (&'static TableSchema, RecordBatch)>, limit: usize) -> Findings {
    let mut findings = Findings::new(CHECKS.iter().map(|c| c.name), limit);
    let of_articles = |schema: &TableSchema| keys::is_of_articles(schema);
    let tables: Vec<_> = tables.into_iter().filter(|(schema, _)| of_articles(schema)).collect();
    findings.tables = tables.len();
    let context = Context { tables: tables.iter().map(|(s, _)| s.name.as_str()).collect(), is_of_this_program: true, ..Context::default() };
    let cursors = tables.into_iter().map(|(schema, batch)| Cursor::new(schema, Box::new(std::iter::once(Ok(batch)))));
    stream(cursors.collect(), &context, &mut findings);
    findings
}

/// Runs the checks of rows and articles.
fn stream(cursors: Vec<Cursor>, context: &Context, findings: &mut Findings) {
    let (joined, across): (Vec<Cursor>, Vec<Cursor>) = cursors.into_iter().partition(Cursor::is_of_articles);
    merge::join(joined, context, findings);
    across.into_iter().for_each(|cursor| cursor.drain(context, findings));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_has_a_name_of_its_own() {
        let mut names: Vec<_> = CHECKS.iter().map(|c| c.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), CHECKS.len());
        assert_eq!(CHECKS[READABLE].name, "readable");
    }
}
