//! The only arithmetic between offsets of different texts.
//!
//! In: texts and the pieces they were made of. Out: [`OffsetMap`] (a made text back to the one it was made from) and
//! [`CharIndex`] (bytes of a text to code points). Never searches for text: an offset is mapped, not found again.

use crate::span::{CharOffset, CharSpan, Span};

/// How far apart the remembered positions of a [`CharIndex`] are, in bytes.
const STRIDE: usize = 64;

/// The number of code points before each byte of one text.
#[derive(Clone, Debug)]
pub struct CharIndex<'a> {
    text: &'a str,
    /// Code points before byte `n * STRIDE`; empty for a text of ASCII alone, where both counts agree.
    marks: Vec<u32>,
}

impl<'a> CharIndex<'a> {
    /// One pass over `text`.
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut count = 0u32;
            for chunk in text.as_bytes().chunks(STRIDE) {
                marks.push(count);
                count += chunk.iter().filter(|b| starts_char(**b)).count() as u32;
            }
            marks.push(count);
        }
        Self { text, marks }
    }

    /// Code points before `byte`; positions past the end give the whole count.
    pub fn char_offset(&self, byte: u32) -> CharOffset {
        let byte = (byte as usize).min(self.text.len());
        if self.marks.is_empty() {
            return CharOffset(byte as u32);
        }
        let mark = byte / STRIDE;
        let between = &self.text.as_bytes()[mark * STRIDE..byte];
        CharOffset(self.marks[mark] + between.iter().filter(|b| starts_char(**b)).count() as u32)
    }

    /// The byte at which a code point begins; that of the end for the position after the last one, none beyond.
    pub fn byte_offset(&self, offset: CharOffset) -> Option<u32> {
        let wanted = offset.0;
        if self.marks.is_empty() {
            return (wanted as usize <= self.text.len()).then_some(wanted);
        }
        // The last mark that does not lie after the code point; a stride holds at least a sixteenth of its bytes in code points, so
        // what is left to walk is short.
        let mark = self.marks.partition_point(|before| *before <= wanted).checked_sub(1)?;
        let from = (mark * STRIDE).min(self.text.len());
        let mut count = self.marks[mark];
        for (n, byte) in self.text.as_bytes()[from..].iter().enumerate() {
            if starts_char(*byte) {
                if count == wanted {
                    return Some((from + n) as u32);
                }
                count += 1;
            }
        }
        (count == wanted).then_some(self.text.len() as u32)
    }

    /// A byte span in code points.
    pub fn char_span(&self, span: Span) -> CharSpan {
        CharSpan { start: self.char_offset(span.start), end: self.char_offset(span.end) }
    }
}

/// Whether a byte of UTF-8 is the first of its character.
fn starts_char(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// One stretch of a made text and where it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    /// First byte in the made text.
    out: u32,
    /// First byte in the original.
    source: u32,
    /// Length in the original, bytes.
    source_len: u32,
    /// Whether each byte stands for one byte of the original; otherwise the stretch stands for the whole.
    verbatim: bool,
}

/// From a made text back to the text it was made from.
///
/// Built in order of the made text by [`OffsetMap::copy`] and [`OffsetMap::replace`]; neighbouring copies join, so an
/// untouched text of any length is one segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    segments: Vec<Segment>,
    out_len: u32,
}

impl OffsetMap {
    /// The map of a text of `len` bytes that was not changed.
    pub fn identity(len: usize) -> Self {
        let mut map = Self::default();
        map.copy(0, len);
        map
    }

    /// Length of the made text so far, bytes.
    pub fn out_len(&self) -> usize {
        self.out_len as usize
    }

    /// The next `len` bytes of the made text are `len` bytes of the original from `source` on.
    pub fn copy(&mut self, source: usize, len: usize) {
        if len == 0 {
            return;
        }
        let (source, len) = (source as u32, len as u32);
        match self.segments.last_mut() {
            Some(last) if last.verbatim && last.source + last.source_len == source => last.source_len += len,
            _ => self.segments.push(Segment { out: self.out_len, source, source_len: len, verbatim: true }),
        }
        self.out_len += len;
    }

    /// The next `len` bytes of the made text stand for `source_len` bytes of the original from `source` on.
    pub fn replace(&mut self, len: usize, source: usize, source_len: usize) {
        if len == 0 {
            return;
        }
        self.segments.push(Segment { out: self.out_len, source: source as u32, source_len: source_len as u32, verbatim: false });
        self.out_len += len as u32;
    }

    /// Forgets the made text after its first `len` bytes.
    pub fn truncate(&mut self, len: usize) {
        let len = (len as u32).min(self.out_len);
        self.segments.truncate(self.segments.partition_point(|s| s.out < len));
        if let Some(last) = self.segments.last_mut().filter(|s| s.verbatim) {
            last.source_len = last.source_len.min(len - last.out);
        }
        self.out_len = len;
    }

    /// This map followed by `earlier`: from the made text to the text that `earlier` maps to.
    ///
    /// A stretch that is verbatim in both stays verbatim; any other stands for the whole of what it came from.
    pub fn compose(&self, earlier: &OffsetMap) -> OffsetMap {
        let mut composed = OffsetMap::default();
        for (n, segment) in self.segments.iter().enumerate() {
            let out_end = self.segments.get(n + 1).map_or(self.out_len, |next| next.out);
            if !segment.verbatim {
                let source = earlier.source_of(Span { start: segment.source, end: segment.source + segment.source_len });
                composed.replace((out_end - segment.out) as usize, source.start as usize, source.len());
                continue;
            }
            let (start, end) = (segment.source, segment.source + segment.source_len);
            let first = earlier.segments.partition_point(|s| s.out <= start).saturating_sub(1);
            for (m, under) in earlier.segments.iter().enumerate().skip(first) {
                let under_end = earlier.segments.get(m + 1).map_or(earlier.out_len, |next| next.out);
                let (from, to) = (start.max(under.out), end.min(under_end));
                if under.out >= end {
                    break;
                }
                if from >= to {
                    continue;
                }
                match under.verbatim {
                    true => composed.copy((under.source + from - under.out) as usize, (to - from) as usize),
                    false => composed.replace((to - from) as usize, under.source as usize, under.source_len as usize),
                }
            }
        }
        composed
    }

    /// The range of the original that a range of the made text stands for; an empty range gives the place it lies at.
    pub fn source_of(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.start_of(span.start);
            return Span { start: at, end: at };
        }
        Span { start: self.start_of(span.start), end: self.end_of(span.end).max(self.start_of(span.start)) }
    }

    /// The range of the made text that stands for a range of the original: the way back of [`OffsetMap::source_of`], for a map whose
    /// pieces stand in the order of the original, as those of a decoded document do.
    pub fn made_of(&self, source: Span) -> Span {
        let first = self.segments.partition_point(|s| s.source + s.source_len <= source.start);
        let last = self.segments.partition_point(|s| s.source < source.end);
        let start = self
            .segments
            .get(first)
            .map_or(self.out_len, |s| if s.verbatim { s.out + source.start.saturating_sub(s.source) } else { s.out });
        let end = match last.checked_sub(1).map(|n| self.segments[n]) {
            Some(s) if s.verbatim => s.out + (source.end - s.source).min(s.source_len),
            Some(_) => self.segments.get(last).map_or(self.out_len, |next| next.out),
            None => 0,
        };
        Span { start, end: end.max(start) }
    }

    /// The first byte of the original after the byte at `out`.
    fn start_of(&self, out: u32) -> u32 {
        match self.segment_at(out) {
            Some(s) if s.verbatim => s.source + (out - s.out).min(s.source_len),
            Some(s) => s.source,
            None => self.segments.first().map_or(0, |s| s.source),
        }
    }

    /// One past the last byte of the original after the byte before `out`.
    fn end_of(&self, out: u32) -> u32 {
        match self.segment_at(out.saturating_sub(1)) {
            Some(s) if s.verbatim => s.source + (out - s.out).min(s.source_len),
            Some(s) => s.source + s.source_len,
            None => 0,
        }
    }

    /// The segment that holds the byte at `out`; the last one for positions after it.
    fn segment_at(&self, out: u32) -> Option<Segment> {
        let after = self.segments.partition_point(|s| s.out <= out);
        after.checked_sub(1).map(|n| self.segments[n])
    }

    /// The map from the made text through `self` to the text that `earlier` maps to: a span is mapped by both in turn.
    pub fn through(&self, earlier: &OffsetMap, span: Span) -> Span {
        earlier.source_of(self.source_of(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn copies_that_touch_are_one_segment() {
        let mut map = OffsetMap::default();
        map.copy(0, 5);
        map.copy(5, 4);
        assert_eq!(map, OffsetMap::identity(9));
    }

    #[test]
    fn a_replacement_stands_for_the_whole_of_what_it_replaced() {
        // "a&nbsp;b" became "a b".
        let mut map = OffsetMap::default();
        map.copy(0, 1);
        map.replace(1, 1, 6);
        map.copy(7, 1);
        assert_eq!(map.source_of(Span::new(1, 2)), Span::new(1, 7));
        assert_eq!(map.source_of(Span::new(0, 3)), Span::new(0, 8));
        assert_eq!(map.source_of(Span::new(2, 3)), Span::new(7, 8));
    }

    #[test]
    fn the_way_back_gives_the_made_range_of_an_original_one() {
        // "a&nbsp;b" became "a b".
        let mut map = OffsetMap::default();
        map.copy(0, 1);
        map.replace(1, 1, 6);
        map.copy(7, 1);
        for made in [Span::new(0, 1), Span::new(1, 2), Span::new(0, 3), Span::new(2, 3), Span::new(1, 3)] {
            assert_eq!(map.made_of(map.source_of(made)), made);
        }
        assert_eq!(OffsetMap::identity(9).made_of(Span::new(4, 7)), Span::new(4, 7));
    }

    proptest! {
        #[test]
        fn the_char_index_counts_as_chars_does(text in "\\PC{0,200}") {
            let index = CharIndex::new(&text);
            for (n, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.char_offset(byte as u32), CharOffset(n as u32));
                prop_assert_eq!(index.byte_offset(CharOffset(n as u32)), Some(byte as u32));
            }
            let count = text.chars().count() as u32;
            prop_assert_eq!(index.byte_offset(CharOffset(count)), Some(text.len() as u32));
            prop_assert_eq!(index.byte_offset(CharOffset(count + 1)), None);
            prop_assert_eq!(index.char_offset(text.len() as u32), CharOffset(text.chars().count() as u32));
        }
    }
}
