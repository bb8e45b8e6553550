//! What a language model says of an article: tokens of its own, parts of speech, a dependency parse, lemmas and candidates for names.
//!
//! In: what the tagger `language` pushes. Out: [`Syntax`], columns over tokens with questions to ask of them. Never holds the text, and is
//! empty where no model ran, which every rule that asks must allow for.

mod labels;

use std::ops::Range;
use std::sync::OnceLock;

pub use labels::{NameLabel, PartOfSpeech, PennTag, Relation};

use crate::span::Span;

/// One token as the model gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxToken<'a> {
    /// Where it stands in the article's text.
    pub span: Span,
    /// Fine-grained part of speech.
    pub tag: PennTag,
    /// Coarse part of speech.
    pub pos: PartOfSpeech,
    /// Number of the head; its own number for the head of a sentence.
    pub head: u32,
    /// Relation to the head.
    pub relation: Relation,
    /// Dictionary form.
    pub lemma: &'a str,
    /// Whether a sentence begins here.
    pub starts_sentence: bool,
}

/// A name or value that the model sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameCandidate {
    /// The characters from its first token to its last.
    pub span: Span,
    /// First token.
    pub from: u32,
    /// One past the last token.
    pub to: u32,
    /// What it is.
    pub label: NameLabel,
}

/// The analysis of an article as columns: one entry a token, tokens in the order of the text.
///
/// Tokens are the model's own: "don't" is two, "$5" is two, white space between words is none (but a token where there is more of it than
/// one blank). A head always lies in the same block as its token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Syntax {
    spans: Vec<Span>,
    tags: Vec<PennTag>,
    pos: Vec<PartOfSpeech>,
    heads: Vec<u32>,
    relations: Vec<Relation>,
    /// Where each lemma ends in `lemmas`; it begins where the one before ends.
    lemma_ends: Vec<u32>,
    lemmas: String,
    sentence_starts: Vec<bool>,
    names: Vec<NameCandidate>,
    edges: Edges,
}

/// The first and the last token of what hangs on each token, worked out when they are first asked for.
#[derive(Clone, Debug, Default)]
struct Edges(OnceLock<(Vec<u32>, Vec<u32>)>);

// Two analyses are the same whether they have been asked or not.
impl PartialEq for Edges {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Edges {}

impl Syntax {
    /// Makes room for so many tokens.
    pub fn reserve(&mut self, tokens: usize) {
        self.spans.reserve(tokens);
        self.tags.reserve(tokens);
        self.pos.reserve(tokens);
        self.heads.reserve(tokens);
        self.relations.reserve(tokens);
        self.lemma_ends.reserve(tokens);
        self.lemmas.reserve(tokens * 5);
        self.sentence_starts.reserve(tokens);
    }

    /// Adds the next token.
    pub fn push(&mut self, token: SyntaxToken<'_>) {
        self.spans.push(token.span);
        self.tags.push(token.tag);
        self.pos.push(token.pos);
        self.heads.push(token.head);
        self.relations.push(token.relation);
        self.lemmas.push_str(token.lemma);
        // Lemmas are about as long as their words, and an article has far less than 4 GiB.
        self.lemma_ends.push(u32::try_from(self.lemmas.len()).unwrap_or(u32::MAX));
        self.sentence_starts.push(token.starts_sentence);
    }

    /// Adds the next name.
    pub fn push_name(&mut self, name: NameCandidate) {
        self.names.push(name);
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether no model ran, or the article has no words.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Names and values in reading order, without overlaps.
    pub fn names(&self) -> &[NameCandidate] {
        &self.names
    }

    /// Everything about one token.
    pub fn get(&self, token: usize) -> Option<SyntaxToken<'_>> {
        Some(SyntaxToken {
            span: *self.spans.get(token)?,
            tag: *self.tags.get(token)?,
            pos: *self.pos.get(token)?,
            head: *self.heads.get(token)?,
            relation: *self.relations.get(token)?,
            lemma: self.lemma(token),
            starts_sentence: *self.sentence_starts.get(token)?,
        })
    }

    /// Where a token stands; empty after the last.
    pub fn span(&self, token: usize) -> Span {
        self.spans.get(token).copied().unwrap_or_default()
    }

    /// Coarse part of speech.
    pub fn pos(&self, token: usize) -> Option<PartOfSpeech> {
        self.pos.get(token).copied()
    }

    /// Fine-grained part of speech.
    pub fn tag(&self, token: usize) -> Option<PennTag> {
        self.tags.get(token).copied()
    }

    /// Relation to the head.
    pub fn relation(&self, token: usize) -> Option<Relation> {
        self.relations.get(token).copied()
    }

    /// Dictionary form; nothing after the last token.
    pub fn lemma(&self, token: usize) -> &str {
        let Some(end) = self.lemma_ends.get(token) else { return "" };
        let start = token.checked_sub(1).and_then(|before| self.lemma_ends.get(before)).copied().unwrap_or_default();
        self.lemmas.get(start as usize..*end as usize).unwrap_or("")
    }

    /// The token that holds the byte at `offset` of the text; none in white space.
    pub fn token_at(&self, offset: u32) -> Option<usize> {
        let token = self.spans.partition_point(|s| s.end <= offset);
        self.spans.get(token).filter(|s| s.holds(offset)).map(|_| token)
    }

    /// The tokens that lie inside `span` or share a byte with it.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.spans.partition_point(|s| s.end <= span.start);
        let last = self.spans.partition_point(|s| s.start < span.end);
        first..last.max(first)
    }

    /// The head of a token; none for the head of a sentence.
    pub fn head(&self, token: usize) -> Option<usize> {
        let head = *self.heads.get(token)? as usize;
        (head != token && head < self.len()).then_some(head)
    }

    /// The tokens whose head is `token`, in the order of the text. Looks at the token's sentence alone.
    pub fn children(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        self.sentence_of(token).filter(move |n| *n != token && self.heads.get(*n).is_some_and(|h| *h as usize == token))
    }

    /// The children of a token in a relation.
    pub fn children_by(&self, token: usize, relation: Relation) -> impl Iterator<Item = usize> + '_ {
        self.children(token).filter(move |n| self.relation(*n) == Some(relation))
    }

    /// The subject of a verb; that of the verb it is coordinated with, where it has none of its own.
    pub fn subject_of(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        // A chain of coordinated verbs is short; the bound keeps a strange parse from going on.
        for _ in 0..8 {
            let is_subject = |r| matches!(r, Relation::Nsubj | Relation::Nsubjpass | Relation::Csubj | Relation::Csubjpass);
            if let Some(subject) = self.children(at).find(|n| self.relation(*n).is_some_and(is_subject)) {
                return Some(subject);
            }
            if self.relation(at) != Some(Relation::Conj) {
                return None;
            }
            at = self.head(at)?;
        }
        None
    }

    /// The first and last token of everything that hangs on a token, itself among them, within its sentence.
    pub fn subtree(&self, token: usize) -> Range<usize> {
        let edges = self.edges.0.get_or_init(|| {
            let first = self.reached(0..self.len(), |token, reached| token < reached);
            (first, self.reached((0..self.len()).rev(), |token, reached| token > reached))
        });
        match (edges.0.get(token), edges.1.get(token)) {
            (Some(first), Some(last)) => *first as usize..*last as usize + 1,
            _ => token..token + 1,
        }
    }

    /// The token that lies furthest to one side of all that hangs on each token. The tokens are given from that side on, so that a head
    /// that was reached before, and with it all heads above it, need not be looked at again.
    fn reached(&self, tokens: impl Iterator<Item = usize>, is_further: fn(u32, u32) -> bool) -> Vec<u32> {
        let mut reached: Vec<u32> = (0..self.len() as u32).collect();
        for token in tokens {
            let mut at = token;
            while let Some(head) = self.head(at).filter(|h| is_further(token as u32, reached[*h])) {
                reached[head] = token as u32;
                at = head;
            }
        }
        reached
    }

    /// Whether a sentence of the model begins at a token.
    pub fn starts_sentence(&self, token: usize) -> bool {
        self.sentence_starts.get(token).copied().unwrap_or_default()
    }

    /// The tokens of the model's sentence around a token.
    pub fn sentence_of(&self, token: usize) -> Range<usize> {
        if token >= self.len() {
            return token..token;
        }
        let start = (0..=token).rev().find(|n| self.starts_sentence(*n)).unwrap_or(0);
        let end = (token + 1..self.len()).find(|n| self.starts_sentence(*n)).unwrap_or(self.len());
        start..end
    }

    /// The model's sentences as ranges of tokens.
    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut start = 0;
        std::iter::from_fn(move || {
            let sentence = (start < self.len()).then(|| self.sentence_of(start))?;
            start = sentence.end;
            Some(sentence)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "Divers searched and found wrecks. They left."
    fn example() -> Syntax {
        let mut syntax = Syntax::default();
        let rows = [
            (0, 6, PennTag::Nns, PartOfSpeech::Noun, 1, Relation::Nsubj, "diver", true),
            (7, 15, PennTag::Vbd, PartOfSpeech::Verb, 1, Relation::Root, "search", false),
            (16, 19, PennTag::Cc, PartOfSpeech::Cconj, 1, Relation::Cc, "and", false),
            (20, 25, PennTag::Vbd, PartOfSpeech::Verb, 1, Relation::Conj, "find", false),
            (26, 32, PennTag::Nns, PartOfSpeech::Noun, 3, Relation::Dobj, "wreck", false),
            (32, 33, PennTag::Stop, PartOfSpeech::Punct, 1, Relation::Punct, ".", false),
            (34, 38, PennTag::Prp, PartOfSpeech::Pron, 7, Relation::Nsubj, "they", true),
            (39, 43, PennTag::Vbd, PartOfSpeech::Verb, 7, Relation::Root, "leave", false),
        ];
        for (start, end, tag, pos, head, relation, lemma, starts_sentence) in rows {
            syntax.push(SyntaxToken { span: Span { start, end }, tag, pos, head, relation, lemma, starts_sentence });
        }
        syntax
    }

    #[test]
    fn tokens_are_found_by_their_place_in_the_text() {
        let syntax = example();
        assert_eq!(syntax.token_at(7), Some(1));
        assert_eq!(syntax.token_at(6), None);
        assert_eq!(syntax.token_at(99), None);
        assert_eq!(syntax.tokens_in(Span { start: 10, end: 26 }), 1..4);
        assert_eq!((syntax.lemma(3), syntax.lemma(8)), ("find", ""));
    }

    #[test]
    fn a_coordinated_verb_borrows_its_subject() {
        let syntax = example();
        assert_eq!(syntax.subject_of(3), Some(0));
        assert_eq!(syntax.subject_of(7), Some(6));
        assert_eq!(syntax.subject_of(4), None);
    }

    #[test]
    fn children_stay_in_their_sentence() {
        let syntax = example();
        assert_eq!(syntax.children(1).collect::<Vec<_>>(), [0, 2, 3, 5]);
        assert_eq!(syntax.children_by(3, Relation::Dobj).collect::<Vec<_>>(), [4]);
        assert_eq!(syntax.subtree(3), 3..5);
        assert_eq!(syntax.sentences().collect::<Vec<_>>(), [0..6, 6..8]);
        assert_eq!((syntax.head(1), syntax.head(4)), (None, Some(3)));
    }
}
