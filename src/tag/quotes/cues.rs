//! Reporting verbs where they stand: which words are the cue, who its subject is, what it does.
//!
//! In: items. Out: [`CueAt`]s, in reading order. Never decides what is reported.

use std::ops::Range;

use super::items::{Items, Stretch};
use super::parse::Parse;
use super::vocabulary::Class;
use crate::document::{CueClass, PartOfSpeech, Relation};
use crate::lexicon::reporting::{Form, Needs, Phrase, REPORTING, Verb};

/// How the reporting verb stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// A finite verb with a subject before it.
    Finite,
    /// A participle: "adding that".
    Participle,
    /// An infinitive: "to say".
    Infinitive,
    /// A passive: "was told", "described by".
    Passive,
    /// "according to" and its kin: the speaker follows.
    Preposition,
}

/// One reporting verb or phrase in the text.
#[derive(Clone, Debug)]
pub struct CueAt {
    /// The items of the cue itself.
    pub items: Range<usize>,
    /// The first item of its verb group: auxiliaries, negation and adverbs before it.
    pub group: usize,
    /// Its sentence.
    pub stretch: usize,
    /// Number in the lexicon; none for "according to".
    pub verb: Option<u16>,
    /// "according to" and its kin.
    pub phrase: Option<&'static Phrase>,
    /// How it stands.
    pub mood: Mood,
    /// Whether "not" or "never" stands in its group.
    pub negated: bool,
    /// The subject before it, or the speaker behind "according to".
    pub subject: Option<Range<usize>>,
    /// Who does what a verb without a subject of its own says, where a parse tells.
    pub doer: Option<Range<usize>>,
    /// Its verb in the parse.
    pub token: Option<usize>,
}

impl CueAt {
    /// The entry of the lexicon.
    pub fn entry(&self) -> Option<&'static Verb> {
        self.verb.map(|v| REPORTING.verb(v))
    }

    /// What the cue does, negation taken into account.
    pub fn class(&self) -> CueClass {
        let class = self.entry().map(|v| v.class).or(self.phrase.map(|p| p.class)).unwrap_or(CueClass::State);
        match class {
            CueClass::State | CueClass::Claim | CueClass::Confirm | CueClass::Explain if self.negated => CueClass::Deny,
            class => class,
        }
    }

    /// Its base form.
    pub fn lemma(&self) -> &'static str {
        self.entry().map(|v| v.lemma.as_str()).or(self.phrase.map(|p| p.text.as_str())).unwrap_or("according to")
    }

    /// What must stand with it.
    pub fn needs(&self) -> Needs {
        self.entry().map_or(Needs::Nothing, |v| v.needs)
    }
}

/// Finds every cue outside quotations.
pub fn find(items: &Items, parse: Parse) -> Vec<CueAt> {
    let mut cues = Vec::new();
    for (number, stretch) in items.stretches.iter().enumerate() {
        let mut n = stretch.items.start;
        while n < stretch.items.end {
            let found = according_to(items, stretch, number, n).or_else(|| verb_at(items, parse, stretch, number, n));
            match found {
                Some(cue) => {
                    n = cue.items.end;
                    cues.push(cue);
                }
                None => n += 1,
            }
        }
    }
    cues
}

/// "according to X", "in the words of X".
fn according_to(items: &Items, stretch: &Stretch, number: usize, n: usize) -> Option<CueAt> {
    if !items.all[n].word.opens_source {
        return None;
    }
    let stands = |p: &Phrase| p.words.iter().enumerate().all(|(k, w)| n + k < stretch.items.end && items.is(n + k, w));
    let phrase = REPORTING.phrases.iter().find(|p| stands(p))?;
    let end = n + phrase.words.len();
    let subject = items.source_starting_at(end, stretch.items.end)?;
    Some(CueAt {
        items: n..end,
        group: n,
        stretch: number,
        verb: None,
        phrase: Some(phrase),
        mood: Mood::Preposition,
        negated: false,
        subject: Some(subject),
        doer: None,
        token: None,
    })
}

/// Words that strengthen an adjective without the ending of an adverb.
const INTENSIFIERS: &[&str] = &["very", "so", "not", "more", "less", "too", "most", "least"];

fn verb_at(items: &Items, parse: Parse, stretch: &Stretch, number: usize, n: usize) -> Option<CueAt> {
    let item = &items.all[n];
    if !item.word.reports() || matches!(item.class, Class::Quote | Class::Mark) {
        return None;
    }
    // "is very wary", "are so opposed to": an adverb may stand before the adjective; forms of "be" begin nothing else.
    let is_be = item.word.verbs.first().is_some_and(|(verb, _)| REPORTING.verb(*verb).lemma.starts_with("be "));
    let strengthens = |k: &usize| items.class(*k) == Some(Class::Adverb) || INTENSIFIERS.iter().any(|w| items.is(*k, w));
    let adverbs = if is_be { (n + 1..stretch.items.end.min(n + 3)).take_while(strengthens).count() } else { 0 };
    let (verb, form, end) = item.word.verbs.iter().find_map(|(verb, form)| {
        let end = rest_matches(items, n + 1 + adverbs, stretch.items.end, &REPORTING.verb(*verb).rest)?;
        let stands = match parse.stands_as(items, n, *form) {
            // A headline in capitals is hard to parse, and so is a verb between a quotation and its speaker.
            Some(false)
                if items.all[n].capital && (n == stretch.items.start || is_title_case(items, stretch))
                    || REPORTING.verb(*verb).lemma == "say" =>
            {
                stands_as(items, stretch, n, *form)
            }
            Some(stands) => stands,
            None => stands_as(items, stretch, n, *form),
        };
        stands.then_some((*verb, *form, end))
    })?;
    let (group, negated) = verb_group(items, stretch.items.start, n);
    if is_figure_of_speech(items, group, n) {
        return None;
    }
    let mood = mood(items, stretch, n, group, form, REPORTING.verb(verb));
    let subject = match mood {
        Mood::Finite => items.subject_before(stretch.items.start, group),
        Mood::Passive if REPORTING.verb(verb).rest.last().is_some_and(|w| w == "saying" || w == "telling" || w == "said") => {
            items.subject_before(stretch.items.start, group)
        }
        _ => None,
    };
    let cue =
        CueAt { items: n..end, group, stretch: number, verb: Some(verb), phrase: None, mood, negated, subject, doer: None, token: None };
    let cue = with_parse(items, parse, stretch, cue);
    Some(if is_inverted(items, stretch, &cue) { CueAt { subject: None, doer: None, ..cue } } else { cue })
}

/// "Having said that, …", "Let's say it leaks": nobody reports anything.
fn is_figure_of_speech(items: &Items, group: usize, n: usize) -> bool {
    let having = n > 0 && items.is(n - 1, "having") && items.is(n + 1, "that") && items.class(n + 2) == Some(Class::Comma);
    let supposes = group >= 2 && items.is(group - 2, "let") && items.word(group - 1).ends_with("s") && items.word(group - 1).len() <= 4;
    items.is(n, "said") && having || items.is(n, "say") && supposes
}

/// "The lock “leaks,” said Duarte.": behind a quotation the speaker follows the verb, and ends the sentence or its part.
fn is_inverted(items: &Items, stretch: &Stretch, cue: &CueAt) -> bool {
    let behind_quote = cue.group > stretch.items.start && items.class(cue.group - 1) == Some(Class::Quote);
    let follows = || items.phrase_starting_at(cue.items.end, stretch.items.end);
    cue.mood == Mood::Finite
        && cue.lemma() == "say"
        && behind_quote
        && follows().is_some_and(|p| {
            let ends = p.end >= stretch.items.end || matches!(items.class(p.end), Some(Class::Stop | Class::Comma));
            ends && items.names_speaker(p.end - 1)
        })
}

/// Corrects mood and subject by the parse, where there is one.
fn with_parse(items: &Items, parse: Parse, stretch: &Stretch, mut cue: CueAt) -> CueAt {
    cue.token = parse.token(items, cue.items.start);
    let Some(token) = cue.token else { return cue };
    let misread = is_misread(items, parse, stretch, &cue, token);
    if misread && cue.subject.is_some() {
        return cue;
    }
    // "He's said it leaks": with a person for its subject and no "to" behind, "said" is what he has done.
    let has_said = cue.lemma() == "say"
        && items.class(cue.items.end) != Some(Class::To)
        && cue.subject.as_ref().is_some_and(|s| matches!(items.class(s.start), Some(Class::Pronoun)) && !items.is(s.start, "it"));
    if cue.mood == Mood::Finite && parse.is_passive(token) && !has_said && !cue.lemma().starts_with("be ") {
        cue.mood = Mood::Passive;
        cue.subject = None;
    }
    if cue.mood == Mood::Passive {
        return cue;
    }
    // "Duarte said the wall would hold but warned": the verb goes on with the one that reports, not with what is reported.
    let outer = parse.outer_reporter(token).filter(|v| parse.item(items, *v).is_some_and(|n| items.all[n].word.reports()));
    let Some(mut doer) = parse.doer(outer.unwrap_or(token)) else { return cue };
    // "Duarte says the aim is peace, but conceded": an aim concedes nothing.
    let speaks = |doer| parse.item(items, doer).is_none_or(|n| items.names_speaker(n) || items.class(n) != Some(Class::Word));
    let reporter = parse.clause_reporter(token).filter(|v| parse.item(items, *v).is_some_and(|n| items.all[n].word.reports()));
    // "Duarte said Melo was rude and criticised him": Melo does not criticise himself.
    let another = ["him", "her", "them"].iter().any(|w| items.is(cue.items.end, w))
        && !matches!(items.class(cue.items.end + 1), Some(Class::Word | Class::Name))
        && parse.item(items, doer).is_some_and(|n| items.class(n) == Some(Class::Name));
    if let Some(other) = reporter.and_then(|v| parse.doer(v)).filter(|_| another || !speaks(doer)) {
        doer = other;
    }
    // "footage of Duarte asking", "with voters saying": whoever stands right before the participle.
    let doer = beside_participle(items, parse, &cue).unwrap_or(doer);
    // "the council released a letter saying": who releases it says so.
    let is_document = parse.item(items, doer).is_some_and(|n| is_document(items, n));
    let doer = parse.issuer(doer).filter(|n| is_document && parse.lemma(*n) != "it").unwrap_or(doer);
    // "Duarte said leaving the port would cost more, adding": what is done adds nothing.
    if parse.pos(doer) == Some(PartOfSpeech::Verb) {
        return cue;
    }
    let Some(mut phrase) = parse.phrase(items, doer, &stretch.items) else { return cue };
    if phrase.contains(&cue.group) {
        // "a report that found …", "a staffer alleging …": up to the relative clause or the participle.
        let rel = (phrase.start + 1..cue.group).find(|n| matches!(items.class(*n), Some(Class::Rel | Class::That | Class::Comma)));
        phrase.end = rel.unwrap_or(cue.group).max(phrase.start + 1);
    }
    // "CLEVELAND — Mayor Ana Duarte said": a place in capitals before a dash is where, not who.
    if phrase.start == stretch.items.start && is_dateline(items, &phrase, cue.group) {
        cue.subject = cue.subject.filter(|s| s.start > phrase.start).or_else(|| behind_dateline(items, &phrase, cue.group));
        return cue;
    }
    let within = |token| cue.subject.as_ref().is_some_and(|s| parse.item(items, token).is_some_and(|n| s.contains(&n)));
    // "The states “matter,” Duarte wrote", "Duarte, though she praised it": the noun or pronoun right before a verb is its subject.
    let beside = cue.mood == Mood::Finite
        && (parse.children(token, Relation::Nsubj).any(within)
            || cue.subject.as_ref().is_some_and(|s| ["he", "she", "we", "i"].iter().any(|w| items.is(s.start, w))));
    if !within(doer) && beside {
        return cue;
    }
    if within(doer) {
        // "“…,” retired general Ana Duarte said": the parse knows where the phrase begins.
        let behind_quote = phrase.start.checked_sub(1).is_some_and(|n| items.class(n) == Some(Class::Quote));
        // "polls show voters believe": nor does a subject hold another verb before its noun.
        let start = cue.subject.as_ref().map_or(phrase.start, |s| s.start);
        let holds_verb = start < phrase.start && parse.holds_any_verb(items, &(start..phrase.start));
        // "Iran and a judge ruled", "as loud as the man who insists": the noun that speaks has its phrase to itself.
        let starts_later = start < phrase.start
            && phrase
                .start
                .checked_sub(1)
                .is_some_and(|n| matches!(items.class(n), Some(Class::And | Class::Rel)) || ["as", "than"].iter().any(|w| items.is(n, w)));
        // "With a week to the vote, Duarte, a pilot, called it": what a preposition governs does nothing.
        let governed = start < phrase.start && start.checked_sub(1).is_some_and(|n| items.class(n) == Some(Class::Prep));
        if (behind_quote || holds_verb || starts_later || governed) && phrase.end <= cue.group {
            cue.subject = Some(phrase);
        }
        return cue;
    }
    match cue.mood {
        Mood::Finite if phrase.end <= cue.group => cue.subject = Some(phrase),
        // "…, said Duarte": what stands before an inverted verb is no subject.
        Mood::Finite if phrase.start >= cue.items.end => cue.subject = None,
        // "drew crowds describing a ruin": crowds of whom nobody knows whether they speak are passed over.
        Mood::Participle if parse.own_subject(token) != Some(doer) && !parse.item(items, doer).is_some_and(|n| items.names_speaker(n)) => {}
        _ => cue.doer = Some(phrase),
    }
    cue
}

/// Whether a verb is taken for a participle of the noun that heads a whole sentence: "Duarte's campaign called the report a ruin."
fn is_misread(items: &Items, parse: Parse, stretch: &Stretch, cue: &CueAt, token: usize) -> bool {
    let whole = stretch.items.end.checked_sub(1).is_some_and(|n| items.class(n) == Some(Class::Stop));
    let heads = parse.head(token).filter(|_| parse.relation(token) == Some(Relation::Acl));
    let noun = heads.filter(|n| parse.relation(*n) == Some(Relation::Root)).and_then(|n| parse.item(items, n));
    let tells = !["by", "of", "as", "for"].iter().any(|w| items.is(cue.items.end, w));
    cue.mood == Mood::Finite && whole && tells && noun.is_some_and(|n| n < cue.group && items.names_speaker(n))
}

/// The noun right before a participle, where a preposition brings it in: "footage of Duarte asking", "with voters saying".
fn beside_participle(items: &Items, parse: Parse, cue: &CueAt) -> Option<usize> {
    let before = cue.group.checked_sub(1).filter(|n| cue.mood == Mood::Participle && items.names_speaker(*n))?;
    let noun = parse.token(items, before).filter(|t| parse.relation(*t) == Some(Relation::Pobj))?;
    let prep = parse.head(noun)?;
    match parse.lemma(prep) {
        "with" | "despite" => Some(noun),
        "of" => {
            let whole = parse.head(prep).and_then(|t| parse.item(items, t))?;
            let kind = items.all[whole].noun();
            let speaks = kind.person || kind.organisation || kind.group;
            (items.class(whole) == Some(Class::Word) && !speaks).then_some(noun)
        }
        _ => None,
    }
}

/// Whether a word names something written, sent or spoken.
fn is_document(items: &Items, n: usize) -> bool {
    let item = &items.all[n];
    item.class == Class::Word && (item.noun().document || item.word.channel || item.word.report_noun)
}

/// Whether a phrase at the head of a sentence is a dateline: its first word in capitals, a dash between it and the verb.
fn is_dateline(items: &Items, phrase: &Range<usize>, verb: usize) -> bool {
    let word = items.word(phrase.start);
    let capitals = word.chars().count() > 3 && word.chars().all(char::is_uppercase);
    capitals && (phrase.end..verb.min(phrase.end + 8)).any(|n| items.class(n) == Some(Class::Dash))
}

/// The noun phrase behind the dash of a dateline.
fn behind_dateline(items: &Items, phrase: &Range<usize>, verb: usize) -> Option<Range<usize>> {
    let dash = (phrase.end..verb).find(|n| items.class(*n) == Some(Class::Dash))?;
    items.phrase_starting_at(dash + 1, verb)
}

/// The end of a phrase whose further words are `rest`; an object may stand before "as", "at" and "of".
fn rest_matches(items: &Items, from: usize, high: usize, rest: &[String]) -> Option<usize> {
    let matches_at = |at: usize| rest.iter().enumerate().all(|(k, w)| at + k < high && items.is(at + k, w));
    if rest.is_empty() || matches_at(from) {
        return Some(from + rest.len());
    }
    if rest.len() == 2 && rest[0] == "as" && rest[1] == "saying" {
        return (from..high.min(from + 6)).find(|at| matches_at(*at)).map(|at| at + rest.len());
    }
    None
}

/// Whether a form that may also be a noun or adjective stands as a verb here.
fn stands_as(items: &Items, stretch: &Stretch, n: usize, form: Form) -> bool {
    let adverbs = (stretch.items.start..n).rev().take_while(|k| items.class(*k) == Some(Class::Adverb)).count();
    let real = (n - adverbs).checked_sub(1).filter(|b| *b >= stretch.items.start);
    // "Duarte's earlier claims": a possessor before makes a noun of it.
    if matches!(form, Form::Third | Form::Base)
        && real.is_some_and(|b| matches!(items.class(b), Some(Class::Det | Class::Possessive | Class::Mark | Class::Prep)))
    {
        return false;
    }
    let before = n.checked_sub(1).filter(|b| *b >= stretch.items.start).and_then(|b| items.class(b));
    let capital = items.all[n].capital;
    // "a racially charged argument"
    if form == Form::Past
        && adverbs > 0
        && real.is_some_and(|b| items.class(b) == Some(Class::Det) && !items.is(b, "both") && !items.is(b, "all"))
    {
        return false;
    }
    match form {
        Form::Fixed => true,
        Form::Past => match before {
            Some(Class::Prep) => items.is(n - 1, "as"),
            Some(Class::Det) => !matches!(
                items.word(n - 1).to_ascii_lowercase().as_str(),
                "a" | "an" | "the" | "this" | "these" | "those" | "such" | "no" | "every" | "each"
            ),
            Some(Class::Possessive) => false,
            None => !capital || items.class(n + 1) == Some(Class::Name),
            _ => !capital,
        },
        Form::Ing => {
            !matches!(before, Some(Class::Det | Class::Possessive))
                && (!matches!(before, Some(Class::Prep)) || items.is(n - 1, "by"))
                && (!capital || before.is_none())
        }
        Form::Third => match before {
            Some(Class::Pronoun | Class::Rel | Class::Adverb | Class::Close | Class::That) => true,
            Some(Class::Comma | Class::Dash) => !capital || is_title_case(items, stretch),
            Some(Class::Name) => !capital || is_title_case(items, stretch),
            Some(Class::Word) => !capital && !items.all[n - 1].noun().plural && third_has_object(items, n) && verb_rather(items, n),
            Some(Class::Quote) => true,
            _ => false,
        },
        Form::Base => match before {
            Some(Class::Pronoun | Class::Aux | Class::To | Class::Not | Class::Rel) => true,
            Some(Class::Adverb) => true,
            Some(Class::Quote) => true,
            Some(Class::Name) => !capital && third_has_object(items, n) && items.all[n].noun() == Default::default(),
            Some(Class::Word) => !capital && items.all[n - 1].noun().plural && third_has_object(items, n) && verb_rather(items, n),
            Some(Class::Comma) => {
                n + 1 < stretch.items.end
                    && matches!(items.class(n + 1), Some(Class::Name | Class::Det))
                    && items.all[n - 1].span.end < items.all[n].span.start
                    && items.is(n, "say")
            }
            _ => false,
        },
    }
}

/// Whether a form that may be a noun too is rather a verb: a noun that can speak stands before it.
fn verb_rather(items: &Items, n: usize) -> bool {
    let item = &items.all[n];
    !(item.word.report_noun || item.noun().speaks()) || items.all[n - 1].noun().speaks()
}

fn is_title_case(items: &Items, stretch: &Stretch) -> bool {
    items.all[stretch.items.clone()].iter().filter(|i| i.class == Class::Word && !i.capital).count() == 0
}

/// Whether what follows is an object, a clause or the end: a plural noun would be followed by something else.
fn third_has_object(items: &Items, n: usize) -> bool {
    !matches!(items.class(n + 1), Some(Class::Prep | Class::Aux | Class::And | Class::Rel)) || items.is(n, "says") || items.is(n, "say")
}

/// The first item of the verb group and whether it is negated.
fn verb_group(items: &Items, low: usize, verb: usize) -> (usize, bool) {
    let mut start = verb;
    let mut negated = false;
    while start > low {
        let n = start - 1;
        match items.class(n) {
            Some(Class::Aux) => negated |= items.word(n).ends_with("n't") || items.word(n).ends_with("n’t") || items.is(n, "cannot"),
            Some(Class::Not) => negated = true,
            Some(Class::Adverb) => {}
            Some(Class::Pronoun) if items.is(n, "both") => {}
            _ => break,
        }
        start = n;
    }
    // "refused to say", "declined to comment", "wants to warn": the infinitive belongs to the verb before it.
    (start, negated)
}

fn mood(items: &Items, stretch: &Stretch, n: usize, group: usize, form: Form, verb: &Verb) -> Mood {
    // "He's said it leaks": behind a person "'s said" is "has said", unless "to" or "by" follows.
    let has = |k: usize| {
        verb.lemma == "say"
            && ["'s", "’s"].contains(&items.word(k))
            && k.checked_sub(1).is_some_and(|p| ["he", "she", "who"].iter().any(|w| items.is(p, w)))
            && items.class(n + 1) != Some(Class::To)
    };
    let has_be = (group..n).any(|k| is_be(items.word(k)) && !has(k));
    let before = group.checked_sub(1).filter(|b| *b >= stretch.items.start).and_then(|b| items.class(b));
    if verb.lemma.starts_with("be ") {
        return if matches!(
            verb.rest.last().map(String::as_str),
            Some("saying" | "telling" | "told" | "informed" | "warned" | "advised" | "briefed")
        ) {
            Mood::Passive
        } else {
            Mood::Finite
        };
    }
    match form {
        Form::Past if has_be => Mood::Passive,
        Form::Past if items.is(n + 1, "by") => Mood::Passive,
        Form::Ing if !has_be => Mood::Participle,
        Form::Base if matches!(before, Some(Class::To)) => Mood::Infinitive,
        Form::Fixed => Mood::Passive,
        _ => Mood::Finite,
    }
}

fn is_be(word: &str) -> bool {
    ["is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re", "wasn't", "weren't", "isn't", "aren't"]
        .iter()
        .any(|b| word.eq_ignore_ascii_case(b))
}

impl Items<'_> {
    /// Whether the word at `n` names somebody or something that can speak.
    pub(super) fn names_speaker(&self, n: usize) -> bool {
        let item = &self.all[n];
        matches!(item.class, Class::Name | Class::Pronoun) || item.noun().speaks() || item.word.channel
    }

    /// A source behind "according to" or "by": a noun phrase, with "in" and "at" phrases of its own.
    pub fn source_starting_at(&self, start: usize, high: usize) -> Option<Range<usize>> {
        // "recently leaked documents"
        let start = start + usize::from(self.class(start) == Some(Class::Adverb) && start + 1 < high);
        let first = self.phrase_starting_at(start, high)?;
        let mut end = first.end;
        // "a report in Der Spiegel", "an official with knowledge of the talks"
        while end + 1 < high
            && matches!(self.class(end), Some(Class::Prep))
            && !self.is(end, "as")
            && matches!(self.class(end + 1), Some(Class::Det | Class::Name | Class::Possessive | Class::Word))
        {
            let Some(next) = self.phrase_starting_at(end + 1, high) else { break };
            if self.class(next.start) == Some(Class::Day) {
                break;
            }
            end = next.end;
        }
        Some(first.start..end)
    }
}
