//! Entities whose names may be those of one.
//!
//! In: all entities. Out: pairs. Never compares every entity with every other: only those that share a key of their names.

use super::JoinRule;
use super::facts::KnownEntities;
use super::spelling::{Fit, full_names, is_initial, person_words, skeleton};
use crate::lexicon::fold;
use crate::lexicon::names::given_name;

/// Letters that the name of what is no person must have to be compared by its skeleton.
const LONG_NAME: usize = 9;
/// Entities of one key at the most: "Smith" of a great archive fits too many to be told apart.
const MOST_OF_A_KEY: usize = 400;

/// Two entities whose names fit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// A bare surname where the rule is [`JoinRule::Surname`].
    pub one: u32,
    pub other: u32,
    pub fit: Fit,
    pub rule: JoinRule,
}

/// All pairs, in the order of their ids.
pub(super) fn pairs(entities: &KnownEntities) -> Vec<Pair> {
    let mut order: Vec<u32> = (0..entities.all.len() as u32).collect();
    order.sort_unstable_by_key(|n| &entities.get(*n).id);
    // Every entity has two or three keys; as hashes they take twelve bytes each, as words ten times as much.
    let mut keyed: Vec<(u64, u32)> = Vec::with_capacity(entities.all.len() * 3);
    for (place, number) in order.iter().enumerate() {
        each_key(&entities.get(*number).id, |key| keyed.push((key, place as u32)));
    }
    keyed.sort_unstable();
    keyed.dedup();
    let mut pairs: Vec<Pair> = Vec::new();
    for block in keyed.chunk_by(|a, b| a.0 == b.0).filter(|b| b.len() > 1 && b.len() <= MOST_OF_A_KEY) {
        let numbers = || block.iter().map(|(_, place)| order[*place as usize]);
        for (n, one) in numbers().enumerate() {
            pairs.extend(numbers().skip(n + 1).filter_map(|other| pair(entities, one, other)));
        }
    }
    let ids = |p: &Pair| (&entities.get(p.one).id, &entities.get(p.other).id);
    pairs.sort_unstable_by(|a, b| ids(a).cmp(&ids(b)));
    pairs.dedup_by_key(|p| (p.one, p.other));
    pairs
}

/// Gives `sink` the keys of an id, as hashes: two entities that share none are not compared.
fn each_key(id: &str, mut sink: impl FnMut(u64)) {
    let Some((folder, slug)) = id.split_once('/') else { return };
    match folder {
        "person" => {
            let words = person_words(slug);
            let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
            let surname = skeleton(last);
            sink(fold::hash(&surname));
            if words.len() > 1 {
                // A slip in the surname hides behind the given name, one in the given name behind the surname.
                let first = fold::hash(&skeleton(first));
                let begins: String = surname.chars().take(3).collect();
                let ends: String = surname.chars().next().into_iter().chain(surname.chars().last()).collect();
                [begins, ends].iter().for_each(|part| sink(fold::join(first, fold::hash(part))));
            }
        }
        "org" | "place" | "facility" if slug.len() >= LONG_NAME => {
            sink(slug.split('-').fold(fold::hash(folder), |key, word| fold::join(key, fold::hash(&skeleton(word)))));
        }
        _ => {}
    }
}

/// The pair of two entities of one key, if their names fit.
fn pair(entities: &KnownEntities, one: u32, other: u32) -> Option<Pair> {
    let (a, b) = (entities.get(one), entities.get(other));
    // Two entries of the gazetteers are two.
    if (a.known && b.known) || !entities.genders_agree(one, other) {
        return None;
    }
    let spelling = |fit| Pair { one, other, fit, rule: JoinRule::Spelling };
    let (Some(("person", a_slug)), Some(("person", b_slug))) = (a.id.split_once('/'), b.id.split_once('/')) else {
        return Some(spelling(Fit::Same));
    };
    let (a_words, b_words) = (person_words(a_slug), person_words(b_slug));
    match (&a_words[..], &b_words[..]) {
        // "George III" is no surname.
        ([surname], full @ [_, .., _]) if !a.known && a_slug == *surname => {
            bare_surname(surname, full).map(|fit| surname_pair(one, other, fit))
        }
        (full @ [_, .., _], [surname]) if !b.known && b_slug == *surname => {
            bare_surname(surname, full).map(|fit| surname_pair(other, one, fit))
        }
        _ => full_names(&a_words, &b_words).map(spelling),
    }
}

fn surname_pair(bare: u32, full: u32, fit: Fit) -> Pair {
    Pair { one: bare, other: full, fit, rule: JoinRule::Surname }
}

/// Whether a word is the surname of a full name, and of nothing else in it.
fn bare_surname(surname: &str, full: &[&str]) -> Option<Fit> {
    let (last, before) = full.split_last()?;
    let is_given = |word: &&str| given_name(fold::hash(word)).is_some();
    // "Big Donald" is no full name of Donald.
    let is_nickname = is_given(&surname) && !before.iter().any(is_given);
    (*last == surname && surname.len() > 2 && !is_initial(surname) && !before.contains(&surname) && !is_nickname).then_some(Fit::Same)
}
