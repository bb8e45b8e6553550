//! Rules that find the reported clause of a verb.
//!
//! In: a [`Scene`] and a cue. Out: the items of the clause. Never looks at the sentence before or after.

use std::ops::Range;

use super::content::ClausePieces;
use super::extent::{TIMES, after, before_comma, clause_end, ends_sentence, high, low};
use crate::document::{CueClass, PartOfSpeech, Relation};
use crate::lexicon::reporting::{Act, Addressee, Needs};
use crate::tag::cursor::Cursor;
use crate::tag::quotes::sentence::cue::{CueAt, Mood};
use crate::tag::quotes::sentence::phrases::object_at;
use crate::tag::quotes::sentence::scene::Scene;
use crate::tag::quotes::sentence::vocabulary::WordClass;

/// "According to Duarte, the harbour is closed." "The harbour is closed, according to Duarte."
pub fn according_to(scene: &Scene, cue: &CueAt) -> Option<ClausePieces> {
    if cue.mood != Mood::Preposition {
        return None;
    }
    let source = cue.subject.as_ref()?;
    let (low, high) = (low(scene, cue), high(scene, cue));
    // "It was noticed: according to Duarte, …", "because according to Duarte, …"
    let opens = matches!(
        cue.items.start.checked_sub(1).filter(|n| *n >= low).and_then(|n| scene.items.class(n)),
        Some(WordClass::Colon | WordClass::Semicolon | WordClass::Sub | WordClass::That | WordClass::But | WordClass::And)
    );
    if opens || opens_sentence(scene, low, cue.items.start) {
        let comma = (source.end..high.min(source.end + 30)).find(|n| scene.items.class(*n) == Some(WordClass::Comma))?;
        return Some(ClausePieces::around(None, comma + 1..high));
    }
    // "Turnover, according to the firm, has doubled": the sentence goes on after the source.
    let plain = |n: &usize| !scene.items.all[*n].is_finite();
    let comma = (source.end..high.min(source.end + 8)).take_while(plain).find(|n| scene.items.class(*n) == Some(WordClass::Comma));
    let goes_on = comma.filter(|n| n + 2 < high).map(|n| n + 1..high);
    let resumes = goes_on.as_ref().is_some_and(|rest| scene.items.class(rest.start) == Some(WordClass::Aux));
    let broken = resumes || scene.parse.holds_verb(&scene.items, &(low..cue.items.start)) == Some(false);
    Some(match goes_on.filter(|_| broken) {
        Some(rest) => ClausePieces::around(Some(low..cue.items.start), rest),
        None => ClausePieces::around(None, low..cue.items.start),
    })
}

/// Whether nothing but "but", "and" and adverbs stands between the head of the sentence and `start`.
pub fn opens_sentence(scene: &Scene, low: usize, start: usize) -> bool {
    (low..start).all(|n| matches!(scene.items.class(n), Some(WordClass::But | WordClass::And | WordClass::Adverb | WordClass::Comma)))
}

/// "said (in a statement on Monday) that …"
pub fn that_clause(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    let asked = scene.items.is(cue.items.start, "asked");
    let heard = scene.items.is(cue.items.start, "told") || asked;
    // "voting that he has not": verbs of doing do not report, but for those that answer or speak.
    if cue.needs() == Needs::Quote && matches!(cue.class(), CueClass::Order | CueClass::Confirm | CueClass::Predict) {
        return None;
    }
    if cue.mood == Mood::Preposition || cue.mood == Mood::Passive && cue.subject.is_none() && !heard {
        return None;
    }
    let high = high(scene, cue);
    let start = after(scene, cue);
    // "Asked about the wall, Duarte said": the words up to the comma.
    if asked && cue.mood == Mood::Passive && scene.items.is_any(start, &["about", "if", "whether", "why", "how", "what"]) {
        let comma = (start..high).find(|n| scene.items.class(*n) == Some(WordClass::Comma)).unwrap_or(high);
        return Some(start..comma.min(clause_end(scene, cue, start, high)));
    }
    for n in start..high.min(start + 24) {
        match step(scene, cue, start, n) {
            BeforeClause::Opens(first) => return Some(first..clause_end(scene, cue, first, high)),
            BeforeClause::Ends => return None,
            BeforeClause::GoesOn => {}
        }
    }
    None
}

/// What an item between a cue and the clause that it may report is.
enum BeforeClause {
    /// The clause begins with this item.
    Opens(usize),
    /// No clause of the cue can follow.
    Ends,
    /// It may stand between.
    GoesOn,
}

fn step(scene: &Scene, cue: &CueAt, start: usize, n: usize) -> BeforeClause {
    let items = &scene.items;
    let Some(class) = items.class(n) else { return BeforeClause::Ends };
    match class {
        WordClass::That if is_elsewhere(scene, cue, start, n) => BeforeClause::Ends,
        // "said that, “of course we stay” against all advice": the comma is before the clause.
        WordClass::That => {
            let comma = items.class(n + 1) == Some(WordClass::Comma) && items.class(n + 2) == Some(WordClass::Quote);
            BeforeClause::Opens(n + 1 + usize::from(comma))
        }
        WordClass::Sub | WordClass::Rel if n == start && opens_question(scene, cue, n) => BeforeClause::Opens(n),
        WordClass::Quote
        | WordClass::Stop
        | WordClass::Semicolon
        | WordClass::Colon
        | WordClass::Aux
        | WordClass::Sub
        | WordClass::Rel
        | WordClass::But
        | WordClass::To => BeforeClause::Ends,
        _ if n == start && class != WordClass::Prep => BeforeClause::Ends,
        WordClass::Word if items.all[n].is_finite() && !matches!(items.class(n + 1), Some(WordClass::Prep | WordClass::Day)) => {
            BeforeClause::Ends
        }
        _ => BeforeClause::GoesOn,
    }
}

/// Whether a "that" opens no clause, or that of a nearer verb: "Before the guild had weighed in, Duarte said that".
fn is_elsewhere(scene: &Scene, cue: &CueAt, start: usize, that: usize) -> bool {
    let nearer = |c: &CueAt| c.group > start && c.items.end <= that && c.mood == Mood::Finite && c.subject.is_some();
    scene.parse.opens_clause(&scene.items, that) == Some(false) || scene.cues_of(cue.sentence).any(|(_, c)| nearer(c))
}

/// Whether the word right after a cue opens what is asked or told: "asked whether", "did not say when".
fn opens_question(scene: &Scene, cue: &CueAt, n: usize) -> bool {
    let is_one_of = |words: &[&str]| scene.items.is_any(n, words);
    let asks = matches!(cue.class(), CueClass::Ask | CueClass::Explain | CueClass::State | CueClass::Think | CueClass::Deny);
    asks && is_one_of(&["whether", "how", "why", "if", "what", "where"]) || cue.negated && is_one_of(&["when", "who", "which"])
}

/// "Duarte added: And now the firm wants more."
pub fn after_colon(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    let high = high(scene, cue);
    let speaks = matches!(cue.class(), CueClass::State | CueClass::Write | CueClass::Claim | CueClass::Explain | CueClass::Confirm);
    let opens = cue.mood == Mood::Finite && cue.subject.is_some() && scene.items.class(cue.items.end) == Some(WordClass::Colon);
    let start = cue.items.end + 1;
    let marked = (start..high).any(|n| scene.items.class(n) == Some(WordClass::Quote));
    (speaks && opens && !marked && start + 3 < high).then_some(start..high)
}

/// "The harbour is closed, Duarte said on Monday." Also inverted: "…, said Duarte".
pub fn before_verb(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    let (low, high) = (low(scene, cue), high(scene, cue));
    if cue.mood != Mood::Finite || cue.needs() == Needs::Quote {
        return None;
    }
    let as_said = |s: usize| s - usize::from(s > low && scene.items.is(s - 1, "as"));
    let reversed = cue.subject.as_ref().map(|s| as_said(s.start)).filter(|s| *s > low && before_comma(scene, *s));
    // "the lock can hold": of verbs that need a clause, only those that also stand after one.
    if cue.needs() == Needs::That && !QUOTATIVES.contains(&cue.lemma()) && !FINDINGS.contains(&cue.lemma()) {
        return None;
    }
    let comma = match reversed {
        Some(start) if ends_sentence(scene, cue, high) => start - 1,
        None if before_comma(scene, cue.group) && cue.group > low && inverts(scene, cue, high) => cue.group - 1,
        _ => return None,
    };
    // "because, Duarte said, the lock leaks": what is told follows.
    let broken =
        comma > low && matches!(scene.items.class(comma - 1), Some(WordClass::Sub | WordClass::That | WordClass::And | WordClass::But));
    // "In June, after a storm, crews volunteered": a verb that seldom stands after its clause needs one that the parse sees.
    let seldom = ![QUOTATIVES, FINDINGS, HOLDING, TELLING].iter().any(|list| list.contains(&cue.lemma()));
    if broken || seldom && cue.token.is_some_and(|t| !scene.parse.reports_before(t)) {
        return None;
    }
    let parsed = scene.parse.holds_verb(&scene.items, &(low..comma));
    let holds_verb = parsed.unwrap_or_else(|| (low..comma).any(|n| scene.items.all[n].is_finite()))
        || parsed.is_none()
            && comma - low >= 4
            && !matches!(scene.items.class(low), Some(WordClass::Prep | WordClass::Sub | WordClass::Adverb));
    let adverbial = matches!(scene.items.class(low), Some(WordClass::Prep | WordClass::Sub))
        && !(low..comma).any(|n| scene.items.class(n) == Some(WordClass::Comma))
        && !cue.token.is_some_and(|t| scene.parse.reports_before(t));
    (holds_verb && !adverbial && comma > low).then_some(low..comma)
}

/// Verbs that may stand before their subject after what they report.
pub const QUOTATIVES: &[&str] = &[
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
            let can = scene.items.all[p.clone()].iter().any(|i| i.class == WordClass::Name || i.noun().speaks());
            can && (p.end >= high
                || matches!(
                    scene.items.class(p.end),
                    Some(WordClass::Stop | WordClass::Comma | WordClass::Prep | WordClass::Rel | WordClass::Day)
                ))
        })
}

/// "Duarte said the harbour is closed."
pub fn bare_clause(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    if !(matches!(cue.mood, Mood::Finite | Mood::Participle | Mood::Infinitive) || cue.mood == Mood::Passive && cue.subject.is_some()) {
        return None;
    }
    if cue.needs() == Needs::Quote {
        return None;
    }
    if cue.token.is_some_and(|t| scene.parse.has_plain_object(t)) && cue.entry().is_none_or(|e| e.addressee.is_none()) {
        return None;
    }
    let high = high(scene, cue);
    let start = after(scene, cue);
    if start >= high || !opens_clause(scene.items.class(start)?) {
        return None;
    }
    let end = clause_end(scene, cue, start, high);
    if is_time(scene, &(start..end)) {
        return None;
    }
    // "will find it hard to look away": what follows is no clause.
    let no_clause = || {
        cue.token
            .is_some_and(|t| scene.parse.children(t, Relation::Ccomp).any(|n| n > t) && scene.parse.complement(&scene.items, t).is_none())
    };
    if matches!(cue.lemma(), "find" | "see" | "hear" | "watch" | "feel" | "make clear") && no_clause() {
        return None;
    }
    if cue.needs() == Needs::Nothing && end - start >= 3 && cue.lemma() == "say" {
        return Some(start..end);
    }
    let subject = scene.items.phrase_starting_at(start, end)?;
    let verb = (subject.end..end.min(subject.end + 3)).find(|n| !matches!(scene.items.class(*n), Some(WordClass::Adverb)))?;
    let follows = scene.items.all[verb].is_finite()
        || matches!(scene.items.class(start), Some(WordClass::Pronoun)) && scene.items.class(verb) == Some(WordClass::Word);
    let later = (subject.end..end.min(subject.end + 14))
        .take_while(|n| !matches!(scene.items.class(*n), Some(WordClass::Comma | WordClass::Rel | WordClass::Sub | WordClass::To)))
        .any(|n| scene.items.class(n) == Some(WordClass::Aux));
    (follows || later).then_some(start..end)
}

/// Whether a clause without "that" can begin with a word.
fn opens_clause(class: WordClass) -> bool {
    matches!(
        class,
        WordClass::Pronoun
            | WordClass::Det
            | WordClass::Name
            | WordClass::Word
            | WordClass::Possessive
            | WordClass::Number
            | WordClass::Quote
            | WordClass::Object
    )
}

/// Whether a few words only tell when: "said this morning", "said late last week".
fn is_time(scene: &Scene, range: &Range<usize>) -> bool {
    let last = range.clone().rev().find(|n| scene.items.class(*n) != Some(WordClass::Stop));
    range.len() <= 4 && last.is_some_and(|last| TIMES.iter().any(|word| scene.items.is(last, word)))
}

/// "urged the council to act", "promised to return", "claims to have survived".
pub fn infinitive(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    if cue.needs() != Needs::Nothing || !matches!(cue.mood, Mood::Finite | Mood::Participle | Mood::Infinitive) {
        return None;
    }
    let high = high(scene, cue);
    let told = after(scene, cue);
    let to = if scene.items.class(told) == Some(WordClass::To) {
        told
    } else {
        let object = object_at(&scene.items, told, high)?;
        (scene.items.class(object.end) == Some(WordClass::To) && object.end < high).then_some(object.end)?
    };
    // "urged the council to act": who is to act is part of what is said; "told the council to act": it is only spoken to.
    let start = match scene.items.class(cue.items.end) {
        Some(WordClass::Adverb | WordClass::Day | WordClass::Prep | WordClass::To) | None => to,
        _ if matches!(cue.lemma(), "tell" | "promise" | "warn") => to,
        _ => cue.items.end,
    };
    let is_verb = cue.token.is_none() || scene.parse.pos_at(&scene.items, to + 1).is_some_and(is_verbal);
    (to + 1 < high && is_verb).then(|| start..clause_end(scene, cue, to, high))
}

fn is_verbal(pos: PartOfSpeech) -> bool {
    matches!(pos, PartOfSpeech::Verb | PartOfSpeech::Aux | PartOfSpeech::Adv | PartOfSpeech::Part)
}

/// Verbs of holding an opinion that may stand in the middle of it.
pub const HOLDING: &[&str] = &["believe", "think", "hope", "fear", "suspect", "feel", "expect", "predict", "know", "agree"];

/// Further verbs that may stand after what they report.
const TELLING: &[&str] = &["tell", "testify", "guess", "promise", "vow", "estimate"];

/// A clause that the parse hangs on the cue, whatever stands between.
pub fn complement(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    if matches!(cue.mood, Mood::Preposition) || cue.needs() == Needs::Quote {
        return None;
    }
    let clause = scene.parse.complement(&scene.items, cue.token?)?;
    let told = cue.entry().is_some_and(|e| e.addressee.is_some());
    if !told && scene.parse.children(cue.token?, Relation::Dobj).any(|n| cue.token < Some(n)) {
        return None;
    }
    let high = high(scene, cue);
    let start = clause.start.max(cue.items.end);
    let start = start
        + (start..high)
            .take_while(|n| matches!(scene.items.class(*n), Some(WordClass::That | WordClass::Comma | WordClass::Colon)))
            .count();
    // "decided what to do", "determine how it fails": what is found out is not told.
    let asks = matches!(scene.items.class(start), Some(WordClass::Rel | WordClass::Sub)) && cue.needs() != Needs::Nothing;
    if asks {
        return None;
    }
    let holds_verb = (start..clause.end.min(high)).any(|n| scene.items.all[n].class != WordClass::Quote);
    // "what Duarte said was a ruin": the clause began before the verb.
    let begins = clause.start >= cue.group || matches!(scene.items.class(start), Some(WordClass::Aux)) && clause.contains(&start);
    (begins && start + 1 < high && holds_verb).then(|| start..clause_end(scene, cue, start, high))
}

/// "called him divisive", "labelled the plan a failure".
pub fn characterisation(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    if cue.class() != CueClass::Criticise || cue.mood == Mood::Passive || cue.mood == Mood::Preposition {
        return None;
    }
    let token = cue.token?;
    let names = scene.parse.children(token, Relation::Oprd).next().is_some()
        || scene.parse.children(token, Relation::Ccomp).any(|n| scene.parse.pos(n).is_some_and(|p| !is_verbal(p)));
    let high = high(scene, cue);
    (names && cue.items.end + 1 < high).then(|| cue.items.end..clause_end(scene, cue, cue.items.end, high))
}

/// Verbs with which a document states a thing without a clause.
const FINDINGS: &[&str] = &["show", "find", "put", "indicate", "reveal", "suggest", "detail", "describe", "list", "give"];

/// Verbs whose passive tells what is commonly held.
const HELD: &[&str] =
    &["expect", "believe", "think", "say", "report", "allege", "rumour", "estimate", "understand", "fear", "suspect", "presume", "predict"];

/// "The lock is expected to fail", with nobody to expect it.
pub fn hearsay(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    let items = &scene.items;
    if cue.mood != Mood::Passive || !HELD.contains(&cue.lemma()) || items.class(cue.items.end) != Some(WordClass::To) {
        return None;
    }
    // "Duarte is reported to have said it leaks": what she said is told, and by whom.
    let told = items.is(cue.items.end + 1, "have");
    if told && scene.cues_of(cue.sentence).any(|(_, c)| c.items.start == cue.items.end + 2 && c.act() == Act::Speech) {
        return None;
    }
    let (low, high) = (low(scene, cue), high(scene, cue));
    let subject = items.subject_before(low, cue.group)?;
    let has_be = (cue.group..cue.items.start).any(|n| items.class(n) == Some(WordClass::Aux));
    (has_be && subject.end <= cue.group && cue.items.end + 1 < high).then(|| subject.start..clause_end(scene, cue, cue.items.end, high))
}

/// "The survey showed a slump in orders."
pub fn finding(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    if !FINDINGS.contains(&cue.lemma()) || !matches!(cue.mood, Mood::Finite | Mood::Participle) {
        return None;
    }
    let source = cue.subject.as_ref().or(cue.agent.as_ref())?;
    let speaks = scene.items.all[source.clone()].iter().any(|i| i.noun().document || i.word.channel);
    let high = high(scene, cue);
    let fits = matches!(
        scene.items.class(cue.items.end)?,
        WordClass::Det
            | WordClass::Name
            | WordClass::Possessive
            | WordClass::Word
            | WordClass::Number
            | WordClass::Quote
            | WordClass::Object
    );
    (speaks && fits && cue.items.end < high).then(|| cue.items.end..clause_end(scene, cue, cue.items.end, high))
}

/// "warned of a flood", "denied the charge", "put the figure at 40".
pub fn object(scene: &Scene, cue: &CueAt) -> Option<Range<usize>> {
    use CueClass::*;
    if cue.needs() != Needs::Nothing || !matches!(cue.mood, Mood::Finite | Mood::Participle | Mood::Infinitive) {
        return None;
    }
    if !matches!(
        cue.class(),
        Claim | Confirm | Deny | Estimate | Predict | Demand | Promise | Warn | Criticise | Praise | Suggest | Explain | State
    ) || matches!(cue.lemma(), "tell" | "accept" | "detail")
    {
        return None;
    }
    let high = high(scene, cue);
    let at_estimate = cue.class() == Estimate && cue.entry().is_some_and(|e| e.rest.last().is_some_and(|w| w == "at"));
    let start = if at_estimate { cue.items.start + 1 } else { cue.items.end };
    let first = scene.items.class(start).filter(|_| start < high)?;
    // "advised the mayor": who is spoken to is not what is said.
    let spoken_to = cue.entry().is_some_and(|e| e.addressee == Some(Addressee::Object))
        && object_at(&scene.items, start, high)
            .is_none_or(|o| !scene.items.is_any(o.end, &["of", "about", "against", "for", "on", "over"]));
    let fits = match first {
        WordClass::Det
        | WordClass::Name
        | WordClass::Possessive
        | WordClass::Word
        | WordClass::Number
        | WordClass::Quote
        | WordClass::Object => cue.lemma() != "say" && !spoken_to,
        WordClass::Prep => scene.items.is_any(start, &["of", "about", "against", "for"]) && cue.lemma() != "say",
        // "likened it to a siege"
        WordClass::Pronoun => {
            scene.items.is(start, "it")
                && cue.class() == Criticise
                && matches!(scene.items.class(start + 1), Some(WordClass::To | WordClass::Prep | WordClass::Det | WordClass::Quote))
        }
        _ => false,
    };
    fits.then(|| start..clause_end(scene, cue, start, high))
}
