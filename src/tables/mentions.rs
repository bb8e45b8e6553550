//! Table `mentions`.

use super::View;
use super::builder::TableBuilder;

/// A row a mention.
pub fn push(view: &View<'_>, table: &mut TableBuilder) {
    for (seq, mention) in view.article.mentions.iter().enumerate() {
        let entity = mention.entity.and_then(|n| view.article.entities.get(n));
        let doubt = view.article.doubt(seq);
        let mut row = table.row();
        row.text("mention_id", &view.row_id('m', seq));
        view.place(&mut row, "mention_seq", seq, mention.sentence, mention.span);
        row.text("type", mention.kind.name())
            .text("form", mention.form.name())
            .maybe_text("role", view.maybe_words(mention.role))
            .maybe_text("entity_id", entity.map(|e| e.id.as_str()))
            .maybe_text("entity_name", entity.map(|e| e.name.as_str()))
            .maybe_text("link_method", entity.map(|e| e.method.name()))
            .maybe_text("unclear", doubt.map(|d| d.reason.name()))
            .texts("candidates", doubt.iter().flat_map(|d| &d.candidates).map(String::as_str))
            .text("rule", mention.rule.0)
            .confidence(mention.confidence);
    }
}
