//! Names that stand in the speaker's own words.
//!
//! In: the words, the mentions inside them. Out: an [`Identity`]. Never looks further than the article's own names.

use super::identity::Identity;
use super::index::{SpeakerIndex, last_word};
use crate::document::{EntityType, Gender, Mention, MentionForm, SpeakerKind, TaggedArticle};
use crate::link::horizon::HORIZON;
use crate::span::Span;

/// The identity that the words themselves name.
pub(super) fn in_words(index: &SpeakerIndex<'_>, span: Span, kind: SpeakerKind) -> Option<Identity> {
    let article = index.article;
    let named = |m: &&Mention| !matches!(m.form, MentionForm::Nominal | MentionForm::Pronoun | MentionForm::Demonym);
    let inside: Vec<&Mention> = article.mentions_in(span).map(|(_, m)| m).filter(named).filter(|m| span.contains(m.span)).collect();
    let persons: Vec<&&Mention> = inside.iter().filter(|m| m.kind == EntityType::Person).collect();
    // Of "the campaign of Ana Duarte" Duarte is not the speaker; "the mayor, Ana Duarte" is.
    // Nor is the owner of "Duarte's lawyer Ana Carvalho".
    // In "the mother of Sgt. Tom Pell" the title stands between.
    let titled = |m: &Mention| Span { start: m.role.map_or(m.span.start, |r| r.start.clamp(span.start, m.span.start)), ..m.span };
    let mut own = persons.iter().filter(|m| !after_of(article, span, titled(m)) && !owns(article, m.span));
    // "The operator, Corvane Ferries": a noun that says nothing of its kind, and the name after a comma.
    let apposed = |m: &&Mention| {
        let (body, person) = (m.kind == EntityType::Org && persons.is_empty(), m.kind == EntityType::Person);
        m.span.end == span.end
            && (body || person && means_body(article, span))
            && Span { end: m.span.start, ..span }.of(article.text()).trim_end().ends_with(',')
    };
    if let Some(body) = inside.last().copied().filter(apposed) {
        return Some(of_body(article, body));
    }
    if let (Some(person), None) = (own.next(), own.next())
        && matches!(kind, SpeakerKind::Person | SpeakerKind::Unresolved | SpeakerKind::Organization)
    {
        return Some(of_person(index, person));
    }
    let is_body = |m: &&&Mention| {
        let kind = matches!(m.kind, EntityType::Org | EntityType::Gpe | EntityType::Fac | EntityType::Loc);
        let place = matches!(m.kind, EntityType::Gpe | EntityType::Loc) && after_of(article, span, m.span);
        kind && !place && !owns(article, m.span)
    };
    let body = inside.iter().rfind(is_body).filter(|_| kind == SpeakerKind::Organization)?;
    Some(of_body(article, body))
}

/// "Lindqvist explained", where no mention stands: the person of the article whose name ends with the one word.
pub(super) fn by_surname(index: &SpeakerIndex<'_>, span: Span) -> Option<Identity> {
    let words = span.of(index.article.text()).trim();
    let is_name = words.starts_with(char::is_uppercase) && words.len() > 2 && !words.contains(char::is_whitespace);
    let person = is_name.then(|| index.fullest(words)).flatten()?;
    (person.span.start < span.start && person.span.of(index.article.text()).contains(' ')).then(|| of_person(index, person))
}

/// Who stands between commas after the words: "The company, Acme Rope, denied".
pub(super) fn in_apposition(index: &SpeakerIndex<'_>, span: Span) -> Option<Identity> {
    let article = index.article;
    let rest = article.text().get(span.end as usize..)?;
    let start = span.end + (rest.len() - rest.strip_prefix(',')?.trim_start().len()) as u32;
    let first = article.mentions.partition_point(|m| m.span.start < start);
    let name = article.mentions.get(first).filter(|m| m.span.start == start && m.form == MentionForm::Name)?;
    // After "said" the name ends the clause: "said the union's lawyer, Paul Grieg."
    let rest = article.text().get(name.span.end as usize..).unwrap_or("");
    let closed = rest.starts_with(',') || name.kind == EntityType::Person && (rest.starts_with(['.', ';']) || rest.is_empty());
    match name.kind {
        EntityType::Person if closed && !means_body(article, span) => Some(of_person(index, name)),
        EntityType::Person | EntityType::Org if closed => Some(of_body(article, name)),
        _ => None,
    }
}

/// Whether the words begin with a noun for a body: "The operator". What its name is taken for without a model counts for nothing then.
fn means_body(article: &TaggedArticle, span: Span) -> bool {
    article.mentions_in(span).any(|(_, m)| m.form == MentionForm::Nominal && m.kind == EntityType::Org && m.span.start == span.start)
}

/// The identity of a body's mention.
fn of_body(article: &TaggedArticle, mention: &Mention) -> Identity {
    Identity::Named {
        name: mention.entity.and_then(|e| article.entities.get(e)).map_or_else(|| words(article, mention.span), |e| e.name.clone()),
        entity: mention.entity,
        gender: Gender::Neuter,
        role: None,
        is_person: false,
    }
}

/// Whether "of" or "for" stands before a name inside the speaker's words.
fn after_of(article: &TaggedArticle, span: Span, name: Span) -> bool {
    let before = Span { start: span.start, end: name.start }.of(article.text()).trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    [" of", " for", " from", " to", " with", " by", " at", " in", " near", " through", " across", " over", " against", " into", " on"]
        .iter()
        .any(|p| before.ends_with(p))
}

/// Whether the name is a possessor: "Duarte's office".
fn owns(article: &TaggedArticle, name: Span) -> bool {
    article
        .text()
        .get(name.end as usize..)
        .is_some_and(|rest| rest.starts_with("'s ") || rest.starts_with("’s ") || rest.starts_with("s' ") || rest.starts_with("’ "))
}

/// The identity of a person's mention, by its fullest name in the article.
pub(super) fn of_person(index: &SpeakerIndex<'_>, mention: &Mention) -> Identity {
    let article = index.article;
    let entity = mention.entity.and_then(|e| article.entities.get(e));
    // The longest name of the article that ends with the words of this one.
    let full = entity.is_none().then(|| index.fullest(last_word(mention.span.of(article.text())))).flatten();
    let role = mention.role.or(full.and_then(|m| m.role)).or_else(|| mention.entity.and_then(|e| index.role_of(e)));
    Identity::Named {
        name: match (entity, full) {
            (Some(entity), _) => entity.name.clone(),
            (None, Some(full)) => words(article, full.span),
            (None, None) => words(article, mention.span),
        },
        entity: mention.entity,
        gender: entity.map_or(Gender::Unknown, |e| e.gender),
        role: role.and_then(|r| without_address(&words(article, r))),
        is_person: true,
    }
}

/// Words before a name that are how it is addressed, and no role.
const ADDRESSES: &[&str] = &["Mr", "Mister", "Mrs", "Ms", "Miss", "Mx", "Dr", "Doctor"];

/// A role without the address before it: "Mr.", "Dr."; none where nothing else is left.
fn without_address(role: &str) -> Option<String> {
    let is_address = |word: &&str| ADDRESSES.contains(&word.trim_end_matches('.'));
    let kept: Vec<&str> = role.split_whitespace().skip_while(is_address).collect();
    (!kept.is_empty()).then(|| kept.join(" "))
}

/// The author of a post: the person of that name, or the name as the post writes it.
pub(super) fn of_author(index: &SpeakerIndex<'_>, name: &str) -> Identity {
    let article = index.article;
    let alike = || {
        index.people().take(HORIZON).find(|m| {
            let words = m.span.of(article.text());
            words.split_whitespace().next() == name.split_whitespace().next() && alike(last_word(words), last_word(name))
        })
    };
    match index.named(name).or_else(alike) {
        Some(mention) => match of_person(index, mention) {
            Identity::Named { entity, gender, role, name: known, .. } => {
                let name = if entity.is_some() { known } else { name.to_owned() };
                Identity::Named { name, entity, gender, role, is_person: true }
            }
            other => other,
        },
        None => Identity::Named { name: name.to_owned(), entity: None, gender: Gender::Unknown, role: None, is_person: true },
    }
}

/// Whether two surnames are spellings of one: all but the last two letters agree.
fn alike(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    common >= 4 && common + 2 >= a.chars().count().max(b.chars().count())
}

/// Words of the text, spaces made plain.
pub(super) fn words(article: &TaggedArticle, span: Span) -> String {
    span.of(article.text()).split_whitespace().collect::<Vec<_>>().join(" ")
}
