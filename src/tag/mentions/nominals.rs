//! Nouns and pronouns that stand for persons and bodies: "the Ukrainian president", "the ministry", "she".
//!
//! In: pieces and the names found. Out: mentions of form nominal and pronoun. An indefinite noun ("a spokesman") is one too, under a rule
//! of its own: it brings in somebody new, who may be meant by the next "he".

use super::found::{Found, MentionRule, PIECE_STEPS};
use super::pieces::{Line, PieceShape, Pieces, Style};
use crate::document::{EntityType, MentionForm, WordId};
use crate::lexicon::titles::{Noun, nouns};
use crate::lexicon::words;
use crate::tag::cursor::Cursor;
use crate::work::Budget;

/// The most words between "the" and its noun.
const MODIFIERS: usize = 4;

/// Adds nouns and pronouns of running text.
pub(super) fn add(pieces: &Pieces, found: &mut Vec<Found>, budget: &Budget) {
    let names = found.len();
    let mut starts: Vec<(usize, usize)> = found.iter().map(|f| (f.from, f.to)).collect();
    starts.sort_unstable();
    let starts = Names(starts);
    for line in pieces.lines.iter().filter(|l| l.style == Style::Running) {
        if !budget.charge(PIECE_STEPS * (line.to - line.from)) {
            break;
        }
        for at in line.from..line.to {
            let Some(piece) = pieces.all.get(at) else { break };
            if !matches!(piece.shape, PieceShape::Lower | PieceShape::Capital | PieceShape::Initial) || piece.span.len() > 10 {
                continue;
            }
            if PRONOUNS.contains(&piece.id) {
                found.push(Found {
                    from: at,
                    to: at + 1,
                    kind: EntityType::Person,
                    form: MentionForm::Pronoun,
                    role: None,
                    is_indefinite: false,
                    rule: MentionRule::sure("pronoun"),
                    confidence: 0.9,
                });
            }
            // "THE" and "A" in capitals stand in headings and lists.
            let is_indefinite = INDEFINITE.contains(&piece.id);
            if (is_indefinite || DETERMINERS.contains(&piece.id))
                && !is_in_capitals(pieces.word(at))
                && let Some((end, kind)) = noun_after(pieces, at, *line, !is_indefinite)
                && starts.leave(end)
            {
                found.push(Found {
                    from: at,
                    to: end,
                    kind,
                    form: MentionForm::Nominal,
                    role: None,
                    is_indefinite,
                    rule: MentionRule::sure(if is_indefinite { "indefinite_noun" } else { "definite_noun" }),
                    confidence: 0.7,
                });
            }
        }
    }
    owned(pieces, found, names, &starts);
}

/// "Ukraine's defence minister": a role that belongs to a name.
fn owned(pieces: &Pieces, found: &mut Vec<Found>, names: usize, starts: &Names) {
    for n in 0..names {
        let Some(owner) = found.get(n).copied() else { break };
        let is_owner = matches!(owner.kind, EntityType::Gpe | EntityType::Org)
            && pieces.all.get(owner.to).is_some_and(|p| p.shape == PieceShape::Possessive);
        if !is_owner {
            continue;
        }
        let line = pieces.lines.get(pieces.lines.partition_point(|l| l.to <= owner.from));
        let Some(line) = line.filter(|l| l.style == Style::Running) else { continue };
        if let Some((end, kind)) = noun_after(pieces, owner.to, *line, true)
            && kind == EntityType::Person
            && starts.leave(end)
        {
            found.push(Found {
                from: owner.from,
                to: end,
                kind,
                form: MentionForm::Nominal,
                role: None,
                is_indefinite: false,
                rule: MentionRule::sure("owned_role"),
                confidence: 0.7,
            });
        }
    }
}

/// Where the names stand, in order.
struct Names(Vec<(usize, usize)>);

impl Names {
    /// Whether the names leave a noun phrase that ends before `end` alone: none begins there, so that the noun is its title, and none
    /// holds the noun, so that it is part of it.
    fn leave(&self, end: usize) -> bool {
        let before = self.0.partition_point(|(from, _)| *from < end);
        let begins = self.0.get(before).is_some_and(|(from, _)| *from == end);
        let holds = before.checked_sub(1).and_then(|n| self.0.get(n)).is_some_and(|(_, to)| *to >= end);
        !begins && !holds
    }
}

/// Third persons, in all their forms.
const PRONOUNS: [WordId; 13] =
    WordId::known_each(["he", "him", "his", "himself", "she", "her", "hers", "herself", "they", "them", "their", "theirs", "themselves"]);
const DETERMINERS: [WordId; 5] = WordId::known_each(["the", "this", "his", "her", "their"]);
const INDEFINITE: [WordId; 4] = WordId::known_each(["a", "an", "one", "another"]);

/// Whether a word of several letters has no small one.
fn is_in_capitals(word: &str) -> bool {
    word.len() > 1 && !word.bytes().any(|b| b.is_ascii_lowercase())
}

/// The end of the noun phrase after a determiner, with the type of its head, where that is a person or a body.
fn noun_after(pieces: &Pieces, determiner: usize, line: Line, groups: bool) -> Option<(usize, EntityType)> {
    let mut at = determiner + 1;
    let mut head = None;
    let mut is_role = false;
    while at < line.to && at <= determiner + MODIFIERS {
        let noun = nouns().longest(pieces.words(at, line.to), |n| {
            kind_of(n).is_some() && (groups || matches!(n, Noun::Role(_) | Noun::Person(_) | Noun::Organisation))
        });
        match noun {
            Some((len, noun)) => {
                at += len;
                is_role = matches!(noun, Noun::Role(_) | Noun::Roles);
                head = kind_of(noun).map(|kind| (at, kind));
            }
            None if head.is_some() => break,
            None if is_modifier(pieces, at) => at += 1,
            None => return None,
        }
    }
    let (end, kind) = head?;
    // "the minister's office": the head is another noun, and "the company-wide" none at all.
    let next = pieces.all.get(end).filter(|_| end < line.to);
    // "a source of concern" is nobody, and a summit no body.
    let is_thing = matches!(pieces.word(end - 1), "summit" | "conference" | "meeting")
        || (pieces.word(end - 1) == "source" && pieces.word(end) == "of");
    let goes_on = is_thing || next.is_some_and(|p| p.hyphened || p.shape == PieceShape::Lower && is_noun_after(pieces, end, kind, is_role));
    (!goes_on).then_some((end, kind))
}

/// Whether the word after a noun makes it a modifier: "the troop deployment", "the front lines". Roles are followed by verbs.
fn is_noun_after(pieces: &Pieces, at: usize, kind: EntityType, is_role: bool) -> bool {
    let word = pieces.word(at);
    let like_verb =
        words::is_function_word(word) || ["ed", "s", "ly", "ing"].iter().any(|end| word.ends_with(end)) || words::is_plain_past(word);
    !is_role && (!like_verb || kind == EntityType::Org && word.starts_with("line"))
}

fn kind_of(noun: Noun) -> Option<EntityType> {
    match noun {
        Noun::Role(_) | Noun::Roles | Noun::Person(_) | Noun::People => Some(EntityType::Person),
        Noun::Organisation | Noun::Organisations => Some(EntityType::Org),
        _ => None,
    }
}

/// Whether a word may stand between "the" and a noun: not one that ends the phrase.
fn is_modifier(pieces: &Pieces, at: usize) -> bool {
    let Some(piece) = pieces.all.get(at) else { return false };
    match piece.shape {
        PieceShape::Lower | PieceShape::Number => !words::is_function_word(pieces.word(at)),
        // "the harbour's director"
        PieceShape::Capital | PieceShape::Upper | PieceShape::Possessive => true,
        _ => false,
    }
}
