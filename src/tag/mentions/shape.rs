//! What a capitalised sequence is by its own words.
//!
//! In: pieces. Out: how far a sequence runs and what the noun in it makes it. Never asks the gazetteers for a whole name.

use super::pieces::{PieceShape, Pieces};
use crate::document::EntityType;
use crate::lexicon::fold;
use crate::lexicon::names::given_name;
use crate::lexicon::titles::{Noun, nouns};
use crate::lexicon::words::{self, Ordinary};
use crate::tag::cursor::Cursor;

/// Words in small letters inside names of persons.
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "ul"
            | "ur"
            | "ud"
            | "ad"
            | "as"
            | "ash"
            | "at"
            | "an"
            | "bin"
            | "bint"
            | "ibn"
            | "ben"
            | "abu"
            | "de"
            | "del"
            | "della"
            | "der"
            | "den"
            | "di"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "du"
            | "la"
            | "le"
            | "van"
            | "von"
            | "zu"
            | "ter"
            | "ten"
            | "y"
            | "e"
            | "af"
    )
}

/// One past the last piece of the capitalised sequence that begins at `at`.
pub(super) fn end_of_run(pieces: &Pieces, at: usize, to: usize) -> usize {
    let mut end = at + 1;
    while end < to {
        end = match joined(pieces, at, end, to) {
            Some(next) => next,
            None => break,
        };
    }
    // "Acme, Inc."
    if pieces.word(end) == "," && end + 1 < to && is_company_suffix(pieces, end + 1) {
        return end + 2;
    }
    end
}

/// Where the sequence goes on after `end`, if it does.
fn joined(pieces: &Pieces, from: usize, end: usize, to: usize) -> Option<usize> {
    let piece = pieces.all.get(end)?;
    let word = pieces.word(end);
    if pieces.all.get(end - 1).is_some_and(|p| p.shape == PieceShape::Upper) && word == "'s" {
        return None;
    }
    match piece.shape {
        PieceShape::Capital | PieceShape::Upper | PieceShape::Initial if words::is_calendar(word) && !piece.hyphened => {
            let names_before = pieces
                .all
                .get(end - 1)
                .is_some_and(|p| crate::lexicon::names::given_name(p.hash).is_some() || p.shape == PieceShape::Initial);
            (names_before && matches!(word, "May" | "April" | "August" | "March")).then_some(end + 1)
        }
        PieceShape::Capital | PieceShape::Upper | PieceShape::Initial => Some(end + 1),
        PieceShape::Number => piece.hyphened.then_some(end + 1),
        PieceShape::Possessive => (is_owner(pieces.word(end - 1)) && pieces.is_capital(end + 1) && end + 1 < to).then_some(end + 2),
        PieceShape::Mark if end == from + 1 && is_nickname(pieces, end, to) => Some(end + 3),
        PieceShape::Mark => (word == "&" && pieces.is_capital(end + 1) && end + 1 < to).then_some(end + 2),
        PieceShape::Handle => None,
        PieceShape::Lower if piece.hyphened => (words::ordinary(word, piece.hash) == Ordinary::No && word.len() > 1
            || pieces.all.get(end + 1).is_some_and(|p| p.hyphened) && end + 1 < to)
            .then_some(end + 1),
        PieceShape::Lower => joined_by_word(pieces, from, end, to),
    }
}

/// "Robert “Bobby” Kane", "William (Bill) Tansley": one word with a capital in marks or brackets, between a given name and a capital.
fn is_nickname(pieces: &Pieces, mark: usize, to: usize) -> bool {
    let closes = match pieces.word(mark) {
        "“" => "”",
        "\"" => "\"",
        "‘" => "’",
        "'" => "'",
        "(" => ")",
        _ => return false,
    };
    let is_given = mark.checked_sub(1).and_then(|n| pieces.all.get(n)).is_some_and(|p| given_name(p.hash).is_some());
    is_given && mark + 3 < to && pieces.is_capital(mark + 1) && pieces.word(mark + 2) == closes && pieces.is_capital(mark + 3)
}

/// "of", "for", "and" and the particles between capitals.
fn joined_by_word(pieces: &Pieces, from: usize, end: usize, to: usize) -> Option<usize> {
    let word = pieces.word(end);
    let capital_at = |at: usize| at < to && pieces.is_capital(at) && !words::is_calendar(pieces.word(at));
    if is_particle(word) {
        // "Ursula von der Leyen": one particle or two.
        let next = if is_particle(pieces.word(end + 1)) { end + 2 } else { end + 1 };
        return (capital_at(next) && word != "an" && word != "as" && word != "at" && word != "do").then_some(next + 1);
    }
    match word {
        "of" | "for" | "on" => {
            let next = if pieces.word(end + 1) == "the" { end + 2 } else { end + 1 };
            let is_head = match noun_ending_at(pieces, from, end) {
                Some(Noun::Organisation) => true,
                Some(Noun::Place(_)) => word == "of",
                _ => word == "of" && words::heads_name(pieces.word(end - 1)),
            };
            (is_head && capital_at(next)).then_some(next + 1)
        }
        "and" => {
            let opened = (from..end).any(|n| matches!(pieces.word(n), "of" | "for"));
            let governs = |w: &str| {
                matches!(
                    w,
                    "Ministry"
                        | "Department"
                        | "Office"
                        | "Institute"
                        | "Bureau"
                        | "Committee"
                        | "Center"
                        | "Centre"
                        | "Commission"
                        | "Secretariat"
                        | "School"
                        | "College"
                        | "Council"
                        | "Board"
                        | "Agency"
                )
            };
            let listed = opened
                && (from..end).any(|n| governs(pieces.word(n)))
                && pieces.all.get(end + 1).is_some_and(|p| p.ordinary != Ordinary::No);
            (capital_at(end + 1) && (listed || is_pair_before_head(pieces, end, to))).then_some(end + 2)
        }
        _ => None,
    }
}

/// "Food and Drug Administration": ordinary words on both sides and a noun of an organisation after.
fn is_pair_before_head(pieces: &Pieces, and: usize, to: usize) -> bool {
    let ordinary = |n: usize| pieces.all.get(n).is_some_and(|p| p.shape == PieceShape::Capital && p.ordinary != Ordinary::No);
    // "Budget Committee and Rules Committee" are two.
    let is_body = matches!(noun_ending_at(pieces, and - 1, and), Some(Noun::Organisation));
    if !ordinary(and - 1) || !ordinary(and + 1) || is_body {
        return false;
    }
    (and + 2..(and + 5).min(to))
        .take_while(|n| pieces.is_capital(*n))
        .any(|n| matches!(noun_ending_at(pieces, n, n + 1), Some(Noun::Organisation)))
}

/// Those who own institutions: "People's Party", "Children's Hospital".
fn is_owner(word: &str) -> bool {
    matches!(
        word,
        "People"
            | "Women"
            | "Men"
            | "Children"
            | "Workers"
            | "World"
            | "King"
            | "Queen"
            | "Peoples"
            | "Veterans"
            | "Farmers"
            | "Teachers"
            | "St."
            | "Saint"
    )
}

fn is_company_suffix(pieces: &Pieces, at: usize) -> bool {
    pieces.is_capital(at) && nouns().longest(pieces.words(at, at + 1), |n| matches!(n, Noun::CompanySuffix { weak: false })).is_some()
}

/// The noun that the words before `end` finish with, the longest first.
pub(super) fn noun_ending_at(pieces: &Pieces, from: usize, end: usize) -> Option<Noun> {
    (from.max(end.saturating_sub(3))..end).find_map(|start| {
        let mut best = None;
        for noun in nouns().exact_cased(pieces.words(start, end)) {
            match noun {
                Noun::Organisation | Noun::Organisations => return Some(noun),
                // Capitalised, these end names of bodies rather than of places.
                Noun::Place(_) if matches!(pieces.word(end - 1), "Community" | "Exchange" | "Market" | "Commonwealth") => {
                    return Some(Noun::Organisation);
                }
                Noun::CompanySuffix { .. } | Noun::Place(_) => best = best.or(Some(noun)),
                _ => {}
            }
        }
        best
    })
}

/// The type that the nouns inside a sequence of several words give it, with the rule.
pub(super) fn head_type(pieces: &Pieces, from: usize, end: usize) -> Option<(EntityType, &'static str)> {
    if end - from < 2 {
        return None;
    }
    // "Ministry of X", "Gulf of X": the noun before the first "of" is the head; in "Isle of Aldwick Court of Appeal" that before the last.
    let mut joints = (from + 1..end).filter(|n| matches!(pieces.word(*n), "of" | "for" | "on"));
    if let Some(of) = joints.next() {
        let ends_as_body = joints.next_back().is_some_and(|last| matches!(noun_ending_at(pieces, from, last), Some(Noun::Organisation)));
        return match noun_ending_at(pieces, from, of) {
            Some(Noun::Organisation) => Some((EntityType::Org, "organisation_of")),
            Some(Noun::Place(_)) if ends_as_body => Some((EntityType::Org, "organisation_of")),
            Some(Noun::Place(kind)) => Some((kind, "place_of")),
            _ if words::heads_name(pieces.word(of - 1)) => Some((EntityType::Gpe, "state_of")),
            _ => None,
        };
    }
    let last = pieces.word(end - 1);
    if words::heads_event(last) {
        return Some((EntityType::Event, "event_noun"));
    }
    match noun_ending_at(pieces, from + 1, end) {
        Some(Noun::Organisation | Noun::Organisations) => return Some((EntityType::Org, "organisation_noun")),
        Some(Noun::CompanySuffix { .. }) => return Some((EntityType::Org, "company_suffix")),
        Some(Noun::Place(_)) if is_person_of_place_noun(pieces, from, end) => return None,
        Some(Noun::Place(kind)) => return Some((kind, "place_noun")),
        _ => {}
    }
    if is_club(pieces, from, end) {
        return Some((EntityType::Org, "club_noun"));
    }
    match pieces.word(from) {
        "Lake" | "Mount" | "Mt." | "Cape" | "River" | "Gulf" => Some((EntityType::Loc, "place_noun_before")),
        "Fort" | "Camp" => Some((EntityType::Fac, "place_noun_before")),
        _ if (from..end).any(|n| pieces.word(n) == "&") => Some((EntityType::Org, "ampersand")),
        _ => None,
    }
}

/// "Anna Marsh", "Gerald Ford": after a given name these nouns are surnames more often than places.
fn is_person_of_place_noun(pieces: &Pieces, from: usize, end: usize) -> bool {
    let is_surname = matches!(
        pieces.word(end - 1),
        "Banks"
            | "Brook"
            | "Brooks"
            | "Dale"
            | "Fields"
            | "Ford"
            | "Glen"
            | "Heath"
            | "Hill"
            | "Marsh"
            | "Mead"
            | "Moor"
            | "Rivers"
            | "Wood"
            | "Woods"
    );
    is_surname && end == from + 2 && given_name(fold::hash(pieces.word(from))).is_some()
}

/// "Dynamo Aldwick", "Aldwick Rovers": words that clubs alone have before or after the name of their town.
fn is_club(pieces: &Pieces, from: usize, end: usize) -> bool {
    let begins = matches!(
        pieces.word(from),
        "Dynamo"
            | "Dinamo"
            | "Spartak"
            | "Lokomotiv"
            | "Torpedo"
            | "Shakhtar"
            | "Real"
            | "Atletico"
            | "Atlético"
            | "Deportivo"
            | "Sporting"
            | "Olympique"
            | "Borussia"
            | "Eintracht"
            | "Hansa"
            | "Fortuna"
            | "FC"
            | "AC"
            | "AS"
            | "SC"
            | "SV"
            | "CSKA"
            | "PSV"
    );
    let ends =
        matches!(pieces.word(end - 1), "Rovers" | "Wanderers" | "Hotspur" | "Albion" | "Argyle" | "Academical" | "FC" | "AFC" | "CF");
    let is_name = |n: usize| pieces.all.get(n).is_some_and(|p| p.ordinary == Ordinary::No);
    let is_given = |n: usize| pieces.all.get(n).is_some_and(|p| given_name(p.hash).is_some());
    (begins && is_name(from + 1) && !is_given(from + 1) && end - from <= 3)
        || (ends && is_name(from))
        || (pieces.word(end - 1) == "United" && end - from == 2 && is_name(from))
}

/// "MeierMore": a capital after five letters or more and before a small one; "McAlister" and "FitzGerald" are spelled so.
pub(super) fn is_glued(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes
        .windows(3)
        .enumerate()
        .any(|(at, w)| at >= 4 && w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase() && w[2].is_ascii_lowercase())
        && word.chars().all(char::is_alphabetic)
}

/// Whether the sequence names a model: a hyphen or capital letters with digits.
pub(super) fn is_model(pieces: &Pieces, from: usize, end: usize) -> bool {
    let digits = |w: &str| w.chars().any(|c| c.is_ascii_digit());
    let hyphened = (from + 1..end).any(|n| pieces.all.get(n).is_some_and(|p| p.hyphened && p.shape == PieceShape::Number));
    let inside = (from..end).any(|n| {
        pieces.all.get(n).is_some_and(|p| matches!(p.shape, PieceShape::Upper | PieceShape::Initial | PieceShape::Capital))
            && digits(pieces.word(n))
    });
    hyphened || inside
}
