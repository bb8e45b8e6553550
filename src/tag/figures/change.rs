//! Whether a figure is the size of a change, the level it led to or the one it began at: "rose by 5%", "fell to 200 from 240".
//!
//! In: a [`NumberReader`], an [`Amount`] and where its modifiers begin. Out: the direction of a change whose size it is, and what it is of the
//! change. A level has no direction of its own: "rose to 14 million" counts 14 million.

use std::ops::Range;
use std::sync::LazyLock;

use super::amount::Amount;
use crate::document::{Change, ChangePart, FigureKind, Traits};
use crate::tag::cursor::Cursor;
use crate::tag::numbers::{NumberReader, WordSet, closed};

/// Which way a change goes of which the amount is the size, and what it is of a change.
pub fn change(r: &NumberReader, amount: &Amount, start: usize, object: Option<&Range<usize>>) -> (Change, Option<ChangePart>) {
    if amount.change != Change::None {
        return (amount.change, Some(ChangePart::By));
    }
    if matches!(amount.kind, FigureKind::Age | FigureKind::Ordinal | FigureKind::Score) {
        return (Change::None, None);
    }
    if let Some(signed) = signed(r, amount) {
        return (signed, Some(ChangePart::By));
    }
    match change_before(r, amount, start) {
        Some((_, part @ (ChangePart::To | ChangePart::From))) => (Change::None, Some(part)),
        Some((change, part)) => (change, Some(part)),
        None => change_after(r, amount, object).filter(|c| *c != Change::None).map_or((Change::None, None), |c| (c, Some(ChangePart::By))),
    }
}

/// "+1.1%", "-0.4%": a share with a sign is the size of a change.
fn signed(r: &NumberReader, amount: &Amount) -> Option<Change> {
    let is_point = amount.unit.as_deref() == Some("[point]");
    let value = amount.value.filter(|_| amount.kind == FigureKind::Percent || is_point)?;
    let plus = amount.atoms.start.checked_sub(1).is_some_and(|at| is_plus(r, at));
    (plus || value < 0.0).then_some(if plus { Change::Up } else { Change::Down })
}

/// Whether a plus stands here that belongs to the number right after it, and joins nothing before.
pub(super) fn is_plus(r: &NumberReader, at: usize) -> bool {
    r.line.is_mark(at, '+') && r.line.is_glued(at + 1) && (!r.line.is_glued(at) || r.line.opens_sign(at))
}

/// What a preposition before an amount makes of it.
fn part_of(r: &NumberReader, at: usize) -> Option<ChangePart> {
    match () {
        () if r.line.is_any(at, &["to", "at"]) => Some(ChangePart::To),
        () if r.line.is(at, "from") => Some(ChangePart::From),
        () if r.line.is_any(at, &["by", "of"]) => Some(ChangePart::By),
        () => None,
    }
}

/// Whether a word of change says of a sum that it was gathered, won or lost, not that anything grew: "raised $5m", "a loss of $2m".
fn is_takings(r: &NumberReader, at: usize, linked: bool) -> bool {
    const NOUNS: &[&str] = &["gain", "gains", "loss", "losses"];
    r.line.is_any(at, NOUNS) || !linked && r.line.is_any(at, &["raise", "raises", "raised", "raising"])
}

/// "rose 5%", "fell by 200 to", "an increase of", "up 3 percent".
fn change_before(r: &NumberReader, amount: &Amount, start: usize) -> Option<(Change, ChangePart)> {
    static BETWEEN: LazyLock<WordSet> = LazyLock::new(|| {
        WordSet::of(
            "by to from of at a an the another further more than about around nearly almost roughly some over as much many low high \
         percent cent per points point percentage in its their total record only just least million billion trillion thousand \
         basis",
        )
    });
    let line = r.line;
    let (mut linked, mut part) = (false, None);
    for n in 1..=9 {
        let at = start.checked_sub(n)?;
        linked |= line.is_any(at, &["by", "to", "from", "of"]);
        // The preposition that stands nearest; after another amount it is that one's: "rose 5 percent to 40".
        part = part.or_else(|| part_of(r, at)).or_else(|| line.is_digits(at).then_some(ChangePart::By));
        let measured = amount.kind != FigureKind::Count && amount.kind != FigureKind::Duration || linked;
        if line.traits(at).intersects(Traits::CHANGE) && measured {
            let found = r
                .phrase_before(&r.words.change_verbs, at + 1, |_, _| true)
                .or_else(|| r.phrase_before(&r.words.change_nouns, at + 1, |_, _| true));
            if let Some((_, change)) = found.filter(|_| !(n == 1 && line.is(at, "be"))) {
                let told = *change != Change::None
                    && !line.is(at + 1, "short")
                    && !(amount.kind == FigureKind::Money && is_takings(r, at, linked));
                return told.then_some((*change, part.unwrap_or(ChangePart::By)));
            }
        }
        let led = at.checked_sub(1).is_some_and(|b| line.is_any(b, &["go", "goes", "going", "went", "gone"]));
        if line.is_any(at, &["up", "down"]) && measured && (led || !line.is(at + 1, "to")) {
            let verb = at
                .checked_sub(1)
                .is_none_or(|b| !line.is_any(b, &["made", "make", "makes", "making", "set", "take", "takes", "give", "put", "end"]));
            let change = if line.is(at, "up") { Change::Up } else { Change::Down };
            return verb.then_some((change, part.unwrap_or(ChangePart::By)));
        }
        let passes =
            line.among(at, &BETWEEN) || line.is_digits(at) || line.traits(at).intersects(Traits::MONEY) || line.word(at).ends_with("ly");
        let mark = line.is_mark(at, '.') || line.is_mark(at, ',') && line.is_glued(at) || line.is_mark(at, '%');
        let of_what = linked
            && line.is_word(at)
            && n <= 6
            && !line.traits(at).intersects(Traits::CARDINAL)
            && !closed::is_function_word(line.word(at))
            && !closed::is_verb_like(line.word(at));
        if !(passes || mark || of_what) {
            return None;
        }
    }
    None
}

/// "a 5% increase", "30 percent higher", "20 points lower".
fn change_after(r: &NumberReader, amount: &Amount, object: Option<&Range<usize>>) -> Option<Change> {
    let line = r.line;
    let end = amount.atoms.end;
    let word = |at: usize| -> Option<Change> {
        if line.is_any(at, &["higher", "greater", "larger", "bigger", "faster", "stronger"]) {
            return Some(Change::Up);
        }
        if line.is_any(at, &["lower", "smaller", "slower", "cheaper", "weaker"]) {
            return Some(Change::Down);
        }
        r.phrase(&r.words.change_nouns, at, |_, _| true).map(|(_, c)| *c)
    };
    if amount.kind == FigureKind::Percent
        || amount.kind == FigureKind::Ratio
        || amount.hyphened
        || amount.unit.as_deref() == Some("[point]")
    {
        if line.is_any(end, &["more", "fewer", "less"]) && (line.is_word(end + 1) || line.is(end + 1, "than")) {
            return Some(if line.is(end, "more") { Change::Up } else { Change::Down });
        }
        return (end..end + 3).take_while(|at| line.is_word(*at) && !line.is_any(*at, &["of", "and", "in", "to", "from"])).find_map(word);
    }
    let head = object.and_then(|o| o.end.checked_sub(1)).filter(|at| amount.kind == FigureKind::Money && !is_takings(r, *at, false));
    head.and_then(word)
}
