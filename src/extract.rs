//! The core as one call: a raw document in, a tagged article out.
//!
//! In: [`RawDocument`]. Out: [`TaggedArticle`], or the [`Reject`] of this one document. Never does I/O, never shares state between
//! documents: the unit that threads, Python and Spark call.

use std::cell::Cell;

use crate::document::{RawDocument, Source, TaggedArticle};
use crate::error::{Reject, RejectReason, Stage};
use crate::work::Budget;
use crate::{guard, link, normalise, parse, tables, tag};

/// The stages between bytes and rows, with their options.
#[derive(Clone, Debug)]
pub struct Extractor {
    /// Steps of work that one document may take, from its bytes to its tagged article; one that takes more is a reject. See [`Budget`].
    pub max_steps: u64,
    /// Tokens that the text of one document may have, about; one that has more is a reject, for its rows would take memory without end.
    pub max_tokens: usize,
    /// How pages are taken apart.
    pub parse: parse::Options,
    /// How text is cleaned.
    pub normalise: normalise::Options,
    /// Which taggers run.
    pub tag: tag::Options,
    /// Which linkers run.
    pub link: link::Options,
}

/// Steps of work for one document. A text of 16 MB takes some six tenths of them with the language model and two tenths
/// without; what takes all is made to keep a reader busy.
const MAX_STEPS: u64 = 4_000_000_000;

/// Tokens of one document, about: three long novels. Each takes some 300 bytes until the rows are written.
const MAX_TOKENS: usize = 1_000_000;

impl Default for Extractor {
    fn default() -> Self {
        Self {
            max_steps: MAX_STEPS,
            max_tokens: MAX_TOKENS,
            parse: parse::Options::default(),
            normalise: normalise::Options::default(),
            tag: tag::Options::default(),
            link: link::Options::default(),
        }
    }
}

impl Extractor {
    /// Takes one document through parse, normalise, tag and link.
    ///
    /// # Errors
    /// The reject of this document, with the stage it left at.
    pub fn extract(&self, raw: RawDocument) -> Result<TaggedArticle, Reject> {
        self.stages(raw, &Cell::new(Stage::Parse))
    }

    /// The same with a net below it, and only an article whose rows are of bounded size: a defect of this program costs one document, not
    /// the run.
    ///
    /// # Errors
    /// The reject of this document; after a defect with the stage in which it fell.
    pub fn extract_guarded(&self, raw: RawDocument) -> Result<TaggedArticle, Reject> {
        let source = raw.source.clone();
        caught(&source, |at| {
            let article = self.stages(raw, at)?;
            at.set(Stage::Tables);
            tables::fitting(article)
        })
    }

    /// Every stage in turn; `at` tells the one that is at work.
    fn stages(&self, raw: RawDocument, at: &Cell<Stage>) -> Result<TaggedArticle, Reject> {
        let budget = Budget::of(self.max_steps);
        let source = raw.source.clone();
        let within = |next: Stage| {
            if budget.is_over() {
                return Err(too_slow(&source, at.get(), self.max_steps));
            }
            at.set(next);
            Ok(())
        };
        let parsed = parse::parse_within(raw, &self.parse, &budget)?;
        within(Stage::Normalise)?;
        budget.charge(parsed.decoded.text.len());
        let normalised = normalise::normalise(parsed, &self.normalise)?;
        within(Stage::Tag)?;
        if tag::about_tokens(&normalised.text) > self.max_tokens {
            let message = format!("the text has more words and marks than the limit of {}", self.max_tokens);
            return Err(source.reject(Stage::Normalise, RejectReason::TooLarge, message));
        }
        let mut article = TaggedArticle::untagged(normalised);
        tag::tag(&mut article, &self.tag, &budget);
        within(Stage::Link)?;
        link::link(&mut article, &self.link, &budget);
        within(Stage::Tables)?;
        Ok(article)
    }
}

/// Runs the work on a document with a net below it.
fn caught<T>(source: &Source, work: impl FnOnce(&Cell<Stage>) -> Result<T, Reject>) -> Result<T, Reject> {
    let at = Cell::new(Stage::Parse);
    guard::caught(|| work(&at))
        .unwrap_or_else(|said| Err(source.reject(at.get(), RejectReason::Panic, format!("a defect of this program: {said}"))))
}

/// The reject of a document that took too much work until the end of a stage.
fn too_slow(source: &Source, stage: Stage, limit: u64) -> Reject {
    source.reject(stage, RejectReason::TooSlow, format!("the document takes more work than the limit of {limit} steps"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, GivenMetadata};

    #[test]
    fn a_text_of_more_words_than_any_article_has_is_a_reject() {
        let extractor = Extractor { max_tokens: 12, ..Extractor::default() };
        let raw = |text: &str| RawDocument::new("a", Format::Text, text.into(), GivenMetadata::default());
        assert!(extractor.extract(raw("The quay reopened on Tuesday after a winter of repairs.")).is_ok());
        let reject = extractor.extract(raw(&"The quay reopened. ".repeat(4))).expect_err("it has more");
        assert_eq!((reject.stage, reject.reason), (Stage::Normalise, RejectReason::TooLarge));
    }

    #[test]
    fn a_document_over_its_work_is_a_reject_and_says_where_it_left() {
        let mut extractor = Extractor::default();
        let words = "The quay reopened on Tuesday after a winter of repairs, the harbour master said.";
        let raw = |format, text: String| RawDocument::new("a", format, text.into_bytes(), GivenMetadata::default());
        assert!(extractor.extract(raw(Format::Text, words.into())).is_ok());
        extractor.max_steps = 40;
        for (format, text) in
            [(Format::Text, words.to_owned()), (Format::Html, format!("<p>{words}")), (Format::Html, "<i>".repeat(50_000))]
        {
            let reject = extractor.extract(raw(format, text)).expect_err("it has no steps");
            assert_eq!((reject.stage, reject.reason), (Stage::Parse, RejectReason::TooSlow));
        }
    }

    #[test]
    fn a_defect_is_a_reject_of_the_stage_in_which_it_fell() {
        let source = RawDocument::new("a", Format::Text, b"words".to_vec(), GivenMetadata::default()).source;
        for stage in Stage::ALL {
            let reject = caught(&source, |at| -> Result<(), Reject> {
                at.set(stage);
                panic!("a rule met what it did not expect")
            })
            .expect_err("it fell");
            assert_eq!((reject.stage, reject.reason), (stage, RejectReason::Panic));
            assert!(reject.message.ends_with("a rule met what it did not expect"), "{}", reject.message);
        }
        let raw = || RawDocument::new("a", Format::Text, b"The quay reopened.".to_vec(), GivenMetadata::default());
        let extractor = Extractor::default();
        assert_eq!(extractor.extract_guarded(raw()).expect("an article"), extractor.extract(raw()).expect("an article"));
    }

    #[test]
    fn where_a_document_leaves_follows_from_its_bytes() {
        let words = "The quay reopened on Tuesday after a winter of repairs, the harbour master said. ".repeat(20);
        let stage = |max_steps| {
            let raw = RawDocument::new("a", Format::Text, words.clone().into_bytes(), GivenMetadata::default());
            let extractor = Extractor { max_steps, tag: tag::Options::rules(), ..Extractor::default() };
            extractor.extract(raw).err().map(|reject| reject.stage)
        };
        let bytes = words.len() as u64;
        assert_eq!(stage(bytes * 2), Some(Stage::Parse));
        assert_eq!(stage(bytes * 6), Some(Stage::Tag));
        assert_eq!(stage(bytes * 1000), None);
    }

    /// Runs one part of the work with as many steps as it takes, then with half of them: it must leave off in the middle.
    fn leaves_off(name: &str, article: &mut TaggedArticle, work: impl Fn(&mut TaggedArticle, &Budget)) {
        const MANY: u64 = 1 << 40;
        let (whole, mut cut) = (Budget::of(MANY), article.clone());
        work(article, &whole);
        let half = Budget::of((MANY - whole.left()) / 2);
        work(&mut cut, &half);
        assert!(half.is_over(), "{name} charges nothing while it works");
        assert!(cut != *article, "{name} does all of its work before it asks what is left");
    }

    #[test]
    fn every_tagger_and_linker_leaves_off_in_the_middle_of_its_work() {
        let story =
            "Mayor Ana Duarte said on 3 May that 1,200 people had left. \"We had 40 boats,\" she said. The mayor met Leo Brandt in Porto.";
        let text: String = (0..40).map(|_| format!("{story}\n\n")).collect();
        let raw = RawDocument::new("a", Format::Text, text.into_bytes(), GivenMetadata::default());
        let parsed = parse::parse_within(raw, &parse::Options::default(), &Budget::default()).expect("a plain text");
        let mut article = TaggedArticle::untagged(normalise::normalise(parsed, &normalise::Options::default()).expect("a plain text"));
        let options =
            tag::Options { language: tag::language::LanguageOptions { read_bytes: 500, ..Default::default() }, ..Default::default() };
        for tagger in tag::TAGGERS {
            leaves_off(tagger.name, &mut article, |article, budget| (tagger.run)(article, &options, budget));
        }
        for linker in link::LINKERS {
            leaves_off(linker.name, &mut article, |article, budget| (linker.run)(article, budget));
        }
    }
}
