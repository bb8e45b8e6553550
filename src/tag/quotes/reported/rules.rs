//! Reported clauses: what somebody is said to have said, without marks around it.
//!
//! In: a [`Scene`] and what the rules found for its quotations. Out: [`Reported`] clauses. Never reports a clause without a cue.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::around::around_quote;
use super::clauses::{
    according_to, after_colon, bare_clause, before_verb, characterisation, complement, finding, hearsay, infinitive, object, that_clause,
};
use super::content::{ClausePieces, Reported, Tells, without_speech};
use super::extent::before_comma;
use super::interposed::interposed;
use super::nobody::{is_nobody, is_supposed, may_be, tells_which};
use super::nouns;
use super::relayed::as_told;
use super::stances;
use crate::document::{CueClass, QuoteKind};
use crate::tag::quotes::rule::{QuoteRule, Requires};
use crate::tag::quotes::sentence::attribution::Attribution;
use crate::tag::quotes::sentence::cue::{CueAt, Mood};
use crate::tag::quotes::sentence::scene::{ITEM_STEPS, Scene, can_speak};
use crate::tag::quotes::sentence::vocabulary::WordClass;

/// Steps of work to try the rules on a cue.
const CUE_STEPS: usize = 500;

/// Where a rule takes the speaker of a clause from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaks {
    /// The subject of the cue, or who takes its place.
    Subject,
    /// The subject before the cue; the noun phrase after it where it is inverted: "…, said Duarte".
    SubjectOrAfter,
    /// Who stands after "by".
    Agent,
    /// Nobody.
    Nobody,
}

/// How a reported clause is found after or before a cue.
#[derive(Clone, Copy)]
pub struct Clause {
    speaks: Speaks,
    tells: Tells,
    pieces: fn(&Scene, &CueAt) -> Option<ClausePieces>,
}

/// A rule for a cue.
pub type ClauseRule = QuoteRule<Clause>;

/// Every rule, in the order in which they are tried.
pub const RULES: &[ClauseRule] = &[
    ClauseRule {
        name: "reported_according_to",
        confidence: 0.85,
        needs: Requires::Words,
        example: "The dam is safe, in the view of two engineers.",
        find: Clause { speaks: Speaks::Subject, tells: Tells::Clause, pieces: according_to },
    },
    ClauseRule {
        name: "reported_that",
        confidence: 0.82,
        needs: Requires::Words,
        example: "Carvalho said in a statement on Monday that the mine would close.",
        find: Clause { speaks: Speaks::Subject, tells: Tells::ClauseBesideSpeech, pieces: |s, c| that_clause(s, c).map(ClausePieces::one) },
    },
    ClauseRule {
        name: "reported_as_told",
        confidence: 0.8,
        needs: Requires::Words,
        example: "But as a Gazette reporter noted, the barge never left the basin.",
        find: Clause { speaks: Speaks::Subject, tells: Tells::Clause, pieces: as_told },
    },
    ClauseRule {
        name: "reported_interposed",
        confidence: 0.8,
        needs: Requires::Words,
        example: "In the end, Brandt wrote, the sluice was opened by hand.",
        find: Clause { speaks: Speaks::Subject, tells: Tells::ClauseBesideSpeech, pieces: interposed },
    },
    ClauseRule {
        name: "reported_before_verb",
        confidence: 0.8,
        needs: Requires::Words,
        example: "The soldiers crossed at night, said Brandt.",
        find: Clause { speaks: Speaks::SubjectOrAfter, tells: Tells::Clause, pieces: |s, c| before_verb(s, c).map(ClausePieces::one) },
    },
    ClauseRule {
        name: "reported_colon",
        confidence: 0.7,
        needs: Requires::Words,
        example: "Ines Carvalho added: the gauges had not been read since the winter.",
        find: Clause { speaks: Speaks::Subject, tells: Tells::Clause, pieces: |s, c| after_colon(s, c).map(ClausePieces::one) },
    },
    ClauseRule {
        name: "reported_clause",
        confidence: 0.8,
        needs: Requires::Words,
        example: "Ines Carvalho said the mine would close.",
        find: Clause { speaks: Speaks::Subject, tells: Tells::Clause, pieces: |s, c| bare_clause(s, c).map(ClausePieces::one) },
    },
    ClauseRule {
        name: "reported_complement",
        confidence: 0.74,
        needs: Requires::Parse,
        example: "The owners have claimed, over and over again, that the mill is sound.",
        find: Clause { speaks: Speaks::Subject, tells: Tells::Clause, pieces: |s, c| complement(s, c).map(ClausePieces::one) },
    },
    ClauseRule {
        name: "reported_infinitive",
        confidence: 0.75,
        needs: Requires::Words,
        example: "Carvalho told the council to repair the wall.",
        find: Clause { speaks: Speaks::Subject, tells: Tells::ThingOfSpeaker, pieces: |s, c| infinitive(s, c).map(ClausePieces::one) },
    },
    ClauseRule {
        name: "reported_characterisation",
        confidence: 0.62,
        needs: Requires::Parse,
        example: "The judge called the defendant careless.",
        find: Clause { speaks: Speaks::Subject, tells: Tells::Thing, pieces: |s, c| characterisation(s, c).map(ClausePieces::one) },
    },
    ClauseRule {
        name: "reported_finding",
        confidence: 0.62,
        needs: Requires::Words,
        example: "The survey showed a slump in orders.",
        find: Clause { speaks: Speaks::Subject, tells: Tells::Thing, pieces: |s, c| finding(s, c).map(ClausePieces::one) },
    },
    HEARSAY,
    ClauseRule {
        name: "reported_passive",
        confidence: 0.62,
        needs: Requires::Parse,
        example: "The mayor was accused of hiding the report.",
        find: Clause { speaks: Speaks::Agent, tells: Tells::Thing, pieces: |s, c| stances::passive(s, c).map(ClausePieces::one) },
    },
    ClauseRule {
        name: "reported_object",
        confidence: 0.72,
        needs: Requires::Words,
        example: "The ministry warned of a dry summer.",
        find: Clause { speaks: Speaks::Subject, tells: Tells::ThingOfSpeaker, pieces: |s, c| object(s, c).map(ClausePieces::one) },
    },
    ClauseRule {
        name: "reported_stance",
        confidence: 0.6,
        needs: Requires::Parse,
        example: "Tomas Brandt refused to sign the lease.",
        find: Clause { speaks: Speaks::Subject, tells: Tells::ThingOfSpeaker, pieces: |s, c| stances::stance(s, c).map(ClausePieces::one) },
    },
];

/// What is told without anybody to tell it: by a passive, or by an adverb.
const HEARSAY: ClauseRule = ClauseRule {
    name: "reported_hearsay",
    confidence: 0.75,
    needs: Requires::Words,
    example: "The old pier is expected to reopen in June.",
    find: Clause { speaks: Speaks::Nobody, tells: Tells::Thing, pieces: |s, c| hearsay(s, c).map(ClausePieces::one) },
};

/// What the quotations in marks say of the cues.
#[derive(Default)]
struct Attributed {
    /// Cues that attribute direct speech.
    direct: FxHashSet<usize>,
    /// The first fragment that each cue attributes.
    fragment: FxHashMap<usize, usize>,
}

impl Attributed {
    fn of(found: &[Attribution]) -> Self {
        let mut attributed = Self::default();
        for (quote, f) in found.iter().enumerate() {
            match (f.cue, f.kind) {
                (Some(cue), QuoteKind::Direct) => drop(attributed.direct.insert(cue)),
                (Some(cue), QuoteKind::Partial) => drop(attributed.fragment.entry(cue).or_insert(quote)),
                _ => {}
            }
        }
        attributed
    }
}

/// Finds the reported clauses of an article, sentence by sentence: none reaches over its own.
pub fn find(scene: &Scene, found: &[Attribution]) -> Vec<Reported> {
    let attributed = Attributed::of(found);
    let mut all = Vec::new();
    for sentence in 0..scene.items.sentences.len() {
        let mut reported = Vec::new();
        let items = scene.items.sentences[sentence].items.len();
        for (number, cue) in scene.cues_of(sentence) {
            if !scene.budget.charge(CUE_STEPS + ITEM_STEPS * items) {
                return all;
            }
            if tells_which(scene, cue) || is_supposed(scene, cue) || may_be(scene, cue) {
                continue;
            }
            let speaks_directly = attributed.direct.contains(&number);
            by_rules(scene, found, number, speaks_directly, &mut reported);
            if reported.last().is_none_or(|r| r.cue != Some(number)) && !speaks_directly {
                let fragment = attributed.fragment.get(&number);
                reported.extend(fragment.and_then(|quote| around_quote(scene, found, &reported, number, *quote)));
            }
        }
        nouns::find(scene, found, sentence, &mut reported);
        stances::by_hearsay(scene, sentence, &HEARSAY, &mut reported);
        carried(scene, &mut reported);
        all.append(&mut reported);
    }
    all
}

/// Adds what the first rule that fits a cue finds; one that attributes direct speech reports little beside it.
fn by_rules(scene: &Scene, found: &[Attribution], number: usize, speaks_directly: bool, reported: &mut Vec<Reported>) {
    let cue = &scene.cues[number];
    for rule in RULES {
        let Clause { speaks, tells, pieces } = rule.find;
        if speaks_directly && tells != Tells::ClauseBesideSpeech {
            continue;
        }
        let Some(pieces) = pieces(scene, cue) else { continue };
        let first = without_speech(scene, found, pieces.first);
        let second = pieces.second.and_then(|p| without_speech(scene, found, p));
        let (Some(content), rest) = (if first.is_some() { (first, second) } else { (second, None) }) else { continue };
        let speaker = speaker(scene, speaks, number);
        let nobody = speaker.as_ref().is_some_and(|s| is_nobody(scene, cue, s));
        let can = speaker.as_ref().is_some_and(|s| can_speak(scene, s));
        let told = reported.iter().rev().take(4).any(|r| r.content == content);
        if nobody || told || tells == Tells::ThingOfSpeaker && !can || speaker.is_none() && cue.mood == Mood::Finite {
            return;
        }
        let doubt = if matches!(cue.class(), CueClass::Think | CueClass::Hear | CueClass::Other) { 0.06 } else { 0.0 };
        let confidence = rule.confidence + trust(cue.lemma()) - doubt;
        for content in std::iter::once(content).chain(rest) {
            let speaker = speaker.clone();
            reported.push(Reported { content, speaker, cue: Some(number), noun: None, rule: rule.name, tells, confidence });
        }
        return;
    }
}

/// Who speaks in a clause that a rule found.
fn speaker(scene: &Scene, speaks: Speaks, number: usize) -> Option<Range<usize>> {
    let cue = &scene.cues[number];
    let inverted = || cue.subject.as_ref().is_none_or(|s| s.end > cue.group || !before_comma(scene, s.start));
    match speaks {
        _ if cue.mood == Mood::Preposition => cue.subject.clone(),
        Speaks::Nobody => None,
        Speaks::Agent => stances::agent(scene, cue),
        Speaks::SubjectOrAfter if inverted() => scene.items.phrase_starting_at(cue.items.end, scene.bounds(cue.sentence).end),
        Speaks::SubjectOrAfter | Speaks::Subject => scene.speaker_of(number),
    }
}

/// Drops "he hopes the lock holds" out of "he said he hopes the lock holds": whose belief it is was said already.
fn carried(scene: &Scene, reported: &mut Vec<Reported>) {
    let outer: Vec<(Range<usize>, Option<usize>)> = reported.iter().map(|r| (r.content.clone(), r.cue)).collect();
    reported.retain(|r| {
        let Some(cue) = r.cue.map(|c| &scene.cues[c]) else { return true };
        // "refused to answer": the answer is what was refused.
        let refused = |(range, other): &(Range<usize>, Option<usize>)| {
            let outer = other.filter(|o| Some(*o) != r.cue).map(|o| &scene.cues[o]);
            cue.mood == Mood::Infinitive && outer.is_some_and(stances::takes_stance) && (range.start..range.start + 3).contains(&cue.group)
        };
        if outer.iter().any(refused) {
            return false;
        }
        // What is criticised or wanted inside reported words is part of them.
        let part = |(range, other): &(Range<usize>, Option<usize>)| {
            *other != r.cue && range.contains(&cue.items.start) && r.content.end <= range.end && range.start < r.content.start
        };
        let holds_quote = r.content.clone().any(|n| scene.items.class(n) == Some(WordClass::Quote));
        if r.tells.is_thing() && !holds_quote && outer.iter().any(part) {
            return false;
        }
        let believes = matches!(cue.class(), CueClass::Think | CueClass::Hear | CueClass::Predict | CueClass::Agree | CueClass::Other);
        let own = cue.subject.as_ref().or(cue.agent.as_ref()).is_none_or(|s| scene.items.class(s.start) == Some(WordClass::Pronoun));
        let inside = |(range, other): &(Range<usize>, Option<usize>)| {
            *other != r.cue && range.start <= cue.group && r.content.end <= range.end && range.contains(&cue.items.start)
        };
        // "that, though it is old, he thinks it “sound”": no belief that is all the clause tells.
        let deep = |(range, _): &&(Range<usize>, Option<usize>)| {
            holds_quote && cue.subject.as_ref().is_some_and(|s| s.start > range.start + 2) && cue.class() == CueClass::Think
        };
        !(believes && own && outer.iter().filter(|o| !deep(o)).any(inside))
    });
}

/// Plain verbs of speech are hardly ever anything else.
fn trust(lemma: &str) -> f32 {
    if matches!(lemma, "say" | "tell" | "add" | "write") { 0.07 } else { 0.0 }
}
