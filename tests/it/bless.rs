//! Texts that are compared with a file, and rewritten where that is asked for.

use std::path::Path;

/// Whether files are to be rewritten instead of compared.
pub fn is_blessing() -> bool {
    std::env::var_os("NEWSGRAIN_BLESS").is_some_and(|v| !v.is_empty() && v != "0")
}

/// What is wrong with a file that ought to hold `text`; nothing where it does, or now does.
pub fn difference(path: &Path, text: &str) -> Option<String> {
    if is_blessing() {
        std::fs::write(path, text).unwrap_or_else(|e| panic!("{} cannot be written: {e}", path.display()));
        return None;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    match std::fs::read_to_string(path) {
        Err(_) => Some(format!("{name} is missing: `make bless` writes it, then review it\n")),
        Ok(kept) if kept == text => None,
        Ok(kept) => Some(format!("{name} has changed: review it, then `make bless`\n{}\n", changed_lines(&kept, text))),
    }
}

/// The lines of one text that the other has not, with - and +, in order.
fn changed_lines(kept: &str, now: &str) -> String {
    let (kept, now): (Vec<&str>, Vec<&str>) = (kept.lines().collect(), now.lines().collect());
    let common = longest_common(&kept, &now);
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    for (a, b) in common.into_iter().chain([(kept.len(), now.len())]) {
        out.extend(kept[i..a].iter().map(|line| format!("  - {line}")));
        out.extend(now[j..b].iter().map(|line| format!("  + {line}")));
        (i, j) = (a + 1, b + 1);
    }
    out.join("\n")
}

/// The longest common subsequence of lines, as pairs of their numbers.
fn longest_common(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    let mut best = vec![vec![0u32; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i][j] = if a[i] == b[j] { best[i + 1][j + 1] + 1 } else { best[i + 1][j].max(best[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[i + 1][j] >= best[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[test]
fn a_difference_shows_only_the_lines_that_changed() {
    assert_eq!(changed_lines("a\nb\nc\n", "a\nx\nc\nd\n"), "  - b\n  + x\n  + d");
}
