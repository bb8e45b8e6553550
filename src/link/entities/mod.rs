//! Linker `entities`.

use crate::document::TaggedArticle;

/// Links.
pub fn link(_article: &mut TaggedArticle) {}
