//! Random documents through the core: no panic, and every invariant that can be told from the rows of an article.

use newsgrain::check;
use newsgrain::document::{Format, GivenMetadata, RawDocument};
use newsgrain::extract::Extractor;
use newsgrain::tables::{RowSet, Rows, SCHEMAS, TABLES};
use proptest::prelude::*;

/// Extracts a document and checks its rows; a reject must have a reason to read.
fn holds(format: Format, bytes: Vec<u8>) -> Result<(), TestCaseError> {
    let raw = RawDocument::new("random", format, bytes, GivenMetadata::default());
    let article = match Extractor::default().extract(raw) {
        Ok(article) => article,
        Err(reject) => {
            prop_assert!(!reject.message.is_empty());
            return Ok(());
        }
    };
    let mut rows = RowSet::default();
    rows.push(&article);
    let batches = rows.finish().map_err(|e| TestCaseError::fail(e.to_string()))?;
    let of_articles = |n: &usize| matches!(TABLES[*n].rows, Rows::Article(_));
    let tables = (0..SCHEMAS.len()).filter(of_articles).map(|n| (&SCHEMAS[n], batches[n].clone()));
    let findings = check::batches(tables, 5);
    prop_assert!(findings.is_clean(), "{}\n{}", findings, article.text());
    Ok(())
}

/// Words, marks, numbers and line breaks as news has them, in no order that news has.
fn scrambled_news() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "“",
        "”",
        "‘",
        "’",
        "\"",
        "'",
        "«",
        "»",
        "„",
        "''",
        "—",
        "–",
        "-",
        "(",
        ")",
        "[",
        "]",
        ",",
        ".",
        "...",
        "…",
        ":",
        ";",
        "?",
        "!",
        "\n",
        "\n\n",
        " ",
        "\u{a0}",
        "\u{200b}",
        "\t",
        "|",
        "*",
        "/",
        "@",
        "#",
        "$",
        "€",
        "%",
        "°",
        "½",
        "²",
        "&amp;",
        "he",
        "she",
        "they",
        "said",
        "told",
        "wrote",
        "according to",
        "denied",
        "Minister",
        "Ana Duarte",
        "President",
        "the U.S.",
        "St.",
        "Kyiv",
        "Jan.",
        "Monday",
        "yesterday",
        "2023",
        "May 5, 2021",
        "10,000",
        "3.5",
        "1.234,5",
        "-7",
        "0",
        "00",
        "1e9",
        "99999999999999999999",
        "between",
        "and",
        "more than",
        "at least",
        "up to",
        "about",
        "million",
        "dozens",
        "half",
        "per cent",
        "km/h",
        "troops",
        "people",
        "to",
        "of",
        "in",
        "By ",
        "Published:",
        "Updated",
        "(Reuters)",
        "KYIV —",
        "Photo:",
        "https://t.co/x",
        "pic.twitter.com/a",
        "😀",
        "é",
        "e\u{301}",
        "ﬁ",
        "\u{202e}",
        "\u{feff}",
        "中文",
        "мир",
        "\u{0}",
        "ß",
        "İ",
        "Ǆ",
    ]);
    let separator = prop::sample::select(vec!["", " "]);
    prop::collection::vec((pieces, separator), 0..120).prop_map(|parts| parts.into_iter().flat_map(|(a, b)| [a, b]).collect())
}

/// Bytes that pass for text in one encoding or another.
fn mostly_letters() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![12 => prop::char::range('a', 'z').prop_map(|c| c as u8), 3 => Just(b' '), 1 => Just(b'\n'), 1 => 0x80..=0xFFu8];
    prop::collection::vec(byte, 1..400)
}

proptest! {
    // Failures are kept in these lines by hand once they are understood, not in a file beside them.
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600), html in any::<bool>()) {
        holds(if html { Format::Html } else { Format::Text }, bytes)?;
    }

    #[test]
    fn random_bytes_that_are_mostly_letters_keep_the_invariants(bytes in mostly_letters()) {
        holds(Format::Text, bytes)?;
    }

    #[test]
    fn random_characters_keep_the_invariants(text in "\\PC{0,300}") {
        holds(Format::Text, text.into_bytes())?;
    }

    #[test]
    fn scrambled_news_keeps_the_invariants(text in scrambled_news()) {
        holds(Format::Text, text.into_bytes())?;
    }

    #[test]
    fn headlines_with_random_paragraphs_keep_the_invariants(paragraphs in prop::collection::vec(scrambled_news(), 1..6)) {
        holds(Format::Text, format!("Ferry toll rises\n\n{}\n", paragraphs.join("\n\n")).into_bytes())?;
    }
}

#[test]
fn documents_of_one_long_line_or_of_nothing_keep_the_invariants() {
    for text in ["", " ", "\n", "\u{feff}", "a", "“", "\"", "1", ".\n.", "\u{0}\u{0}"] {
        holds(Format::Text, text.as_bytes().to_vec()).expect("it holds");
    }
    for piece in ["word ", "“word ” ", "\"", "1,", "“ “ ‘ ", "x", "He said 5. "] {
        holds(Format::Text, piece.repeat(4_000).into_bytes()).expect("it holds");
    }
}
