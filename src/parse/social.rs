//! Embedded posts: the line that says whose post it was and when, and the words above it.
//!
//! In: a page. Out: claims of [`Role::SocialAttribution`] and [`Role::SocialPost`], and notes on the day of each post. Never takes more
//! than the paragraph above, unless blank lines show where the post begins.

use std::sync::LazyLock;

use regex::Regex;

use super::page::PageLines;
use crate::document::{MetadataField, Role};
use crate::text::written_date::{self, NumericOrder};

/// "— Name (@handle) November 7, 2024", as X, Bluesky and Mastodon embeds end; "-" and "--" stand for the dash in careless scrapes.
static SIGNATURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:—|–|--?|&mdash;|―)\s*\S.{0,120}?\s*\(@[\w.\-]+(?:@[\w.\-]+)?\)\s*(?:on\s+)?(.{6,60})$").expect("a fixed pattern")
});

/// "A post shared by Name (@handle)", as Instagram and TikTok embeds end.
static SHARED_BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:a (?:post|video|reel|photo) shared by|posted by|shared by) .{1,100}?(?:\(@[\w.\-]+\)|on (?:facebook|instagram|tiktok))(.{0,60})$").expect("a fixed pattern")
});

/// "@handle • November 7, 2024" and handles alone stand above or below posts in lists of them.
static HANDLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^@\w{2,30}(?:\s*[·•|,]\s*(.{3,40})|\.)?$").expect("a fixed pattern"));

/// Claims signatures of embedded posts and the posts above them.
pub fn recognise(page: &mut PageLines<'_>) {
    let separated = uses_blank_lines(page);
    for n in 0..page.lines.len() {
        let line = &page.lines[n];
        if !line.is_open()
            || !line.is_short()
            || !line.text.contains('@') && !line.folded.contains("shared by") && !line.folded.contains("posted by")
        {
            continue;
        }
        let text = line.text;
        let signature = [(&SIGNATURE, "post_signature"), (&SHARED_BY, "post_shared_by"), (&HANDLE, "post_handle")];
        let Some((rule, when)) =
            signature.iter().find_map(|(p, rule)| p.captures(text).map(|c| (*rule, c.get(1).map_or("", |m| m.as_str()))))
        else {
            continue;
        };
        let date = written_date::first(when, NumericOrder::Unknown).filter(|d| d.date().is_some());
        if rule == "post_signature" && date.is_none() {
            continue;
        }
        page.claim(n, Role::SocialAttribution, rule);
        if date.is_some() {
            page.note(MetadataField::PostDate, when, rule, 50);
        }
        if rule != "post_handle" {
            claim_post(page, n, separated);
        }
    }
}

/// Whether paragraphs of the page are set apart by blank lines.
fn uses_blank_lines(page: &PageLines<'_>) -> bool {
    let apart = page.lines.iter().skip(1).filter(|l| l.after_blank).count();
    apart * 2 + 1 >= page.lines.len()
}

/// Claims the paragraph above a signature, the lines that go with it where blank lines set paragraphs apart, and above a line of links and
/// hashtags the paragraph that they belong to.
fn claim_post(page: &mut PageLines<'_>, signature: usize, separated: bool) {
    let mut n = signature;
    while n > 0 && page.lines[n - 1].is_open() {
        n -= 1;
        // Instagram's invitation stands in the place of the post.
        if page.lines[n].folded.starts_with("view this post") {
            page.claim(n, Role::Boilerplate, "post_invitation");
            break;
        }
        page.claim(n, Role::SocialPost, "post_above_signature");
        let goes_up = if separated { !page.lines[n].after_blank } else { is_links_only(page.lines[n].text) };
        if !goes_up {
            break;
        }
    }
}

/// Whether a line holds only links, hashtags and handles.
fn is_links_only(text: &str) -> bool {
    text.split_whitespace().all(|w| w.starts_with(['#', '@']) || w.contains("://") || w.starts_with("pic.") || w.starts_with("t.co/"))
}
