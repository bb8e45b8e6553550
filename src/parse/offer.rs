//! Offers to the reader: newsletters, channels, accounts to follow, and what the outlet earns by links.
//!
//! In: a page. Out: claims of [`Role::Boilerplate`]. Never takes a report about such things: an offer is an order to the reader that opens
//! a sentence ("Follow", "Sign up"), and names where it leads; words in quotation marks are somebody's.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use super::page::PageLines;
use crate::document::Role;
use crate::text::authors;

/// The longest offer, in words.
const LONGEST: usize = 70;

/// Without one of these words nothing is an offer; looked for first, since few lines have any.
const HINTS: [&str; 26] = [
    "twitter",
    "facebook",
    "instagram",
    "whatsapp",
    "telegram",
    "tiktok",
    "youtube",
    "linkedin",
    "bluesky",
    "google news",
    "newsletter",
    "briefing",
    "inbox",
    "podcast",
    "affiliate",
    "commission",
    "preferred source",
    "saved stories",
    "your phone",
    "your email",
    "alerts",
    "sign up",
    "@",
    "emailing",
    "http",
    "www.",
];

static HINT: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(HINTS).expect("a fixed list"));

/// What an offer says, from the word that opens it.
static OFFER: LazyLock<Regex> = LazyLock::new(|| {
    let opens = r"(?:^(?:-\s+)?|[.!?:…)]\s*|\bplease |\byou can (?:also )?)";
    let place =
        r"(?:twitter|facebook|instagram|whatsapp|telegram|tiktok|youtube|linkedin|bluesky|threads|snapchat|flipboard|google news|@)";
    let letters = r"(?:newsletters?|inbox|podcasts?|briefing|e-?mails?|alerts|channel)";
    let branches = [
        format!(
            r"{opens}(?:follow|like|friend|add|join|find|reach|watch)\s(?:[^.!?]|\.\S){{1,90}}?(?:\bon |\bat |\bvia )\s?(?:our |x and )?{place}"
        ),
        r"^(?:follow(?: @\w+)+\s*)+$".to_owned(),
        format!(r"{opens}(?:follow|see|read|find)\s[^.!?]{{1,60}}\bat (?:https?://|www\.)\S+"),
        format!(r"\b(?:follow|join) (?:us|me|our)\b[^.!?]{{0,60}}{place}"),
        format!(r"{opens}(?:sign(?:ing)? up|subscrib(?:e|ing))\b[^.!?]{{0,120}}\b{letters}\b"),
        format!(r"{opens}(?:ready to|to|for) [^.!?]{{1,80}}[,?] (?:sign up|subscribe)\b"),
        r"\b(?:by )?(?:signing up|subscribing)(?: to our| for our|,? you agree\b)".to_owned(),
        format!(r"{opens}(?:get|receive)\s[^.!?]{{1,90}}\b(?:in|into|to) your (?:inbox|phone|e-?mail)"),
        r"\bdelivered [^.!?]{0,20}to your (?:inbox|e-?mail)".to_owned(),
        format!(r"{opens}(?:get in touch|contact us|e-?mail us|reach us)\b[^.!?]{{0,60}}\S@\S"),
        r"\b(?:contains?|includes?|may contain|may include) affiliate (?:links|advertis)".to_owned(),
        r"\bif you (?:buy|purchase|click)\b.{1,60}\blinks?\b.{1,60}\b(?:commission|affiliate)".to_owned(),
        r"\bwe (?:may |might |can )?(?:earn|receive|get) (?:a |an )?(?:small )?(?:affiliate )?commissions?\b".to_owned(),
        r"^add (?:us|\S+(?: \S+){0,3}) as (?:a|your) preferred source".to_owned(),
        r"^add to your saved stories$".to_owned(),
        r"^was this (?:newsletter|e-?mail) forwarded to you".to_owned(),
    ];
    // A boundary of words that knows ASCII alone lets the fastest of the engines work, also where a line has other letters.
    let pattern = branches.join("|").replace(r"\b", r"(?-u:\b)");
    Regex::new(&format!("(?i:{pattern})")).expect("a fixed pattern")
});

/// A page of so few lines has no furniture.
const SHORTEST_PAGE: usize = 4;

/// Claims offers. What stands about an author, with an offer after it, is left to the notes on authors.
pub fn recognise(page: &mut PageLines<'_>) {
    if page.lines.len() < SHORTEST_PAGE {
        return;
    }
    for n in 0..page.lines.len() {
        let line = &page.lines[n];
        if line.is_open()
            && (2..=LONGEST).contains(&line.words)
            && offer(line.text).is_some_and(|at| at == 0 || !is_about_author(line.text))
        {
            page.claim(n, Role::Boilerplate, "offer");
        }
    }
}

/// Where a line begins to offer its reader something of the house.
fn offer(text: &str) -> Option<usize> {
    if !HINT.is_match(text) || text.contains(['“', '"', '”']) {
        return None;
    }
    OFFER.find(text).map(|m| m.start())
}

/// "Ana Ruiz is the editor of the paper. Follow her on Twitter."
fn is_about_author(text: &str) -> bool {
    let is_credit = text.contains("contributed to") || text.starts_with("Contributing");
    is_credit || text.contains(" is ") && text.split_whitespace().any(authors::is_job_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_orders_its_reader_somewhere() {
        for text in [
            "Follow Ana Ruiz on Twitter at @anaruiz.",
            "Follow @harbourpost",
            "The tide tables are printed every Friday. Join us on Facebook.",
            "You can also follow our harbour desk on Instagram.",
            "For all the news of the coast, sign up to our free weekly newsletter.",
            "Check out more ferry stories by signing up to our newsletter",
            "Get the tide tables in your inbox: sign up here.",
            "Follow our coverage of the strike at https://harbourpost.example/strike.",
            "Did you see the wave? Please get in touch by emailing news@harbourpost.example.",
            "If you buy something through links on this page, we may earn a commission.",
        ] {
            assert!(offer(text).is_some(), "{text}");
        }
    }

    #[test]
    fn reports_of_accounts_and_newsletters_stay() {
        for text in [
            "Thousands follow the captain on Twitter, where he posts pictures of the harbour.",
            "The minister wrote on Facebook that the ferry would sail again.",
            "The outlet asked its readers to sign up for a newsletter about the strike.",
            "“Follow us on Instagram,” the crew told passengers.",
            "The broker took a commission from every berth, alerts from the bank showed.",
            "The commission sent emails to all those who signed up for a berth.",
        ] {
            assert!(offer(text).is_none(), "{text}");
        }
    }
}
