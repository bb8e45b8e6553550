//! Stage `parse`: what each part of the page is.
//!
//! In: [`RawDocument`]. Out: [`ParsedArticle`]. Never changes a character: blocks are ranges of the decoded text.
//!
//! Text is split into lines, and each recogniser of [`RECOGNISERS`] claims those that it can tell. The first claim holds, so the list goes
//! from the surest to the weakest sign; what nobody claims is a paragraph. Examples and counterexamples stand in `corpus.toml`.

mod appeal;
mod body;
mod caption;
mod end_notes;
mod furniture;
mod headline;
mod html;
mod keywords;
mod lines;
mod markdown;
mod meta_line;
mod name_line;
mod notes;
mod offer;
mod page;
mod social;

#[cfg(test)]
mod tests;

pub use html::fragment as html_fragment;

use crate::document::{Decoded, Format, ParsedArticle, ParsedBlock, RawDocument, Role, Rule};
use crate::error::{Reject, RejectReason, Stage};
use crate::text::{decode, named_by_page};
use crate::work::Budget;
use page::PageLines;

/// How often parsing walks over a text.
const PARSE_PASSES: usize = 3;

/// How pages are taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The largest document, in bytes; a larger one is a reject.
    pub max_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_bytes: 20 * 1024 * 1024 }
    }
}

/// One registered recogniser.
struct LineRecogniser {
    /// What it looks for.
    name: &'static str,
    /// The work: claims lines of the page.
    run: fn(&mut PageLines<'_>),
}

/// Every recogniser, in the order in which they claim lines.
const RECOGNISERS: &[LineRecogniser] = &[
    LineRecogniser { name: "social_posts", run: social::recognise },
    LineRecogniser { name: "addresses", run: name_line::recognise_addresses },
    LineRecogniser { name: "bylines_and_times", run: meta_line::recognise },
    LineRecogniser { name: "names", run: name_line::recognise_names },
    LineRecogniser { name: "affiliations", run: name_line::recognise_affiliation },
    LineRecogniser { name: "corrections", run: notes::recognise },
    LineRecogniser { name: "furniture", run: furniture::recognise },
    LineRecogniser { name: "counters", run: furniture::recognise_counters },
    LineRecogniser { name: "bars", run: furniture::recognise_bars },
    LineRecogniser { name: "place_lines", run: name_line::recognise_place_lines },
    LineRecogniser { name: "appeals", run: appeal::recognise },
    LineRecogniser { name: "offers", run: offer::recognise },
    LineRecogniser { name: "end_notes", run: end_notes::recognise },
    LineRecogniser { name: "captions", run: caption::recognise },
    LineRecogniser { name: "headline", run: headline::recognise },
    LineRecogniser { name: "repeated_headline", run: headline::recognise_repetition },
    LineRecogniser { name: "slug", run: keywords::recognise_slug },
    LineRecogniser { name: "subheadline", run: headline::recognise_below },
    LineRecogniser { name: "tags", run: keywords::recognise_tags },
    LineRecogniser { name: "related_stories", run: body::recognise_related },
    LineRecogniser { name: "author_notes", run: body::recognise_author_notes },
    LineRecogniser { name: "lists", run: body::recognise_lists },
    LineRecogniser { name: "headings", run: body::recognise_headings },
    LineRecogniser { name: "paragraphs", run: body::recognise_paragraphs },
];

/// The names of the recognisers, in order.
pub fn recognisers() -> impl Iterator<Item = &'static str> {
    RECOGNISERS.iter().map(|r| r.name)
}

/// Takes a document apart.
///
/// # Errors
/// A document that is empty, too large, or no text.
pub fn parse(raw: RawDocument, options: &Options) -> Result<ParsedArticle, Reject> {
    parse_within(raw, options, &Budget::default())
}

/// Takes a document apart with so much work at the most.
///
/// # Errors
/// A document that is empty, too large, too much work, or no text.
pub fn parse_within(raw: RawDocument, options: &Options, budget: &Budget) -> Result<ParsedArticle, Reject> {
    let reject = |reason, message: String| raw.source.reject(Stage::Parse, reason, message);
    let largest = options.max_bytes.min(u32::MAX.into());
    if raw.bytes.len() as u64 > largest {
        return Err(reject(RejectReason::TooLarge, format!("{} bytes; the limit is {largest}", raw.bytes.len())));
    }
    budget.charge(raw.bytes.len());
    let (decoded, flags) = decode_document(&raw).map_err(|why| reject(RejectReason::NotText, why))?;
    if !decoded
        .text
        .chars()
        .any(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'))
    {
        return Err(reject(RejectReason::Empty, "the document holds nothing but white space".into()));
    }
    // Every recogniser looks at every line; the longer ones are looked at in their first words.
    if !budget.charge(PARSE_PASSES * decoded.text.len()) {
        return Err(reject(RejectReason::TooSlow, "the document takes more work than the limit".into()));
    }
    let (blocks, metadata) = match raw.format {
        Format::Text => blocks(&decoded, &raw.source.given),
        Format::Html => {
            let page = html::parse(&decoded.text, &raw.source.given, budget).map_err(|why| reject(why.reason(), why.to_string()))?;
            (page.blocks, page.metadata)
        }
        Format::Markdown => markdown::parse(&decoded.text),
    };
    Ok(ParsedArticle { source: raw.source, decoded, blocks, metadata, flags })
}

/// Decodes a document by what a header, the page itself or its bytes tell of its encoding.
///
/// # Errors
/// Why the bytes are no text, as a sentence.
pub fn decode_document(raw: &RawDocument) -> Result<(Decoded, Vec<crate::error::Flag>), String> {
    let of_header = raw.charset.as_deref().and_then(|label| encoding_rs::Encoding::for_label(label.trim().as_bytes()));
    let of_page = || if raw.format == Format::Html { named_by_page(&raw.bytes) } else { None };
    decode(&raw.bytes, raw.is_utf8, of_header.or_else(of_page))
}

/// The blocks of a text and what it says about itself.
fn blocks(decoded: &Decoded, given: &crate::document::GivenMetadata) -> (Vec<ParsedBlock>, Vec<crate::document::Metadata>) {
    let mut page = PageLines::new(&decoded.text, given);
    // A few lines without a sentence are no page: whatever they look like, they are what somebody wants read.
    if page.lines.len() == 1 || (page.lines.len() <= 3 && !page.lines.iter().any(|l| l.is_prose())) {
        body::recognise_paragraphs(&mut page);
    }
    for recogniser in RECOGNISERS {
        (recogniser.run)(&mut page);
    }
    let keeps_text = page.lines.iter().any(|l| l.claim.is_some_and(|(role, _)| role.in_body()));
    let blocks = page.lines.iter().map(|line| {
        let (role, rule) = line.claim.unwrap_or((Role::Paragraph, Rule("paragraph")));
        // A few lines that all look like furniture are more likely a short text than a page without one.
        let is_doubtful = !keeps_text && page.lines.len() <= 3 && role != Role::Headline;
        let (role, rule) = if is_doubtful { (Role::Paragraph, Rule("nothing_else_left")) } else { (role, rule) };
        ParsedBlock::plain(role, rule, line.inner)
    });
    (blocks.collect(), page.metadata)
}
