//! Whole JSON files: ninjs, JSON Feed, records in a list, answers of news services.
//!
//! In: a file that is one JSON value. Out: a document for each item; in a list that is cut, for each item before the damage. Such files
//! are small, so one is held whole, within the limit of a document; long lists belong in JSON lines.

use std::io::{BufRead, Read};

use super::items::{Whole, items};
use super::refused::{reject, unreadable};
use super::{Documents, Options, encoding, feed, jsonl, pruned};
use crate::error::{Lost, Reject, RejectReason};

/// Whether the first bytes look like a list of records.
pub(super) fn sniff(first: &[u8]) -> bool {
    first.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'[')
}

/// The items of a stream.
pub(super) fn open<'a>(stream: Box<dyn BufRead + 'a>, uri: &'a str, options: &'a Options) -> Documents<'a> {
    let limit = options.max_document_bytes.saturating_mul(4);
    let mut bytes = Vec::new();
    let one = |reject| -> Documents<'a> { Box::new(std::iter::once(Err(reject))) };
    match encoding::utf8(stream).and_then(|s| s.take(limit + 1).read_to_end(&mut bytes)) {
        Err(error) => return one(unreadable(uri, &error)),
        Ok(_) if bytes.len() as u64 > limit => {
            let message = format!("a JSON file of more than {limit} bytes: long lists are read as JSON lines");
            return one(Reject { lost: Lost::File, ..reject(uri, RejectReason::TooLarge, message, None) });
        }
        Ok(_) => {}
    }
    let bytes = pruned::mended(&bytes);
    let size = Some(bytes.len() as u64);
    let read = items(&bytes, uri, "#item-", options, true);
    let message = match read.end {
        Ok(Whole::Feed) => return feed::entries(&bytes, uri, options),
        Ok(Whole::Items) => return Box::new(read.documents.into_iter()),
        // One object a line under the name of one file.
        Err(error) if error.is_syntax() && starts_with_line(&bytes) => {
            let lines: Vec<_> = jsonl::open(Box::new(&bytes[..]), uri, options).collect();
            return Box::new(lines.into_iter());
        }
        Err(error) if error.is_data() => "the file is JSON, but no object and no list".to_owned(),
        Err(error) if read.documents.is_empty() => format!("no JSON can be read: {error}"),
        Err(error) => format!("the file is damaged behind {} items, and the rest is lost: {error}", read.documents.len()),
    };
    let last = Reject { lost: Lost::File, ..reject(uri, RejectReason::BadRecord, message, size) };
    Box::new(read.documents.into_iter().chain(std::iter::once(Err(last))))
}

/// Whether the first line is a whole object.
fn starts_with_line(bytes: &[u8]) -> bool {
    let line = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    line.trim_ascii_start().starts_with(b"{") && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::FieldMap;
    use super::*;
    use crate::document::{Format, RawDocument};

    fn read(text: &str) -> Vec<Result<RawDocument, Reject>> {
        let options = Options { max_document_bytes: 100_000, fields: FieldMap::default() };
        open(Box::new(text.as_bytes()), "item.json", &options).collect()
    }

    #[test]
    fn ninjs_gives_its_body_and_its_metadata() {
        let documents = read(
            r#"{"uri": "urn:gull:1", "type": "text", "versioncreated": "2024-03-05T08:00:00Z", "byline": "Ida Marsh", "headline": "Quay reopens",
                "body_html": "<p>The quay reopened.</p>", "language": "en"}"#,
        );
        let item = documents[0].as_ref().expect("an item");
        assert_eq!((item.source.uri.as_str(), item.format), ("item.json#urn:gull:1", Format::Html));
        assert_eq!(item.source.given.headline.as_deref(), Some("Quay reopens"));
        assert_eq!(item.source.given.published.as_deref(), Some("2024-03-05T08:00:00Z"));
    }

    #[test]
    fn lists_feeds_and_damaged_files() {
        let list = read(r#"[{"id": 1, "text": "Rain fell."}, 5]"#);
        assert_eq!(list[0].as_ref().map(|d| d.source.uri.as_str()).ok(), Some("item.json#1"));
        assert_eq!(list[1].as_ref().map_err(|r| r.reason).err(), Some(RejectReason::WrongType));
        let feed = read(
            r#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Gull", "items": [{"id": "a", "content_html": "<p>Rain fell.</p>", "title": "Rain"}]}"#,
        );
        assert_eq!(feed[0].as_ref().map(|d| d.source.uri.as_str()).ok(), Some("item.json#a"));
        assert!(matches!(read("{\"uri\": ").as_slice(), [Err(r)] if r.reason == RejectReason::BadRecord));
    }

    /// Ids, texts and dates of the documents that came.
    fn told(text: &str) -> Vec<(String, String, Option<String>)> {
        let documents = read(text).into_iter().flatten();
        documents
            .map(|d| (d.source.uri.clone(), String::from_utf8_lossy(&d.bytes).into_owned(), d.source.given.published.clone()))
            .collect()
    }

    #[test]
    fn answers_of_news_services_give_their_articles() {
        let newsapi = r#"{"status": "ok", "totalResults": 2, "articles": [
            {"source": {"id": null, "name": "The Gull"}, "author": "Ida Marsh", "title": "Rain", "description": "Wet.",
             "url": "https://gull.example/rain", "publishedAt": "2024-03-05T08:00:00Z", "content": "Rain fell."},
            {"source": {"name": "The Gull"}, "title": "Sun", "content": null, "publishedAt": "2024-03-06T08:00:00Z"}]}"#;
        assert_eq!(told(newsapi), [("item.json#item-1".into(), "Rain fell.".into(), Some("2024-03-05T08:00:00Z".into()))]);
        let documents = read(newsapi);
        assert_eq!(documents[0].as_ref().ok().and_then(|d| d.source.given.outlet.clone()).as_deref(), Some("The Gull"));
        assert!(matches!(&documents[1], Err(r) if r.message.contains("neither text nor html")));
        let guardian = r#"{"response": {"status": "ok", "total": 1, "results": [
            {"id": "uk/2024/rain", "webTitle": "Rain", "webPublicationDate": "2024-03-05T08:00:00Z", "webUrl": "https://gull.example/rain",
             "fields": {"headline": "Rain at last", "body": "<p>Rain fell.</p>", "bodyText": "Rain fell.", "byline": "Ida Marsh"}}]}}"#;
        let documents = read(guardian);
        let given = documents[0].as_ref().map(|d| (d.source.given.clone(), d.format)).expect("an article");
        assert_eq!(
            (given.0.url.as_deref(), given.0.published.as_deref()),
            (Some("https://gull.example/rain"), Some("2024-03-05T08:00:00Z"))
        );
        assert_eq!((given.0.headline.as_deref(), given.0.authors.as_slice()), (Some("Rain"), &["Ida Marsh".to_owned()][..]));
        assert_eq!(given.1, Format::Html);
        let elastic =
            r#"{"took": 3, "hits": {"total": 1, "hits": [{"_id": "a", "_source": {"body": "Rain fell.", "timestamp": 1709625600}}]}}"#;
        assert_eq!(told(elastic), [("item.json#a".into(), "Rain fell.".into(), Some("1709625600".into()))]);
        let wordpress = r#"[{"id": 5, "date": "2024-03-05", "title": {"rendered": "Rain"}, "content": {"rendered": "<p>Rain fell.</p>"}}]"#;
        assert_eq!(told(wordpress), [("item.json#5".into(), "<p>Rain fell.</p>".into(), Some("2024-03-05".into()))]);
        let mongo = r#"{"_id": {"$oid": "65e"}, "article": {"text": ["Rain fell.", "It was cold."]}, "pubDate": {"$date": "2024-03-05T08:00:00Z"}}"#;
        assert_eq!(told(mongo), [("item.json#65e".into(), "Rain fell.\n\nIt was cold.".into(), Some("2024-03-05T08:00:00Z".into()))]);
    }

    #[test]
    fn a_record_that_has_no_text_tells_its_keys() {
        let documents = read(r#"{"kop": "Regen", "artcleBody": "Het regende."}"#);
        let Some(Err(reject)) = documents.first() else { panic!("{documents:?}") };
        assert!(reject.message.contains("the keys are kop, artcleBody"), "{}", reject.message);
        assert!(reject.message.contains("text = \"artcleBody\""), "{}", reject.message);
    }

    #[test]
    fn a_pipeline_names_fields_by_paths_and_a_literal_dot_wins() {
        let mut fields = FieldMap::default();
        assert!(fields.rename("text", "a.b.c"));
        let options = Options { max_document_bytes: 1_000, fields };
        for (text, body) in [
            (r#"{"a": {"b": {"c": "Deep."}}, "text": "Not this."}"#, "Deep."),
            (r#"{"a": {"b": {"c": "Deep."}}, "a.b.c": "Flat."}"#, "Flat."),
        ] {
            let documents: Vec<_> = open(Box::new(text.as_bytes()), "item.json", &options).collect();
            assert_eq!(documents[0].as_ref().map(|d| d.bytes.as_slice()), Ok(body.as_bytes()));
        }
    }

    #[test]
    fn marks_of_byte_order_and_half_a_pair_lose_no_record() {
        let text = r#"{"text": "Rain \ud83d fell, \ud83d\ude00 \\ud83d."}"#;
        let bodies = |bytes: &[u8]| -> Vec<String> {
            let options = Options { max_document_bytes: 1_000, fields: FieldMap::default() };
            open(Box::new(bytes), "item.json", &options).flatten().map(|d| String::from_utf8_lossy(&d.bytes).into_owned()).collect()
        };
        let wanted = ["Rain \u{fffd} fell, \u{1F600} \\ud83d."];
        assert_eq!(bodies(text.as_bytes()), wanted);
        assert_eq!(bodies(format!("\u{feff}{text}").as_bytes()), wanted);
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            assert_eq!(bodies(&format!("\u{feff}{text}").encode_utf16().flat_map(order).collect::<Vec<_>>()), wanted);
        }
        assert_eq!(bodies(b"{\"text\": \"caf\xE9 au lait\"}"), ["caf\u{e9} au lait"]);
    }

    #[test]
    fn a_list_that_is_cut_gives_what_stands_before_the_cut() {
        let documents = read(r#"[{"id": 1, "text": "Rain fell."}, {"id": 2, "text": "The s"#);
        assert!(
            matches!(documents.as_slice(), [Ok(_), Err(r)] if r.lost == Lost::File && r.message.contains("behind 1 items")),
            "{documents:?}"
        );
    }

    #[test]
    fn depth_and_length_cost_a_reject() {
        let deep = format!("{{\"text\": {}1{}}}", "[".repeat(50_000), "]".repeat(50_000));
        assert!(read(&deep)[0].is_err());
        let aside = format!("{{\"text\": \"Rain fell.\", \"x\": {}1{}}}", "[".repeat(20_000), "]".repeat(20_000));
        assert_eq!(read(&aside).len(), 1);
        let zeros = read(&format!("[{}0]", "0,".repeat(150_000)));
        assert!(zeros.len() < 1_100);
        assert_eq!(zeros.iter().flat_map(|z| z.as_ref().err()).map(|r| r.lost.documents()).sum::<u64>(), 150_001);
    }
}
