//! Embedded posts.
//!
//! In: blocks that `parse` took for posts and for the line that says whose they are. Out: one quotation each. Never looks for
//! quotation marks in a post.

use chrono::NaiveDate;

use crate::document::{Role, TaggedArticle};
use crate::span::{Span, cut};
use crate::tag::quotes::rule::{QuoteRule, Requires};

/// An embedded post.
pub const POST: QuoteRule<()> = QuoteRule {
    name: "social_post",
    confidence: 0.97,
    needs: Requires::Words,
    example: "> The ferry sails again tomorrow. pic.twitter.com/abcdef\n\n-- — Ines Carvalho (@inescarvalho) May 3, 2024",
    find: (),
};

/// One embedded post.
#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    /// Its words, without the link to a picture or page at the end.
    pub span: Span,
    /// Whose it is, as the attribution line writes it.
    pub author: Option<String>,
    /// The handle, with its sign.
    pub handle: Option<String>,
    /// The words that name the author, where the line is part of the text.
    pub author_span: Option<Span>,
    /// The day in the attribution line.
    pub day: Option<NaiveDate>,
}

/// Finds the posts of an article.
pub fn find(article: &TaggedArticle) -> Vec<Post> {
    let text = article.text();
    let blocks = &article.article.blocks;
    let mut posts = Vec::new();
    for (n, block, span) in article.article.text_blocks().filter(|(_, b, _)| b.role == Role::SocialPost) {
        let span = without_links(text, span);
        if !span.of(text).contains(char::is_alphanumeric) {
            continue;
        }
        let line = blocks[n + 1..].iter().take(2).find(|b| b.role == Role::SocialAttribution);
        let words = line.map_or("", |b| b.words(text));
        let (author, handle, day) = attribution(words);
        posts.push(Post { span, author, handle, author_span: None, day });
        let _ = block;
    }
    posts
}

/// Cuts links and hashes of pictures off the end.
fn without_links(text: &str, span: Span) -> Span {
    let mut words = span.of(text);
    loop {
        let trimmed = words.trim_end();
        let last = trimmed.rsplit(char::is_whitespace).next().unwrap_or("");
        let is_link =
            last.starts_with("http://") || last.starts_with("https://") || last.starts_with("pic.twitter.com") || last.starts_with("t.co/");
        if !is_link || last.len() == trimmed.len() {
            return Span::new(span.start as usize, span.start as usize + trimmed.len());
        }
        words = cut(trimmed, ..trimmed.len() - last.len());
    }
}

/// Author, handle and day of a line like "— Ana Duarte / Ана Дуарте (@anaduarte) May 3, 2024".
fn attribution(line: &str) -> (Option<String>, Option<String>, Option<NaiveDate>) {
    let line = line.trim_start_matches(['—', '–', '-', '―', ' ']);
    let (name, rest) = line.split_once('(').unwrap_or((line, ""));
    let (handle, date) = rest.split_once(')').unwrap_or(("", rest));
    let name = name.split(" / ").next().unwrap_or(name).trim();
    let handle = handle.trim();
    ((!name.is_empty()).then(|| name.to_owned()), handle.starts_with('@').then(|| handle.to_owned()), day_of(date.trim()))
}

fn day_of(date: &str) -> Option<NaiveDate> {
    let date = date.trim_matches(|c: char| !c.is_alphanumeric());
    ["%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d", "%B %d %Y"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(date, format).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribution_line_gives_author_handle_and_day() {
        let (author, handle, day) = attribution("— Ana Duarte / Ана Дуарте (@anaduarte) May 3, 2024");
        assert_eq!(author.as_deref(), Some("Ana Duarte"));
        assert_eq!(handle.as_deref(), Some("@anaduarte"));
        assert_eq!(day, NaiveDate::from_ymd_opt(2024, 5, 3));
    }

    #[test]
    fn links_at_the_end_are_no_words_of_the_post() {
        let text = "The ferry sails again. pic.twitter.com/abc https://t.co/x";
        assert_eq!(without_links(text, Span::new(0, text.len())).of(text), "The ferry sails again.");
    }
}
