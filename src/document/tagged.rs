//! What tagging and linking give: one growing container.

use std::ops::Range;

use chrono::NaiveDate;

use super::{Atoms, Cue, DateExpression, Doubt, Entity, Figure, Mention, NormalisedArticle, Rule, Speaker, Syntax, WordId, named_enum};
use crate::span::{Span, SpanIndex};

/// The rows of an article's figures may take so many bytes; those of articles take some thousands. A row holds the sentence around its
/// number, so that a text of nothing but numbers would swell a thousandfold. Such an article is a reject, and nobody reads it to its end.
pub const MOST_REPEATED: usize = 96 << 20;
/// Bytes of a figure's row beside its sentence.
pub const FIGURE_ROW: usize = 200;

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Number of its block in [`NormalisedArticle::blocks`].
    pub block: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// What a token is by its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and full stops ("U.S.", "long-range", "don't").
    Word,
    /// Digits with inner separators ("10,000", "3.5", "11:43").
    Number,
    /// Digits and letters together ("5k", "B-52", "34th").
    Mixed,
    /// A quotation mark of any kind.
    QuoteMark,
    /// Another mark.
    Punctuation,
    /// A sign such as $, %, @.
    Symbol,
}

impl TokenKind {
    /// Whether it counts as a word.
    pub fn is_word(self) -> bool {
        matches!(self, TokenKind::Word | TokenKind::Number | TokenKind::Mixed)
    }
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is by its characters.
    pub kind: TokenKind,
    /// Whether white space stands after it.
    pub space_after: bool,
    /// What tells a word from others; [`WordId::NONE`] for numbers and marks.
    pub id: WordId,
    /// The number of its first atom: a token is one atom or several.
    pub first_atom: u32,
    /// The number of the model's token in which it begins; none where no model ran.
    pub model_token: Option<u32>,
}

named_enum! {
    /// How words of another are given.
    QuoteKind {
        /// Whole sentences or clauses inside marks.
        Direct = "direct",
        /// A fragment in marks inside the reporter's own sentence.
        Partial = "partial",
        /// A reported clause without marks.
        Indirect = "indirect",
        /// A reported clause that holds partial quotes.
        Mixed = "mixed",
        /// An embedded post.
        Social = "social",
        /// Marks around a name, a title or a so-called word: nobody is quoted.
        Term = "term",
    }
}

named_enum! {
    /// Where the day of an utterance came from.
    SaidOnMethod {
        /// A date that stands with the reporting word.
        Cue = "cue",
        /// The attribution line of a post.
        SocialPost = "social_post",
        /// The article's own date.
        Article = "article",
    }
}

/// Words of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The words, inside the marks.
    pub span: Span,
    /// The words with their marks; the same where there are none.
    pub outer: Span,
    /// Number of the sentence it begins in.
    pub sentence: usize,
    /// How it is given.
    pub kind: QuoteKind,
    /// Pieces of one utterance share this number.
    pub utterance: usize,
    /// Number of the mixed quote that holds it.
    pub parent: Option<usize>,
    /// Number of its turn, in an interview whose labels say who speaks.
    pub turn: Option<usize>,
    /// Who speaks.
    pub speaker: Speaker,
    /// The reporting word.
    pub cue: Option<Cue>,
    /// Whether it was said or written, rather than thought, done or shown; none where nothing tells.
    pub is_speech: Option<bool>,
    /// Who is spoken to.
    pub addressee: Option<Span>,
    /// The channel: "video address", "X".
    pub medium: Option<String>,
    /// Who relays it.
    pub via: Option<String>,
    /// The day it was said.
    pub said_on: Option<NaiveDate>,
    /// Where that day came from.
    pub said_on_method: Option<SaidOnMethod>,
    /// What decided.
    pub rule: Rule,
    /// 0..1.
    pub confidence: f32,
}

/// An article with everything found in it. All lists are in reading order.
#[derive(Clone, Debug, PartialEq)]
pub struct TaggedArticle {
    /// The article.
    pub article: NormalisedArticle,
    /// What the language model says of the text; empty where none ran.
    pub syntax: Syntax,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its sentences cut finer than tokens, for the grammars of figures and dates.
    pub atoms: Atoms,
    /// Names, nouns and pronouns that stand for entities.
    pub mentions: Vec<Mention>,
    /// Expressions of time.
    pub dates: Vec<DateExpression>,
    /// Words of others.
    pub quotes: Vec<Quote>,
    /// Numeric claims.
    pub figures: Vec<Figure>,
    /// What the mentions stand for.
    pub entities: Vec<Entity>,
    /// Why mentions are without an entity, or their names without a known one; in the order of the mentions.
    pub doubts: Vec<Doubt>,
}

impl TaggedArticle {
    /// An article in which nothing has been found yet.
    pub fn untagged(article: NormalisedArticle) -> Self {
        Self {
            article,
            syntax: Syntax::default(),
            sentences: Vec::new(),
            tokens: Vec::new(),
            atoms: Atoms::default(),
            mentions: Vec::new(),
            dates: Vec::new(),
            quotes: Vec::new(),
            figures: Vec::new(),
            entities: Vec::new(),
            doubts: Vec::new(),
        }
    }

    /// Why it is not known what a mention stands for; none where it is.
    pub fn doubt(&self, mention: usize) -> Option<&Doubt> {
        let found = self.doubts.binary_search_by_key(&mention, |d| d.mention).ok()?;
        self.doubts.get(found)
    }

    /// The article's text.
    pub fn text(&self) -> &str {
        &self.article.text
    }

    /// The words of a token.
    pub fn word(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |t| t.span.of(self.text()))
    }

    /// The number of the sentence that holds the byte at `offset`; the one before it where it lies between two.
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        self.sentences.partition_point(|s| s.span.start <= offset).checked_sub(1)
    }

    /// The tokens that lie inside `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.start < span.start);
        let last = self.tokens.partition_point(|t| t.span.end <= span.end);
        first..last.max(first)
    }

    /// The block number of a sentence.
    pub fn block_of(&self, sentence: usize) -> usize {
        self.sentences.get(sentence).map_or(0, |s| s.block)
    }

    /// The words of the quotes of some kinds.
    pub fn quotes_where(&self, counts: impl Fn(QuoteKind) -> bool) -> SpanIndex {
        let quotes = self.quotes.iter().enumerate().filter(|(_, q)| counts(q.kind));
        SpanIndex::of(quotes.map(|(n, q)| (n, q.span)))
    }

    /// The mentions that overlap `span`, with their numbers.
    pub fn mentions_in(&self, span: Span) -> impl Iterator<Item = (usize, &Mention)> {
        // Mentions stand in reading order and none reaches over its sentence.
        let sentence = self.sentence_at(span.start).unwrap_or(0);
        let first = self.mentions.partition_point(|m| m.sentence < sentence);
        let near = self.mentions[first..].iter().take_while(move |m| m.span.start < span.end);
        near.enumerate().map(move |(n, m)| (first + n, m)).filter(move |(_, m)| m.span.overlaps(span))
    }
}
