//! Tagger `sentences`: tokens and sentences of every block of the text.
//!
//! In: the blocks of the text. Out: `tokens` (every character but white space lies in one) and `sentences` (they tile the tokens of a
//! block). Never changes the text, and never lets a sentence run over the end of a block.
//!
//! The language model has tokens and sentences of its own, in `syntax`. Its sentences decide where the words leave it open: behind an
//! abbreviation that may end a sentence or not ("in Washington, D.C. Thousands came"). Elsewhere the rules stand: on 99 news articles both
//! agree on 98 of 100 beginnings, and of 56 disagreements read, nearly all of those that only the parser saw were wrong ("Staff Sgt. |
//! Kurt", "fell 5%, | Delta") and nearly all that only these rules saw were right (behind an ellipsis, before "— Name").
//!
//! `tokens.rs` cuts, `boundaries.rs` decides where sentences end; the words both rely on are in [`crate::lexicon::words`].

mod boundaries;
mod tokens;

use crate::document::{Sentence, TaggedArticle};
use crate::span::Span;

/// Fills `article.sentences` and `article.tokens`.
pub fn tag(article: &mut TaggedArticle) {
    let text = &article.article.text;
    // One token takes about five bytes of news prose; a little room spares the growing.
    let mut tokens = Vec::with_capacity(text.len() / 5 + 8);
    let mut sentences = Vec::with_capacity(text.len() / 120 + 4);
    for (block, _, span) in article.article.text_blocks() {
        let first = tokens.len();
        tokens::tokenise(text, span, &mut tokens);
        boundaries::for_each_sentence(text, &tokens, &article.syntax, first, |range| {
            if let (Some(a), Some(b)) = (tokens.get(range.start), tokens.get(range.end - 1)) {
                sentences.push(Sentence { span: Span { start: a.span.start, end: b.span.end }, block, tokens: range });
            }
        });
    }
    article.tokens = tokens;
    article.sentences = sentences;
}

#[cfg(test)]
mod tests;
