//! What a sum of money or a share measures: the subject of its verb, or the noun that it tells the size of.
//!
//! In: the parse and the token that heads an amount. Out: a noun and the first token of its phrase. Never takes a pronoun or a name: who
//! rose by 5 percent is not what rose, and whom a sum belongs to is not what it is.

use super::clause;
use crate::document::{PartOfSpeech, Relation, Syntax};

/// How many heads lie between an amount and its verb at the most.
const REACH: usize = 5;

/// Verbs by which an amount is said of their subject.
const MEASURING: &[&str] = &[
    "account",
    "accelerate",
    "amount",
    "approach",
    "average",
    "balloon",
    "be",
    "become",
    "climb",
    "come",
    "contract",
    "cost",
    "dip",
    "double",
    "decline",
    "decrease",
    "drop",
    "ease",
    "edge",
    "equal",
    "exceed",
    "expand",
    "fall",
    "gain",
    "go",
    "grow",
    "hit",
    "hover",
    "increase",
    "inch",
    "jump",
    "leap",
    "lose",
    "near",
    "plummet",
    "plunge",
    "reach",
    "rebound",
    "remain",
    "rise",
    "run",
    "shrink",
    "sink",
    "skyrocket",
    "slide",
    "slip",
    "slow",
    "slump",
    "soar",
    "spike",
    "stand",
    "stay",
    "surge",
    "surpass",
    "swell",
    "top",
    "total",
    "tumble",
    "widen",
    "worth",
];

/// Nouns that say of an amount only that it is one, or that something changed by it.
const EMPTY: &[&str] = &[
    "increase",
    "decrease",
    "rise",
    "fall",
    "drop",
    "decline",
    "gain",
    "loss",
    "jump",
    "cut",
    "growth",
    "change",
    "number",
    "amount",
    "sum",
    "total",
    "average",
    "level",
    "estimate",
    "figure",
    "majority",
    "minority",
    "rest",
    "part",
    "maximum",
    "minimum",
    "excess",
    "addition",
    "way",
    "fact",
    "thing",
    "one",
    "hike",
    "reduction",
    "swing",
    "margin",
];

/// Nouns with "of" that say how high a level is, not what has it: "a peak of 10 percent".
const LEVELS: &[&str] = &["peak", "rate", "high", "low", "record", "pace", "median", "target", "threshold"];

/// What the amount headed by `top` measures.
pub(super) fn noun(syntax: &Syntax, top: usize) -> Option<(usize, usize)> {
    let found = sized(syntax, top).or_else(|| subject(syntax, top))?;
    let is_thing = syntax.pos(found) == Some(PartOfSpeech::Noun) && !EMPTY.contains(&syntax.lemma(found));
    is_thing.then(|| (found, phrase_start(syntax, found)))
}

/// "a budget of $5 million", "unemployment of 8 percent".
fn sized(syntax: &Syntax, top: usize) -> Option<usize> {
    let of = (syntax.relation(top) == Some(Relation::Pobj)).then(|| syntax.head(top)).flatten()?;
    if syntax.lemma(of) != "of" || syntax.relation(of) != Some(Relation::Prep) {
        return None;
    }
    syntax.head(of).filter(|noun| *noun < of && of - noun <= 2 && !LEVELS.contains(&syntax.lemma(*noun)))
}

/// The subject of the verb that says the amount of it.
fn subject(syntax: &Syntax, top: usize) -> Option<usize> {
    let mut at = top;
    for _ in 0..REACH {
        let passes = matches!(
            syntax.relation(at)?,
            Relation::Attr
                | Relation::Dobj
                | Relation::Pobj
                | Relation::Prep
                | Relation::Npadvmod
                | Relation::Advmod
                | Relation::Acomp
                | Relation::Nummod
                | Relation::Quantmod
                | Relation::Nmod
        );
        let head = syntax.head(at).filter(|head| passes && *head < at)?;
        if matches!(syntax.pos(head), Some(PartOfSpeech::Verb | PartOfSpeech::Aux)) {
            return of_verb(syntax, head);
        }
        // "the cost of the $5 million bridge rose" says nothing of the sum.
        // In "the choices are Biden at 33 percent" a name has it.
        if matches!(syntax.pos(head), Some(PartOfSpeech::Noun | PartOfSpeech::Propn)) && syntax.relation(at) != Some(Relation::Nummod) {
            return None;
        }
        at = head;
    }
    None
}

/// The subject of a measuring verb, also where it stands with the verb above: "is expected to reach", "rose and then fell".
fn of_verb(syntax: &Syntax, verb: usize) -> Option<usize> {
    if !MEASURING.contains(&syntax.lemma(verb)) && clause_lemma(syntax, verb) != Some("be") {
        return None;
    }
    let mut at = verb;
    for _ in 0..3 {
        if let Some(subject) = own_subject(syntax, at) {
            return Some(subject);
        }
        if !matches!(syntax.relation(at)?, Relation::Xcomp | Relation::Conj) {
            return None;
        }
        at = syntax.head(at).filter(|head| *head != at)?;
    }
    None
}

fn own_subject(syntax: &Syntax, verb: usize) -> Option<usize> {
    syntax.children_by(verb, Relation::Nsubj).chain(syntax.children_by(verb, Relation::Nsubjpass)).find(|subject| *subject < verb)
}

fn clause_lemma(syntax: &Syntax, verb: usize) -> Option<&'static str> {
    clause::is_clitic_of_be(syntax.lemma(verb)).then_some("be")
}

/// The first token of a noun's own words: its compounds and adjectives, without determiners and owners.
fn phrase_start(syntax: &Syntax, noun: usize) -> usize {
    let own = |t: usize| {
        syntax.head(t) == Some(noun) && matches!(syntax.relation(t), Some(Relation::Compound | Relation::Amod | Relation::Nmod))
            || syntax.relation(t) == Some(Relation::Compound) && syntax.head(t).is_some_and(|h| h > t && h <= noun)
    };
    let mut first = noun;
    while let Some(before) = first.checked_sub(1).filter(|t| own(*t)) {
        first = before;
    }
    first
}
