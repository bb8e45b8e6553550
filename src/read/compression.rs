//! gzip and zstd, told by their first bytes and not by their name.
//!
//! In: a stream. Out: the unpacked stream. Never reads ahead more than a buffer.

use std::io::{BufRead, BufReader, Error, ErrorKind, Result};

use super::members::Members;

const GZIP: &[u8] = &[0x1F, 0x8B];
/// zstd: a frame, or one to be passed over, with which some programs begin.
const ZSTD: &[&[u8]] = &[&[0x28, 0xB5, 0x2F, 0xFD], &[0x50, 0x2A, 0x4D, 0x18]];
/// What is packed in another way, and with which program.
const OTHERS: &[(&[u8], &str)] =
    &[(&[0xFD, b'7', b'z', b'X', b'Z', 0], "xz"), (b"PK\x03\x04", "zip"), (&[b'7', b'z', 0xBC, 0xAF, 0x27, 0x1C], "7-Zip")];
/// The longest window that a frame of zstd may ask for, as a power of two: what `zstd --long=31` writes. Memory is taken only as far as
/// the window is filled.
const WINDOW: u32 = 31;

/// The stream without its compression, and whether it had one.
///
/// # Errors
/// The stream cannot be read, or is packed in a way that is not known here; the message says which.
pub(super) fn unpack<'a>(mut stream: impl BufRead + 'a) -> Result<(Box<dyn BufRead + 'a>, bool)> {
    let first = stream.fill_buf()?;
    if first.starts_with(GZIP) {
        Ok((Box::new(BufReader::new(Members::new(stream))), true))
    } else if ZSTD.iter().any(|mark| first.starts_with(mark)) {
        let mut decoder = zstd::stream::read::Decoder::with_buffer(stream)?;
        decoder.window_log_max(WINDOW)?;
        Ok((Box::new(BufReader::new(decoder)), true))
    } else if let Some(program) = packed_with(first) {
        let message = format!("it is packed with {program}; unpack it first, or pack it with gzip or zstd");
        Err(Error::new(ErrorKind::Unsupported, message))
    } else {
        Ok((Box::new(stream), false))
    }
}

/// The program that packed a file, where it is none of those that are read.
fn packed_with(first: &[u8]) -> Option<&'static str> {
    let is_bzip2 = first.starts_with(b"BZh") && first.get(4..10) == Some(&[0x31, 0x41, 0x59, 0x26, 0x53, 0x59]);
    if is_bzip2 { Some("bzip2") } else { OTHERS.iter().find(|(mark, _)| first.starts_with(mark)).map(|(_, name)| *name) }
}

/// A file name without the ending of a compression.
pub(super) fn bare_name(name: &str) -> &str {
    name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use super::*;

    fn unpacked(bytes: &[u8]) -> Result<String> {
        let mut text = String::new();
        unpack(bytes)?.0.read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn members_and_frames_in_a_row_are_one_stream() {
        let frames: Vec<u8> = [b"Rain ", b"fell "].iter().flat_map(|part| zstd::encode_all(&part[..], 1).expect("it is packed")).collect();
        assert_eq!(unpacked(&frames).ok().as_deref(), Some("Rain fell "));
    }

    #[test]
    fn a_long_window_of_zstd_is_read() {
        let mut encoder = zstd::Encoder::new(Vec::new(), 1).expect("an encoder");
        encoder.window_log(28).and_then(|()| encoder.long_distance_matching(true)).expect("a window of 256 MB");
        encoder.write_all(b"Rain fell.").expect("it is packed");
        assert_eq!(unpacked(&encoder.finish().expect("it is closed")).ok().as_deref(), Some("Rain fell."));
    }

    #[test]
    fn other_ways_of_packing_are_named() {
        assert!(unpacked(b"\xFD7zXZ\0rest").is_err_and(|e| e.to_string().contains("packed with xz")));
        assert!(unpacked(b"BZh91AY&SYrest").is_err_and(|e| e.to_string().contains("packed with bzip2")));
        assert!(unpacked(b"BZh is no word").is_ok());
    }
}
