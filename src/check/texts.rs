//! Checks of columns that repeat words of the text, or count them.
//!
//! In: the rows of an article. Out: violations of rows. Words that an article may have from beside its text (a headline from a feed, an
//! outlet's name) are not looked for.

use super::findings::{Finder, excerpt};
use super::rows::{Article, ArticleText, Rows, text_at};
use super::spans::range_of;
use crate::tag::sentences::word_count;
use crate::text::skeleton;

/// Columns without offsets whose words stand in the text: table, column.
const WORDS: &[(&str, &str)] = &[
    ("quotes", "addressee"),
    ("quotes", "via"),
    ("quotes", "speaker_role"),
    ("figures", "modifier"),
    ("figures", "unit_text"),
    ("figures", "object_text"),
    ("figures", "place_text"),
    ("figures", "claimant_text"),
    ("figures", "cue"),
    ("mentions", "role"),
];

/// Columns that repeat words of the text do so.
pub(super) fn words_of_text(article: &Article<'_>, finder: &mut Finder<'_>) {
    let Some(text) = &article.text else { return };
    for (table, column) in WORDS {
        let Some(rows) = article.rows(table) else { continue };
        let Some(words) = rows.text(column) else { continue };
        for (n, words) in (0..rows.len()).filter_map(|n| Some((n, text_at(words, n)?))) {
            // Most stand near by: the rest of the text is searched only for the others.
            let near = block_of(article, rows, n, text).is_some_and(|block| block.contains(words));
            if !near && !text.text.contains(words) {
                finder.row(rows.table(), rows.number(n), || format!("{column} is {}, which the text does not hold", excerpt(words)));
            }
        }
    }
}

/// The words of the block that a row lies in.
fn block_of<'t>(article: &Article<'_>, rows: &Rows<'_>, n: usize, text: &ArticleText<'t>) -> Option<&'t str> {
    let seq = usize::try_from(rows.int("block_seq")?.get(n)?).ok()?;
    let (start, end) = range_of(article.rows("blocks")?, seq)?;
    text.slice(start, end)
}

/// Headline and subheadline are those of the blocks, where the page has them.
pub(super) fn headlines(article: &Article<'_>, finder: &mut Finder<'_>) {
    let (Some(articles), Some(blocks)) = (article.rows("articles").filter(|a| a.len() == 1), article.rows("blocks")) else { return };
    let Some(roles) = blocks.text("role") else { return };
    let block = |role: &str| (0..blocks.len()).find(|n| text_at(roles, *n) == Some(role));
    if let (Some(_), Some(words)) = (articles.text("subheadline"), blocks.text("text")) {
        let (told, found) = (articles.text_of("subheadline", 0), block("subheadline").and_then(|n| text_at(words, n)));
        if told != found {
            let shown = told.map_or("null".to_owned(), excerpt);
            finder.row("articles", articles.number(0), || format!("subheadline is {shown}, the blocks have another one"));
        }
    }
    let (Some(n), Some(_)) = (block("headline"), articles.text("headline")) else { return };
    let (Some(found), Some(rule)) = (blocks.text_of("text", n), blocks.text_of("rule", n)) else { return };
    let told = articles.text_of("headline", 0);
    let from_record = articles.text_of("source_uri", 0).is_some_and(|uri| uri.contains('#'));
    let fits = told.is_some_and(|told| match rule {
        "given_headline" => spells(told, found),
        // A record may have a headline of its own beside its page, and a page one above its first heading.
        "headline_element" if from_record => true,
        "first_heading" => true,
        // Less the name of the outlet after it, and spelt as the page's own metadata spell it: the page may have escaped its words twice.
        _ => found.starts_with(told) || skeleton(&html_escape::decode_html_entities(found)).starts_with(&skeleton(told)),
    });
    if !fits {
        let shown = told.map_or("null".to_owned(), excerpt);
        finder.row("articles", articles.number(0), || format!("headline is {shown}, its block says {}", excerpt(found)));
    }
}

/// Whether two spellings of a headline may be one, each perhaps longer than the other.
fn spells(told: &str, found: &str) -> bool {
    let (told, found) = (skeleton(told), skeleton(found));
    told.starts_with(&found) || found.starts_with(&told)
}

/// `word_count` is the number of words in the blocks of the text.
pub(super) fn words(article: &Article<'_>, finder: &mut Finder<'_>) {
    let (Some(text), Some(articles), Some(blocks)) = (&article.text, article.rows("articles"), article.rows("blocks")) else { return };
    // Without the tagger of sentences nothing is counted; another version of the program may cut words otherwise.
    let is_counted = articles.int("sentence_count").and_then(|c| c.get(0)).is_some_and(|count| count > 0);
    let Some(told) = articles.int("word_count").and_then(|c| c.get(0)) else { return };
    if !is_counted || !articles.context.is_of_this_program {
        return;
    }
    let pieces = (0..blocks.len()).filter_map(|n| range_of(blocks, n)).filter_map(|(start, end)| text.slice(start, end));
    let counted = pieces.map(word_count).sum::<usize>();
    if told != counted as i64 {
        finder.row("articles", articles.number(0), || format!("word_count is {told}, the text has {counted}"));
    }
}

/// The flags that other columns tell as well.
pub(super) fn flags(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    if rows.table() != "articles" || rows.list("flags").is_none() {
        return;
    }
    for n in 0..rows.len() {
        let flags = rows.items("flags", n);
        if !flags.iter().enumerate().all(|(at, flag)| !flags[..at].contains(flag)) {
            finder.row("articles", rows.number(n), || "flags holds one twice".into());
        }
        for (flag, column) in [("no_date", "published_date"), ("no_headline", "headline")] {
            if rows.is_set(column, n) == Some(flags.contains(&flag)) {
                finder.row("articles", rows.number(n), || format!("flag {flag} does not fit {column} being null or not"));
            }
        }
    }
}

/// The body begins in a block of the body.
pub(super) fn body_block(article: &Article<'_>, finder: &mut Finder<'_>) {
    let (Some(articles), Some(blocks)) = (article.rows("articles"), article.rows("blocks")) else { return };
    let Some(start) = articles.int("body_start").and_then(|c| c.get(0)) else { return };
    let mut body = (0..blocks.len()).filter(|n| !matches!(blocks.text_of("role", *n), Some("headline" | "subheadline") | None));
    let spans: Vec<_> = body.by_ref().filter_map(|n| range_of(blocks, n)).collect();
    if !spans.is_empty() && !spans.iter().any(|(from, to)| *from <= start && start <= *to) {
        finder.row("articles", articles.number(0), || format!("body_start {start} lies in no block of the body"));
    }
}

/// The ranges of blocks in the raw document begin one after the other.
pub(super) fn source_order(article: &Article<'_>, finder: &mut Finder<'_>) {
    let Some(blocks) = article.rows("blocks") else { return };
    let (Some(starts), Some(ends)) = (blocks.int("source_start"), blocks.int("source_end")) else { return };
    for n in 0..blocks.len() {
        if starts.get(n) >= ends.get(n) && starts.get(n).is_some() {
            finder.row("blocks", blocks.number(n), || "source_start does not lie before source_end".into());
        }
        if n > 0 && starts.get(n) < starts.get(n - 1) {
            finder.row("blocks", blocks.number(n), || "source_start lies before that of the block above".into());
        }
    }
}
