//! Table `articles`.

use super::View;
use super::builder::TableBuilder;
use crate::document::DateMethod;

/// One row.
pub fn push(view: &View<'_>, table: &mut TableBuilder) {
    let tagged = view.article;
    let article = &tagged.article;
    let published = article.published;
    let words = tagged.tokens.iter().filter(|t| t.kind.is_word()).count();
    table
        .row()
        .text("article_id", &view.id)
        .text("source_uri", &article.source.uri)
        .text("source_hash", &article.source.hash)
        .maybe_text("url", article.url.as_deref())
        .maybe_text("outlet", article.outlet.as_deref())
        .maybe_text("outlet_domain", article.outlet_domain.as_deref())
        .maybe_text("headline", article.headline.as_deref())
        .maybe_text("subheadline", article.subheadline.as_deref())
        .texts("authors", article.authors.iter().map(String::as_str))
        .maybe_text("agency", article.agency.as_deref())
        .maybe_text("dateline_place", article.dateline_place.as_deref())
        .moment("published_at", published.and_then(|p| p.at))
        .date("published_date", view.published_date())
        .maybe_text("published_precision", published.map(|p| p.precision.name()))
        .text("published_method", published.map_or(DateMethod::Unresolved, |p| p.method).name())
        .maybe_text("published_rule", published.map(|p| p.rule.0))
        .moment("updated_at", article.updated.and_then(|u| u.at))
        .date("updated_date", article.updated.map(|u| u.date))
        .maybe_text("language", article.language.as_deref())
        .text("text", &article.text)
        .int("body_start", view.char_offset(article.body_start))
        .int("word_count", words as i64)
        .int("sentence_count", tagged.sentences.len() as i64)
        .int("quote_count", tagged.quotes.len() as i64)
        .int("figure_count", tagged.figures.len() as i64)
        .int("mention_count", tagged.mentions.len() as i64)
        .texts("flags", article.flags.iter().map(|f| f.name()));
}
