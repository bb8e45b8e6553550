//! All tables of articles at once, article by article.
//!
//! In: the batches of each table, sorted by `article_id`. Out: for every article the rows of all tables (a merge join). Never holds more
//! than a batch of each table and the rows of one article.

use arrow::array::RecordBatch;
use arrow::compute::concat_batches;

use super::checks::{CHECKS, READABLE, Scope};
use super::findings::Findings;
use super::output::Batches;
use super::rows::{Article, ArticleText, Context, Rows, text_at};
use crate::tables::schema::TableSchema;

/// One table being read.
pub(super) struct Cursor {
    schema: &'static TableSchema,
    batches: Batches,
    batch: RecordBatch,
    /// The next row of `batch`.
    at: usize,
    /// The number of the first row of `batch` in the file.
    first: u64,
    /// The article of the last rows that were taken.
    before: Option<String>,
}

impl Cursor {
    /// Before the first row.
    pub(super) fn new(schema: &'static TableSchema, batches: Batches) -> Self {
        Self { schema, batches, batch: RecordBatch::new_empty(schema.arrow.clone()), at: 0, first: 0, before: None }
    }

    /// Whether its rows belong to articles.
    pub(super) fn is_of_articles(&self) -> bool {
        super::keys::is_of_articles(self.schema)
    }

    /// Whether rows are left in the batch, or another batch has some; every batch is checked as it comes.
    fn fill(&mut self, context: &Context, findings: &mut Findings) -> bool {
        while self.at >= self.batch.num_rows() {
            match self.batches.next() {
                None => return false,
                Some(Err(message)) => {
                    findings.of(READABLE).file(self.schema.name.as_str(), || format!("cannot be read further: {message}"));
                    return false;
                }
                Some(Ok(batch)) => {
                    self.first += self.batch.num_rows() as u64;
                    self.batch = batch;
                    self.at = 0;
                    findings.rows += self.batch.num_rows() as u64;
                    self.check_batch(context, findings);
                }
            }
        }
        true
    }

    fn check_batch(&self, context: &Context, findings: &mut Findings) {
        let rows = Rows { schema: self.schema, batch: self.batch.clone(), first: self.first, before: None, context };
        for (n, check) in CHECKS.iter().enumerate() {
            if let Scope::Rows(run) = check.scope {
                run(&rows, &mut findings.of(n));
            }
        }
    }

    /// Checks batch after batch to the end: what is done with a table that belongs to no article.
    pub(super) fn drain(mut self, context: &Context, findings: &mut Findings) {
        while self.fill(context, findings) {
            self.at = self.batch.num_rows();
        }
    }

    /// The article of the next row; a null counts as "", which the check of required values reports.
    fn key(&self) -> &str {
        self.key_at(self.at)
    }

    fn key_at(&self, n: usize) -> &str {
        use arrow::array::AsArray;
        let keys = self.batch.column_by_name("article_id").and_then(|c| c.as_string_opt::<i32>());
        keys.and_then(|k| text_at(k, n)).unwrap_or_default()
    }

    /// Takes the rows of an article from here on; there may be none.
    fn take<'c>(&mut self, article: &str, context: &'c Context, findings: &mut Findings) -> Rows<'c> {
        let mut parts = Vec::new();
        let mut first = self.first + self.at as u64;
        while self.fill(context, findings) && self.key() == article {
            let mut end = self.at + 1;
            while end < self.batch.num_rows() && self.key_at(end) == article {
                end += 1;
            }
            if parts.is_empty() {
                first = self.first + self.at as u64;
            }
            parts.push(self.batch.slice(self.at, end - self.at));
            self.at = end;
        }
        let batch = match parts.len() {
            0 => self.batch.slice(0, 0),
            1 => parts.swap_remove(0),
            _ => concat_batches(&parts[0].schema(), &parts).unwrap_or_else(|_| self.batch.slice(0, 0)),
        };
        let before = if batch.num_rows() > 0 { self.before.replace(article.to_owned()) } else { None };
        Rows { schema: self.schema, batch, first, before, context }
    }
}

/// Runs the checks of rows and of articles over these tables.
pub(super) fn join(mut cursors: Vec<Cursor>, context: &Context, findings: &mut Findings) {
    loop {
        let mut next: Option<String> = None;
        for cursor in &mut cursors {
            if cursor.fill(context, findings) && next.as_deref().is_none_or(|n| cursor.key() < n) {
                next = Some(cursor.key().to_owned());
            }
        }
        let Some(id) = next else { return };
        let tables: Vec<Rows<'_>> = cursors.iter_mut().map(|c| c.take(&id, context, findings)).collect();
        check_article(&id, &tables, findings);
    }
}

fn check_article(id: &str, tables: &[Rows<'_>], findings: &mut Findings) {
    let articles = tables.iter().find(|r| r.table() == "articles");
    findings.articles += articles.map_or(0, |a| a.len() as u64);
    let text = articles.and_then(|a| a.text_of("text", 0)).map(ArticleText::new);
    let article = Article { id, tables, text };
    for (n, check) in CHECKS.iter().enumerate() {
        if let Scope::Article(run) = check.scope {
            run(&article, &mut findings.of(n));
        }
    }
}
