//! A stored answer of a web server.
//!
//! In: the bytes of an HTTP/1 answer. Out: [`Answer`], unpacked, if it is one with content. Never follows redirects.

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
    let mut fields = [httparse::EMPTY_HEADER; 200];
    let mut response = httparse::Response::new(&mut fields);
    let mut config = httparse::ParserConfig::default();
    config.ignore_invalid_headers_in_responses(true).allow_obsolete_multiline_headers_in_responses(true);
    let start = match config.parse_response(&mut response, bytes) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => return Err("the HTTP headers do not end".into()),
        Err(error) => return Err(format!("the HTTP headers cannot be read: {error}")),
    };
    if response.code != Some(200) {
        return Ok(None);
    }
    let field = |name: &str| {
        let found = response.headers.iter().find(|h| h.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(found.value).trim().to_ascii_lowercase())
    };
    let body = &bytes[start..];
    let joined = match field("transfer-encoding").as_deref() {
        // Crawlers often keep the header although they joined the pieces.
        Some("chunked") => joined(body).unwrap_or_else(|| body.to_vec()),
        _ => body.to_vec(),
    };
    let body = match field("content-encoding").as_deref() {
        Some("gzip" | "x-gzip") if joined.starts_with(&[0x1F, 0x8B]) => {
            unpacked(flate2::read::MultiGzDecoder::new(joined.as_slice()), limit)?
        }
        Some("br") if std::str::from_utf8(&joined[..joined.len().min(64)]).is_err() => {
            return Err("the content is packed with brotli".into());
        }
        _ => joined,
    };
    Ok(Some(Answer { content_type: field("content-type").unwrap_or_default(), body }))
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

    #[test]
    fn what_is_no_answer_is_an_error() {
        assert!(answer(b"nonsense\r\n\r\n", 100).is_err());
        assert_eq!(answer(b"HTTP/1.1 301 Moved\r\n\r\n", 100), Ok(None));
    }
}
