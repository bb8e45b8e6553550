//! spaCy's English tokenizer: text in, spans of tokens out.
//!
//! A text is cut at white space; each piece that is no exception loses prefixes and suffixes until nothing more
//! splits off; what remains is an exception, a web address, or is split at infixes. At the end, exceptions that this
//! took apart are put together again. The result is token for token that of spaCy 3.7 and 3.8.
//!
//! The searches are compiled by hand: a table says of each character what rules it can take part in, and a piece of
//! plain letters, which most are, needs one scan and one look-up among the exceptions. That is why there is no cache
//! of pieces: it could not be faster. A [`Tokenizer`] is immutable and shared between threads; time is linear in the
//! text, and the memory is that of the tokens.
//!
//! ```
//! use newsgrain_nlp::tokenizer::{Tokenizer, TokenizerData, Tokens};
//! let tokenizer = Tokenizer::new(&TokenizerData { exceptions: Vec::new() })?;
//! let mut tokens = Tokens::default();
//! let text = "Costs rose (again), by 5km.";
//! tokenizer.tokenize(text, 0, &mut tokens)?;
//! let forms: Vec<_> = (0..tokens.len()).map(|i| &text[tokens.start[i] as usize..tokens.end[i] as usize]).collect();
//! assert_eq!(forms, ["Costs", "rose", "(", "again", ")", ",", "by", "5", "km", "."]);
//! # Ok::<(), newsgrain_nlp::tokenizer::TokenizerError>(())
//! ```

mod affixes;
mod classes;
mod data;
mod exceptions;
pub mod lexeme;
mod norms;
mod phrases;
mod tokens;
mod url;

pub use data::{ExceptionToken, TokenizerData, TokenizerError};
pub use norms::{NormData, Norms};
pub use tokens::{NormId, Tokens};

use affixes::Affixes;
use classes::{Class, Classes, DIGIT, INFIX, PREFIX, SPACE, SUFFIX, UNIT_END};
use exceptions::{Exception, Exceptions};
use phrases::Phrases;

/// The English tokenizer with the exceptions of a pipeline.
pub struct Tokenizer {
    classes: &'static Classes,
    affixes: Affixes,
    exceptions: Exceptions,
    phrases: Phrases,
}

/// A byte span of the text at hand.
#[derive(Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
}

/// A text, the shift of its spans, and where its tokens go.
struct Output<'a> {
    text: &'a str,
    base: u32,
    tokens: &'a mut Tokens,
}

impl Tokenizer {
    /// Builds a tokenizer.
    ///
    /// # Errors
    /// If an exception's tokens do not make up its text.
    pub fn new(data: &TokenizerData) -> Result<Self, TokenizerError> {
        let plain = Self::without_exceptions();
        let mut tokenizer = Self { exceptions: Exceptions::new(data)?, ..Self::without_exceptions() };
        let mut tokens = Tokens::default();
        for text in tokenizer.exceptions.texts() {
            if plain.is_taken_apart(text) {
                tokens.clear();
                plain.tokenize(text, 0, &mut tokens)?;
                tokenizer.phrases.add(text, &tokens);
            }
        }
        Ok(tokenizer)
    }

    fn without_exceptions() -> Self {
        Self { classes: Classes::shared(), affixes: Affixes::new(), exceptions: Exceptions::default(), phrases: Phrases::new() }
    }

    /// Appends the tokens of `text` to `tokens`, their spans shifted by `base` bytes.
    ///
    /// Exceptions are put together within `text` only, so a document may be tokenized block by block into one value.
    ///
    /// # Errors
    /// If a span would not fit 32 bits; nothing is appended then.
    pub fn tokenize(&self, text: &str, base: u32, tokens: &mut Tokens) -> Result<(), TokenizerError> {
        if u32::try_from(text.len()).ok().and_then(|length| length.checked_add(base)).is_none() {
            return Err(TokenizerError::TooLong(text.len()));
        }
        let first = tokens.len();
        self.cut(&mut Output { text, base, tokens });
        self.phrases.apply(text, base, &self.exceptions, tokens, first);
        Ok(())
    }

    /// The text of a norm that an exception prescribes.
    #[must_use]
    pub fn norm_text(&self, norm: NormId) -> &str {
        self.exceptions.norm_text(norm)
    }

    /// The texts of all norms that exceptions prescribe, by [`NormId::index`].
    pub fn norms(&self) -> impl ExactSizeIterator<Item = &str> {
        self.exceptions.norms()
    }

    /// Whether an exception is also looked for token by token: if a rule would split it or it holds a blank.
    fn is_taken_apart(&self, text: &str) -> bool {
        self.affixes.prefix(text) > 0 || self.affixes.suffix(text) > 0 || self.affixes.infix(text, 0).is_some() || text.contains(' ')
    }

    /// Cuts the text where white space begins and ends. One blank after a word belongs to no token; all other white
    /// space makes tokens.
    fn cut(&self, output: &mut Output) {
        let mut start = 0;
        let mut classes = 0;
        let mut in_space = None;
        for (at, c) in output.text.char_indices() {
            let class = self.classes.of(c);
            let is_space = class & SPACE != 0;
            if in_space.is_some_and(|in_space| in_space != is_space) {
                if start < at {
                    self.piece(Piece { start, end: at }, classes, output);
                }
                classes = 0;
                start = at;
                if c == ' ' {
                    output.tokens.mark_space();
                    start += 1;
                }
            }
            in_space = Some(is_space);
            classes |= class;
        }
        if start < output.text.len() {
            self.piece(Piece { start, end: output.text.len() }, classes, output);
        }
    }

    /// Tokenizes a piece without inner white space (or of white space only), whose characters have `classes` together.
    fn piece(&self, piece: Piece, classes: Class, output: &mut Output) {
        if let Some(exception) = self.exceptions.get(output.form(piece)) {
            output.push_exception(piece, self.exceptions.parts(exception));
        } else if is_plain(classes) {
            output.push(piece);
        } else {
            self.split(piece, output);
        }
    }

    /// Splits affixes off a piece that is no exception, then splits the rest.
    fn split(&self, mut piece: Piece, output: &mut Output) {
        output.tokens.suffix_ends.clear();
        let exception = self.strip(&mut piece, output);
        if let Some(exception) = exception {
            output.push_exception(piece, self.exceptions.parts(exception));
        } else if piece.start < piece.end {
            self.split_infixes(piece, output);
        }
        let mut start = piece.end;
        while let Some(end) = output.tokens.suffix_ends.pop() {
            let end = end as usize;
            output.push(Piece { start, end });
            start = end;
        }
    }

    /// Takes prefixes and suffixes off `piece` until it is an exception, which is returned, or nothing more comes off.
    ///
    /// Prefixes become tokens at once, suffixes are kept for later.
    fn strip(&self, piece: &mut Piece, output: &mut Output) -> Option<Exception> {
        while piece.start < piece.end {
            let form = output.form(*piece);
            let prefix = self.affixes.prefix(form);
            if prefix > 0
                && let Some(exception) = self.exceptions.get(&form[prefix..])
            {
                output.take_prefix(piece, prefix);
                return Some(exception);
            }
            let suffix = self.affixes.suffix(&form[prefix..]);
            if suffix > 0
                && let Some(exception) = self.exceptions.get(&form[..form.len() - suffix])
            {
                output.take_suffix(piece, suffix);
                return Some(exception);
            }
            if prefix == 0 && suffix == 0 {
                return None;
            }
            if prefix > 0 {
                output.take_prefix(piece, prefix);
            }
            if suffix > 0 {
                output.take_suffix(piece, suffix);
            }
            if let Some(exception) = self.exceptions.get(output.form(*piece)) {
                return Some(exception);
            }
        }
        None
    }

    /// Splits at infixes, unless the piece is a web address. An infix at the very beginning stays with what follows.
    fn split_infixes(&self, piece: Piece, output: &mut Output) {
        let text = output.text;
        let form = &text[piece.start..piece.end];
        let mut found = self.affixes.infix(form, 0);
        if found.is_none() || url::is_url(form, self.classes) {
            return output.push(piece);
        }
        let mut start = 0;
        while let Some((infix, end)) = found {
            if infix > 0 {
                output.push_part(piece, start, infix);
                output.push_part(piece, infix, end);
                start = end;
            }
            found = self.affixes.infix(form, end);
        }
        output.push_part(piece, start, form.len());
    }
}

/// Whether no rule can split a piece whose characters have these classes together.
fn is_plain(classes: Class) -> bool {
    const UNIT: Class = DIGIT | UNIT_END;
    classes & (PREFIX | SUFFIX | INFIX) == 0 && classes & UNIT != UNIT
}

impl Output<'_> {
    fn form(&self, piece: Piece) -> &str {
        &self.text[piece.start..piece.end]
    }

    #[expect(clippy::cast_possible_truncation, reason = "the text's length was checked at the entrance")]
    fn push(&mut self, piece: Piece) {
        self.tokens.push(self.base + piece.start as u32, self.base + piece.end as u32, None);
    }

    /// Pushes the part of a piece between two offsets into it, if it is not empty.
    fn push_part(&mut self, piece: Piece, start: usize, end: usize) {
        if start < end {
            self.push(Piece { start: piece.start + start, end: piece.start + end });
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "the text's length was checked at the entrance")]
    fn push_exception(&mut self, piece: Piece, parts: &[exceptions::Part]) {
        let mut start = self.base + piece.start as u32;
        for part in parts {
            self.tokens.push(start, start + part.length, part.norm);
            start += part.length;
        }
    }

    fn take_prefix(&mut self, piece: &mut Piece, length: usize) {
        self.push(Piece { start: piece.start, end: piece.start + length });
        piece.start += length;
    }

    #[expect(clippy::cast_possible_truncation, reason = "the text's length was checked at the entrance")]
    fn take_suffix(&mut self, piece: &mut Piece, length: usize) {
        self.tokens.suffix_ends.push(piece.end as u32);
        piece.end -= length;
    }
}
