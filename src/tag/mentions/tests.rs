//! Runs `corpus.toml`: exact words and types, and nothing extra.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::rules::{MODEL_RULES, RULES};
use crate::document::{Format, GivenMetadata, MentionForm, RawDocument, TaggedArticle};
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
    names: Vec<(String, String)>,
    nouns: Option<Vec<String>>,
    #[serde(default)]
    roles: BTreeMap<String, String>,
}

fn tagged(text: &str) -> TaggedArticle {
    // A headline of its own keeps a single paragraph in the body.
    let whole = if text.contains("\n\n") { text.to_owned() } else { format!("it came to pass\n\n{text}") };
    let raw = RawDocument::new("case.txt", Format::Text, whole.into(), GivenMetadata::default());
    let parsed = parse::parse(raw, &parse::Options::default()).expect("the case has a text");
    let mut article = TaggedArticle::untagged(normalise::normalise(parsed, &normalise::Options::default()).expect("the case has a body"));
    tag::sentences::tag(&mut article, &Budget::default());
    super::tag(&mut article, &Budget::default());
    article
}

#[test]
fn every_case_gives_its_mentions_and_no_other() {
    let corpus: Corpus = toml::from_str(include_str!("corpus.toml")).expect("corpus.toml");
    let mut faults = Vec::new();
    for case in &corpus.case {
        let article = tagged(&case.text);
        let words = |m: &crate::document::Mention| m.span.of(article.text()).to_owned();
        let of_form = |name: bool| {
            article.mentions.iter().filter(move |m| match m.form {
                MentionForm::Nominal => !name,
                MentionForm::Pronoun => false,
                _ => name,
            })
        };
        let names: Vec<_> = of_form(true).map(|m| (words(m), m.kind.name().to_owned())).collect();
        if names != case.names {
            faults.push(format!("{}\n  found    {names:?}\n  expected {:?}", case.text, case.names));
        }
        let nouns: Vec<_> = of_form(false).map(words).collect();
        if case.nouns.as_ref().is_some_and(|expected| *expected != nouns) {
            faults.push(format!("{}\n  nouns    {nouns:?}\n  expected {:?}", case.text, case.nouns));
        }
        for (name, role) in &case.roles {
            let found = of_form(true).find(|m| words(m) == *name).and_then(|m| m.role).map(|r| r.of(article.text()).to_owned());
            if found.as_deref() != Some(role) {
                faults.push(format!("{}\n  role of {name}: {found:?}, expected {role:?}", case.text));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn pronouns_are_mentions_of_their_own_form() {
    let article = tagged("Vera Moss said she would tell them.");
    let pronouns: Vec<_> = article.mentions.iter().filter(|m| m.form == MentionForm::Pronoun).map(|m| m.span.of(article.text())).collect();
    assert_eq!(pronouns, ["she", "them"]);
}

#[test]
fn every_rule_decides_a_mention_of_its_example_and_is_listed_once() {
    let names: Vec<&str> = RULES.iter().chain(MODEL_RULES).map(|(name, _)| *name).collect();
    assert!(names.iter().enumerate().all(|(n, name)| !names[..n].contains(name)), "{names:?}");
    let mut wrong = Vec::new();
    for (rule, example) in RULES {
        let found: Vec<_> = tagged(example).mentions.iter().map(|m| m.rule.0).collect();
        if !found.contains(rule) {
            wrong.push(format!("{rule} in “{example}”: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[cfg(feature = "language")]
#[test]
fn every_rule_of_the_model_decides_a_mention_of_its_example() {
    let mut wrong = Vec::new();
    for (rule, example) in MODEL_RULES {
        let raw = RawDocument::new("case.txt", Format::Text, format!("it came to pass\n\n{example}").into(), GivenMetadata::default());
        let article = crate::extract::Extractor::default().extract(raw).expect("the case has a text");
        let found: Vec<_> = article.mentions.iter().map(|m| (m.span.of(article.text()), m.rule.0)).collect();
        if !found.iter().any(|(_, name)| name == rule) {
            wrong.push(format!("{rule} in “{example}”: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_mention_of_the_corpus_names_a_listed_rule() {
    let corpus: Corpus = toml::from_str(include_str!("corpus.toml")).expect("corpus.toml");
    for mention in corpus.case.iter().flat_map(|case| tagged(&case.text).mentions) {
        assert!(RULES.iter().any(|(rule, _)| *rule == mention.rule.0), "{} is not listed", mention.rule.0);
    }
}
