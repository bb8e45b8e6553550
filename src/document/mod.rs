//! The types that stages hand on, one file a stage: a later stage cannot be given an earlier one's value.
//!
//! | type | made by | holds |
//! |---|---|---|
//! | [`RawDocument`] | `read` | bytes, where they came from, metadata that came with them |
//! | [`ParsedArticle`] | `parse` | blocks with roles over the decoded text |
//! | [`NormalisedArticle`] | `normalise` | one clean text, block spans in it, the way back to the bytes, canonical metadata |
//! | [`TaggedArticle`] | `tag`, `link` | the parse, sentences, tokens, mentions, dates, quotes, figures, entities |
//!
//! Never does I/O and never looks inside a text: these are plain values.

mod article;
mod atoms;
mod attribution;
mod date;
mod figure;
mod mention;
mod named;
mod normalised;
mod parsed;
mod raw;
mod rule;
mod syntax;
mod tagged;
mod word_id;

pub use article::{ArticleId, DateMethod, Precision, Published, short_hash};
pub use atoms::{Atom, AtomKind, Atoms, Traits};
pub use attribution::{Cue, CueClass, Speaker, SpeakerKind};
pub use date::{DateExpression, DateKind};
pub use figure::{Bound, Change, ChangePart, ClaimStatus, Figure, FigureKind};
pub use mention::{Doubt, Entity, EntityType, Gender, LinkMethod, Mention, MentionForm, Unclear};
pub(crate) use named::named_enum;
pub use normalised::{Block, BlockText, NormalisedArticle};
pub use parsed::{BLOCK_QUOTATION, Decoded, Metadata, MetadataField, ParsedArticle, ParsedBlock, Role, Run};
pub use raw::{Format, GivenMetadata, RawDocument, Source, StableName};
pub use rule::Rule;
pub use syntax::{NameCandidate, NameLabel, PartOfSpeech, PennTag, Relation, Syntax, SyntaxToken};
pub use tagged::{FIGURE_ROW, MOST_REPEATED, Quote, QuoteKind, SaidOnMethod, Sentence, TaggedArticle, Token, TokenKind};
pub use word_id::WordId;
pub(crate) use word_id::WordIdBuilder;
