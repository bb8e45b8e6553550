//! The article's text as the page repeats it for search engines, used to tell which blocks are the article.
//!
//! In: `articleBody` of JSON-LD, and the blocks. Out: [`Guide`]: which blocks stand in that text. Never becomes text itself, for its words
//! have no place among the page's elements; one that is cut short, or that the page does not show, is not followed.

use super::blocks::Blocks;
use super::tree::Tree;
use crate::text::{clean, skeleton};

/// Letters and digits that a repeated text must have to guide.
const SHORTEST: usize = 500;
/// The share of the repeated text that must be found in blocks.
const FOUND: f32 = 0.7;
/// Blocks of fewer words are not looked for: they stand in any text.
const FEWEST_WORDS: u32 = 5;

/// Which blocks stand in the repeated text.
#[derive(Debug)]
pub struct Guide {
    /// By block.
    pub inside: Vec<bool>,
    first: usize,
    last: usize,
}

impl Guide {
    /// Looks the blocks up in the repeated text; none where it cannot guide.
    pub fn new(page: &str, blocks: &Blocks, body: &str) -> Option<Guide> {
        let clean = clean::fragment(body);
        let whole = skeleton(&without_tags(&clean));
        if whole.len() < SHORTEST {
            return None;
        }
        let mut inside = vec![false; blocks.list.len()];
        let (mut found, mut shown) = (0, 0);
        for (n, block) in blocks.list.iter().enumerate().filter(|(_, b)| b.words >= FEWEST_WORDS) {
            let words = skeleton(&clean::fragment(&blocks.words(page, block)));
            if !words.is_empty() && whole.contains(&words) {
                inside[n] = true;
                found += words.len();
            }
            shown += words.len();
        }
        let is_whole = found as f32 >= FOUND * whole.len() as f32 && found <= whole.len() * 2 && shown > 0;
        let first = inside.iter().position(|i| *i)?;
        let last = inside.iter().rposition(|i| *i)?;
        is_whole.then_some(Guide { inside, first, last })
    }

    /// Whether a block stands between the first and the last one found.
    pub fn spans(&self, block: usize) -> bool {
        self.first <= block && block <= self.last
    }

    /// The smallest element around the blocks found.
    pub fn container(&self, tree: &Tree, blocks: &Blocks) -> Option<usize> {
        let (first, last) = (blocks.list.get(self.first)?.node, blocks.list.get(self.last)?.node);
        std::iter::once(first).chain(tree.around(first)).find(|n| tree.holds(*n, last))
    }
}

/// A text in which a page left its tags.
fn without_tags(text: &str) -> String {
    if !text.contains("</") && !text.contains("<p") {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                kept.push(' ');
            }
            c if !inside => kept.push(c),
            _ => {}
        }
    }
    kept
}
