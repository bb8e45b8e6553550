//! Recogniser of places in an order: "34th", "the second-largest".
//!
//! In: a [`NumberReader`], an atom and the ordinal read there. Out: an [`Amount`]. Never takes a share ("a third") or a date for a place.

use super::amount::Amount;
use crate::document::FigureKind;
use crate::tag::cursor::Cursor;
use crate::tag::numbers::{NumberReader, Spread, closed};

/// "34th", "the second-largest". A place in an order is a claim of rank.
pub(super) fn ordinal(r: &NumberReader, at: usize, spread: Spread) -> Option<Amount> {
    let line = r.line;
    let end = spread.end();
    let single = end == at + 1;
    let before = at.checked_sub(1);
    // "She finished second."
    let placed = before.is_some_and(|b| line.is_any(b, &["finished", "finish", "finishes", "finishing", "placed", "ranked", "ranks"]));
    let placed = placed && !line.is_dash(end) && (!line.is_word(end) || closed::is_function_word(line.word(end)));
    if single && line.is(at, "second") && !placed {
        let determined = before
            .is_some_and(|b| line.is_any(b, &["the", "a", "its", "his", "her", "their", "our", "this", "that", "every", "my", "your"]));
        let hyphen = line.is_dash(end) && line.is_any(end + 1, &["hand", "guess", "rate", "degree"]);
        if !determined && !line.is_dash(end) || hyphen || line.is_any(end, &["thought", "thoughts", "hand"]) {
            return None;
        }
    }
    if single && line.is(at, "first") && !placed {
        let idiom = line.is_any(end, &["of", "lady", "minister", "aid", "name", "hand", "and", "class", "time", "thing", "floor", "place"])
            || before.is_some_and(|b| line.is_any(b, &["at", "safety", "america"]))
            || line.is_dash(end) && line.is_any(end + 1, &["hand", "class", "rate", "ever", "person", "degree"])
            || !line.is_word(end) && !line.is_dash(end) && !before.is_some_and(|b| line.is(b, "the"));
        // "must first hear": an adverb has no determiner, and no noun or name after it.
        let determined =
            before.is_none_or(|b| line.is_any(b, &["the", "a", "its", "his", "her", "their", "our", "my", "your", "this", "s", "whose"]));
        let adverb = !determined
            && !super::objects::direct(r, end)
                .is_some_and(|o| super::objects::is_plural(o.span.of(line.text).rsplit(' ').next().unwrap_or("")));
        if idiom || adverb {
            return None;
        }
    }
    if line.is_dash(end) && line.is_any(end + 1, &["hour", "grade", "grader", "graders", "class", "rate"]) {
        return None;
    }
    let person =
        line.is(end, "person") && line.is_any(end + 1, &["pronoun", "pronouns", "narrator", "account", "accounts", "plural", "shooter"]);
    let hyphen = usize::from(line.is_dash(end));
    if single && (person || line.is(at, "third") && line.is(end + hyphen, "party")) {
        return None;
    }
    if single && line.is_any(at, &["third", "fifth"]) && line.is_any(end, &["party", "parties", "avenue", "reich", "estate"]) {
        return None;
    }
    let mut amount = Amount::of_spread(&spread, at..end, "ordinal");
    amount.kind = FigureKind::Ordinal;
    amount.confidence = 0.7;
    Some(amount)
}
