//! What a figure has from the one beside it: the bound of a sum for its conversion, the unit of a list, the two levels of a change.
//!
//! In: the figures of one sentence, in reading order. Out: the same, with what the words between two of them carry over. Never changes a
//! number, and never reaches over a third figure.

use crate::document::{Bound, Change, ChangePart, Figure, FigureKind};
use crate::lexicon::inflection::noun_lemma;
use crate::span::Span;

/// Carries bounds, changes and units from a figure to the one beside it.
pub(super) fn carry(text: &str, figures: &mut [Figure]) {
    for n in 1..figures.len() {
        let Some([a, b]) = figures.get_mut(n - 1..=n) else { continue };
        let gap = Gap::of(text, a, b);
        if gap.is_of_same(a, b) {
            carry_object(a, b);
        }
        if gap.is_conversion(a, b) {
            carry_bound(a, b);
            carry_change(a, b);
            if let Some(per) = gap.rate_after().filter(|_| a.per.is_none() && b.per.is_none()) {
                (a.per, b.per) = (Some(per.clone()), Some(per));
            }
        } else if gap.is_alternative() {
            carry_change(a, b);
            if a.kind == b.kind && a.unit != b.unit && a.unit.is_some() && b.unit.is_some() {
                carry_bound(a, b);
            }
        }
        if gap.joins_levels() && a.change_part.is_none() && b.change_part.is_none() {
            (a.change_part, b.change_part) = (Some(ChangePart::From), Some(ChangePart::To));
        }
        if a.object.is_some_and(|o| o.start >= b.span.start && o.end <= b.span.end) && gap.is_share() && is_measured(b) {
            // "3 million of the 8 million dollars": the noun of the second is its unit.
            a.object = None;
        }
        if is_bare(b) && is_measured(a) && (gap.joins_levels() || gap.lists_second()) {
            lend_unit(a, b);
        } else if is_bare(a) && is_measured(b) && (gap.is_share() || gap.words == "or") {
            lend_unit(b, a);
        } else if is_bare(a) && gap.joins_levels() && (is_measured(b) || b.kind == FigureKind::Percent) {
            lend_scale(text, b, a);
            lend_unit(b, a);
        } else if is_bare(a) && b.kind == FigureKind::Age && matches!(gap.words, "- and" | "- or" | "- to") {
            lend_unit(b, a);
        }
    }
}

/// Marks the two levels that a change leads from and to; `first` is the number of the first of the figures in the article.
pub(super) fn find_ranges(first: usize, figures: &mut [Figure]) {
    for n in 1..figures.len() {
        let Some([a, b]) = figures.get_mut(n - 1..=n) else { continue };
        let parts = (a.change_part, b.change_part);
        let ends = matches!(parts, (Some(ChangePart::From), Some(ChangePart::To)) | (Some(ChangePart::To), Some(ChangePart::From)));
        if ends && a.range.is_none() && a.kind == b.kind && a.unit == b.unit {
            (a.range, b.range) = (Some(first + n - 1), Some(first + n - 1));
        }
    }
}

/// What stands between two figures and around them.
struct Gap<'a> {
    /// The words between, without white space and commas at their ends.
    words: &'a str,
    before: &'a str,
    after: &'a str,
}

impl<'a> Gap<'a> {
    fn of(text: &'a str, a: &Figure, b: &Figure) -> Self {
        let start = a.modifier.map_or(a.span.start, |m| m.start.min(a.span.start));
        let end = b.modifier.map_or(b.span.start, |m| m.start.min(b.span.start)).max(a.span.end);
        let cut = |range: Span| range.of(text);
        Self {
            words: cut(Span { start: a.span.end, end }).trim_matches([' ', ',', '\u{a0}']),
            before: crate::text::suffix(text.get(..start as usize).unwrap_or(""), 12),
            after: text.get(b.span.end as usize..).unwrap_or(""),
        }
    }

    /// "over 6 million zloty ($1.5 million)": the same in another unit.
    fn is_conversion(&self, a: &Figure, b: &Figure) -> bool {
        let alike = a.kind == b.kind && a.unit != b.unit && is_measured(a) && is_measured(b);
        self.words == "(" && self.after.starts_with(')') && alike
    }

    /// Whether two figures tell the same thing: a conversion, the two levels of a change, its size and its level, a count and its share.
    fn is_of_same(&self, a: &Figure, b: &Figure) -> bool {
        let is_share = matches!(b.kind, FigureKind::Percent);
        let is_amount = |f: &Figure| matches!(f.kind, FigureKind::Money | FigureKind::Percent);
        if !is_amount(b) {
            return false;
        }
        let parts = (a.change_part, b.change_part);
        let is_change = matches!(self.words, "to" | "from" | "or") && parts.0.is_some() && parts.1.is_some();
        // "costs of $3 million, up 4 percent", "8 percent, down from 9"
        let grown = matches!(self.words, "up" | "down" | "up from" | "down from") && is_amount(a) && parts.1.is_some();
        // "sixty anglers (4 percent)"
        let counted = is_share
            && self
                .words
                .strip_suffix('(')
                .is_some_and(|w| a.object.is_some_and(|o| o.start >= a.span.end && o.len() == w.trim_end().len()));
        // "31 percent of anglers, compared with 12 percent in June"
        let compared = is_share
            && a.kind == b.kind
            && a.object.is_some()
            && ["compared with", "compared to", "versus", "up from", "down from"].iter().any(|w| self.words.ends_with(w));
        self.is_conversion(a, b) || is_change || grown || compared || counted && self.after.starts_with(')')
    }

    /// "9 euros ($9.80) per metre": what both are counted per stands behind the bracket.
    fn rate_after(&self) -> Option<String> {
        let mut words = self.after.strip_prefix(')')?.split_whitespace();
        let is_rate = match words.next()? {
            "per" => true,
            "a" | "an" => words.clone().next().is_some_and(|w| matches!(w, "day" | "week" | "month" | "year" | "hour" | "night" | "head")),
            _ => false,
        };
        let noun = words.next()?.trim_end_matches(['.', ',', ';']);
        (is_rate && noun.chars().all(char::is_alphabetic)).then(|| noun_lemma(noun))
    }

    /// "by 18,400 birds, or 0.9 percent", "3 miles or 5 km".
    fn is_alternative(&self) -> bool {
        self.words == "or" || self.words.ends_with(", or") && self.words.split(' ').count() <= 3
    }

    /// "from 60 litres to 45".
    fn joins_levels(&self) -> bool {
        self.words == "to" && self.before.trim_end().ends_with("from")
    }

    /// "42 euros and students 18.": a pair of who and how much, twice.
    fn lists_second(&self) -> bool {
        let mut words = self.words.split(' ');
        let joined = matches!(words.next(), Some("and" | "while" | "but"));
        let who: Vec<&str> = words.collect();
        let named = matches!(who.as_slice(), [noun] | [_, noun] if noun.len() > 2 && noun.chars().all(char::is_alphabetic));
        let closes = self.after.is_empty() || self.after.starts_with(['.', ',', ';', ')']) && !self.after.get(1..2).is_some_and(is_digit);
        joined && named && closes
    }

    /// "3 million of the 8 million dollars".
    fn is_share(&self) -> bool {
        matches!(self.words, "of the" | "of its" | "of their" | "out of" | "of")
    }
}

fn is_digit(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// A number of which nothing is said but how large it is.
fn is_bare(figure: &Figure) -> bool {
    figure.kind == FigureKind::Count && figure.unit.is_none() && (figure.object.is_none() || figure.is_object_inherited)
}

/// Whether a figure has a unit of measurement or money.
fn is_measured(figure: &Figure) -> bool {
    figure.unit.is_some() && !matches!(figure.kind, FigureKind::Count | FigureKind::Percent | FigureKind::Ratio | FigureKind::Age)
}

fn carry_bound(a: &Figure, b: &mut Figure) {
    if b.bound != Bound::Eq || matches!(a.bound, Bound::Range | Bound::Vague) {
        return;
    }
    b.bound = a.bound;
    match a.bound {
        Bound::Gt | Bound::Ge => b.low = b.low.or(b.value),
        Bound::Lt | Bound::Le => b.high = b.high.or(b.value),
        _ => {}
    }
}

/// Gives what one of two figures is of to the other, where that has nothing.
fn carry_object(a: &mut Figure, b: &mut Figure) {
    let (from, to) = if b.object.is_none() { (&*a, b) } else { (&*b, a) };
    if from.object.is_some() && to.object.is_none() {
        (to.object, to.object_head, to.is_object_inherited) = (from.object, from.object_head.clone(), true);
    }
}

fn carry_change(a: &Figure, b: &mut Figure) {
    if b.change == Change::None && b.change_part.is_none() {
        (b.change, b.change_part) = (a.change, a.change_part);
    }
}

/// "from 4 to 5 million tonnes": the multiplier of the second level is the first one's too, where the two are of one size.
fn lend_scale(text: &str, from: &Figure, to: &mut Figure) {
    let digits: String = from.span.of(text).chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let Some((written, value, lent)) = digits.parse::<f64>().ok().zip(from.value).zip(to.value).map(|((w, v), l)| (w, v, l)) else {
        return;
    };
    let scale = value / written;
    if written > 0.0 && scale >= 1000.0 && (0.1..10.0).contains(&(lent / written)) {
        to.value = Some(lent * scale);
    }
}

/// Gives a bare number the unit of the one beside it.
fn lend_unit(from: &Figure, to: &mut Figure) {
    // What is proportional in one is so in the other; degrees are not.
    let factor = from.value_si.zip(from.value).filter(|(_, v)| *v != 0.0).map(|(si, v)| si / v);
    if from.kind == FigureKind::Temperature {
        return;
    }
    to.kind = from.kind;
    to.unit.clone_from(&from.unit);
    to.unit_si.clone_from(&from.unit_si);
    to.value_si = factor.zip(to.value).map(|(f, v)| f * v);
    (to.object, to.object_head, to.is_object_inherited) = (None, None, false);
}
