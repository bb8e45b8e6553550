//! Speakers through the whole core, since they stand on every tagger.

use crate::document::{Format, GivenMetadata, RawDocument, TaggedArticle};
use crate::extract::Extractor;

fn tagged(text: &str) -> TaggedArticle {
    let given = GivenMetadata { language: Some("en".into()), ..GivenMetadata::default() };
    let raw = RawDocument::new("t.txt", Format::Text, text.into(), given);
    Extractor::default().extract(raw).expect("the text is not empty")
}

fn speakers(text: &str) -> Vec<Option<String>> {
    tagged(text).quotes.into_iter().filter(|q| q.parent.is_none()).map(|q| q.speaker.name).collect()
}

#[test]
fn a_pronoun_is_whoever_spoke_last() {
    let text = "Ferry talks\n\nTransport Minister Maria Lindqvist said the ferry would sail again. “We have the parts,” she said.\n";
    assert_eq!(speakers(text), [Some("Maria Lindqvist".to_owned()), Some("Maria Lindqvist".to_owned())]);
}

#[test]
fn a_role_is_the_person_who_has_it() {
    let text = "Ferry talks\n\nTransport Minister Maria Lindqvist visited the harbour.\n\n“We have the parts,” the minister said.\n";
    assert_eq!(speakers(text), [Some("Maria Lindqvist".to_owned())]);
}

#[test]
fn a_source_without_a_name_is_linked_to_nobody() {
    let article = tagged(
        "Ferry talks\n\nMaria Lindqvist met the crew.\n\n“It is over,” a company official said. “Nobody wants it,” the official added.\n",
    );
    assert!(article.quotes.iter().all(|q| q.speaker.is_anonymous && q.speaker.name.is_none()));
}

#[test]
fn a_name_between_commas_is_who_the_noun_before_it_means() {
    let text = "Ferry talks\n\nThe operator, Corvane Ferries, said the boat would sail again. “We have the parts,” it said.\n";
    assert_eq!(speakers(text), [Some("Corvane Ferries".to_owned()), Some("Corvane Ferries".to_owned())]);
}

#[test]
fn whoever_belongs_to_somebody_is_not_that_somebody() {
    let start = "Ferry talks\n\nTransport Minister Tomas Lindqvist visited the harbour.\n\n";
    for said in [
        "“He is ill,” said his wife.",
        "“He is ill,” said the minister’s spokesman.",
        "“He is ill,” his driver said.",
        "“He is ill,” said the mother of Capt. Tomas Lindqvist.",
        "“He is ill,” said the deputy minister.",
    ] {
        assert_eq!(speakers(&format!("{start}{said}\n")), [None], "{said}");
    }
}

#[test]
fn a_name_after_the_role_is_who_speaks() {
    let text = "Ferry talks\n\n“We have the parts,” said the yard’s chief engineer, Ida Marsh.\n";
    let article = tagged(text);
    assert_eq!(article.quotes[0].speaker.name.as_deref(), Some("Ida Marsh"));
    assert!(!article.quotes[0].speaker.is_anonymous);
}

#[test]
fn he_is_neither_of_two_men_who_act_together() {
    let text = "Ferry talks\n\nPeter Moss and Rui Melo signed the lease on Monday. “It is fair,” he said.\n";
    assert_eq!(speakers(text), [None]);
}

#[test]
fn a_surname_without_a_mention_is_the_person_of_that_name() {
    let text = "Ferry talks\n\nThe journalist Sipho Ndhlovuwa filmed the harbour.\n\n“It was dark,” Ndhlovuwa explained.\n";
    assert_eq!(speakers(text), [Some("Sipho Ndhlovuwa".to_owned())]);
}

#[test]
fn an_address_is_no_role() {
    let text = "Ferry talks\n\n“We have the parts,” Dr. Maria Lindqvist said. Mr. Paul Brandt said the boat was old.\n";
    assert!(tagged(text).quotes.iter().all(|q| q.speaker.name.is_some() && q.speaker.role.is_none()));
}
