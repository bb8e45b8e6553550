//! What an amount counts: the noun phrase after it, what "of" hangs on it, or what was counted before.
//!
//! In: a [`NumberReader`], an [`Amount`] and the objects found so far. Out: the atoms of a noun phrase and its head. Works on word classes and
//! endings alone, by the rule that a plural noun ends the phrase unless another noun follows.

use std::sync::LazyLock;

use crate::tag::numbers::{NumberReader, WordSet};
use std::ops::Range;

use super::amount::{Amount, Counted};
use crate::document::{Bound, FigureKind, Traits};
use crate::lexicon::inflection::noun_lemma;
use crate::span::Span;
use crate::tag::cursor::Cursor;
use crate::tag::numbers::closed::{is_attributive, is_function_word, is_verb_like};

/// What is counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// Where it is written: not always after the amount.
    pub span: Span,
    /// Lemma of its head.
    pub head: String,
    /// One past the last atom after the amount that belongs to it; the amount's end where it stands elsewhere.
    pub end: usize,
    /// Whether it stands with another amount.
    pub is_inherited: bool,
}

impl Object {
    /// The same for another amount, which ends at `end`.
    fn inherited(&self, end: usize) -> Self {
        Self { end, is_inherited: true, ..self.clone() }
    }
}

/// Longest noun phrase in words.
const LONGEST: usize = 7;

/// The object of an amount; `known` is the last object counted in this sentence or the one before.
pub fn object(r: &NumberReader, amount: &Amount, start: usize, known: Option<&Object>) -> Option<Object> {
    let line = r.line;
    let end = amount.atoms.end;
    match amount.kind {
        FigureKind::Ordinal | FigureKind::Score => {
            return direct(r, end + usize::from(line.is_dash(end))).filter(|_| amount.kind == FigureKind::Ordinal);
        }
        FigureKind::Age => return direct(r, end),
        FigureKind::Count if amount.counted == Counted::Times => {
            let word = end.checked_sub(1)?;
            return Some(Object { span: line.span(word..end), head: "time".to_owned(), end, is_inherited: false });
        }
        _ => {}
    }
    if amount.kind == FigureKind::Count && amount.hyphened {
        return hyphened(r, end + 1);
    }
    if line.is_any(end, &["of"]) {
        return of_phrase(r, end + 1, known);
    }
    if amount.bound == Some(Bound::Vague) && line.is_any(end.saturating_sub(1), &["digits"]) {
        return None;
    }
    let measured = !matches!(amount.kind, FigureKind::Count | FigureKind::Rate | FigureKind::Ratio);
    if measured && !amount.hyphened && !matches!(amount.kind, FigureKind::Money | FigureKind::Percent) {
        return None;
    }
    let at = skip_more(r, end);
    // "unemployment of 8 percent means": a share has a noun right after it only in "a 5% increase".
    let article =
        start.checked_sub(1).is_some_and(|b| line.is_any(b, &["a", "an", "the", "its", "their", "his", "her", "this", "that", "another"]));
    if amount.kind == FigureKind::Percent && !amount.hyphened && !article && !line.is(at, "of") {
        return None;
    }
    if amount.kind == FigureKind::Money && line.is(end, "in") {
        // "$9 million in six states" tells where.
        let counted = line.is_digits(end + 1) || line.traits(end + 1).intersects(Traits::CARDINAL);
        return direct(r, end + 1).filter(|o| !counted && o.span.of(line.text).starts_with(|c: char| c.is_lowercase()));
    }
    if line.is(at, "of") {
        return of_phrase(r, at + 1, known);
    }
    let found = direct(r, at);
    if found.is_some() || measured {
        return found;
    }
    elliptical(r, amount, start, known)
}

/// Past "more", "other", "additional" and, after a share, an article.
fn skip_more(r: &NumberReader, at: usize) -> usize {
    let line = r.line;
    let mut at = at;
    if line.is_mark(at, '+') && line.is_glued(at) {
        at += 1;
    } else if line.is_dash(at) && line.is_any(at + 1, &["plus", "odd", "some", "ish"]) {
        at += 2;
    }
    // “90 percent” of complaints
    if ['”', '"', '’'].iter().any(|m| line.is_mark(at, *m)) && line.is_glued(at) && line.is(at + 1, "of") {
        at += 1;
    }
    if line.is_any(at, &["more", "or", "extra", "odd", "such", "fewer", "less", "most", "least"]) {
        at += if line.is(at, "or") && line.is_any(at + 1, &["more", "so", "fewer", "less"]) { 2 } else { usize::from(!line.is(at, "or")) };
    }
    at + usize::from(line.is_any(at, &["a", "an", "the", "its", "their"]) && line.is_word(at + 1))
}

/// "person" of "40-person unit".
fn hyphened(r: &NumberReader, at: usize) -> Option<Object> {
    let line = r.line;
    if !line.is_word(at) || is_function_word(line.word(at)) {
        return None;
    }
    Some(Object { span: line.span(at..at + 1), head: noun_lemma(line.word(at)), end: at + 1, is_inherited: false })
}

/// After "of": a noun phrase with its determiner left out, or a pronoun for what was counted before.
fn of_phrase(r: &NumberReader, at: usize, known: Option<&Object>) -> Option<Object> {
    let line = r.line;
    if line.is_any(at, &["them", "whom", "which", "those", "these", "us"])
        && !(line.is_any(at, &["those", "these"]) && direct(r, at + 1).is_some())
    {
        let pronoun = Object { span: line.span(at..at + 1), head: line.word(at).to_lowercase(), end: at + 1, is_inherited: false };
        return Some(known.map_or(pronoun, |o| o.inherited(at + 1)));
    }
    let mut at = at;
    while line
        .is_any(at, &["the", "a", "an", "these", "those", "its", "their", "his", "her", "our", "my", "all", "such", "some", "this", "that"])
    {
        at += 1;
    }
    // "two of the 15 soldiers", "five units of roughly 3,000": what is after another number is that number's object as well.
    if let Some(number) = r.number(at, crate::tag::numbers::Setting::Plain).filter(|_| line.is_digits(at)) {
        at = number.end;
    }
    direct(r, at)
}

/// The noun phrase that begins at `at`.
pub fn direct(r: &NumberReader, at: usize) -> Option<Object> {
    let (atoms, head) = noun_phrase(r, at)?;
    let line = r.line;
    Some(Object { span: line.span(atoms.clone()), head: noun_lemma(line.word(head)), end: atoms.end, is_inherited: false })
}

/// Adjectives that never stand for what is counted: a comma after one leads to another.
static ADJECTIVES: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "angry bad big brave brief bright cheap cold costly dangerous dark deep desperate dirty expensive fast frail fresh friendly \
         good hard healthy heavy huge hungry innocent large little long loud modern narrow new noisy old poor powerful quick quiet \
         rare rich sharp short sick slow small smart steep strong tall tired tiny vast warm weak wealthy wide wild young",
    )
});

fn noun_phrase(r: &NumberReader, start: usize) -> Option<(Range<usize>, usize)> {
    let line = r.line;
    let (mut at, mut head, mut words) = (start, None, 0);
    while words < LONGEST {
        let word = line.word(at);
        if !line.is_word(at) || is_function_word(word) && !is_capital_abbreviation(r, at) {
            break;
        }
        if words > 0 && ends_before(r, head, at) {
            break;
        }
        // What a hyphen joined is part of an adjective: "Iran-linked".
        let joined = head.is_some_and(|h| at == h + 2 && line.is_dash(h + 1));
        let participle = head.is_some() && word.ends_with("ed") && word.len() > 4 && !line.is_capitalised(at) && !word.ends_with("eed");
        if !joined && (is_verb_like(word) || participle) || is_adverb(word) && !line.is_capitalised(at) {
            let adjective = head.is_none()
                && (is_attributive(word) || word.ends_with("ed") || word.ends_with("ing") || word.ends_with("ly"))
                && is_nounlike(r, at + 1);
            if !adjective {
                break;
            }
        }
        head = Some(at);
        words += 1;
        at += 1;
        at = past_joint(r, at);
        // "hundreds of old, quiet villages"
        if line.is_mark(at, ',') && line.among(at - 1, &ADJECTIVES) && is_nounlike(r, at + 1) && is_plural(line.word(at + 2)) {
            at += 1;
        }
    }
    let head = head?;
    Some((start..head + 1, head)).filter(|_| line.word(head).len() > 1 || line.is_capitalised(head))
}

/// Whether a word has the ending of an adverb and is no noun or adjective that shares it.
fn is_adverb(word: &str) -> bool {
    static NOUNS: LazyLock<WordSet> = LazyLock::new(|| {
        WordSet::of(
            "deadly elderly friendly ghostly lonely lovely ugly unfriendly unruly \
             ally anomaly assembly belly bully butterfly doily dragonfly family firefly fly folly gully homily italy jelly july \
             lily lolly melancholy monopoly oligopoly panoply potbelly rally reassembly reply sally subfamily supply tally trolley underbelly",
        )
    });
    word.len() > 4 && word.ends_with("ly") && !NOUNS.has(word)
}

/// Past what joins words inside a noun phrase: a glued hyphen, the full stops of "U.S.", a possessive.
fn past_joint(r: &NumberReader, at: usize) -> usize {
    let line = r.line;
    if line.is_dash(at) && line.is_glued(at) && line.is_glued(at + 1) && line.is_word(at + 1) {
        return at + 1;
    }
    if line.is_mark(at, '.') && line.is_glued(at) && at > 0 && line.word(at - 1).len() == 1 && line.is_capitalised(at - 1) {
        return at + 1;
    }
    if line.is_apostrophe(at) && line.is_glued(at) && line.is(at + 1, "s") && line.is_glued(at + 1) && is_nounlike(r, at + 2) {
        return at + 2;
    }
    // "salt 'n' vinegar crisps"
    if line.is_apostrophe(at) && line.is(at + 1, "n") {
        let next = at + 2 + usize::from(line.is_apostrophe(at + 2));
        return if line.is_word(next) { next } else { at };
    }
    // "the state's 95 delegates"
    if line.is_apostrophe(at) && line.is_glued(at) && line.is(at + 1, "s") && line.is_digits(at + 2) && is_nounlike(r, at + 3) {
        return at + 3;
    }
    at
}

fn is_capital_abbreviation(r: &NumberReader, at: usize) -> bool {
    r.line.word(at) == "US"
        || r.line.is(at, "u") && r.line.is_mark(at + 1, '.')
        || r.line.is_glued(at) && at > 0 && r.line.is_mark(at - 1, '.')
}

/// Whether a word may be a noun or its adjective.
fn is_nounlike(r: &NumberReader, at: usize) -> bool {
    let word = r.line.word(at);
    r.line.is_word(at) && !is_function_word(word) && !is_verb_like(word)
}

/// Whether the phrase ends with its plural head: only another plural noun or a name after a name goes on.
fn ends_before(r: &NumberReader, head: Option<usize>, at: usize) -> bool {
    let line = r.line;
    let Some(head) = head else { return false };
    // A hyphen or possessive joined the two.
    if at > head + 1 || !is_plural(line.word(head)) {
        return false;
    }
    let next = line.word(at);
    if line.is_capitalised(head) && line.is_capitalised(at) {
        return false;
    }
    if line.is_capitalised(head) {
        return is_verb_like(next);
    }
    !(is_plural(next) && !line.is_capitalised(at))
}

/// Whether a noun is plural by its ending or by the list of irregular ones.
pub fn is_plural(word: &str) -> bool {
    static IRREGULAR: LazyLock<WordSet> = LazyLock::new(|| {
        WordSet::of(
            "people men women children troops police personnel aircraft policemen servicemen gunmen fishermen firemen cattle sheep \
         staff feet mice airmen crew militiamen",
        )
    });
    word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is") || IRREGULAR.has(word)
}

/// Nouns that only say that something is numbered.
const NUMBER_NOUNS: &[&str] = &["number", "estimate", "figure", "total", "count", "tally", "size", "strength"];

/// Without a noun after: "the death toll rose to 45", "placed the estimate at 10,000", "11,000 in Kursk".
fn elliptical(r: &NumberReader, amount: &Amount, start: usize, known: Option<&Object>) -> Option<Object> {
    let line = r.line;
    let end = amount.atoms.end;
    for n in 1..=8 {
        let Some(at) = start.checked_sub(n).filter(|at| !line.is_mark(*at, ',') && !line.is_mark(*at, '.') && !line.is_mark(*at, ';'))
        else {
            break;
        };
        if line.is_any(at, &["toll", "tolls", "population", "turnout", "membership", "workforce", "headcount", "backlog"]) {
            let first = if at > 0 && line.is_word(at - 1) && !is_function_word(line.word(at - 1)) { at - 1 } else { at };
            return Some(Object { span: line.span(first..at + 1), head: noun_lemma(line.word(at)), end, is_inherited: false });
        }
        if NUMBER_NOUNS.iter().any(|w| line.is(at, w) || line.word(at).strip_suffix('s').is_some_and(|s| s.eq_ignore_ascii_case(w))) {
            if line.is(at + 1, "of") && at + 2 < start {
                return of_phrase(r, at + 2, known).map(|o| Object { end, ..o });
            }
            return known.map(|o| o.inherited(end));
        }
    }
    known.filter(|known| amount.kind == FigureKind::Count && leaves_out(r, amount, start, known)).map(|o| o.inherited(end))
}

/// Whether a number leaves out the noun that was counted before: "seven boats sank and two ran aground". In the sentence after, it has to
/// stand where a subject stands: "Twelve have been raised."
fn leaves_out(r: &NumberReader, amount: &Amount, start: usize, known: &Object) -> bool {
    const VERBS: &[&str] = &["were", "are", "have", "had", "who"];
    const AFTER: &[&str] = &["in", "at", "from", "near", "across", "was", "of", "on", "being", "more"];
    let (line, end) = (r.line, amount.atoms.end);
    let counted = known.span.of(line.text).rsplit([' ', '-']).next().unwrap_or("");
    let before = start.checked_sub(1);
    // "ports.[18]" is a note, "at 56" an age or a page.
    let aside = before.is_some_and(|b| line.is_mark(b, '[') || line.is_mark(b, ':') || line.is(b, "at"));
    if !is_plural(counted) || aside {
        return false;
    }
    if known.span.start < line.span(0..1).start {
        return line.is_any(end, VERBS);
    }
    // "Of the 40 boats, 12 sank"
    !line.is_word(end) || line.is_any(end, VERBS) || line.is_any(end, AFTER) || line.is_any(0, &["of"])
}
