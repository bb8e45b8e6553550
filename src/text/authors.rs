//! The names in a byline.
//!
//! In: a byline as written (`BY ANA RUIZ AND TOM LEE [a.ruiz@example.org]`). Out: the names of persons in it, in usual case. Never returns
//! an agency, a desk, a place after a comma or an address.

use super::{after_opening, is_invisible};
use crate::lexicon::outlets;

/// Words that open a byline.
const OPENERS: [&str; 14] = [
    "by ",
    "by: ",
    "written by ",
    "words by ",
    "words: ",
    "story by ",
    "reported by ",
    "author: ",
    "authors: ",
    "author ",
    "text by ",
    "posted by ",
    "published by ",
    "from ",
];

/// Words of jobs and desks, which no person's name holds.
const JOBS: [&str; 41] = [
    "admin",
    "agencies",
    "agency",
    "analyst",
    "associated",
    "board",
    "bureau",
    "chief",
    "columnist",
    "contributor",
    "contributors",
    "copyright",
    "correspondent",
    "correspondents",
    "critic",
    "desk",
    "director",
    "edition",
    "editor",
    "editorial",
    "editors",
    "email",
    "intern",
    "journalist",
    "journalists",
    "newsroom",
    "office",
    "our",
    "photographer",
    "presenter",
    "producer",
    "reporter",
    "reporters",
    "reporting",
    "service",
    "staff",
    "team",
    "university",
    "web",
    "writer",
    "writers",
];

/// Words that names of newspapers and stations end or begin in.
const MEDIA: [&str; 63] = [
    "advertiser",
    "advocate",
    "argus",
    "beacon",
    "broadcasting",
    "bugle",
    "bulletin",
    "chronicle",
    "courier",
    "daily",
    "digital",
    "dispatch",
    "echo",
    "enquirer",
    "examiner",
    "express",
    "fm",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "independent",
    "inquirer",
    "insider",
    "journal",
    "ledger",
    "magazine",
    "mail",
    "media",
    "mercury",
    "messenger",
    "mirror",
    "monitor",
    "network",
    "news",
    "newspaper",
    "newswire",
    "observer",
    "online",
    "planet",
    "post",
    "press",
    "radio",
    "record",
    "register",
    "report",
    "reporter",
    "republic",
    "review",
    "sentinel",
    "standard",
    "telegraph",
    "television",
    "times",
    "today",
    "tribune",
    "tv",
    "voice",
    "weekly",
    "wire",
    "gazetteer",
    "bote",
    "post-dispatch",
];

/// Whether a word names a job or a desk.
pub fn is_job_word(word: &str) -> bool {
    JOBS.contains(&word.to_lowercase().trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether words read as the name of a newspaper or station: capitalised throughout, one of them telling.
pub fn names_medium(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let tells = |w: &&str| MEDIA.contains(&w.to_lowercase().as_str());
    let starts_large =
        |w: &str| w.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()) || matches!(w, "of" | "the" | "and" | "de");
    (2..=6).contains(&words.len())
        && words.iter().all(|w| starts_large(w))
        && (words.first().is_some_and(tells) || words.last().is_some_and(tells))
}

/// Small words inside names.
const PARTICLES: [&str; 27] = [
    "al", "af", "av", "bin", "bint", "da", "dal", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la", "le",
    "ten", "ter", "van", "von", "y", "zu", "st",
];

/// What stands after the opening of a byline; none where it opens with nothing that says so.
pub fn after_opener(byline: &str) -> Option<&str> {
    OPENERS.iter().find_map(|opening| after_opening(byline, opening))
}

/// The persons that a byline names.
pub fn persons(byline: &str) -> Vec<String> {
    let bare = without_addresses(byline);
    let bare = bare.trim().trim_start_matches(['-', '–', '—', '•', '*', '·', ' ']);
    let mut names: Vec<String> = Vec::new();
    for piece in pieces(after_opener(bare).unwrap_or(bare)) {
        let piece = piece.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '.' | ',' | '(' | ')' | ':' | ';' | '-' | '–' | '—') && !is_initial(piece)
        });
        match person(piece) {
            Some(name) if !names.contains(&name) => names.push(name),
            Some(_) => {}
            // After the names stand jobs, places and media; the names are over.
            None if !names.is_empty() => break,
            None => {}
        }
    }
    names
}

/// Whether a piece ends in an initial, whose full stop belongs to it.
fn is_initial(piece: &str) -> bool {
    piece.trim_end().ends_with('.') && piece.trim_end().trim_end_matches('.').chars().rev().take_while(|c| c.is_alphabetic()).count() <= 2
}

/// A byline without e-mail addresses, what stands in brackets, and characters that are not seen.
fn without_addresses(byline: &str) -> String {
    let mut kept = String::with_capacity(byline.len());
    let mut depth = 0usize;
    for c in byline.chars() {
        match c {
            '[' | '(' | '<' => depth += 1,
            ']' | ')' | '>' => depth = depth.saturating_sub(1),
            c if depth == 0 && !is_invisible(c) => kept.push(c),
            _ => {}
        }
    }
    kept.split_whitespace().filter(|w| !w.contains('@')).collect::<Vec<_>>().join(" ")
}

/// The parts between commas, "and" and other separators; " in " and " for " end a name.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    const JOINING: [&str; 5] = [" and ", " AND ", " And ", " with ", " WITH "];
    const ENDING: [&str; 8] = [" in ", " IN ", " for ", " FOR ", " at ", " - ", " – ", " — "];
    let parts = text.split([',', ';', '|', '•', '·', '/', '&', '\n']).flat_map(|part| split_at_words(part, &JOINING));
    parts.map(|part| ENDING.iter().fold(part, |name, stop| name.split(stop).next().unwrap_or(name)))
}

/// Splits at any of several words.
fn split_at_words<'t>(text: &'t str, words: &[&str]) -> Vec<&'t str> {
    words.iter().fold(vec![text], |parts, word| parts.into_iter().flat_map(|p| p.split(word)).collect())
}

/// A piece as a person's name in usual case, if it has the shape of one.
pub fn person(piece: &str) -> Option<String> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    if !(2..=5).contains(&words.len()) || piece.len() > 60 {
        return None;
    }
    let is_outlet = outlets::named(piece).is_some();
    if is_outlet || names_medium(piece) || words[0].eq_ignore_ascii_case("the") || !words.iter().all(|w| is_name_word(w)) {
        return None;
    }
    let starts_small = |w: &&&str| w.chars().next().is_some_and(char::is_lowercase);
    if words.iter().filter(starts_small).count() * 2 > words.len() {
        return None;
    }
    let is_shouted = piece.chars().filter(|c| c.is_alphabetic()).all(|c| !c.is_lowercase());
    let name: Vec<String> = words.iter().map(|w| if is_shouted { usual_case(w) } else { (*w).to_owned() }).collect();
    Some(name.join(" "))
}

/// Whether a word can stand in a name: capitalised, or a particle, and no desk or job.
fn is_name_word(word: &str) -> bool {
    let bare = word.trim_matches(['.', '\'', '’']);
    let lower = bare.to_lowercase();
    let starts_large = bare.chars().next().is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
    let has_only_letters = bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '‐' | '\'' | '’' | '.' | '‘'));
    let is_calendar = super::written_date::weekday(bare).is_some() && bare.len() > 3;
    (starts_large || PARTICLES.contains(&lower.as_str())) && has_only_letters && !is_calendar && !JOBS.contains(&lower.as_str())
}

/// Shouted words as they are usually written; others as they are.
pub fn usual_words(text: &str) -> String {
    if text.chars().any(char::is_lowercase) {
        return text.to_owned();
    }
    text.split_whitespace().map(usual_case).collect::<Vec<_>>().join(" ")
}

/// A shouted word as it is usually written: "LEE" → "Lee", "O'BRIEN" → "O'Brien", "MCKAY" → "McKay".
pub fn usual_case(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut starts = true;
    let is_scottish = word.starts_with("MC") && word.chars().count() > 4;
    for (n, c) in word.chars().enumerate() {
        if starts || (is_scottish && n == 2) {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        starts = matches!(c, '-' | '\'' | '’' | '.' | '/') && (n < 3 || c == '-' || c == '/' || c == '.');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_and_set_in_usual_case() {
        assert_eq!(persons("BY ANA RUIZ AND TOM O'BRIEN [[email protected]]"), ["Ana Ruiz", "Tom O'Brien"]);
        assert_eq!(persons("By Jean-Luc van der Berg, Mira K. Sen and Lu Wei in Oslo"), ["Jean-Luc van der Berg", "Mira K. Sen", "Lu Wei"]);
        assert_eq!(persons("- KWON MIN-SEOP"), ["Kwon Min-Seop"]);
    }

    #[test]
    fn agencies_desks_and_jobs_are_no_authors() {
        assert_eq!(persons("By Reuters"), [""; 0]);
        assert_eq!(persons("By Our Staff Reporter"), [""; 0]);
        assert_eq!(persons("By Ana Ruiz, political correspondent"), ["Ana Ruiz"]);
        assert_eq!(persons("By Ana Ruiz, Associated Press"), ["Ana Ruiz"]);
        assert_eq!(persons("By Monday the water had reached the school"), [""; 0]);
    }
}
