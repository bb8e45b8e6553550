//! Names joined to entities: by gazetteers, full forms, short forms and acronyms.
//!
//! In: the mentions of one article. Out: [`Drafts`]. Never touches nouns and pronouns.

use rustc_hash::FxHashMap;

use super::drafts::Drafts;
use super::fits::{SoughtName, is_initials, misspelling_fit, organisation_fit, person_fit};
use super::places::{self, Meaning};
use super::signs::{agree, is_name, title_gender};
use crate::document::{EntityType, LinkMethod, Mention, MentionForm, TaggedArticle};
use crate::lexicon::fold;
use crate::lexicon::names::{NameOf, folder_of, gazetteer};
use crate::lexicon::phrases::Case;
use crate::link::horizon::HORIZON;
use crate::work::Budget;

/// A name, a noun or a handle is compared with at most so many entities of its article, the first ones; no article has so many.
pub(super) const MOST_COMPARED: usize = 1000;

/// All names of an article together are compared so often, and what comes later is only looked up. The longest of 6,000 articles, with
/// 2,600 mentions of 430 entities, needs a quarter of it.
const MOST_COMPARISONS: usize = 1_000_000;

/// The words of a mention, as hashes with case.
struct MentionWords {
    all: Vec<(u64, Case)>,
    ranges: Vec<std::ops::Range<usize>>,
}

impl MentionWords {
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

/// Steps of work to look up a mention.
pub(super) const NAME_STEPS: usize = 300;
/// Steps of work to compare a mention with an entity.
pub(super) const COMPARISON_STEPS: usize = 8;

/// Joins the names of an article.
pub(super) fn join(article: &TaggedArticle, budget: &Budget) -> Drafts {
    let words = MentionWords::of_mentions(article);
    let mut drafts = Drafts { of: vec![None; article.mentions.len()], ..Drafts::default() };
    let mut joiner = Joiner {
        article,
        words: &words,
        votes: places::votes(article, |m| words.of(m)),
        by_key: FxHashMap::default(),
        drafts: &mut drafts,
        left: MOST_COMPARISONS,
        budget,
    };
    // Full names first, so that a short form finds the longer name whichever comes first in the text.
    for full in [true, false] {
        for (number, mention) in article.mentions.iter().enumerate().filter(|(_, m)| is_name(m)) {
            if !budget.charge(NAME_STEPS) {
                return drafts;
            }
            if joiner.is_full(number, mention) == full {
                joiner.name(number, mention);
            }
        }
    }
    joiner.define_acronyms();
    joiner.other_scripts();
    joiner.handles();
    drafts.all.iter_mut().for_each(|d| d.mentions.sort_unstable());
    drafts
}

struct Joiner<'a, 'd> {
    article: &'a TaggedArticle,
    words: &'a MentionWords,
    votes: places::Votes,
    /// Entities by folder and name, or by gazetteer entry.
    by_key: FxHashMap<(&'static str, u64), usize>,
    drafts: &'d mut Drafts,
    /// Comparisons that may still be made.
    left: usize,
    budget: &'a Budget,
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
        let (known, namesakes) = match self.known(number, mention, words) {
            Meaning::Known(known) => (Some(known), Vec::new()),
            Meaning::OneOf(namesakes) => (None, namesakes),
            Meaning::Unknown => (None, Vec::new()),
        };
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
        if let Some(draft) = self.drafts.all.get_mut(draft).filter(|d| d.known.is_none() && method == LinkMethod::Name) {
            draft.namesakes = namesakes;
        }
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
    fn known(&self, number: usize, mention: &Mention, words: &[(u64, Case)]) -> Meaning {
        let fits = |n: &NameOf| gazetteer().entry(*n).is_some_and(|k| folder_of(k.kind) == folder_of(mention.kind));
        if matches!(mention.kind, EntityType::Gpe | EntityType::Loc) {
            let here = places::choose(self.article, number, words, &self.votes);
            // Where this mention does not tell, another of the same name may: "Springfield" before "Springfield, Illinois".
            let others = || (number + 1..self.article.mentions.len()).take(HORIZON).filter(|n| self.words.of(*n) == words);
            let told = |n| Some(places::choose(self.article, n, words, &self.votes)).filter(|m| matches!(m, Meaning::Known(_)));
            return if matches!(here, Meaning::OneOf(_)) { others().find_map(told).unwrap_or(here) } else { here };
        }
        let mut found = gazetteer().phrases().exact_cased(words.iter().copied()).filter(fits);
        let Some(first) = found.next() else { return Meaning::Unknown };
        if mention.kind != EntityType::Person {
            return Meaning::Known(first);
        }
        // Several persons of one name: the lists alone cannot tell.
        let mut all = vec![first];
        all.extend(found.filter(|n| n.known != first.known));
        if all.len() == 1 { Meaning::Known(first) } else { Meaning::OneOf(all) }
    }

    /// The entity of the article that this is a shorter name of.
    fn short_form(&mut self, number: usize, mention: &Mention) -> Option<usize> {
        let text = mention.span.of(self.article.text());
        if mention.kind != EntityType::Person && mention.kind != EntityType::Org && text.len() < 9 {
            return None;
        }
        let compared = self.drafts.all.len().min(MOST_COMPARED);
        self.left = self.left.checked_sub(compared)?;
        self.budget.charge(COMPARISON_STEPS * compared);
        let name = SoughtName::new(self.words.of(number).iter().map(|(hash, _)| *hash).collect(), text);
        let gender = title_gender(self.article, mention);
        let mut best: Option<(u32, usize)> = None;
        for (index, draft) in self.drafts.all.iter().enumerate().take(MOST_COMPARED).filter(|(_, d)| d.kind == mention.kind) {
            let fit = match mention.kind {
                EntityType::Person => person_fit(draft, &name, self.article),
                EntityType::Org => organisation_fit(draft, &name, self.article),
                EntityType::Gpe | EntityType::Fac => misspelling_fit(draft, &name, self.article),
                _ => 0,
            };
            if fit == 0 || !agree(draft.gender, gender) {
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

    /// "European Food Agency (EFA)": the letters in brackets after a name mean the name.
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
            self.budget.charge(COMPARISON_STEPS * self.drafts.all.len().min(MOST_COMPARED));
            let named = || {
                self.drafts.all.iter().take(MOST_COMPARED).position(|d| {
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
