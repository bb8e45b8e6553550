//! Tagger `figures`: numbers that are claimed of something.
//!
//! In: sentences, mentions, dates and quotes of a [`TaggedArticle`]. Out: `article.figures` in reading order, none overlapping another
//! or a date. Never decides who claims a figure: linking does.
//!
//! The way of a figure: [`NumberReader`] reads a number, or two that are joined to a range, the [`RECOGNISERS`] add units, the
//! [`filters::FILTERS`] refuse names and addresses, [`bounds`] reads what bounds it, [`objects`] what it counts, [`context`] verb, place
//! and day.

pub mod amount;
pub mod bounds;
mod change;
mod clause;
mod compound;
mod context;
mod filters;
mod joined;
mod measured;
mod money;
mod neighbours;
pub mod objects;
mod parse;
mod per;
mod predicate;
mod proportions;
mod quantity;
mod rank;
mod rules;

#[cfg(test)]
pub(crate) mod tests;

pub use rules::RULES;

use amount::Amount;
use objects::Object;

use crate::document::{
    AtomKind, Bound, ClaimStatus, DateKind, EntityType, FIGURE_ROW, Figure, FigureKind, MOST_REPEATED, MentionForm, QuoteKind,
    TaggedArticle, Traits,
};
use crate::lexicon::numbers::numbers;
use crate::span::Span;
use crate::tag::cursor::Cursor;
use crate::tag::numbers::{AtomLine, NumberReader};
use crate::work::Budget;

/// One recogniser: what it is called, what it can begin with, and how it reads an amount at an atom.
struct AmountRecogniser {
    #[cfg_attr(not(test), allow(dead_code, reason = "the corpus beside this file names recognisers"))]
    name: &'static str,
    begins: Traits,
    read: fn(&NumberReader, usize) -> Option<Amount>,
}

/// What a number can begin with.
const NUMBER: Traits = Traits::DIGITS.union(Traits::CARDINAL).union(Traits::ORDINAL).union(Traits::FRACTION).union(Traits::SIGN);

/// Every recogniser, in the order in which they are asked: the first that reads an amount has it.
const RECOGNISERS: &[AmountRecogniser] = &[
    AmountRecogniser { name: "money_before", begins: Traits::MONEY, read: money::money_before },
    AmountRecogniser { name: "lost_sign", begins: Traits::MONEY, read: money::lost_sign },
    AmountRecogniser { name: "unit_before", begins: Traits::PREFIX_UNIT, read: quantity::unit_before },
    AmountRecogniser { name: "score", begins: Traits::DIGITS, read: proportions::score },
    AmountRecogniser { name: "chance", begins: NUMBER, read: proportions::chance },
    AmountRecogniser { name: "vague", begins: Traits::VAGUE, read: quantity::vague },
    AmountRecogniser { name: "factor", begins: Traits::FACTOR, read: proportions::factor },
    AmountRecogniser { name: "one_and_more", begins: NUMBER, read: quantity::one_and_more },
    AmountRecogniser { name: "feet_and_inches", begins: Traits::DIGITS, read: compound::feet_and_inches },
    AmountRecogniser { name: "quantity", begins: NUMBER, read: quantity::quantity },
];

/// What an amount can begin with.
const STARTS: Traits = NUMBER.union(Traits::MONEY).union(Traits::PREFIX_UNIT).union(Traits::VAGUE).union(Traits::FACTOR);

/// Steps of work to look at an atom.
const ATOM_STEPS: usize = 5;
/// Steps of work to describe a figure.
const FIGURE_STEPS: usize = 500;

/// Fills `article.figures`.
pub fn tag(article: &mut TaggedArticle, budget: &Budget) {
    let mut figures = Vec::new();
    let mut repeated = 0;
    let words = numbers();
    let quotes = article.quotes_where(|kind| kind != QuoteKind::Term);
    let mut known: Option<(usize, Object)> = None;
    for (number, sentence) in article.sentences.iter().enumerate() {
        let line = AtomLine::of(&article.article.text, &article.atoms, number);
        if !budget.charge(ATOM_STEPS * line.len()) {
            break;
        }
        if !line.traits.intersects(STARTS) {
            continue;
        }
        let reader = NumberReader { line: &line, words };
        let Some(start) = (0..line.len()).find(|at| beginnings(&line, *at) != Traits::empty()) else { continue };
        let taken = taken(article, &line, sentence.span);
        let first = figures.len();
        for amount in amounts(&reader, start, &taken) {
            let recent = known.as_ref().filter(|(s, _)| *s + 1 >= number).map(|(_, o)| o);
            let (figure, object) = figure(&reader, number, amount, recent);
            if let Some(object) = object.filter(|_| figure.kind == FigureKind::Count) {
                known = Some((number, object));
            }
            figures.push(figure);
            joined::join_bounds(line.text, &mut figures, first);
        }
        if !budget.charge((figures.len() - first) * (FIGURE_STEPS + ATOM_STEPS * line.len())) {
            break;
        }
        // Such an article is refused for its rows.
        repeated += (figures.len() - first) * (FIGURE_ROW + sentence.span.len());
        if repeated > MOST_REPEATED {
            break;
        }
        let Some(new) = figures.get_mut(first..).filter(|f| !f.is_empty()) else { continue };
        parse::refine(article, new);
        joined::find_ages(article, sentence.span, new);
        neighbours::carry(line.text, new);
        neighbours::find_ranges(first, new);
        context::add(article, &quotes, sentence.span, new);
    }
    article.figures = figures;
}

/// What has a span of the sentence already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taker {
    /// A date, which no figure may touch.
    Date,
    /// How often something comes round: no figure may touch it, but it may tell what a figure is counted per.
    Set,
    /// A name that may hold a number: "USD115" is money all the same, and of "6 GB QX770" the name has only its letters.
    Name,
}

/// Spans of the sentence that are dates, or names that may hold a number.
fn taken(article: &TaggedArticle, line: &AtomLine, sentence: Span) -> Vec<(Span, Taker)> {
    let from = article.dates.partition_point(|d| d.span.end <= sentence.start);
    let dates = article.dates[from..].iter().take_while(|d| d.span.start < sentence.end);
    let taker = |kind: DateKind| if kind == DateKind::Set { Taker::Set } else { Taker::Date };
    let mut taken: Vec<_> = dates.filter(|d| d.kind != DateKind::Duration).map(|d| (d.span, taker(d.kind))).collect();
    if !line.traits.intersects(Traits::DIGITS) {
        return taken;
    }
    let names = article.mentions_in(sentence).map(|(_, m)| m).filter(|m| m.kind != EntityType::Norp && m.form != MentionForm::Nominal);
    taken.extend(names.filter(|m| m.span.of(&article.article.text).bytes().any(|b| b.is_ascii_digit())).map(|m| (m.span, Taker::Name)));
    taken
}

/// The amounts of a line in reading order, from an atom on.
fn amounts(reader: &NumberReader, start: usize, taken: &[(Span, Taker)]) -> Vec<Amount> {
    let line = reader.line;
    let mut found = Vec::new();
    let mut at = start;
    while at < line.len() {
        let begins = beginnings(line, at);
        if begins == Traits::empty() {
            at += 1;
            continue;
        }
        // "USD115" may pass for a name: where a sign of money is read, it is money.
        let sign = !taken.is_empty() && money::begins_sum(reader, at);
        let here = line.span(at..at + 1);
        if let Some((span, _)) = taken.iter().find(|(t, taker)| t.overlaps(here) && !(sign && *taker == Taker::Name)) {
            at = line.atom_at(span.end.saturating_sub(1)).max(at) + 1;
            continue;
        }
        let Some(mut amount) =
            RECOGNISERS.iter().filter(|r| r.begins.intersects(begins)).find_map(|r| (r.read)(reader, at)).filter(|a| a.atoms.end > at)
        else {
            at += 1;
            continue;
        };
        leave_rate(line, &mut amount, taken);
        let span = line.span(amount.atoms.clone());
        let unit = amount.unit_atoms.clone().map(|u| line.span(u)).filter(|u| u.start > span.start && amount.value.is_some());
        let touches = taken.iter().any(|(t, taker)| {
            // "RM900 and RM1,400": each begins with a sign of its own; in "$US4.2" the name begins within the sign.
            let sum = sign && amount.kind == FigureKind::Money;
            let in_sign =
                amount.unit_atoms.clone().map(|u| line.span(u)).is_some_and(|u| u.contains(Span { start: t.start, end: t.start + 1 }));
            let sign_or_unit = *taker == Taker::Name
                && (sum && (in_sign || money::begins_sum(reader, line.atom_at(t.start))) || unit.is_some_and(|u| u.start <= t.start));
            t.overlaps(span) && !sign_or_unit
        });
        let end = amount.atoms.end;
        if touches {
            at += 1;
        } else {
            match filters::FILTERS.iter().find(|f| (f.refuses)(reader, &amount)) {
                Some(filter) => tracing::trace!(filter = filter.name, number = span.of(line.text), "no figure"),
                None => found.push(amount),
            }
            at = end;
        }
    }
    found
}

/// Cuts off the rate of "2 percent annually" or "40 percent a month before" where the words of time are an expression of their own: only
/// one of how often tells what the amount is counted per.
fn leave_rate(line: &AtomLine, amount: &mut Amount, taken: &[(Span, Taker)]) {
    let Some(unit_end) = amount.unit_atoms.clone().map(|u| u.end).filter(|_| amount.per.is_some()) else { return };
    let rate = line.span(unit_end..amount.atoms.end);
    let Some((span, taker)) = taken.iter().find(|(t, taker)| *taker != Taker::Name && t.overlaps(rate)) else { return };
    let first = line.atom_at(span.start);
    if first < unit_end {
        return;
    }
    amount.atoms.end = first;
    if *taker == Taker::Date {
        amount.per = None;
    }
}

/// What an amount may begin with at an atom: most atoms begin none, and are passed over here.
fn beginnings(line: &AtomLine, at: usize) -> Traits {
    let Some(atom) = line.atoms.get(at) else { return Traits::empty() };
    let starts = |yes: bool| if yes { STARTS } else { Traits::empty() };
    match atom.kind {
        AtomKind::Digits => Traits::DIGITS,
        AtomKind::Word if atom.span.len() <= 2 && line.is_any(at, &["a", "an"]) => {
            let money = line.is_glued(at + 1) && atom.traits.intersects(Traits::MONEY);
            let after = line.traits(at + 1);
            starts(
                money
                    || after.intersects(Traits::MULTIPLIER | Traits::FRACTION | Traits::VAGUE)
                    || after.intersects(Traits::UNIT | Traits::MONEY) && line.is(at + 2, "and")
                    || line.is_any(at + 1, &["few", "handful"]),
            )
        }
        AtomKind::Mark(_) if (line.is_dash(at) || line.is_mark(at, '.')) && (!atom.glued || line.opens_sign(at)) => {
            starts(line.is_glued(at + 1) && (line.is_digits(at + 1) || line.traits(at + 1).intersects(Traits::MONEY)))
        }
        AtomKind::Mark('#') if line.is_glued(at + 1) && line.is_digits(at + 1) => Traits::MONEY,
        AtomKind::Word if matches!(line.word(at), "PS" | "Y") && line.is_glued(at + 1) => Traits::MONEY,
        AtomKind::Word if atom.traits.intersection(STARTS) == Traits::MONEY => {
            // Words that are also codes ("all", "try") are many; without a number after them nothing needs to be looked up.
            starts(line.together(at + 1..at + 7).intersects(Traits::DIGITS | Traits::CARDINAL)).intersection(Traits::MONEY)
        }
        _ => atom.traits.intersection(STARTS),
    }
}

/// A figure from its amount and its surroundings, and what it counts.
fn figure(r: &NumberReader, sentence: usize, amount: Amount, known: Option<&Object>) -> (Figure, Option<Object>) {
    let start = bounds::bounds(r, &amount, amount.atoms.end).start;
    let object = objects::object(r, &amount, start, known);
    let object_end = object.as_ref().map_or(amount.atoms.end, |o| o.end);
    let amount = counted(r, amount, object.as_ref());
    let bounds = bounds::bounds(r, &amount, object_end);
    let (amount, object) = rated_after(r, amount, object, &bounds);
    let object_end = object.as_ref().map_or(amount.atoms.end, |o| o.end);
    let object_atoms = amount.atoms.end..object_end;
    let (change, change_part) = change::change(r, &amount, bounds.start, Some(&object_atoms));
    let predicate = predicate::predicate(r, bounds.start, object_end);
    let bound = amount.bound.or(bounds.bound).unwrap_or(Bound::Eq);
    let (low, high) = ends(r, &amount, bound);
    let figure = Figure {
        span: r.line.span(amount.atoms.clone()),
        sentence,
        value: amount.value,
        low,
        high,
        bound,
        modifier: bounds.modifier.map(|m| r.line.span(m)),
        change,
        change_part,
        kind: amount.kind,
        value_si: amount.value_si(),
        unit_si: amount.conversion.map(|c| c.unit.into()),
        unit_text: amount.unit_atoms.clone().map(|u| r.line.span(u)),
        unit: amount.unit,
        per: amount.per,
        object: object.as_ref().map(|o| o.span),
        object_head: object.as_ref().map(|o| o.head.clone()),
        is_object_inherited: object.as_ref().is_some_and(|o| o.is_inherited),
        range: None,
        predicate,
        place: None,
        place_entity: None,
        as_of_start: None,
        as_of_end: None,
        claimant: None,
        cue: None,
        status: ClaimStatus::Stated,
        quote: None,
        rule: amount.rule,
        confidence: amount.confidence,
    };
    (figure, object)
}

/// The amount as what it counts shows it.
fn counted(r: &NumberReader, mut amount: Amount, object: Option<&Object>) -> Amount {
    let Some(object) = object else { return amount };
    // "20 people a day", "34,500 tons of copper a year": the rate stands after what is counted.
    if amount.per.is_none()
        && object.end > amount.atoms.end
        && amount.kind != FigureKind::Percent
        && let Some((_, per)) = r.per(object.end, amount.kind)
    {
        amount.per = Some(per);
        if amount.kind == FigureKind::Count {
            amount.kind = FigureKind::Rate;
        }
    }
    // Nothing that is counted is fewer than none: the dash before "-5,397 incidents" opens a line of a list.
    if amount.kind == FigureKind::Count && amount.value.is_some_and(|v| v < 0.0) {
        amount.scale(-1.0);
    }
    amount
}

/// "$30,000 or less a year": the rate stands after the words of the bound.
fn rated_after(r: &NumberReader, mut amount: Amount, object: Option<Object>, bounds: &bounds::Bounds) -> (Amount, Option<Object>) {
    let after = bounds.modifier.as_ref().filter(|m| m.start >= amount.atoms.end && amount.per.is_none()).map(|m| m.end);
    let Some((end, per)) = after.filter(|_| amount.kind == FigureKind::Money).and_then(|at| r.per(at, amount.kind)) else {
        return (amount, object);
    };
    amount.per = Some(per);
    let rate = r.line.span(0..end).end;
    (amount, object.filter(|o| o.span.start >= rate))
}

/// The lower and the upper end that an amount has under a bound.
fn ends(r: &NumberReader, amount: &Amount, bound: Bound) -> (Option<f64>, Option<f64>) {
    let (low, high) = (amount.low, amount.high);
    match bound {
        Bound::Gt | Bound::Ge => (low.or(amount.value), high),
        Bound::Lt | Bound::Le => (low, high.or(amount.value)),
        Bound::Eq if bounds::is_equated(r, amount.atoms.start) => (low.or(amount.value), high.or(amount.value)),
        _ => (low, high),
    }
}
