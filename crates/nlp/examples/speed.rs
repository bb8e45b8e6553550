//! Measures tokens a second of processor time on one thread.
//!
//! `speed MODEL < texts.jsonl` measures the loading and then each setting in [`SETTINGS`] over all texts;
//! `speed MODEL SETTING < texts.jsonl` one setting. With `--each` after the setting it answers each line when it comes, with
//! the tokens and seconds of that text alone, so that two programs can be timed by turns on a machine whose speed changes.
//!
//! Each line is an object with a `text`. A text is cut into paragraphs, as an article is, and each paragraph is a document.

use std::error::Error;
use std::io::{BufRead, Write};

use newsgrain_nlp::{Components, Model, Workspace};
use rustix::time::{ClockId, clock_gettime};

const NONE: Components = Components { tagger: false, parser: false, lemmas: false, entities: false };

const SETTINGS: [(&str, Components); 6] = [
    ("tokenizer", NONE),
    ("tagger", Components { tagger: true, ..NONE }),
    ("parser", Components { parser: true, ..NONE }),
    ("tagger, parser, lemmas", Components { tagger: true, parser: true, lemmas: true, ..NONE }),
    ("entities", Components { entities: true, ..NONE }),
    ("all", Components { tagger: true, parser: true, lemmas: true, entities: true }),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: speed MODEL [SETTING [--each]] < texts.jsonl")?;
    let wanted = arguments.next();
    let bytes = std::fs::read(path)?;
    let begun = processor_seconds();
    let model = Model::from_bytes(&bytes)?;
    let load = processor_seconds() - begun;
    let settings = || SETTINGS.iter().filter(|(name, _)| wanted.as_deref().is_none_or(|wanted| wanted == *name));
    if arguments.next().is_some() {
        let (_, components) = settings().next().ok_or("no such setting")?;
        return answer_each(&model, *components);
    }
    println!("load: {:.1} ms", load * 1e3);
    let texts = std::io::stdin().lock().lines().map(|line| text_of(&line?)).collect::<Result<Vec<String>, _>>()?;
    for (name, components) in settings() {
        let mut workspace = Workspace::default();
        let (mut tokens, mut seconds) = (0, 0.0);
        for text in &texts {
            let (more, spent) = analyse(&model, text, *components, &mut workspace);
            tokens += more;
            seconds += spent;
        }
        println!("{name}: {tokens} tokens, {:.1} thousand a second", tokens as f64 / seconds / 1e3);
    }
    Ok(())
}

/// Answers each line of the input with the tokens and the seconds of its text.
fn answer_each(model: &Model, components: Components) -> Result<(), Box<dyn Error>> {
    let mut workspace = Workspace::default();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let (tokens, seconds) = analyse(model, &text_of(&line?)?, components, &mut workspace);
        writeln!(out, "{tokens} {seconds}")?;
        out.flush()?;
    }
    Ok(())
}

/// How many tokens a text has, and the seconds that the analysis of its paragraphs took.
fn analyse(model: &Model, text: &str, components: Components, workspace: &mut Workspace) -> (usize, f64) {
    let begun = processor_seconds();
    let paragraphs: Vec<&str> = text.split('\n').filter(|part| !part.trim().is_empty()).collect();
    let tokens = model.pipe(&paragraphs, components, workspace).iter().map(|doc| doc.len()).sum();
    (tokens, processor_seconds() - begun)
}

/// The text of a line of the input.
fn text_of(line: &str) -> Result<String, Box<dyn Error>> {
    let record: serde_json::Value = serde_json::from_str(line)?;
    Ok(record["text"].as_str().ok_or("a line without a text")?.to_owned())
}

/// Seconds of processor time that this thread has had.
fn processor_seconds() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
