//! Bytes to text.
//!
//! In: the bytes of a document. Out: [`Decoded`] with a map from each character to its bytes, and the doubts that arose, or the reason why
//! the bytes are no text. Never drops a character but a byte order mark.

use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::document::Decoded;
use crate::error::Flag;
use crate::offsets::OffsetMap;

/// First bytes of formats that are met under a wrong name, with what they are.
const BINARY: [(&[u8], &str); 7] = [
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1F\x8B\x08", "gzip data"),
    (b"\xD0\xCF\x11\xE0", "an old office document"),
];

/// Above this share of control characters bytes are no text.
const CONTROL_SHARE: f64 = 0.01;

/// Decodes a document. `is_utf8` says that the encoding is known from outside; `named` is the encoding that a header or the page names.
///
/// A byte order mark goes before a name. A name is not believed where the bytes are UTF-8, which text in another encoding hardly ever is.
///
/// # Errors
/// Why the bytes are no text, as a sentence.
pub fn decode(bytes: &[u8], is_utf8: bool, named: Option<&'static Encoding>) -> Result<(Decoded, Vec<Flag>), String> {
    if let Some((_, what)) = BINARY.iter().find(|(magic, _)| !is_utf8 && bytes.starts_with(magic)) {
        return Err(format!("the bytes are {what}, not text"));
    }
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (Some(encoding), mark),
        None => (utf16_without_mark(bytes), 0),
    };
    let rest = &bytes[mark..];
    let (decoded, mut flags) = match encoding {
        Some(wide) if wide == UTF_16LE || wide == UTF_16BE => (piecewise(bytes, mark, wide), vec![]),
        _ => match std::str::from_utf8(rest) {
            Ok(_) if !is_utf8 && named == Some(ISO_2022_JP) => (piecewise(bytes, mark, ISO_2022_JP), vec![]),
            Ok(text) => (verbatim(text, mark), vec![]),
            Err(_) if !is_utf8 && mark == 0 && named.is_some_and(|n| n != UTF_8 && n != UTF_16LE && n != UTF_16BE) => {
                (piecewise(bytes, mark, named.unwrap_or(WINDOWS_1252)), vec![])
            }
            Err(_) if is_utf8 || mark > 0 || is_mostly_utf8(rest) => (patched_utf8(bytes, mark), vec![Flag::EncodingGuessed]),
            Err(_) => (piecewise(bytes, mark, guess(rest)), vec![Flag::EncodingGuessed]),
        },
    };
    if has_too_many_controls(&decoded.text) {
        return Err("too many control characters for a text".into());
    }
    if decoded.text.contains(char::REPLACEMENT_CHARACTER) {
        flags.push(Flag::LostCharacters);
    }
    Ok((decoded, flags))
}

/// Valid UTF-8 after a mark of `mark` bytes.
fn verbatim(text: &str, mark: usize) -> Decoded {
    let mut to_raw = OffsetMap::default();
    to_raw.copy(mark, text.len());
    Decoded { text: text.to_owned(), to_raw, encoding: UTF_8.name() }
}

/// How far into a page its encoding may be named, bytes.
const NAMED_WITHIN: usize = 4096;

/// The encoding that a page names in a `meta` element or an XML declaration.
pub fn named_by_page(bytes: &[u8]) -> Option<&'static Encoding> {
    static CHARSET: LazyLock<regex::bytes::Regex> = LazyLock::new(|| {
        regex::bytes::Regex::new(r#"(?i)(?:<meta[^>]{0,200}?charset\s*=|<\?xml[^>]{0,100}?encoding\s*=)\s*["']?\s*([a-z0-9_:.\-]+)"#)
            .expect("a fixed pattern")
    });
    let found = CHARSET.captures(&bytes[..bytes.len().min(NAMED_WITHIN)])?;
    // A page whose names can be read byte by byte is not in UTF-16, whatever it says.
    Encoding::for_label(found.get(1)?.as_bytes()).filter(|e| e.is_ascii_compatible() || *e == ISO_2022_JP)
}

/// UTF-16 that was stored without its mark: Latin text has a zero in nearly every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024) & !1];
    if head.len() < 8 {
        return None;
    }
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    match (even * 10 > pairs * 7, odd * 10 > pairs * 7) {
        (true, false) if odd * 10 < pairs => Some(UTF_16BE),
        (false, true) if even * 10 < pairs => Some(UTF_16LE),
        _ => None,
    }
}

/// Whether most sequences of bytes above ASCII are UTF-8: a page of UTF-8 with a few foreign bytes, not another encoding.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 2 * bad
}

/// UTF-8 in which stray bytes are read as Windows-1252, the usual source of such bytes; an unfinished character becomes U+FFFD.
fn patched_utf8(bytes: &[u8], mark: usize) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut to_raw = OffsetMap::default();
    let mut at = mark;
    for chunk in bytes[mark..].utf8_chunks() {
        text.push_str(chunk.valid());
        to_raw.copy(at, chunk.valid().len());
        at += chunk.valid().len();
        let invalid = chunk.invalid();
        let stands_for = match invalid {
            [] => continue,
            [byte] => WINDOWS_1252.decode_without_bom_handling(&[*byte]).0.chars().next().filter(|c| !c.is_control()),
            _ => None,
        };
        let c = stands_for.unwrap_or(char::REPLACEMENT_CHARACTER);
        text.push(c);
        to_raw.replace(c.len_utf8(), at, invalid.len());
        at += invalid.len();
    }
    Decoded { text, to_raw, encoding: UTF_8.name() }
}

/// The likeliest encoding of bytes that are not UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Decodes one character after the other, so that each is mapped to its own bytes; runs of ASCII go at once where a byte below 0x80 at
/// the start of a character always is ASCII.
fn piecewise(bytes: &[u8], mark: usize, encoding: &'static Encoding) -> Decoded {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len());
    let mut to_raw = OffsetMap::default();
    let ascii_at_once = encoding.is_ascii_compatible();
    let (mut start, mut at) = (mark, mark);
    let mut buffer = [0u8; 32];
    while at < bytes.len() {
        if ascii_at_once && start == at {
            let run = bytes[at..].iter().take_while(|b| b.is_ascii() && **b != 0x1B).count();
            text.push_str(std::str::from_utf8(&bytes[at..at + run]).unwrap_or_default());
            to_raw.copy(at, run);
            at += run;
            start = at;
            if at == bytes.len() {
                break;
            }
        }
        let last = at + 1 == bytes.len();
        let piece = step(&mut decoder, &bytes[at..=at], last, &mut buffer);
        at += 1;
        if !piece.is_empty() {
            text.push_str(&piece);
            to_raw.replace(piece.len(), start, at - start);
            start = at;
        }
    }
    Decoded { text, to_raw, encoding: encoding.name() }
}

/// Feeds one byte; what comes out, with U+FFFD for each malformed sequence.
fn step(decoder: &mut encoding_rs::Decoder, mut byte: &[u8], last: bool, buffer: &mut [u8]) -> String {
    let mut out = String::new();
    loop {
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(byte, buffer, last);
        out.push_str(std::str::from_utf8(&buffer[..written]).unwrap_or_default());
        byte = &byte[read..];
        match result {
            DecoderResult::InputEmpty => return out,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => out.push(char::REPLACEMENT_CHARACTER),
        }
    }
}

/// Whether a text has more control characters than stray ones. White space and escape sequences' leftovers are no evidence.
fn has_too_many_controls(text: &str) -> bool {
    // Counted in small lots and without branches, which goes many bytes at a time.
    let is_control = |b: u8| u8::from((b < 32) & !(9..=13).contains(&b) & (b != 27) | (b == 127));
    let controls: usize = text.as_bytes().chunks(128).map(|lot| usize::from(lot.iter().map(|b| is_control(*b)).sum::<u8>())).sum();
    controls > 0 && controls as f64 > CONTROL_SHARE * text.len() as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::span::Span;

    /// Where the words are in the bytes, after decoding.
    fn bytes_of<'a>(bytes: &'a [u8], words: &str) -> &'a [u8] {
        let (decoded, _) = decode(bytes, false, None).expect("text");
        let at = decoded.text.find(words).unwrap_or_else(|| panic!("{words:?} is not in {:?}", decoded.text));
        &bytes[decoded.to_raw.source_of(Span::new(at, at + words.len())).range()]
    }

    #[test]
    fn windows_1252_is_recognised_and_mapped() {
        let bytes = b"The mayor\x92s caf\xe9 \x97 \x93a ruin\x94, he said \x97 burned for three hours.";
        assert_eq!(bytes_of(bytes, "café — “a"), b"caf\xe9 \x97 \x93a");
        assert_eq!(decode(bytes, false, None).expect("text").1, [Flag::EncodingGuessed]);
    }

    #[test]
    fn an_encoding_is_read_from_the_page_and_used() {
        let page = b"<html><head><meta http-equiv=Content-Type content='text/html; charset=ISO-8859-2'></head><p>\xa3\xf3d\xbc";
        let named = named_by_page(page);
        assert_eq!(named, Some(encoding_rs::ISO_8859_2));
        assert!(decode(page, false, named).expect("text").0.text.ends_with("<p>\u{141}\u{f3}d\u{17a}"));
        let lying = "<meta charset='iso-8859-1'><p>Zo\u{eb}".as_bytes();
        assert!(decode(lying, false, named_by_page(lying)).expect("text").0.text.ends_with("Zo\u{eb}"));
    }

    #[test]
    fn marks_are_no_part_of_the_text() {
        assert_eq!(bytes_of(b"\xEF\xBB\xBFHarbour", "Harbour"), b"Harbour");
        assert_eq!(bytes_of(b"\xFF\xFEH\0a\0", "Ha"), b"H\0a\0");
    }

    #[test]
    fn utf16_without_a_mark_is_seen() {
        let wide: Vec<u8> = "Zoë said nothing.".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(bytes_of(&wide, "ë s"), b"\0\xeb\0 \0s");
    }

    #[test]
    fn two_byte_encodings_are_mapped_by_character() {
        let text = "東京の港で火災があり、三人が負傷した。警察が原因を調べている。";
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(text);
        assert_eq!(bytes_of(&bytes, "火災"), &encoding_rs::SHIFT_JIS.encode("火災").0[..]);
    }

    #[test]
    fn a_stray_byte_does_not_turn_the_rest_into_rubbish() {
        let bytes = b"Zo\xc3\xab, Ren\xc3\xa9e and Jos\xc3\xa9 met at Anna\x92s.";
        assert_eq!(decode(bytes, false, None).expect("text").0.text, "Zoë, Renée and José met at Anna’s.");
    }

    #[test]
    fn binary_data_is_refused() {
        assert!(decode(b"%PDF-1.7 whatever", false, None).is_err());
        assert!(decode(&[0, 1, 2, 3, 0, 0, 0, 9, 200, 17, 2], false, None).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_decode_or_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300), is_utf8: bool) {
            if let Ok((decoded, _)) = decode(&bytes, is_utf8, None) {
                prop_assert_eq!(decoded.to_raw.out_len(), decoded.text.len());
                for (at, c) in decoded.text.char_indices() {
                    let source = decoded.to_raw.source_of(Span::new(at, at + c.len_utf8()));
                    prop_assert!(source.end as usize <= bytes.len());
                }
            }
        }
    }
}
