//! Feeds: RSS, Atom and JSON Feed.
//!
//! In: a feed. Out: a document for each entry: its full content where the feed has it, else its summary. A feed is one small file, so it is
//! held whole, within the limit of a document.

use std::io::{BufRead, Read};

use feed_rs::model::{Entry, Feed};

use super::refused::{reject, unreadable};
use super::{Documents, Options, encoding, record};
use crate::document::{Format, GivenMetadata, RawDocument};
use crate::error::{Reject, RejectReason};

/// Whether the first bytes look like a feed.
pub(super) fn sniff(first: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&first[..first.len().min(1024)]);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let is_xml = head.starts_with("<?xml") || head.starts_with("<rss") || head.starts_with("<feed") || head.starts_with("<rdf:RDF");
    is_xml && ["<rss", "<feed", "<rdf:RDF"].iter().any(|t| head.contains(t))
}

/// The entries of a stream.
pub(super) fn open<'a>(stream: Box<dyn BufRead + 'a>, uri: &'a str, options: &'a Options) -> Documents<'a> {
    let limit = options.max_document_bytes;
    let mut bytes = Vec::new();
    let read = decoded(stream).and_then(|s| s.take(limit + 1).read_to_end(&mut bytes));
    match read {
        Err(error) => Box::new(std::iter::once(Err(unreadable(uri, &error)))),
        Ok(_) if bytes.len() as u64 > limit => {
            let message = format!("more than the limit of {limit} bytes");
            Box::new(std::iter::once(Err(reject(uri, RejectReason::TooLarge, message, None))))
        }
        Ok(_) => entries(&bytes, uri, options),
    }
}

/// The stream in UTF-8, where its first bytes tell that it is UTF-16; its declaration, which tells another encoding then, is left out.
fn decoded<'a>(mut stream: Box<dyn BufRead + 'a>) -> std::io::Result<Box<dyn BufRead + 'a>> {
    if !encoding::is_wide(stream.fill_buf()?) {
        return Ok(stream);
    }
    let mut stream = encoding::utf8(stream)?;
    if stream.fill_buf()?.starts_with(b"<?xml") {
        stream.skip_until(b'>')?;
    }
    Ok(stream)
}

/// The entries of a feed that is held whole.
pub(super) fn entries<'a>(bytes: &[u8], uri: &'a str, options: &'a Options) -> Documents<'a> {
    match feed_rs::parser::parse(bytes) {
        Ok(mut feed) => {
            let entries = std::mem::take(&mut feed.entries);
            Box::new(entries.into_iter().enumerate().map(move |(n, entry)| document(&feed, entry, n, uri, options)))
        }
        Err(error) => {
            let size = Some(bytes.len() as u64);
            Box::new(std::iter::once(Err(reject(uri, RejectReason::BadRecord, format!("no feed can be read: {error}"), size))))
        }
    }
}

fn document(feed: &Feed, entry: Entry, n: usize, uri: &str, options: &Options) -> Result<RawDocument, Reject> {
    let place = if entry.id.trim().is_empty() { format!("{uri}#entry-{}", n + 1) } else { format!("{uri}#{}", entry.id.trim()) };
    let url =
        entry.links.iter().find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate")).or(entry.links.first()).map(|l| l.href.clone());
    let full = entry.content.and_then(|c| Some((c.body?, c.content_type.to_string())));
    let summary = entry.summary.map(|s| (s.content, s.content_type.to_string()));
    let Some((content, kind)) = full.or(summary).filter(|(c, _)| !c.trim().is_empty()) else {
        return Err(reject(&place, RejectReason::NoText, "the entry has neither content nor summary", None));
    };
    let looks_like_html = kind.contains("html") || content.contains("</p>") || content.contains("<br");
    let given = GivenMetadata {
        url,
        headline: entry.title.map(|t| t.content),
        published: entry.published.map(|d| d.to_rfc3339()),
        updated: entry.updated.map(|d| d.to_rfc3339()).filter(|_| entry.published.is_some()),
        authors: entry.authors.into_iter().filter_map(|a| a.name).filter(|n| !n.trim().is_empty()).collect(),
        outlet: feed.title.as_ref().map(|t| t.content.clone()),
        language: entry.language.or(feed.language.clone()),
    };
    record::of_field(place, if looks_like_html { Format::Html } else { Format::Text }, content, given, options)
}

#[cfg(test)]
mod tests {
    use super::super::FieldMap;
    use super::*;

    fn read(text: &str) -> Vec<Result<RawDocument, Reject>> {
        let options = Options { max_document_bytes: 100_000, fields: FieldMap::default() };
        open(Box::new(text.as_bytes()), "feed.xml", &options).collect()
    }

    #[test]
    fn an_entry_gives_its_full_content_and_its_metadata() {
        let feed = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
            xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Gull</title><link>https://gull.example</link><description/>
            <item><guid>g1</guid><title>Quay reopens</title><link>https://gull.example/quay</link><pubDate>Tue, 05 Mar 2024 08:00:00 GMT</pubDate>
            <dc:creator>Ida Marsh</dc:creator><description>Short.</description>
            <content:encoded><![CDATA[<p>The quay reopened on Tuesday.</p>]]></content:encoded></item></channel></rss>"#;
        assert!(sniff(feed.as_bytes()));
        let documents = read(feed);
        let entry = documents[0].as_ref().expect("an entry");
        assert_eq!((entry.source.uri.as_str(), entry.format), ("feed.xml#g1", Format::Html));
        assert_eq!(entry.bytes, b"<p>The quay reopened on Tuesday.</p>");
        assert_eq!(entry.source.given.authors, ["Ida Marsh"]);
        assert!(entry.source.given.published.as_deref().is_some_and(|p| p.starts_with("2024-03-05T08:00")));
    }

    #[test]
    fn a_feed_in_utf16_is_read() {
        let feed = r#"<?xml version="1.0" encoding="UTF-16"?><rss version="2.0"><channel><title>The Gull</title><link>https://gull.example</link>
            <description/><item><guid>g1</guid><title>Quay</title><description>The café reopened.</description></item></channel></rss>"#;
        let options = Options { max_document_bytes: 100_000, fields: FieldMap::default() };
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes: Vec<u8> = "\u{feff}".encode_utf16().chain(feed.encode_utf16()).flat_map(order).collect();
            let documents: Vec<_> = open(Box::new(bytes.as_slice()), "feed.xml", &options).collect();
            assert_eq!(documents[0].as_ref().map(|d| d.bytes.as_slice()), Ok("The café reopened.".as_bytes()));
        }
        assert!(read(&format!("\u{feff}{}", feed.replace("UTF-16", "UTF-8")))[0].is_ok());
    }

    #[test]
    fn a_damaged_feed_is_one_reject() {
        assert!(matches!(read("<?xml version='1.0'?><rss><channel><item>").as_slice(), [Err(_)] | []));
        assert!(matches!(read("<rss").as_slice(), [Err(r)] if r.reason == RejectReason::BadRecord));
    }
}
