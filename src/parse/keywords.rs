//! Slugs and tags that stand as lines of their own.
//!
//! In: a page with its headline. Out: claims of [`Role::Keywords`]. Never takes a short line for a slug because it is in small letters:
//! a slug spells words of the headline, or stands beside the body without any mark.

use super::page::PageLines;
use crate::document::Role;
use crate::span::cut;
use crate::text::fold;

/// Claims slugs: lines of small letters without any mark, that repeat words of the headline.
pub fn recognise_slug(page: &mut PageLines<'_>) {
    let Some(headline) = page.lines.iter().find(|l| matches!(l.claim, Some((Role::Headline, _)))) else { return };
    let words: Vec<String> = content_words(&headline.folded);
    let is_small = headline.text.chars().all(|c| !c.is_uppercase());
    if is_small || words.is_empty() {
        return;
    }
    for n in 0..page.lines.len() {
        let line = &page.lines[n];
        if !line.is_open() || line.words < 4 || line.text.len() > 600 || !is_bare_small(line.text) {
            continue;
        }
        let own = content_words(&fold(line.text));
        let shared = words.iter().filter(|w| own.contains(w)).count();
        if shared * 2 >= words.len() && shared >= 3 {
            page.claim(n, Role::Keywords, "slug");
        }
    }
}

/// Whether a line is small letters, digits, spaces and hyphens throughout.
fn is_bare_small(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '-' || c == '\'' || c == '’' || (c.is_alphanumeric() && !c.is_uppercase()))
}

/// The words of three letters and more.
fn content_words(folded: &str) -> Vec<String> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() >= 3).map(str::to_owned).collect()
}

/// Claims lines of hashtags, and the tags below the body: three or more lines of one to three words.
pub fn recognise_tags(page: &mut PageLines<'_>) {
    for n in 0..page.lines.len() {
        let line = &page.lines[n];
        let is_tag = |w: &str| {
            w.len() > 1
                && w.starts_with('#')
                && cut(w, 1..).chars().all(|c| c.is_alphanumeric() || c == '_')
                && w.chars().any(char::is_alphabetic)
        };
        if line.is_open() && line.text.starts_with('#') && line.text.split([' ', ',']).filter(|w| !w.is_empty()).all(is_tag) {
            page.claim(n, Role::Keywords, "hashtags");
        }
    }
    let end = page.prose_end();
    if end == 0 {
        return;
    }
    let labelled = page.lines.iter().skip(end).position(|l| l.claim.is_some_and(|(_, rule)| rule.0 == "keyword_label")).map(|n| n + end);
    let short = |page: &PageLines<'_>, n: usize| {
        page.lines.get(n).is_some_and(|l| l.is_open() && l.words <= 3 && !l.ends_sentence && l.text.chars().all(|c| !c.is_ascii_digit()))
    };
    let first = labelled.map_or(end, |n| n + 1);
    let count = (first..page.lines.len()).take_while(|n| short(page, *n)).count();
    // Without a label only small letters tell tags from a list of names.
    let is_small = |n: usize| page.lines[n].text.starts_with(char::is_lowercase);
    if (count >= 3 && (first..first + count).all(is_small)) || (labelled.is_some() && count >= 1) {
        for n in first..first + count {
            page.claim(n, Role::Keywords, "tag_list");
        }
    }
}
