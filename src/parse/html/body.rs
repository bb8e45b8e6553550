//! Where on the page the article's text is.
//!
//! In: the page's blocks and hints. Out: [`ArticleBody`]: the element that holds the text, and for every block whether it stands in something
//! beside it. Never gives roles.
//!
//! Method: running text is weighed block by block; from the root the walk goes down into the child that holds most of it as long as one
//! does. Elements that call themselves the body, and the text that the page repeats for search engines, go before weights.

use super::blocks::{Blocks, PageBlock};
use super::guide::Guide;
use super::hints::Hints;
use super::tag::Tag;
use super::tree::{AttributeName, Tree};

/// The share of the running text below an element that a child must hold for the walk to go on into it.
const MOST: f32 = 0.8;
/// The share of the page's running text that an element which calls itself the body must hold to be believed.
const BELIEVED: f32 = 0.3;
/// The share above which an element is no furniture, whatever it calls itself.
const TOO_MUCH: f32 = 0.5;
/// The same for comments, which may be longer than the article.
const TOO_MUCH_COMMENT: f32 = 0.85;

/// The part of an outer body that an inner one must hold to be believed instead.
const INNER: f32 = 0.5;
/// How much more than the largest all elements of its name must hold for the text to be shared among them.
const SHARED: f32 = 1.2;
/// The share above which an element named for a wall holds the text behind it.
const WALLED: f32 = 0.04;

/// Where the text is.
#[derive(Debug)]
pub struct ArticleBody {
    /// The element that holds it.
    pub node: usize,
    /// For every element, the nearest one at or around it that is furniture.
    aside: Vec<Option<u32>>,
}

impl ArticleBody {
    /// Finds the text.
    pub fn find(tree: &Tree, hints: &[Hints], blocks: &Blocks, guide: Option<&Guide>) -> ArticleBody {
        let weigh = |b: &PageBlock| weight(tree, b);
        let all = Weights::new(tree, blocks, weigh);
        let letters = Weights::new(tree, blocks, |b| b.letters as f32);
        let linked = Weights::new(tree, blocks, |b| b.linked as f32);
        let aside = asides(tree, hints, &Sums { bodies: bodies_before(tree, hints), text: &all, letters: &letters, linked: &linked });
        let own = Weights::new(tree, blocks, |b| if aside[b.node].is_some() { 0.0 } else { weigh(b) });
        let node = guide
            .and_then(|g| g.container(tree, blocks))
            .or_else(|| named(tree, hints, &own, &aside))
            .unwrap_or_else(|| descend(tree, hints, &own, article(tree, &own, &aside)));
        ArticleBody { node, aside }
    }

    /// The first block of running text in the body.
    pub fn first_text_block(&self, tree: &Tree, blocks: &Blocks) -> Option<usize> {
        let is_text = |b: &PageBlock| self.aside[b.node].is_none() && b.words >= 15 && b.link_share() < 0.5;
        blocks.list.iter().position(|b| tree.holds(self.node, b.first) && is_text(b))
    }

    /// The furniture inside the body that a block stands in.
    pub fn aside(&self, tree: &Tree, block: &PageBlock) -> Option<usize> {
        let aside = self.aside.get(block.node).copied().flatten()? as usize;
        // The body itself may lie in what calls itself furniture.
        (!tree.holds(aside, self.node)).then_some(aside)
    }
}

/// How many elements that call themselves the body begin before each node.
fn bodies_before(tree: &Tree, hints: &[Hints]) -> Vec<u32> {
    let mut count = 0;
    let mut before = vec![0];
    for (node, own) in tree.nodes.iter().zip(hints) {
        count += u32::from(own.has(Hints::BODY) && node.tag != Tag::Body);
        before.push(count);
    }
    before
}

/// How much running text a block is.
fn weight(tree: &Tree, block: &PageBlock) -> f32 {
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
    fn new(tree: &Tree, blocks: &Blocks, weigh: impl Fn(&PageBlock) -> f32) -> Weights {
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

/// What the size of furniture is judged by.
struct Sums<'w> {
    /// Elements that call themselves the body: how many begin before each node.
    bodies: Vec<u32>,
    text: &'w Weights,
    letters: &'w Weights,
    linked: &'w Weights,
}

/// Letters that a body inside something named for furniture has at least; less may be a card of another story.
const CARD: f32 = 120.0;

impl Sums<'_> {
    /// Whether an element named for its place on the page, as a grid with a sidebar is, holds a body that is no list of links.
    fn holds_named_body(&self, tree: &Tree, n: usize, own: Hints) -> bool {
        let place = Hints::RELATED.with(Hints::NAV).with(Hints::ASIDE).with(Hints::PAYWALL);
        let is_place = !own.has(Hints::FURNITURE.without(place)) && !matches!(tree.nodes[n].tag, Tag::Nav | Tag::Footer);
        let letters = self.letters.of(tree, n);
        let bodies = self.bodies[tree.nodes[n].end as usize] - self.bodies[n];
        is_place && bodies > 0 && letters >= CARD && self.linked.of(tree, n) < 0.15 * letters
    }

    /// Whether an element that calls itself furniture is too much of the page to be that.
    fn is_text_after_all(&self, tree: &Tree, n: usize, own: Hints) -> bool {
        let share = self.text.of(tree, n) / self.text.total().max(1.0);
        if self.holds_named_body(tree, n, own) {
            return true;
        }
        let names_nothing_else = |hint: Hints| !own.has(Hints::FURNITURE.without(hint));
        let is_furniture_by_tag = matches!(tree.nodes[n].tag, Tag::Nav | Tag::Footer | Tag::Dialog | Tag::Menu | Tag::Button | Tag::Label);
        let (letters, linked) = (self.letters.of(tree, n), self.linked.of(tree, n));
        match () {
            () if names_nothing_else(Hints::PAYWALL) => share > WALLED,
            // Boxes of other stories are made of links.
            () if names_nothing_else(Hints::RELATED.with(Hints::MEDIA).with(Hints::NAV))
                && !is_furniture_by_tag
                && letters > 400.0
                && linked < 0.15 * letters =>
            {
                share > WALLED
            }
            () if own.has(Hints::COMMENTS) => share >= TOO_MUCH_COMMENT,
            () => share >= TOO_MUCH,
        }
    }
}

/// For every element the nearest furniture at or around it.
fn asides(tree: &Tree, hints: &[Hints], sums: &Sums<'_>) -> Vec<Option<u32>> {
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
        // A paragraph is text, unless it says that it is about its author or unseen.
        let is_paragraph = tree.nodes[n].tag == Tag::P && !own.has(Hints::BIO.with(Hints::NEWSLETTER).with(Hints::HIDDEN));
        let is_frame = is_paragraph || matches!(tree.nodes[n].tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article) || holds_headline[n];
        let is_named = own.has(Hints::FURNITURE) && !own.has(Hints::BODY) && !is_frame;
        aside[n] = if is_named && !sums.is_text_after_all(tree, n, own) { Some(n as u32) } else { aside[parent] };
    }
    aside
}

/// The element that calls itself the body and holds most running text. Of two that lie in one another the inner one is believed, unless it
/// is a small part; where several of one name share the text, it is the element around them.
fn named(tree: &Tree, hints: &[Hints], weights: &Weights, aside: &[Option<u32>]) -> Option<usize> {
    let bodies: Vec<usize> =
        (1..tree.nodes.len()).filter(|n| hints[*n].has(Hints::BODY) && aside[*n].is_none() && tree.nodes[*n].tag != Tag::Body).collect();
    let mut best: Option<usize> = None;
    for n in bodies.iter().copied() {
        let own = weights.of(tree, n);
        let is_better = best.is_none_or(|b| own > if tree.holds(b, n) { INNER * weights.of(tree, b) } else { weights.of(tree, b) });
        best = if is_better { Some(n) } else { best };
    }
    let best = best?;
    let name = tree.attribute(best, AttributeName::Class);
    let alike = || bodies.iter().copied().filter(|n| tree.attribute(*n, AttributeName::Class) == name);
    let (first, last) = (alike().next()?, alike().next_back()?);
    let shared: f32 = alike().filter(|n| !tree.holds(best, *n) || *n == best).map(|n| weights.of(tree, n)).sum();
    let whole = match shared > SHARED * weights.of(tree, best) {
        true => std::iter::once(first).chain(tree.around(first)).find(|n| tree.holds(*n, last)).unwrap_or(best),
        false => best,
    };
    let own = weights.of(tree, whole);
    (own > 0.0 && own >= BELIEVED * weights.total()).then_some(whole)
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
