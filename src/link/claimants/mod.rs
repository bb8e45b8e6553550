//! Linker `claimants`.

use crate::document::TaggedArticle;

/// Links.
pub fn link(_article: &mut TaggedArticle) {}
