//! Published tables, their three JSON files and pipeline files, damaged: messages, never a panic.
//!
//! In: the specimen of `specimen.rs` and the pipelines of the project. Out: tests.

use std::path::Path;

use fastrand::Rng;
use newsgrain::check::{self, Options};
use newsgrain::pipeline::Plan;
use newsgrain::write::parquet::digest;

use super::mutations::{BYTES, TEXT};
use super::samples::Case;
use super::sweep::{Fault, Sweep};
use crate::fixture::root;
use crate::specimen::Specimen;

/// Files of an output that are damaged.
const FILES: &[&str] = &[
    "articles.parquet",
    "blocks.parquet",
    "sentences.parquet",
    "quotes.parquet",
    "figures.parquet",
    "dates.parquet",
    "mentions.parquet",
    "article_entities.parquet",
    "entities.parquet",
    "rejects.parquet",
    "datapackage.json",
    "manifest.json",
    "run.json",
];

/// A damaged file of the specimen. Every other number is one of its JSON files.
fn output_file(seed: u64, number: u64) -> Case {
    let mut rng = Rng::with_seed(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ number);
    let scratch = tempfile::tempdir().expect("a scratch directory");
    Specimen::new().write(scratch.path());
    let name = FILES[if number.is_multiple_of(2) { rng.usize(0..FILES.len() - 3) } else { rng.usize(FILES.len() - 3..FILES.len()) }];
    let bytes = std::fs::read(scratch.path().join(name)).expect("it is there");
    let mut case = Case { name: format!("{number:06}-{name}"), bytes, damages: Vec::new() };
    let other = std::fs::read(scratch.path().join(FILES[rng.usize(0..FILES.len())])).expect("it is there");
    for _ in 0..rng.usize(1..3) {
        let mutation = &BYTES[rng.usize(0..BYTES.len())];
        (mutation.apply)(&mut rng, &mut case.bytes, &other);
        case.damages.push(mutation.name);
    }
    case
}

/// The check of an output with a damaged file says so, and does not end early where the manifest fits the damage.
fn check_holds(case: &Case) -> Result<(), Fault> {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    Specimen::new().write(scratch.path());
    let (_, name) = case.name.split_once('-').expect("a number stands before the name");
    let path = scratch.path().join(name);
    let is_the_same = std::fs::read(&path).expect("it is there") == case.bytes;
    std::fs::write(&path, &case.bytes).expect("it is there");
    // An output that is none any more is refused with a message; that is as good as a violation.
    let is_seen = |dir: &Path| check::directory(dir, &Options::default()).map_or(true, |findings| !findings.is_clean());
    let is_table = name.ends_with(".parquet");
    if is_table && !is_the_same && !is_seen(scratch.path()) {
        return Err(Fault::new("damage that is not seen", name));
    }
    if is_table {
        forge(scratch.path(), name);
    }
    is_seen(scratch.path());
    Ok(())
}

/// Makes hash and size in the manifest and the package those of the damaged table.
fn forge(dir: &Path, name: &str) {
    let whole = tempfile::tempdir().expect("a scratch directory");
    Specimen::new().write(whole.path());
    let (was, is) = (digest(&whole.path().join(name)).expect("it is there"), digest(&dir.join(name)).expect("it is there"));
    for file in ["manifest.json", "datapackage.json"] {
        let text = std::fs::read_to_string(dir.join(file)).expect("it is there");
        let text = text.replace(&was.0, &is.0).replace(&was.1.to_string(), &is.1.to_string());
        std::fs::write(dir.join(file), text).expect("it is there");
    }
}

#[test]
fn damaged_outputs_never_stop_the_check() {
    Sweep::new("outputs", 80, 0.025).run(output_file, check_holds);
}

/// A damaged pipeline file.
fn pipeline_file(seed: u64, number: u64) -> Case {
    let mut rng = Rng::with_seed(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ number);
    let folder = root().join("pipelines");
    let names: Vec<String> = crate::fixture::names_of(&folder).into_iter().filter(|n| n.ends_with(".toml")).collect();
    let read = |rng: &mut Rng| std::fs::read(folder.join(&names[rng.usize(0..names.len())])).expect("it can be read");
    let mut case = Case { name: format!("{number:06}.toml"), bytes: read(&mut rng), damages: Vec::new() };
    for _ in 0..rng.usize(1..4) {
        let list = if rng.bool() { BYTES } else { TEXT };
        let (mutation, other) = (&list[rng.usize(0..list.len())], read(&mut rng));
        (mutation.apply)(&mut rng, &mut case.bytes, &other);
        case.damages.push(mutation.name);
    }
    case
}

/// It is a plan, or the message names the file.
fn pipeline_holds(case: &Case) -> Result<(), Fault> {
    let text = String::from_utf8_lossy(&case.bytes);
    match Plan::from_toml(&text, &case.name) {
        Err(error) if !error.to_string().contains(&case.name) => Err(Fault::new("a message without the file", error.to_string())),
        _ => Ok(()),
    }
}

#[test]
fn damaged_pipeline_files_are_plans_or_messages() {
    Sweep::new("pipelines", 200, 0.25).run(pipeline_file, pipeline_holds);
}
