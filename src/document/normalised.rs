//! What normalising gives: one clean text and canonical metadata.

use std::sync::Arc;

use super::{ArticleId, Published, Role, Rule, Source};
use crate::error::Flag;
use crate::offsets::OffsetMap;
use crate::span::{SourceRange, Span};

/// Where the words of a block are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockText {
    /// In the article's text.
    Inside(Span),
    /// Beside it: the block is no part of the text.
    Beside(Box<str>),
}

/// One block of the page, cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// What decided the role.
    pub rule: Rule,
    /// Its words.
    pub text: BlockText,
    /// Where it stands in the raw document.
    pub source: SourceRange,
}

impl Block {
    /// The span in the article's text, if it is part of it.
    pub fn span(&self) -> Option<Span> {
        match self.text {
            BlockText::Inside(span) => Some(span),
            BlockText::Beside(_) => None,
        }
    }

    /// The block's words.
    pub fn words<'a>(&'a self, article_text: &'a str) -> &'a str {
        match &self.text {
            BlockText::Inside(span) => span.of(article_text),
            BlockText::Beside(text) => text,
        }
    }
}

/// An article with one clean text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NormalisedArticle {
    /// Stable id.
    pub id: ArticleId,
    /// Where it came from.
    pub source: Arc<Source>,
    /// Address.
    pub url: Option<String>,
    /// Name of the outlet.
    pub outlet: Option<String>,
    /// Domain of the outlet, without `www.`.
    pub outlet_domain: Option<String>,
    /// Headline.
    pub headline: Option<String>,
    /// The line below it.
    pub subheadline: Option<String>,
    /// Names of the authors.
    pub authors: Vec<String>,
    /// News agency.
    pub agency: Option<String>,
    /// Place in the dateline.
    pub dateline_place: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// When it was last changed.
    pub updated: Option<Published>,
    /// Language (BCP 47).
    pub language: Option<String>,
    /// Headline, subheadline and body blocks in reading order, joined by a blank line.
    pub text: String,
    /// Where the body begins in `text`, bytes (after a dateline it is where the sentence begins).
    pub body_start: u32,
    /// Every block in reading order; those inside the text tile it but for the blank lines.
    pub blocks: Vec<Block>,
    /// From `text` to byte offsets of the raw document, through cleaning and decoding.
    pub to_raw: OffsetMap,
    /// Doubts.
    pub flags: Vec<Flag>,
}

impl NormalisedArticle {
    /// The blocks that are part of the text, with their number in `blocks` and their span.
    pub fn text_blocks(&self) -> impl Iterator<Item = (usize, &Block, Span)> {
        self.blocks.iter().enumerate().filter_map(|(n, b)| b.span().map(|s| (n, b, s)))
    }

    /// Whether the English taggers apply.
    pub fn is_english(&self) -> bool {
        self.language.as_deref().is_none_or(|l| l == "en" || l.starts_with("en-"))
    }

    /// Adds a doubt once.
    pub fn flag(&mut self, flag: Flag) {
        if !self.flags.contains(&flag) {
            self.flags.push(flag);
        }
    }
}
