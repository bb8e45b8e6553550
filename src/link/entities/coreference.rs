//! Nouns and pronouns resolved where the evidence is clear.
//!
//! In: the article and its named entities. Out: entities of nominal and pronoun mentions. Never resolves "they", and nothing inside a
//! direct quotation to a name outside it: there "he" is somebody whom the speaker talks about.

use super::drafts::{Drafts, EntityDraft, Unresolved};
use super::names::{COMPARISON_STEPS, MOST_COMPARED, NAME_STEPS};
use super::signs::{agree, is_name, is_people};
use crate::document::{EntityType, Gender, Mention, MentionForm, QuoteKind, TaggedArticle, Unclear};
use crate::lexicon::fold;
use crate::lexicon::names::gazetteer;
use crate::lexicon::titles::{Noun, nouns};
use crate::span::{Span, SpanIndex};
use crate::work::Budget;

/// How many sentences back an antecedent may stand.
const WINDOW: usize = 3;
/// The same for a noun that only recency tells apart.
const NOUN_WINDOW: usize = 6;

/// Resolves apposition, nouns and pronouns.
pub(super) fn resolve(article: &TaggedArticle, drafts: &mut Drafts, budget: &Budget) {
    countries_of_persons(article, drafts);
    appositions(article, drafts);
    let quotations = article.quotes_where(|kind| matches!(kind, QuoteKind::Direct | QuoteKind::Partial | QuoteKind::Social));
    let direct = article.quotes_where(|kind| kind == QuoteKind::Direct);
    for number in 0..article.mentions.len() {
        if drafts.of.get(number).copied().flatten().is_some() {
            continue;
        }
        let Some(mention) = article.mentions.get(number) else { break };
        if !budget.charge(mention_steps(mention.form, drafts.all.len())) {
            return;
        }
        let quotation = quotations.holding(mention.span).last().map(|q| article.quotes[q].span);
        let entity = match mention.form {
            MentionForm::Nominal if mention.is_indefinite => Err(Unclear::Indefinite.into()),
            MentionForm::Nominal => noun(article, drafts, number, mention),
            MentionForm::Pronoun => pronoun(article, drafts, number, mention, quotation, &direct),
            _ => Err(Unclear::NothingFits.into()),
        };
        match entity {
            Ok(entity) => drafts.of.get_mut(number).into_iter().for_each(|of| *of = Some(entity)),
            Err(unresolved) => drafts.unresolved.push((number, unresolved)),
        }
    }
}

/// Steps of work for a mention: a noun is compared with the entities, a pronoun with those who are named in the sentences before.
fn mention_steps(form: MentionForm, entities: usize) -> usize {
    if form == MentionForm::Nominal { NAME_STEPS + COMPARISON_STEPS * entities.min(MOST_COMPARED) } else { NAME_STEPS }
}

/// "Ukrainian President X", "Ukraine's minister X": the country before a title is the person's.
fn countries_of_persons(article: &TaggedArticle, drafts: &mut Drafts) {
    let text = article.text();
    for number in 1..article.mentions.len() {
        let (Some(before), Some(here)) = (article.mentions.get(number - 1), article.mentions.get(number)) else { continue };
        let Some(role) = here.role.filter(|_| here.kind == EntityType::Person && is_name(before)) else { continue };
        let between = text.get(before.span.end as usize..role.start as usize).unwrap_or("-");
        let owner = matches!(between.trim(), "" | "'s" | "’s").then(|| drafts.of.get(number - 1).copied().flatten()).flatten();
        let country = owner.and_then(|o| drafts.all.get(o)).and_then(|d| d.country.clone());
        if let (Some(country), Some(person)) = (country, drafts.of.get(number).copied().flatten().and_then(|p| drafts.all.get_mut(p))) {
            person.country.get_or_insert(country);
        }
    }
}

/// "Mark Moss, the alliance's chief,": a noun between commas after a name is that person, and gives a role.
fn appositions(article: &TaggedArticle, drafts: &mut Drafts) {
    let text = article.text();
    for number in 0..article.mentions.len() {
        let Some(noun) = article.mentions.get(number).filter(|m| m.form == MentionForm::Nominal && m.kind == EntityType::Person) else {
            continue;
        };
        let before = (number.saturating_sub(2)..number).rev().find(|n| {
            article.mentions.get(*n).is_some_and(|m| {
                m.kind == EntityType::Person
                    && is_name(m)
                    && text.get(m.span.end as usize..noun.span.start as usize).is_some_and(|gap| gap.trim() == ",")
            })
        });
        let closes = text.get(noun.span.end as usize..).and_then(|rest| rest.chars().next()).is_some_and(|c| matches!(c, ',' | '.' | ' '));
        let Some(person) =
            before.and_then(|n| drafts.of.get(n).copied().flatten()).filter(|_| closes && head_role(article, noun).is_some())
        else {
            continue;
        };
        if let Some(of) = drafts.of.get_mut(number) {
            *of = Some(person);
        }
        if let Some(draft) = drafts.all.get_mut(person) {
            draft.roles.push(noun.span);
        }
    }
}

/// The last word of a noun phrase, where the phrase names a role.
fn head_role(article: &TaggedArticle, mention: &Mention) -> Option<u64> {
    let words: Vec<&str> = fold::pieces(mention.span.of(article.text())).collect();
    let is_role = (0..words.len()).any(|from| {
        let phrase = words.get(from..).unwrap_or_default().iter().fold(0, |so_far, w| fold::join(so_far, fold::hash(w)));
        nouns().exact(phrase).any(|n| matches!(n, Noun::Role(_)))
    });
    words.last().filter(|_| is_role).map(|w| fold::hash(w))
}

/// The entity a definite noun stands for: the person of that role, or the body of that name.
fn noun(article: &TaggedArticle, drafts: &Drafts, number: usize, mention: &Mention) -> Result<usize, Unresolved> {
    let text = article.text();
    let words: Vec<u64> = fold::pieces(mention.span.of(text)).map(fold::hash).collect();
    let head = *words.last().ok_or(Unclear::NothingFits)?;
    let country = modifier_country(article, drafts, number, mention);
    let mut best: Option<(usize, usize)> = None;
    let mut fitting = Vec::new();
    let is_role = mention.kind == EntityType::Person && head_role(article, mention).is_some();
    if mention.kind == EntityType::Person && !is_role {
        return Err(Unclear::NothingFits.into());
    }
    for (index, draft) in drafts.all.iter().enumerate().take(MOST_COMPARED).filter(|(_, d)| d.kind == mention.kind) {
        let before = draft.mentions.partition_point(|m| *m < number);
        let Some(last) = before.checked_sub(1).map(|n| draft.mentions[n]) else { continue };
        let distance = mention.sentence.saturating_sub(article.mentions.get(last).map_or(0, |m| m.sentence));
        let fits = match mention.kind {
            EntityType::Person => has_role(article, draft, head) && qualifies(text, draft, &words),
            _ => words.len() <= 2 && draft.words.len() > 1 && draft.words.last() == Some(&head),
        };
        let same_country = match (&country, &draft.country) {
            (Some(a), Some(b)) => a == b,
            (Some(_), None) => false,
            (None, _) => true,
        };
        if !fits || !same_country || (country.is_none() && distance > NOUN_WINDOW) {
            continue;
        }
        fitting.push(index);
        if best.is_none_or(|(b, _)| last > b) {
            best = Some((last, index));
        }
    }
    // Two presidents in one article: the noun alone means the one just spoken of, and only if he is near.
    let (last, index) = best.ok_or(Unclear::NothingFits)?;
    let near = article.mentions.get(last).is_some_and(|m| mention.sentence.saturating_sub(m.sentence) <= 1);
    if fitting.len() == 1 || near { Ok(index) } else { Err(Unresolved { reason: Unclear::SeveralFit, candidates: fitting }) }
}

/// Whether the words that narrow the role are not at odds with the person's: "the defence minister" is no foreign minister.
fn qualifies(text: &str, draft: &EntityDraft, words: &[u64]) -> bool {
    let fields = [
        "foreign", "defense", "defence", "interior", "finance", "prime", "vice", "deputy", "former", "justice", "health", "energy",
        "economy",
    ];
    let wanted = fields.iter().filter(|f| words.contains(&fold::hash(f)));
    let role = |field: &str| {
        let spelled = |r: &str| {
            let r = r.to_ascii_lowercase();
            r.contains(field) || (field == "defense" && r.contains("defence")) || (field == "defence" && r.contains("defense"))
        };
        draft.roles.iter().any(|r| spelled(r.of(text))) || draft.known.and_then(|k| gazetteer().entry(k)).is_some_and(|k| spelled(&k.role))
    };
    wanted.into_iter().all(|f| role(f))
}

/// Whether a person has a role that ends with this word, by the article or by the lists.
fn has_role(article: &TaggedArticle, draft: &EntityDraft, head: u64) -> bool {
    let text = article.text();
    let ends = |role: &str| {
        let main = role.split(" of ").next().unwrap_or(role);
        fold::pieces(main).last().is_some_and(|w| fold::hash(w) == head)
    };
    draft.roles.iter().any(|r| ends(r.of(text))) || draft.known.and_then(|k| gazetteer().entry(k)).is_some_and(|k| ends(&k.role))
}

/// The country that a name inside a noun phrase gives: "the Ukrainian president".
fn modifier_country(article: &TaggedArticle, drafts: &Drafts, number: usize, mention: &Mention) -> Option<String> {
    let inside =
        (number + 1..article.mentions.len()).take_while(|n| article.mentions.get(*n).is_some_and(|m| mention.span.contains(m.span)));
    // An owner begins where the phrase does and is sorted before or after it.
    let mut around = inside.chain(number.checked_sub(1));
    around.find_map(|n| {
        let name = article.mentions.get(n).filter(|m| mention.span.contains(m.span) && is_name(m))?;
        let draft = drafts.all.get(drafts.of.get(n).copied().flatten()?)?;
        (matches!(name.kind, EntityType::Norp | EntityType::Gpe) || draft.known.is_some_and(is_people))
            .then(|| draft.country.clone())
            .flatten()
    })
}

/// The person a pronoun stands for.
fn pronoun(
    article: &TaggedArticle,
    drafts: &mut Drafts,
    number: usize,
    mention: &Mention,
    quotation: Option<Span>,
    direct: &SpanIndex,
) -> Result<usize, Unresolved> {
    let gender = match mention.span.of(article.text()).to_ascii_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Gender::Male,
        "she" | "her" | "hers" | "herself" => Gender::Female,
        _ => return Err(Unclear::NotTried.into()),
    };
    let mut best: Option<(i32, Option<usize>)> = None;
    // Others for whom as much speaks as for the best.
    let mut tied: Vec<Option<usize>> = Vec::new();
    for (n, candidate) in article.mentions.iter().enumerate().take(number).rev() {
        let distance = mention.sentence.saturating_sub(candidate.sentence);
        if distance > WINDOW {
            break;
        }
        let entity = drafts.of.get(n).copied().flatten();
        let known_gender = entity.and_then(|e| drafts.all.get(e)).map_or(Gender::Unknown, |d| d.gender);
        if !mention_fits(article, mention, candidate, entity, quotation) || !agree(known_gender, gender) {
            continue;
        }
        let quoted = quotation.is_none() && direct.holding(candidate.span).next().is_some();
        let score = 10 - 3 * distance as i32 + if is_subject(article, n) { 4 } else { 0 } + if known_gender == gender { 1 } else { 0 }
            - if quoted { 5 } else { 0 };
        match best {
            Some((b, e)) if score < b || e == entity => {}
            Some((b, _)) if score == b => tied.push(entity),
            _ => {
                best = Some((score, entity));
                tied.clear();
            }
        }
    }
    let (_, best) = best.ok_or(Unclear::NothingFits)?;
    if !tied.is_empty() {
        let candidates = std::iter::once(best).chain(tied).flatten().collect();
        return Err(Unresolved { reason: Unclear::SeveralFit, candidates });
    }
    let entity = best.ok_or(Unclear::NothingFits)?;
    if let Some(draft) = drafts.all.get_mut(entity).filter(|d| d.gender == Gender::Unknown) {
        draft.gender = gender;
    }
    Ok(entity)
}

/// Whether a mention can be what a pronoun stands for, or the rival of what does: an unresolved pronoun says nothing, an unresolved noun
/// is a rival.
fn mention_fits(article: &TaggedArticle, pronoun: &Mention, candidate: &Mention, entity: Option<usize>, quotation: Option<Span>) -> bool {
    candidate.kind == EntityType::Person
        && quotation.is_none_or(|q| q.contains(candidate.span))
        && !is_plural(article, candidate)
        && (entity.is_some() || candidate.form != MentionForm::Pronoun)
        && !pronoun.span.overlaps(candidate.span)
}

/// Whether a mention is the first person of its sentence, with no preposition before it.
fn is_subject(article: &TaggedArticle, number: usize) -> bool {
    let Some(mention) = article.mentions.get(number) else { return false };
    let earlier = article.mentions.get(..number).unwrap_or_default().iter().rev();
    let first =
        !earlier.take_while(|m| m.sentence == mention.sentence).any(|m| m.kind == EntityType::Person && m.form != MentionForm::Pronoun);
    let start = mention.role.map_or(mention.span.start, |r| r.start);
    let before = article.tokens.partition_point(|t| t.span.end <= start).checked_sub(1);
    let preposition = before.is_some_and(|t| {
        matches!(article.word(t), "of" | "to" | "by" | "with" | "from" | "for" | "in" | "on" | "at" | "against" | "about")
    });
    first && !preposition
}

/// Whether a noun or pronoun means several.
fn is_plural(article: &TaggedArticle, mention: &Mention) -> bool {
    let text = mention.span.of(article.text());
    match mention.form {
        MentionForm::Pronoun => text.as_bytes().first().is_some_and(|b| matches!(b, b't' | b'T')),
        MentionForm::Nominal => {
            let words: Vec<&str> = fold::pieces(text).collect();
            let last = words.last().map_or(0, |w| fold::join(0, fold::hash(w)));
            nouns().exact(last).any(|n| matches!(n, Noun::Roles | Noun::People))
                && !nouns().exact(last).any(|n| matches!(n, Noun::Role(_) | Noun::Person(_)))
        }
        _ => false,
    }
}
