//! What the outlet says about its own article: corrections and updates.
//!
//! In: a page. Out: claims of [`Role::Correction`], and notes on the day of an update. Never takes a report of somebody else's correction:
//! the note opens the line and speaks of this article.

use std::sync::LazyLock;

use regex::Regex;

use super::page::PageLines;
use crate::document::{MetadataField, Role};

/// "Update, Nov. 6: ...", "Correction (June 5, 2024): ...", "Editor's note: ...". Groups 1 and 2 may hold a date.
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\W{0,3}(?:update[ds]?|correction[s]?|corrected|clarification[s]?|editor'?s'? note|editors' note|note to readers?|amendment|erratum)(?: #?\d)?(?:\s*\(([^()]{3,40})\)|[,\s]+([^:()]{0,16}\d[^:()]{0,20}?))?\s*(?::|\s-\s)\s*\S")
        .expect("a fixed pattern")
});

/// "This article was amended on ...", "An earlier version of this story ...".
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    let piece = "(?:article|story|report|piece|headline|post|page|column|dispatch|version|caption|item|copy)";
    Regex::new(&format!(
        r"^\W{{0,3}}(?:(?:this|the|the above) {piece}(?: (?:on|about|published|above|in) .{{0,60}}?)? (?:was|has been|have been|is being|will be|had been) (?:\w+ )?(?:updated|corrected|amended|revised|clarified|edited|modified|changed)|(?:an|a) (?:earlier|previous|prior|older) version of (?:this|the) {piece}|this is a corrected version|this {piece} corrects )"
    ))
    .expect("a fixed pattern")
});

/// The longest note, in bytes.
const LONGEST: usize = 1_500;

/// Claims notes of the outlet on its article.
pub fn recognise(page: &mut PageLines<'_>) {
    for n in 1..page.lines.len() {
        let line = &page.lines[n];
        if !line.is_open() || line.text.len() > LONGEST || !may_open(&line.folded) {
            continue;
        }
        if let Some(found) = LABELLED.captures(&line.folded) {
            let when = found.get(1).or(found.get(2)).map(|m| m.as_str().to_owned());
            let is_update = line.folded.contains("update") || line.folded.contains("correct");
            page.claim(n, Role::Correction, "labelled_note");
            if let Some(when) = when.filter(|w| is_update && w.bytes().any(|b| b.is_ascii_digit())) {
                page.note(MetadataField::Updated, when, "labelled_note", 70);
            }
        } else if SENTENCE.is_match(&line.folded) {
            page.claim(n, Role::Correction, "version_note");
        }
    }
}

/// Whether a line begins as notes do; saves trying patterns on every paragraph.
fn may_open(folded: &str) -> bool {
    const OPENINGS: [&str; 11] = ["update", "correct", "clarif", "editor", "note to", "amend", "erratum", "this ", "the ", "an ", "a "];
    let bare = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    OPENINGS.iter().any(|o| bare.starts_with(o))
}
