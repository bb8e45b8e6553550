//! Quotation marks: which open, which close, which are apostrophes, inches or minutes.
//!
//! In: the text and its blocks. Out: the outermost quotations, in reading order, each inside one block. Never decides whether
//! somebody speaks, and never fails: a mark without a partner is data.

use crate::document::Role;
use crate::span::{Span, cut};

/// How the end of a quotation is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By its mark.
    Closed,
    /// The next paragraph goes on with it.
    Continued,
    /// The mark is missing for good; the paragraph's end, or the next quotation, stands for it.
    Missing,
}

/// One outermost quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Inside the marks.
    pub inner: Span,
    /// With the marks.
    pub outer: Span,
    /// Number of its block.
    pub block: usize,
    /// How its end is known.
    pub ending: Ending,
    /// Whether it goes on with the one before it, from the paragraph before.
    pub continues: bool,
}

/// One block as this module sees it.
#[derive(Clone, Copy, Debug)]
pub struct Paragraph {
    /// Number among the article's blocks.
    pub block: usize,
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub role: Role,
    /// Whether the page sets it off as somebody's words, and something before it or behind it says whose.
    pub set_off: bool,
}

/// How many paragraphs without a mark of their own may stand inside one speech.
const MAX_BARE_PARAGRAPHS: usize = 3;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum MarkWidth {
    Single,
    Double,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Leaning {
    Open,
    Close,
    Neither,
}

/// A mark with its surroundings.
#[derive(Clone, Copy, Debug)]
struct QuoteMark {
    at: usize,
    len: usize,
    width: MarkWidth,
    leaning: Leaning,
    before: Option<char>,
    after: Option<char>,
}

/// What the marks of one block come to.
#[derive(Default)]
struct Pairs {
    closed: Vec<(QuoteMark, QuoteMark)>,
    /// Opened and never closed in this block.
    open: Vec<QuoteMark>,
    /// The first closing mark that closes nothing, if no mark was opened before it.
    orphan: Option<QuoteMark>,
}

impl Pairs {
    /// Whether no mark stands in the block.
    fn is_bare(&self) -> bool {
        self.closed.is_empty() && self.open.is_empty() && self.orphan.is_none()
    }
}

/// Finds the outermost quotations of all paragraphs.
pub fn find(text: &str, paragraphs: &[Paragraph]) -> Vec<Marked> {
    let pairs: Vec<Pairs> = paragraphs.iter().map(|p| pair(marks_of(p.span.of(text)))).collect();
    let mut found = Vec::new();
    let mut inside_until = None;
    for (n, paragraph) in paragraphs.iter().enumerate() {
        let base = paragraph.span.start as usize;
        let first = found.len();
        if paragraph.set_off && inside_until.is_none() && pairs[n].is_bare() {
            let spans = (base, base + paragraph.span.len(), base, base + paragraph.span.len());
            let goes_on = n > 0 && paragraphs[n - 1].set_off && pairs[n - 1].is_bare();
            push(&mut found, text, paragraph, spans, Ending::Closed, goes_on);
            continue;
        }
        if let Some(last) = inside_until {
            let end = if n == last { pairs[n].orphan.map(|m| (m.at, m.at + m.len)) } else { None };
            let (inner_end, outer_end) = end.unwrap_or((paragraph.span.len(), paragraph.span.len()));
            push(&mut found, text, paragraph, (base, base + inner_end, base, base + outer_end), Ending::Closed, true);
            inside_until = (n < last).then_some(last);
        }
        let speech_goes_on = found.len() == first && n > 0 && ends_open(&found, paragraphs[n - 1].block) && opens_at_start(&pairs[n]);
        for (open, close) in &pairs[n].closed {
            let spans = (base + open.at + open.len, base + close.at, base + open.at, base + close.at + close.len);
            push(&mut found, text, paragraph, spans, Ending::Closed, speech_goes_on && open.at == 0);
        }
        unclosed(&mut found, text, paragraph, &pairs[n], speech_goes_on);
        found[first..].sort_by_key(|m| m.outer.start);
        drop_nested(&mut found, first);
        if let Some(last) =
            found.last_mut().filter(|m| m.block == paragraph.block && m.ending != Ending::Closed && m.outer.end == paragraph.span.end)
        {
            let next = paragraphs.get(n + 1);
            if next.is_some_and(|p| same_kind(p.role, paragraph.role)) && opens_at_start(&pairs[n + 1]) {
                last.ending = Ending::Continued;
            } else if let Some(end) = closing_paragraph(paragraphs, &pairs, n) {
                last.ending = Ending::Continued;
                inside_until = Some(end);
            }
        }
    }
    found
}

/// Whether speech can run on from a block of one role to one of the other.
fn same_kind(next: Role, this: Role) -> bool {
    let speech = |r| matches!(r, Role::Paragraph | Role::ListItem);
    next == this || (speech(next) && speech(this))
}

fn ends_open(found: &[Marked], block: usize) -> bool {
    found.last().is_some_and(|m| m.block == block && m.ending == Ending::Continued)
}

fn opens_at_start(pairs: &Pairs) -> bool {
    pairs.closed.iter().map(|(open, _)| open).chain(&pairs.open).any(|m| m.at == 0 && m.width == MarkWidth::Double)
}

/// The paragraph whose orphaned closing mark ends a speech that paragraph `n` left open.
fn closing_paragraph(paragraphs: &[Paragraph], pairs: &[Pairs], n: usize) -> Option<usize> {
    for next in n + 1..(n + 2 + MAX_BARE_PARAGRAPHS).min(paragraphs.len()) {
        if !same_kind(paragraphs[next].role, paragraphs[n].role) {
            return None;
        }
        if pairs[next].orphan.is_some_and(|m| m.width == MarkWidth::Double) {
            return Some(next);
        }
        if !pairs[next].closed.is_empty() || !pairs[next].open.is_empty() {
            return None;
        }
    }
    None
}

/// Adds what was opened and never closed: it runs to the next quotation or to the end of the paragraph.
fn unclosed(found: &mut Vec<Marked>, text: &str, paragraph: &Paragraph, pairs: &Pairs, goes_on: bool) {
    if pairs.open.is_empty() {
        return;
    }
    let base = paragraph.span.start as usize;
    // Single marks inside double ones are nested.
    let all = pairs.closed.iter().map(|(o, _)| o).chain(&pairs.open).filter(|o| o.width == MarkWidth::Double);
    let mut starts: Vec<usize> = all.map(|o| o.at).collect();
    starts.sort_unstable();
    for open in &pairs.open {
        let next = starts.partition_point(|at| *at <= open.at);
        let end = starts.get(next).copied().unwrap_or(paragraph.span.len());
        let spans = (base + open.at + open.len, base + end, base + open.at, base + end);
        push(found, text, paragraph, spans, Ending::Missing, goes_on && open.at == 0);
    }
}

/// Adds a quotation that holds at least one letter or digit.
fn push(found: &mut Vec<Marked>, text: &str, p: &Paragraph, at: (usize, usize, usize, usize), ending: Ending, continues: bool) {
    let inner = Span::new(at.0, at.1).trimmed(text);
    let outer = Span::new(at.2, at.3).trimmed(text);
    if inner.of(text).contains(char::is_alphanumeric) {
        found.push(Marked { inner, outer, block: p.block, ending, continues });
    }
}

/// Keeps only the outermost of those from `first` on; they are sorted by their start.
fn drop_nested(found: &mut Vec<Marked>, first: usize) {
    let mut end = 0;
    let mut kept = first;
    for n in first..found.len() {
        if found[n].outer.start >= end {
            end = found[n].outer.end;
            found.swap(kept, n);
            kept += 1;
        }
    }
    found.truncate(kept);
}

/// Every character of a block that may be a quotation mark, apostrophes left out.
fn marks_of(block: &str) -> Vec<QuoteMark> {
    let mut marks = Vec::new();
    let mut skip_until = 0;
    // The first bytes of all glyphs; everything else is passed without decoding.
    let may_begin = |byte: u8| matches!(byte, b'"' | b'\'' | b'`' | 0xc2 | 0xe2 | 0xef);
    for (at, _) in block.bytes().enumerate().filter(|(_, byte)| may_begin(*byte)) {
        if at < skip_until {
            continue;
        }
        let Some(c) = cut(block, at..).chars().next() else { continue };
        let Some((width, leaning)) = glyph(c) else { continue };
        let before = cut(block, ..at).chars().next_back();
        let rest = cut(block, at + c.len_utf8()..);
        // Of three marks in a row after a word the first closes the inner quotation.
        let triple = rest.starts_with(c) && cut(rest, c.len_utf8()..).starts_with(c) && before.is_some_and(|b: char| !b.is_whitespace());
        let doubled = width == MarkWidth::Single && rest.starts_with(c) && !triple && !matches!(c, '‹' | '›');
        let len = if doubled { 2 * c.len_utf8() } else { c.len_utf8() };
        let after = cut(block, at + len..).chars().next();
        let mark = QuoteMark { at, len, width: if doubled { MarkWidth::Double } else { width }, leaning, before, after };
        if !mark.is_apostrophe(cut(block, at + len..)) {
            marks.push(mark);
        }
        skip_until = at + len;
    }
    marks
}

fn glyph(c: char) -> Option<(MarkWidth, Leaning)> {
    Some(match c {
        '"' | '\u{ff02}' => (MarkWidth::Double, Leaning::Neither),
        '“' | '„' | '«' | '‟' => (MarkWidth::Double, Leaning::Open),
        '”' | '»' => (MarkWidth::Double, Leaning::Close),
        '\'' => (MarkWidth::Single, Leaning::Neither),
        '‘' | '‚' | '‹' | '‛' | '`' => (MarkWidth::Single, Leaning::Open),
        '’' | '›' => (MarkWidth::Single, Leaning::Close),
        _ => return None,
    })
}

/// Clipped words that begin with an apostrophe.
const CLIPPED: [&str; 10] = ["tis", "twas", "em", "til", "cause", "bout", "round", "n", "cos", "neath"];

impl QuoteMark {
    /// Whether the mark joins letters, stands for left-out digits or begins a clipped word.
    fn is_apostrophe(&self, rest: &str) -> bool {
        if self.width == MarkWidth::Double {
            return false;
        }
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if letter(self.before) && letter(self.after) {
            return true;
        }
        if letter(self.before) {
            return self.before.is_some_and(|c| c.is_ascii_digit()) && self.leaning == Leaning::Neither;
        }
        let word = cut(rest, ..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()));
        let is_decade = word.len() >= 2 && word.as_bytes()[..2].iter().all(u8::is_ascii_digit) && matches!(cut(word, 2..), "" | "s");
        self.leaning != Leaning::Open && (is_decade || CLIPPED.iter().any(|c| word.eq_ignore_ascii_case(c)))
    }

    fn may_open(&self) -> bool {
        self.before.is_none_or(|c| {
            c.is_whitespace()
                || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '…')
                || glyph(c).is_some_and(|g| g.1 != Leaning::Close)
        }) && self.after.is_some_and(|c| !c.is_whitespace())
    }

    fn may_close(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace())
            && self.after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '(' | '[' | '$' | '£' | '€' | '@' | '#'))
    }

    /// What the mark does, where `is_open` says whether a mark of its width waits for its partner.
    fn side(&self, is_open: bool) -> Leaning {
        match (self.may_open(), self.may_close(), self.leaning) {
            (true, false, Leaning::Close) if is_open => Leaning::Close,
            (true, false, _) => Leaning::Open,
            (false, true, Leaning::Open) if !is_open => Leaning::Neither,
            (false, true, _) => Leaning::Close,
            (_, _, Leaning::Neither) if is_open => Leaning::Close,
            (_, _, Leaning::Neither) => Leaning::Open,
            (_, _, leaning) => leaning,
        }
    }
}

/// What the marks after one tell of it.
#[derive(Clone, Copy, Debug, Default)]
struct Later {
    /// A single mark that may close follows before the next one that only opens.
    single_closes: bool,
    /// A single mark that can only close, and after no s, follows before the next one that may open.
    single_closes_clearly: bool,
    /// The next double mark can only close, and stands after no digit.
    double_closes: bool,
}

impl Later {
    /// The same with one more mark in front.
    fn after(self, mark: &QuoteMark) -> Self {
        let (opens, closes) = (mark.may_open(), mark.may_close());
        if mark.width == MarkWidth::Double {
            return Self { double_closes: closes && !opens && !mark.before.is_some_and(|c| c.is_ascii_digit()), ..self };
        }
        let clear = mark.before.is_some_and(|c| !matches!(c, 's' | 'S'));
        Self {
            single_closes: closes || !opens && self.single_closes,
            single_closes_clearly: closes && !opens && (clear || self.single_closes_clearly),
            ..self
        }
    }
}

/// The marks that wait for their partners.
#[derive(Default)]
struct OpenMark {
    stack: Vec<QuoteMark>,
    singles: usize,
}

impl OpenMark {
    fn holds(&self, width: MarkWidth) -> bool {
        match width {
            MarkWidth::Single => self.singles > 0,
            MarkWidth::Double => self.stack.len() > self.singles,
        }
    }

    fn push(&mut self, mark: QuoteMark) {
        self.singles += usize::from(mark.width == MarkWidth::Single);
        self.stack.push(mark);
    }

    /// The last mark of this width; what was opened after it is given up.
    fn take(&mut self, width: MarkWidth) -> Option<QuoteMark> {
        while self.holds(width) {
            let mark = self.stack.pop()?;
            self.singles -= usize::from(mark.width == MarkWidth::Single);
            if mark.width == width {
                return Some(mark);
            }
        }
        None
    }
}

/// Pairs the marks of a block.
fn pair(marks: Vec<QuoteMark>) -> Pairs {
    let mut later = vec![Later::default(); marks.len()];
    for n in (1..marks.len()).rev() {
        later[n - 1] = later[n].after(&marks[n]);
    }
    let mut pairs = Pairs::default();
    let mut waiting = OpenMark::default();
    for (mark, later) in marks.into_iter().zip(later) {
        let is_open = waiting.holds(mark.width);
        let after_digit = mark.before.is_some_and(|c| c.is_ascii_digit());
        if after_digit && mark.leaning == Leaning::Neither && is_measure(&mark, later, is_open) {
            continue;
        }
        match mark.side(is_open) {
            Leaning::Open if mark.width == MarkWidth::Single && !later.single_closes => {}
            Leaning::Open => waiting.push(mark),
            Leaning::Close if mark.width == MarkWidth::Single && is_possessive(&mark, later) => {}
            Leaning::Close => match waiting.take(mark.width) {
                Some(open) => pairs.closed.push((open, mark)),
                None if pairs.closed.is_empty() && waiting.stack.is_empty() && mark.width == MarkWidth::Double => {
                    pairs.orphan.get_or_insert(mark);
                }
                None => {}
            },
            Leaning::Neither => {}
        }
    }
    waiting.stack.retain(|m| m.width == MarkWidth::Double);
    pairs.open = waiting.stack;
    pairs
}

/// Whether a straight mark after a digit stands for inches or minutes.
fn is_measure(mark: &QuoteMark, later: Later, is_open: bool) -> bool {
    // Inside a quotation it measures only if the quotation's own closing mark is still to come.
    if is_open && mark.width == MarkWidth::Double { later.double_closes } else { !is_open }
}

/// Whether a single mark after an s is a plural possessive, or after an n a clipped ending ("goin’"): a clearer closing mark follows before the next opening one.
fn is_possessive(mark: &QuoteMark, later: Later) -> bool {
    mark.before.is_some_and(|c| matches!(c, 's' | 'S' | 'n')) && mark.after.is_some_and(char::is_whitespace) && later.single_closes_clearly
}
