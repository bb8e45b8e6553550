//! The stretches of text between the edges of elements.
//!
//! In: a tree. Out: [`Blocks`]: each paragraph, heading, item or loose line, with its ranges and how much of it is links. Never decides what
//! belongs to the article.

use super::hints::Hints;
use super::tag::Tag;
use super::tree::Tree;
use crate::document::Run;
use crate::span::Span;

/// One stretch of text.
#[derive(Clone, Debug)]
pub struct PageBlock {
    /// The element that holds it: the innermost that is no part of a line.
    pub node: usize,
    /// Its first text node.
    pub first: usize,
    /// Its ranges, as numbers of [`Blocks::runs`].
    runs: (u32, u32),
    /// Bytes that are no white space.
    pub letters: u32,
    /// How many of them are inside links.
    pub linked: u32,
    /// Words.
    pub words: u32,
}

impl PageBlock {
    /// Which part of the text is links.
    pub fn link_share(&self) -> f32 {
        self.linked as f32 / self.letters.max(1) as f32
    }
}

/// The stretches of text of a page.
#[derive(Debug, Default)]
pub struct Blocks {
    /// In the order of the page.
    pub list: Vec<PageBlock>,
    runs: Vec<Run>,
}

impl Blocks {
    /// Every stretch of text that is read on the page.
    pub fn new(page: &str, tree: &Tree, hints: &[Hints]) -> Blocks {
        let mut pass = BlockPass { page, tree, out: Blocks::default(), open: vec![], current: None, breaks: 0 };
        let mut links_until = 0;
        let mut n = 1;
        while n < tree.nodes.len() {
            let node = &tree.nodes[n];
            pass.leave(n);
            if node.tag.is_unread() && !holds_page(tree, n) || is_hidden(tree, hints, n) {
                n = (node.end as usize).max(n + 1);
                continue;
            }
            match node.tag {
                Tag::Text => pass.text(n, n < links_until),
                Tag::Br => pass.line_break(node.span),
                Tag::A => links_until = links_until.max(node.end as usize),
                tag if !tag.is_inline() => pass.enter(n),
                _ => {}
            }
            n += 1;
        }
        pass.close();
        pass.out
    }

    /// The ranges of a block.
    pub fn runs(&self, block: &PageBlock) -> &[Run] {
        self.runs.get(block.runs.0 as usize..block.runs.1 as usize).unwrap_or(&[])
    }

    /// The words of a block as written on the page, breaks as spaces.
    pub fn words(&self, page: &str, block: &PageBlock) -> String {
        self.runs(block).iter().map(|r| r.reads.as_deref().unwrap_or_else(|| r.span.of(page))).collect()
    }
}

/// A head that was never closed holds the page.
fn holds_page(tree: &Tree, n: usize) -> bool {
    tree.nodes[n].tag == Tag::Head && tree.nodes[n].end as usize > tree.nodes.len() / 2
}

/// Nodes inside an element that may be hidden; more is a page that shows itself by program.
const MOST_HIDDEN: usize = 80;

fn is_hidden(tree: &Tree, hints: &[Hints], n: usize) -> bool {
    hints[n].has(Hints::HIDDEN) && (tree.nodes[n].end as usize - n) < MOST_HIDDEN
}

struct BlockPass<'p> {
    page: &'p str,
    tree: &'p Tree,
    out: Blocks,
    /// Open elements that are no part of a line, with where they end.
    open: Vec<(usize, usize)>,
    current: Option<PageBlock>,
    /// Line breaks since the last word.
    breaks: u8,
}

impl BlockPass<'_> {
    /// Leaves the elements that end before node `n`.
    fn leave(&mut self, n: usize) {
        while self.open.last().is_some_and(|(_, end)| *end <= n) {
            self.close();
            self.open.pop();
        }
    }

    fn enter(&mut self, n: usize) {
        self.close();
        self.open.push((n, self.tree.nodes[n].end as usize));
    }

    fn close(&mut self) {
        self.breaks = 0;
        if let Some(mut block) = self.current.take() {
            while self.out.runs.len() > block.runs.0 as usize && self.out.runs.last().is_some_and(|r| r.reads.is_some()) {
                self.out.runs.pop();
            }
            block.runs.1 = self.out.runs.len() as u32;
            self.out.list.push(block);
        }
    }

    /// One break parts lines, two part paragraphs.
    fn line_break(&mut self, span: Span) {
        self.breaks = self.breaks.saturating_add(1);
        if self.breaks > 1 {
            self.close();
        } else if self.current.is_some() {
            self.out.runs.push(Run { span, reads: Some(" ".into()) });
        }
    }

    fn text(&mut self, n: usize, is_link: bool) {
        let span = self.tree.nodes[n].span;
        let words = span.of(self.page);
        let letters = words.bytes().filter(|b| !b.is_ascii_whitespace()).count() as u32;
        if letters == 0 || words.trim().is_empty() || is_blank(words) {
            if self.current.is_some() {
                self.out.runs.push(Run { span, reads: None });
            }
            return;
        }
        self.breaks = 0;
        let node = self.open.last().map_or(0, |(n, _)| *n);
        let runs = self.out.runs.len() as u32;
        let block = self.current.get_or_insert(PageBlock { node, first: n, runs: (runs, runs), letters: 0, linked: 0, words: 0 });
        block.letters += letters;
        block.linked += if is_link { letters } else { 0 };
        block.words += words.split_ascii_whitespace().count() as u32;
        self.out.runs.push(Run { span, reads: None });
    }
}

/// Whether a text is spaces written as entities.
fn is_blank(words: &str) -> bool {
    words.len() < 40 && words.contains("&nbsp;") && words.replace("&nbsp;", "").trim().is_empty()
}
