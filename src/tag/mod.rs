//! Stage `tag`: the parse, sentences, tokens, mentions, dates, quotes and figures.
//!
//! In: an untagged [`TaggedArticle`]. Out: the same with its lists filled, each in reading order. Never changes the text and never
//! decides who "he" is: that is linking.
//!
//! Pipeline files choose taggers by [`names`]. The text is cut once, by `sentences`; [`numbers`] is no tagger, but what the grammars of dates
//! and figures stand on.

pub(crate) mod cursor;
pub(crate) mod dates;
pub(crate) mod figures;
#[cfg_attr(
    not(feature = "language"),
    allow(dead_code, reason = "its options are there in every build, so that pipeline files can name them")
)]
pub(crate) mod language;
pub(crate) mod mentions;
pub(crate) mod numbers;
pub(crate) mod quotes;
pub(crate) mod sentences;
mod size;

pub use figures::RULES as FIGURE_RULES;
pub use language::{LanguageModel, LanguageOptions};
pub use mentions::{MODEL_RULES as MENTION_RULES_OF_THE_MODEL, RULES as MENTION_RULES};
pub use quotes::{Listed, Requires, corrections, rules as quote_rules};
pub use size::about_tokens;

use crate::document::TaggedArticle;
use crate::work::Budget;
use Layer::{Dates, Figures, Mentions, Quotes, Sentences};

/// One kind of thing that a tagger needs or provides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// What the language model says: tokens of its own, parts of speech, parse, lemmas, candidates for names.
    Syntax,
    /// Sentences, tokens and atoms.
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
    /// Its name, in pipeline files too.
    pub name: &'static str,
    /// What must be there before it runs.
    pub needs: &'static [Layer],
    /// What it fills.
    pub provides: Layer,
    /// The work: it charges what it does as it goes, and leaves off where nothing is left; then the article is refused.
    pub run: fn(&mut TaggedArticle, &Options, &Budget),
}

impl Tagger {
    /// A tagger, said in one line.
    pub const fn new(name: &'static str, needs: &'static [Layer], provides: Layer, run: fn(&mut TaggedArticle, &Options, &Budget)) -> Self {
        Self { name, needs, provides, run }
    }
}

/// Every tagger, in the order in which they run.
///
/// None needs the parse: those that can use it ask whether it is there.
pub const TAGGERS: &[Tagger] = &[
    #[cfg(feature = "language")]
    Tagger::new("language", &[], Layer::Syntax, |article, options, budget| language::tag(article, &options.language, budget)),
    Tagger::new("sentences", &[], Sentences, |article, _, budget| sentences::tag(article, budget)),
    Tagger::new("mentions", &[Sentences], Mentions, |article, _, budget| mentions::tag(article, budget)),
    Tagger::new("dates", &[Sentences], Dates, |article, _, budget| dates::tag(article, budget)),
    Tagger::new("quotes", &[Sentences, Mentions, Dates], Quotes, |article, _, budget| quotes::tag(article, budget)),
    Tagger::new("figures", &[Sentences, Mentions, Dates, Quotes], Figures, |article, _, budget| figures::tag(article, budget)),
];

/// The names of the taggers that pipeline files may choose from.
pub fn names() -> impl Iterator<Item = &'static str> {
    TAGGERS.iter().map(|t| t.name)
}

/// Which taggers are chosen: some of [`names`], checked by the pipeline plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Names, in any order.
    pub taggers: Vec<&'static str>,
    /// For the tagger `language`.
    pub language: LanguageOptions,
}

impl Default for Options {
    fn default() -> Self {
        Self { taggers: names().collect(), language: LanguageOptions::default() }
    }
}

impl Options {
    /// Every tagger but the language model: the rules alone.
    pub fn rules() -> Self {
        let mut options = Self::default();
        options.taggers.retain(|name| *name != "language");
        options
    }

    /// The chosen taggers, in the order in which they run.
    fn chosen(&self) -> impl Iterator<Item = &'static Tagger> {
        TAGGERS.iter().filter(|tagger| self.taggers.contains(&tagger.name))
    }
}

/// What a chosen tagger needs and no chosen tagger provides, as a message.
pub fn missing_need(options: &Options) -> Option<String> {
    options.chosen().find_map(|tagger| {
        let provided = |need: Layer| options.chosen().any(|t| t.provides == need);
        let missing = tagger.needs.iter().find(|need| !provided(**need))?;
        let provider = TAGGERS.iter().find(|t| t.provides == *missing).map_or("nothing", |t| t.name);
        Some(format!("tagger {} needs {provider}", tagger.name))
    })
}

/// Runs the chosen taggers, as long as there are steps left; an article that is not English keeps its blocks and is left alone.
pub fn tag(article: &mut TaggedArticle, options: &Options, budget: &Budget) {
    if !article.article.is_english() {
        return;
    }
    for tagger in options.chosen() {
        if budget.is_over() {
            return;
        }
        (tagger.run)(article, options, budget);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_that_nothing_fills_is_told_of_the_tagger_that_was_named() {
        let lone = Options { taggers: vec!["dates"], ..Options::default() };
        assert_eq!(missing_need(&lone).as_deref(), Some("tagger dates needs sentences"));
        assert_eq!(missing_need(&Options::default()), None);
    }
}
