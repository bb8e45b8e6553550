//! Stage `read`: paths, globs and standard input to raw documents.
//!
//! In: what the pipeline names as sources. Out: [`RawDocument`]s one after another, or the [`Reject`] of a file or record. Never holds a
//! container in memory: records stream. Never looks at what a document says.
//!
//! | file | what |
//! |---|---|
//! | `sources.rs` | finds files, in an order that does not depend on the file system |
//! | `roots.rs`, `walk.rs` | what inputs name, what lies in a folder |
//! | `names.rs` | what files and records are called |
//! | `net.rs` | keeps a defect of a reader from ending the run |
//! | `compression.rs`, `members.rs` | gzip and zstd, by their first bytes |
//! | `encoding.rs` | byte order marks and UTF-16 |
//! | `text.rs` | one document a file |
//! | `jsonl.rs` | one document a line |
//! | `json.rs`, `feed.rs`, `csv.rs`, `parquet.rs` | one document an item, entry or row |
//! | `warc.rs`, `http.rs` | one document a page that a crawler stored |
//! | `record.rs`, `pruned.rs` | a record with named fields as a document; JSON without the other fields |
//! | `fields.rs` | names of fields in records |
//! | `condense.rs` | many rejects of one kind as a few |

mod compression;
mod condense;
mod csv;
mod encoding;
mod feed;
mod fields;
mod http;
mod json;
mod jsonl;
mod members;
mod names;
mod net;
mod parquet;
mod pruned;
mod record;
mod roots;
mod sources;
mod text;
mod walk;
mod warc;

use std::io::{BufRead, BufReader, Read};

use crate::document::RawDocument;
use crate::error::{Lost, Reject, RejectReason, Stage};

use condense::{Condensed, Condenser};
pub use fields::FieldMap;
pub use roots::Reach;
pub use sources::{Discovery, Origin, SourceFile, Sources};
pub use walk::FollowLinks;

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

/// Every input format; for a stream without a name the first that recognises it is taken.
pub const FORMATS: &[InputFormat] = &[
    InputFormat { name: "jsonl", extensions: &["jsonl", "ndjson"], sniff: jsonl::sniff, open: jsonl::open },
    InputFormat { name: "warc", extensions: &["warc"], sniff: warc::sniff, open: warc::open },
    InputFormat { name: "parquet", extensions: &["parquet"], sniff: parquet::sniff, open: parquet::open },
    InputFormat { name: "json", extensions: &["json"], sniff: json::sniff, open: json::open },
    InputFormat { name: "feed", extensions: &["rss", "atom", "rdf", "xml"], sniff: feed::sniff, open: feed::open },
    InputFormat { name: "csv", extensions: &["csv", "tsv"], sniff: |_| false, open: csv::open },
    InputFormat { name: "html", extensions: &["html", "htm", "xhtml"], sniff: text::sniff_html, open: text::open_html },
    InputFormat { name: "markdown", extensions: &["md", "markdown"], sniff: |_| false, open: text::open_markdown },
    InputFormat { name: "text", extensions: &["txt", "text"], sniff: |_| true, open: text::open },
];

/// The format of a name in a pipeline file.
pub fn format(name: &str) -> Option<&'static InputFormat> {
    FORMATS.iter().find(|f| f.name == name)
}

/// The names of record fields that a pipeline file may rename.
pub fn known_fields() -> impl Iterator<Item = &'static str> + Clone {
    fields::KNOWN.iter().map(|(field, _)| *field)
}

/// The documents of one file, each with a name of its own. What cannot be opened is one reject, and so is a defect of a reader.
pub fn documents<'a>(file: &'a SourceFile, input: Box<dyn Read + 'a>, options: &'a Options) -> Documents<'a> {
    names::named(file, net::guarded(&file.uri, || unnamed(file, input, options)))
}

/// The documents as a reader gives them.
fn unnamed<'a>(file: &'a SourceFile, input: Box<dyn Read + 'a>, options: &'a Options) -> Documents<'a> {
    let mut is_packed = false;
    let opened = compression::unpack(BufReader::new(input)).map(|(mut stream, packed)| {
        is_packed = packed;
        let format = match file.format {
            Some(format) => Some(format),
            None if file.extension.is_none() => {
                FORMATS.iter().find(|f| stream.fill_buf().is_ok_and(|first| (f.sniff)(&encoding::head(first))))
            }
            None => None,
        };
        (stream, format)
    });
    match opened {
        Ok((stream, Some(format))) => {
            let inner = match &file.origin {
                // Read where it is: only a stream has to be kept first.
                Origin::File(path) if format.name == "parquet" && !is_packed => parquet::open_file(path, stream, &file.uri, options),
                _ => (format.open)(stream, &file.uri, options),
            };
            Box::new(Condensed { inner, uri: &file.uri, condenser: Condenser::default(), rest: None })
        }
        Ok((_, None)) => {
            let message = match file.extension.as_deref().unwrap_or_default() {
                "" => "the name has no ending that tells its format".to_owned(),
                ending => format!("no reader for files ending in .{ending}"),
            };
            Box::new(std::iter::once(Err(reject(&file.uri, RejectReason::UnknownFormat, message, None))))
        }
        Err(error) => Box::new(std::iter::once(Err(unreadable(&file.uri, &error)))),
    }
}

/// A reject of this stage.
fn reject(uri: &str, reason: RejectReason, message: impl Into<String>, byte_count: Option<u64>) -> Reject {
    Reject { source_uri: uri.to_owned(), stage: Stage::Read, reason, message: message.into(), byte_count, lost: Lost::One }
}

/// The reject of what the system or a decompressor refused.
pub(crate) fn unreadable(uri: &str, error: &std::io::Error) -> Reject {
    reject(uri, RejectReason::Unreadable, format!("cannot be read: {error}"), None)
}
