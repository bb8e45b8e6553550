//! Table `quotes`.

use super::View;
use super::builder::TableBuilder;

/// A row a quote.
pub fn push(view: &View<'_>, table: &mut TableBuilder) {
    for (seq, quote) in view.article.quotes.iter().enumerate() {
        let (speaker, cue) = (&quote.speaker, quote.cue.as_ref());
        let mut row = table.row();
        row.text("quote_id", &view.row_id('q', seq));
        view.place(&mut row, "quote_seq", seq, quote.sentence, quote.span);
        row.text("kind", quote.kind.name())
            .text("utterance_id", &view.row_id('u', quote.utterance))
            .maybe_text("parent_quote_id", quote.parent.map(|p| view.row_id('q', p)).as_deref())
            .maybe_text("speaker_text", view.maybe_words(speaker.span));
        view.span(&mut row, "speaker_start", "speaker_end", speaker.span);
        row.maybe_text("speaker_name", view.speaker_name(speaker))
            .maybe_text("speaker_entity_id", view.entity_id(speaker.entity))
            .maybe_text("speaker_role", speaker.role.as_deref())
            .text("speaker_kind", speaker.kind.name())
            .bool("is_anonymous", speaker.is_anonymous)
            .maybe_text("cue", view.maybe_words(cue.map(|c| c.span)));
        view.span(&mut row, "cue_start", "cue_end", cue.map(|c| c.span));
        row.maybe_text("cue_lemma", cue.map(|c| c.lemma.as_str()))
            .maybe_text("cue_class", cue.map(|c| c.class.name()))
            .maybe_bool("is_speech", quote.is_speech)
            .maybe_text("addressee", view.maybe_words(quote.addressee))
            .maybe_text("medium", quote.medium.as_deref())
            .maybe_text("via", quote.via.as_deref())
            .date("said_on", quote.said_on)
            .maybe_text("said_on_method", quote.said_on_method.map(|m| m.name()))
            .text("rule", quote.rule.0)
            .confidence(quote.confidence);
    }
}
