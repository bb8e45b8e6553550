//! Interviews and debates in which a label at the head of a paragraph says who speaks: "Q:", "TB:", "BRANDT:", "Ana Duarte:".
//!
//! In: blocks and mentions. Out: [`Turn`]s, and [`HeadlineLabel`]s of headlines that name who says what they say. Never takes a label that stands
//! alone, so that "Venue:" and "Score:" speak in no article.

use rustc_hash::FxHashSet;

use crate::document::{Block, EntityType, MentionForm, Role, TaggedArticle};
use crate::lexicon::conversation;
use crate::span::{Span, cut};
use crate::tag::quotes::rule::{QuoteRule, Requires};

/// A turn of an interview.
pub const TURN: QuoteRule<()> = QuoteRule {
    name: "quote_interview_turn",
    confidence: 0.88,
    needs: Requires::Words,
    example: "CARVALHO: The lock is a ruin.\n\nBRANDT: It is not.\n\nCARVALHO: Who will pay?",
    find: (),
};

/// What a headline says somebody says.
pub const HEADLINE: QuoteRule<()> = QuoteRule {
    name: "reported_headline",
    confidence: 0.7,
    needs: Requires::Words,
    example: "# Police: Lock keeper left his post\n\nThe lock stood open all night.",
    find: (),
};

/// The words of one turn, or of one paragraph of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The label.
    pub label: Span,
    /// The words after it.
    pub content: Span,
    /// Number of the turn; its further paragraphs have the same.
    pub number: usize,
}

/// A headline that says who says it: "Duarte: Lock will hold".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadlineLabel {
    /// Who.
    pub label: Span,
    /// What.
    pub content: Span,
}

/// Words before a colon in a headline that say something without being a name.
const SOURCES: &[&str] =
    &["Poll", "Report", "Study", "Survey", "Police", "Officials", "Source", "Sources", "Minister", "Experts", "Scientists"];

/// How many paragraphs without a label may stand between two turns.
const REACH: usize = 5;

/// The turns of an article, where it is a conversation.
pub fn turns(article: &TaggedArticle) -> Vec<Turn> {
    let blocks: Vec<(Span, Option<(Span, Span)>)> = article
        .article
        .text_blocks()
        .filter(|(_, b, _)| matches!(b.role, Role::Paragraph | Role::ListItem | Role::Heading))
        .map(|(_, _, span)| (span, labelled(article, span)))
        .collect();
    let labels: Vec<&str> = blocks.iter().filter_map(|(_, l)| l.map(|(label, _)| label.of(article.text()))).collect();
    let told = blocks.iter().filter_map(|(_, l)| l.map(|(_, content)| content)).filter(|c| is_sentence(c.of(article.text()))).count();
    // "Venue: Town hall", "Runner-up: Ana Duarte": a list of facts holds no sentences.
    if !converses(&labels) || told * 2 < labels.len() {
        return Vec::new();
    }
    let places: Vec<usize> = (0..blocks.len()).filter(|n| blocks[*n].1.is_some()).collect();
    let mut turns = Vec::new();
    for (number, place) in places.iter().enumerate() {
        let Some((label, content)) = blocks[*place].1 else { continue };
        turns.push(Turn { label, content, number });
        let next = places.get(number + 1).copied().filter(|next| next - place <= REACH).unwrap_or(*place);
        for (n, (span, _)) in blocks.iter().enumerate().take(next).skip(place + 1) {
            // A question without a label before an answer with one is the interviewer's.
            if n + 1 == next && span.of(article.text()).trim_end().ends_with('?') {
                continue;
            }
            // A closing mark that fell into a paragraph of its own says nothing.
            let content = without_marks(article.text(), *span);
            if !content.is_empty() {
                turns.push(Turn { label, content, number });
            }
        }
    }
    turns
}

/// Whether words end as a sentence does.
fn is_sentence(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '’', '\'', ')', ']', ' ']).ends_with(['.', '?', '!', '…', '—'])
}

/// Whether labels are those of a conversation: both parts of one, or two speakers of whom one speaks again.
fn converses(labels: &[&str]) -> bool {
    let mut known = FxHashSet::default();
    let again = labels.iter().any(|l| !known.insert(*l));
    let others = labels.iter().any(|l| Some(l) != labels.first());
    again && others && labels.len() >= 3
}

/// The label at the head of a block and what stands after it, where the label can be somebody who speaks.
fn labelled(article: &TaggedArticle, block: Span) -> Option<(Span, Span)> {
    let (label, content) = split(article.text(), block)?;
    let words = label.of(article.text());
    let in_capitals = words.chars().any(char::is_alphabetic) && !words.chars().any(char::is_lowercase) && !words.contains(char::is_numeric);
    let is_part = conversation::label(words).is_some();
    (is_part || in_capitals || is_name(article, label)).then_some((label, content))
}

/// Whether the words are a name of a person or a body.
fn is_name(article: &TaggedArticle, label: Span) -> bool {
    let first = article.mentions.partition_point(|m| m.span.end <= label.start);
    article.mentions[first..].iter().take_while(|m| m.span.start < label.end).any(|m| {
        matches!(m.kind, EntityType::Person | EntityType::Org)
            && !matches!(m.form, MentionForm::Nominal | MentionForm::Pronoun)
            && m.span.end == label.end
    })
}

/// Splits "HeadlineLabel: words"; also "Q. words". The label is one to five words, each with a capital.
fn split(text: &str, block: Span) -> Option<(Span, Span)> {
    let words = block.of(text);
    let opened = words.len() - words.trim_start_matches(['"', '“', '‘', '«', ' ']).len();
    let inner = cut(words, opened..);
    let colon = inner.char_indices().take(60).find(|(_, c)| *c == ':').map(|(at, _)| at);
    let stop = ["Q. ", "A. "].iter().any(|p| inner.starts_with(p)).then_some(1);
    let end = stop.or(colon)?;
    let label = cut(inner, ..end).split(" (").next()?.trim_end();
    let parts = label.split_whitespace();
    let capital =
        |w: &str| w.chars().next().is_some_and(char::is_uppercase) && w.chars().all(|c| c.is_alphanumeric() || ".'’-".contains(c));
    let after = cut(inner, end + 1..).chars().next().is_some_and(char::is_whitespace);
    let is_label = after && (1..=5).contains(&parts.clone().count()) && parts.clone().all(capital);
    let start = block.start as usize + opened;
    let content = without_marks(text, Span::new(start + end + 1, block.end as usize));
    (is_label && !content.is_empty()).then(|| (Span::new(start, start + label.len()), content))
}

/// A span without spaces and quotation marks at its edges.
fn without_marks(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let after = words.trim_start_matches(['"', '“', ' ', '\n', '\u{a0}']);
    let start = span.start as usize + (words.len() - after.len());
    Span::new(start, start + after.trim_end_matches(['"', '”', ' ', '\n', '\u{a0}']).len())
}

/// Headlines that say who says what they say.
pub fn headlines(article: &TaggedArticle) -> Vec<HeadlineLabel> {
    let heads = |b: &Block| matches!(b.role, Role::Headline | Role::Subheadline | Role::Heading);
    article
        .article
        .text_blocks()
        .filter(|(_, b, _)| heads(b))
        .filter_map(|(_, _, span)| split(article.text(), span))
        .filter(|(label, content)| {
            let words = content.of(article.text());
            let speaks = is_name(article, *label) || SOURCES.contains(&label.of(article.text()));
            speaks && words.split_whitespace().count() >= 4 && !words.ends_with('?') && !words.starts_with(['‘', '\'', '"', '“'])
        })
        .map(|(label, content)| HeadlineLabel { label, content })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_short_and_capitalised() {
        let label = |text: &str| split(text, Span::new(0, text.len())).map(|(l, c)| (l.of(text).to_owned(), c.of(text).to_owned()));
        assert_eq!(label("Q: Is it safe?"), Some(("Q".into(), "Is it safe?".into())));
        assert_eq!(label("“BRANDT: It is.”"), Some(("BRANDT".into(), "It is.".into())));
        assert_eq!(label("Ana Duarte (chair): We never saw it."), Some(("Ana Duarte".into(), "We never saw it.".into())));
        assert_eq!(label("A. In the spring."), Some(("A".into(), "In the spring.".into())));
        assert_eq!(label("The plan is this: wait."), None);
        assert_eq!(label("Doors open at 10:30 today"), None);
    }

    #[test]
    fn labels_converse_where_one_speaks_again() {
        assert!(converses(&["Q", "A", "Q"]));
        assert!(!converses(&["Venue", "Time", "Price"]));
        assert!(!converses(&["Q", "Q", "Q"]));
    }
}
