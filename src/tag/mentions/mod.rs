//! Tagger `mentions`.

use crate::document::TaggedArticle;

/// Fills `article.mentions`.
pub fn tag(_article: &mut TaggedArticle) {}
