//! What is known of a quotation between marks once a rule has fitted.
//!
//! In: nothing. Out: [`Found`], which reported clauses are read against. Never decides.

use std::ops::Range;

use crate::document::QuoteKind;

/// What a rule found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The kind.
    pub kind: QuoteKind,
    /// The items that name the speaker.
    pub speaker: Option<Range<usize>>,
    /// The cue's number.
    pub cue: Option<usize>,
    /// An earlier quotation that belongs to the same utterance.
    pub joins: Option<usize>,
    /// The rule's name.
    pub rule: &'static str,
    /// How often the rule is right.
    pub confidence: f32,
}
