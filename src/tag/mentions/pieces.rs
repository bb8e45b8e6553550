//! Tokens cut further, with everything that the search for names asks of a word.
//!
//! In: sentences and tokens. Out: [`Pieces`]: "Russia-Ukraine" is two pieces that touch. Never drops a character of a token.

use rustc_hash::FxHashMap;

use crate::document::{Role, TaggedArticle, Token, TokenKind, WordId};
use crate::lexicon::fold;
use crate::lexicon::phrases::Case;
use crate::lexicon::words::{self, Ordinary};
use crate::span::Span;
use crate::tag::cursor::Cursor;

/// What a piece is by its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceShape {
    /// No capital at the beginning.
    Lower,
    /// "Kyiv", "McDonald".
    Capital,
    /// "NATO", "U.S.".
    Upper,
    /// "J.", "W".
    Initial,
    /// "@name".
    Handle,
    /// Begins with a digit.
    Number,
    /// "'s" after a word.
    Possessive,
    /// A mark or sign.
    Mark,
}

/// One piece of a token.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamePiece {
    pub span: Span,
    /// What tells it from other words; that of no word for a mark.
    pub id: WordId,
    /// The same without its accents, full stops and apostrophes, as lexicons of names have it.
    pub hash: u64,
    pub shape: PieceShape,
    pub case: Case,
    /// Whether it hangs on the piece before it by a hyphen.
    pub hyphened: bool,
    /// How ordinary it is in lower case; asked for capitalised words alone.
    pub ordinary: Ordinary,
    /// Whether its capital may be that of the sentence.
    pub starts: bool,
}

/// What a line's capitals are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Running text: a capital makes a name.
    Running,
    /// Every Word of Weight Has a Capital.
    TitleCase,
    /// ALL LETTERS ARE CAPITALS.
    Capitals,
}

/// A sentence as pieces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub from: usize,
    pub to: usize,
    pub style: Style,
}

/// How a word is written in running text of the article, its places at the beginning of a sentence left out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Usage {
    pub lower: u16,
    pub capital: u16,
}

/// The article as pieces.
pub(super) struct Pieces<'a> {
    pub text: &'a str,
    pub all: Vec<NamePiece>,
    pub lines: Vec<Line>,
    usage: FxHashMap<u64, Usage>,
}

impl<'a> Pieces<'a> {
    /// Cuts the tokens of an article.
    pub fn of(article: &'a TaggedArticle) -> Self {
        let text = article.text();
        let mut pieces = Self {
            text,
            all: Vec::with_capacity(article.tokens.len() + article.tokens.len() / 8),
            lines: Vec::with_capacity(article.sentences.len()),
            usage: FxHashMap::default(),
        };
        for sentence in &article.sentences {
            let from = pieces.all.len();
            for token in article.tokens.get(sentence.tokens.clone()).unwrap_or_default() {
                pieces.cut(token);
            }
            pieces.mark_starts(from);
            let role = article.article.blocks.get(sentence.block).map(|b| b.role);
            let style = pieces.style(from, role);
            pieces.lines.push(Line { from, to: pieces.all.len(), style });
        }
        pieces.count_usage();
        pieces
    }

    /// Hash and case of the pieces from `at` to `to`, as phrase tables take them.
    pub fn words(&self, at: usize, to: usize) -> impl Iterator<Item = (u64, Case)> + '_ {
        self.all.get(at..to).unwrap_or_default().iter().map(|p| (p.hash, p.case))
    }

    /// What tells the words from `at` to `to` from others, whatever their case.
    pub fn key(&self, at: usize, to: usize) -> u64 {
        self.words(at, to).fold(0, |so_far, (hash, _)| fold::join(so_far, hash))
    }

    /// How the article writes the word elsewhere.
    pub fn usage(&self, hash: u64) -> Usage {
        self.usage.get(&hash).copied().unwrap_or_default()
    }

    /// Whether the piece can be part of a name by its shape.
    pub fn is_capital(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|p| matches!(p.shape, PieceShape::Capital | PieceShape::Upper | PieceShape::Initial))
    }

    fn cut(&mut self, token: &Token) {
        let (span, id, word) = (token.span, token.id, token.span.of(self.text));
        if matches!(token.kind, TokenKind::Punctuation | TokenKind::Symbol | TokenKind::QuoteMark) {
            let hash = if word == "&" { fold::hash(word) } else { 0 };
            return self.push(span, WordId::NONE, hash, PieceShape::Mark, false);
        }
        let shape = match word.as_bytes() {
            [b'@', ..] => PieceShape::Handle,
            // A typographic apostrophe has three bytes.
            [b'\'', ..] | [0xE2, 0x80, 0x98 | 0x99, ..] => PieceShape::Possessive,
            bytes if is_address(bytes, word) => PieceShape::Lower,
            _ if id.is_short_letters() || !word.contains(['-', '‐', '‑']) => shape(word),
            _ => return self.cut_at_hyphens(span),
        };
        self.push(span, id, fold::hash_of(id, word), shape, false);
    }

    fn cut_at_hyphens(&mut self, span: Span) {
        let mut at = span.start as usize;
        for part in span.of(self.text).split(['-', '‐', '‑']) {
            let here = Span::new(at, at + part.len());
            let id = WordId::of(part);
            self.push(here, id, fold::hash_of(id, part), shape(part), here.start != span.start);
            // The hyphen itself has one to three bytes.
            at += part.len() + self.text.get(at + part.len()..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8);
        }
    }

    fn push(&mut self, span: Span, id: WordId, hash: u64, shape: PieceShape, hyphened: bool) {
        let word = span.of(self.text);
        let is_capital = matches!(shape, PieceShape::Capital | PieceShape::Upper | PieceShape::Initial);
        let ordinary = if is_capital { words::ordinary(word, hash) } else { Ordinary::Word };
        let case = match shape {
            PieceShape::Upper => Case::Upper,
            PieceShape::Capital | PieceShape::Initial => Case::Capital,
            PieceShape::Number | PieceShape::Handle => Case::of(word),
            PieceShape::Lower | PieceShape::Possessive | PieceShape::Mark => Case::Lower,
        };
        self.all.push(NamePiece { span, id, hash, shape, case, hyphened, ordinary, starts: false });
    }

    /// The first word of a sentence, and the first after an opening mark, a colon or a bullet.
    fn mark_starts(&mut self, from: usize) {
        let text = self.text;
        let mut opens = true;
        for piece in self.all.get_mut(from..).unwrap_or_default() {
            if piece.shape == PieceShape::Mark {
                let mark = piece.span.of(text);
                let touches_after = text.get(piece.span.end as usize..).and_then(|r| r.chars().next()).is_some_and(|c| !c.is_whitespace());
                let quote = matches!(mark, "\"" | "“" | "‘" | "'" | "„" | "«" | "``") && touches_after;
                opens |= quote || matches!(mark, ":" | "—" | "--" | "…" | "..." | "•" | "*" | ";" | "|");
                continue;
            }
            if matches!(piece.shape, PieceShape::Number) && opens {
                continue;
            }
            piece.starts = opens;
            opens = false;
        }
    }

    /// What the capitals of the line since `from` are worth.
    fn style(&self, from: usize, role: Option<Role>) -> Style {
        let (mut capitals, mut uppers, mut words, mut letters) = (0, 0, 0, 0);
        for piece in self.all.get(from..).unwrap_or_default() {
            let long = piece.span.len() > 3;
            letters += usize::from(piece.case == Case::Lower && piece.shape == PieceShape::Lower);
            match piece.shape {
                PieceShape::Upper | PieceShape::Initial => {
                    words += usize::from(long);
                    uppers += 1;
                    capitals += usize::from(long);
                }
                PieceShape::Capital => {
                    words += usize::from(long);
                    capitals += usize::from(long);
                }
                PieceShape::Lower => words += usize::from(long),
                _ => {}
            }
        }
        // A full stop ends sentences, hardly ever headlines.
        let stops = self.all.last().is_some_and(|p| p.span.of(self.text) == ".");
        let heads = matches!(role, Some(Role::Headline | Role::Subheadline | Role::Heading | Role::ListItem));
        if uppers >= 3 && letters * 6 <= uppers && uppers * 4 >= 3 * words {
            Style::Capitals
        } else if !stops && words >= 4 && capitals * 4 >= words * 3 && (heads || capitals * 10 >= words * 9 && words >= 6) {
            Style::TitleCase
        } else {
            Style::Running
        }
    }

    fn count_usage(&mut self) {
        for line in self.lines.iter().filter(|l| l.style == Style::Running) {
            for piece in self.all.get(line.from..line.to).unwrap_or_default() {
                if matches!(piece.shape, PieceShape::Capital | PieceShape::Upper) && !piece.starts {
                    let usage = self.usage.entry(piece.hash).or_default();
                    usage.capital = usage.capital.saturating_add(1);
                }
            }
        }
        // Only words that have a capital somewhere are ever asked for.
        for piece in &self.all {
            if piece.starts && piece.shape == PieceShape::Capital {
                self.usage.entry(piece.hash).or_default();
            }
        }
        for piece in self.all.iter().filter(|p| p.shape == PieceShape::Lower) {
            if let Some(usage) = self.usage.get_mut(&piece.hash) {
                usage.lower = usage.lower.saturating_add(1);
            }
        }
    }
}

impl<'a> Cursor<'a> for Pieces<'a> {
    fn text(&self) -> &'a str {
        self.text
    }

    fn place(&self, n: usize) -> Option<Span> {
        self.all.get(n).map(|p| p.span)
    }

    fn id(&self, n: usize) -> WordId {
        self.all.get(n).map_or(WordId::NONE, |p| p.id)
    }
}

/// Whether a token is an address of a page or of somebody; most words are told by their bytes at once.
fn is_address(bytes: &[u8], word: &str) -> bool {
    bytes.iter().any(|b| matches!(b, b'/' | b'@')) && (word.contains("//") || word.contains('@')) || bytes.starts_with(b"www.")
}

fn shape(word: &str) -> PieceShape {
    let Some(first) = word.chars().next() else { return PieceShape::Mark };
    if first.is_numeric() {
        return PieceShape::Number;
    }
    if !first.is_uppercase() {
        return PieceShape::Lower;
    }
    let (mut letters, mut lower, mut digits) = (0, 0, 0);
    for c in word.chars() {
        letters += usize::from(c.is_alphabetic());
        lower += usize::from(c.is_lowercase());
        digits += usize::from(c.is_numeric());
    }
    match (letters, lower) {
        (1, 0) if digits == 0 => PieceShape::Initial,
        (_, 0) => PieceShape::Upper,
        // "MPs", "TVs": a plural of initials.
        (n, 1) if n > 2 && word.ends_with('s') => PieceShape::Upper,
        _ => PieceShape::Capital,
    }
}
