//! Checks of offsets: what stands at them, how blocks and sentences lie in the text.
//!
//! In: the rows of an article. Out: violations of rows. All offsets are half-open, in code points of `articles.text`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::findings::{Finder, excerpt};
use super::rows::{Article, ArticleText, Rows};
use crate::document::Role;
use crate::tables::SCHEMAS;
use crate::tables::schema::{ArrowType, TableSchema};

/// What separates blocks in the text.
const BETWEEN_BLOCKS: &str = "\n\n";

/// Columns that hold a span of the text, and the column that repeats its words.
struct SpanColumns {
    start: String,
    end: String,
    words: Option<String>,
}

/// The spans of each table: `char_start` with `text`, `<x>_start` with `<x>_text` or `<x>`. Ranges of the raw document are none of them.
static SPANS: LazyLock<HashMap<&'static str, Vec<SpanColumns>>> =
    LazyLock::new(|| SCHEMAS.iter().map(|s| (s.name.as_str(), span_columns(s))).collect());

fn span_columns(schema: &TableSchema) -> Vec<SpanColumns> {
    let column = |name: String, kind: ArrowType| schema.fields.iter().any(|f| f.name == name && f.arrow_type == kind).then_some(name);
    let stems = schema.fields.iter().filter_map(|f| f.name.strip_suffix("_start")).filter(|s| *s != "source");
    let spans = stems.filter_map(|stem| {
        let start = column(format!("{stem}_start"), ArrowType::Int32)?;
        let end = column(format!("{stem}_end"), ArrowType::Int32)?;
        let words = match stem {
            "char" => column("text".into(), ArrowType::Utf8),
            _ => column(format!("{stem}_text"), ArrowType::Utf8).or_else(|| column(stem.into(), ArrowType::Utf8)),
        };
        Some(SpanColumns { start, end, words })
    });
    spans.collect()
}

/// The words of a row are those at its offsets; both offsets and the words are there, or none of them.
pub(super) fn words(article: &Article<'_>, finder: &mut Finder<'_>) {
    let Some(text) = &article.text else { return };
    for rows in article.tables {
        for span in SPANS.get(rows.table()).into_iter().flatten() {
            span_words(text, rows, span, finder);
        }
    }
}

fn span_words(text: &ArticleText<'_>, rows: &Rows<'_>, span: &SpanColumns, finder: &mut Finder<'_>) {
    let (Some(starts), Some(ends)) = (rows.int(&span.start), rows.int(&span.end)) else { return };
    // Blocks beside the text have words and no offsets.
    let beside = rows.table() == "blocks";
    for n in 0..rows.len() {
        let told = span.words.as_deref().and_then(|w| rows.text_of(w, n));
        let mut wrong = |what: String| finder.row(rows.table(), rows.number(n), || what);
        match (starts.get(n), ends.get(n)) {
            (Some(start), Some(end)) => match text.slice(start, end) {
                None => wrong(format!("{start}..{end} is no range of the text of {} code points", text.len())),
                Some("") => wrong(format!("{start}..{end} is empty")),
                Some(found) if span.words.is_some() && told != Some(found) => {
                    let told = told.map_or("null".to_owned(), excerpt);
                    wrong(format!("text[{start}:{end}] is {}, the row says {told}", excerpt(found)));
                }
                Some(_) => {}
            },
            (None, None) if told.is_some() && !beside => {
                wrong(format!("{} has words and no offsets", span.words.as_deref().unwrap_or_default()));
            }
            (None, None) => {}
            _ => wrong(format!("one of {} and {} is null", span.start, span.end)),
        }
    }
}

/// The blocks that belong to the text tile it, but for a blank line between each two; the others have no offsets.
pub(super) fn tiling(article: &Article<'_>, finder: &mut Finder<'_>) {
    let (Some(text), Some(blocks)) = (&article.text, article.rows("blocks")) else { return };
    let (Some(starts), Some(ends)) = (blocks.int("char_start"), blocks.int("char_end")) else { return };
    let mut at: Option<i64> = None;
    for n in 0..blocks.len() {
        let row = blocks.number(n);
        let in_text = blocks.text_of("role", n).and_then(Role::from_name).map(Role::in_text);
        let (start, end) = match (starts.get(n), ends.get(n)) {
            (Some(start), Some(end)) => (start, end),
            _ => {
                if in_text == Some(true) {
                    finder.row("blocks", row, || "a block of this role is part of the text and has no offsets".into());
                }
                continue;
            }
        };
        if in_text == Some(false) {
            finder.row("blocks", row, || "a block of this role is no part of the text and has offsets".into());
        }
        let tiles = match at {
            None => start == 0,
            Some(at) => text.slice(at, start) == Some(BETWEEN_BLOCKS),
        };
        if !tiles {
            finder.row("blocks", row, || format!("does not follow the block before it: {} to {start}", at.unwrap_or(0)));
        }
        at = Some(end);
    }
    if at.unwrap_or(0) != text.len() {
        finder.file("blocks", || format!("the blocks of article {} do not reach the end of its text", article.id));
    }
}

/// The body begins within the text.
pub(super) fn body_start(article: &Article<'_>, finder: &mut Finder<'_>) {
    let (Some(text), Some(articles)) = (&article.text, article.rows("articles")) else { return };
    let start = articles.int("body_start").and_then(|c| c.get(0));
    if let Some(start) = start.filter(|s| *s > text.len()) {
        finder.row("articles", articles.number(0), || format!("body_start {start} lies after the text of {} code points", text.len()));
    }
}

/// Sentences lie in their block and do not overlap.
pub(super) fn sentences(article: &Article<'_>, finder: &mut Finder<'_>) {
    let Some(sentences) = article.rows("sentences") else { return };
    let blocks = article.rows("blocks");
    let mut last_end = 0;
    for n in 0..sentences.len() {
        let Some((start, end)) = range_of(sentences, n) else { continue };
        if start < last_end {
            finder.row("sentences", sentences.number(n), || format!("begins at {start}, within the sentence before it"));
        }
        last_end = end;
        let block = sentences.int("block_seq").and_then(|c| c.get(n)).and_then(|seq| usize::try_from(seq).ok());
        let block = block.and_then(|seq| range_of(blocks?, seq));
        if blocks.is_some() && !block.is_some_and(|(from, to)| from <= start && end <= to) {
            finder.row("sentences", sentences.number(n), || format!("{start}..{end} does not lie in its block"));
        }
    }
}

/// Every row begins in the sentence and block that it names, ends in that block, and the rows stand in reading order.
pub(super) fn places(article: &Article<'_>, finder: &mut Finder<'_>) {
    for rows in article.tables.iter().filter(|r| r.int("sentence_seq").is_some() && r.table() != "sentences") {
        let mut last = 0;
        for n in 0..rows.len() {
            let Some((start, end)) = range_of(rows, n) else { continue };
            if start < last {
                finder.row(rows.table(), rows.number(n), || format!("begins at {start}, before the row above it"));
            }
            last = start;
            let named = |table: &str, column: &str| {
                let seq = usize::try_from(rows.int(column)?.get(n)?).ok()?;
                Some(range_of(article.rows(table)?, seq))
            };
            if let Some(sentence) = named("sentences", "sentence_seq")
                && !sentence.is_some_and(|(from, to)| from <= start && start < to)
            {
                finder.row(rows.table(), rows.number(n), || format!("{start}..{end} does not begin in its sentence"));
            }
            if let Some(block) = named("blocks", "block_seq")
                && !block.is_some_and(|(from, to)| from <= start && end <= to)
            {
                finder.row(rows.table(), rows.number(n), || format!("{start}..{end} does not lie in its block"));
            }
        }
    }
}

/// The column `sentence` of a row is the text of the sentence it names.
pub(super) fn sentence_text(article: &Article<'_>, finder: &mut Finder<'_>) {
    let (Some(text), Some(sentences)) = (&article.text, article.rows("sentences")) else { return };
    for rows in article.tables.iter().filter(|r| r.text("sentence").is_some()) {
        for n in 0..rows.len() {
            let seq = rows.int("sentence_seq").and_then(|c| c.get(n)).and_then(|seq| usize::try_from(seq).ok());
            let found = seq.and_then(|seq| range_of(sentences, seq)).and_then(|(start, end)| text.slice(start, end));
            if found.is_some() && rows.text_of("sentence", n) != found {
                finder.row(rows.table(), rows.number(n), || "sentence is not the text of its sentence".into());
            }
        }
    }
}

/// `char_start` and `char_end` of a row.
pub(super) fn range_of(rows: &Rows<'_>, n: usize) -> Option<(i64, i64)> {
    Some((rows.int("char_start")?.get(n)?, rows.int("char_end")?.get(n)?))
}
