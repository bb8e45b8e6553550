//! Forms made of a base form by the plain rules: -s, -ed, -ing.
//!
//! In: one word in its base form. Out: a form of it. Never knows what is irregular: the lexicons list that.

use crate::span::cut;

/// The third person of a verb, or the plural of a noun.
pub fn with_s(word: &str) -> String {
    let consonant_y = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match consonant_y {
        Some(stem) => format!("{stem}ies"),
        None if word.ends_with(['s', 'x', 'z', 'o']) || word.ends_with("ch") || word.ends_with("sh") => format!("{word}es"),
        None => format!("{word}s"),
    }
}

/// The regular plural of a noun whose last word may be "man": "spokesmen".
pub fn plural(noun: &str) -> String {
    match noun.strip_suffix("man") {
        Some(stem) if !stem.ends_with("hu") => format!("{stem}men"),
        _ if noun.ends_with('o') => format!("{noun}s"),
        _ => with_s(noun),
    }
}

/// A verb with `ed` or `ing`, by the rule written in the header of `reporting_verbs.toml`.
pub fn with_ending(word: &str, ending: &str) -> String {
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    // The u of "qu" is no vowel: "quip" doubles its last letter.
    let vowels = word.replace("qu", "q").chars().filter(|c| is_vowel(*c)).count();
    let last = word.chars().last().unwrap_or('x');
    let before_last = word.chars().rev().nth(1).unwrap_or('x');
    if let Some(stem) = word.strip_suffix("ie").filter(|_| ending == "ing") {
        format!("{stem}ying")
    } else if let Some(stem) = word.strip_suffix('e').filter(|s| ending == "ed" || !s.ends_with('e')) {
        format!("{stem}{ending}")
    } else if last == 'y' && !is_vowel(before_last) && ending == "ed" {
        format!("{}ied", cut(word, ..word.len() - 1))
    } else if vowels == 1 && is_vowel(before_last) && !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y') {
        format!("{word}{last}{ending}")
    } else {
        format!("{word}{ending}")
    }
}
