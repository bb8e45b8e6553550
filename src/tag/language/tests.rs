//! Tests of the tagger: pieces of long texts, and what a model gives.

use super::*;
use crate::document::{Format, GivenMetadata, NameLabel, PartOfSpeech, RawDocument, Relation};
use crate::extract::Extractor;

const TEXT: &str = "Barges wait at Tullen lock\n\nThe lock keeper, Marta Oduya, said on Tuesday that 14 barges had been waiting since dawn.\n\n\
They moved again by noon.\n";

fn extracted(text: &str, read_bytes: usize) -> TaggedArticle {
    let mut extractor = Extractor::default();
    extractor.tag.language.read_bytes = read_bytes;
    let raw = RawDocument::new("barges.txt", Format::Text, text.as_bytes().to_vec(), GivenMetadata::default());
    extractor.extract(raw).expect("the text is an article")
}

fn token(article: &TaggedArticle, word: &str) -> usize {
    let at = article.text().find(word).expect("the word is there");
    article.syntax.token_at(at as u32).expect("a word is no white space")
}

#[test]
fn the_parse_says_who_did_what() {
    let article = extracted(TEXT, DEFAULT_READ_BYTES);
    let said = token(&article, "said");
    assert_eq!(article.syntax.lemma(said), "say");
    assert_eq!(article.syntax.pos(said), Some(PartOfSpeech::Verb));
    let subject = article.syntax.subject_of(said).expect("a subject");
    assert_eq!(article.syntax.span(subject).of(article.text()), "keeper");
    let counted = token(&article, "14");
    assert_eq!(article.syntax.relation(counted), Some(Relation::Nummod));
    assert_eq!(article.syntax.head(counted).map(|head| article.syntax.lemma(head)), Some("barge"));
    let names: Vec<_> = article.syntax.names().iter().map(|n| (n.span.of(article.text()), n.label)).collect();
    assert!(names.contains(&("Marta Oduya", NameLabel::Person)), "{names:?}");
    assert!(names.contains(&("Tuesday", NameLabel::Date)), "{names:?}");
}

#[test]
fn no_sentence_crosses_the_edge_of_a_block() {
    let article = extracted(TEXT, DEFAULT_READ_BYTES);
    for (_, _, block) in article.article.text_blocks() {
        let tokens = article.syntax.tokens_in(block);
        assert!(article.syntax.starts_sentence(tokens.start));
        for n in tokens.clone() {
            assert!(article.syntax.head(n).is_none_or(|head| tokens.contains(&head)));
        }
    }
}

/// The sentences of a text under a headline.
fn sentences(text: &str) -> Vec<String> {
    let article = extracted(&format!("Ferry talks open\n\n{text}\n"), DEFAULT_READ_BYTES);
    article.sentences.iter().skip(1).map(|s| s.span.of(article.text()).to_owned()).collect()
}

#[test]
fn the_parse_ends_sentences_where_an_abbreviation_leaves_it_open() {
    let text = "The two sides met on Tuesday in Washington, D.C. Negotiators hope to end the strike at Acme Corp. Delta Line by Friday.";
    assert_eq!(
        sentences(text),
        ["The two sides met on Tuesday in Washington, D.C.", "Negotiators hope to end the strike at Acme Corp. Delta Line by Friday."]
    );
    assert_eq!(sentences("The board named B. Olaf Odell to the post."), ["The board named B. Olaf Odell to the post."]);
}

#[test]
fn the_parse_ends_sentences_before_small_letters_and_after_asides() {
    assert_eq!(
        sentences("the pier was shut all day yesterday. nobody told us why they had done it."),
        ["the pier was shut all day yesterday.", "nobody told us why they had done it."]
    );
    assert_eq!(
        sentences("We waited for an hour. (Laughter) The crane never came."),
        ["We waited for an hour.", "(Laughter)", "The crane never came."]
    );
}

#[test]
fn how_much_is_read_at_once_changes_nothing_where_no_block_is_cut() {
    let whole = extracted(TEXT, DEFAULT_READ_BYTES);
    assert_eq!(whole, extracted(TEXT, 128));
}

#[test]
fn what_a_thread_met_before_changes_nothing() {
    let first = extracted(TEXT, DEFAULT_READ_BYTES);
    extracted("Ferries idle\n\nNothing sailed from Corvane on Tuesday, said Marta Oduya.\n", DEFAULT_READ_BYTES);
    assert_eq!(first, extracted(TEXT, DEFAULT_READ_BYTES));
    let text = TEXT.to_owned();
    let elsewhere = std::thread::spawn(move || extracted(&text, DEFAULT_READ_BYTES)).join().expect("it ends");
    assert_eq!(first, elsewhere);
}

#[test]
fn a_file_that_is_no_model_is_refused() {
    assert!(LanguageModel::from_bytes(b"no model").is_err());
}

#[test]
fn without_the_tagger_the_rules_work_alone() {
    let extractor = Extractor { tag: crate::tag::Options::rules(), ..Extractor::default() };
    let raw = RawDocument::new("barges.txt", Format::Text, TEXT.as_bytes().to_vec(), GivenMetadata::default());
    let article = extractor.extract(raw).expect("the text is an article");
    assert!(article.syntax.is_empty());
    assert!(article.mentions.iter().any(|m| m.span.of(article.text()) == "Marta Oduya"));
    assert!(!article.sentences.is_empty());
}
