//! Double-encoded characters: UTF-8 that was read as Windows-1252 and stored again ("â€™" for "’").
//!
//! In: text from a position on. Out: what was meant, and how much of the text stood for it. Never touches a sequence that a language
//! could write: only lead characters of the blocks that news uses are repaired, and Cyrillic and Greek only in pairs.

use crate::span::cut;
use encoding_rs::WINDOWS_1252;

/// Whether double encoding can begin with this character.
pub fn may_begin(c: char) -> bool {
    matches!(c, 'Â' | 'Ã' | 'Ä' | 'Å' | 'Î' | 'Ï' | 'Ð' | 'Ñ' | 'â' | 'ð' | 'ï')
}

/// What a control character from 128 to 159 stood for in Windows-1252, from which pages took its number: "&#146;" for an apostrophe.
pub fn of_control(c: char) -> Option<char> {
    let byte = u8::try_from(u32::from(c)).ok().filter(|byte| (0x80..=0x9f).contains(byte))?;
    WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().filter(|c| !c.is_control())
}

/// The character meant by the start of `text`, and the bytes of `text` that stand for it.
///
/// `before` is the character in front, which tells a Portuguese capital before a quotation mark from damage.
pub fn repair(text: &str, before: Option<char>) -> Option<(char, usize)> {
    let lead = text.chars().next().filter(|c| may_begin(*c))?;
    let (found, length) = decode_once(text)?;
    let second = cut(text, lead.len_utf8()..).chars().next()?;
    match lead {
        'Ã' if before.is_some_and(char::is_uppercase) && matches!(second, '“' | '”' | '‘' | '’') => None,
        'Ã' | 'Â' | 'ð' | 'ï' => Some((found, length)),
        'â' if ('\u{2000}'..'\u{2c00}').contains(&found) => Some((found, length)),
        // Latin letters with marks of the east of Europe: the second half must be a sign, never a letter that could follow.
        'Ä' | 'Å' if !second.is_alphabetic() => Some((found, length)),
        'Î' | 'Ï' | 'Ð' | 'Ñ' => {
            let next = text.get(length..)?;
            let goes_on = decode_once(next).is_some_and(|(c, _)| c.is_alphabetic());
            let went_on = before.is_some_and(|c| matches!(c, '\u{370}'..='\u{4ff}'));
            (goes_on || went_on).then_some((found, length))
        }
        _ => None,
    }
}

/// Reads the first characters of a text as bytes of UTF-8.
fn decode_once(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0u8; 4];
    let mut count = 0;
    let mut wanted = 1;
    let mut length = 0;
    for c in text.chars() {
        bytes[count] = byte_of(c)?;
        count += 1;
        length += c.len_utf8();
        if count == 1 {
            wanted = match bytes[0] {
                0xC2..=0xDF => 2,
                0xE0..=0xEF => 3,
                0xF0..=0xF4 => 4,
                _ => return None,
            };
        }
        if count == wanted {
            break;
        }
    }
    let found = std::str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
    (count == wanted && !found.is_control()).then_some((found, length))
}

/// The byte that Windows-1252, or Latin-1 where that has a gap, reads as this character.
fn byte_of(c: char) -> Option<u8> {
    match c as u32 {
        n @ 0x80..=0xFF => Some(n as u8),
        n if n < 0x80 => None,
        _ => {
            let mut buffer = [0u8; 4];
            let (bytes, _, unmappable) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
            match bytes.as_ref() {
                [byte] if !unmappable => Some(*byte),
                _ => None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn double_encoding_is_undone() {
        assert_eq!(repair("â€™s", Some('t')), Some(('’', 8)));
        assert_eq!(repair("Ã©e", Some('n')), Some(('é', 4)));
        assert_eq!(repair("Â£3", None), Some(('£', 4)));
        assert_eq!(repair("Ð—Ð°", None).map(|r| r.0), Some('З'));
    }

    #[test]
    fn languages_are_left_alone() {
        for text in ["Ãos", "Âge", "Île", "Ñandú", "Ärger", "Åland", "ângulo", "Ðorđe", "Ïle"] {
            assert_eq!(repair(text, None), None, "{text}");
        }
        assert_eq!(repair("Ã” disse", Some('M')), None);
    }
}
