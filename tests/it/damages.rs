//! Every column of every table is damaged in turn: which damages does `check` see, and which can nothing tell?

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Date32Array, Float64Array, Int32Array, Int64Array, ListBuilder, StringArray, StringBuilder,
    TimestampMicrosecondArray,
};
use arrow::compute::concat;
use arrow::datatypes::{DataType, Date32Type, Float64Type, Int32Type, Int64Type, TimestampMicrosecondType};
use newsgrain::check::{self, Options, SourceOptions};
use newsgrain::pipeline::{Plan, RunOptions, Silent};
use newsgrain::tables::SCHEMAS;

use crate::specimen::{SOURCES, Specimen};

/// Columns of which nothing in an output tells what they ought to be, and why.
const UNTELLABLE: &[(&str, &[&str])] = &[
    (
        "names the rule that decided: rules come and go",
        &["articles.published_rule", "blocks.rule", "dates.rule", "figures.rule", "mentions.rule", "quotes.rule"],
    ),
    ("says how far a row is to be trusted", &["dates.confidence", "figures.confidence", "mentions.confidence", "quotes.confidence"]),
    (
        "comes from beside the text, or from a line that no column names",
        &["articles.agency", "articles.authors", "articles.dateline_place", "articles.language", "articles.outlet"],
    ),
    ("any precision of a day is possible", &["articles.published_precision"]),
    ("where a dateline ends is decided by reading it", &["articles.body_start"]),
    ("white space behind a block may belong to it or not", &["blocks.source_end"]),
    (
        "is read from the words around, and any other value might have been",
        &[
            "figures.bound",
            "figures.change",
            "figures.change_part",
            "figures.claim_status",
            "figures.object_head",
            "figures.object_inherited",
            "figures.range_id",
            "figures.per",
            "figures.predicate",
            "mentions.form",
            "mentions.type",
            "quotes.cue_class",
            "quotes.cue_lemma",
            "quotes.is_speech",
            "quotes.medium",
            "quotes.said_on_method",
            "quotes.speaker_kind",
        ],
    ),
    (
        "an article may know another gender or country of an entity than others do",
        &["article_entities.country_code", "article_entities.gender"],
    ),
    ("a document that left is not in the tables", &["rejects.byte_count", "rejects.message", "rejects.source_uri"]),
];

/// Documents that fill nearly every column.
const RICH: [(&str, &str); 2] = [
    (
        "bridge.txt",
        "Bridge to open after ten months of repairs\n\nBy Ana Duarte\n\nMarch 4, 2025\n\nLONDON, March 4 (Reuters) - Transport Minister \
         Vera Moss said the 5-km bridge would carry more than 20,000 cars a day by Friday.\n\n“We spent $3.5 million in London last year,” \
         Moss told Reuters on Monday. “We will not do it again.”\n\nPaul Iver, a spokesman for the port, said in a statement that about \
         40 tons of steel had been used.\n",
    ),
    ("ferry.txt", "Ferry toll rises to 31\n\nVera Moss said on Tuesday that 31 people had been rescued in London.\n"),
];

/// Tables with the documents that they were made of.
struct Sample {
    tables: fn() -> Specimen,
    sources: &'static [(&'static str, &'static str)],
}

const SAMPLES: [Sample; 2] = [Sample { tables: Specimen::new, sources: &SOURCES }, Sample { tables: published, sources: &RICH }];

/// What a run makes of the rich documents.
fn published() -> Specimen {
    static DIR: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
        let scratch = tempfile::tempdir().expect("a scratch directory");
        let sources = scratch.path().join("sources");
        write_sources(&sources, &RICH);
        let mut plan = Plan::from_toml("", "nothing.toml").expect("nothing need be said");
        plan.sources.paths = vec![sources.to_string_lossy().into_owned()];
        plan.output = scratch.path().join("tables");
        newsgrain::pipeline::run(&plan, &RunOptions::default(), &Silent).expect("it runs");
        scratch
    });
    Specimen::load(&newsgrain::write::layout::resolve(&DIR.path().join("tables")))
}

fn write_sources(dir: &Path, sources: &[(&str, &str)]) {
    std::fs::create_dir(dir).expect("it is new");
    for (name, text) in sources {
        std::fs::write(dir.join(name), text).expect("it is new");
    }
}

/// Whether a check sees what was done to the tables.
fn is_seen(specimen: &Specimen, sample: &Sample) -> bool {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let (sources, output) = (scratch.path().join("sources"), scratch.path().join("tables"));
    write_sources(&sources, sample.sources);
    std::fs::create_dir(&output).expect("it is new");
    specimen.write_with(&output, sample.sources);
    let mut plan = Plan::from_toml("", "nothing.toml").expect("nothing need be said");
    plan.sources.paths = vec![sources.to_string_lossy().into_owned()];
    let options = Options { sources: Some(SourceOptions { sources: plan.sources, read: plan.read }), ..Options::default() };
    !check::directory(&output, &options).expect("it can be read").is_clean()
}

/// A column in which the first value that is set is another one; none where none is set.
fn changed(column: &ArrayRef, others: Option<&[String]>) -> Option<ArrayRef> {
    let row = (0..column.len()).find(|n| column.is_valid(*n))?;
    let value: ArrayRef = match column.data_type() {
        DataType::Utf8 => {
            let old = column.as_string::<i32>().value(row);
            let new = others.and_then(|o| o.iter().find(|v| *v != old).cloned()).unwrap_or_else(|| format!("{old} else"));
            Arc::new(StringArray::from(vec![new]))
        }
        DataType::Int32 => Arc::new(Int32Array::from(vec![column.as_primitive::<Int32Type>().value(row) + 1])),
        DataType::Int64 => Arc::new(Int64Array::from(vec![column.as_primitive::<Int64Type>().value(row) + 1])),
        DataType::Float64 => Arc::new(Float64Array::from(vec![column.as_primitive::<Float64Type>().value(row) * 0.5 + 0.25])),
        DataType::Boolean => Arc::new(BooleanArray::from(vec![!column.as_boolean().value(row)])),
        DataType::Date32 => Arc::new(Date32Array::from(vec![column.as_primitive::<Date32Type>().value(row) + 3])),
        DataType::Timestamp(..) => {
            let moved = column.as_primitive::<TimestampMicrosecondType>().value(row) + 3 * 86_400_000_000;
            Arc::new(TimestampMicrosecondArray::from(vec![moved]).with_timezone("UTC"))
        }
        DataType::List(_) => {
            let mut list = ListBuilder::new(StringBuilder::new());
            list.values().append_value(others.and_then(<[String]>::first).map_or("nobody", String::as_str));
            list.append(true);
            Arc::new(list.finish())
        }
        other => panic!("no column of the contract is {other}"),
    };
    let (before, after) = (column.slice(0, row), column.slice(row + 1, column.len() - row - 1));
    Some(concat(&[&before, &value, &after]).expect("they are of one type"))
}

#[test]
fn the_samples_are_whole() {
    for sample in &SAMPLES {
        assert!(!is_seen(&(sample.tables)(), sample));
    }
}

#[test]
fn what_is_changed_in_any_column_is_seen_or_known_to_be_untellable() {
    let untellable: BTreeSet<String> = UNTELLABLE.iter().flat_map(|(_, columns)| columns.iter().map(|c| (*c).to_owned())).collect();
    let mut unseen = BTreeSet::new();
    let mut untried = BTreeSet::new();
    let wholes: Vec<Specimen> = SAMPLES.iter().map(|s| (s.tables)()).collect();
    for schema in SCHEMAS.iter() {
        for field in &schema.fields {
            let (mut tried, mut seen) = (false, false);
            let others = field.item_enum.as_deref().or(field.constraints.values.as_deref());
            for (sample, whole) in SAMPLES.iter().zip(&wholes).filter(|(_, w)| w.tables.contains_key(schema.name.as_str())) {
                let column = whole.tables[schema.name.as_str()].column_by_name(&field.name).expect("it is there");
                let Some(damaged) = changed(column, others).filter(|_| !seen) else { continue };
                tried = true;
                let mut specimen = whole.clone();
                specimen.edit(&schema.name, &field.name, |_| damaged);
                seen = is_seen(&specimen, sample);
            }
            let name = format!("{}.{}", schema.name, field.name);
            match (tried, seen) {
                (false, _) => _ = untried.insert(name),
                (true, false) => _ = unseen.insert(name),
                (true, true) => {}
            }
        }
    }
    println!("nothing to damage in {untried:?}");
    // What the language model finds may let a check see more.
    assert_eq!(unseen.difference(&untellable).collect::<Vec<_>>(), Vec::<&String>::new());
}
