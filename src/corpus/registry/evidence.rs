//! Whether entities whose names fit keep the same company.
//!
//! In: pairs, and the articles twice. Out: which ids are joined. First every article is seen: what stands beside the candidates, and which
//! of them stand in one article. The second time the joins are tried on each article.
//!
//! The measure is the sum of the weights of the entities that both have been named with: the rarer an entity, the more it tells (inverse
//! document frequency, Spärck Jones 1972), 0 for one that is in every article to 1 for one that is in a single one.

use rustc_hash::{FxHashMap, FxHashSet};

use super::JoinRule;
use super::candidates::Pair;
use super::facts::KnownEntities;
use super::spelling::{Fit, is_initial};

/// Entities that are kept as the company of one at the most.
const MOST_COMPANY: usize = 512;
/// Articles that are thought to be there besides: in a handful of articles on one event, what all name still tells something.
const MORE_ARTICLES: f64 = 50.0;
/// Company that two spellings must share, by how well the names fit.
const SPELLING_SAME: f64 = 0.8;
const SPELLING_NEAR: f64 = 1.5;
/// How much more they must share when half a year or more lies between them.
const FAR: f64 = 2.0;
const FAR_DAYS: i32 = 180;
/// Company that a bare surname must share with a full name over all articles, and in one.
const SURNAME: f64 = 1.0;
const SURNAME_IN_ARTICLE: f64 = 0.5;
/// A rival is one that shares this part of what the best shares.
const RIVAL: f64 = 1.0 / 3.0;
const LEAST_RIVAL: f64 = 0.5;

/// Of the entities of one article so many count as each other's company; no article has as many.
const MOST_TOGETHER: usize = 1000;

/// What the articles say for and against the pairs.
pub(super) struct Evidence<'e> {
    entities: &'e KnownEntities,
    pairs: Vec<Pair>,
    numbers: FxHashMap<(u32, u32), usize>,
    /// Pairs that stand in one article.
    apart: Vec<bool>,
    company: FxHashMap<u32, FxHashSet<u32>>,
}

/// Both orders of a pair have one key.
fn key(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}

impl<'e> Evidence<'e> {
    pub fn new(entities: &'e KnownEntities, pairs: Vec<Pair>) -> Self {
        let company = pairs.iter().flat_map(|p| [p.one, p.other]).map(|n| (n, FxHashSet::default())).collect();
        let numbers = pairs.iter().enumerate().map(|(n, p)| (key(p.one, p.other), n)).collect();
        Self { entities, apart: vec![false; pairs.len()], pairs, numbers, company }
    }

    /// Takes in the entities of one article.
    pub fn see(&mut self, there: &[u32]) {
        let there = &there[..there.len().min(MOST_TOGETHER)];
        for (n, one) in there.iter().enumerate() {
            let Some(company) = self.company.get_mut(one) else { continue };
            for other in there.iter().filter(|o| *o != one) {
                if company.len() < MOST_COMPANY {
                    company.insert(*other);
                }
            }
            for other in there.iter().skip(n + 1) {
                if let Some(apart) = self.numbers.get(&key(*one, *other)).and_then(|n| self.apart.get_mut(*n)) {
                    *apart = true;
                }
            }
        }
    }

    /// What two entities share.
    fn shared(&self, pair: &Pair) -> f64 {
        let (Some(one), Some(other)) = (self.company.get(&pair.one), self.company.get(&pair.other)) else { return 0.0 };
        // Summed in one order, so that the same company gives the same sum to the last bit.
        let mut both: Vec<u32> = one.intersection(other).copied().collect();
        both.sort_unstable();
        both.into_iter().map(|n| weight(self.entities, n)).sum()
    }

    /// The joins, to be tried on the articles.
    pub fn verdict(self) -> Verdict<'e> {
        let shared: Vec<f64> = self.pairs.iter().zip(&self.apart).map(|(p, apart)| if *apart { 0.0 } else { self.shared(p) }).collect();
        let mut groups = Groups::new(self.entities);
        self.join_spellings(&shared, &mut groups);
        let mut joins = groups.joins();
        self.join_surnames(&shared, &groups, &mut joins);
        let mut company = self.company;
        for (from, (into, rule)) in &joins {
            if *rule == JoinRule::Spelling {
                let more = company.get(from).cloned().unwrap_or_default();
                company.entry(*into).or_default().extend(more);
            }
        }
        let targets = joins.values().map(|(into, _)| *into).collect();
        Verdict { entities: self.entities, joins, targets, company, trials: FxHashMap::default(), conflicts: FxHashSet::default() }
    }

    /// Joins spellings, those that share most first; every two of a group must fit.
    fn join_spellings(&self, shared: &[f64], groups: &mut Groups<'_>) {
        let passes = |n: usize| {
            let pair = &self.pairs[n];
            let least = if pair.fit == Fit::Same { SPELLING_SAME } else { SPELLING_NEAR };
            let far = if self.entities.gap(pair.one, pair.other) >= FAR_DAYS { FAR } else { 1.0 };
            pair.rule == JoinRule::Spelling && !self.apart[n] && shared[n] >= least * far
        };
        let mut passed: Vec<usize> = (0..self.pairs.len()).filter(|n| passes(*n)).collect();
        let mut partners: FxHashMap<u32, Vec<(u32, f64)>> = FxHashMap::default();
        for n in &passed {
            let pair = &self.pairs[*n];
            partners.entry(pair.one).or_default().push((pair.other, shared[*n]));
            partners.entry(pair.other).or_default().push((pair.one, shared[*n]));
        }
        let fits = |a: u32, b: u32| self.numbers.get(&key(a, b)).is_some_and(|n| !self.apart[*n]);
        // "J. Moss" fits John and Jane: whoever stands beside both is neither.
        let has_rival = |end: u32, chosen: u32, score: f64| {
            let others = partners.get(&end).map_or(&[][..], Vec::as_slice);
            others.iter().any(|(other, s)| *other != chosen && *s >= score * RIVAL && !fits(*other, chosen))
        };
        passed.retain(|n| {
            let pair = &self.pairs[*n];
            pair.fit == Fit::Same || !(has_rival(pair.one, pair.other, shared[*n]) || has_rival(pair.other, pair.one, shared[*n]))
        });
        passed.sort_by(|a, b| shared[*b].total_cmp(&shared[*a]));
        for n in passed {
            groups.join(self.pairs[n].one, self.pairs[n].other, fits);
        }
    }

    /// Joins each bare surname to the one full name that its company agrees with.
    fn join_surnames(&self, shared: &[f64], groups: &Groups<'_>, joins: &mut FxHashMap<u32, (u32, JoinRule)>) {
        let mut of: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (n, _) in self.pairs.iter().enumerate().filter(|(_, p)| p.rule == JoinRule::Surname) {
            of.entry(self.pairs[n].one).or_default().push(n);
        }
        for (surname, pairs) in of {
            let Some(best) = pairs.iter().copied().max_by(|a, b| shared[*a].total_cmp(&shared[*b]).then(b.cmp(a))) else { continue };
            let chosen = groups.leader(self.pairs[best].other);
            let rival = pairs.iter().any(|n| {
                let is_near = shared[*n] >= (shared[best] * RIVAL).max(LEAST_RIVAL);
                // One that stands beside the surname in an article is another person, and shows that there are two.
                (is_near || (self.apart[*n] && *n != best)) && groups.leader(self.pairs[*n].other) != chosen
            });
            let near = self.entities.gap(surname, self.pairs[best].other) < FAR_DAYS;
            if shared[best] >= SURNAME && near && !rival && !joins.contains_key(&surname) {
                joins.insert(surname, (chosen, JoinRule::Surname));
            }
        }
    }
}

/// How much an entity tells when two have been named with it.
fn weight(entities: &KnownEntities, number: u32) -> f64 {
    let articles = f64::from(entities.articles) + MORE_ARTICLES;
    ((articles / f64::from(entities.get(number).articles.max(1))).ln() / articles.ln()).max(0.0)
}

/// Entities joined by their spelling.
struct Groups<'e> {
    entities: &'e KnownEntities,
    of: FxHashMap<u32, usize>,
    members: Vec<Vec<u32>>,
}

impl<'e> Groups<'e> {
    fn new(entities: &'e KnownEntities) -> Self {
        Self { entities, of: FxHashMap::default(), members: Vec::new() }
    }

    fn group(&mut self, number: u32) -> usize {
        *self.of.entry(number).or_insert_with(|| {
            self.members.push(vec![number]);
            self.members.len() - 1
        })
    }

    /// Joins the groups of two entities if every one of the first fits every one of the second.
    fn join(&mut self, one: u32, other: u32, fits: impl Fn(u32, u32) -> bool) {
        let (kept, gone) = (self.group(one), self.group(other));
        let known = |n: &u32| self.entities.get(*n).known;
        let two_known = self.members[kept].iter().any(known) && self.members[gone].iter().any(known);
        if kept == gone || two_known || !self.members[kept].iter().all(|a| self.members[gone].iter().all(|b| fits(*a, *b))) {
            return;
        }
        let moved = std::mem::take(&mut self.members[gone]);
        moved.iter().for_each(|n| {
            self.of.insert(*n, kept);
        });
        self.members[kept].extend(moved);
    }

    /// The one whose id the group has.
    fn leader(&self, number: u32) -> u32 {
        let members = self.of.get(&number).and_then(|g| self.members.get(*g));
        members.and_then(|m| m.iter().copied().min_by_key(|n| rank(self.entities, *n))).unwrap_or(number)
    }

    fn joins(&self) -> FxHashMap<u32, (u32, JoinRule)> {
        let mut joins = FxHashMap::default();
        for members in self.members.iter().filter(|m| m.len() > 1) {
            let leader = self.leader(members[0]);
            joins.extend(members.iter().filter(|n| **n != leader).map(|n| (*n, (leader, JoinRule::Spelling))));
        }
        joins
    }
}

/// The least of a group gives its id.
fn rank(entities: &KnownEntities, number: u32) -> (bool, bool, i32, &str) {
    let facts = entities.get(number);
    let begins_with_initial = facts.id.split_once('/').is_some_and(|(_, slug)| slug.split('-').next().is_some_and(is_initial));
    (!facts.known, begins_with_initial, facts.days.map_or(i32::MAX, |d| d.0), &facts.id)
}

/// The joins, while they are tried on the articles.
pub(super) struct Verdict<'e> {
    entities: &'e KnownEntities,
    joins: FxHashMap<u32, (u32, JoinRule)>,
    targets: FxHashSet<u32>,
    company: FxHashMap<u32, FxHashSet<u32>>,
    /// Articles with a bare surname in which the company agreed.
    trials: FxHashMap<u32, u32>,
    /// Ids that would meet their own in one article.
    conflicts: FxHashSet<u32>,
}

impl Verdict<'_> {
    /// Tries the joins on the entities of one article.
    pub fn try_on(&mut self, there: &[u32]) {
        let mut would_be: Vec<(u32, u32)> = Vec::new();
        for number in there {
            match self.joins.get(number) {
                Some((into, rule)) => {
                    would_be.push((*into, *number));
                    if *rule == JoinRule::Surname && self.agrees(there, *number, *into) {
                        *self.trials.entry(*number).or_default() += 1;
                    }
                }
                None if self.targets.contains(number) => would_be.push((*number, *number)),
                None => {}
            }
        }
        would_be.sort_unstable();
        for group in would_be.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1) {
            self.conflicts.extend(group.iter().map(|(_, number)| *number));
        }
    }

    /// Whether the company of a surname in this article is that of the full name.
    fn agrees(&self, there: &[u32], surname: u32, full: u32) -> bool {
        let Some(company) = self.company.get(&full) else { return false };
        let both = there.iter().filter(|n| **n != surname && company.contains(n));
        both.map(|n| weight(self.entities, *n)).sum::<f64>() >= SURNAME_IN_ARTICLE
    }

    /// The joins that stood the trial: from, into, why.
    pub fn joins(&self) -> impl Iterator<Item = (u32, u32, JoinRule)> + '_ {
        let stands = |number: u32, rule: JoinRule| {
            let agreed = self.trials.get(&number).copied().unwrap_or(0);
            rule == JoinRule::Spelling || agreed * 2 > self.entities.get(number).articles
        };
        self.joins
            .iter()
            .filter(move |(number, (_, rule))| !self.conflicts.contains(number) && stands(**number, *rule))
            .map(|(number, (into, rule))| (*number, *into, *rule))
    }
}
