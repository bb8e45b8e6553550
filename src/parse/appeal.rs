//! Appeals to the reader: donations, subscriptions, memberships.
//!
//! In: a page. Out: claims of [`Role::Boilerplate`]. Never takes a report about donations: an appeal speaks to "you" of what "we" do, and
//! asks for something, three times over.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use memchr::memmem;

use super::page::PageLines;
use crate::document::Role;

/// Words by which an outlet asks; each counts once. Those up to [`PLEAS`] are pleas, without one of which nothing is an appeal.
const ASKING: [&str; 47] = [
    "become a patron",
    "become a member",
    "become a supporter",
    "become a subscriber",
    "support us",
    "support our",
    "support independent",
    "your support",
    "donate ",
    "make a contribution",
    "make a one-time",
    "subscribe",
    "sign up",
    "join our",
    "join us",
    "patreon",
    "buy us a coffee",
    "other ways to",
    "ways to support",
    "ways to help",
    "readers like you",
    "help us",
    "keep us",
    "donation",
    "contribute to our",
    "subscription",
    "membership",
    "cup of coffee",
    "cost of a",
    "price of a",
    "as little as",
    "monthly",
    "a month",
    "our readers",
    "reader-funded",
    "readers' support",
    "our journalism",
    "our reporting",
    "our work",
    "our team",
    "independent journalism",
    "quality journalism",
    "paywall",
    "free to read",
    "newsletter",
    "bookmark",
    "community",
];
/// How many of the asking words are pleas.
const PLEAS: usize = 21;

/// Words by which an outlet speaks to its reader.
const ADDRESS: [&str; 8] = [" you ", " your ", "you ", "your ", " you,", " you.", "readers ", "reader "];
/// Words by which an outlet speaks of itself.
const SELF: [&str; 6] = [" we ", " our ", " us ", "we ", "our ", " us."];

static PHRASES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let all = ASKING.iter().chain(&ADDRESS).chain(&SELF);
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(aho_corasick::MatchKind::LeftmostLongest)
        .build(all)
        .expect("a fixed list")
});

/// Looked for first, since most paragraphs speak to nobody.
static ADDRESSES: LazyLock<[memmem::Finder<'static>; 3]> = LazyLock::new(|| ["you", "You", "eader"].map(memmem::Finder::new));

/// How many different phrases of asking make a long line an appeal.
const ENOUGH: usize = 3;

/// Claims appeals, which stand before or after the body or between two of its paragraphs.
pub fn recognise(page: &mut PageLines<'_>) {
    for n in 1..page.lines.len() {
        let line = &page.lines[n];
        if line.is_open() && line.words >= 4 && line.text.len() <= 3_000 && is_appeal(line.text) {
            page.claim(n, Role::Boilerplate, "appeal");
        }
    }
}

/// Whether a paragraph asks its reader for support.
fn is_appeal(text: &str) -> bool {
    // Words in quotation marks are somebody's; an outlet does not quote itself.
    if !ADDRESSES.iter().any(|f| f.find(text.as_bytes()).is_some()) || text.contains(['“', '"', '”']) {
        return false;
    }
    let (mut asking, mut address, mut own) = (0u64, false, false);
    for found in PHRASES.find_iter(text) {
        match found.pattern().as_usize() {
            n if n < ASKING.len() => asking |= 1 << n,
            n if n < ASKING.len() + ADDRESS.len() => address = true,
            _ => own = true,
        }
    }
    let count = asking.count_ones() as usize;
    // "our journalism" speaks of itself as well.
    let speaks_of_itself =
        own || ASKING.iter().enumerate().any(|(n, w)| asking & (1 << n) != 0 && (w.contains("our ") || w.contains(" us")));
    let pleads = asking & ((1 << PLEAS) - 1) != 0;
    pleads && count >= ENOUGH && address && speaks_of_itself
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_appeal_asks_its_reader() {
        assert!(is_appeal(
            "We have no owner. For the price of a bus ticket a month you can help us keep going. Become a supporter or see other ways to help."
        ));
        assert!(is_appeal("Please bookmark our pages and sign up for the harbour newsletter, so that we can tell you what is new."));
        assert!(!is_appeal("The charity said donations had fallen by a third since its members lost their subscription."));
        assert!(!is_appeal("“You can support us with a donation, become a member or help us,” she told the community."));
    }
}
