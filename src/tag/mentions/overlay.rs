//! Overlay: the names that lists and rules find, and those that the language model sees, made one.
//!
//! In: pieces, the names of the rules, the model's candidates. Out: the names that remain. Never changes anything where no model ran.
//!
//! The order of the rules; a name whose type rests on more than its capital (a list, a title, a noun, the words around it) is left as it is:
//! 1. `trimmed`: a candidate loses "the", titles, a possessive, marks, and numbers at its end; what is left must begin with a capital;
//! 2. `model_longer`: a candidate that covers names of unsure type and goes on over capitals takes their place;
//! 3. `model_type`: a name of unsure type that is a candidate, too, takes the type that the model gives this name most often in the article;
//! 4. `unseen`: a name that rests on a capital alone, or letters that stand once in the article, of which the model sees nothing, is no name;
//! 5. `model_name`: a candidate where the rules have nothing is a name;
//! 6. `surname_elsewhere`: one word of the model's type that ends a person's full name elsewhere in the article, or stands after a title
//!    or before "said" there, is that person; `evidence_elsewhere`: a name of the model's type has the type that the words around it give
//!    it elsewhere.
//!
//! In lines in capitals or title case only the fifth applies, to persons and places of words that no dictionary knows.

use rustc_hash::{FxHashMap, FxHashSet};

use super::found::{Found, Grounds, MentionRule};
use super::known::title_at;
use super::pieces::{PieceShape, Pieces, Style};
use super::shape;
use crate::document::{EntityType, MentionForm, NameLabel, Syntax};
use crate::lexicon::words::{self, Ordinary};
use crate::span::Span;
use crate::tag::cursor::Cursor;

/// How far a name that only the model sees can be relied on.
const MODEL_ALONE: f32 = 0.6;

/// A candidate of the model as pieces.
#[derive(Clone, Copy, Debug)]
struct ModelName {
    from: usize,
    to: usize,
    kind: EntityType,
    role: Option<Span>,
    style: Style,
}

/// The candidates of an article.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    all: Vec<ModelName>,
    /// How often the model gives a name each type.
    votes: FxHashMap<u64, [u16; EntityType::ALL.len()]>,
}

impl Candidates {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The candidates that remain as names when they are trimmed.
    pub fn of(pieces: &Pieces, syntax: &Syntax) -> Self {
        let mut candidates = Self::default();
        let mut lines = pieces.lines.iter().peekable();
        for name in syntax.names() {
            let Some(kind) = entity_type(name.label) else { continue };
            let from = pieces.all.partition_point(|p| p.span.end <= name.span.start);
            let to = pieces.all.partition_point(|p| p.span.start < name.span.end);
            while lines.next_if(|l| l.to <= from).is_some() {}
            let Some(line) = lines.peek() else { break };
            let whole = ModelName { from, to: to.min(line.to), kind, role: None, style: line.style };
            let Some(candidate) = trimmed(pieces, whole) else { continue };
            let votes = candidates.votes.entry(pieces.key(candidate.from, candidate.to)).or_default();
            if let Some(vote) = votes.get_mut(candidate.kind as usize) {
                *vote = vote.saturating_add(1);
            }
            candidates.all.push(candidate);
        }
        candidates
    }

    /// The type that the model gives a name most often; that of this candidate where several are equally frequent.
    fn favourite(&self, pieces: &Pieces, candidate: ModelName) -> EntityType {
        let Some(votes) = self.votes.get(&pieces.key(candidate.from, candidate.to)) else { return candidate.kind };
        let count = |kind: EntityType| votes.get(kind as usize).copied().unwrap_or_default();
        EntityType::ALL.iter().copied().fold(candidate.kind, |best, kind| if count(kind) > count(best) { kind } else { best })
    }

    /// The candidates that share a piece with a range.
    fn over(&self, from: usize, to: usize) -> impl Iterator<Item = ModelName> + '_ {
        let first = self.all.partition_point(|c| c.to <= from);
        self.all.get(first..).unwrap_or_default().iter().copied().take_while(move |c| c.from < to)
    }
}

/// The names of running text, reconciled with the candidates.
pub(super) fn reconcile(pieces: &Pieces, candidates: &Candidates, found: &mut Vec<Found>) {
    if candidates.all.is_empty() {
        return;
    }
    longer(pieces, candidates, found);
    found.retain_mut(|name| typed(pieces, candidates, name));
    add(pieces, candidates, found, |c| c.style == Style::Running);
    surnames(pieces, found);
}

/// Adds the candidates of lines whose capitals prove nothing, where the words themselves look like names.
pub(super) fn add_to_headlines(pieces: &Pieces, candidates: &Candidates, found: &mut Vec<Found>) {
    if candidates.all.is_empty() {
        return;
    }
    let is_uncommon = |n: usize| pieces.all.get(n).is_some_and(|p| p.ordinary == Ordinary::No);
    add(pieces, candidates, found, |c| {
        let names = match c.kind {
            // "Anne Baker": one word that no dictionary knows is enough beside another with a capital.
            EntityType::Person if c.to - c.from > 1 => (c.from..c.to).any(is_uncommon) && reads_as_name(pieces, *c),
            EntityType::Person | EntityType::Gpe | EntityType::Loc => (c.from..c.to).all(is_uncommon),
            _ => false,
        };
        c.style != Style::Running && names
    });
}

/// Rule `model_longer`.
fn longer(pieces: &Pieces, candidates: &Candidates, found: &mut Vec<Found>) {
    let mut taken = Vec::new();
    for candidate in candidates.all.iter().filter(|c| c.style == Style::Running && c.to - c.from > 1) {
        let mut inside = found.iter().filter(|f| f.from < candidate.to && candidate.from < f.to).peekable();
        let goes_on = inside.peek().is_some()
            && inside.all(|f| {
                let is_within = candidate.from <= f.from && f.to <= candidate.to && f.to - f.from < candidate.to - candidate.from;
                let same = f.kind == EntityType::Person && candidate.kind == EntityType::Person && f.rule.grounds == Grounds::Title;
                is_within && (f.rule.grounds.is_guess() || same)
            });
        if goes_on && reads_as_name(pieces, *candidate) {
            taken.push(*candidate);
        }
    }
    for candidate in taken {
        let role = found.iter().filter(|f| f.from == candidate.from).find_map(|f| f.role).or(candidate.role);
        found.retain(|f| f.to <= candidate.from || candidate.to <= f.from);
        found.push(name(
            pieces,
            ModelName { role, ..candidate },
            candidates.favourite(pieces, candidate),
            MentionRule::sure("model_longer"),
        ));
    }
    found.sort_by_key(|f| (f.from, std::cmp::Reverse(f.to)));
}

/// Rules `model_type` and `unseen`: whether the name remains.
fn typed(pieces: &Pieces, candidates: &Candidates, found: &mut Found) -> bool {
    if !found.rule.grounds.is_guess() {
        return true;
    }
    let mut near = candidates.over(found.from, found.to).peekable();
    if near.peek().is_none() {
        let is_lonely = found.form == MentionForm::Acronym && pieces.all.get(found.from).is_some_and(|p| pieces.usage(p.hash).capital < 2);
        return found.rule.grounds != Grounds::Capital && !is_lonely;
    }
    let Some(same) = near.find(|c| c.from == found.from && c.to == found.to) else { return true };
    let kind = candidates.favourite(pieces, same);
    if kind == found.kind {
        found.confidence = 0.75;
    } else {
        found.form = form(pieces, kind, found.from, found.to);
        (found.kind, found.rule, found.confidence) = (kind, MentionRule::MODEL_TYPE, MODEL_ALONE);
    }
    true
}

/// Rules `surname_elsewhere` and `evidence_elsewhere`: most articles name a person in full once, and by the last word of that name from then on.
fn surnames(pieces: &Pieces, found: &mut [Found]) {
    let is_full = |f: &&Found| {
        let is_sure = f.to - f.from > 1 && f.confidence >= MODEL_ALONE || matches!(f.rule.grounds, Grounds::Title | Grounds::Person);
        f.kind == EntityType::Person && f.form == MentionForm::Name && is_sure
    };
    let known: FxHashSet<u64> = found.iter().filter(is_full).map(|f| pieces.key(f.to - 1, f.to)).collect();
    let mut evidence: FxHashMap<u64, EntityType> = FxHashMap::default();
    for f in found.iter().filter(|f| f.rule.grounds == Grounds::Around) {
        evidence.entry(pieces.key(f.from, f.to)).or_insert(f.kind);
    }
    for f in found.iter_mut().filter(|f| f.rule.grounds == Grounds::Model) {
        let key = pieces.key(f.from, f.to);
        if f.to - f.from == 1 && f.kind != EntityType::Person && f.form != MentionForm::Acronym && known.contains(&key) {
            (f.kind, f.form, f.rule, f.confidence) = (EntityType::Person, MentionForm::Name, MentionRule::SURNAME_ELSEWHERE, 0.7);
        } else if let Some(kind) = evidence.get(&key).filter(|kind| **kind != f.kind) {
            (f.kind, f.form, f.rule) = (*kind, form(pieces, *kind, f.from, f.to), MentionRule::sure("evidence_elsewhere"));
        }
    }
}

/// Rule `model_name`.
fn add(pieces: &Pieces, candidates: &Candidates, found: &mut Vec<Found>, wanted: impl Fn(&ModelName) -> bool) {
    found.sort_by_key(|f| (f.from, std::cmp::Reverse(f.to)));
    let mut new = Vec::new();
    let mut there = found.iter().peekable();
    for candidate in &candidates.all {
        while there.next_if(|f| f.to <= candidate.from).is_some() {}
        let is_free = there.peek().is_none_or(|f| f.from >= candidate.to);
        if is_free && wanted(candidate) && is_likely(pieces, *candidate) {
            new.push(name(pieces, *candidate, candidates.favourite(pieces, *candidate), MentionRule::MODEL_NAME));
        }
    }
    found.extend(new);
    found.sort_by_key(|f| (f.from, std::cmp::Reverse(f.to)));
}

fn name(pieces: &Pieces, candidate: ModelName, kind: EntityType, rule: MentionRule) -> Found {
    let ModelName { from, to, role, .. } = candidate;
    let role = role.filter(|_| kind == EntityType::Person);
    Found { from, to, kind, form: form(pieces, kind, from, to), role, is_indefinite: false, rule, confidence: MODEL_ALONE }
}

fn form(pieces: &Pieces, kind: EntityType, from: usize, to: usize) -> MentionForm {
    let is_letters = to - from == 1 && pieces.all.get(from).is_some_and(|p| p.shape == PieceShape::Upper);
    match kind {
        EntityType::Norp => MentionForm::Demonym,
        EntityType::Org | EntityType::Gpe if is_letters => MentionForm::Acronym,
        _ => MentionForm::Name,
    }
}

/// Whether a candidate by itself looks like a name: no digits but in models, and no word of the calendar alone.
fn is_likely(pieces: &Pieces, candidate: ModelName) -> bool {
    let has_digits = pieces.span(candidate.from..candidate.to).of(pieces.text).bytes().any(|b| b.is_ascii_digit());
    let single = candidate.to - candidate.from == 1;
    let first = pieces.word(candidate.from);
    // "CEO", "GMT", "Medicare": what the model takes for names.
    let is_title = || title_at(pieces, candidate.from, candidate.to).is_some();
    let names_nobody = single && (words::is_plain_acronym(first) || words::names_nobody(first) || is_title());
    // "D-Ore.": the party and state of a politician.
    let is_letter = first.len() == 1 && (single || pieces.all.get(candidate.from + 1).is_some_and(|p| p.hyphened));
    let is_frequent = single && pieces.all.get(candidate.from).is_some_and(|p| p.starts && p.ordinary == Ordinary::Frequent);
    !(single && words::is_calendar(first))
        && !is_frequent
        && !names_nobody
        && !is_letter
        && !(candidate.kind == EntityType::Person && (candidate.from..candidate.to).any(|n| shape::is_glued(pieces.word(n))))
        && (!has_digits || matches!(candidate.kind, EntityType::Product | EntityType::Event))
}

/// Whether every word has a capital but for those that join names.
fn reads_as_name(pieces: &Pieces, candidate: ModelName) -> bool {
    (candidate.from..candidate.to).all(|n| {
        let word = pieces.word(n);
        pieces.is_capital(n)
            || shape::is_particle(word)
            || matches!(word, "of" | "the" | "for" | "and" | "&" | "'s" | "’s" | ".")
            || pieces.all.get(n).is_some_and(|p| p.hyphened)
    })
}

/// Rule `trimmed`.
fn trimmed(pieces: &Pieces, mut candidate: ModelName) -> Option<ModelName> {
    let shape_at = |n: usize| pieces.all.get(n).map(|p| p.shape);
    while candidate.from < candidate.to
        && (matches!(shape_at(candidate.from), Some(PieceShape::Mark)) || matches!(pieces.word(candidate.from), "the" | "The" | "THE"))
    {
        candidate.from += 1;
    }
    let keeps_numbers = matches!(candidate.kind, EntityType::Product | EntityType::WorkOfArt);
    while candidate.from < candidate.to {
        let last = candidate.to - 1;
        let ends = match shape_at(last)? {
            // The full stop of "Inc." is part of its piece.
            PieceShape::Mark | PieceShape::Possessive => true,
            PieceShape::Number => !keeps_numbers && !pieces.all.get(last).is_some_and(|p| p.hyphened),
            _ => false,
        };
        if !ends {
            break;
        }
        candidate.to = last;
    }
    if candidate.kind == EntityType::Person {
        without_titles(pieces, &mut candidate);
    }
    // A name begins with a capital, and with the first piece of its word.
    let opens =
        pieces.is_capital(candidate.from) || shape_at(candidate.from) == Some(PieceShape::Number) && candidate.to - candidate.from > 1;
    (candidate.from < candidate.to && opens).then_some(candidate)
}

/// Takes titles from the front of a person's name; they are the role.
fn without_titles(pieces: &Pieces, candidate: &mut ModelName) {
    let start = candidate.from;
    while let Some((len, _)) = title_at(pieces, candidate.from, candidate.to) {
        if candidate.from + len >= candidate.to || !pieces.is_capital(candidate.from + len) {
            break;
        }
        candidate.from += len;
    }
    if candidate.from > start {
        candidate.role = Some(pieces.span(start..candidate.from));
    }
}

/// The type of a mention, for labels that are types of mentions.
fn entity_type(label: NameLabel) -> Option<EntityType> {
    Some(match label {
        NameLabel::Person => EntityType::Person,
        NameLabel::Norp => EntityType::Norp,
        NameLabel::Fac => EntityType::Fac,
        NameLabel::Org => EntityType::Org,
        NameLabel::Gpe => EntityType::Gpe,
        NameLabel::Loc => EntityType::Loc,
        NameLabel::Product => EntityType::Product,
        NameLabel::Event => EntityType::Event,
        NameLabel::WorkOfArt => EntityType::WorkOfArt,
        _ => return None,
    })
}
