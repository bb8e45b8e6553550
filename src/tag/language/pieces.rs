//! Portions out the text to the model.
//!
//! In: the spans of blocks and a limit in bytes. Out: lists of spans whose sum stays below the limit. Never cuts a block that fits; one
//! that does not is cut where a sentence seems to end, else between words, else between characters.

use crate::span::Span;

/// Calls `read` with lists of spans of at most `limit` bytes together.
pub(super) fn for_each_reading(text: &str, blocks: impl Iterator<Item = Span>, limit: usize, mut read: impl FnMut(&[Span])) {
    let limit = limit.max(16);
    let (mut waiting, mut bytes) = (Vec::new(), 0);
    for block in blocks {
        let mut rest = block;
        while !rest.is_empty() {
            let piece = first_piece(text, rest, limit);
            if bytes + piece.len() > limit && !waiting.is_empty() {
                read(&waiting);
                waiting.clear();
                bytes = 0;
            }
            waiting.push(piece);
            bytes += piece.len();
            rest.start = piece.end;
        }
    }
    if !waiting.is_empty() {
        read(&waiting);
    }
}

/// As much of `rest` as fits.
fn first_piece(text: &str, rest: Span, limit: usize) -> Span {
    if rest.len() <= limit {
        return rest;
    }
    let words = rest.of(text);
    let mut end = limit.min(words.len());
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    let part = words.get(..end).unwrap_or(words);
    // Only the later half is looked at, so that every piece gets on.
    let half = part.len() / 2;
    let after = |at: usize| at + part.get(at..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8);
    let stop = [". ", "! ", "? ", "\n"].iter().filter_map(|mark| part.rfind(mark).map(|at| at + mark.len())).max();
    let cut =
        stop.filter(|at| *at > half).or_else(|| part.rfind(char::is_whitespace).map(after).filter(|at| *at > half)).unwrap_or(part.len());
    if cut == 0 || !words.is_char_boundary(cut) { rest } else { Span::new(rest.start as usize, rest.start as usize + cut) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings(text: &str, blocks: &[Span], limit: usize) -> Vec<Vec<String>> {
        let mut out = Vec::new();
        for_each_reading(text, blocks.iter().copied(), limit, |spans| {
            out.push(spans.iter().map(|s| s.of(text).to_owned()).collect());
        });
        out
    }

    #[test]
    fn an_article_within_the_limit_is_read_at_once() {
        let text = "Barges wait.\n\nThe lock is shut.";
        assert_eq!(readings(text, &[Span::new(0, 12), Span::new(14, 31)], 64), [["Barges wait.", "The lock is shut."]]);
    }

    #[test]
    fn a_longer_one_is_read_in_parts_that_end_with_a_block() {
        let text = "Barges wait.\n\nThe lock is shut.";
        assert_eq!(readings(text, &[Span::new(0, 12), Span::new(14, 31)], 20), [["Barges wait."], ["The lock is shut."]]);
    }

    #[test]
    fn a_block_over_the_limit_is_cut_after_a_sentence_or_a_word_or_anywhere() {
        let text = "The lock is shut. Barges wait for it.";
        assert_eq!(readings(text, &[Span::new(0, text.len())], 24), [["The lock is shut. "], ["Barges wait for it."]]);
        let words = "barges wait before the lock";
        assert_eq!(readings(words, &[Span::new(0, words.len())], 16), [["barges wait "], ["before the lock"]]);
        let solid = "ö".repeat(20);
        let parts: Vec<String> = readings(&solid, &[Span::new(0, solid.len())], 17).concat();
        assert_eq!(parts.concat(), solid);
        assert!(parts.iter().all(|p| p.len() <= 17));
    }
}
