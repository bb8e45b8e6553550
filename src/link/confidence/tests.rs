//! Tests of the linker: the files, the line, and what rows of known and unknown rules get.

use std::collections::BTreeSet;

use super::features::Feature;
use super::table::{Calibration, CalibrationFile, FILES};
use crate::document::{Format, GivenMetadata, QuoteKind, RawDocument, TaggedArticle};
use crate::extract::Extractor;
use crate::link;

fn files() -> impl Iterator<Item = CalibrationFile> {
    FILES.iter().map(|(table, text)| toml::from_str(text).unwrap_or_else(|e| panic!("data/calibration/{table}.toml: {e}")))
}

fn small(prior: i64, weight: i64) -> Calibration {
    let text = format!(
        "table = \"quotes\"\nrows = 9\nintercept = -1000\nprior = {prior}\nknots = [[-1000, 200], [0, 500], [1000, 900]]\n\
         apart = [{{ feature = \"kind\", value = \"term\" }}]\n\
         weights = [{{ feature = \"rule\", value = \"known\", rows = 9, weight = {weight} }}]\n"
    );
    Calibration::of(toml::from_str(&text).expect("it is a calibration"))
}

fn article(text: &str, linkers: &[&str]) -> TaggedArticle {
    let raw = RawDocument::new("ferry.txt", Format::Text, text.as_bytes().to_vec(), GivenMetadata::default());
    let chosen = link::LINKERS.iter().map(|l| l.name).filter(|name| linkers.contains(name)).collect();
    let extractor = Extractor { link: link::Options { linkers: chosen }, ..Extractor::default() };
    extractor.extract(raw).expect("the text is not empty")
}

#[test]
fn every_file_is_of_its_table_and_its_line_rises() {
    for (file, (table, _)) in files().zip(FILES) {
        assert_eq!(file.table, table);
        assert!(file.rows > 0 && file.prior >= 0, "{table}: a trusted rule must not count less than another");
        assert!(file.knots.len() > 1, "{table}: a line has two ends");
        assert!(file.knots.windows(2).all(|k| k[0].0 < k[1].0 && k[0].1 <= k[1].1), "{table}: the line falls: {:?}", file.knots);
        assert!(file.knots.iter().all(|(_, confidence)| (0..=1000).contains(confidence)), "{table}");
    }
}

#[test]
fn every_value_of_a_file_stands_once_and_in_order_with_rows_to_learn_from() {
    for file in files() {
        let names: Vec<(String, &str)> = file.weights.iter().map(|w| (format!("{:?}", w.feature), w.value.as_str())).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{}", file.table);
        assert!(file.weights.iter().all(|w| w.rows > 1 && w.weight != 0), "{}", file.table);
    }
}

#[test]
fn a_file_with_an_unknown_feature_is_refused() {
    let fault =
        toml::from_str::<CalibrationFile>("table = \"quotes\"\nweights = [{ feature = \"moon\", value = \"\", rows = 1, weight = 1 }]");
    assert!(fault.expect_err("there is no such feature").message().contains("unknown variant `moon`"));
}

#[test]
fn the_line_is_straight_between_knots_and_level_outside() {
    let of = |prior: f32| small(4000, 0).confidence(prior, |_| {});
    assert_eq!([of(0.0), of(0.125), of(0.25), of(0.4), of(0.5), of(1.0)], [0.2, 0.35, 0.5, 0.74, 0.9, 0.9]);
}

#[test]
fn a_known_value_moves_the_confidence_an_unknown_one_leaves_the_prior_to_decide() {
    let of = |rule: &str| small(4000, 500).confidence(0.25, |see| see(Feature::Rule, rule));
    assert_eq!((of("known"), of("new")), (0.7, 0.5));
}

#[test]
fn rows_apart_keep_what_their_rule_gave_them() {
    assert_eq!(small(4000, 500).confidence(0.31, |see| see(Feature::Kind, "term")), 0.31);
}

#[test]
fn a_higher_prior_never_means_a_lower_confidence() {
    for file in files() {
        let calibration = Calibration::of(file);
        let all: Vec<f32> = (0..=1000).map(|p| calibration.confidence(p as f32 / 1000.0, |see| see(Feature::Rule, "new"))).collect();
        assert!(all.windows(2).all(|two| two[0] <= two[1]));
    }
}

#[test]
fn the_linker_sets_confidence_and_nothing_else() {
    let text = "Ferry strike\n\nPort director Ana Duarte said on Monday that 31 ferries would stay in port. \"We are tired,\" she said.\n\
                The so-called \"night boat\" is plotted to sail.\n";
    let (before, mut after) =
        (article(text, &["entities", "speakers", "claimants"]), article(text, &["entities", "speakers", "claimants", "confidence"]));
    let differs = before.quotes.iter().zip(&after.quotes).filter(|(b, a)| b.confidence != a.confidence).count();
    assert!(differs > 0 && before.quotes.iter().zip(&after.quotes).all(|(b, a)| a.kind != QuoteKind::Term || a.confidence == b.confidence));
    for (b, a) in before.quotes.iter().zip(&mut after.quotes) {
        a.confidence = b.confidence;
    }
    for (b, a) in before.figures.iter().zip(&mut after.figures) {
        a.confidence = b.confidence;
    }
    for (b, a) in before.mentions.iter().zip(&mut after.mentions) {
        a.confidence = b.confidence;
    }
    for (b, a) in before.dates.iter().zip(&mut after.dates) {
        a.confidence = b.confidence;
    }
    assert_eq!(before, after);
}

#[test]
fn a_reported_statement_is_surer_than_a_reported_attitude() {
    let text = "Harbour row\n\nMayor Ana Duarte said that the quay was closed. Trader Ivo Markov praised the new quay.\n";
    let article = article(text, &["entities", "speakers", "claimants", "confidence"]);
    let of = |lemma: &str| article.quotes.iter().find(|q| q.cue.as_ref().is_some_and(|c| c.lemma == lemma)).map(|q| q.confidence);
    let (said, praised) = (of("say").expect("she is quoted"), of("praise"));
    assert!(praised.is_none_or(|praised| said > praised), "{said} {praised:?}");
}
