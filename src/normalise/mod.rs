//! Stage `normalise`: one clean text and canonical metadata.
//!
//! In: [`ParsedArticle`]. Out: [`NormalisedArticle`]. Never loses the way back: every character of the clean text maps to the bytes it
//! came from.

mod dateline;
mod era;
mod language;
mod outlet;
mod published;
mod stated;

pub use published::DateLimits;

use outlet::KnownOutlet;
use stated::best;

use crate::document::{ArticleId, Block, BlockText, MetadataField, NormalisedArticle, ParsedArticle, ParsedBlock, Role};
use crate::error::{Flag, Reject, RejectReason, Stage};
use crate::span::{SourceRange, Span, cut};
use crate::text::clean::{self, Cleaner};

/// How text is cleaned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Between which days a date of publication is believed.
    pub dates: DateLimits,
}

/// Cleans the text of an article and settles its metadata.
///
/// # Errors
/// An article of which nothing but furniture is left.
pub fn normalise(parsed: ParsedArticle, options: &Options) -> Result<NormalisedArticle, Reject> {
    let Assembled { cleaner, blocks } = assemble(&parsed);
    if cleaner.text.is_empty() {
        return Err(parsed.source.reject(Stage::Normalise, RejectReason::NoText, "nothing but furniture was found"));
    }
    let mut flags = parsed.flags.clone();
    flags.extend(cleaner.flags.iter().copied());
    let to_raw = cleaner.map.compose(&parsed.decoded.to_raw);
    let text = cleaner.text;
    let Opening { body_start, dateline } = opening(&text, &blocks);
    let (language, doubt) = language::of(parsed.source.given.language.as_deref(), cut(&text, body_start..));
    let outlet = outlet::of(&parsed);
    let mut article = NormalisedArticle {
        id: ArticleId::of(parsed.source.given.url.as_deref().unwrap_or(parsed.source.name.as_str())),
        url: parsed.source.given.url.clone().or_else(|| best(&parsed, MetadataField::Url)),
        headline: headline(&parsed, &text, &blocks, &outlet),
        subheadline: words_of(&text, &blocks, Role::Subheadline),
        authors: stated::authors(&parsed),
        agency: dateline.as_ref().and_then(|d| d.agency.clone()).or_else(|| best(&parsed, MetadataField::Agency)),
        dateline_place: dateline.as_ref().and_then(|d| d.place.clone()).or_else(|| best(&parsed, MetadataField::DatelinePlace)),
        published: None,
        updated: None,
        language,
        outlet: outlet.name,
        outlet_domain: outlet.domain,
        text,
        body_start: body_start as u32,
        blocks,
        to_raw,
        flags: vec![],
        source: parsed.source.clone(),
    };
    let dates = published::settle(&parsed, &article, dateline.as_ref(), &outlet.country, options.dates);
    (article.published, article.updated) = (dates.published, dates.updated);
    flags.extend(dates.flags);
    flags.extend(article.headline.as_deref().is_some_and(|h| h.contains('\u{fffd}')).then_some(Flag::LostCharacters));
    flags.extend(doubt);
    flags.extend(article.headline.is_none().then_some(Flag::NoHeadline));
    flags.extend(article.published.is_none().then_some(Flag::NoDate));
    flags.sort_unstable();
    flags.dedup();
    article.flags = flags;
    Ok(article)
}

/// The clean text and its blocks.
struct Assembled {
    cleaner: Cleaner,
    blocks: Vec<Block>,
}

/// Cleans every block; those of the text are joined by a blank line, the others keep their words beside it.
fn assemble(parsed: &ParsedArticle) -> Assembled {
    let mut cleaner = Cleaner::default();
    let mut blocks = Vec::with_capacity(parsed.blocks.len());
    for block in &parsed.blocks {
        let source = source_of(parsed, block);
        let text = if block.role.in_text() {
            match append(&mut cleaner, &parsed.decoded.text, block) {
                Some(span) => BlockText::Inside(span),
                None => continue,
            }
        } else {
            let mut beside = Cleaner::default();
            match append(&mut beside, &parsed.decoded.text, block) {
                Some(_) => BlockText::Beside(beside.text.into()),
                None => continue,
            }
        };
        blocks.push(Block { role: block.role, rule: block.rule, text, source });
    }
    Assembled { cleaner, blocks }
}

/// Where a block stands in the raw document.
fn source_of(parsed: &ParsedArticle, block: &ParsedBlock) -> SourceRange {
    let spans = block.runs.iter().map(|r| parsed.decoded.to_raw.source_of(r.span));
    let whole = spans.reduce(Span::cover).unwrap_or_default();
    SourceRange { start: whole.start.into(), end: whole.end.into() }
}

/// Appends a block to a text; none, and nothing is appended, where no word is left of it.
fn append(cleaner: &mut Cleaner, decoded: &str, block: &ParsedBlock) -> Option<Span> {
    let before = cleaner.mark();
    if !cleaner.text.is_empty() {
        cleaner.separate(block.runs.first().map_or(0, |r| r.span.start as usize));
    }
    let span = cleaner.add_runs(decoded, &block.runs);
    if span.is_empty() {
        cleaner.back_to(before);
        return None;
    }
    Some(span)
}

/// Where the body begins, and its dateline.
struct Opening {
    body_start: usize,
    dateline: Option<dateline::Dateline>,
}

/// How many paragraphs may stand before one with a dateline.
const DATELINE_WITHIN: usize = 3;

/// The body begins after headlines and the captions that open the text; a dateline is no part of the first sentence.
fn opening(text: &str, blocks: &[Block]) -> Opening {
    let body = || blocks.iter().filter(|b| b.role.in_body()).filter_map(|b| Some((b.role, b.span()?)));
    let first = body().find(|(role, _)| *role != Role::Caption).or_else(|| body().next());
    let mut body_start = first.map_or(text.len(), |(_, span)| span.start as usize);
    let mut found = None;
    let paragraphs = body().filter(|(role, _)| *role == Role::Paragraph).take(DATELINE_WITHIN);
    for (n, (_, span)) in paragraphs.enumerate() {
        if let Some(line) = dateline::read(span.of(text)) {
            // Before the first paragraph stand captions and lists of the main points.
            if n == 0 {
                body_start = span.start as usize + line.end;
            }
            found = Some(line);
            break;
        }
    }
    Opening { body_start, dateline: found }
}

/// The words of the first block of a role.
fn words_of(text: &str, blocks: &[Block], role: Role) -> Option<String> {
    blocks.iter().find(|b| b.role == role).map(|b| b.words(text).to_owned())
}

/// The headline: as given, else as it stands on the page, without the outlet's name after it.
fn headline(parsed: &ParsedArticle, text: &str, blocks: &[Block], outlet: &KnownOutlet) -> Option<String> {
    let given = parsed.source.given.headline.as_deref().map(clean::fragment).filter(|h| !h.is_empty());
    let found = given.or_else(|| best(parsed, MetadataField::Headline)).or_else(|| words_of(text, blocks, Role::Headline))?;
    Some(outlet::without_name(&found, outlet.name.as_deref(), outlet.domain.as_deref()))
}

#[cfg(test)]
mod tests;
