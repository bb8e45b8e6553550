//! Table `dates`.

use super::View;
use super::builder::TableBuilder;

/// A row an expression of time.
pub fn push(view: &View<'_>, table: &mut TableBuilder) {
    for (seq, date) in view.article.dates.iter().enumerate() {
        let mut row = table.row();
        row.text("date_id", &view.row_id('d', seq));
        view.place(&mut row, "date_seq", seq, date.sentence, date.span);
        row.text("kind", date.kind.name())
            .maybe_text("edtf", date.edtf.as_deref())
            .date("start_date", date.start)
            .date("end_date", date.end)
            .bool("is_relative", date.is_relative)
            .date("anchor_date", date.anchor)
            .text("rule", date.rule.0)
            .confidence(date.confidence);
    }
}
