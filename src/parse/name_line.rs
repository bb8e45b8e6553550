//! Lines of the head that are told by their neighbours: a name above an address, an outlet below a byline, a dateline on its own.
//!
//! In: a page whose bylines and times are claimed. Out: claims of [`Role::Byline`], addresses and credits, and notes on authors and outlet.
//! Never takes the first line of a page for a name: that is its headline.

use super::meta_line::is_title_word;
use super::page::{PageLine, PageLines};
use crate::document::{MetadataField, Role};
use crate::lexicon::outlets;
use crate::span::cut;
use crate::text::authors;
use crate::text::written_date::{self, NumericOrder};

/// Claims names that stand alone beside a time, an address or another byline: "MICHAEL LEE" above an e-mail address. Beside a byline that
/// names persons, what stands alone is their outlet.
pub fn recognise_names(page: &mut PageLines<'_>) {
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
        if !(beside(n - 1) || beside(n + 1)) {
            continue;
        }
        let (medium, place) = bare.split_once(", ").unwrap_or((bare, ""));
        let is_outlet = authors::names_medium(medium) || outlets::named(medium).is_some_and(|o| !o.is_weak(medium));
        if is_outlet && place.split_whitespace().count() <= 2 {
            page.claim(n, Role::Byline, "outlet_line");
            page.note(MetadataField::Outlet, medium, "outlet_line", 65);
            continue;
        }
        // What stands alone at the top is a headline, and so are many capitalised words.
        let names = authors::persons(bare);
        let has_headline_above = page.given.headline.is_some() || page.open_from(0).is_some_and(|first| first < n);
        let is_title = bare.split([' ', ',']).filter(|w| !w.is_empty()).all(is_title_word);
        let is_short = names.iter().all(|n| n.split_whitespace().filter(|w| w.chars().count() > 2).count() <= 3);
        if names.is_empty() || !is_title || !is_short || !has_headline_above {
            continue;
        }
        page.claim(n, Role::Byline, "name_line");
        for name in names {
            page.note(MetadataField::Author, name, "name_line", 30);
        }
    }
}

/// Claims a dateline that stands as a line of its own: "GLASGOW, Thursday".
pub fn recognise_place_lines(page: &mut PageLines<'_>) {
    for n in 1..page.first_prose().min(page.lines.len()) {
        let line = &page.lines[n];
        let Some((place, day)) = line.text.split_once(", ") else { continue };
        let is_place = place.len() >= 4 && place.chars().all(|c| !c.is_lowercase()) && place.split_whitespace().count() <= 3;
        let is_day = written_date::weekday(day).is_some()
            || written_date::at_start(day, NumericOrder::DayFirst)
                .is_some_and(|(_, end)| cut(day, end..).trim_matches(['.', ' ']).is_empty());
        if line.is_open() && is_place && is_day {
            page.claim(n, Role::Timestamp, "dateline_line");
            page.note(MetadataField::DatelinePlace, authors::usual_case(place), "dateline_line", 40);
        }
    }
}

/// Whether a line was claimed for being an address.
fn is_address_line(line: &PageLine<'_>) -> bool {
    line.claim.is_some_and(|(_, rule)| rule.0 == "address_line")
}

/// Claims lines that hold an e-mail address or its placeholder and nothing else.
pub fn recognise_addresses(page: &mut PageLines<'_>) {
    for n in 0..page.lines.len() {
        let line = &page.lines[n];
        if line.is_open()
            && line.words <= 8
            && (line.text.contains('@') || line.folded.contains("email protected"))
            && is_address(&line.folded)
        {
            page.claim(n, Role::Boilerplate, "address_line");
        }
    }
}

/// Whether a folded line is an address, perhaps with a label or a telephone number.
fn is_address(folded: &str) -> bool {
    let bare = folded.replace("email protected", "@").replace("[@]", "@");
    let is_part = |w: &str| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric() && c != '@');
        w.is_empty()
            || w.find('@').is_some_and(|at| at > 0 || w.len() == 1)
            || w.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'))
            || matches!(w, "email" | "e-mail" | "contact" | "mail" | "tel" | "twitter" | "x" | "or")
    };
    bare.contains('@') && bare.split_whitespace().all(is_part)
}

/// Claims the line below a byline that says for whom its author works: "with the Harbour Daily".
pub fn recognise_affiliation(page: &mut PageLines<'_>) {
    for n in 1..page.lines.len() {
        let line = &page.lines[n];
        let Some(outlet) = line.text.get(..5).filter(|w| w.eq_ignore_ascii_case("with ")).map(|_| cut(line.text, 5..)) else { continue };
        if line.is_open() && line.words <= 8 && !line.ends_sentence && page.role(n - 1) == Some(Role::Byline) {
            page.claim(n, Role::Credit, "byline_outlet");
            let name = outlet.strip_prefix("the ").unwrap_or(outlet);
            page.note(MetadataField::Outlet, name, "byline_outlet", 50);
        }
    }
}
