//! Tagger `quotes`: who is quoted, with which words, by whose account.
//!
//! In: sentences, tokens, mentions and dates. Out: `quotes`, in reading order, each with the rule that decided. Never says who "he" is
//! (linking does), and never changes the text.
//!
//! The rooms, each of which knows only those before it: [`sentence`] reads the article as words with parts, reporting verbs and their
//! subjects; [`reported`] finds reported clauses; [`marked`] gives every quotation a kind and a speaker; [`labelled`] takes interviews,
//! headlines and posts, where a label says who speaks; [`rows`] puts everything together.

mod labelled;
mod marked;
mod reported;
mod rows;
mod rule;
mod sentence;

#[cfg(test)]
mod tests;

pub use rule::{Listed, QuoteRule, Requires};

use crate::document::{BLOCK_QUOTATION, Role, TaggedArticle};
use crate::error::Flag;
use crate::work::Budget;

/// Steps of work to find marks, items and cues in one byte of text.
const BYTE_STEPS: usize = 10;

/// Every rule of the table, each once.
pub fn rules() -> Vec<Listed> {
    let marked = marked::rules::RULES.iter().map(QuoteRule::listed).chain([marked::rules::UNATTRIBUTED.listed()]);
    let reported = reported::rules::RULES.iter().map(QuoteRule::listed);
    let nouns = [reported::around::AROUND_QUOTE, reported::nouns::NOUN, reported::nouns::NOUN_OBJECT];
    let labelled = [labelled::turns::TURN, labelled::turns::HEADLINE, labelled::social::POST];
    let single = nouns.into_iter().chain(labelled).map(|rule| rule.listed());
    marked.chain(reported).chain(single).chain([rows::assemble::IN_CLAUSE]).collect()
}

/// Every rule with which the parse corrects the subject of a reporting verb, by name and example. They stand in no column.
pub fn corrections() -> Vec<(&'static str, &'static str)> {
    sentence::subjects::rules()
}

/// Marks the paragraphs of block quotations that follow a colon, or another such paragraph. Of those that nothing leads to, pages make boxes,
/// letters and poems as well: they are nobody's.
fn set_off(article: &TaggedArticle, paragraphs: &mut [sentence::marks::Paragraph]) {
    for n in 1..paragraphs.len() {
        let before = paragraphs[n - 1];
        let is_quotation = article.article.blocks.get(paragraphs[n].block).is_some_and(|b| b.rule.0 == BLOCK_QUOTATION);
        paragraphs[n].set_off = is_quotation && (before.set_off || before.span.of(article.text()).trim_end().ends_with(':'));
    }
}

/// Fills `article.quotes`.
pub fn tag(article: &mut TaggedArticle, budget: &Budget) {
    let mut paragraphs: Vec<sentence::marks::Paragraph> = article
        .article
        .text_blocks()
        .filter(|(_, b, _)| b.role != Role::SocialPost)
        .map(|(block, b, span)| sentence::marks::Paragraph { block, span, role: b.role, set_off: false })
        .collect();
    set_off(article, &mut paragraphs);
    if !budget.charge(BYTE_STEPS * article.text().len()) {
        return;
    }
    let marked = sentence::marks::find(article.text(), &paragraphs);
    let quotes = rows::assemble::quotes(article, &marked, budget);
    if marked.iter().any(|m| m.ending == sentence::marks::Ending::Missing) {
        article.article.flag(Flag::UnclosedQuote);
    }
    article.quotes = quotes;
}
