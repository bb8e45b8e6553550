//! Whom the words that name a speaker stand for.
//!
//! In: nothing. Out: [`Identity`], and where it was [`Resolved`]. Never decides.

use crate::document::Gender;
use crate::span::Span;

/// Whom a speaker's words stand for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Identity {
    /// Somebody or something with a name.
    Named {
        /// The fullest name known.
        name: String,
        /// Number in the article's entities.
        entity: Option<usize>,
        /// As far as it is known.
        gender: Gender,
        /// As written with the name.
        role: Option<String>,
        /// A person, and no body.
        is_person: bool,
    },
    /// A source without a name.
    Anonymous,
}

impl Identity {
    /// Whether it is a person with a name.
    pub(super) fn is_person(&self) -> bool {
        matches!(self, Identity::Named { is_person: true, .. })
    }
}

/// A speaker that has been resolved, where it stands.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    /// The words.
    pub(super) span: Span,
    /// The block.
    pub(super) block: usize,
    /// Who it is.
    pub(super) identity: Identity,
}
