//! The rules that say who speaks in a quotation, in the order in which they are tried.
//!
//! In: a [`Scene`]. Out: for every quotation the first rule that fits. Never looks at other articles, and never says who "he" is.
//!
//! Every rule has examples and counterexamples in `corpus.toml`.

use std::ops::Range;

use super::beside;
use super::elsewhere;
use super::governed;
use crate::document::{CueClass, QuoteKind, Role};
use crate::lexicon::reporting::Needs;
use crate::span::Span;
use crate::tag::quotes::ITEM_STEPS;
use crate::tag::quotes::QUOTE_STEPS;
use crate::tag::quotes::sentence::cues::{CueAt, Mood};
use crate::tag::quotes::sentence::items::{Item, Items};
use crate::tag::quotes::sentence::marks::Marked;
use crate::tag::quotes::sentence::parse::Parse;
use crate::tag::quotes::sentence::shape::Shape;
use crate::tag::quotes::sentence::vocabulary::Class;
use crate::work::Budget;

/// All that the rules look at.
pub struct Scene<'a> {
    /// The items.
    pub items: Items<'a>,
    /// The parse, empty where no model ran.
    pub parse: Parse<'a>,
    /// The quotations.
    pub marked: &'a [Marked],
    /// Their shapes.
    pub shapes: Vec<Shape>,
    /// The cues, in reading order.
    pub cues: Vec<CueAt>,
    /// The role of each quotation's block.
    pub roles: Vec<Role>,
    /// Where the text promises a source not to be named.
    pub promises: Vec<Span>,
    /// What is left to be spent on the article.
    pub budget: &'a Budget,
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The kind.
    pub kind: QuoteKind,
    /// The items that name the speaker.
    pub speaker: Option<Range<usize>>,
    /// The cue's number.
    pub cue: Option<usize>,
    /// An earlier quotation that belongs to the same utterance.
    pub joins: Option<usize>,
    /// The rule's name.
    pub rule: &'static str,
    /// How often the rule is right.
    pub confidence: f32,
}

/// How many quotations, and how many cues, back whoever goes on speaking is looked for. No article has so many.
pub const REACH: usize = 1000;

/// What was found for the quotations before, with their numbers, the last first.
pub fn recent(found: &[Found]) -> impl Iterator<Item = (usize, &Found)> {
    found.iter().enumerate().rev().take(REACH)
}

/// One rule.
pub struct QuoteRule {
    /// Its name in the `rule` column.
    pub name: &'static str,
    /// How often it is right.
    pub confidence: f32,
    /// The work: the scene, the quotation, what was found for the quotations before it.
    pub find: fn(&Scene, usize, &[Found]) -> Option<Finding>,
}

/// What a rule returns; the list adds name and confidence.
#[derive(Clone, Debug, Default)]
pub struct Finding {
    /// The kind; direct where none is given.
    pub kind: Option<QuoteKind>,
    /// The items that name the speaker.
    pub speaker: Option<Range<usize>>,
    /// The cue's number.
    pub cue: Option<usize>,
    /// An earlier quotation of the same utterance.
    pub joins: Option<usize>,
}

/// Every rule, in the order in which they are tried: the first that fits decides.
pub const RULES: &[QuoteRule] = &[
    QuoteRule { name: "quote_continued_paragraph", confidence: 0.9, find: elsewhere::continued_paragraph },
    QuoteRule { name: "quote_verb_after", confidence: 0.97, find: beside::verb_after },
    QuoteRule { name: "quote_verb_inverted", confidence: 0.97, find: beside::verb_inverted },
    QuoteRule { name: "quote_according_to", confidence: 0.95, find: beside::according_to },
    QuoteRule { name: "quote_verb_before", confidence: 0.9, find: beside::verb_before },
    QuoteRule { name: "quote_colon", confidence: 0.85, find: beside::colon },
    QuoteRule { name: "quote_sign_off", confidence: 0.9, find: beside::sign_off },
    QuoteRule { name: "quote_continued", confidence: 0.96, find: elsewhere::continued },
    QuoteRule { name: "quote_verb_after_question", confidence: 0.93, find: beside::verb_after_question },
    QuoteRule { name: "quote_name_or_title", confidence: 0.8, find: governed::name_or_title },
    QuoteRule { name: "quote_verb_right_behind", confidence: 0.85, find: governed::verb_right_behind },
    QuoteRule { name: "quote_noun_clause", confidence: 0.65, find: governed::in_noun_clause },
    QuoteRule { name: "quote_governed_before", confidence: 0.65, find: governed::governed_before },
    QuoteRule { name: "quote_governed_after", confidence: 0.7, find: governed::governed_after },
    QuoteRule { name: "quote_same_sentence", confidence: 0.7, find: elsewhere::same_sentence },
    QuoteRule { name: "quote_previous_colon", confidence: 0.8, find: elsewhere::previous_colon },
    QuoteRule { name: "quote_previous_sentence", confidence: 0.6, find: elsewhere::previous_sentence },
    QuoteRule { name: "quote_floating", confidence: 0.5, find: elsewhere::floating },
    QuoteRule { name: "quote_so_called", confidence: 0.7, find: governed::so_called },
    QuoteRule { name: "quote_unattributed", confidence: 0.4, find: governed::unattributed },
];

/// Applies the rules to every quotation.
pub fn apply(scene: &Scene) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::with_capacity(scene.marked.len());
    for quote in 0..scene.marked.len() {
        if !scene.budget.charge(QUOTE_STEPS + ITEM_STEPS * scene.bounds(scene.stretch(quote)).len()) {
            return Vec::new();
        }
        let hit = RULES.iter().find_map(|rule| (rule.find)(scene, quote, &found).map(|f| (rule, f)));
        found.push(match hit {
            Some((rule, f)) => Found {
                kind: f.kind.unwrap_or(QuoteKind::Direct),
                speaker: f.speaker,
                cue: f.cue,
                joins: f.joins,
                rule: rule.name,
                confidence: rule.confidence,
            },
            None => Found { kind: QuoteKind::Direct, speaker: None, cue: None, joins: None, rule: "quote_unattributed", confidence: 0.4 },
        });
    }
    found
}

impl Scene<'_> {
    pub fn item(&self, quote: usize) -> usize {
        self.items.places[quote].0
    }

    pub fn stretch(&self, quote: usize) -> usize {
        self.items.places[quote].1
    }

    pub fn bounds(&self, stretch: usize) -> Range<usize> {
        self.items.stretches.get(stretch).map_or(0..0, |s| s.items.clone())
    }

    /// The cues of a sentence, with their numbers.
    pub fn cues_of(&self, stretch: usize) -> impl DoubleEndedIterator<Item = (usize, &CueAt)> {
        let first = self.cues.partition_point(|c| c.stretch < stretch);
        let last = self.cues.partition_point(|c| c.stretch <= stretch);
        self.cues[first..last].iter().enumerate().map(move |(n, c)| (first + n, c))
    }

    /// The speaker of a cue: its subject, the agent of a passive, or the subject of the sentence for a participle.
    pub fn speaker_of(&self, number: usize) -> Option<Range<usize>> {
        let cue = &self.cues[number];
        if cue.subject.is_some() {
            return cue.subject.clone();
        }
        if cue.doer.is_some() && !self.trails(number) {
            return cue.doer.clone();
        }
        let bounds = self.bounds(cue.stretch);
        match cue.mood {
            Mood::Passive => {
                let by = (cue.items.start..bounds.end.min(cue.items.end + 4)).find(|n| self.items.is(*n, "by"))?;
                self.items.source_starting_at(by + 1, bounds.end)
            }
            // "left and said": a second verb shares the subject of the first.
            Mood::Finite if !self.is_coordinated(cue) => None,
            Mood::Participle | Mood::Infinitive | Mood::Finite => self
                .cues_of(cue.stretch)
                .take_while(|(n, _)| *n < number)
                .filter(|(_, c)| c.mood == Mood::Finite && c.subject.is_some() && self.same_clause(c.items.end, cue.group))
                .last()
                .and_then(|(n, _)| self.cues[self.outermost(n)].subject.clone())
                .or_else(|| self.items.sentence_subject(bounds.start, bounds.end)),
            Mood::Preposition => None,
        }
    }

    /// The cue that tells what a cue of anything but plain speech, or one with a pronoun for its subject, belongs to: "Duarte said he believed".
    fn outermost(&self, number: usize) -> usize {
        let cue = &self.cues[number];
        let own = cue.subject.as_ref().is_some_and(|s| self.items.class(s.start) == Some(Class::Pronoun));
        let speaks = matches!(
            cue.class(),
            CueClass::State | CueClass::Write | CueClass::Claim | CueClass::Explain | CueClass::Confirm | CueClass::Deny
        );
        let outer = cue.token.filter(|_| own || !speaks || cue.needs() != Needs::Nothing).and_then(|t| self.parse.governor(t));
        let reports = |(_, c): &(usize, &CueAt)| c.mood == Mood::Finite && c.token == outer && c.subject.is_some();
        outer.and_then(|_| self.cues_of(cue.stretch).find(reports)).map_or(number, |(n, _)| n)
    }

    /// "X is closed, Duarte said, calling it a ruin": a participle behind a comma goes with the verb that reported before it.
    fn trails(&self, number: usize) -> bool {
        let cue = &self.cues[number];
        cue.mood == Mood::Participle
            && cue.group.checked_sub(1).is_some_and(|n| self.items.class(n) == Some(Class::Comma))
            && self.cues_of(cue.stretch).any(|(n, c)| n < number && c.mood == Mood::Finite && c.subject.is_some())
    }

    pub fn is_coordinated(&self, cue: &CueAt) -> bool {
        let low = self.bounds(cue.stretch).start;
        let before = cue.group.checked_sub(1).filter(|n| *n >= low).and_then(|n| self.items.class(n));
        matches!(before, Some(Class::And | Class::But | Class::Comma))
    }

    /// Whether no new clause of another subject begins between two items.
    pub fn same_clause(&self, from: usize, to: usize) -> bool {
        !(from..to).any(|n| matches!(self.items.class(n), Some(Class::Semicolon)))
    }

    /// Whether the quotation is the first thing its sentence says.
    pub fn leads(&self, quote: usize) -> bool {
        let bounds = self.bounds(self.stretch(quote));
        (bounds.start..self.item(quote)).all(|n| {
            matches!(
                self.items.class(n),
                Some(Class::Quote | Class::Comma | Class::But | Class::And | Class::Dash | Class::Mark | Class::Adverb)
            )
        })
    }

    /// The first item behind a quotation and its comma.
    pub fn behind(&self, quote: usize) -> usize {
        let n = self.item(quote) + 1;
        n + usize::from(matches!(self.items.class(n), Some(Class::Comma | Class::Dash)) && n < self.bounds(self.stretch(quote)).end)
    }

    /// Whether the quotation is all of its sentence.
    pub fn stands_alone(&self, quote: usize) -> bool {
        let bounds = self.bounds(self.stretch(quote));
        bounds.clone().all(|n| {
            matches!(self.items.class(n), Some(Class::Quote | Class::Stop | Class::Comma | Class::And | Class::Dash | Class::Mark))
        })
    }
}

/// Whether a phrase can name a speaker: a name, a pronoun or a noun for people, bodies and documents. A single word must be one for the
/// parse as well: "Worse, the firms reported less" begins with no name.
pub fn can_speak(scene: &Scene, range: &Range<usize>) -> bool {
    let names =
        |i: &Item| matches!(i.class, Class::Name) || i.noun().speaks() || i.class == Class::Pronoun && !scene.items.is(range.start, "it");
    scene.items.all[range.clone()].iter().any(names) && !(range.len() == 1 && scene.parse.stands_for_nobody(&scene.items, range.start))
}
