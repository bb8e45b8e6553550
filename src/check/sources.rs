//! The check of blocks against the documents they were made of.
//!
//! In: an output and the sources it was made of. Out: violations of `blocks`. Reads the documents through `read`, as a run does; holds
//! some of them at a time, and passes over `blocks` once for each such lot.

use std::collections::{HashMap, HashSet};

use super::findings::{Finder, excerpt};
use super::output::Output;
use super::rows::Rows;
use crate::document::{Decoded, Format, RawDocument};
use crate::error::Result;
use crate::normalise::normalise_fragment;
use crate::parse;
use crate::read::{self, Sources};
use crate::span::Span;

/// Bytes of documents held at a time.
const LOT_BYTES: usize = 128 << 20;

/// The documents that an output was made of.
#[derive(Clone, Debug)]
pub struct SourceOptions {
    /// Where they are: the inputs of the run, as they were given to it.
    pub sources: Sources,
    /// How they are read.
    pub read: read::Options,
}

/// What the blocks of an article are compared with.
struct Known {
    article: String,
    hash: String,
}

/// Compares every block with the bytes it names.
///
/// # Errors
/// A source cannot be found.
pub(super) fn compare(output: &Output, options: &SourceOptions, finder: &mut Finder<'_>) -> Result<()> {
    let mut known = articles(output);
    let files = options.sources.find()?;
    let mut lot = Lot::default();
    for file in &files {
        let Ok(stream) = file.open() else { continue };
        for document in read::documents(file, stream, &options.read).flatten() {
            // A duplicate has the path of an article and was rejected; the first document of a path is the article.
            let Some(article) = known.remove(&document.source.uri) else { continue };
            if article.hash != document.source.hash {
                finder.file("articles", || format!("{} is another document now than when it was read", document.source.uri));
                continue;
            }
            lot.bytes += document.bytes.len();
            lot.documents.insert(article.article, document);
            if lot.bytes >= LOT_BYTES {
                std::mem::take(&mut lot).compare(output, finder);
            }
        }
    }
    lot.compare(output, finder);
    let mut missing: Vec<&String> = known.keys().collect();
    missing.sort_unstable();
    for uri in missing {
        finder.file("articles", || format!("{uri} is not among the sources"));
    }
    Ok(())
}

/// The articles of the output by their path in the sources.
fn articles(output: &Output) -> HashMap<String, Known> {
    let mut known = HashMap::new();
    let Some(table) = output.table("articles") else { return known };
    table.each(&["article_id", "source_uri", "source_hash"], |rows| {
        for n in 0..rows.len() {
            if let (Some(article), Some(uri), Some(hash)) =
                (rows.text_of("article_id", n), rows.text_of("source_uri", n), rows.text_of("source_hash", n))
            {
                known.insert(uri.to_owned(), Known { article: article.to_owned(), hash: hash.to_owned() });
            }
        }
    });
    known
}

/// Some documents, by the id of their article.
#[derive(Default)]
struct Lot {
    documents: HashMap<String, RawDocument>,
    bytes: usize,
}

impl Lot {
    fn compare(self, output: &Output, finder: &mut Finder<'_>) {
        let Some(blocks) = output.table("blocks").filter(|b| b.footer.is_ok() && !self.documents.is_empty()) else { return };
        let mut seen = HashSet::new();
        // The blocks of an article stand together, so that each document is decoded once.
        let mut open: Option<Open<'_>> = None;
        blocks.each(&["article_id", "text", "source_start", "source_end"], |rows| {
            for n in 0..rows.len() {
                let Some((id, document)) = rows.text_of("article_id", n).and_then(|id| self.documents.get_key_value(id)) else { continue };
                if open.as_ref().is_none_or(|o| o.article != id) {
                    open = Some(Open::new(id, document));
                    seen.insert(id.as_str());
                }
                open.iter().for_each(|o| o.block(rows, n, finder));
            }
        });
        let mut without: Vec<_> = self.documents.iter().filter(|(id, _)| !seen.contains(id.as_str())).collect();
        without.sort_unstable_by_key(|(id, _)| id.as_str());
        for (id, document) in without {
            finder.file("blocks", || format!("article {id} ({}) has no blocks", document.source.uri));
        }
    }
}

/// A document whose blocks are compared.
struct Open<'d> {
    article: &'d str,
    document: &'d RawDocument,
    /// None where the bytes are no text now.
    decoded: Option<Decoded>,
}

impl<'d> Open<'d> {
    fn new(article: &'d str, document: &'d RawDocument) -> Self {
        let decoded = parse::decode_document(document).ok().map(|(decoded, _)| decoded);
        Self { article, document, decoded }
    }

    /// Compares one block.
    fn block(&self, rows: &Rows<'_>, n: usize, finder: &mut Finder<'_>) {
        let offset = |column: &str| rows.int(column).and_then(|c| c.get(n)).and_then(|v| usize::try_from(v).ok());
        let (Some(start), Some(end), Some(told)) = (offset("source_start"), offset("source_end"), rows.text_of("text", n)) else { return };
        let size = self.document.bytes.len();
        if start >= end || end > size {
            finder.row("blocks", rows.number(n), || format!("{start}..{end} is no range of the document of {size} bytes"));
            return;
        }
        let Some(decoded) = self.decoded.as_ref() else { return };
        let piece = decoded.to_raw.made_of(Span::new(start, end)).of(&decoded.text);
        let found = match self.document.format {
            Format::Text => normalise_fragment(piece),
            Format::Html => parse::html_fragment(piece),
            // Marks inside a line depend on the lines around it.
            Format::Markdown => return,
        };
        if found != told {
            finder.row("blocks", rows.number(n), || format!("its bytes read {}, the row says {}", excerpt(&found), excerpt(told)));
        }
    }
}
