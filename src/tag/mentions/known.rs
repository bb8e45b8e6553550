//! What the gazetteers and the list of titles know at a piece.
//!
//! In: pieces. Out: the longest entry that begins at one of them. Never decides whether it is a name there.

use super::pieces::{PieceShape, Pieces};
use crate::document::MentionForm;
use crate::lexicon::names::{Known, Sense, gazetteer};
use crate::lexicon::titles::{Noun, nouns};
use crate::tag::cursor::Cursor;

/// A gazetteer entry that a run of pieces names.
#[derive(Clone, Copy)]
pub(super) struct Hit {
    pub len: usize,
    pub known: &'static Known,
    pub sense: Sense,
}

impl Hit {
    pub fn form(self) -> MentionForm {
        match self.sense {
            Sense::Acronym => MentionForm::Acronym,
            Sense::Adjective | Sense::People => MentionForm::Demonym,
            Sense::Name | Sense::Weak => MentionForm::Name,
        }
    }
}

/// The longest gazetteer name that begins at `at` and ends before `to`.
pub(super) fn known_at(pieces: &Pieces, at: usize, to: usize) -> Option<Hit> {
    let (len, name) = gazetteer().phrases().longest(pieces.words(at, to), |_| true)?;
    gazetteer().entry(name).map(|known| Hit { len, known, sense: name.sense })
}

/// The longest title, role or prefix that begins at `at`, with what it is.
pub(super) fn title_at(pieces: &Pieces, at: usize, to: usize) -> Option<(usize, Noun)> {
    // "João da Costa": two small letters are a particle; the title of an attorney has capitals.
    if pieces.all.get(at).is_some_and(|p| p.shape == PieceShape::Lower && p.span.len() <= 2) {
        return None;
    }
    let (len, noun) = nouns().longest(pieces.words(at, to), |n| matches!(n, Noun::Honorific(_) | Noun::Role(_) | Noun::Prefix))?;
    // "president-elect": the piece after hangs on it by a hyphen; on other words ("press-gang") no title is left.
    match pieces.all.get(at + len).filter(|p| p.hyphened && at + len < to) {
        Some(_) if matches!(pieces.word(at + len), "elect" | "Elect" | "designate" | "in") => Some((len + 1, noun)),
        Some(_) if !matches!(noun, Noun::Prefix) => None,
        _ => Some((len, noun)),
    }
}
