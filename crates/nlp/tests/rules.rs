//! Attribute ruler and lemmatizer give what spaCy 3.8 gives for the same tags and labels; see
//! `fixtures/make_fixtures.py` for where the expected values come from.

use std::collections::BTreeMap;

use newsgrain_nlp::attribute_ruler::{AttributeRuler, Attributes, Columns, Pos, RuleWord, RulerData, RulerError};
use newsgrain_nlp::lemmatizer::{LemmaCache, Lemmatizer, LemmatizerData, LemmatizerError, TableData, is_base_form};
use newsgrain_nlp::tokenizer::lexeme::push_lower;
use newsgrain_nlp::{DepId, TagId};
use serde::Deserialize;

/// Token, tag, label, is space; then tag, label, part of speech, features, lemma.
type Row = (String, String, String, bool, String, String, String, String, String);

#[derive(Deserialize)]
struct Tables {
    index: Vec<String>,
    exceptions: BTreeMap<String, Vec<String>>,
    rules: Vec<(String, String)>,
}

struct Fixture {
    tags: Vec<String>,
    deps: Vec<String>,
    texts: Vec<Vec<Row>>,
}

fn fixture() -> Fixture {
    let mut lines = include_str!("fixtures/rules.jsonl").lines();
    let mut names = || serde_json::from_str(lines.next().expect("two lines of names")).expect("names");
    let (tags, deps) = (names(), names());
    Fixture { tags, deps, texts: lines.map(|line| serde_json::from_str(line).expect("a text")).collect() }
}

/// The rules as a package has them.
fn ruler_package() -> Vec<u8> {
    let rules: serde_json::Value = serde_json::from_str(include_str!("fixtures/ruler.json")).expect("rules");
    rmp_serde::to_vec(&rules).expect("memory")
}

fn lemmatizer() -> Result<Lemmatizer, LemmatizerError> {
    let tables: BTreeMap<String, Tables> = serde_json::from_str(include_str!("fixtures/lemmas.json")).expect("tables");
    let tables = tables.into_iter().map(|(pos, tables)| {
        let pos = Pos::from_name(&pos).expect("a part of speech");
        TableData::new(pos, tables.index, &tables.exceptions, tables.rules)
    });
    Lemmatizer::new(&LemmatizerData { tables: tables.collect::<Result<_, _>>()? })
}

fn label(names: &[String], name: &str) -> u8 {
    let index = names.iter().position(|entry| entry == name).expect("a name of the model");
    u8::try_from(index).expect("few names")
}

fn words(ruler: &AttributeRuler, rows: &[Row]) -> Vec<RuleWord> {
    let mut lower = String::new();
    let mut word = |row: &Row| {
        lower.clear();
        push_lower(&row.0, &mut lower);
        ruler.word(&lower)
    };
    rows.iter().map(&mut word).collect()
}

#[test]
fn tags_become_parts_of_speech_features_and_lemmas_as_in_spacy() {
    let Fixture { tags: tag_names, deps: dep_names, texts } = fixture();
    let data = RulerData::from_package(&ruler_package()).expect("the fixture's rules");
    let data = RulerData::from_bytes(&data.to_bytes().expect("memory")).expect("just written");
    let ruler = AttributeRuler::new(&data, &tag_names, &dep_names).expect("the fixture's rules");
    let lemmatizer = lemmatizer().expect("the fixture's tables");
    let (mut attributes, mut cache) = (Attributes::default(), LemmaCache::default());
    let mut forms = BTreeMap::new();
    let mut count = 0;
    for rows in &texts {
        let mut tags: Vec<_> = rows.iter().map(|row| TagId(label(&tag_names, &row.1))).collect();
        let mut deps: Vec<_> = rows.iter().map(|row| DepId(label(&dep_names, &row.2))).collect();
        let is_space: Vec<_> = rows.iter().map(|row| row.3).collect();
        let words = words(&ruler, rows);
        ruler.apply(Columns { tags: &mut tags, deps: &mut deps, is_space: &is_space, words: &words }, &mut attributes);
        for (index, row) in rows.iter().enumerate() {
            let (pos, morph) = (attributes.pos[index], ruler.morph_text(attributes.morphs[index]));
            let number = forms.len() as u32;
            let number = *forms.entry(row.0.as_str()).or_insert(number);
            let lemma = match attributes.lemmas[index] {
                Some(lemma) => ruler.lemma_text(lemma),
                None => {
                    let lemma = cache.lemma(&lemmatizer, number, &row.0, pos, is_base_form(pos, morph));
                    cache.text(lemma)
                }
            };
            let found = (tag_names[tags[index].index()].as_str(), dep_names[deps[index].index()].as_str(), pos.name(), morph, lemma);
            let expected = (row.4.as_str(), row.5.as_str(), row.6.as_str(), row.7.as_str(), row.8.as_str());
            assert_eq!(found, expected, "token {index} of {rows:?}");
            count += 1;
        }
    }
    assert!(count > 1500);
}

#[test]
fn without_a_parse_rules_that_ask_for_labels_do_not_match() {
    let Fixture { tags: tag_names, deps: dep_names, .. } = fixture();
    let data = RulerData::from_package(&ruler_package()).expect("the fixture's rules");
    let ruler = AttributeRuler::new(&data, &tag_names, &dep_names).expect("the fixture's rules");
    // "has voted": only a parse can say whether `has` is an auxiliary.
    let mut tags = ["VBZ", "VBN"].map(|tag| TagId(label(&tag_names, tag)));
    let words = ["sees", "voted"].map(|form| ruler.word(form));
    let mut attributes = Attributes::default();
    let mut with = |deps: &mut [DepId]| {
        ruler.apply(Columns { tags: &mut tags, deps, is_space: &[false; 2], words: &words }, &mut attributes);
        attributes.pos.clone()
    };
    assert_eq!(with(&mut []), [Pos::Verb, Pos::Verb]);
    let deps = ["aux", "ROOT"].map(|dep| DepId(label(&dep_names, dep)));
    assert_eq!(with(&mut deps.clone()), [Pos::Aux, Pos::Verb]);
}

#[test]
fn what_the_ruler_cannot_do_is_an_error() {
    let package = |rules: serde_json::Value| RulerData::from_package(&rmp_serde::to_vec(&rules).expect("memory"));
    let rule = |test: serde_json::Value, assigned: &str| serde_json::json!([{"patterns": [[test]], "attrs": {assigned: "X"}, "index": 0}]);
    for rules in [
        rule(serde_json::json!({"SHAPE": "dd"}), "POS"),
        rule(serde_json::json!({"TAG": "NN", "OP": "+"}), "POS"),
        rule(serde_json::json!({"LOWER": {"REGEX": "^a+$"}}), "POS"),
        rule(serde_json::json!({"TAG": "NN"}), "NORM"),
        serde_json::json!([{"patterns": [[{"TAG": "NN"}]], "attrs": {}, "index": 1}]),
    ] {
        assert!(matches!(package(rules), Err(RulerError::Unsupported { rule: 0, .. })));
    }
    let unknown = package(rule(serde_json::json!({"TAG": "NN"}), "TAG")).expect("a rule");
    assert!(matches!(AttributeRuler::new(&unknown, &[], &[]), Err(RulerError::UnknownLabel(name)) if name == "X"));
    assert!(RulerData::from_package(b"\xc1").is_err());
}

#[test]
fn a_damaged_lemmatizer_is_an_error() {
    let table = TableData::new(Pos::Noun, vec!["tide".to_owned()], &BTreeMap::new(), Vec::new()).expect("plain lists");
    let broken = TableData { index: vec![1, 2, 3], ..table.clone() };
    assert!(matches!(Lemmatizer::new(&LemmatizerData { tables: vec![broken] }), Err(LemmatizerError::WordList(_))));
    let nameless = TableData { pos: "NOMEN".to_owned(), ..table };
    assert!(matches!(Lemmatizer::new(&LemmatizerData { tables: vec![nameless] }), Err(LemmatizerError::Table(_))));
    assert!(LemmatizerData::from_package(b"\x93").is_err());
}
