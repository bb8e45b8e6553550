//! Names of authors as metadata gives them.
//!
//! In: the content of an author field. Out: names of persons in usual case. Never returns an outlet, an agency, an address or a user name.

use crate::lexicon::{fold, names, outlets};
use crate::text::{authors, clean, skeleton};

/// The persons that a field for authors names. What it holds is meant as names, so that a name of one word is believed where it looks like
/// one.
pub fn persons_given(field: &str, outlet: Option<&str>) -> Vec<String> {
    let clean = clean::fragment(field);
    let clean = clean.trim();
    if let Some(name) = own_site(clean, outlet).or_else(|| in_other_letters(clean)) {
        return vec![name];
    }
    if clean.is_empty() || clean.len() > 300 || clean.contains("://") || clean.starts_with('@') || is_outlet(clean, outlet) {
        return Vec::new();
    }
    let named: Vec<String> = authors::persons(clean).into_iter().filter(|name| !is_outlet(name, outlet) && !holds_label(name)).collect();
    if named.is_empty() { given_name(clean).into_iter().collect() } else { named }
}

/// The persons that metadata names as the author: as [`persons_given`], and a single name where it can only be a person's, for nobody
/// else is asked for there.
pub fn persons_declared(field: &str, outlet: Option<&str>, host: Option<&str>) -> Vec<String> {
    let given = persons_given(field, outlet);
    if given.is_empty() { single_name(field.trim(), outlet, host).into_iter().collect() } else { given }
}

/// The person whose name is that of the site and stands in its address: what nobody else signs there is theirs.
pub fn owner(outlet: &str, host: &str) -> Option<String> {
    let name = own_site(outlet.trim(), Some(outlet))?;
    let is_in_address = |word: &str| word.chars().count() > 2 && host.contains(&word.to_lowercase());
    name.split_whitespace().any(is_in_address).then_some(name)
}

/// A word with one capital that is no job, no label, and none of the site's own words.
fn single_name(field: &str, outlet: Option<&str>, host: Option<&str>) -> Option<String> {
    let lower = field.to_lowercase();
    let has_shape = field.chars().next().is_some_and(char::is_uppercase)
        && field.chars().skip(1).all(|c| c.is_alphabetic() && c.is_lowercase())
        && (4..=12).contains(&field.chars().count());
    let is_own = is_outlet(field, outlet) || host.is_some_and(|h| h.contains(&lower));
    let is_label = LABELS.contains(&lower.as_str()) || SITES.contains(&lower.as_str()) || authors::is_job_word(field);
    (has_shape && !is_own && !is_label).then(|| field.to_owned())
}

/// What stands where no author is named.
const SITES: [&str; 16] = [
    "administrator",
    "anonymous",
    "blog",
    "company",
    "content",
    "default",
    "digital",
    "marketing",
    "media",
    "news",
    "none",
    "null",
    "publisher",
    "support",
    "unknown",
    "webmaster",
];

/// The person whose own site this is: the outlet's name is that of its author.
fn own_site(clean: &str, outlet: Option<&str>) -> Option<String> {
    let is_own = outlet.is_some_and(|o| skeleton(o) == skeleton(clean)) && outlets::named(clean).is_none();
    let mut words = clean.split_whitespace();
    let is_person = names::given_name(fold::hash(words.next()?)).is_some() && (1..=2).contains(&words.count());
    (is_own && is_person).then(|| authors::persons(clean)).filter(|p| p.len() == 1).and_then(|mut p| p.pop())
}

/// A name in letters other than ours, which a field for names holds as it is.
fn in_other_letters(clean: &str) -> Option<String> {
    let is_name = clean.chars().all(|c| c.is_alphabetic() && !c.is_ascii() || matches!(c, ' ' | '·' | '・'));
    let has_case = clean.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    (is_name && !has_case && clean.chars().count() <= 20 && !clean.trim().is_empty()).then(|| clean.to_owned())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_names_are_believed_where_an_author_is_declared() {
        assert_eq!(persons_declared("Odalie", Some("The Gull"), Some("gull.example")), ["Odalie"]);
        for other in ["Staff", "Gull", "Admin", "odalie", "harbour_admin", "a@gull.example", "News"] {
            assert!(persons_declared(other, Some("The Gull"), Some("gull.example")).is_empty(), "{other}");
        }
        assert!(persons_given("Odalie", None).is_empty());
    }

    #[test]
    fn the_site_of_a_person_is_written_by_them() {
        assert_eq!(persons_given("Maria Quay", Some("Maria Quay")), ["Maria Quay"]);
        assert!(persons_given("Harbour Gull", Some("Harbour Gull")).is_empty());
    }

    #[test]
    fn a_site_under_its_owners_name_has_an_owner() {
        assert_eq!(owner("Martha Quay", "marthaquay.example").as_deref(), Some("Martha Quay"));
        assert_eq!(owner("Martha Quay", "martha.blogs.example").as_deref(), Some("Martha Quay"));
        assert_eq!(owner("Martha Quay", "harbour-notes.example"), None);
        assert_eq!(owner("Harbour Notes", "harbournotes.example"), None);
    }

    #[test]
    fn names_in_other_letters_stay_as_they_are() {
        assert_eq!(persons_given("山田 太郎", None), ["山田 太郎"]);
    }
}
