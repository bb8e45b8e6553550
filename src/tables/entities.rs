//! Table `article_entities`; the corpus stage fills `joined_from` and `join_rule`, and makes `entities` from it.

use super::View;
use super::builder::TableBuilder;

/// A row an entity of the article.
pub fn push(view: &View<'_>, table: &mut TableBuilder) {
    let mut counts = vec![0i64; view.article.entities.len()];
    for entity in view.article.mentions.iter().filter_map(|m| m.entity) {
        if let Some(count) = counts.get_mut(entity) {
            *count += 1;
        }
    }
    for (seq, (entity, count)) in view.article.entities.iter().zip(counts).enumerate() {
        table
            .row()
            .text("article_id", &view.id)
            .int("entity_seq", seq as i64)
            .text("entity_id", &entity.id)
            .text("name", &entity.name)
            .text("type", entity.kind.name())
            .text("gender", entity.gender.name())
            .maybe_text("country_code", entity.country_code.as_deref())
            .text("link_method", entity.method.name())
            .int("mention_count", count)
            .date("published_date", view.published_date())
            .maybe_text("joined_from", None)
            .maybe_text("join_rule", None);
    }
}
