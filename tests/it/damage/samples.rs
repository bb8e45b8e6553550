//! What is damaged: the sample articles as they are stored, and articles of them packed in every format that is read.
//!
//! In: a seed and a number. Out: a [`Case`], always the same for both. Never damages a sample without saying how.

use std::io::Write;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use arrow::array::{ArrayRef, RecordBatch, StringArray};
use fastrand::Rng;
use parquet::arrow::ArrowWriter;
use serde_json::json;

use super::mutations::{BYTES, Mutation, TEXT};
use crate::fixture::{articles, root};

/// One damaged file.
pub struct Case {
    /// Name of the file.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// What was done to it, in order.
    pub damages: Vec<&'static str>,
}

/// A stored file.
struct Sample {
    ending: String,
    bytes: Vec<u8>,
}

/// Every file of the sample articles.
static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| {
    let folders = [articles(), root().join("tests/articles")];
    let entries = folders.iter().flat_map(|f| walkdir::WalkDir::new(f).sort_by_file_name()).flatten();
    let files = entries.filter(|e| e.file_type().is_file()).map(walkdir::DirEntry::into_path);
    let wanted = files.filter(|p| !p.ends_with("README.md") && !p.to_string_lossy().ends_with(".tagged.txt"));
    wanted.map(|path| Sample { ending: ending(&path), bytes: std::fs::read(&path).expect("it can be read") }).collect()
});

/// The texts among them.
static TEXTS: LazyLock<Vec<&'static [u8]>> = LazyLock::new(|| {
    let is_short = |s: &&Sample| (1..20_000).contains(&s.bytes.len());
    SAMPLES.iter().filter(is_short).filter(|s| matches!(s.ending.as_str(), "txt" | "html" | "md")).map(|s| s.bytes.as_slice()).collect()
});

/// Everything behind the first dot of a file's name.
fn ending(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    name.split_once('.').map_or(String::new(), |(_, ending)| ending.to_owned())
}

/// An article that is packed: every field may be damaged.
struct Article {
    text: Vec<u8>,
    author: String,
    date: String,
    id: usize,
}

impl Article {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.text).into_owned()
    }
}

/// A format and how articles are packed in it.
struct Packing {
    ending: &'static str,
    pack: fn(&mut Rng, &[Article]) -> Vec<u8>,
}

/// Every format.
const PACKINGS: &[Packing] = &[
    Packing { ending: "txt", pack: |_, articles| articles[0].text.clone() },
    Packing { ending: "md", pack: |_, articles| articles[0].text.clone() },
    Packing { ending: "html", pack: |rng, articles| page(rng, &articles[0]) },
    Packing { ending: "txt.gz", pack: |_, articles| gzip(&articles[0].text) },
    Packing {
        ending: "json",
        pack: |rng, articles| json!(articles.iter().map(|a| record(rng, a)).collect::<Vec<_>>()).to_string().into_bytes(),
    },
    Packing { ending: "jsonl", pack: lines },
    Packing { ending: "jsonl.zst", pack: |rng, articles| zstd::encode_all(lines(rng, articles).as_slice(), 1).expect("memory has room") },
    Packing { ending: "csv", pack: table },
    Packing { ending: "xml", pack: feed },
    Packing { ending: "warc", pack: |rng, articles| articles.iter().flat_map(|a| crawled(rng, a)).collect() },
    Packing { ending: "warc.gz", pack: |rng, articles| articles.iter().flat_map(|a| gzip(&crawled(rng, a))).collect() },
    Packing { ending: "parquet", pack: columns },
];

/// The damaged file of a number. Half of them are stored samples with damaged bytes; the others hold damaged texts in a packing that is
/// mostly whole, so that most get as far as the taggers.
pub fn case(seed: u64, number: u64) -> Case {
    let mut rng = Rng::with_seed(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ number);
    if rng.u8(0..3) == 0 { stored(&mut rng, number) } else { packed(&mut rng, number, None) }
}

/// The damaged Parquet file of a number.
pub fn parquet_case(seed: u64, number: u64) -> Case {
    let mut rng = Rng::with_seed(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ number);
    let mut case = packed(&mut rng, number, PACKINGS.last());
    if case.damages.is_empty() || rng.bool() {
        apply(&mut rng, BYTES, 1, &mut case);
    }
    case
}

/// A stored sample with damaged bytes. Endings are chosen before samples, so that each is met as often.
fn stored(rng: &mut Rng, number: u64) -> Case {
    let mut endings: Vec<&str> = SAMPLES.iter().map(|s| s.ending.as_str()).collect();
    endings.sort_unstable();
    endings.dedup();
    let ending = endings[rng.usize(0..endings.len())];
    let samples: Vec<&Sample> = SAMPLES.iter().filter(|s| s.ending == ending).collect();
    let sample = samples[rng.usize(0..samples.len())];
    let mut case = Case { name: format!("case-{number:06}.{ending}"), bytes: sample.bytes.clone(), damages: Vec::new() };
    let count = rng.usize(1..4);
    apply(rng, BYTES, count, &mut case);
    case
}

/// Damaged articles in a packing, one in three of them damaged as well.
fn packed(rng: &mut Rng, number: u64, packing: Option<&Packing>) -> Case {
    let chosen = rng.usize(0..PACKINGS.len());
    let packing = packing.unwrap_or(&PACKINGS[chosen]);
    let mut case = Case { name: format!("case-{number:06}.{}", packing.ending), bytes: Vec::new(), damages: Vec::new() };
    let articles: Vec<Article> = (0..rng.usize(1..4)).map(|id| damaged_article(rng, id, &mut case.damages)).collect();
    case.bytes = (packing.pack)(rng, &articles);
    if rng.u8(0..3) == 0 {
        let count = rng.usize(1..3);
        apply(rng, BYTES, count, &mut case);
    }
    case
}

fn damaged_article(rng: &mut Rng, id: usize, damages: &mut Vec<&'static str>) -> Article {
    let mut part = |text: &[u8], most: usize| {
        let mut case = Case { name: String::new(), bytes: text.to_vec(), damages: Vec::new() };
        let count = rng.usize(0..most);
        apply(rng, TEXT, count, &mut case);
        damages.append(&mut case.damages);
        case.bytes
    };
    let (author, date) = (part(b"By Ana Duarte and Tove Aas", 2), part(b"2021-03-04T10:00:00Z", 2));
    let [author, date] = [author, date].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let text = TEXTS[id.wrapping_add(date.len() * 31 + author.len() * 7) % TEXTS.len()];
    Article { text: part(text, 6), author, date, id }
}

/// Does some damages of a list.
fn apply(rng: &mut Rng, list: &'static [Mutation], count: usize, case: &mut Case) {
    for _ in 0..count {
        let mutation = &list[rng.usize(0..list.len())];
        let other = if std::ptr::eq(list, TEXT) { TEXTS[rng.usize(0..TEXTS.len())] } else { &SAMPLES[rng.usize(0..SAMPLES.len())].bytes };
        (mutation.apply)(rng, &mut case.bytes, other);
        case.damages.push(mutation.name);
    }
}

/// A page; the text's own signs stand in it as they are, as a careless template puts them.
fn page(rng: &mut Rng, article: &Article) -> Vec<u8> {
    let mut page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>Ferry toll rises</title><meta name=\"author\" content=\"{}\">",
        article.author
    );
    page += &format!("<meta property=\"article:published_time\" content=\"{}\">", article.date);
    if rng.bool() {
        let linked = json!({ "@type": "NewsArticle", "author": { "name": article.author }, "datePublished": article.date, "articleBody": article.text() });
        page += &format!("<script type=\"application/ld+json\">{linked}</script>");
    }
    page += "</head><body><nav><a href=/>Home</a></nav><article><h1>Ferry toll rises</h1>";
    let mut bytes = page.into_bytes();
    for paragraph in article.text.split(|b| *b == b'\n') {
        bytes.extend_from_slice(b"<p>");
        bytes.extend_from_slice(paragraph);
        bytes.extend_from_slice(b"</p>\n");
    }
    bytes.extend_from_slice(b"</article></body></html>");
    bytes
}

fn record(rng: &mut Rng, article: &Article) -> serde_json::Value {
    let body =
        if rng.u8(0..3) == 0 { ("html", String::from_utf8_lossy(&page(rng, article)).into_owned()) } else { ("text", article.text()) };
    json!({ "id": article.id, "title": "Ferry toll rises", "date": article.date, "authors": [article.author], body.0: body.1 })
}

fn lines(rng: &mut Rng, articles: &[Article]) -> Vec<u8> {
    articles.iter().flat_map(|a| format!("{}\n", record(rng, a)).into_bytes()).collect()
}

fn table(_: &mut Rng, articles: &[Article]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["id", "title", "date", "author", "text"]).expect("memory has room");
    for a in articles {
        let (id, text) = (a.id.to_string(), &a.text);
        writer.write_record([id.as_bytes(), b"Ferry toll rises", a.date.as_bytes(), a.author.as_bytes(), text]).expect("memory has room");
    }
    writer.into_inner().expect("memory has room")
}

fn feed(rng: &mut Rng, articles: &[Article]) -> Vec<u8> {
    let mut bytes = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Canal Courier</title>".to_vec();
    for article in articles {
        let (id, date) = (article.id, html_escape::encode_text(&article.date));
        let author = html_escape::encode_text(&article.author);
        write!(bytes, "<item><guid>n{id}</guid><title>Ferry toll rises</title><pubDate>{date}</pubDate><author>{author}</author>")
            .expect("memory has room");
        bytes.extend_from_slice(b"<content:encoded><![CDATA[");
        bytes.extend(page(rng, article));
        bytes.extend_from_slice(b"]]></content:encoded></item>");
    }
    bytes.extend_from_slice(b"</channel></rss>");
    bytes
}

fn crawled(rng: &mut Rng, article: &Article) -> Vec<u8> {
    let body = page(rng, article);
    let (body, coding) = if rng.u8(0..4) == 0 { (gzip(&body), "Content-Encoding: gzip\r\n") } else { (body, "") };
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{coding}Content-Length: {}\r\n\r\n", body.len());
    let length = head.len() + body.len();
    let mut bytes = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0b6f1c52-0000-4000-8000-{:012}>\r\nWARC-Date: 2025-03-01T00:00:00Z\r\n\
         WARC-Target-URI: https://canalcourier.example/{}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n{head}",
        article.id, article.id
    )
    .into_bytes();
    bytes.extend(body);
    bytes.extend_from_slice(b"\r\n\r\n");
    bytes
}

fn columns(_: &mut Rng, articles: &[Article]) -> Vec<u8> {
    let column =
        |value: &dyn Fn(&Article) -> String| -> ArrayRef { Arc::new(articles.iter().map(|a| Some(value(a))).collect::<StringArray>()) };
    let batch = RecordBatch::try_from_iter([
        ("id", column(&|a| a.id.to_string())),
        ("title", column(&|_| "Ferry toll rises".to_owned())),
        ("date", column(&|a| a.date.clone())),
        ("author", column(&|a| a.author.clone())),
        ("text", column(&Article::text)),
    ])
    .expect("the columns are of one length");
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).expect("the schema is Parquet's");
    writer.write(&batch).expect("memory has room");
    writer.close().expect("memory has room");
    bytes
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory has room");
    encoder.finish().expect("memory has room")
}
