//! An article in words: what was found in it, and which rule found it.
//!
//! In: [`TaggedArticle`]. Out: text for the terminal, or for a snapshot. Never decides anything: what it says is what the tables hold.
//!
//! Every fact is one line below the sentence it was found in, without numbers that count facts: where a tagger changes its mind about one
//! of them, one line changes.
//!
//! | file | what |
//! |---|---|
//! | `header.rs` | metadata above, entities below |
//! | `facts.rs` | quotes, figures, dates, mentions, each as a line |
//! | `parse.rs` | what the language model says of every token |
//! | `palette.rs` | colours |

mod facts;
mod header;
mod palette;
mod parse;

use std::fmt::Write;

use anstyle::Style;

pub use palette::Palette;
pub use parse::render_parse;

use crate::document::{Block, Rule, TaggedArticle};
use crate::span::Span;

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Without confidence, which moves with every training: what a snapshot holds.
    Snapshot,
    /// Everything.
    Full,
}

/// The article as pure text for a snapshot: each block with its role, each sentence with what was found in it.
pub fn render_tagged(article: &TaggedArticle) -> String {
    render(article, Palette::plain(), Detail::Snapshot)
}

/// The article with everything that was found in it.
pub fn render(article: &TaggedArticle, palette: Palette, detail: Detail) -> String {
    let mut page = Page { article, palette, detail, out: String::new() };
    page.metadata();
    for (number, block) in article.article.blocks.iter().enumerate() {
        page.block(number, block);
    }
    page.entities();
    page.out
}

/// A page being written. Writing to a string cannot fail, so results of `write!` are dropped.
struct Page<'a> {
    article: &'a TaggedArticle,
    palette: Palette,
    detail: Detail,
    out: String,
}

impl Page<'_> {
    /// A block with its sentences.
    fn block(&mut self, number: usize, block: &Block) {
        let heading = self.palette.heading;
        let beside = if block.span().is_some() { "" } else { ", no part of the text" };
        let _ = write!(self.out, "\n{heading}{}{heading:#}{beside} ", block.role.name());
        self.rule(block.rule, None);
        self.out.push('\n');
        let sentences: Vec<usize> = (0..self.article.sentences.len()).filter(|n| self.article.block_of(*n) == number).collect();
        if sentences.is_empty() {
            let words = block.words(self.article.text());
            let _ = writeln!(self.out, "  {}", one_line(words));
        }
        for sentence in sentences {
            self.sentence(sentence);
        }
    }

    /// A sentence with everything that begins in it.
    fn sentence(&mut self, number: usize) {
        let Some(sentence) = self.article.sentences.get(number) else { return };
        let _ = writeln!(self.out, "  {}", one_line(sentence.span.of(self.article.text())));
        let article = self.article;
        article.quotes.iter().filter(|q| q.sentence == number).for_each(|q| self.quote(q));
        article.figures.iter().filter(|f| f.sentence == number).for_each(|f| self.figure(f));
        article.dates.iter().filter(|d| d.sentence == number).for_each(|d| self.date(d));
        article.mentions.iter().enumerate().filter(|(_, m)| m.sentence == number).for_each(|(n, m)| self.mention(n, m));
    }

    /// The line of a fact: its kind and its words; what is said of it follows.
    fn fact(&mut self, kind: &str, style: Style, span: Span) {
        let words = self.words(span);
        let _ = write!(self.out, "    {style}{kind:<8}{style:#} {words}");
    }

    /// The end of a line: the rule that decided.
    fn decided(&mut self, rule: Rule, confidence: f32) {
        self.out.push(' ');
        self.rule(rule, Some(confidence));
        self.out.push('\n');
    }

    fn rule(&mut self, rule: Rule, confidence: Option<f32>) {
        let style = self.palette.rule;
        match confidence.filter(|_| self.detail == Detail::Full) {
            Some(confidence) => _ = write!(self.out, "{style}[{rule} {confidence:.2}]{style:#}"),
            None => _ = write!(self.out, "{style}[{rule}]{style:#}"),
        }
    }

    /// Words of the text in marks; of many the first and the last ones.
    fn words(&self, span: Span) -> String {
        format!("“{}”", shortened(&one_line(span.of(self.article.text()))))
    }
}

/// A text without line breaks: a social post may have some.
fn one_line(text: &str) -> String {
    text.replace('\n', " / ")
}

/// The first and the last words of a long text.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 72;
    const KEPT: usize = 4;
    let words: Vec<&str> = text.split(' ').collect();
    if text.chars().count() <= LONGEST || words.len() <= 2 * KEPT {
        return text.to_owned();
    }
    format!("{} ... {}", words[..KEPT].join(" "), words[words.len() - KEPT..].join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, GivenMetadata, RawDocument};
    use crate::extract::Extractor;

    #[test]
    fn long_words_keep_their_ends() {
        let text = "They came down the valley in the dark, said nothing to anyone, and were gone before the dogs woke.";
        assert_eq!(shortened(text), "They came down the ... before the dogs woke.");
        assert_eq!(shortened("before dawn"), "before dawn");
    }

    #[test]
    fn a_plain_page_has_no_escape_and_a_coloured_one_has() {
        let text = "Ferry toll rises\n\nThe mayor said 31 people had been rescued by Monday evening.\n";
        let raw = RawDocument::new("ferry.txt", Format::Text, text.into(), GivenMetadata::default());
        let article = Extractor::default().extract(raw).expect("the text is not empty");
        let plain = render_tagged(&article);
        assert!(!plain.contains('\u{1b}'));
        assert!(plain.contains("\nheadline "), "{plain}");
        assert!(plain.contains("\n  The mayor said 31 people had been rescued by Monday evening.\n"), "{plain}");
        assert!(render(&article, Palette::coloured(), Detail::Full).contains('\u{1b}'));
    }
}
