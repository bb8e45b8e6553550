//! One article to rows: the core as a program calls it.
//!
//! In: a file of plain text, HTML or Markdown, by its ending. Out: its quotes and figures on standard output, and how many rows each table has.
//! Never writes a table.
//!
//! `cargo run --example one_article -- data/articles/wire/two-cities-locusts.txt`

use std::error::Error;
use std::path::Path;

use newsgrain::document::{Format, GivenMetadata, RawDocument, TaggedArticle};
use newsgrain::extract::Extractor;
use newsgrain::tables::{RowSet, SCHEMAS};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("the path of an article is missing")?;
    let article = article(path.as_ref())?;
    for quote in &article.quotes {
        println!("{:8} {:?}  [{}]", quote.kind.name(), quote.span.of(article.text()), quote.rule);
    }
    for figure in &article.figures {
        println!("{:8} {:?} = {:?}  [{}]", figure.kind.name(), figure.span.of(article.text()), figure.value, figure.rule);
    }
    for (table, rows) in row_counts(&article)? {
        println!("{rows:6} rows of {table}");
    }
    Ok(())
}

/// The article in a file, with everything found in it. What is none is a [`newsgrain::error::Reject`]: a reason and a sentence.
pub fn article(path: &Path) -> Result<TaggedArticle, Box<dyn Error>> {
    let format = match path.extension().and_then(|e| e.to_str()) {
        Some("html") => Format::Html,
        Some("md") => Format::Markdown,
        _ => Format::Text,
    };
    // What is known from elsewhere goes before what the text says: an address, a date of publication, an outlet.
    let given = GivenMetadata { outlet: Some("The Harbour Post".into()), ..GivenMetadata::default() };
    let raw = RawDocument::new(path.to_string_lossy(), format, std::fs::read(path)?, given);
    // An extractor is made once and shared by all threads; each document is a call of its own.
    Extractor::default().extract_guarded(raw).map_err(|reject| reject.message.into())
}

/// How many rows an article has in each table: the batches are typed by the schemas, also where they are empty.
pub fn row_counts(article: &TaggedArticle) -> Result<Vec<(&'static str, usize)>, Box<dyn Error>> {
    let mut rows = RowSet::default();
    rows.push(article);
    let batches = rows.finish()?;
    Ok(SCHEMAS.iter().zip(&batches).map(|(schema, batch)| (schema.name.as_str(), batch.num_rows())).collect())
}
