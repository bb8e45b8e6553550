//! Stage `normalise`: one clean text and canonical metadata.
//!
//! In: [`ParsedArticle`]. Out: [`NormalisedArticle`]. Never loses the way back: every character of the clean text maps to the bytes it
//! came from.

use crate::document::{ArticleId, Block, BlockText, NormalisedArticle, ParsedArticle, Role};
use crate::error::Reject;
use crate::span::{SourceRange, Span};

/// How text is cleaned.
#[derive(Clone, Debug, Default)]
pub struct Options {}

/// Cleans the text of an article and settles its metadata.
///
/// # Errors
/// An article of which nothing but furniture is left.
pub fn normalise(parsed: ParsedArticle, _options: &Options) -> Result<NormalisedArticle, Reject> {
    let given = &parsed.source.given;
    let mut text = String::new();
    let mut blocks = Vec::new();
    let mut headline = given.headline.clone();
    let mut body_start = None;
    for block in &parsed.blocks {
        let words: String = block.runs.iter().map(|r| r.span.of(&parsed.decoded.text)).collect();
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&words);
        if block.role == Role::Headline {
            headline.get_or_insert(words);
        } else {
            body_start.get_or_insert(start as u32);
        }
        let raw = block.runs.first().map_or(Span::default(), |r| parsed.decoded.to_raw.source_of(r.span));
        blocks.push(Block {
            role: block.role,
            rule: block.rule,
            text: BlockText::Inside(Span::new(start, text.len())),
            source: SourceRange { start: raw.start.into(), end: raw.end.into() },
        });
    }
    Ok(NormalisedArticle {
        id: ArticleId::of(given.url.as_deref().unwrap_or(&parsed.source.uri)),
        url: given.url.clone(),
        outlet: given.outlet.clone(),
        outlet_domain: None,
        headline,
        subheadline: None,
        authors: given.authors.clone(),
        agency: None,
        dateline_place: None,
        published: None,
        updated: None,
        language: Some("en".into()),
        body_start: body_start.unwrap_or(text.len() as u32),
        text,
        blocks,
        flags: parsed.flags,
        source: parsed.source,
    })
}
