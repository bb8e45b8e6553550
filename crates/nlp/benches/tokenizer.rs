//! How fast the tokenizer is, alone and with the attributes that the networks read.
//!
//! `cargo bench -p newsgrain-nlp --bench tokenizer`; the counter is bytes of text.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use newsgrain_nlp::tokenizer::{ExceptionToken, NormData, Norms, Tokenizer, TokenizerData, Tokens, lexeme};

fn main() {
    divan::main();
}

/// A made-up report of some 300 kB with the marks, figures and contractions of news.
fn text() -> String {
    let paragraph = "The port of Lindmouth won't reopen before 14 March, said Ms. Adeyemi, who runs its £2.3bn terminal. \
        \"We've lost 1,200 containers (some 8%) and 35km of track,\" she told reporters at 7p.m. on Tuesday. Shares in \
        Hale-Porter fell 4.6% to US$17.20; see www.haleporter.example/results for more.\n\n";
    paragraph.repeat(1000)
}

fn tokenizer() -> Tokenizer {
    type Line = (String, Vec<(String, Option<String>)>);
    let exceptions = include_str!("../tests/fixtures/exceptions.jsonl").lines().map(|line| {
        let (text, tokens): Line = serde_json::from_str(line).expect("a fixture's line");
        (text, tokens.into_iter().map(|(orth, norm)| ExceptionToken { orth, norm }).collect())
    });
    Tokenizer::new(&TokenizerData { exceptions: exceptions.collect() }).expect("the fixture's exceptions")
}

#[divan::bench]
fn tokenize(bencher: Bencher<'_, '_>) {
    let (text, tokenizer, mut tokens) = (text(), tokenizer(), Tokens::default());
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        tokens.clear();
        tokenizer.tokenize(black_box(&text), 0, &mut tokens).expect("a short text");
        tokens.len()
    });
}

#[divan::bench]
fn norms_and_shapes(bencher: Bencher<'_, '_>) {
    let (text, mut tokens) = (text(), Tokens::default());
    let norms = Norms::new(NormData { lexeme_norm: Vec::new() });
    tokenizer().tokenize(&text, 0, &mut tokens).expect("a short text");
    let (mut lower, mut shape) = (String::new(), String::new());
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let mut length = 0;
        for (&start, &end) in tokens.start.iter().zip(&tokens.end) {
            let form = &text[start as usize..end as usize];
            lexeme::shape(form, &mut shape);
            length += norms.norm(form, &mut lower).len() + shape.len();
        }
        length
    });
}
