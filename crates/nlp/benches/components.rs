//! Each component over our own sample sentences, in tokens a second.

use divan::counter::ItemsCount;
use newsgrain_nlp::{Components, Model, Workspace};

const NONE: Components = Components { tagger: false, parser: false, lemmas: false, entities: false };

fn main() {
    divan::main();
}

fn run(bencher: divan::Bencher<'_, '_>, components: Components) {
    let model = Model::embedded().expect("the embedded model is whole");
    let paragraphs: Vec<&str> = include_str!("../tests/fixtures/pipeline_texts.txt").lines().collect();
    let texts = paragraphs.repeat(10);
    let mut workspace = Workspace::default();
    let tokens: usize = model.pipe(&texts, NONE, &mut workspace).iter().map(|doc| doc.len()).sum();
    bencher.counter(ItemsCount::new(tokens)).bench_local(|| model.pipe(&texts, components, &mut workspace));
}

#[divan::bench]
fn load(bencher: divan::Bencher<'_, '_>) {
    bencher.bench(Model::embedded);
}

#[divan::bench]
fn tokenizer(bencher: divan::Bencher<'_, '_>) {
    run(bencher, NONE);
}

#[divan::bench]
fn tagger_and_lemmatizer(bencher: divan::Bencher<'_, '_>) {
    run(bencher, Components { tagger: true, lemmas: true, ..NONE });
}

#[divan::bench]
fn parser(bencher: divan::Bencher<'_, '_>) {
    run(bencher, Components { parser: true, ..NONE });
}

#[divan::bench]
fn entities(bencher: divan::Bencher<'_, '_>) {
    run(bencher, Components { entities: true, ..NONE });
}

#[divan::bench]
fn everything(bencher: divan::Bencher<'_, '_>) {
    run(bencher, Components::default());
}
