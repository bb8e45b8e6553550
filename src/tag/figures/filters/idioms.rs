//! Number words that count nothing: "one" as a pronoun, years, and fixed phrases.
//!
//! In: a [`NumberReader`] and an [`Amount`]. Out: whether it counts nothing. Never refuses an amount that has a unit of measurement.

use std::sync::LazyLock;

use super::super::objects;
use crate::document::{FigureKind, Traits};
use crate::lexicon::numbers::Idiom;
use crate::tag::cursor::Cursor;
use crate::tag::figures::amount::Amount;
use crate::tag::numbers::{AtomLine, NumberReader, WordSet, closed};

/// "one" that stands for somebody or for "a".
pub(super) fn pronoun_one(r: &NumberReader, a: &Amount) -> bool {
    let line = r.line;
    let (start, next) = (a.atoms.start, a.atoms.end);
    // "One America News" is a name.
    if line.word(start) == "One" && start > 0 && line.is_word(start - 1) && line.is_capitalised(next) {
        return true;
    }
    if !line.is(start, "one") || a.atoms.len() != 1 || a.kind != FigureKind::Count && a.kind != FigureKind::Duration {
        return false;
    }
    let casualty = line.among(next, &CASUALTIES);
    let before = start.checked_sub(1);
    if before.is_some_and(|b| line.among(b, &NO_COUNT_FOLLOWS) || line.is_capitalised(b) && line.is_word(b) && b > 0) {
        return !(before.is_some_and(|b| line.is(b, "not")) && casualty);
    }
    let bounded = before.is_some_and(|b| line.among(b, &COUNT_FOLLOWS));
    if a.unit.is_some() {
        return line.is(next, "of");
    }
    // "In one video": a story begins, nobody counts.
    let existential = before.is_some_and(|b| line.is_any(b, &["in", "on", "at", "during", "for", "from", "of", "as"]))
        && !bounded
        && a.kind == FigureKind::Count
        && !stands_among_numbers(line, start, next);
    existential || !(is_counted(line, next) || casualty || bounded && line.is_word(next) && !line.is(next, "of"))
}

/// Words before "one" that show that it counts.
static COUNT_FOLLOWS: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::of("least only just exactly than another killing killed wounded injured injuring wounding"));

/// Words before "one" that show that it does not.
static NO_COUNT_FOLLOWS: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::of("no any every each this that which the some not loved number day phase square chapter step stage season"));

/// What reports count, be it one.
static CASUALTIES: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "dead person soldier people civilian child man woman death killed injured wounded missing vote goal seat case officer point",
    )
});

/// Whether another number stands near "one".
fn stands_among_numbers(line: &AtomLine, start: usize, next: usize) -> bool {
    (start.saturating_sub(8)..(next + 10).min(line.len()))
        .any(|n| n != start && (line.traits(n).intersects(Traits::CARDINAL) && !line.is(n, "one") || line.is_digits(n)))
}

/// Whether the word after "one" is a noun that it can count.
fn is_counted(line: &AtomLine, next: usize) -> bool {
    static NOT_COUNTED: LazyLock<WordSet> = LazyLock::new(|| {
        WordSet::of(
            "day another thing way reason side hand example point who that else such might can could would should must may has had \
         is was will does did of or in at on to for from with by as and but where which when if whose night morning afternoon \
         evening moment stage",
        )
    });
    // One is never many: "one reads" has a verb after it.
    let verb =
        objects::is_plural(line.word(next)) && !line.is_capitalised(next) && !line.is_any(next, &["aircraft", "staff", "crew", "police"]);
    line.is_word(next) && !verb && !line.among(next, &NOT_COUNTED) && !closed::is_verb_like(line.word(next))
}

/// "44 B.C.", "AD 79", "the 19th and 20th centuries", "the Gang of Eight": years of an era, centuries that are listed, groups that are named
/// by their size.
pub(super) fn era_or_group(r: &NumberReader, a: &Amount) -> bool {
    let line = r.line;
    let (start, end) = (a.atoms.start, a.atoms.end);
    if a.unit.is_some() || !matches!(a.kind, FigureKind::Count | FigureKind::Ordinal) {
        return false;
    }
    let dotted = |n: usize| line.word(n) == "B" && line.is_mark(n + 1, '.') && ["C", "CE"].contains(&line.word(n + 2));
    let era = line.is_digits(start) && (["BC", "BCE", "AD", "CE"].contains(&line.word(end)) || dotted(end))
        || start > 0 && line.is_digits(start) && line.word(start - 1) == "AD";
    let listed = a.kind == FigureKind::Ordinal && {
        let next = end + usize::from(line.is_any(end, &["and", "or", "to", "through"]) || line.is_dash(end));
        let past = r.number(next, crate::tag::numbers::Setting::Plain).map_or(end, |n| n.end);
        next > end && line.is_any(past, &["century", "centuries"])
    };
    let named = a.kind == FigureKind::Count && start > 1 && line.is(start - 1, "of") && {
        let noun = start - 2;
        let marked = noun > 0 && ['"', '“', '‘'].iter().any(|m| line.is_mark(noun - 1, *m)) && line.is_glued(noun);
        line.is(noun, "gang") && (line.is_capitalised(noun) || marked)
            || line.word(noun) == "Group" && (line.is_capitalised(start) || ["7", "8", "20", "77"].contains(&line.word(start)))
    };
    era || listed || named
}

/// Four bare digits that look like a year, with nothing that they would count.
pub(super) fn bare_year(r: &NumberReader, a: &Amount) -> bool {
    let line = r.line;
    let start = a.atoms.start;
    if a.kind != FigureKind::Count || a.atoms.len() != 1 || !line.is_digits(start) || line.word(start).len() != 4 {
        return false;
    }
    // "by 2140": what lies far ahead is a year only behind such a word.
    let dated =
        start.checked_sub(1).is_some_and(|at| line.is_any(at, &["by", "in", "until", "before", "since"])) && !line.is_word(a.atoms.end);
    let year = a.value.is_some_and(|v| (1000.0..if dated { 2300.0 } else { 2101.0 }).contains(&v));
    let next = a.atoms.end;
    let plural = line.is_word(next)
        && !closed::is_function_word(line.word(next))
        && (line.word(next).ends_with('s') || line.is_any(next, &["people", "men", "women", "children", "more", "police"]))
        && !line.is_capitalised(next);
    // "rose by 1200", "an extra 1750": by how much, and how much more, are no years.
    let grows =
        |at: usize| r.line.traits(at).intersects(Traits::CHANGE) && r.phrase_before(&r.words.change_verbs, at + 1, |_, _| true).is_some();
    let by = start.checked_sub(2).is_some_and(|at| line.is(at + 1, "by") && grows(at));
    if by || start.checked_sub(1).is_some_and(|at| line.is_any(at, &["extra", "another", "additional"])) {
        return false;
    }
    let modifier = r.phrase_before(&r.words.modifiers, start, |_, m| !m.neutral);
    let bounded = modifier.is_some() && !line.is_any(start - 1, &["from", "until", "over", "about", "just", "in", "to"]);
    let seasonal = line.is_any(
        next,
        &[
            "elections",
            "olympics",
            "games",
            "presidential",
            "championships",
            "sales",
            "earnings",
            "results",
            "levels",
            "wildfires",
            "floods",
            "finals",
        ],
    );
    // "the 2018 gains" against "2,018 gains", "2000 people", "2018 people": of years near our own few are numbers, but of people and things
    // that are counted by name.
    let counted =
        line.is_any(next, &["people", "men", "women", "children", "troops", "soldiers", "police", "jobs", "homes", "houses", "miles"]);
    let recent = a.value.is_some_and(|v| (1950.0..2036.0).contains(&v) && v % 100.0 != 0.0) && !counted;
    year && (seasonal || !bounded && (recent || !plural))
}

/// "24/7", "50/50", "catch 22", "nine to five", "one by one", "zero tolerance".
pub(super) fn fixed_phrase(r: &NumberReader, a: &Amount) -> bool {
    let line = r.line;
    let (start, end) = (a.atoms.start, a.atoms.end);
    let slash = a.kind == FigureKind::Count
        && (line.is_mark(end, '/') && line.is_glued(end) && line.is_digits(end + 1)
            || start > 1 && line.is_mark(start - 1, '/') && line.is_glued(start) && line.is_digits(start - 2));
    let by = line.is(end, "by") && line.word(start) == line.word(end + 1) && !line.is_digits(start);
    let idiom = r.words.idioms.iter().any(|idiom| is_idiom(r, a, idiom));
    let hours = line.is(end, "to") && line.word(start) == "9" && line.word(end + 1) == "5"
        || start > 1 && line.word(start) == "5" && line.is(start - 1, "to") && line.word(start - 2) == "9";
    // "two-faced", "four-legged": how a thing is made, not how many there are.
    let made = a.hyphened && a.kind == FigureKind::Count && line.word(end + 1).ends_with("ed");
    let story = line.is(start, "one")
        && line.is(start + 1, "day")
        && a.kind == FigureKind::Duration
        && !start.checked_sub(1).is_some_and(|b| {
            line.is_any(b, &["in", "for", "within", "just", "only", "least", "of", "after", "by", "to", "than", "lasted", "lasts"])
        });
    // "the 9/11-Iraq link"
    let attacks = line.word(start) == "9" && line.is_mark(start + 1, '/') && line.word(start + 2) == "11";
    slash || attacks || by || made || story || idiom || hours && a.kind == FigureKind::Count
}

/// Whether an amount is the number of an idiom, with all that the idiom asks for around it.
fn is_idiom(r: &NumberReader, a: &Amount, idiom: &Idiom) -> bool {
    let line = r.line;
    let (start, end) = (a.atoms.start, a.atoms.end);
    let one_of = |at: usize, words: &[String]| words.iter().any(|word| line.is(at, word));
    let fits = |at: Option<usize>, words: &[String]| words.is_empty() || at.is_some_and(|at| one_of(at, words));
    one_of(start, &idiom.number)
        && (!idiom.alone || a.atoms.len() == 1)
        && fits(start.checked_sub(1), &idiom.before)
        && fits(end.checked_sub(1), &idiom.last)
        && fits(Some(end), &idiom.after)
        && (idiom.hyphened.is_empty() || line.is_dash(end) && one_of(end + 1, &idiom.hyphened))
}
