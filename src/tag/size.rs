//! How long a text is, before it is cut into tokens.
//!
//! In: a text. Out: about how many tokens it has. Never exact: it serves bounds that nothing which is written for readers comes near.

/// About how many tokens a text has: its runs of letters and digits, and its marks.
pub fn about_tokens(text: &str) -> usize {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80;
    // Two bytes are looked at together and no state is kept, so that the compiler can do many of them at once.
    let begins = |before: u8, byte: u8| if is_word(byte) { !is_word(before) } else { !byte.is_ascii_whitespace() };
    let bytes = text.as_bytes();
    let first = bytes.first().is_some_and(|byte| begins(b' ', *byte));
    let next = bytes.iter().zip(bytes.iter().skip(1));
    usize::from(first) + next.map(|(before, byte)| usize::from(begins(*before, *byte))).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::about_tokens;

    #[test]
    fn words_and_marks_are_counted() {
        assert_eq!(about_tokens("“It was cold,” said Ida. 300 came."), 11);
        assert_eq!(about_tokens(""), 0);
        assert_eq!(about_tokens("&&& &"), 4);
    }
}
