//! Names in lines in capitals or title case, where a capital proves nothing.
//!
//! In: pieces and the names of the running text. Out: names that lists or the body vouch for. Never takes a word for a name because of
//! its capital.

use rustc_hash::FxHashMap;

use super::found::{Found, MentionRule, PIECE_STEPS};
use super::known::{Hit, known_at, title_at};
use super::pieces::{Line, PieceShape, Pieces, Style};
use super::{context, units};
use crate::document::{EntityType, MentionForm};
use crate::lexicon::names::{Class, Sense, given_name};
use crate::lexicon::titles::Noun;
use crate::lexicon::words::{self, Ordinary};
use crate::tag::cursor::Cursor;
use crate::work::Budget;

/// The longest name of the body that is looked for in a headline, in words.
const LONGEST: usize = 8;

/// Names of the body by the hashes of their words.
type Body = FxHashMap<u64, EntityType>;

/// Adds the names of such lines.
pub(super) fn add(pieces: &Pieces, found: &mut Vec<Found>, budget: &Budget) {
    if pieces.lines.iter().all(|l| l.style == Style::Running) {
        return;
    }
    let body = body_names(pieces, found);
    for line in pieces.lines.iter().filter(|l| l.style != Style::Running) {
        if !budget.charge(PIECE_STEPS * (line.to - line.from)) {
            break;
        }
        let mut at = line.from;
        while at < line.to {
            at = match name_at(pieces, at, *line, &body) {
                Some(name) => {
                    let to = name.to;
                    found.push(name);
                    to
                }
                None => at + 1,
            };
        }
    }
}

/// The names of the body, and the surnames of its persons.
fn body_names(pieces: &Pieces, found: &[Found]) -> Body {
    let mut body = Body::default();
    for f in found.iter().filter(|f| f.confidence >= 0.5 && f.form != MentionForm::Handle) {
        body.insert(pieces.key(f.from, f.to), f.kind);
        if f.kind == EntityType::Person && f.to - f.from > 1 {
            body.entry(pieces.key(f.to - 1, f.to)).or_insert(f.kind);
        }
    }
    body
}

fn name_at(pieces: &Pieces, at: usize, line: Line, body: &Body) -> Option<Found> {
    let piece = pieces.all.get(at)?;
    let found = |to: usize, kind, form, rule, confidence| {
        let rule = MentionRule::sure(rule);
        Some(Found { from: at, to, kind, form, role: role_before(pieces, at, line), is_indefinite: false, rule, confidence })
    };
    match piece.shape {
        PieceShape::Handle => return found(at + 1, EntityType::Person, MentionForm::Handle, "handle", 0.5),
        PieceShape::Number => {
            let end = units::end_of_unit(pieces, at, line.to)?;
            return found(end, EntityType::Org, MentionForm::Name, "military_unit", 0.8);
        }
        PieceShape::Capital | PieceShape::Upper | PieceShape::Initial => {}
        _ => return None,
    }
    let hit = known_at(pieces, at, line.to).filter(|h| is_certain(pieces, at, *h, line.style));
    let from_body = (1..=LONGEST.min(line.to - at)).rev().find_map(|len| body.get(&pieces.key(at, at + len)).map(|kind| (len, *kind)));
    match (hit, from_body) {
        (hit, Some((len, kind))) if hit.is_none_or(|h| h.len <= len) && (len > 1 || piece.ordinary != Ordinary::Frequent) => {
            let form = hit.filter(|h| h.len == len).map_or(MentionForm::Name, Hit::form);
            found(at + len, kind, form, "headline_by_body", 0.8)
        }
        (Some(hit), _) => found(at + hit.len, hit.known.kind, hit.form(), "headline_by_gazetteer", 0.75),
        _ => {
            let end = person_end(pieces, at, line)?;
            found(end, EntityType::Person, MentionForm::Name, "headline_given_name", 0.6)
        }
    }
}

/// Whether a gazetteer name is one although every word has a capital.
fn is_certain(pieces: &Pieces, at: usize, hit: Hit, style: Style) -> bool {
    let Some(piece) = pieces.all.get(at) else { return false };
    if hit.len > 1 {
        return hit.sense != Sense::Weak;
    }
    let usage = pieces.usage(piece.hash);
    match hit.known.class {
        Class::Country | Class::Group | Class::Area => match (hit.sense, style) {
            // "US" in a line of capitals may be "us".
            (Sense::Acronym, Style::Capitals) => piece.ordinary == Ordinary::No || pieces.word(at).contains('.') || usage.capital > 0,
            _ => piece.ordinary != Ordinary::Frequent || usage.capital > 0,
        },
        _ if hit.sense == Sense::Acronym && style == Style::Capitals => piece.ordinary == Ordinary::No || usage.capital > 0,
        _ => (piece.ordinary == Ordinary::No || usage.capital > usage.lower) && context::accepts_single(pieces, at, hit),
    }
}

/// A given name and a word that is no ordinary one after it.
fn person_end(pieces: &Pieces, at: usize, line: Line) -> Option<usize> {
    let first = pieces.all.get(at)?;
    let starts = first.shape == PieceShape::Initial && pieces.word(at) != "I" && pieces.word(at) != "A"
        || given_name(first.hash).is_some() && first.ordinary == Ordinary::No;
    let mut end = at + 1;
    while end < line.to
        && end < at + 4
        && pieces.is_capital(end)
        && pieces.all.get(end).is_some_and(|p| p.ordinary == Ordinary::No)
        && !words::is_calendar(pieces.word(end))
    {
        end += 1;
    }
    (starts && end > at + 1).then_some(end)
}

/// The title directly before a name of the headline.
fn role_before(pieces: &Pieces, at: usize, line: Line) -> Option<crate::span::Span> {
    (line.from.max(at.saturating_sub(4))..at).find_map(|start| {
        let (len, noun) = title_at(pieces, start, at)?;
        (start + len == at && !matches!(noun, Noun::Prefix)).then(|| pieces.span(start..at))
    })
}
