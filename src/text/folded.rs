//! What spellings of one text share.
//!
//! In: a text. Out: it in lower case with plain marks and spaces, or its letters and digits alone. Never a text with offsets of use to
//! anybody: whoever needs a place asks the text itself.

/// Whether a character is never seen: it joins, parts or turns what stands around it.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Lower case with plain quotation marks and single spaces, for comparing lines. Its offsets are not those of the text: what stands
/// after an opening is asked of the text itself, with [`after_opening`].
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut last = None;
    for c in text.chars() {
        fold_char(c, &mut last, |c| folded.push(c));
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// What a character is folded to, where `last` is what the ones before it ended in.
fn fold_char(c: char, last: &mut Option<char>, mut sink: impl FnMut(char)) {
    let mut push = |c: char| {
        *last = Some(c);
        sink(c);
    };
    match c {
        c if c.is_ascii_graphic() => push(c.to_ascii_lowercase()),
        c if is_invisible(c) => {}
        c if c.is_whitespace() => {
            if !matches!(last, None | Some(' ')) {
                *last = Some(' ');
                sink(' ');
            }
        }
        '‘' | '’' => push('\''),
        '“' | '”' => push('"'),
        '–' | '—' => push('-'),
        c => c.to_lowercase().for_each(push),
    }
}

/// What stands in a text after the words that it opens with, if folded it opens with them; `opening` is folded.
///
/// The text is compared as it stands, so that the rest is one of this text whatever folding leaves out or makes longer.
pub fn after_opening<'t>(text: &'t str, opening: &str) -> Option<&'t str> {
    let mut left = opening.chars();
    let mut last = None;
    let mut rest = text.chars();
    let mut is_same = true;
    while !left.as_str().is_empty() {
        fold_char(rest.next()?, &mut last, |c| is_same &= left.next() == Some(c));
        if !is_same {
            return None;
        }
    }
    // A space at the end of a text is none when it is folded.
    let rest = rest.as_str().trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c));
    (!opening.ends_with(' ') || !rest.is_empty()).then_some(rest)
}

/// Letters and digits of a text alone, in lower case: what two spellings of one headline share.
pub fn skeleton(text: &str) -> String {
    let mut skeleton = String::with_capacity(text.len());
    for c in text.chars() {
        // Whole articles pass here, and nearly every character is one of ASCII.
        if c.is_ascii_alphanumeric() {
            skeleton.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() && c.is_alphanumeric() {
            skeleton.extend(c.to_lowercase());
        }
    }
    skeleton
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_makes_spellings_of_one_line_equal() {
        assert_eq!(fold("Leave\u{a0}a  REPLY"), "leave a reply");
        assert_eq!(fold("By\u{200b}\u{2066} Ana\u{feff}"), "by ana");
        assert_eq!(skeleton("Élan 2: the ÉTÉ"), "élan2theété");
        assert_eq!(skeleton("Ukraine’s “toll”: 12"), skeleton("UKRAINE'S \"TOLL\": 12"));
    }

    #[test]
    fn what_stands_after_an_opening_is_a_part_of_the_text_itself() {
        for (text, rest) in [
            ("By Ana Ruiz", Some("Ana Ruiz")),
            ("\u{feff}B\u{ad}y\u{200b} \u{202a}Ana Ruiz", Some("Ana Ruiz")),
            ("BY\u{a0}\u{a0}Ana", Some("Ana")),
            ("By ", None),
            ("Byte", None),
            ("Ｂy Ana", None),
        ] {
            assert_eq!(after_opening(text, "by "), rest, "{text:?}");
        }
        // A sign for degrees of Kelvin takes three bytes, the letter that it is folded to one.
        assert_eq!(after_opening("\u{212a}İ: ß", "ki\u{307}: "), Some("ß"));
    }
}
