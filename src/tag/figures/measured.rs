//! What a sum of money or a share measures: the subject of its verb, or the noun that it tells the size of.
//!
//! In: the parse and the token that heads an amount. Out: a noun and the first token of its phrase. Never takes a pronoun or a name: who
//! rose by 5 percent is not what rose, and whom a sum belongs to is not what it is.

use super::clause;
use crate::document::{FigureKind, PartOfSpeech, Relation, Syntax};

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
    "register",
    "remain",
    "rise",
    "run",
    "settle",
    "shrink",
    "sink",
    "sit",
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

/// Verbs that change or set what stands after them: "cut emissions by 20 percent", "values the firm at $2 million".
const SETTING: &[&str] = &[
    "boost", "bring", "bump", "cap", "cut", "double", "drive", "estimate", "expand", "grow", "hike", "increase", "keep", "lift", "limit",
    "lower", "price", "project", "push", "put", "raise", "reduce", "set", "shrink", "slash", "slow", "trim", "value",
];

/// Nouns of time, which have no size of their own.
const TIMES: &[&str] = &["day", "month", "period", "quarter", "week", "year"];

/// What the amount headed by `top` measures.
pub(super) fn noun(syntax: &Syntax, top: usize, kind: FigureKind) -> Option<(usize, usize)> {
    phrase(syntax, sized(syntax, top).or_else(|| subject(syntax, top, kind))?)
}

/// What grew or fell, where the counted noun says only that something did: "a 5 percent rise in rents".
pub(super) fn changed(syntax: &Syntax, change: usize) -> Option<(usize, usize)> {
    if !EMPTY.contains(&syntax.lemma(change)) {
        return None;
    }
    let within = syntax.children_by(change, Relation::Prep).find(|p| matches!(syntax.lemma(*p), "in" | "of") && *p == change + 1)?;
    phrase(syntax, syntax.children_by(within, Relation::Pobj).next()?)
}

/// A noun that names something, with the first token of its phrase.
fn phrase(syntax: &Syntax, noun: usize) -> Option<(usize, usize)> {
    let first = phrase_start(syntax, noun);
    let says_more = !EMPTY.contains(&syntax.lemma(noun)) || syntax.children_by(noun, Relation::Compound).next().is_some();
    let is_word = syntax.pos(noun) == Some(PartOfSpeech::Noun) && syntax.lemma(noun).starts_with(char::is_alphabetic);
    (is_word && says_more).then_some((noun, first))
}

/// "a budget of $5 million", "unemployment of 8 percent".
fn sized(syntax: &Syntax, top: usize) -> Option<usize> {
    let of = (syntax.relation(top) == Some(Relation::Pobj)).then(|| syntax.head(top)).flatten()?;
    if syntax.lemma(of) != "of" || syntax.relation(of) != Some(Relation::Prep) {
        return None;
    }
    let names = |noun: usize| !LEVELS.contains(&syntax.lemma(noun)) || syntax.children_by(noun, Relation::Compound).next().is_some();
    let noun = syntax.head(of).filter(|noun| *noun < of && of - noun <= 2 && names(*noun))?;
    if !TIMES.contains(&syntax.lemma(noun)) {
        return Some(noun);
    }
    // "sales in the second quarter of $21 million"
    let within = (syntax.relation(noun) == Some(Relation::Pobj)).then(|| syntax.head(noun)).flatten()?;
    syntax.head(within).filter(|above| *above < within && names(*above))
}

/// What the verb above the amount says it of: its subject, or what it changes.
fn subject(syntax: &Syntax, top: usize, kind: FigureKind) -> Option<usize> {
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
        match syntax.pos(head) {
            Some(PartOfSpeech::Verb | PartOfSpeech::Aux) => return of_verb(syntax, head, at, kind),
            // "a yacht worth $2 million"
            _ if syntax.lemma(head) == "worth" && syntax.relation(head) != Some(Relation::Acomp) => {
                return syntax.head(head).filter(|noun| *noun < head);
            }
            // "the cost of the $5 million bridge rose" says nothing of the sum.
            // In "the choices are Biden at 33 percent" a name has it.
            Some(PartOfSpeech::Noun | PartOfSpeech::Propn) if syntax.relation(at) != Some(Relation::Nummod) => {
                return of_noun(syntax, head, at);
            }
            _ => at = head,
        }
    }
    None
}

/// The noun before "to", "by", "from" or "at", where it is what a verb or a noun of change is about: "raise the wage to $15", "a bump in the
/// rate to 8 percent".
fn of_noun(syntax: &Syntax, noun: usize, link: usize) -> Option<usize> {
    if !is_link(syntax, link) {
        return None;
    }
    let head = syntax.head(noun)?;
    match syntax.relation(noun)? {
        Relation::Dobj => SETTING.contains(&syntax.lemma(head)).then_some(noun),
        Relation::Pobj => syntax.head(head).filter(|change| EMPTY.contains(&syntax.lemma(*change))).map(|_| noun),
        _ => None,
    }
}

fn is_link(syntax: &Syntax, token: usize) -> bool {
    syntax.relation(token) == Some(Relation::Prep) && matches!(syntax.lemma(token), "to" | "by" | "from" | "at")
}

/// What a verb says an amount of, also where its subject stands with the verb above: "is expected to reach", "rose and then fell".
fn of_verb(syntax: &Syntax, verb: usize, link: usize, kind: FigureKind) -> Option<usize> {
    let lemma = syntax.lemma(verb);
    let sets = SETTING.contains(&lemma);
    // In "rents rose $5 to $90" the object is a size itself.
    let plain = |o: usize| o < link && o > verb && syntax.children_by(o, Relation::Nummod).next().is_none();
    let object = syntax.children_by(verb, Relation::Dobj).find(|o| plain(*o) && syntax.pos(*o) == Some(PartOfSpeech::Noun));
    if let Some(object) = object
        && (sets || !is_link(syntax, link))
    {
        return is_link(syntax, link).then_some(object);
    }
    if sets && let Some(subject) = syntax.children_by(verb, Relation::Nsubjpass).find(|subject| *subject < verb) {
        return antecedent(syntax, verb, subject);
    }
    // Who lost $3 million is not what it measures.
    let takes = kind == FigureKind::Money && matches!(lemma, "lose" | "gain");
    let is_participle = syntax.relation(verb) == Some(Relation::Acl);
    let measures = MEASURING.contains(&lemma) || clause_lemma(syntax, verb) == Some("be") || sets && is_participle;
    if takes || !measures {
        return None;
    }
    let mut at = verb;
    for _ in 0..3 {
        if let Some(subject) = own_subject(syntax, at) {
            return antecedent(syntax, at, subject);
        }
        match syntax.relation(at)? {
            Relation::Xcomp | Relation::Conj => at = syntax.head(at).filter(|head| *head != at)?,
            // "Rents soared, reaching $900"
            Relation::Advcl => at = syntax.head(at).filter(|head| *head < at && MEASURING.contains(&syntax.lemma(*head)))?,
            // "exports falling to $3 million"
            Relation::Acl => return syntax.head(at).filter(|noun| *noun < at),
            _ => return None,
        }
    }
    None
}

/// What a subject stands for: the noun before "which" and "that".
fn antecedent(syntax: &Syntax, verb: usize, subject: usize) -> Option<usize> {
    let relative = syntax.relation(verb) == Some(Relation::Relcl) && matches!(syntax.lemma(subject), "which" | "that");
    if relative { syntax.head(verb).filter(|noun| *noun < subject) } else { Some(subject) }
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
    let glued = |t: usize| syntax.span(t).end == syntax.span(t + 1).start;
    let mut first = noun;
    while let Some(before) = first.checked_sub(1) {
        // "cost-cutting plan"
        match before.checked_sub(1).filter(|t| syntax.lemma(before) == "-" && glued(before) && glued(*t)) {
            Some(joined) => first = joined,
            None if own(before) => first = before,
            None => break,
        }
    }
    first
}
