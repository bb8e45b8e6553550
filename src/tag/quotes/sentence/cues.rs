//! Reporting verbs where they stand: which words are the cue, who its subject is, what it does.
//!
//! In: items. Out: [`CueAt`]s, in reading order. Never decides what is reported.

use super::cue::{CueAt, Mood};
use super::items::{ReporterSentence, SentenceItems};
use super::parse::Parse;
use super::subjects;
use super::vocabulary::WordClass;
use std::ops::Range;

use crate::lexicon::reporting::{Phrase, REPORTING, Verb, VerbForm};
use crate::tag::cursor::Cursor;

/// Finds every cue outside quotations.
pub fn find(items: &SentenceItems, parse: Parse) -> Vec<CueAt> {
    let mut cues = Vec::new();
    for (number, sentence) in items.sentences.iter().enumerate() {
        let mut n = sentence.items.start;
        while n < sentence.items.end {
            let found = according_to(items, sentence, number, n).or_else(|| verb_at(items, parse, sentence, number, n));
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
fn according_to(items: &SentenceItems, sentence: &ReporterSentence, number: usize, n: usize) -> Option<CueAt> {
    if !items.all[n].word.opens_source {
        return None;
    }
    let stands = |p: &Phrase| p.words.iter().enumerate().all(|(k, w)| n + k < sentence.items.end && items.is(n + k, w));
    let phrase = REPORTING.phrases.iter().find(|p| stands(p))?;
    let end = n + phrase.words.len();
    let subject = items.source_starting_at(end, sentence.items.end)?;
    Some(CueAt {
        items: n..end,
        group: n,
        sentence: number,
        verb: None,
        phrase: Some(phrase),
        mood: Mood::Preposition,
        negated: false,
        subject: Some(subject),
        agent: None,
        token: None,
        corrections: Vec::new(),
    })
}

/// Words that strengthen an adjective without the ending of an adverb.
const INTENSIFIERS: &[&str] = &["very", "so", "not", "more", "less", "too", "most", "least"];

/// The number of the reporting verb that begins at an item, its form there, and the end of its words.
fn reporting_verb(items: &SentenceItems, parse: Parse, sentence: &ReporterSentence, n: usize) -> Option<(u16, VerbForm, usize)> {
    // "is very wary", "are so opposed to": an adverb may stand before the adjective; forms of "be" begin nothing else.
    let is_be = items.all[n].word.verbs.first().is_some_and(|(verb, _)| REPORTING.verb(*verb).lemma.starts_with("be "));
    let strengthens = |k: &usize| items.class(*k) == Some(WordClass::Adverb) || INTENSIFIERS.iter().any(|w| items.is(*k, w));
    let adverbs = if is_be { (n + 1..sentence.items.end.min(n + 3)).take_while(strengthens).count() } else { 0 };
    items.all[n].word.verbs.iter().find_map(|(verb, form)| {
        let end = rest_matches(items, n + 1 + adverbs, sentence.items.end, &REPORTING.verb(*verb).rest)?;
        let stands = match parse.stands_as(items, n, *form) {
            // A headline in capitals is hard to parse, and so is a verb between a quotation and its speaker.
            Some(false)
                if items.all[n].capital && (n == sentence.items.start || is_title_case(items, sentence))
                    || REPORTING.verb(*verb).lemma == "say"
                    || *form == VerbForm::Past && tells_who_spoke(items, sentence, n, end) =>
            {
                stands_as(items, sentence, n, *form)
            }
            Some(stands) => stands,
            None => stands_as(items, sentence, n, *form),
        };
        stands.then_some((*verb, *form, end))
    })
}

/// "“We are glad,” added engineer Ana Duarte.": a quotation opens the sentence, and a speaker ends it. A model without the words in the
/// marks takes the verb for an adjective.
fn tells_who_spoke(items: &SentenceItems, sentence: &ReporterSentence, n: usize, end: usize) -> bool {
    let after_quote = n == sentence.items.start + 1 && items.class(sentence.items.start) == Some(WordClass::Quote);
    after_quote && items.phrase_starting_at(end, sentence.items.end).is_some_and(|p| ends_with_speaker(items, sentence, &p))
}

/// Whether a phrase ends its sentence, or the part of it before a comma, with somebody who can speak.
fn ends_with_speaker(items: &SentenceItems, sentence: &ReporterSentence, phrase: &Range<usize>) -> bool {
    let ends = phrase.end >= sentence.items.end || matches!(items.class(phrase.end), Some(WordClass::Stop | WordClass::Comma));
    ends && items.names_speaker(phrase.end - 1)
}

fn verb_at(items: &SentenceItems, parse: Parse, sentence: &ReporterSentence, number: usize, n: usize) -> Option<CueAt> {
    let item = &items.all[n];
    if !item.word.reports() || matches!(item.class, WordClass::Quote | WordClass::Mark) {
        return None;
    }
    let (verb, form, end) = reporting_verb(items, parse, sentence, n)?;
    let (group, negated) = verb_group(items, sentence.items.start, n);
    if is_figure_of_speech(items, group, n) {
        return None;
    }
    let mood = mood(items, sentence, n, group, form, REPORTING.verb(verb));
    let subject = match mood {
        Mood::Finite => items.subject_before(sentence.items.start, group),
        Mood::Passive if REPORTING.verb(verb).rest.last().is_some_and(|w| w == "saying" || w == "telling" || w == "said") => {
            items.subject_before(sentence.items.start, group)
        }
        _ => None,
    };
    let cue = CueAt {
        items: n..end,
        group,
        sentence: number,
        verb: Some(verb),
        phrase: None,
        mood,
        negated,
        subject,
        agent: None,
        token: None,
        corrections: Vec::new(),
    };
    let cue = subjects::correct(items, parse, sentence, cue);
    Some(if is_inverted(items, sentence, &cue) { CueAt { subject: None, agent: None, ..cue } } else { cue })
}

/// "Having said that, …", "Let's say it leaks": nobody reports anything.
fn is_figure_of_speech(items: &SentenceItems, group: usize, n: usize) -> bool {
    let having = n > 0 && items.is(n - 1, "having") && items.is(n + 1, "that") && items.class(n + 2) == Some(WordClass::Comma);
    let supposes = group >= 2 && items.is(group - 2, "let") && items.word(group - 1).ends_with("s") && items.word(group - 1).len() <= 4;
    items.is(n, "said") && having || items.is(n, "say") && supposes
}

/// "The lock “leaks,” said Duarte.": after a quotation the speaker follows the verb, and ends the sentence or its part.
fn is_inverted(items: &SentenceItems, sentence: &ReporterSentence, cue: &CueAt) -> bool {
    let after_quote = cue.group > sentence.items.start && items.class(cue.group - 1) == Some(WordClass::Quote);
    let follows = || items.phrase_starting_at(cue.items.end, sentence.items.end);
    cue.mood == Mood::Finite && cue.lemma() == "say" && after_quote && follows().is_some_and(|p| ends_with_speaker(items, sentence, &p))
}

/// The end of a phrase whose further words are `rest`; an object may stand before "as", "at" and "of".
fn rest_matches(items: &SentenceItems, from: usize, high: usize, rest: &[String]) -> Option<usize> {
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
fn stands_as(items: &SentenceItems, sentence: &ReporterSentence, n: usize, form: VerbForm) -> bool {
    let adverbs = (sentence.items.start..n).rev().take_while(|k| items.class(*k) == Some(WordClass::Adverb)).count();
    let real = (n - adverbs).checked_sub(1).filter(|b| *b >= sentence.items.start);
    // "Duarte's earlier claims": a possessor before makes a noun of it.
    if matches!(form, VerbForm::Third | VerbForm::Base)
        && real.is_some_and(|b| matches!(items.class(b), Some(WordClass::Det | WordClass::Possessive | WordClass::Mark | WordClass::Prep)))
    {
        return false;
    }
    let before = n.checked_sub(1).filter(|b| *b >= sentence.items.start).and_then(|b| items.class(b));
    let capital = items.all[n].capital;
    // "a racially charged argument"
    if form == VerbForm::Past
        && adverbs > 0
        && real.is_some_and(|b| items.class(b) == Some(WordClass::Det) && !items.is(b, "both") && !items.is(b, "all"))
    {
        return false;
    }
    match form {
        VerbForm::Fixed => true,
        VerbForm::Past => past_stands(items, n, before),
        VerbForm::Ing => {
            !matches!(before, Some(WordClass::Det | WordClass::Possessive))
                && (!matches!(before, Some(WordClass::Prep)) || items.is(n - 1, "by"))
                && (!capital || before.is_none())
        }
        VerbForm::Third => third_stands(items, sentence, n, before),
        VerbForm::Base => base_stands(items, sentence, n, before),
    }
}

/// Whether a past form, which may be a participle, stands as a verb after a word of this part.
fn past_stands(items: &SentenceItems, n: usize, before: Option<WordClass>) -> bool {
    let capital = items.all[n].capital;
    match before {
        Some(WordClass::Prep) => items.is(n - 1, "as"),
        Some(WordClass::Det) => !matches!(
            items.word(n - 1).to_ascii_lowercase().as_str(),
            "a" | "an" | "the" | "this" | "these" | "those" | "such" | "no" | "every" | "each"
        ),
        Some(WordClass::Possessive) => false,
        None => !capital || items.class(n + 1) == Some(WordClass::Name),
        _ => !capital,
    }
}

/// Whether a form in -s, which may be a plural noun, stands as a verb after a word of this part.
fn third_stands(items: &SentenceItems, sentence: &ReporterSentence, n: usize, before: Option<WordClass>) -> bool {
    let capital = items.all[n].capital;
    match before {
        Some(WordClass::Pronoun | WordClass::Rel | WordClass::Adverb | WordClass::Close | WordClass::That | WordClass::Quote) => true,
        Some(WordClass::Comma | WordClass::Dash | WordClass::Name) => !capital || is_title_case(items, sentence),
        Some(WordClass::Word) => !capital && !items.all[n - 1].noun().plural && third_has_object(items, n) && verb_rather(items, n),
        _ => false,
    }
}

/// Whether a base form, which may be a noun, stands as a verb after a word of this part.
fn base_stands(items: &SentenceItems, sentence: &ReporterSentence, n: usize, before: Option<WordClass>) -> bool {
    let capital = items.all[n].capital;
    match before {
        Some(
            WordClass::Pronoun | WordClass::Aux | WordClass::To | WordClass::Not | WordClass::Rel | WordClass::Adverb | WordClass::Quote,
        ) => true,
        Some(WordClass::Name) => !capital && third_has_object(items, n) && items.all[n].noun() == Default::default(),
        Some(WordClass::Word) => !capital && items.all[n - 1].noun().plural && third_has_object(items, n) && verb_rather(items, n),
        Some(WordClass::Comma) => {
            n + 1 < sentence.items.end
                && matches!(items.class(n + 1), Some(WordClass::Name | WordClass::Det))
                && items.all[n - 1].span.end < items.all[n].span.start
                && items.is(n, "say")
        }
        _ => false,
    }
}

/// Whether a form that may be a noun too is rather a verb: a noun that can speak stands before it.
fn verb_rather(items: &SentenceItems, n: usize) -> bool {
    let item = &items.all[n];
    !(item.word.report_noun || item.noun().speaks()) || items.all[n - 1].noun().speaks()
}

fn is_title_case(items: &SentenceItems, sentence: &ReporterSentence) -> bool {
    items.all[sentence.items.clone()].iter().filter(|i| i.class == WordClass::Word && !i.capital).count() == 0
}

/// Whether what follows is an object, a clause or the end: a plural noun would be followed by something else.
fn third_has_object(items: &SentenceItems, n: usize) -> bool {
    !matches!(items.class(n + 1), Some(WordClass::Prep | WordClass::Aux | WordClass::And | WordClass::Rel))
        || items.is(n, "says")
        || items.is(n, "say")
}

/// The first item of the verb group and whether it is negated.
fn verb_group(items: &SentenceItems, low: usize, verb: usize) -> (usize, bool) {
    let mut start = verb;
    let mut negated = false;
    while start > low {
        let n = start - 1;
        match items.class(n) {
            Some(WordClass::Aux) => negated |= items.word(n).ends_with("n't") || items.word(n).ends_with("n’t") || items.is(n, "cannot"),
            Some(WordClass::Not) => negated = true,
            Some(WordClass::Adverb) => {}
            Some(WordClass::Pronoun) if items.is(n, "both") => {}
            _ => break,
        }
        start = n;
    }
    // "refused to say", "declined to comment", "wants to warn": the infinitive belongs to the verb before it.
    (start, negated)
}

fn mood(items: &SentenceItems, sentence: &ReporterSentence, n: usize, group: usize, form: VerbForm, verb: &Verb) -> Mood {
    // "He's said it leaks": after a person "'s said" is "has said", unless "to" or "by" follows.
    let has = |k: usize| {
        verb.lemma == "say"
            && ["'s", "’s"].contains(&items.word(k))
            && k.checked_sub(1).is_some_and(|p| items.is_any(p, &["he", "she", "who"]))
            && items.class(n + 1) != Some(WordClass::To)
    };
    let has_be = (group..n).any(|k| is_be(items.word(k)) && !has(k));
    let before = group.checked_sub(1).filter(|b| *b >= sentence.items.start).and_then(|b| items.class(b));
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
        VerbForm::Past if has_be => Mood::Passive,
        VerbForm::Past if items.is(n + 1, "by") => Mood::Passive,
        VerbForm::Ing if !has_be => Mood::Participle,
        VerbForm::Base if matches!(before, Some(WordClass::To)) => Mood::Infinitive,
        VerbForm::Fixed => Mood::Passive,
        _ => Mood::Finite,
    }
}

fn is_be(word: &str) -> bool {
    ["is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re", "wasn't", "weren't", "isn't", "aren't"]
        .iter()
        .any(|b| word.eq_ignore_ascii_case(b))
}
