//! Runs `corpus.toml`, and shows what [`super::resolve`] and [`super::details`] answer.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::details;
use crate::document::{Format, Gender, GivenMetadata, RawDocument, TaggedArticle, Unclear};
use crate::tag;
use crate::work::Budget;
use crate::{normalise, parse};

#[derive(Deserialize)]
struct Corpus {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    #[serde(default)]
    entities: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    unresolved: Vec<String>,
}

fn linked(text: &str) -> TaggedArticle {
    let raw = RawDocument::new("case.txt", Format::Text, format!("it came to pass\n\n{text}").into(), GivenMetadata::default());
    let parsed = parse::parse(raw, &parse::Options::default()).expect("the case has a text");
    let mut article = TaggedArticle::untagged(normalise::normalise(parsed, &normalise::Options::default()).expect("the case has a body"));
    tag::tag(&mut article, &tag::Options::rules(), &Budget::default());
    super::link(&mut article, &Budget::default());
    article
}

#[test]
fn every_case_gives_its_entities() {
    let corpus: Corpus = toml::from_str(include_str!("corpus.toml")).expect("corpus.toml");
    let mut faults = Vec::new();
    for case in &corpus.case {
        let article = linked(&case.text);
        let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for mention in &article.mentions {
            let id = mention.entity.map_or("none", |e| article.entities[e].id.as_str());
            found.entry(id).or_default().push(mention.span.of(article.text()));
        }
        for (id, mentions) in &case.entities {
            if found.get(id.as_str()).map(Vec::as_slice) != Some(&mentions.iter().map(String::as_str).collect::<Vec<_>>()) {
                faults.push(format!("{}\n  {id}: expected {mentions:?}\n  found {found:?}", case.text));
            }
        }
        for words in &case.unresolved {
            if !found.get("none").is_some_and(|none| none.contains(&words.as_str())) {
                faults.push(format!("{}\n  {words} must stay unresolved\n  found {found:?}", case.text));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_pronoun_tells_the_gender_of_whom_it_stands_for() {
    let article = linked("Defense Minister Vera Moss said the head of the office had gone. \"I saw it,\" she said.");
    let moss = article.entities.iter().find(|e| e.id == "person/vera-moss").expect("she is there");
    assert_eq!(moss.gender, Gender::Female);
}

#[test]
fn details_come_from_the_gazetteers_alone() {
    let ukraine = details("place/ukraine").expect("a country");
    assert_eq!((ukraine.iso_code.as_deref(), ukraine.wikidata_id.as_deref()), (Some("UA"), Some("Q212")));
    let kyiv = details("place/kyiv").expect("a capital");
    assert_eq!((kyiv.country_code.as_deref(), kyiv.geonames_id), (Some("UA"), Some(703_448)));
    assert_eq!(details("person/vera-moss"), None);
}

#[test]
fn the_same_article_gives_the_same_entities() {
    let text = "Vera Moss and Moss met in Paris. The minister and Karl Brandt met Brandt's aide in Kyiv.";
    assert_eq!(linked(text), linked(text));
}

/// Why the mention of these words is not clear, and what it may be.
fn doubt<'a>(article: &'a TaggedArticle, words: &str) -> Option<(Unclear, Vec<&'a str>)> {
    let number = article.mentions.iter().position(|m| m.span.of(article.text()) == words).expect("the words are a mention");
    article.doubt(number).map(|d| (d.reason, d.candidates.iter().map(String::as_str).collect()))
}

#[test]
fn what_is_not_clear_has_a_reason_and_its_candidates() {
    let article = linked("Karl Brandt met Luis Duarte. He left early. A policeman saw them at the gate.");
    assert_eq!(doubt(&article, "Karl Brandt"), None);
    assert_eq!(doubt(&article, "A policeman"), Some((Unclear::Indefinite, vec![])));
    assert_eq!(doubt(&article, "them"), Some((Unclear::NotTried, vec![])));

    let article = linked("The storm came on Monday. He had seen worse.");
    assert_eq!(doubt(&article, "He"), Some((Unclear::NothingFits, vec![])));

    let article = linked("President Karl Brandt and President Luis Duarte met. It rained. It snowed. The president was late.");
    let both = vec!["person/karl-brandt", "person/luis-duarte"];
    assert_eq!(doubt(&article, "The president"), Some((Unclear::SeveralFit, both)));

    let article = linked("The ferry from Springfield was late.");
    let (reason, candidates) = doubt(&article, "Springfield").expect("three cities have the name");
    assert_eq!((reason, candidates.len()), (Unclear::SeveralFit, 3));
}
