//! Table `blocks`.

use super::View;
use super::builder::TableBuilder;

/// A row a block.
pub fn push(view: &View<'_>, table: &mut TableBuilder) {
    for (seq, block) in view.article.article.blocks.iter().enumerate() {
        let mut row = table.row();
        row.text("article_id", &view.id)
            .int("block_seq", seq as i64)
            .text("role", block.role.name())
            .text("text", block.words(view.article.text()));
        view.span(&mut row, "char_start", "char_end", block.span());
        row.int("source_start", block.source.start).int("source_end", block.source.end).text("rule", block.rule.0);
    }
}
