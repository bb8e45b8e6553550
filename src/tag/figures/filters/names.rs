//! Names that hold a number: of machines, laws, formations, streets, and whatever a capital leads up to.
//!
//! In: a [`NumberReader`] and an [`Amount`]. Out: whether it is part of a name. Never asks what the number counts but to tell the two apart.

use std::sync::LazyLock;

use super::super::objects;
use super::codes::tail_of_code;
use crate::document::{FigureKind, Traits};
use crate::tag::cursor::Cursor;
use crate::tag::figures::amount::Amount;
use crate::tag::numbers::{NumberReader, WordSet, closed};

/// "COVID-19", "F-16", "G7", "MH370", "4G", "Bulsae-4": letters hang on the digits.
pub(super) fn glued_name(r: &NumberReader, a: &Amount) -> bool {
    let line = r.line;
    let (start, end) = (a.atoms.start, a.atoms.end);
    let digits = line.is_digits(start) || line.is_dash(start) && line.is_digits(start + 1);
    let before = start.checked_sub(1);
    let letters_before = before.is_some_and(|b| line.is_glued(start) && line.is_word(b) && a.kind != FigureKind::Money);
    let hyphen_before = line.is_glued(start)
        && before.is_some_and(|b| {
            line.is_dash(b)
                && line.is_glued(b)
                && !line.is_mark(b, '—')
                && b.checked_sub(1).is_some_and(|w| line.is_word(w) || line.is_digits(w))
        })
        && !before
            .and_then(|b| b.checked_sub(1))
            .is_some_and(|w| joins_by_hyphen(r, w) || line.is_any(w, PREFIXES) || line.traits(w).intersects(Traits::SIGN));
    // "x^2" is a formula.
    let raised = before.is_some_and(|b| line.is_glued(start) && line.is_mark(b, '^'));
    let letters_after = line.is_glued(end) && line.is_word(end) && digits && a.is_bare();
    digits && (letters_before || letters_after || raised) || hyphen_before || tail_of_code(r, a)
}

/// Prefixes that bound a number or date it: "sub-60 kg", "his then-16-year-old sister".
const PREFIXES: &[&str] = &["sub", "then", "now"];

/// Words that a hyphen joins to a number without making a name of it: "all-11", "more-than-40".
fn joins_by_hyphen(r: &NumberReader, word: usize) -> bool {
    r.line.is_any(word, &["than", "about", "nearly", "some", "least", "to", "over", "almost", "a", "or", "and"])
        || r.line.traits(word).intersects(Traits::CARDINAL)
}

/// Nouns that a number after them numbers.
static DESIGNATORS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "act amendment amendments annex apartment apollo appendix area article articles bay block building bus case channel \
     chapter chapters clause county district division episode exhibit exit figure fig flat flight floor gate grade highway \
     interstate issue item law level line lot measure module no nos number page pages par para paragraph paragraphs part \
     phase pier platform point precinct proposition radio resolution road room route row rule season seat section sections \
     sector series stage station step suite table terminal tier title type unit verse version vol volume ward week windows \
     zone model class group game round heat lane formula iphone schedule regulation directive decree order protocol form \
     fortune track day night reactor camp school docket bloc cell tower warehouse shaft pad hangar battalion brigade regiment squadron \
     category stratum",
    )
});

/// "Article 5", "page 12", "Flight 370", "No. 7", "Type 2".
pub(super) fn designator(r: &NumberReader, a: &Amount) -> bool {
    let line = r.line;
    let start = a.atoms.start;
    if !a.is_bare()
        || a.kind == FigureKind::Score
        || start == 0
        || !(line.is_digits(start) || line.traits(start).intersects(Traits::CARDINAL))
    {
        return false;
    }
    let mut before = start - 1;
    if line.is_mark(before, '.') && before > 0 && line.is_glued(before) && line.word(before - 1).len() <= 4 {
        before -= 1;
    }
    if line.is_mark(before, '§') || line.is_mark(before, '№') {
        return true;
    }
    let word = line.word(before).to_lowercase();
    if !line.is_word(before) || !DESIGNATORS.has(&word) {
        return false;
    }
    // "the number 10,000", "the unit 40 soldiers": a plural noun after the number means that it counts.
    let counts = line.is_word(a.atoms.end)
        && line.word(a.atoms.end).ends_with('s')
        && !closed::is_function_word(line.word(a.atoms.end))
        && !line.is_capitalised(before);
    let large = a.value.is_some_and(|v| v >= 1000.0) && !line.is_capitalised(before) && word != "page";
    let verb_like =
        ["order", "number", "point", "line", "part", "figure", "law", "form", "class", "day", "week", "night", "game", "issue", "measure"]
            .contains(&word.as_str());
    !(counts || large || verb_like && !line.is_capitalised(before) && !plain_small(r, a))
}

pub(super) fn plain_small(r: &NumberReader, a: &Amount) -> bool {
    r.line.is_digits(a.atoms.start) && a.value.is_some_and(|v| v < 1000.0) && !r.line.is_word(a.atoms.end)
}

/// "Boeing 737", "Apollo 11", "Windows 10": a capitalised word that is not the first of its sentence stands before a bare number.
pub(super) fn name_before(r: &NumberReader, a: &Amount) -> bool {
    let line = r.line;
    let start = a.atoms.start;
    // "SEAL Team Six raided": a number word with a capital after a name, where the words after have none.
    let named = a.kind == FigureKind::Count && a.atoms.len() == 1 && start > 1 && line.is_word(start) && line.is_capitalised(start);
    if named && line.is_word(start - 1) && line.is_capitalised(start - 1) {
        let next = a.atoms.end;
        let counts = line.is_word(next) && (line.is_capitalised(next) || objects::is_plural(line.word(next)));
        return !counts && line.is_word(next) && line.word(start - 1).len() > 2;
    }
    if a.kind != FigureKind::Count || a.bound.is_some() || !line.is_digits(start) || start < 1 || a.hyphened {
        return false;
    }
    let before = start - 1;
    let name =
        line.is_word(before) && line.is_capitalised(before) && line.word(before).len() > 1 && !closed::is_function_word(line.word(before));
    if !name
        || line.traits(before).intersects(Traits::MODIFIER_END)
        || line.is_glued(start)
        || line.word(start).len() > 4
        || a.atoms.len() > 1
    {
        return false;
    }
    let title_case = line.is_capitalised(a.atoms.end) && line.is_word(a.atoms.end);
    // What is counted follows a count: "in Kursk 300 soldiers died".
    let next = a.atoms.end;
    let one = line.word(start) == "1";
    let noun_follows = line.is_word(next)
        && !line.is_capitalised(next)
        && !closed::is_function_word(line.word(next))
        && !closed::is_verb_like(line.word(next))
        && (one
            || objects::object(r, a, start, None)
                .is_some_and(|o| objects::is_plural(o.span.of(line.text).rsplit(' ').next().unwrap_or(""))));
    !noun_follows && !title_case
}

/// "the Ioniq 5s", "1998s driest month": what an "s" on digits makes a plural or an owner, and no length of time.
pub(super) fn seconds_of_a_name(r: &NumberReader, a: &Amount) -> bool {
    let line = r.line;
    let unit = a.unit_atoms.clone().filter(|u| a.kind == FigureKind::Duration && u.len() == 1 && line.is_glued(u.start));
    if !unit.is_some_and(|u| line.word(u.start) == "s") || a.atoms.len() != 2 {
        return false;
    }
    let year = a.value.is_some_and(|v| (1000.0..2101.0).contains(&v));
    let named = a.atoms.start > 1 && line.is_word(a.atoms.start - 1) && line.is_capitalised(a.atoms.start - 1);
    year || named
}

/// "a Pixel 9 Pro Fold": a small number between words with capitals, of which the last is one thing.
pub(super) fn product(r: &NumberReader, a: &Amount) -> bool {
    let line = r.line;
    let (start, end) = (a.atoms.start, a.atoms.end);
    let small = a.kind == FigureKind::Count && a.is_bare() && a.atoms.len() == 1 && a.value.is_some_and(|v| v < 100.0);
    let capital = |n: usize| line.is_word(n) && line.is_capitalised(n) && line.word(n).len() > 1;
    if !small
        || !line.is_digits(start)
        || start < 2
        || !capital(start - 1)
        || !capital(end)
        || closed::is_function_word(line.word(start - 1))
    {
        return false;
    }
    let last = (end..end + 4).take_while(|n| capital(*n)).last().unwrap_or(end);
    let goes_on = line.is_word(last + 1) && !closed::is_function_word(line.word(last + 1)) && !closed::is_verb_like(line.word(last + 1));
    !objects::is_plural(line.word(last)) && !goes_on
}

/// "the 6502 chip", "the 727 jet", "the 707 is": after a determiner, a bare number of one thing is its name. What is counted is plural.
pub(super) fn model_number(r: &NumberReader, a: &Amount) -> bool {
    static COLLECTIVE: LazyLock<WordSet> = LazyLock::new(|| {
        WordSet::of(
            "audience bison barrier bodyguard capacity cast cavalry ceiling clergy contingent deer elk electorate faculty fish force garrison goal infantry level limit livestock mark minimum maximum \
             membership militia offspring poultry quota salmon shrimp species stock target threshold trout youth percent total plus odd head",
        )
    });
    let line = r.line;
    let (start, end) = (a.atoms.start, a.atoms.end);
    let digits = line.is_digits(start) && a.atoms.len() == 1 && (3..=4).contains(&line.word(start).len());
    // "the 8-bit 6502 chip"
    let mut first = start;
    while first > 3 && line.is_word(first - 1) && line.is_dash(first - 2) && line.is_glued(first - 1) && line.is_glued(first - 2) {
        first -= 3;
    }
    let determined = |words: &[&str]| first.checked_sub(1).is_some_and(|b| line.is_any(b, words));
    if a.kind != FigureKind::Count || !digits || a.bound.is_some() || a.hyphened || !line.is_word(end) {
        return false;
    }
    if determined(&["the", "this", "that"]) && line.is_any(end, &["is", "was", "has"]) {
        return true;
    }
    let word = line.word(end);
    let noun = word.len() > 2
        && !line.is_capitalised(end)
        && !objects::is_plural(word)
        && !closed::is_function_word(word)
        && !closed::is_verb_like(word)
        && !closed::is_attributive(word)
        && !line.among(end, &COLLECTIVE);
    let ends = !line.is_word(end + 1) && !line.is_dash(end + 1) && !line.is_mark(end + 1, ',') && !line.is_apostrophe(end + 1)
        || closed::is_function_word(line.word(end + 1))
        || closed::is_verb_like(line.word(end + 1));
    determined(&["the", "this", "that", "a", "an"]) && noun && ends
}

/// Nouns of military and police formations.
static FORMATIONS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "army battalion battery brigade brigades company corps directorate division fleet flotilla infantry marines platoon \
     regiment squadron wing circuit congress precinct district airborne cavalry group guards armored armoured mechanized \
     mechanised artillery ward street avenue amendment",
    )
});

/// "810 Separate Naval Infantry Brigade", "the 155th Brigade", "101st Airborne": capitals up to the noun of a formation.
pub(super) fn unit_of_an_army(r: &NumberReader, a: &Amount) -> bool {
    let line = r.line;
    if a.unit.is_some() || !matches!(a.kind, FigureKind::Count | FigureKind::Ordinal) {
        return false;
    }
    let mut at = a.atoms.end;
    let mut formation = false;
    while line.is_word(at) && line.is_capitalised(at) && at < a.atoms.end + 7 {
        formation |= line.among(at, &FORMATIONS);
        at += 1;
        at += usize::from(line.is_dash(at) && line.is_glued(at) && line.is_capitalised(at + 1));
    }
    let plain_ordinal = a.kind == FigureKind::Ordinal && line.among(at, &FORMATIONS) && line.is_digits(a.atoms.start);
    formation || plain_ordinal
}

/// "10 Downing Street", "1600 Pennsylvania Avenue".
pub(super) fn street(r: &NumberReader, a: &Amount) -> bool {
    static STREETS: LazyLock<WordSet> = LazyLock::new(|| {
        WordSet::of("street st road rd avenue ave lane boulevard blvd drive square place court terrace row parkway highway")
    });
    let line = r.line;
    if a.unit.is_some() || a.value.is_none() || !line.is_digits(a.atoms.start) && a.kind != FigureKind::Ordinal {
        return false;
    }
    let mut at = a.atoms.end;
    while line.is_word(at) && line.is_capitalised(at) && at < a.atoms.end + 4 {
        if line.among(at, &STREETS) {
            return true;
        }
        at += 1 + usize::from(line.is_mark(at + 1, '.') && line.word(at).len() == 1);
    }
    false
}

/// "Second World War", "Third Reich", "First Bank": an ordinal that opens a name.
pub(super) fn ordinal_name(r: &NumberReader, a: &Amount) -> bool {
    let line = r.line;
    let (start, end) = (a.atoms.start, a.atoms.end);
    if a.kind != FigureKind::Ordinal {
        return false;
    }
    let capital = line.is_capitalised(start) && start > 0 && !line.is_digits(start);
    let name_follows = line.is_word(end) && line.is_capitalised(end) && !line.is_digits(start);
    capital && name_follows
        || line.is_any(end, &["century", "centuries", "quarter", "half", "lady", "minister", "floor"])
        || start > 0 && capital && line.is_capitalised(start - 1) && start > 1
}
