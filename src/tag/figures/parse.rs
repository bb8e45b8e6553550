//! What the model's parse says of a figure: the noun it counts and the verb that governs it.
//!
//! In: an article with `syntax`, and the figures of one sentence as the word classes gave them. Out: object and predicate by the parse,
//! where it has an answer. Never runs where no model did, and never reaches over a comma: an object stands right after its figure.

use super::{clause, measured};
use crate::document::{Figure, FigureKind, PartOfSpeech, Relation, Syntax, TaggedArticle};
use crate::lexicon::inflection::noun_lemma;
use crate::span::Span;

/// Farthest noun after a figure, in tokens.
const REACH: usize = 9;

/// Corrects object and predicate of the figures of one sentence.
pub(super) fn refine(article: &TaggedArticle, figures: &mut [Figure]) {
    let syntax = &article.syntax;
    if syntax.is_empty() {
        return;
    }
    let text = article.text();
    for figure in &mut *figures {
        // "a two-state plan" counts states: the hyphen binds closer than the noun after.
        let hyphened = figure.kind == FigureKind::Count && text.get(figure.span.end as usize..).is_some_and(|t| t.starts_with('-'));
        let tokens = syntax.tokens_in(figure.span);
        let Some(top) = tokens.clone().rev().find(|t| syntax.head(*t).is_none_or(|h| !tokens.contains(&h))) else { continue };
        let is_measure = matches!(figure.kind, FigureKind::Money | FigureKind::Percent);
        let found = counted(syntax, figure, top, tokens.end);
        // "a 5 percent rise in rents" is of rents, but "5 percent of the rise in rents" of the rise.
        let found = found.map(|of| {
            let is_change = is_measure && syntax.head(top) == Some(of.0);
            if is_change { measured::changed(syntax, of.0).unwrap_or(of) } else { of }
        });
        if let Some((noun, first)) = found {
            let span = Span { start: syntax.span(first).start, end: syntax.span(noun).end };
            let same_head = figure.object.is_some_and(|o| o.end == span.end && o.start >= span.start);
            if !same_head && !hyphened && figure.kind != FigureKind::Score {
                figure.object = Some(span);
                figure.object_head = Some(noun_lemma(syntax.span(noun).of(text)));
                figure.is_object_inherited = false;
            }
        }
        if is_measure
            && figure.object.is_none()
            && let Some((noun, first)) = measured::noun(syntax, top, figure.kind)
        {
            let span = Span { start: syntax.span(first).start, end: syntax.span(noun).end };
            (figure.object, figure.object_head) = (Some(span), Some(noun_lemma(syntax.span(noun).of(text))));
        }
        figure.predicate = governing_verb(syntax, found.map_or(top, |(noun, _)| noun), figure.span.end);
    }
    lend_whole(syntax, text, figures);
}

/// "52 percent of voters approve while 41 percent disapprove": a share that is a subject by itself is of those of the share before.
fn lend_whole(syntax: &Syntax, text: &str, figures: &mut [Figure]) {
    let is_subject = |f: &Figure| {
        let mut tokens = syntax.tokens_in(f.span);
        tokens.any(|t| matches!(syntax.relation(t), Some(Relation::Nsubj | Relation::Nsubjpass)))
    };
    let mut whole: Option<(Span, Option<String>)> = None;
    for figure in figures.iter_mut().filter(|f| f.kind == FigureKind::Percent) {
        if let Some(object) = figure.object {
            let shares = text.get(figure.span.end as usize..object.start as usize).is_some_and(|t| t.starts_with(" of "));
            whole = shares.then(|| (object, figure.object_head.clone()));
        } else if let Some((object, head)) = whole.as_ref().filter(|_| is_subject(figure)) {
            (figure.object, figure.object_head, figure.is_object_inherited) = (Some(*object), head.clone(), true);
        }
    }
}

/// The noun that the figure counts and the first token of its phrase.
fn counted(syntax: &Syntax, figure: &Figure, top: usize, end: usize) -> Option<(usize, usize)> {
    let modifies = |t: usize| {
        matches!(
            syntax.relation(t),
            Some(Relation::Nummod | Relation::Amod | Relation::Compound | Relation::Nmod | Relation::Quantmod | Relation::Poss)
        )
    };
    let head = modifies(top).then(|| syntax.head(top)).flatten().filter(|h| *h >= end && is_noun(syntax, *h));
    if let Some(noun) = head {
        let noun = whole(syntax, noun);
        return (noun < end + REACH).then(|| phrase_start(syntax, end, noun)).flatten().map(|first| (noun, first));
    }
    if matches!(figure.kind, FigureKind::Ordinal | FigureKind::Score | FigureKind::Age) {
        return None;
    }
    let of = syntax.children_by(top, Relation::Prep).find(|c| (end..end + 2).contains(c) && syntax.lemma(*c) == "of")?;
    let noun = syntax.children_by(of, Relation::Pobj).find(|n| is_noun(syntax, *n))?;
    (noun < of + REACH).then(|| phrase_start(syntax, of + 1, noun)).flatten().map(|first| (noun, first))
}

fn is_noun(syntax: &Syntax, token: usize) -> bool {
    let letters = syntax.lemma(token).chars().all(|c| c.is_alphabetic() || c == '-' || c == '.' || c == '\'' || c == '’');
    letters && matches!(syntax.pos(token), Some(PartOfSpeech::Noun | PartOfSpeech::Propn))
}

/// The last noun of a compound: "tax cut" for "tax".
fn whole(syntax: &Syntax, noun: usize) -> usize {
    let above = syntax.head(noun).filter(|h| *h > noun && syntax.relation(noun) == Some(Relation::Compound) && is_noun(syntax, *h));
    above.unwrap_or(noun)
}

/// The first token of the phrase up to `noun`, its determiners and bounding words left out; none where a mark parts the two.
fn phrase_start(syntax: &Syntax, from: usize, noun: usize) -> Option<usize> {
    const LEADS: &[&str] = &[
        "of",
        "more",
        "other",
        "additional",
        "fewer",
        "few",
        "less",
        "further",
        "such",
        "or",
        "so",
        "all",
        "another",
        "than",
        "nearly",
        "roughly",
        "almost",
    ];
    let parted =
        |t: usize| matches!(syntax.pos(t), Some(PartOfSpeech::Punct | PartOfSpeech::Cconj | PartOfSpeech::Verb | PartOfSpeech::Aux));
    let mut first = from;
    while first < noun {
        let passed = matches!(syntax.pos(first), Some(PartOfSpeech::Det | PartOfSpeech::Num | PartOfSpeech::Punct | PartOfSpeech::Sym))
            || LEADS.contains(&syntax.lemma(first))
            || syntax.relation(first) == Some(Relation::Poss) && syntax.pos(first) == Some(PartOfSpeech::Pron);
        if !passed {
            break;
        }
        first += 1;
    }
    let attributive = |t: usize| matches!(syntax.relation(t), Some(Relation::Amod | Relation::Compound | Relation::Nmod));
    let hyphen = |t: usize| {
        syntax.pos(t) == Some(PartOfSpeech::Punct)
            && syntax.span(t).start == syntax.span(t - 1).end
            && syntax.span(t).end == syntax.span(t + 1).start
    };
    // "14 fishing and patrol boats", "singing, flag-waving pupils": what "and" and commas join before the noun.
    let within = |t: usize| syntax.head(t).is_some_and(|h| (first..=noun).contains(&h));
    let joined =
        |t: usize| within(t) && (matches!(syntax.relation(t), Some(Relation::Cc | Relation::Conj)) || syntax.lemma(t) == "," && t > first);
    let whole = (first..noun).all(|t| !parted(t) || attributive(t) || joined(t) || t > first && hyphen(t));
    (first <= noun && whole).then_some(first)
}

/// The lemma of the verb above a token, with "not" before it where it is denied.
fn governing_verb(syntax: &Syntax, token: usize, after: u32) -> Option<String> {
    // "300 soldiers captured in the raid", "two men who fled": what is said of the counted themselves stands after them.
    let own = syntax
        .children(token)
        .find(|c| matches!(syntax.relation(*c), Some(Relation::Acl | Relation::Relcl)) && syntax.span(*c).start >= after)
        .filter(|c| syntax.pos(*c) == Some(PartOfSpeech::Verb));
    let mut at = token;
    let mut above = None;
    for _ in 0..REACH {
        let Some(head) = syntax.head(at) else { break };
        at = head;
        let is_verb = matches!(syntax.pos(at), Some(PartOfSpeech::Verb | PartOfSpeech::Aux));
        // "comes two days after she sailed": the length of time is said of the verb above.
        if is_verb && !(syntax.relation(at) == Some(Relation::Advcl) && clause::measures_clause(syntax, at, syntax.span(token))) {
            above = Some(at);
            break;
        }
    }
    let weak = |v: usize| ["be", "have", "include"].contains(&syntax.lemma(v));
    let verb = match (above, own) {
        (Some(v), Some(o)) if weak(v) => o,
        (Some(v), _) => v,
        (None, Some(o)) => o,
        (None, None) => return None,
    };
    let lemma = clause::whole_form(&syntax.lemma(verb).to_lowercase()).to_owned();
    let negated = syntax.children_by(verb, Relation::Neg).next().is_some();
    (!lemma.is_empty()).then(|| if negated { format!("not {lemma}") } else { lemma })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{PennTag, SyntaxToken};

    /// Tags a sentence and lays a parse over it: word, head, relation, part of speech.
    fn parsed(text: &str, rows: &[(&str, u32, Relation, PartOfSpeech)]) -> TaggedArticle {
        let mut article = super::super::tests::tagged(text);
        let mut from = 0;
        for (n, (word, head, relation, pos)) in rows.iter().enumerate() {
            let start = from + text[from..].find(word).expect("the words stand in the text in this order");
            from = start + word.len();
            let span = Span::new(start, from);
            let lemma = word.to_lowercase();
            let token =
                SyntaxToken { span, tag: PennTag::Nn, pos: *pos, head: *head, relation: *relation, lemma: &lemma, starts_sentence: n == 0 };
            article.syntax.push(token);
        }
        let mut figures = std::mem::take(&mut article.figures);
        refine(&article, &mut figures);
        article.figures = figures;
        article
    }

    #[test]
    fn the_object_is_the_noun_that_the_number_hangs_on() {
        use PartOfSpeech::{Noun, Num, Propn, Verb};
        let text = "Storms close 40 harbour ferry routes";
        let rows = [
            ("Storms", 1, Relation::Nsubj, Noun),
            ("close", 1, Relation::Root, Verb),
            ("40", 5, Relation::Nummod, Num),
            ("harbour", 5, Relation::Compound, Noun),
            ("ferry", 5, Relation::Compound, Propn),
            ("routes", 1, Relation::Dobj, Noun),
        ];
        let article = parsed(text, &rows);
        let figure = &article.figures[0];
        assert_eq!(figure.object.map(|o| o.of(text)), Some("harbour ferry routes"));
        assert_eq!((figure.object_head.as_deref(), figure.predicate.as_deref()), (Some("route"), Some("close")));
    }

    #[test]
    fn a_share_counts_what_of_hangs_on_it() {
        use PartOfSpeech::{Adp, Noun, Num, Verb};
        let text = "30 percent of harbour deaths fell";
        let rows = [
            ("30", 1, Relation::Nummod, Num),
            ("percent", 5, Relation::Nsubj, Noun),
            ("of", 1, Relation::Prep, Adp),
            ("harbour", 4, Relation::Compound, Noun),
            ("deaths", 2, Relation::Pobj, Noun),
            ("fell", 5, Relation::Root, Verb),
        ];
        let article = parsed(text, &rows);
        assert_eq!(article.figures[0].object.map(|o| o.of(text)), Some("harbour deaths"));
    }

    fn object(text: &str, rows: &[(&str, u32, Relation, PartOfSpeech)]) -> Option<String> {
        parsed(text, rows).figures.last().and_then(|f| f.object).map(|o| o.of(text).to_owned())
    }

    #[test]
    fn a_share_is_of_what_the_verb_changes() {
        use PartOfSpeech::{Adp, Noun, Num, Verb};
        let rows = [
            ("Plans", 1, Relation::Nsubj, Noun),
            ("cut", 1, Relation::Root, Verb),
            ("ferry", 3, Relation::Compound, Noun),
            ("fares", 1, Relation::Dobj, Noun),
            ("by", 1, Relation::Prep, Adp),
            ("20", 6, Relation::Nummod, Num),
            ("percent", 4, Relation::Pobj, Noun),
        ];
        assert_eq!(object("Plans cut ferry fares by 20 percent", &rows).as_deref(), Some("ferry fares"));
    }

    #[test]
    fn a_share_is_of_what_which_stands_for() {
        use PartOfSpeech::{Noun, Num, Pron, Verb};
        let rows = [
            ("Fares", 0, Relation::Root, Noun),
            ("which", 2, Relation::Nsubj, Pron),
            ("exceed", 0, Relation::Relcl, Verb),
            ("5", 4, Relation::Nummod, Num),
            ("percent", 2, Relation::Dobj, Noun),
        ];
        assert_eq!(object("Fares, which exceed 5 percent", &rows).as_deref(), Some("Fares"));
    }

    #[test]
    fn a_change_is_of_what_changed() {
        use PartOfSpeech::{Adp, Det, Noun, Num};
        let rows = [
            ("A", 3, Relation::Det, Det),
            ("5", 2, Relation::Nummod, Num),
            ("percent", 3, Relation::Compound, Noun),
            ("rise", 3, Relation::Root, Noun),
            ("in", 3, Relation::Prep, Adp),
            ("fares", 4, Relation::Pobj, Noun),
        ];
        assert_eq!(object("A 5 percent rise in fares", &rows).as_deref(), Some("fares"));
    }

    #[test]
    fn a_share_that_is_a_subject_is_of_those_of_the_share_before() {
        use PartOfSpeech::{Adp, Noun, Num, Sconj, Verb};
        let text = "30 percent of anglers stay while 8 percent leave";
        let rows = [
            ("30", 1, Relation::Nummod, Num),
            ("percent", 4, Relation::Nsubj, Noun),
            ("of", 1, Relation::Prep, Adp),
            ("anglers", 2, Relation::Pobj, Noun),
            ("stay", 4, Relation::Root, Verb),
            ("while", 8, Relation::Mark, Sconj),
            ("8", 7, Relation::Nummod, Num),
            ("percent", 8, Relation::Nsubj, Noun),
            ("leave", 4, Relation::Advcl, Verb),
        ];
        let article = parsed(text, &rows);
        let last = article.figures.last().expect("two shares");
        assert_eq!((last.object.map(|o| o.of(text)), last.is_object_inherited), (Some("anglers"), true));
    }
}
