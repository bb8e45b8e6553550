//! The parse of an article, a line a token.
//!
//! In: the article's syntax. Out: text. Never anything where no model ran.

use std::fmt::Write;

use super::paper::Paper;
use crate::document::{PennTag, Relation, TaggedArticle};
use crate::visible::visible;

/// What the language model says: its sentences, each token with lemma, parts of speech, relation and head, and its names.
pub fn render_parse(article: &TaggedArticle) -> String {
    let (syntax, text) = (&article.syntax, article.text());
    let mut out = Paper::default();
    for sentence in syntax.sentences() {
        let span = syntax.span(sentence.start).cover(syntax.span(sentence.end - 1));
        out.end_line();
        // Writing to paper cannot fail.
        let _ = write!(out, "parse  {}", span.of(text).split_whitespace().collect::<Vec<_>>().join(" "));
        out.end_line();
        for token in sentence.clone() {
            let (Some(row), word) = (syntax.get(token), syntax.span(token).of(text)) else { continue };
            if row.tag == PennTag::Sp {
                continue;
            }
            let head = if row.relation == Relation::Root { "" } else { syntax.span(row.head as usize).of(text) };
            // Made visible before it is padded, so that the columns stand.
            let (word, lemma) = (visible(word), visible(row.lemma));
            let names = (word, lemma, row.pos.name(), row.tag.name(), row.relation.name());
            let _ = write!(out, "  {:<18} {:<16} {:<6} {:<6} {:<10} {head}", names.0, names.1, names.2, names.3, names.4);
            out.end_line();
        }
        for name in syntax.names().iter().filter(|n| sentence.contains(&(n.from as usize))) {
            let _ = write!(out, "  {}: {}", name.label.name(), name.span.of(text));
            out.end_line();
        }
    }
    out.into_text()
}

#[cfg(test)]
mod tests {
    use crate::document::{Format, GivenMetadata, RawDocument};
    use crate::extract::Extractor;
    use crate::tag;

    #[test]
    fn without_a_model_there_is_nothing_to_show() {
        let raw = RawDocument::new("a.txt", Format::Text, b"Barges wait\n\nThe lock is shut.".to_vec(), GivenMetadata::default());
        let extractor = Extractor { tag: tag::Options::rules(), ..Extractor::default() };
        assert_eq!(super::render_parse(&extractor.extract(raw).expect("the text is not empty")), "");
    }

    #[cfg(feature = "language")]
    #[test]
    fn every_token_has_its_line() {
        let raw =
            RawDocument::new("a.txt", Format::Text, b"Lock news\n\nThe lock keeper closed two gates.".to_vec(), GivenMetadata::default());
        let parse = super::render_parse(&Extractor::default().extract(raw).expect("the text is not empty"));
        let line = parse.lines().find(|l| l.trim_start().starts_with("gates")).expect("the token is shown");
        assert_eq!(line.split_whitespace().collect::<Vec<_>>(), ["gates", "gate", "NOUN", "NNS", "dobj", "closed"]);
    }
}
