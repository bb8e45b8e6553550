//! Pronouns and nouns that refer back to a speaker.
//!
//! In: the words, who spoke before, the mentions before. Out: an [`Identity`]. Never looks forward but for a role that the article
//! explains later.

use super::identity::{Identity, Resolved};
use super::index::SpeakerIndex;
use super::names;
use crate::document::{EntityType, Gender, Mention, MentionForm, Relation, SpeakerKind, TaggedArticle};
use crate::link::horizon::HORIZON;
use crate::span::Span;

/// How many heads up a person may stand that "who" stands for.
const REACH_OF_WHO: usize = 5;

/// Whether words are a pronoun for one person.
pub(super) fn is_pronoun(words: &str) -> bool {
    ["he", "she", "his", "her", "who"].iter().any(|w| words.eq_ignore_ascii_case(w))
}

/// "two officers who": the words without the relative pronoun at their end, unless they are nothing else.
pub(super) fn without_relative(article: &TaggedArticle, span: Span) -> Span {
    let words = span.of(article.text());
    let noun = words.rsplit_once(char::is_whitespace).filter(|(_, last)| ["who", "which", "that"].contains(last));
    noun.map_or(span, |(noun, _)| Span { end: span.start + noun.trim_end_matches([' ', ',']).len() as u32, ..span })
}

/// How many blocks back a pronoun may reach.
const REACH: usize = 3;

/// Resolves words that hold no name.
pub(super) fn resolve(index: &SpeakerIndex<'_>, span: Span, kind: SpeakerKind, resolved: &[Resolved]) -> Option<Identity> {
    let article = index.article;
    let words = span.of(article.text());
    let gender = match words.to_ascii_lowercase().as_str() {
        "he" | "his" => Some(Gender::Male),
        "she" | "her" => Some(Gender::Female),
        _ => None,
    };
    if ["who", "which", "that"].iter().any(|w| words.eq_ignore_ascii_case(w)) {
        return antecedent(index, span);
    }
    match (gender, kind) {
        (Some(gender), _) => pronoun(index, span, gender, resolved),
        (None, SpeakerKind::Person) => noun(index, span, words, resolved),
        (None, SpeakerKind::Organization) if words.eq_ignore_ascii_case("it") => last_body(article, span, resolved),
        _ => None,
    }
}

/// "he": whoever spoke last and can be meant, if near; else the person that the linker of entities found, else the last one named.
fn pronoun(index: &SpeakerIndex<'_>, span: Span, gender: Gender, resolved: &[Resolved]) -> Option<Identity> {
    let article = index.article;
    let sentence = article.sentence_at(span.start)?;
    let block = article.block_of(sentence);
    let mut near = resolved.iter().rev().take(HORIZON).take_while(|r| r.block + REACH >= block);
    let speaker = near.find(|r| r.span.end <= span.start && fits(&r.identity, gender) && !is_other(article, r.span, gender));
    let named = last_person(index, span, sentence, gender);
    // A person named as subject since the last speaker spoke is meant rather than the speaker.
    match (speaker, named) {
        (speaker, Some(m)) if is_joined(article, m, gender) && speaker.is_none_or(|s| s.span.end < m.span.start) => None,
        (Some(s), Some(m)) if m.span.start > s.span.end && is_subject(index, m) => Some(names::of_person(index, m)),
        (Some(s), _) => Some(s.identity.clone()),
        (None, _) if linked(article, span).is_some() => linked(article, span),
        (None, Some(m)) => Some(names::of_person(index, m)),
        (None, None) => None,
    }
}

/// "Rui Melo and Tom Brandt signed": either may be "he" then.
fn is_joined(article: &TaggedArticle, mention: &Mention, gender: Gender) -> bool {
    let first = article.mentions.partition_point(|m| m.span.start < mention.span.end);
    let mut after = article.mentions[first..].iter().take_while(|m| m.sentence == mention.sentence);
    let Some(other) = after.find(|m| m.kind == EntityType::Person && m.form == MentionForm::Name) else { return false };
    let known = other.entity.and_then(|e| article.entities.get(e)).map_or(Gender::Unknown, |e| e.gender);
    let start = other.role.map_or(other.span.start, |r| r.start.min(other.span.start));
    let between = Span { start: mention.span.end.min(start), end: start }.of(article.text());
    between.trim() == "and" && (known == gender || known == Gender::Unknown)
}

/// "Duarte, who": the name that a relative pronoun stands for.
fn antecedent(index: &SpeakerIndex<'_>, span: Span) -> Option<Identity> {
    let article = index.article;
    let syntax = &article.syntax;
    let mut verb = syntax.head(syntax.token_at(span.start)?)?;
    while syntax.relation(verb)? == Relation::Conj {
        verb = syntax.head(verb)?;
    }
    let mut noun = syntax.head(verb).filter(|_| syntax.relation(verb) == Some(Relation::Relcl))?;
    let named = |noun: usize| {
        let word = syntax.span(noun);
        article.mentions_in(word).map(|(_, m)| m).find(|m| m.span.contains(word) && m.form != MentionForm::Nominal)
    };
    // "Ana Duarte, a clerk from Porto, who said": nobody says "who" of a town.
    let who = span.of(article.text()).eq_ignore_ascii_case("who");
    let fits = |m: &&Mention| !who || m.kind == EntityType::Person;
    for _ in 0..REACH_OF_WHO {
        if !who || named(noun).as_ref().is_some_and(fits) {
            break;
        }
        noun = syntax.head(noun)?;
    }
    let name = named(noun).filter(fits)?;
    let kind = if name.kind == EntityType::Person { SpeakerKind::Person } else { SpeakerKind::Organization };
    names::in_words(index, name.span, kind)
}

/// Whether a speaker can be "he" or "she".
fn fits(identity: &Identity, gender: Gender) -> bool {
    match identity {
        Identity::Named { gender: g, is_person, .. } => *is_person && (*g == gender || *g == Gender::Unknown),
        Identity::Anonymous => true,
    }
}

/// Whether the words of an earlier speaker are themselves the other pronoun.
fn is_other(article: &TaggedArticle, span: Span, gender: Gender) -> bool {
    let words = span.of(article.text());
    match gender {
        Gender::Male => words.eq_ignore_ascii_case("she"),
        Gender::Female => words.eq_ignore_ascii_case("he"),
        _ => false,
    }
}

/// The person named last before `span`, the first of its sentence before others, at most four sentences back.
fn last_person<'a>(index: &SpeakerIndex<'a>, span: Span, sentence: usize, gender: Gender) -> Option<&'a Mention> {
    let article = index.article;
    let can = |m: &&Mention| {
        let known = m.entity.and_then(|e| article.entities.get(e)).map_or(Gender::Unknown, |e| e.gender);
        m.kind == EntityType::Person
            && m.form == MentionForm::Name
            && m.span.end <= span.start
            && !index.is_quoted(m)
            && (known == gender || known == Gender::Unknown)
    };
    (0..=4).filter_map(|back| sentence.checked_sub(back)).find_map(|s| {
        let first = article.mentions.partition_point(|m| m.sentence < s);
        article.mentions[first..].iter().take_while(|m| m.sentence == s).find(can)
    })
}

/// Whether a mention begins its sentence, but for a title, and stands in nobody's quotation.
fn is_subject(index: &SpeakerIndex<'_>, mention: &Mention) -> bool {
    let article = index.article;
    let Some(sentence) = article.sentences.get(mention.sentence) else { return false };
    let before = Span { start: sentence.span.start, end: mention.role.map_or(mention.span.start, |r| r.start.min(mention.span.start)) };
    let plain = |w: &str| matches!(w, "the" | "a" | "an") || w.chars().next().is_some_and(char::is_uppercase) && !is_preposition(w);
    before.of(article.text()).split_whitespace().all(plain) && !index.is_quoted(mention)
}

fn is_preposition(word: &str) -> bool {
    [
        "In",
        "On",
        "At",
        "For",
        "With",
        "During",
        "After",
        "Before",
        "By",
        "From",
        "Under",
        "Like",
        "Unlike",
        "Of",
        "Amid",
        "When",
        "While",
        "As",
        "According",
    ]
    .contains(&word)
}

/// The entity that the linker of entities found for a noun or pronoun.
fn linked(article: &TaggedArticle, span: Span) -> Option<Identity> {
    // Of "his wife" and "the mayor's spokesman" only the last word speaks: whoever stands before it is the owner.
    let speaks =
        |m: &Mention| m.entity.is_some() && m.span.end >= span.end && matches!(m.form, MentionForm::Nominal | MentionForm::Pronoun);
    let (_, mention) = article.mentions_in(span).find(|(_, m)| speaks(m))?;
    if mention.form == MentionForm::Nominal && is_lesser(span.of(article.text()), role_of(article, mention)) {
        return None;
    }
    let entity = mention.entity.and_then(|e| article.entities.get(e))?;
    Some(Identity::Named {
        name: entity.name.clone(),
        entity: mention.entity,
        gender: entity.gender,
        role: None,
        is_person: entity.kind == EntityType::Person,
    })
}

/// Words before a role that make another role of it.
const LESSER: &[&str] = &["deputy", "vice", "assistant", "associate", "acting", "interim", "former", "junior"];

/// Whether words name a role below the one that somebody has: "the deputy mayor" is not the mayor.
fn is_lesser(words: &str, role: &str) -> bool {
    let holds = |text: &str, word: &str| text.split(|c: char| !c.is_alphanumeric()).any(|w| w.eq_ignore_ascii_case(word));
    LESSER.iter().any(|word| holds(words, word) && !holds(role, word))
}

/// The words of a role by which the article names an entity somewhere.
fn role_of<'a>(article: &'a TaggedArticle, mention: &Mention) -> &'a str {
    let same = |m: &&Mention| m.entity == mention.entity && m.role.is_some();
    article.mentions.iter().take(HORIZON).find(same).and_then(|m| m.role).map_or("", |r| r.of(article.text()))
}

/// "the minister": the person who has that role, or the nameless source of that noun.
fn noun(index: &SpeakerIndex<'_>, span: Span, words: &str, resolved: &[Resolved]) -> Option<Identity> {
    let article = index.article;
    let head = words.rsplit(char::is_whitespace).next()?;
    let same_noun = |r: &&Resolved| r.identity == Identity::Anonymous && ends_with_word(r.span.of(article.text()), head);
    if let Some(source) = resolved.iter().rev().take(HORIZON).find(same_noun) {
        return Some(source.identity.clone());
    }
    if let Some(identity) = linked(article, span) {
        return Some(identity);
    }
    let definite = ["the ", "his ", "her ", "their "].iter().any(|d| words.get(..d.len()).is_some_and(|w| w.eq_ignore_ascii_case(d)));
    let has_role = |m: &&Mention| {
        m.kind == EntityType::Person
            && m.role.is_some_and(|r| {
                let role = r.of(article.text());
                role.split_whitespace().any(|w| w.eq_ignore_ascii_case(head)) && !is_lesser(words, role)
            })
    };
    if !definite {
        return None;
    }
    let here = article.mentions.partition_point(|m| m.span.start < span.start);
    let before = article.mentions[..here].iter().rev().take(HORIZON).filter(|m| m.span.end <= span.start).find(has_role);
    before.or_else(|| article.mentions.iter().take(HORIZON).find(has_role)).map(|m| names::of_person(index, m))
}

/// Whether words hold `word` as a whole word.
fn ends_with_word(words: &str, word: &str) -> bool {
    words.split(|c: char| !c.is_alphanumeric()).any(|w| w.eq_ignore_ascii_case(word))
}

/// "it": the body that spoke last, if near.
fn last_body(article: &TaggedArticle, span: Span, resolved: &[Resolved]) -> Option<Identity> {
    let block = article.block_of(article.sentence_at(span.start)?);
    resolved
        .iter()
        .rev()
        .take(HORIZON)
        .take_while(|r| r.block + 1 >= block)
        .find(|r| r.span.end <= span.start && matches!(r.identity, Identity::Named { is_person: false, .. }))
        .map(|r| r.identity.clone())
}
