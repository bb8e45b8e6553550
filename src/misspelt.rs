//! What to say of a word in a file of ours that is none of those it may be.
//!
//! In: the message of the reader of TOML, the wrong word and those that are known. Out: the line, and the nearest known word. Never reads
//! a file.

/// The number of the line that holds a byte, from 1.
pub(crate) fn line_of(text: &str, byte: usize) -> usize {
    text.as_bytes().iter().take(byte).filter(|b| **b == b'\n').count() + 1
}

/// The message of an unknown key or value with the nearest known one.
pub(crate) fn explained(message: &str) -> String {
    let unknown = [("unknown field `", "key"), ("unknown variant `", "value")];
    let Some((rest, what)) = unknown.iter().find_map(|(opening, what)| Some((message.strip_prefix(opening)?, what))) else {
        return message.to_owned();
    };
    let mut names = rest.split('`').step_by(2);
    let wrong = names.next().unwrap_or_default();
    let known = rest.split('`').skip(2).step_by(2);
    format!("unknown {what} {wrong}{}", nearest(wrong, known))
}

/// "; did you mean x?" where a known name is near, else all known names.
pub(crate) fn nearest<'a>(wrong: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let best = known.clone().map(|k| (strsim::jaro_winkler(wrong, k), k)).max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((score, name)) if score > 0.75 => format!("; did you mean {name}?"),
        _ => format!("; known are {}", known.collect::<Vec<_>>().join(", ")),
    }
}
