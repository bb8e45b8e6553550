//! Table `sentences`.

use super::View;
use super::builder::TableBuilder;

/// A row a sentence.
pub fn push(view: &View<'_>, table: &mut TableBuilder) {
    for (seq, sentence) in view.article.sentences.iter().enumerate() {
        let mut row = table.row();
        row.text("article_id", &view.id).int("sentence_seq", seq as i64).int("block_seq", sentence.block as i64);
        view.span(&mut row, "char_start", "char_end", Some(sentence.span));
    }
}
