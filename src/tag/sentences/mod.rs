//! Tagger `sentences`: tokens and sentences of every block of the text.

use crate::document::{Sentence, TaggedArticle, Token, TokenKind};
use crate::span::Span;

/// Fills `article.sentences` and `article.tokens`.
pub fn tag(article: &mut TaggedArticle) {
    let blocks: Vec<_> = article.article.text_blocks().map(|(n, _, span)| (n, span)).collect();
    for (block, span) in blocks {
        let first = article.tokens.len();
        let mut at = span.start as usize;
        for word in span.of(&article.article.text).split_inclusive(char::is_whitespace) {
            let inside = Span::new(at, at + word.len()).trimmed(&article.article.text);
            at += word.len();
            if !inside.is_empty() {
                article.tokens.push(Token { span: inside, kind: TokenKind::Word, space_after: true });
            }
        }
        article.sentences.push(Sentence { span, block, tokens: first..article.tokens.len() });
    }
}
