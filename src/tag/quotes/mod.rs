//! Tagger `quotes`: who is quoted, with which words, by whose account.
//!
//! In: sentences, tokens, mentions and dates. Out: `quotes`, in reading order, each with the rule that decided. Never says who "he" is
//! (linking does), and never changes the text.
//!
//! The way: [`marks`] pairs quotation marks; [`items`] reads the article as words with parts, each quotation one item; [`cues`] finds
//! reporting verbs and their subjects, with the help of [`parse`] where a model ran; [`rules`] gives every quotation a kind and a speaker; [`indirect`] finds reported clauses;
//! [`social`] takes embedded posts; [`turns`] reads interviews whose speakers stand before a colon; [`details`] adds addressee, channel, relay and day.

mod assemble;
mod beside;
mod clauses;
mod cues;
mod details;
mod elsewhere;
mod extent;
mod governed;
mod indirect;
mod items;
mod marks;
mod nouns;
mod parse;
mod phrases;
mod relayed;
mod rules;
mod shape;
mod social;
mod sources;
mod stances;
mod turns;
mod vocabulary;

#[cfg(test)]
mod tests;

use crate::document::{Role, TaggedArticle};
use crate::error::Flag;
use crate::work::Budget;

/// Steps of work to find marks, items and cues in one byte of text.
const BYTE_STEPS: usize = 10;
/// Steps of work to try the rules on a cue.
const CUE_STEPS: usize = 500;
/// Steps of work to try the rules on a quotation.
const QUOTE_STEPS: usize = 500;
/// Steps of work for an item of the sentence that a rule looks through.
const ITEM_STEPS: usize = 4;

/// Fills `article.quotes`.
pub fn tag(article: &mut TaggedArticle, budget: &Budget) {
    let paragraphs: Vec<marks::Paragraph> = article
        .article
        .text_blocks()
        .filter(|(_, b, _)| b.role != Role::SocialPost)
        .map(|(block, b, span)| marks::Paragraph { block, span, role: b.role })
        .collect();
    if !budget.charge(BYTE_STEPS * article.text().len()) {
        return;
    }
    let marked = marks::find(article.text(), &paragraphs);
    let quotes = assemble::quotes(article, &marked, budget);
    if marked.iter().any(|m| m.ending == marks::Ending::Missing) {
        article.article.flag(Flag::UnclosedQuote);
    }
    article.quotes = quotes;
}
