//! Measures tokens a second of processor time on one thread: `speed MODEL [SETTING] < texts.jsonl`; a setting is one of the
//! names that are printed, and without it all are measured.
//!
//! Each text is cut into paragraphs, as an article is, and each paragraph is a document.

use std::io::BufRead;
use std::time::Instant;

use newsgrain_nlp::{Components, Model, Workspace};

/// Seconds of processor time that this thread has had (Linux), or none where that is not known.
fn processor_seconds() -> Option<f64> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(line.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: speed MODEL < texts.jsonl")?;
    let bytes = std::fs::read(path)?;
    let begun = processor_seconds().unwrap_or_default();
    let start = Instant::now();
    let model = Model::from_bytes(&bytes)?;
    let spent = processor_seconds().unwrap_or_default() - begun;
    println!("load: {:.1} ms of processor time, {:.1} ms of wall time", spent * 1e3, start.elapsed().as_secs_f64() * 1e3);
    let mut texts = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        texts.push(record["text"].as_str().unwrap_or_default().to_owned());
    }
    let none = Components { tagger: false, parser: false, lemmas: false, entities: false };
    let settings = [
        ("tokenizer", none),
        ("tagger", Components { tagger: true, ..none }),
        ("parser", Components { parser: true, ..none }),
        ("tagger, parser, lemmas", Components { entities: false, ..Components::default() }),
        ("entities", Components { entities: true, ..none }),
        ("all", Components::default()),
    ];
    let wanted = std::env::args().nth(2);
    for (name, components) in settings {
        if wanted.as_ref().is_some_and(|wanted| wanted != name) {
            continue;
        }
        let mut workspace = Workspace::default();
        let begun = processor_seconds().unwrap_or_default();
        let start = Instant::now();
        let mut tokens = 0;
        for text in &texts {
            let paragraphs: Vec<&str> = text.split('\n').filter(|part| !part.trim().is_empty()).collect();
            tokens += model.pipe(&paragraphs, components, &mut workspace).iter().map(|doc| doc.len()).sum::<usize>();
        }
        let wall = start.elapsed().as_secs_f64();
        let spent = processor_seconds().map_or(wall, |now| now - begun);
        let rate = |seconds: f64| tokens as f64 / seconds / 1e3;
        println!("{name}: {tokens} tokens, {:.1} thousand a second of processor time ({:.1} of wall time)", rate(spent), rate(wall));
    }
    Ok(())
}
