//! What the fuzz targets share: bytes through a reader, through the core, and what must hold of the rows then.
//!
//! In: any bytes. Out: nothing, or a panic, which the fuzzer keeps with its input. Never asserts less than the tests do: the rows of an
//! article keep every invariant, a reject has a reason to read.
//!
//! `make fuzz MINUTES=10` runs every target, `TARGET=warc` one of them. What made a target fail lies in `artifacts/` of this folder.

use std::alloc::System;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{LazyLock, Mutex};

use cap::Cap;
use newsgrain::check;
use newsgrain::document::{Format, GivenMetadata, RawDocument};
use newsgrain::error::{Reject, RejectReason};
use newsgrain::extract::Extractor;
use newsgrain::pipeline::Plan;
use newsgrain::read::{self, SourceFile, Sources};
use newsgrain::tables::{RowSet, Rows, SCHEMAS, TABLES, fitting};
use newsgrain::tag;

/// Bytes that may be held at once: who asks for more fails, so that the fuzzer keeps the very input that asked.
const MEMORY: usize = 700 << 20;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, MEMORY);

/// Documents that are taken out of one input: a list of a thousand empty ones teaches nothing that ten do not.
const DOCUMENTS: usize = 10;

/// The default plan with the rules alone.
static PLAN: LazyLock<Plan> = LazyLock::new(|| {
    let mut plan = Plan::from_toml("", "fuzz.toml").expect("nothing need be said");
    plan.extractor.tag = tag::Options::rules();
    plan
});

/// Bytes as a stream in a format, or in whatever they look like; every document goes through the core.
pub fn read_in(format: Option<&'static str>, bytes: &[u8]) {
    for document in read::documents(&stream(format), Box::new(bytes), &PLAN.read).take(DOCUMENTS) {
        match document {
            Ok(raw) => extract(&PLAN.extractor, raw),
            Err(reject) => has_a_reason(&reject),
        }
    }
}

/// A stream without a name.
fn stream(format: Option<&'static str>) -> SourceFile {
    let sources = Sources { paths: vec!["-".to_owned()], format, ..Sources::default() };
    sources.find().expect("standard input is always there").pop().expect("it is one source")
}

/// Bytes as one document.
pub fn document(format: Format, bytes: &[u8]) {
    extract(&PLAN.extractor, RawDocument::new("fuzz", format, bytes.to_vec(), GivenMetadata::default()));
}

fn extract(extractor: &Extractor, raw: RawDocument) {
    let article = match extractor.extract(raw).and_then(fitting) {
        Ok(article) => article,
        Err(reject) => return has_a_reason(&reject),
    };
    let mut rows = RowSet::default();
    rows.push(&article);
    let batches = rows.finish().expect("every row fits its schema");
    let of_articles = |n: &usize| matches!(TABLES[*n].rows, Rows::Article(_));
    let tables = (0..SCHEMAS.len()).filter(of_articles).map(|n| (&SCHEMAS[n], batches[n].clone()));
    let findings = check::batches(tables, 3);
    assert!(findings.is_clean(), "{findings}");
}

fn has_a_reason(reject: &Reject) {
    assert!(!reject.message.is_empty() && reject.reason != RejectReason::Panic, "{reject:?}");
}

/// Where the last panic was, also one that the program itself caught.
static PLACE: Mutex<String> = Mutex::new(String::new());

/// A target's first act where the program has nets of its own, below the Parquet reader for one: a panic ends the process only if it
/// comes through.
pub fn let_nets_catch() {
    std::panic::set_hook(Box::new(|info| {
        *PLACE.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = info.to_string();
    }));
}

/// Runs a target's body; a panic that comes through is told and ends the process.
pub fn fails_if_uncaught(body: impl FnOnce()) {
    if catch_unwind(AssertUnwindSafe(body)).is_err() {
        eprintln!("{}", PLACE.lock().unwrap_or_else(|poisoned| poisoned.into_inner()));
        std::process::abort();
    }
}
