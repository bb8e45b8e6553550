//! What holds a number and is no figure: names, addresses, telephone numbers, list markers, sections of laws, pronouns.
//!
//! In: a [`Reader`] and the [`Amount`] that a recogniser found. Out: whether a named filter refuses it. Never looks at dates: what is part
//! of one was left out before.

use std::sync::LazyLock;

use super::amount::Amount;
use super::closed;
use super::number::Reader;
use crate::document::FigureKind;
use crate::lexicon::numbers::Traits;
use crate::tag::atoms::WordSet;

/// One filter.
pub(super) struct Filter {
    /// Its name.
    pub name: &'static str,
    /// Whether it refuses the amount.
    pub refuses: fn(&Reader, &Amount) -> bool,
}

/// Every filter, in the order in which they are asked.
pub(super) const FILTERS: &[Filter] = &[
    Filter { name: "glued_name", refuses: glued_name },
    Filter { name: "footnote", refuses: footnote },
    Filter { name: "address_or_link", refuses: address_or_link },
    Filter { name: "telephone", refuses: telephone },
    Filter { name: "list_marker", refuses: list_marker },
    Filter { name: "designator", refuses: designator },
    Filter { name: "name_before", refuses: name_before },
    Filter { name: "unit_of_an_army", refuses: unit_of_an_army },
    Filter { name: "street", refuses: street },
    Filter { name: "pronoun_one", refuses: pronoun_one },
    Filter { name: "ordinal_name", refuses: ordinal_name },
    Filter { name: "long_code", refuses: long_code },
    Filter { name: "bare_year", refuses: bare_year },
    Filter { name: "dialled_or_paged", refuses: dialled_or_paged },
    Filter { name: "fixed_phrase", refuses: fixed_phrase },
];

/// Whether it stands without a unit.
fn is_bare(amount: &Amount) -> bool {
    matches!(amount.kind, FigureKind::Count | FigureKind::Ordinal | FigureKind::Rate | FigureKind::Score)
}

/// "COVID-19", "F-16", "G7", "MH370", "4G", "Bulsae-4": letters hang on the digits.
fn glued_name(r: &Reader, a: &Amount) -> bool {
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
        && !before.and_then(|b| b.checked_sub(1)).is_some_and(|w| joins_by_hyphen(r, w));
    let letters_behind = line.is_glued(end) && line.is_word(end) && digits && is_bare(a);
    digits && (letters_before || letters_behind) || hyphen_before || tail_of_code(r, a)
}

/// Words that a hyphen joins to a number without making a name of it: "all-11", "more-than-40".
fn joins_by_hyphen(r: &Reader, word: usize) -> bool {
    r.line.is_any(word, &["than", "about", "nearly", "some", "least", "to", "over", "almost", "a", "or", "and"])
        || r.line.traits(word).has(Traits::CARDINAL)
}

/// "12-A", "737-800", "23-451": digits and a hyphen behind an amount that is not a range.
fn tail_of_code(r: &Reader, a: &Amount) -> bool {
    let line = r.line;
    let end = a.atoms.end;
    let dash = line.is_dash(end) && line.is_glued(end) && line.is_glued(end + 1) && !line.is_mark(end, '—');
    // "number 42-97374": two ends this far apart are no range.
    let torn = a.kind == FigureKind::Count && a.low.zip(a.high).is_some_and(|(low, high)| low > 0.0 && high >= 1000.0 * low);
    let inner_dash = (a.atoms.start..end).any(|n| line.is_dash(n) && line.is_glued(n) && line.is_digits(n + 1));
    if torn && inner_dash && !line.is_word(end) {
        return true;
    }
    // "0:12-0:15": times in a film.
    let colon = |n: usize| line.is_mark(n, ':') && line.is_glued(n) && line.is_glued(n + 1);
    let film = a.atoms.start > 1 && line.is_digits(a.atoms.start) && colon(a.atoms.start - 1) && line.is_digits(a.atoms.start - 2);
    if film && is_bare(a) {
        return true;
    }
    let to_digits = dash && line.is_digits(end + 1) && a.kind == FigureKind::Count && a.bound.is_none();
    let to_letter = dash && line.is_word(end + 1) && line.word(end + 1).chars().count() == 1 && line.is_capitalised(end + 1);
    let percent_code = line.is_mark(end, '_') || line.is_mark(end, '#');
    (to_digits || to_letter || percent_code) && is_bare(a)
}

/// "…wash their hands.19": the mark of a note hangs on the end of its sentence or clause.
fn footnote(r: &Reader, a: &Amount) -> bool {
    let line = r.line;
    let (start, end) = (a.atoms.start, a.atoms.end);
    // Behind a question mark it stands as a sentence of its own.
    let at = line.span(start..end).start as usize;
    if line.len() == 1 && line.text.get(..at).is_some_and(|t| t.ends_with(|c: char| !c.is_whitespace())) {
        return true;
    }
    if !line.is_digits(start) || !line.is_glued(start) || a.unit.is_some() || a.atoms.len() > 1 || a.value.is_none_or(|v| v >= 1000.0) {
        return false;
    }
    let mut before = start;
    while before.checked_sub(1).is_some_and(|b| ".,;!?”\"’)".chars().any(|m| line.is_mark(b, m))) && line.is_glued(before) {
        before -= 1;
    }
    let word = before < start && line.is_glued(before) && before.checked_sub(1).is_some_and(|b| line.is_word(b) && line.word(b).len() > 1);
    let closes = !line.is_glued(end) && (end >= line.len() || line.is_capitalised(end) || !line.is_word(end));
    word && closes && !line.is_any(before.wrapping_sub(1), &["no", "nos", "vol", "p", "pp", "art", "sec", "fig"])
}

/// "https://…/2024/11", "@user1", "#4", "a.b.c", "page?id=5".
fn address_or_link(r: &Reader, a: &Amount) -> bool {
    let span = r.line.span(a.atoms.clone());
    let text = r.line.text;
    let (before, behind) = (text.get(..span.start as usize).unwrap_or(""), text.get(span.end as usize..).unwrap_or(""));
    let before = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let behind = behind.split(char::is_whitespace).next().unwrap_or("");
    let number_goes_on = before.ends_with('.') && before.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit()) || {
        let mut rest = behind.chars();
        rest.next() == Some('.') && rest.next().is_some_and(|c| c.is_ascii_digit())
    };
    let link = |s: &str| {
        s.contains("://")
            || s.contains("www.")
            || s.contains(".com")
            || s.contains(".org")
            || s.contains('@')
            || s.contains('_')
            || s.contains('=')
    };
    if before.is_empty() && behind.is_empty() {
        return false;
    }
    number_goes_on || link(before) || link(behind) || before.ends_with('#') || before.ends_with('\\')
}

/// "+44 20 7946 0958", "(202) 555-0123", "555-0123".
fn telephone(r: &Reader, a: &Amount) -> bool {
    let line = r.line;
    if !line.is_digits(a.atoms.start) || a.unit.is_some() {
        return false;
    }
    let mut first = a.atoms.start;
    let mut groups = 1;
    while let Some(b) = first.checked_sub(1) {
        if line.is_digits(b) && !line.is_glued(first) && line.word(b).len() <= 5 {
            (first, groups) = (b, groups + 1);
        } else if line.is_dash(b) && line.is_glued(first) && b > 0 && line.is_digits(b - 1) {
            (first, groups) = (b - 1, groups + 1);
        } else if line.is_mark(b, ')') && b > 1 && line.is_digits(b - 1) && line.is_mark(b - 2, '(') {
            (first, groups) = (b - 2, groups + 1);
        } else {
            break;
        }
    }
    let mut last = a.atoms.end;
    while line.is_digits(last) && line.word(last).len() >= 2
        || line.is_dash(last) && line.is_glued(last) && line.is_digits(last + 1)
        || line.is_mark(last, ')') && line.is_digits(last + 1)
    {
        groups += usize::from(line.is_digits(last));
        last += 1;
    }
    let plus = first.checked_sub(1).is_some_and(|b| line.is_mark(b, '+')) || line.is_mark(first, '+');
    let trunk = line.word(first).starts_with('0') && line.word(first).len() > 2;
    let area = line.is_mark(first, '(') || first.checked_sub(1).is_some_and(|b| line.is_mark(b, '('));
    let cue = first
        .checked_sub(1)
        .is_some_and(|b| line.is_any(b, &["call", "dial", "phone", "tel", "telephone", "hotline", "at", "on"]) || line.is_mark(b, ':'));
    let exchange = groups == 2 && line.word(first).len() == 3 && line.word(last - 1).len() == 4 && line.is_dash(first + 1);
    trunk && groups >= 2
        || groups >= 3 && (plus || area || cue || line.is_dash(first + 1))
        || plus && groups >= 2
        || exchange
        || area && groups == 2 && line.word(last - 1).len() >= 4
}

/// "1. First point", "(2) and", "3) then" at the beginning of a line; "1) ... 2) ..." within one, where no bracket is open.
fn list_marker(r: &Reader, a: &Amount) -> bool {
    let line = r.line;
    let (start, end) = (a.atoms.start, a.atoms.end);
    // "Sixteen: In September ...": a list that counts in words.
    if start == 0 && a.kind == FigureKind::Count && line.is_word(0) && line.is_mark(end, ':') && line.is_capitalised(end + 1) {
        return true;
    }
    if a.kind != FigureKind::Count || !line.is_digits(start) || end != start + 1 || line.word(start).len() > 2 {
        return false;
    }
    let bracketed = start > 0 && line.is_mark(start - 1, '(') && line.is_mark(end, ')');
    let leads = start == 0 || start == 1 && line.is_mark(0, '(') || bracketed;
    let closed = line.is_glued(end) && (line.is_mark(end, ')') || line.is_mark(end, '.') || line.is_mark(end, ':'));
    let marks = |mark: char| (0..start).filter(|n| line.is_mark(*n, mark)).count();
    if !bracketed && line.is_mark(end, ')') && marks('(') <= marks(')') {
        return true;
    }
    leads && closed && (bracketed || !line.is_digits(end + 1) || !line.is_glued(end + 1)) && (line.len() > end + 1 || start == 0)
}

/// Nouns that a number behind them numbers.
static DESIGNATORS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "act amendment amendments annex apartment apollo appendix area article articles bay block building bus case channel \
     chapter chapters clause county district division episode exhibit exit figure fig flat flight floor gate grade highway \
     interstate issue item law level line lot measure module no nos number page pages par para paragraph paragraphs part \
     phase pier platform point precinct proposition radio resolution road room route row rule season seat section sections \
     sector series stage station step suite table terminal tier title type unit verse version vol volume ward week windows \
     zone model class group game round heat lane formula iphone schedule regulation directive decree order protocol form \
     track day night reactor camp school docket bloc cell tower warehouse shaft pad hangar battalion brigade regiment squadron \
     category stratum",
    )
});

/// "Article 5", "page 12", "Flight 370", "No. 7", "Type 2".
fn designator(r: &Reader, a: &Amount) -> bool {
    let line = r.line;
    let start = a.atoms.start;
    if !is_bare(a) || a.kind == FigureKind::Score || start == 0 || !(line.is_digits(start) || line.traits(start).has(Traits::CARDINAL)) {
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
    // "the number 10,000", "the unit 40 soldiers": a plural noun behind the number means that it counts.
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

fn plain_small(r: &Reader, a: &Amount) -> bool {
    r.line.is_digits(a.atoms.start) && a.value.is_some_and(|v| v < 1000.0) && !r.line.is_word(a.atoms.end)
}

/// "Boeing 737", "Apollo 11", "Windows 10": a capitalised word that is not the first of its sentence stands before a bare number.
fn name_before(r: &Reader, a: &Amount) -> bool {
    let line = r.line;
    let start = a.atoms.start;
    // "SEAL Team Six raided": a number word with a capital behind a name, where the words behind have none.
    let named = a.kind == FigureKind::Count && a.atoms.len() == 1 && start > 1 && line.is_word(start) && line.is_capitalised(start);
    if named && line.is_word(start - 1) && line.is_capitalised(start - 1) {
        let next = a.atoms.end;
        let counts = line.is_word(next) && (line.is_capitalised(next) || super::objects::is_plural(line.word(next)));
        return !counts && line.is_word(next) && line.word(start - 1).len() > 2;
    }
    if a.kind != FigureKind::Count || a.bound.is_some() || !line.is_digits(start) || start < 1 || a.hyphened {
        return false;
    }
    let before = start - 1;
    let name =
        line.is_word(before) && line.is_capitalised(before) && line.word(before).len() > 1 && !closed::is_function_word(line.word(before));
    if !name || line.traits(before).has(Traits::MODIFIER_END) || line.is_glued(start) || line.word(start).len() > 4 || a.atoms.len() > 1 {
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
            || super::objects::object(r, a, start, None)
                .is_some_and(|o| super::objects::is_plural(o.span.of(line.text).rsplit(' ').next().unwrap_or(""))));
    !noun_follows && !title_case
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
fn unit_of_an_army(r: &Reader, a: &Amount) -> bool {
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
fn street(r: &Reader, a: &Amount) -> bool {
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

/// "one" that stands for somebody or for "a".
fn pronoun_one(r: &Reader, a: &Amount) -> bool {
    static NOT_COUNTED: LazyLock<WordSet> = LazyLock::new(|| {
        WordSet::of(
            "day another thing way reason side hand example point who that else such might can could would should must may has had \
         is was will does did of or in at on to for from with by as and but where which when if whose night morning afternoon \
         evening moment stage",
        )
    });
    let line = r.line;
    // "One America News" is a name.
    if line.word(a.atoms.start) == "One" && a.atoms.start > 0 && line.is_word(a.atoms.start - 1) && line.is_capitalised(a.atoms.end) {
        return true;
    }
    if !line.is(a.atoms.start, "one") || a.atoms.len() != 1 || a.kind != FigureKind::Count && a.kind != FigureKind::Duration {
        return false;
    }
    let next = a.atoms.end;
    let before = a.atoms.start.checked_sub(1);
    let listed = (a.atoms.start.saturating_sub(8)..(next + 10).min(line.len())).any(|n| {
        n != a.atoms.start && line.traits(n).has(Traits::CARDINAL) && !line.is(n, "one") || line.is_digits(n) && n != a.atoms.start
    });
    let bounded = before.is_some_and(|b| {
        line.is_any(
            b,
            &["least", "only", "just", "exactly", "than", "another", "killing", "killed", "wounded", "injured", "injuring", "wounding"],
        )
    });
    let casualty = line.is_any(
        next,
        &[
            "dead", "person", "soldier", "people", "civilian", "child", "man", "woman", "death", "killed", "injured", "wounded", "missing",
            "vote", "goal", "seat", "case", "officer", "point",
        ],
    );
    if before.is_some_and(|b| {
        line.is_any(b, &["no", "any", "every", "each", "this", "that", "which", "the", "some", "not", "loved", "number"])
            || line.is_capitalised(b) && line.is_word(b) && b > 0
    }) {
        return !(before.is_some_and(|b| line.is(b, "not")) && casualty);
    }
    // "In one video": a story begins, nobody counts.
    let existential = before.is_some_and(|b| line.is_any(b, &["in", "on", "at", "during", "for", "from", "of", "as"]))
        && !listed
        && !bounded
        && a.kind == FigureKind::Count;
    // One is never many: "one reads" has a verb behind it.
    let verb = super::objects::is_plural(line.word(next))
        && !line.is_capitalised(next)
        && !line.is_any(next, &["aircraft", "staff", "crew", "police"]);
    let follows = line.is_word(next) && !verb && !line.among(next, &NOT_COUNTED) && !closed::is_verb_like(line.word(next));
    let unit = a.unit.is_some();
    !unit && (existential || !(follows || casualty || bounded && line.is_word(next) && !line.is(next, "of"))) || unit && line.is(next, "of")
}

/// "Second World War", "Third Reich", "First Bank": an ordinal that opens a name.
fn ordinal_name(r: &Reader, a: &Amount) -> bool {
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

/// "191129145046395": eleven digits and more without grouping name a record; "the 60s" are years.
fn long_code(r: &Reader, a: &Amount) -> bool {
    let line = r.line;
    let start = a.atoms.start;
    let bare = a.atoms.len() == 1 && line.is_digits(start) && line.word(start).len() > 10;
    let leading_zero = a.atoms.len() == 1 && line.is_digits(start) && line.word(start).len() > 1 && line.word(start).starts_with('0');
    let decade = a.unit.as_deref() == Some("s") && line.is(a.atoms.end - 1, "s") && a.value.is_some_and(|v| v >= 20.0 && v % 10.0 == 0.0);
    bare || decade || leading_zero && is_bare(a)
}

/// Four bare digits that look like a year, with nothing that they would count.
fn bare_year(r: &Reader, a: &Amount) -> bool {
    let line = r.line;
    let start = a.atoms.start;
    if a.kind != FigureKind::Count || a.atoms.len() != 1 || !line.is_digits(start) || line.word(start).len() != 4 {
        return false;
    }
    let year = a.value.is_some_and(|v| (1000.0..2101.0).contains(&v));
    let next = a.atoms.end;
    let plural = line.is_word(next)
        && !closed::is_function_word(line.word(next))
        && (line.word(next).ends_with('s') || line.is_any(next, &["people", "men", "women", "children", "more", "police"]))
        && !line.is_capitalised(next);
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

/// "the 800 number", "Hide Caption 2 of 11 Photos": numbers that are dialled, and those that page through a gallery.
fn dialled_or_paged(r: &Reader, a: &Amount) -> bool {
    let line = r.line;
    let (start, end) = (a.atoms.start, a.atoms.end);
    if !line.is_digits(start) || a.atoms.len() > 3 || a.unit.is_some() {
        return false;
    }
    let dialled = ["800", "833", "844", "855", "866", "877", "888", "900"].contains(&line.word(start))
        && line.is_any(end, &["number", "numbers", "hotline"]);
    let gallery = |n: usize| line.is_any(n, &["photos", "images", "slides", "pictures"]) && line.is_capitalised(n);
    let last = gallery(end) && start > 1 && line.is(start - 1, "of") && line.is_digits(start - 2);
    let first = line.is(end, "of") && line.is_digits(end + 1) && gallery(end + 2);
    dialled || last || first
}

/// "24/7", "50/50", "catch 22", "nine to five", "one by one", "zero tolerance".
fn fixed_phrase(r: &Reader, a: &Amount) -> bool {
    let line = r.line;
    let (start, end) = (a.atoms.start, a.atoms.end);
    let slash = a.kind == FigureKind::Count
        && (line.is_mark(end, '/') && line.is_glued(end) && line.is_digits(end + 1)
            || start > 1 && line.is_mark(start - 1, '/') && line.is_glued(start) && line.is_digits(start - 2));
    let by = line.is(end, "by") && line.word(start) == line.word(end + 1) && !line.is_digits(start);
    let zero = line.is(start, "zero")
        && (line.is_any(end, &["tolerance", "sum", "hour", "in", "day"])
            || line.is_dash(end) && line.is_any(end + 1, &["sum", "day", "tolerance", "emission", "emissions"]));
    let ground = line.is(start, "zero") && start > 0 && line.is_any(start - 1, &["ground", "net", "patient", "from", "below", "above"]);
    let back =
        start > 0 && line.is_any(start - 1, &["cloud", "square", "back"]) && a.atoms.len() == 1 && line.is_any(start, &["nine", "one"]);
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
    slash || by || zero || ground || back || made || story || hours && a.kind == FigureKind::Count
}
