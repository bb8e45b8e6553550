//! Linker `speakers`.

use crate::document::TaggedArticle;

/// Links.
pub fn link(_article: &mut TaggedArticle) {}
