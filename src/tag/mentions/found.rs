//! A mention while the rules work on it.
//!
//! In: what one rule found. Out: what the rules after it may still change. Never a row: it does not know its sentence yet.

use crate::document::{EntityType, MentionForm, Rule};
use crate::span::Span;

/// What a rule goes by. Whatever works on a mention after a rule asks for this, never for the rule's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grounds {
    /// A list, or a form that is sure.
    Sure,
    /// The capital of a word alone; its type is a guess.
    Capital,
    /// The shape of a name, or a guess elsewhere; its type is a guess, too.
    PieceShape,
    /// The words around a name.
    Around,
    /// A title before a name.
    Title,
    /// Words around a name that only persons have.
    Person,
    /// The language model.
    Model,
}

impl Grounds {
    /// Whether the type is a guess.
    pub fn is_guess(self) -> bool {
        matches!(self, Self::Capital | Self::PieceShape)
    }
}

/// A rule: its name in the tables, and what it goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MentionRule {
    pub name: Rule,
    pub grounds: Grounds,
}

impl MentionRule {
    const fn by(grounds: Grounds, name: &'static str) -> Self {
        Self { name: Rule(name), grounds }
    }

    /// A rule that goes by a list or a sure form.
    pub const fn sure(name: &'static str) -> Self {
        Self::by(Grounds::Sure, name)
    }

    pub const TITLE_BEFORE: Self = Self::by(Grounds::Title, "title_before");
    pub const PERSON_CONTEXT: Self = Self::by(Grounds::Person, "person_context");
    pub const CAPITALISED_WORD: Self = Self::by(Grounds::Capital, "capitalised_word");
    pub const CAPITALISED_WORDS: Self = Self::by(Grounds::Capital, "capitalised_words");
    pub const THE_BEFORE: Self = Self::by(Grounds::Capital, "the_before");
    pub const ORDINARY_WORDS: Self = Self::by(Grounds::Capital, "ordinary_words");
    pub const ACRONYM: Self = Self::by(Grounds::PieceShape, "acronym");
    pub const ADJECTIVE_ENDING: Self = Self::by(Grounds::PieceShape, "adjective_ending");
    pub const SAME_NAME_ELSEWHERE: Self = Self::by(Grounds::PieceShape, "same_name_elsewhere");
    pub const PLACE_NOUN_OF: Self = Self::by(Grounds::Around, "place_noun_of");
    pub const PLACE_NOUN_BEHIND: Self = Self::by(Grounds::Around, "place_noun_after");
    pub const ORGANISATION_NOUN_BEFORE: Self = Self::by(Grounds::Around, "organisation_noun_before");
    pub const SHARES_OF: Self = Self::by(Grounds::Around, "shares_of");
    pub const SURNAME_ELSEWHERE: Self = Self::by(Grounds::Around, "surname_elsewhere");
    pub const MODEL_TYPE: Self = Self::by(Grounds::Model, "model_type");
    pub const MODEL_NAME: Self = Self::by(Grounds::Model, "model_name");
}

/// A mention before it knows its sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    /// First piece and one past the last.
    pub from: usize,
    pub to: usize,
    pub kind: EntityType,
    pub form: MentionForm,
    pub role: Option<Span>,
    /// Whether it is a noun that means no one in particular.
    pub is_indefinite: bool,
    pub rule: MentionRule,
    pub confidence: f32,
}

/// Steps of work for one pass over a piece.
pub(super) const PIECE_STEPS: usize = 15;
