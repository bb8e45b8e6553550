//! Decides where the sentences of a block end.
//!
//! In: the tokens of one block. Out: ranges of tokens, one a sentence, without gaps. Never splits a token.
//!
//! A full stop, question mark, exclamation mark or ellipsis ends a sentence together with the closing marks that touch it, unless what
//! follows shows that the sentence goes on: a small letter, a reporting verb, the rest of a short quotation.

use std::ops::Range;

use crate::document::{Syntax, Token, TokenKind};
use crate::lexicon::words::{self, Abbreviation};

/// A quotation of at most this many tokens is not broken by its own marks where the sentence around it goes on.
const SHORT_QUOTATION: usize = 14;
/// How far behind a quoted question its reporting verb may stand: "Ana Maria Duarte asked".
const NAME_LENGTH: usize = 5;

/// Calls `found` with each sentence of the block whose tokens begin at `first`. The parse is asked where the words leave it open.
pub(super) fn for_each_sentence(text: &str, tokens: &[Token], syntax: &Syntax, first: usize, mut found: impl FnMut(Range<usize>)) {
    let block = Block { text, tokens, syntax };
    let mut start = first;
    let mut quotation = None;
    let mut at = first;
    while at < tokens.len() {
        if block.is_double_mark(at) {
            quotation = if quotation.is_some() || block.touches_only_before(at) { None } else { Some(at) };
        }
        let end = block.end_behind(at);
        if let Some(end) = end {
            let closes = (at + 1..end).any(|n| block.is_double_mark(n));
            let inside = if closes { None } else { quotation };
            if end >= tokens.len() || block.breaks(at, end, inside) {
                found(start..end);
                start = end;
            }
            if closes {
                quotation = None;
            }
        }
        at = end.unwrap_or(at + 1).max(at + 1);
    }
    if start < tokens.len() {
        found(start..tokens.len());
    }
}

#[derive(Clone, Copy)]
struct Block<'a> {
    text: &'a str,
    tokens: &'a [Token],
    syntax: &'a Syntax,
}

impl<'a> Block<'a> {
    fn word(self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    fn kind(self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    fn spaced(self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|t| t.space_after)
    }

    fn is_double_mark(self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::QuoteMark)
            && matches!(self.word(at), "\"" | "“" | "”" | "„" | "‟" | "«" | "»" | "``" | "''" | "＂")
    }

    /// Whether a mark touches the word before it and not the one behind it: it closes.
    fn touches_only_before(self, at: usize) -> bool {
        at > 0 && !self.spaced(at - 1) && self.spaced(at)
    }

    /// One past the last token of a sentence that the token at `at` may end: the closing marks that touch it belong to it.
    fn end_behind(self, at: usize) -> Option<usize> {
        let word = self.word(at);
        let terminates = match self.kind(at)? {
            TokenKind::Punctuation => {
                matches!(word, "…" | "。") || (!word.is_empty() && word.bytes().all(|b| matches!(b, b'.' | b'!' | b'?')))
            }
            TokenKind::Word | TokenKind::Mixed => word.ends_with('.'),
            _ => false,
        };
        if !terminates {
            return None;
        }
        let mut end = at + 1;
        while !self.spaced(end - 1) && end < self.tokens.len() && self.closes(end) {
            end += 1;
        }
        // Marks set off by a space: `. ” Next`.
        if self.spaced(end - 1) && matches!(self.word(end), "”" | "»" | ")" | "]") {
            end += 1;
        }
        Some(end)
    }

    /// Whether the token at `at` can close a quotation, a bracket or a run of marks that it touches.
    fn closes(self, at: usize) -> bool {
        match self.kind(at) {
            Some(TokenKind::QuoteMark) => !matches!(self.word(at), "“" | "«" | "„") || self.spaced(at),
            Some(TokenKind::Punctuation) => matches!(self.word(at).chars().next(), Some(')' | ']' | '}' | '.' | '!' | '?' | '…')),
            _ => false,
        }
    }

    /// Whether a sentence ends with the mark at `at` and the closing marks up to `end`.
    fn breaks(self, at: usize, end: usize, quotation: Option<usize>) -> bool {
        let mark = self.word(at);
        if self.kind(at) != Some(TokenKind::Punctuation) && end == at + 1 && !self.abbreviation_ends(at, end) {
            return false;
        }
        if quotation.is_some_and(|open| self.is_short_quotation(open, end)) {
            return false;
        }
        let spaced = self.spaced(end - 1);
        if !spaced && mark == "." && end == at + 1 && !self.is_forgotten_space(at) {
            return false;
        }
        let exclaims = mark.contains(['!', '?']) && end > at + 1;
        self.begins_sentence(end) && !(exclaims && self.is_reported(end))
    }

    /// "the talks failed.The mission": no space, yet a new sentence.
    fn is_forgotten_space(self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |n| self.word(n));
        let letters = before.chars().rev().take_while(|c| c.is_lowercase()).count();
        letters >= 2 && self.word(at + 1).starts_with(char::is_uppercase) || matches!(self.kind(at + 1), Some(TokenKind::QuoteMark))
    }

    /// Whether an abbreviation ends the sentence that it stands in, by the word behind it.
    fn abbreviation_ends(self, at: usize, next: usize) -> bool {
        let opens = self.skip_opening(next);
        let word = self.word(opens);
        let bare = self.word(at).trim_end_matches('.');
        match words::abbreviation(bare) {
            Some(Abbreviation::Title) => false,
            Some(Abbreviation::Final) => word.starts_with(char::is_uppercase) && !words::continues_clock_time(word),
            // "A. The Hague": an initial before two capitals is one of a name.
            _ if bare.chars().count() == 1 && self.word(opens + 1).starts_with(char::is_uppercase) => false,
            _ => words::begins_sentences(word) || self.parse_begins(next),
        }
    }

    /// Whether the parse begins a sentence with the word at `at`: one with a capital, but not the letters of a share ("Acme Corp. ACM").
    fn parse_begins(self, at: usize) -> bool {
        let word = self.word(at);
        word.starts_with(char::is_uppercase)
            && word.contains(char::is_lowercase)
            && self.tokens.get(at).and_then(|t| self.syntax.token_at(t.span.start)).is_some_and(|t| self.syntax.starts_sentence(t))
    }

    /// The first token from `at` on that is no opening mark.
    fn skip_opening(self, at: usize) -> usize {
        let is_mark = |n: usize| {
            self.kind(n) == Some(TokenKind::QuoteMark) || matches!(self.word(n), "(" | "[" | "—" | "–" | "-" | "…" | "..." | "*" | "•")
        };
        (at..self.tokens.len()).take(4).find(|n| !is_mark(*n)).unwrap_or(at)
    }

    /// Whether the token at `at` can begin a sentence: no small letter, no mark that goes on.
    fn begins_sentence(self, at: usize) -> bool {
        let opens = self.skip_opening(at);
        let word = self.word(opens);
        match self.kind(opens) {
            None => true,
            Some(TokenKind::Punctuation) => false,
            Some(TokenKind::QuoteMark) => true,
            Some(TokenKind::Number | TokenKind::Symbol) => true,
            Some(TokenKind::Word | TokenKind::Mixed) => {
                !word.starts_with(char::is_lowercase) || word.starts_with("http") || word.chars().skip(1).take(2).any(char::is_uppercase)
            }
        }
    }

    /// `"Who pays?" Duarte asked`: the words behind a quoted question report it.
    fn is_reported(self, at: usize) -> bool {
        for n in at..(at + NAME_LENGTH).min(self.tokens.len()) {
            let word = self.word(n);
            if words::reports_quotation(word) {
                return true;
            }
            let in_name = word.starts_with(char::is_uppercase) || matches!(word, "the" | "of" | "de" | "al" | "van" | "von" | "bin");
            if !in_name {
                return false;
            }
        }
        false
    }

    /// Whether the quotation open since `open` is short and the sentence around it goes on behind it.
    fn is_short_quotation(self, open: usize, from: usize) -> bool {
        let limit = (open + SHORT_QUOTATION).min(self.tokens.len());
        if from >= limit {
            return false;
        }
        let Some(close) = (from..limit).find(|n| self.is_double_mark(*n)) else { return false };
        let next = self.word(close + 1);
        // A mark of its own inside a sentence: `He chanted "Stop! Stop now!" and left`.
        open > 0
            && !matches!(self.word(open - 1), "." | "!" | "?")
            && next.starts_with(char::is_lowercase)
            && self.tokens.get(close + 1).is_some()
    }
}
