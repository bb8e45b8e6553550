//! Who and when as short stretches of text beside the headline say, where no element's name tells.
//!
//! In: the blocks of a page, its headline and where its text begins. Out: statements. Never reads a sentence for a date, and a name
//! only after a label, beside the date, or in bold above the text.

use super::found::PageStatements;
use super::names::persons_given;
use crate::document::MetadataField;
use crate::lexicon::words::{self, Ordinary};
use crate::lexicon::{fold, names};
use crate::parse::html::blocks::{Blocks, PageBlock};
use crate::parse::html::body::ArticleBody;
use crate::parse::html::hints::Hints;
use crate::parse::html::tag::Tag;
use crate::parse::html::tree::Tree;
use crate::text::written_date::{self, NumericOrder};
use crate::text::{after_opening, clean, fold};

/// Blocks before the headline, and before the text where there is no headline, that may hold the date.
const ABOVE: usize = 4;
/// Blocks between headline and text that may.
const BELOW: usize = 16;
/// Words of a block that is a date and little else.
const DATE_WORDS: u32 = 8;
/// Words of a label with its names.
const LABELLED_WORDS: u32 = 14;
/// Words of a name below its label.
const NAME_WORDS: u32 = 6;
/// Names below one label.
const MOST_NAMES: usize = 6;

/// Labels of authors, folded and without their colon.
const LABELS: [&str; 16] = [
    "written by",
    "words by",
    "story by",
    "article by",
    "text by",
    "reported by",
    "posted by",
    "authored by",
    "by",
    "author",
    "authors",
    "author(s)",
    "the author",
    "the authors",
    "contributor",
    "contributors",
];

/// What a page is looked up in.
pub struct Nearby<'p> {
    pub page: &'p str,
    pub tree: &'p Tree,
    pub hints: &'p [Hints],
    pub blocks: &'p Blocks,
    pub body: &'p ArticleBody,
    /// The block of the headline.
    pub headline: Option<usize>,
}

impl Nearby<'_> {
    /// Notes what is found.
    pub fn read(&self, found: &mut PageStatements) {
        let Some(text) = self.body.first_text_block(self.tree, self.blocks) else { return };
        self.dates(text, found);
        self.labels(text, found);
        self.bold_names(text, found);
    }

    fn words(&self, block: &PageBlock) -> String {
        clean::fragment(&self.blocks.words(self.page, block))
    }

    /// Whether a block stands in something that is not about this article.
    fn is_beside(&self, block: &PageBlock) -> bool {
        let others = Hints::RELATED.with(Hints::COMMENTS).with(Hints::NAV).with(Hints::AD).with(Hints::NEWSLETTER).with(Hints::POST);
        self.body.aside(self.tree, block).is_some_and(|a| self.hints[a].has(others))
    }

    /// Dates that stand alone around the headline.
    fn dates(&self, text: usize, found: &mut PageStatements) {
        let near = match self.headline.filter(|h| *h < text) {
            Some(headline) => headline.saturating_sub(ABOVE)..text.min(headline + BELOW),
            None => text.saturating_sub(ABOVE)..text,
        };
        for n in near {
            let block = &self.blocks.list[n];
            if block.words > DATE_WORDS || self.is_beside(block) {
                continue;
            }
            let words = self.words(block);
            let after = |labels: &[&str]| labels.iter().find_map(|label| after_opening(&words, label));
            let changed = after(&["updated", "last updated", "modified", "last modified", "reviewed"]);
            let rest = changed.or_else(|| after(&["published", "posted", "date"])).unwrap_or(&words);
            let rest = rest.trim_start_matches([':', ' ', '|', '•', '·']).trim_start_matches("on ");
            let date = written_date::whole(rest, NumericOrder::Unknown).filter(|d| d.date().is_some() && d.year.is_some());
            if date.is_some() {
                let field = if changed.is_some() { MetadataField::Updated } else { MetadataField::Published };
                found.place(block.node, field, rest, "date_beside_headline", 13);
                self.names_beside_date(n, found);
            }
        }
    }

    /// A name that stands alone right before or after the date.
    fn names_beside_date(&self, date: usize, found: &mut PageStatements) {
        for n in [date.wrapping_sub(1), date + 1] {
            let Some(block) = self.blocks.list.get(n).filter(|b| b.words <= NAME_WORDS) else { continue };
            let words = self.words(block);
            let first = words.split_whitespace().next().unwrap_or_default();
            if names::given_name(fold::hash(first)).is_some() {
                for name in self.lone_names(&words, found) {
                    found.place(block.node, MetadataField::Author, name, "name_beside_date", 14);
                }
            }
        }
    }

    /// Names that stand alone and in bold where the text begins: "**Lerato Mokone/Anna Thabane**" above the first paragraph.
    fn bold_names(&self, text: usize, found: &mut PageStatements) {
        for block in self.blocks.list[text.saturating_sub(ABOVE)..text].iter().filter(|b| b.words <= NAME_WORDS && !self.is_beside(b)) {
            let words = self.words(block);
            let bold = self.tree.around(block.first).find(|n| matches!(self.tree.nodes[*n].tag, Tag::B | Tag::Strong));
            let is_whole = bold.is_some_and(|n| {
                let inside = self.tree.words(self.page, n);
                self.tree.holds(block.node, n) && inside.split_whitespace().count() == words.split_whitespace().count()
            });
            if is_whole {
                for name in self.lone_names(&words, found) {
                    found.place(block.node, MetadataField::Author, name, "bold_name", 14);
                }
            }
        }
    }

    /// The persons that a stretch of text consists of; none where its words are ordinary ones, for then it may be a heading.
    /// After a given name a surname may be a word, too, but none of the frequent ones.
    fn lone_names(&self, text: &str, found: &PageStatements) -> Vec<String> {
        let parts = || text.split(|c: char| c.is_whitespace() || c == '/').filter(|w| w.chars().count() > 1);
        let is_given = |word: &str| names::given_name(fold::hash(word)).is_some();
        let most = if parts().next().is_some_and(is_given) { Ordinary::Word } else { Ordinary::No };
        let is_heading = |word: &str| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            words::ordinary(word, fold::hash(word)) > most && !is_given(word)
        };
        if text.ends_with(':') || parts().any(is_heading) {
            return Vec::new();
        }
        let named = persons_given(text, found.outlet());
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        let is_all = named.iter().map(|name| letters(name)).sum::<usize>() + " and ".len() >= letters(text);
        if is_all { named } else { Vec::new() }
    }

    /// Names after or below a label.
    fn labels(&self, text: usize, found: &mut PageStatements) {
        let first = self.headline.map_or(text, |h| h.min(text)).saturating_sub(ABOVE);
        let outlet = found.outlet().map(str::to_owned);
        for (n, block) in self.blocks.list.iter().enumerate().skip(first) {
            if block.words > LABELLED_WORDS || self.is_beside(block) {
                continue;
            }
            let words = self.words(block);
            let folded = fold(&words);
            let label = folded.trim_end_matches([':', ' ']);
            if LABELS.contains(&label) {
                // Below "by" alone stands one line; below the others may stand a list.
                let most = if label == "by" { 1 } else { MOST_NAMES };
                self.names_below(n, most, outlet.as_deref(), found);
            } else if let Some((label, names)) = words.split_once(':').filter(|(label, _)| LABELS.contains(&fold(label).as_str())) {
                let rank = if n < text || label.len() > 3 { 11 } else { 12 };
                for name in persons_given(names, outlet.as_deref()) {
                    found.place(block.node, MetadataField::Author, name, "author_label", rank);
                }
            }
        }
    }

    fn names_below(&self, label: usize, most: usize, outlet: Option<&str>, found: &mut PageStatements) {
        for block in self.blocks.list.iter().skip(label + 1).take(most) {
            let names = if block.words <= NAME_WORDS { persons_given(&self.words(block), outlet) } else { Vec::new() };
            if names.is_empty() {
                return;
            }
            for name in names {
                found.place(block.node, MetadataField::Author, name, "author_label", 11);
            }
        }
    }
}
