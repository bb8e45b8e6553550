//! Who the label of a turn in an interview is: "Q", "A", "TB".
//!
//! In: a label. Out: an [`Identity`]. Never guesses which of several persons answers.

use super::identity::Identity;
use super::index::SpeakerIndex;
use super::names;
use crate::document::Mention;
use crate::lexicon::conversation::{self, ConversationPart};
use crate::span::Span;

/// Words before the name of somebody who answers questions.
const ANSWERS: &[&str] =
    &["spoke to", "spoke with", "talked to", "talked with", "interview with", "sat down with", "caught up with", "speaks to", "asked"];

/// What a label stands for, where it is one.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum LabelMeaning {
    /// Somebody.
    Known(Identity),
    /// One who is not named.
    Unknown,
}

/// The labels of an article's turns.
pub(super) struct Labels<'a> {
    /// The first person whom the article is said to have spoken to.
    asked: Option<&'a Mention>,
    /// The first person named in full.
    named: Option<&'a Mention>,
    /// The first one named in full who is another.
    other: Option<&'a Mention>,
}

impl<'a> Labels<'a> {
    pub(super) fn of(index: &SpeakerIndex<'a>) -> Self {
        let article = index.article;
        let words = |m: &Mention| m.span.of(article.text());
        let asked = |m: &&Mention| {
            let head = article.text().get(..m.span.start as usize).unwrap_or_default().trim_end();
            let head = m.role.map_or(head, |r| article.text().get(..r.start as usize).unwrap_or(head).trim_end());
            ANSWERS.iter().any(|a| head.ends_with(a))
        };
        let full = || index.people().filter(|m| words(m).contains(' '));
        let named = full().next();
        let same = |m: &&Mention| named.is_some_and(|n| m.entity.is_some() && m.entity == n.entity || words(m) == words(n));
        Self { asked: full().find(asked), named, other: full().find(|m| !same(m)) }
    }

    /// The person whom a label stands for; none where the label is a name of its own.
    pub(super) fn label(&self, index: &SpeakerIndex<'_>, span: Span) -> Option<LabelMeaning> {
        let words = span.of(index.article.text());
        // In capitals "HOST" may be a name.
        match conversation::label(words).filter(|l| l.label == words).map(|l| l.part) {
            Some(ConversationPart::Question | ConversationPart::Interviewer) => return Some(LabelMeaning::Unknown),
            Some(ConversationPart::Answer) => {
                return Some(self.answers(span).map_or(LabelMeaning::Unknown, |m| LabelMeaning::Known(names::of_person(index, m))));
            }
            None => {}
        }
        let letters: String = words.chars().filter(|c| c.is_alphabetic()).take(4).collect();
        let are_initials = (2..=3).contains(&letters.chars().count()) && !letters.chars().any(char::is_lowercase);
        let person = are_initials.then(|| index.with_initials(&letters)).flatten().filter(|m| m.span.end <= span.start);
        person.map(|m| LabelMeaning::Known(names::of_person(index, m)))
    }

    /// Who answers: the one whom the article spoke to, or the only person named in full before the first label.
    fn answers(&self, label: Span) -> Option<&'a Mention> {
        let before = |m: &&Mention| m.span.end <= label.start;
        let only = || self.named.filter(before).filter(|_| self.other.filter(before).is_none());
        self.asked.filter(before).or_else(only)
    }
}
