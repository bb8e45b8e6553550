//! Where on the page the article's text is.
//!
//! In: the page's blocks and hints. Out: [`Body`]: the element that holds the text, and for every block whether it stands in something
//! beside it. Never gives roles.
//!
//! Method: running text is weighed block by block; from the root the walk goes down into the child that holds most of it as long as one
//! does. Elements that call themselves the body, and the text that the page repeats for search engines, go before weights.

use super::blocks::{Block, Blocks};
use super::guide::Guide;
use super::hints::Hints;
use super::tag::Tag;
use super::tree::Tree;

/// The share of the running text below an element that a child must hold for the walk to go on into it.
const MOST: f32 = 0.8;
/// The share of the page's running text that an element which calls itself the body must hold to be believed.
const BELIEVED: f32 = 0.3;
/// The share above which an element is no furniture, whatever it calls itself.
const TOO_MUCH: f32 = 0.5;
/// The same for comments, which may be longer than the article.
const TOO_MUCH_COMMENT: f32 = 0.85;

/// Where the text is.
#[derive(Debug)]
pub struct Body {
    /// The element that holds it.
    pub node: usize,
    /// For every element, the nearest one at or around it that is furniture.
    aside: Vec<Option<u32>>,
}

impl Body {
    /// Finds the text.
    pub fn find(tree: &Tree, hints: &[Hints], blocks: &Blocks, guide: Option<&Guide>) -> Body {
        let weigh = |b: &Block| weight(tree, b);
        let all = Weights::new(tree, blocks, weigh);
        let aside = asides(tree, hints, &all);
        let own = Weights::new(tree, blocks, |b| if aside[b.node].is_some() { 0.0 } else { weigh(b) });
        let node = guide
            .and_then(|g| g.container(tree, blocks))
            .or_else(|| named(tree, hints, &own, &aside))
            .unwrap_or_else(|| descend(tree, hints, &own, article(tree, &own, &aside)));
        Body { node, aside }
    }

    /// The furniture inside the body that a block stands in.
    pub fn aside(&self, tree: &Tree, block: &Block) -> Option<usize> {
        let aside = self.aside.get(block.node).copied().flatten()? as usize;
        // The body itself may lie in what calls itself furniture.
        (!tree.holds(aside, self.node)).then_some(aside)
    }
}

/// How much running text a block is.
fn weight(tree: &Tree, block: &Block) -> f32 {
    if block.words < 6 || block.link_share() > 0.5 {
        return 0.0;
    }
    let kind = match tree.nodes[block.node].tag {
        Tag::P | Tag::Blockquote | Tag::Pre => 1.0,
        Tag::Li | Tag::Td | Tag::Dd => 0.4,
        tag if tag.is_heading() => 0.1,
        _ => 0.7,
    };
    kind * block.letters as f32 * (1.0 - block.link_share())
}

/// Sums of weights, so that those of any element are one subtraction.
struct Weights {
    /// Sum before each node.
    before: Vec<f32>,
}

impl Weights {
    fn new(tree: &Tree, blocks: &Blocks, weigh: impl Fn(&Block) -> f32) -> Weights {
        let mut before = vec![0.0; tree.nodes.len() + 1];
        for block in &blocks.list {
            before[block.first + 1] += weigh(block);
        }
        for n in 1..before.len() {
            before[n] += before[n - 1];
        }
        Weights { before }
    }

    fn of(&self, tree: &Tree, node: usize) -> f32 {
        self.before[tree.nodes[node].end as usize] - self.before[node]
    }

    fn total(&self) -> f32 {
        self.before.last().copied().unwrap_or(0.0)
    }
}

/// For every element the nearest furniture at or around it.
fn asides(tree: &Tree, hints: &[Hints], weights: &Weights) -> Vec<Option<u32>> {
    let total = weights.total().max(1.0);
    let mut aside: Vec<Option<u32>> = vec![None; tree.nodes.len()];
    // Elements that hold the headline are the article's frame.
    let mut holds_headline = vec![false; tree.nodes.len()];
    let headings: Vec<usize> = (0..tree.nodes.len()).filter(|n| tree.nodes[*n].tag == Tag::H1).collect();
    if let [only] = headings.as_slice() {
        tree.around(*only).for_each(|n| holds_headline[n] = true);
    }
    for n in 1..tree.nodes.len() {
        let parent = tree.nodes[n].parent as usize;
        let own = hints[n];
        let is_frame = matches!(tree.nodes[n].tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article | Tag::P) || holds_headline[n];
        let is_named = own.has(Hints::FURNITURE) && !own.has(Hints::BODY) && !is_frame;
        let limit = if own.has(Hints::COMMENTS) { TOO_MUCH_COMMENT } else { TOO_MUCH };
        aside[n] = if is_named && weights.of(tree, n) < limit * total { Some(n as u32) } else { aside[parent] };
    }
    aside
}

/// The element that calls itself the body and holds most running text; where several share it, the one around them.
fn named(tree: &Tree, hints: &[Hints], weights: &Weights, aside: &[Option<u32>]) -> Option<usize> {
    let total = weights.total();
    let mut best: Option<(f32, usize)> = None;
    for n in 1..tree.nodes.len() {
        if !hints[n].has(Hints::BODY) || aside[n].is_some() || tree.nodes[n].tag == Tag::Body {
            continue;
        }
        let own = weights.of(tree, n);
        // Of two elements with the same text the inner one fits closer.
        if best.is_none_or(|(most, _)| own > most * 1.02 || own > most * 0.9 && is_closer(tree, best, n)) {
            best = Some((own.max(best.map_or(0.0, |b| if is_closer(tree, Some(b), n) { b.0 } else { 0.0 })), n));
        }
    }
    let (own, node) = best?;
    (own > 0.0 && own >= BELIEVED * total).then_some(node)
}

fn is_closer(tree: &Tree, best: Option<(f32, usize)>, n: usize) -> bool {
    best.is_some_and(|(_, b)| tree.holds(b, n))
}

/// The `article` or `main` element that holds most of the running text, if one does.
fn article(tree: &Tree, weights: &Weights, aside: &[Option<u32>]) -> usize {
    let frames = (1..tree.nodes.len()).filter(|n| matches!(tree.nodes[*n].tag, Tag::Article | Tag::Main) && aside[*n].is_none());
    let best = frames.map(|n| (weights.of(tree, n), n)).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    best.filter(|(own, _)| *own > 0.4 * weights.total()).map_or(0, |(_, n)| n)
}

/// Goes down into the child that holds most of the running text.
fn descend(tree: &Tree, hints: &[Hints], weights: &Weights, from: usize) -> usize {
    let mut at = from;
    loop {
        let own = weights.of(tree, at);
        let mut child = at + 1;
        let mut heaviest = (0.0, at);
        while child < tree.nodes[at].end as usize {
            let weight = weights.of(tree, child);
            if weight > heaviest.0 {
                heaviest = (weight, child);
            }
            child = (tree.nodes[child].end as usize).max(child + 1);
        }
        let (most, child) = heaviest;
        let tag = tree.nodes[child].tag;
        let goes_on = child > at && most >= MOST * own && most > 0.0;
        if !goes_on || matches!(tag, Tag::P | Tag::Text | Tag::Blockquote | Tag::Ul | Tag::Ol | Tag::Table) || tag.is_heading() {
            return at;
        }
        at = child;
        if hints[at].has(Hints::BODY) {
            return at;
        }
    }
}
