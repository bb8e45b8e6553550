//! Tagger `quotes`.

use crate::document::TaggedArticle;

/// Fills `article.quotes`.
pub fn tag(_article: &mut TaggedArticle) {}
