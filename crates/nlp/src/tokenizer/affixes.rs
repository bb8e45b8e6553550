//! Prefix, suffix and infix search, compiled by hand from the English patterns.
//!
//! In: a piece of text without its surrounding white space. Out: byte lengths and byte spans within the piece.
//! Each function gives what Python's `re` gives with the pattern of the same name: the first alternative at the
//! beginning for a prefix, the longest end for a suffix (the search is for the leftmost start), and successive
//! non-overlapping matches for infixes.

use std::sync::LazyLock;

use super::classes::{AFTER_DIGIT, ALPHA, BEFORE_DOT, Class, Classes, DIGIT, ICON, INFIX, LOWER, PREFIX, QUOTE, SUFFIX, UNIT_END, UPPER};

/// The units and currencies by length, longest first.
static UNITS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut units: Vec<_> = AFTER_DIGIT.split_whitespace().collect();
    units.sort_by_key(|unit| std::cmp::Reverse(unit.len()));
    units
});

/// No unit has more bytes.
const LONGEST_UNIT: usize = 10;

/// The three searches, with their tables at hand.
#[derive(Clone, Copy)]
pub(super) struct Affixes {
    classes: &'static Classes,
    units: &'static [&'static str],
}

impl Affixes {
    pub(super) fn new() -> Self {
        Self { classes: Classes::shared(), units: &UNITS }
    }

    /// The length of the prefix that splits off `piece`, or 0.
    pub(super) fn prefix(&self, piece: &str) -> usize {
        let Some(first) = piece.chars().next() else {
            return 0;
        };
        let rest = &piece.as_bytes()[first.len_utf8()..];
        match first {
            '.' => match 1 + dots_before(rest.iter()) {
                1 => 0,
                run => run,
            },
            '+' => usize::from(!rest.first().is_some_and(u8::is_ascii_digit)),
            'U' if rest.starts_with(b"S$") => 3,
            'A' | 'C' if rest.first() == Some(&b'$') => 2,
            _ if self.classes.of(first) & PREFIX != 0 => first.len_utf8(),
            _ => 0,
        }
    }

    /// The length of the suffix that splits off `piece`, or 0.
    pub(super) fn suffix(&self, piece: &str) -> usize {
        let mut backwards = piece.chars().rev();
        let Some(last) = backwards.next() else {
            return 0;
        };
        let class = self.classes.of(last);
        match last {
            '.' => return self.final_dot(piece),
            '+' => return usize::from(is_digit(backwards.next())),
            '…' if backwards.next() == Some('…') => return 2 * last.len_utf8(),
            's' | 'S' => {
                if let Some(mark @ ('\'' | '’')) = backwards.next() {
                    return mark.len_utf8() + 1;
                }
            }
            _ => {}
        }
        if class & SUFFIX != 0 {
            last.len_utf8()
        } else if class & UNIT_END != 0 {
            self.unit(piece)
        } else {
            0
        }
    }

    /// A final run of two or more full stops, or one full stop after a fitting character.
    fn final_dot(&self, piece: &str) -> usize {
        let run = dots_before(piece.as_bytes().iter().rev());
        if run > 1 {
            return run;
        }
        let mut backwards = piece.chars().rev().skip(1);
        let Some(before) = backwards.next() else {
            return 0;
        };
        let class = self.classes.of(before);
        let second = backwards.next();
        let splits = class & BEFORE_DOT != 0
            || class & UPPER != 0 && second.is_some_and(|c| self.classes.of(c) & UPPER != 0)
            || matches!(before, 'F' | 'C' | 'K') && second == Some('°');
        usize::from(splits)
    }

    /// The longest unit or currency at the end, if a digit stands before it.
    fn unit(&self, piece: &str) -> usize {
        if !piece.bytes().rev().take(LONGEST_UNIT + 1).any(|byte| byte.is_ascii_digit()) {
            return 0;
        }
        self.units
            .iter()
            .find(|unit| piece.strip_suffix(**unit).is_some_and(|number| is_digit(number.chars().next_back())))
            .map_or(0, |unit| unit.len())
    }

    /// The next infix of `piece` that begins at or after byte `from`, as a byte span.
    pub(super) fn infix(&self, piece: &str, from: usize) -> Option<(usize, usize)> {
        let mut before = piece[..from].chars().next_back().map_or(0, |c| self.classes.of(c));
        for (offset, c) in piece[from..].char_indices() {
            let class = self.classes.of(c);
            if class & INFIX != 0 {
                let start = from + offset;
                let length = self.infix_at(&piece[start..], c, class, before);
                if length > 0 {
                    return Some((start, start + length));
                }
            }
            before = class;
        }
        None
    }

    /// The length of the infix at the beginning of `rest`, whose first character is `c` and follows one of class `before`.
    fn infix_at(&self, rest: &str, c: char, class: Class, before: Class) -> usize {
        if class & ICON != 0 || c == '…' {
            return c.len_utf8();
        }
        let mut following = rest.chars();
        following.next();
        let next = following.next();
        let next_class = next.map_or(0, |next| self.classes.of(next));
        let after_word = before & (ALPHA | DIGIT) != 0;
        let single = match c {
            '.' => {
                let run = dots_before(rest.as_bytes().iter());
                if run > 1 {
                    return run;
                }
                before & (LOWER | QUOTE) != 0 && next_class & (UPPER | QUOTE) != 0
            }
            ',' => before & ALPHA != 0 && next_class & ALPHA != 0,
            '+' | '*' | '^' => is_operator(before, next, next_class),
            '-' => {
                if is_operator(before, next, next_class) {
                    return 1;
                }
                return if after_word { self.hyphens(rest) } else { 0 };
            }
            '—' if next == Some('—') => {
                let both = 2 * c.len_utf8();
                return if after_word && self.is_alpha_at(rest, both) { both } else { 0 };
            }
            _ => after_word && next_class & ALPHA != 0,
        };
        if single { c.len_utf8() } else { 0 }
    }

    /// One to three hyphens before a letter.
    fn hyphens(&self, rest: &str) -> usize {
        let run = rest.bytes().take(4).take_while(|&b| b == b'-').count();
        if run <= 3 && self.is_alpha_at(rest, run) { run } else { 0 }
    }

    fn is_alpha_at(&self, text: &str, offset: usize) -> bool {
        text.get(offset..).and_then(|rest| rest.chars().next()).is_some_and(|c| self.classes.of(c) & ALPHA != 0)
    }
}

/// A sign of arithmetic: after a digit and before a digit or a minus.
fn is_operator(before: Class, next: Option<char>, next_class: Class) -> bool {
    before & DIGIT != 0 && (next_class & DIGIT != 0 || next == Some('-'))
}

/// The number of full stops with which `bytes` begins.
fn dots_before<'a>(bytes: impl Iterator<Item = &'a u8>) -> usize {
    bytes.take_while(|&&byte| byte == b'.').count()
}

fn is_digit(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit())
}
