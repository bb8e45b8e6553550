//! # newsgrain: news articles in, tidy Parquet out
//!
//! This page is the map. The flow, as types:
//!
//! ```text
//! read      path, glob, stdin  -> RawDocument        bytes, where they came from, given metadata
//! parse     RawDocument        -> ParsedArticle      blocks with roles
//! normalise ParsedArticle      -> NormalisedArticle  one clean text, an offset map to the raw bytes, canonical metadata
//! tag       NormalisedArticle  -> TaggedArticle      sentences, tokens, mentions, dates, quotes, figures
//! link      TaggedArticle      -> TaggedArticle      mentions joined to entities, speakers and claimants to mentions
//! tables    TaggedArticle      -> RecordBatch        one a table, typed by schemas/*.json
//! write     RecordBatch        -> Parquet            sorted, published all at once
//! corpus    the tables written -> tables across articles
//! ```
//!
//! `text` is the ground under `read`, `parse` and `normalise`: decoding, cleaning, dates and names as pages write them.
//!
//! ## Which file do I touch?
//!
//! `CONTRIBUTING.md` has the table, for verbs and units as for columns and taggers, with the test that tells where a place was forgotten.
//! `docs/design.md` says how the house is built and `docs/decisions/` why not otherwise.
//!
//! ## Words of the house
//!
//! | word | means |
//! |---|---|
//! | article | what one document becomes; a document is what was read: bytes with a name |
//! | block | a paragraph, heading, caption, list item or line of furniture; its *role* says which |
//! | furniture | what a page has around its article: bars, forms, offers, notices |
//! | span | a range of bytes of `articles.text`; tables give it in code points |
//! | token, sentence | as the tables have them; an *atom* is finer: a run of letters, a run of digits, or one mark |
//! | word id | what tells a word from others without its case, in texts and lexicons alike; a short word is its own |
//! | cursor | what every grammar asks of a word by its number, be it an atom, a piece of a name or an item of attribution |
//! | traits | what the lexicons say that a word may begin or end: a unit, a month, a modifier |
//! | reading | what a grammar makes of the words at one place; of several the longest stands |
//! | mention | words that stand for somebody or something: a name, a noun, a pronoun, a handle |
//! | draft | an entity of one article while its mentions are still being joined |
//! | doubt | why a mention has no entity, with those that it may be |
//! | cue | the reporting word of a quote, with its subject: "said", "according to" |
//! | agent | who does what a passive tells: "it was said by her" |
//! | relayed | told by somebody of what another said |
//! | term | marks around a name or a so-called word: nobody is quoted |
//! | claimant | who answers for a figure; its *status* says how firmly |
//! | bound | how a figure is limited: at least, more than, about, a range |
//! | scene | a sentence or an article with what rules ask of it again and again, each worked out once |
//! | rule | what decided a row: one value with name, confidence, example and function; its name is in the column `rule` |
//! | budget | the steps of work that are left for a document; it knows no clock |
//! | reject, flag | a document that gave no article, with stage and reason; a remark on one that did |
//! | version | the tables of one run, whole; publishing points the output to another |
//! | spool, lane | rows on their way to the files, sorted by article; one lane a table |
//!
//! ## Invariants
//!
//! 1. For every row with offsets, `articles.text[char_start:char_end] == text`.
//! 2. Blocks tile `articles.text`; a block's raw byte range, decoded and normalised, gives its text.
//! 3. Every key is unique, every foreign key resolves, every enumeration holds.
//! 4. The same input gives byte-identical tables, whatever the number of threads and the order of the files.
//! 5. A run that is killed at any moment leaves the last published tables readable and whole.
//! 6. No input makes the process panic, hang or grow without bound: a bad document costs one row in `rejects`.
//! 7. An unresolved speaker, date or claimant is null with a reason, never a guess dressed up as a fact.
//! 8. An output is never written over anything that newsgrain did not write, and good tables are never replaced by the result of a bad feed.
//!
//! ## What is deliberately absent
//!
//! The core (`parse` to `tables`) does no I/O, knows no threads and cannot fail but by a [`error::Reject`] for one article.
//! Nothing searches a text again for what it once had the offset of. No schema is inferred.
//!
//! ## One article, by hand
//!
//! ```
//! use newsgrain::document::{Format, GivenMetadata, RawDocument};
//! use newsgrain::extract::Extractor;
//!
//! let text = "Ferry toll rises\n\nThe mayor said 31 people had been rescued by Monday evening.\n";
//! let raw = RawDocument::new("ferry.txt", Format::Text, text.into(), GivenMetadata::default());
//! let article = Extractor::default().extract(raw).expect("the text is not empty");
//! assert_eq!(article.article.headline.as_deref(), Some("Ferry toll rises"));
//! ```

// The stages slice texts with `span::cut` alone: an offset of another text cannot end a run.

pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub(crate) mod corpus;
pub mod document;
pub mod error;
pub mod explain;
pub mod extract;
mod guard;
#[cfg_attr(not(test), deny(clippy::string_slice))]
pub(crate) mod lexicon;
#[cfg_attr(not(test), deny(clippy::string_slice))]
pub mod link;
mod misspelt;
#[cfg_attr(not(test), deny(clippy::string_slice))]
pub mod normalise;
pub mod offsets;
#[cfg_attr(not(test), deny(clippy::string_slice))]
pub mod parse;
pub mod pipeline;
pub mod read;
pub mod span;
#[cfg_attr(not(test), deny(clippy::string_slice))]
pub mod tables;
#[cfg_attr(not(test), deny(clippy::string_slice))]
pub mod tag;
#[cfg_attr(not(test), deny(clippy::string_slice))]
pub(crate) mod text;
pub mod visible;
pub mod work;
pub mod write;
