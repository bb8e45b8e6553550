//! Table `figures`.

use super::View;
use super::builder::TableBuilder;
use crate::document::ChangePart;

/// A row a figure.
pub fn push(view: &View<'_>, table: &mut TableBuilder) {
    for (seq, figure) in view.article.figures.iter().enumerate() {
        let claimant = figure.claimant.as_ref();
        let sentence = view.article.sentences.get(figure.sentence).map_or("", |s| view.words(s.span));
        let mut row = table.row();
        row.text("figure_id", &view.row_id('f', seq));
        view.place(&mut row, "figure_seq", seq, figure.sentence, figure.span);
        row.float("value", figure.value)
            .float("value_low", figure.low)
            .float("value_high", figure.high)
            .text("bound", figure.bound.name())
            .maybe_text("modifier", view.maybe_words(figure.modifier))
            .text("change", figure.change.name())
            .maybe_text("change_part", figure.change_part.map(ChangePart::name))
            .text("kind", figure.kind.name())
            .maybe_text("unit", figure.unit.as_deref())
            .maybe_text("unit_text", view.maybe_words(figure.unit_text))
            .float("value_si", figure.value_si)
            .maybe_text("unit_si", figure.unit_si.as_deref())
            .maybe_text("per", figure.per.as_deref())
            .maybe_text("object_text", view.maybe_words(figure.object))
            .maybe_text("object_head", figure.object_head.as_deref())
            .bool("object_inherited", figure.is_object_inherited)
            .maybe_text("predicate", figure.predicate.as_deref())
            .maybe_text("place_text", view.maybe_words(figure.place))
            .maybe_text("place_entity_id", view.entity_id(figure.place_entity))
            .date("as_of_start", figure.as_of_start)
            .date("as_of_end", figure.as_of_end)
            .maybe_text("claimant_text", view.maybe_words(claimant.and_then(|c| c.span)))
            .maybe_text("claimant_name", claimant.and_then(|c| view.speaker_name(c)))
            .maybe_text("claimant_entity_id", view.entity_id(claimant.and_then(|c| c.entity)))
            .bool("is_anonymous", claimant.is_some_and(|c| c.is_anonymous))
            .maybe_text("cue", view.maybe_words(figure.cue.as_ref().map(|c| c.span)))
            .text("claim_status", figure.status.name())
            .maybe_text("range_id", figure.range.map(|f| view.row_id('f', f)).as_deref())
            .maybe_text("quote_id", figure.quote.map(|q| view.row_id('q', q)).as_deref())
            .text("sentence", sentence)
            .text("rule", figure.rule.0)
            .confidence(figure.confidence);
    }
}
