//! Linker `speakers`: who the words that name a speaker stand for.
//!
//! In: quotes with their speakers' words, mentions, entities. Out: the same quotes with `name`, `entity` and `role` of the speaker. Never
//! links a source that wants no name to a person, and leaves unresolved what is not clear.
//!
//! In reading order, since "he" mostly is whoever spoke last: [`names`] reads a name out of the words themselves, [`references`] goes
//! back from pronouns and nouns to it.

mod identity;
mod index;
mod names;
mod references;
mod turns;

#[cfg(test)]
mod tests;

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::document::{Quote, QuoteKind, SpeakerKind, TaggedArticle};
use crate::link::horizon::HORIZON;
use crate::span::Span;
use crate::work::Budget;
use identity::{Identity, Resolved};
use index::SpeakerIndex;
use turns::Labels;

/// Steps of work to look up the words that name a speaker.
const WORDS_STEPS: usize = 500;
/// Steps of work to look at one of the speakers before.
const RESOLVED_STEPS: usize = 2;

/// Fills name, entity and role of every speaker.
pub fn link(article: &mut TaggedArticle, budget: &Budget) {
    for (quote, identity) in identities(article, budget) {
        settle(article, quote, identity);
    }
}

/// Whom each quote's speaker stands for, as far as that is known.
fn identities(article: &TaggedArticle, budget: &Budget) -> Vec<(usize, Option<Identity>)> {
    let index = SpeakerIndex::of(article);
    let labels = OnceCell::new();
    let mut order: Vec<usize> = (0..article.quotes.len()).collect();
    order.sort_by_key(|n| article.quotes[*n].speaker.span.map_or(article.quotes[*n].span.start, |s| s.start));
    let mut resolved: Vec<Resolved> = Vec::new();
    let mut by_words: FxHashMap<Span, Identity> = FxHashMap::default();
    let mut identities = Vec::with_capacity(order.len());
    for n in order {
        let quote = &article.quotes[n];
        let is_post = quote.kind == QuoteKind::Social;
        let words = quote.speaker.span.map(|s| references::without_relative(article, s));
        let Some(span) = Some(quote.span).filter(|_| is_post).or(words) else { continue };
        let identity = match (is_post, by_words.get(&span)) {
            (true, _) => quote.speaker.name.as_ref().map(|name| names::of_author(&index, name)),
            (false, Some(known)) => Some(known.clone()),
            (false, None) if !budget.charge(WORDS_STEPS + RESOLVED_STEPS * resolved.len().min(HORIZON)) => break,
            (false, None) => resolve(&index, &labels, quote, span, &resolved),
        };
        if let Some(identity) = &identity {
            let block = article.sentence_at(span.start).map_or(0, |s| article.block_of(s));
            resolved.push(Resolved { span, block, identity: identity.clone() });
            by_words.entry(span).or_insert_with(|| identity.clone());
        }
        identities.push((n, identity));
    }
    identities
}

fn resolve<'a>(
    index: &SpeakerIndex<'a>,
    labels: &OnceCell<Labels<'a>>,
    quote: &Quote,
    span: Span,
    resolved: &[Resolved],
) -> Option<Identity> {
    if quote.speaker.is_anonymous {
        // "said the company's chief executive, NAME": described first, and named after all.
        return names::in_apposition(index, span).filter(Identity::is_person).or(Some(Identity::Anonymous));
    }
    if quote.turn.is_some() {
        match labels.get_or_init(|| Labels::of(index)).label(index, span) {
            Some(turns::LabelMeaning::Known(identity)) => return Some(identity),
            Some(turns::LabelMeaning::Unknown) => return None,
            None => {}
        }
    }
    names::in_words(index, span, quote.speaker.kind)
        .or_else(|| names::in_apposition(index, span))
        .or_else(|| references::resolve(index, span, quote.speaker.kind, resolved))
        .or_else(|| names::by_surname(index, span))
}

/// Writes an identity into a quote.
fn settle(article: &mut TaggedArticle, quote: usize, identity: Option<Identity>) {
    let speaker = &mut article.quotes[quote].speaker;
    match identity {
        Some(Identity::Named { name, entity, role, is_person, .. }) => {
            speaker.is_anonymous = false;
            speaker.name = Some(name);
            speaker.entity = entity;
            speaker.role = role;
            if is_person && !matches!(speaker.kind, SpeakerKind::Document) {
                speaker.kind = SpeakerKind::Person;
            } else if !is_person && matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Unresolved) {
                speaker.kind = SpeakerKind::Organization;
            }
        }
        // "he" of a source without a name names nobody, and hides nobody either.
        Some(Identity::Anonymous) if speaker.span.is_some_and(|s| references::is_pronoun(s.of(&article.article.text))) => {}
        Some(Identity::Anonymous) => {
            speaker.is_anonymous = true;
            speaker.kind = SpeakerKind::Anonymous;
        }
        None => {}
    }
}
