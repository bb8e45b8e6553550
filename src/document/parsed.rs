//! What parsing gives: blocks with roles over the decoded text.

use std::sync::Arc;

use super::{Rule, Source, named_enum};
use crate::error::Flag;
use crate::offsets::OffsetMap;
use crate::span::Span;

named_enum! {
    /// What a block is on the page.
    Role {
        /// The article's headline.
        Headline = "headline",
        /// The line below it.
        Subheadline = "subheadline",
        /// Who wrote it.
        Byline = "byline",
        /// When it was published or changed.
        Timestamp = "timestamp",
        /// A heading inside the body.
        Heading = "heading",
        /// Running text.
        Paragraph = "paragraph",
        /// An item of a list in the body.
        ListItem = "list_item",
        /// Text of a picture.
        Caption = "caption",
        /// The words of an embedded post.
        SocialPost = "social_post",
        /// The line that says whose post it is, and when.
        SocialAttribution = "social_attribution",
        /// What the outlet changed after publication.
        Correction = "correction",
        /// Who else contributed.
        Credit = "credit",
        /// Tags or a slug.
        Keywords = "keywords",
        /// Furniture: forms, appeals, related links.
        Boilerplate = "boilerplate",
    }
}

/// The rule of paragraphs that the page sets off as somebody's words: quoting reads them without marks.
pub const BLOCK_QUOTATION: &str = "block_quotation";

impl Role {
    /// Whether blocks of this role are part of `articles.text`.
    pub fn in_text(self) -> bool {
        use Role::*;
        matches!(self, Headline | Subheadline | Heading | Paragraph | ListItem | Caption | SocialPost | Correction)
    }

    /// Whether blocks of this role belong to the body, after headline and subheadline.
    pub fn in_body(self) -> bool {
        self.in_text() && !matches!(self, Role::Headline | Role::Subheadline)
    }
}

/// A piece of a block: a range of the decoded text, with other words in its place where the page wrote them otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The range of the decoded text.
    pub span: Span,
    /// What it reads as, where that is not the range itself (an entity, a line break element).
    pub reads: Option<Box<str>>,
}

/// One block of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedBlock {
    /// What it is.
    pub role: Role,
    /// What decided the role.
    pub rule: Rule,
    /// Its text, in order; white space at the edges and between runs is normalised later.
    pub runs: Vec<Run>,
}

impl ParsedBlock {
    /// A block of one range.
    pub fn plain(role: Role, rule: Rule, span: Span) -> Self {
        Self { role, rule, runs: vec![Run { span, reads: None }] }
    }
}

named_enum! {
    /// A metadata field of an article.
    MetadataField {
        /// Address.
        Url = "url",
        /// Headline.
        Headline = "headline",
        /// Date of publication.
        Published = "published",
        /// Date of the last change.
        Updated = "updated",
        /// One or more authors.
        Author = "author",
        /// Outlet.
        Outlet = "outlet",
        /// Language.
        Language = "language",
        /// News agency.
        Agency = "agency",
        /// Place in the dateline.
        DatelinePlace = "dateline_place",
        /// Month and day in the dateline, often without a year.
        DatelineDate = "dateline_date",
        /// Day of an embedded post.
        PostDate = "post_date",
    }
}

/// One statement about the article that parsing found; several may disagree, normalising picks by `rank`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// What it is about.
    pub field: MetadataField,
    /// As it was written.
    pub value: String,
    /// What found it.
    pub rule: Rule,
    /// Trust: the lowest rank wins.
    pub rank: u16,
}

impl Metadata {
    /// Ranks below this are metadata of the page, not lines of its text.
    pub const TEXT_RANK: u16 = 20;
}

/// The decoded text of a document and the way back to its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// From byte offsets of `text` to byte offsets of the raw document.
    pub to_raw: OffsetMap,
    /// The encoding's name (WHATWG).
    pub encoding: &'static str,
}

/// A page taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedArticle {
    /// Where it came from.
    pub source: Arc<Source>,
    /// The decoded document; block spans point into its text.
    pub decoded: Decoded,
    /// Every block of the page in reading order, furniture included.
    pub blocks: Vec<ParsedBlock>,
    /// What the page says about itself.
    pub metadata: Vec<Metadata>,
    /// Doubts so far.
    pub flags: Vec<Flag>,
}
