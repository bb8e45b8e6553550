//! Tagger `dates`.

use crate::document::TaggedArticle;

/// Fills `article.dates`.
pub fn tag(_article: &mut TaggedArticle) {}
