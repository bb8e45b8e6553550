//! gzip and zstd, told by their first bytes and not by their name.
//!
//! In: a stream. Out: the unpacked stream. Never reads ahead more than a buffer.

use std::io::{BufRead, BufReader, Result};

const GZIP: &[u8] = &[0x1F, 0x8B];
const ZSTD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];

/// The stream without its compression.
pub(super) fn unpack<'a>(mut stream: impl BufRead + 'a) -> Result<Box<dyn BufRead + 'a>> {
    let first = stream.fill_buf()?;
    if first.starts_with(GZIP) {
        Ok(Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(stream))))
    } else if first.starts_with(ZSTD) {
        Ok(Box::new(BufReader::new(zstd::stream::read::Decoder::with_buffer(stream)?)))
    } else {
        Ok(Box::new(stream))
    }
}

/// A file name without the ending of a compression.
pub(super) fn bare_name(name: &str) -> &str {
    name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(name)
}
