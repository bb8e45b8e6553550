//! The verb that governs an amount: "killed 31 people", "15,000 troops were deployed".
//!
//! In: a [`NumberReader`], where the amount with its modifiers begins and where what it counts ends. Out: the lemma of a verb, with "not" before
//! it where it is denied.

use crate::document::Traits;
use crate::lexicon::inflection::verb_lemma;
use crate::tag::cursor::Cursor;
use crate::tag::numbers::NumberReader;
use crate::tag::numbers::closed::{is_auxiliary, is_function_word, is_participle, is_verb_like};

/// The governing verb of what stands between `start` and `end`.
pub fn predicate(r: &NumberReader, start: usize, end: usize) -> Option<String> {
    left(r, start).or_else(|| right(r, end)).or_else(|| far_left(r, start))
}

fn is_verb(word: &str) -> bool {
    is_verb_like(word) || is_participle(word) && word.starts_with(|c: char| c.is_lowercase()) && word.len() > 4
}

fn is_negation(r: &NumberReader, at: usize) -> bool {
    r.line.is_any(at, &["not", "never", "no"]) || r.line.is(at, "t") && at > 0 && r.line.is_apostrophe(at - 1)
}

fn lemma(word: &str, negated: bool) -> String {
    let lemma = verb_lemma(word);
    if negated { format!("not {lemma}") } else { lemma }
}

/// A verb right before, past prepositions and articles: "sent as many as", "rose by".
fn left(r: &NumberReader, start: usize) -> Option<String> {
    let line = r.line;
    for n in 1..=4 {
        let at = start.checked_sub(n)?;
        let word = line.word(at);
        if !line.is_word(at) {
            return None;
        }
        if is_auxiliary(word) {
            return None;
        }
        if is_verb(word) && !is_predicate_adjective(word) {
            return Some(lemma(word, (1..=2).any(|k| at.checked_sub(k).is_some_and(|b| is_negation(r, b)))));
        }
        if !is_function_word(word) && !line.traits(at).intersects(Traits::MODIFIER_END) && !word.ends_with("ly") {
            return bare_verb(r, at).then(|| lemma(word, at > 1 && is_negation(r, at - 2)));
        }
        if line.is_any(at, &["in", "with", "for", "and", "or", "but", "that", "of"]) {
            return None;
        }
    }
    None
}

/// "to send", "will deploy": an infinitive shows by what stands before it.
fn bare_verb(r: &NumberReader, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|b| r.line.is_any(b, &["to", "will", "would", "could", "can", "may", "might", "should", "must"]))
}

fn is_predicate_adjective(word: &str) -> bool {
    [
        "dead", "alive", "missing", "strong", "long", "high", "old", "tall", "wide", "deep", "higher", "lower", "more", "north", "south",
        "east", "west",
    ]
    .contains(&word)
}

/// The first verb after what is counted.
fn right(r: &NumberReader, end: usize) -> Option<String> {
    let line = r.line;
    let (mut auxiliary, mut negated) = (None, false);
    for at in end..end + 8 {
        let word = line.word(at);
        if !line.is_word(at) {
            if line.is_apostrophe(at) {
                continue;
            }
            break;
        }
        negated |= is_negation(r, at);
        if is_auxiliary(word) {
            auxiliary = Some(word);
            continue;
        }
        if is_verb(word) {
            return Some(lemma(word, negated));
        }
        let passes = line
            .is_any(at, &["who", "that", "which", "not", "never", "also", "already", "still", "now", "n", "t", "yet", "reportedly", "to"])
            || word.ends_with("ly");
        if !passes {
            break;
        }
    }
    let known = ["be", "have", "do"];
    auxiliary.map(|a| lemma(a, negated)).filter(|l| known.iter().any(|k| l.ends_with(k)))
}

/// The verb of the clause before, where nothing nearer governs: "confirmed the presence of 10,000 troops".
fn far_left(r: &NumberReader, start: usize) -> Option<String> {
    let line = r.line;
    for n in 1..=8 {
        let at = start.checked_sub(n)?;
        if !line.is_word(at) {
            return None;
        }
        let word = line.word(at);
        if is_verb(word) && !is_predicate_adjective(word) {
            return Some(lemma(word, at > 0 && is_negation(r, at - 1)));
        }
    }
    None
}
