//! Lines that say who wrote the article and when: bylines, times, and both on one line.
//!
//! In: a page. Out: claims of [`Role::Byline`] and [`Role::Timestamp`], and notes on authors and dates. Never reads a line of running
//! text: every word of such a line must be accounted for.

use super::authors;
use super::page::Page;
use super::written_date::{self, NumericOrder, WrittenDate};
use crate::document::{MetadataField, Role};
use crate::lexicon::outlets::{self, OutletKind};

/// The longest line, in bytes, that can say who and when.
const LONGEST: usize = 200;

/// What a label before a date says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Published,
    Updated,
}

/// Labels before dates, the longer before those that they begin with.
const LABELS: [(&str, Label); 33] = [
    ("first published on", Label::Published),
    ("first published", Label::Published),
    ("originally published", Label::Published),
    ("published online", Label::Published),
    ("published on", Label::Published),
    ("published at", Label::Published),
    ("published", Label::Published),
    ("publication date", Label::Published),
    ("publish date", Label::Published),
    ("pubdate", Label::Published),
    ("pub date", Label::Published),
    ("posted on", Label::Published),
    ("posted at", Label::Published),
    ("posted", Label::Published),
    ("issued on", Label::Published),
    ("issued", Label::Published),
    ("input", Label::Published),
    ("registered", Label::Published),
    ("created", Label::Published),
    ("uploaded", Label::Published),
    ("released", Label::Published),
    ("date", Label::Published),
    ("time", Label::Published),
    ("last updated on", Label::Updated),
    ("last updated", Label::Updated),
    ("last update", Label::Updated),
    ("last modified", Label::Updated),
    ("last edited", Label::Updated),
    ("updated on", Label::Updated),
    ("updated at", Label::Updated),
    ("updated", Label::Updated),
    ("modified", Label::Updated),
    ("update", Label::Updated),
];

/// Words that may stand beside dates without telling anything.
const FILLERS: [&str; 16] =
    ["on", "at", "live", "the", "local", "time", "and", "breaking", "in", "by", "edited", "news", "article", "first", "issue", "print"];

/// What a part of such a line says.
enum Part<'t> {
    Date(Option<Label>, &'t str, WrittenDate),
    Age,
    Authors(Vec<String>),
    Outlet(&'t str),
    Aside,
}

/// Claims lines that are bylines or times from end to end.
pub fn recognise(page: &mut Page<'_>) {
    let mut sentences = 0;
    let tail = page.prose_end();
    for n in 0..page.lines.len() {
        let line = &page.lines[n];
        if !line.is_open() || line.is_prose() && line.text.len() > LONGEST {
            sentences += usize::from(line.is_open());
            continue;
        }
        let (text, prose) = (line.text, line.is_prose());
        let in_head = sentences <= 2 && n < 16;
        let found = if text.len() <= LONGEST { parts(text) } else { None };
        match found {
            Some(parts) if in_head || n >= tail || is_labelled(&parts) || names_author(&parts) => take(page, n, &parts, in_head),
            // A day alone in the middle of the body heads the entries of a chronology.
            Some(parts) if !parts.iter().any(|p| matches!(p, Part::Authors(_))) => {
                let is_clock = parts.iter().all(|p| matches!(p, Part::Date(_, _, d) if d.is_clock_only()) || matches!(p, Part::Age));
                page.claim(n, if is_clock { Role::Timestamp } else { Role::Heading }, if is_clock { "entry_time" } else { "entry_day" });
            }
            _ => sentences += usize::from(prose),
        }
    }
}

/// Whether a part names what it is, so that it counts anywhere on the page.
fn is_labelled(parts: &[Part<'_>]) -> bool {
    parts.iter().any(|p| matches!(p, Part::Date(Some(_), ..)))
}

/// Whether a part names an author behind "By", which counts anywhere on the page too.
fn names_author(parts: &[Part<'_>]) -> bool {
    parts.iter().any(|p| matches!(p, Part::Authors(names) if !names.is_empty()))
}

/// Claims a line and notes what its parts say.
fn take(page: &mut Page<'_>, n: usize, parts: &[Part<'_>], in_head: bool) {
    let has_authors = parts.iter().any(|p| matches!(p, Part::Authors(_)));
    let (role, rule) = if has_authors { (Role::Byline, "byline") } else { (Role::Timestamp, "date_line") };
    if parts.iter().all(|p| matches!(p, Part::Aside | Part::Outlet(_))) {
        return;
    }
    page.claim(n, role, rule);
    let place = if in_head { 0 } else { 20 };
    for part in parts {
        match part {
            Part::Date(label, text, date) if !date.is_clock_only() => {
                let (field, rank) = match label {
                    Some(Label::Published) => (MetadataField::Published, 20),
                    Some(Label::Updated) => (MetadataField::Updated, 20),
                    None => (MetadataField::Published, 30),
                };
                page.note(field, *text, rule, rank + place);
            }
            Part::Authors(names) => {
                for name in names {
                    page.note(MetadataField::Author, name.clone(), rule, 20 + place);
                }
            }
            Part::Outlet(name) if outlets::agency(name).is_some() => page.note(MetadataField::Agency, *name, rule, 40),
            Part::Outlet(name) => page.note(MetadataField::Outlet, *name, rule, 60),
            Part::Date(..) | Part::Age | Part::Aside => {}
        }
    }
}

/// The parts of a line that says who and when and nothing else.
fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let mut found = Vec::new();
    for piece in text.split(['|', '•', '·', '▪', '\t']).map(str::trim).filter(|p| !p.is_empty()) {
        match part(piece) {
            Some(parts) => found.extend(parts),
            None => found.extend(dashed(piece)?),
        }
    }
    (!found.is_empty()).then_some(found)
}

/// A piece whose parts are set apart by spaced dashes or a comma: "By Ana Ruiz - 6 November 2024".
fn dashed(piece: &str) -> Option<Vec<Part<'_>>> {
    let separators = [" - ", " – ", " — ", ", ", " / ", " on "];
    separators.iter().find_map(|s| {
        piece.match_indices(s).find_map(|(at, s)| {
            let mut parts = part(piece[..at].trim())?;
            let rest = piece[at + s.len()..].trim();
            parts.extend(part(rest).or_else(|| dashed(rest))?);
            parts.iter().any(|p| matches!(p, Part::Date(..) | Part::Age)).then_some(parts)
        })
    })
}

/// What a piece says, if it says one thing.
fn part(piece: &str) -> Option<Vec<Part<'_>>> {
    if piece.bytes().any(|b| b.is_ascii_digit()) {
        return dates(piece).or_else(|| is_reading_time(piece).then(|| vec![Part::Aside]));
    }
    if let Some(names) = byline(piece) {
        return Some(vec![Part::Authors(names)]);
    }
    if let Some(outlet) = outlets::named(piece) {
        let is_wire = outlet.kind == OutletKind::Agency;
        return (is_wire || !outlet.is_weak(piece)).then(|| vec![Part::Outlet(piece)]);
    }
    None
}

/// The authors of a piece that says "By"; empty where it names an agency or a desk.
fn byline(piece: &str) -> Option<Vec<String>> {
    let piece = piece.trim_start_matches(['-', '–', '—', ' ']);
    let folded = super::page::fold(piece);
    let opened = authors::opener(&folded).filter(|_| !folded.starts_with("from "))?;
    let names = authors::persons(piece);
    let words = piece.split_whitespace().count();
    let is_desk = names.is_empty() && words <= 6 && !piece.ends_with('.') && starts_large(&piece[opened.min(piece.len())..]);
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
fn dates(piece: &str) -> Option<Vec<Part<'_>>> {
    let mut found = Vec::new();
    let mut label = None;
    let mut at = 0;
    while at < piece.len() {
        let rest = &piece[at..];
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
            found.push(Part::Age);
            at += length;
            label = None;
        } else if let Some((date, length)) = written_date::at_start(rest, NumericOrder::DayFirst) {
            found.push(Part::Date(label.take(), &rest[..length], date));
            at += length;
        } else if let Some((name, kind)) = LABELS.iter().find(|(name, _)| starts_word(rest, name)) {
            label = Some(*kind);
            at += name.len();
        } else if let Some(filler) = FILLERS.iter().find(|f| starts_word(rest, f)) {
            at += filler.len();
        } else if super::zones::of_name(word(rest)).is_some() || written_date::weekday(word(rest)).is_some() {
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
    text.get(..words.len()).is_some_and(|s| s.eq_ignore_ascii_case(words)) && !text[words.len()..].starts_with(char::is_alphanumeric)
}

/// "3 hours ago", "2h ago": how many bytes it takes.
fn age(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return None;
    }
    let rest = text[digits..].trim_start();
    let unit = word(rest);
    let known = [
        "h", "hr", "hrs", "hour", "hours", "m", "min", "mins", "minute", "minutes", "d", "day", "days", "week", "weeks", "month", "months",
        "year", "years",
    ];
    let behind = rest[unit.len()..].trim_start();
    let ago = known.iter().any(|k| unit.eq_ignore_ascii_case(k)) && starts_word(behind, "ago");
    ago.then(|| text.len() - behind.len() + "ago".len())
}

/// Claims names that stand alone beside a time, an address or another byline: "MICHAEL LEE" above an e-mail address.
pub fn recognise_names(page: &mut Page<'_>) {
    let head = page.head_end();
    for n in 1..page.lines.len().min(16) {
        let line = &page.lines[n];
        let bare = line.text.trim_start_matches(['-', '–', '—', '•', '*', ' ']);
        if !line.is_open() || n > head || line.ends_sentence || bare.len() > 80 {
            continue;
        }
        let beside = |m: usize| {
            page.role(m).is_some_and(|r| matches!(r, Role::Byline | Role::Timestamp)) || page.lines.get(m).is_some_and(is_address_line)
        };
        let names = authors::persons(bare);
        let covers = names.iter().map(String::len).sum::<usize>() + 8 * names.len() >= bare.len();
        if names.is_empty() || !covers || !(beside(n - 1) || beside(n + 1)) {
            continue;
        }
        page.claim(n, Role::Byline, "name_line");
        for name in names {
            page.note(MetadataField::Author, name, "name_line", 30);
        }
    }
}

/// Whether a line was claimed for being an address.
fn is_address_line(line: &super::page::Line<'_>) -> bool {
    line.claim.is_some_and(|(_, rule)| rule.0 == "address_line")
}

/// Claims lines that hold an e-mail address or its placeholder and nothing else.
pub fn recognise_addresses(page: &mut Page<'_>) {
    for n in 0..page.lines.len() {
        let line = &page.lines[n];
        if line.is_open()
            && line.words <= 4
            && line.text.contains('@') | line.folded.contains("email protected")
            && is_address(&line.folded)
        {
            page.claim(n, Role::Boilerplate, "address_line");
        }
    }
}

/// Whether a folded line is an address, perhaps with a label.
fn is_address(folded: &str) -> bool {
    let bare = folded.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '•' | '*' | ' ' | '[' | ']' | '(' | ')' | '<' | '>'));
    let bare =
        ["email:", "e-mail:", "contact:", "email", "twitter:", "x:"].iter().find_map(|l| bare.strip_prefix(l)).unwrap_or(bare).trim();
    let looks = |w: &str| w.split_once('@').is_some_and(|(_, host)| host.is_empty() || !host.contains(' '));
    bare == "email protected"
        || bare == "protected"
        || bare == "[email protected]"
        || (!bare.is_empty() && bare.split_whitespace().all(looks))
}

/// Claims the line below a byline that says for whom its author works: "with the Harbour Daily".
pub fn recognise_affiliation(page: &mut Page<'_>) {
    for n in 1..page.lines.len() {
        let line = &page.lines[n];
        let Some(outlet) = line.text.get(..5).filter(|w| w.eq_ignore_ascii_case("with ")).map(|_| &line.text[5..]) else { continue };
        if line.is_open() && line.words <= 8 && !line.ends_sentence && page.role(n - 1) == Some(Role::Byline) {
            page.claim(n, Role::Credit, "byline_outlet");
            let name = outlet.strip_prefix("the ").unwrap_or(outlet);
            page.note(MetadataField::Outlet, name, "byline_outlet", 50);
        }
    }
}
