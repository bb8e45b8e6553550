//! The clause around a quoted fragment, where no rule found one.
//!
//! In: a [`Scene`], a cue and the fragment that it attributes. Out: a [`Reported`] clause. Never takes a fragment for the whole of a clause.

use super::content::{Reported, Tells, without_speech};
use super::extent::{after, clause_end, high};
use super::stances;
use crate::document::CueClass;
use crate::lexicon::reporting::Needs;
use crate::tag::quotes::rule::{QuoteRule, Requires};
use crate::tag::quotes::sentence::attribution::{Attribution, Basis};
use crate::tag::quotes::sentence::cue::{CueAt, Mood};
use crate::tag::quotes::sentence::scene::Scene;
use crate::tag::quotes::sentence::vocabulary::WordClass;

/// The rule of this page.
pub const AROUND_QUOTE: QuoteRule<()> = QuoteRule {
    name: "reported_around_quote",
    confidence: 0.75,
    needs: Requires::Words,
    example: "They “had a temper”, said Brandt.",
    find: (),
};

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
pub fn around_quote(scene: &Scene, found: &[Attribution], reported: &[Reported], number: usize, quote: usize) -> Option<Reported> {
    let cue = &scene.cues[number];
    let here = scene.item(quote);
    let start = after(scene, cue).min(here);
    if here < cue.group {
        return before_quote(scene, found, number, quote);
    }
    if reported.iter().rev().take(6).any(|r| r.content.contains(&here)) {
        return None;
    }
    if !characterises(cue) || here < cue.items.end || scene.sentence(quote) != cue.sentence || cue.mood == Mood::Preposition {
        return None;
    }
    let start = start + usize::from(scene.items.class(start) == Some(WordClass::That));
    let end = clause_end(scene, cue, start, high(scene, cue)).max(here + 1);
    let content = without_speech(scene, found, start..end)?;
    let speaker = found[quote].speaker.clone();
    Some(Reported {
        content,
        speaker,
        cue: Some(number),
        noun: None,
        rule: AROUND_QUOTE.name,
        tells: Tells::Clause,
        confidence: AROUND_QUOTE.confidence,
    })
}

/// "They “had chemistry,” said Duarte": the sentence up to the quotation, where its predicate is quoted.
fn before_quote(scene: &Scene, found: &[Attribution], number: usize, quote: usize) -> Option<Reported> {
    let cue = &scene.cues[number];
    let here = scene.item(quote);
    let low = scene.items.sentences[cue.sentence].items.start;
    let after = found[quote].basis == Basis::CueAfter;
    let other = !after && scene.cues_of(cue.sentence).any(|(_, c)| c.group < here);
    if scene.sentence(quote) != cue.sentence || cue.mood != Mood::Finite || other {
        return None;
    }
    let first = cue.subject.as_ref().map_or(cue.group, |s| s.start.min(cue.group));
    // "in the words of the report, “…”": a whole quotation after an adverbial is none of it.
    let end = (here + 1..first).find(|n| scene.items.class(*n) == Some(WordClass::Comma)).unwrap_or(first);
    let content = without_speech(scene, found, low..end)?;
    let speaker = found[quote].speaker.clone();
    Some(Reported {
        content,
        speaker,
        cue: Some(number),
        noun: None,
        rule: AROUND_QUOTE.name,
        tells: Tells::Clause,
        confidence: AROUND_QUOTE.confidence,
    })
}
