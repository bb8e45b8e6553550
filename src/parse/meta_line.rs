//! Lines that say who wrote the article and when: bylines, times, and both on one line.
//!
//! In: a page. Out: claims of [`Role::Byline`] and [`Role::Timestamp`], and notes on authors and dates. Never reads a line of running
//! text: every word of such a line must be accounted for.

use super::page::PageLines;
use crate::document::{MetadataField, Role};
use crate::lexicon::outlets::{self, OutletKind};
use crate::span::cut;
use crate::text::written_date::{self, NumericOrder, WrittenDate};
use crate::text::{after_opening, authors, zones};

/// The longest line, in bytes, that can say who and when.
const LONGEST: usize = 200;

/// What a label before a date says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineLabel {
    Published,
    Updated,
}

/// Labels before dates, the longer before those that they begin with.
const LABELS: [(&str, LineLabel); 33] = [
    ("first published on", LineLabel::Published),
    ("first published", LineLabel::Published),
    ("originally published", LineLabel::Published),
    ("published online", LineLabel::Published),
    ("published on", LineLabel::Published),
    ("published at", LineLabel::Published),
    ("published", LineLabel::Published),
    ("publication date", LineLabel::Published),
    ("publish date", LineLabel::Published),
    ("pubdate", LineLabel::Published),
    ("pub date", LineLabel::Published),
    ("posted on", LineLabel::Published),
    ("posted at", LineLabel::Published),
    ("posted", LineLabel::Published),
    ("issued on", LineLabel::Published),
    ("issued", LineLabel::Published),
    ("input", LineLabel::Published),
    ("registered", LineLabel::Published),
    ("created", LineLabel::Published),
    ("uploaded", LineLabel::Published),
    ("released", LineLabel::Published),
    ("date", LineLabel::Published),
    ("time", LineLabel::Published),
    ("last updated on", LineLabel::Updated),
    ("last updated", LineLabel::Updated),
    ("last update", LineLabel::Updated),
    ("last modified", LineLabel::Updated),
    ("last edited", LineLabel::Updated),
    ("updated on", LineLabel::Updated),
    ("updated at", LineLabel::Updated),
    ("updated", LineLabel::Updated),
    ("modified", LineLabel::Updated),
    ("update", LineLabel::Updated),
];

/// Words that may stand beside dates without telling anything.
const FILLERS: [&str; 17] = [
    "on", "at", "live", "the", "local", "time", "and", "breaking", "in", "by", "edited", "news", "article", "first", "issue", "print",
    "today",
];

/// What a part of such a line says.
enum LinePart<'t> {
    Date(Option<LineLabel>, &'t str, WrittenDate),
    Age,
    Authors(Vec<String>),
    Outlet(&'t str),
    Aside,
}

/// Claims lines that are bylines or times from end to end.
pub fn recognise(page: &mut PageLines<'_>) {
    let mut sentences = 0;
    let tail = page.prose_end();
    for n in 0..page.lines.len() {
        let line = &page.lines[n];
        if !line.is_open() || line.is_prose() && line.text.len() > LONGEST {
            sentences += usize::from(line.is_open());
            continue;
        }
        let (text, prose) = (line.text, line.is_prose());
        let in_head = sentences <= 1 && n < 16;
        // A sentence of some length says more than who and when.
        let found = if text.len() > LONGEST || prose {
            None
        } else {
            parts(text).or_else(|| if n > 0 && sentences <= 1 && !page.lines[n].ends_sentence { dated_parts(text) } else { None })
        };
        match found {
            Some(parts) if in_head || n >= tail || is_labelled(&parts) || names_author(&parts) => take(page, n, &parts, in_head),
            // A day alone in the middle of the body heads the entries of a chronology.
            Some(parts) if parts.iter().all(|p| matches!(p, LinePart::Date(..) | LinePart::Age)) => {
                let is_clock =
                    parts.iter().all(|p| matches!(p, LinePart::Date(_, _, d) if d.is_clock_only()) || matches!(p, LinePart::Age));
                page.claim(n, if is_clock { Role::Timestamp } else { Role::Heading }, if is_clock { "entry_time" } else { "entry_day" });
            }
            _ => sentences += usize::from(prose),
        }
    }
}

/// Whether a part names what it is, so that it counts anywhere on the page.
fn is_labelled(parts: &[LinePart<'_>]) -> bool {
    parts.iter().any(|p| matches!(p, LinePart::Date(Some(_), ..)))
}

/// Whether a part names an author after "By", which counts anywhere on the page too.
fn names_author(parts: &[LinePart<'_>]) -> bool {
    parts.iter().any(|p| matches!(p, LinePart::Authors(names) if !names.is_empty()))
}

/// Claims a line and notes what its parts say.
fn take(page: &mut PageLines<'_>, n: usize, parts: &[LinePart<'_>], in_head: bool) {
    let has_authors = parts.iter().any(|p| matches!(p, LinePart::Authors(_)));
    let (role, rule) = if has_authors { (Role::Byline, "byline") } else { (Role::Timestamp, "date_line") };
    if parts.iter().all(|p| matches!(p, LinePart::Aside | LinePart::Outlet(_))) {
        return;
    }
    page.claim(n, role, rule);
    let place = if in_head { 0 } else { 20 };
    for part in parts {
        match part {
            LinePart::Date(label, text, date) if !date.is_clock_only() => {
                let (field, rank) = match label {
                    Some(LineLabel::Published) => (MetadataField::Published, 20),
                    Some(LineLabel::Updated) => (MetadataField::Updated, 20),
                    None => (MetadataField::Published, 30),
                };
                page.note(field, *text, rule, rank + place);
            }
            LinePart::Authors(names) => {
                for name in names {
                    page.note(MetadataField::Author, name.clone(), rule, 20 + place);
                }
            }
            LinePart::Outlet(name) if outlets::agency(name).is_some() => page.note(MetadataField::Agency, *name, rule, 40),
            LinePart::Outlet(name) => page.note(MetadataField::Outlet, *name, rule, 60),
            LinePart::Date(..) | LinePart::Age | LinePart::Aside => {}
        }
    }
}

/// The parts of a line that says who and when and nothing else.
fn parts(text: &str) -> Option<Vec<LinePart<'_>>> {
    let mut found = Vec::new();
    for piece in text.split(['|', '•', '·', '▪', '\t']).map(str::trim).filter(|p| !p.is_empty()) {
        let has_authors = matches!(found.first(), Some(LinePart::Authors(names)) if !names.is_empty());
        match part(piece).or_else(|| dashed(piece)) {
            Some(parts) => found.extend(parts),
            // "By Ana Ruiz | Harbour Courier": what a bar parts from an author is the outlet or the desk.
            None if has_authors && is_title(piece) => {
                found.push(if authors::names_medium(piece) { LinePart::Outlet(piece) } else { LinePart::Aside });
            }
            None => return None,
        }
    }
    (!found.is_empty()).then_some(found)
}

/// A piece whose parts are set apart by spaced dashes or a comma: "By Ana Ruiz - 6 November 2024".
fn dashed(piece: &str) -> Option<Vec<LinePart<'_>>> {
    let separators = [" - ", " – ", " — ", ", ", " / ", " on "];
    separators.iter().find_map(|s| {
        piece.match_indices(s).find_map(|(at, s)| {
            let mut parts = part(cut(piece, ..at).trim())?;
            let rest = cut(piece, at + s.len()..).trim();
            parts.extend(part(rest).or_else(|| dashed(rest))?);
            parts.iter().any(|p| matches!(p, LinePart::Date(..) | LinePart::Age)).then_some(parts)
        })
    })
}

/// What a piece says, if it says one thing.
fn part(piece: &str) -> Option<Vec<LinePart<'_>>> {
    if piece.bytes().any(|b| b.is_ascii_digit()) {
        return dates(piece).or_else(|| is_reading_time(piece).then(|| vec![LinePart::Aside]));
    }
    if let Some(names) = byline(piece).or_else(|| name_and_job(piece)).or_else(|| name_and_agencies(piece)) {
        return Some(vec![LinePart::Authors(names)]);
    }
    if let Some(outlet) = outlets::named(piece) {
        let is_wire = outlet.kind == OutletKind::Agency;
        return (is_wire || !outlet.is_weak(piece)).then(|| vec![LinePart::Outlet(piece)]);
    }
    is_job(piece).then(|| vec![LinePart::Aside])
}

/// "Staff writer", "Reviewed by the science desk": a few words, one of them a job.
fn is_job(piece: &str) -> bool {
    piece.split_whitespace().count() <= 6 && !piece.ends_with('.') && piece.split_whitespace().any(authors::is_job_word)
}

/// "Ana Ruiz, defence editor": a name, and a job after a comma.
fn name_and_job(piece: &str) -> Option<Vec<String>> {
    let (name, job) = piece.split_once(", ")?;
    let name = authors::person(name.trim())?;
    // "Ana Ruiz, defence editor, and Tom Lee"
    let (job, second) = match job.rsplit_once(" and ").map(|(job, second)| (job.trim_end_matches(','), authors::person(second.trim()))) {
        Some((job, Some(second))) => (job, Some(second)),
        _ => (job, None),
    };
    is_job(job).then(|| std::iter::once(name).chain(second).collect())
}

/// "Ana Ruiz in Tarn and agencies": who wrote it, where, and that the wires helped.
fn name_and_agencies(piece: &str) -> Option<Vec<String>> {
    let written =
        ["and agencies", "and agency", "with agencies"].iter().find_map(|end| piece.strip_suffix(end))?.trim_end_matches([' ', ',']);
    let (name, place) = written.split_once(" in ").unwrap_or((written, ""));
    let names = name.split(" and ").map(|name| authors::person(name.trim())).collect::<Option<Vec<String>>>()?;
    (place.is_empty() || is_title(place)).then_some(names)
}

/// A few words with capitals, as outlets, desks and places are written.
fn is_title(piece: &str) -> bool {
    piece.split_whitespace().count() <= 5 && !piece.ends_with('.') && piece.split_whitespace().all(is_title_word)
}

/// Beside a full date short capitalised pieces are accepted too: the outlet, the place, the reporter.
fn dated_parts(text: &str) -> Option<Vec<LinePart<'_>>> {
    let mut found = Vec::new();
    let mut has_day = false;
    for piece in
        text.split(['|', '•', '·', '▪', '\t']).flat_map(|p| p.split(" – ")).flat_map(|p| p.split(" — ")).flat_map(|p| p.split(" - "))
    {
        let piece = piece.trim();
        let whole = part(piece).map(|parts| (parts, "")).or_else(|| {
            let (date_first, rest) = split_at_date(piece)?;
            Some((dates(date_first)?, rest))
        });
        let (parts, rest) = whole.unwrap_or((vec![], piece));
        has_day |= parts.iter().any(|p| matches!(p, LinePart::Date(_, _, d) if d.date().is_some()));
        found.extend(parts);
        for name in rest.split(", ").map(|n| n.trim_matches([',', ' '])).filter(|n| !n.is_empty()) {
            let is_title =
                name.split_whitespace().count() <= 6 && name.split_whitespace().all(|w| is_title_word(w) || authors::is_job_word(w));
            if !is_title || name.ends_with('.') {
                return None;
            }
            found.push(if authors::names_medium(name) || outlets::named(name).is_some() {
                LinePart::Outlet(name)
            } else {
                LinePart::Aside
            });
        }
    }
    (has_day && text.split_whitespace().count() <= 18).then_some(found)
}

/// Whether a word can stand in the name of an outlet or a place.
pub(super) fn is_title_word(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_uppercase()) || matches!(word, "of" | "the" | "and" | "de" | "at" | "in" | "from" | "for")
}

/// A piece that begins or ends with a date, as the date and the rest.
fn split_at_date(piece: &str) -> Option<(&str, &str)> {
    let starts = std::iter::once(0).chain(piece.match_indices(' ').map(|(at, _)| at + 1));
    starts.filter(|at| cut(piece, *at..).starts_with(|c: char| c.is_alphanumeric())).find_map(|at| {
        let (date, length) = written_date::at_start(cut(piece, at..), NumericOrder::DayFirst)?;
        date.date()?;
        let (before, after) = (cut(piece, ..at).trim(), cut(piece, at + length..).trim());
        match (before.is_empty(), after.is_empty()) {
            (_, true) => Some((cut(piece, at..), before)),
            (true, _) => Some((cut(piece, ..length), after)),
            _ => None,
        }
    })
}

/// The authors of a piece that says "By"; empty where it names an agency or a desk.
fn byline(piece: &str) -> Option<Vec<String>> {
    let piece = piece.trim_start_matches(['-', '–', '—', ' ']);
    let after = authors::after_opener(piece).filter(|_| after_opening(piece, "from ").is_none())?;
    let names = authors::persons(piece);
    let words = piece.split_whitespace().count();
    let says_job = piece.split_whitespace().any(authors::is_job_word);
    let is_desk = names.is_empty() && words <= 6 && !piece.ends_with('.') && (says_job || starts_large(after));
    let is_short = words <= 6 + 6 * names.len();
    ((!names.is_empty() && is_short) || is_desk).then_some(names)
}

fn starts_large(text: &str) -> bool {
    text.trim_start().chars().next().is_some_and(char::is_uppercase)
}

/// "5 min read", "12 comments": numbers that say nothing of the article.
fn is_reading_time(piece: &str) -> bool {
    let folded = piece.to_lowercase();
    let words: Vec<&str> = folded.split_whitespace().collect();
    let is_number = |w: &str| w.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | 'k'));
    matches!(words.as_slice(), [n, unit @ ..] if is_number(n)
        && matches!(unit.join(" ").as_str(), "min read" | "mins read" | "minute read" | "minutes read" | "min" | "comments" | "comment" | "views" | "shares" | "reads" | "likes"))
}

/// Dates with their labels, if a piece holds nothing else.
fn dates(piece: &str) -> Option<Vec<LinePart<'_>>> {
    let mut found = Vec::new();
    let mut label = None;
    let mut at = 0;
    while at < piece.len() {
        let rest = cut(piece, at..);
        let c = rest.chars().next()?;
        if !c.is_alphanumeric() {
            // A sum of money or a share is no date.
            if matches!(c, '$' | '€' | '£' | '%' | '@' | '#' | '"' | '“' | '?' | '!' | '‘') {
                return None;
            }
            at += c.len_utf8();
            continue;
        }
        if let Some(length) = age(rest) {
            found.push(LinePart::Age);
            at += length;
            label = None;
        } else if let Some((date, length)) = written_date::at_start(rest, NumericOrder::DayFirst) {
            found.push(LinePart::Date(label.take(), cut(rest, ..length), date));
            at += length;
        } else if let Some((name, kind)) = LABELS.iter().find(|(name, _)| starts_word(rest, name)) {
            label = Some(*kind);
            at += name.len();
        } else if let Some(filler) = FILLERS.iter().find(|f| starts_word(rest, f)) {
            at += filler.len();
        } else if zones::of_name(word(rest)).is_some() || written_date::weekday(word(rest)).is_some() {
            at += word(rest).len();
        } else {
            return None;
        }
    }
    (!found.is_empty()).then_some(found)
}

/// The first word of a text.
fn word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphabetic()).next().unwrap_or("")
}

/// Whether a text begins with these words, in any case.
fn starts_word(text: &str, words: &str) -> bool {
    text.get(..words.len()).is_some_and(|s| s.eq_ignore_ascii_case(words)) && !cut(text, words.len()..).starts_with(char::is_alphanumeric)
}

/// "3 hours ago", "2h ago": how many bytes it takes.
fn age(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return None;
    }
    let rest = cut(text, digits..).trim_start();
    let unit = word(rest);
    let known = [
        "h", "hr", "hrs", "hour", "hours", "m", "min", "mins", "minute", "minutes", "d", "day", "days", "week", "weeks", "month", "months",
        "year", "years",
    ];
    let after = cut(rest, unit.len()..).trim_start();
    let ago = known.iter().any(|k| unit.eq_ignore_ascii_case(k)) && starts_word(after, "ago");
    ago.then(|| text.len() - after.len() + "ago".len())
}
