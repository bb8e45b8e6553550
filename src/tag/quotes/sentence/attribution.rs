//! What is known of a quotation between marks once a rule has fitted.
//!
//! In: nothing. Out: [`Attribution`], which reported clauses are read against. Never decides.

use std::ops::Range;

use crate::document::{QuoteKind, Rule};

/// Who speaks in a quotation, and what says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The kind.
    pub kind: QuoteKind,
    /// The items that name the speaker.
    pub speaker: Option<Range<usize>>,
    /// The cue's number.
    pub cue: Option<usize>,
    /// An earlier quotation that belongs to the same utterance.
    pub joins: Option<usize>,
    /// What it rests on.
    pub basis: Basis,
    /// The rule that fitted.
    pub rule: Rule,
    /// How often the rule is right.
    pub confidence: f32,
}

/// What an attribution rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// A cue, wherever it stands, or the quotations before.
    #[default]
    Text,
    /// The cue right after the closing mark.
    CueAfter,
    /// The colon before the opening mark.
    ColonBefore,
    /// The dash after the closing mark.
    DashAfter,
    /// Nothing: nobody is said to have spoken.
    Nothing,
}
