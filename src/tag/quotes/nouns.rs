//! Reporting nouns: "Duarte's claim that …".
//!
//! In: a [`Scene`]. Out: [`Reported`] clauses. Never takes a noun without a clause or a source.

use std::ops::Range;

use super::indirect::{Reported, without_speech};
use super::rules::{Found, Scene};
use super::vocabulary::Class;

/// "Duarte's claim that …"; "the claim by Duarte that …".
pub(super) fn find(scene: &Scene, found: &[Found], reported: &mut Vec<Reported>) {
    let items = &scene.items;
    for stretch in &items.stretches {
        for n in stretch.items.clone() {
            if !items.all[n].word.report_noun
                || items.class(n + 1) != Some(Class::That)
                || n + 2 >= stretch.items.end
                || n == stretch.items.start
            {
                continue;
            }
            let speaker = possessor(scene, stretch.items.start, n);
            let Some(speaker) = speaker else { continue };
            let comma = (n + 2..stretch.items.end)
                .find(|k| matches!(items.class(*k), Some(Class::Comma | Class::Semicolon | Class::Stop)))
                .unwrap_or(stretch.items.end);
            if let Some(content) = without_speech(scene, found, n + 2..comma) {
                reported.push(Reported {
                    content,
                    speaker: Some(speaker),
                    cue: None,
                    noun: Some(n),
                    rule: "reported_noun",
                    confidence: 0.55,
                });
            }
        }
    }
}

/// The noun phrase before "'s" or the possessive pronoun in front of a reporting noun.
fn possessor(scene: &Scene, low: usize, noun: usize) -> Option<Range<usize>> {
    let items = &scene.items;
    for n in (low.max(noun.saturating_sub(4))..noun).rev() {
        match items.class(n)? {
            Class::Possessive => return Some(n..n + 1),
            Class::Mark if items.word(n).starts_with(['\'', '’']) => return items.phrase_ending_at(low, n),
            Class::Word | Class::Name => {}
            _ => return None,
        }
    }
    None
}
