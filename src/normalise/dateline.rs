//! Datelines: the place, day and agency before the first words of a report ("SEOUL, Nov. 6 (UPI) — ").
//!
//! In: the clean text of a paragraph. Out: [`Dateline`]. Never takes the opening words of a sentence for a place: a dateline is set in
//! capitals, or names an agency or a day, and closes with a dash or a colon.

use crate::lexicon::outlets;
use crate::span::cut;
use crate::text::authors::usual_case;
use crate::text::prefix;
use crate::text::written_date::{self, NumericOrder, WrittenDate};

/// A dateline, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dateline {
    /// Where the first sentence begins after it, bytes of the paragraph.
    pub end: usize,
    /// The place in usual case, without its country.
    pub place: Option<String>,
    /// The day, often without a year.
    pub date: Option<WrittenDate>,
    /// The agency's code as written.
    pub agency: Option<String>,
}

/// The longest dateline, in bytes.
const LONGEST: usize = 110;

/// Capitals before a dash that are labels, not places.
const LABELS: [&str; 22] = [
    "ANALYSIS",
    "BREAKING",
    "CORRECTED",
    "CORRECTION",
    "EDITORIAL",
    "EXCLUSIVE",
    "EXPLAINER",
    "FACTBOX",
    "FEATURE",
    "INTERVIEW",
    "LIVE",
    "NOTE",
    "OPINION",
    "PHOTOS",
    "PREVIEW",
    "RECAP",
    "REVIEW",
    "TIMELINE",
    "UPDATE",
    "VIDEO",
    "WATCH",
    "WRAPUP",
];

/// Small words inside the name of an agency.
const JOINING: [&str; 9] = ["of", "the", "and", "de", "du", "des", "la", "le", "del"];

/// What may close a dateline; the longer before those that it begins with.
const CLOSERS: [&str; 10] = [" -- ", "-- ", " — ", " – ", " - ", "— ", "– ", "—", " —", ": "];

/// Reads the dateline at the start of a paragraph.
pub fn read(paragraph: &str) -> Option<Dateline> {
    let head = prefix(paragraph, LONGEST);
    // Where a closer stands, in reading order: the first that leaves a whole dateline before it wins.
    let mut places: Vec<(usize, &str)> = CLOSERS.iter().flat_map(|c| head.match_indices(c).map(|(at, _)| (at, *c))).collect();
    places.sort_by_key(|(at, closer)| (*at, std::cmp::Reverse(closer.len())));
    places.into_iter().find_map(|(at, closer)| {
        let end = at + closer.len();
        let rest = cut(paragraph, end..);
        let opens = rest.trim_start().chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || !c.is_alphanumeric());
        let line = parts(cut(head, ..at).trim())?;
        let is_sure = match closer.trim() {
            ":" => {
                line.agency.is_some()
                    || line.date.is_some() && is_shouted(cut(head, ..at).split(',').next()?)
                    || is_sure_place(cut(head, ..at).trim())
            }
            "—" | "–" if is_plain_place(cut(head, ..at).trim(), rest) => true,
            "—" | "–" | "-" | "--" => {
                line.agency.is_some() || line.date.is_some() || is_sure_place(cut(head, ..at).split(',').next()?.trim())
            }
            _ => false,
        };
        let begins = end + rest.len() - rest.trim_start().len();
        (opens && is_sure && !rest.trim().is_empty()).then_some(Dateline { end: begins, ..line })
    })
}

/// Whether one or two capitalised words before a dash are a place: after the dash a sentence begins, and no second dash closes an
/// insertion.
fn is_plain_place(place: &str, rest: &str) -> bool {
    const OPENERS: [&str; 18] = [
        "A",
        "An",
        "The",
        "At",
        "In",
        "On",
        "After",
        "As",
        "More",
        "Police",
        "Thousands",
        "Hundreds",
        "Dozens",
        "Two",
        "Three",
        "Four",
        "Five",
        "Officials",
    ];
    let words = place.split_whitespace().count();
    let sentence = prefix(rest, 200);
    let sentence = sentence.split(". ").next().unwrap_or(sentence);
    let opens = rest.split_whitespace().next().is_some_and(|w| OPENERS.contains(&w));
    words <= 2 && place.len() >= 4 && opens && !sentence.contains(['—', '–']) && !is_shouted(place) && outlets::named(place).is_none()
}

/// Whether capitals alone are enough to take words for a place: no label, and no initials.
fn is_sure_place(place: &str) -> bool {
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    is_shouted(place)
        && letters >= 4
        && !LABELS.iter().any(|l| place.split_whitespace().any(|w| w == *l))
        && outlets::named(place).is_none()
}

fn is_shouted(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

/// Takes apart what stands before the dash; none where a word of it is no part of a dateline.
fn parts(text: &str) -> Option<Dateline> {
    let mut line = Dateline::default();
    let mut rest = text;
    if !rest.starts_with(['(', '/', '[']) {
        let (place, length) = place(rest)?;
        line.place = Some(place);
        rest = cut(rest, length..);
    }
    loop {
        rest = rest.trim_start_matches([' ', ',', '.', ';', '-', '–', '—', '|']);
        if rest.is_empty() {
            return (line.place.is_some() || line.agency.is_some()).then_some(line);
        }
        if let Some((code, length)) = agency(rest) {
            line.agency.get_or_insert(code);
            rest = cut(rest, length..);
        } else if let Some((date, length)) =
            written_date::at_start(rest, NumericOrder::Unknown).filter(|(d, _)| d.month.is_some() && d.day.is_some())
        {
            line.date.get_or_insert(date);
            rest = cut(rest, length..);
        } else if let Some(day) = rest.split([' ', ',']).next().filter(|w| written_date::weekday(w).is_some()) {
            rest = cut(rest, day.len()..);
        } else {
            // A region or country after the place: "KYIV, Ukraine", "Portland, Ore.".
            let region: usize = rest.find([',', '(', '/', '[']).unwrap_or(rest.len());
            let words = cut(rest, ..region).trim();
            let is_region = line.place.is_some() && line.date.is_none() && line.agency.is_none() && words.split_whitespace().count() <= 4;
            if !is_region || words.is_empty() || !words.split_whitespace().all(is_place_word) {
                // "Kyiv, Ukraine CNN": an outlet without brackets.
                return None;
            }
            rest = cut(rest, region..);
        }
    }
}

/// The place at the start: capitalised words up to a comma, a bracket, or a known agency.
fn place(text: &str) -> Option<(String, usize)> {
    let end = text.find([',', '(', '[', ';']).unwrap_or(text.len());
    let end = cut(text, ..end).find(" /").unwrap_or(end);
    let mut words = cut(text, ..end).trim_end();
    // "Washington CNN", "LONDON AFP": the agency follows without a mark.
    let is_agency = |last: &str| last.chars().all(|c| !c.is_lowercase()) && outlets::named(last).is_some();
    if let Some((before, _)) = words.rsplit_once(' ').filter(|(_, last)| is_agency(last)) {
        words = before;
    }
    // "KYIV March 4": the day follows without a mark.
    let days = words
        .match_indices(' ')
        .find(|(at, _)| written_date::at_start(cut(words, at + 1..), NumericOrder::Unknown).is_some_and(|(d, _)| d.day.is_some()));
    if let Some((at, _)) = days {
        words = cut(words, ..at);
    }
    let count = words.split([' ', '/']).count();
    if words.is_empty() || count > 6 || !words.split([' ', '/']).all(is_place_word) {
        return None;
    }
    let name: Vec<String> =
        words.split(' ').map(|w| if is_shouted(w) && w.len() > 2 && !w.contains('.') { usual_case(w) } else { w.to_owned() }).collect();
    Some((name.join(" "), words.len()))
}

/// Whether a word can stand in a place's name.
fn is_place_word(word: &str) -> bool {
    const SMALL: [&str; 12] = ["de", "del", "la", "le", "of", "and", "al", "el", "upon", "sur", "am", "the"];
    let starts_large = word.chars().next().is_some_and(char::is_uppercase);
    (starts_large || SMALL.contains(&word)) && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'))
}

/// An agency in brackets or slashes, or standing free; its code and length.
fn agency(text: &str) -> Option<(String, usize)> {
    let open = text.chars().next()?;
    let close = match open {
        '(' => ')',
        '/' => '/',
        '[' => ']',
        _ => {
            let word = text.split([' ', ',', '(']).next()?;
            return outlets::named(word).filter(|_| word.chars().any(char::is_uppercase)).map(|_| (word.to_owned(), word.len()));
        }
    };
    let inside = cut(text, 1..).split(close).next()?;
    let length = inside.len() + 2;
    // Brackets of a dateline hold an agency, known to us or not; a sentence in brackets is longer.
    let looks_like_one = inside.split_whitespace().count() <= 4
        && inside
            .split([' ', '/'])
            .all(|w| w.chars().next().is_some_and(char::is_uppercase) || JOINING.contains(&w) || outlets::agency(w).is_some());
    (length <= text.len() && !inside.is_empty() && looks_like_one).then(|| (inside.trim().to_owned(), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(paragraph: &str) -> String {
        let Some(line) = read(paragraph) else { return "none".into() };
        let date = line.date.map_or(String::new(), |d| format!("{}/{}", d.month.unwrap_or(0), d.day.unwrap_or(0)));
        format!("{}|{}|{}|{}", line.place.unwrap_or_default(), date, line.agency.unwrap_or_default(), &paragraph[line.end..])
    }

    #[test]
    fn places_days_and_agencies() {
        assert_eq!(reads("LISBON, March 4 (Meridian Press) — Dockers walked out."), "Lisbon|3/4|Meridian Press|Dockers walked out.");
        assert_eq!(reads("NEW YORK (AP) — A court ruled."), "New York||AP|A court ruled.");
        assert_eq!(reads("KYIV, Ukraine — Crews worked."), "Kyiv|||Crews worked.");
        assert_eq!(
            reads("TALLINN, 3 Sept. /Northlight Baltic/ -- Estonia has found it."),
            "Tallinn|9/3|Northlight Baltic|Estonia has found it."
        );
        assert_eq!(
            reads("GENEVA/NAIROBI, Oct 9, 2024 (Northlight News) - A swarm came."),
            "Geneva/Nairobi|10/9|Northlight News|A swarm came."
        );
        assert_eq!(
            reads("BRUSSELS (Northlight News), Friday 6 June 2025 – Ministers agreed."),
            "Brussels|6/6|Northlight News|Ministers agreed."
        );
        assert_eq!(reads("Harwich — A ship’s cat that vanished has been found."), "Harwich|||A ship’s cat that vanished has been found.");
        assert_eq!(reads("Accra (Reuters) - “No,” he said."), "Accra||Reuters|“No,” he said.");
    }

    #[test]
    fn sentences_have_none() {
        for text in [
            "UPDATE — The toll has risen.",
            "Trump — who never conceded — spoke.",
            "NATO — the alliance — met.",
            "Analysis: The war is not over.",
            "The mayor (right) - who resigned - spoke.",
            "Trump — The Man Who Sold — is a book.",
            "In Kyiv, Ukraine — where it rained — nobody came.",
        ] {
            assert_eq!(reads(text), "none", "{text}");
        }
    }
}
