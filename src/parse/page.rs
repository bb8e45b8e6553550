//! The page while it is being taken apart: its lines, what is known of each, and what the page says about itself.
//!
//! In: decoded text and the metadata that came with it. Out: [`Page`], which recognisers read and claim lines of. Never decides a role.

use super::lines::{TextLine, lines};
use crate::document::{GivenMetadata, Metadata, MetadataField, Role, Rule};
use crate::span::{Span, cut};

/// The longest line, in bytes, that is folded as a whole for comparison.
const FOLDED: usize = 240;
/// How much is folded of a longer line: phrases that tell furniture stand at its start.
const FOLDED_START: usize = 120;

/// One line with what recognisers ask most.
#[derive(Clone, Debug)]
pub struct Line<'t> {
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

impl<'t> Line<'t> {
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

    /// Whether it is short enough for [`Line::folded`] to hold all of it.
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
pub struct Page<'t> {
    /// Its lines in order.
    pub lines: Vec<Line<'t>>,
    /// Metadata that came beside the text.
    pub given: &'t GivenMetadata,
    /// What the page says about itself.
    pub metadata: Vec<Metadata>,
}

impl<'t> Page<'t> {
    /// The page of a decoded text; nothing is claimed.
    pub fn new(text: &'t str, given: &'t GivenMetadata) -> Self {
        Self { lines: lines(text).into_iter().map(|l| Line::new(text, l)).collect(), given, metadata: Vec::new() }
    }

    /// The page of lines that are known: the blocks of a web page. Each stands apart from the one before it.
    pub fn of_lines(text: &'t str, spans: &[Span], given: &'t GivenMetadata) -> Self {
        let lines = spans.iter().map(|span| Line::new(text, TextLine { span: *span, after_blank: true })).collect();
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

    /// One past the head of the page: all before the first running text, and on to a byline or time that stands behind at most two
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

/// Whether a character is never seen: it joins, parts or turns what stands around it.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Lower case with plain quotation marks and single spaces, for comparing lines. Its offsets are not those of the text: what stands
/// behind an opening is asked of the text itself, with [`behind`].
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut last = None;
    for c in text.chars() {
        fold_char(c, &mut last, |c| folded.push(c));
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// What a character is folded to, where `last` is what the ones before it ended in.
fn fold_char(c: char, last: &mut Option<char>, mut sink: impl FnMut(char)) {
    let mut push = |c: char| {
        *last = Some(c);
        sink(c);
    };
    match c {
        c if c.is_ascii_graphic() => push(c.to_ascii_lowercase()),
        c if is_invisible(c) => {}
        c if c.is_whitespace() => {
            if !matches!(last, None | Some(' ')) {
                *last = Some(' ');
                sink(' ');
            }
        }
        '‘' | '’' => push('\''),
        '“' | '”' => push('"'),
        '–' | '—' => push('-'),
        c => c.to_lowercase().for_each(push),
    }
}

/// What stands in a text behind the words that it opens with, if folded it opens with them; `opening` is folded.
///
/// The text is compared as it stands, so that the rest is one of this text whatever folding leaves out or makes longer.
pub fn behind<'t>(text: &'t str, opening: &str) -> Option<&'t str> {
    let mut left = opening.chars();
    let mut last = None;
    let mut rest = text.chars();
    let mut is_same = true;
    while !left.as_str().is_empty() {
        fold_char(rest.next()?, &mut last, |c| is_same &= left.next() == Some(c));
        if !is_same {
            return None;
        }
    }
    // A space at the end of a text is none when it is folded.
    let rest = rest.as_str().trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c));
    (!opening.ends_with(' ') || !rest.is_empty()).then_some(rest)
}

/// Letters and digits of a text alone, in lower case: what two spellings of one headline share.
pub fn skeleton(text: &str) -> String {
    let mut skeleton = String::with_capacity(text.len());
    for c in text.chars() {
        // Whole articles pass here, and nearly every character is one of ASCII.
        if c.is_ascii_alphanumeric() {
            skeleton.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() && c.is_alphanumeric() {
            skeleton.extend(c.to_lowercase());
        }
    }
    skeleton
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
    fn folding_makes_spellings_of_one_line_equal() {
        assert_eq!(fold("Leave\u{a0}a  REPLY"), "leave a reply");
        assert_eq!(fold("By\u{200b}\u{2066} Ana\u{feff}"), "by ana");
        assert_eq!(skeleton("Ukraine’s “toll”: 12"), skeleton("UKRAINE'S \"TOLL\": 12"));
    }

    #[test]
    fn what_stands_behind_an_opening_is_a_part_of_the_text_itself() {
        for (text, rest) in [
            ("By Ana Ruiz", Some("Ana Ruiz")),
            ("\u{feff}B\u{ad}y\u{200b} \u{202a}Ana Ruiz", Some("Ana Ruiz")),
            ("BY\u{a0}\u{a0}Ana", Some("Ana")),
            ("By ", None),
            ("Byte", None),
            ("Ｂy Ana", None),
        ] {
            assert_eq!(behind(text, "by "), rest, "{text:?}");
        }
        // A sign for degrees of Kelvin takes three bytes, the letter that it is folded to one.
        assert_eq!(behind("\u{212a}İ: ß", "ki\u{307}: "), Some("ß"));
    }

    #[test]
    fn a_standfirst_before_the_time_belongs_to_the_head() {
        let given = GivenMetadata::default();
        let mut page = Page::new(
            "Head\nA sentence that says in many words what this is about.\n4 May 2024\nBody of the thing is here and it is a long one.",
            &given,
        );
        assert_eq!(page.head_end(), 1);
        page.claim(2, Role::Timestamp, "date_line");
        assert_eq!(page.head_end(), 3);
    }
}
