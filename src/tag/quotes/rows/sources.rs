//! What kind of source the words of a speaker name: a person, a body, a group, a document, somebody who wants no name.
//!
//! In: items that name a speaker. Out: [`Speaker`] with span, kind and anonymity. Never gives a name: linking does.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::document::{EntityType, Mention, MentionForm, Speaker, SpeakerKind, TaggedArticle};
use crate::lexicon::files::nouns::person_nouns;
use crate::span::Span;
use crate::tag::cursor::Cursor;
use crate::tag::quotes::sentence::items::SentenceItems;
use crate::tag::quotes::sentence::phrases::head;
use crate::tag::quotes::sentence::vocabulary::{SpeakerNoun, WordClass};

/// Every promise of anonymity, found in one pass.
static PROMISE: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder().ascii_case_insensitive(true).build(&person_nouns().promises).expect("the phrases are a fixed list")
});

/// What describes a source after its noun, as words.
static INSIDERS: LazyLock<Vec<Vec<&str>>> =
    LazyLock::new(|| person_nouns().insiders.iter().map(|phrase| phrase.split_whitespace().collect()).collect());

/// Where the text promises a source not to be named, in reading order.
pub fn promises(text: &str) -> Vec<Span> {
    PROMISE.find_iter(text).map(|m| Span::new(m.start(), m.end())).collect()
}

/// Describes the source that these items name, in a sentence that is `around`.
pub fn describe(article: &TaggedArticle, items: &SentenceItems, range: &Range<usize>, around: Range<usize>, promises: &[Span]) -> Speaker {
    let span = items.span(range.clone());
    if span.is_empty() {
        return Speaker::unresolved();
    }
    let head = head(items, range);
    let noun = head.map_or(SpeakerNoun::default(), |n| items.all[n].noun());
    let named_person =
        mentions_in(article, span).any(|m| m.kind == EntityType::Person && matches!(m.form, MentionForm::Name | MentionForm::Alias));
    let sentence = items.span(around.clone());
    let promised = promises.iter().any(|p| sentence.contains(*p));
    let kind = kind_of(article, items, range, head, noun);
    let hidden = items.all[range.clone()]
        .iter()
        .any(|i| matches!(i.span.of(items.text).to_ascii_lowercase().as_str(), "anonymous" | "unnamed" | "unidentified" | "undisclosed"));
    let common = head.is_some_and(|n| items.all[n].class == WordClass::Word);
    // "the top diplomats of three countries" are known, "the official" is who spoke before.
    let known = items.is(range.start, "the") && range.clone().any(|n| items.is(n, "of"));
    let source_noun = noun.anonymous && !named_person && common && !known;
    let indefinite = noun.person && !named_person && common && is_indefinite(items, range);
    let is_described = !named_person && describes(items, range, around.end);
    // "he said on condition of anonymity": the pronoun is who was described before, for linking to say.
    let is_pronoun = span_is_pronoun(items, range);
    let is_anonymous = !is_pronoun && (hidden || is_described)
        || !is_pronoun
            && (source_noun || indefinite || promised && !named_person && kind != SpeakerKind::Organization)
            && !matches!(kind, SpeakerKind::Document);
    let kind = if is_anonymous && items.class(range.start) != Some(WordClass::Pronoun) { SpeakerKind::Anonymous } else { kind };
    Speaker { is_anonymous, ..Speaker::named_at(span, kind) }
}

/// Whether the words are a pronoun for somebody or something told of before.
fn span_is_pronoun(items: &SentenceItems, range: &Range<usize>) -> bool {
    range.len() == 1 && items.is_any(range.start, &["he", "she", "it", "they", "we", "i", "you", "who"])
}

/// "people familiar with", "a person who was briefed on": what stands after the noun describes a source instead of naming it.
fn describes(items: &SentenceItems, range: &Range<usize>, end: usize) -> bool {
    let between = |n: &usize| matches!(items.class(*n), Some(WordClass::Rel | WordClass::Aux | WordClass::Adverb | WordClass::Comma));
    let somebody = |n: usize| items.all[n].noun().person || items.all[n].noun().group;
    let after_noun =
        |start: usize| (range.start..start).rev().take(4).find(|n| !between(n)).is_some_and(|n| range.contains(&n) && somebody(n));
    (range.start + 1..end.min(range.end + 4)).any(|start| {
        let fits = |phrase: &Vec<&str>| start + phrase.len() < end && (start..).zip(phrase).all(|(n, word)| items.is(n, word));
        INSIDERS.iter().any(fits) && after_noun(start)
    })
}

/// The mentions that overlap `span`; they are sorted by their start, and few are nested.
fn mentions_in(article: &TaggedArticle, span: Span) -> impl DoubleEndedIterator<Item = &Mention> {
    let last = article.mentions.partition_point(|m| m.span.start < span.end);
    article.mentions[last.saturating_sub(24)..last].iter().filter(move |m| m.span.overlaps(span))
}

fn is_acronym(word: &str) -> bool {
    word.len() >= 2 && word.len() <= 6 && word.chars().all(char::is_uppercase)
}

/// "a soldier", "one resident", "some voters".
fn is_indefinite(items: &SentenceItems, range: &Range<usize>) -> bool {
    items.is_any(range.start, &["a", "an", "one", "another", "some", "several", "two", "three"])
}

fn kind_of(article: &TaggedArticle, items: &SentenceItems, range: &Range<usize>, head: Option<usize>, noun: SpeakerNoun) -> SpeakerKind {
    let Some(head) = head else { return SpeakerKind::Unresolved };
    let lower = items.word(head).to_ascii_lowercase();
    let joined = items.all[range.clone()].iter().any(|i| i.class == WordClass::And);
    if let Some(kind) = kind_of_pronoun(&lower) {
        return kind;
    }
    if items.class(head) == Some(WordClass::Name) {
        return kind_of_name(article, items, range, head, noun, joined);
    }
    match noun {
        SpeakerNoun { person: true, plural: true, .. } => SpeakerKind::Group,
        SpeakerNoun { person: true, .. } => one_or_several(joined),
        SpeakerNoun { organisation: true, document: false, .. } => SpeakerKind::Organization,
        SpeakerNoun { document: true, .. } => SpeakerKind::Document,
        SpeakerNoun { group: true, .. } => SpeakerKind::Group,
        _ => one_or_several(joined || lower.ends_with('s')),
    }
}

fn one_or_several(several: bool) -> SpeakerKind {
    if several { SpeakerKind::Group } else { SpeakerKind::Person }
}

fn kind_of_pronoun(lower: &str) -> Option<SpeakerKind> {
    match lower {
        "he" | "she" | "his" | "her" | "i" | "you" => Some(SpeakerKind::Person),
        "they" | "we" | "others" | "both" | "many" | "some" | "most" | "few" | "several" | "everyone" | "those" => Some(SpeakerKind::Group),
        "it" => Some(SpeakerKind::Organization),
        _ => None,
    }
}

/// The kind of a phrase whose head is a name.
fn kind_of_name(
    article: &TaggedArticle,
    items: &SentenceItems,
    range: &Range<usize>,
    head: usize,
    noun: SpeakerNoun,
    joined: bool,
) -> SpeakerKind {
    let mention = mentions_in(article, items.all[head].span).next_back().map(|m| m.kind);
    match mention {
        Some(EntityType::Person) if !noun.document || range.len() > 1 && items.class(range.start) == Some(WordClass::Name) => {
            one_or_several(joined)
        }
        // "the Harbour Post"
        Some(EntityType::Org) => SpeakerKind::Organization,
        _ if noun.document => SpeakerKind::Document,
        Some(EntityType::Gpe | EntityType::Fac | EntityType::Loc) => SpeakerKind::Organization,
        Some(EntityType::Norp) => SpeakerKind::Group,
        Some(EntityType::WorkOfArt) => SpeakerKind::Document,
        _ if noun.organisation => SpeakerKind::Organization,
        _ if noun.group || joined => SpeakerKind::Group,
        _ if is_acronym(items.word(head)) => SpeakerKind::Organization,
        _ => SpeakerKind::Person,
    }
}
