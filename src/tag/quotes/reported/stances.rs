//! What somebody supports, refuses or wants, and what is told without anybody to tell it: "reportedly".
//!
//! In: a [`Scene`], with the model's parse. Out: the items of what is reported. Never takes a verb whose subject cannot speak, and finds
//! nothing where no model ran.

use std::ops::Range;

use super::content::{Reported, Tells};
use super::extent::{clause_end, high};
use crate::document::{CueClass, PartOfSpeech, Relation};
use crate::tag::cursor::Cursor;
use crate::tag::quotes::rule::QuoteRule;
use crate::tag::quotes::sentence::cue::{CueAt, Mood};
use crate::tag::quotes::sentence::scene::{Scene, can_speak};
use crate::tag::quotes::sentence::vocabulary::WordClass;

/// Prepositions after which the object of a stance may stand: "voted for", "boasted about".
const ABOUT: &[&str] = &["about", "for", "against", "on", "of", "as", "to", "with", "in", "by", "over", "at"];

/// "opposed the plan", "refused to answer", "sees the plan as a gift".
pub fn stance(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    let token = cue.token.filter(|_| takes_stance(cue))?;
    // "those seeking office": a participle that tells who is meant reports nothing.
    let defines = cue.mood == Mood::Participle && scene.parse.relation(token) == Some(Relation::Acl);
    // "Do voters see it as a gift?": what is asked has not been said.
    let quoted = (cue.items.end..high(scene, cue)).any(|n| scene.items.class(n) == Some(WordClass::Quote));
    if !quoted && high(scene, cue).checked_sub(1).is_some_and(|n| scene.items.is(n, "?")) {
        return None;
    }
    // "did not respond to requests": an answer that was given is reported by what it says.
    if cue.lemma() == "respond to" && !cue.negated {
        return None;
    }
    // "what the firm wanted them to buy": the question word is what is wanted.
    let asks = scene.parse.children(token, Relation::Dobj).any(|n| n < token);
    if !matches!(cue.mood, Mood::Finite | Mood::Participle) || defines || asks {
        return None;
    }
    // "is wary of the plan": what is wary of hangs on the adjective.
    let token = match cue.lemma().starts_with("be ") {
        true => scene.parse.token(&scene.items, cue.items.end - cue.entry()?.rest.len())?,
        false => token,
    };
    let high = high(scene, cue);
    let after = |relation| scene.parse.children(token, relation).filter(|n| *n > token);
    let about = |n: &usize| scene.parse.item(&scene.items, *n).is_some_and(|i| scene.items.is_any(i, ABOUT));
    let objects = [Relation::Dobj, Relation::Xcomp, Relation::Ccomp, Relation::Oprd].into_iter().flat_map(after);
    let first = objects.chain(after(Relation::Prep).filter(about)).min()?;
    // "Seeking the nomination, Duarte said": a thing that is sought is not spoken of.
    let wants = matches!(cue.class(), CueClass::Think | CueClass::Demand | CueClass::Predict);
    if wants && cue.mood == Mood::Participle && scene.parse.relation(first) == Some(Relation::Dobj) {
        return None;
    }
    // "spoke of the flood": the preposition is part of the cue.
    let start = scene.parse.range_of(&scene.items, first).filter(|r| r.end > cue.items.end)?.start.max(cue.items.end);
    if VIEWS.contains(&cue.lemma()) && !names_as(scene, token) {
        return None;
    }
    // "opposed it", "what she wants to see": a word or two do not tell what is opposed.
    let end = clause_end(scene, cue, start, high);
    let words = scene.items.all[start..end.max(start)]
        .iter()
        .filter(|i| !matches!(i.class, WordClass::To | WordClass::Stop | WordClass::Comma))
        .count();
    let says = words >= 2 || words == 1 && scene.items.class(start) == Some(WordClass::To);
    ((cue.items.end..cue.items.end + 4).contains(&start) && says).then_some(start..end)
}

/// Verbs of seeing that tell a view only of what something is seen as.
const VIEWS: &[&str] =
    &["see", "view", "regard", "consider", "deem", "remember", "paint", "cast", "frame", "brand", "treat", "dismiss", "present"];

/// Whether a verb says what its object is: "sees him as a rival", "considers the matter closed".
fn names_as(scene: &Scene, verb: usize) -> bool {
    let is_as = |n: usize| scene.parse.lemma(n) == "as";
    let own = scene.parse.children(verb, Relation::Prep);
    let objects = scene.parse.children(verb, Relation::Dobj).flat_map(|n| scene.parse.children(n, Relation::Prep));
    own.chain(objects).any(is_as) || [Relation::Ccomp, Relation::Oprd].into_iter().any(|r| scene.parse.children(verb, r).any(|n| n > verb))
}

/// Verbs whose passive tells what is said of somebody, whoever says it.
const SAID_OF: &[&str] = &[
    "accuse",
    "accuse of",
    "criticise",
    "blame",
    "praise",
    "declare",
    "deem",
    "consider",
    "regard",
    "view",
    "see",
    "describe",
    "portray",
    "hail",
    "denounce",
    "condemn",
];

/// Verbs that give a thing a name, or say what it is.
const NAMING: &[&str] = &["call", "label", "dub", "brand"];

/// "The plan was criticised by Duarte for its cost", "is widely seen as a gift".
pub fn passive(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    let token = cue.token.filter(|_| cue.mood == Mood::Passive && (SAID_OF.contains(&cue.lemma()) || NAMING.contains(&cue.lemma())))?;
    // "rooms that were not considered safe": which ones are meant.
    if VIEWS.contains(&cue.lemma()) && scene.parse.relation(token) == Some(Relation::Relcl) {
        return None;
    }
    let high = high(scene, cue);
    let (low, next) = (scene.bounds(cue.sentence).start, cue.items.end);
    let says_what = scene.items.is_any(next, &["of", "for", "as", "over", "by"]) || cue.lemma().ends_with(" of") || names_as(scene, token);
    // "has been called “a ruin”": what is called something without marks may only have that name.
    let is_named = NAMING.contains(&cue.lemma());
    let says_what = if is_named { scene.items.class(next) == Some(WordClass::Quote) } else { says_what };
    let is_view = VIEWS.contains(&cue.lemma()) && !names_as(scene, token);
    let subject = scene.items.subject_before(low, cue.group).filter(|s| s.end <= cue.group)?;
    let has_be = (cue.group..cue.items.start).any(|n| scene.items.class(n) == Some(WordClass::Aux));
    (has_be && says_what && !is_view && next + 1 < high).then(|| subject.start..clause_end(scene, cue, next, high))
}

/// Who stands after "by" in a passive.
pub fn agent(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    let high = high(scene, cue);
    let by = (cue.items.start..high.min(cue.items.end + 4)).find(|n| scene.items.is(*n, "by"))?;
    scene.items.source_starting_at(by + 1, high).filter(|s| can_speak(scene, s))
}

/// Whether a verb says how its subject stands to something.
pub fn takes_stance(cue: &CueAt) -> bool {
    cue.entry().is_some_and(|e| e.stance)
}

/// Adverbs that tell a whole clause without saying whose words it is.
const HEARSAY: &[&str] = &["reportedly", "allegedly", "purportedly", "supposedly"];

/// How often hearsay is told rightly by an adverb: it may belong to a part of its clause alone.
const BY_ADVERB: f32 = 0.62;

/// "The firm reportedly paid a bribe."
pub fn by_hearsay<F>(scene: &Scene, sentence: usize, rule: &QuoteRule<F>, reported: &mut Vec<Reported>) {
    let items = &scene.items;
    let bounds = scene.bounds(sentence);
    let adverbs = bounds.clone().filter(|n| items.class(*n) == Some(WordClass::Adverb) || items.all[*n].capital);
    for n in adverbs.filter(|n| HEARSAY.iter().any(|w| items.is(*n, w))) {
        let Some(content) = clause_around(scene, n, &bounds) else { continue };
        if reported.iter().any(|r| r.content.contains(&n)) {
            continue;
        }
        reported.push(Reported {
            content,
            speaker: None,
            cue: None,
            noun: Some(n),
            rule: rule.name,
            tells: Tells::Thing,
            confidence: BY_ADVERB,
        });
    }
}

/// The clause whose verb an adverb stands with, from its subject to its end.
fn clause_around(scene: &Scene, adverb: usize, bounds: &Range<usize>) -> Option<Range<usize>> {
    let token = scene.parse.token(&scene.items, adverb)?;
    let verb = scene.parse.head(token).filter(|h| matches!(scene.parse.pos(*h), Some(PartOfSpeech::Verb | PartOfSpeech::Aux)))?;
    let agent = scene.parse.agent(verb).and_then(|d| scene.parse.phrase(&scene.items, d, bounds));
    let start = agent.filter(|d| d.start < adverb)?.start;
    let end = scene.parse.range_of(&scene.items, verb)?.end.min(bounds.end);
    let comma = (adverb..end).find(|n| scene.items.class(*n) == Some(WordClass::Comma)).unwrap_or(end);
    let end = comma - usize::from(scene.items.class(comma - 1) == Some(WordClass::Stop));
    (adverb + 1 < end).then_some(start..end)
}
