//! Tagger `language`: runs the language model over the text and keeps what it says.
//!
//! In: the text blocks. Out: `syntax`. Never lets a sentence, an arc or a name cross the edge of a block: each block is a text of its own
//! to the model, and the blocks of an article go through its networks together.
//!
//! `pieces.rs` keeps what is handed over at once below a limit; `model.rs` is the model with its labels in ours.

mod model;
mod pieces;

pub use model::LanguageModel;

use super::about_tokens;
use crate::document::TaggedArticle;
use crate::span::Span;
use crate::work::Budget;

/// Bytes of text that the model reads in one go where the pipeline file does not say otherwise.
pub const DEFAULT_READ_BYTES: usize = 1 << 20;

/// Steps of work to read one token.
const TOKEN_STEPS: usize = 500;

/// Fills `article.syntax`.
pub fn tag(article: &mut TaggedArticle, options: &LanguageOptions, budget: &Budget) {
    let Some(model) = options.model() else { return };
    let text = article.article.text.as_str();
    let mut syntax = std::mem::take(&mut article.syntax);
    // English news has a token to about five bytes.
    syntax.reserve(text.len() / 5);
    let blocks = article.article.text_blocks().map(|(_, _, span)| span);
    let mut left = MOST_TOKENS;
    pieces::for_each_reading(text, blocks, read_bytes(text, options), |spans| {
        let read: Vec<Span> = spans.iter().copied().filter(|s| !is_noise(s.of(text))).collect();
        let tokens: usize = read.iter().map(|s| about_tokens(s.of(text))).sum();
        // What is left of a text of this length is left to the rules; it is taken in order, so that nothing is read after what was not.
        left = left.saturating_sub(tokens);
        if left > 0 && budget.charge(TOKEN_STEPS * tokens) {
            model.analyse(text, &read, &mut syntax);
        }
    });
    article.syntax = syntax;
}

/// About so many tokens of one document the model reads, those of a long novel: it takes some 15 microseconds for each, so that a text
/// without end would keep it busy for minutes.
const MOST_TOKENS: usize = 200_000;
/// Bytes that are read in one go of a text that may have more tokens than that.
const LONG_TEXT_READ_BYTES: usize = 1 << 18;

/// How much is read in one go: of a text that may hold more tokens than the model reads, which has more bytes than that, little, for a reading that passes the limit is left out as a whole.
fn read_bytes(text: &str, options: &LanguageOptions) -> usize {
    let most = if text.len() > MOST_TOKENS { LONG_TEXT_READ_BYTES } else { usize::MAX };
    options.read_bytes.min(most)
}

/// The shortest stretch, in bytes, that may be noise.
const NOISE: usize = 4096;

/// Whether a long stretch holds hardly a letter. The model takes as long for a mark as for a word, and finds nothing in pages of them.
fn is_noise(words: &str) -> bool {
    words.len() >= NOISE && words.bytes().filter(|b| b.is_ascii_alphanumeric() || *b >= 0x80).count() * 8 < words.len()
}

/// Which model the tagger asks, and how much at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageOptions {
    /// The model; the one inside the program where none is given.
    pub chosen: Option<LanguageModel>,
    /// Bytes of text that the model reads in one go; a longer article is read in parts that end where a block ends.
    pub read_bytes: usize,
}

impl Default for LanguageOptions {
    fn default() -> Self {
        Self { chosen: None, read_bytes: DEFAULT_READ_BYTES }
    }
}

impl LanguageOptions {
    /// The model that is used; none in a program that was built without one.
    pub fn model(&self) -> Option<&LanguageModel> {
        self.chosen.as_ref().or_else(|| LanguageModel::built_in())
    }
}

#[cfg(test)]
mod noise {
    #[test]
    fn pages_of_marks_are_noise_and_pages_of_numbers_or_another_script_are_none() {
        assert!(super::is_noise(&"& ".repeat(4_000)) && super::is_noise(&"&".repeat(4_096)));
        for text in ["& ".repeat(100), "1,200 – ".repeat(2_000), "東京。".repeat(2_000), "a. ".repeat(3_000)] {
            assert!(!super::is_noise(&text), "{} bytes", text.len());
        }
    }
}

#[cfg(all(test, feature = "language"))]
mod tests;
