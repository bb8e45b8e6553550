//! What is reported: the items of a clause, free of the direct speech inside it.
//!
//! In: items that a rule found. Out: [`ClausePieces`] of one rule, [`Reported`] clauses with their speaker. Never decides who speaks.

use std::ops::Range;

use crate::document::QuoteKind;
use crate::tag::quotes::sentence::attribution::Attribution;
use crate::tag::quotes::sentence::scene::Scene;
use crate::tag::quotes::sentence::vocabulary::WordClass;

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
    /// What it tells.
    pub tells: Tells,
    /// How often it is right.
    pub confidence: f32,
}

/// What a rule takes for the words that a cue reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// A clause, also beside the direct speech of the same cue: "“It leaks,” she said, adding that nobody looks."
    ClauseBesideSpeech,
    /// A clause.
    Clause,
    /// What a verb does to a thing. Inside other reported words it is part of them.
    Thing,
    /// The same, where the one who does it can speak.
    ThingOfSpeaker,
}

impl Tells {
    /// Whether it is no clause, but what a verb does to a thing.
    pub fn is_thing(self) -> bool {
        matches!(self, Self::Thing | Self::ThingOfSpeaker)
    }
}

/// What is reported: one piece, or two around the cue.
#[derive(Clone, Debug, PartialEq)]
pub struct ClausePieces {
    /// The first.
    pub first: Range<usize>,
    /// The other, after the cue.
    pub second: Option<Range<usize>>,
}

impl ClausePieces {
    /// One piece.
    pub fn one(first: Range<usize>) -> Self {
        Self { first, second: None }
    }

    /// The pieces before and after a cue in the middle.
    pub fn around(before: Option<Range<usize>>, after: Range<usize>) -> Self {
        match before {
            Some(first) => Self { first, second: Some(after) },
            None => Self::one(after),
        }
    }
}

/// Cuts a clause before direct speech inside it; a clause that is nothing but one quotation is none.
pub fn without_speech(scene: &Scene, found: &[Attribution], content: Range<usize>) -> Option<Range<usize>> {
    let items = &scene.items;
    let is_direct = |n: usize| items.all[n].quote.is_some_and(|q| matches!(found.get(q as usize), Some(f) if f.kind == QuoteKind::Direct));
    let mut start = content.start;
    let mut end = content.clone().find(|n| is_direct(*n)).unwrap_or(content.end);
    if end <= start {
        // After "…" comes what belongs to the cue, and where the parse ends a clause before its first word there is none.
        return None;
    }
    // "higher than before.": a word that could open a clause ends one where nothing follows.
    let closes = |end: usize| matches!(items.class(end), None | Some(WordClass::Stop));
    while end > start
        && !(items.class(end - 1) == Some(WordClass::Sub) && closes(end))
        && matches!(
            items.class(end - 1),
            Some(
                WordClass::Comma
                    | WordClass::Stop
                    | WordClass::Colon
                    | WordClass::Semicolon
                    | WordClass::Dash
                    | WordClass::And
                    | WordClass::But
                    | WordClass::Sub
            )
        )
    {
        end -= 1;
    }
    while start < end
        && matches!(items.class(start), Some(WordClass::Comma | WordClass::But | WordClass::And | WordClass::Dash | WordClass::Colon))
    {
        start += 1;
    }
    let words = items.all[start..end]
        .iter()
        .filter(|i| !matches!(i.class, WordClass::Quote | WordClass::Comma | WordClass::Mark | WordClass::Stop))
        .count();
    (words > 0 && end > start).then_some(start..end)
}
