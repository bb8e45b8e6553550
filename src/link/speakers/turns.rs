//! Who the label of a turn in an interview is: "Q", "A", "TB".
//!
//! In: a label. Out: an [`Identity`]. Never guesses which of several persons answers.

use super::Identity;
use super::names;
use crate::document::{EntityType, Mention, MentionForm, TaggedArticle};
use crate::span::Span;

/// Words before the name of somebody who answers questions.
const ANSWERS: &[&str] =
    &["spoke to", "spoke with", "talked to", "talked with", "interview with", "sat down with", "caught up with", "speaks to", "asked"];

/// What a label stands for, where it is one.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Label {
    /// Somebody.
    Known(Identity),
    /// One who is not named.
    Unknown,
}

/// The person behind a label; none where the label is a name of its own.
pub(super) fn label(article: &TaggedArticle, span: Span) -> Option<Label> {
    let words = span.of(article.text());
    match words {
        "Q" | "Question" | "Interviewer" | "Host" | "Moderator" | "Reporter" | "Presenter" => return Some(Label::Unknown),
        "A" | "Answer" => return Some(answers(article, span).map_or(Label::Unknown, Label::Known)),
        _ => {}
    }
    let letters: String = words.chars().filter(|c| c.is_alphabetic()).collect();
    let are_initials = (2..=3).contains(&letters.chars().count()) && !letters.chars().any(char::is_lowercase);
    let person = people(article).filter(|m| m.span.end <= span.start).find(|m| initials(m.span.of(article.text())) == letters);
    are_initials.then_some(person).flatten().map(|m| Label::Known(names::of_person(article, m)))
}

fn people(article: &TaggedArticle) -> impl Iterator<Item = &Mention> {
    article.mentions.iter().filter(|m| m.kind == EntityType::Person && m.form == MentionForm::Name)
}

fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|w| w.chars().next()).collect()
}

/// Who answers: the one whom the article spoke to, or the only person named in full before the first label.
fn answers(article: &TaggedArticle, label: Span) -> Option<Identity> {
    let before = |m: &&Mention| m.span.end <= label.start && m.span.of(article.text()).contains(' ');
    let asked = |m: &&Mention| {
        let head = article.text().get(..m.span.start as usize).unwrap_or_default().trim_end();
        let head = m.role.map_or(head, |r| article.text().get(..r.start as usize).unwrap_or(head).trim_end());
        ANSWERS.iter().any(|a| head.ends_with(a))
    };
    if let Some(person) = people(article).filter(before).find(asked) {
        return Some(names::of_person(article, person));
    }
    let mut named = people(article).filter(before);
    let first = named.next()?;
    let same = |m: &Mention| m.entity.is_some() && m.entity == first.entity || m.span.of(article.text()) == first.span.of(article.text());
    named.all(same).then(|| names::of_person(article, first))
}
