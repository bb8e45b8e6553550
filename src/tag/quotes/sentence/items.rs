//! The article as the rules of attribution see it: words and marks with their part, each quotation one item, cut into sentences of
//! the reporter.
//!
//! In: the tagged article and its quotations. Out: [`SentenceItems`]. Never looks inside a quotation.

use std::ops::Range;

use super::marks::{Ending, Marked};
use super::vocabulary::{SpeakerNoun, VOCABULARY, VocabularyEntry, WordClass};
use crate::document::{Role, Syntax, TaggedArticle, Token, TokenKind, WordId};
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
    fn quotation(number: usize, outer: Span, syntax: &Syntax) -> Self {
        Self {
            span: outer,
            id: WordId::NONE,
            class: WordClass::Quote,
            capital: false,
            word: &VocabularyEntry::UNKNOWN,
            quote: Some(number as u32),
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
        let text = article.text();
        let mut items = SentenceItems {
            text,
            all: Vec::with_capacity(article.tokens.len()),
            sentences: Vec::new(),
            places: vec![(0, 0); marked.len()],
        };
        let mut quote = 0;
        let mut start = 0;
        let mut block = None;
        let mut opens = true;
        let body_start = article.article.body_start;
        let is_post = |block: usize| article.article.blocks.get(block).is_some_and(|b| b.role == Role::SocialPost);
        for sentence in article.sentences.iter().filter(|s| !is_post(s.block)) {
            if block != Some(sentence.block) {
                items.cut(&mut start, block.unwrap_or(0), &mut opens);
                block = Some(sentence.block);
                opens = true;
            }
            let mut last_in_quote = false;
            for token in &article.tokens[sentence.tokens.clone()] {
                while quote < marked.len() && marked[quote].outer.end <= token.span.start {
                    quote += 1;
                }
                if quote < marked.len() && marked[quote].outer.overlaps(token.span) {
                    last_in_quote = true;
                    if items.all.last().is_none_or(|i| i.quote != Some(quote as u32)) {
                        let item = SentenceItem::quotation(quote, marked[quote].outer, &article.syntax);
                        items.add_quotation(item, marked, &mut start, sentence.block, &mut opens);
                    }
                    continue;
                }
                last_in_quote = false;
                // What stands before the body in its first block is the dateline.
                if token.span.start >= body_start && items.all.last().is_some_and(|i| i.span.start < body_start) {
                    items.cut(&mut start, sentence.block, &mut opens);
                }
                let item = classify(token, text, items.all.last());
                if items.all.len() > start && items.cut_after_quote(&item, marked) {
                    items.cut(&mut start, sentence.block, &mut opens);
                }
                items.all.push(item);
            }
            let ended = items.all.last().is_some_and(|i| matches!(i.class, WordClass::Stop | WordClass::Close) || is_abbreviation(i, text));
            let is_long = items.all.len() - start > MOST_ITEMS;
            if (ended && !last_in_quote || is_long) && !items.inside(marked, quote, sentence.span.end) {
                items.cut(&mut start, sentence.block, &mut opens);
            }
        }
        items.cut(&mut start, block.unwrap_or(0), &mut opens);
        items
    }

    /// Whether a quotation runs on after `end`.
    fn inside(&self, marked: &[Marked], quote: usize, end: u32) -> bool {
        marked.get(quote).is_some_and(|m| m.outer.start < end && m.outer.end > end)
    }

    /// Adds a quotation as one item; a finished quotation before it ends the sentence.
    fn add_quotation(&mut self, item: SentenceItem, marked: &[Marked], start: &mut usize, block: usize, opens: &mut bool) {
        if self.all.len() > *start && self.cut_after_quote(&item, marked) {
            self.cut(start, block, opens);
        }
        self.all.push(item);
    }

    /// Whether the sentence ends with the quotation that stands last, where `next` comes.
    fn cut_after_quote(&self, next: &SentenceItem, marked: &[Marked]) -> bool {
        let Some(m) = self.all.last().and_then(|i| i.quote).and_then(|q| marked.get(q as usize)) else { return false };
        if m.ending == Ending::Missing {
            return true;
        }
        let is_final = m.inner.of(self.text).trim_end_matches(['\'', '’', ')', ']']).ends_with(['.', '!', '?', '…']);
        is_final && (next.capital || next.class == WordClass::Quote || next.class == WordClass::Number)
    }

    /// Ends the sentence that began at `start`.
    fn cut(&mut self, start: &mut usize, block: usize, opens: &mut bool) {
        let items = *start..self.all.len();
        *start = self.all.len();
        if items.is_empty() {
            return;
        }
        let number = self.sentences.len();
        for n in items.clone() {
            if let Some(place) = self.all[n].quote.and_then(|q| self.places.get_mut(q as usize)) {
                *place = (n, number);
            }
        }
        self.sentences.push(ReporterSentence { items, block, opens_block: *opens });
        *opens = false;
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
