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

/// Where a document came from: kept by every later stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Path relative to the input root, with `#record` inside a container.
    pub uri: String,
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
    /// A document from its bytes; the hash is taken here.
    pub fn new(uri: impl Into<String>, format: Format, bytes: Vec<u8>, given: GivenMetadata) -> Self {
        let hash = blake3::hash(&bytes).to_hex()[..32].to_owned();
        let source = Source { uri: uri.into(), hash, byte_count: bytes.len() as u64, given };
        Self { source: Arc::new(source), format, bytes, is_utf8: false, charset: None }
    }
}
