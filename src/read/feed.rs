//! Feeds: RSS, Atom and JSON Feed.
//!
//! In: a feed. Out: a document for each entry: its full content where the feed has it, else its summary. A feed is one small file, so it is
//! held whole, within the limit of a document.

use std::io::{BufRead, Read};

use feed_rs::model::{Entry, Feed, FeedType};

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
    let size = Some(bytes.len() as u64);
    let (mut feed, damage) = match feed_rs::parser::parse(bytes) {
        Ok(feed) => (feed, None),
        Err(error) => match mended(bytes) {
            Some((feed, damage)) => (feed, damage),
            None => {
                let message = format!("no feed can be read: {error}");
                return Box::new(std::iter::once(Err(reject(uri, RejectReason::BadRecord, message, size))));
            }
        },
    };
    let entries = std::mem::take(&mut feed.entries);
    let documents = entries.into_iter().enumerate().map(move |(n, entry)| document(&feed, entry, n, uri, options));
    let lost = damage.map(|message| Err(reject(uri, RejectReason::BadRecord, message, size)));
    Box::new(documents.chain(lost))
}

/// A feed that is no XML, read after what programs often leave out is put in: the escape of an ampersand, and the end of a feed that was
/// cut off, whose whole entries are read. With it what is lost, where something is.
fn mended(bytes: &[u8]) -> Option<(Feed, Option<String>)> {
    let escaped = with_escapes(bytes);
    if let Ok(feed) = feed_rs::parser::parse(escaped.as_slice()) {
        return Some((feed, None));
    }
    let whole = [("</item>", "</channel></rss>"), ("</entry>", "</feed>")].iter().find_map(|(entry, end)| {
        let last = memchr::memmem::rfind(&escaped, entry.as_bytes())? + entry.len();
        let mut whole = escaped.get(..last)?.to_vec();
        whole.extend_from_slice(end.as_bytes());
        feed_rs::parser::parse(whole.as_slice()).ok()
    })?;
    Some((whole, Some("the feed is damaged after its last whole entry, and what stands there is lost".to_owned())))
}

/// The bytes with every ampersand escaped that begins no reference; those in CDATA sections stand for themselves.
fn with_escapes(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 64);
    let mut raw_until = 0;
    for (at, byte) in bytes.iter().enumerate() {
        out.push(*byte);
        let rest = bytes.get(at + 1..).unwrap_or_default();
        if *byte == b'<' && rest.starts_with(b"![CDATA[") {
            raw_until = at + memchr::memmem::find(rest, b"]]>").unwrap_or(rest.len());
        } else if *byte == b'&' && at >= raw_until && !begins_reference(rest) {
            out.extend_from_slice(b"amp;");
        }
    }
    out
}

/// Whether what stands after an ampersand makes a reference of it: "amp;", "#8217;".
fn begins_reference(rest: &[u8]) -> bool {
    let name = rest.iter().take(12).position(|b| !b.is_ascii_alphanumeric() && *b != b'#');
    name.is_some_and(|end| end > 0 && rest.get(end) == Some(&b';'))
}

/// The content of a CDATA section whose marks were escaped with it; any other text as it is.
fn without_section(content: String) -> String {
    let inside = content.trim().strip_prefix("<![CDATA[").and_then(|rest| rest.strip_suffix("]]>"));
    inside.map(str::to_owned).unwrap_or(content)
}

fn document(feed: &Feed, entry: Entry, n: usize, uri: &str, options: &Options) -> Result<RawDocument, Reject> {
    let place = if entry.id.trim().is_empty() { format!("{uri}#entry-{}", n + 1) } else { format!("{uri}#{}", entry.id.trim()) };
    let url =
        entry.links.iter().find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate")).or(entry.links.first()).map(|l| l.href.clone());
    let full = entry.content.and_then(|c| Some((c.body?, c.content_type.to_string())));
    let summary = entry.summary.map(|s| (s.content, s.content_type.to_string()));
    let Some((content, kind)) = full.or(summary).map(|(c, kind)| (without_section(c), kind)).filter(|(c, _)| !c.trim().is_empty()) else {
        return Err(reject(&place, RejectReason::NoText, "the entry has neither content nor summary", None));
    };
    let looks_like_html = kind.contains("html") || content.contains("</p>") || content.contains("<br");
    let given = GivenMetadata {
        url,
        headline: entry.title.map(|t| t.content),
        published: entry.published.map(|d| d.to_rfc3339()),
        // Of an entry of RSS the library takes the date of publication for both.
        updated: entry.updated.map(|d| d.to_rfc3339()).filter(|_| entry.published.is_some() || feed.feed_type == FeedType::Atom),
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
    fn a_bare_ampersand_and_a_missing_end_cost_no_whole_entry() {
        let item = |id: &str, title: &str| {
            format!("<item><guid>{id}</guid><title>{title}</title><description>The quay reopened on Tuesday.</description></item>")
        };
        let head =
            r#"<?xml version="1.0"?><rss version="2.0"><channel><title>The Gull</title><link>https://gull.example</link><description/>"#;
        let bare = format!("{head}{}{}</channel></rss>", item("a", "Cod & crab"), item("b", "R&amp;D &#8217;s end"));
        let titles: Vec<_> = read(&bare).into_iter().map(|d| d.ok().and_then(|d| d.source.given.headline.clone())).collect();
        assert_eq!(titles, [Some("Cod & crab".into()), Some("R&D ’s end".into())]);
        let cut = format!("{head}{}<item><guid>b</guid><title>Half of", item("a", "Whole"));
        assert!(matches!(read(&cut).as_slice(), [Ok(_), Err(lost)] if lost.message.contains("after its last whole entry")));
    }

    #[test]
    fn the_marks_of_an_escaped_section_are_no_text() {
        let feed = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>The Gull</title><link>https://gull.example</link><description/>
            <item><guid>g</guid><title>Quay</title><description>&lt;![CDATA[&lt;p&gt;The quay reopened.&lt;/p&gt;]]&gt;</description></item>
            </channel></rss>"#;
        assert_eq!(read(feed)[0].as_ref().map(|d| d.bytes.as_slice()), Ok("<p>The quay reopened.</p>".as_bytes()));
    }

    #[test]
    fn an_atom_entry_that_was_only_changed_keeps_its_moment() {
        let feed = r#"<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Gull</title><entry><title>Quay</title><id>q</id>
            <updated>2024-03-05T08:00:00Z</updated><summary>The quay reopened.</summary></entry></feed>"#;
        let documents = read(feed);
        let given = &documents[0].as_ref().expect("an entry").source.given;
        assert!(given.published.is_none() && given.updated.as_deref().is_some_and(|u| u.starts_with("2024-03-05T08:00")));
    }

    #[test]
    fn a_damaged_feed_is_one_reject() {
        assert!(matches!(read("<?xml version='1.0'?><rss><channel><item>").as_slice(), [Err(_)] | []));
        assert!(matches!(read("<rss").as_slice(), [Err(r)] if r.reason == RejectReason::BadRecord));
    }
}
