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
//! | `paper.rs` | lines that no text of an article can break |

mod facts;
mod header;
mod palette;
mod paper;
mod parse;

use std::fmt::Write as _;

use anstyle::Style;

pub use palette::Palette;
pub use parse::render_parse;

use crate::document::{Block, Rule, TaggedArticle};
use crate::span::Span;
use paper::Paper;

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
    let mut page = Page { article, palette, detail, out: Paper::default() };
    page.metadata();
    for (number, block) in article.article.blocks.iter().enumerate() {
        page.block(number, block);
    }
    page.entities();
    page.out.into_text()
}

/// A page being written. Writing to paper cannot fail, so results of `write!` are dropped.
struct Page<'a> {
    article: &'a TaggedArticle,
    palette: Palette,
    detail: Detail,
    out: Paper,
}

impl Page<'_> {
    /// A block with its sentences.
    fn block(&mut self, number: usize, block: &Block) {
        let beside = if block.span().is_some() { "" } else { ", no part of the text" };
        self.out.end_line();
        self.out.styled(self.palette.heading, block.role.name());
        let _ = write!(self.out, "{beside} ");
        self.rule(block.rule, None);
        self.out.end_line();
        let sentences: Vec<usize> = (0..self.article.sentences.len()).filter(|n| self.article.block_of(*n) == number).collect();
        if sentences.is_empty() {
            let words = block.words(self.article.text());
            let _ = write!(self.out, "  {}", one_line(words));
            self.out.end_line();
        }
        for sentence in sentences {
            self.sentence(sentence);
        }
    }

    /// A sentence with everything that begins in it.
    fn sentence(&mut self, number: usize) {
        let Some(sentence) = self.article.sentences.get(number) else { return };
        let _ = write!(self.out, "  {}", one_line(sentence.span.of(self.article.text())));
        self.out.end_line();
        let article = self.article;
        article.quotes.iter().filter(|q| q.sentence == number).for_each(|q| self.quote(q));
        article.figures.iter().filter(|f| f.sentence == number).for_each(|f| self.figure(f));
        article.dates.iter().filter(|d| d.sentence == number).for_each(|d| self.date(d));
        article.mentions.iter().enumerate().filter(|(_, m)| m.sentence == number).for_each(|(n, m)| self.mention(n, m));
    }

    /// The line of a fact: its kind and its words; what is said of it follows.
    fn fact(&mut self, kind: &str, style: Style, span: Span) {
        let words = self.words(span);
        let _ = write!(self.out, "    ");
        self.out.styled(style, format_args!("{kind:<8}"));
        let _ = write!(self.out, " {words}");
    }

    /// The end of a line: the rule that decided.
    fn decided(&mut self, rule: Rule, confidence: f32) {
        let _ = write!(self.out, " ");
        self.rule(rule, Some(confidence));
        self.out.end_line();
    }

    fn rule(&mut self, rule: Rule, confidence: Option<f32>) {
        let style = self.palette.rule;
        match confidence.filter(|_| self.detail == Detail::Full) {
            Some(confidence) => self.out.styled(style, format_args!("[{rule} {confidence:.2}]")),
            None => self.out.styled(style, format_args!("[{rule}]")),
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
    fn nothing_of_an_article_steers_a_terminal_or_breaks_a_line() {
        let text =
            "Ferry \u{1b}[2J toll\u{202e} rises\n\nThe mayor\u{9b}31m said “31 peo\u{200b}ple” had been rescued by Monday evening.\n";
        let given = GivenMetadata {
            outlet: Some("Quay\u{1b}]0;x\u{7} News\nurl          forged".into()),
            authors: vec!["Ana\u{2066} Duarte".into()],
            url: Some("https://news.example/\u{1b}[31m".into()),
            ..GivenMetadata::default()
        };
        let raw = RawDocument::new("fer\u{1b}[1mry\n.txt", Format::Text, text.into(), given);
        let article = Extractor::default().extract(raw).expect("the text is not empty");
        let page = render_tagged(&article) + &render_parse(&article);
        assert!(!page.contains(|c: char| c != '\n' && crate::visible::is_hidden(c)), "{page:?}");
        assert!(!page.contains("\nurl          forged") && page.contains("fer␛[1mry"), "{page}");
        let coloured = render(&article, Palette::coloured(), Detail::Full);
        assert!(!coloured.contains("\u{1b}[2J") && !coloured.contains('\u{202e}'), "{coloured:?}");
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
