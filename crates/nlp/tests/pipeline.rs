//! The whole pipeline gives what spaCy 3.8 gives with the same model, and gives it in any batch and for any text.
//!
//! The expected values are in `fixtures/pipeline.jsonl`, see `fixtures/make_pipeline.py`.

#![cfg(feature = "embedded")]

use std::sync::LazyLock;

use newsgrain_nlp::{Components, Doc, Model, Workspace};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Debug, Deserialize, PartialEq)]
struct Expected {
    tokens: Vec<String>,
    tags: Vec<String>,
    pos: Vec<String>,
    morphs: Vec<String>,
    lemmas: Vec<String>,
    heads: Vec<u32>,
    deps: Vec<String>,
    sentence_starts: Vec<bool>,
    entities: Vec<(u32, u32, String)>,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::embedded().expect("the embedded model is whole"));

fn texts() -> Vec<&'static str> {
    include_str!("fixtures/pipeline_texts.txt").lines().collect()
}

fn analyse(texts: &[&str]) -> Vec<Doc> {
    MODEL.pipe(texts, Components::default(), &mut Workspace::default())
}

fn with_names(text: &str, doc: &Doc) -> Expected {
    let tokens = 0..doc.len();
    Expected {
        tokens: tokens.clone().map(|token| text[doc.span(token)].to_owned()).collect(),
        tags: doc.tags.iter().map(|tag| MODEL.tag_names()[tag.index()].clone()).collect(),
        pos: doc.pos.iter().map(|pos| pos.name().to_owned()).collect(),
        morphs: doc.morphs.iter().map(|&morph| MODEL.morph_text(morph).to_owned()).collect(),
        lemmas: tokens.filter_map(|token| doc.lemma(token)).map(str::to_owned).collect(),
        heads: doc.heads.clone(),
        deps: doc.deps.iter().map(|dep| MODEL.dep_names()[dep.index()].clone()).collect(),
        sentence_starts: doc.sentence_starts.clone(),
        entities: doc.entities.iter().map(|e| (e.start, e.end, MODEL.entity_names()[e.label.index()].clone())).collect(),
    }
}

#[test]
fn the_results_are_those_of_spacy() {
    let texts = texts();
    let expected: Vec<Expected> =
        include_str!("fixtures/pipeline.jsonl").lines().map(|line| serde_json::from_str(line).expect("a record")).collect();
    assert_eq!(texts.len(), expected.len());
    for ((text, doc), expected) in texts.iter().zip(analyse(&texts)).zip(expected) {
        assert_eq!(with_names(text, &doc), expected, "{text}");
    }
}

#[test]
fn skipped_components_leave_their_columns_empty() {
    let none = Components { tagger: false, parser: false, lemmas: false, entities: false };
    let doc = MODEL.analyse("Ana Reyes resigned.", none, &mut Workspace::default());
    assert_eq!(doc.len(), 4);
    assert!(doc.tags.is_empty() && doc.heads.is_empty() && doc.entities.is_empty() && doc.lemma(0).is_none());
    let names = Components { entities: true, ..none };
    let doc = MODEL.analyse("Ana Reyes resigned.", names, &mut Workspace::default());
    assert_eq!(doc.entities.len(), 1);
}

#[test]
fn a_workspace_forgets_nothing_that_matters() {
    let texts = texts();
    let mut used = Workspace::default();
    let first = MODEL.pipe(&texts, Components::default(), &mut used);
    // More new words than a workspace keeps.
    let words: Vec<String> = (0..20_000).map(|number| format!("w{number}")).collect();
    let names = Components { tagger: false, parser: false, lemmas: false, entities: true };
    MODEL.pipe(&[words.join(" ").as_str()], names, &mut used);
    assert_eq!(MODEL.pipe(&texts, Components::default(), &mut used), first);
}

#[test]
fn any_text_gives_columns_of_one_length() {
    let long_word = "a".repeat(300_000);
    let long_line = "Nobody knows. ".repeat(4_000);
    let odd = [
        "",
        " ",
        "\n\n\n",
        "\u{0}\u{1}\u{2}",
        "😀😀😀👩‍👩‍👧 🇺🇦",
        "\u{202e}نص عربي\u{202c} 漢字かな交じり文",
        "e\u{301}\u{301}\u{301}\u{200b}\u{feff}",
        &long_word,
        &long_line,
        "((((((((((((((((((((((((((((((",
        "''''''''\"\"\"\"\"\"``````",
    ];
    for (text, doc) in odd.iter().zip(analyse(&odd)) {
        check(text, &doc);
    }
}

/// What holds for every document.
fn check(text: &str, doc: &Doc) {
    let count = doc.len();
    for length in [doc.tags.len(), doc.pos.len(), doc.heads.len(), doc.deps.len(), doc.sentence_starts.len(), doc.norms.len()] {
        assert_eq!(length, count);
    }
    let mut end = 0;
    for token in 0..count {
        let span = doc.span(token);
        assert!(span.start >= end && span.start < span.end && text.is_char_boundary(span.end), "{span:?}");
        end = span.end;
        assert!((doc.heads[token] as usize) < count);
        assert!(doc.lemma(token).is_some());
    }
    if count > 0 {
        assert!(doc.sentence_starts[0]);
        assert_eq!(doc.sentences().map(|sentence| sentence.len()).sum::<usize>(), count);
    }
    let mut last = 0;
    for entity in &doc.entities {
        assert!(entity.start >= last && entity.start < entity.end && entity.end as usize <= count);
        last = entity.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_text_gives_the_same_in_any_company(order in proptest::collection::vec(0usize..40, 1..60)) {
        let texts = texts();
        let alone: Vec<Doc> = texts.iter().flat_map(|text| analyse(&[text])).collect();
        let together: Vec<&str> = order.iter().map(|&index| texts[index]).collect();
        for (&index, doc) in order.iter().zip(analyse(&together)) {
            prop_assert_eq!(&doc, &alone[index]);
        }
    }

    #[test]
    fn no_text_is_too_odd(text in "\\PC{0,80}|[ -~\\n\\t]{0,120}|(?s).{0,60}") {
        for doc in analyse(&[&text]) {
            check(&text, &doc);
        }
    }
}
