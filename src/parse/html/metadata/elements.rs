//! What elements of the page itself say of authors and dates: microdata, `time`, links to authors, elements named for bylines.
//!
//! In: a tree with hints. Out: statements. Never reads inside furniture, comments or boxes of other stories.

use super::found::PageStatements;
use super::names::persons_given;
use crate::document::MetadataField;
use crate::parse::html::hints::Hints;
use crate::parse::html::tag::Tag;
use crate::parse::html::tree::{AttributeName, Tree};
use crate::text::clean;
use crate::text::written_date::{self, NumericOrder};

/// The longest text of an element that says who or when, bytes.
const LONGEST: usize = 400;
/// Elements around one that are asked whether they are furniture.
const ASKED: usize = 12;

/// Reads every element that may say who or when.
pub fn read(page: &str, tree: &Tree, hints: &[Hints], outlet: Option<&str>, found: &mut PageStatements) {
    for (n, node) in tree.nodes.iter().enumerate().skip(1) {
        if node.tag == Tag::Text {
            continue;
        }
        let itemprop = tree.attribute(n, AttributeName::Itemprop);
        if let Some(properties) = itemprop {
            microdata(page, tree, hints, n, properties, outlet, found);
        }
        if node.tag == Tag::Time && !is_aside(tree, hints, n) {
            time(page, tree, hints, n, found);
        }
        let is_author_link = node.tag == Tag::A
            && (tree.attribute(n, AttributeName::Rel).is_some_and(|r| r.split_whitespace().any(|w| w.eq_ignore_ascii_case("author")))
                || tree.attribute(n, AttributeName::Href).is_some_and(is_author_page));
        if (is_author_link || hints[n].has(Hints::BYLINE)) && !is_aside(tree, hints, n) {
            let words = short_words(page, tree, n);
            let rank = if is_author_link { 8 } else { 9 };
            let rule = if is_author_link { "author_link" } else { "byline_element" };
            for name in persons_given(&words, outlet) {
                found.place(n, MetadataField::Author, name, rule, rank);
            }
        }
        if hints[n].has(Hints::TIME) && node.tag != Tag::Time && !is_aside(tree, hints, n) {
            let words = short_words(page, tree, n);
            dated(&words, n, found);
        }
    }
}

/// "/author/ida-marsh", "/by/ida-marsh": where outlets keep their authors.
fn is_author_page(address: &str) -> bool {
    [
        "/author/",
        "/authors/",
        "/by/",
        "/profile/",
        "/people/",
        "/staff/",
        "/contributor/",
        "/contributors/",
        "/journalist/",
        "/reporter/",
        "/writers/",
        "/columnist/",
    ]
    .iter()
    .any(|p| address.contains(p))
}

/// The text of an element, empty where it is long.
fn short_words(page: &str, tree: &Tree, n: usize) -> String {
    let extent = tree.nodes[n].end as usize - n;
    if extent > 60 {
        return String::new();
    }
    let words = clean::fragment(&tree.words(page, n));
    if words.len() > LONGEST { String::new() } else { words }
}

/// Whether an element stands in something that is not about this article.
fn is_aside(tree: &Tree, hints: &[Hints], n: usize) -> bool {
    let others = Hints::RELATED.with(Hints::COMMENTS).with(Hints::NAV).with(Hints::AD).with(Hints::NEWSLETTER).with(Hints::POST);
    std::iter::once(n).chain(tree.around(n)).take(ASKED).any(|a| {
        let extent = tree.nodes[a].end as usize - a;
        hints[a].has(others) && extent * 3 < tree.nodes.len()
    })
}

fn microdata(page: &str, tree: &Tree, hints: &[Hints], n: usize, properties: &str, outlet: Option<&str>, found: &mut PageStatements) {
    if tree.nodes[n].tag == Tag::Meta || is_aside(tree, hints, n) {
        return;
    }
    for property in properties.split_whitespace() {
        match property {
            "datePublished" | "dateModified" => {
                let field = if property == "datePublished" { MetadataField::Published } else { MetadataField::Updated };
                let value = tree.attribute(n, AttributeName::Datetime).or(tree.attribute(n, AttributeName::Content)).map(str::to_owned);
                let value = value.unwrap_or_else(|| short_words(page, tree, n));
                if written_date::first(&value, NumericOrder::Unknown).is_some() {
                    found.place(n, field, value, "microdata", 5);
                }
            }
            "author" => {
                for name in persons_given(&short_words(page, tree, n), outlet) {
                    found.place(n, MetadataField::Author, name, "microdata", 7);
                }
            }
            _ => {}
        }
    }
}

/// A `time` element; one named for changes, or after such a word, tells of the last change.
fn time(page: &str, tree: &Tree, hints: &[Hints], n: usize, found: &mut PageStatements) {
    let words = short_words(page, tree, n);
    let value =
        tree.attribute(n, AttributeName::Datetime).filter(|v| written_date::first(v, NumericOrder::Unknown).is_some()).map(str::to_owned);
    let Some(value) = value.or_else(|| (!words.is_empty()).then(|| words.clone())) else { return };
    let class = tree.attribute(n, AttributeName::Class).unwrap_or("").to_ascii_lowercase();
    let around = tree.nodes[n].parent as usize;
    let before = if hints[around].has(Hints::BODY) { String::new() } else { short_words(page, tree, around).to_lowercase() };
    let is_change = |text: &str| ["updated", "modified", "last update"].iter().any(|w| text.contains(w));
    let is_first = |text: &str| ["publish", "posted", "first"].iter().any(|w| text.contains(w));
    let changes = is_change(&class) && !is_first(&class) || is_change(&words.to_lowercase()) || is_change(&before) && !is_first(&before);
    let field = if changes { MetadataField::Updated } else { MetadataField::Published };
    if written_date::first(&value, NumericOrder::Unknown).is_some() {
        found.place(n, field, value, "time_element", 10);
    }
}

/// Notes the date that an element's text gives.
fn dated(words: &str, n: usize, found: &mut PageStatements) {
    let Some(date) = written_date::first(words, NumericOrder::Unknown) else { return };
    if date.date().is_none() || words.len() > 120 {
        return;
    }
    let folded = words.to_lowercase();
    let changes = (folded.contains("updated") || folded.contains("modified")) && !folded.contains("publish");
    found.place(n, if changes { MetadataField::Updated } else { MetadataField::Published }, words, "date_element", 12);
}
