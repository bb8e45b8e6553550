//! Rules for quotations beside their reporting verb: before it, after it, around it.
//!
//! In: a [`Scene`] and a quotation. Out: a [`Finding`], where the rule fits. Never looks into other sentences but for the tail of a
//! question.

use std::ops::Range;

use super::finding::{Finding, direct, partner};
use crate::document::{CueClass, QuoteKind};
use crate::lexicon::reporting::{Addressee, Needs};
use crate::tag::cursor::Cursor;
use crate::tag::quotes::reported::stances::takes_stance;
use crate::tag::quotes::sentence::attribution::{Attribution, Basis};
use crate::tag::quotes::sentence::cue::{CueAt, Mood};
use crate::tag::quotes::sentence::scene::{Scene, can_speak};
use crate::tag::quotes::sentence::vocabulary::WordClass;

/// "…," Duarte said.
pub fn verb_after(scene: &Scene, quote: usize, found: &[Attribution]) -> Option<Finding> {
    if !scene.leads(quote) && !follows_comma(scene, quote) {
        return None;
    }
    let start = scene.after(quote);
    let start = start
        + (start..start + 2).take_while(|n| matches!(scene.items.class(*n), Some(WordClass::Adverb)) || scene.items.is(*n, "as")).count();
    let (number, cue) =
        scene.cues_of(scene.sentence(quote)).find(|(_, c)| c.group >= start && matches!(c.mood, Mood::Finite | Mood::Passive))?;
    // One wrote, "…," the Gazette reported: who relays is not who speaks.
    let relayed = |(_, c): (usize, &CueAt)| c.items.end + 1 == scene.item(quote) && c.subject.is_some();
    if cue.lemma() == "report" && scene.cues_of(scene.sentence(quote)).any(relayed) {
        return None;
    }
    let mut subject = cue.subject.clone().or_else(|| named_with_aside(scene, start, cue)).or_else(|| whole_subject(scene, start, cue))?;
    if subject.start != start
        && cue.group > start
        && let Some(name) = named_with_aside(scene, start, cue)
    {
        subject = name;
    }
    if let Some(phrase) = whole_subject(scene, start, cue) {
        subject = phrase;
    }
    // "“…,” RTP This Morning host Duarte Melo said": nothing but a name and what belongs to it.
    let capital = |n: usize| scene.items.all[n].capital || matches!(scene.items.class(n), Some(WordClass::Mark | WordClass::Number));
    if subject.start > start && subject.end == cue.group && subject.start - start <= 5 && (start..subject.start).all(capital) {
        subject.start = start;
    }
    let tight = subject.start == start && cue.group > start && !is_predicate(scene, quote);
    let subject = scene.quoted_in(cue).unwrap_or(subject);
    (tight && speech_like(scene, quote, cue))
        .then(|| Finding { joins: partner(found, number), ..direct(Some(subject), number).unwrap_or_default() })
}

/// All that stands between `start` and the cue, where the parse takes it for the subject: "Duarte, who built the lock at Porto said".
fn whole_subject(scene: &Scene, start: usize, cue: &CueAt) -> Option<Range<usize>> {
    let agent = scene.parse.agent(cue.token?)?;
    let range = scene.parse.range_of(&scene.items, agent).filter(|r| r.start == start && r.end <= cue.group)?;
    let between =
        (range.end..cue.group).all(|n| matches!(scene.items.class(n), Some(WordClass::Comma | WordClass::Adverb | WordClass::Dash)));
    let phrase = scene.parse.phrase(&scene.items, agent, &(start..cue.group)).filter(|p| p.start == start && can_speak(scene, p))?;
    between.then_some(phrase)
}

/// Whether a quotation is the predicate of a subject before it: "The lock, built in 1911, “leaks like a sieve,” said Duarte".
fn is_predicate(scene: &Scene, quote: usize) -> bool {
    let before = scene.bounds(scene.sentence(quote)).start..scene.item(quote);
    let nominal = matches!(scene.items.class(before.start), Some(WordClass::Det | WordClass::Possessive));
    nominal && !scene.shapes[quote].starts_upper && before.len() > 3 && scene.parse.holds_verb(&scene.items, &before) == Some(false)
}

/// The name at `start`, where an aside of any kind between commas fills the way to the cue: "Duarte, now 81 and back in Porto, said".
pub fn named_with_aside(scene: &Scene, start: usize, cue: &CueAt) -> Option<Range<usize>> {
    let name = scene.items.phrase_starting_at(start, cue.group)?;
    let aside = matches!(scene.items.class(name.end), Some(WordClass::Comma | WordClass::Rel | WordClass::Open | WordClass::Dash));
    let closes = matches!(scene.items.class(cue.group - 1), Some(WordClass::Comma | WordClass::Close | WordClass::Dash))
        || scene.items.class(name.end) == Some(WordClass::Rel);
    (aside && closes && name.end < cue.group && can_speak(scene, &name)).then_some(name)
}

pub fn follows_comma(scene: &Scene, quote: usize) -> bool {
    let n = scene.item(quote);
    n > scene.bounds(scene.sentence(quote)).start && matches!(scene.items.class(n - 1), Some(WordClass::Comma | WordClass::Colon))
}

/// Whether a cue beside a quotation makes it speech: a name or a single word beside "called" is none.
pub fn speech_like(scene: &Scene, quote: usize, cue: &CueAt) -> bool {
    let shape = &scene.shapes[quote];
    shape.is_clause() || shape.ends_comma || shape.ends_final || cue.needs() != Needs::Quote && shape.words > 2 && !shape.is_title
}

/// "…," said Duarte.
pub fn verb_inverted(scene: &Scene, quote: usize, found: &[Attribution]) -> Option<Finding> {
    if !scene.leads(quote) && !follows_comma(scene, quote) {
        return None;
    }
    let start = scene.after(quote);
    let (number, cue) = scene.cues_of(scene.sentence(quote)).find(|(_, c)| c.group >= start)?;
    if cue.group != start || !matches!(cue.mood, Mood::Finite | Mood::Passive) && !scene.items.is(cue.items.start, "reply") {
        return None;
    }
    let high = scene.bounds(scene.sentence(quote)).end;
    let speaker = scene.items.phrase_starting_at(cue.items.end, high)?;
    if matches!(scene.items.class(speaker.start), Some(WordClass::Det))
        && cue.entry().is_some_and(|e| e.addressee.is_some())
        && cue.mood == Mood::Finite
        && !scene.shapes[quote].ends_comma
    {
        return None;
    }
    let is_speech = speech_like(scene, quote, cue) && !is_predicate(scene, quote);
    is_speech.then(|| Finding { joins: partner(found, number), ..direct(Some(speaker), number).unwrap_or_default() })
}

/// "…," according to Duarte. According to Duarte, "…".
pub fn according_to(scene: &Scene, quote: usize, _: &[Attribution]) -> Option<Finding> {
    let here = scene.item(quote);
    let start = scene.after(quote);
    let (number, cue) = scene.cues_of(scene.sentence(quote)).find(|(_, c)| {
        c.mood == Mood::Preposition
            && (c.items.start == start && scene.leads(quote)
                || c.subject.as_ref().is_some_and(|s| s.end + 1 == here && follows_comma(scene, quote)))
    })?;
    let shape = &scene.shapes[quote];
    let whole = shape.is_clause() && shape.words > 3;
    let kind = if whole { QuoteKind::Direct } else { QuoteKind::Partial };
    Some(Finding { kind: Some(kind), ..direct(cue.subject.clone(), number)? })
}

/// Duarte said: "…"; Duarte told reporters on Monday, "…".
pub fn verb_before(scene: &Scene, quote: usize, found: &[Attribution]) -> Option<Finding> {
    let here = scene.item(quote);
    let (number, cue) = scene.cues_of(scene.sentence(quote)).rfind(|(_, c)| c.items.end <= here && c.mood != Mood::Preposition)?;
    let shape = &scene.shapes[quote];
    let mark = here.checked_sub(1).and_then(|n| scene.items.class(n));
    // "Duarte wrote of a man who promised a bridge: “…”": the colon belongs to who writes.
    let relative = cue.token.is_some_and(|t| scene.parse.is_relative(t));
    let outer = scene.cues_of(scene.sentence(quote)).rfind(|(n, c)| *n < number && c.mood != Mood::Preposition && !in_relative(scene, c));
    if relative && outer.is_some() && cue.items.end == here && !shape.starts_upper {
        return None;
    }
    let (number, cue) = outer.filter(|_| relative && mark == Some(WordClass::Colon)).unwrap_or((number, cue));
    let gap = cue.items.end..here;
    // "I want to hug her: “…”": nobody utters what he wants.
    // "writing the book, “The Lock”": what has the title, not what is said.
    let work = mark == Some(WordClass::Comma) && here.checked_sub(2).is_some_and(|n| scene.items.is_any(n, WORKS));
    if work || label(scene, quote).is_some() || takes_stance(cue) && cue.class() == CueClass::Think {
        return None;
    }
    // "said that, “we stay” against all advice": the clause after "that" is longer than the quotation.
    let in_clause =
        mark == Some(WordClass::Comma) && here >= 2 && scene.items.class(here - 2) == Some(WordClass::That) && runs_on(scene, quote);
    let before = match mark {
        _ if in_clause => false,
        Some(WordClass::Colon) if gap.len() <= 30 => true,
        Some(WordClass::Comma) => {
            gap.len() <= 16 && (!breaks(scene, &gap) || scene.items.is(cue.items.start, "said") && cue.subject.is_none())
        }
        // "said “the fear is high” in the town": the fragment is part of a clause.
        _ if gap.is_empty() && !shape.ends_final && !shape.ends_comma && runs_on(scene, quote) => false,
        _ if gap.is_empty() => {
            shape.has_clause && shape.words > 1 && cue.needs() != Needs::Quote && takes_clause(cue.class())
                || shape.starts_upper && shape.ends_final && shape.words > 2 && !shape.is_title
        }
        _ => false,
    };
    // "“Once it leaks,” she said, “then the old wall falls.”": the other half shows that it is speech.
    let half = mark == Some(WordClass::Comma) && shape.words > 3 && partner(found, number).is_some();
    if !before
        || !(shape.is_clause() || half || shape.starts_upper && matches!(mark, Some(WordClass::Colon | WordClass::Comma)))
        || shape.is_name() && mark != Some(WordClass::Colon) && shape.words < 4
    {
        return None;
    }
    let speaker =
        if cue.mood == Mood::Passive && cue.subject.is_none() { scene.speaker_of(number)? } else { speaker_before(scene, quote, number)? };
    Some(Finding { joins: partner(found, number), ..direct(Some(speaker), number)? })
}

fn in_relative(scene: &Scene, cue: &CueAt) -> bool {
    cue.token.is_some_and(|t| scene.parse.is_relative(t))
}

/// Nouns that a title stands beside.
const WORKS: &[&str] =
    &["book", "song", "film", "movie", "novel", "album", "memoir", "play", "documentary", "essay", "poem", "series", "biography"];

/// Whether the sentence runs on after a quotation without a mark between.
fn runs_on(scene: &Scene, quote: usize) -> bool {
    let next = scene.item(quote) + 1;
    let inside = next < scene.bounds(scene.sentence(quote)).end;
    inside
        && !matches!(
            scene.items.class(next),
            Some(
                WordClass::Stop
                    | WordClass::Comma
                    | WordClass::Dash
                    | WordClass::Semicolon
                    | WordClass::And
                    | WordClass::Quote
                    | WordClass::Mark
            )
        )
}

/// Whether verbs of a class have whole clauses as their object.
pub fn takes_clause(class: CueClass) -> bool {
    !matches!(class, CueClass::Praise | CueClass::Criticise | CueClass::Demand | CueClass::Order | CueClass::Deny | CueClass::Other)
}

/// The speaker of a cue before a quotation; in the middle of one it may be inverted: "…," said Duarte, "…".
pub fn speaker_before(scene: &Scene, quote: usize, number: usize) -> Option<Range<usize>> {
    let cue = &scene.cues[number];
    let inverted = cue.group.checked_sub(1).is_some_and(|n| matches!(scene.items.class(n), Some(WordClass::Quote | WordClass::Comma)));
    // "Duarte, who lives there, told the council, “…”": who is told follows such a verb, never who tells.
    let tells = cue.subject.is_some() && cue.entry().is_some_and(|e| e.addressee == Some(Addressee::Object));
    if inverted
        && !tells
        && let Some(speaker) = scene.items.phrase_starting_at(cue.items.end, scene.item(quote))
    {
        return Some(speaker);
    }
    // Said Duarte, who lives there, "…"
    let opens = cue.group == scene.bounds(cue.sentence).start && cue.mood == Mood::Finite && cue.subject.is_none();
    if opens && let Some(speaker) = scene.items.phrase_starting_at(cue.items.end, scene.item(quote)) {
        return Some(speaker);
    }
    scene.speaker_of(number)
}

/// Whether a clause stands between a cue and the comma before a quotation.
pub fn breaks(scene: &Scene, gap: &Range<usize>) -> bool {
    gap.clone().any(|n| scene.items.all[n].is_finite() || matches!(scene.items.class(n), Some(WordClass::Quote | WordClass::Semicolon)))
}

/// The name between a dash and the colon before a quotation: "Polls fail again – Ana Duarte: “…”".
fn label(scene: &Scene, quote: usize) -> Option<Range<usize>> {
    let colon = scene.item(quote).checked_sub(1).filter(|n| scene.items.class(*n) == Some(WordClass::Colon))?;
    let low = scene.bounds(scene.sentence(quote)).start;
    let names = |n: &usize| matches!(scene.items.class(*n), Some(WordClass::Name | WordClass::And));
    let start = (low..colon).rev().take_while(names).last().filter(|n| scene.items.class(*n) == Some(WordClass::Name))?;
    // "– More from Ana Duarte: “…”"
    let from = start > low && scene.items.is_any(start - 1, &["from", "via", "by"]);
    let before = start - usize::from(from);
    let before = before - usize::from(from && before > low && scene.items.is(before - 1, "more"));
    (before > low && scene.items.class(before - 1) == Some(WordClass::Dash) && colon - start <= 6).then_some(start..colon)
}

/// Duarte: "…"
pub fn colon(scene: &Scene, quote: usize, _: &[Attribution]) -> Option<Finding> {
    let here = scene.item(quote);
    let bounds = scene.bounds(scene.sentence(quote));
    let colon = here.checked_sub(1).filter(|n| *n > bounds.start && scene.items.class(*n) == Some(WordClass::Colon))?;
    let shape = &scene.shapes[quote];
    if !shape.is_clause() && shape.words < 4 {
        return None;
    }
    let before = bounds.start..colon;
    let main = || scene.parse.main_subject(&scene.items, &before).filter(|s| can_speak(scene, s));
    let subject = label(scene, quote).or_else(main).or_else(|| scene.items.sentence_subject(bounds.start, colon))?;
    let speaks =
        scene.items.all[subject.clone()].iter().any(|i| i.class == WordClass::Name || i.class == WordClass::Pronoun || i.noun().speaks());
    speaks.then_some(Finding { kind: Some(QuoteKind::Direct), speaker: Some(subject), cue: None, joins: None, basis: Basis::ColonBefore })
}

/// "…" — Ana Duarte, Porto
pub fn sign_off(scene: &Scene, quote: usize, _: &[Attribution]) -> Option<Finding> {
    let bounds = scene.bounds(scene.sentence(quote));
    let here = scene.item(quote);
    let next = if here + 1 < bounds.end { here + 1 } else { scene.items.sentences.get(scene.sentence(quote) + 1)?.items.start };
    if !scene.leads(quote) || scene.items.class(next) != Some(WordClass::Dash) {
        return None;
    }
    let sentence = scene.items.sentences.partition_point(|s| s.items.end <= next);
    let high = scene.items.sentences.get(sentence)?.items.end;
    let name = scene.items.phrase_starting_at(next + 1, high)?;
    let short = high - next < 14 || !(name.end..high).any(|n| scene.items.all[n].is_finite());
    (scene.items.class(name.start) == Some(WordClass::Name) && short).then_some(Finding {
        kind: Some(QuoteKind::Direct),
        speaker: Some(name),
        cue: None,
        joins: None,
        basis: Basis::DashAfter,
    })
}

/// "…" (Ana Duarte, attorney)
pub fn bracket(scene: &Scene, quote: usize, _: &[Attribution]) -> Option<Finding> {
    let here = scene.item(quote);
    let block = |n: usize| scene.items.sentences.get(n).map(|s| s.block);
    let own = scene.sentence(quote);
    let next = scene.items.sentences.get(own + 1).filter(|s| block(own) == Some(s.block));
    let high = next.map_or(scene.bounds(own).end, |s| s.items.end);
    let shape = &scene.shapes[quote];
    if !scene.leads(quote) || scene.items.class(here + 1) != Some(WordClass::Open) || !(shape.ends_final || shape.is_clause()) {
        return None;
    }
    let close = (here + 2..high.min(here + 20)).find(|n| scene.items.class(*n) == Some(WordClass::Close))?;
    // Nothing but the bracket stands behind the quotation: "“Sorry.” (He was not sorry.)" tells more than who speaks.
    let is_last = (close + 1..high).all(|n| scene.items.class(n) == Some(WordClass::Stop));
    let is_plain = !(here + 2..close).any(|n| scene.items.all[n].is_finite() || scene.items.class(n) == Some(WordClass::Stop));
    let name = scene.items.source_starting_at(here + 2, close).filter(|name| can_speak(scene, name))?;
    let begins = !matches!(scene.items.class(name.start), Some(WordClass::Pronoun));
    (is_last && is_plain && begins).then_some(Finding {
        kind: Some(QuoteKind::Direct),
        speaker: Some(name),
        cue: None,
        joins: None,
        basis: Basis::Text,
    })
}

/// "…?" Duarte asked.
pub fn verb_after_question(scene: &Scene, quote: usize, _: &[Attribution]) -> Option<Finding> {
    let sentence = scene.sentence(quote);
    let next = scene.items.sentences.get(sentence + 1).filter(|s| !s.opens_block)?;
    if !scene.stands_alone(quote) || scene.item(quote) + 1 != next.items.start {
        return None;
    }
    let (number, cue) = scene.cues_of(sentence + 1).next()?;
    let start = next.items.start;
    let tail = (cue.items.end..next.items.end)
        .find(|n| matches!(scene.items.class(*n), Some(WordClass::Comma | WordClass::Stop)))
        .unwrap_or(next.items.end);
    let tail_is_short = tail - cue.items.end <= 10
        && !(cue.items.end..tail).any(|n| scene.items.all[n].is_finite() || scene.items.class(n) == Some(WordClass::That));
    let subject = match &cue.subject {
        Some(subject) if subject.start == start => Some(subject.clone()),
        _ if cue.group == start => scene.items.phrase_starting_at(cue.items.end, next.items.end),
        _ => None,
    };
    (tail_is_short && subject.is_some()).then(|| direct(subject, number))?
}
