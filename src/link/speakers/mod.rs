//! Linker `speakers`: who the words that name a speaker stand for.
//!
//! In: quotes with their speakers' words, mentions, entities. Out: the same quotes with `name`, `entity` and `role` of the speaker. Never
//! links a source that wants no name to a person, and leaves unresolved what is not clear.
//!
//! In reading order, since "he" mostly is whoever spoke last: [`names`] reads a name out of the words themselves, [`references`] goes
//! back from pronouns and nouns to it.

mod names;
mod references;
mod turns;

#[cfg(test)]
mod tests;

use crate::document::{Gender, QuoteKind, SpeakerKind, TaggedArticle};
use crate::span::Span;

/// Whom a speaker's words stand for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Identity {
    /// Somebody or something with a name.
    Named {
        /// The fullest name known.
        name: String,
        /// Number in the article's entities.
        entity: Option<usize>,
        /// As far as it is known.
        gender: Gender,
        /// As written with the name.
        role: Option<String>,
        /// A person, and no body.
        is_person: bool,
    },
    /// A source without a name.
    Anonymous,
}

/// A speaker that has been resolved, where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Resolved {
    /// The words.
    pub(crate) span: Span,
    /// The block.
    pub(crate) block: usize,
    /// Who it is.
    pub(crate) identity: Identity,
}

/// Fills name, entity and role of every speaker.
pub fn link(article: &mut TaggedArticle) {
    let mut order: Vec<usize> = (0..article.quotes.len()).collect();
    order.sort_by_key(|n| article.quotes[*n].speaker.span.map_or(article.quotes[*n].span.start, |s| s.start));
    let mut resolved: Vec<Resolved> = Vec::new();
    for n in order {
        if article.quotes[n].kind == QuoteKind::Social {
            let name = article.quotes[n].speaker.name.take();
            let identity = name.map(|name| names::of_author(article, &name));
            if let Some(identity) = &identity {
                let span = article.quotes[n].span;
                let block = article.sentence_at(span.start).map_or(0, |s| article.block_of(s));
                resolved.push(Resolved { span, block, identity: identity.clone() });
            }
            settle(article, n, identity);
            continue;
        }
        let Some(span) = article.quotes[n].speaker.span.map(|s| references::without_relative(article, s)) else { continue };
        let known = resolved.iter().find(|r| r.span == span).map(|r| r.identity.clone());
        let identity = known.or_else(|| resolve(article, n, span, &resolved));
        if let Some(identity) = &identity {
            let sentence = article.sentence_at(span.start).unwrap_or(0);
            resolved.push(Resolved { span, block: article.block_of(sentence), identity: identity.clone() });
        }
        settle(article, n, identity);
    }
}

fn resolve(article: &TaggedArticle, quote: usize, span: Span, resolved: &[Resolved]) -> Option<Identity> {
    let speaker = &article.quotes[quote].speaker;
    if speaker.is_anonymous {
        return Some(Identity::Anonymous);
    }
    if speaker_is_label(article, quote) {
        match turns::label(article, span) {
            Some(turns::Label::Known(identity)) => return Some(identity),
            Some(turns::Label::Unknown) => return None,
            None => {}
        }
    }
    names::in_words(article, span, speaker.kind)
        .or_else(|| names::in_apposition(article, span))
        .or_else(|| references::resolve(article, span, speaker.kind, resolved))
}

/// Whether a quote is a turn of an interview.
fn speaker_is_label(article: &TaggedArticle, quote: usize) -> bool {
    article.quotes[quote].rule.0 == "quote_interview_turn"
}

/// Writes an identity into a quote.
fn settle(article: &mut TaggedArticle, quote: usize, identity: Option<Identity>) {
    let speaker = &mut article.quotes[quote].speaker;
    match identity {
        Some(Identity::Named { name, entity, role, is_person, .. }) => {
            speaker.name = Some(name);
            speaker.entity = entity;
            speaker.role = role;
            if is_person && !matches!(speaker.kind, SpeakerKind::Document) {
                speaker.kind = SpeakerKind::Person;
            } else if !is_person && matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Unresolved) {
                speaker.kind = SpeakerKind::Organization;
            }
        }
        Some(Identity::Anonymous) => {
            speaker.is_anonymous = true;
            speaker.kind = SpeakerKind::Anonymous;
        }
        None => {}
    }
}
