//! What `article_entities` says of each entity, over all articles.
//!
//! In: the table as the articles alone gave it. Out: one [`Facts`] an entity, and the articles one by one. Never holds more than one batch of
//! the table.

use arrow::array::{Array, AsArray, RecordBatch, StringArray};
use arrow::datatypes::Date32Type;
use rustc_hash::FxHashMap;

use crate::error::Result;

/// Hands the rows of `article_entities` to what it is given, sorted by article, in batches of any size; as often as it is called.
pub type EntityRows<'r> = dyn Fn(&mut dyn FnMut(&RecordBatch) -> Result<()>) -> Result<()> + 'r;

/// One entity over all articles.
#[derive(Debug)]
pub(super) struct Facts {
    pub id: Box<str>,
    /// Articles that name it.
    pub articles: u32,
    /// Whether a gazetteer knows it.
    pub known: bool,
    /// Whether an article shows it male, and whether one shows it female.
    pub genders: (bool, bool),
    /// First and last day, counted from 1970-01-01.
    pub days: Option<(i32, i32)>,
}

/// All entities, numbered in the order in which they are met.
#[derive(Default)]
pub(super) struct KnownEntities {
    pub all: Vec<Facts>,
    numbers: FxHashMap<Box<str>, u32>,
    /// How many articles there are.
    pub articles: u32,
}

impl KnownEntities {
    /// Reads them.
    pub fn read(rows: &EntityRows<'_>) -> Result<Self> {
        let mut entities = Self::default();
        let mut article = String::new();
        rows(&mut |batch| {
            entities.add(batch, &mut article);
            Ok(())
        })?;
        Ok(entities)
    }

    /// Takes in some rows; `article` is that of the row before them.
    fn add(&mut self, batch: &RecordBatch, article: &mut String) {
        let [articles, ids, genders, methods] = ["article_id", "entity_id", "gender", "link_method"].map(|name| text(batch, name));
        let days = batch.column_by_name("published_date").and_then(|c| c.as_primitive_opt::<Date32Type>());
        for row in 0..batch.num_rows() {
            let [article_id, id, gender, method] = [articles, ids, genders, methods].map(|c| c.map_or("", |c| c.value(row)));
            if article_id != article {
                article_id.clone_into(article);
                self.articles += 1;
            }
            let facts = self.facts(id);
            facts.articles += 1;
            facts.known |= method == "gazetteer";
            facts.genders.0 |= gender == "male";
            facts.genders.1 |= gender == "female";
            if let Some(day) = days.filter(|d| d.is_valid(row)).map(|d| d.value(row)) {
                let (first, last) = facts.days.unwrap_or((day, day));
                facts.days = Some((first.min(day), last.max(day)));
            }
        }
    }

    fn facts(&mut self, id: &str) -> &mut Facts {
        let number = match self.numbers.get(id) {
            Some(number) => *number as usize,
            None => {
                self.numbers.insert(id.into(), self.all.len() as u32);
                self.all.push(Facts { id: id.into(), articles: 0, known: false, genders: (false, false), days: None });
                self.all.len() - 1
            }
        };
        &mut self.all[number]
    }

    /// The entity of a number that this table gave.
    pub fn get(&self, number: u32) -> &Facts {
        &self.all[number as usize]
    }

    /// Calls `sink` with the entities of each article, article by article.
    pub fn each_article(&self, rows: &EntityRows<'_>, mut sink: impl FnMut(&[u32])) -> Result<()> {
        let (mut article, mut there) = (String::new(), Vec::new());
        rows(&mut |batch| {
            let (Some(articles), Some(ids)) = (text(batch, "article_id"), text(batch, "entity_id")) else { return Ok(()) };
            for row in 0..batch.num_rows() {
                if articles.value(row) != article {
                    sink(&there);
                    there.clear();
                    articles.value(row).clone_into(&mut article);
                }
                there.extend(self.numbers.get(ids.value(row)));
            }
            Ok(())
        })?;
        sink(&there);
        Ok(())
    }

    /// How many days lie between the last article on the one and the first on the other; 0 where they overlap or days are not known.
    pub fn gap(&self, a: u32, b: u32) -> i32 {
        match (self.get(a).days, self.get(b).days) {
            (Some((first_a, last_a)), Some((first_b, last_b))) => (first_a.max(first_b) - last_a.min(last_b)).max(0),
            _ => 0,
        }
    }

    /// Whether what the articles show of their gender can be that of one person.
    pub fn genders_agree(&self, a: u32, b: u32) -> bool {
        let (a, b) = (self.get(a).genders, self.get(b).genders);
        let unknown = |g: (bool, bool)| !g.0 && !g.1;
        unknown(a) || unknown(b) || (a.0 && b.0) || (a.1 && b.1)
    }
}

/// A column of text.
fn text<'b>(batch: &'b RecordBatch, name: &str) -> Option<&'b StringArray> {
    batch.column_by_name(name)?.as_string_opt::<i32>()
}
