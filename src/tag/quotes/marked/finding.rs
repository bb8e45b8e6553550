//! What a rule returns for a quotation, and what it may ask of the quotations before it.
//!
//! In: what was found so far. Out: [`Finding`]. Never looks at the text.

use std::ops::Range;

use crate::document::QuoteKind;
use crate::tag::quotes::sentence::attribution::{Attribution, Basis};

/// What a rule returns; the list adds name and confidence.
#[derive(Clone, Debug, Default)]
pub struct Finding {
    /// The kind; direct where none is given.
    pub kind: Option<QuoteKind>,
    /// The items that name the speaker.
    pub speaker: Option<Range<usize>>,
    /// The cue's number.
    pub cue: Option<usize>,
    /// What it rests on.
    pub basis: Basis,
    /// An earlier quotation of the same utterance.
    pub joins: Option<usize>,
}

/// How many quotations, and how many cues, back whoever goes on speaking is looked for. No article has so many.
pub const REACH: usize = 1000;

/// What was found for the quotations before, with their numbers, the last first.
pub fn recent(found: &[Attribution]) -> impl Iterator<Item = (usize, &Attribution)> {
    found.iter().enumerate().rev().take(REACH)
}

/// Speech of this speaker, attributed by this cue.
pub fn direct(speaker: Option<Range<usize>>, cue: usize) -> Option<Finding> {
    Some(Finding { kind: Some(QuoteKind::Direct), speaker, cue: Some(cue), joins: None, basis: Basis::Text })
}

/// The earlier quotation of the same sentence that the same cue attributes.
pub fn partner(found: &[Attribution], cue: usize) -> Option<usize> {
    recent(found).find(|(_, f)| f.cue == Some(cue) && f.kind == QuoteKind::Direct).map(|(n, _)| n)
}
