//! What the words around a name tell of it, in its sentence and in the whole article.
//!
//! In: pieces and the names found so far. Out: types. Never adds a name where there was no capitalised sequence.

use rustc_hash::{FxHashMap, FxHashSet};

use super::found::{Found, MentionRule};
use super::known::Hit;
use super::pieces::{Line, PieceShape, Pieces};
use super::shape;
use crate::document::{EntityType, MentionForm};
use crate::lexicon::fold;
use crate::lexicon::names::{Class, Sense, given_name};
use crate::lexicon::titles::{Noun, nouns};
use crate::lexicon::words::{self, Ordinary};
use crate::tag::cursor::Cursor;

/// The type of a sequence that no list knows.
pub(super) struct Named {
    pub kind: EntityType,
    pub form: MentionForm,
    pub rule: MentionRule,
    pub confidence: f32,
}

fn named(kind: EntityType, rule: MentionRule, confidence: f32) -> Option<Named> {
    Some(Named { kind, form: MentionForm::Name, rule, confidence })
}

/// The type of the pieces from `from` to `to`, which no list knows as a whole; none where they are no name.
pub(super) fn classify(pieces: &Pieces, from: usize, to: usize, line: Line, titled: bool) -> Option<Named> {
    let first = pieces.all.get(from)?;
    let single = to - from == 1;
    let word = pieces.word(from);
    if single && (words::is_calendar(word) || word == "I" || first.shape == PieceShape::Initial || words::names_nobody(word)) {
        return None;
    }
    if single && first.shape == PieceShape::Upper && words::is_plain_acronym(word) {
        return None;
    }
    if shape::is_model(pieces, from, to) {
        let is_word = first.ordinary != Ordinary::No && first.shape == PieceShape::Capital && single;
        return if is_word { None } else { named(EntityType::Product, MentionRule::sure("model_number"), 0.7) };
    }
    // "E-Verify", "R-TN": one letter that a word hangs on.
    if first.shape == PieceShape::Initial && pieces.all.get(from + 1).is_some_and(|p| p.hyphened) {
        return None;
    }
    // "Anna MeierMore": words that lost the space or line between them are nobody's name.
    let glued = (from..to).any(|n| shape::is_glued(pieces.word(n)));
    if titled && first.ordinary != Ordinary::Frequent {
        return if glued { None } else { named(EntityType::Person, MentionRule::TITLE_BEFORE, 0.9) };
    }
    if single && first.shape == PieceShape::Upper {
        return acronym(pieces, from);
    }
    let given = given_name(first.hash).is_some();
    let initial = (from..to).any(|n| pieces.all.get(n).is_some_and(|p| p.shape == PieceShape::Initial && pieces.word(n) != "A"));
    if !single && (given || initial) && to - from <= 5 {
        return if glued { None } else { named(EntityType::Person, MentionRule::sure(if given { "given_name" } else { "initial" }), 0.85) };
    }
    let before = from.checked_sub(1).filter(|n| *n >= line.from).map_or("", |n| pieces.word(n));
    let after = if to < line.to { pieces.word(to) } else { "" };
    if is_person_by(pieces, after, to, line) && !(single && first.ordinary == Ordinary::Frequent) {
        return named(EntityType::Person, MentionRule::PERSON_CONTEXT, 0.75);
    }
    let ordinary = (from..to).filter(|n| pieces.all.get(*n).is_some_and(|p| p.ordinary != Ordinary::No)).count();
    if single {
        return classify_single(pieces, from, line, before, after);
    }
    if ordinary == to - from {
        return named(EntityType::Org, MentionRule::ORDINARY_WORDS, 0.4);
    }
    if ordinary > 0 && before == "the" {
        return named(EntityType::Org, MentionRule::THE_BEFORE, 0.4);
    }
    named(EntityType::Person, MentionRule::CAPITALISED_WORDS, 0.55)
}

fn classify_single(pieces: &Pieces, at: usize, line: Line, before: &str, after: &str) -> Option<Named> {
    let piece = pieces.all.get(at)?;
    let word = pieces.word(at);
    if piece.ordinary != Ordinary::No {
        // "the Senate": a noun that stands for a body; other ordinary words are emphasis or headings.
        let is_body = matches!(shape::noun_ending_at(pieces, at, at + 1), Some(Noun::Organisation));
        return if is_body && !piece.starts { named(EntityType::Org, MentionRule::sure("organisation_noun"), 0.5) } else { None };
    }
    if matches!(before, "in" | "near" | "at" | "outside" | "across" | "around" | "towards" | "inside") {
        return named(EntityType::Gpe, MentionRule::sure("place_preposition"), 0.6);
    }
    // "the town of Obersdorf", "shares of Voltwerk", "the carmaker Voltwerk".
    let noun_before =
        |back: usize| at.checked_sub(back).filter(|n| *n >= line.from && pieces.all.get(*n).is_some_and(|p| p.shape == PieceShape::Lower));
    if matches!(before, "of" | "in")
        && let Some(noun) = noun_before(2)
    {
        if matches!(pieces.word(noun), "shares" | "stock" | "stake" | "investors" | "shareholders") {
            return named(EntityType::Org, MentionRule::SHARES_OF, 0.7);
        }
        if before == "of"
            && let Some(kind) = place_noun(pieces, noun)
        {
            return named(kind, MentionRule::PLACE_NOUN_OF, 0.7);
        }
    }
    if noun_before(1)
        .is_some_and(|n| nouns().exact(fold::join(0, pieces.all.get(n).map_or(0, |p| p.hash))).any(|n| matches!(n, Noun::Organisation)))
    {
        return named(EntityType::Org, MentionRule::ORGANISATION_NOUN_BEFORE, 0.65);
    }
    // "the Sikhin village", "Guangdong province": the noun after says what it is.
    if let Some(kind) = place_noun(pieces, at + 1) {
        return named(kind, MentionRule::PLACE_NOUN_BEHIND, 0.65);
    }
    let is_adjective = ["ian", "ean", "ish", "ese"].iter().any(|end| word.ends_with(end)) && word.len() > 5;
    if is_adjective && after.starts_with(char::is_lowercase) && !words::is_function_word(after) {
        return Some(Named { kind: EntityType::Norp, form: MentionForm::Demonym, rule: MentionRule::ADJECTIVE_ENDING, confidence: 0.4 });
    }
    if given_name(piece.hash).is_some() {
        return named(EntityType::Person, MentionRule::sure("given_name"), 0.6);
    }
    if after.starts_with(|c: char| c.is_ascii_digit()) {
        return named(EntityType::Org, MentionRule::sure("number_after"), 0.3);
    }
    if matches!(before, "the" | "The") {
        return named(EntityType::Org, MentionRule::THE_BEFORE, 0.4);
    }
    named(EntityType::Person, MentionRule::CAPITALISED_WORD, 0.35)
}

/// The type that a noun in small letters at `at` gives the name before it.
fn place_noun(pieces: &Pieces, at: usize) -> Option<EntityType> {
    let piece = pieces.all.get(at).filter(|p| p.shape == PieceShape::Lower && !p.hyphened)?;
    let noun = nouns().exact(fold::join(0, piece.hash)).find_map(|n| if let Noun::Place(kind) = n { Some(kind) } else { None });
    noun.filter(|_| !matches!(pieces.word(at), "front" | "court" | "base" | "state" | "office" | "center" | "centre" | "market" | "school"))
}

fn acronym(pieces: &Pieces, at: usize) -> Option<Named> {
    let piece = pieces.all.get(at)?;
    let word = pieces.word(at);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let is_name = (2..=7).contains(&letters) && piece.ordinary == Ordinary::No && !words::is_plain_acronym(word);
    let confidence = if pieces.usage(piece.hash).capital > 1 { 0.6 } else { 0.5 };
    is_name.then_some(Named { kind: EntityType::Org, form: MentionForm::Acronym, rule: MentionRule::ACRONYM, confidence })
}

/// Whether a name of several words stands for its entry: a ship called after a person needs its "the".
pub(super) fn accepts_phrase(pieces: &Pieces, at: usize, hit: Hit) -> bool {
    let called_after = hit.len > 1 && hit.known.class == Class::Product && pieces.all.get(at).is_some_and(|p| given_name(p.hash).is_some());
    let before = at.checked_sub(1).map_or("", |n| pieces.word(n));
    !called_after || matches!(before, "the" | "The" | "carrier" | "ship" | "frigate" | "destroyer" | "submarine" | "telescope" | "rover")
}

/// Whether the number at `at` can be the score of the team before it: short, and no noun is counted by it.
pub(super) fn is_score(pieces: &Pieces, at: usize) -> bool {
    let Some(piece) = pieces.all.get(at) else { return false };
    let word = piece.span.of(pieces.text);
    let counts = pieces.all.get(at + 1).is_some_and(|p| p.shape == PieceShape::Lower || matches!(pieces.word(at + 1), "," | "%" | "-"));
    piece.shape == PieceShape::Number && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit()) && !counts
}

/// Whether the words after a name are those that follow persons.
fn is_person_by(pieces: &Pieces, after: &str, at: usize, line: Line) -> bool {
    if matches!(after, "who" | "whose" | "whom") || words::reports_quotation(after) {
        return true;
    }
    // "Moss, 34, said", "Moss, who".
    after == "," && at + 2 < line.to && (pieces.word(at + 1) == "who" || is_age(pieces, at + 1))
}

fn is_age(pieces: &Pieces, at: usize) -> bool {
    let word = pieces.word(at);
    word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty() && matches!(pieces.word(at + 1), "," | "." | ")")
}

/// Whether a gazetteer name of one word stands for its entry here: ordinary words and given names need the context to say so.
pub(super) fn accepts_single(pieces: &Pieces, at: usize, hit: Hit) -> bool {
    let Some(piece) = pieces.all.get(at) else { return false };
    let before = at.checked_sub(1).map_or("", |n| pieces.word(n));
    let usage = pieces.usage(piece.hash);
    let placed = matches!(before, "in" | "near" | "at" | "from" | "outside" | "to" | "around" | "of") && !piece.starts;
    match hit.known.class {
        // "posted on X".
        _ if piece.shape == PieceShape::Initial => before == "on",
        Class::Group if hit.sense == Sense::Weak => usage.lower == 0,
        // "the Times": the most ordinary words need their article.
        Class::Organisation if hit.sense == Sense::Weak && piece.ordinary == Ordinary::Frequent && !matches!(before, "the" | "The") => {
            false
        }
        _ if hit.sense == Sense::Weak && piece.starts => piece.ordinary != Ordinary::Frequent && usage.lower == 0,
        _ if hit.sense == Sense::Weak => piece.ordinary == Ordinary::No || usage.lower == 0,
        Class::City | Class::Region => piece.ordinary == Ordinary::No || placed || (usage.capital > 1 && usage.lower == 0),
        Class::Person | Class::Organisation => {
            piece.ordinary != Ordinary::Frequent
                || (usage.capital > 0 && usage.lower == 0)
                || piece.case == crate::lexicon::phrases::Case::Upper
        }
        _ => true,
    }
}

/// A given name with what follows it, or a name with a title.
fn is_full_name(found: &Found) -> bool {
    found.kind == EntityType::Person && found.to - found.from > 1 && found.confidence >= 0.8
}

fn is_place_preposition(word: &str) -> bool {
    matches!(word, "in" | "near" | "at" | "outside" | "across" | "around" | "towards" | "inside" | "from" | "to")
}

/// Lets the mentions of one name in an article agree: a sure one decides the type of the unsure ones, a full name that of its parts.
pub(super) fn agree(pieces: &Pieces, found: &mut [Found]) {
    let mut best: FxHashMap<u64, (EntityType, f32)> = FxHashMap::default();
    for f in found.iter() {
        let entry = best.entry(pieces.key(f.from, f.to)).or_insert((f.kind, f.confidence));
        if f.confidence > entry.1 {
            *entry = (f.kind, f.confidence);
        }
        // "Acme" of "Acme Rope Ltd."
        if f.kind == EntityType::Org
            && f.to - f.from > 1
            && f.confidence >= 0.7
            && pieces.all.get(f.from).is_some_and(|p| p.ordinary == Ordinary::No)
        {
            best.entry(pieces.key(f.from, f.from + 1)).or_insert((f.kind, f.confidence - 0.15));
        }
        if f.kind == EntityType::Person && f.to - f.from > 1 && f.confidence >= 0.5 {
            for part in [f.from, f.to - 1] {
                let entry = best.entry(pieces.key(part, part + 1)).or_insert((f.kind, f.confidence - 0.1));
                if f.confidence - 0.1 > entry.1 {
                    *entry = (f.kind, f.confidence - 0.1);
                }
            }
        }
    }
    let surnames: FxHashSet<u64> = found.iter().filter(|f| is_full_name(f)).map(|f| pieces.key(f.to - 1, f.to)).collect();
    for f in found.iter_mut() {
        // A town or country that is the surname of somebody in the article: "Jordan said".
        let before = f.from.checked_sub(1).map_or("", |n| pieces.word(n));
        if f.to - f.from == 1
            && f.kind == EntityType::Gpe
            && f.form == MentionForm::Name
            && surnames.contains(&pieces.key(f.from, f.to))
            && !is_place_preposition(before)
        {
            (f.kind, f.rule, f.confidence) = (EntityType::Person, MentionRule::SURNAME_ELSEWHERE, 0.7);
        }
    }
    for f in found.iter_mut().filter(|f| f.confidence < 0.7) {
        if let Some((kind, confidence)) = best.get(&pieces.key(f.from, f.to))
            && *confidence > f.confidence
        {
            if *kind != f.kind {
                f.rule = MentionRule::SAME_NAME_ELSEWHERE;
                f.form = if f.form == MentionForm::Handle { f.form } else { MentionForm::Name };
            }
            f.kind = *kind;
            f.confidence = *confidence - 0.05;
        }
    }
}
