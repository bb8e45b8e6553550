//! The check of blocks against the documents they were made of.
//!
//! In: an output and the sources it was made of. Out: violations of `blocks`. Reads the documents through `read`, as a run does; holds
//! some of them at a time, and passes over `blocks` once for each such lot. Documents are found again by the ends of their names, so that the
//! inputs may be given by another path than to the run, and by their bytes where a name is there twice.

use std::collections::{HashMap, HashSet};

use super::findings::{Compared, Finder, excerpt};
use super::output::{ManifestInput, Output};
use super::rows::Rows;
use crate::document::{Decoded, Format, RawDocument};
use crate::error::Result;
use crate::parse;
use crate::read::{self, Digest, Hashed, Sources};
use crate::span::Span;
use crate::text::clean;
use crate::write::layout;

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
struct KnownDocument {
    uri: String,
    article: String,
    hash: String,
    /// Whether its document was found.
    is_found: bool,
    /// Whether another document of its name was found.
    is_met: bool,
}

/// Compares every block with the bytes it names, and the files with those that the manifest says were read.
///
/// # Errors
/// A source cannot be found.
pub(super) fn compare(output: &Output, options: &SourceOptions, finder: &mut Finder<'_>) -> Result<Compared> {
    let mut known = Articles::of(output);
    let mut inputs = Inputs::of(output);
    let mut compared = Compared::default();
    let mut lot = Lot::default();
    for file in &options.sources.find()? {
        let Ok(inner) = file.open() else {
            // Nothing was read of it by the run either: a pipe, a link that leads nowhere.
            inputs.read(&file.uri, &Digest::default());
            continue;
        };
        let (stream, digest) = Hashed::new(inner);
        for document in read::documents(file, Box::new(stream), &options.read).flatten() {
            let Some(article) = known.take(&document.source.uri, &document.source.hash) else { continue };
            compared.documents += 1;
            lot.bytes += document.bytes.len();
            lot.documents.insert(article, document);
            if lot.bytes >= LOT_BYTES {
                std::mem::take(&mut lot).compare(output, &mut compared, finder);
            }
        }
        inputs.read(&file.uri, &digest.so_far());
    }
    lot.compare(output, &mut compared, finder);
    known.report(finder);
    inputs.report(finder);
    if output.table("blocks").is_none() || output.table("articles").is_none() {
        finder.note("without articles and blocks nothing can be compared with the sources".into());
    }
    Ok(compared)
}

/// What a name ends in, by which it is looked up: the input may have been given by another path than to the run.
fn last_part(name: &str) -> &str {
    name.rsplit_once('/').map_or(name, |(_, last)| last)
}

/// How many parts of the path two names share at their ends, if one of them ends in the other.
fn shared(one: &str, other: &str) -> Option<usize> {
    let (long, short) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    let short = short.trim_start_matches('/');
    let rest = long.strip_suffix(short)?;
    (rest.is_empty() || rest.ends_with('/')).then_some(short.len())
}

/// The articles of the output, by the ends of their names.
struct Articles {
    all: Vec<KnownDocument>,
    by_end: HashMap<String, Vec<usize>>,
}

impl Articles {
    fn of(output: &Output) -> Self {
        let mut found = Self { all: Vec::new(), by_end: HashMap::new() };
        let Some(table) = output.table("articles") else { return found };
        table.each(&["article_id", "source_uri", "source_hash"], |rows| {
            for n in 0..rows.len() {
                let text = |column: &str| rows.text_of(column, n).map(str::to_owned);
                if let (Some(article), Some(uri), Some(hash)) = (text("article_id"), text("source_uri"), text("source_hash")) {
                    found.by_end.entry(last_part(&uri).to_owned()).or_default().push(found.all.len());
                    found.all.push(KnownDocument { uri, article, hash, is_found: false, is_met: false });
                }
            }
        });
        found
    }

    /// The article of a document: of those whose name it may bear the one that was made of these very bytes. A duplicate bears the name of
    /// an article and was rejected; so may another record of the file.
    fn take(&mut self, uri: &str, hash: &str) -> Option<String> {
        let all = &mut self.all;
        let mut best: Option<(usize, usize)> = None;
        for number in self.by_end.get(last_part(uri))? {
            let Some(known) = all.get_mut(*number) else { continue };
            let Some(length) = shared(&known.uri, uri) else { continue };
            known.is_met = true;
            if !known.is_found && known.hash == hash && best.is_none_or(|(longest, _)| length > longest) {
                best = Some((length, *number));
            }
        }
        let known = all.get_mut(best?.1)?;
        known.is_found = true;
        Some(known.article.clone())
    }

    /// Says what was not found.
    fn report(&self, finder: &mut Finder<'_>) {
        let mut missing: Vec<&KnownDocument> = self.all.iter().filter(|k| !k.is_found).collect();
        missing.sort_unstable_by_key(|k| &k.uri);
        for known in missing {
            let uri = &known.uri;
            finder.file("articles", || match known.is_met {
                true => format!("{uri} is another document now than when it was read"),
                false => format!("{uri} is not among the sources"),
            });
        }
    }
}

/// The inputs that the manifest lists.
struct Inputs {
    all: Vec<(ManifestInput, bool)>,
    wrong: Vec<String>,
}

impl Inputs {
    fn of(output: &Output) -> Self {
        let listed = output.manifest.iter().flat_map(|m| m.inputs.iter().cloned());
        Self { all: listed.map(|input| (input, false)).collect(), wrong: Vec::new() }
    }

    /// Compares a file that was read with what the manifest says of it.
    fn read(&mut self, uri: &str, digest: &Digest) {
        let bears = |input: &ManifestInput| shared(&input.path, uri);
        let Some(longest) = self.all.iter().filter_map(|(input, _)| bears(input)).max() else { return };
        let hash = digest.hash();
        let mut named = self.all.iter_mut().filter(|(input, _)| bears(input) == Some(longest));
        match named.find(|(input, is_read)| !is_read && input.bytes == digest.bytes && input.hash == hash) {
            Some((_, is_read)) => *is_read = true,
            None => self.wrong.push(uri.to_owned()),
        }
    }

    /// Says what is another file now, and what was not found.
    fn report(&self, finder: &mut Finder<'_>) {
        for (input, _) in self.all.iter().filter(|(_, is_read)| !is_read) {
            let changed = self.wrong.iter().any(|uri| shared(&input.path, uri).is_some());
            let path = &input.path;
            finder.file(layout::MANIFEST, || match changed {
                true => format!("the input {path} has another size or hash than the file has now"),
                false => format!("the input {path} is not among the sources"),
            });
        }
    }
}

/// Some documents, by the id of their article.
#[derive(Default)]
struct Lot {
    documents: HashMap<String, RawDocument>,
    bytes: usize,
}

impl Lot {
    fn compare(self, output: &Output, compared: &mut Compared, finder: &mut Finder<'_>) {
        let Some(blocks) = output.table("blocks").filter(|b| b.footer.is_ok() && !self.documents.is_empty()) else { return };
        let mut seen = HashSet::new();
        // The blocks of an article stand together, so that each document is decoded once.
        let mut open: Option<OpenSource<'_>> = None;
        blocks.each(&["article_id", "text", "source_start", "source_end"], |rows| {
            for n in 0..rows.len() {
                let Some((id, document)) = rows.text_of("article_id", n).and_then(|id| self.documents.get_key_value(id)) else { continue };
                if open.as_ref().is_none_or(|o| o.article != id) {
                    open = Some(OpenSource::new(id, document));
                    seen.insert(id.as_str());
                }
                open.iter().for_each(|o| o.block(rows, n, compared, finder));
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
struct OpenSource<'d> {
    article: &'d str,
    document: &'d RawDocument,
    /// None where the bytes are no text now.
    decoded: Option<Decoded>,
}

impl<'d> OpenSource<'d> {
    fn new(article: &'d str, document: &'d RawDocument) -> Self {
        let decoded = parse::decode_document(document).ok().map(|(decoded, _)| decoded);
        Self { article, document, decoded }
    }

    /// Compares one block.
    fn block(&self, rows: &Rows<'_>, n: usize, compared: &mut Compared, finder: &mut Finder<'_>) {
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
            Format::Text => clean::fragment(piece),
            Format::Html => parse::html_fragment(piece),
            Format::Markdown => {
                compared.ranges += 1;
                return;
            }
        };
        compared.blocks += 1;
        if found != told {
            finder.row("blocks", rows.number(n), || format!("its bytes read {}, the row says {}", excerpt(&found), excerpt(told)));
        }
    }
}
