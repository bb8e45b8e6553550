//! Whether what a row holds was said or written, or rather thought, done or shown.
//!
//! In: the kind of a row, its cue, who stands as its speaker. Out: yes, no, or nothing where the text does not tell. Never changes who
//! speaks, and never takes a row away.
//!
//! A document, a poll or a study that shows something is its authors writing; footage, cracks and silence say nothing.

use std::ops::Range;

use crate::document::QuoteKind;
use crate::lexicon::reporting::Act;
use crate::tag::cursor::Cursor;
use crate::tag::quotes::sentence::cue::{CueAt, Mood};
use crate::tag::quotes::sentence::phrases::head;
use crate::tag::quotes::sentence::scene::Scene;
use crate::tag::quotes::sentence::vocabulary::WordClass;

/// Words before a verb that tell what may be said, or will be.
const MODALS: &[&str] =
    &["can", "could", "may", "might", "must", "shall", "should", "will", "would", "cannot", "won't", "wouldn't", "'ll", "'d"];

/// Pronouns that stand for things.
const THINGS: &[&str] = &["it", "this", "that", "these", "those", "which", "what"];

/// Words in marks are somebody's, but for terms and for fragments of which nothing tells who used them.
pub fn of_words_in_marks(kind: QuoteKind, act: Option<Act>, has_speaker: bool) -> Option<bool> {
    match (kind, act) {
        (QuoteKind::Term, _) => Some(false),
        (QuoteKind::Direct | QuoteKind::Social, _) => Some(true),
        (_, Some(Act::Speech)) => Some(true),
        (_, None) if has_speaker => Some(true),
        _ => None,
    }
}

/// A clause that a verb or a phrase reports.
pub fn of_clause(scene: &Scene, cue: &CueAt, speaker: Option<&Range<usize>>) -> Option<bool> {
    let speaks = speaker.and_then(|s| can_say(scene, s));
    match cue.act() {
        Act::Thought => Some(false),
        Act::Stance => None,
        _ if is_open(scene, cue) => None,
        Act::Shown => speaks,
        // "The chimney tells us": what says something and cannot speak is a figure of speech.
        Act::Speech => (speaker.is_none() || speaks == Some(true)).then_some(true),
    }
}

/// A clause that a noun reports.
pub fn of_noun(act: Act) -> Option<bool> {
    match act {
        Act::Speech => Some(true),
        Act::Thought => Some(false),
        Act::Shown | Act::Stance => None,
    }
}

/// Whether words name somebody or something that says or writes; none of a pronoun that may stand for either.
fn can_say(scene: &Scene, speaker: &Range<usize>) -> Option<bool> {
    let items = &scene.items;
    if speaker.len() == 1 && items.is_any(speaker.start, THINGS) {
        return None;
    }
    let head = head(items, speaker)?;
    let says = match items.class(head)? {
        WordClass::Name | WordClass::Pronoun | WordClass::Rel | WordClass::Possessive => true,
        // "those in the hall", "10 of them"
        WordClass::Det | WordClass::Number => true,
        _ => items.names_speaker(head) || items.all[head].noun().speaks(),
    };
    Some(says)
}

/// "would say", "never said", "to announce": it was not said, or nobody knows yet.
fn is_open(scene: &Scene, cue: &CueAt) -> bool {
    let modal = (cue.group..cue.items.start).any(|n| scene.items.is_any(n, MODALS));
    cue.negated || cue.mood == Mood::Infinitive || modal
}
