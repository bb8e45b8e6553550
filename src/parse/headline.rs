//! The headline, its repetition, and the line below it.
//!
//! In: a page whose times, bylines and furniture are claimed. Out: claims of [`Role::Headline`], [`Role::Subheadline`] and of repeated
//! headlines. Never takes a sentence of the body for a headline: where in doubt, there is none.

use super::page::PageLines;
use crate::document::{MetadataField, Role};
use crate::text::{authors, skeleton};

/// The longest headline, in bytes.
const LONGEST: usize = 260;
/// The longest subheadline, in bytes.
const LONGEST_SUB: usize = 500;

/// Claims the headline.
pub fn recognise(page: &mut PageLines<'_>) {
    match &page.given.headline {
        Some(given) => given_headline(page, &skeleton(given)),
        None => first_line(page),
    }
}

/// A headline that came with the text stands on the page only where a line near the top spells it.
fn given_headline(page: &mut PageLines<'_>, given: &str) {
    let says_it = |text: &str| {
        let line = skeleton(text);
        line == *given || (line.len() >= 20 && (given.starts_with(&line) || line.starts_with(given) && line.len() < given.len() + 40))
    };
    let found = page.lines.iter().take(12).position(|l| l.is_open() && l.text.len() <= LONGEST && says_it(l.text));
    if let Some(n) = found.filter(|_| given.len() >= 4) {
        page.claim(n, Role::Headline, "given_headline");
    }
}

/// The first open line, if it reads as a headline and something follows it.
fn first_line(page: &mut PageLines<'_>) {
    skip_site_name(page);
    let Some(n) = page.open_from(0) else { return };
    let Some(next) = page.lines.get(n + 1) else { return };
    let line = &page.lines[n];
    let followed = page.lines[n + 1..].iter().any(|l| l.is_open());
    if !followed || n > 8 || line.text.len() > LONGEST || !line.text.chars().any(char::is_alphabetic) {
        return;
    }
    let below = next.claim.map(|(role, _)| role);
    let is_marked = matches!(below, Some(Role::Byline | Role::Timestamp)) || repeats_below(page, n);
    let asks = line.text.ends_with(['?', '!']) && line.words <= 20;
    let starts_small = line.text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    let is_unended = !line.ends_sentence && !line.text.ends_with([',', ';', '-', '–']) && line.words <= 30;
    // Without a mark below, a line that opens in small letters or with a list's bullet is a piece of something else.
    let rule = match () {
        () if is_unended && (is_marked || !(starts_small || line.text.starts_with(['•', '*', '-']))) => "first_line",
        () if asks => "first_line_asks",
        () if is_marked && line.text.len() <= 140 => "first_line_marked",
        () => return,
    };
    page.claim(n, Role::Headline, rule);
}

/// Claims the outlet's name above the headline: a short line above one that is repeated, or the name of a medium above a longer line.
fn skip_site_name(page: &mut PageLines<'_>) {
    let Some(n) = page.open_from(0) else { return };
    let Some(next) = page.open_from(n + 1) else { return };
    let line = &page.lines[n];
    let below = &page.lines[next];
    if line.words > 6 || line.ends_sentence || below.is_prose() || below.words < 4 || repeats_below(page, n) {
        return;
    }
    let is_medium = authors::names_medium(line.text) || crate::lexicon::outlets::named(line.text).is_some();
    let is_plain = line.words <= 4 && !line.text.contains([',', ':', '\'', '‘', '’', '"', '“', '?', '!']);
    if is_medium || (is_plain && repeats_below(page, next)) {
        let name = line.text;
        page.claim(n, Role::Boilerplate, "site_name");
        if is_medium {
            page.note(MetadataField::Outlet, authors::usual_words(name), "site_name", 70);
        }
    }
}

/// Whether an open line near the top repeats line `n`.
fn repeats_below(page: &PageLines<'_>, n: usize) -> bool {
    let own = skeleton(page.lines[n].text);
    own.len() >= 12
        && page.lines[n].words >= 3
        && page.lines.iter().skip(n + 1).take(8).any(|l| l.is_open() && l.text.len() <= LONGEST && skeleton(l.text) == own)
}

/// Claims further lines that spell the headline.
pub fn recognise_repetition(page: &mut PageLines<'_>) {
    let Some(first) = (0..page.lines.len()).find(|n| page.role(*n) == Some(Role::Headline)) else { return };
    let own = skeleton(page.lines[first].text);
    // A name that opens a transcript is repeated with every answer.
    if own.len() < 8 || page.lines[first].words < 3 {
        return;
    }
    let (head, tail) = (first + 12, page.prose_end());
    let spells = |text: &str| {
        let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric());
        bare.len() <= page.lines[first].text.len() + 24 && skeleton(bare) == own
    };
    let repeated: Vec<usize> = (0..page.lines.len())
        .filter(|n| *n != first && (*n <= head || *n >= tail) && page.lines[*n].is_open() && spells(page.lines[*n].text))
        .collect();
    for n in repeated {
        page.claim(n, Role::Boilerplate, "repeated_headline");
    }
}

/// Claims the line below the headline: one that stops without a full stop before running text, or one that stands before the byline.
pub fn recognise_below(page: &mut PageLines<'_>) {
    let Some(head) = (0..page.lines.len()).find(|n| page.role(*n) == Some(Role::Headline)) else { return };
    let Some(n) = page.open_from(head + 1).filter(|n| *n <= head + 4) else { return };
    let line = &page.lines[n];
    if line.text.len() > LONGEST_SUB || !line.text.chars().any(char::is_alphabetic) {
        return;
    }
    let between = page.lines[head + 1..n].iter().any(|l| l.claim.is_some_and(|(r, _)| matches!(r, Role::Byline | Role::Timestamp)));
    let marked_below = page.lines[n + 1..].iter().take_while(|l| !l.is_open()).any(|l| {
        l.claim.is_some_and(|(role, rule)| {
            matches!(role, Role::Byline | Role::Timestamp) || rule.0 == "repeated_headline" || rule.0 == "address_line"
        })
    });
    let prose_below = page.open_from(n + 1).is_some_and(|m| page.lines[m].is_prose());
    let is_label = line.words < 4 || line.text.ends_with([':', ',']) || line.text.starts_with(['•', '*', '-', '"', '“']);
    if marked_below && line.words >= 3 {
        page.claim(n, Role::Subheadline, "standfirst");
    } else if line.words >= 3 && !line.is_prose() && two_lines_stand_first(page, n) {
        page.claim(n, Role::Subheadline, "standfirst");
        page.claim(n + 1, Role::Subheadline, "standfirst");
    } else if !between && !line.ends_sentence && !is_label && prose_below && line.words <= 40 && n == head + 1 {
        page.claim(n, Role::Subheadline, "second_line");
    }
}

/// Whether this line and the next, neither of them running text, stand between the headline and the byline.
fn two_lines_stand_first(page: &PageLines<'_>, n: usize) -> bool {
    let second = page.lines.get(n + 1).is_some_and(|l| l.is_open() && !l.is_prose() && l.words >= 3);
    let marked = page.lines.get(n + 2).is_some_and(|l| matches!(l.claim, Some((Role::Byline | Role::Timestamp, _))));
    second && marked
}
