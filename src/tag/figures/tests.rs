//! The corpus of numbers: one expected value, many phrasings, and sentences without any figure.
//!
//! In a line, square brackets stand around each figure; nothing else may be found. `want` holds for the first figure of every line.

use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::document::{ArticleId, Block, BlockText, Format, GivenMetadata, NormalisedArticle, RawDocument, Role, Rule};
use crate::span::SourceRange;
use crate::tag::{dates, sentences};
use crate::work::Budget;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FigureCorpus {
    #[serde(default)]
    group: Vec<FigureGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FigureGroup {
    #[serde(default)]
    want: WantedFigure,
    #[serde(default)]
    lines: Vec<String>,
    /// Lines of which the last figure is the wanted one.
    #[serde(default)]
    last: Vec<String>,
    #[serde(default)]
    none: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WantedFigure {
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    bound: Option<String>,
    kind: Option<String>,
    unit: Option<String>,
    si: Option<f64>,
    per: Option<String>,
    change: Option<String>,
    part: Option<String>,
    object: Option<String>,
    head: Option<String>,
    predicate: Option<String>,
}

/// An article of one paragraph with dates and figures, and no mentions or quotes.
pub(crate) fn tagged(text: &str) -> TaggedArticle {
    let block = Block {
        role: Role::Paragraph,
        rule: Rule("test"),
        text: BlockText::Inside(Span::new(0, text.len())),
        source: SourceRange::default(),
    };
    let mut article = TaggedArticle::untagged(NormalisedArticle {
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
        text: text.to_owned(),
        body_start: 0,
        blocks: vec![block],
        flags: Vec::new(),
        to_raw: crate::offsets::OffsetMap::default(),
    });
    sentences::tag(&mut article, &Budget::default());
    dates::tag(&mut article, &Budget::default());
    tag(&mut article, &Budget::default());
    article
}

/// The text without brackets, and the spans that stood in them.
pub(crate) fn unmarked(line: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), 0);
    for c in line.chars() {
        match c {
            '[' => open = text.len(),
            ']' => spans.push(Span::new(open, text.len())),
            c => text.push(c),
        }
    }
    (text, spans)
}

fn close(want: Option<f64>, got: Option<f64>) -> bool {
    want.is_none() || want.zip(got).is_some_and(|(a, b)| (a - b).abs() <= 1e-6 * a.abs().max(1e-6))
}

fn differs(want: &WantedFigure, article: &TaggedArticle, f: &Figure) -> Option<String> {
    let text = |s: Option<Span>| s.map_or("", |s| s.of(article.text())).to_owned();
    let same = |want: &Option<String>, got: &str| want.as_deref().is_none_or(|w| w == got);
    let ok = close(want.value, f.value)
        && close(want.low, f.low)
        && close(want.high, f.high)
        && close(want.si, f.value_si)
        && same(&want.bound, f.bound.name())
        && same(&want.kind, f.kind.name())
        && same(&want.unit, f.unit.as_deref().unwrap_or(""))
        && same(&want.per, f.per.as_deref().unwrap_or(""))
        && same(&want.change, f.change.name())
        && same(&want.part, f.change_part.map_or("", crate::document::ChangePart::name))
        && same(&want.object, &text(f.object))
        && same(&want.head, f.object_head.as_deref().unwrap_or(""))
        && same(&want.predicate, f.predicate.as_deref().unwrap_or(""));
    (!ok).then(|| {
        format!(
            "value {:?} {:?}..{:?} {} {} unit {:?} si {:?} per {:?} change {} object {:?} head {:?} predicate {:?} rule {}",
            f.value,
            f.low,
            f.high,
            f.bound.name(),
            f.kind.name(),
            f.unit,
            f.value_si,
            f.per,
            f.change.name(),
            text(f.object),
            f.object_head,
            f.predicate,
            f.rule
        )
    })
}

fn check_line(group: &FigureGroup, line: &str, wanted: fn(&[Figure]) -> Option<&Figure>, faults: &mut Vec<String>) {
    let (text, spans) = unmarked(line);
    let article = tagged(&text);
    let found: Vec<Span> = article.figures.iter().map(|f| f.span).collect();
    if found != spans {
        let words: Vec<&str> = found.iter().map(|s| s.of(&text)).collect();
        faults.push(format!("{line}\n    found {words:?}"));
    } else if let Some(fault) = wanted(&article.figures).and_then(|f| differs(&group.want, &article, f)) {
        faults.push(format!("{line}\n    {fault}"));
    }
}

const CORPORA: &[(&str, &str)] = &[
    ("counts", include_str!("corpus/counts.toml")),
    ("measures", include_str!("corpus/measures.toml")),
    ("money", include_str!("corpus/money.toml")),
    ("bounds", include_str!("corpus/bounds.toml")),
    ("neighbours", include_str!("corpus/neighbours.toml")),
    ("negatives", include_str!("corpus/negatives.toml")),
];

#[test]
fn every_line_of_the_corpus_has_its_figures_and_no_others() {
    let (mut faults, mut lines, mut negatives) = (Vec::new(), 0, 0);
    for (name, file) in CORPORA {
        let corpus: FigureCorpus = toml::from_str(file).unwrap_or_else(|e| panic!("{name}: {e}"));
        for group in &corpus.group {
            lines += group.lines.len() + group.last.len();
            negatives += group.none.len();
            group.lines.iter().chain(&group.none).for_each(|line| check_line(group, line, |f| f.first(), &mut faults));
            group.last.iter().for_each(|line| check_line(group, line, |f| f.last(), &mut faults));
            let marked = group.none.iter().filter(|line| line.contains('['));
            faults.extend(marked.map(|line| format!("a line without figures has brackets: {line}")));
        }
    }
    assert!(faults.is_empty(), "{} of {} lines differ:\n{}", faults.len(), lines + negatives, faults.join("\n"));
    assert!(lines + negatives >= 400, "{lines} lines and {negatives} negatives");
    assert!(3 * negatives >= lines + negatives, "{negatives} negatives of {}", lines + negatives);
}

#[test]
fn notes_in_brackets_are_no_figures() {
    // The corpus marks figures with brackets, and cannot hold such lines.
    for (text, count) in [("The mill[4] burned down.", 0), ("It has 64 plants[12] and no mill[3].", 1), ("They paid [12] crowns.", 1)] {
        assert_eq!(tagged(text).figures.len(), count, "{text}");
    }
}

#[test]
fn every_recogniser_and_filter_has_a_name_of_its_own() {
    let mut names: Vec<&str> = RECOGNISERS.iter().map(|r| r.name).chain(filters::FILTERS.iter().map(|f| f.name)).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn every_rule_decides_a_figure_of_its_example_and_is_listed_once() {
    let mut names: Vec<&str> = RULES.iter().map(|(name, _)| *name).collect();
    names.dedup();
    assert!(names.len() == RULES.len() && names.is_sorted(), "{names:?}");
    let mut wrong = Vec::new();
    for (rule, example) in RULES {
        let mut article = tagged(example);
        crate::tag::mentions::tag(&mut article, &Budget::default());
        tag(&mut article, &Budget::default());
        let found: Vec<&str> = article.figures.iter().map(|f| f.rule.0).collect();
        if !found.contains(rule) {
            wrong.push(format!("{rule} in “{example}”: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_figure_of_the_corpus_names_a_listed_rule() {
    for (name, file) in CORPORA {
        let corpus: FigureCorpus = toml::from_str(file).unwrap_or_else(|e| panic!("{name}: {e}"));
        for line in corpus.group.iter().flat_map(|group| group.lines.iter().chain(&group.last)) {
            for figure in tagged(&unmarked(line).0).figures {
                assert!(RULES.iter().any(|(rule, _)| *rule == figure.rule.0), "{} is not listed: {line}", figure.rule.0);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_text_makes_a_figure_that_is_not_in_it(text in numberish()) {
        let article = tagged(&text);
        let mut end = 0;
        for f in &article.figures {
            prop_assert!(!f.span.is_empty() && text.get(f.span.range()).is_some());
            prop_assert!(f.span.start >= end);
            end = f.span.end;
            for v in [f.value, f.low, f.high, f.value_si].into_iter().flatten() {
                prop_assert!(v.is_finite());
            }
            for s in [f.object, f.modifier, f.unit_text].into_iter().flatten() {
                prop_assert!(text.get(s.range()).is_some());
            }
            prop_assert!(article.dates.iter().all(|d| d.kind == DateKind::Duration || !d.span.overlaps(f.span)));
        }
        let mut end = 0;
        for d in &article.dates {
            prop_assert!(!d.span.is_empty() && text.get(d.span.range()).is_some() && d.span.start >= end);
            end = d.span.end;
        }
    }
}

/// Digits, number words, marks and odd characters, parted by bars.
const NUMBERISH: &str = "million|a|half|of|and|to|between|$|€|%|5|10,000|1.5|two|third|hundred|years|old|ago|km|per|day|-|–|/|.|,|more than|\
    dozens|doubled|Monday|May|2024|last|week|in|st|’s|°C|½|²|m|k|bn|Zoë|\u{301}|９|٣|𝟗|'|\"|:|p.m.|of them|soldiers|one|\
    plus or minus|±|feet|inches|e5|×10^|99999999999999999999|\n|(|)|no|Q3";

/// Digits, number words, marks and odd characters in any order.
fn numberish() -> impl Strategy<Value = String> {
    let words: Vec<&str> = NUMBERISH.split('|').collect();
    proptest::collection::vec((proptest::sample::select(words), proptest::bool::ANY), 0..24)
        .prop_map(|parts| parts.into_iter().map(|(w, space)| if space { format!("{w} ") } else { w.to_owned() }).collect())
}
