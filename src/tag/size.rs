//! How long a text is, before it is cut into tokens.
//!
//! In: a text. Out: about how many tokens it has. Never exact: it serves bounds that nothing which is written for readers comes near.

/// About how many tokens a text has: its runs of letters and digits, and its marks.
pub fn about_tokens(text: &str) -> usize {
    let (mut count, mut is_inside) = (0, false);
    for byte in text.bytes() {
        let is_word = byte.is_ascii_alphanumeric() || byte >= 0x80;
        count += usize::from(if is_word { !is_inside } else { !byte.is_ascii_whitespace() });
        is_inside = is_word;
    }
    count
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
