//! Measures of more than one number: "6 feet 2 inches", "5 km to 7 km", "20 and 30 mg", "12 by 15 feet".
//!
//! In: a [`NumberReader`] and the number or amount that comes first. Out: what the numbers after it add to it. Never joins measures of two
//! things.

use super::amount::Amount;
use crate::document::FigureKind;
use crate::lexicon::numbers::Unit;
use crate::tag::cursor::Cursor;
use crate::tag::numbers::{Notation, Number, NumberReader, Setting, Spread, closed};

/// "5 km to 7 km": the range of two measures in one unit.
pub(super) fn second_measure(
    r: &NumberReader,
    at: usize,
    end: usize,
    spread: Spread,
    unit: &'static Unit,
) -> Option<(Number, Number, usize)> {
    let next = past_blur(r, r.connector(at, end)?);
    let (first, last) = r.far_end(spread.first, next, Setting::Plain)?;
    let (count, same) = r.unit(last.end)?;
    (same.code == unit.code).then_some((first, last, last.end + count))
}

/// Past a word of approximation before the upper end: "between 2 kg and about 7 kg".
pub(super) fn past_blur(r: &NumberReader, at: usize) -> usize {
    at + usize::from(r.line.is_any(at, &["about", "around", "roughly", "some", "nearly", "almost", "approximately"]))
}

/// "6 feet 2 inches", "two years and three months", "1h 20min": smaller units of the same dimension join.
pub(super) fn add_smaller_units(r: &NumberReader, amount: &mut Amount, mut end: usize) {
    if !matches!(amount.kind, FigureKind::Length | FigureKind::Mass | FigureKind::Duration) {
        return;
    }
    let (Some(conversion), Some(mut value)) = (amount.conversion, amount.value) else { return };
    let mut last_factor = conversion.factor;
    loop {
        let line = r.line;
        let feet = amount.kind != FigureKind::Length || amount.unit.as_deref() == Some("[ft_i]");
        let comma = usize::from(line.is_mark(end, ',') && feet);
        let mut next = end + comma + usize::from(line.is(end + comma, "and"));
        if line.is_dash(end) && line.is_glued(end) {
            next = end + 1;
        }
        let Some(number) = r.number(next, Setting::Plain).filter(|n| n.form != Notation::Ordinal) else { break };
        let hyphen = usize::from(line.is_dash(number.end));
        let found = r.unit(number.end + hyphen).filter(|(_, u)| u.unit_si == conversion.unit && u.factor < last_factor);
        let Some((count, factor)) = found
            .map(|(count, unit)| (count + hyphen, unit.factor))
            .or_else(|| short_part(r, amount, number.end, last_factor))
            .or_else(|| bare_inches(r, amount, end, number))
        else {
            break;
        };
        if number.value * factor >= last_factor {
            break;
        }
        value += (number.value * factor / conversion.factor).copysign(value);
        end = number.end + count;
        last_factor = factor;
        amount.atoms.end = end;
    }
    amount.value = Some(value);
}

/// "20 s" of "1 min 20 s", "30m" of "2h30m", "10 in" of "5 ft 10 in": signs that only what stands before makes a unit; their number of
/// atoms and size.
fn short_part(r: &NumberReader, amount: &Amount, at: usize, last_factor: f64) -> Option<(usize, f64)> {
    let line = r.line;
    match amount.kind {
        FigureKind::Length => {
            // "5 ft 10 in the shade": a determiner makes it a preposition.
            let preposition = line.is_any(at + 1, &["the", "a", "an", "his", "her", "its", "their", "our", "all", "this", "that"])
                || line.is_capitalised(at + 1)
                || line.is_digits(at + 1);
            let feet = amount.unit.as_deref() == Some("[ft_i]");
            let meant = line.is_glued(at) || r.inch_is_meant(at + 1) || feet && !preposition;
            (line.is_any(at, &["in", "ins"]) && meant).then_some((1, 0.0254))
        }
        FigureKind::Duration if line.is_glued(at) && line.word(at) == "m" && last_factor > 60.0 => Some((1, 60.0)),
        FigureKind::Duration if line.word(at) == "s" && !line.is_apostrophe(at + 1) => Some((1, 1.0)),
        _ => None,
    }
}

/// "10" of "6-foot-10" and "6ft 10".
fn bare_inches(r: &NumberReader, amount: &Amount, feet_end: usize, number: Number) -> Option<(usize, f64)> {
    let line = r.line;
    let hyphen = line.is_dash(feet_end) && line.is_glued(feet_end);
    let spaced = feet_end.checked_sub(1).is_some_and(|f| line.is_any(f, &["foot", "ft"]));
    let end = number.end;
    let closes = !line.is_word(end) && !line.is_dash(end) && !line.is_mark(end, '%') && !line.is_mark(end, '/')
        || hyphen && line.is_word(end) && !line.is_glued(end)
        || spaced && closed::is_function_word(line.word(end));
    let fits = amount.unit.as_deref() == Some("[ft_i]") && number.value < 12.0 && number.scale == 1.0;
    (fits && closes && (hyphen || spaced)).then_some((0, 0.0254))
}

/// "5'10\"", "6′2″", "5'11": feet and inches by their marks.
pub(super) fn feet_and_inches(r: &NumberReader, at: usize) -> Option<Amount> {
    let line = r.line;
    let mark = |n: usize, marks: &[char]| line.is_glued(n) && marks.iter().any(|m| line.is_mark(n, *m));
    if !line.is_digits(at) || line.word(at).len() > 2 || !mark(at + 1, &['\'', '’', '′']) || line.is_glued(at) {
        return None;
    }
    let feet: f64 = line.word(at).parse().ok()?;
    let inches = r.number(at + 2, Setting::Plain).filter(|n| line.is_digits(at + 2) && n.value < 12.0 && n.form == Notation::Digits)?;
    let end = inches.end;
    let closing = if mark(end, &['\'', '’']) && mark(end + 1, &['\'', '’']) { 2 } else { usize::from(mark(end, &['"', '”', '″'])) };
    // Without its mark the second number must hang on the first: "the '90s, '5'10 or so".
    if closing == 0 && (!line.is_glued(at + 2) || line.is_glued(end) && (line.is_word(end) || line.is_digits(end))) {
        return None;
    }
    let mut amount = Amount::count(at..end + closing, feet + inches.value / 12.0, "feet_and_inches");
    amount.measure(r.words.unit("feet")?, at + 1..at + 2);
    Some(amount)
}

impl NumberReader<'_, '_> {
    /// Whether the breadth of something stands after its length at `at`: "12 by 15 feet", "10x10 m". A relay of "4 x 100 m" has other sizes.
    fn is_breadth(&self, at: usize) -> bool {
        let line = self.line;
        let alike = || {
            let (Some(before), Some(next)) = (at.checked_sub(1), self.number(at + 1, Setting::Plain)) else { return false };
            line.word(before).parse::<f64>().map_or(line.is_word(before), |length| length > 0.0 && next.value < 20.0 * length)
        };
        line.is_any(at, &["by", "x", "×"]) && alike()
    }
}

/// "20 and 30 mg", "3, 5 or 7 percent": a bare number has the unit of the one it is listed with. Gives whether it does.
pub(super) fn share_unit(r: &NumberReader, amount: &mut Amount, spread: Spread) -> bool {
    let line = r.line;
    let first = spread.first;
    let year = line.word(amount.atoms.start).len() == 4 && (1900.0..2100.0).contains(&first.value);
    if spread.last.is_some() || spread.margin.is_some() || first.scale > 1.0 || year {
        return false;
    }
    let mut at = first.end;
    for listed in 0..4 {
        let comma = usize::from(line.is_mark(at, ',') && !line.is_glued(at + 1));
        let and = usize::from(line.is_any(at + comma, &["and", "or"]) || listed == 0 && comma == 0 && r.is_breadth(at));
        // "5,000, or 9%" says one thing twice; "3, 5, or 7%" is a list.
        if comma + and == 0 || comma + and == 2 && listed == 0 {
            return false;
        }
        let Some(next) = r.number(at + comma + and, Setting::Plain).filter(|n| n.form == first.form && n.scale == 1.0) else {
            return false;
        };
        let own = amount.atoms.clone();
        if let Some((count, unit)) = r.unit(next.end).filter(|_| and == 1) {
            // "killing five and 10 minutes later": another thing begins.
            let other = unit.kind == FigureKind::Duration
                && (first.form == Notation::Words || line.is_any(next.end + count, &["later", "ago", "earlier", "after", "before", "old"]));
            if !other {
                amount.measure(unit, next.end..next.end + count);
            }
        } else if let Some((count, money)) = r.money_after(next.end).filter(|(_, m)| and == 1 && !m.is_sign()) {
            amount.pay(money, next.end..next.end + count);
        } else if and == 0 {
            at = next.end;
            continue;
        }
        amount.atoms = own;
        if amount.unit.is_some() {
            amount.rule = crate::document::Rule("shared_unit");
        }
        return amount.unit.is_some();
    }
    false
}
