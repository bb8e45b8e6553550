//! What a document may take of memory: the program is given so much, and no more, and must come to its end with it.

use std::process::{Command, Stdio};

use crate::fixture::root;

/// Kilobytes of private memory that a run gets. The shell's limit ends a program that asks for more.
const KILOBYTES: u32 = 500_000;

const BODY: &str = "Toll on the river\n\nThe mayor told the council on Monday that the boats would wait for the lock.\n\n";

/// Runs the rules over one file under the limit; a document is an article or a reject, the program ends by itself.
fn fits(name: &str, content: &str) {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let (input, output) = (scratch.path().join(name), scratch.path().join("tables"));
    std::fs::write(&input, content).expect("it can be written");
    let done = Command::new("sh")
        .args(["-c", &format!("ulimit -d {KILOBYTES}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_newsgrain")])
        .args(["run", "--quiet", "--jobs", "1", "--max-reject-rate", "1", "--pipeline"])
        .arg(root().join("pipelines/rules.toml"))
        .arg("--input")
        .arg(&input)
        .arg("--output")
        .arg(&output)
        .stdin(Stdio::null())
        .output()
        .expect("a shell is there");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(matches!(done.status.code(), Some(0 | 1)), "{name}: {:?} {said}", done.status);
}

#[test]
fn numbers_in_one_sentence_do_not_repeat_it_without_end() {
    let numbers: Vec<String> = (0..700_000u32).map(|n| (n.wrapping_mul(2_654_435_761) % 9_000 + 2).to_string()).collect();
    fits("numbers.txt", &format!("{BODY}{}", numbers.join(" ")));
}

#[test]
fn fields_that_nobody_asked_for_are_passed_over() {
    let fields: Vec<String> = (0..400_000).map(|n| format!("\"k{n}\": [{n}, {n}, \"x\"]")).collect();
    let text = serde_json::to_string(BODY).expect("it is text");
    fits("wide.jsonl", &format!("{{\"id\": 1, \"text\": {text}, \"rest\": {{{}}}}}\n", fields.join(", ")));
}

#[test]
fn a_list_of_numbers_is_no_list_of_as_many_rejects() {
    fits("zeros.json", &format!("[{}0]", "0,".repeat(3_000_000)));
}

#[test]
fn what_a_page_keeps_for_machines_is_read_within_bounds() {
    let things = "{\"@type\": \"Thing\", \"name\": \"x\"},".repeat(450_000);
    fits("page.html", &format!("<script type=application/ld+json>[{things}{{}}]</script><h1>Toll</h1><p>{BODY}"));
}

#[test]
fn marks_and_references_without_end_fit() {
    fits("marks.txt", &format!("{BODY}{}", "&".repeat(16_000_000)));
    fits("references.html", &format!("<h1>Toll</h1><p>{BODY}{}", "&#x26;".repeat(2_500_000)));
}

#[test]
fn the_limit_is_one() {
    // What the tests above stand on: a shell whose limit a program feels.
    let done = Command::new("sh").args(["-c", "ulimit -d 1000; head -c 50000000 /dev/zero | sort > /dev/null"]).output();
    let said = done.map(|d| String::from_utf8_lossy(&d.stderr).into_owned()).expect("a shell is there");
    assert!(!said.is_empty(), "a program of 1 MB sorted a line of 50 MB");
}
