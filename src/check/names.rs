//! Checks of names and ids of entities: what a row calls an entity is what `article_entities` and `entities` call it.
//!
//! In: the rows of an article, rows of `article_entities`, or the whole output. Out: violations of rows. Of tables across articles it holds
//! eight bytes for each thing said of an entity.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use arrow::array::{Array, AsArray};

use super::findings::{Finder, excerpt};
use super::output::Output;
use super::rows::{Article, Rows, text_at};
use crate::document::EntityType;
use crate::lexicon::fold;
use crate::lexicon::names::folder_of;
use crate::link::entities::details;

/// As many names `entities` keeps of one entity that the articles use; of one that has so many, some may be missing.
const MOST_ALIASES: usize = 50;

/// Columns that repeat what `article_entities` says: table, id, column, column there.
const REPEATED: &[(&str, &str, &str, &str)] = &[
    ("quotes", "speaker_entity_id", "speaker_name", "name"),
    ("figures", "claimant_entity_id", "claimant_name", "name"),
    ("mentions", "entity_id", "entity_name", "name"),
    ("mentions", "entity_id", "link_method", "link_method"),
];

/// Names and methods beside an entity's id are those that the article knows it by.
pub(super) fn repeated(article: &Article<'_>, finder: &mut Finder<'_>) {
    let Some(entities) = article.rows("article_entities") else { return };
    let Some(ids) = entities.text("entity_id") else { return };
    let numbers: HashMap<&str, usize> = (0..entities.len()).filter_map(|n| Some((text_at(ids, n)?, n))).collect();
    for (table, key, column, source) in REPEATED {
        let Some(rows) = article.rows(table) else { continue };
        let (Some(keys), Some(values), Some(known)) = (rows.text(key), rows.text(column), entities.text(source)) else { continue };
        for n in 0..rows.len() {
            // An entity that is not there is the business of another check.
            let Some(number) = text_at(keys, n).and_then(|id| numbers.get(id)) else { continue };
            let (told, expected) = (text_at(values, n), text_at(known, *number));
            if told != expected {
                let shown = |text: Option<&str>| text.map_or("null".to_owned(), excerpt);
                finder
                    .row(rows.table(), rows.number(n), || format!("{column} is {}, article_entities has {}", shown(told), shown(expected)));
            }
        }
    }
}

/// The id of an entity that no gazetteer knows is made of its type and of the name that the article knows it by. One that they know may
/// be of another type in an article.
pub(super) fn id_of_name(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    if rows.table() != "article_entities" {
        return;
    }
    for n in 0..rows.len() {
        let (Some(name), Some(kind)) = (rows.text_of("name", n), rows.text_of("type", n)) else { continue };
        // The registry across articles joined this one to another: what it was alone is told beside it.
        let column = if rows.text_of("joined_from", n).is_some() { "joined_from" } else { "entity_id" };
        let Some(id) = rows.text_of(column, n).filter(|id| details(id).is_none()) else { continue };
        let folder = EntityType::from_name(kind).map(folder_of);
        let parts = id.split_once('/');
        if folder.is_some_and(|folder| parts.is_none_or(|(f, slug)| f != folder || !slug.starts_with(&fold::slug(name)))) {
            finder.row(rows.table(), rows.number(n), || format!("{column} {} is no id of the {kind} {}", excerpt(id), excerpt(name)));
        }
    }
}

/// What the gazetteers hold of an entity is what its row says, and nothing is said of one that they do not know.
pub(super) fn gazetteer(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    if rows.table() != "entities" || !rows.context.is_of_this_program {
        return;
    }
    for n in 0..rows.len() {
        let Some(id) = rows.text_of("entity_id", n) else { continue };
        let known = details(id).unwrap_or_default();
        let texts = [("iso_code", known.iso_code.as_deref()), ("wikidata_id", known.wikidata_id.as_deref())];
        for (column, expected) in texts {
            if rows.text(column).is_some() && rows.text_of(column, n) != expected {
                finder.row("entities", rows.number(n), || format!("{column} of {} is not that of the gazetteers", excerpt(id)));
            }
        }
        if rows.int("geonames_id").is_some_and(|c| c.get(n) != known.geonames_id.map(i64::from)) {
            finder.row("entities", rows.number(n), || format!("geonames_id of {} is not that of the gazetteers", excerpt(id)));
        }
        for (column, expected) in [("latitude", known.latitude), ("longitude", known.longitude)] {
            let Some(told) = rows.float(column).map(|c| (n < c.len() && c.is_valid(n)).then(|| c.value(n))) else { continue };
            // They are kept to a hundred-thousandth of a degree.
            let fits = match (told, expected) {
                (Some(told), Some(expected)) => (told - f64::from(expected)).abs() < 1e-4,
                (told, expected) => told.is_some() == expected.is_some(),
            };
            if !fits {
                finder.row("entities", rows.number(n), || format!("{column} of {} is not that of the gazetteers", excerpt(id)));
            }
        }
        if let Some(country) = known.country_code.as_deref()
            && rows.text("country_code").is_some()
            && rows.text_of("country_code", n) != Some(country)
        {
            finder.row("entities", rows.number(n), || format!("country_code of {} is not that of the gazetteers", excerpt(id)));
        }
    }
}

/// Lists of names and ids are sorted and hold nothing twice; the canonical name is none of the other names.
pub(super) fn sorted_lists(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    if rows.table() != "entities" {
        return;
    }
    for column in ["aliases", "joined_ids"] {
        for n in 0..rows.len() {
            let items = rows.items(column, n);
            if !items.is_sorted_by(|a, b| a < b) {
                finder.row("entities", rows.number(n), || format!("{column} is not sorted, or holds something twice"));
            }
            if column == "aliases" && rows.text_of("canonical_name", n).is_some_and(|name| items.contains(&name)) {
                finder.row("entities", rows.number(n), || "aliases holds the canonical name".into());
            }
        }
    }
}

/// Something that is said of an entity, as a hash.
fn said(id: &str, what: &str, value: Option<&str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    (id, what, value).hash(&mut hasher);
    hasher.finish()
}

/// What the rows of `article_entities` say of each entity, or what `entities` says for them.
#[derive(Default)]
struct Said {
    all: HashSet<u64>,
    /// By the hash of an id: first and last day of publication.
    days: HashMap<u64, (i32, i32)>,
    /// By the hash of an id: how many ids were joined to it.
    joined: HashMap<u64, usize>,
}

impl Said {
    fn by_articles(output: &Output) -> Option<Self> {
        let table = output.table("article_entities")?;
        let mut found = Said::default();
        let columns = ["entity_id", "name", "type", "country_code", "link_method", "joined_from", "published_date"];
        table.each(&columns, |rows| {
            for n in 0..rows.len() {
                let Some(id) = rows.text_of("entity_id", n) else { continue };
                for column in ["name", "type", "country_code", "link_method"] {
                    found.all.insert(said(id, column, rows.text_of(column, n)));
                }
                let key = said(id, "", None);
                if let Some(from) = rows.text_of("joined_from", n)
                    && found.all.insert(said(id, "joined_from", Some(from)))
                {
                    *found.joined.entry(key).or_default() += 1;
                }
                if let Some(day) = rows.date("published_date").filter(|c| c.is_valid(n)).map(|c| c.value(n)) {
                    let days = found.days.entry(key).or_insert((day, day));
                    *days = (days.0.min(day), days.1.max(day));
                }
            }
        });
        Some(found)
    }
}

/// `entities` says of an entity only what `article_entities` says: its name, type, method, country, first and last day, ids joined to it.
pub(super) fn summed_up(output: &Output, finder: &mut Finder<'_>) {
    let (Some(entities), Some(said_there)) = (output.table("entities"), Said::by_articles(output)) else { return };
    let columns = ["entity_id", "canonical_name", "type", "country_code", "method", "first_seen", "last_seen", "joined_ids"];
    let columns = columns.into_iter().filter(|c| entities.has_column(c)).collect::<Vec<_>>();
    let parts = output.table("article_entities");
    let knows = |column: &str| parts.is_some_and(|p| p.has_column(column));
    entities.each(&columns, |rows| {
        for n in 0..rows.len() {
            let Some(id) = rows.text_of("entity_id", n) else { continue };
            let mut wrong = |what: String| finder.row("entities", rows.number(n), || what);
            for (column, there) in [("canonical_name", "name"), ("type", "type"), ("method", "link_method")] {
                if let Some(value) = rows.text_of(column, n).filter(|_| knows(there))
                    && !said_there.all.contains(&said(id, there, Some(value)))
                {
                    wrong(format!("{column} of {} is {}, no row of article_entities says so", excerpt(id), excerpt(value)));
                }
            }
            if let Some(country) = rows.text_of("country_code", n).filter(|_| knows("country_code"))
                && details(id).is_none()
                && !said_there.all.contains(&said(id, "country_code", Some(country)))
            {
                wrong(format!("country_code of {} is {country}, no row of article_entities says so", excerpt(id)));
            }
            let key = said(id, "", None);
            let day = |column: &str| rows.date(column).map(|c| c.is_valid(n).then(|| c.value(n)));
            if let (Some(first), Some(last)) = (day("first_seen"), day("last_seen"))
                && knows("published_date")
                && first.zip(last) != said_there.days.get(&key).copied()
            {
                wrong(format!("first_seen and last_seen of {} are not the first and last day of its articles", excerpt(id)));
            }
            let joined = rows.items("joined_ids", n);
            let known = joined.iter().all(|from| said_there.all.contains(&said(id, "joined_from", Some(from))));
            if knows("joined_from")
                && rows.list("joined_ids").is_some()
                && (!known || joined.len() != said_there.joined.get(&key).copied().unwrap_or(0))
            {
                wrong(format!("joined_ids of {} are not the ids that article_entities has in joined_from", excerpt(id)));
            }
        }
    });
}

/// The other names of an entity are those by which articles mention it, and those that the gazetteers list.
pub(super) fn mentioned_names(output: &Output, finder: &mut Finder<'_>) {
    let (Some(entities), Some(mentions)) = (output.table("entities"), output.table("mentions")) else { return };
    if !["entity_id", "text"].iter().all(|c| mentions.has_column(c)) || !entities.has_column("aliases") || !output.is_of_this_program() {
        return;
    }
    let mut texts: HashSet<u64> = HashSet::new();
    mentions.each(&["entity_id", "text"], |rows| {
        for n in 0..rows.len() {
            if let (Some(id), Some(text)) = (rows.text_of("entity_id", n), rows.text_of("text", n)) {
                texts.insert(said(id, "text", Some(text)));
            }
        }
    });
    entities.each(&["entity_id", "aliases"], |rows| {
        for n in 0..rows.len() {
            let Some(id) = rows.text_of("entity_id", n) else { continue };
            let mut unheard = rows.items("aliases", n).into_iter().filter(|name| !texts.contains(&said(id, "text", Some(name))));
            let Some(first) = unheard.next() else { continue };
            let listed = details(id).unwrap_or_default().names;
            if let Some(odd) = std::iter::once(first).chain(unheard).find(|name| !listed.iter().any(|l| l == name)) {
                finder.row("entities", rows.number(n), || format!("{} is no name by which {} is mentioned", excerpt(odd), excerpt(id)));
            }
        }
    });
}

/// A name without article, case and accents: "The Brexit" names Brexit.
fn bare(name: &str) -> String {
    let slug = fold::slug(name);
    slug.strip_prefix("the-").map(str::to_owned).unwrap_or(slug)
}

/// The name of an entity in an article is its canonical name or one of its other names.
pub(super) fn known_names(output: &Output, finder: &mut Finder<'_>) {
    let (Some(entities), Some(parts)) = (output.table("entities"), output.table("article_entities")) else { return };
    if !entities.has_column("aliases") {
        return;
    }
    let mut known: HashSet<u64> = HashSet::new();
    let mut many: HashSet<u64> = HashSet::new();
    entities.each(&["entity_id", "canonical_name", "aliases"], |rows| {
        for n in 0..rows.len() {
            let Some(id) = rows.text_of("entity_id", n) else { continue };
            let aliases = rows.items("aliases", n);
            if aliases.len() + 1 >= MOST_ALIASES {
                many.insert(said(id, "", None));
            }
            known.extend(aliases.iter().copied().chain(rows.text_of("canonical_name", n)).map(|name| said(id, "name", Some(&bare(name)))));
        }
    });
    parts.each(&["entity_id", "name"], |rows| {
        for n in 0..rows.len() {
            let (Some(id), Some(name)) = (rows.text_of("entity_id", n), rows.text_of("name", n)) else { continue };
            if !known.contains(&said(id, "name", Some(&bare(name)))) && !many.contains(&said(id, "", None)) {
                finder.row("article_entities", rows.number(n), || {
                    format!("name {} is no name of {} in entities", excerpt(name), excerpt(id))
                });
            }
        }
    });
}

/// The items of a list, for the rows of this room.
impl Rows<'_> {
    /// The texts of a list; none where the column is not there, or no list.
    pub(super) fn items(&self, name: &str, n: usize) -> Vec<&str> {
        let Some(lists) = self.list(name).filter(|l| n < l.len() && l.is_valid(n)) else { return Vec::new() };
        let Some(all) = lists.values().as_string_opt::<i32>() else { return Vec::new() };
        let offsets = lists.value_offsets();
        let (from, to) = (offsets[n] as usize, offsets[n + 1] as usize);
        (from..to).filter_map(|at| text_at(all, at)).collect()
    }
}
