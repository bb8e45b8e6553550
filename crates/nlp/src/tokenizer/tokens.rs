//! The tokenizer's output: parallel columns of spans.

use std::num::NonZeroU16;

/// A norm that an exception prescribes: an index into the tokenizer's norms, see [`super::Tokenizer::norm_text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NormId(pub(super) NonZeroU16);

impl NormId {
    /// The index from zero.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0.get()) - 1
    }

    /// The id of an index, if it fits.
    pub(super) fn from_index(index: usize) -> Option<Self> {
        u16::try_from(index + 1).ok().and_then(NonZeroU16::new).map(Self)
    }
}

/// Tokens as columns of equal length. Reuse one value from text to text to keep its memory.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    /// First byte of each token.
    pub start: Vec<u32>,
    /// Byte after the last of each token.
    pub end: Vec<u32>,
    /// Whether one blank (U+0020) follows that belongs to no token.
    pub space_after: Vec<bool>,
    /// The norm an exception prescribes, which stands before the lexicon's.
    pub norm: Vec<Option<NormId>>,
    /// Ends of the suffixes split off the piece at hand, outermost first.
    pub(super) suffix_ends: Vec<u32>,
}

impl Tokens {
    /// The number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.start.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start.is_empty()
    }

    /// Removes all tokens and keeps the memory.
    pub fn clear(&mut self) {
        self.truncate(0);
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.start.truncate(length);
        self.end.truncate(length);
        self.space_after.truncate(length);
        self.norm.truncate(length);
    }

    #[inline]
    pub(super) fn push(&mut self, start: u32, end: u32, norm: Option<NormId>) {
        self.start.push(start);
        self.end.push(end);
        self.space_after.push(false);
        self.norm.push(norm);
    }

    /// Says that a blank follows the last token.
    pub(super) fn mark_space(&mut self) {
        if let Some(last) = self.space_after.last_mut() {
            *last = true;
        }
    }
}
