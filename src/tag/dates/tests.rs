//! The corpus of dates: one expected value, many phrasings, and sentences without any expression of time.
//!
//! In a line, square brackets stand around each expression; nothing else may be found. `want` holds for the first of every line. The
//! article is of Wednesday, 6 November 2024, unless a group says `published = ""`.

use chrono::NaiveDate;
use serde::Deserialize;

use super::*;
use crate::document::{DateMethod, Precision, Published};
use crate::tag::figures::tests::{tagged, unmarked};
use crate::work::Budget;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DateCorpus {
    group: Vec<DateGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DateGroup {
    published: Option<String>,
    #[serde(default)]
    want: WantedDate,
    #[serde(default)]
    lines: Vec<String>,
    #[serde(default)]
    none: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WantedDate {
    edtf: Option<String>,
    kind: Option<String>,
    start: Option<NaiveDate>,
    end: Option<NaiveDate>,
    relative: Option<bool>,
}

fn dated(text: &str, published: Option<NaiveDate>) -> TaggedArticle {
    let mut article = tagged(text);
    article.article.published =
        published.map(|date| Published { at: None, date, precision: Precision::Day, method: DateMethod::Metadata, rule: Rule("test") });
    tag(&mut article, &Budget::default());
    article
}

fn differs(want: &WantedDate, got: &DateExpression) -> bool {
    want.edtf.as_deref().is_some_and(|w| w != got.edtf.as_deref().unwrap_or(""))
        || want.kind.as_deref().is_some_and(|w| w != got.kind.name())
        || want.start.is_some_and(|w| Some(w) != got.start)
        || want.end.is_some_and(|w| Some(w) != got.end)
        || want.relative.is_some_and(|w| w != got.is_relative)
}

fn check(group: &DateGroup, line: &str, faults: &mut Vec<String>) {
    let (text, spans) = unmarked(line);
    let published = group.published.as_deref().unwrap_or("2024-11-06").parse().ok();
    let article = dated(&text, published);
    let found: Vec<_> = article.dates.iter().map(|d| d.span).collect();
    if found != spans {
        let words: Vec<&str> = found.iter().map(|s| s.of(&text)).collect();
        faults.push(format!("{line}\n    found {words:?}"));
    } else if let Some(d) = article.dates.first().filter(|d| differs(&group.want, d)) {
        faults.push(format!(
            "{line}\n    {:?} {} {:?}..{:?} relative {} rule {}",
            d.edtf,
            d.kind.name(),
            d.start,
            d.end,
            d.is_relative,
            d.rule
        ));
    }
}

#[test]
fn every_line_of_the_corpus_has_its_dates_and_no_others() {
    let corpus: DateCorpus = toml::from_str(include_str!("corpus.toml")).expect("the corpus is well formed");
    let (mut faults, mut lines, mut negatives) = (Vec::new(), 0, 0);
    for group in &corpus.group {
        lines += group.lines.len();
        negatives += group.none.len();
        group.lines.iter().chain(&group.none).for_each(|line| check(group, line, &mut faults));
        faults.extend(group.none.iter().filter(|l| l.contains('[')).map(|l| format!("a line without dates has brackets: {l}")));
    }
    assert!(faults.is_empty(), "{} of {} lines differ:\n{}", faults.len(), lines + negatives, faults.join("\n"));
    assert!(lines + negatives >= 300, "{lines} lines and {negatives} negatives");
    assert!(3 * negatives >= lines + negatives, "{negatives} negatives of {}", lines + negatives);
}

#[test]
fn every_grammar_has_a_name_of_its_own() {
    let mut names: Vec<&str> = GRAMMARS.iter().map(|g| g.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), GRAMMARS.len());
}

#[test]
fn every_grammar_decides_an_expression_of_its_example() {
    let mut wrong = Vec::new();
    for grammar in GRAMMARS {
        let article = dated(grammar.example, NaiveDate::from_ymd_opt(2024, 11, 6));
        let found: Vec<&str> = article.dates.iter().map(|d| d.rule.0).collect();
        if !found.contains(&grammar.name) {
            wrong.push(format!("{} in “{}”: {found:?}", grammar.name, grammar.example));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
