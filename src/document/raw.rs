//! What reading gives: bytes and where they came from.

use std::sync::Arc;

use super::named_enum;
use crate::error::{Lost, Reject, RejectReason, Stage};

named_enum! {
    /// What kind of content the bytes of a [`RawDocument`] are. Containers (JSONL, WARC, feeds) are opened by `read`.
    Format {
        /// Scraped or plain text.
        Text = "text",
        /// A web page.
        Html = "html",
        /// Markdown.
        Markdown = "markdown",
    }
}

/// Metadata that came beside the text (fields of a record, HTTP headers), as it was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenMetadata {
    /// Address of the article.
    pub url: Option<String>,
    /// Headline.
    pub headline: Option<String>,
    /// Date of publication, in whatever form it was given.
    pub published: Option<String>,
    /// Date of the last change, in whatever form it was given.
    pub updated: Option<String>,
    /// Authors; one string may hold several.
    pub authors: Vec<String>,
    /// Name of the outlet.
    pub outlet: Option<String>,
    /// Language, as a BCP 47 tag or an English name.
    pub language: Option<String>,
}

/// What a document without an address is known by, from run to run: the path of its file below its own input root, `/`-joined, with
/// `#record` inside a container. It does not depend on how the input was named, nor on what the document says, so that an edited file keeps
/// its id and two files of the same bytes stay two articles.
///
/// A name is a tail of `source_uri`: after the folder names that tell several roots apart, before the `~2` of a record id met again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StableName(String);

impl StableName {
    /// The name of a file, or of a document that is alone.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The name of a record of this file; `record` begins with `#`.
    #[must_use]
    pub fn record(&self, record: &str) -> Self {
        Self(format!("{}{record}", self.0))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The names that a document of this `source_uri` can have, the likely ones first.
    pub fn possible(uri: &str) -> impl Iterator<Item = &str> {
        let first = uri.rsplit_once('~').filter(|(_, n)| n.parse::<u32>().is_ok_and(|n| n >= 2)).map(|(first, _)| first);
        [Some(uri), first].into_iter().flatten().flat_map(|uri| {
            let tails = uri.match_indices('/').map(move |(at, _)| &uri[at + 1..]);
            std::iter::once(uri).chain(tails)
        })
    }
}

/// Where a document came from: kept by every later stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it is: the path relative to the input root, after names of the root where there are several, with `#record` inside a container.
    /// No two documents of a run have the same.
    pub uri: String,
    /// What its id follows from where it has no address.
    pub name: StableName,
    /// BLAKE3 of the raw bytes, the first 32 hexadecimal digits.
    pub hash: String,
    /// Size of the raw bytes.
    pub byte_count: u64,
    /// Metadata that came with the bytes.
    pub given: GivenMetadata,
}

impl Source {
    /// This document as one that leaves the flow.
    pub fn reject(&self, stage: Stage, reason: RejectReason, message: impl Into<String>) -> Reject {
        Reject { source_uri: self.uri.clone(), stage, reason, message: message.into(), byte_count: Some(self.byte_count), lost: Lost::One }
    }
}

/// One document as it was found.
///
/// For a record of a container `bytes` are those of its text or HTML field after unpacking (UTF-8), so that
/// `blocks.source_start` counts in that field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawDocument {
    /// Where it came from.
    pub source: Arc<Source>,
    /// What the bytes are.
    pub format: Format,
    /// The document, still encoded.
    pub bytes: Vec<u8>,
    /// Whether the bytes are known to be UTF-8, as those of a JSON record are.
    pub is_utf8: bool,
    /// The encoding that a header named (a WHATWG label), if one did.
    pub charset: Option<String>,
}

impl RawDocument {
    /// A document from its bytes; the hash is taken here. Its name is its `uri`, until its file is known.
    pub fn new(uri: impl Into<String>, format: Format, bytes: Vec<u8>, given: GivenMetadata) -> Self {
        let hash = blake3::hash(&bytes).to_hex()[..32].to_owned();
        let uri = uri.into();
        let name = StableName::new(uri.as_str());
        let source = Source { uri, name, hash, byte_count: bytes.len() as u64, given };
        Self { source: Arc::new(source), format, bytes, is_utf8: false, charset: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_again_in_its_uri() {
        let of = |uri| StableName::possible(uri).collect::<Vec<_>>();
        assert_eq!(of("a.txt"), ["a.txt"]);
        assert_eq!(of("north/b/a.jsonl#7~2")[..3], ["north/b/a.jsonl#7~2", "b/a.jsonl#7~2", "a.jsonl#7~2"]);
        assert_eq!(of("north/b/a.jsonl#7~2").last(), Some(&"a.jsonl#7"));
    }
}
