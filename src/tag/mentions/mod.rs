//! Tagger `mentions`: names, nouns and pronouns that stand for entities.
//!
//! In: sentences and tokens. Out: `mentions`, in reading order, without overlaps but for a name inside a noun phrase ("the Ukrainian
//! president"). Never decides who a short name, a noun or a pronoun stands for: that is [`crate::link::entities`].
//!
//! The order of the work:
//! 1. [`pieces`]: tokens cut further at hyphens, with case and hash, and what the article says of every capitalised word elsewhere;
//! 2. [`names`]: capitalised sequences of running text, cut by gazetteers, titles and roles, and given a type by [`shape`] and [`context`];
//! 3. [`overlay`]: these names reconciled with the candidates of the language model, where one ran;
//! 4. [`headlines`]: lines in capitals or title case, where a capital proves nothing: what lists and the body know;
//! 5. [`nominals`]: "the minister", "he".

mod context;
mod found;
mod headlines;
mod known;
mod names;
mod nominals;
mod overlay;
mod pieces;
mod rules;
mod shape;
mod units;

use crate::document::{Mention, TaggedArticle};
use crate::tag::cursor::Cursor;
use crate::work::Budget;
pub use rules::{MODEL_RULES, RULES};

use found::Found;
use pieces::Pieces;

/// Steps of work to reconcile one name of the rules or of the model with the others.
const CANDIDATE_STEPS: usize = 200;

/// Fills `article.mentions`.
pub fn tag(article: &mut TaggedArticle, budget: &Budget) {
    let pieces = Pieces::of(article);
    let mut found = names::find(&pieces, budget);
    let candidates = overlay::Candidates::of(&pieces, &article.syntax);
    if !budget.charge(CANDIDATE_STEPS * (candidates.len() + found.len())) {
        return;
    }
    overlay::reconcile(&pieces, &candidates, &mut found);
    headlines::add(&pieces, &mut found, budget);
    overlay::add_to_headlines(&pieces, &candidates, &mut found);
    nominals::add(&pieces, &mut found, budget);
    let mut mentions: Vec<Mention> = found.iter().filter_map(|f| mention(article, &pieces, f)).collect();
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    mentions.dedup_by_key(|m| m.span);
    article.mentions = mentions;
}

fn mention(article: &TaggedArticle, pieces: &Pieces, found: &Found) -> Option<Mention> {
    let span = pieces.span(found.from..found.to);
    if span.is_empty() {
        return None;
    }
    let sentence = article.sentence_at(span.start)?;
    Some(Mention {
        span,
        sentence,
        kind: found.kind,
        form: found.form,
        role: found.role,
        is_indefinite: found.is_indefinite,
        entity: None,
        rule: found.rule.name,
        confidence: found.confidence,
    })
}

#[cfg(test)]
mod tests;
