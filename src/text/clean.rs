//! The one pass that cleans text.
//!
//! In: a range of the decoded text. Out: the clean words appended to the article's text, and to its map the way back. Never looks outside
//! the range, so that the words of a block follow from its bytes alone ([`fragment`]).
//!
//! What changes: white space of all kinds becomes single spaces; invisible and control characters go; composed forms (NFC) and letters
//! instead of ligatures; HTML entities; rare dashes become the usual ones; double encoding is undone; a space that was lost after a full
//! stop comes back. Quotation marks, en and em dashes stay as they were written.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::{lost_space, mojibake};
use crate::document::Run;
use crate::error::Flag;
use crate::offsets::OffsetMap;
use crate::span::{Span, cut};

/// A text as `newsgrain` would write it: what the words of a block are for the decoded bytes of its range.
pub fn fragment(text: &str) -> String {
    let mut cleaner = Cleaner::default();
    cleaner.add_runs(text, &[Run { span: Span::new(0, text.len()), reads: None }]);
    cleaner.text
}

/// The words of a block of several ranges of a text.
pub fn joined(text: &str, runs: &[Run]) -> String {
    let mut cleaner = Cleaner::default();
    cleaner.add_runs(text, runs);
    cleaner.text
}

/// Gathers clean text and the map to the decoded text.
#[derive(Debug, Default)]
pub struct Cleaner {
    /// The clean text.
    pub text: String,
    /// From `text` to the decoded text.
    pub map: OffsetMap,
    /// Doubts that arose.
    pub flags: Vec<Flag>,
}

/// What stands for the next piece of the source.
enum CleanPiece {
    /// White space.
    Space,
    /// Nothing.
    Gone,
    /// One character; it may differ from the source.
    Char(char),
    /// Two or three letters for a ligature.
    Letters(&'static str),
}

impl Cleaner {
    /// Appends the clean words of several ranges, with other words where the page wrote them otherwise.
    pub fn add_runs(&mut self, source: &str, runs: &[Run]) -> Span {
        let start = self.text.len();
        for run in runs {
            match &run.reads {
                None => self.add_range(source, run.span, start),
                Some(reads) => {
                    let clean = fragment(reads);
                    let before = self.text.len();
                    let spaced = reads.starts_with(char::is_whitespace) && before > start && !self.text.ends_with(' ');
                    if spaced && !clean.is_empty() || clean.is_empty() && !reads.is_empty() && before > start && !self.text.ends_with(' ') {
                        self.text.push(' ');
                    }
                    self.text.push_str(&clean);
                    self.map.replace(self.text.len() - before, run.span.start as usize, run.span.len());
                }
            }
        }
        let kept = self.text.trim_end().len().max(start);
        self.map.truncate(kept);
        self.text.truncate(kept);
        Span::new(start, kept)
    }

    /// Where text and map stand.
    pub fn mark(&self) -> usize {
        self.text.len()
    }

    /// Takes back what was appended since a mark.
    pub fn back_to(&mut self, mark: usize) {
        self.text.truncate(mark);
        self.map.truncate(mark);
    }

    /// Appends a range to the words that began at `start`.
    fn add_range(&mut self, source: &str, range: Span, start: usize) {
        // A space may be lost between two ranges as well as inside one.
        let after = range.of(source);
        let written = cut(&self.text, start..);
        if written.ends_with(lost_space::may_follow) && lost_space::is_lost(written, after) {
            self.text.push(' ');
            self.map.replace(1, range.start as usize, 0);
        }
        let mut pass =
            CleaningPass { out: self, source, end: range.end as usize, start, space: None, cluster: String::new(), cluster_at: 0..0 };
        pass.run(range.start as usize);
        // White space at the end of a run, however it is written, parts it from the next one.
        let keeps_space = pass.space.is_some();
        if keeps_space && self.text.len() > start && !self.text.ends_with(' ') {
            self.text.push(' ');
            self.map.replace(1, range.end as usize, 0);
        }
    }

    /// Appends the blank line between two blocks.
    pub fn separate(&mut self, source_at: usize) {
        self.text.push_str("\n\n");
        self.map.replace(2, source_at, 0);
    }

    fn flag(&mut self, flag: Flag) {
        if !self.flags.contains(&flag) {
            self.flags.push(flag);
        }
    }
}

/// One range on its way.
struct CleaningPass<'c, 's> {
    out: &'c mut Cleaner,
    source: &'s str,
    end: usize,
    /// Where the range's words begin in the clean text.
    start: usize,
    /// White space that waits for the next word.
    space: Option<Range<usize>>,
    /// A character above ASCII and the marks on it, until it is known to be complete.
    cluster: String,
    cluster_at: Range<usize>,
}

impl CleaningPass<'_, '_> {
    fn run(&mut self, mut at: usize) {
        while at < self.end {
            let plain = self.plain_run(at);
            if plain > 0 {
                self.copy(at, plain);
                at += plain;
            } else {
                at += self.special(at);
            }
        }
        self.close_cluster();
    }

    /// How many bytes from `at` on are ASCII that stays as it is, and that nothing after it can change.
    fn plain_run(&self, at: usize) -> usize {
        let bytes = &self.source.as_bytes()[at..self.end];
        let mut n = 0;
        while let Some(byte) = bytes.get(n) {
            let next = bytes.get(n + 1).copied();
            let stays = match byte {
                b'&' => false,
                b'-' if next.is_some_and(|b| b <= b' ') => false,
                b' ' => next.is_some_and(|b| b.is_ascii_graphic()),
                b'.' | b'?' | b'!' => next.is_none_or(|b| b == b' ' || (b.is_ascii_graphic() && !b.is_ascii_uppercase())),
                // A combining mark or a lost space may follow a character above ASCII.
                0x21..=0x7E => next.is_none_or(|b| b.is_ascii()),
                _ => false,
            };
            if !stays {
                break;
            }
            n += 1;
        }
        // A space at the start of a range or after another is no plain text.
        if bytes.first() == Some(&b' ') && (self.space.is_some() || !self.takes_space()) { 0 } else { n }
    }

    /// Whether a space may be written: not at the start of the words, and not after another.
    fn takes_space(&self) -> bool {
        self.out.text.len() > self.start && (!self.out.text.ends_with(' ') || !self.cluster.is_empty())
    }

    /// Copies plain ASCII.
    fn copy(&mut self, at: usize, len: usize) {
        self.close_cluster();
        self.write_space();
        self.out.text.push_str(cut(self.source, at..at + len));
        self.out.map.copy(at, len);
    }

    /// Handles one character or entity; returns its length in the source.
    fn special(&mut self, at: usize) -> usize {
        let rest = cut(self.source, at..self.end);
        let Some(c) = rest.chars().next() else { return 1 };
        if let Some((found, length)) = (c == '&').then(|| entity(rest)).flatten() {
            for c in found.chars() {
                self.piece(piece_of(c), at, length);
            }
            return length;
        }
        let before = self.before();
        if let Some((found, length)) = mojibake::repair(rest, before) {
            self.out.flag(Flag::MojibakeRepaired);
            // Text that was damaged twice shows damage again.
            let (found, length) = self.repair_again(found, at, length);
            self.piece(piece_of(found), at, length);
            return length;
        }
        let length = c.len_utf8();
        if c == '\u{ad}' || (c == '-' || c == '\u{2010}') && joins_broken_word(before, cut(rest, length..)) {
            return self.hyphen(c, at, length);
        }
        self.piece(piece_of(c), at, length);
        if lost_space::may_follow(c) {
            self.close_cluster();
            let after = cut(self.source, at + length..self.end);
            if lost_space::is_lost(cut(&self.out.text, self.start..), after) {
                self.space = Some(at + length..at + length);
            }
        }
        length
    }

    /// Undoes a second and third damage.
    fn repair_again(&self, mut found: char, at: usize, mut length: usize) -> (char, usize) {
        for _ in 0..2 {
            if !mojibake::may_begin(found) {
                break;
            }
            let mut inner = String::from(found);
            let mut lengths = vec![length];
            let mut next = at + length;
            while lengths.len() < 4 && next < self.end {
                let rest = cut(self.source, next..self.end);
                let Some(c) = rest.chars().next() else { break };
                let (c, taken) = mojibake::repair(rest, Some('a')).unwrap_or((c, c.len_utf8()));
                inner.push(c);
                lengths.push(taken);
                next += taken;
            }
            let Some((deeper, bytes)) = mojibake::repair(&inner, None) else { break };
            let used = cut(&inner, ..bytes).chars().count();
            length = lengths.iter().take(used).sum();
            found = deeper;
        }
        (found, length)
    }

    /// A hyphen at the end of a broken line: a soft one goes with the line end, a written one stays and only the line end goes.
    fn hyphen(&mut self, c: char, at: usize, length: usize) -> usize {
        let rest = cut(self.source, at + length..self.end);
        let gap = if joins_broken_word(self.before(), rest) { rest.len() - rest.trim_start().len() } else { 0 };
        if c != '\u{ad}' {
            self.piece(CleanPiece::Char('-'), at, length);
        }
        length + gap
    }

    /// The character in front, in the clean text or waiting in the cluster.
    fn before(&self) -> Option<char> {
        match (&self.space, self.cluster.chars().next_back()) {
            (Some(_), None) => Some(' '),
            (_, Some(c)) => Some(c),
            (None, None) => cut(&self.out.text, self.start..).chars().next_back(),
        }
    }

    fn piece(&mut self, piece: CleanPiece, at: usize, length: usize) {
        match piece {
            CleanPiece::Gone => {}
            CleanPiece::Space => {
                self.close_cluster();
                let start = self.space.take().map_or(at, |s| s.start);
                self.space = Some(start..at + length);
            }
            CleanPiece::Letters(letters) => letters.chars().for_each(|c| self.character(c, at, length)),
            CleanPiece::Char(c) => self.character(c, at, length),
        }
        if matches!(piece, CleanPiece::Char(char::REPLACEMENT_CHARACTER)) {
            self.out.flag(Flag::LostCharacters);
        }
    }

    /// Adds a character to the cluster, or closes it and begins another.
    fn character(&mut self, c: char, at: usize, length: usize) {
        let joins = !self.cluster.is_empty()
            && self.cluster.len() < 64
            && c >= '\u{300}'
            && (canonical_combining_class(c) != 0 || is_nfc_quick(std::iter::once(c)) != IsNormalized::Yes);
        if !joins {
            self.close_cluster();
            self.write_space();
            self.cluster_at = at..at + length;
        }
        self.cluster.push(c);
        self.cluster_at.end = at + length;
    }

    /// Writes the waiting character with its marks in composed form.
    fn close_cluster(&mut self) {
        if self.cluster.is_empty() {
            return;
        }
        let (at, source_len) = (self.cluster_at.start, self.cluster_at.len());
        let first_is_mark = self.cluster.chars().next().is_some_and(is_combining_mark);
        let before = self.out.text.len();
        if is_nfc_quick(self.cluster.chars()) == IsNormalized::Yes || first_is_mark {
            self.out.text.push_str(&self.cluster);
        } else {
            self.out.text.extend(self.cluster.nfc());
        }
        let written = self.out.text.len() - before;
        if self.source.get(at..at + source_len) == self.out.text.get(before..) {
            self.out.map.copy(at, written);
        } else {
            self.out.map.replace(written, at, source_len);
        }
        self.cluster.clear();
    }

    /// Writes the space that waits, unless it would open the range.
    fn write_space(&mut self) {
        let Some(range) = self.space.take() else { return };
        if self.takes_space() {
            self.out.text.push(' ');
            if self.source.get(range.clone()) == Some(" ") {
                self.out.map.copy(range.start, 1);
            } else {
                self.out.map.replace(1, range.start, range.len());
            }
        }
    }
}

/// Whether a hyphen in front of `rest` ends a broken line inside a word.
fn joins_broken_word(before: Option<char>, rest: &str) -> bool {
    let gap = cut(rest, ..rest.len() - rest.trim_start().len());
    gap.contains('\n') && before.is_some_and(char::is_lowercase) && rest.trim_start().starts_with(char::is_lowercase)
}

/// What stands for a character.
fn piece_of(c: char) -> CleanPiece {
    match c {
        ' ' => CleanPiece::Space,
        '!'..='~' => CleanPiece::Char(c),
        c if c.is_whitespace() => CleanPiece::Space,
        // Joiners (U+200C, U+200D) shape letters and emoji and stay.
        '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2060}'..='\u{2064}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}'
        | '\u{ad}'
        | '\u{180e}' => CleanPiece::Gone,
        c if c.is_control() => mojibake::of_control(c).map_or(CleanPiece::Gone, piece_of),
        '\u{2010}' | '\u{2011}' | '\u{fe63}' | '\u{ff0d}' | '\u{2212}' => CleanPiece::Char('-'),
        '\u{2012}' => CleanPiece::Char('–'),
        '\u{2015}' | '\u{fe58}' => CleanPiece::Char('—'),
        'ﬀ' => CleanPiece::Letters("ff"),
        'ﬁ' => CleanPiece::Letters("fi"),
        'ﬂ' => CleanPiece::Letters("fl"),
        'ﬃ' => CleanPiece::Letters("ffi"),
        'ﬄ' => CleanPiece::Letters("ffl"),
        'ﬅ' | 'ﬆ' => CleanPiece::Letters("st"),
        c => CleanPiece::Char(c),
    }
}

/// The longest entity, in bytes.
const LONGEST_ENTITY: usize = 40;

/// What an HTML entity at the start of `text` stands for, and its length; also one whose ampersand was itself escaped.
fn entity(text: &str) -> Option<(String, usize)> {
    let close = text.bytes().take(LONGEST_ENTITY).position(|b| b == b';')?;
    let name = text.get(1..close)?;
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#') {
        return None;
    }
    let once = html_escape::decode_html_entities(cut(text, ..=close));
    if once == "&" {
        let deeper = format!("&{}", text.get(close + 1..).map(|rest| super::prefix(rest, LONGEST_ENTITY)).unwrap_or(""));
        if let Some((found, length)) = entity(&deeper) {
            return Some((found, close + length));
        }
    }
    (once != cut(text, ..=close)).then(|| (once.into_owned(), close + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_entities_and_lost_spaces() {
        assert_eq!(fragment("  A\u{a0}\u{a0}ferry \u{200b}ran\r\naground\u{2009}.  "), "A ferry ran aground .");
        assert_eq!(
            fragment("Lee &amp; Sons&#8217; &quot;boat&quot;&nbsp;sank &amp;#8211; twice &unknown; &"),
            "Lee & Sons’ \"boat\" sank – twice &unknown; &"
        );
        assert_eq!(
            fragment("co\u{ad}ast o\u{fb03}ce Zoe\u{308} wind\u{2010}swept 3\u{2012}4 a\u{2015}b"),
            "coast office Zoë wind-swept 3–4 a—b"
        );
        assert_eq!(fragment("a well-\nknown coast\u{ad}\nline"), "a well-known coastline");
        assert_eq!(fragment("It sinks.Nobody helps."), "It sinks. Nobody helps.");
    }
}
