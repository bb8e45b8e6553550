//! How far reported words reach: where they begin after a cue, and where they end.
//!
//! In: a [`Scene`] and a cue. Out: items. Never decides whether the cue reports.

use crate::lexicon::reporting::{Addressee, Needs};
use crate::tag::cursor::Cursor;
use crate::tag::quotes::sentence::cue::{CueAt, Mood};
use crate::tag::quotes::sentence::phrases::object_at;
use crate::tag::quotes::sentence::scene::Scene;
use crate::tag::quotes::sentence::vocabulary::WordClass;

/// Nouns that end an expression of time.
pub const TIMES: &[&str] = &[
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

/// Whether two words only tell when: "this week", "last month", with no verb after them.
fn tells_when(scene: &Scene, at: usize, high: usize) -> bool {
    let items = &scene.items;
    let verb_follows = items.all.get(at + 2).is_some_and(|i| at + 2 < high && (i.is_finite() || i.word.reports()));
    at + 1 < high && !verb_follows && items.is_any(at, &["this", "last", "next", "that", "earlier", "late"]) && items.is_any(at + 1, TIMES)
}

pub fn high(scene: &Scene, cue: &CueAt) -> usize {
    scene.items.sentences[cue.sentence].items.end
}

pub fn low(scene: &Scene, cue: &CueAt) -> usize {
    scene.items.sentences[cue.sentence].items.start
}

pub fn before_comma(scene: &Scene, start: usize) -> bool {
    start.checked_sub(1).is_some_and(|n| matches!(scene.items.class(n), Some(WordClass::Comma | WordClass::Dash)))
}

/// Where the words after a cue begin, once addressee, days and adverbs are passed.
pub fn after(scene: &Scene, cue: &CueAt) -> usize {
    let high = high(scene, cue);
    let mut at = cue.items.end;
    if cue.entry().is_some_and(|e| e.addressee == Some(Addressee::Object))
        && let Some(object) = object_at(&scene.items, at, high)
    {
        let told = !matches!(scene.items.class(object.end), Some(WordClass::Aux))
            && !scene.items.all.get(object.end).is_some_and(|i| i.is_finite());
        if told || cue.lemma() == "tell" && scene.items.class(object.start) != Some(WordClass::Pronoun) {
            at = object.end;
        }
    }
    loop {
        match scene.items.class(at) {
            _ if tells_when(scene, at, high) => at += 2,
            Some(WordClass::Day) if at < high && !scene.items.is_possessor(at) => at += 1,
            // "Monday afternoon"
            Some(WordClass::Word) if at > 0 && scene.items.class(at - 1) == Some(WordClass::Day) && scene.items.is_time_of_day(at) => {
                at += 1
            }
            Some(WordClass::Adverb) if at < high => at += 1,
            Some(WordClass::Prep) if at + 1 < high && scene.items.class(at + 1) == Some(WordClass::Day) => at += 2,
            // "late Thursday"
            _ if at + 1 < high && scene.items.is_any(at, &["late", "early"]) && scene.items.class(at + 1) == Some(WordClass::Day) => {
                at += 2;
            }
            Some(WordClass::Number) if at > 0 && scene.items.class(at - 1) == Some(WordClass::Day) && at < high => at += 1,
            _ => return at,
        }
    }
}

/// Where a clause that begins at `start` ends: before the next reporting words of the reporter, and with the clause that the cue heads.
pub fn clause_end(scene: &Scene, cue: &CueAt, start: usize, high: usize) -> usize {
    let items = &scene.items;
    let high = within_parse(scene, cue, start, high);
    // "surged, then began to drop": a verb that needs a quotation reports only beside one.
    let speaks = |c: &CueAt| c.needs() != Needs::Quote || (c.items.end..c.items.end + 2).any(|n| items.class(n) == Some(WordClass::Quote));
    let mut others = scene.cues_of(cue.sentence).filter(|(_, c)| c.group > start && speaks(c));
    others.find_map(|(_, other)| end_before(scene, cue, other, start, high)).unwrap_or(high)
}

/// How far the parse lets the words of a cue reach.
fn within_parse(scene: &Scene, cue: &CueAt, start: usize, high: usize) -> usize {
    let items = &scene.items;
    let heads = cue.token.and_then(|t| scene.parse.end_of_clause(items, t)).filter(|end| *end > start + 1 && cue.mood != Mood::Preposition);
    // What hangs on the last word without a mark between goes with it, whatever the parse makes of it.
    let tight = |end: usize| {
        matches!(items.class(end), Some(WordClass::Quote | WordClass::Adverb)) || items.class(end - 1) == Some(WordClass::Quote)
    };
    let is_mark = |n: &usize| {
        matches!(items.class(*n), Some(WordClass::Comma | WordClass::Semicolon | WordClass::Dash | WordClass::Colon | WordClass::Stop))
    };
    let heads = heads.map(|end| if tight(end) { (end..high).find(is_mark).unwrap_or(high) } else { end });
    let shares = cue.token.and_then(|t| scene.parse.coordinated_after(items, t)).filter(|end| *end > start + 1);
    // "Duarte says she hopes to stand, but knows": what a reported clause reports ends with it.
    let outer = cue.token.and_then(|t| scene.parse.governor(t)).filter(|t| scene.cues_of(cue.sentence).any(|(_, c)| c.token == Some(*t)));
    let outer = outer.and_then(|t| scene.parse.coordinated_after(items, t)).filter(|end| *end > start + 1);
    [heads, shares, outer].into_iter().flatten().fold(high, usize::min)
}

/// Where the words of a cue end because another cue takes those after; none where both may have them.
fn end_before(scene: &Scene, cue: &CueAt, other: &CueAt, start: usize, high: usize) -> Option<usize> {
    let items = &scene.items;
    // "While Duarte said that …, she called for …": the main clause follows the comma.
    let subordinate = items.class(low(scene, cue)) == Some(WordClass::Sub);
    // "said the wall would hold but warned": the same speaker goes on with another verb.
    let outer = cue.token.is_some() && other.token.and_then(|t| scene.parse.outer_reporter(t)) == cue.token;
    let same = other.subject.is_some() && other.subject == cue.subject && other.token.is_some_and(|t| scene.parse.is_past_or_third(t));
    let goes_on = other.mood == Mood::Finite && (outer || same);
    if goes_on && matches!(items.class(other.group - 1), Some(WordClass::And | WordClass::But)) {
        return Some(other.group - 1);
    }
    let begins = match (&other.subject, other.mood) {
        // "the deal may fail, with Duarte saying “…”"
        (_, Mood::Participle) if with_speaker(scene, other).is_some_and(|n| n > start + 1) => {
            return Some(with_speaker(scene, other).unwrap_or(other.group));
        }
        (_, Mood::Participle | Mood::Preposition) => other.group,
        (Some(subject), Mood::Finite) => subject.start.min(other.group),
        (None, Mood::Finite) if items.class(other.group.saturating_sub(1)) == Some(WordClass::Comma) => other.group,
        (None, Mood::Finite) if ends_with_comma(scene, other.group.saturating_sub(1)) => other.group,
        _ => return None,
    };
    let before = begins.checked_sub(1).filter(|b| *b > start)?;
    let linked = matches!(items.class(before), Some(WordClass::Sub | WordClass::But | WordClass::And))
        && items.class(before - 1) == Some(WordClass::Comma);
    let own_subject = other.subject.as_ref().is_some_and(|s| items.class(s.start) != Some(WordClass::Pronoun));
    match other.mood {
        // "They want a port that “works for all,” Duarte said."
        Mood::Finite
            if ends_with_comma(scene, before)
                && (ends_sentence(scene, other, high) || items.class(other.items.end) == Some(WordClass::Colon)) =>
        {
            return Some(begins);
        }
        Mood::Participle if items.class(before) == Some(WordClass::Comma) => return Some(before),
        Mood::Preposition => return Some(begins),
        Mood::Finite
            if items.class(before) == Some(WordClass::Comma)
                && (other.subject.is_none() || subordinate || ends_sentence(scene, other, high)) =>
        {
            return Some(before);
        }
        Mood::Finite if linked && own_subject => return Some(before - 1),
        _ => {}
    }
    None
}

/// The "with" before the one who does what a participle says.
fn with_speaker(scene: &Scene, cue: &CueAt) -> Option<usize> {
    let agent = cue.agent.as_ref()?;
    let before = agent.start.checked_sub(1).filter(|_| agent.clone().any(|n| scene.items.class(n) == Some(WordClass::Name)))?;
    (scene.items.is(before, "with") && before < cue.group).then_some(before)
}

/// Whether an item is a quotation with a comma before its closing mark.
pub fn ends_with_comma(scene: &Scene, n: usize) -> bool {
    scene.items.all.get(n).and_then(|i| i.quote).is_some_and(|q| scene.shapes[q as usize].ends_comma)
}

/// Whether nothing but an adverbial follows a cue: it then reports what stands before it.
pub fn ends_sentence(scene: &Scene, cue: &CueAt, high: usize) -> bool {
    let mut at = cue.items.end;
    if cue.entry().is_some_and(|e| e.addressee.is_some())
        && let Some(object) = object_at(&scene.items, at, high)
    {
        at = object.end;
    }
    match scene.items.class(at) {
        _ if at >= high || tells_when(scene, at, high) => true,
        Some(
            WordClass::Stop
            | WordClass::Comma
            | WordClass::Day
            | WordClass::Prep
            | WordClass::Adverb
            | WordClass::Dash
            | WordClass::Semicolon
            | WordClass::Sub,
        ) => true,
        _ => false,
    }
}
