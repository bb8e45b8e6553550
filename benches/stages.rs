//! Throughput of each stage, and of the core as a whole, over the sample articles.
//!
//! Each figure is the time for all plain-text samples once; `divan` prints bytes a second beside it.

use std::path::Path;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use newsgrain::document::{Format, GivenMetadata, NormalisedArticle, ParsedArticle, RawDocument, TaggedArticle};
use newsgrain::extract::Extractor;
use newsgrain::tables::RowSet;
use newsgrain::tag;
use newsgrain::work::Budget;
use newsgrain::{link, normalise, parse};

fn main() {
    divan::main();
}

/// The plain-text samples.
static SAMPLES: LazyLock<Vec<RawDocument>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().filter_map(Result::ok);
    let texts = files.filter(|f| f.path().extension().is_some_and(|e| e == "txt"));
    let read = |f: walkdir::DirEntry| std::fs::read(f.path()).ok().map(|bytes| (f.path().to_string_lossy().into_owned(), bytes));
    texts.filter_map(read).map(|(uri, bytes)| RawDocument::new(uri, Format::Text, bytes, GivenMetadata::default())).collect()
});

fn bytes() -> BytesCount {
    BytesCount::new(SAMPLES.iter().map(|d| d.bytes.len()).sum::<usize>())
}

fn parsed() -> Vec<ParsedArticle> {
    SAMPLES.iter().filter_map(|raw| parse::parse(raw.clone(), &parse::Options::default()).ok()).collect()
}

fn normalised() -> Vec<NormalisedArticle> {
    parsed().into_iter().filter_map(|p| normalise::normalise(p, &normalise::Options::default()).ok()).collect()
}

/// The samples with every tagger run that is named before `name` in the list.
fn tagged_before(name: &str) -> Vec<TaggedArticle> {
    let options = tag::Options { taggers: tag::names().take_while(|t| *t != name).collect(), ..tag::Options::default() };
    let tagged = normalised().into_iter().map(|article| {
        let mut article = TaggedArticle::untagged(article);
        tag::tag(&mut article, &options, &Budget::default());
        article
    });
    tagged.collect()
}

#[divan::bench]
fn parse(bencher: Bencher) {
    bencher
        .counter(bytes())
        .with_inputs(|| SAMPLES.clone())
        .bench_values(|raw| raw.into_iter().map(|raw| parse::parse(raw, &parse::Options::default()).is_ok()).filter(|ok| *ok).count());
}

#[divan::bench]
fn normalise(bencher: Bencher) {
    bencher.counter(bytes()).with_inputs(parsed).bench_values(|parsed| {
        parsed.into_iter().filter_map(|p| normalise::normalise(p, &normalise::Options::default()).ok()).map(|a| a.text.len()).sum::<usize>()
    });
}

#[divan::bench(args = tag::names())]
fn tag(bencher: Bencher, name: &'static str) {
    let options = tag::Options { taggers: vec![name], ..tag::Options::default() };
    bencher.counter(bytes()).with_inputs(|| tagged_before(name)).bench_values(|mut articles| {
        articles.iter_mut().for_each(|article| tag::tag(article, &options, &Budget::default()));
        articles
    });
}

#[divan::bench]
fn link(bencher: Bencher) {
    bencher.counter(bytes()).with_inputs(|| tagged_before("")).bench_values(|mut articles| {
        articles.iter_mut().for_each(|article| link::link(article, &link::Options::default(), &Budget::default()));
        articles
    });
}

#[divan::bench]
fn core(bencher: Bencher) {
    let extractor = Extractor::default();
    bencher
        .counter(bytes())
        .with_inputs(|| SAMPLES.clone())
        .bench_values(|raw| raw.into_iter().filter_map(|raw| extractor.extract(raw).ok()).map(|a| a.sentences.len()).sum::<usize>());
}

#[divan::bench]
fn tables(bencher: Bencher) {
    let extractor = Extractor::default();
    let articles: Vec<_> = SAMPLES.iter().filter_map(|raw| extractor.extract(raw.clone()).ok()).collect();
    bencher.counter(bytes()).bench(|| {
        let mut rows = RowSet::default();
        articles.iter().for_each(|article| rows.push(article));
        rows.finish().map(|batches| batches.len())
    });
}
