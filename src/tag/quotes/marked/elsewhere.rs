//! Rules for quotations whose speaker stands in another sentence or paragraph.
//!
//! In: a [`Scene`], a quotation, what was found for those before it. Out: a [`Finding`]. Never looks forward.

use std::ops::Range;

use super::finding::direct;
use super::finding::{Finding, REACH, recent};
use crate::document::{CueClass, QuoteKind, Role};
use crate::lexicon::reporting::Needs;
use crate::tag::cursor::Cursor;
use crate::tag::quotes::sentence::attribution::{Attribution, Basis};
use crate::tag::quotes::sentence::cue::Mood;
use crate::tag::quotes::sentence::scene::{Scene, can_speak};
use crate::tag::quotes::sentence::vocabulary::WordClass;

/// A paragraph that goes on with the speech of the one before.
pub fn continued_paragraph(scene: &Scene, quote: usize, found: &[Attribution]) -> Option<Finding> {
    if !scene.marked[quote].continues {
        return None;
    }
    let before = found.last()?;
    Some(Finding {
        kind: Some(QuoteKind::Direct),
        speaker: before.speaker.clone(),
        cue: before.cue,
        joins: Some(found.len() - 1),
        ..Finding::default()
    })
}

/// "…," he said. "…": a whole quotation right after an attributed one in the same paragraph.
pub fn continued(scene: &Scene, quote: usize, found: &[Attribution]) -> Option<Finding> {
    let shape = &scene.shapes[quote];
    if !scene.stands_alone(quote) || !shape.is_clause() && shape.words < 3 {
        return None;
    }
    let before = found.last().filter(|f| f.kind == QuoteKind::Direct && f.speaker.is_some())?;
    let last = found.len() - 1;
    let near = scene.marked[last].block == scene.marked[quote].block && scene.sentence(quote) - scene.sentence(last) <= 1;
    near.then(|| Finding {
        kind: Some(QuoteKind::Direct),
        speaker: before.speaker.clone(),
        cue: before.cue,
        joins: Some(last),
        ..Finding::default()
    })
}

/// He called it "a ruin" that "nobody would miss": a further fragment of the same sentence.
pub fn same_sentence(scene: &Scene, quote: usize, found: &[Attribution]) -> Option<Finding> {
    let before = found.last().filter(|f| f.speaker.is_some() && f.kind != QuoteKind::Term)?;
    (scene.sentence(found.len() - 1) == scene.sentence(quote) && !scene.shapes[quote].is_name()).then(|| Finding {
        kind: Some(QuoteKind::Partial),
        speaker: before.speaker.clone(),
        cue: before.cue,
        ..Finding::default()
    })
}

/// He added: / "…" in the next paragraph.
pub fn previous_colon(scene: &Scene, quote: usize, _: &[Attribution]) -> Option<Finding> {
    let sentence = scene.sentence(quote);
    let before = sentence.checked_sub(1)?;
    let bounds = scene.bounds(before);
    if !scene.leads(quote) || scene.items.class(bounds.end.checked_sub(1)?) != Some(WordClass::Colon) {
        return None;
    }
    let cue = scene.cues_of(before).next_back().and_then(|(n, _)| Some((scene.speaker_of(n)?, n)));
    if let Some((speaker, number)) = cue {
        return direct(Some(speaker), number);
    }
    // "Duarte made the following remarks:"
    let subject = scene.parse.main_subject(&scene.items, &bounds).filter(|s| can_speak(scene, s));
    let last = scene.cues_of(before).next_back().map(|(n, _)| n);
    (subject.is_some() || last.is_some()).then_some(Finding {
        kind: Some(QuoteKind::Direct),
        speaker: subject,
        cue: last,
        joins: None,
        basis: Basis::ColonBefore,
    })
}

/// Duarte spoke on Monday. "…": the subject of the sentence before speaks.
pub fn previous_sentence(scene: &Scene, quote: usize, found: &[Attribution]) -> Option<Finding> {
    let sentence = scene.sentence(quote);
    let shape = &scene.shapes[quote];
    let before = sentence.checked_sub(1).filter(|b| scene.items.sentences[*b].block == scene.items.sentences[sentence].block)?;
    let alone = scene.stands_alone(quote);
    let fragment = !alone && (shape.words >= 4 || shape.words == 3 && shape.has_clause) && !shape.is_name();
    if !(alone && (shape.is_clause() || shape.words > 3) || fragment) {
        return None;
    }
    let spoke = |f: &Attribution| f.speaker.is_some() && f.cue.is_some_and(|c| scene.cues[c].sentence == before);
    let quoted = recent(found).map(|(_, f)| f).find(|f| spoke(f));
    let cue =
        scene.cues_of(before).rfind(|(_, c)| c.subject.is_some() && c.class() != CueClass::Think && (alone || c.needs() != Needs::Quote));
    let bounds = scene.bounds(before);
    let speaker = match (quoted, cue) {
        (Some(f), _) => f.speaker.clone(),
        (None, Some((n, _))) => scene.speaker_of(n),
        (None, None) if alone => scene.items.sentence_subject(bounds.start, bounds.end).filter(|s| can_speak(scene, s)),
        _ => None,
    }?;
    let kind = if alone { QuoteKind::Direct } else { QuoteKind::Partial };
    // "The wall is weak, Duarte said. “Nobody looks.”": the cue at the end of the sentence before holds for both.
    let ends_with_cue = cue.is_some_and(|(_, c)| {
        c.mood == Mood::Finite && c.needs() != Needs::Quote && bounds.end - c.items.end <= 12 && c.group > bounds.start + 3
    });
    let cue = if alone && !ends_with_cue { None } else { quoted.and_then(|f| f.cue).or(cue.map(|(n, _)| n)) };
    Some(Finding { kind: Some(kind), speaker: Some(speaker), cue, ..Finding::default() })
}

/// How many sentences back somebody may be introduced who speaks next.
const SCENE_REACH: usize = 12;

/// Who is named, since somebody spoke last, as the subject of a sentence.
enum Introduced {
    Nobody,
    /// Somebody whom the article named before.
    Known(Range<usize>),
    /// Somebody new, in the paragraph just before.
    New(Range<usize>),
}

/// "Rui Melo drives a bus." / "…": who is new in the paragraph before speaks next; of others the text does not tell.
fn introduced(scene: &Scene, sentences: Range<usize>) -> Introduced {
    let quoted = sentences.end;
    let Some((sentence, name)) = sentences.rev().find_map(|s| Some((s, person_of(scene, s)?))) else { return Introduced::Nobody };
    let block = |s: usize| scene.items.sentences[s].block;
    let is_next = (sentence..quoted).all(|s| block(s) == block(sentence));
    let is_new = scene.people.is_new(scene.items.span(name.clone())) == Some(true);
    if is_new && is_next { Introduced::New(name) } else { Introduced::Known(name) }
}

/// The name of a person that is the subject of a sentence.
fn person_of(scene: &Scene, sentence: usize) -> Option<Range<usize>> {
    let bounds = scene.bounds(sentence);
    let subject = scene.items.sentence_subject(bounds.start, bounds.end)?;
    let titles = subject.clone().take_while(|n| scene.items.class(*n) == Some(WordClass::Name));
    let name = titles.filter_map(|n| scene.people.starting_at(scene.items.all[n].span)).next()?;
    let end = subject.clone().find(|n| scene.items.all[*n].span.start >= name.end).unwrap_or(subject.end);
    // "Duarte's boat sank", "Duarte and Melo left": another subject than that one person.
    let alone = !scene.items.is_any(end, &["'s", "’s", "and", "&"]);
    alone.then_some(subject.start..end)
}

/// The words of the last speaker who was named.
fn named_before(scene: &Scene, found: &[Attribution]) -> Option<Range<usize>> {
    let named = |r: &Range<usize>| scene.items.class(r.start) != Some(WordClass::Pronoun);
    recent(found).take(SCENE_REACH).filter_map(|(_, f)| f.speaker.clone()).find(named)
}

/// Whether two phrases end in the same word.
fn same_name(scene: &Scene, one: &Range<usize>, other: &Range<usize>) -> bool {
    let last = |r: &Range<usize>| r.end.checked_sub(1).map(|n| scene.items.id(n));
    last(one) == last(other)
}

/// A quotation that is a paragraph of its own: whoever spoke last goes on.
pub fn floating(scene: &Scene, quote: usize, found: &[Attribution]) -> Option<Finding> {
    let shape = &scene.shapes[quote];
    if !scene.stands_alone(quote)
        || !(shape.is_clause() || shape.words > 4)
        || matches!(scene.roles[quote], Role::Headline | Role::Subheadline | Role::Heading)
    {
        return None;
    }
    let sentence = scene.sentence(quote);
    let near_quote = recent(found).find(|(_, f)| f.speaker.is_some() && f.kind == QuoteKind::Direct).map(|(n, _)| n);
    let cues = scene.cues.partition_point(|c| c.sentence < sentence);
    let mut cues_before = scene.cues[..cues].iter().enumerate().rev().take(REACH);
    let near_cue = cues_before.find(|(_, c)| c.mood == Mood::Finite && c.subject.as_ref().is_some_and(|s| can_speak(scene, s)));
    let quote_at = near_quote.map(|q| scene.sentence(q));
    let cue_at = near_cue.map(|(_, c)| c.sentence);
    let speaker = match (quote_at, cue_at) {
        (Some(q), Some(c)) if c > q => near_cue.and_then(|(n, _)| scene.speaker_of(n)),
        (Some(_), _) => near_quote.and_then(|q| found[q].speaker.clone()),
        (None, Some(_)) => near_cue.and_then(|(n, _)| scene.speaker_of(n)),
        (None, None) => None,
    }?;
    let last = quote_at.max(cue_at).map_or(sentence, |s| s + 1);
    let speaker = match introduced(scene, last.max(sentence.saturating_sub(SCENE_REACH))..sentence) {
        Introduced::Nobody => speaker,
        Introduced::Known(name) if same_name(scene, &name, named_before(scene, found).as_ref().unwrap_or(&speaker)) => speaker,
        Introduced::Known(_) => return None,
        Introduced::New(name) => name,
    };
    Some(Finding { kind: Some(QuoteKind::Direct), speaker: Some(speaker), cue: None, ..Finding::default() })
}
