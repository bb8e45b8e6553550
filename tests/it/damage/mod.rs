//! Damaged files through readers, core, program and check: none may panic, hang or break an invariant.
//!
//! In: the sample articles, damaged in ways that follow from a seed. Out: tests. Few cases by default and the same each time;
//! `NEWSGRAIN_DAMAGE=60000` takes so many, `NEWSGRAIN_DAMAGE_SEED` others, `NEWSGRAIN_DAMAGE_MODEL=1` has the language model read as well.
//! Never hides which case it was: its bytes are kept in `target/tmp/damage/`.
//!
//! | file | what |
//! |---|---|
//! | `mutations.rs` | the kinds of damage |
//! | `samples.rs` | what is damaged: every input format |
//! | `sweep.rs` | case after case, with a net and a clock |
//! | `outputs.rs` | published tables and pipeline files, damaged |

mod mutations;
mod outputs;
mod samples;
mod sweep;

use std::path::Path;
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

use newsgrain::check::{self, Findings, SourceOptions};
use newsgrain::document::TaggedArticle;
use newsgrain::error::{Reject, RejectReason};
use newsgrain::pipeline::{self, Observer, Plan, RunOptions};
use newsgrain::read;
use newsgrain::tables::{RowSet, Rows, SCHEMAS, TABLES};
use newsgrain::tag;

use samples::Case;
use sweep::{Fault, Sweep};

/// The pipeline of the sweeps, over nothing yet.
static PLAN: LazyLock<Plan> = LazyLock::new(|| {
    let mut plan = Plan::from_toml("[limits]\nmax_reject_rate = 1.0\n", "sweep.toml").expect("it is valid");
    if !Sweep::wants_model() {
        plan.extractor.tag = tag::Options::rules();
    }
    plan
});

/// The pipeline over a file or folder.
fn plan_over(input: &Path) -> Plan {
    let mut plan = PLAN.clone();
    plan.sources.paths = vec![input.to_string_lossy().into_owned()];
    plan
}

/// A damaged file through the library: every article keeps the invariants, every reject has a reason to read.
fn holds(case: &Case) -> Result<(), Fault> {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    std::fs::write(scratch.path().join(&case.name), &case.bytes).expect("it is new");
    let plan = plan_over(&scratch.path().join(&case.name));
    for file in plan.sources.find().map_err(|e| Fault::new("sources", e.to_string()))? {
        let stream = file.open().map_err(|e| Fault::new("opening", e.to_string()))?;
        for document in read::documents(&file, stream, &plan.read) {
            match document.and_then(|raw| plan.extractor.extract(raw)).and_then(newsgrain::tables::fitting) {
                Ok(article) => article_holds(&article)?,
                Err(reject) => reject_holds(&reject)?,
            }
        }
    }
    Ok(())
}

fn reject_holds(reject: &Reject) -> Result<(), Fault> {
    let mut rows = RowSet::default();
    rows.reject(reject);
    rows.finish().map_err(|e| Fault::new("the row of a reject", e.to_string()))?;
    let is_defect = matches!(reject.reason, RejectReason::Panic | RejectReason::TooSlow) || reject.message.is_empty();
    if is_defect { Err(Fault::new(format!("reject {}", reject.reason.name()), reject.message.clone())) } else { Ok(()) }
}

fn article_holds(article: &TaggedArticle) -> Result<(), Fault> {
    let mut rows = RowSet::default();
    rows.push(article);
    let batches = rows.finish().map_err(|e| Fault::new("rows", e.to_string()))?;
    let of_articles = |n: &usize| matches!(TABLES[*n].rows, Rows::Article(_));
    let tables = (0..SCHEMAS.len()).filter(of_articles).map(|n| (&SCHEMAS[n], batches[n].clone()));
    clean(&check::batches(tables, 3))
}

/// What a check found, as a fault.
fn clean(findings: &Findings) -> Result<(), Fault> {
    let violated: Vec<&str> = findings.kinds.iter().filter(|k| k.count > 0).map(|k| k.check).collect();
    if violated.is_empty() { Ok(()) } else { Err(Fault::new(format!("check: {}", violated.join(", ")), findings.to_string())) }
}

#[test]
fn damaged_files_of_every_format_keep_the_invariants() {
    Sweep::new("files", 150, 1.0).run(samples::case, holds);
}

#[test]
fn damaged_parquet_files_keep_the_invariants() {
    Sweep::new("parquet", 40, 0.025).run(samples::parquet_case, holds);
}

/// Files of a folder that is run at once.
const FOLDER_FILES: u64 = 100;

/// A folder's number as a case; its files are made when it is tried.
fn folder(seed: u64, number: u64) -> Case {
    Case { name: format!("{seed}-{number}"), bytes: Vec::new(), damages: vec!["a folder of damaged files"] }
}

/// The files of a folder.
fn files_of(folder: &Case) -> impl Iterator<Item = Case> {
    let (seed, number) = folder.name.split_once('-').expect("a folder has seed and number");
    let (seed, number): (u64, u64) = (seed.parse().expect("a number"), number.parse().expect("a number"));
    // Others than those that the library has met already.
    (number * FOLDER_FILES..(number + 1) * FOLDER_FILES).map(move |n| samples::case(seed ^ 0x5EED, n))
}

/// A folder of damaged files through a whole run, and the check of its tables against the files.
fn folder_holds(case: &Case) -> Result<(), Fault> {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let (input, output) = (scratch.path().join("input"), scratch.path().join("tables"));
    std::fs::create_dir(&input).expect("it is new");
    files_of(case).for_each(|file| std::fs::write(input.join(&file.name), &file.bytes).expect("it is new"));
    let told = run_and_check(&input, &output);
    if told.is_err() {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("damage-folder-{}", case.name));
        let _ = std::fs::remove_dir_all(&kept);
        let _ = std::fs::rename(scratch.keep(), kept);
    }
    told
}

fn run_and_check(input: &Path, output: &Path) -> Result<(), Fault> {
    let mut plan = plan_over(input);
    plan.output = output.to_owned();
    let defects = Defects::default();
    pipeline::run(&plan, &RunOptions { jobs: 2, ..RunOptions::default() }, &defects)
        .map_err(|e| Fault::new("the run failed", e.to_string()))?;
    let sources = SourceOptions { sources: plan.sources.clone(), read: plan.read.clone() };
    let options = check::Options { sources: Some(sources), ..check::Options::default() };
    let findings = check::directory(output, &options).map_err(|e| Fault::new("the check failed", e.to_string()))?;
    let defects = defects.0.into_inner().expect("nobody fails while adding to it");
    match (clean(&findings), defects.is_empty()) {
        (told, true) => told,
        (Ok(()), false) => Err(Fault::new("rejects that are defects", defects.join("\n  "))),
        (Err(fault), false) => {
            Err(Fault::new(format!("{}, rejects that are defects", fault.kind), format!("{}  {}", fault.told, defects.join("\n  "))))
        }
    }
}

/// Keeps the rejects that no document should get, however damaged.
#[derive(Default)]
struct Defects(Mutex<Vec<String>>);

impl Observer for Defects {
    fn rejected(&self, reject: &Reject) {
        if let Err(fault) = reject_holds(reject) {
            self.0.lock().expect("nobody fails while adding to it").push(format!("{}: {}: {}", reject.source_uri, fault.kind, fault.told));
        }
    }
}

#[test]
fn a_run_over_damaged_files_gives_clean_tables() {
    let files = Sweep::new("folders", FOLDER_FILES, 1.0);
    Sweep { cases: files.cases.div_ceil(FOLDER_FILES), limit: Duration::from_secs(300), ..files }.run(folder, folder_holds);
}
