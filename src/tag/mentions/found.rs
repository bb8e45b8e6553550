//! A mention while the rules work on it.
//!
//! In: what one rule found. Out: what the rules after it may still change. Never a row: it does not know its sentence yet.

use crate::document::{EntityType, MentionForm, Rule};
use crate::span::Span;

/// A mention before it knows its sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    /// First piece and one past the last.
    pub from: usize,
    pub to: usize,
    pub kind: EntityType,
    pub form: MentionForm,
    pub role: Option<Span>,
    pub rule: Rule,
    pub confidence: f32,
}

/// Steps of work for one pass over a piece.
pub(super) const PIECE_STEPS: usize = 15;
