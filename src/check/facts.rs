//! Checks of columns against each other: what one of them says the others must not deny.
//!
//! In: the rows of an article or any rows of a table. Out: violations of rows. Never judges whether a row is true of the article.

use std::collections::{HashMap, HashSet};

use arrow::array::Array;

use super::findings::Finder;
use super::rows::{Article, Rows, text_at};

/// Columns of `articles` that count the rows of a table.
const COUNTS: &[(&str, &str)] =
    &[("sentence_count", "sentences"), ("quote_count", "quotes"), ("figure_count", "figures"), ("mention_count", "mentions")];

/// Columns of which both are null or none: table, one, other.
const TOGETHER: &[(&str, &str, &str)] = &[
    ("articles", "published_date", "published_precision"),
    ("articles", "published_date", "published_rule"),
    ("quotes", "speaker_text", "speaker_start"),
    ("quotes", "cue", "cue_start"),
    ("quotes", "cue", "cue_lemma"),
    ("quotes", "cue", "cue_class"),
    ("quotes", "said_on", "said_on_method"),
    ("mentions", "entity_id", "entity_name"),
    ("mentions", "entity_id", "link_method"),
    ("dates", "start_date", "end_date"),
];

/// Where the first column is set, the second is: table, first, second.
const IMPLIED: &[(&str, &str, &str)] = &[
    ("articles", "published_at", "published_date"),
    ("articles", "updated_at", "updated_date"),
    ("quotes", "speaker_entity_id", "speaker_name"),
    ("figures", "value_si", "unit_si"),
    ("figures", "claimant_entity_id", "claimant_name"),
    ("figures", "place_entity_id", "place_text"),
    ("dates", "start_date", "edtf"),
];

/// The first day does not lie after the last: table, first, last.
const PERIODS: &[(&str, &str, &str)] =
    &[("dates", "start_date", "end_date"), ("figures", "as_of_start", "as_of_end"), ("entities", "first_seen", "last_seen")];

/// The counts in `articles` are the numbers of rows, those in `article_entities` the numbers of mentions.
pub(super) fn counts(article: &Article<'_>, finder: &mut Finder<'_>) {
    if let Some(articles) = article.rows("articles").filter(|a| a.len() > 0) {
        for (column, table) in COUNTS {
            let Some(counted) = article.rows(table).map(Rows::len) else { continue };
            let told = articles.int(column).and_then(|c| c.get(0));
            if let Some(told) = told.filter(|told| *told != counted as i64) {
                finder.row("articles", articles.number(0), || format!("{column} is {told}, {table} has {counted}"));
            }
        }
    }
    let (Some(entities), Some(mentions)) = (article.rows("article_entities"), article.rows("mentions")) else { return };
    let mut counted: HashMap<&str, i64> = HashMap::new();
    let ids = mentions.text("entity_id");
    (0..mentions.len()).filter_map(|n| text_at(ids?, n)).for_each(|id| *counted.entry(id).or_default() += 1);
    for n in 0..entities.len() {
        let (Some(id), Some(told)) = (entities.text_of("entity_id", n), entities.int("mention_count").and_then(|c| c.get(n))) else {
            continue;
        };
        let counted = counted.get(id).copied().unwrap_or_default();
        if told != counted {
            finder.row("article_entities", entities.number(n), || format!("mention_count of {id} is {told}, mentions has {counted}"));
        }
    }
}

/// Every entity that a row of an article names is one of that article.
pub(super) fn entities(article: &Article<'_>, finder: &mut Finder<'_>) {
    let Some(ids) = article.rows("article_entities").and_then(|e| e.text("entity_id")) else { return };
    let known: HashSet<&str> = (0..ids.len()).filter_map(|n| text_at(ids, n)).collect();
    for rows in article.tables {
        for field in rows.schema.fields.iter().filter(|f| f.name.ends_with("entity_id")) {
            let Some(column) = rows.text(&field.name) else { continue };
            for (n, id) in (0..rows.len()).filter_map(|n| Some((n, text_at(column, n)?))) {
                if !known.contains(id) {
                    finder.row(rows.table(), rows.number(n), || format!("{} {id} is no entity of the article", field.name));
                }
            }
        }
    }
}

/// A partial quote lies within the mixed one it points to.
pub(super) fn parents(article: &Article<'_>, finder: &mut Finder<'_>) {
    let Some(quotes) = article.rows("quotes") else { return };
    let (Some(ids), Some(parents), Some(starts), Some(ends)) =
        (quotes.text("quote_id"), quotes.text("parent_quote_id"), quotes.int("char_start"), quotes.int("char_end"))
    else {
        return;
    };
    let numbers: HashMap<&str, usize> = (0..quotes.len()).filter_map(|n| Some((text_at(ids, n)?, n))).collect();
    for (n, parent) in (0..quotes.len()).filter_map(|n| Some((n, text_at(parents, n)?))) {
        // A parent that is not there is the business of the foreign keys.
        let Some(parent) = numbers.get(parent).copied() else { continue };
        let inside = starts.get(parent) <= starts.get(n) && ends.get(n) <= ends.get(parent);
        if parent == n || !inside || quotes.text_of("kind", parent) != Some("mixed") {
            finder.row("quotes", quotes.number(n), || "its parent is no mixed quote around it".into());
        }
    }
}

/// Words quoted whole and posts are somebody's words, terms are nobody's.
pub(super) fn said(article: &Article<'_>, finder: &mut Finder<'_>) {
    let Some(quotes) = article.rows("quotes") else { return };
    let Some(said) = quotes.bool("is_speech") else { return };
    for n in 0..quotes.len() {
        let expected = match quotes.text_of("kind", n) {
            Some("direct" | "social") => true,
            Some("term") => false,
            _ => continue,
        };
        if n >= said.len() || !said.is_valid(n) || said.value(n) != expected {
            finder.row("quotes", quotes.number(n), || format!("its kind wants {expected} in is_speech"));
        }
    }
}

/// Columns that stand or fall together, and those that need another.
pub(super) fn nulls(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    for (_, one, other) in TOGETHER.iter().filter(|(table, ..)| *table == rows.table()) {
        for n in 0..rows.len() {
            if let (Some(a), Some(b)) = (rows.is_set(one, n), rows.is_set(other, n))
                && a != b
            {
                finder.row(rows.table(), rows.number(n), || format!("only one of {one} and {other} is null"));
            }
        }
    }
    for (_, first, second) in IMPLIED.iter().filter(|(table, ..)| *table == rows.table()) {
        for n in 0..rows.len() {
            if rows.is_set(first, n) == Some(true) && rows.is_set(second, n) == Some(false) {
                finder.row(rows.table(), rows.number(n), || format!("{first} is set and {second} is null"));
            }
        }
    }
}

/// Periods begin before they end.
pub(super) fn periods(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    for (_, first, last) in PERIODS.iter().filter(|(table, ..)| *table == rows.table()) {
        let (Some(starts), Some(ends)) = (rows.date(first), rows.date(last)) else { continue };
        for (n, (start, end)) in starts.iter().zip(ends).enumerate() {
            if let (Some(start), Some(end)) = (start, end)
                && start > end
            {
                finder.row(rows.table(), rows.number(n), || format!("{first} lies after {last}"));
            }
        }
    }
}

/// The value of a figure lies between its lowest and its highest one.
pub(super) fn values(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    let (Some(lows), Some(values), Some(highs)) = (rows.float("value_low"), rows.float("value"), rows.float("value_high")) else { return };
    for (n, ((low, value), high)) in lows.iter().zip(values).zip(highs).enumerate() {
        let told: Vec<f64> = [low, value, high].into_iter().flatten().collect();
        if !told.is_sorted() {
            finder.row(rows.table(), rows.number(n), || format!("value_low, value, value_high are {told:?}, not in order"));
        }
    }
}

/// The date of publication: unresolved exactly where it is null; a moment only where the hour is known, and on that day give or take the
/// time zone.
pub(super) fn published(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    if rows.table() != "articles" {
        return;
    }
    for n in 0..rows.len() {
        let unresolved = rows.text_of("published_method", n) == Some("unresolved");
        if rows.is_set("published_date", n) == Some(unresolved) {
            finder.row("articles", rows.number(n), || "published_method does not fit published_date being null or not".into());
        }
        let Some(moment) = rows.moment_day("published_at", n) else { continue };
        if !matches!(rows.text_of("published_precision", n), Some("second" | "minute" | "hour") | None) {
            finder.row("articles", rows.number(n), || "published_at is set though the hour is not known".into());
        }
        let day = rows.date("published_date").filter(|d| d.is_valid(n)).map(|d| i64::from(d.value(n)));
        if day.is_some_and(|day| (day - moment).abs() > 1) {
            finder.row("articles", rows.number(n), || "published_at and published_date are more than a day apart".into());
        }
    }
}

/// Nobody is named who is not: an unresolved speaker has no name, an anonymous one neither.
pub(super) fn speakers(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    let name = match rows.table() {
        "quotes" => "speaker_name",
        "figures" => "claimant_name",
        _ => return,
    };
    for n in 0..rows.len() {
        let named = rows.is_set(name, n) == Some(true);
        if named && rows.is_true("is_anonymous", n) {
            finder.row(rows.table(), rows.number(n), || format!("is anonymous and has a {name}"));
        }
        match rows.text_of("speaker_kind", n) {
            Some("unresolved") if named => finder.row(rows.table(), rows.number(n), || "the speaker is unresolved and has a name".into()),
            Some("anonymous") if !rows.is_true("is_anonymous", n) => {
                finder.row(rows.table(), rows.number(n), || "the speaker is anonymous and is_anonymous is false".into());
            }
            Some(kind) if kind != "anonymous" && rows.is_true("is_anonymous", n) => {
                finder.row(rows.table(), rows.number(n), || format!("is_anonymous is true and the speaker is a {kind}"));
            }
            _ => {}
        }
    }
}

/// What is stated in the reporter's own voice has no claimant and no cue; a cue and an anonymous claimant have words that name who claims.
pub(super) fn claims(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    if rows.table() != "figures" {
        return;
    }
    for n in 0..rows.len() {
        let (named, cued) = (rows.is_set("claimant_text", n), rows.is_set("cue", n) == Some(true));
        if rows.text_of("claim_status", n) == Some("stated") && (named == Some(true) || cued) {
            finder.row("figures", rows.number(n), || "is stated in the reporter's own voice and has a claimant or a cue".into());
        }
        if named == Some(false) && (cued || rows.is_true("is_anonymous", n)) {
            finder.row("figures", rows.number(n), || "has a cue or an anonymous claimant and no claimant_text".into());
        }
    }
}

/// A mention stands for an entity, or it is told why that is unclear; where several fit, they are told.
pub(super) fn unclear(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    if rows.table() != "mentions" || rows.text("unclear").is_none() {
        return;
    }
    for n in 0..rows.len() {
        let reason = rows.text_of("unclear", n);
        if rows.is_set("entity_id", n) == Some(false) && reason.is_none() {
            finder.row("mentions", rows.number(n), || "has no entity and no reason in unclear".into());
        }
        if rows.is_set("entity_id", n) == Some(true) && reason.is_some_and(|r| r != "several_fit") {
            finder.row("mentions", rows.number(n), || "has an entity, and unclear says that there is none".into());
        }
        let candidates = rows.items("candidates", n);
        if rows.list("candidates").is_some() && (reason == Some("several_fit")) == candidates.is_empty() {
            finder.row("mentions", rows.number(n), || "candidates do not fit unclear".into());
        }
        if let Some(odd) = candidates.iter().find(|id| !id.contains('/')) {
            finder.row("mentions", rows.number(n), || format!("the candidate {odd:?} is no id of an entity"));
        }
    }
}
