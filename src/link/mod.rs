//! Stage `link`: mentions joined to entities, speakers and claimants to mentions; then the confidence of each row.
//!
//! In: a [`TaggedArticle`] with its lists filled. Out: the same with `entities` and all references between the lists. Never guesses: what
//! is not clear stays unresolved.

pub(crate) mod claimants;
pub(crate) mod confidence;
pub(crate) mod entities;
mod horizon;
pub(crate) mod speakers;

use crate::document::TaggedArticle;
use crate::work::Budget;

/// One registered linker.
pub struct Linker {
    /// Its name in pipeline files.
    pub name: &'static str,
    /// The work: it charges what it does as it goes, and leaves off where nothing is left; then the article is refused.
    pub run: fn(&mut TaggedArticle, &Budget),
}

/// Every linker, in the order in which they run.
pub const LINKERS: &[Linker] = &[
    Linker { name: "entities", run: entities::link },
    Linker { name: "speakers", run: speakers::link },
    Linker { name: "claimants", run: claimants::link },
    // It weighs rows as the linkers before it leave them.
    Linker { name: "confidence", run: confidence::link },
];

/// Which linkers run: names of [`LINKERS`], checked by the pipeline plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Names, in any order.
    pub linkers: Vec<&'static str>,
}

impl Default for Options {
    fn default() -> Self {
        Self { linkers: LINKERS.iter().map(|l| l.name).collect() }
    }
}

/// Runs the chosen linkers, as long as there are steps left.
pub fn link(article: &mut TaggedArticle, options: &Options, budget: &Budget) {
    for linker in LINKERS.iter().filter(|l| options.linkers.contains(&l.name)) {
        if budget.is_over() {
            return;
        }
        (linker.run)(article, budget);
    }
}
