//! The rules that say who speaks in a quotation, in the order in which they are tried.
//!
//! In: a [`Scene`]. Out: for every quotation the first rule that fits. Never looks at other articles, and never says who "he" is.
//!
//! Every rule has examples and counterexamples in `corpus.toml`.

use std::ops::Range;

use super::cues::{CueAt, Mood};
use super::items::Items;
use super::marks::Marked;
use super::shape::Shape;
use super::vocabulary::Class;
use crate::document::{CueClass, QuoteKind, Role};
use crate::lexicon::reporting::Needs;

/// All that the rules look at.
pub struct Scene<'a> {
    /// The items.
    pub items: Items<'a>,
    /// The quotations.
    pub marked: &'a [Marked],
    /// Their shapes.
    pub shapes: Vec<Shape>,
    /// The cues, in reading order.
    pub cues: Vec<CueAt>,
    /// The role of each quotation's block.
    pub roles: Vec<Role>,
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
    kind: Option<QuoteKind>,
    speaker: Option<Range<usize>>,
    cue: Option<usize>,
    joins: Option<usize>,
}

/// Every rule, in the order in which they are tried: the first that fits decides.
pub const RULES: &[QuoteRule] = &[
    QuoteRule { name: "quote_continued_paragraph", confidence: 0.95, find: continued_paragraph },
    QuoteRule { name: "quote_verb_after", confidence: 0.97, find: verb_after },
    QuoteRule { name: "quote_verb_inverted", confidence: 0.97, find: verb_inverted },
    QuoteRule { name: "quote_according_to", confidence: 0.95, find: according_to },
    QuoteRule { name: "quote_verb_before", confidence: 0.96, find: verb_before },
    QuoteRule { name: "quote_colon", confidence: 0.85, find: colon },
    QuoteRule { name: "quote_sign_off", confidence: 0.85, find: sign_off },
    QuoteRule { name: "quote_continued", confidence: 0.95, find: continued },
    QuoteRule { name: "quote_verb_after_question", confidence: 0.92, find: verb_after_question },
    QuoteRule { name: "quote_name_or_title", confidence: 0.8, find: name_or_title },
    QuoteRule { name: "quote_governed_before", confidence: 0.88, find: governed_before },
    QuoteRule { name: "quote_governed_after", confidence: 0.88, find: governed_after },
    QuoteRule { name: "quote_previous_colon", confidence: 0.85, find: previous_colon },
    QuoteRule { name: "quote_previous_sentence", confidence: 0.7, find: previous_sentence },
    QuoteRule { name: "quote_floating", confidence: 0.6, find: floating },
    QuoteRule { name: "quote_so_called", confidence: 0.7, find: so_called },
    QuoteRule { name: "quote_unattributed", confidence: 0.4, find: unattributed },
];

/// Applies the rules to every quotation.
pub fn apply(scene: &Scene) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::with_capacity(scene.marked.len());
    for quote in 0..scene.marked.len() {
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
    fn item(&self, quote: usize) -> usize {
        self.items.places[quote].0
    }

    fn stretch(&self, quote: usize) -> usize {
        self.items.places[quote].1
    }

    fn bounds(&self, stretch: usize) -> Range<usize> {
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
        let bounds = self.bounds(cue.stretch);
        match cue.mood {
            Mood::Passive => {
                let by = (cue.items.start..bounds.end.min(cue.items.end + 4)).find(|n| self.items.is(*n, "by"))?;
                self.items.source_starting_at(by + 1, bounds.end)
            }
            Mood::Participle | Mood::Infinitive | Mood::Finite => self
                .cues_of(cue.stretch)
                .take_while(|(n, _)| *n < number)
                .filter(|(_, c)| c.mood == Mood::Finite && c.subject.is_some() && self.same_clause(c.items.end, cue.group))
                .last()
                .and_then(|(_, c)| c.subject.clone())
                .or_else(|| self.items.sentence_subject(bounds.start, bounds.end)),
            Mood::Preposition => None,
        }
    }

    /// Whether no new clause of another subject begins between two items.
    fn same_clause(&self, from: usize, to: usize) -> bool {
        !(from..to).any(|n| matches!(self.items.class(n), Some(Class::Semicolon)))
    }

    /// Whether the quotation is the first thing its sentence says.
    fn leads(&self, quote: usize) -> bool {
        let bounds = self.bounds(self.stretch(quote));
        (bounds.start..self.item(quote)).all(|n| {
            matches!(
                self.items.class(n),
                Some(Class::Quote | Class::Comma | Class::But | Class::And | Class::Dash | Class::Mark | Class::Adverb)
            )
        })
    }

    /// The first item behind a quotation and its comma.
    fn behind(&self, quote: usize) -> usize {
        let n = self.item(quote) + 1;
        n + usize::from(matches!(self.items.class(n), Some(Class::Comma | Class::Dash)) && n < self.bounds(self.stretch(quote)).end)
    }

    /// Whether the quotation is all of its sentence.
    fn stands_alone(&self, quote: usize) -> bool {
        let bounds = self.bounds(self.stretch(quote));
        bounds.clone().all(|n| {
            matches!(self.items.class(n), Some(Class::Quote | Class::Stop | Class::Comma | Class::And | Class::Dash | Class::Mark))
        })
    }
}

fn direct(speaker: Option<Range<usize>>, cue: usize) -> Option<Finding> {
    Some(Finding { kind: Some(QuoteKind::Direct), speaker, cue: Some(cue), joins: None })
}

/// The earlier quotation of the same sentence that the same cue attributes.
fn partner(found: &[Found], cue: usize) -> Option<usize> {
    found.iter().rposition(|f| f.cue == Some(cue) && f.kind == QuoteKind::Direct)
}

/// A paragraph that goes on with the speech of the one before.
fn continued_paragraph(scene: &Scene, quote: usize, found: &[Found]) -> Option<Finding> {
    if !scene.marked[quote].continues {
        return None;
    }
    let before = found.last()?;
    Some(Finding { kind: Some(QuoteKind::Direct), speaker: before.speaker.clone(), cue: before.cue, joins: Some(found.len() - 1) })
}

/// "…," Duarte said.
fn verb_after(scene: &Scene, quote: usize, found: &[Found]) -> Option<Finding> {
    if !scene.leads(quote) && !follows_comma(scene, quote) {
        return None;
    }
    let start = scene.behind(quote);
    let start =
        start + (start..start + 2).take_while(|n| matches!(scene.items.class(*n), Some(Class::Adverb)) || scene.items.is(*n, "as")).count();
    let (number, cue) =
        scene.cues_of(scene.stretch(quote)).find(|(_, c)| c.group >= start && matches!(c.mood, Mood::Finite | Mood::Passive))?;
    let subject = cue.subject.clone()?;
    let tight = subject.start == start && cue.group > start;
    (tight && speech_like(scene, quote, cue))
        .then(|| Finding { joins: partner(found, number), ..direct(Some(subject), number).unwrap_or_default() })
}

fn follows_comma(scene: &Scene, quote: usize) -> bool {
    let n = scene.item(quote);
    n > scene.bounds(scene.stretch(quote)).start && matches!(scene.items.class(n - 1), Some(Class::Comma | Class::Colon))
}

/// Whether a cue beside a quotation makes it speech: a name or a single word beside "called" is none.
fn speech_like(scene: &Scene, quote: usize, cue: &CueAt) -> bool {
    let shape = &scene.shapes[quote];
    shape.is_clause() || shape.ends_comma || shape.ends_final || cue.needs() != Needs::Quote && shape.words > 2 && !shape.is_title
}

/// "…," said Duarte.
fn verb_inverted(scene: &Scene, quote: usize, found: &[Found]) -> Option<Finding> {
    if !scene.leads(quote) && !follows_comma(scene, quote) {
        return None;
    }
    let start = scene.behind(quote);
    let (number, cue) = scene.cues_of(scene.stretch(quote)).find(|(_, c)| c.group >= start)?;
    if cue.group != start || !matches!(cue.mood, Mood::Finite | Mood::Passive) && !scene.items.is(cue.items.start, "reply") {
        return None;
    }
    let high = scene.bounds(scene.stretch(quote)).end;
    let speaker = scene.items.phrase_starting_at(cue.items.end, high)?;
    if matches!(scene.items.class(speaker.start), Some(Class::Det))
        && cue.entry().is_some_and(|e| e.addressee.is_some())
        && cue.mood == Mood::Finite
        && !scene.shapes[quote].ends_comma
    {
        return None;
    }
    speech_like(scene, quote, cue).then(|| Finding { joins: partner(found, number), ..direct(Some(speaker), number).unwrap_or_default() })
}

/// "…," according to Duarte. According to Duarte, "…".
fn according_to(scene: &Scene, quote: usize, _: &[Found]) -> Option<Finding> {
    let here = scene.item(quote);
    let start = scene.behind(quote);
    let (number, cue) = scene.cues_of(scene.stretch(quote)).find(|(_, c)| {
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
fn verb_before(scene: &Scene, quote: usize, found: &[Found]) -> Option<Finding> {
    let here = scene.item(quote);
    let (number, cue) = scene.cues_of(scene.stretch(quote)).rfind(|(_, c)| c.items.end <= here && c.mood != Mood::Preposition)?;
    let gap = cue.items.end..here;
    let shape = &scene.shapes[quote];
    let mark = here.checked_sub(1).and_then(|n| scene.items.class(n));
    let before = match mark {
        Some(Class::Colon) if gap.len() <= 30 => true,
        Some(Class::Comma) => gap.len() <= 16 && !breaks(scene, &gap),
        _ if gap.is_empty() => {
            shape.is_clause() && cue.needs() != Needs::Quote && takes_clause(cue.class())
                || shape.starts_upper && shape.ends_final && shape.words > 2
        }
        _ => false,
    };
    if !before
        || !shape.is_clause() && !(shape.starts_upper && matches!(mark, Some(Class::Colon | Class::Comma)))
        || shape.is_name() && mark != Some(Class::Colon) && shape.words < 4
    {
        return None;
    }
    let speaker =
        if cue.mood == Mood::Passive && cue.subject.is_none() { scene.speaker_of(number)? } else { speaker_before(scene, quote, number)? };
    Some(Finding { joins: partner(found, number), ..direct(Some(speaker), number)? })
}

/// Whether verbs of a class have whole clauses as their object.
fn takes_clause(class: CueClass) -> bool {
    !matches!(class, CueClass::Praise | CueClass::Criticise | CueClass::Demand | CueClass::Order | CueClass::Deny | CueClass::Other)
}

/// The speaker of a cue before a quotation; in the middle of one it may be inverted: "…," said Duarte, "…".
fn speaker_before(scene: &Scene, quote: usize, number: usize) -> Option<Range<usize>> {
    let cue = &scene.cues[number];
    let inverted = cue.group.checked_sub(1).is_some_and(|n| matches!(scene.items.class(n), Some(Class::Quote | Class::Comma)));
    if inverted && let Some(speaker) = scene.items.phrase_starting_at(cue.items.end, scene.item(quote)) {
        return Some(speaker);
    }
    scene.speaker_of(number)
}

/// Whether a clause stands between a cue and the comma before a quotation.
fn breaks(scene: &Scene, gap: &Range<usize>) -> bool {
    gap.clone().any(|n| scene.items.all[n].is_finite() || matches!(scene.items.class(n), Some(Class::Quote | Class::Semicolon)))
}

/// Duarte: "…"
fn colon(scene: &Scene, quote: usize, _: &[Found]) -> Option<Finding> {
    let here = scene.item(quote);
    let bounds = scene.bounds(scene.stretch(quote));
    let colon = here.checked_sub(1).filter(|n| *n > bounds.start && scene.items.class(*n) == Some(Class::Colon))?;
    let shape = &scene.shapes[quote];
    if !shape.is_clause() && shape.words < 4 {
        return None;
    }
    let subject = scene.items.sentence_subject(bounds.start, colon)?;
    let speaks = scene.items.all[subject.clone()].iter().any(|i| i.class == Class::Name || i.class == Class::Pronoun || i.noun().speaks());
    speaks.then_some(Finding { kind: Some(QuoteKind::Direct), speaker: Some(subject), cue: None, joins: None })
}

/// "…" — Ana Duarte, Porto
fn sign_off(scene: &Scene, quote: usize, _: &[Found]) -> Option<Finding> {
    let bounds = scene.bounds(scene.stretch(quote));
    let here = scene.item(quote);
    let next = if here + 1 < bounds.end { here + 1 } else { scene.items.stretches.get(scene.stretch(quote) + 1)?.items.start };
    if !scene.leads(quote) || scene.items.class(next) != Some(Class::Dash) {
        return None;
    }
    let high = scene.items.stretches.iter().find(|s| s.items.contains(&next))?.items.end;
    let name = scene.items.phrase_starting_at(next + 1, high)?;
    (scene.items.class(name.start) == Some(Class::Name) && high - next < 14).then_some(Finding {
        kind: Some(QuoteKind::Direct),
        speaker: Some(name),
        cue: None,
        joins: None,
    })
}

/// "…," he said. "…": a whole quotation right behind an attributed one in the same paragraph.
fn continued(scene: &Scene, quote: usize, found: &[Found]) -> Option<Finding> {
    let shape = &scene.shapes[quote];
    if !scene.stands_alone(quote) || !shape.is_clause() && shape.words < 3 {
        return None;
    }
    let before = found.last().filter(|f| f.kind == QuoteKind::Direct && f.speaker.is_some())?;
    let last = found.len() - 1;
    let near = scene.marked[last].block == scene.marked[quote].block && scene.stretch(quote) - scene.stretch(last) <= 1;
    near.then(|| Finding { kind: Some(QuoteKind::Direct), speaker: before.speaker.clone(), cue: before.cue, joins: Some(last) })
}

/// "…?" Duarte asked.
fn verb_after_question(scene: &Scene, quote: usize, _: &[Found]) -> Option<Finding> {
    let stretch = scene.stretch(quote);
    let next = scene.items.stretches.get(stretch + 1).filter(|s| !s.opens_block)?;
    if !scene.stands_alone(quote) || scene.item(quote) + 1 != next.items.start {
        return None;
    }
    let (number, cue) = scene.cues_of(stretch + 1).next()?;
    let start = next.items.start;
    let tail_is_short = next.items.end - cue.items.end <= 10
        && !(cue.items.end..next.items.end).any(|n| scene.items.all[n].is_finite() || scene.items.class(n) == Some(Class::That));
    let subject = match &cue.subject {
        Some(subject) if subject.start == start => Some(subject.clone()),
        _ if cue.group == start => scene.items.phrase_starting_at(cue.items.end, next.items.end),
        _ => None,
    };
    (tail_is_short && subject.is_some()).then(|| direct(subject, number))?
}

/// Marks around a name or a title that nobody utters.
fn name_or_title(scene: &Scene, quote: usize, _: &[Found]) -> Option<Finding> {
    let shape = &scene.shapes[quote];
    let here = scene.item(quote);
    let is_headline = matches!(scene.roles[quote], Role::Headline | Role::Subheadline | Role::Heading);
    let called = here.checked_sub(1).is_some_and(|n| {
        ["called", "titled", "named", "entitled", "dubbed", "nicknamed", "labelled", "labeled"].iter().any(|w| scene.items.is(n, w))
    });
    let nickname = here.checked_sub(1).is_some_and(|n| scene.items.class(n) == Some(Class::Name))
        && scene.items.class(here + 1) == Some(Class::Name)
        && shape.words <= 3;
    let title = shape.is_name() && !is_headline && !shape.has_clause | called && shape.words <= 12;
    (title && !scene.stands_alone(quote) || nickname).then_some(Finding { kind: Some(QuoteKind::Term), ..Finding::default() })
}

/// Verbs that do not make words in marks somebody's words, unless these stand right behind them.
fn governs(scene: &Scene, quote: usize, cue: &CueAt) -> bool {
    let gap = scene.item(quote).saturating_sub(cue.items.end);
    let has_that = (cue.items.end..scene.item(quote)).any(|n| scene.items.class(n) == Some(Class::That));
    match (cue.needs(), cue.class()) {
        (_, CueClass::Think | CueClass::Hear) => gap <= 12,
        (Needs::Quote, CueClass::Criticise) => gap <= 5,
        (Needs::Quote, _) => gap <= 2,
        (Needs::That, _) => gap <= 4 || has_that || gap <= 20 && cue.mood != Mood::Infinitive,
        (Needs::Nothing, _) => true,
    }
}

/// Duarte said the harbour "must not close"; calling it a "disgrace".
fn governed_before(scene: &Scene, quote: usize, _: &[Found]) -> Option<Finding> {
    let here = scene.item(quote);
    let is_speaker = |n: usize, c: &CueAt| match c.mood {
        // "cited by": who relays is not who speaks, unless something else is said of it.
        Mood::Passive => {
            c.subject.is_some() || scene.items.is(c.items.end, "by") && scene.items.is(here.saturating_sub(1), "as") && n < usize::MAX
        }
        _ => true,
    };
    let (number, cue) =
        scene.cues_of(scene.stretch(quote)).rfind(|(n, c)| c.items.end <= here && governs(scene, quote, c) && is_speaker(*n, c))?;
    let speaker = if cue.mood == Mood::Preposition { cue.subject.clone() } else { scene.speaker_of(number) }?;
    Some(Finding { kind: Some(QuoteKind::Partial), speaker: Some(speaker), cue: Some(number), joins: None })
}

/// The harbour "must not close", Duarte said.
fn governed_after(scene: &Scene, quote: usize, _: &[Found]) -> Option<Finding> {
    let here = scene.item(quote);
    let stretch = scene.stretch(quote);
    let high = scene.bounds(stretch).end;
    scene.cues_of(stretch).filter(|(_, c)| c.group > here).find_map(|(number, cue)| {
        if cue.mood == Mood::Preposition {
            return Some(Finding { kind: Some(QuoteKind::Partial), speaker: cue.subject.clone(), cue: Some(number), joins: None });
        }
        let reversed = |start: usize| {
            start.checked_sub(1).is_some_and(|n| matches!(scene.items.class(n), Some(Class::Comma | Class::Quote | Class::Dash)))
        };
        let speaker = match &cue.subject {
            Some(subject) if cue.mood == Mood::Finite && reversed(subject.start) => Some(subject.clone()),
            _ if cue.mood == Mood::Finite && reversed(cue.group) => scene.items.phrase_starting_at(cue.items.end, high),
            _ => None,
        }?;
        Some(Finding { kind: Some(QuoteKind::Partial), speaker: Some(speaker), cue: Some(number), joins: None })
    })
}

/// He added: / "…" in the next paragraph.
fn previous_colon(scene: &Scene, quote: usize, _: &[Found]) -> Option<Finding> {
    let stretch = scene.stretch(quote);
    let before = stretch.checked_sub(1)?;
    let bounds = scene.bounds(before);
    if !scene.leads(quote) || scene.items.class(bounds.end.checked_sub(1)?) != Some(Class::Colon) {
        return None;
    }
    let (number, _) = scene.cues_of(before).next_back()?;
    direct(scene.speaker_of(number), number)
}

/// Duarte spoke on Monday. "…": the subject of the sentence before speaks.
fn previous_sentence(scene: &Scene, quote: usize, found: &[Found]) -> Option<Finding> {
    let stretch = scene.stretch(quote);
    let shape = &scene.shapes[quote];
    let before = stretch.checked_sub(1).filter(|b| scene.items.stretches[*b].block == scene.items.stretches[stretch].block)?;
    let alone = scene.stands_alone(quote);
    let fragment = !alone && shape.words >= 3 && !shape.is_name();
    if !(alone && (shape.is_clause() || shape.words > 3) || fragment) {
        return None;
    }
    let quoted = found.iter().rev().find(|f| f.speaker.is_some() && f.cue.is_some_and(|c| scene.cues[c].stretch == before));
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
    let cue = if alone { None } else { quoted.and_then(|f| f.cue).or(cue.map(|(n, _)| n)) };
    Some(Finding { kind: Some(kind), speaker: Some(speaker), cue, joins: None })
}

fn can_speak(scene: &Scene, range: &Range<usize>) -> bool {
    scene.items.all[range.clone()]
        .iter()
        .any(|i| matches!(i.class, Class::Name) || i.noun().speaks() || i.class == Class::Pronoun && !scene.items.is(range.start, "it"))
}

/// A quotation that is a paragraph of its own: whoever spoke last goes on.
fn floating(scene: &Scene, quote: usize, found: &[Found]) -> Option<Finding> {
    let shape = &scene.shapes[quote];
    if !scene.stands_alone(quote)
        || !(shape.is_clause() || shape.words > 4)
        || matches!(scene.roles[quote], Role::Headline | Role::Subheadline | Role::Heading)
    {
        return None;
    }
    let stretch = scene.stretch(quote);
    let near_quote = found.iter().rposition(|f| f.speaker.is_some() && f.kind == QuoteKind::Direct);
    let near_cue = scene
        .cues
        .iter()
        .enumerate()
        .rfind(|(_, c)| c.stretch < stretch && c.mood == Mood::Finite && c.subject.as_ref().is_some_and(|s| can_speak(scene, s)));
    let quote_at = near_quote.map(|q| scene.stretch(q));
    let cue_at = near_cue.map(|(_, c)| c.stretch);
    let speaker = match (quote_at, cue_at) {
        (Some(q), Some(c)) if c > q => near_cue.and_then(|(n, _)| scene.speaker_of(n)),
        (Some(_), _) => near_quote.and_then(|q| found[q].speaker.clone()),
        (None, Some(_)) => near_cue.and_then(|(n, _)| scene.speaker_of(n)),
        (None, None) => None,
    }?;
    Some(Finding { kind: Some(QuoteKind::Direct), speaker: Some(speaker), cue: None, joins: None })
}

/// One or two words in marks that nobody is said to have uttered.
fn so_called(scene: &Scene, quote: usize, _: &[Found]) -> Option<Finding> {
    let shape = &scene.shapes[quote];
    let plain = shape.words <= 2 && !shape.ends_final && !shape.has_clause;
    (plain && !scene.stands_alone(quote)).then_some(Finding { kind: Some(QuoteKind::Term), ..Finding::default() })
}

/// Words of somebody who is not named.
fn unattributed(scene: &Scene, quote: usize, _: &[Found]) -> Option<Finding> {
    let shape = &scene.shapes[quote];
    let kind = if scene.stands_alone(quote) && shape.is_clause() { QuoteKind::Direct } else { QuoteKind::Partial };
    Some(Finding { kind: Some(kind), ..Finding::default() })
}
