//! All that the rules of attribution look at, and the questions that they ask of it.
//!
//! In: items, parse, quotations and cues of an article. Out: a [`Scene`]. Never decides what is reported, nor who speaks in a quotation.

use std::ops::Range;

use super::cue::{CueAt, Mood};
use super::items::{SentenceItem, SentenceItems};
use super::marks::Marked;
use super::parse::Parse;
use super::people::People;
use super::shape::QuoteShape;
use super::vocabulary::WordClass;
use crate::document::{CueClass, Role};
use crate::lexicon::reporting::Needs;
use crate::span::Span;
use crate::tag::cursor::Cursor;
use crate::work::Budget;

/// Steps of work for an item of the sentence that a rule looks through.
pub const ITEM_STEPS: usize = 4;

/// All that the rules look at.
pub struct Scene<'a> {
    /// The items.
    pub items: SentenceItems<'a>,
    /// The parse, empty where no model ran.
    pub parse: Parse<'a>,
    /// The quotations.
    pub marked: &'a [Marked],
    /// Their shapes.
    pub shapes: Vec<QuoteShape>,
    /// The cues, in reading order.
    pub cues: Vec<CueAt>,
    /// The role of each quotation's block.
    pub roles: Vec<Role>,
    /// Where the text promises a source not to be named.
    pub promises: Vec<Span>,
    /// The people whom the article names.
    pub people: People,
    /// What is left to be spent on the article.
    pub budget: &'a Budget,
}

impl Scene<'_> {
    pub fn item(&self, quote: usize) -> usize {
        self.items.places[quote].0
    }

    pub fn sentence(&self, quote: usize) -> usize {
        self.items.places[quote].1
    }

    pub fn bounds(&self, sentence: usize) -> Range<usize> {
        self.items.sentences.get(sentence).map_or(0..0, |s| s.items.clone())
    }

    /// The cues of a sentence, with their numbers.
    pub fn cues_of(&self, sentence: usize) -> impl DoubleEndedIterator<Item = (usize, &CueAt)> {
        let first = self.cues.partition_point(|c| c.sentence < sentence);
        let last = self.cues.partition_point(|c| c.sentence <= sentence);
        self.cues[first..last].iter().enumerate().map(move |(n, c)| (first + n, c))
    }

    /// The speaker of a cue: its subject, the agent of a passive, or the subject of the sentence for a participle.
    pub fn speaker_of(&self, number: usize) -> Option<Range<usize>> {
        let cue = &self.cues[number];
        if let Some(quoted) = self.quoted_in(cue) {
            return Some(quoted);
        }
        if cue.subject.is_some() {
            return cue.subject.clone();
        }
        if cue.agent.is_some() && !self.trails(number) {
            return cue.agent.clone();
        }
        let bounds = self.bounds(cue.sentence);
        match cue.mood {
            Mood::Passive => {
                let by = (cue.items.start..bounds.end.min(cue.items.end + 4)).find(|n| self.items.is(*n, "by"))?;
                self.items.source_starting_at(by + 1, bounds.end)
            }
            // "left and said": a second verb shares the subject of the first.
            Mood::Finite if !self.is_coordinated(cue) => None,
            Mood::Participle | Mood::Infinitive | Mood::Finite => self
                .cues_of(cue.sentence)
                .take_while(|(n, _)| *n < number)
                .filter(|(_, c)| c.mood == Mood::Finite && c.subject.is_some() && self.same_clause(c.items.end, cue.group))
                .last()
                .and_then(|(n, _)| self.cues[self.outermost(n)].subject.clone())
                .or_else(|| self.items.sentence_subject(bounds.start, bounds.end)),
            Mood::Preposition => None,
        }
    }

    /// "Duarte quoted Melo as saying": who is quoted stands inside the cue, and is who speaks.
    pub fn quoted_in(&self, cue: &CueAt) -> Option<Range<usize>> {
        let last = cue.items.end.checked_sub(2).filter(|n| *n > cue.items.start + 1 && self.items.is(*n, "as"))?;
        let quoted = self.items.phrase_starting_at(cue.items.start + 1, last)?;
        (quoted.end == last && cue.mood != Mood::Passive && can_speak(self, &quoted)).then_some(quoted)
    }

    /// The cue that tells what a cue of anything but plain speech, or one with a pronoun for its subject, belongs to: "Duarte said he believed".
    fn outermost(&self, number: usize) -> usize {
        let cue = &self.cues[number];
        let own = cue.subject.as_ref().is_some_and(|s| self.items.class(s.start) == Some(WordClass::Pronoun));
        let speaks = matches!(
            cue.class(),
            CueClass::State | CueClass::Write | CueClass::Claim | CueClass::Explain | CueClass::Confirm | CueClass::Deny
        );
        let outer = cue.token.filter(|_| own || !speaks || cue.needs() != Needs::Nothing).and_then(|t| self.parse.governor(t));
        let reports = |(_, c): &(usize, &CueAt)| c.mood == Mood::Finite && c.token == outer && c.subject.is_some();
        outer.and_then(|_| self.cues_of(cue.sentence).find(reports)).map_or(number, |(n, _)| n)
    }

    /// "X is closed, Duarte said, calling it a ruin": a participle after a comma goes with the verb that reported before it.
    fn trails(&self, number: usize) -> bool {
        let cue = &self.cues[number];
        cue.mood == Mood::Participle
            && cue.group.checked_sub(1).is_some_and(|n| self.items.class(n) == Some(WordClass::Comma))
            && self.cues_of(cue.sentence).any(|(n, c)| n < number && c.mood == Mood::Finite && c.subject.is_some())
    }

    pub fn is_coordinated(&self, cue: &CueAt) -> bool {
        let low = self.bounds(cue.sentence).start;
        let before = cue.group.checked_sub(1).filter(|n| *n >= low).and_then(|n| self.items.class(n));
        matches!(before, Some(WordClass::And | WordClass::But | WordClass::Comma))
    }

    /// Whether no new clause of another subject begins between two items.
    pub fn same_clause(&self, from: usize, to: usize) -> bool {
        !(from..to).any(|n| matches!(self.items.class(n), Some(WordClass::Semicolon)))
    }

    /// Whether the quotation is the first thing its sentence says.
    pub fn leads(&self, quote: usize) -> bool {
        let bounds = self.bounds(self.sentence(quote));
        (bounds.start..self.item(quote)).all(|n| {
            matches!(
                self.items.class(n),
                Some(
                    WordClass::Quote
                        | WordClass::Comma
                        | WordClass::But
                        | WordClass::And
                        | WordClass::Dash
                        | WordClass::Mark
                        | WordClass::Adverb
                )
            )
        })
    }

    /// The first item after a quotation and its comma.
    pub fn after(&self, quote: usize) -> usize {
        let n = self.item(quote) + 1;
        n + usize::from(
            matches!(self.items.class(n), Some(WordClass::Comma | WordClass::Dash)) && n < self.bounds(self.sentence(quote)).end,
        )
    }

    /// Whether the quotation is all of its sentence.
    pub fn stands_alone(&self, quote: usize) -> bool {
        let bounds = self.bounds(self.sentence(quote));
        bounds.clone().all(|n| {
            matches!(
                self.items.class(n),
                Some(WordClass::Quote | WordClass::Stop | WordClass::Comma | WordClass::And | WordClass::Dash | WordClass::Mark)
            )
        })
    }
}

/// Whether a phrase can name a speaker: a name, a pronoun or a noun for people, bodies and documents. A single word must be one for the
/// parse as well: "Worse, the firms reported less" begins with no name.
pub fn can_speak(scene: &Scene, range: &Range<usize>) -> bool {
    let names = |i: &SentenceItem| {
        matches!(i.class, WordClass::Name) || i.noun().speaks() || i.class == WordClass::Pronoun && !scene.items.is(range.start, "it")
    };
    scene.items.all[range.clone()].iter().any(names) && !(range.len() == 1 && scene.parse.stands_for_nobody(&scene.items, range.start))
}
