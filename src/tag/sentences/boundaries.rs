//! Decides where the sentences of a block end.
//!
//! In: the tokens of one block and the parse. Out: ranges of tokens, one a sentence, without gaps. Never splits a token.
//!
//! A full stop, question mark, exclamation mark or ellipsis ends a sentence together with the closing marks that touch it, unless what
//! follows shows that the sentence goes on: a reporting verb, the rest of a short quotation. Where the words leave it open, the parse
//! decides; each such place is a [`Boundary::Open`], which says what holds where no model ran.

use std::ops::Range;

use crate::document::{Syntax, Token, TokenKind};
use crate::lexicon::words::{self, Abbreviation};

/// A quotation of at most this many tokens is not broken by its own marks where the sentence around it goes on.
const SHORT_QUOTATION: usize = 14;
/// How far after a quoted question its reporting verb may stand: "Ana Maria Duarte asked".
const NAME_LENGTH: usize = 5;

/// A sentence has at most so many tokens and bytes; what has more is no prose (of 270,000 sentences of news the longest has 350 tokens,
/// a list of countries), and rules that look through a whole sentence for each of its words must not meet one without end.
const MOST_TOKENS: usize = 1000;
const MOST_BYTES: u32 = 8000;

/// What the words around a mark say of the sentence before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Boundary {
    /// It ends here.
    Ends,
    /// It goes on.
    GoesOn,
    /// The parse decides. Where no model ran, the sentence ends if `alone` says so.
    Open { alone: bool },
}

impl Boundary {
    fn ends_if(ends: bool) -> Self {
        if ends { Self::Ends } else { Self::GoesOn }
    }
}

/// Calls `found` with each sentence of the block whose tokens begin at `first`. The parse is asked where the words leave it open.
pub(super) fn for_each_sentence(text: &str, tokens: &[Token], syntax: &Syntax, first: usize, mut found: impl FnMut(Range<usize>)) {
    let block = BlockTokens { text, tokens, syntax };
    let mut start = first;
    let mut quotation = None;
    let mut at = first;
    while at < tokens.len() {
        if block.is_double_mark(at) {
            quotation = if quotation.is_some() || block.touches_only_before(at) { None } else { Some(at) };
        }
        if block.is_full(start, at) {
            found(start..at);
            start = at;
        }
        let end = block.end_after(start, at);
        if let Some(end) = end {
            let closes = (at + 1..end).any(|n| block.is_double_mark(n));
            let inside = if closes { None } else { quotation };
            if end >= tokens.len() || block.ends(block.judge(start, at, end, inside), end) {
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
struct BlockTokens<'a> {
    text: &'a str,
    tokens: &'a [Token],
    syntax: &'a Syntax,
}

impl<'a> BlockTokens<'a> {
    /// Whether a sentence that began at `start` cannot take the token at `at` any more.
    fn is_full(self, start: usize, at: usize) -> bool {
        let bytes = self.tokens[at].span.end - self.tokens[start].span.start;
        at > start && (at - start >= MOST_TOKENS || bytes > MOST_BYTES)
    }

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

    /// Whether a mark touches the word before it and not the one after it: it closes.
    fn touches_only_before(self, at: usize) -> bool {
        at > 0 && !self.spaced(at - 1) && self.spaced(at)
    }

    /// One past the last token of a sentence that began at `start` and that the token at `at` may end: the closing marks that touch it
    /// belong to it.
    fn end_after(self, start: usize, at: usize) -> Option<usize> {
        let word = self.word(at);
        if self.is_aside(start, at) {
            return Some(at + 1);
        }
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
        while !self.spaced(end - 1) && end < self.tokens.len() && self.closes(end) && end - start < MOST_TOKENS {
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

    /// Whether the bracket that closes at `at` is all there is since `start`: "(Applause) We went on".
    fn is_aside(self, start: usize, at: usize) -> bool {
        matches!(self.word(at), ")" | "]")
            && matches!(self.word(start), "(" | "[")
            && self.spaced(at)
            && !(start + 1..at).any(|n| matches!(self.word(n), "(" | "[" | ")" | "]"))
    }

    /// Whether the sentence ends before the token at `next`, the parse being asked where the words leave it open.
    fn ends(self, verdict: Boundary, next: usize) -> bool {
        match verdict {
            Boundary::Ends => true,
            Boundary::GoesOn => false,
            Boundary::Open { alone } if self.syntax.is_empty() => alone,
            // The model may count an opening mark to the sentence before.
            Boundary::Open { .. } => self.parse_begins(next) || self.parse_begins(self.skip_opening(next)),
        }
    }

    /// What the words say of a sentence from `start` with the mark at `at` and the closing marks up to `end`.
    fn judge(self, start: usize, at: usize, end: usize, quotation: Option<usize>) -> Boundary {
        let mark = self.word(at);
        if quotation.is_some_and(|open| self.is_short_quotation(open, end)) {
            return Boundary::GoesOn;
        }
        if self.kind(at) != Some(TokenKind::Punctuation) && end == at + 1 {
            return self.judge_abbreviation(at, end);
        }
        if self.is_aside(start, at) {
            return if self.word(end).starts_with(char::is_uppercase) { Boundary::Open { alone: false } } else { Boundary::GoesOn };
        }
        if self.opens_only(start, at) {
            return Boundary::GoesOn;
        }
        if !self.spaced(end - 1) && mark == "." && end == at + 1 && !self.is_forgotten_space(at) {
            return Boundary::GoesOn;
        }
        if mark.contains(['!', '?']) && end > at + 1 {
            return self.judge_quoted_question(end);
        }
        self.judge_full_stop(at, end)
    }

    /// Whether a mark has nothing before it but a number ("2. Open the valve") or an opening mark (`"... they know"`).
    fn opens_only(self, start: usize, at: usize) -> bool {
        let ellipsis = matches!(self.word(at), "…" | "..." | "....");
        let opening = |n| self.kind(n) == Some(TokenKind::QuoteMark) || matches!(self.word(n), "(" | "[");
        match at - start {
            0 => ellipsis,
            1 => {
                ellipsis && opening(start)
                    || self.word(at) == "." && self.kind(start) == Some(TokenKind::Number) && self.word(start).len() <= 2
            }
            _ => ellipsis && opening(at - 1) && self.spaced(at - 2),
        }
    }

    /// Behind a question or exclamation with its closing mark the sentence goes on with who asks: `"Who pays?" Duarte asked`.
    fn judge_quoted_question(self, end: usize) -> Boundary {
        match self.begins_sentence(end) {
            false => Boundary::GoesOn,
            true if self.is_reported(end) => Boundary::GoesOn,
            // A long title and name may stand before the verb.
            true if self.word(end).starts_with(char::is_uppercase) => Boundary::Open { alone: true },
            true => Boundary::Ends,
        }
    }

    fn judge_full_stop(self, at: usize, end: usize) -> Boundary {
        if self.begins_sentence(end) {
            // "He named B. Odell": one capital before a full stop may be an initial.
            let before = at.checked_sub(1).map_or("", |n| self.word(n));
            let is_letter = before.len() == 1 && before != "I" && before.starts_with(char::is_uppercase);
            return if is_letter && self.word(at) == "." { Boundary::Open { alone: true } } else { Boundary::Ends };
        }
        // Posts and transcripts begin sentences with small letters.
        let small = self.kind(end) == Some(TokenKind::Word) && self.word(end).starts_with(char::is_lowercase);
        if small && self.word(at) == "." && end == at + 1 { Boundary::Open { alone: false } } else { Boundary::GoesOn }
    }

    /// "the talks failed.The mission": no space, yet a new sentence.
    fn is_forgotten_space(self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |n| self.word(n));
        let letters = before.chars().rev().take_while(|c| c.is_lowercase()).count();
        letters >= 2 && self.word(at + 1).starts_with(char::is_uppercase) || matches!(self.kind(at + 1), Some(TokenKind::QuoteMark))
    }

    /// Whether an abbreviation ends the sentence that it stands in, by the word after it.
    fn judge_abbreviation(self, at: usize, next: usize) -> Boundary {
        let opens = self.skip_opening(next);
        let word = self.word(opens);
        let bare = self.word(at).trim_end_matches('.');
        if !self.begins_sentence(next) {
            return Boundary::GoesOn;
        }
        match words::abbreviation(bare) {
            Some(Abbreviation::Title) => Boundary::GoesOn,
            Some(Abbreviation::Final) => Boundary::ends_if(word.starts_with(char::is_uppercase) && !words::continues_clock_time(word)),
            // "A. The Hague": an initial before two capitals is one of a name.
            _ if bare.chars().count() == 1 && self.word(opens + 1).starts_with(char::is_uppercase) => Boundary::GoesOn,
            _ if words::begins_sentences(word) => Boundary::Ends,
            // The letters of a share begin no sentence: "Acme Corp. ACM".
            _ if word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase) => Boundary::Open { alone: false },
            _ => Boundary::GoesOn,
        }
    }

    /// Whether the parse begins a sentence with the token at `at`.
    fn parse_begins(self, at: usize) -> bool {
        self.tokens.get(at).and_then(|t| t.model_token).is_some_and(|t| self.syntax.starts_sentence(t as usize))
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
                !word.starts_with(char::is_lowercase) || is_address(word) || word.chars().skip(1).take(2).any(char::is_uppercase)
            }
        }
    }

    /// `"Who pays?" Duarte asked`: the words after a quoted question report it.
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

    /// Whether the quotation open since `open` is short and the sentence around it goes on after it.
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

/// `https://example.org`, `www.example.com/ab12`: a small letter that may begin a sentence.
fn is_address(word: &str) -> bool {
    word.starts_with("http") || word.starts_with("www.") || word.starts_with("pic.twitter.com/")
}
