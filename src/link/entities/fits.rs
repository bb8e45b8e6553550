//! How well a shorter or otherwise spelled name fits an entity of the article.
//!
//! In: a name and an entity. Out: a rank, 0 for none. Never looks at the text around the name.

use std::cell::OnceCell;

use super::drafts::EntityDraft;
use crate::document::TaggedArticle;
use crate::lexicon::fold;
use crate::lexicon::phrases::Case;
use crate::span::Span;

/// A name that looks for its entity; what is costly of it is worked out once, however many entities it is tried on.
pub(super) struct SoughtName<'t> {
    pub words: Vec<u64>,
    pub text: &'t str,
    whole: OnceCell<String>,
    surname: OnceCell<String>,
}

impl<'t> SoughtName<'t> {
    pub fn new(words: Vec<u64>, text: &'t str) -> Self {
        Self { words, text, whole: OnceCell::new(), surname: OnceCell::new() }
    }

    /// All of it, folded.
    fn whole(&self) -> &str {
        self.whole.get_or_init(|| fold::slug(self.text))
    }

    /// Its last word, folded.
    fn surname(&self) -> &str {
        self.surname.get_or_init(|| fold::slug(last(self.text)))
    }
}

fn last(name: &str) -> &str {
    fold::pieces(name).last().unwrap_or("")
}

/// How well a name fits a person: 0 not at all.
pub(super) fn person_fit(draft: &EntityDraft, name: &SoughtName<'_>, article: &TaggedArticle) -> u32 {
    let text = name.text;
    let (Some(first), Some(last)) = (draft.words.first(), draft.words.last()) else { return 0 };
    match name.words.as_slice() {
        [only] if draft.words.len() > 1 && only == last => 4,
        [only] if draft.words.len() > 1 && draft.words.get(1..).is_some_and(|w| w.contains(only)) => 3,
        // A family name that comes first, or a given name used alone.
        [only] if draft.words.len() > 1 && only == first => 2,
        [_] => u32::from(is_spelling_of(draft, name, article, 1)),
        // A family name of several words: "Tierney-Blake", "van der Berg", "García Márquez".
        [_, _, ..] if draft.words.len() > name.words.len() && draft.words.ends_with(&name.words) => 4,
        [given, .., family] if draft.words.len() > 1 && family == last && (given == first || initial_of(text, draft, article)) => 4,
        [given, ..] if draft.words.len() > 1 && given == first && is_spelling_of(draft, name, article, 2) => 1,
        _ => 0,
    }
}

/// "V. Moss" or "Vera J. Moss" for "Vera Moss".
fn initial_of(text: &str, draft: &EntityDraft, article: &TaggedArticle) -> bool {
    let letter = |s: &str| s.chars().next();
    let short = text.split(|c: char| c == '.' || c.is_whitespace()).next().unwrap_or("");
    let full = draft.spellings.first().map_or("", |(s, _)| s.of(article.text()));
    letter(text) == letter(full) && (short.chars().count() == 1 || full.chars().nth(1) == Some('.'))
}

/// Whether a name is spelled as one of the entity's but for `most` letters.
fn is_spelling_of(draft: &EntityDraft, name: &SoughtName<'_>, article: &TaggedArticle, most: usize) -> bool {
    let name = name.surname();
    // The first letters are compared before anything of the entity is folded.
    let begins = |s: &str| {
        s.len() >= 7
            && s.as_bytes().get(..2).is_some_and(|b| !b.is_ascii() || name.as_bytes().get(..2).is_some_and(|n| b.eq_ignore_ascii_case(n)))
    };
    name.len() >= 7
        && draft.spellings.iter().map(|(s, _)| last(s.of(article.text()))).filter(|s| begins(s)).any(|s| {
            let other = fold::slug(s);
            other.len() >= 7
                && other.get(..3) == name.get(..3)
                && other.len().abs_diff(name.len()) <= 4 * most
                && strsim::osa_distance(&other, name) <= most
        })
}

/// A long name of a place or building spelled otherwise by a letter or two.
pub(super) fn misspelling_fit(draft: &EntityDraft, name: &SoughtName<'_>, article: &TaggedArticle) -> u32 {
    if name.text.len() < 9 {
        return 0;
    }
    let name = name.whole();
    let near = |other: &str| other.len() >= 9 && other.get(..4) == name.get(..4) && strsim::osa_distance(other, name) <= 2;
    u32::from(name.len() >= 9 && draft.spellings.iter().any(|(s, _)| near(&fold::slug(s.of(article.text())))))
}

/// How well a name fits an organisation: its beginning, its end, or its initials.
pub(super) fn organisation_fit(draft: &EntityDraft, name: &SoughtName<'_>, article: &TaggedArticle) -> u32 {
    let (words, text) = (name.words.as_slice(), name.text);
    if draft.words.len() <= words.len() || words.is_empty() {
        return 0;
    }
    if draft.words.starts_with(words) && draft.known.is_none() {
        return 4;
    }
    if words.len() > 1 && draft.words.ends_with(words) {
        return 3;
    }
    let is_letters = words.len() == 1 && Case::of(text) == Case::Upper && text.len() >= 3;
    u32::from(is_letters && draft.spellings.iter().any(|(s, _)| initials(s.of(article.text())).eq(text.chars().filter(|c| *c != '.')))) * 2
}

/// The initials of the capitalised words of a name.
fn initials(name: &str) -> impl Iterator<Item = char> + '_ {
    fold::pieces(name).filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase())
}

/// Whether letters in brackets can stand for the name before them: its initials in order, some left out.
pub(super) fn is_initials(text: &str, full: Span, short: Span) -> bool {
    let name = full.of(text).to_uppercase();
    let mut rest = name.chars();
    let in_order = short.of(text).chars().filter(|c| c.is_alphabetic()).all(|c| rest.any(|r| r == c.to_ascii_uppercase()));
    in_order && short.of(text).chars().next().is_some_and(|c| initials(full.of(text)).any(|i| i == c))
}
