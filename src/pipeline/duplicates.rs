//! Articles that a run meets twice.
//!
//! In: extracted articles in the order of reading. Out: for each, whether it is new, a newer version of one before, or an older one; and
//! whether its text was read before under another id. Never holds texts or addresses: what grows with the corpus is a few words of memory
//! an article, and the place of those that have an address.
//!
//! Of two versions of one address the one changed last stays, then the one published last, then the one read last. Two documents of one
//! name without an address are no versions: the first stays.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::document::{Published, TaggedArticle, short_hash};
use crate::error::Flag;
use crate::text::skeleton;

/// How often articles were met twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Duplicates {
    /// Documents with the id of an article before them; each is a reject, or made the one before a reject.
    pub same_id: u64,
    /// Those of them that took the place of an older version.
    pub newer_versions: u64,
    /// Articles flagged for a text that was read before under another id.
    pub same_text: u64,
}

/// When a version is from; a later one is greater.
type Version = (Option<i64>, Option<i64>);

/// An article that stays, so far.
#[derive(Clone, Debug)]
pub(super) struct KnownArticle {
    version: Version,
    /// The flags that were counted for it.
    pub(super) flags: Vec<Flag>,
    /// Its document, where it has an address and may be replaced.
    pub(super) uri: Box<str>,
    pub(super) byte_count: u64,
    /// Its number among the results of the chunk being taken; none for one of an earlier chunk.
    at: Option<usize>,
}

/// What an article is to those before it.
#[derive(Debug)]
pub(super) enum Standing {
    /// No article before it has its id.
    New,
    /// It takes the place of an article of this chunk.
    ReplacesResult(usize),
    /// It takes the place of an article whose rows were handed on.
    ReplacesRows(KnownArticle),
    /// An article before it stays.
    Older,
}

/// The articles of a run so far.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    known: FxHashMap<u64, KnownArticle>,
    texts: FxHashMap<u64, u64>,
    /// Articles of the chunk being taken.
    fresh: FxHashSet<u64>,
}

impl Ledger {
    /// A chunk begins: what is known has been handed on.
    pub(super) fn begin_chunk(&mut self) {
        for id in self.fresh.drain() {
            if let Some(known) = self.known.get_mut(&id) {
                known.at = None;
            }
        }
    }

    /// Takes in the article that is result `at` of its chunk, with the [`text_key`] of its text, and flags a text read before.
    pub(super) fn enter(&mut self, article: &mut TaggedArticle, text: u64, at: usize) -> Standing {
        let source = &article.article.source;
        let id = article.article.id;
        let version = version(article);
        let has_address = source.given.url.is_some();
        if let Some(known) = self.known.get(&id.0)
            && (!has_address || version < known.version)
        {
            return Standing::Older;
        }
        let uri = if has_address { source.uri.as_str().into() } else { Box::default() };
        let byte_count = source.byte_count;
        self.flag_text(article, text);
        let known = KnownArticle { version, flags: article.article.flags.clone(), uri, byte_count, at: Some(at) };
        self.fresh.insert(id.0);
        match self.known.insert(id.0, known) {
            None => Standing::New,
            Some(KnownArticle { at: Some(before), .. }) => Standing::ReplacesResult(before),
            Some(before) => Standing::ReplacesRows(before),
        }
    }

    fn flag_text(&mut self, article: &mut TaggedArticle, text: u64) {
        let id = article.article.id;
        if *self.texts.entry(text).or_insert(id.0) != id.0 {
            article.article.flags.push(Flag::DuplicateText);
            article.article.flags.sort_unstable();
        }
    }
}

/// What tells the text of an article from others: the hash of its letters and digits.
pub(super) fn text_key(article: &TaggedArticle) -> u64 {
    short_hash(&skeleton(article.article.text.get(article.article.body_start as usize..).unwrap_or_default()))
}

fn version(article: &TaggedArticle) -> Version {
    let moment = |date: Option<&Published>| {
        date.map(|d| d.at.map_or_else(|| d.date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp(), |at| at.timestamp()))
    };
    (moment(article.article.updated.as_ref()), moment(article.article.published.as_ref()))
}
