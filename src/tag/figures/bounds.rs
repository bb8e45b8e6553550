//! Words that set a bound: "more than", "or so", "at least".
//!
//! In: a [`NumberReader`] and an [`Amount`]. Out: [`Bounds`]. Never changes the value: "nearly 8,000" is 8,000 with a bound.

use std::sync::LazyLock;

use crate::tag::numbers::{NumberReader, WordSet};
use std::ops::Range;

use super::amount::Amount;
use crate::document::{Bound, FigureKind, Traits};
use crate::lexicon::numbers::{Modifier, Place};
use crate::tag::cursor::Cursor;

/// What stands around an amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Bounds {
    /// The bound, where words set one.
    pub bound: Option<Bound>,
    /// The words.
    pub modifier: Option<Range<usize>>,
    /// The first atom that belongs to the amount or its modifiers.
    pub start: usize,
}

/// Prepositions and adverbs of the lexicon that mean too many other things even right beside a number.
static REFUSED: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::of("from until past hardly most even say net short inside each flat sharp overall likely plus as"));

/// The bound of an amount by the words before and after it; `object_end` is where what it counts ends.
pub fn bounds(r: &NumberReader, amount: &Amount, object_end: usize) -> Bounds {
    let mut out = Bounds { bound: None, modifier: None, start: amount.atoms.start };
    for _ in 0..3 {
        let article = usize::from(out.start > 0 && r.line.is_any(out.start - 1, &["a", "an", "the"]) && amount.hyphened);
        let Some((count, modifier)) = before(r, amount, out.start - article) else { break };
        let start = out.start - article - count;
        take(&mut out, modifier, start..start + count);
        out.start = start;
    }
    let hyphen_end = amount.unit_atoms.as_ref().map_or(amount.atoms.end, |_| amount.atoms.end);
    for at in [hyphen_end, object_end] {
        if out.bound.is_none_or(|b| b == Bound::Approx)
            && let Some((count, modifier)) = after(r, at)
        {
            take(&mut out, modifier, at..at + count);
        }
    }
    let prefix =
        amount.atoms.start.checked_sub(2).filter(|at| r.line.is(*at, "sub") && r.line.is_dash(*at + 1) && r.line.is_glued(*at + 2));
    if let Some(at) = prefix.filter(|_| out.bound.is_none()) {
        (out.bound, out.modifier, out.start) = (Some(Bound::Lt), Some(at..at + 1), at);
    }
    if out.bound.is_none() && r.line.is_glued(amount.atoms.end) && r.line.is_mark(amount.atoms.end, '+') {
        (out.bound, out.modifier) = (Some(Bound::Ge), Some(amount.atoms.end..amount.atoms.end + 1));
    }
    out
}

/// Notes a modifier: what bounds the size counts before what only blurs it, and the outer one before the inner.
fn take(out: &mut Bounds, modifier: Modifier, atoms: Range<usize>) {
    if modifier.neutral && modifier.bound == Bound::Eq || modifier.bound == Bound::Range {
        if modifier.bound == Bound::Range && out.modifier.is_none() {
            out.modifier = Some(atoms);
        }
        return;
    }
    let blurs = |b: Bound| matches!(b, Bound::Approx | Bound::Eq);
    let keeps = out.bound.is_some_and(|old| !blurs(old) && blurs(modifier.bound)) || modifier.neutral;
    if !keeps {
        out.bound = Some(modifier.bound);
    }
    if !modifier.neutral {
        out.modifier = Some(match out.modifier.take() {
            Some(known) => known.start.min(atoms.start)..known.end.max(atoms.end),
            None => atoms,
        });
    }
}

/// Whether the amount that begins at `start` is said to be all there is: "equals 20", "is equal to 20".
pub fn is_equated(r: &NumberReader, start: usize) -> bool {
    let back = |n: usize, words: &[&str]| start.checked_sub(n).is_some_and(|at| r.line.is_any(at, words));
    back(1, &["equals"]) || back(1, &["to"]) && back(2, &["equal", "equals", "equalled", "equaling", "equalling"])
}

/// Whether "up to" says where something rose: "went up to 12 euros".
fn rises_to(r: &NumberReader, first: usize) -> bool {
    const RISES: &[&str] =
        &["go", "goes", "going", "went", "gone", "rise", "rises", "rising", "rose", "risen", "climbed", "climb", "climbs", "jumped"];
    r.line.is(first, "up") && first.checked_sub(1).is_some_and(|at| r.line.is_any(at, RISES))
}

fn before(r: &NumberReader, amount: &Amount, end: usize) -> Option<(usize, Modifier)> {
    let line = r.line;
    let last = end.checked_sub(1)?;
    if super::change::is_plus(r, last) && matches!(amount.kind, FigureKind::Percent) {
        return None;
    }
    if !line.traits(last).intersects(Traits::MODIFIER_END) {
        return None;
    }
    let (count, modifier) = r.phrase_before(&r.words.modifiers, end, |count, m| {
        let first = end - count;
        let refused = count == 1 && line.among(first, &REFUSED);
        m.place != Place::After && !refused && !rises_to(r, first) && !(m.weak && !weak_is_meant(r, amount, first, count))
    })?;
    Some((count, *modifier))
}

/// Whether a bare preposition or adverb speaks of the number: "over two years" may be the time it took, "under Article 5" is no bound.
fn weak_is_meant(r: &NumberReader, amount: &Amount, first: usize, count: usize) -> bool {
    let line = r.line;
    let lasting = amount.kind == FigureKind::Duration;
    let before = first.checked_sub(1);
    if count == 1 && line.is_any(first, &["over", "within"]) && lasting {
        return line.is(first, "within")
            || before.is_some_and(|b| {
                line.is_any(b, &["for", "after", "lasted", "of", "took", "is", "was", "spanning", "by", "just", "with", "a"])
            });
    }
    if count == 1 && line.is_any(first, &["under", "above", "below"]) && amount.kind == FigureKind::Ordinal {
        return false;
    }
    // "those about one thing": a number of one is seldom bounded by these.
    if count == 1
        && line.is_any(first, &["about", "over", "near", "around"])
        && amount.atoms.len() == 1
        && line.is(amount.atoms.start, "one")
    {
        return amount.unit.is_some();
    }
    // "turned around 5 of them" cannot be told apart; "walk around two lakes" neither: the number is round enough to be a guess.
    if line.is_any(first, &["near", "around"]) && count == 1 && amount.kind == FigureKind::Count {
        return amount.value.or(amount.low).is_some_and(|v| v >= 5.0);
    }
    if line.is(first, "only") || line.is(first, "just") || line.is(first, "all") || line.is(first, "another") {
        return true;
    }
    if line.is_any(first, &["tops", "sharp", "max", "maximum", "minimum", "odd"]) && before.is_none() {
        return false;
    }
    true
}

fn after(r: &NumberReader, at: usize) -> Option<(usize, Modifier)> {
    let line = r.line;
    if !line.traits(at).intersects(Traits::MODIFIER_START) {
        return None;
    }
    let (count, modifier) = r.phrase(&r.words.modifiers, at, |count, m| {
        let next = at + count;
        let glued = !line.is_dash(at) || line.is_glued(at);
        // "50 or more people" bounds; "at least" after a number belongs to the next one where a number follows.
        let both = m.place == Place::Both
            && (line.is_digits(next) || line.traits(next).intersects(Traits::CARDINAL) || line.traits(next).intersects(Traits::MONEY));
        // "equal to 300 or less than 900": the second half speaks of the next number.
        let goes_on =
            line.is(next, "than") && (line.is_digits(next + 1) || line.traits(next + 1).intersects(Traits::CARDINAL | Traits::MONEY));
        m.place != Place::Before
            && !goes_on
            && !m.neutral
            && glued
            && !both
            && !(m.weak && !line.is_any(at, &["odd", "tops", "max", "maximum"]))
    })?;
    Some((count, *modifier))
}
