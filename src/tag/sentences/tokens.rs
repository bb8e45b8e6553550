//! Cuts a block into tokens and their atoms.
//!
//! In: a range of the text. Out: [`Token`]s and [`Atom`]s in a [`Cut`]. Never looks back over the beginning of the block, and never cuts
//! inside a character.
//!
//! One pass, no allocation a token: a token begins at a character and a scanner for its class finds its end. Its atoms are runs of digits,
//! runs of letters and single marks, so that the grammars of figures and dates put numbers together themselves ("$1.2bn", "40-person")
//! and do not depend on where a token ends; no run of letters or digits goes over the end of one.

use crate::document::{Atom, AtomKind, Syntax, Token, TokenKind, Traits, WordId};
use crate::lexicon::cut::{pieces, plain_word};
use crate::lexicon::numbers::{Vocabulary, numbers};
use crate::lexicon::words::{self, Abbreviation};
use crate::span::{Span, cut};

/// A text cut into tokens and atoms, as far as it has been read.
pub(super) struct Cut<'a> {
    text: &'a str,
    syntax: &'a Syntax,
    /// The first token of the model that ends behind what has been read.
    next: usize,
    vocabulary: &'static Vocabulary,
    pub tokens: Vec<Token>,
    pub atoms: Vec<Atom>,
}

impl<'a> Cut<'a> {
    /// Nothing of a text yet, with room for what news prose of its length has: a token takes about five bytes.
    pub fn new(text: &'a str, syntax: &'a Syntax) -> Self {
        let room = text.len() / 5 + 8;
        let vocabulary = &numbers().vocabulary;
        Self { text, syntax, next: 0, vocabulary, tokens: Vec::with_capacity(room), atoms: Vec::with_capacity(room + room / 8) }
    }

    /// Adds the tokens and atoms of the block at `span`.
    pub fn block(&mut self, span: Span) {
        let block = BlockScanner { text: self.text, end: span.end as usize };
        let first = self.tokens.len();
        let mut at = span.start as usize;
        while let Some(c) = block.char_at(at) {
            if c.is_whitespace() {
                if let Some(last) = self.tokens.get_mut(first..).and_then(<[Token]>::last_mut) {
                    last.space_after = true;
                }
                at += c.len_utf8();
            } else if let Some((end, id)) = plain_word(self.text, at).filter(|(end, _)| *end <= block.end) {
                self.plain(Span::new(at, end), id);
                at = end;
            } else {
                let previous = self.tokens.get(first..).and_then(<[Token]>::last).copied();
                let (end, kind) = block.token_at(at, c, previous);
                self.token(Span::new(at, end), kind);
                at = end;
            }
        }
        if let Some(last) = self.tokens.get_mut(first..).and_then(<[Token]>::last_mut) {
            // The end of a block is as good as a space.
            last.space_after = true;
        }
    }

    /// Adds a token that is one run of letters.
    fn plain(&mut self, span: Span, id: WordId) {
        self.push(span, TokenKind::Word, id, self.atoms.len());
        self.atom(span, AtomKind::Word, id);
    }

    fn push(&mut self, span: Span, kind: TokenKind, id: WordId, first_atom: usize) {
        while self.next < self.syntax.len() && self.syntax.span(self.next).end <= span.start {
            self.next += 1;
        }
        let model_token = (self.next < self.syntax.len() && self.syntax.span(self.next).holds(span.start)).then_some(self.next as u32);
        self.tokens.push(Token { span, kind, space_after: false, id, first_atom: first_atom as u32, model_token });
    }

    /// Adds any token, and cuts it into its atoms.
    fn token(&mut self, span: Span, kind: TokenKind) {
        let first = self.atoms.len();
        let words = span.of(self.text);
        for piece in pieces(words) {
            let at = span.start as usize;
            self.atom(Span::new(at + piece.range.start, at + piece.range.end), piece.kind, piece.id);
        }
        let id = match kind {
            TokenKind::Word | TokenKind::Mixed => WordId::of(words),
            TokenKind::Number | TokenKind::QuoteMark | TokenKind::Punctuation | TokenKind::Symbol => WordId::NONE,
        };
        self.push(span, kind, id, first);
    }

    fn atom(&mut self, span: Span, kind: AtomKind, id: WordId) {
        let glued = self.atoms.last().is_some_and(|last| last.span.end == span.start);
        // "km2" and "m^3" are words of the lexicons: a lone digit that hangs on something may be part of one.
        let id = if kind == AtomKind::Digits && !glued { WordId::NONE } else { id };
        let traits = if kind == AtomKind::Digits { Traits::DIGITS } else { self.vocabulary.traits(id) };
        self.atoms.push(Atom { span, kind, id, traits, glued });
    }
}

/// The text up to the end of one block.
#[derive(Clone, Copy)]
struct BlockScanner<'a> {
    text: &'a str,
    end: usize,
}

impl<'a> BlockScanner<'a> {
    fn char_at(self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    fn rest(self, at: usize) -> &'a str {
        self.text.get(at..self.end).unwrap_or("")
    }

    /// The end and kind of the token that begins with `c` at `at`.
    fn token_at(self, at: usize, c: char, previous: Option<Token>) -> (usize, TokenKind) {
        if c.is_alphanumeric() {
            return self.wordlike(at, c, previous);
        }
        let next = at + c.len_utf8();
        match c {
            '@' | '#' => self.handle(at, c).unwrap_or((next, TokenKind::Symbol)),
            '\'' | '’' | '‘' if self.is_possessive(at, c, previous) => (next + 1, TokenKind::Word),
            '`' | '\'' if self.char_at(next) == Some(c) => (next + 1, TokenKind::QuoteMark),
            _ if is_quote_mark(c) => (next, TokenKind::QuoteMark),
            '.' | '-' | '!' | '?' | '*' | '_' | '=' => {
                (self.run_of(at, c), if c == '=' { TokenKind::Symbol } else { TokenKind::Punctuation })
            }
            _ if is_symbol(c) => (next, TokenKind::Symbol),
            _ => (next, TokenKind::Punctuation),
        }
    }

    /// "@name", "#topic".
    fn handle(self, at: usize, sign: char) -> Option<(usize, TokenKind)> {
        let name = self.rest(at + 1);
        let len: usize = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').map(char::len_utf8).sum();
        let name = cut(name, ..len);
        let opens = name.chars().next().is_some_and(|c| c.is_alphabetic() || (sign == '@' && (c == '_' || c.is_numeric())));
        (opens && (sign == '#' || len > 1)).then(|| (at + 1 + len, kind_of(name)))
    }

    /// Whether an "'s" that ends its word begins at `at`.
    fn is_possessive(self, at: usize, mark: char, previous: Option<Token>) -> bool {
        let touches =
            previous.is_some_and(|p| p.span.end as usize == at && matches!(p.kind, TokenKind::Word | TokenKind::Number | TokenKind::Mixed));
        let mut after = self.rest(at + mark.len_utf8()).chars();
        touches && matches!(after.next(), Some('s' | 'S')) && !after.next().is_some_and(char::is_alphanumeric)
    }

    fn run_of(self, at: usize, c: char) -> usize {
        at + self.rest(at).chars().take_while(|x| *x == c).count() * c.len_utf8()
    }

    /// A word, a number or a mixture, with everything that belongs inside it.
    fn wordlike(self, at: usize, first: char, previous: Option<Token>) -> (usize, TokenKind) {
        if let Some(end) = self.address(at) {
            return (end, kind_of(cut(self.text, at..end)));
        }
        let mut shape = TokenShape::default();
        let mut end = at;
        let mut c = first;
        loop {
            // Nearly every character is one of these, and needs no decoding.
            while let Some(b) = self.text.as_bytes().get(end).filter(|b| end < self.end && b.is_ascii_alphanumeric()) {
                shape.add_ascii(*b);
                end += 1;
            }
            match self.char_at(end) {
                Some(next) => c = next,
                None => break,
            }
            if c.is_alphanumeric() || is_combining(c) {
                shape.add(c);
                end += c.len_utf8();
            } else if let Some(len) = self.joint(at, end, c, &shape) {
                shape.join(c, end);
                end += len;
            } else {
                break;
            }
        }
        if c == '@'
            && let Some(email) = self.email(end)
        {
            return (email, TokenKind::Word);
        }
        (self.with_full_stop(at, end, &shape, previous), shape.kind())
    }

    /// How many bytes join the piece before `end` to the piece after it: zero pieces after means no joint.
    fn joint(self, at: usize, end: usize, c: char, shape: &TokenShape) -> Option<usize> {
        let len = c.len_utf8();
        let mut after = self.rest(end + len).chars();
        let next = after.next()?;
        if !next.is_alphanumeric() {
            return None;
        }
        let joined = match c {
            '\'' | '’' => {
                shape.ends_with_letter
                    && next.is_alphabetic()
                    && !(matches!(next, 's' | 'S') && !after.next().is_some_and(char::is_alphanumeric))
            }
            '-' | '‐' | '‑' => !(shape.is_numeric() && next.is_numeric()),
            '.' => self.stop_joins(at, end, next, shape),
            ',' => shape.is_numeric() && self.digits_at(end + len) == 3,
            ':' => shape.is_numeric() && self.digits_at(end + len) == 2,
            '&' => shape.ends_with_capital && next.is_uppercase(),
            '_' => true,
            _ => false,
        };
        joined.then_some(len)
    }

    /// Whether a full stop at `end` lies inside a token: "3.5", "U.S", "e.g", "Ph.D", "example.org".
    fn stop_joins(self, at: usize, end: usize, next: char, shape: &TokenShape) -> bool {
        if next.is_numeric() {
            return shape.has_digit && !shape.ends_with_letter;
        }
        let piece = shape.last_stop.map_or(at, |stop| stop + 1);
        // "D-N.Y": only what hangs on the last hyphen is cut by full stops.
        let piece = self.text.get(piece..end).unwrap_or("").rsplit(['-', '‐', '‑']).next().unwrap_or("");
        let letters = piece.chars().count();
        let after = self.rest(end + 1);
        let next_letters = after.chars().take_while(|c| c.is_alphanumeric()).count();
        let single = letters == 1 && next_letters == 1 && !shape.has_digit;
        let abbreviated = piece == "Ph" || (letters == 1 && shape.last_stop.is_none() && after.starts_with("Va"));
        single || abbreviated || (letters > 1 && next.is_lowercase() && is_domain_end(after)) || is_local_part(after)
    }

    fn digits_at(self, at: usize) -> usize {
        self.rest(at).chars().take_while(|c| c.is_ascii_digit()).count()
    }

    /// "https://…" and "www.…" up to the next space, without the marks of the sentence around it.
    fn address(self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let opens = matches!(rest.as_bytes().first(), Some(b'h' | b'H' | b'w' | b'W' | b'p'))
            && ["http://", "https://", "www.", "pic.twitter.com/"]
                .iter()
                .any(|p| rest.get(..p.len()).is_some_and(|start| start.eq_ignore_ascii_case(p)));
        if !opens {
            return None;
        }
        let whole = rest.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”')).next().unwrap_or("");
        let kept = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '’', '…', '*']);
        Some(at + kept.len())
    }

    /// The end of an e-mail address whose "@" stands at `sign`.
    fn email(self, sign: usize) -> Option<usize> {
        let host = self.rest(sign + 1);
        let len: usize = host.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '*')).map(char::len_utf8).sum();
        let host = cut(host, ..len).trim_end_matches(['.', '-']);
        (host.contains('.') && host.len() > 3).then_some(sign + 1 + host.len())
    }

    /// The end of the token with the full stop after it, where that belongs to an abbreviation or an initial.
    fn with_full_stop(self, at: usize, end: usize, shape: &TokenShape, previous: Option<Token>) -> usize {
        let rest = self.rest(end);
        if !rest.starts_with('.') || rest.starts_with("..") {
            return end;
        }
        let word = cut(self.text, at..end);
        let after = rest.get(1..).and_then(|r| r.chars().next());
        let is_abbreviation = if shape.last_stop.is_some() && shape.longest_piece <= 2 && !shape.has_digit {
            true
        } else if shape.letters == 1 && shape.ends_with_capital && !shape.has_digit {
            self.is_initial(end + 1, word, previous)
        } else {
            match words::abbreviation(word) {
                Some(Abbreviation::Doubtful) => self.proves_abbreviation(end + 1),
                Some(_) => true,
                None => word
                    .rsplit_once('-')
                    .and_then(|(_, last)| words::abbreviation(last))
                    .is_some_and(|a| matches!(a, Abbreviation::Title | Abbreviation::Usual)),
            }
        };
        if is_abbreviation && !after.is_some_and(char::is_lowercase) { end + 1 } else { end }
    }

    /// Whether a single capital with a full stop is an initial: a name goes on after it, and it does not end "Plan B".
    fn is_initial(self, after: usize, letter: &str, previous: Option<Token>) -> bool {
        let next = self.rest(after).trim_start().chars().next();
        let names_before = previous.is_none_or(|p| {
            let word = p.span.of(self.text);
            p.kind != TokenKind::Number && (word.len() <= 3 || !word.starts_with(char::is_lowercase) || words::reports_quotation(word))
        });
        next.is_some_and(char::is_uppercase)
            && (letter != "I" || previous.is_some_and(|p| p.span.of(self.text).starts_with(char::is_uppercase)))
            && names_before
    }

    /// Whether what stands after a doubtful abbreviation can only follow an abbreviation.
    fn proves_abbreviation(self, after: usize) -> bool {
        let rest = self.rest(after);
        let next = rest.trim_start().chars().next();
        next.is_some_and(|c| c.is_lowercase() || c.is_numeric() || matches!(c, ',' | ';' | '$' | '£' | '€'))
    }
}

/// What a scanner has seen of a token.
#[derive(Default)]
struct TokenShape {
    has_digit: bool,
    letters: usize,
    /// Letters of the piece since the last full stop, and of the longest such piece.
    piece: usize,
    longest_piece: usize,
    ends_with_letter: bool,
    ends_with_capital: bool,
    last_stop: Option<usize>,
}

impl TokenShape {
    fn add(&mut self, c: char) {
        let letter = c.is_alphabetic() || is_raised(c) || is_combining(c);
        self.has_digit |= !letter;
        self.letters += usize::from(letter);
        self.piece += 1;
        self.longest_piece = self.longest_piece.max(self.piece);
        self.ends_with_letter = letter;
        self.ends_with_capital = c.is_uppercase();
    }

    /// The same for a letter or digit of ASCII.
    fn add_ascii(&mut self, b: u8) {
        let letter = b.is_ascii_alphabetic();
        self.has_digit |= !letter;
        self.letters += usize::from(letter);
        self.piece += 1;
        self.longest_piece = self.longest_piece.max(self.piece);
        self.ends_with_letter = letter;
        self.ends_with_capital = b.is_ascii_uppercase();
    }

    /// A joint `c` at `at`: a full stop begins a new piece.
    fn join(&mut self, c: char, at: usize) {
        if c == '.' {
            self.last_stop = Some(at);
            self.piece = 0;
        }
    }

    fn is_numeric(&self) -> bool {
        self.has_digit && self.letters == 0
    }

    fn kind(&self) -> TokenKind {
        match (self.has_digit, self.letters) {
            (true, 0) => TokenKind::Number,
            (true, _) => TokenKind::Mixed,
            (false, _) => TokenKind::Word,
        }
    }
}

fn kind_of(word: &str) -> TokenKind {
    if word.chars().any(char::is_numeric) { TokenKind::Mixed } else { TokenKind::Word }
}

/// Superscript and subscript digits stand with the letters of a unit: "km²".
fn is_raised(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{209C}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{FE0F}')
}

/// A quotation mark of any kind, apostrophes among them.
fn is_quote_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '´' | '\u{2018}'..='\u{201F}' | '«' | '»' | '‹' | '›' | '″' | '′' | '「' | '」' | '『' | '』' | '＂' | '＇'
    )
}

fn is_symbol(c: char) -> bool {
    matches!(
        c,
        '$' | '%'
            | '&'
            | '+'
            | '<'
            | '>'
            | '|'
            | '~'
            | '^'
            | '\\'
            | '°'
            | '£'
            | '¥'
            | '¢'
            | '¤'
            | '§'
            | '©'
            | '®'
            | '™'
            | '±'
            | '×'
            | '÷'
            | '‰'
            | '№'
            | '@'
            | '#'
    ) || ('\u{20A0}'..='\u{20CF}').contains(&c)
        || c.is_control()
        || c as u32 >= 0x2190 && !('\u{3000}'..='\u{303F}').contains(&c) && !('\u{FF00}'..='\u{FF65}').contains(&c)
}

/// Whether `rest` goes on to the "@" of an e-mail address.
fn is_local_part(rest: &str) -> bool {
    let len: usize =
        rest.chars().take(64).take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '+' | '-')).map(char::len_utf8).sum();
    cut(rest, len..).starts_with('@')
}

/// Whether `rest` begins with the last part of a host name and no letter goes on after it.
fn is_domain_end(rest: &str) -> bool {
    const ENDS: [&str; 14] = ["com", "org", "net", "gov", "edu", "info", "co", "uk", "ua", "eu", "io", "ru", "kr", "mil"];
    let len: usize = rest.chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    ENDS.contains(&cut(rest, ..len))
}
