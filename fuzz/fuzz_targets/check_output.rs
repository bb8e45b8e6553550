//! A published output with one file damaged: the first byte says which, each three that follow put a byte in the place of another, and two
//! that are left over cut the file off. The check may find what it likes, but it ends.
#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use newsgrain::check;
use newsgrain::pipeline::{self, Plan, RunOptions, Silent};
use newsgrain::tag;
use newsgrain_fuzz::{fails_if_uncaught, let_nets_catch};

/// Two articles, from whose tables an output is made.
const ARTICLES: [(&str, &str); 2] = [
    ("cafe.txt", "Café owners count the cost\n\nBy Ana Duarte\n\nThe mayor said “eleven of the 31 cafés” had closed by Monday.\n"),
    ("ferry.txt", "Ferry toll rises\n\nNobody was hurt.\n"),
];

/// A whole output, its files by name.
static OUTPUT: LazyLock<(PathBuf, Vec<(String, Vec<u8>)>)> = LazyLock::new(|| {
    let scratch = tempfile::tempdir().expect("a scratch directory").keep();
    let (input, output) = (scratch.join("input"), scratch.join("tables"));
    std::fs::create_dir(&input).expect("it is new");
    ARTICLES.iter().for_each(|(name, text)| std::fs::write(input.join(name), text).expect("it is new"));
    let mut plan = Plan::from_toml("", "fuzz.toml").expect("nothing need be said");
    plan.extractor.tag = tag::Options::rules();
    plan.sources.paths = vec![input.to_string_lossy().into_owned()];
    plan.output.clone_from(&output);
    pipeline::run(&plan, &RunOptions::default(), &Silent).expect("the articles are whole");
    let names = std::fs::read_dir(&output).expect("it was published").flatten().filter(|e| e.path().is_file());
    let names = names.map(|e| e.file_name().to_string_lossy().into_owned());
    let mut files: Vec<_> = names.map(|n| (n.clone(), std::fs::read(output.join(n)).expect("it was published"))).collect();
    files.sort();
    (output, files)
});

fuzz_target!(init: let_nets_catch(), |bytes: &[u8]| {
    let Some((first, edits)) = bytes.split_first() else { return };
    let (output, files) = &*OUTPUT;
    let (name, whole) = &files[usize::from(*first) % files.len()];
    let place = |high: u8, low: u8| usize::from(u16::from_be_bytes([high, low])) % whole.len();
    let mut damaged = whole.clone();
    let edits = edits.chunks_exact(3);
    let rest = edits.remainder();
    edits.for_each(|edit| damaged[place(edit[0], edit[1])] = edit[2]);
    if let [high, low] = *rest {
        damaged.truncate(place(high, low));
    }
    std::fs::write(output.join(name), &damaged).expect("the scratch directory has room");
    fails_if_uncaught(|| _ = check::directory(output, &check::Options::default()));
    std::fs::write(output.join(name), whole).expect("the scratch directory has room");
});
