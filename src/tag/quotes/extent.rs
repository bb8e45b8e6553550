//! How far reported words reach: where they begin behind a cue, and where they end.
//!
//! In: a [`Scene`] and a cue. Out: items. Never decides whether the cue reports.

use super::cues::{CueAt, Mood};
use super::details::object_at;
use super::rules::Scene;
use super::vocabulary::Class;
use crate::lexicon::reporting::{Addressee, Needs};

pub(super) fn high(scene: &Scene, cue: &CueAt) -> usize {
    scene.items.stretches[cue.stretch].items.end
}

pub(super) fn low(scene: &Scene, cue: &CueAt) -> usize {
    scene.items.stretches[cue.stretch].items.start
}

pub(super) fn before_comma(scene: &Scene, start: usize) -> bool {
    start.checked_sub(1).is_some_and(|n| matches!(scene.items.class(n), Some(Class::Comma | Class::Dash)))
}

/// Where the words behind a cue begin, once addressee, days and adverbs are passed.
pub(super) fn behind(scene: &Scene, cue: &CueAt) -> usize {
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
            // "Monday afternoon"
            Some(Class::Word) if at > 0 && scene.items.class(at - 1) == Some(Class::Day) && scene.items.is_time_of_day(at) => at += 1,
            Some(Class::Adverb) if at < high => at += 1,
            Some(Class::Prep) if at + 1 < high && scene.items.class(at + 1) == Some(Class::Day) => at += 2,
            Some(Class::Number) if at > 0 && scene.items.class(at - 1) == Some(Class::Day) && at < high => at += 1,
            _ => return at,
        }
    }
}

/// Where a clause that begins at `start` ends: before the next reporting words of the reporter, and with the clause that the cue heads.
pub(super) fn clause_end(scene: &Scene, cue: &CueAt, start: usize, high: usize) -> usize {
    let items = &scene.items;
    let heads = cue.token.and_then(|t| scene.parse.end_of_clause(items, t)).filter(|end| *end > start + 1 && cue.mood != Mood::Preposition);
    let shares = cue.token.and_then(|t| scene.parse.coordinated_behind(items, t)).filter(|end| *end > start + 1);
    // "Duarte says she hopes to stand, but knows": what a reported clause reports ends with it.
    let outer = cue.token.and_then(|t| scene.parse.governor(t)).filter(|t| scene.cues_of(cue.stretch).any(|(_, c)| c.token == Some(*t)));
    let outer = outer.and_then(|t| scene.parse.coordinated_behind(items, t)).filter(|end| *end > start + 1);
    let high = [heads, shares, outer].into_iter().flatten().fold(high, usize::min);
    // "While Duarte said that …, she called for …": the main clause follows the comma.
    let subordinate = items.class(low(scene, cue)) == Some(Class::Sub);
    // "surged, then began to drop": a verb that needs a quotation reports only beside one.
    let speaks = |c: &CueAt| c.needs() != Needs::Quote || (c.items.end..c.items.end + 2).any(|n| items.class(n) == Some(Class::Quote));
    for (_, other) in scene.cues_of(cue.stretch).filter(|(_, c)| c.group > start && speaks(c)) {
        // "said the wall would hold but warned": the same speaker goes on with another verb.
        let outer = cue.token.is_some() && other.token.and_then(|t| scene.parse.outer_reporter(t)) == cue.token;
        let same = other.subject.is_some() && other.subject == cue.subject && other.token.is_some_and(|t| scene.parse.is_past_or_third(t));
        let goes_on = other.mood == Mood::Finite && (outer || same);
        if goes_on && matches!(items.class(other.group - 1), Some(Class::And | Class::But)) {
            return other.group - 1;
        }
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
pub(super) fn ends_sentence(scene: &Scene, cue: &CueAt, high: usize) -> bool {
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
