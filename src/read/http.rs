//! A stored answer of a web server.
//!
//! In: the bytes of an HTTP answer, as crawlers store it: HTTP/1, or HTTP/2 written as if it were. Out: [`Answer`], unpacked, if it is one
//! with content. Never follows redirects.

use std::io::Read;

use crate::document::Format;

/// Content as it was sent, with its type.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    /// The content's type, in small letters.
    pub content_type: String,
    /// The content.
    pub body: Vec<u8>,
}

impl Answer {
    /// The format of the content; none where it is no text.
    pub fn format(&self) -> Option<Format> {
        let kind = self.content_type.split(';').next().unwrap_or("").trim();
        match kind {
            "text/html" | "application/xhtml+xml" => Some(Format::Html),
            "text/plain" => Some(Format::Text),
            "" if super::text::sniff_html(&self.body) => Some(Format::Html),
            _ => None,
        }
    }

    /// The encoding that the header names.
    pub fn charset(&self) -> Option<String> {
        let (_, rest) = self.content_type.split_once("charset=")?;
        let name = rest.split([';', ',']).next()?.trim().trim_matches(['"', '\'']);
        (!name.is_empty()).then(|| name.to_owned())
    }
}

/// Reads an answer; none where the server had nothing to give.
///
/// # Errors
/// What cannot be read, as a sentence.
pub(super) fn answer(bytes: &[u8], limit: u64) -> Result<Option<Answer>, String> {
    let (code, header) = status(bytes)?;
    if code != 200 {
        return Ok(None);
    }
    let mut fields = [httparse::EMPTY_HEADER; 200];
    let (start, fields) = match httparse::parse_headers(header, &mut fields) {
        Ok(httparse::Status::Complete((start, fields))) => (start, Headers::Strict(fields)),
        Ok(httparse::Status::Partial) => return Err("the HTTP headers do not end".into()),
        Err(_) => lenient(header)?,
    };
    let body = &header[start..];
    let joined = match fields.get("transfer-encoding").as_deref() {
        // Crawlers often keep the header although they joined the pieces.
        Some(encodings) if encodings.contains("chunked") => joined(body).unwrap_or_else(|| body.to_vec()),
        _ => body.to_vec(),
    };
    let packed = fields.get("content-encoding").unwrap_or_default();
    // The last one named was applied last.
    let body = packed.split(',').rev().try_fold(joined, |body, encoding| decoded(body, encoding.trim(), limit))?;
    Ok(Some(Answer { content_type: fields.get("content-type").unwrap_or_default(), body }))
}

/// The headers of an answer.
enum Headers<'a> {
    Strict(&'a [httparse::Header<'a>]),
    /// Lines that no rule allows, or more of them than a server should send.
    Loose(Vec<(&'a str, &'a [u8])>),
}

impl Headers<'_> {
    /// The value of a field in small letters.
    fn get(&self, name: &str) -> Option<String> {
        let value = match self {
            Self::Strict(fields) => fields.iter().find(|h| h.name.eq_ignore_ascii_case(name))?.value,
            Self::Loose(fields) => fields.iter().find(|(n, _)| n.eq_ignore_ascii_case(name))?.1,
        };
        Some(String::from_utf8_lossy(value).trim().to_ascii_lowercase())
    }
}

/// The code of the status line, and what stands after the line. `httparse` knows HTTP/1 alone, and crawlers write "HTTP/2 200" as well.
fn status(bytes: &[u8]) -> Result<(u16, &[u8]), String> {
    let bytes = bytes.trim_ascii_start();
    let end = memchr::memchr(b'\n', bytes).ok_or("the HTTP headers do not end")?;
    let line = std::str::from_utf8(&bytes[..end]).unwrap_or_default();
    let code = line.strip_prefix("HTTP/").and_then(|rest| rest.split_ascii_whitespace().nth(1)).and_then(|code| code.parse().ok());
    let code = code.filter(|code| (100..1000).contains(code)).ok_or("the HTTP headers cannot be read: there is no status line")?;
    Ok((code, &bytes[end + 1..]))
}

/// The headers line by line, without those that are none, and the length of all.
fn lenient(header: &[u8]) -> Result<(usize, Headers<'_>), String> {
    let mut fields = Vec::new();
    let mut start = 0;
    for line in header.split_inclusive(|b| *b == b'\n') {
        start += line.len();
        let line = line.trim_ascii();
        if line.is_empty() {
            return Ok((start, Headers::Loose(fields)));
        }
        let colon = memchr::memchr(b':', line).unwrap_or(0);
        // A line of HTTP/2 may be a name that begins with a colon; nobody asks for those.
        if let (Ok(name), true) = (std::str::from_utf8(&line[..colon]), colon > 0) {
            fields.push((name.trim(), &line[colon + 1..]));
        }
    }
    Err("the HTTP headers do not end".into())
}

/// Content without one of its encodings. Crawlers often keep the header although they unpacked the content, so what does not look packed is
/// left as it is.
fn decoded(body: Vec<u8>, encoding: &str, limit: u64) -> Result<Vec<u8>, String> {
    let bytes = body.as_slice();
    match encoding {
        "gzip" | "x-gzip" if bytes.starts_with(&[0x1F, 0x8B]) => unpacked(flate2::read::MultiGzDecoder::new(bytes), limit),
        "zstd" if bytes.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) => {
            unpacked(zstd::stream::read::Decoder::with_buffer(bytes).map_err(|e| e.to_string())?, limit)
        }
        "deflate" | "x-deflate" => {
            // The standard says zlib; half of the servers send what the name says.
            let is_zlib =
                matches!(bytes, [first, second, ..] if first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0);
            match is_zlib {
                true => unpacked(flate2::read::ZlibDecoder::new(bytes), limit),
                false => plain_or(unpacked(flate2::read::DeflateDecoder::new(bytes), limit), body),
            }
        }
        "br" => plain_or(unpacked(brotli_decompressor::Decompressor::new(bytes, 4096), limit), body),
        _ => Ok(body),
    }
}

/// For encodings without a mark: what cannot be unpacked but is text was unpacked before.
fn plain_or(unpacked: Result<Vec<u8>, String>, body: Vec<u8>) -> Result<Vec<u8>, String> {
    let looks_plain = body.iter().take(512).all(|b| *b >= 0x20 || b.is_ascii_whitespace());
    unpacked.or_else(|message| if looks_plain { Ok(body) } else { Err(message) })
}

/// Content that was sent in pieces, joined; none where it is not in pieces.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let Ok(httparse::Status::Complete((start, size))) = httparse::parse_chunk_size(body) else { return None };
        let end = start.checked_add(usize::try_from(size).ok()?)?;
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(body.get(start..end)?);
        body = body.get(end..)?.strip_prefix(b"\r\n")?;
    }
}

/// Unpacks up to the limit of a document and one byte more, so that what is too large is seen to be.
fn unpacked(packed: impl Read, limit: u64) -> Result<Vec<u8>, String> {
    let mut body = Vec::new();
    packed.take(limit.saturating_add(1)).read_to_end(&mut body).map_err(|e| format!("the content cannot be unpacked: {e}"))?;
    if body.len() as u64 > limit { Err(format!("the content unpacks to more than {limit} bytes")) } else { Ok(body) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_joined() {
        let bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"UTF-8\"\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>R\r\n3\r\nain\r\n0\r\n\r\n";
        let answer = answer(bytes, 100).expect("it can be read").expect("it has content");
        assert_eq!((answer.body.as_slice(), answer.charset().as_deref()), (&b"<p>Rain"[..], Some("utf-8")));
        assert_eq!(answer.format(), Some(Format::Html));
    }

    const PAGE: &[u8] = b"<p>The quay was closed on Monday.</p>";

    fn answered(head: &str, body: &[u8]) -> Option<Answer> {
        answer(&[head.as_bytes(), b"\r\nContent-Type: text/html\r\n\r\n", body].concat(), 1_000).expect("it can be read")
    }

    fn packed(encoding: &str, body: &[u8]) -> Vec<u8> {
        use flate2::Compression;
        use flate2::read::{DeflateEncoder, GzEncoder, ZlibEncoder};
        let mut packed = Vec::new();
        match encoding {
            "gzip" => GzEncoder::new(body, Compression::default()).read_to_end(&mut packed).expect("it is packed"),
            "zlib" => ZlibEncoder::new(body, Compression::default()).read_to_end(&mut packed).expect("it is packed"),
            "raw" => DeflateEncoder::new(body, Compression::default()).read_to_end(&mut packed).expect("it is packed"),
            _ => zstd::stream::read::Encoder::new(body, 1).and_then(|mut e| e.read_to_end(&mut packed)).expect("it is packed"),
        };
        packed
    }

    /// [`PAGE`] in brotli, built by hand: a block may be uncompressed.
    fn in_brotli() -> Vec<u8> {
        let length = PAGE.len() as u32 - 1;
        // Window of 16 bits; a block that is not the last, of four nibbles of length, uncompressed; then an empty last block.
        let bits = length << 4 | 1 << 20;
        let mut packed = bits.to_le_bytes()[..3].to_vec();
        packed.extend_from_slice(PAGE);
        packed.push(0b11);
        packed
    }

    #[test]
    fn every_encoding_of_content_is_unpacked_also_several_in_a_row() {
        let cases = [
            ("gzip", packed("gzip", PAGE)),
            ("deflate", packed("zlib", PAGE)),
            ("deflate", packed("raw", PAGE)),
            ("zstd", packed("zstd", PAGE)),
            ("br", in_brotli()),
            ("gzip, zstd", packed("zstd", &packed("gzip", PAGE))),
            ("deflate, br", PAGE.to_vec()),
            ("identity", PAGE.to_vec()),
        ];
        for (encoding, body) in cases {
            let answer = answered(&format!("HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}"), &body);
            assert_eq!(answer.map(|a| a.body).as_deref(), Some(PAGE), "{encoding}");
        }
        let bomb = packed("zstd", &vec![b'x'; 1 << 20]);
        let bytes = [&b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n"[..], &bomb].concat();
        assert!(answer(&bytes, 1_000).is_err_and(|m| m.contains("more than 1000 bytes")));
    }

    #[test]
    fn status_lines_of_every_version_are_read() {
        for line in ["HTTP/2 200", "HTTP/2 200 ", "HTTP/2.0 200 OK", "HTTP/1.1 200", "HTTP/3 200", "HTTP/1.0 200 Tout va bien"] {
            assert_eq!(answered(line, PAGE).map(|a| a.body).as_deref(), Some(PAGE), "{line}");
        }
        assert_eq!(answered("HTTP/2 404", PAGE), None);
        assert!(answered("HTTP/2 200\r\n:status: 200\r\nno header at all\r\nX y: z", PAGE).is_some());
    }

    #[test]
    fn what_is_no_answer_is_an_error() {
        assert!(answer(b"nonsense\r\n\r\n", 100).is_err());
        assert_eq!(answer(b"HTTP/1.1 301 Moved\r\n\r\n", 100), Ok(None));
    }
}
