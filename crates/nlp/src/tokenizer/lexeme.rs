//! Lexical attributes: what the networks and the rules read of a word's form.
//!
//! In: a token's text. Out: its prefix, suffix, shape and lower-case form as spaCy's English `lex_attrs` give them.
//! Letters and digits are those of Unicode's general categories and numeric types; characters assigned after the
//! Unicode version of the Python that one compares with may differ.

use unicode_general_category::{GeneralCategory, get_general_category};

use super::classes::{Classes, SPACE};

/// From this many characters on, a word's shape is [`LONG_SHAPE`].
const LONG_WORD: usize = 100;

/// The shape of words of 100 characters or more.
pub const LONG_SHAPE: &str = "LONG";

/// A shape keeps at most this many equal characters in a row.
const LONGEST_RUN: usize = 4;

/// Characters that are digits (`Numeric_Type=Digit`) without being decimal: superscripts, circled digits and others.
const OTHER_DIGITS: [(u32, u32); 20] = [
    (0xB2, 0xB3),
    (0xB9, 0xB9),
    (0x1369, 0x1371),
    (0x19DA, 0x19DA),
    (0x2070, 0x2070),
    (0x2074, 0x2079),
    (0x2080, 0x2089),
    (0x2460, 0x2468),
    (0x2474, 0x247C),
    (0x2488, 0x2490),
    (0x24EA, 0x24EA),
    (0x24F5, 0x24FD),
    (0x24FF, 0x24FF),
    (0x2776, 0x277E),
    (0x2780, 0x2788),
    (0x278A, 0x2792),
    (0x10A40, 0x10A43),
    (0x10E60, 0x10E68),
    (0x11052, 0x1105A),
    (0x1F100, 0x1F10A),
];

/// The first character of `form` (`PREFIX`).
#[must_use]
pub fn prefix(form: &str) -> &str {
    let end = form.chars().next().map_or(0, char::len_utf8);
    &form[..end]
}

/// The last three characters of `form`, or all of it (`SUFFIX`).
#[must_use]
pub fn suffix(form: &str) -> &str {
    let start = form.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    &form[start..]
}

/// Writes the shape of `form` to `shape`, which is emptied first (`SHAPE`).
///
/// Letters become `X` or `x`, digits `d`, other characters stay; of equal characters in a row four are kept.
///
/// ```
/// let mut shape = String::new();
/// newsgrain_nlp::tokenizer::lexeme::shape("Rotterdam-2024b", &mut shape);
/// assert_eq!(shape, "Xxxxx-ddddx");
/// ```
pub fn shape(form: &str, shape: &mut String) {
    shape.clear();
    let mut last = None;
    let mut run = 0;
    for (index, c) in form.chars().enumerate() {
        if index + 1 == LONG_WORD {
            shape.clear();
            shape.push_str(LONG_SHAPE);
            return;
        }
        let class = shape_of(c);
        run = if last == Some(class) { run + 1 } else { 1 };
        last = Some(class);
        if run <= LONGEST_RUN {
            shape.push(class);
        }
    }
}

fn shape_of(c: char) -> char {
    match c {
        'a'..='z' => 'x',
        'A'..='Z' => 'X',
        '0'..='9' => 'd',
        _ if c.is_ascii() => c,
        _ if is_letter(c) && c.is_uppercase() => 'X',
        _ if is_letter(c) => 'x',
        _ if is_digit(c) => 'd',
        _ => c,
    }
}

/// Appends the lower-case form of `form` to `lower` (`LOWER`); final sigma as Unicode has it.
pub fn push_lower(form: &str, lower: &mut String) {
    if form.is_ascii() {
        lower.extend(form.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
    } else {
        lower.push_str(&form.to_lowercase());
    }
}

/// Whether `form` is white space only (`IS_SPACE`); an empty form is not.
#[must_use]
pub fn is_space(form: &str) -> bool {
    let classes = Classes::shared();
    !form.is_empty() && form.chars().all(|c| classes.of(c) & SPACE != 0)
}

/// Whether `form` consists of letters (`IS_ALPHA`); an empty form does not.
#[must_use]
pub fn is_alpha(form: &str) -> bool {
    !form.is_empty() && form.chars().all(is_letter)
}

/// A letter: general category L.
#[must_use]
pub fn is_letter(c: char) -> bool {
    use GeneralCategory::{LowercaseLetter, ModifierLetter, OtherLetter, TitlecaseLetter, UppercaseLetter};
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    matches!(get_general_category(c), LowercaseLetter | ModifierLetter | OtherLetter | TitlecaseLetter | UppercaseLetter)
}

/// A digit: numeric type decimal or digit.
fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    let code = c as u32;
    get_general_category(c) == GeneralCategory::DecimalNumber || OTHER_DIGITS.iter().any(|&(first, last)| (first..=last).contains(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape_of_word(form: &str) -> String {
        let mut buffer = String::new();
        shape(form, &mut buffer);
        buffer
    }

    #[test]
    fn a_shape_keeps_runs_of_four() {
        assert_eq!(shape_of_word("Apples"), "Xxxxx");
        assert_eq!(shape_of_word("1234567"), "dddd");
        assert_eq!(shape_of_word("......"), "....");
        assert_eq!(shape_of_word("m²"), "xd");
    }

    #[test]
    fn a_word_of_a_hundred_characters_is_long() {
        assert_eq!(shape_of_word(&"a".repeat(99)), "xxxx");
        assert_eq!(shape_of_word(&"a".repeat(100)), "LONG");
    }

    #[test]
    fn prefix_and_suffix_count_characters() {
        assert_eq!(prefix("éclair"), "é");
        assert_eq!(suffix("año"), "año");
        assert_eq!(suffix("sueño"), "eño");
        assert_eq!((prefix(""), suffix("")), ("", ""));
    }

    #[test]
    fn spaces_are_those_of_python() {
        assert!(is_space("\u{1C}\u{3000}\n"));
        assert!(!is_space("\u{200B}"));
        assert!(!is_space(""));
    }
}
