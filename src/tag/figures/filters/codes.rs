//! Numbers that only mark or address: telephone numbers, links, list markers, notes, codes of records.
//!
//! In: a [`NumberReader`] and an [`Amount`]. Out: whether it is one of them. Never looks at words of meaning beyond a cue such as "call".

use crate::document::FigureKind;
use crate::tag::cursor::Cursor;
use crate::tag::figures::amount::Amount;
use crate::tag::numbers::NumberReader;

/// "12-A", "737-800", "23-451": digits and a hyphen after an amount that is not a range.
pub(super) fn tail_of_code(r: &NumberReader, a: &Amount) -> bool {
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
    if film && a.is_bare() {
        return true;
    }
    let to_digits = dash && line.is_digits(end + 1) && a.kind == FigureKind::Count && a.bound.is_none();
    let to_letter = dash && line.is_word(end + 1) && line.word(end + 1).chars().count() == 1 && line.is_capitalised(end + 1);
    let percent_code = line.is_mark(end, '_') || line.is_mark(end, '#');
    (to_digits || to_letter || percent_code) && a.is_bare()
}

/// "…wash their hands.19": the mark of a note hangs on the end of its sentence or clause.
pub(super) fn footnote(r: &NumberReader, a: &Amount) -> bool {
    let line = r.line;
    let (start, end) = (a.atoms.start, a.atoms.end);
    // "64 plants[12] and"
    let bracketed = start > 1 && line.is_mark(start - 1, '[') && line.is_glued(start - 1) && line.is_glued(start) && line.is_mark(end, ']');
    if bracketed && line.is_glued(end) && line.is_word(start - 2) && line.is_digits(start) {
        return true;
    }
    // After a question mark it stands as a sentence of its own.
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

/// "3:12 on the clock", "S.B. 318", "the R.5": a time in digits, the number of a bill, a model behind initials.
pub(super) fn clock_or_initials(r: &NumberReader, a: &Amount) -> bool {
    let line = r.line;
    let (start, end) = (a.atoms.start, a.atoms.end);
    if a.kind != FigureKind::Count || !a.is_bare() || !line.is_digits(start) {
        return false;
    }
    let colon = |n: usize| line.is_mark(n, ':') && line.is_glued(n) && line.is_glued(n + 1);
    let clock = colon(end) && line.is_digits(end + 1) && line.word(end + 1).len() == 2;
    let initial = |n: usize| line.is_word(n) && line.word(n).len() == 1 && line.is_capitalised(n);
    let stopped = start > 1 && line.is_mark(start - 1, '.') && line.is_glued(start - 1) && initial(start - 2);
    let model = stopped && line.is_glued(start);
    let spelt = stopped && start > 3 && line.is_mark(start - 3, '.') && initial(start - 4);
    // "in the U.S. 318 people died" counts.
    let bill = spelt && !line.is_word(end);
    clock || model || bill
}

/// So many bytes of an address are looked at on each side of a number.
const LONGEST_ADDRESS: usize = 500;

/// "https://…/2024/11", "@user1", "#4", "a.b.c", "page?id=5".
pub(super) fn address_or_link(r: &NumberReader, a: &Amount) -> bool {
    let span = r.line.span(a.atoms.clone());
    let text = r.line.text;
    let (start, end) = (span.start as usize, span.end as usize);
    let before = text.get(text.floor_char_boundary(start.saturating_sub(LONGEST_ADDRESS))..start).unwrap_or("");
    let after = text.get(end..text.ceil_char_boundary(end + LONGEST_ADDRESS)).unwrap_or("");
    let before = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let after = after.split(char::is_whitespace).next().unwrap_or("");
    let number_goes_on = before.ends_with('.') && before.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit()) || {
        let mut rest = after.chars();
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
    if before.is_empty() && after.is_empty() {
        return false;
    }
    number_goes_on || link(before) || link(after) || before.ends_with('#') || before.ends_with('\\')
}

/// "+44 20 7946 0958", "(202) 555-0123", "555-0123".
pub(super) fn telephone(r: &NumberReader, a: &Amount) -> bool {
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
pub(super) fn list_marker(r: &NumberReader, a: &Amount) -> bool {
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

/// "191129145046395": eleven digits and more without grouping name a record; "the 60s" are years.
pub(super) fn long_code(r: &NumberReader, a: &Amount) -> bool {
    let line = r.line;
    let start = a.atoms.start;
    let bare = a.atoms.len() == 1 && line.is_digits(start) && line.word(start).len() > 10;
    let leading_zero = a.atoms.len() == 1 && line.is_digits(start) && line.word(start).len() > 1 && line.word(start).starts_with('0');
    let decade = a.unit.as_deref() == Some("s") && line.is(a.atoms.end - 1, "s") && a.value.is_some_and(|v| v >= 20.0 && v % 10.0 == 0.0);
    // "1s and 0s" are digits.
    let digit =
        a.unit.as_deref() == Some("s") && line.is_glued(start + 1) && line.is(start + 1, "s") && ["0", "1"].contains(&line.word(start));
    bare || decade || digit || leading_zero && a.is_bare()
}

/// "the 800 number", "Hide Caption 2 of 11 Photos": numbers that are dialled, and those that page through a gallery.
pub(super) fn dialled_or_paged(r: &NumberReader, a: &Amount) -> bool {
    let line = r.line;
    let (start, end) = (a.atoms.start, a.atoms.end);
    if !line.is_digits(start) || a.atoms.len() > 3 || a.unit.is_some() {
        return false;
    }
    let dialled = ["800", "833", "844", "855", "866", "877", "888", "900"].contains(&line.word(start))
        && line.is_any(end, &["number", "numbers", "hotline"]);
    let emergency = ["911", "988", "999"].contains(&line.word(start))
        && line
            .is_any(end, &["call", "calls", "caller", "callers", "dispatcher", "dispatchers", "operator", "operators", "tape", "system"]);
    let gallery = |n: usize| line.is_any(n, &["photos", "images", "slides", "pictures"]) && line.is_capitalised(n);
    let last = gallery(end) && start > 1 && line.is(start - 1, "of") && line.is_digits(start - 2);
    let first = line.is(end, "of") && line.is_digits(end + 1) && gallery(end + 2);
    // "Hide Caption 22 of 22"
    let caption = |n: usize| n > 0 && line.word(n - 1) == "Caption";
    let captioned = caption(start) || start > 2 && line.is(start - 1, "of") && line.is_digits(start - 2) && caption(start - 2);
    dialled || emergency || captioned || last || first
}
