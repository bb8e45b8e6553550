//! Runs `corpus.toml`, with the model `parsed.toml`, and throws broken marks at the tagger.

use proptest::prelude::*;
use serde::Deserialize;

use super::{Listed, Requires};
use crate::document::{
    ArticleId, Block, BlockText, Format, GivenMetadata, NormalisedArticle, QuoteKind, RawDocument, Role, Rule, TaggedArticle,
};
use crate::error::Flag;
use crate::offsets::OffsetMap;
use crate::span::{SourceRange, Span};
use crate::tag::{mentions, sentences};
use crate::work::Budget;

#[derive(Deserialize)]
struct Corpus {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    rule: String,
    text: String,
    quotes: Vec<[String; 5]>,
}

/// An article of paragraphs, headlines ("# "), posts ("> "), block quotations (">> ") and their attribution lines ("-- ").
fn article(written: &str) -> TaggedArticle {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for line in written.split("\n\n") {
        let (role, words) = match line.split_once(' ') {
            Some(("#", words)) => (Role::Headline, words),
            Some((">", words)) => (Role::SocialPost, words),
            Some((">>", words)) => (Role::Paragraph, words),
            Some(("--", words)) => (Role::SocialAttribution, words),
            _ => (Role::Paragraph, line),
        };
        let place = if role.in_text() {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(words);
            BlockText::Inside(Span::new(start, text.len()))
        } else {
            BlockText::Beside(words.into())
        };
        let rule = if line.starts_with(">> ") { crate::document::BLOCK_QUOTATION } else { "test" };
        blocks.push(Block { role, rule: Rule(rule), text: place, source: SourceRange::default() });
    }
    let mut article = TaggedArticle::untagged(normalised(text, blocks));
    sentences::tag(&mut article, &Budget::default());
    mentions::tag(&mut article, &Budget::default());
    super::tag(&mut article, &Budget::default());
    article
}

fn normalised(text: String, blocks: Vec<Block>) -> NormalisedArticle {
    NormalisedArticle {
        id: ArticleId(1),
        source: RawDocument::new("test", Format::Text, Vec::new(), GivenMetadata::default()).source,
        url: None,
        outlet: None,
        outlet_domain: None,
        headline: None,
        subheadline: None,
        authors: Vec::new(),
        agency: None,
        dateline_place: None,
        published: None,
        updated: None,
        language: Some("en".into()),
        body_start: 0,
        to_raw: OffsetMap::identity(text.len()),
        text,
        blocks,
        flags: Vec::new(),
    }
}

fn rows(article: &TaggedArticle) -> Vec<[String; 5]> {
    let text = article.text();
    let words = |span: Option<Span>| span.map_or(String::new(), |s| s.of(text).to_owned());
    article
        .quotes
        .iter()
        .map(|q| {
            let cue = words(q.cue.as_ref().map(|c| c.span));
            [q.kind.name().to_owned(), q.span.of(text).to_owned(), words(q.speaker.span), cue, q.utterance.to_string()]
        })
        .collect()
}

#[test]
fn every_example_gives_exactly_its_rows() {
    let corpus: Corpus = toml::from_str(include_str!("corpus.toml")).expect("the corpus is well formed");
    let mut wrong = Vec::new();
    for case in &corpus.case {
        let article = article(&case.text);
        let found = rows(&article);
        let used = case.rule == "none" || article.quotes.iter().any(|q| q.rule.0 == case.rule);
        if found != case.quotes || !used {
            let rules: Vec<_> = article.quotes.iter().map(|q| q.rule.0).collect();
            wrong.push(format!("{} ({rules:?})\n  text   {}\n  wanted {:?}\n  found  {:?}", case.rule, case.text, case.quotes, found));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[cfg(feature = "language")]
#[test]
fn with_a_parse_every_example_gives_exactly_its_rows() {
    let corpus: Corpus = toml::from_str(include_str!("parsed.toml")).expect("the corpus is well formed");
    let mut wrong = Vec::new();
    for case in &corpus.case {
        let article = parsed(&case.text);
        let found = rows(&article);
        let rules: Vec<_> = article.quotes.iter().map(|q| q.rule.0).collect();
        let used = case.rule == "none" || rules.contains(&case.rule.as_str());
        if found != case.quotes || !used {
            wrong.push(format!("{} ({rules:?})\n  text   {}\n  wanted {:?}\n  found  {:?}", case.rule, case.text, case.quotes, found));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The article of an example, with the model's parse.
#[cfg(feature = "language")]
fn parsed(text: &str) -> TaggedArticle {
    let text = format!("Mill town news\n\n{text}\n");
    let raw = RawDocument::new("mill.txt", Format::Text, text.into_bytes(), GivenMetadata::default());
    crate::extract::Extractor::default().extract(raw).expect("the text is an article")
}

/// Whether a rule decided a row of an article.
fn fires(rule: &Listed, article: &TaggedArticle) -> bool {
    article.quotes.iter().any(|q| q.rule.0 == rule.name)
}

#[test]
fn no_rule_is_named_twice() {
    let mut names: Vec<&str> = super::rules().iter().map(|r| r.name).collect();
    names.sort_unstable();
    let twice: Vec<&[&str]> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn every_rule_decides_a_row_of_its_example_and_one_that_needs_a_parse_none_without() {
    let mut wrong = Vec::new();
    for rule in super::rules() {
        let article = article(rule.example);
        if fires(&rule, &article) != (rule.needs == Requires::Words) {
            let rows: Vec<_> = article.quotes.iter().map(|q| q.rule.0).collect();
            wrong.push(format!("{} in “{}”: {rows:?}", rule.name, rule.example));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[cfg(feature = "language")]
#[test]
fn every_rule_that_needs_a_parse_decides_a_row_of_its_example_with_one() {
    for rule in super::rules().iter().filter(|r| r.needs == Requires::Parse) {
        let article = parsed(rule.example);
        let rows: Vec<_> = article.quotes.iter().map(|q| q.rule.0).collect();
        assert!(fires(rule, &article), "{} in “{}”: {rows:?}", rule.name, rule.example);
    }
}

/// What the parse had to say of the subjects of an article's cues.
#[cfg(feature = "language")]
fn corrections(article: &TaggedArticle) -> Vec<&'static str> {
    use super::sentence::{cues, items::SentenceItems, marks, parse::Parse};

    let paragraphs: Vec<marks::Paragraph> =
        article.article.text_blocks().map(|(block, b, span)| marks::Paragraph { block, span, role: b.role, set_off: false }).collect();
    let marked = marks::find(article.text(), &paragraphs);
    let items = SentenceItems::of(article, &marked);
    cues::find(&items, Parse::of(&article.syntax)).into_iter().flat_map(|c| c.corrections).map(|rule| rule.0).collect()
}

#[cfg(feature = "language")]
#[test]
fn every_correction_of_a_subject_has_something_to_say_of_its_example() {
    let rules = super::corrections();
    for (rule, example) in &rules {
        let found = corrections(&parsed(example));
        assert!(found.contains(rule), "{rule} in “{example}”: {found:?}");
    }
    for (n, (rule, _)) in rules.iter().enumerate() {
        assert!(rules[..n].iter().all(|(other, _)| other != rule), "{rule} is named twice");
    }
}

#[test]
fn every_row_of_the_corpus_names_a_listed_rule() {
    let corpus: Corpus = toml::from_str(include_str!("corpus.toml")).expect("the corpus is well formed");
    let names: Vec<&str> = super::rules().iter().map(|r| r.name).collect();
    for case in &corpus.case {
        for quote in article(&case.text).quotes {
            assert!(names.contains(&quote.rule.0), "{} is not listed", quote.rule.0);
        }
    }
}

#[test]
fn a_mark_missing_for_good_is_closed_at_the_end_of_its_paragraph_and_flagged() {
    let article = article("Carvalho spoke. “The wall is weak.\n\nThe council met on Monday.");
    assert_eq!(article.quotes[0].span.of(article.text()), "The wall is weak.");
    assert!(article.article.flags.contains(&Flag::UnclosedQuote));
}

#[test]
fn a_speech_may_run_over_paragraphs_without_marks_of_their_own() {
    let article = article("“We ran,” Brandt said. “The school was gone.\n\nThe church stood.\n\nThen it fell too.”");
    let pieces: Vec<&str> = article.quotes.iter().map(|q| q.span.of(article.text())).collect();
    assert_eq!(pieces, ["We ran,", "The school was gone.", "The church stood.", "Then it fell too."]);
    assert!(article.quotes.iter().all(|q| q.utterance == 0));
}

#[test]
fn only_the_outermost_of_nested_quotations_is_a_row() {
    let article = article("“He told me ‘never again’ and left,” Brandt said. \"Ask 'who' first,\" she said.");
    let pieces: Vec<&str> = article.quotes.iter().map(|q| q.span.of(article.text())).collect();
    assert_eq!(pieces, ["He told me ‘never again’ and left,", "Ask 'who' first,"]);
}

/// What was said is told from what was thought, shown or may be said: a text, and `is_speech` of each of its rows.
const SAID: &[(&str, &[Option<bool>])] = &[
    ("Ines Carvalho said that the lock was safe.", &[Some(true)]),
    ("Ines Carvalho wrote that the lock was safe.", &[Some(true)]),
    ("Ines Carvalho believed that the lock was safe.", &[Some(false)]),
    ("The keepers hoped that the lock would hold.", &[Some(false)]),
    ("The keepers learned that the lock had burst.", &[Some(false)]),
    ("A study showed that the lock leaked.", &[Some(true)]),
    ("The puddles showed that the lock leaked.", &[Some(false)]),
    ("Ines Carvalho would say that the lock was safe.", &[None]),
    ("Ines Carvalho never said that the lock was safe.", &[None]),
    ("“It leaks,” Brandt thought.", &[Some(true)]),
    ("The band of “pirates” rowed home.", &[Some(false)]),
    ("A poster with the words “not in our valley” hung in the window.", &[None]),
];

#[test]
fn what_is_thought_is_no_speech() {
    for (text, expected) in SAID {
        let said: Vec<Option<bool>> = article(text).quotes.iter().map(|q| q.is_speech).collect();
        assert_eq!((text, said.as_slice()), (text, *expected));
    }
}

/// A source is without a name by how it is described, and a pronoun never is: a text, and `is_anonymous` of each row.
const HIDDEN: &[(&str, &[bool])] = &[
    ("People familiar with the plan said the lock would close.", &[true]),
    ("A person who was briefed on the plan said the lock would close.", &[true]),
    ("Two people close to the owner said the lock would close.", &[true]),
    ("The lock will close, said a man who asked not to be named.", &[true]),
    ("“It will close,” he said on condition of anonymity.", &[false]),
    ("The lock will close, said Ines Carvalho, who is familiar with the plan.", &[false]),
];

#[test]
fn sources_without_a_name_are_known_by_how_they_are_described() {
    for (text, expected) in HIDDEN {
        let hidden: Vec<bool> = article(text).quotes.iter().map(|q| q.speaker.is_anonymous).collect();
        assert_eq!(hidden, *expected, "{text}");
    }
}

const MARKS: [&str; 14] = ["\"", "“", "”", "'", "‘", "’", "''", "«", "»", "„", "` `", "", "\n\n", "’s"];

/// Sentences with marks removed, doubled and swapped.
fn broken() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Brandt said",
        "the wall is weak",
        ",",
        ".",
        "?",
        ": ",
        "she told",
        "that",
        "according to",
        "Carvalho",
        "and",
        "(IAEA)",
        "—",
        "1 é",
        "who",
        "was quoted as saying by",
        "on Monday",
        "calling it",
        "Zoë",
        "…",
    ]);
    let mark = prop::sample::select(MARKS.to_vec());
    prop::collection::vec((word, mark, prop::bool::ANY), 0..40)
        .prop_map(|parts| parts.into_iter().map(|(w, m, space)| if space { format!("{m}{w} ") } else { format!("{w}{m}") }).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_marks_break_the_tagger(text in broken()) {
        let article = article(&text);
        let mut before = 0;
        for quote in &article.quotes {
            prop_assert!(quote.span.start >= before, "in reading order");
            before = quote.span.start;
            prop_assert!(!quote.span.of(article.text()).is_empty());
            prop_assert!(quote.outer.contains(quote.span));
            let block = article.article.text_blocks().any(|(_, _, s)| s.contains(quote.outer));
            prop_assert!(block, "inside one block");
            if let Some(parent) = quote.parent {
                prop_assert_eq!(article.quotes[parent].kind, QuoteKind::Mixed);
                prop_assert!(article.quotes[parent].span.contains(quote.outer));
            }
            prop_assert!((0.0..=1.0).contains(&quote.confidence));
        }
    }
}
