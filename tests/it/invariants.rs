//! What `check` asserts: nothing over good outputs, the right thing over damaged ones.

use std::collections::BTreeSet;
use std::path::Path;

use newsgrain::check::{self, CHECKS, Findings, Options, SourceOptions};
use newsgrain::pipeline::Plan;

use crate::fixture::{articles, published, quiet_run};
use crate::specimen::{Cell, SOURCES, Specimen};

/// What is damaged.
enum Damage {
    /// Rows, before they are written: hashes and counts fit what is written.
    Rows(fn(&mut Specimen)),
    /// Files, behind the writer's back.
    Files(fn(&Path)),
    /// The documents that the output was made of.
    Sources(fn(&Path)),
}
use Damage::{Files, Rows, Sources};

/// Damages, and the checks that must notice them, all of them and no others.
const DAMAGES: &[(&[&str], Damage)] = &[
    (&["files"], Files(|dir| std::fs::remove_file(dir.join("run.json")).expect("it is there"))),
    (&["files"], Files(|dir| std::fs::write(dir.join("datapackage.json"), "{").expect("it is there"))),
    (&["files"], Files(|dir| std::fs::remove_file(dir.join("dates.parquet")).expect("it is there"))),
    (&["files"], Files(|dir| _ = std::fs::copy(dir.join("rejects.parquet"), dir.join("extra.parquet")).expect("it is there"))),
    (&["files"], Files(|dir| replace(dir, "manifest.json", "\"dates.parquet\"", "\"../dates.parquet\""))),
    (&["readable", "hashes"], Files(|dir| truncate(&dir.join("quotes.parquet"), 100))),
    (&["readable", "hashes"], Files(|dir| std::fs::write(dir.join("blocks.parquet"), "").expect("it is there"))),
    (&["hashes"], Files(|dir| replace(dir, "datapackage.json", "\"hash\":\"sha256:", "\"hash\":\"sha256:0"))),
    (&["row_counts"], Files(|dir| replace(dir, "manifest.json", "\"rows\": 4", "\"rows\": 5"))),
    (&["row_counts"], Files(|dir| replace(dir, "run.json", "\"articles\":2", "\"articles\":3"))),
    (&["run_status"], Files(|dir| replace(dir, "run.json", "published", "running"))),
    (&["contract"], Files(|dir| replace(dir, "manifest.json", "\"contract\": \"1\"", "\"contract\": \"0\""))),
    (&["contract"], Rows(|s| _ = s.footers.remove(&("quotes", "newsgrain:contract")))),
    (&["package"], Files(|dir| replace(dir, "datapackage.json", "Degrees north", "Degrees south"))),
    (
        &["columns"],
        Rows(|s| s.edit("blocks", "block_seq", |a| arrow::compute::cast(a, &arrow::datatypes::DataType::Int64).expect("it fits"))),
    ),
    (&["embedded_schema"], Rows(|s| _ = s.footers.insert(("dates", "frictionless:schema"), "{}".into()))),
    (&["embedded_schema"], Rows(|s| _ = s.footers.insert(("dates", "newsgrain:table"), "days".into()))),
    (&["columns", "required"], Rows(|s| s.set("articles", 0, "source_hash", Cell::Null))),
    (&["blank"], Rows(|s| s.set("articles", 0, "headline", Cell::Text("")))),
    (&["blank"], Rows(|s| s.set("articles", 1, "outlet", Cell::Text(" \u{a0}")))),
    (&["enumeration"], Rows(|s| s.set("quotes", 2, "kind", Cell::Text("yelled")))),
    (&["range"], Rows(|s| s.set("quotes", 2, "confidence", Cell::Float(1.5)))),
    (&["range"], Rows(|s| s.set("figures", 0, "confidence", Cell::Float(f64::NAN)))),
    (&["nulls"], Rows(|s| s.set("quotes", 2, "cue_lemma", Cell::Null))),
    (&["periods", "edtf"], Rows(|s| s.set("dates", 0, "start_date", Cell::Int(30_000)))),
    (&["values"], Rows(|s| s.set("figures", 1, "value_low", Cell::Float(50.0)))),
    (&["value_text"], Rows(|s| s.set_all("figures", 1, &["value", "value_low", "value_high"], 32.0))),
    (&["bounds"], Rows(|s| s.set("figures", 0, "bound", Cell::Text("range")))),
    (&["units"], Rows(|s| s.set("figures", 0, "unit_si", Cell::Text("m")))),
    (&["units"], Rows(|s| s.set("figures", 0, "kind", Cell::Text("money")))),
    (&["edtf"], Rows(|s| s.set("dates", 0, "edtf", Cell::Text("2025-03-04")))),
    (&["edtf"], Rows(|s| s.set("dates", 0, "kind", Cell::Text("duration")))),
    (&["flags", "headlines"], Rows(|s| s.set("articles", 0, "headline", Cell::Null))),
    (&["entity_ids", "entity_summary"], Rows(|s| s.set("article_entities", 0, "type", Cell::Text("ORG")))),
    (&["gazetteer"], Rows(|s| s.set("entities", 0, "latitude", Cell::Float(60.39)))),
    (&["lists"], Rows(|s| s.edit("entities", "aliases", |_| lists(&[&["she", "The mayor"], &[]])))),
    (&["published"], Rows(|s| s.set("articles", 0, "published_method", Cell::Text("unresolved")))),
    (&["said"], Rows(|s| s.set("quotes", 3, "is_speech", Cell::Bool(false)))),
    (&["speakers"], Rows(|s| s.set("quotes", 0, "is_anonymous", Cell::Bool(true)))),
    (&["speakers"], Rows(|s| s.set("quotes", 0, "speaker_kind", Cell::Text("unresolved")))),
    (&["foreign_key_across", "entity_names_across"], Rows(|s| s.keep("entities", &[1]))),
    (&["order", "foreign_key", "tiling", "word_count", "counts"], Rows(|s| s.keep("articles", &[1, 0]))),
    (&["order_across"], Rows(|s| s.keep("rejects", &[1, 0]))),
    (&["sequence", "ids"], Rows(|s| s.set("mentions", 1, "mention_seq", Cell::Int(7)))),
    (&["sequence"], Rows(|s| s.set("article_entities", 0, "entity_seq", Cell::Int(3)))),
    (&["ids"], Rows(|s| s.set("mentions", 1, "mention_id", Cell::Text("second")))),
    (&["ids", "sources"], Rows(|s| s.set("articles", 1, "source_uri", Cell::Text("another.txt")))),
    (&["ids"], Rows(|s| s.set("quotes", 3, "utterance_id", Cell::Text("u1")))),
    (&["ids", "unique_key", "foreign_key", "parents"], Rows(|s| s.edit("quotes", "quote_id", |ids| twice_the_first(ids)))),
    (&["unique_key_across"], Rows(|s| s.keep("entities", &[0, 0, 1]))),
    (&["foreign_key"], Rows(|s| s.set("figures", 0, "quote_id", Cell::Text("0123456789abcdef-q1")))),
    (&["foreign_key"], Rows(|s| s.set("quotes", 3, "parent_quote_id", Cell::Text("nobody")))),
    (&["offsets"], Rows(|s| s.set("mentions", 1, "text", Cell::Text("He")))),
    (&["offsets"], Rows(|s| s.set("quotes", 0, "speaker_text", Cell::Text("The  mayor")))),
    (&["offsets"], Rows(|s| s.set("quotes", 0, "cue_end", Cell::Int(9_999)))),
    (&["offsets"], Rows(|s| s.set("quotes", 0, "cue_end", Cell::Null))),
    (&["tiling"], Rows(|s| s.set("blocks", byline(s), "role", Cell::Text("paragraph")))),
    (&["body_start", "body_block"], Rows(|s| s.set("articles", 0, "body_start", Cell::Int(9_999)))),
    (&["sentences"], Rows(|s| s.set("sentences", first_of(s, "sentences", "cafe.txt") + 3, "char_start", Cell::Int(100)))),
    (&["places"], Rows(|s| s.set("mentions", 1, "sentence_seq", Cell::Int(1)))),
    (
        &["utterances"],
        Rows(|s| {
            s.edit("quotes", "utterance_id", |ids| {
                arrow::compute::take(ids, &arrow::array::UInt32Array::from(vec![2, 2, 0, 0]), None).expect("there are four")
            })
        }),
    ),
    (&["source_order", "sources"], Rows(|s| s.set("blocks", 0, "source_end", Cell::Int(0)))),
    (&["body_block"], Rows(|s| s.set("articles", 0, "body_start", Cell::Int(3)))),
    (&["words"], Rows(|s| s.set("quotes", 0, "speaker_role", Cell::Text("the minister")))),
    (&["headlines"], Rows(|s| s.set("articles", 0, "headline", Cell::Text("Something else")))),
    (&["headlines"], Rows(|s| s.set("articles", 0, "subheadline", Cell::Text("Nobody was hurt.")))),
    (&["word_count"], Rows(|s| s.set("articles", 0, "word_count", Cell::Int(17)))),
    (&["quote_of_figure"], Rows(|s| s.edit("figures", "quote_id", |ids| third_quote(ids)))),
    (&["anchors"], Rows(|s| s.set("dates", 0, "anchor_date", Cell::Int(20_000)))),
    (&["anchors"], Rows(|s| s.set("dates", 0, "is_relative", Cell::Bool(false)))),
    (&["borrowed_days"], Rows(|s| ["as_of_start", "as_of_end"].iter().for_each(|c| s.set("figures", 0, c, Cell::Int(20_000))))),
    (&["entity_days", "entity_summary"], Rows(|s| s.set("article_entities", 0, "published_date", Cell::Int(20_000)))),
    (&["entity_names"], Rows(|s| s.set("quotes", 0, "speaker_name", Cell::Text("Vera Moss")))),
    (&["entity_names"], Rows(|s| s.set("mentions", 0, "link_method", Cell::Text("gazetteer")))),
    (&["entity_names_across", "entity_summary"], Rows(|s| s.set("entities", 1, "canonical_name", Cell::Text("Vera Moss")))),
    (&["entity_summary"], Rows(|s| s.set("entities", 1, "first_seen", Cell::Int(20_000)))),
    (
        &["sources"],
        Files(|dir| {
            replace(dir, "manifest.json", "\"path\": \"ferry.txt\",\n      \"bytes\": ", "\"path\": \"ferry.txt\",\n      \"bytes\": 1")
        }),
    ),
    (&["layout"], Files(|dir| std::fs::write(dir.join("notes.txt"), "mine").expect("it is new"))),
    (&["layout"], Files(|dir| std::fs::create_dir(dir.join("pictures")).expect("it is new"))),
    (&["layout"], Files(linked_elsewhere)),
    (&["report"], Files(|dir| replace(dir, "run.json", "\"empty\"", "\"encoding\""))),
    (&["claims"], Rows(|s| s.set("figures", 0, "cue", Cell::Text("said")))),
    (&["unclear"], Rows(|s| s.set("mentions", 0, "unclear", Cell::Text("not_tried")))),
    (&["mentioned_names"], Rows(|s| s.edit("entities", "aliases", |_| lists(&[&["Rosa L."], &[]])))),
    (&["sentence_text"], Rows(|s| s.set("figures", 0, "sentence", Cell::Text("Eleven closed.")))),
    (&["counts"], Rows(|s| s.set("articles", 0, "quote_count", Cell::Int(17)))),
    (&["counts", "article_entities"], Rows(|s| s.set("mentions", 1, "entity_id", Cell::Text("person/tove-aas")))),
    (&["parents"], Rows(|s| s.edit("quotes", "parent_quote_id", |ids| last_points_to_third(ids)))),
    (&["entity_totals"], Rows(|s| s.set("entities", 0, "mention_count", Cell::Int(99)))),
    (&["sources"], Sources(|dir| replace(dir, "ferry.txt", "Nobody", "Somebody"))),
    (&["sources"], Sources(|dir| std::fs::remove_file(dir.join("ferry.txt")).expect("it is there"))),
    (&["sources"], Rows(|s| s.set("blocks", 0, "source_end", Cell::Int(9_999)))),
    (&["sources"], Rows(|s| s.set("blocks", byline(s), "text", Cell::Text("By Ana Duarte-Lima")))),
];

/// The first row of an article in a table.
fn first_of(specimen: &Specimen, table: &str, uri: &str) -> usize {
    let id = newsgrain::document::ArticleId::of(uri).to_string();
    specimen.row(table, "article_id", &id)
}

fn byline(specimen: &Specimen) -> usize {
    specimen.row("blocks", "role", "byline")
}

/// The ids of the first article's quotes, the second of them that of the first.
fn twice_the_first(ids: &arrow::array::ArrayRef) -> arrow::array::ArrayRef {
    arrow::compute::take(ids, &arrow::array::UInt32Array::from(vec![0, 0, 2, 3]), None).expect("there are four")
}

/// The last quote's parent is the third quote, no mixed one and not around it.
fn last_points_to_third(parents: &arrow::array::ArrayRef) -> arrow::array::ArrayRef {
    use arrow::array::AsArray;
    let mixed = parents.as_string::<i32>().value(1).to_owned();
    let third = mixed.replace("-q0", "-q2");
    std::sync::Arc::new(arrow::array::StringArray::from(vec![None, Some(mixed), None, Some(third)]))
}

/// The figures' quotes, the first of them the third quote of the article, which does not hold it.
fn third_quote(ids: &arrow::array::ArrayRef) -> arrow::array::ArrayRef {
    use arrow::array::AsArray;
    let second = ids.as_string::<i32>().value(1).to_owned();
    std::sync::Arc::new(arrow::array::StringArray::from(vec![second.replace("-q1", "-q2"), second]))
}

/// A column of lists.
fn lists(rows: &[&[&str]]) -> arrow::array::ArrayRef {
    let mut lists = arrow::array::ListBuilder::new(arrow::array::StringBuilder::new());
    for row in rows {
        row.iter().for_each(|item| lists.values().append_value(item));
        lists.append(true);
    }
    std::sync::Arc::new(lists.finish())
}

/// A table that is a link to a file beside the output.
fn linked_elsewhere(dir: &Path) {
    let (table, away) = (dir.join("quotes.parquet"), dir.with_file_name("quotes.parquet"));
    std::fs::rename(&table, &away).expect("it is there");
    std::os::unix::fs::symlink(away, table).expect("it is new");
}

fn replace(dir: &Path, file: &str, old: &str, new: &str) {
    let path = dir.join(file);
    let text = std::fs::read_to_string(&path).expect("it is there");
    assert!(text.contains(old), "{file} holds {old}");
    std::fs::write(path, text.replacen(old, new, 1)).expect("it is there");
}

fn truncate(path: &Path, bytes: u64) {
    std::fs::File::options().write(true).open(path).and_then(|f| f.set_len(bytes)).expect("it is there");
}

/// Writes a specimen with its sources, damages it, checks it.
fn checked(damage: &Damage) -> Findings {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let (sources, output) = (scratch.path().join("sources"), scratch.path().join("tables"));
    std::fs::create_dir(&sources).expect("it is new");
    std::fs::create_dir(&output).expect("it is new");
    for (name, text) in SOURCES {
        std::fs::write(sources.join(name), text).expect("it is new");
    }
    let mut specimen = Specimen::new();
    if let Rows(damage) = damage {
        damage(&mut specimen);
    }
    specimen.write(&output);
    match damage {
        Files(damage) => damage(&output),
        Sources(damage) => damage(&sources),
        Rows(_) => {}
    }
    check::directory(&output, &Options { sources: Some(source_options(&sources)), ..Options::default() }).expect("it can be read")
}

fn source_options(sources: &Path) -> SourceOptions {
    let mut plan = Plan::from_toml("[sources]\nexclude = [\"**/README.md\"]\n", "nothing.toml").expect("it is valid");
    plan.sources.paths = vec![sources.to_string_lossy().into_owned()];
    SourceOptions { sources: plan.sources, read: plan.read }
}

fn violated(findings: &Findings) -> Vec<&'static str> {
    findings.kinds.iter().filter(|k| k.count > 0).map(|k| k.check).collect()
}

#[test]
fn the_specimen_is_whole() {
    let findings = checked(&Rows(|_| {}));
    assert!(findings.is_clean(), "{findings}");
    assert_eq!((findings.tables, findings.articles), (10, 2));
}

#[test]
fn every_damage_is_noticed_by_the_right_checks() {
    let mut wrong = Vec::new();
    for (number, (expected, damage)) in DAMAGES.iter().enumerate() {
        let findings = checked(damage);
        if violated(&findings) != *expected {
            wrong.push(format!("damage {number} ought to violate {expected:?}:\n{findings}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_check_has_a_damage_that_it_notices() {
    let tried: BTreeSet<&str> = DAMAGES.iter().flat_map(|(expected, _)| expected.iter().copied()).collect();
    let untried: Vec<_> = CHECKS.iter().map(|c| c.name).filter(|name| !tried.contains(name)).collect();
    assert_eq!(untried, Vec::<&str>::new());
}

#[test]
fn violations_over_the_limit_are_counted_and_not_kept() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let mut specimen = Specimen::new();
    (0..4).for_each(|row| specimen.set("quotes", row, "confidence", Cell::Float(2.0)));
    specimen.write(scratch.path());
    let findings = check::directory(scratch.path(), &Options { limit: 1, sources: None }).expect("it can be read");
    assert_eq!(findings.count_of("range"), 4);
    let text = findings.to_string();
    assert!(text.contains("quotes row 0: confidence is 2, out of range [range]\n... and 3 more [range]\n"), "{text}");
    assert!(text.ends_with(": 4 violations (range 4)\n"), "{text}");
}

#[test]
fn tables_that_were_not_written_are_said_and_not_failed() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let mut specimen = Specimen::new();
    for table in ["quotes", "entities", "sentences"] {
        specimen.tables.remove(table);
    }
    specimen.write(scratch.path());
    let findings = check::directory(scratch.path(), &Options::default()).expect("it can be read");
    assert!(findings.is_clean(), "{findings}");
    assert_eq!(findings.notes.len(), 3, "{findings}");
}

#[test]
fn the_sample_articles_give_clean_tables() {
    let options = Options { sources: Some(source_options(&articles())), ..Options::default() };
    let findings = check::directory(published(), &options).expect("it can be read");
    assert!(findings.is_clean(), "{findings}");
    assert!(findings.articles >= 24, "{findings}");
}

#[test]
fn damaged_bytes_never_stop_the_check() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    Specimen::new().write(scratch.path());
    for table in ["articles", "quotes", "entities", "rejects"] {
        let path = scratch.path().join(format!("{table}.parquet"));
        let whole = std::fs::read(&path).expect("it is there");
        // Every so many bytes one is turned over; the footer, at the end, is met as well.
        for at in (0..whole.len()).step_by(whole.len() / 20 + 1).chain((whole.len() - 64..whole.len()).step_by(5)) {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x5A;
            std::fs::write(&path, &damaged).expect("it is there");
            let findings = check::directory(scratch.path(), &Options::default()).expect("it can be read");
            assert!(findings.count_of("hashes") > 0, "byte {at} of {table}");
        }
        std::fs::write(&path, &whole).expect("it is there");
    }
}

#[test]
fn a_folder_without_tables_is_no_output() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let error = check::directory(scratch.path(), &Options::default()).expect_err("there is nothing");
    assert!(error.to_string().contains("holds no tables"));
}

/// Words that a text may hold and a check could take for a fault: their tables are clean.
const QUIRKS: &[&str] = &["Between 80 and 60cent, through Sever over the canal, was what the trust asked for, a clerk said."];

#[test]
fn odd_words_are_no_violations() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let (input, output) = (scratch.path().join("quirks.txt"), scratch.path().join("tables"));
    std::fs::write(&input, format!("Fares rise\n\n{}\n", QUIRKS.join("\n\n"))).expect("it is new");
    quiet_run(&input, &output).assert().success();
    let findings = check::directory(&output, &Options { limit: 9, sources: None }).expect("it can be read");
    assert!(findings.is_clean(), "{findings}");
}
