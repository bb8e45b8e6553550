//! The article as the rules of attribution see it: words and marks with their part, each quotation one item, cut into sentences of
//! the reporter.
//!
//! In: the tagged article and its quotations. Out: [`SentenceItems`]. Never looks inside a quotation.

use std::ops::Range;

use super::marks::{Ending, Marked};
use super::vocabulary::{SpeakerNoun, VOCABULARY, VocabularyEntry, WordClass};
use crate::document::{Role, Sentence, Syntax, TaggedArticle, Token, TokenKind, WordId};
use crate::span::Span;
use crate::tag::cursor::Cursor;

/// One word, mark or quotation.
#[derive(Clone, Copy, Debug)]
pub struct SentenceItem {
    /// Where it stands.
    pub span: Span,
    /// What tells a word from others; that of no word for marks and quotations.
    pub id: WordId,
    /// Its part.
    pub class: WordClass,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// What is known of the word.
    pub word: &'static VocabularyEntry,
    /// The number of the quotation.
    pub quote: Option<u32>,
    /// The number of the model's token in which it begins; none where no model ran.
    pub model_token: Option<u32>,
}

impl SentenceItem {
    /// A whole quotation.
    fn quotation(number: u32, outer: Span, syntax: &Syntax) -> Self {
        Self {
            span: outer,
            id: WordId::NONE,
            class: WordClass::Quote,
            capital: false,
            word: &VocabularyEntry::UNKNOWN,
            quote: Some(number),
            model_token: syntax.token_at(outer.start).map(|token| token as u32),
        }
    }

    /// Whether it can stand inside a noun phrase as noun, adjective or name.
    pub fn is_nominal(&self) -> bool {
        matches!(self.class, WordClass::Name | WordClass::Word | WordClass::Number | WordClass::Quote)
    }

    /// Whether the form alone shows a finite verb.
    pub fn is_finite(&self) -> bool {
        self.class == WordClass::Aux || (self.class == WordClass::Word && !self.capital && self.word.finite)
    }

    /// What the noun names.
    pub fn noun(&self) -> SpeakerNoun {
        self.word.noun
    }
}

/// After so many items a sentence of the reporter ends with that of the text, whatever stands last: rules look through all of it.
const MOST_ITEMS: usize = 500;

/// One sentence of the reporter; quotations inside it do not cut it.
#[derive(Clone, Debug)]
pub struct ReporterSentence {
    /// Its items.
    pub items: Range<usize>,
    /// Number of its block.
    pub block: usize,
    /// Whether it begins its block.
    pub opens_block: bool,
}

/// All items and sentences.
pub struct SentenceItems<'a> {
    /// The article's text.
    pub text: &'a str,
    /// Every item, in reading order.
    pub all: Vec<SentenceItem>,
    /// Every sentence.
    pub sentences: Vec<ReporterSentence>,
    /// The item of each quotation, and the sentence that holds it.
    pub places: Vec<(usize, usize)>,
}

impl<'a> SentenceItems<'a> {
    /// Reads the article once.
    pub fn of(article: &'a TaggedArticle, marked: &[Marked]) -> Self {
        let items = SentenceItems {
            text: article.text(),
            all: Vec::with_capacity(article.tokens.len()),
            sentences: Vec::new(),
            places: vec![(0, 0); marked.len()],
        };
        let mut reader = ItemReader { article, marked, items, quote: 0, start: 0, block: None, opens_block: true };
        let is_post = |block: usize| article.article.blocks.get(block).is_some_and(|b| b.role == Role::SocialPost);
        article.sentences.iter().filter(|s| !is_post(s.block)).for_each(|sentence| reader.sentence(sentence));
        reader.cut();
        reader.items
    }

    /// The class of an item.
    pub fn class(&self, n: usize) -> Option<WordClass> {
        self.all.get(n).map(|i| i.class)
    }
}

impl<'a> Cursor<'a> for SentenceItems<'a> {
    fn text(&self) -> &'a str {
        self.text
    }

    fn place(&self, n: usize) -> Option<Span> {
        self.all.get(n).map(|i| i.span)
    }

    fn id(&self, n: usize) -> WordId {
        self.all.get(n).map_or(WordId::NONE, |i| i.id)
    }
}

/// Reads an article into items, sentence by sentence.
struct ItemReader<'a, 'm> {
    article: &'a TaggedArticle,
    marked: &'m [Marked],
    items: SentenceItems<'a>,
    /// The quotation that the next token may lie in; those before have ended.
    quote: usize,
    /// The first item of the sentence that is being read.
    start: usize,
    block: Option<usize>,
    /// Whether no sentence of the block has ended yet.
    opens_block: bool,
}

impl ItemReader<'_, '_> {
    /// Adds the items of one sentence of the text, which may be a part of one of the reporter or hold the ends of several.
    fn sentence(&mut self, sentence: &Sentence) {
        if self.block != Some(sentence.block) {
            self.cut();
            self.block = Some(sentence.block);
            self.opens_block = true;
        }
        let mut ends_in_quotation = false;
        for token in self.article.tokens.get(sentence.tokens.clone()).unwrap_or_default() {
            ends_in_quotation = self.is_quoted(token);
            if ends_in_quotation {
                self.quotation();
            } else {
                self.token(token);
            }
        }
        let text = self.items.text;
        let last = self.items.all.last();
        let ended = last.is_some_and(|i| matches!(i.class, WordClass::Stop | WordClass::Close) || is_abbreviation(i, text));
        let is_long = self.items.all.len() - self.start > MOST_ITEMS;
        let end = sentence.span.end;
        let runs_on = self.marked.get(self.quote).is_some_and(|m| m.outer.start < end && m.outer.end > end);
        if (ended && !ends_in_quotation || is_long) && !runs_on {
            self.cut();
        }
    }

    /// Whether a token lies in a quotation, which is the current one then.
    fn is_quoted(&mut self, token: &Token) -> bool {
        while self.marked.get(self.quote).is_some_and(|m| m.outer.end <= token.span.start) {
            self.quote += 1;
        }
        self.marked.get(self.quote).is_some_and(|m| m.outer.overlaps(token.span))
    }

    /// Adds the current quotation as one item, if it has not been; a finished quotation before it ends the sentence.
    fn quotation(&mut self) {
        let number = self.quote as u32;
        if self.items.all.last().is_some_and(|i| i.quote == Some(number)) {
            return;
        }
        if let Some(marked) = self.marked.get(self.quote) {
            self.add(SentenceItem::quotation(number, marked.outer, &self.article.syntax));
        }
    }

    fn token(&mut self, token: &Token) {
        // What stands before the body in its first block is the dateline.
        let body_start = self.article.article.body_start;
        if token.span.start >= body_start && self.items.all.last().is_some_and(|i| i.span.start < body_start) {
            self.cut();
        }
        self.add(classify(token, self.items.text, self.items.all.last()));
    }

    fn add(&mut self, item: SentenceItem) {
        if self.items.all.len() > self.start && self.ends_with_quotation(&item) {
            self.cut();
        }
        self.items.all.push(item);
    }

    /// Whether the sentence ends with the quotation that stands last, where `next` comes.
    fn ends_with_quotation(&self, next: &SentenceItem) -> bool {
        let Some(m) = self.items.all.last().and_then(|i| i.quote).and_then(|q| self.marked.get(q as usize)) else { return false };
        if m.ending == Ending::Missing {
            return true;
        }
        let is_final = m.inner.of(self.items.text).trim_end_matches(['\'', '’', ')', ']']).ends_with(['.', '!', '?', '…']);
        is_final && (next.capital || next.class == WordClass::Quote || next.class == WordClass::Number)
    }

    /// Ends the sentence of the reporter, if it has begun.
    fn cut(&mut self) {
        let items = self.start..self.items.all.len();
        self.start = items.end;
        if items.is_empty() {
            return;
        }
        let number = self.items.sentences.len();
        for n in items.clone() {
            if let Some(place) = self.items.all[n].quote.and_then(|q| self.items.places.get_mut(q as usize)) {
                *place = (n, number);
            }
        }
        self.items.sentences.push(ReporterSentence { items, block: self.block.unwrap_or(0), opens_block: self.opens_block });
        self.opens_block = false;
    }
}

/// Whether a sentence ends in an abbreviation's full stop.
fn is_abbreviation(item: &SentenceItem, text: &str) -> bool {
    item.span.of(text).ends_with('.')
}

/// The part of one token.
fn classify(token: &Token, text: &str, before: Option<&SentenceItem>) -> SentenceItem {
    let Token { span, kind, id, model_token, .. } = *token;
    let word = span.of(text);
    let first = word.chars().next().unwrap_or(' ');
    let capital = first.is_uppercase();
    let mut item = SentenceItem { span, id, class: WordClass::Mark, capital, word: &VocabularyEntry::UNKNOWN, quote: None, model_token };
    match kind {
        TokenKind::Word | TokenKind::Mixed => {
            (item.class, item.word) = match VOCABULARY.get(&id) {
                _ if id == POSSESSIVE => (class_of_s(before), item.word),
                Some(known) => (class_of_known(known.class, id, capital, before), known),
                None => class_of_unknown(word, capital, before),
            };
            if kind == TokenKind::Mixed && item.class == WordClass::Word {
                item.class = WordClass::Number;
            }
        }
        TokenKind::Number => item.class = WordClass::Number,
        TokenKind::QuoteMark => {}
        TokenKind::Punctuation | TokenKind::Symbol => {
            item.class = match first {
                ',' => WordClass::Comma,
                '.' | '?' | '!' | '…' => WordClass::Stop,
                ':' => WordClass::Colon,
                ';' => WordClass::Semicolon,
                '—' | '–' | '―' => WordClass::Dash,
                '-' if word.len() > 1 || before.is_none_or(|b| b.span.end < span.start) => WordClass::Dash,
                '(' | '[' => WordClass::Open,
                ')' | ']' => WordClass::Close,
                '@' if word.len() > 1 => WordClass::Name,
                '$' | '£' | '€' | '¥' | '%' => WordClass::Number,
                '&' => WordClass::And,
                _ => WordClass::Mark,
            };
        }
    }
    item
}

const POSSESSIVE: WordId = WordId::known("'s");
const US: WordId = WordId::known("us");
const TODAY: WordId = WordId::known("today");
/// The days that are no names.
const DAY_WORDS: [WordId; 4] = WordId::known_each(["yesterday", "today", "tonight", "tomorrow"]);
/// Auxiliaries that are given names and months too.
const NAMES_TOO: [WordId; 2] = WordId::known_each(["will", "may"]);

/// Endings that only adverbs have.
const ADVERB_ENDINGS: &[&str] =
    &["ately", "ually", "cally", "nally", "edly", "ently", "antly", "ously", "ively", "ingly", "larly", "fully", "ably", "ibly"];

/// "'s" after a pronoun is a verb, and after anything else a possessive.
fn class_of_s(before: Option<&SentenceItem>) -> WordClass {
    let verbal = before.is_some_and(|b| matches!(b.class, WordClass::Pronoun | WordClass::Rel | WordClass::That));
    if verbal { WordClass::Aux } else { WordClass::Mark }
}

/// The part of a word of the vocabulary, as its capital and the word before leave it.
fn class_of_known(class: WordClass, id: WordId, capital: bool, before: Option<&SentenceItem>) -> WordClass {
    let after_mark = || {
        before.is_some_and(|b| matches!(b.class, WordClass::Quote | WordClass::Comma | WordClass::Sub | WordClass::That | WordClass::Rel))
    };
    match class {
        WordClass::Word if capital => WordClass::Name,
        // "may" and "march" are a month only with a capital; "US" and "IT" are no pronouns.
        WordClass::Day if !capital && !DAY_WORDS.contains(&id) => WordClass::Word,
        WordClass::Object if id == US && capital => WordClass::Name,
        // "the Harbour Today survey"
        WordClass::Day if capital && id == TODAY && before.is_some_and(|b| b.class == WordClass::Name) => WordClass::Name,
        // "…,” Will wrote", "while Will wrote": after a mark or a conjunction the capital shows a name.
        WordClass::Aux if capital && NAMES_TOO.contains(&id) && after_mark() => WordClass::Name,
        class => class,
    }
}

/// The part of a word that no list holds, by its capital and its ending.
fn class_of_unknown(word: &str, capital: bool, before: Option<&SentenceItem>) -> (WordClass, &'static VocabularyEntry) {
    // "he'd", "who's": the pronoun is what counts.
    if let Some((head, _)) = word.split_once(['\'', '’']) {
        let head = WordId::of(head);
        if let Some(known) = VOCABULARY.get(&head).filter(|e| e.class == WordClass::Pronoun || head == WordId::known("who")) {
            return (known.class, known);
        }
    }
    let is_long = |least: usize| word.len() > least;
    if capital {
        // "Ultimately, …": a capital at the head of a sentence makes no name of an adverb.
        let opens = before.is_none_or(|b| b.class == WordClass::Stop) && ADVERB_ENDINGS.iter().any(|e| ends_with(word, e));
        let is_adverb = opens && is_long(6) && !word.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("mc"));
        return (if is_adverb { WordClass::Adverb } else { WordClass::Name }, &VocabularyEntry::UNKNOWN);
    }
    if is_long(4) && ends_with(word, "ly") {
        return (WordClass::Adverb, &VocabularyEntry::UNKNOWN);
    }
    let past = is_long(4) && ends_with(word, "ed") && !word.contains('-');
    (WordClass::Word, if past { &VocabularyEntry::PAST } else { &VocabularyEntry::UNKNOWN })
}

/// Whether a word ends so, in any case.
fn ends_with(word: &str, ending: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len().checked_sub(ending.len()).and_then(|at| bytes.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(ending.as_bytes()))
}
