//! Cues that report nothing: of speakers that cannot speak, and of what is only supposed or may be.
//!
//! In: a [`Scene`], a cue, a speaker. Out: yes or no. Never looks at what is reported.

use std::ops::Range;

use super::stances;
use crate::document::{CueClass, Relation};
use crate::tag::cursor::Cursor;
use crate::tag::quotes::sentence::cue::{CueAt, Mood};
use crate::tag::quotes::sentence::phrases::head;
use crate::tag::quotes::sentence::scene::Scene;
use crate::tag::quotes::sentence::vocabulary::WordClass;

/// Whether a speaker's words name nobody who could say anything.
pub fn is_nobody(scene: &Scene, cue: &CueAt, speaker: &Range<usize>) -> bool {
    // "You might conclude that": nobody in particular does. "Nobody answered the letter": nobody at all.
    let anybody = speaker.len() == 1 && scene.items.is_any(speaker.start, &["you", "this", "these", "nobody"]);
    // "But remember that": a verb is nobody. "His success signals that": nor is what happens.
    let is_verb = speaker.start < cue.items.end && cue.group < speaker.end
        || speaker.len() == 1 && scene.parse.is_base_verb(&scene.items, speaker.start);
    anybody || is_verb || is_thing(scene, speaker)
}

/// Whether a phrase names what happens or is so: nobody who could say anything.
pub fn is_thing(scene: &Scene, phrase: &Range<usize>) -> bool {
    head(&scene.items, phrase).is_some_and(|n| scene.items.is_any(n, THINGS))
}

/// Nouns for what happens or is so: nobody who could say anything.
const THINGS: &[&str] = &[
    "absence",
    "analogy",
    "approach",
    "attack",
    "behaviour",
    "behavior",
    "crisis",
    "decline",
    "defeat",
    "delay",
    "drop",
    "effort",
    "event",
    "example",
    "fact",
    "failure",
    "gap",
    "growth",
    "incident",
    "increase",
    "loss",
    "move",
    "presence",
    "problem",
    "reality",
    "rise",
    "shift",
    "silence",
    "situation",
    "success",
    "surge",
    "trend",
    "victory",
    "way",
];

/// "a programme detailing what pupils learn": a participle that tells which thing is meant, of a thing that does not speak.
pub fn tells_which(scene: &Scene, cue: &CueAt) -> bool {
    let Some(token) = cue.token.filter(|_| cue.mood == Mood::Participle) else { return false };
    let noun = scene.parse.head(token).filter(|_| scene.parse.relation(token) == Some(Relation::Acl));
    let tight = cue.group.checked_sub(1).is_some_and(|n| scene.items.class(n) != Some(WordClass::Comma));
    let item = noun.and_then(|n| scene.parse.item(&scene.items, n)).filter(|n| n + 1 == cue.group);
    let says = matches!(cue.class(), CueClass::State | CueClass::Deny);
    tight
        && !says
        && item.is_some_and(|n| {
            scene.items.class(n) == Some(WordClass::Word) && !scene.items.names_speaker(n) && !scene.items.all[n].word.report_noun
        })
}

/// "if members decide", "whether he would support": what is only supposed was said by nobody.
pub fn is_supposed(scene: &Scene, cue: &CueAt) -> bool {
    let marks = |token| scene.parse.children(token, Relation::Mark).any(|n| matches!(scene.parse.lemma(n), "if" | "whether" | "unless"));
    // "unless members meet and agree": what is supposed of the first verb is supposed of the second.
    let mut first = cue.token;
    while let Some(token) = first.filter(|t| scene.parse.relation(*t) == Some(Relation::Conj)) {
        first = scene.parse.head(token).filter(|h| *h < token);
    }
    cue.class() != CueClass::Ask && (cue.token.is_some_and(marks) || first.is_some_and(marks))
}

/// "a senator can appeal the ruling", "people would prefer a bridge": what may be done or thought has not been said.
pub fn may_be(scene: &Scene, cue: &CueAt) -> bool {
    let has = |words: &[&str]| (cue.group..cue.items.start).any(|n| scene.items.is_any(n, words));
    let does = matches!(cue.class(), CueClass::Order | CueClass::Demand | CueClass::Praise | CueClass::Agree) || stances::takes_stance(cue);
    let quoted = (cue.items.end..scene.bounds(cue.sentence).end).any(|n| scene.items.class(n) == Some(WordClass::Quote));
    let possible = does && has(&["can", "could", "may", "might", "must"]);
    let supposed = cue.class() == CueClass::Think && has(&["would"]);
    !cue.negated && !quoted && (possible || supposed)
}
