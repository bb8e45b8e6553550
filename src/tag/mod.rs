//! Stage `tag`: the parse, sentences, tokens, mentions, dates, quotes and figures.
//!
//! In: an untagged [`TaggedArticle`]. Out: the same with its lists filled, each in reading order. Never changes the text and never
//! decides who "he" is: that is linking.

pub mod atoms;
pub mod dates;
pub mod figures;
pub mod language;
pub mod mentions;
pub mod quotes;
pub mod sentences;
mod size;

pub use size::about_tokens;

use crate::document::TaggedArticle;
use crate::work::Budget;
use language::LanguageOptions;

/// One kind of thing that a tagger needs or provides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// What the language model says: tokens of its own, parts of speech, parse, lemmas, candidates for names.
    Syntax,
    /// Sentences and tokens.
    Sentences,
    /// Mentions.
    Mentions,
    /// Dates.
    Dates,
    /// Quotes.
    Quotes,
    /// Figures.
    Figures,
}

/// One registered tagger.
pub struct Tagger {
    /// Its name in pipeline files.
    pub name: &'static str,
    /// What must be there before it runs.
    pub needs: &'static [Layer],
    /// What it fills.
    pub provides: Layer,
    /// The work: it charges what it does as it goes, and leaves off where nothing is left; then the article is refused.
    pub run: fn(&mut TaggedArticle, &Options, &Budget),
}

/// Every tagger, in the order in which they run.
///
/// None needs the parse: those that can use it ask whether it is there.
pub const TAGGERS: &[Tagger] = &[
    #[cfg(feature = "language")]
    Tagger {
        name: "language",
        needs: &[],
        provides: Layer::Syntax,
        run: |article, options, budget| language::tag(article, &options.language, budget),
    },
    Tagger { name: "sentences", needs: &[], provides: Layer::Sentences, run: |article, _, budget| sentences::tag(article, budget) },
    Tagger {
        name: "mentions",
        needs: &[Layer::Sentences],
        provides: Layer::Mentions,
        run: |article, _, budget| mentions::tag(article, budget),
    },
    Tagger { name: "dates", needs: &[Layer::Sentences], provides: Layer::Dates, run: |article, _, budget| dates::tag(article, budget) },
    Tagger {
        name: "quotes",
        needs: &[Layer::Sentences, Layer::Mentions, Layer::Dates],
        provides: Layer::Quotes,
        run: |article, _, budget| quotes::tag(article, budget),
    },
    Tagger {
        name: "figures",
        needs: &[Layer::Sentences, Layer::Mentions, Layer::Dates, Layer::Quotes],
        provides: Layer::Figures,
        run: |article, _, budget| figures::tag(article, budget),
    },
];

/// Which taggers run: names of [`TAGGERS`], checked by the pipeline plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Names, in any order.
    pub taggers: Vec<&'static str>,
    /// For the tagger `language`.
    pub language: LanguageOptions,
}

impl Default for Options {
    fn default() -> Self {
        Self { taggers: TAGGERS.iter().map(|t| t.name).collect(), language: LanguageOptions::default() }
    }
}

impl Options {
    /// Every tagger but the language model: the rules alone.
    pub fn rules() -> Self {
        let mut options = Self::default();
        options.taggers.retain(|name| *name != "language");
        options
    }
}

/// What a chosen tagger needs and no chosen tagger provides, as a message.
pub fn missing_need(options: &Options) -> Option<String> {
    let chosen = || TAGGERS.iter().filter(|t| options.taggers.contains(&t.name));
    chosen().find_map(|tagger| {
        let missing = tagger.needs.iter().find(|need| !chosen().any(|t| t.provides == **need))?;
        let provider = TAGGERS.iter().find(|t| t.provides == *missing).map_or("nothing", |t| t.name);
        Some(format!("tagger {} needs {provider}", tagger.name))
    })
}

/// Runs the chosen taggers, as long as there are steps left; an article that is not English keeps its blocks and is left alone.
pub fn tag(article: &mut TaggedArticle, options: &Options, budget: &Budget) {
    if !article.article.is_english() {
        return;
    }
    for tagger in TAGGERS.iter().filter(|t| options.taggers.contains(&t.name)) {
        if budget.is_over() {
            return;
        }
        (tagger.run)(article, options, budget);
    }
}
