//! Text of any Unicode encoding as UTF-8, for formats in which a byte order mark is no part of the content.
//!
//! In: a stream. Out: the same text in UTF-8 without its mark. Never holds more than a buffer; other encodings pass as they are.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read, Result};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The encoding that the first bytes tell, and the length of its mark. JSON and CSV begin with a character of ASCII, so that UTF-16
/// is known without a mark as well.
fn told_by(first: &[u8]) -> Option<(&'static Encoding, usize)> {
    Encoding::for_bom(first).or(match first {
        [0, 1..=0x7F, 0, 1..=0x7F, ..] => Some((UTF_16BE, 0)),
        [1..=0x7F, 0, 1..=0x7F, 0, ..] => Some((UTF_16LE, 0)),
        _ => None,
    })
}

/// Whether a stream with these first bytes is decoded on the way.
pub(super) fn is_wide(first: &[u8]) -> bool {
    told_by(first).is_some_and(|(encoding, _)| encoding != UTF_8)
}

/// The first bytes as UTF-8, for telling a format.
pub(super) fn head(first: &[u8]) -> Cow<'_, [u8]> {
    match told_by(first) {
        None => Cow::Borrowed(first),
        Some((encoding, mark)) if encoding == UTF_8 => Cow::Borrowed(&first[mark..]),
        Some((encoding, _)) => Cow::Owned(encoding.decode(&first[..first.len().min(4096)]).0.into_owned().into_bytes()),
    }
}

/// The stream in UTF-8.
pub(super) fn utf8<'a>(mut stream: Box<dyn BufRead + 'a>) -> Result<Box<dyn BufRead + 'a>> {
    let Some((encoding, mark)) = told_by(stream.fill_buf()?) else { return Ok(stream) };
    stream.consume(mark);
    if encoding == UTF_8 {
        return Ok(stream);
    }
    Ok(Box::new(BufReader::new(DecodedStream { stream, decoder: encoding.new_decoder_without_bom_handling(), ended: false })))
}

/// A stream that is decoded as it is read.
struct DecodedStream<'a> {
    stream: Box<dyn BufRead + 'a>,
    decoder: Decoder,
    ended: bool,
}

impl Read for DecodedStream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        while !self.ended {
            let input = self.stream.fill_buf()?;
            let last = input.is_empty();
            let (result, read, written, _) = self.decoder.decode_to_utf8(input, buffer, last);
            self.stream.consume(read);
            self.ended = last && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
            if result == CoderResult::OutputFull {
                // A buffer of less than a character: nobody in this stage has one.
                return Err(std::io::ErrorKind::WriteZero.into());
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        let mut text = String::new();
        utf8(Box::new(bytes)).and_then(|mut s| s.read_to_string(&mut text)).expect("a slice can be read");
        text
    }

    #[test]
    fn marks_go_and_wide_characters_become_utf8() {
        assert_eq!(read(b"\xEF\xBB\xBF{}"), "{}");
        assert_eq!(read(b"\xFF\xFE{\0}\0"), "{}");
        assert_eq!(read(b"\xFE\xFF\0{\0}"), "{}");
        assert_eq!(read(b"{\0}\0"), "{}");
        assert_eq!(read("{é}".as_bytes()), "{é}");
        assert_eq!(head(b"\xFF\xFE[\0"), &b"["[..]);
    }
}
