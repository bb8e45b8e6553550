//! The first and the last bytes of a text.
//!
//! In: a text and a number of bytes. Out: that much of it, or a little less. Never cuts a character in two.

use crate::span::cut;

/// The first bytes of a text, cut at a character.
pub fn prefix(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    cut(text, ..end)
}

/// The last bytes of a text, cut at a character.
pub fn suffix(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    cut(text, start..)
}
