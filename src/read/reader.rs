//! What a reader of an input format is.
//!
//! In: a stream and what the pipeline asks for. Out: documents one after another. Never names a format: the list is in `formats.rs`.

use std::io::BufRead;

use super::FieldMap;
use crate::document::RawDocument;
use crate::error::Reject;

/// A stream of documents out of one file.
pub type Documents<'a> = Box<dyn Iterator<Item = Result<RawDocument, Reject>> + 'a>;

/// What a reader is told besides the bytes.
#[derive(Clone, Debug)]
pub struct Options {
    /// Bytes of one document at the most, after unpacking.
    pub max_document_bytes: u64,
    /// Names of record fields.
    pub fields: FieldMap,
}

/// One registered input format.
pub struct InputFormat {
    /// Name in pipeline files.
    pub name: &'static str,
    /// File name endings, without the dot and without that of a compression.
    pub extensions: &'static [&'static str],
    /// Whether the first bytes of a stream without a name look like it.
    pub sniff: fn(&[u8]) -> bool,
    /// Opens a stream; the string is the document's path in the input.
    pub open: for<'a> fn(Box<dyn BufRead + 'a>, &'a str, &'a Options) -> Documents<'a>,
}
