//! Half-open ranges: in the article's text by bytes, in the published tables by code points, in the raw document by bytes.
//!
//! In: nothing. Out: [`Span`], [`CharOffset`], [`CharSpan`], [`SourceRange`]. Never holds text; `offsets.rs` converts between the kinds.

/// A part of a text; empty where the range ends outside it or inside a character.
///
/// An offset says nothing of the text that it was found in, so that one of another text, or of a folded copy, can reach here by mistake.
/// Then a rule finds nothing; it does not end the run. The stages have no other way to slice a text (`clippy::string_slice`).
pub fn cut(text: &str, range: impl std::slice::SliceIndex<str, Output = str>) -> &str {
    text.get(range).unwrap_or("")
}

/// A half-open byte range `[start, end)` in the text of one article, on character boundaries.
///
/// Everything inside the core is measured so, since slicing by bytes is free; the tables hold [`CharSpan`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` to `end`; an inverted pair becomes the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let start = start as u32;
        Self { start, end: (end as u32).max(start) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing lies inside.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text inside; empty where the span does not lie on character boundaries of `text`.
    pub fn of(self, text: &str) -> &str {
        cut(text, self.range())
    }

    /// Whether `other` lies inside this span, edges included.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` lies inside.
    pub fn holds(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span around both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// This span without white space at its edges.
    pub fn trimmed(self, text: &str) -> Span {
        let inside = self.of(text);
        let lead = inside.len() - inside.trim_start().len();
        let kept = inside.trim().len();
        Span::new(self.start as usize + lead, self.start as usize + lead + kept)
    }
}

/// Spans in the order in which they begin, asked which of them hold or touch another without a walk over all.
#[derive(Clone, Debug, Default)]
pub struct SpanIndex {
    /// The spans with their numbers.
    spans: Vec<(Span, usize)>,
    /// The furthest end of each and all before it.
    reach: Vec<u32>,
}

impl SpanIndex {
    /// Of spans with numbers, in any order.
    pub fn of(spans: impl IntoIterator<Item = (usize, Span)>) -> Self {
        let mut spans: Vec<(Span, usize)> = spans.into_iter().map(|(number, span)| (span, number)).collect();
        spans.sort_unstable_by_key(|(span, number)| (span.start, *number));
        let reach = spans.iter().scan(0, |furthest, (span, _)| {
            *furthest = span.end.max(*furthest);
            Some(*furthest)
        });
        Self { reach: reach.collect(), spans }
    }

    /// The numbers of the spans that hold this one, edges included; those that begin last come first.
    pub fn holding(&self, span: Span) -> impl Iterator<Item = usize> + '_ {
        let before = self.spans.partition_point(|(s, _)| s.start <= span.start);
        let reaching = (0..before).rev().take_while(move |n| self.reach[*n] >= span.end);
        reaching.map(|n| self.spans[n]).filter(move |(s, _)| s.contains(span)).map(|(_, number)| number)
    }

    /// Whether one of the spans shares a byte with this one.
    pub fn overlaps(&self, span: Span) -> bool {
        let before = self.spans.partition_point(|(s, _)| s.start < span.end);
        before.checked_sub(1).is_some_and(|last| self.reach[last] > span.start)
    }
}

/// An offset in Unicode code points of the text of one article: what the tables hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharOffset(pub u32);

/// A half-open range in Unicode code points of the text of one article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharSpan {
    /// First code point.
    pub start: CharOffset,
    /// One past the last code point.
    pub end: CharOffset,
}

/// A half-open byte range in the raw document, before decoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceRange {
    /// First byte.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_slices_its_text_and_never_splits_a_character() {
        let text = "Zoë said";
        assert_eq!(Span::new(0, 4).of(text), "Zoë");
        assert_eq!(Span::new(0, 3).of(text), "");
    }

    #[test]
    fn an_index_finds_what_holds_and_what_touches() {
        let spans = [Span::new(8, 9), Span::new(1, 7), Span::new(3, 6), Span::new(1, 2)];
        let index = SpanIndex::of(spans.into_iter().enumerate());
        let holding = |start, end| index.holding(Span::new(start, end)).collect::<Vec<_>>();
        assert_eq!(holding(4, 6), [2, 1]);
        assert_eq!(holding(1, 2), [3, 1]);
        assert_eq!(holding(6, 9), [0; 0]);
        let overlaps = |start, end| index.overlaps(Span::new(start, end));
        assert!(overlaps(0, 2) && overlaps(6, 8) && overlaps(0, 20) && overlaps(8, 9));
        assert!(!overlaps(0, 1) && !overlaps(7, 8) && !overlaps(9, 12));
    }

    #[test]
    fn trimming_keeps_the_inner_text() {
        let text = "a  troops \u{a0}b";
        assert_eq!(Span::new(1, 12).trimmed(text).of(text), "troops");
    }
}
