//! The lines of a page, with lines that were broken to a width joined again.
//!
//! In: decoded text. Out: trimmed spans in order, each with whether a blank line stands before it. Never looks at what lines mean.

use crate::span::{Span, cut};

/// One line of the page, or several that were one before they were broken to a width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextLine {
    /// Its range in the decoded text, without white space at the edges.
    pub span: Span,
    /// Whether a blank line, or the start of the text, stands before it.
    pub after_blank: bool,
}

/// Narrowest and widest line, in characters, that is taken for the work of a line breaker.
const WIDTH: std::ops::RangeInclusive<usize> = 40..=130;
/// How many line ends must look broken before any line is joined.
const ENOUGH_BREAKS: usize = 3;

/// Splits a text at its line ends and joins what a line breaker took apart.
pub fn lines(text: &str) -> Vec<TextLine> {
    let split = split(text);
    match wrap_width(text, &split) {
        Some(width) => join(text, &split, width),
        None => split,
    }
}

/// Whether a character ends a line: Unicode's mandatory breaks.
fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether nothing is seen of a character at the edge of a line.
fn is_unseen(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\0')
}

/// The lines that are not blank.
fn split(text: &str) -> Vec<TextLine> {
    let mut found = Vec::new();
    let mut after_blank = true;
    let mut start = 0;
    let mut returned = None;
    let mut close = |start: usize, end: usize, after_blank: &mut bool| {
        let line = cut(text, start..end);
        let lead = line.len() - line.trim_start_matches(is_unseen).len();
        let words = line.trim_matches(is_unseen);
        if words.is_empty() {
            *after_blank = true;
        } else {
            found.push(TextLine { span: Span::new(start + lead, start + lead + words.len()), after_blank: *after_blank });
            *after_blank = false;
        }
    };
    // The first bytes of all that may end a line; whatever begins with another byte is passed without decoding.
    let may_end = |byte: u8| matches!(byte, b'\n' | b'\r' | 0x0b | 0x0c | 0xc2 | 0xe2);
    let candidates = text.bytes().enumerate().filter(|(_, byte)| may_end(*byte));
    let ends = candidates.filter_map(|(at, _)| cut(text, at..).chars().next().filter(|c| ends_line(*c)).map(|c| (at, c)));
    for (at, c) in ends {
        // The two characters of a Windows line end are one end, not a blank line between two.
        if c == '\n' && returned == Some(at) {
            start = at + 1;
            continue;
        }
        close(start, at, &mut after_blank);
        start = at + c.len_utf8();
        returned = (c == '\r').then_some(start);
    }
    close(start, text.len(), &mut after_blank);
    found
}

/// Whether the next line's first word would hardly have fitted on this one; breakers differ in what they count, hence some slack.
fn was_full(text: &str, line: Span, next: Span, width: usize) -> bool {
    let word = next.of(text).split_whitespace().next().unwrap_or("");
    line.of(text).chars().count() + 1 + word.chars().count() > width - width / 10
}

/// Whether a line stops inside a sentence.
fn stops_inside(text: &str, line: Span) -> bool {
    let words = line.of(text);
    !words.ends_with(['.', '!', '?', ':', '"', '”', '’', ')', ']', '…'])
}

/// The width to which a text was broken, if it was: nearly every line that is followed by another at once is full, and most of them
/// stop inside a sentence.
fn wrap_width(text: &str, lines: &[TextLine]) -> Option<usize> {
    // One long line, and nobody broke this text to a width.
    if lines.iter().any(|l| l.span.len() > *WIDTH.end() && l.span.of(text).chars().count() > WIDTH.end() + 1) {
        return None;
    }
    let pairs = || lines.windows(2).filter(|pair| !pair[1].after_blank);
    let lengths = || lines.iter().map(|l| l.span.of(text).chars().count());
    let mut joined: Vec<usize> = lengths().zip(lines.iter().skip(1)).filter(|(_, next)| !next.after_blank).map(|(n, _)| n).collect();
    if joined.len() < ENOUGH_BREAKS {
        return None;
    }
    joined.sort_unstable();
    let width = *joined.last()?;
    if !WIDTH.contains(&width) || lengths().any(|n| n > width + 1) {
        return None;
    }
    let full = pairs().filter(|p| was_full(text, p[0].span, p[1].span, width)).count();
    let inside = pairs().filter(|p| was_full(text, p[0].span, p[1].span, width) && stops_inside(text, p[0].span)).count();
    // A paragraph's last line is short; without blank lines between paragraphs such lines count against fullness.
    let is_wrapped = inside >= ENOUGH_BREAKS && full * 10 >= joined.len() * 6 && inside * 2 >= full;
    is_wrapped.then_some(width)
}

/// Joins each full line with the one that follows it at once.
fn join(text: &str, lines: &[TextLine], width: usize) -> Vec<TextLine> {
    let mut joined: Vec<TextLine> = Vec::new();
    let mut last: Option<Span> = None;
    for line in lines {
        let goes_small = line.span.of(text).starts_with(char::is_lowercase);
        let goes_on =
            !line.after_blank && last.is_some_and(|l| was_full(text, l, line.span, width) || (goes_small && stops_inside(text, l)));
        match joined.last_mut() {
            Some(open) if goes_on => open.span = open.span.cover(line.span),
            _ => joined.push(*line),
        }
        last = Some(line.span);
    }
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<(&str, bool)> {
        lines(text).into_iter().map(|l| (l.span.of(text), l.after_blank)).collect()
    }

    #[test]
    fn every_line_end_splits_and_blank_lines_are_noted() {
        assert_eq!(words("One\r\nTwo\n \u{a0}\nThree\u{2028}Four"), [("One", true), ("Two", false), ("Three", true), ("Four", false)]);
    }

    #[test]
    fn broken_lines_are_joined_to_paragraphs() {
        let text = "Ferry toll rises\n\nRescue crews on Tuesday pulled two more people from the\nhold of a ferry that capsized off the coast, bringing\nthe number of survivors to 31, the harbour master\nsaid.\n\nDivers were to go down again at noon, when the tide\nis low and the wind was expected to drop.\n";
        let found = words(text);
        assert_eq!(found.len(), 3);
        assert!(found[1].0.starts_with("Rescue") && found[1].0.ends_with("said."));
    }

    #[test]
    fn paragraphs_on_lines_of_their_own_stay_apart() {
        let text = "The harbour was quiet.\nNobody had seen the ferry leave.\nIts captain could not be reached.\nThe owner did not answer.";
        assert_eq!(words(text).len(), 4);
    }

    proptest! {
        #[test]
        fn lines_are_in_order_and_hold_every_word(text in "[a-z .\\n\\r\u{2028}]{0,300}") {
            let found = lines(&text);
            prop_assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            let kept: String = found.iter().map(|l| l.span.of(&text)).collect();
            let count = |s: &str| s.chars().filter(|c| c.is_alphabetic() || *c == '.').count();
            prop_assert_eq!(count(&kept), count(&text));
        }
    }
}
