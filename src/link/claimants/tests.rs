//! Tests of the linker: who claims what, and how the claim stands.

use crate::document::{ClaimStatus, Format, GivenMetadata, RawDocument, TaggedArticle};
use crate::extract::Extractor;

fn article(text: &str) -> TaggedArticle {
    let raw = RawDocument::new("toll.txt", Format::Text, text.as_bytes().to_vec(), GivenMetadata::default());
    Extractor::default().extract(raw).expect("the text is not empty")
}

/// Text, claimant's words, status of every figure.
fn claims(text: &str) -> Vec<(String, Option<String>, ClaimStatus)> {
    let article = article(text);
    let words = |s: crate::span::Span| s.of(article.text()).to_owned();
    article.figures.iter().map(|f| (words(f.span), f.claimant.as_ref().and_then(|c| c.span).map(words), f.status)).collect()
}

#[test]
fn the_speaker_of_the_clause_claims_and_the_reporter_does_not() {
    let claimed =
        claims("Harbour strike widens\n\nPort director Ana Duarte said that 31 cranes stood still. The strike began with 12 workers.\n");
    assert_eq!(claimed[0], ("31".into(), Some("Port director Ana Duarte".into()), ClaimStatus::Claimed));
    assert_eq!(claimed[1], ("12".into(), None, ClaimStatus::Stated));
}

#[test]
fn the_reporting_word_sets_the_status() {
    let claimed = claims("Flood toll\n\nThe ministry confirmed that 44 people had drowned. Officials denied that 90 villages were lost.\n");
    assert_eq!(claimed.iter().map(|c| c.2).collect::<Vec<_>>(), [ClaimStatus::Confirmed, ClaimStatus::Denied]);
    let own = claims("Flood toll\n\nAn estimated 3,000 houses were ruined. The bill is expected to reach $40 million.\n");
    assert_eq!(own.iter().map(|c| c.2).collect::<Vec<_>>(), [ClaimStatus::Estimated, ClaimStatus::Expected]);
}

#[test]
fn what_is_set_or_due_is_expected_only_where_something_is_yet_to_happen() {
    let own = claims("Berth fees\n\nThe fee is due to reach £40. The fee was set at £30. The pier shut due to 12 leaks.\n");
    assert_eq!(own.iter().map(|c| c.2).collect::<Vec<_>>(), [ClaimStatus::Expected, ClaimStatus::Stated, ClaimStatus::Stated]);
}

#[test]
fn what_a_speaker_says_of_the_plans_of_others_is_the_speakers_claim() {
    let claimed = claims("Units expected\n\nDefence Minister Ivo Markov said that Brussels expects six ships to arrive in the spring.\n");
    assert_eq!(claimed[0].1.as_deref(), Some("Defence Minister Ivo Markov"));
}

#[test]
fn a_reported_clause_that_claims_nothing_leaves_its_figures_to_the_reporter() {
    let claimed = claims("Harbour poll\n\nThe survey asked 2,500 divers about the tide. Mayor Ilse Maar criticised the $3 billion dyke.\n");
    assert!(claimed.iter().all(|c| c.1.is_none() && c.2 == ClaimStatus::Stated), "{claimed:?}");
    let accused = claims("Harbour poll\n\nMayor Ilse Maar said that 2,500 divers had been asked.\n");
    assert_eq!(accused[0].1.as_deref(), Some("Mayor Ilse Maar"));
}
