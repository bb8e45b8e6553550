//! What each block of the article is.
//!
//! In: the body and the blocks. Out: the blocks that are kept, in the order of the page, each with a first role, or open for the recognisers
//! of text. Never keeps furniture outside the body.

use super::blocks::{Blocks, PageBlock};
use super::body::ArticleBody;
use super::guide::Guide;
use super::hints::Hints;
use super::tag::Tag;
use super::tree::Tree;
use crate::document::{BLOCK_QUOTATION, Role, Rule};

/// Furniture that is none the less for standing in a figure.
const NEVER_CAPTIONS: Hints = Hints::NEWSLETTER.with(Hints::AD).with(Hints::SHARE).with(Hints::COMMENTS);
/// Blocks before the body that may belong to the article's head.
const HEAD: usize = 30;
/// Words of a heading at the most; longer ones are text set large.
const LONGEST_HEADING: u32 = 25;
/// So few words, in no paragraph, heading or list, are labels and buttons.
const LOOSE: u32 = 4;
/// Words of a shouted link at the most.
const SHOUTED: u32 = 25;
/// How often a box speaks of newsletters that offers one.
const OFFERS: usize = 2;
/// Nodes of such a box at the most.
const LARGEST_BOX: usize = 80;
/// A linked sentence has so many words and a full stop; links to other stories have no stop.
const LINKED_SENTENCE: u32 = 10;
/// Words of a byline at the most, where only the element's name tells that it is one.
const LONGEST_BYLINE: u32 = 25;

/// One block that is kept.
#[derive(Clone, Copy, Debug)]
pub struct KeptBlock {
    /// Its number among the blocks.
    pub block: usize,
    /// Its role, where the elements tell it.
    pub role: Option<(Role, Rule)>,
    /// Its role where neither elements nor words tell it, but a name.
    pub fallback: Option<(Role, Rule)>,
}

/// What roles are read from.
pub struct RoleContext<'p> {
    pub page: &'p str,
    pub tree: &'p Tree,
    pub hints: &'p [Hints],
    pub blocks: &'p Blocks,
    pub body: &'p ArticleBody,
    pub guide: Option<&'p Guide>,
    /// The block of the headline.
    pub headline: Option<usize>,
}

impl RoleContext<'_> {
    /// The blocks that are kept.
    pub fn kept(&self) -> Vec<KeptBlock> {
        let inside = self.inside();
        let mut kept: Vec<KeptBlock> = self.head(inside.start);
        for n in inside {
            if Some(n) == self.headline {
                if !kept.iter().any(|k| k.block == n) {
                    kept.push(KeptBlock { block: n, role: Some((Role::Headline, Rule("headline_element"))), fallback: None });
                }
                continue;
            }
            let role = self.role(n);
            kept.push(KeptBlock { block: n, role, fallback: self.fallback(n) });
        }
        kept
    }

    /// The blocks inside the body.
    fn inside(&self) -> std::ops::Range<usize> {
        let (from, to) = (self.body.node, self.tree.nodes[self.body.node].end as usize);
        let list = &self.blocks.list;
        list.partition_point(|b| b.first < from)..list.partition_point(|b| b.first < to)
    }

    /// The headline and the short blocks between it and the body.
    fn head(&self, body_start: usize) -> Vec<KeptBlock> {
        let Some(headline) = self.headline.filter(|h| *h < body_start) else { return Vec::new() };
        let mut kept = vec![KeptBlock { block: headline, role: Some((Role::Headline, Rule("headline_element"))), fallback: None }];
        for n in headline + 1..body_start.min(headline + 1 + HEAD) {
            let block = &self.blocks.list[n];
            let hints = self.hints_around(block);
            if self.body.aside(self.tree, block).is_some() && !hints.has(Hints::BYLINE.with(Hints::TIME)) {
                continue;
            }
            let role = self.role(n).or(match block.words {
                8.. if hints.has(Hints::SUBHEADLINE) || n == headline + 1 && block.link_share() < 0.3 => {
                    Some((Role::Subheadline, Rule("below_headline")))
                }
                _ => None,
            });
            kept.push(KeptBlock { block: n, role, fallback: self.fallback(n) });
        }
        kept
    }

    /// The hints of the block's element and of the nearest around it.
    fn hints_around(&self, block: &PageBlock) -> Hints {
        let near = std::iter::once(block.node).chain(self.tree.around(block.node)).take(3);
        near.filter(|n| *n >= self.body.node).fold(Hints::default(), |all, n| all.with(self.hints[n]))
    }

    /// The elements around a block that are inside the body, the nearest first.
    fn around(&self, block: &PageBlock) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(block.node).chain(self.tree.around(block.node)).take_while(|n| *n > self.body.node)
    }

    /// The outermost figure around a block.
    fn figure(&self, block: &PageBlock) -> Option<usize> {
        self.around(block).filter(|n| self.tree.nodes[*n].tag == Tag::Figure).last()
    }

    /// Whether an element of a tag stands around the block, inside the body.
    fn stands_in(&self, block: &PageBlock, tags: &[Tag]) -> bool {
        let around = std::iter::once(block.node).chain(self.tree.around(block.node));
        around.take_while(|n| *n > self.body.node || *n == block.node).any(|n| tags.contains(&self.tree.nodes[n].tag))
    }

    /// Whether a block is the text of a picture. In a figure without one, what is no `figcaption` is whatever it would be outside:
    /// figures hold tables, quotations and boxes too.
    fn is_caption(&self, block: &PageBlock) -> bool {
        if self.stands_in(block, &[Tag::Table]) {
            return false;
        }
        if self.stands_in(block, &[Tag::Figcaption, Tag::Caption]) {
            return true;
        }
        let Some(figure) = self.figure(block) else { return false };
        let shows = |n: usize| matches!(self.tree.nodes[n].tag, Tag::Img | Tag::Picture | Tag::Video | Tag::Audio | Tag::Iframe | Tag::Svg);
        (figure..self.tree.nodes[figure].end as usize).any(shows)
    }

    fn has_small_letters(&self, block: &PageBlock) -> bool {
        self.blocks.runs(block).iter().any(|r| r.span.of(self.page).chars().any(char::is_lowercase))
    }

    /// Whether a block stands in a figure that offers a newsletter.
    fn offers_newsletter(&self, block: &PageBlock) -> bool {
        let Some(figure) = self.figure(block) else { return false };
        let is_small = self.tree.nodes[figure].end as usize - figure <= LARGEST_BOX;
        is_small && self.tree.words(self.page, figure).to_lowercase().matches("newsletter").count() >= OFFERS
    }

    /// Whether a block is a listing of a program. Wire copy and bulletins are preformatted too, but in no `code` element.
    fn is_code(&self, block: &PageBlock) -> bool {
        let Some(pre) = self.around(block).find(|n| self.tree.nodes[*n].tag == Tag::Pre) else { return false };
        let inside = pre..self.tree.nodes[pre].end as usize;
        let is_named = || self.tree.around(pre).take(3).any(|n| self.hints[n].has(Hints::CODE)) || self.hints[pre].has(Hints::CODE);
        let has_letters = self.blocks.runs(block).iter().any(|r| r.span.of(self.page).chars().any(char::is_alphabetic));
        !has_letters || inside.into_iter().any(|n| self.tree.nodes[n].tag == Tag::Code) || is_named()
    }

    fn ends_sentence(&self, block: &PageBlock) -> bool {
        let last = self.blocks.runs(block).iter().rev().map(|r| r.span.of(self.page).trim_end()).find(|t| !t.is_empty());
        last.is_some_and(|t| t.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?']))
    }

    /// What an element named for authors or dates holds, where its words do not tell: to be asked when they were.
    fn fallback(&self, n: usize) -> Option<(Role, Rule)> {
        let block = &self.blocks.list[n];
        let tag = self.tree.nodes[block.node].tag;
        if matches!(tag, Tag::P | Tag::Blockquote) && self.stands_in(block, &[Tag::Blockquote]) {
            return Some((Role::Paragraph, Rule(BLOCK_QUOTATION)));
        }
        if block.words > LONGEST_BYLINE || tag.is_heading() || matches!(tag, Tag::Li) && block.words > 6 || self.ends_sentence(block) {
            return None;
        }
        match self.names_below_body(block) {
            near if near.has(Hints::BYLINE) => Some((Role::Byline, Rule("byline_element"))),
            near if near.has(Hints::TIME) => Some((Role::Timestamp, Rule("date_element"))),
            _ => None,
        }
    }

    /// The hints of the elements around a block's first words, up to the body or the third around the block.
    fn names_below_body(&self, block: &PageBlock) -> Hints {
        let above = std::iter::once(block.node).chain(self.tree.around(block.node)).take(3).last().unwrap_or(block.node);
        let is_near = |n: &usize| *n >= above && !self.hints[*n].has(Hints::BODY) && !self.tree.holds(*n, self.body.node);
        let around = self.tree.around(block.first).take_while(is_near);
        around.fold(Hints::default(), |all, n| all.with(self.hints[n]))
    }

    /// What the elements say a block is.
    fn role(&self, n: usize) -> Option<(Role, Rule)> {
        let block = &self.blocks.list[n];
        let tag = self.tree.nodes[block.node].tag;
        if let Some(sure) = self.post(block).or_else(|| self.shouted_link(block, tag)) {
            return Some(sure);
        }
        if self.guide.is_some_and(|g| g.inside[n]) {
            return Some(self.text_role(block, tag));
        }
        if let Some(named) = self.named_role(block, tag) {
            return Some(named);
        }
        if self.guide.is_some_and(|g| !g.spans(n)) {
            return (block.words > 12 || block.link_share() > 0.5).then_some((Role::Boilerplate, Rule("outside_article_body")));
        }
        let is_sentence = block.words >= LINKED_SENTENCE && self.ends_sentence(block);
        if block.link_share() > 0.7 && block.words <= 30 && !tag.is_heading() && !is_sentence {
            return Some((Role::Boilerplate, Rule("link_line")));
        }
        if block.words <= LONGEST_BYLINE && self.names_below_body(block).has(Hints::BYLINE.with(Hints::TIME)) {
            return None;
        }
        self.tag_role(block, tag)
    }

    /// The role of a link to another story that stands between paragraphs: some outlets shout them.
    fn shouted_link(&self, block: &PageBlock, tag: Tag) -> Option<(Role, Rule)> {
        let is_link = !tag.is_heading() && block.link_share() > 0.9 && (4..=SHOUTED).contains(&block.words);
        (is_link && !self.has_small_letters(block)).then_some((Role::Boilerplate, Rule("shouted_link")))
    }

    /// The role of a block whose elements say what they hold: a listing, a credit, a caption, a correction, something beside the text.
    fn named_role(&self, block: &PageBlock, tag: Tag) -> Option<(Role, Rule)> {
        if self.is_code(block) {
            return Some((Role::Boilerplate, Rule("code_element")));
        }
        let near = self.hints_around(block);
        let aside = self.body.aside(self.tree, block).map(|a| self.hints[a]);
        if let Some(hints) = aside.filter(|h| h.has(NEVER_CAPTIONS)) {
            return Some((Role::Boilerplate, Rule(hints.rule())));
        }
        if near.has(Hints::CREDIT) && block.words <= 25 && !near.has(Hints::BODY) && !tag.is_heading() {
            return Some((Role::Credit, Rule("credit_element")));
        }
        if self.offers_newsletter(block) {
            return Some((Role::Boilerplate, Rule("newsletter_box")));
        }
        if self.is_caption(block) || near.has(Hints::CAPTION) {
            return Some((Role::Caption, Rule("caption_element")));
        }
        if near.has(Hints::CORRECTION) {
            return Some((Role::Correction, Rule("correction_element")));
        }
        aside.map(|hints| match hints.has(Hints::TAGS) && !hints.has(Hints::RELATED) {
            true => (Role::Keywords, Rule("tags_element")),
            false => (Role::Boilerplate, Rule(hints.rule())),
        })
    }

    /// The role that the block's own element tells, where no name does.
    fn tag_role(&self, block: &PageBlock, tag: Tag) -> Option<(Role, Rule)> {
        match tag {
            Tag::Li | Tag::Td | Tag::Th | Tag::Dd | Tag::Dt => Some(self.text_role(block, tag)),
            tag if tag.is_heading() => Some(self.text_role(block, tag)),
            Tag::P | Tag::Blockquote => None,
            Tag::Pre => Some((Role::Paragraph, Rule("preformatted"))),
            _ if self.stands_in(block, &[Tag::Pre]) => Some((Role::Paragraph, Rule("preformatted"))),
            _ if block.words <= LOOSE => Some((Role::Boilerplate, Rule("loose_words"))),
            _ => None,
        }
    }

    /// The role of a block that is known to be text of the article.
    fn text_role(&self, block: &PageBlock, tag: Tag) -> (Role, Rule) {
        match tag {
            tag if tag.is_heading() && block.words <= LONGEST_HEADING => (Role::Heading, Rule("heading_element")),
            Tag::Td | Tag::Th => (Role::ListItem, Rule("table_cell")),
            Tag::Li | Tag::Dd | Tag::Dt => (Role::ListItem, Rule("list_element")),
            Tag::P if self.stands_in(block, &[Tag::Li]) => (Role::ListItem, Rule("list_element")),
            _ if self.stands_in(block, &[Tag::Blockquote]) => (Role::Paragraph, Rule(BLOCK_QUOTATION)),
            _ => (Role::Paragraph, Rule("paragraph_element")),
        }
    }

    /// The role of a block inside an embedded post: its words stand in paragraphs, what follows says whose they are.
    fn post(&self, block: &PageBlock) -> Option<(Role, Rule)> {
        let around = std::iter::once(block.node).chain(self.tree.around(block.node));
        let post = around.take_while(|n| *n >= self.body.node).find(|n| self.hints[*n].has(Hints::POST))?;
        let is_words = self.tree.nodes[block.node].tag == Tag::P && block.node != post;
        let has_paragraphs = (post..self.tree.nodes[post].end as usize).any(|n| self.tree.nodes[n].tag == Tag::P);
        let is_link = block.link_share() > 0.9;
        Some(match (is_words || !has_paragraphs) && !is_link {
            true => (Role::SocialPost, Rule("post_element")),
            false => (Role::SocialAttribution, Rule("post_element")),
        })
    }
}
