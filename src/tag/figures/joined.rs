//! What only the figures around or the names of a sentence tell: two bounds that make one range, and ages without a word for them.
//!
//! In: the figures of one sentence with their bounds and objects. Out: the same, two joined to one or a count turned into an age. Never
//! changes a number.

use crate::document::{Bound, EntityType, Figure, FigureKind, Rule, TaggedArticle};
use crate::span::Span;

/// "more than 100 but fewer than 200": joins the last two figures from `first` on where they are the two ends of one range.
pub(super) fn join_bounds(text: &str, figures: &mut Vec<Figure>, first: usize) {
    const BETWEEN: &[&str] = &["and", "but", "also", "is", "are", "or"];
    let Some([.., low, high]) = figures.get(first..) else { return };
    let (Some(a), Some(b)) = (low.value, high.value) else { return };
    let lower = |f: &Figure| matches!(f.bound, Bound::Gt | Bound::Ge);
    let upper = |f: &Figure| matches!(f.bound, Bound::Lt | Bound::Le);
    let ends = if lower(low) && upper(high) && a < b {
        (a, b)
    } else if upper(low) && lower(high) && b < a {
        (b, a)
    } else {
        return;
    };
    let start = high.modifier.map_or(high.span.start, |m| m.start.min(high.span.start));
    let between = Span { start: low.span.end, end: start.max(low.span.end) }.of(text);
    let mut words = between.split([' ', ',']).filter(|w| !w.is_empty());
    let alike = low.unit == high.unit || low.unit.is_none() && low.kind == FigureKind::Count;
    let free = low.object.is_none_or(|o| high.object == Some(o) || o.start >= high.span.end);
    if !(alike && free && between.len() <= 12 && words.all(|w| BETWEEN.contains(&w))) {
        return;
    }
    let Some(mut joined) = figures.pop() else { return };
    let Some(low) = figures.pop() else { return };
    joined.span.start = low.span.start;
    joined.modifier = low.modifier.or(joined.modifier);
    (joined.value, joined.value_si) = (None, None);
    (joined.low, joined.high, joined.bound) = (Some(ends.0), Some(ends.1), Bound::Range);
    joined.rule = Rule("two_bounds");
    figures.push(joined);
}

/// "Ilse Maar, 60, said", "she was 94.": a bare number that tells how old somebody is.
pub(super) fn find_ages(article: &TaggedArticle, sentence: Span, figures: &mut [Figure]) {
    let text = article.text();
    for figure in figures {
        let bare = figure.kind == FigureKind::Count && figure.unit.is_none() && matches!(figure.bound, Bound::Eq | Bound::Approx);
        let years = figure.value.is_some_and(|v| (1.0..=115.0).contains(&v) && v.fract() == 0.0);
        if !(bare && years && figure.span.of(text).bytes().all(|b| b.is_ascii_digit())) {
            continue;
        }
        let start = figure.modifier.map_or(figure.span.start, |m| m.start.min(figure.span.start));
        let before = Span { start: sentence.start, end: start.max(sentence.start) }.of(text);
        let after = text.get(figure.span.end as usize..).unwrap_or("");
        let named = figure.bound == Bound::Eq
            && (after_name(article, before, figure.span) && after.starts_with([',', ';', ')', '.'])
                || is_of_somebody(article, before, after));
        let limit = limit_of_age(before);
        if named || limit.is_some() || follows_age(before) {
            if let Some(bound) = limit.filter(|b| *b != Bound::Eq) {
                figure.bound = bound;
                let end = if bound == Bound::Lt { &mut figure.high } else { &mut figure.low };
                *end = figure.value;
            }
            figure.kind = FigureKind::Age;
            figure.unit = Some("a".into());
            figure.rule = Rule("age_of_somebody");
            (figure.object, figure.object_head) = (None, None);
        }
    }
}

/// "under the age of", "at the age of": how an age is bounded by the words before it.
fn limit_of_age(before: &str) -> Option<Bound> {
    let before = before.trim_end();
    let before = ["the age of", "the ages of"].iter().find_map(|words| before.strip_suffix(words))?;
    Some(match before.trim_end().rsplit(' ').next().unwrap_or("") {
        "under" | "Under" | "below" => Bound::Lt,
        "over" | "Over" | "above" => Bound::Gt,
        _ => Bound::Eq,
    })
}

/// "The median age of the crew is": a clause whose subject is an age.
fn follows_age(before: &str) -> bool {
    let clause = before.rsplit([',', ';', ':']).next().unwrap_or("");
    let mut words = clause.split_whitespace().rev();
    let says = words.next().is_some_and(|w| matches!(w, "is" | "was" | "of" | "be" | "at"));
    says && words.take(7).any(|w| matches!(w, "age" | "ages")) && !clause.contains(" and ")
}

/// Whether a person's name and a comma stand right before.
fn after_name(article: &TaggedArticle, before: &str, here: Span) -> bool {
    let Some(name) = before.strip_suffix(", ") else { return false };
    let end = here.start.saturating_sub((before.len() - name.len()) as u32);
    article.mentions_in(Span { start: end.saturating_sub(1), end }).any(|(_, m)| m.kind == EntityType::Person && m.span.end == end)
}

/// Whether the clause says no more than that somebody "was 94".
fn is_of_somebody(article: &TaggedArticle, before: &str, after: &str) -> bool {
    let closes = after.is_empty()
        || after.starts_with(['.', ',', ';', '\n']) && !after.get(1..2).is_some_and(|c| c.starts_with(|c: char| c.is_ascii_digit()));
    let mut words = before.split_whitespace().rev();
    if closes
        && words.clone().next().is_some_and(|w| matches!(w, "he's" | "she's" | "he’s" | "she’s" | "He's" | "She's" | "He’s" | "She’s"))
    {
        return true;
    }
    let closes = closes || [" and ", " but ", " after ", " before ", " when ", " this ", " last "].iter().any(|w| after.starts_with(w));
    let verb = words.next().is_some_and(|w| ["was", "is", "turned", "turns"].contains(&w));
    let subject = words.next().unwrap_or("");
    let pronoun = ["he", "she", "He", "She"].contains(&subject);
    // "a diver who is 17 and swims"
    closes && verb && (pronoun || subject == "who" || is_person_before(article, before, subject))
}

/// Whether the subject, with or without an aside between commas, is a person's name.
fn is_person_before(article: &TaggedArticle, before: &str, subject: &str) -> bool {
    let name = subject.trim_end_matches(',');
    let aside = subject.ends_with(',');
    let first = before.split([',', ' ']).next().unwrap_or("");
    let wanted = if aside { first } else { name };
    !wanted.is_empty()
        && article
            .mentions
            .iter()
            .any(|m| m.kind == EntityType::Person && m.span.of(article.text()).split_whitespace().any(|w| w == wanted))
}
