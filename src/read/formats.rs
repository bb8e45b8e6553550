//! Every input format.
//!
//! In: a name, an ending, or the first bytes of a stream. Out: the reader. Never opens a file.

use super::{InputFormat, csv, feed, json, jsonl, parquet, text, warc};

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
