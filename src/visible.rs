//! Text of others, made safe to show: what would steer a terminal or hide from the eye becomes a symbol.
//!
//! In: text of articles, ids, addresses, names of files. Out: the same text on one line, with a picture for each control character (␛, ␊)
//! and the number of each other character that has no shape of its own (⟨U+202E⟩). Never used for tables: they hold what was found.
//!
//! Everything that is shown and was not written by this program goes through here: [`visible`] for a text, [`Visible`] inside a format
//! string, [`path`] for a name of the file system, [`Filter`] for whatever can be formatted.

use std::borrow::Cow;
use std::fmt::{self, Write};
use std::path::Path;

/// Characters without a shape of their own, as ranges: control characters; marks that turn the direction of writing; joiners, fillers,
/// separators and tags. A selector of a variant (U+FE0F) is none: it has the character before it drawn differently.
const HIDDEN: &[(char, char)] = &[
    ('\0', '\u{1f}'),
    ('\u{7f}', '\u{9f}'),
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{600}', '\u{605}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{6dd}', '\u{6dd}'),
    ('\u{70f}', '\u{70f}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{2028}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// Whether a character has no shape of its own, or steers what shows it.
pub fn is_hidden(c: char) -> bool {
    // Nearly every character of a text lies between these two.
    if (' '..='~').contains(&c) {
        return false;
    }
    let after = HIDDEN.partition_point(|(first, _)| *first <= c);
    after.checked_sub(1).is_some_and(|n| c <= HIDDEN[n].1)
}

/// A text that shows each hidden character as a symbol; nothing is allocated for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visible<'a>(pub &'a str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Filter(f).write_str(self.0)
    }
}

/// The text with each hidden character as a symbol: itself where it has none.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.contains(is_hidden) { Cow::Owned(Visible(text).to_string()) } else { Cow::Borrowed(text) }
}

/// A name of the file system, also one that is no UTF-8: its foreign bytes are written `\xe9`.
pub fn path(path: &Path) -> impl fmt::Display + '_ {
    ShownPath(path)
}

struct ShownPath<'a>(&'a Path);

impl fmt::Display for ShownPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for chunk in self.0.as_os_str().as_encoded_bytes().utf8_chunks() {
            write!(f, "{}", Visible(chunk.valid()))?;
            chunk.invalid().iter().try_for_each(|byte| write!(f, "\\x{byte:02x}"))?;
        }
        Ok(())
    }
}

/// A writer that shows each hidden character as a symbol, line breaks among them.
pub struct Filter<W>(pub W);

impl<W: Write> Write for Filter<W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some(at) = rest.find(is_hidden) {
            let (plain, from) = rest.split_at(at);
            self.0.write_str(plain)?;
            let mut characters = from.chars();
            if let Some(hidden) = characters.next() {
                symbol(&mut self.0, hidden)?;
            }
            rest = characters.as_str();
        }
        self.0.write_str(rest)
    }
}

/// The symbol of a hidden character.
fn symbol(out: &mut impl Write, hidden: char) -> fmt::Result {
    let picture = match hidden {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(hidden)),
        '\u{7f}' => Some('␡'),
        _ => None,
    };
    match picture {
        Some(picture) => out.write_char(picture),
        None => write!(out, "⟨U+{:04X}⟩", u32::from(hidden)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_or_hides_becomes_a_symbol() {
        for (text, shown) in [
            ("\u{1b}[31mred\u{1b}[0m", "␛[31mred␛[0m"),
            ("\u{9b}2J", "⟨U+009B⟩2J"),
            ("a\nb\tc\r\0\u{7f}", "a␊b␉c␍␀␡"),
            ("gpj.\u{202e}exe\u{2069}", "gpj.⟨U+202E⟩exe⟨U+2069⟩"),
            ("pay\u{200b}pal\u{feff}", "pay⟨U+200B⟩pal⟨U+FEFF⟩"),
            ("a\u{2028}b\u{85}c\u{ad}d", "a⟨U+2028⟩b⟨U+0085⟩c⟨U+00AD⟩d"),
            ("x\u{e0041}", "x⟨U+E0041⟩"),
        ] {
            assert_eq!(visible(text), shown);
            assert_eq!(format!("{}", Visible(text)), shown);
        }
    }

    #[test]
    fn text_without_such_characters_is_left_alone() {
        for text in ["", "São Paulo, Αθήνα, 東京, القاهرة", "“quotes” – dashes…", "❤\u{fe0f} 😀", "a\u{301}\u{a0}b"]
        {
            assert!(matches!(visible(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    #[test]
    fn the_ranges_are_in_order_and_hold_every_control_character() {
        assert!(HIDDEN.windows(2).all(|w| w[0].1 < w[1].0) && HIDDEN.iter().all(|(first, last)| first <= last));
        assert!(('\0'..='\u{10ffff}').filter(|c| c.is_control()).all(is_hidden));
    }

    #[cfg(unix)]
    #[test]
    fn bytes_of_a_path_that_are_no_text_are_shown_as_numbers() {
        use std::os::unix::ffi::OsStrExt as _;
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9\x1b[2J.txt");
        assert_eq!(path(Path::new(name)).to_string(), "caf\\xe9␛[2J.txt");
    }
}
