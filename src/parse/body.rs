//! What is left: headings, list items and paragraphs, and lists of related stories.
//!
//! In: a page whose furniture is claimed. Out: a role for every line. Where in doubt, a line is a paragraph.

use std::sync::LazyLock;

use regex::Regex;

use super::page::{PageLine, PageLines};
use crate::document::{MetadataField, Role};
use crate::span::{Span, cut};
use crate::text::authors;

/// The longest heading, in bytes.
const LONGEST_HEADING: usize = 110;

/// A bullet or a number before an item.
static BULLET: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:[•‣◦▪●■○∙·*►▶✓✔]|[-–](?:\s)|\(?\d{1,2}[.)](?:\s)|\(?[a-z]\)(?:\s))\s*").expect("a fixed pattern"));

/// Claims the short lines below a label such as "Related:" up to the next running text.
pub fn recognise_related(page: &mut PageLines<'_>) {
    let mut below = false;
    for n in 0..page.lines.len() {
        let line = &page.lines[n];
        match line.claim {
            Some((Role::Boilerplate, rule)) if rule.0 == "related_label" => below = line.words <= 5,
            Some(_) => {}
            None if below && !line.is_prose() && line.text.len() <= 200 && !line.text.starts_with(['"', '“']) => {
                // In the middle of the body a heading must not be lost with the links above it.
                let is_last_before_prose = page.lines.get(n + 1).is_some_and(|l| l.is_open() && l.is_prose())
                    && n > 0
                    && page.lines[n - 1].claim.is_some_and(|(_, r)| r.0 == "related_story");
                if is_last_before_prose && line.words <= 8 {
                    below = false;
                } else {
                    page.claim(n, Role::Boilerplate, "related_story");
                }
            }
            None => below = false,
        }
    }
}

/// Claims list items: lines with a round bullet, or two and more in a row with a dash or a number.
pub fn recognise_lists(page: &mut PageLines<'_>) {
    let marks: Vec<Option<usize>> = page.lines.iter().map(|l| if l.is_open() { bullet(l.text) } else { None }).collect();
    for n in 0..page.lines.len() {
        let Some(length) = marks[n] else { continue };
        let is_round = page.lines[n].text.starts_with(['•', '‣', '◦', '▪', '●', '■', '○', '►', '▶']);
        let neighbours = |m: Option<usize>| m.and_then(|m| marks.get(m)).is_some_and(Option::is_some);
        if is_round || neighbours(n.checked_sub(1)) || neighbours(Some(n + 1)) {
            let span = page.lines[n].span;
            page.lines[n].inner = Span::new(span.start as usize + length, span.end as usize);
            page.claim(n, Role::ListItem, "bullet");
        }
    }
}

/// How many bytes a bullet takes, if words follow it.
fn bullet(text: &str) -> Option<usize> {
    if text.starts_with(|c: char| c.is_ascii_uppercase() || matches!(c, '"' | '“')) {
        return None;
    }
    let end = BULLET.find(text)?.end();
    cut(text, end..).chars().any(char::is_alphanumeric).then_some(end)
}

/// Claims headings: short lines without an end that stand before running text, or before another heading.
pub fn recognise_headings(page: &mut PageLines<'_>) {
    let headline = page.lines.iter().position(|l| matches!(l.claim, Some((Role::Headline, _))));
    let start = match headline {
        Some(headline) => headline + 1,
        None if page.given.headline.is_some() => 0,
        None => page.first_prose() + 1,
    };
    for n in (start..page.lines.len()).rev() {
        let line = &page.lines[n];
        if !line.is_open() || !is_heading(line) {
            continue;
        }
        let Some(below) = page.lines.get(n + 1) else { continue };
        let leads = match below.claim {
            None => below.is_prose() || (below.ends_sentence && below.words >= 4),
            Some((role, _)) => matches!(role, Role::Heading | Role::ListItem | Role::Caption | Role::SocialPost),
        };
        if leads {
            page.claim(n, Role::Heading, "short_line");
        }
    }
}

/// Whether a line has the shape of a heading.
fn is_heading(line: &PageLine<'_>) -> bool {
    if line.text.len() > LONGEST_HEADING || line.words > 14 {
        return false;
    }
    let asks = line.text.ends_with('?') && line.words <= 9 && !line.text.contains(':');
    let starts_large =
        line.text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric() || !c.is_lowercase());
    let ends_open = line.text.ends_with([':', ',', ';', '-', '–', '—', '"', '”', ')', '%']);
    let has_words = line.text.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    has_words && starts_large && (asks || !line.ends_sentence) && !ends_open && !line.text.starts_with(['"', '“', '‘'])
}

/// Claims what stands after the article about its authors: "Ana Ruiz is a contributing editor.", "... can be reached at ...".
pub fn recognise_author_notes(page: &mut PageLines<'_>) {
    let names: Vec<String> = page.metadata.iter().filter(|m| m.field == MetadataField::Author).map(|m| m.value.clone()).collect();
    claim_author_notes(page, &names);
}

/// The same where the names of the authors are known.
pub fn claim_author_notes(page: &mut PageLines<'_>, names: &[String]) {
    let last = page.prose_end();
    for n in last.saturating_sub(3).max(2)..page.lines.len() {
        let line = &page.lines[n];
        if !line.is_open() || line.words > 70 || line.text.starts_with(['"', '“', '‘', '\'']) {
            continue;
        }
        let is_about = names.iter().any(|name| {
            let rest = line.text.strip_prefix(name.as_str()).unwrap_or("");
            [" is ", " was ", ", ", " reports ", " covers ", " writes "].iter().any(|v| rest.starts_with(v))
                && rest.split_whitespace().any(authors::is_job_word)
        });
        let gives_address = line.words <= 30 && (is_write_to(line.text) || ADDRESSES.iter().any(|p| line.folded.contains(p)));
        let is_stranger = || n + 1 >= last && presents(line.text).is_some_and(|name| !page.lines[1..n].iter().any(|l| speaks_of(l, name)));
        if is_about || gives_address || is_stranger() {
            page.claim(n, Role::Credit, "author_note");
        }
    }
}

/// What leads to an author's address.
const ADDRESSES: [&str; 8] = [
    "can be reached at",
    "follow him on",
    "follow her on",
    "follow them on",
    "contact the reporter",
    "contact the author",
    "e-mail the author",
    "email the author",
];

/// "Write to Ana Ruiz at ana@harbourpost.example".
fn is_write_to(text: &str) -> bool {
    ["Write to ", "Contact ", "Email ", "E-mail "].iter().any(|p| text.starts_with(p)) && text.contains('@') && text.contains(" at ")
}

/// The surname of whom a line presents by name and job: "Ana Ruiz is a staff writer at the Harbour Post."
fn presents(text: &str) -> Option<&str> {
    let (name, rest) = text.trim_start_matches(['—', '–', '-', ' ']).split_once(" is ")?;
    let words = || name.split(' ');
    let is_name = (2..=4).contains(&words().count()) && words().all(|w| w.starts_with(char::is_uppercase) && !w.ends_with(','));
    let mut said = rest.split_whitespace().take(PRESENTED);
    let article = said.next().is_some_and(|w| matches!(w, "a" | "an" | "the") || authors::is_job_word(w));
    (is_name && article && said.any(is_writers_job)).then(|| words().next_back()).flatten()
}

/// Whether a word says what somebody does who writes for an outlet now and then.
fn is_writers_job(word: &str) -> bool {
    const JOBS: [&str; 15] = [
        "author",
        "blogger",
        "co-author",
        "commentator",
        "fellow",
        "freelance",
        "freelancer",
        "historian",
        "host",
        "lecturer",
        "novelist",
        "professor",
        "researcher",
        "scholar",
        "writer",
    ];
    JOBS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())) || authors::is_job_word(word)
}

/// So many words after "is" say what the author does.
const PRESENTED: usize = 14;

/// Whether a line of running text names somebody: an author's note presents one of whom the article does not speak.
fn speaks_of(line: &PageLine<'_>, surname: &str) -> bool {
    line.is_prose() && line.text.contains(surname)
}

/// Whatever is left is running text.
pub fn recognise_paragraphs(page: &mut PageLines<'_>) {
    for n in 0..page.lines.len() {
        page.claim(n, Role::Paragraph, "paragraph");
    }
}
