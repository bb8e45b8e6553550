//! Rules for quotations whose speaker stands in another sentence or paragraph.
//!
//! In: a [`Scene`], a quotation, what was found for those before it. Out: a [`Finding`]. Never looks forward.

use super::finding::direct;
use super::finding::{Finding, REACH, recent};
use crate::document::{CueClass, QuoteKind, Role};
use crate::lexicon::reporting::Needs;
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
    Some(Finding { kind: Some(QuoteKind::Direct), speaker: Some(speaker), cue: None, ..Finding::default() })
}
