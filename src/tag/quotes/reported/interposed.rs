//! Cues in the middle of what they report.
//!
//! In: a cue. Out: the words around it and its speaker that are told by them. Never takes a cue for one that stands in between unless a
//! comma or a quotation closes the words before it.

use super::clauses::{HOLDING, QUOTATIVES};
use super::content::ClausePieces;
use super::extent::{after, before_comma, clause_end, high, low};
use super::stances::takes_stance;
use crate::document::{CueClass, Relation};
use crate::lexicon::reporting::Needs;
use crate::tag::cursor::Cursor;
use crate::tag::quotes::sentence::cue::{CueAt, Mood};
use crate::tag::quotes::sentence::scene::Scene;
use crate::tag::quotes::sentence::vocabulary::WordClass;
use std::ops::Range;

/// Where a cue with its speaker stands inside its sentence.
struct Between {
    /// The first item of the sentence, and the end of what may be told.
    low: usize,
    high: usize,
    /// The items of cue and speaker.
    start: usize,
    end: usize,
    /// The comma that ends them and what tells when and where.
    comma: usize,
    /// Whether a quotation stands right before them: "“A lock in the sea,” Duarte said, would be folly."
    quoted: bool,
}

impl Between {
    /// The words before.
    fn left(&self) -> Range<usize> {
        self.low..self.start - 1
    }

    /// The first item after.
    fn opener(&self) -> usize {
        self.comma + 1
    }
}

/// Whether a cue can stand in the middle of what it reports.
fn can_interpose(scene: &Scene, cue: &CueAt) -> bool {
    let wants = matches!(cue.class(), CueClass::Think | CueClass::Demand | CueClass::Order | CueClass::Other)
        && cue.entry().is_some_and(|e| e.addressee.is_some());
    // "Melo endorsed the plan, although": how somebody stands to a thing is told of nothing around it.
    let stands = takes_stance(cue) && !HOLDING.contains(&cue.lemma());
    // "Members, who once accused the firm of fraud, now ask": what a relative clause says ends with it.
    let relative = || cue.token.is_some_and(|t| scene.parse.relation(t) == Some(Relation::Relcl));
    cue.mood == Mood::Finite && cue.needs() != Needs::Quote && !wants && !stands && !relative()
}

/// Where a cue stands, if commas part it from what is before and after it.
fn place(scene: &Scene, cue: &CueAt) -> Option<Between> {
    let items = &scene.items;
    let (low, high) = (low(scene, cue), high(scene, cue));
    let (start, end) = match &cue.subject {
        Some(subject) if subject.start < cue.group => (subject.start, after(scene, cue)),
        _ => (cue.group, items.phrase_starting_at(cue.items.end, high)?.end),
    };
    let as_said = start > low && items.is(start - 1, "as") && QUOTATIVES.contains(&cue.lemma());
    let start = start - usize::from(as_said);
    let quoted = start > low && items.class(start - 1) == Some(WordClass::Quote);
    if start <= low || !before_comma(scene, start) && !quoted {
        return None;
    }
    let comma = (end..high.min(end + 8)).find(|n| matches!(items.class(*n), Some(WordClass::Comma | WordClass::Dash)))?;
    let plain = |n: usize| {
        !items.all[n].is_finite() && !matches!(items.class(n), Some(WordClass::Quote | WordClass::That | WordClass::Rel | WordClass::Sub))
    };
    // "Oddly, Duarte said turnout among young, rural voters fell": the clause began before the comma.
    let begun = cue.token.and_then(|t| scene.parse.complement(items, t)).is_some_and(|c| (end..comma).contains(&c.start));
    if !(end..comma).all(plain) || high - comma < 4 || begun {
        return None;
    }
    // "Melo endorsed the plan, although", "he warned the firm against it, because": only days and places stand between.
    let follows = end == comma || matches!(items.class(end), Some(WordClass::Prep | WordClass::Day | WordClass::Adverb | WordClass::To));
    let cut = !follows || end < comma && items.class(comma + 1) == Some(WordClass::Sub);
    (!cut).then_some(Between { low, high, start, end, comma, quoted })
}

/// Whether the words before the cue hold a clause.
fn left_speaks(scene: &Scene, place: &Between) -> bool {
    let (items, left) = (&scene.items, place.left());
    // "If the lock fails, Duarte said, the town floods": a condition is part of what is told.
    let condition = items.class(place.low) == Some(WordClass::Sub);
    !condition && scene.parse.holds_verb(items, &left).unwrap_or_else(|| left.clone().any(|n| items.all[n].is_finite()))
}

/// Whether what is told goes on after the cue.
fn goes_on(scene: &Scene, place: &Between, left_speaks: bool) -> Option<bool> {
    let (items, opener) = (&scene.items, place.opener());
    Some(match items.class(opener)? {
        class if place.quoted => class == WordClass::Aux && place.start == place.low + 1,
        WordClass::And | WordClass::But | WordClass::Rel | WordClass::Quote => false,
        WordClass::Sub => !left_speaks || !items.is_any(opener, &["while", "when", "as"]),
        WordClass::Word | WordClass::Adverb if items.word(opener).ends_with("ing") => false,
        WordClass::Word => !left_speaks || items.all[opener].is_finite(),
        WordClass::Name => !left_speaks,
        _ => !left_speaks || matches!(items.class(opener), Some(WordClass::That | WordClass::Aux | WordClass::Not)),
    })
}

/// "The lock, Duarte said, will not hold." "In the end, Duarte said, the lock held."
pub fn interposed(scene: &Scene, cue: &CueAt) -> Option<ClausePieces> {
    if !can_interpose(scene, cue) {
        return None;
    }
    let items = &scene.items;
    let place = place(scene, cue)?;
    let (low, high, start, opener) = (place.low, place.high, place.start, place.opener());
    // "It failed because, Duarte said, the gate was open": the clause begins after its conjunction.
    let joined = start >= low + 2 && matches!(items.class(start - 2), Some(WordClass::Sub | WordClass::That));
    if joined && place.end == place.comma {
        return Some(ClausePieces::around(None, opener..clause_end(scene, cue, opener, high)));
    }
    let left = place.left();
    let left_speaks = left_speaks(scene, &place);
    let goes_on = goes_on(scene, &place, left_speaks)?;
    let is_quote = |n: usize| items.class(n) == Some(WordClass::Quote);
    let holds_quote = left.clone().any(is_quote) || is_quote(opener);
    let quote_ends = is_quote(opener) && left_speaks && !place.quoted;
    if !goes_on && !quote_ends || holds_quote && !is_quote(opener) {
        return None;
    }
    let adverbial = !left_speaks
        && matches!(items.class(low), Some(WordClass::Prep | WordClass::Adverb | WordClass::But | WordClass::And | WordClass::Day));
    let before = (!adverbial && left.len() > 1).then_some(left);
    // "…, he said, but …" and "…, he said, adding …" were left to others: what follows is all his.
    let rest = opener + usize::from(items.class(opener) == Some(WordClass::That));
    Some(ClausePieces::around(before, rest..clause_end(scene, cue, rest, high)))
}
