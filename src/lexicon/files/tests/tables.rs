//! The tables of the lexicons, and what each must be besides well formed: sorted by its key, no key twice, no name of two entries.
//!
//! In: a file of entries. Out: its faults. Never knows what the entries mean: that is for the checks of single files.

use std::collections::BTreeMap;

use toml::Value;

use super::Text;

/// How the entries of a table stand.
#[derive(Clone, Copy, PartialEq)]
pub enum Order {
    /// By their key, so that a change is a short diff.
    Sorted,
    /// As an order of their own asks.
    Own,
}

/// What is asked of one table.
pub struct CheckedTable {
    pub file: &'static str,
    pub name: &'static str,
    /// The field by which an entry is known.
    key: &'static str,
    order: Order,
    /// The fields that hold names: no name belongs to two entries.
    names: &'static [&'static str],
    /// The field that lists names which also mean something else: such a name may belong to several.
    weak: &'static str,
}

const fn table(file: &'static str, name: &'static str, key: &'static str, names: &'static [&'static str]) -> CheckedTable {
    CheckedTable { file, name, key, order: Order::Sorted, names, weak: "" }
}

/// Every table of entries.
pub const TABLES: &[CheckedTable] = &[
    table("abbreviations.toml", "abbreviations", "abbreviation", &[]),
    table("areas.toml", "areas", "name", &["name", "aliases"]),
    CheckedTable { order: Order::Own, ..table("calendar.toml", "months", "name", &["name", "abbreviations"]) },
    CheckedTable { order: Order::Own, ..table("calendar.toml", "weekdays", "name", &["name", "abbreviations"]) },
    table("calendar.toml", "seasons", "name", &["name", "aliases"]),
    table("calendar.toml", "day_parts", "name", &["name", "aliases"]),
    table("calendar.toml", "day_words", "phrase", &[]),
    table("calendar.toml", "holidays", "name", &["name", "aliases"]),
    table("calendar.toml", "time_zones", "abbreviation", &[]),
    table("conversation.toml", "labels", "label", &[]),
    table("currencies.toml", "currencies", "code", &["names", "signs", "words", "contested_words"]),
    table("events.toml", "events", "name", &["name", "aliases"]),
    table("groups.toml", "groups", "name", &["name"]),
    table("numbers.toml", "cardinals", "word", &[]),
    table("numbers.toml", "multipliers", "word", &["word", "aliases", "abbreviations"]),
    table("numbers.toml", "fractions", "word", &["word", "plural", "sign"]),
    table("numbers.toml", "fraction_signs", "sign", &[]),
    table("numbers.toml", "ordinals", "word", &[]),
    table("numbers.toml", "repeats", "word", &[]),
    table("numbers.toml", "factors", "word", &[]),
    table("numbers.toml", "vague", "phrase", &[]),
    table("numbers.toml", "modifiers", "phrase", &[]),
    table("numbers.toml", "change_verbs", "verb", &[]),
    table("numbers.toml", "change_nouns", "noun", &[]),
    table("numbers.toml", "per", "word", &[]),
    table("numbers.toml", "idioms", "phrase", &["phrase"]),
    CheckedTable { weak: "weak", ..table("organisations.toml", "organisations", "name", &["name", "aliases"]) },
    CheckedTable { weak: "weak_aliases", ..table("outlets.toml", "outlets", "domain", &["name", "aliases"]) },
    table("people.toml", "people", "name", &["name", "aliases", "surname"]),
    table("person_nouns.toml", "people", "noun", &[]),
    table("person_nouns.toml", "documents", "noun", &[]),
    table("person_nouns.toml", "organisations", "noun", &[]),
    table("person_nouns.toml", "company_suffixes", "suffix", &["suffix", "aliases"]),
    table("person_nouns.toml", "places", "noun", &[]),
    table("platforms.toml", "platforms", "name", &["name", "aliases"]),
    table("products.toml", "products", "name", &["name", "aliases"]),
    table("regions.toml", "regions", "code", &[]),
    table("reporting_nouns.toml", "nouns", "lemma", &[]),
    table("reporting_nouns.toml", "phrases", "text", &[]),
    table("reporting_verbs.toml", "verbs", "lemma", &[]),
    table("territories.toml", "territories", "code", &["name", "official", "aliases", "acronyms"]),
    table("titles.toml", "honorifics", "title", &["title", "aliases"]),
    table("titles.toml", "suffixes", "suffix", &["suffix", "aliases"]),
    table("titles.toml", "roles", "role", &["role", "aliases"]),
    table("titles.toml", "prefixes", "prefix", &[]),
    table("units.toml", "units", "code", &["names", "symbols"]),
    // A group may stand in any order, and one name joins several groups of other places on the page.
    CheckedTable { order: Order::Own, ..table("furniture.toml", "group", "place", &[]) },
];

/// Names that two entries have without a mark, file by file, and why.
const SHARED: &[(&str, &str, &str)] = &[
    ("units.toml", "F", "degrees Fahrenheit, the first entry, are meant: a farad is never written so in news"),
    ("units.toml", "mb", "the pressure of a storm, the first entry, is meant; megabits are Mb in news that speaks of them"),
];

/// The faults of all tables of a file.
pub fn faults(text: &Text<'_>) -> Vec<String> {
    let Ok(file) = toml::from_str::<toml::Table>(text.text) else { return Vec::new() };
    let mut faults = Vec::new();
    for (name, rows) in &file {
        // A list of plain words is an own table, in which only a doubled word is a fault.
        let Some(table) = TABLES.iter().find(|t| t.file == text.file && t.name == name) else {
            if rows.as_array().is_some_and(|rows| rows.iter().all(Value::is_str)) {
                text.value(name, name, rows, &mut faults);
            } else {
                faults.push(format!("{}: table {name} is not in the list of checked tables; add it to TABLES", text.file));
            }
            continue;
        };
        let rows: Vec<&toml::Table> = rows.as_array().into_iter().flatten().filter_map(Value::as_table).collect();
        for row in &rows {
            for (field, value) in row.iter().filter(|(field, _)| (text.file, field.as_str()) != ("units.toml", "names")) {
                text.value(key_of(row, table.key), field, value, &mut faults);
            }
        }
        if table.file != "furniture.toml" {
            keys(text, table, &rows, &mut faults);
            shared(text, table, &rows, &mut faults);
        }
    }
    faults
}

fn key_of<'a>(row: &'a toml::Table, key: &str) -> &'a str {
    row.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Keys that stand twice, or after one that sorts after them.
fn keys(text: &Text<'_>, table: &CheckedTable, rows: &[&toml::Table], faults: &mut Vec<String>) {
    let keys: Vec<&str> = rows.iter().map(|row| key_of(row, table.key)).collect();
    let sorts = |key: &str| (key.to_lowercase(), key.to_owned());
    for pair in keys.windows(2) {
        if let [before, after] = pair
            && table.order == Order::Sorted
            && sorts(before) > sorts(after)
        {
            let place = text.place(table.key, after, 0);
            faults.push(format!("{place}: {after:?} stands after {before:?}; sort the table {} by {}", table.name, table.key));
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    for twice in keys.iter().filter(|key| !seen.insert(**key)) {
        faults.push(format!("{}: {} {twice:?} stands twice; keep one entry", text.place(table.key, twice, 1), table.key));
    }
}

/// Names of several entries that do not mark them as weak.
fn shared(text: &Text<'_>, table: &CheckedTable, rows: &[&toml::Table], faults: &mut Vec<String>) {
    let mut owners: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in rows {
        let weak = strings(row, table.weak);
        for name in table.names.iter().flat_map(|field| strings(row, field)) {
            // A word in brackets tells two entries apart and is not printed.
            let bare = name.split_once(" (").map_or(name, |(bare, _)| bare);
            let list = owners.entry(name).or_default();
            let key = key_of(row, table.key);
            if !weak.contains(&bare) && !weak.contains(&name) && !list.contains(&key) {
                list.push(key);
            }
        }
    }
    for (name, entries) in owners.into_iter().filter(|(_, entries)| entries.len() > 1) {
        if SHARED.iter().any(|(file, shared, _)| (*file, *shared) == (text.file, name)) {
            continue;
        }
        let place = text.place(table.key, entries.last().unwrap_or(&""), 0);
        let remedy =
            if table.weak.is_empty() { "keep it in one of them".to_owned() } else { format!("list it under {} in both", table.weak) };
        faults.push(format!("{place}: {name:?} belongs to {}; {remedy}", entries.join(" and to ")));
    }
}

/// The strings of a field, be it one or a list.
fn strings<'a>(row: &'a toml::Table, field: &str) -> Vec<&'a str> {
    match row.get(field) {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one],
        _ => Vec::new(),
    }
}

#[test]
fn no_exception_has_outlived_its_reason() {
    for (file, name, _) in SHARED {
        let lexicon = super::super::LEXICONS.iter().find(|l| l.file == *file).expect("the file is listed");
        assert!(lexicon.text.matches(&format!("\"{name}\"")).count() > 1, "{file}: {name} belongs to one entry now; strike the exception");
    }
}
