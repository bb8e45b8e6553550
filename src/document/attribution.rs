//! Who speaks and with which word: shared by quotes and figures.

use super::{Rule, named_enum};
use crate::span::Span;

named_enum! {
    /// What kind of source a speaker or claimant is.
    SpeakerKind {
        /// One person.
        Person = "person",
        /// A body: a ministry, a company, a country's government.
        Organization = "organization",
        /// Several people.
        Group = "group",
        /// A document that speaks.
        Document = "document",
        /// A source that is not named.
        Anonymous = "anonymous",
        /// Not known.
        Unresolved = "unresolved",
    }
}

/// Who said or claims something.
///
/// Tagging fills `span`, `kind` and `is_anonymous`; linking fills `name`, `entity` and `role`.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The words that name the source where the attribution stands: "he", "the minister".
    pub span: Option<Span>,
    /// Canonical name.
    pub name: Option<String>,
    /// Number in [`TaggedArticle::entities`](super::TaggedArticle::entities).
    pub entity: Option<usize>,
    /// Role, as written: "Defense Minister".
    pub role: Option<String>,
    /// What it is.
    pub kind: SpeakerKind,
    /// Whether the source is deliberately not named.
    pub is_anonymous: bool,
}

impl Speaker {
    /// A speaker named by these words, still to be linked.
    pub fn named_at(span: Span, kind: SpeakerKind) -> Self {
        Self { span: Some(span), kind, ..Self::unresolved() }
    }

    /// Nobody could be found.
    pub fn unresolved() -> Self {
        Self { span: None, name: None, entity: None, role: None, kind: SpeakerKind::Unresolved, is_anonymous: false }
    }
}

named_enum! {
    /// What a reporting word does with what it reports.
    CueClass {
        /// Says.
        State = "state",
        /// Claims, leaving it open.
        Claim = "claim",
        /// Confirms.
        Confirm = "confirm",
        /// Denies or rejects.
        Deny = "deny",
        /// Gives an estimate.
        Estimate = "estimate",
        /// Foretells or expects.
        Predict = "predict",
        /// Demands or urges.
        Demand = "demand",
        /// Asks.
        Ask = "ask",
        /// Promises.
        Promise = "promise",
        /// Warns.
        Warn = "warn",
        /// Criticises.
        Criticise = "criticise",
        /// Praises.
        Praise = "praise",
        /// Orders.
        Order = "order",
        /// Suggests or hints.
        Suggest = "suggest",
        /// Explains or describes.
        Explain = "explain",
        /// Agrees.
        Agree = "agree",
        /// Writes or posts.
        Write = "write",
        /// Quotes or cites.
        Quote = "quote",
        /// Hears or learns.
        Hear = "hear",
        /// Thinks or believes.
        Think = "think",
        /// Reports without more.
        Other = "other",
    }
}

/// The reporting word.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    /// Where it stands.
    pub span: Span,
    /// Its lemma.
    pub lemma: String,
    /// What it does.
    pub class: CueClass,
    /// The rules by which the parse corrected whose word it is, in their order. They stand in no table.
    pub corrections: Vec<Rule>,
}
