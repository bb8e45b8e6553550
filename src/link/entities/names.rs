//! Names joined to entities: by gazetteers, full forms, short forms and acronyms.
//!
//! In: the mentions of one article. Out: [`Drafts`]. Never touches nouns and pronouns.

use rustc_hash::FxHashMap;

use super::places;
use crate::document::{Entity, EntityType, Gender, LinkMethod, Mention, MentionForm, TaggedArticle};
use crate::lexicon::fold;
use crate::lexicon::names::{Class, NameOf, Sense, folder_of, gazetteer, given_name};
use crate::lexicon::phrases::Case;
use crate::span::Span;

/// An entity in the making.
pub(super) struct Draft {
    pub kind: EntityType,
    pub known: Option<NameOf>,
    pub gender: Gender,
    pub country: Option<String>,
    pub method: LinkMethod,
    /// Words of its fullest name, as hashes.
    words: Vec<u64>,
    /// Its spellings and how often each is used.
    spellings: Vec<(Span, u32)>,
    /// Mentions that are names, in reading order.
    pub mentions: Vec<usize>,
    /// Titles and roles that stand with it.
    pub roles: Vec<Span>,
}

/// The entities of an article in the making, and the one that each mention has so far.
#[derive(Default)]
pub(super) struct Drafts {
    pub all: Vec<Draft>,
    pub of: Vec<Option<usize>>,
}

/// The words of a mention, as hashes with case.
struct Words {
    all: Vec<(u64, Case)>,
    ranges: Vec<std::ops::Range<usize>>,
}

impl Words {
    fn of_mentions(article: &TaggedArticle) -> Self {
        let mut words = Self { all: Vec::with_capacity(article.mentions.len() * 2), ranges: Vec::with_capacity(article.mentions.len()) };
        for mention in &article.mentions {
            let from = words.all.len();
            if is_name(mention) {
                words.all.extend(fold::pieces(mention.span.of(article.text())).map(|w| (fold::hash(w), Case::of(w))));
            }
            words.ranges.push(from..words.all.len());
        }
        words
    }

    fn of(&self, mention: usize) -> &[(u64, Case)] {
        self.ranges.get(mention).and_then(|r| self.all.get(r.clone())).unwrap_or_default()
    }
}

/// Whether a mention names rather than describes.
pub(super) fn is_name(mention: &Mention) -> bool {
    !matches!(mention.form, MentionForm::Nominal | MentionForm::Pronoun | MentionForm::Handle)
}

/// Joins the names of an article.
pub(super) fn join(article: &TaggedArticle) -> Drafts {
    let words = Words::of_mentions(article);
    let mut drafts = Drafts { all: Vec::new(), of: vec![None; article.mentions.len()] };
    let mut joiner = Joiner {
        article,
        words: &words,
        votes: places::votes(article, |m| words.of(m)),
        by_key: FxHashMap::default(),
        drafts: &mut drafts,
    };
    // Full names first, so that a short form finds the longer name whichever comes first in the text.
    for full in [true, false] {
        for (number, mention) in article.mentions.iter().enumerate().filter(|(_, m)| is_name(m)) {
            if joiner.is_full(number, mention) == full {
                joiner.name(number, mention);
            }
        }
    }
    joiner.define_acronyms();
    joiner.other_scripts();
    joiner.handles();
    drafts
}

struct Joiner<'a, 'd> {
    article: &'a TaggedArticle,
    words: &'a Words,
    votes: places::Votes,
    /// Entities by folder and name, or by gazetteer entry.
    by_key: FxHashMap<(&'static str, u64), usize>,
    drafts: &'d mut Drafts,
}

/// The key of a gazetteer entry: its number, spread so that it meets no hash of words.
fn known_key(known: NameOf) -> u64 {
    fold::join(0x6b6e_6f77_6e00, u64::from(known.known))
}

impl Joiner<'_, '_> {
    /// Whether a name is worked on before the short forms.
    fn is_full(&self, number: usize, mention: &Mention) -> bool {
        match mention.kind {
            EntityType::Person => self.words.of(number).len() > 1,
            EntityType::Org => self.words.of(number).len() > 2,
            _ => true,
        }
    }

    fn name(&mut self, number: usize, mention: &Mention) {
        let words = self.words.of(number);
        let folder = folder_of(mention.kind);
        let key = (folder, words.iter().fold(0, |so_far, (hash, _)| fold::join(so_far, *hash)));
        if let Some(draft) = self.by_key.get(&key) {
            return self.attach(number, *draft, LinkMethod::Name);
        }
        let known = self.known(number, mention, words);
        // A surname in the lists may be that of somebody else in this article.
        let short = if mention.kind == EntityType::Person && words.len() == 1 { self.short_form(number, mention) } else { None };
        if let Some(draft) = short {
            self.by_key.insert(key, draft);
            return self.attach(number, draft, LinkMethod::ShortForm);
        }
        if let Some(known) = known {
            let known_key = (folder, known_key(known));
            let draft = *self.by_key.entry(known_key).or_insert_with(|| self.drafts.open(mention, words, Some(known)));
            self.by_key.insert(key, draft);
            return self.attach(number, draft, LinkMethod::Gazetteer);
        }
        let (draft, method) = match self.short_form(number, mention) {
            Some(draft) => (draft, LinkMethod::ShortForm),
            None => (self.drafts.open(mention, words, None), LinkMethod::Name),
        };
        self.by_key.insert(key, draft);
        self.attach(number, draft, method);
    }

    fn attach(&mut self, number: usize, draft: usize, method: LinkMethod) {
        let (Some(mention), Some(entity)) = (self.article.mentions.get(number), self.drafts.all.get_mut(draft)) else { return };
        entity.add(self.article, number, mention, self.words.of(number), method);
        if let Some(of) = self.drafts.of.get_mut(number) {
            *of = Some(draft);
        }
    }

    /// The gazetteer entry that a name means here.
    fn known(&self, number: usize, mention: &Mention, words: &[(u64, Case)]) -> Option<NameOf> {
        let fits = |n: &NameOf| gazetteer().entry(*n).is_some_and(|k| folder_of(k.kind) == folder_of(mention.kind));
        if matches!(mention.kind, EntityType::Gpe | EntityType::Loc) {
            return places::choose(self.article, number, words, &self.votes);
        }
        let mut found = gazetteer().phrases().exact_cased(words.iter().copied()).filter(fits);
        let first = found.next()?;
        // Several persons of one name: the lists alone cannot tell.
        let ambiguous = mention.kind == EntityType::Person && found.any(|n| n.known != first.known);
        (!ambiguous).then_some(first)
    }

    /// The entity of the article that this is a shorter name of.
    fn short_form(&self, number: usize, mention: &Mention) -> Option<usize> {
        let words: Vec<u64> = self.words.of(number).iter().map(|(hash, _)| *hash).collect();
        let text = mention.span.of(self.article.text());
        let mut best: Option<(u32, usize)> = None;
        for (index, draft) in self.drafts.all.iter().enumerate().filter(|(_, d)| d.kind == mention.kind) {
            let fit = match mention.kind {
                EntityType::Person => person_fit(draft, &words, text, self.article),
                EntityType::Org => organisation_fit(draft, &words, text, self.article),
                EntityType::Gpe | EntityType::Fac => misspelling_fit(draft, text, self.article),
                _ => 0,
            };
            if fit == 0 || !agree(draft.gender, title_gender(self.article, mention)) {
                continue;
            }
            // Of several that fit equally well the one mentioned last before this.
            let recency = draft.mentions.iter().filter(|m| **m < number).max().map_or(0, |m| *m as u32 + 1);
            let rank = fit * 100_000 + recency.min(99_999);
            if best.is_none_or(|(b, _)| rank > b) {
                best = Some((rank, index));
            }
        }
        best.map(|(_, index)| index)
    }

    /// "European Food Agency (EFA)": the letters in brackets behind a name mean the name.
    fn define_acronyms(&mut self) {
        let text = self.article.text();
        for number in 1..self.article.mentions.len() {
            let (before, here) = (&self.article.mentions[number - 1], &self.article.mentions[number]);
            let between = text.get(before.span.end as usize..here.span.start as usize).unwrap_or("-");
            let bracketed = matches!(between.trim(), "(" | "(the" | ", or" | "(\"" | "(“") && is_name(before) && is_name(here);
            let is_acronym = here.form == MentionForm::Acronym || Case::of(here.span.of(text)) == Case::Upper;
            if !bracketed || !is_acronym || before.span.len() <= here.span.len() + 2 {
                continue;
            }
            if let (Some(full), Some(short)) = (self.drafts.of[number - 1], self.drafts.of[number]) {
                let fits = self.drafts.all[short].known.is_none() || self.drafts.all[full].known.is_none();
                if full != short && fits && is_initials(text, before.span, here.span) {
                    self.drafts.merge(short, full);
                }
            }
        }
    }

    /// "Vera Moss / Вера Мосс": the same name in another script.
    fn other_scripts(&mut self) {
        let text = self.article.text();
        let is_latin = |s: &str| s.chars().filter(|c| c.is_alphabetic()).all(|c| (c as u32) < 0x250);
        for number in 1..self.article.mentions.len() {
            let (before, here) = (&self.article.mentions[number - 1], &self.article.mentions[number]);
            let slashed =
                text.get(before.span.end as usize..here.span.start as usize).is_some_and(|gap| matches!(gap.trim(), "/" | "|" | "("));
            let differ = is_latin(before.span.of(text)) != is_latin(here.span.of(text));
            if slashed
                && differ
                && before.kind == here.kind
                && let (Some(a), Some(b)) = (self.drafts.of[number - 1], self.drafts.of[number])
                && a != b
            {
                self.drafts.merge(b, a);
            }
        }
    }

    /// A handle is that of the person it stands beside, or whose surname it holds.
    fn handles(&mut self) {
        let text = self.article.text();
        for number in 0..self.article.mentions.len() {
            let handle = &self.article.mentions[number];
            if handle.form != MentionForm::Handle {
                continue;
            }
            let beside = [number.checked_sub(1), Some(number + 1)].into_iter().flatten().find(|n| {
                self.article.mentions.get(*n).is_some_and(|m| {
                    let (a, b) = (m.span.end.min(handle.span.end), m.span.start.max(handle.span.start));
                    m.kind == EntityType::Person && is_name(m) && matches!(text.get(a as usize..b as usize).unwrap_or("-").trim(), "" | "(")
                })
            });
            let spelled = fold::slug(handle.span.of(text)).replace(['@', '_', '-'], "");
            let named = || {
                self.drafts.all.iter().position(|d| {
                    d.kind == EntityType::Person
                        && d.spellings.iter().any(|(s, _)| {
                            let surname = fold::slug(fold::pieces(s.of(text)).last().unwrap_or(""));
                            surname.len() >= 4 && spelled.contains(&surname)
                        })
                })
            };
            if let Some(draft) = named().or_else(|| beside.and_then(|n| self.drafts.of[n])) {
                self.drafts.of[number] = Some(draft);
            }
        }
    }
}

impl Draft {
    fn add(&mut self, article: &TaggedArticle, number: usize, mention: &Mention, words: &[(u64, Case)], method: LinkMethod) {
        self.mentions.push(number);
        self.roles.extend(mention.role);
        if words.len() > self.words.len() && method != LinkMethod::Gazetteer {
            self.words = words.iter().map(|(hash, _)| *hash).collect();
        }
        let text = article.text();
        match self.spellings.iter_mut().find(|(s, _)| s.of(text) == mention.span.of(text)) {
            Some((_, count)) => *count += 1,
            None => self.spellings.push((mention.span, 1)),
        }
        if self.gender == Gender::Unknown {
            self.gender = title_gender(article, mention);
        }
    }

    /// The words of its fullest name.
    pub fn words(&self) -> &[u64] {
        &self.words
    }
}

impl Drafts {
    /// A new entity for a mention; the mention itself is attached by the caller.
    fn open(&mut self, mention: &Mention, words: &[(u64, Case)], known: Option<NameOf>) -> usize {
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
        self.all.push(Draft {
            kind: entry.map_or(mention.kind, |k| k.kind),
            known,
            gender: if mention.kind == EntityType::Person { gender } else { Gender::Neuter },
            country: entry.map(|k| k.country.to_string()).filter(|c| !c.is_empty()),
            method: if known.is_some() { LinkMethod::Gazetteer } else { LinkMethod::Name },
            words,
            spellings: Vec::new(),
            mentions: Vec::new(),
            roles: Vec::new(),
        });
        self.all.len() - 1
    }

    /// Makes two entities one, kept under the number `into`.
    fn merge(&mut self, from: usize, into: usize) {
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

    /// The entities in the order of their first mention, with their ids, and the entity of each mention.
    pub fn finish(self, article: &TaggedArticle) -> (Vec<Entity>, Vec<Option<usize>>) {
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
        (entities, of)
    }
}

impl Draft {
    fn finish(&self, article: &TaggedArticle) -> Option<Entity> {
        let text = article.text();
        let known = self.known.and_then(|k| Some((k, gazetteer().entry(k)?)));
        let (id, name) = match known {
            Some((name_of, entry)) => (gazetteer().id(name_of.known, name_of.sense)?, entry.name.to_string()),
            None => {
                let words = |s: &Span| fold::pieces(s.of(text)).count();
                let best = self.spellings.iter().max_by_key(|(s, count)| (words(s), *count, std::cmp::Reverse(s.start)))?;
                let name = best.0.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
                let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(&name).to_owned();
                let slug = fold::slug(&name);
                let slug = if slug.is_empty() { "unnamed".to_owned() } else { slug };
                (format!("{}/{slug}", folder_of(self.kind)), name)
            }
        };
        Some(Entity { id, name, kind: self.kind, gender: self.gender, country_code: self.country.clone(), method: self.method })
    }
}

/// How well a name fits a person: 0 not at all.
fn person_fit(draft: &Draft, words: &[u64], text: &str, article: &TaggedArticle) -> u32 {
    let (Some(first), Some(last)) = (draft.words.first(), draft.words.last()) else { return 0 };
    match words {
        [only] if draft.words.len() > 1 && only == last => 4,
        [only] if draft.words.len() > 1 && draft.words.get(1..).is_some_and(|w| w.contains(only)) => 3,
        // A family name that comes first, or a given name used alone.
        [only] if draft.words.len() > 1 && only == first => 2,
        [_] => u32::from(is_spelling_of(draft, text, article, 1)),
        [given, .., family] if draft.words.len() > 1 && family == last && (given == first || initial_of(text, draft, article)) => 4,
        [given, ..] if draft.words.len() > 1 && given == first && is_spelling_of(draft, text, article, 2) => 1,
        _ => 0,
    }
}

/// "V. Moss" or "Vera J. Moss" for "Vera Moss".
fn initial_of(text: &str, draft: &Draft, article: &TaggedArticle) -> bool {
    let letter = |s: &str| s.chars().next();
    let short = text.split(|c: char| c == '.' || c.is_whitespace()).next().unwrap_or("");
    let full = draft.spellings.first().map_or("", |(s, _)| s.of(article.text()));
    letter(text) == letter(full) && (short.chars().count() == 1 || full.chars().nth(1) == Some('.'))
}

/// Whether a name is spelled as one of the entity's but for `most` letters.
fn is_spelling_of(draft: &Draft, text: &str, article: &TaggedArticle, most: usize) -> bool {
    let last = |s: &'_ str| fold::slug(fold::pieces(s).last().unwrap_or(""));
    let name = last(text);
    name.len() >= 7
        && draft.spellings.iter().any(|(s, _)| {
            let other = last(s.of(article.text()));
            other.len() >= 7 && other.get(..3) == name.get(..3) && strsim::osa_distance(&other, &name) <= most
        })
}

/// A long name of a place or building spelled otherwise by a letter or two.
fn misspelling_fit(draft: &Draft, text: &str, article: &TaggedArticle) -> u32 {
    let name = fold::slug(text);
    let near = |other: &str| other.len() >= 9 && other.get(..4) == name.get(..4) && strsim::osa_distance(other, &name) <= 2;
    u32::from(name.len() >= 9 && draft.spellings.iter().any(|(s, _)| near(&fold::slug(s.of(article.text())))))
}

/// How well a name fits an organisation: its beginning, its end, or its initials.
fn organisation_fit(draft: &Draft, words: &[u64], text: &str, article: &TaggedArticle) -> u32 {
    if draft.words.len() <= words.len() || words.is_empty() {
        return 0;
    }
    if draft.words.starts_with(words) && draft.known.is_none() {
        return 4;
    }
    if words.len() > 1 && draft.words.ends_with(words) {
        return 3;
    }
    let is_letters = words.len() == 1 && Case::of(text) == Case::Upper && text.len() >= 3;
    u32::from(is_letters && draft.spellings.iter().any(|(s, _)| initials(s.of(article.text())).eq(text.chars().filter(|c| *c != '.')))) * 2
}

/// The initials of the capitalised words of a name.
fn initials(name: &str) -> impl Iterator<Item = char> + '_ {
    fold::pieces(name).filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase())
}

/// Whether letters in brackets can stand for the name before them: its initials in order, some left out.
fn is_initials(text: &str, full: Span, short: Span) -> bool {
    let name = full.of(text).to_uppercase();
    let mut rest = name.chars();
    let in_order = short.of(text).chars().filter(|c| c.is_alphabetic()).all(|c| rest.any(|r| r == c.to_ascii_uppercase()));
    in_order && short.of(text).chars().next().is_some_and(|c| initials(full.of(text)).any(|i| i == c))
}

/// The gender that the title before a name tells.
fn title_gender(article: &TaggedArticle, mention: &Mention) -> Gender {
    use crate::lexicon::titles::{Noun, nouns};
    let Some(role) = mention.role else { return Gender::Unknown };
    nouns()
        .exact(fold::phrase(role.of(article.text())))
        .find_map(|n| match n {
            Noun::Honorific(g) | Noun::Role(g) | Noun::Person(g) if g != Gender::Unknown => Some(g),
            _ => None,
        })
        .unwrap_or(Gender::Unknown)
}

/// Whether two genders can be those of one person.
pub(super) fn agree(a: Gender, b: Gender) -> bool {
    a == Gender::Unknown || b == Gender::Unknown || a == b
}

/// Whether a name is an adjective or a people's name.
pub(super) fn is_people(name: NameOf) -> bool {
    matches!(name.sense, Sense::Adjective | Sense::People)
}
