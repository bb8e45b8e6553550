//! Reported clauses: what somebody is said to have said, without marks around it.
//!
//! In: a [`Scene`] and what the rules found for its quotations. Out: [`Reported`] clauses. Never reports a clause without a cue.

use std::ops::Range;

use super::cues::{CueAt, Mood};
use super::details::object_at;
use super::rules::{Found, Scene, can_speak};
use super::vocabulary::Class;
use crate::document::{CueClass, QuoteKind};
use crate::lexicon::reporting::{Addressee, Needs};

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
    find: fn(&Scene, &CueAt) -> Option<Range<usize>>,
}

/// Every rule, in the order in which they are tried.
pub const RULES: &[ClauseRule] = &[
    ClauseRule { name: "reported_according_to", confidence: 0.88, find: according_to },
    ClauseRule { name: "reported_that", confidence: 0.82, find: that_clause },
    ClauseRule { name: "reported_before_verb", confidence: 0.82, find: before_verb },
    ClauseRule { name: "reported_clause", confidence: 0.8, find: bare_clause },
    ClauseRule { name: "reported_infinitive", confidence: 0.65, find: infinitive },
    ClauseRule { name: "reported_object", confidence: 0.6, find: object },
];

/// Finds the reported clauses of an article.
pub fn find(scene: &Scene, found: &[Found]) -> Vec<Reported> {
    let mut reported = Vec::new();
    for (number, cue) in scene.cues.iter().enumerate() {
        let speaks_directly = found.iter().any(|f| f.cue == Some(number) && f.kind == QuoteKind::Direct);
        for rule in RULES {
            if speaks_directly && rule.name != "reported_that" {
                continue;
            }
            let Some(content) = (rule.find)(scene, cue).and_then(|c| without_speech(scene, found, c)) else { continue };
            let inverted = rule.name == "reported_before_verb"
                && cue.subject.as_ref().is_none_or(|s| s.end > cue.group || !before_comma(scene, s.start));
            let speaker = if cue.mood == Mood::Preposition {
                cue.subject.clone()
            } else if inverted {
                scene.items.phrase_starting_at(cue.items.end, scene.items.stretches[cue.stretch].items.end)
            } else {
                scene.speaker_of(number)
            };
            let weak = rule.confidence < 0.7;
            let can = speaker.as_ref().is_some_and(|s| can_speak(scene, s));
            if weak && !can || speaker.is_none() && cue.mood == Mood::Finite {
                break;
            }
            if reported.iter().rev().take(4).any(|r: &Reported| r.content == content) {
                break;
            }
            let doubt = if matches!(cue.class(), CueClass::Think | CueClass::Hear | CueClass::Other) { 0.15 } else { 0.0 };
            reported.push(Reported {
                content,
                speaker,
                cue: Some(number),
                noun: None,
                rule: rule.name,
                confidence: rule.confidence + trust(cue.lemma()) - doubt,
            });
            break;
        }
    }
    nouns(scene, found, &mut reported);
    reported
}

/// Plain verbs of speech are hardly ever anything else.
fn trust(lemma: &str) -> f32 {
    if matches!(lemma, "say" | "tell" | "add" | "write") { 0.07 } else { 0.0 }
}

/// Cuts a clause before direct speech inside it; a clause that is nothing but one quotation is none.
fn without_speech(scene: &Scene, found: &[Found], content: Range<usize>) -> Option<Range<usize>> {
    let items = &scene.items;
    let is_direct = |n: usize| items.all[n].quote.is_some_and(|q| matches!(found.get(q as usize), Some(f) if f.kind == QuoteKind::Direct));
    let mut start = content.start;
    let mut end = content.clone().find(|n| is_direct(*n)).unwrap_or(content.end);
    if end == start {
        // Behind "…" comes what belongs to the cue.
        return None;
    }
    while end > start
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

fn high(scene: &Scene, cue: &CueAt) -> usize {
    scene.items.stretches[cue.stretch].items.end
}

fn low(scene: &Scene, cue: &CueAt) -> usize {
    scene.items.stretches[cue.stretch].items.start
}

fn before_comma(scene: &Scene, start: usize) -> bool {
    start.checked_sub(1).is_some_and(|n| matches!(scene.items.class(n), Some(Class::Comma | Class::Dash)))
}

/// "According to Duarte, the harbour is closed." "The harbour is closed, according to Duarte."
fn according_to(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    if cue.mood != Mood::Preposition {
        return None;
    }
    let source = cue.subject.as_ref()?;
    let (low, high) = (low(scene, cue), high(scene, cue));
    let leads =
        (low..cue.items.start).all(|n| matches!(scene.items.class(n), Some(Class::But | Class::And | Class::Adverb | Class::Comma)));
    if leads {
        let comma = (source.end..high.min(source.end + 30)).find(|n| scene.items.class(*n) == Some(Class::Comma))?;
        return Some(comma + 1..high);
    }
    Some(low..cue.items.start)
}

/// Where the words behind a cue begin, once addressee, days and adverbs are passed.
fn behind(scene: &Scene, cue: &CueAt) -> usize {
    let high = high(scene, cue);
    let mut at = cue.items.end;
    if cue.entry().is_some_and(|e| e.addressee == Some(Addressee::Object))
        && let Some(object) = object_at(&scene.items, at, high)
    {
        let told =
            !matches!(scene.items.class(object.end), Some(Class::Aux)) && !scene.items.all.get(object.end).is_some_and(|i| i.is_finite());
        if told || cue.lemma() == "tell" && scene.items.class(object.start) != Some(Class::Pronoun) {
            at = object.end;
        }
    }
    loop {
        match scene.items.class(at) {
            Some(Class::Day) if at < high => at += 1,
            Some(Class::Adverb) if at < high => at += 1,
            Some(Class::Prep) if at + 1 < high && scene.items.class(at + 1) == Some(Class::Day) => at += 2,
            Some(Class::Number) if at > 0 && scene.items.class(at - 1) == Some(Class::Day) && at < high => at += 1,
            _ => return at,
        }
    }
}

/// "said (in a statement on Monday) that …"
fn that_clause(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    if cue.mood == Mood::Preposition || cue.mood == Mood::Passive && cue.subject.is_none() && !scene.items.is(cue.items.start, "told") {
        return None;
    }
    let high = high(scene, cue);
    let start = behind(scene, cue);
    let asks = matches!(cue.class(), CueClass::Ask | CueClass::Explain | CueClass::State | CueClass::Think | CueClass::Deny);
    for n in start..high.min(start + 24) {
        match scene.items.class(n)? {
            Class::That => return Some(n + 1..clause_end(scene, cue, n + 1, high)),
            Class::Sub | Class::Rel
                if n == start && asks && ["whether", "how", "why", "if", "what", "where"].iter().any(|w| scene.items.is(n, w)) =>
            {
                return Some(n..clause_end(scene, cue, n, high));
            }
            Class::Quote
            | Class::Stop
            | Class::Semicolon
            | Class::Colon
            | Class::Aux
            | Class::Sub
            | Class::Rel
            | Class::But
            | Class::To => return None,
            Class::Comma if n == start => return None,
            _ if n == start && !matches!(scene.items.class(n), Some(Class::Prep)) => return None,
            Class::Word if scene.items.all[n].is_finite() && !matches!(scene.items.class(n + 1), Some(Class::Prep | Class::Day)) => {
                return None;
            }
            _ => {}
        }
    }
    None
}

/// Where a clause that begins at `start` ends: before the next reporting words of the reporter.
fn clause_end(scene: &Scene, cue: &CueAt, start: usize, high: usize) -> usize {
    let items = &scene.items;
    // "While Duarte said that …, she called for …": the main clause follows the comma.
    let subordinate = items.class(low(scene, cue)) == Some(Class::Sub);
    for (_, other) in scene.cues_of(cue.stretch).filter(|(_, c)| c.group > start) {
        let begins = match (&other.subject, other.mood) {
            (_, Mood::Participle | Mood::Preposition) => other.group,
            (Some(subject), Mood::Finite) => subject.start.min(other.group),
            (None, Mood::Finite) if items.class(other.group.saturating_sub(1)) == Some(Class::Comma) => other.group,
            _ => continue,
        };
        let Some(before) = begins.checked_sub(1).filter(|b| *b > start) else { continue };
        let linked =
            matches!(items.class(before), Some(Class::Sub | Class::But | Class::And)) && items.class(before - 1) == Some(Class::Comma);
        let own_subject = other.subject.as_ref().is_some_and(|s| items.class(s.start) != Some(Class::Pronoun));
        match other.mood {
            Mood::Participle if items.class(before) == Some(Class::Comma) => return before,
            Mood::Preposition => return begins,
            Mood::Finite
                if items.class(before) == Some(Class::Comma)
                    && (other.subject.is_none() || subordinate || ends_sentence(scene, other, high)) =>
            {
                return before;
            }
            Mood::Finite if linked && own_subject => return before - 1,
            _ => {}
        }
    }
    high
}

/// Whether nothing but an adverbial follows a cue: it then reports what stands before it.
fn ends_sentence(scene: &Scene, cue: &CueAt, high: usize) -> bool {
    let mut at = cue.items.end;
    if cue.entry().is_some_and(|e| e.addressee.is_some())
        && let Some(object) = object_at(&scene.items, at, high)
    {
        at = object.end;
    }
    match scene.items.class(at) {
        _ if at >= high => true,
        Some(Class::Stop | Class::Comma | Class::Day | Class::Prep | Class::Adverb | Class::Dash | Class::Semicolon | Class::Sub) => true,
        _ => false,
    }
}

/// "The harbour is closed, Duarte said on Monday." Also inverted: "…, said Duarte".
fn before_verb(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    let (low, high) = (low(scene, cue), high(scene, cue));
    if cue.mood != Mood::Finite || cue.needs() == Needs::Quote {
        return None;
    }
    let reversed = cue.subject.as_ref().map(|s| s.start).filter(|s| *s > low && before_comma(scene, *s));
    let comma = match reversed {
        Some(start) if ends_sentence(scene, cue, high) => start - 1,
        None if before_comma(scene, cue.group) && cue.group > low && inverts(scene, cue, high) => cue.group - 1,
        _ => return None,
    };
    let holds_verb = (low..comma).any(|n| scene.items.all[n].is_finite())
        || comma - low >= 4 && !matches!(scene.items.class(low), Some(Class::Prep | Class::Sub | Class::Adverb));
    let adverbial = matches!(scene.items.class(low), Some(Class::Prep | Class::Sub))
        && !(low..comma).any(|n| scene.items.class(n) == Some(Class::Comma));
    (holds_verb && !adverbial && comma > low).then_some(low..comma)
}

/// Verbs that may stand before their subject behind what they report.
const QUOTATIVES: &[&str] = &[
    "say",
    "add",
    "write",
    "explain",
    "note",
    "reply",
    "warn",
    "argue",
    "claim",
    "insist",
    "report",
    "tweet",
    "announce",
    "admit",
    "concede",
    "acknowledge",
    "recall",
    "declare",
    "joke",
    "say in a statement",
    "observe",
    "suggest",
    "conclude",
    "point out",
    "remark",
    "lament",
    "predict",
];

/// ", said Duarte": a speaker follows, then the sentence ends or an aside begins.
fn inverts(scene: &Scene, cue: &CueAt, high: usize) -> bool {
    cue.entry().is_some_and(|e| QUOTATIVES.contains(&e.lemma.as_str()))
        && scene.items.phrase_starting_at(cue.items.end, high).is_some_and(|p| {
            let can = scene.items.all[p.clone()].iter().any(|i| i.class == Class::Name || i.noun().speaks());
            can && (p.end >= high
                || matches!(scene.items.class(p.end), Some(Class::Stop | Class::Comma | Class::Prep | Class::Rel | Class::Day)))
        })
}

/// "Duarte said the harbour is closed."
fn bare_clause(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    if !(matches!(cue.mood, Mood::Finite | Mood::Participle | Mood::Infinitive) || cue.mood == Mood::Passive && cue.subject.is_some()) {
        return None;
    }
    if cue.needs() == Needs::Quote {
        return None;
    }
    let high = high(scene, cue);
    let start = behind(scene, cue);
    if start >= high
        || !matches!(
            scene.items.class(start)?,
            Class::Pronoun | Class::Det | Class::Name | Class::Word | Class::Possessive | Class::Number | Class::Quote | Class::Object
        )
    {
        return None;
    }
    let says = matches!(
        cue.lemma(),
        "say"
            | "think"
            | "believe"
            | "be sure"
            | "claim"
            | "insist"
            | "argue"
            | "hope"
            | "feel"
            | "suggest"
            | "allege"
            | "admit"
            | "announce"
    );
    let end = clause_end(scene, cue, start, high);
    if is_time(scene, &(start..end)) {
        return None;
    }
    if cue.needs() == Needs::Nothing && says && end - start >= 3 && matches!(cue.lemma(), "say") {
        return Some(start..end);
    }
    let subject = scene.items.phrase_starting_at(start, end)?;
    let verb = (subject.end..end.min(subject.end + 3)).find(|n| !matches!(scene.items.class(*n), Some(Class::Adverb)))?;
    let follows = scene.items.all[verb].is_finite()
        || matches!(scene.items.class(start), Some(Class::Pronoun)) && scene.items.class(verb) == Some(Class::Word);
    let later = (subject.end..end.min(subject.end + 14))
        .take_while(|n| !matches!(scene.items.class(*n), Some(Class::Comma | Class::Rel | Class::Sub | Class::To)))
        .any(|n| scene.items.class(n) == Some(Class::Aux));
    (follows || later).then_some(start..end)
}

/// Nouns that end an expression of time.
const TIMES: &[&str] = &[
    "morning",
    "afternoon",
    "evening",
    "night",
    "day",
    "week",
    "weekend",
    "month",
    "year",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
];

/// Whether a few words only tell when: "said this morning", "said late last week".
fn is_time(scene: &Scene, range: &Range<usize>) -> bool {
    let last = range.clone().rev().find(|n| scene.items.class(*n) != Some(Class::Stop));
    range.len() <= 4 && last.is_some_and(|last| TIMES.iter().any(|word| scene.items.is(last, word)))
}

/// "urged the council to act", "promised to return", "claims to have survived".
fn infinitive(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    if cue.needs() != Needs::Nothing || !matches!(cue.mood, Mood::Finite | Mood::Participle) {
        return None;
    }
    let high = high(scene, cue);
    let start = behind(scene, cue);
    let to = if scene.items.class(start) == Some(Class::To) {
        start
    } else {
        let object = object_at(&scene.items, start, high)?;
        (scene.items.class(object.end) == Some(Class::To) && object.end < high).then_some(object.end)?
    };
    (to + 1 < high).then(|| to..clause_end(scene, cue, to, high))
}

/// "warned of a flood", "denied the charge", "put the figure at 40".
fn object(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    use CueClass::*;
    if cue.needs() != Needs::Nothing || !matches!(cue.mood, Mood::Finite | Mood::Participle | Mood::Infinitive) {
        return None;
    }
    if !matches!(
        cue.class(),
        Claim | Confirm | Deny | Estimate | Predict | Demand | Promise | Warn | Criticise | Praise | Suggest | Explain | State
    ) || matches!(cue.lemma(), "tell" | "accept" | "detail" | "report")
    {
        return None;
    }
    let high = high(scene, cue);
    let at_estimate = cue.class() == Estimate && cue.entry().is_some_and(|e| e.rest.last().is_some_and(|w| w == "at"));
    let start = if at_estimate { cue.items.start + 1 } else { cue.items.end };
    let first = scene.items.class(start).filter(|_| start < high)?;
    let fits = match first {
        Class::Det | Class::Name | Class::Possessive | Class::Word | Class::Number | Class::Quote | Class::Object => cue.lemma() != "say",
        Class::Prep => ["of", "about", "against", "for"].iter().any(|w| scene.items.is(start, w)) && cue.lemma() != "say",
        _ => false,
    };
    fits.then(|| start..clause_end(scene, cue, start, high))
}

/// "Duarte's claim that …"; "the claim by Duarte that …".
fn nouns(scene: &Scene, found: &[Found], reported: &mut Vec<Reported>) {
    let items = &scene.items;
    for stretch in &items.stretches {
        for n in stretch.items.clone() {
            if !items.all[n].word.report_noun
                || items.class(n + 1) != Some(Class::That)
                || n + 2 >= stretch.items.end
                || n == stretch.items.start
            {
                continue;
            }
            let speaker = possessor(scene, stretch.items.start, n);
            let Some(speaker) = speaker else { continue };
            let comma = (n + 2..stretch.items.end)
                .find(|k| matches!(items.class(*k), Some(Class::Comma | Class::Semicolon | Class::Stop)))
                .unwrap_or(stretch.items.end);
            if let Some(content) = without_speech(scene, found, n + 2..comma) {
                reported.push(Reported {
                    content,
                    speaker: Some(speaker),
                    cue: None,
                    noun: Some(n),
                    rule: "reported_noun",
                    confidence: 0.55,
                });
            }
        }
    }
}

/// The noun phrase before "'s" or the possessive pronoun in front of a reporting noun.
fn possessor(scene: &Scene, low: usize, noun: usize) -> Option<Range<usize>> {
    let items = &scene.items;
    for n in (low.max(noun.saturating_sub(4))..noun).rev() {
        match items.class(n)? {
            Class::Possessive => return Some(n..n + 1),
            Class::Mark if items.word(n).starts_with(['\'', '’']) => return items.phrase_ending_at(low, n),
            Class::Word | Class::Name => {}
            _ => return None,
        }
    }
    None
}
