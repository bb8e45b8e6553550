//! Reporting nouns: "Duarte's claim that …", "voiced concern about …", "a promise by the minister to …".
//!
//! In: a [`Scene`]. Out: [`Reported`] clauses. Never takes a noun without words hanging on it, nor one without a source but before "that".

use std::ops::Range;

use super::content::{Reported, Tells, without_speech};
use crate::document::{CueClass, PartOfSpeech, Relation};
use crate::lexicon::reporting::REPORTING;
use crate::tag::cursor::Cursor;
use crate::tag::quotes::rule::{QuoteRule, Requires};
use crate::tag::quotes::sentence::attribution::Attribution;
use crate::tag::quotes::sentence::cue::CueAt;
use crate::tag::quotes::sentence::scene::{Scene, can_speak};
use crate::tag::quotes::sentence::vocabulary::WordClass;

/// A clause or an infinitive that hangs on a reporting noun.
pub const NOUN: QuoteRule<()> = QuoteRule {
    name: "reported_noun",
    confidence: 0.52,
    needs: Requires::Words,
    example: "Carvalho's claim that the wall was safe fell apart.",
    find: (),
};

/// How often [`NOUN`] is right where the clause is what the noun is said to be: no other "that" can be meant.
const PREDICATE: f32 = 0.62;

/// What a reporting noun is about.
pub const NOUN_OBJECT: QuoteRule<()> = QuoteRule {
    name: "reported_noun_object",
    confidence: 0.52,
    needs: Requires::Words,
    example: "Residents voiced concern about the cost of the pumps.",
    find: (),
};

/// What hangs on the noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// "that …", by the item of its "that"; it may stand after when or where it was said.
    That(usize),
    /// "to …"
    To,
    /// "of …", "about …"
    Prep,
}

/// Adds what the reporting nouns of a sentence report.
pub fn find(scene: &Scene, found: &[Attribution], sentence: usize, reported: &mut Vec<Reported>) {
    let items = &scene.items;
    let bounds = scene.bounds(sentence);
    for n in bounds.clone() {
        if !items.all[n].word.report_noun || n == bounds.start || n + 2 >= bounds.end {
            continue;
        }
        reported.extend(predicate(scene, found, reported, n, &bounds));
        let Some(link) = link(scene, n) else { continue };
        if let Link::That(at) = link
            && (is_relative(scene, n) || scene.parse.opens_clause(items, at) == Some(false))
        {
            continue;
        }
        // "voiced concern about": a verb that holds the noun lends its subject, unless it was seen to report already.
        let verb = scene.cues_of(sentence).find(|(_, c): &(usize, &CueAt)| c.items.contains(&n)).map(|(k, _)| k);
        if verb.is_some_and(|k| reported.iter().any(|r| r.cue == Some(k))) || is_no_noun(scene, n) {
            continue;
        }
        let start = match link {
            Link::To => n + 1,
            Link::That(at) => at + 1,
            Link::Prep => n + 2,
        };
        let end = end(scene, n, start, bounds.end);
        let speaker = verb.and_then(|k| scene.speaker_of(k)).or_else(|| speaker(scene, n, link, end, &bounds));
        let is_that = matches!(link, Link::That(_));
        if speaker.is_none() && !(is_that && spreads(scene, n)) || items.class(start) == Some(WordClass::Stop) {
            continue;
        }
        let Some(content) = without_speech(scene, found, start..end) else { continue };
        // Inside reported words a noun tells nothing of its own.
        let is_told = reported.iter().any(|r| r.content.start <= n && content.end <= r.content.end);
        let holds_quote = content.clone().any(|k| items.class(k) == Some(WordClass::Quote));
        if is_told && !(is_that && holds_quote) {
            continue;
        }
        let rule = if link == Link::Prep { &NOUN_OBJECT } else { &NOUN };
        reported.push(Reported {
            content,
            speaker,
            cue: None,
            noun: Some(n),
            rule: rule.name,
            tells: Tells::Clause,
            confidence: rule.confidence,
        });
    }
}

/// Whether a reporting noun of somebody's stands in `range`, with a clause that reaches the end of it.
pub fn tells(scene: &Scene, range: Range<usize>, bounds: &Range<usize>) -> bool {
    let items = &scene.items;
    range.clone().any(|n| {
        let stands = items.all[n].word.report_noun && n > bounds.start && n + 2 < bounds.end;
        let that = if stands { link(scene, n) } else { None };
        let Some(Link::That(at)) = that.filter(|_| possessor(scene, bounds.start, n).is_some()) else { return false };
        let opens = !is_relative(scene, n) && scene.parse.opens_clause(items, at) == Some(true) && !is_no_noun(scene, n);
        opens && end(scene, n, at + 1, bounds.end) > range.end
    })
}

/// "Duarte's argument is that the wall will hold": the clause that a reporting noun with a possessor is said to be.
fn predicate(scene: &Scene, found: &[Attribution], reported: &[Reported], n: usize, bounds: &Range<usize>) -> Option<Reported> {
    let token = scene.parse.token(&scene.items, n).filter(|t| scene.parse.relation(*t) == Some(Relation::Nsubj))?;
    let verb = scene.parse.head(token).filter(|v| scene.parse.lemma(*v) == "be")?;
    let speaker = possessor(scene, bounds.start, n)?;
    let clause = scene.parse.complement(&scene.items, verb)?;
    let start = clause.start + usize::from(scene.items.class(clause.start) == Some(WordClass::That));
    let content = without_speech(scene, found, start..clause.end.min(bounds.end))?;
    let is_told = reported.iter().any(|r| r.content.contains(&content.start));
    (!is_told).then_some(Reported {
        content,
        speaker: Some(speaker),
        cue: None,
        noun: Some(n),
        rule: NOUN.name,
        tells: Tells::Clause,
        confidence: PREDICATE,
    })
}

/// What hangs on the noun at `n`, where its kind of noun takes it.
fn link(scene: &Scene, n: usize) -> Option<Link> {
    let items = &scene.items;
    let entry = REPORTING.noun(items.id(n))?;
    use CueClass::*;
    match items.class(n + 1)? {
        WordClass::That => Some(Link::That(n + 1)),
        WordClass::To if matches!(entry.class, Promise | Demand | Suggest | Order) && is_infinitive(scene, n + 2) => Some(Link::To),
        class @ (WordClass::Prep | WordClass::Day) => {
            let later = later_that(scene, n).map(Link::That);
            if later.is_some() || class == WordClass::Day {
                return later;
            }
            let takes: &[&str] = match entry.class {
                Criticise | Praise => &["of", "for", "about", "against", "over", "on"],
                Warn => &["of", "about", "over", "against"],
                Demand => &["for"],
                Claim | Deny | Predict | Confirm => &["of", "about", "against"],
                _ => &[],
            };
            items.is_any(n + 1, takes).then_some(Link::Prep)
        }
        _ => None,
    }
}

/// "her assertion during the debate that …": the "that" of the clause that the parse hangs on a noun, after when or where it was said.
fn later_that(scene: &Scene, n: usize) -> Option<usize> {
    let items = &scene.items;
    let token = scene.parse.token(items, n).filter(|_| matches!(items.class(n + 1), Some(WordClass::Prep | WordClass::Day)))?;
    let starts = scene.parse.children(token, Relation::Acl).filter_map(|clause| Some(scene.parse.range_of(items, clause)?.start));
    starts.filter(|at| *at > n + 1 && items.class(*at) == Some(WordClass::That)).min()
}

/// Whether the parse sees a verb at an item.
fn is_infinitive(scene: &Scene, n: usize) -> bool {
    matches!(scene.parse.pos_at(&scene.items, n), Some(PartOfSpeech::Verb | PartOfSpeech::Aux))
}

/// Whether a noun reports although nobody is said to have spoken: allegations, denials, warnings.
fn spreads(scene: &Scene, n: usize) -> bool {
    REPORTING
        .noun(scene.items.id(n))
        .is_some_and(|e| matches!(e.class, CueClass::Claim | CueClass::Deny | CueClass::Warn) && !e.needs_clause)
}

/// Whether the clause after "that" tells which one is meant, not what is said: "a book that sold well".
fn is_relative(scene: &Scene, n: usize) -> bool {
    let items = &scene.items;
    let Some(token) = scene.parse.token(items, n) else {
        return items.all.get(n + 2).is_some_and(|i| i.is_finite());
    };
    scene.parse.children(token, Relation::Relcl).next().is_some()
}

/// Whether the parse takes the word for something else than a noun.
fn is_no_noun(scene: &Scene, n: usize) -> bool {
    scene.parse.pos_at(&scene.items, n).is_some_and(|p| p != PartOfSpeech::Noun)
}

/// Where what hangs on the noun ends: with what the parse hangs on it, else at the next mark.
fn end(scene: &Scene, n: usize, start: usize, high: usize) -> usize {
    let items = &scene.items;
    let mark = (start..high)
        .find(|k| matches!(items.class(*k), Some(WordClass::Comma | WordClass::Semicolon | WordClass::Stop | WordClass::Dash)))
        .unwrap_or(high);
    let tree = scene.parse.token(items, n).and_then(|t| {
        let first = scene.parse.token(items, start)?;
        let clause = scene.parse.below(first, t)?;
        Some(scene.parse.range_of(items, clause)?.end)
    });
    let tree = tree.filter(|end| *end > start).map_or(mark, |end| end.min(high));
    let hangs_on_verb = |k: usize| {
        let head = scene.parse.token(items, k).and_then(|t| scene.parse.head(t));
        head.is_some_and(|h| scene.parse.pos(h) == Some(PartOfSpeech::Verb))
    };
    // "criticism of the plan by Duarte": who speaks is no part of what is said.
    (start..tree)
        .find(|k| {
            *k > start
                && !hangs_on_verb(*k)
                && items.is(*k, "by")
                && scene.items.source_starting_at(k + 1, tree).is_some_and(|s| can_speak(scene, &s))
        })
        .unwrap_or(tree)
}

/// Whose words they are: the possessor, who stands after "by" or "from", or who makes, voices or repeats them.
fn speaker(scene: &Scene, n: usize, link: Link, end: usize, bounds: &Range<usize>) -> Option<Range<usize>> {
    let items = &scene.items;
    if let Some(owner) = possessor(scene, bounds.start, n) {
        return subject_as_owner(scene, n, &owner, bounds).or(Some(owner));
    }
    if items.is(end, "by") && end + 1 < bounds.end {
        return items.source_starting_at(end + 1, bounds.end).filter(|s| can_speak(scene, s));
    }
    // "an allegation from Duarte, his deputy, that …"
    let is_later = matches!(link, Link::That(at) if at > n + 1);
    if is_later && items.is_any(n + 1, &["from", "by"]) {
        return items.phrase_starting_at(n + 2, bounds.end).filter(|s| can_speak(scene, s));
    }
    let token = scene.parse.token(items, n)?;
    let verb = scene.parse.head(token)?;
    if scene.parse.relation(token) != Some(Relation::Dobj) || !REPORTING.lends(scene.parse.lemma(verb)) {
        return None;
    }
    let agent = scene.parse.agent(verb)?;
    scene.parse.phrase(items, agent, bounds).filter(|s| can_speak(scene, s))
}

/// "Duarte repeated his criticism of the plan": the subject, where it can be the one whose criticism it is.
fn subject_as_owner(scene: &Scene, n: usize, owner: &Range<usize>, bounds: &Range<usize>) -> Option<Range<usize>> {
    let items = &scene.items;
    items.class(owner.start).filter(|c| *c == WordClass::Possessive && owner.len() == 1)?;
    let token = scene.parse.token(items, n)?;
    let head = scene.parse.head(token)?;
    // "have been unsparing in their criticism"
    let (at, verb) = match scene.parse.relation(token)? {
        Relation::Dobj => (token, head),
        Relation::Pobj => {
            let adjective = scene.parse.head(head).filter(|a| scene.parse.relation(*a) == Some(Relation::Acomp))?;
            (adjective, scene.parse.head(adjective)?)
        }
        _ => return None,
    };
    // "Duarte attacked Melo for his claim": whose claim it is is not told by the grammar.
    let another = |k: usize| scene.parse.item(items, k).is_some_and(|i| items.names_speaker(i));
    if scene.parse.children(verb, Relation::Dobj).any(|k| k != at && another(k)) {
        return None;
    }
    let agent = scene.parse.agent(verb)?;
    let head = &items.all[scene.parse.item(items, agent)?];
    let can = |p: &Range<usize>| head.class == WordClass::Det || can_speak(scene, p);
    let phrase = scene.parse.phrase(items, agent, bounds).filter(|p| p.end <= owner.start && can(p))?;
    let listed = items.all[phrase.clone()].iter().any(|i| i.class == WordClass::And);
    let noun = head.noun();
    let several = listed || noun.plural || noun.group;
    let (pronoun, is) = (items.word(scene.parse.item(items, agent)?), |w: &str| items.is(owner.start, w));
    let agrees = match head.class {
        WordClass::Pronoun | WordClass::Det => {
            [("he", "his"), ("she", "her"), ("they", "their"), ("it", "its"), ("some", "their"), ("many", "their")]
                .iter()
                .any(|(a, b)| pronoun.eq_ignore_ascii_case(a) && is(b))
        }
        _ if is("their") => several || noun.organisation || pronoun.ends_with('s'),
        _ if is("its") => noun.organisation || noun.document || head.class == WordClass::Name,
        _ => !several && (noun.person || head.class == WordClass::Name),
    };
    agrees.then_some(phrase)
}

/// The noun phrase before "'s" or the possessive pronoun in front of a reporting noun.
fn possessor(scene: &Scene, low: usize, noun: usize) -> Option<Range<usize>> {
    let items = &scene.items;
    for n in (low.max(noun.saturating_sub(4))..noun).rev() {
        match items.class(n)? {
            WordClass::Possessive => return Some(n..n + 1),
            WordClass::Mark if items.word(n).starts_with(['\'', '’']) => {
                let parsed =
                    n.checked_sub(1).and_then(|k| scene.parse.token(items, k)).and_then(|t| scene.parse.phrase(items, t, &(low..n)));
                return parsed.or_else(|| items.phrase_ending_at(low, n));
            }
            WordClass::Word | WordClass::Name | WordClass::Adverb => {}
            WordClass::Det if items.is(n, "most") => {}
            _ => return None,
        }
    }
    None
}
