//! Military units that begin with their number: "11th Airborne Corps".
//!
//! In: pieces. Out: where such a name ends. Never takes a number before words in small letters.

use super::pieces::{PieceShape, Pieces};
use crate::tag::cursor::Cursor;

/// The most words between the number and its noun.
const LONGEST: usize = 6;

/// One past the last piece of the unit whose number stands at `at`.
pub(super) fn end_of_unit(pieces: &Pieces, at: usize, to: usize) -> Option<usize> {
    let mut end = None;
    for n in at + 1..(at + 1 + LONGEST).min(to) {
        if !pieces.is_capital(n) {
            break;
        }
        if is_unit_noun(pieces.word(n)) {
            end = Some(n + 1);
        }
    }
    // The number must touch its words, not a range or a date.
    end.filter(|_| pieces.all.get(at).is_some_and(|p| p.shape == PieceShape::Number && p.span.len() <= 6 && !p.hyphened))
}

fn is_unit_noun(word: &str) -> bool {
    matches!(
        word,
        "Brigade"
            | "Division"
            | "Regiment"
            | "Battalion"
            | "Corps"
            | "Army"
            | "Fleet"
            | "Squadron"
            | "Wing"
            | "Infantry"
            | "Battery"
            | "Platoon"
            | "Flotilla"
    )
}
