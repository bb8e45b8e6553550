//! Entities in the making, and how they become the article's.
//!
//! In: mentions that [`super::names`] and [`super::coreference`] found to be one. Out: [`Entity`] with its id and canonical name. Never
//! decides what belongs together.

use rustc_hash::FxHashMap;

use super::signs::title_gender;
use crate::document::{Doubt, Entity, EntityType, Gender, LinkMethod, Mention, TaggedArticle, Unclear};
use crate::lexicon::fold;
use crate::lexicon::names::{Class, NameOf, folder_of, gazetteer, given_name};
use crate::lexicon::phrases::Case;
use crate::span::Span;

/// So many spellings are kept of an entity; every further name is compared with each of them. No entity of an article has as many.
const MOST_SPELLINGS: usize = 16;

/// An entity in the making.
pub(super) struct EntityDraft {
    pub kind: EntityType,
    pub known: Option<NameOf>,
    pub gender: Gender,
    pub country: Option<String>,
    pub method: LinkMethod,
    /// Words of its fullest name, as hashes.
    pub words: Vec<u64>,
    /// Its spellings and how often each is used.
    pub spellings: Vec<(Span, u32)>,
    /// Mentions that are names, in reading order.
    pub mentions: Vec<usize>,
    /// Titles and roles that stand with it.
    pub roles: Vec<Span>,
    /// The gazetteer entries of this name where the article does not tell which is meant.
    pub namesakes: Vec<NameOf>,
}

/// The entities of an article in the making, and the one that each mention has so far.
#[derive(Default)]
pub(super) struct Drafts {
    pub all: Vec<EntityDraft>,
    pub of: Vec<Option<usize>>,
    /// Mentions that could not be resolved, and the entities that they may stand for; in the order of the mentions.
    pub unresolved: Vec<(usize, Unresolved)>,
}

/// Why a mention is not resolved.
pub(super) struct Unresolved {
    pub reason: Unclear,
    pub candidates: Vec<usize>,
}

impl From<Unclear> for Unresolved {
    fn from(reason: Unclear) -> Self {
        Self { reason, candidates: Vec::new() }
    }
}

impl EntityDraft {
    pub fn add(&mut self, article: &TaggedArticle, number: usize, mention: &Mention, words: &[(u64, Case)], method: LinkMethod) {
        self.mentions.push(number);
        self.roles.extend(mention.role);
        if words.len() > self.words.len() && method != LinkMethod::Gazetteer {
            self.words = words.iter().map(|(hash, _)| *hash).collect();
        }
        let text = article.text();
        let has_room = self.spellings.len() < MOST_SPELLINGS;
        match self.spellings.iter_mut().find(|(s, _)| s.of(text) == mention.span.of(text)) {
            Some((_, count)) => *count += 1,
            None if has_room => self.spellings.push((mention.span, 1)),
            None => {}
        }
        if self.gender == Gender::Unknown {
            self.gender = title_gender(article, mention);
        }
    }
}

impl Drafts {
    /// A new entity for a mention; the mention itself is attached by the caller.
    pub fn open(&mut self, mention: &Mention, words: &[(u64, Case)], known: Option<NameOf>) -> usize {
        let entry = known.and_then(|k| gazetteer().entry(k));
        let gender = match entry {
            Some(k) => k.gender,
            None if mention.kind == EntityType::Person && words.len() > 1 => {
                words.first().and_then(|(hash, _)| given_name(*hash)).unwrap_or(Gender::Unknown)
            }
            None => Gender::Unknown,
        };
        let words = match entry {
            Some(k) if k.class == Class::Person => fold::pieces(&k.name).map(fold::hash).collect(),
            _ => words.iter().map(|(hash, _)| *hash).collect(),
        };
        self.all.push(EntityDraft {
            kind: entry.map_or(mention.kind, |k| k.kind),
            known,
            gender: if mention.kind == EntityType::Person { gender } else { Gender::Neuter },
            country: entry.map(|k| k.country.to_string()).filter(|c| !c.is_empty()),
            method: if known.is_some() { LinkMethod::Gazetteer } else { LinkMethod::Name },
            words,
            spellings: Vec::new(),
            mentions: Vec::new(),
            roles: Vec::new(),
            namesakes: Vec::new(),
        });
        self.all.len() - 1
    }

    /// Makes two entities one, kept under the number `into`.
    pub fn merge(&mut self, from: usize, into: usize) {
        for of in self.of.iter_mut().filter(|of| **of == Some(from)) {
            *of = Some(into);
        }
        let Some(gone) = self.all.get_mut(from) else { return };
        let (mentions, spellings, roles) =
            (std::mem::take(&mut gone.mentions), std::mem::take(&mut gone.spellings), std::mem::take(&mut gone.roles));
        let (known, country) = (gone.known.take(), gone.country.take());
        if let Some(kept) = self.all.get_mut(into) {
            kept.mentions.extend(mentions);
            kept.mentions.sort_unstable();
            kept.spellings.extend(spellings);
            kept.roles.extend(roles);
            if kept.known.is_none() && known.is_some() {
                (kept.known, kept.method, kept.country) = (known, LinkMethod::Gazetteer, country);
            }
        }
    }

    /// The entities in the order of their first mention, with their ids, the entity of each mention, and what is not clear.
    pub fn finish(self, article: &TaggedArticle) -> (Vec<Entity>, Vec<Option<usize>>, Vec<Doubt>) {
        let mut number_of = vec![None; self.all.len()];
        let mut entities: Vec<Entity> = Vec::new();
        let mut by_id: FxHashMap<String, usize> = FxHashMap::default();
        let of = self
            .of
            .iter()
            .map(|draft| {
                let index = (*draft)?;
                if let Some(number) = number_of[index] {
                    return Some(number);
                }
                let entity = self.all[index].finish(article)?;
                // Two drafts of one id are one: spellings that fold alike.
                let number = *by_id.entry(entity.id.clone()).or_insert_with(|| {
                    entities.push(entity);
                    entities.len() - 1
                });
                number_of[index] = Some(number);
                Some(number)
            })
            .collect();
        let id = |draft: &usize| entities.get((*number_of.get(*draft)?)?).map(|e| e.id.clone());
        let unresolved = self.unresolved.iter().map(|(mention, why)| Doubt {
            mention: *mention,
            reason: why.reason,
            candidates: why.candidates.iter().filter_map(id).collect(),
        });
        let ambiguous = self.of.iter().enumerate().filter_map(|(mention, draft)| {
            let namesakes = &self.all.get((*draft)?)?.namesakes;
            let candidates: Vec<String> = namesakes.iter().filter_map(|n| gazetteer().id(n.known).map(str::to_owned)).collect();
            (!candidates.is_empty()).then_some(Doubt { mention, reason: Unclear::SeveralFit, candidates })
        });
        let mut doubts: Vec<Doubt> = unresolved.chain(ambiguous).collect();
        doubts.sort_unstable_by_key(|d| d.mention);
        (entities, of, doubts)
    }
}

impl EntityDraft {
    fn finish(&self, article: &TaggedArticle) -> Option<Entity> {
        let text = article.text();
        let known = self.known.and_then(|k| Some((k, gazetteer().entry(k)?)));
        let (id, name) = match known {
            Some((name_of, entry)) => (gazetteer().id(name_of.known)?.to_owned(), entry.name.to_string()),
            None => {
                let words = |s: &Span| fold::pieces(s.of(text)).count();
                let best = self.spellings.iter().max_by_key(|(s, count)| (words(s), *count, std::cmp::Reverse(s.start)))?;
                let name = best.0.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
                let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(&name).to_owned();
                let slug = fold::slug(&name);
                let slug = if slug.is_empty() { "unnamed".to_owned() } else { slug };
                // One of several of that name, which is none of those whom the lists know by it.
                let unclear = if self.namesakes.is_empty() { "" } else { "-unclear" };
                (format!("{}/{slug}{unclear}", folder_of(self.kind)), name)
            }
        };
        Some(Entity { id, name, kind: self.kind, gender: self.gender, country_code: self.country.clone(), method: self.method })
    }
}
