//! One document a file: plain text and web pages.
//!
//! In: a stream. Out: one document. Never decodes: bytes stay as they were found.

use std::io::{BufRead, Read};

use super::refused::{reject, unreadable};
use super::{Documents, Options};
use crate::document::{Format, GivenMetadata, RawDocument};
use crate::error::RejectReason;

/// A plain text.
pub(super) fn open<'a>(stream: Box<dyn BufRead + 'a>, uri: &'a str, options: &'a Options) -> Documents<'a> {
    whole(stream, uri, options, Format::Text)
}

/// A web page.
pub(super) fn open_html<'a>(stream: Box<dyn BufRead + 'a>, uri: &'a str, options: &'a Options) -> Documents<'a> {
    whole(stream, uri, options, Format::Html)
}

/// A text in Markdown.
pub(super) fn open_markdown<'a>(stream: Box<dyn BufRead + 'a>, uri: &'a str, options: &'a Options) -> Documents<'a> {
    whole(stream, uri, options, Format::Markdown)
}

/// Whether the first bytes look like a web page.
pub(super) fn sniff_html(first: &[u8]) -> bool {
    let start = first.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(0);
    let head = first[start..].get(..14).unwrap_or(&first[start..]).to_ascii_lowercase();
    head.starts_with(b"<!doctype html") || head.starts_with(b"<html")
}

/// The whole stream as one document.
fn whole<'a>(stream: Box<dyn BufRead + 'a>, uri: &'a str, options: &'a Options, format: Format) -> Documents<'a> {
    Box::new(std::iter::once_with(move || {
        let limit = options.max_document_bytes;
        let mut bytes = Vec::new();
        stream.take(limit + 1).read_to_end(&mut bytes).map_err(|e| unreadable(uri, &e))?;
        if bytes.len() as u64 > limit {
            return Err(reject(uri, RejectReason::TooLarge, format!("more than the limit of {limit} bytes"), None));
        }
        Ok(RawDocument::new(uri, format, bytes, GivenMetadata::default()))
    }))
}
