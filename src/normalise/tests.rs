//! Whole articles through both stages, and the invariants over arbitrary input.

use proptest::prelude::*;

use super::{Options, normalise};
use crate::document::{BlockText, Format, GivenMetadata, NormalisedArticle, RawDocument};
use crate::error::Flag;
use crate::parse;
use crate::span::Span;
use crate::text::{clean, decode};

fn article(bytes: &[u8], given: GivenMetadata) -> Option<NormalisedArticle> {
    let raw = RawDocument::new("a.txt", Format::Text, bytes.to_vec(), given);
    normalise(parse::parse(raw, &parse::Options::default()).ok()?, &Options::default()).ok()
}

fn text(page: &str) -> NormalisedArticle {
    article(page.as_bytes(), GivenMetadata::default()).expect("there is text")
}

const BODY: &str = "A ferry with 118 people on board ran aground near the harbour mouth on Tuesday, the coast guard said.";

#[test]
fn double_encoding_is_repaired_and_flagged() {
    let page = format!("Captain didnâ€™t see it\n\n{BODY} It was â€œclearâ€\u{9d} in CÃ³rdoba.");
    let found = text(&page);
    assert_eq!(found.headline.as_deref(), Some("Captain didn’t see it"));
    assert!(found.text.ends_with("It was “clear” in Córdoba."));
    assert!(found.flags.contains(&Flag::MojibakeRepaired));
}

#[test]
fn the_body_begins_after_caption_and_dateline() {
    let found = text(&format!("Ferry runs aground\n\nThe ferry on Tuesday. Photo: Ana Ruiz\n\nOSLO, Nov. 6, 2024 (Northlight) — {BODY}"));
    assert_eq!(&found.text[found.body_start as usize..], BODY);
    assert_eq!((found.dateline_place.as_deref(), found.agency.as_deref()), (Some("Oslo"), Some("Northlight")));
    assert_eq!(found.published.map(|p| (p.date.to_string(), p.method.name())), Some(("2024-11-06".into(), "dateline")));
}

#[test]
fn dates_in_order_of_trust() {
    let date = |page: &str, given: GivenMetadata| {
        let found = article(page.as_bytes(), given).expect("text");
        found.published.map_or("none".into(), |p| format!("{} {} {}", p.date, p.method.name(), p.rule))
    };
    let none = GivenMetadata::default;
    let lined = format!("Ferry runs aground\nPublished: 6 Nov 2024\n{BODY}");
    assert_eq!(date(&lined, none()), "2024-11-06 text date_line");
    assert_eq!(date(&lined, GivenMetadata { published: Some("2024-11-05T23:00:00Z".into()), ..none() }), "2024-11-05 metadata given");
    let url = GivenMetadata { url: Some("https://www.example.org/news/2024/11/07/ferry.html".into()), ..none() };
    assert_eq!(date(&format!("Ferry runs aground\n{BODY}"), url), "2024-11-07 metadata url_date");
    let post = "We are on our way.\n— Coast Guard (@cg) November 5, 2024";
    assert_eq!(date(&format!("Ferry runs aground\n{BODY}\n{post}"), none()), "2024-11-05 inferred post_and_weekday");
    let noted = format!("Ferry runs aground\nOSLO, Dec. 30 (Northlight) — {BODY}\nUpdate, Jan. 2, 2025: Adds the name.");
    assert_eq!(date(&noted, none()), "2024-12-30 inferred year_from_page");
    assert_eq!(date(&format!("Ferry runs aground\nOSLO, Dec. 30 (Northlight) — {BODY}"), none()), "none");
}

#[test]
fn a_moment_is_given_only_with_its_zone() {
    let at = |line: &str| text(&format!("Ferry runs aground\n{line}\n{BODY}")).published.and_then(|p| p.at).map(|a| a.to_rfc3339());
    assert_eq!(at("Published: 6 Nov 2024, 11:43"), None);
    assert_eq!(at("Published: 6 Nov 2024, 11:43 KST"), Some("2024-11-06T02:43:00+00:00".into()));
}

#[test]
fn implausible_dates_are_flagged() {
    let found = text(&format!("Ferry runs aground\nPublished: 6 Nov 1970\n{BODY}"));
    assert!(found.flags.contains(&Flag::ImplausibleDate));
}

#[test]
fn outlets_come_from_the_address() {
    let given = GivenMetadata {
        url: Some("https://www.reuters.com/world/ferry".into()),
        headline: Some("Ferry aground | Reuters".into()),
        ..Default::default()
    };
    let found = article(BODY.as_bytes(), given).expect("text");
    assert_eq!((found.outlet.as_deref(), found.outlet_domain.as_deref()), (Some("Reuters"), Some("reuters.com")));
    assert_eq!(found.headline.as_deref(), Some("Ferry aground"));
    assert_eq!(found.text, BODY);
}

/// Invariants 1 and 2 of one article.
fn holds(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Some(found) = article(bytes, GivenMetadata::default()) else { return Ok(()) };
    let (decoded, _) = decode(bytes, false, None).expect("it was decoded before");
    let mut at = 0;
    for (n, (_, block, span)) in found.text_blocks().enumerate() {
        let gap = if n == 0 { "" } else { "\n\n" };
        prop_assert_eq!(found.text.get(at..span.start as usize), Some(gap));
        prop_assert!(!span.is_empty());
        at = span.end as usize;
        let raw = std::str::from_utf8(&bytes[block.source.start as usize..block.source.end as usize]);
        if let Some(raw) = raw.ok().filter(|_| decoded.encoding == "UTF-8") {
            prop_assert_eq!(clean::fragment(raw), span.of(&found.text));
        }
    }
    prop_assert_eq!(at, found.text.len());
    prop_assert_eq!(found.to_raw.out_len(), found.text.len());
    for (start, c) in found.text.char_indices() {
        let source = found.to_raw.source_of(Span::new(start, start + c.len_utf8()));
        prop_assert!(source.start <= source.end && source.end as usize <= bytes.len());
    }
    prop_assert!(found.body_start as usize <= found.text.len() && found.text.is_char_boundary(found.body_start as usize));
    prop_assert!(found.blocks.iter().all(|b| !matches!(&b.text, BlockText::Beside(words) if words.is_empty())));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn invariants_hold_for_any_text(text in "([A-Za-z .,:—–“”'\\-@#|0-9\u{a0}\u{ad}\u{301}\u{200b}&;â€™Ã©\n\r]|\\PC){0,240}") {
        holds(text.as_bytes())?;
    }

    #[test]
    fn invariants_hold_for_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..240)) {
        holds(&bytes)?;
    }
}

#[test]
fn given_dates_that_cannot_be_read_or_lie_ahead_are_flagged() {
    let today = chrono::NaiveDate::from_ymd_opt(2024, 3, 5);
    let told = |published: &str| {
        let given = GivenMetadata { published: Some(published.into()), ..GivenMetadata::default() };
        let raw = RawDocument::new("a.txt", Format::Text, BODY.as_bytes().to_vec(), given);
        let parsed = parse::parse(raw, &parse::Options::default()).expect("there is text");
        let options = Options { dates: super::DateLimits { today, ..super::DateLimits::default() } };
        let found = normalise(parsed, &options).expect("there is text");
        let doubts = [Flag::UnreadableDate, Flag::ImplausibleDate].into_iter().filter(|f| found.flags.contains(f)).map(Flag::name);
        (found.published.map(|p| p.date.to_string()), doubts.collect::<Vec<_>>().join(" "))
    };
    let day = || Some("2024-03-05".to_owned());
    assert_eq!(told("yesterday"), (None, "unreadable_date".into()));
    assert_eq!(told("2024-03-05"), (day(), String::new()));
    assert_eq!(told("2024-03-06T11:00:00+14:00").1, "", "it is tomorrow somewhere");
    assert_eq!(told("2031-01-01"), (Some("2031-01-01".into()), "implausible_date".into()));
    for moment in ["1709625600", "1709625600.0", "1709625600000", "1709625600000000", "1709625600000000000"] {
        assert_eq!(told(moment), (day(), String::new()), "{moment}");
    }
}
