//! What the page states of itself, cleaned.
//!
//! In: the statements that parsing found, and what came with the document. Out: the surest value of a field, and the authors. Never
//! searches the text.

use crate::document::{MetadataField, ParsedArticle};
use crate::text::{authors, clean, skeleton};

/// The statement of lowest rank on a field.
pub(super) fn best(parsed: &ParsedArticle, field: MetadataField) -> Option<String> {
    let found = parsed.metadata.iter().filter(|m| m.field == field).min_by_key(|m| m.rank)?;
    Some(clean::fragment(&found.value)).filter(|v| !v.is_empty())
}

/// The authors: as given, else by the surest lines of the page.
pub(super) fn authors(parsed: &ParsedArticle) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    let mut take = |name: String| {
        let key = skeleton(&name);
        if !seen.contains(&key) {
            seen.push(key);
            names.push(name);
        }
    };
    for given in &parsed.source.given.authors {
        authors::persons(&clean::fragment(given)).into_iter().for_each(&mut take);
    }
    let stated = || parsed.metadata.iter().filter(|m| m.field == MetadataField::Author);
    if let Some(rank) = stated().map(|m| m.rank).min().filter(|_| parsed.source.given.authors.is_empty()) {
        stated().filter(|m| m.rank == rank).map(|m| clean::fragment(&m.value)).for_each(&mut take);
    }
    names
}
