//! Reported clauses: what somebody is said to have said, without marks around it.
//!
//! In: a [`Scene`] and what the rules found for its quotations. Out: [`Reported`] clauses. Never reports a clause without a cue.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::clauses::{
    according_to, bare_clause, before_verb, behind_colon, characterisation, complement, finding, hearsay, infinitive, interposed, object,
    that_clause,
};
use super::extent::{before_comma, behind, clause_end, high};
use super::nouns;
use super::relayed::as_told;
use super::stances;
use crate::document::{CueClass, QuoteKind, Relation};
use crate::lexicon::reporting::Needs;
use crate::tag::quotes::CUE_STEPS;
use crate::tag::quotes::ITEM_STEPS;
use crate::tag::quotes::marked::rules::{Found, Scene, can_speak};
use crate::tag::quotes::rows::sources::head;
use crate::tag::quotes::sentence::cues::{CueAt, Mood};
use crate::tag::quotes::sentence::vocabulary::Class;

/// One reported clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported {
    /// The items of the clause.
    pub content: Range<usize>,
    /// The items that name the speaker.
    pub speaker: Option<Range<usize>>,
    /// The cue's number; none where a noun reports.
    pub cue: Option<usize>,
    /// The reporting noun.
    pub noun: Option<usize>,
    /// The rule's name.
    pub rule: &'static str,
    /// How often it is right.
    pub confidence: f32,
}

/// How a reported clause is found behind or before a cue.
pub struct ClauseRule {
    /// Its name.
    pub name: &'static str,
    confidence: f32,
    find: fn(&Scene, &CueAt) -> Option<Pieces>,
}

/// What is reported: one piece, or two around the cue.
#[derive(Clone, Debug, PartialEq)]
pub struct Pieces {
    first: Range<usize>,
    second: Option<Range<usize>>,
}

impl Pieces {
    fn one(first: Range<usize>) -> Self {
        Self { first, second: None }
    }

    /// The pieces before and behind a cue in the middle.
    pub fn around(before: Option<Range<usize>>, behind: Range<usize>) -> Self {
        match before {
            Some(first) => Self { first, second: Some(behind) },
            None => Self::one(behind),
        }
    }
}

/// Every rule, in the order in which they are tried.
pub const RULES: &[ClauseRule] = &[
    ClauseRule { name: "reported_according_to", confidence: 0.85, find: according_to },
    ClauseRule { name: "reported_that", confidence: 0.82, find: |s, c| that_clause(s, c).map(Pieces::one) },
    ClauseRule { name: "reported_as_told", confidence: 0.8, find: as_told },
    ClauseRule { name: "reported_interposed", confidence: 0.8, find: interposed },
    ClauseRule { name: "reported_before_verb", confidence: 0.8, find: |s, c| before_verb(s, c).map(Pieces::one) },
    ClauseRule { name: "reported_colon", confidence: 0.7, find: |s, c| behind_colon(s, c).map(Pieces::one) },
    ClauseRule { name: "reported_clause", confidence: 0.8, find: |s, c| bare_clause(s, c).map(Pieces::one) },
    ClauseRule { name: "reported_complement", confidence: 0.74, find: |s, c| complement(s, c).map(Pieces::one) },
    ClauseRule { name: "reported_infinitive", confidence: 0.75, find: |s, c| infinitive(s, c).map(Pieces::one) },
    ClauseRule { name: "reported_characterisation", confidence: 0.62, find: |s, c| characterisation(s, c).map(Pieces::one) },
    ClauseRule { name: "reported_finding", confidence: 0.62, find: |s, c| finding(s, c).map(Pieces::one) },
    ClauseRule { name: "reported_hearsay", confidence: 0.75, find: |s, c| hearsay(s, c).map(Pieces::one) },
    ClauseRule { name: "reported_passive", confidence: 0.62, find: |s, c| stances::passive(s, c).map(Pieces::one) },
    ClauseRule { name: "reported_object", confidence: 0.72, find: |s, c| object(s, c).map(Pieces::one) },
    ClauseRule { name: "reported_stance", confidence: 0.6, find: |s, c| stances::stance(s, c).map(Pieces::one) },
];

/// What the quotations in marks say of the cues.
#[derive(Default)]
struct Attributed {
    /// Cues that attribute direct speech.
    direct: FxHashSet<usize>,
    /// The first fragment that each cue attributes.
    fragment: FxHashMap<usize, usize>,
}

impl Attributed {
    fn of(found: &[Found]) -> Self {
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
pub fn find(scene: &Scene, found: &[Found]) -> Vec<Reported> {
    let attributed = Attributed::of(found);
    let mut all = Vec::new();
    for stretch in 0..scene.items.stretches.len() {
        let mut reported = Vec::new();
        let items = scene.items.stretches[stretch].items.len();
        for (number, cue) in scene.cues_of(stretch) {
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
        nouns::find(scene, found, stretch, &mut reported);
        stances::by_hearsay(scene, stretch, &mut reported);
        carried(scene, &mut reported);
        all.append(&mut reported);
    }
    all
}

/// Adds what the first rule that fits a cue finds; one that attributes direct speech reports little beside it.
fn by_rules(scene: &Scene, found: &[Found], number: usize, speaks_directly: bool, reported: &mut Vec<Reported>) {
    let cue = &scene.cues[number];
    for rule in RULES {
        if speaks_directly && !matches!(rule.name, "reported_that" | "reported_interposed") {
            continue;
        }
        let Some(pieces) = (rule.find)(scene, cue) else { continue };
        let first = without_speech(scene, found, pieces.first);
        let second = pieces.second.and_then(|p| without_speech(scene, found, p));
        let (Some(content), rest) = (if first.is_some() { (first, second) } else { (second, None) }) else { continue };
        let speaker = speaker(scene, rule, number);
        let nobody = speaker.as_ref().is_some_and(|s| is_nobody(scene, cue, s));
        let weak = matches!(rule.name, "reported_infinitive" | "reported_object" | "reported_stance");
        let can = speaker.as_ref().is_some_and(|s| can_speak(scene, s));
        let told = reported.iter().rev().take(4).any(|r| r.content == content);
        if nobody || told || weak && !can || speaker.is_none() && cue.mood == Mood::Finite {
            return;
        }
        let doubt = if matches!(cue.class(), CueClass::Think | CueClass::Hear | CueClass::Other) { 0.06 } else { 0.0 };
        let confidence = rule.confidence + trust(cue.lemma()) - doubt;
        for content in std::iter::once(content).chain(rest) {
            let speaker = speaker.clone();
            reported.push(Reported { content, speaker, cue: Some(number), noun: None, rule: rule.name, confidence });
        }
        return;
    }
}

/// Who speaks in a clause that a rule found.
fn speaker(scene: &Scene, rule: &ClauseRule, number: usize) -> Option<Range<usize>> {
    let cue = &scene.cues[number];
    let inverted =
        rule.name == "reported_before_verb" && cue.subject.as_ref().is_none_or(|s| s.end > cue.group || !before_comma(scene, s.start));
    match rule.name {
        _ if cue.mood == Mood::Preposition => cue.subject.clone(),
        "reported_hearsay" => None,
        "reported_passive" => stances::agent(scene, cue),
        _ if inverted => scene.items.phrase_starting_at(cue.items.end, scene.bounds(cue.stretch).end),
        _ => scene.speaker_of(number),
    }
}

/// Whether a speaker's words name nobody who could say anything.
fn is_nobody(scene: &Scene, cue: &CueAt, speaker: &Range<usize>) -> bool {
    // "You might conclude that": nobody in particular does.
    let anybody = speaker.len() == 1 && ["you", "this", "these"].iter().any(|w| scene.items.is(speaker.start, w));
    // "But remember that": a verb is nobody. "His success signals that": nor is what happens.
    let is_verb = speaker.start < cue.items.end && cue.group < speaker.end
        || speaker.len() == 1 && scene.parse.is_base_verb(&scene.items, speaker.start);
    anybody || is_verb || is_thing(scene, speaker)
}

/// Whether a phrase names what happens or is so: nobody who could say anything.
pub fn is_thing(scene: &Scene, phrase: &Range<usize>) -> bool {
    head(&scene.items, phrase).is_some_and(|n| THINGS.iter().any(|w| scene.items.is(n, w)))
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
fn tells_which(scene: &Scene, cue: &CueAt) -> bool {
    let Some(token) = cue.token.filter(|_| cue.mood == Mood::Participle) else { return false };
    let noun = scene.parse.head(token).filter(|_| scene.parse.relation(token) == Some(Relation::Acl));
    let tight = cue.group.checked_sub(1).is_some_and(|n| scene.items.class(n) != Some(Class::Comma));
    let item = noun.and_then(|n| scene.parse.item(&scene.items, n)).filter(|n| n + 1 == cue.group);
    let says = matches!(cue.class(), CueClass::State | CueClass::Deny);
    tight
        && !says
        && item.is_some_and(|n| {
            scene.items.class(n) == Some(Class::Word) && !scene.items.names_speaker(n) && !scene.items.all[n].word.report_noun
        })
}

/// "if members decide", "whether he would support": what is only supposed was said by nobody.
fn is_supposed(scene: &Scene, cue: &CueAt) -> bool {
    let marks = |token| scene.parse.children(token, Relation::Mark).any(|n| matches!(scene.parse.lemma(n), "if" | "whether" | "unless"));
    // "unless members meet and agree": what is supposed of the first verb is supposed of the second.
    let mut first = cue.token;
    while let Some(token) = first.filter(|t| scene.parse.relation(*t) == Some(Relation::Conj)) {
        first = scene.parse.head(token).filter(|h| *h < token);
    }
    cue.class() != CueClass::Ask && (cue.token.is_some_and(marks) || first.is_some_and(marks))
}

/// "a senator can appeal the ruling", "people would prefer a bridge": what may be done or thought has not been said.
fn may_be(scene: &Scene, cue: &CueAt) -> bool {
    let has = |words: &[&str]| (cue.group..cue.items.start).any(|n| words.iter().any(|w| scene.items.is(n, w)));
    let does = matches!(cue.class(), CueClass::Order | CueClass::Demand | CueClass::Praise | CueClass::Agree) || stances::takes_stance(cue);
    let quoted = (cue.items.end..scene.bounds(cue.stretch).end).any(|n| scene.items.class(n) == Some(Class::Quote));
    let possible = does && has(&["can", "could", "may", "might", "must"]);
    let supposed = cue.class() == CueClass::Think && has(&["would"]);
    !cue.negated && !quoted && (possible || supposed)
}

/// Rules that find no clause but what a verb does to a thing.
const PLAIN: &[&str] = &[
    "reported_infinitive",
    "reported_characterisation",
    "reported_finding",
    "reported_hearsay",
    "reported_passive",
    "reported_object",
    "reported_stance",
];

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
        let holds_quote = r.content.clone().any(|n| scene.items.class(n) == Some(Class::Quote));
        if PLAIN.contains(&r.rule) && !holds_quote && outer.iter().any(part) {
            return false;
        }
        let believes = matches!(cue.class(), CueClass::Think | CueClass::Hear | CueClass::Predict | CueClass::Agree | CueClass::Other);
        let own = cue.subject.as_ref().or(cue.doer.as_ref()).is_none_or(|s| scene.items.class(s.start) == Some(Class::Pronoun));
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

/// Whether a verb says something of its object, so that what stands around a fragment is reported too.
fn characterises(cue: &CueAt) -> bool {
    match cue.needs() {
        _ if stances::takes_stance(cue) => true,
        Needs::Nothing => !matches!(cue.class(), CueClass::Hear | CueClass::Other),
        Needs::Quote => matches!(cue.class(), CueClass::Criticise | CueClass::Praise),
        Needs::That => !matches!(cue.class(), CueClass::Hear | CueClass::Other | CueClass::Quote | CueClass::Order),
    }
}

/// "called the tariff a “gift to smugglers”": the whole of what a cue governs, where it holds a fragment and more.
fn around_quote(scene: &Scene, found: &[Found], reported: &[Reported], number: usize, quote: usize) -> Option<Reported> {
    let cue = &scene.cues[number];
    let here = scene.item(quote);
    let start = behind(scene, cue).min(here);
    if here < cue.group {
        return before_quote(scene, found, number, quote);
    }
    if reported.iter().rev().take(6).any(|r| r.content.contains(&here)) {
        return None;
    }
    if !characterises(cue) || here < cue.items.end || scene.stretch(quote) != cue.stretch || cue.mood == Mood::Preposition {
        return None;
    }
    let start = start + usize::from(scene.items.class(start) == Some(Class::That));
    let end = clause_end(scene, cue, start, high(scene, cue)).max(here + 1);
    let content = without_speech(scene, found, start..end)?;
    let speaker = found[quote].speaker.clone();
    Some(Reported { content, speaker, cue: Some(number), noun: None, rule: "reported_around_quote", confidence: 0.75 })
}

/// "They “had chemistry,” said Duarte": the sentence up to the quotation, where its predicate is quoted.
fn before_quote(scene: &Scene, found: &[Found], number: usize, quote: usize) -> Option<Reported> {
    let cue = &scene.cues[number];
    let here = scene.item(quote);
    let low = scene.items.stretches[cue.stretch].items.start;
    let behind = found[quote].rule == "quote_verb_right_behind";
    let other = !behind && scene.cues_of(cue.stretch).any(|(_, c)| c.group < here);
    if scene.stretch(quote) != cue.stretch || cue.mood != Mood::Finite || other {
        return None;
    }
    let first = cue.subject.as_ref().map_or(cue.group, |s| s.start.min(cue.group));
    // "in the words of the report, “…”": a whole quotation behind an adverbial is none of it.
    let end = (here + 1..first).find(|n| scene.items.class(*n) == Some(Class::Comma)).unwrap_or(first);
    let content = without_speech(scene, found, low..end)?;
    let speaker = found[quote].speaker.clone();
    Some(Reported { content, speaker, cue: Some(number), noun: None, rule: "reported_around_quote", confidence: 0.75 })
}

/// Plain verbs of speech are hardly ever anything else.
fn trust(lemma: &str) -> f32 {
    if matches!(lemma, "say" | "tell" | "add" | "write") { 0.07 } else { 0.0 }
}

/// Cuts a clause before direct speech inside it; a clause that is nothing but one quotation is none.
pub fn without_speech(scene: &Scene, found: &[Found], content: Range<usize>) -> Option<Range<usize>> {
    let items = &scene.items;
    let is_direct = |n: usize| items.all[n].quote.is_some_and(|q| matches!(found.get(q as usize), Some(f) if f.kind == QuoteKind::Direct));
    let mut start = content.start;
    let mut end = content.clone().find(|n| is_direct(*n)).unwrap_or(content.end);
    if end <= start {
        // Behind "…" comes what belongs to the cue, and where the parse ends a clause before its first word there is none.
        return None;
    }
    // "higher than before.": a word that could open a clause ends one where nothing follows.
    let closes = |end: usize| matches!(items.class(end), None | Some(Class::Stop));
    while end > start
        && !(items.class(end - 1) == Some(Class::Sub) && closes(end))
        && matches!(
            items.class(end - 1),
            Some(Class::Comma | Class::Stop | Class::Colon | Class::Semicolon | Class::Dash | Class::And | Class::But | Class::Sub)
        )
    {
        end -= 1;
    }
    while start < end && matches!(items.class(start), Some(Class::Comma | Class::But | Class::And | Class::Dash | Class::Colon)) {
        start += 1;
    }
    let words =
        items.all[start..end].iter().filter(|i| !matches!(i.class, Class::Quote | Class::Comma | Class::Mark | Class::Stop)).count();
    (words > 0 && end > start).then_some(start..end)
}
