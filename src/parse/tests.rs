//! The recognisers against `corpus.toml`, and whole pages.

use proptest::prelude::*;
use serde::Deserialize;

use super::{Options, parse};
use crate::document::{Format, GivenMetadata, ParsedArticle, RawDocument, Role};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleCorpus {
    case: Vec<RoleCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleCase {
    rule: String,
    #[serde(default)]
    place: CasePlace,
    is: Vec<String>,
    #[serde(default)]
    is_not: Vec<String>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum CasePlace {
    #[default]
    Body,
    Head,
    Tail,
    BelowByline,
}

fn read(text: &str, given: GivenMetadata) -> ParsedArticle {
    parse(RawDocument::new("a.txt", Format::Text, text.into(), given), &Options::default()).expect("there is text")
}

/// A page of our own around a line.
fn page(line: &str, place: CasePlace) -> String {
    let paragraphs = [
        "A ferry with 118 people on board ran aground near the harbour mouth on Tuesday, the coast guard said.",
        "Nobody was hurt, but the vessel took on water through a hole that was one metre wide.",
    ];
    let head = "Ferry runs aground near harbour mouth";
    match place {
        CasePlace::Head => format!("{head}\n{line}\n{}\n{}\n", paragraphs[0], paragraphs[1]),
        CasePlace::Body => format!("{head}\n{}\n{}\n{line}\n{}\n", paragraphs[0], paragraphs[1], paragraphs[0]),
        CasePlace::Tail => format!("{head}\n{}\n{}\n{line}\n", paragraphs[0], paragraphs[1]),
        CasePlace::BelowByline => format!("{head}\n{}\n{}\nBY ANA RUIZ\n{line}\n", paragraphs[0], paragraphs[1]),
    }
}

/// Role and rule of the block that holds a line.
fn claim(line: &str, place: CasePlace) -> (Role, &'static str) {
    let text = page(line, place);
    let parsed = read(&text, GivenMetadata::default());
    let at = text.find(line).expect("the page holds it") as u32;
    let end = at + line.len() as u32;
    let block = parsed.blocks.iter().find(|b| b.runs.iter().any(|r| at <= r.span.start && r.span.start < end)).expect("a block");
    (block.role, block.rule.0)
}

#[test]
fn every_line_of_the_corpus_is_what_it_says() {
    let corpus: RoleCorpus = toml::from_str(include_str!("corpus.toml")).expect("the corpus is well formed");
    let mut wrong = Vec::new();
    for case in &corpus.case {
        for line in &case.is {
            let (role, rule) = claim(line, case.place);
            if rule != case.rule {
                wrong.push(format!("{:24} {line:?} was {} by {rule}", case.rule, role.name()));
            }
        }
        for line in &case.is_not {
            let (role, rule) = claim(line, case.place);
            if !matches!(role, Role::Paragraph | Role::Heading | Role::ListItem | Role::Subheadline) || rule == case.rule {
                wrong.push(format!("not {:20} {line:?} was {} by {rule}", case.rule, role.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The roles of a page, a letter group each, for comparison at a glance.
fn roles(text: &str, given: GivenMetadata) -> Vec<&'static str> {
    read(text, given).blocks.iter().map(|b| b.role.name()).collect()
}

#[test]
fn a_scraped_page_is_taken_apart() {
    let text = "THE HARBOUR POST\nFerry runs aground with 118 on board\nA hole of one metre, and nobody at the wheel: what is known so far about the accident.\nDec 2, 2024 - 04:00\n\
        Ferry runs aground with 118 on board\nferry runs aground 118 board harbour mouth coast guard accident hole\n\
        The ferry lies on a sandbank off the harbour. Photo by Ana Ruiz/Northlight\n\
        A ferry with 118 people on board ran aground near the harbour mouth on Tuesday, the coast guard said.\n\
        We are on our way to all of them. Stay calm.\n— Coast Guard (@coastguard) December 1, 2024\n\
        What the captain knew\nThe captain had been told of the sandbank twice, according to a letter seen by this newspaper.\n\
        Related:\nFive ferries that sank\nAna Ruiz contributed to this report.\nComments are closed.\n";
    assert_eq!(
        roles(text, GivenMetadata::default()),
        [
            "boilerplate",
            "headline",
            "subheadline",
            "timestamp",
            "boilerplate",
            "keywords",
            "caption",
            "paragraph",
            "social_post",
            "social_attribution",
            "heading",
            "paragraph",
            "boilerplate",
            "boilerplate",
            "credit",
            "boilerplate"
        ]
    );
}

#[test]
fn a_text_that_begins_with_a_sentence_has_no_headline() {
    assert_eq!(
        roles(
            "The ferry ran aground on Tuesday. Nobody was hurt.\nIts captain was asleep, the coast guard said in a statement.",
            GivenMetadata::default()
        ),
        ["paragraph", "paragraph"]
    );
}

#[test]
fn short_texts_are_never_furniture() {
    for text in ["3.5 million", "Share", "6 November 2024", "By Ana Ruiz", "16:42\n3.5 million", "log in"] {
        assert!(roles(text, GivenMetadata::default()).iter().all(|r| *r == "paragraph"), "{text}");
    }
}

#[test]
fn a_given_headline_is_found_or_left_out() {
    let given = || GivenMetadata { headline: Some("Ferry runs aground".into()), ..GivenMetadata::default() };
    let body = "A ferry with 118 people on board ran aground near the harbour mouth on Tuesday.";
    assert_eq!(roles(&format!("FERRY RUNS AGROUND\n{body}"), given()), ["headline", "paragraph"]);
    assert_eq!(roles(&format!("Coast guard on the scene\n{body}\n{body}"), given()), ["heading", "paragraph", "paragraph"]);
}

#[test]
fn a_headline_may_end_in_a_full_stop_above_a_byline() {
    let text = "Ferry runs aground.\nBy Ana Ruiz\nA ferry with 118 people on board ran aground near the harbour mouth on Tuesday.";
    assert_eq!(roles(text, GivenMetadata::default()), ["headline", "byline", "paragraph"]);
}

#[test]
fn posts_between_blank_lines_keep_their_lines() {
    let text = "Ferry runs aground\n\nA ferry with 118 people on board ran aground near the harbour mouth on Tuesday.\n\nWe are on our way.\nStay calm.\n— Coast Guard (@cg) December 1, 2024\n\nNobody was hurt, the coast guard said later that evening.\n";
    assert_eq!(
        roles(text, GivenMetadata::default()),
        ["headline", "paragraph", "social_post", "social_post", "social_attribution", "paragraph"]
    );
}

#[test]
fn too_large_and_empty_documents_are_rejects() {
    let raw = |bytes: &[u8]| RawDocument::new("a.txt", Format::Text, bytes.to_vec(), GivenMetadata::default());
    let reason = |bytes: &[u8], max_bytes| parse(raw(bytes), &Options { max_bytes }).map(|_| ()).map_err(|r| r.reason.name());
    assert_eq!(reason(b"Ferry", 4), Err("too_large"));
    assert_eq!(reason(" \n\u{a0}\u{200b}\t".as_bytes(), 99), Err("empty"));
    assert_eq!(reason(b"\x00\x01\x02\x03\x04\x05\xff\xfe\x01\x02", 99), Err("not_text"));
    assert_eq!(reason(b"Ferry", 5), Ok(()));
}

proptest! {
    #[test]
    fn any_lines_are_taken_apart_in_order(lines in proptest::collection::vec("(By |Published: |— |• |Read more|#|Update, |Related:)?[A-Z0-9][a-z@,.:/| 0-9”]{0,60}\\PC{0,6}( Photo by Zoë/AP| ?\\[AP\\]|\\(é Photo\\)| © É| É/AFP| \\(@zoë\\) May 3, 2024)?", 1..20)) {
        let text = lines.join("\n");
        if let Ok(parsed) = parse(RawDocument::new("a.txt", Format::Text, text.clone().into(), GivenMetadata::default()), &Options::default()) {
            let spans: Vec<_> = parsed.blocks.iter().flat_map(|b| b.runs.iter().map(|r| r.span)).collect();
            prop_assert!(spans.windows(2).all(|p| p[0].end <= p[1].start));
            prop_assert!(spans.iter().all(|s| !s.is_empty() && text.is_char_boundary(s.start as usize) && text.is_char_boundary(s.end as usize)));
        }
    }
}
