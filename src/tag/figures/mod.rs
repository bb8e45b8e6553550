//! Tagger `figures`.

use crate::document::TaggedArticle;

/// Fills `article.figures`.
pub fn tag(_article: &mut TaggedArticle) {}
