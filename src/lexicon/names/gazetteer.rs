//! All entries of the gazetteers by their names and ids.
//!
//! In: entries and names. Out: [`Gazetteer`], which finds an entry by name, number or id. Never decides by context.

use std::sync::OnceLock;

use super::known::{Class, Known, NameOf, folder_of};
use crate::lexicon::fold;
use crate::lexicon::phrases::PhraseTable;

/// All gazetteers.
pub struct Gazetteer {
    known: Vec<Known>,
    phrases: PhraseTable<NameOf>,
    /// Ids, made when first asked for.
    ids: Vec<OnceLock<String>>,
}

impl Gazetteer {
    /// The entries with their names; a name gives its entries in the order in which it was put in.
    pub(super) fn new(known: Vec<Known>, phrases: PhraseTable<NameOf>) -> Self {
        let ids = std::iter::repeat_with(OnceLock::new).take(known.len()).collect();
        Self { known, phrases, ids }
    }

    /// The table of names.
    pub fn phrases(&self) -> &PhraseTable<NameOf> {
        &self.phrases
    }

    /// The entry of a name.
    pub fn entry(&self, name: NameOf) -> Option<&Known> {
        self.known.get(name.known as usize)
    }

    /// The entry of a number.
    pub fn get(&self, number: u32) -> Option<&Known> {
        self.known.get(number as usize)
    }

    /// The id of an entry: its type's folder and its name; of several places of one name all but the weightiest carry their country.
    pub fn id(&self, number: u32) -> Option<&str> {
        let known = self.get(number)?;
        Some(self.ids.get(number as usize)?.get_or_init(|| self.make_id(number, known)))
    }

    fn make_id(&self, number: u32, known: &Known) -> String {
        let slug = fold::slug(&known.name);
        let folder = folder_of(known.kind);
        let first = self.namesakes(&slug, folder).next();
        if first.is_none_or(|f| f == number) || known.country.is_empty() {
            return format!("{folder}/{slug}");
        }
        let mut id = format!("{folder}/{slug}-{}", fold::slug(if known.code.is_empty() { &known.country } else { &known.code }));
        let others =
            self.namesakes(&slug, folder).filter_map(|n| self.get(n)).filter(|k| k.country == known.country && k.class == known.class);
        if known.class == Class::City && others.count() > 1 {
            id.push('-');
            id.push_str(&fold::slug(known.admin));
        }
        id
    }

    /// The entries whose canonical name makes this slug, the weightiest first.
    fn namesakes<'a>(&'a self, slug: &'a str, folder: &'a str) -> impl Iterator<Item = u32> + 'a {
        let canonical = move |n: &u32| self.get(*n).is_some_and(|k| folder_of(k.kind) == folder && fold::slug(&k.name) == slug);
        self.phrases.exact(fold::phrase(slug)).map(|n| n.known).filter(canonical)
    }

    /// The entry that an id stands for, if it stands for one of ours.
    pub fn by_id(&self, id: &str) -> Option<&Known> {
        let (folder, slug) = id.split_once('/')?;
        if let Some(number) = self.namesakes(slug, folder).next() {
            return self.get(number);
        }
        // A namesake: the name, then its country or region.
        let mut cut = slug.len();
        while let Some(hyphen) = slug.get(..cut).and_then(|s| s.rfind('-')) {
            cut = hyphen;
            let found = self.namesakes(crate::span::cut(slug, ..hyphen), folder).find(|n| self.id(*n) == Some(id));
            if let Some(number) = found {
                return self.get(number);
            }
        }
        None
    }
}
