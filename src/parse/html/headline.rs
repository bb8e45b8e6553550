//! The headline: where it stands on the page, and its words.
//!
//! In: headings of the page and the headlines that its head gives. Out: [`Headline`]. Never takes the outlet's name for a headline.

use super::blocks::Blocks;
use super::hints::Hints;
use super::metadata::PageStatements;
use super::tag::Tag;
use super::tree::Tree;
use crate::document::{Metadata, MetadataField, Rule};
use crate::text::{clean, skeleton};

/// What was chosen.
#[derive(Debug, Default)]
pub struct Headline {
    /// The block that shows it.
    pub block: Option<usize>,
    /// Its words, where they are not simply the block's.
    pub words: Option<(String, Rule)>,
    /// What the head of the page says, for the record.
    pub others: Vec<Metadata>,
}

/// A heading of the page that may be the headline.
struct HeadlineCandidate {
    block: usize,
    words: String,
    key: String,
    score: i32,
}

/// Words of a headline that nothing else confirms, at the most.
const LONGEST_USUAL: u32 = 28;
/// Words of a headline at the most.
const MOST_WORDS: u32 = 45;

/// Chooses the headline: a heading of the page that the head of the page confirms, else what the head says.
pub fn choose(page: &str, tree: &Tree, hints: &[Hints], blocks: &Blocks, body_start: usize, found: &PageStatements) -> Headline {
    let outlet = found.outlet().map(skeleton).unwrap_or_default();
    let given: Vec<(String, String, &'static str)> = found
        .headlines
        .iter()
        .map(|(words, rule)| (clean::fragment(words), *rule))
        .filter(|(words, _)| !words.is_empty())
        .map(|(words, rule)| (skeleton(&words), words, rule))
        .collect();
    let statement = |(n, (_, words, rule)): (usize, &(String, String, &'static str))| Metadata {
        field: MetadataField::Headline,
        value: words.clone(),
        rule: Rule(rule),
        rank: 2 + n as u16,
    };
    let others = given.iter().enumerate().map(statement).collect();
    let mut candidates = candidates(page, tree, hints, blocks, body_start);
    for candidate in &mut candidates {
        candidate.score += given.iter().map(|(key, _, _)| agreement(&candidate.key, key)).max().unwrap_or(0);
        candidate.score -= if candidate.key == outlet { 8 } else { 0 };
    }
    let best = candidates.into_iter().max_by(|a, b| a.score.cmp(&b.score).then(b.block.cmp(&a.block))).filter(|c| c.score >= 4);
    let surest = given.into_iter().find(|(_, words, _)| words.split_whitespace().count() >= 2);
    match (best, surest) {
        (Some(best), _) => Headline { block: Some(best.block), words: Some((best.words, Rule("headline_element"))), others },
        (None, Some((_, words, rule))) => Headline { block: None, words: Some((words, Rule(rule))), others },
        (None, None) => Headline { others, ..Headline::default() },
    }
}

/// How far a heading and a headline of the head agree: the head's often has the outlet after it.
fn agreement(heading: &str, given: &str) -> i32 {
    match () {
        () if heading.is_empty() || given.is_empty() => 0,
        () if heading == given => 6,
        () if heading.len() >= 12 && (given.starts_with(heading) || heading.starts_with(given) && given.len() >= 12) => 5,
        () if heading.len() >= 12 && given.contains(heading) => 4,
        () => 0,
    }
}

fn candidates(page: &str, tree: &Tree, hints: &[Hints], blocks: &Blocks, body_start: usize) -> Vec<HeadlineCandidate> {
    let mut found = Vec::new();
    for (n, block) in blocks.list.iter().enumerate().filter(|(_, b)| b.words <= MOST_WORDS) {
        let around = || std::iter::once(block.node).chain(tree.around(block.node)).take(4);
        let level = around().find_map(|a| Some(tree.nodes[a].tag).filter(|t| t.is_heading()));
        let is_named = around().take(2).any(|a| hints[a].has(Hints::HEADLINE));
        let mut score = match level {
            Some(Tag::H1) => 5,
            Some(Tag::H2) => 1,
            _ if is_named => 1,
            _ => continue,
        };
        score += i32::from(is_named);
        score -= if block.words < 2 { 3 } else { 0 };
        // So many words are a summary set as a heading; the head of the page may still confirm it.
        score -= if block.words > LONGEST_USUAL { 3 } else { 0 };
        score -= if around().any(|a| hints[a].has(Hints::RELATED.with(Hints::NAV))) { 3 } else { 0 };
        score -= if block.first > body_start { 1 } else { 0 };
        let words = clean::fragment(&blocks.words(page, block));
        let key = skeleton(&words);
        found.push(HeadlineCandidate { block: n, words, key, score });
    }
    found
}
