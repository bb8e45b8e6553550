//! Names of authors as metadata gives them.
//!
//! In: the content of an author field. Out: names of persons in usual case. Never returns an outlet, an agency, an address or a user name.

use crate::lexicon::{fold, names, outlets};
use crate::parse::authors;
use crate::parse::skeleton;

/// The persons that a field for authors names. What it holds is meant as names, so that a name of one word is believed where it looks like
/// one.
pub fn persons_given(field: &str, outlet: Option<&str>) -> Vec<String> {
    let clean = crate::normalise::normalise_fragment(field);
    let clean = clean.trim();
    if clean.is_empty() || clean.len() > 300 || clean.contains("://") || clean.starts_with('@') || is_outlet(clean, outlet) {
        return Vec::new();
    }
    let named: Vec<String> = authors::persons(clean).into_iter().filter(|name| !is_outlet(name, outlet) && !holds_label(name)).collect();
    if named.is_empty() { given_name(clean).into_iter().collect() } else { named }
}

/// Words of labels that stand beside names in bylines.
const LABELS: [&str; 42] = [
    "about",
    "account",
    "advertisement",
    "all",
    "archive",
    "archives",
    "article",
    "articles",
    "author",
    "authors",
    "bio",
    "by",
    "comments",
    "contact",
    "copyright",
    "expert",
    "facebook",
    "follow",
    "guest",
    "home",
    "instagram",
    "linkedin",
    "login",
    "medically",
    "member",
    "more",
    "posts",
    "profile",
    "published",
    "read",
    "reviewed",
    "reviewer",
    "share",
    "sponsored",
    "staff",
    "stories",
    "subscribe",
    "twitter",
    "updated",
    "view",
    "website",
    "written",
];

/// Whether a name holds a word of a label: "About Ida Marsh", "Member Login".
fn holds_label(name: &str) -> bool {
    name.split_whitespace().any(|word| LABELS.contains(&word.to_lowercase().as_str()))
}

/// A given name that stands alone, as on pages of one writer.
fn given_name(clean: &str) -> Option<String> {
    let bare = clean.strip_prefix("By ").or(clean.strip_prefix("by ")).unwrap_or(clean).trim();
    let is_word = bare.chars().all(char::is_alphabetic) && bare.chars().next().is_some_and(char::is_uppercase);
    (is_word && bare.len() >= 3 && names::given_name(fold::hash(bare)).is_some()).then(|| bare.to_owned())
}

/// Whether a name is that of the outlet or of a known one.
fn is_outlet(name: &str, outlet: Option<&str>) -> bool {
    outlets::named(name).is_some() || outlet.is_some_and(|o| skeleton(o) == skeleton(name))
}
