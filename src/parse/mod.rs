//! Stage `parse`: what each part of the page is.
//!
//! In: [`RawDocument`]. Out: [`ParsedArticle`]. Never changes a character: blocks are ranges of the decoded text.

use crate::document::{Decoded, ParsedArticle, ParsedBlock, RawDocument, Role, Rule};
use crate::error::{Reject, RejectReason, Stage};
use crate::offsets::OffsetMap;
use crate::span::Span;

/// How pages are taken apart.
#[derive(Clone, Debug, Default)]
pub struct Options {}

/// Takes a document apart.
///
/// # Errors
/// An empty or undecodable document.
pub fn parse(raw: RawDocument, _options: &Options) -> Result<ParsedArticle, Reject> {
    let text = String::from_utf8_lossy(&raw.bytes).into_owned();
    if text.trim().is_empty() {
        return Err(Reject {
            source_uri: raw.source.uri.clone(),
            stage: Stage::Parse,
            reason: RejectReason::Empty,
            message: "the document is empty".into(),
            byte_count: Some(raw.source.byte_count),
        });
    }
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trimmed(&text);
        at += line.len();
        if !span.is_empty() {
            let role = if blocks.is_empty() { Role::Headline } else { Role::Paragraph };
            blocks.push(ParsedBlock::plain(role, Rule("line"), span));
        }
    }
    let to_raw = OffsetMap::identity(text.len());
    Ok(ParsedArticle { source: raw.source, decoded: Decoded { text, to_raw, encoding: "UTF-8" }, blocks, metadata: vec![], flags: vec![] })
}
