//! The core as one call: a raw document in, a tagged article out.
//!
//! In: [`RawDocument`]. Out: [`TaggedArticle`], or the [`Reject`] of this one document. Never does I/O, never shares state between
//! documents: the unit that threads, Python and Spark call.

use crate::deadline::Deadline;
use crate::document::{RawDocument, Source, TaggedArticle};
use crate::error::{Reject, RejectReason, Stage};
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
        let deadline = Deadline::after(self.parse.time_limit);
        let source = raw.source.clone();
        let in_time = |stage| if deadline.is_over() { Err(too_slow(&source, stage)) } else { Ok(()) };
        let parsed = parse::parse(raw, &self.parse)?;
        in_time(Stage::Parse)?;
        let normalised = normalise::normalise(parsed, &self.normalise)?;
        in_time(Stage::Normalise)?;
        let mut article = TaggedArticle::untagged(normalised);
        tag::tag(&mut article, &self.tag, deadline);
        in_time(Stage::Tag)?;
        link::link(&mut article, &self.link, deadline);
        in_time(Stage::Link)?;
        Ok(article)
    }
}

/// The reject of a document that took too long until the end of a stage.
fn too_slow(source: &Source, stage: Stage) -> Reject {
    source.reject(stage, RejectReason::TooSlow, "the document took longer than the limit")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::document::{Format, GivenMetadata};

    #[test]
    fn a_document_over_its_time_is_a_reject_and_says_where_it_left() {
        let mut extractor = Extractor::default();
        let words = "The quay reopened on Tuesday after a winter of repairs, the harbour master said.";
        let raw = |format, text: String| RawDocument::new("a", format, text.into_bytes(), GivenMetadata::default());
        assert!(extractor.extract(raw(Format::Text, words.into())).is_ok());
        extractor.parse.time_limit = Some(Duration::ZERO);
        for (format, text) in
            [(Format::Text, words.to_owned()), (Format::Html, format!("<p>{words}")), (Format::Html, "<i>".repeat(50_000))]
        {
            let reject = extractor.extract(raw(format, text)).expect_err("it has no time");
            assert_eq!((reject.stage, reject.reason), (Stage::Parse, RejectReason::TooSlow));
        }
    }
}
