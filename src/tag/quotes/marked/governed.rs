//! Rules for fragments inside the reporter's own sentence, and for marks around words that nobody is said to have uttered.
//!
//! In: a [`Scene`] and a quotation. Out: a [`Finding`]. Never takes a whole sentence for a fragment.

use super::beside::follows_comma;
use super::finding::Finding;
use crate::document::{CueClass, QuoteKind, Role};
use crate::lexicon::reporting::Needs;
use crate::tag::cursor::Cursor;
use crate::tag::quotes::reported::clauses::QUOTATIVES;
use crate::tag::quotes::reported::extent::ends_sentence;
use crate::tag::quotes::reported::nobody::is_thing;
use crate::tag::quotes::reported::nouns;
use crate::tag::quotes::sentence::attribution::{Attribution, Basis};
use crate::tag::quotes::sentence::cue::{CueAt, Mood};
use crate::tag::quotes::sentence::scene::{Scene, can_speak};
use crate::tag::quotes::sentence::vocabulary::WordClass;

/// Marks around a name or a title that nobody utters.
pub fn name_or_title(scene: &Scene, quote: usize, _: &[Attribution]) -> Option<Finding> {
    let shape = &scene.shapes[quote];
    let here = scene.item(quote);
    let is_headline = matches!(scene.roles[quote], Role::Headline | Role::Subheadline | Role::Heading);
    let after_comma = usize::from(follows_comma(scene, quote));
    let called = here
        .checked_sub(1 + after_comma)
        .is_some_and(|n| scene.items.is_any(n, &["called", "titled", "named", "entitled", "dubbed", "nicknamed", "labelled", "labeled"]));
    // "his slogan, “Sail Again.”"
    let slogan = shape.words <= 6
        && here
            .checked_sub(1 + after_comma)
            .is_some_and(|n| scene.items.is_any(n, &["slogan", "motto", "catchphrase", "theme", "song", "anthem"]));
    let nickname = here.checked_sub(1).is_some_and(|n| scene.items.class(n) == Some(WordClass::Name))
        && scene.items.class(here + 1) == Some(WordClass::Name)
        && shape.words <= 3;
    // "called Duarte “The Harbour King.”": somebody's word for somebody, and no title.
    let says_of = |c: &CueAt| {
        let gap = c.items.end..here;
        ["call", "label", "brand"].contains(&c.lemma())
            && c.mood != Mood::Passive
            && (1..=5).contains(&gap.len())
            && gap.clone().all(|n| {
                matches!(
                    scene.items.class(n),
                    Some(WordClass::Name | WordClass::Object | WordClass::Pronoun | WordClass::Mark | WordClass::Det)
                )
            })
    };
    if scene.cues_of(scene.sentence(quote)).any(|(_, c)| c.items.end < here && says_of(c)) {
        return None;
    }
    let ends_inside = shape.is_title_at_end() && !scene.leads(quote) && !follows_comma(scene, quote);
    let title =
        (shape.is_name() && !shape.has_clause || ends_inside || (called || slogan) && shape.is_title) && !is_headline && shape.words <= 12;
    (title && !scene.stands_alone(quote) || nickname).then_some(Finding { kind: Some(QuoteKind::Term), ..Finding::default() })
}

/// They want a port that "works for all," Duarte said.
pub fn verb_right_after(scene: &Scene, quote: usize, _: &[Attribution]) -> Option<Finding> {
    if !scene.shapes[quote].ends_comma || scene.leads(quote) {
        return None;
    }
    let sentence = scene.sentence(quote);
    let start = scene.item(quote) + 1;
    let high = scene.bounds(sentence).end;
    let (number, cue) = scene.cues_of(sentence).find(|(_, c)| c.group >= start && c.mood == Mood::Finite)?;
    let subject = match &cue.subject {
        Some(subject) if subject.start == start && ends_sentence(scene, cue, high) => subject.clone(),
        _ if cue.group == start => scene.items.phrase_starting_at(cue.items.end, high)?,
        _ => return None,
    };
    (QUOTATIVES.contains(&cue.lemma()) && can_speak(scene, &subject)).then_some(Finding {
        kind: Some(QuoteKind::Partial),
        speaker: Some(subject),
        cue: Some(number),
        joins: None,
        basis: Basis::CueAfter,
    })
}

/// Verbs that do not make words in marks somebody's words, unless these stand right after them.
pub fn governs(scene: &Scene, quote: usize, cue: &CueAt) -> bool {
    let here = scene.item(quote);
    let gap = here.saturating_sub(cue.items.end);
    let holds = |class, end| (cue.items.end..end).any(|n| scene.items.class(n) == Some(class));
    let has_that = holds(WordClass::That, here);
    match (cue.needs(), cue.class()) {
        (_, CueClass::Think | CueClass::Hear) => gap <= 12,
        (Needs::Quote, CueClass::Criticise) => gap <= 16 && !holds(WordClass::Comma, here),
        // "hold a “lame-duck” session": the marks are around a word of the reporter's own sentence.
        (Needs::Quote, _) => gap <= 2 && scene.items.class(here + 1) != Some(WordClass::Word),
        // "carried 171, its owner “kept two books”": after a comma begins another clause, unless the marks do.
        (Needs::That, CueClass::Other | CueClass::Quote) if !has_that && holds(WordClass::Comma, here.saturating_sub(1)) => false,
        (Needs::That, _) => gap <= 4 || has_that || gap <= 20 && cue.mood != Mood::Infinitive,
        (Needs::Nothing, _) => true,
    }
}

/// Whether a verb reports only now and then.
fn is_weak(cue: &CueAt) -> bool {
    let doubtful = matches!(cue.class(), CueClass::Think | CueClass::Hear | CueClass::Other | CueClass::Estimate | CueClass::Confirm);
    match cue.needs() {
        Needs::Nothing => matches!(cue.class(), CueClass::Think | CueClass::Hear | CueClass::Other),
        Needs::That => doubtful || matches!(cue.class(), CueClass::Praise | CueClass::Order | CueClass::Suggest),
        Needs::Quote => !matches!(cue.class(), CueClass::Criticise | CueClass::Praise),
    }
}

/// Duarte's claim that the harbour is "safe", Melo said: the words belong to the claim, whose row they join.
pub fn in_noun_clause(scene: &Scene, quote: usize, _: &[Attribution]) -> Option<Finding> {
    let (here, sentence) = (scene.item(quote), scene.sentence(quote));
    let bounds = scene.bounds(sentence);
    // "his charge that Duarte showed “contempt”": a verb that hardly reports does not stand between.
    let reports = |c: &CueAt| c.items.end <= here && c.needs() == Needs::Nothing && !is_weak(c);
    let nearer = scene.cues_of(sentence).filter(|(_, c)| reports(c)).map(|(_, c)| c.items.end).max().unwrap_or(bounds.start);
    nouns::tells(scene, nearer..here, &bounds).then_some(Finding { kind: Some(QuoteKind::Partial), ..Finding::default() })
}

/// Duarte said the harbour "must not close"; calling it a "disgrace".
pub fn governed_before(scene: &Scene, quote: usize, _: &[Attribution]) -> Option<Finding> {
    let here = scene.item(quote);
    let is_speaker = |n: usize, c: &CueAt| match c.mood {
        // "cited by": who relays is not who speaks, unless something else is said of it.
        Mood::Passive => {
            c.subject.is_some() || scene.items.is(c.items.end, "by") && scene.items.is(here.saturating_sub(1), "as") && n < usize::MAX
        }
        _ => true,
    };
    let mut cues =
        scene.cues_of(scene.sentence(quote)).filter(|(n, c)| c.items.end <= here && governs(scene, quote, c) && is_speaker(*n, c));
    let (mut number, mut cue) = cues.next_back()?;
    // "said he does not see a “path forward”": what somebody does inside reported words is no report.
    while is_weak(cue)
        && let Some((outer, other)) = cues.next_back()
    {
        let within = (other.items.end..cue.group).all(|n| !matches!(scene.items.class(n), Some(WordClass::Semicolon | WordClass::Quote)));
        if within && !is_weak(other) && other.mood != Mood::Preposition {
            (number, cue) = (outer, other);
        }
    }
    // "According to two officers who asked not to be named, …": what a source asked for is not what it says.
    let source = |(_, c): &(usize, &CueAt)| {
        let inside = |s: &std::ops::Range<usize>| cue.subject.as_ref().is_some_and(|o| o.start < s.end && s.start < o.end);
        c.mood == Mood::Preposition && c.items.end <= cue.group && c.subject.as_ref().is_some_and(inside)
    };
    if let Some((outer, other)) = scene.cues_of(scene.sentence(quote)).find(source) {
        (number, cue) = (outer, other);
    }
    let close = here - cue.items.end <= 3 || (cue.items.end..here).any(|n| scene.items.class(n) == Some(WordClass::That));
    if !close && let Some(after) = governed_after(scene, quote, &[]) {
        return Some(after);
    }
    let speaker = if cue.mood == Mood::Preposition { cue.subject.clone() } else { scene.speaker_of(number) }?;
    if is_thing(scene, &speaker) {
        return None;
    }
    Some(Finding { kind: Some(QuoteKind::Partial), speaker: Some(speaker), cue: Some(number), ..Finding::default() })
}

/// The harbour "must not close", Duarte said.
pub fn governed_after(scene: &Scene, quote: usize, _: &[Attribution]) -> Option<Finding> {
    let here = scene.item(quote);
    let sentence = scene.sentence(quote);
    let high = scene.bounds(sentence).end;
    scene.cues_of(sentence).filter(|(_, c)| c.group > here).find_map(|(number, cue)| {
        if cue.mood == Mood::Preposition {
            return Some(Finding { kind: Some(QuoteKind::Partial), speaker: cue.subject.clone(), cue: Some(number), ..Finding::default() });
        }
        let reversed = |start: usize| {
            start.checked_sub(1).is_some_and(|n| {
                matches!(scene.items.class(n), Some(WordClass::Comma | WordClass::Quote | WordClass::Dash)) || scene.items.is(n, "as")
            })
        };
        let speaker = match &cue.subject {
            Some(subject) if cue.mood == Mood::Finite && reversed(subject.start) => Some(subject.clone()),
            _ if cue.mood == Mood::Finite && reversed(cue.group) => scene.items.phrase_starting_at(cue.items.end, high),
            _ => None,
        }
        .filter(|s| can_speak(scene, s))?;
        Some(Finding { kind: Some(QuoteKind::Partial), speaker: Some(speaker), cue: Some(number), ..Finding::default() })
    })
}

/// Nouns and verbs after which words stand that were written or shouted.
const WORDINGS: &[&str] =
    &["words", "slogan", "phrase", "message", "sign", "banner", "motto", "reading", "read", "reads", "chant", "chants"];

/// A few words in marks that nobody is said to have uttered.
pub fn so_called(scene: &Scene, quote: usize, _: &[Attribution]) -> Option<Finding> {
    let shape = &scene.shapes[quote];
    // "the words “not in our valley”": somebody wrote them.
    let worded = scene.item(quote).checked_sub(1).is_some_and(|n| scene.items.is_any(n, WORDINGS));
    let plain = shape.words <= 2 && !shape.ends_final && !shape.has_clause
        || shape.words <= 4 && !shape.has_clause && !shape.starts_upper && !worded;
    (plain && !scene.stands_alone(quote)).then_some(Finding { kind: Some(QuoteKind::Term), ..Finding::default() })
}

/// Words of somebody who is not named.
pub fn unattributed(scene: &Scene, quote: usize) -> Finding {
    let shape = &scene.shapes[quote];
    let kind = if scene.stands_alone(quote) && shape.is_clause() { QuoteKind::Direct } else { QuoteKind::Partial };
    Finding { kind: Some(kind), basis: Basis::Nothing, ..Finding::default() }
}
