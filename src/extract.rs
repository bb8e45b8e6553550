//! The core as one call: a raw document in, a tagged article out.
//!
//! In: [`RawDocument`]. Out: [`TaggedArticle`], or the [`Reject`] of this one document. Never does I/O, never shares state between
//! documents: the unit that threads, Python and Spark call.

use crate::document::{RawDocument, TaggedArticle};
use crate::error::Reject;
use crate::{link, normalise, parse, tag};

/// The stages between bytes and rows, with their options.
#[derive(Clone, Debug, Default)]
pub struct Extractor {
    /// How pages are taken apart.
    pub parse: parse::Options,
    /// How text is cleaned.
    pub normalise: normalise::Options,
    /// Which taggers run.
    pub tag: tag::Options,
    /// Which linkers run.
    pub link: link::Options,
}

impl Extractor {
    /// Takes one document through parse, normalise, tag and link.
    ///
    /// # Errors
    /// The reject of this document, with the stage it left at.
    pub fn extract(&self, raw: RawDocument) -> Result<TaggedArticle, Reject> {
        let parsed = parse::parse(raw, &self.parse)?;
        let normalised = normalise::normalise(parsed, &self.normalise)?;
        let mut article = TaggedArticle::untagged(normalised);
        tag::tag(&mut article, &self.tag);
        link::link(&mut article, &self.link);
        Ok(article)
    }
}
