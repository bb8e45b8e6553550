//! Where and when a figure holds, and the quote it stands in.
//!
//! In: an article with mentions, dates and quotes, and the figures of one sentence. Out: their place, days and quote. Never reaches over
//! the sentence: what stands elsewhere is not guessed.

use std::sync::LazyLock;

use super::clause;
use crate::document::{DateKind, EntityType, Figure, FigureKind, TaggedArticle};
use crate::span::{Span, SpanIndex};
use crate::tag::numbers::WordSet;

/// Fills place, days and quote of the figures of one sentence.
pub(super) fn add(article: &TaggedArticle, quotes: &SpanIndex, sentence: Span, figures: &mut [Figure]) {
    if figures.is_empty() {
        return;
    }
    let places: Vec<Span> =
        article.mentions_in(sentence).map(|(_, m)| m).filter(|m| is_place(article, sentence, m.kind, m.span)).map(|m| m.span).collect();
    for n in 0..figures.len() {
        let next = figures.get(n + 1).map_or(sentence.end, |f| f.span.start);
        let figure = &mut figures[n];
        let here = figure.span;
        let mut own = places.iter().filter(|place| clause::is_shared(article, here, **place));
        let after = own.clone().find(|p| p.start >= here.end && p.start < next);
        let before = own.clone().rfind(|p| p.end <= here.start);
        figure.place = after.or(before).or_else(|| own.find(|p| p.start >= here.end)).copied();
        // An order and a length of time that describes hold at no time of their own: "the first debate", "a six-year war".
        if is_timeless(article.text(), figure) {
            figure.place = None;
        } else if let Some((start, end)) = days(article, sentence, here, next) {
            (figure.as_of_start, figure.as_of_end) = (Some(start), Some(end));
        }
        // The innermost quote in marks that holds the figure, else the reported clause.
        figure.quote = quotes.holding(here).min_by_key(|n| (article.quotes[*n].span.len(), *n));
    }
}

/// Whether a mention is a place that a preposition makes the scene: "in Kursk", "across the region".
fn is_place(article: &TaggedArticle, sentence: Span, kind: EntityType, span: Span) -> bool {
    static SCENE: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("in from to into across at inside throughout within over"));
    if !matches!(kind, EntityType::Gpe | EntityType::Loc | EntityType::Fac) {
        return false;
    }
    let before = Span { start: sentence.start, end: span.start.max(sentence.start) }.of(article.text());
    let mut words = before.split_whitespace().rev();
    let last = words.next().unwrap_or("");
    let article_word = ["the", "The"].contains(&last) || last.ends_with("'s") || last.ends_with("’s") || last.ends_with("ern");
    let word = if article_word { words.next().unwrap_or("") } else { last };
    SCENE.has(word)
}

fn is_timeless(text: &str, figure: &Figure) -> bool {
    figure.kind == FigureKind::Ordinal || figure.kind == FigureKind::Duration && figure.span.of(text).contains('-')
}

/// The days of the resolved date of the figure's own clause that stands nearest.
fn days(article: &TaggedArticle, sentence: Span, here: Span, next: u32) -> Option<(chrono::NaiveDate, chrono::NaiveDate)> {
    let from = article.dates.partition_point(|d| d.span.end <= sentence.start);
    let inside = article.dates.get(from..)?.iter().take_while(|d| d.span.start < sentence.end);
    // A date behind the next figure is that one's, unless the two are counted together: "ten men and five women died in 2012".
    let together = Span { start: here.end, end: next.max(here.end) }.of(article.text()).split_whitespace().count() <= 4;
    inside
        .filter(|d| together || d.span.start < next)
        .filter(|d| matches!(d.kind, DateKind::Date | DateKind::Time) && !d.span.overlaps(here) && clause::is_shared(article, here, d.span))
        .filter_map(|d| Some((d.span.start.abs_diff(here.start), d.start?, d.end.or(d.start)?)))
        .min_by_key(|(distance, _, _)| *distance)
        .map(|(_, start, end)| (start, end))
}
