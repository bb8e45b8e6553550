//! The page while it is being taken apart: its lines, what is known of each, and what the page says about itself.
//!
//! In: decoded text and the metadata that came with it. Out: [`PageLines`], which recognisers read and claim lines of. Never decides a role.

use super::lines::{TextLine, lines};
use crate::document::{GivenMetadata, Metadata, MetadataField, Role, Rule};
use crate::span::Span;
use crate::text::{fold, prefix};

/// The longest line, in bytes, that is folded as a whole for comparison.
const FOLDED: usize = 240;
/// How much is folded of a longer line: phrases that tell furniture stand at its start.
const FOLDED_START: usize = 120;

/// One line with what recognisers ask most.
#[derive(Clone, Debug)]
pub struct PageLine<'t> {
    /// Its range in the decoded text.
    pub span: Span,
    /// Its words.
    pub text: &'t str,
    /// Whether a blank line stands before it.
    pub after_blank: bool,
    /// In lower case, quotation marks and spaces made plain: all of a short line, the start of a longer one.
    pub folded: String,
    /// Number of words separated by white space.
    pub words: usize,
    /// Whether it ends as a sentence does.
    pub ends_sentence: bool,
    is_prose: bool,
    /// What it is, once a recogniser has claimed it.
    pub claim: Option<(Role, Rule)>,
    /// Where its words begin, when a bullet or number stands before them.
    pub inner: Span,
}

impl<'t> PageLine<'t> {
    fn new(text: &'t str, line: TextLine) -> Self {
        let words = line.span.of(text);
        let ends_sentence = ends_sentence(words);
        let count = words.split_ascii_whitespace().count();
        let is_prose = ends_sentence && (count >= 9 || words.len() >= 70) || words.len() >= 140 && words.contains(". ");
        Self {
            span: line.span,
            text: words,
            after_blank: line.after_blank,
            folded: fold(prefix(words, if words.len() <= FOLDED { FOLDED } else { FOLDED_START })),
            words: count,
            ends_sentence,
            is_prose,
            claim: None,
            inner: line.span,
        }
    }

    /// Whether it is short enough for [`PageLine::folded`] to hold all of it.
    pub fn is_short(&self) -> bool {
        self.text.len() <= FOLDED
    }

    /// Whether it reads as running text: a sentence of some length.
    pub fn is_prose(&self) -> bool {
        self.is_prose
    }

    /// Whether no recogniser has claimed it.
    pub fn is_open(&self) -> bool {
        self.claim.is_none()
    }
}

/// A page and what has been found on it.
#[derive(Clone, Debug)]
pub struct PageLines<'t> {
    /// Its lines in order.
    pub lines: Vec<PageLine<'t>>,
    /// Metadata that came beside the text.
    pub given: &'t GivenMetadata,
    /// What the page says about itself.
    pub metadata: Vec<Metadata>,
}

impl<'t> PageLines<'t> {
    /// The page of a decoded text; nothing is claimed.
    pub fn new(text: &'t str, given: &'t GivenMetadata) -> Self {
        Self { lines: lines(text).into_iter().map(|l| PageLine::new(text, l)).collect(), given, metadata: Vec::new() }
    }

    /// The page of lines that are known: the blocks of a web page. Each stands apart from the one before it.
    pub fn of_lines(text: &'t str, spans: &[Span], given: &'t GivenMetadata) -> Self {
        let lines = spans.iter().map(|span| PageLine::new(text, TextLine { span: *span, after_blank: true })).collect();
        Self { lines, given, metadata: Vec::new() }
    }

    /// Gives a line its role, unless it has one.
    pub fn claim(&mut self, line: usize, role: Role, rule: &'static str) {
        if let Some(line) = self.lines.get_mut(line) {
            line.claim.get_or_insert((role, Rule(rule)));
        }
    }

    /// Notes what the page says about itself. Of two statements on a field the one of lower rank wins.
    pub fn note(&mut self, field: MetadataField, value: impl Into<String>, rule: &'static str, rank: u16) {
        self.metadata.push(Metadata { field, value: value.into(), rule: Rule(rule), rank });
    }

    /// The role that a line was given.
    pub fn role(&self, line: usize) -> Option<Role> {
        self.lines.get(line).and_then(|l| l.claim).map(|(role, _)| role)
    }

    /// The next line that no recogniser has claimed, from `line` on.
    pub fn open_from(&self, line: usize) -> Option<usize> {
        (line..self.lines.len()).find(|n| self.lines[*n].is_open())
    }

    /// The first line of running text; the number of lines where there is none.
    pub fn first_prose(&self) -> usize {
        self.lines.iter().position(|l| l.is_open() && l.is_prose()).unwrap_or(self.lines.len())
    }

    /// One past the last line of running text.
    pub fn prose_end(&self) -> usize {
        self.prose_end_before(self.lines.len())
    }

    /// One past the last line of running text among those before `line`.
    pub fn prose_end_before(&self, line: usize) -> usize {
        self.lines[..line].iter().rposition(|l| l.is_open() && l.is_prose()).map_or(0, |n| n + 1)
    }

    /// One past the head of the page: all before the first running text, and on to a byline or time that stands after at most two
    /// sentences (a standfirst, or a caption).
    pub fn head_end(&self) -> usize {
        let mut end = self.first_prose();
        let mut sentences = 0;
        for (n, line) in self.lines.iter().enumerate().take(12) {
            match line.claim {
                Some((Role::Byline | Role::Timestamp, _)) if sentences <= 2 => end = end.max(n + 1),
                None if line.is_prose() => sentences += 1,
                _ => {}
            }
        }
        end
    }
}

/// Whether a text ends as a sentence does, quotation marks and brackets aside.
fn ends_sentence(text: &str) -> bool {
    let closed = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ']);
    closed.ends_with(['.', '!', '?', '…', '。', '؟', '।'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standfirst_before_the_time_belongs_to_the_head() {
        let given = GivenMetadata::default();
        let mut page = PageLines::new(
            "Head\nA sentence that says in many words what this is about.\n4 May 2024\nBody of the thing is here and it is a long one.",
            &given,
        );
        assert_eq!(page.head_end(), 1);
        page.claim(2, Role::Timestamp, "date_line");
        assert_eq!(page.head_end(), 3);
    }
}
