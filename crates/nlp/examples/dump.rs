//! Analyses texts and writes what was found as JSON lines: `dump MODEL < texts.jsonl > docs.jsonl`.
//!
//! Each line of the input is an object with a `text`; each line of the output has the columns of one document, with
//! names in the place of numbers. This is what the parity check compares.

use std::io::{BufRead, Write};

use newsgrain_nlp::{Components, Doc, Model, Workspace};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: dump MODEL < texts.jsonl")?;
    let model = Model::from_bytes(&std::fs::read(path)?)?;
    let mut workspace = Workspace::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().ok_or("a line without a text")?;
        let doc = model.analyse(text, Components::default(), &mut workspace);
        writeln!(out, "{}", describe(&model, text, &doc))?;
    }
    out.flush()?;
    Ok(())
}

fn describe(model: &Model, text: &str, doc: &Doc) -> Value {
    let tokens: Vec<Value> = (0..doc.len())
        .map(|token| {
            json!({
                "text": &text[doc.span(token)],
                "start": doc.starts[token],
                "tag": model.tag_names()[doc.tags[token].index()],
                "pos": doc.pos[token].name(),
                "morph": model.morph_text(doc.morphs[token]),
                "lemma": doc.lemma(token),
                "head": doc.heads[token],
                "dep": model.dep_names()[doc.deps[token].index()],
                "sent_start": doc.sentence_starts[token],
                "norm": doc.norms[token],
                "shape": doc.shapes[token],
            })
        })
        .collect();
    let entities: Vec<Value> = doc.entities.iter().map(|e| json!([e.start, e.end, model.entity_names()[e.label.index()]])).collect();
    json!({ "tokens": tokens, "ents": entities })
}
