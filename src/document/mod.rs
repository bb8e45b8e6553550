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
mod normalised;
mod parsed;
mod raw;
mod syntax;
mod tagged;

pub use article::{ArticleId, DateMethod, Precision, Published, short_hash};
pub use atoms::{Atom, AtomKind, Atoms, Traits, WordId};
pub use attribution::{Cue, CueClass, Speaker, SpeakerKind};
pub use date::{DateExpression, DateKind};
pub use figure::{Bound, Change, ClaimStatus, Figure, FigureKind};
pub use mention::{Doubt, Entity, EntityType, Gender, LinkMethod, Mention, MentionForm, Unclear};
pub use normalised::{Block, BlockText, NormalisedArticle};
pub use parsed::{Decoded, Metadata, MetadataField, ParsedArticle, ParsedBlock, Role, Run};
pub use raw::{Format, GivenMetadata, RawDocument, Source, StableName};
pub use syntax::{NameCandidate, NameLabel, PartOfSpeech, PennTag, Relation, Syntax, SyntaxToken};
pub use tagged::{FIGURE_ROW, MOST_REPEATED, Quote, QuoteKind, SaidOnMethod, Sentence, TaggedArticle, Token, TokenKind};

/// The name of the rule that decided a row: reaches the `rule` column and `newsgrain explain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rule(pub &'static str);

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

/// Declares an enumeration whose values have names in the tables: `name()`, `ALL` and `FromStr` stay in step.
macro_rules! named_enum {
    ($(#[$meta:meta])* $type:ident { $($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$doc])* $variant),+ }

        impl $type {
            /// Every value, in the order of the schema's enumeration.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            /// The name in the tables.
            pub const fn name(self) -> &'static str {
                match self { $($type::$variant => $name),+ }
            }

            /// The value of a name, as the tables and lexicons spell it.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.name() == name)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::from_name(&name).ok_or_else(|| serde::de::Error::unknown_variant(&name, &[$($name),+]))
            }
        }
    };
}
pub(crate) use named_enum;
