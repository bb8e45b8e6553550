//! Markdown: from its structure to blocks with roles.
//!
//! In: decoded Markdown, with or without fields above it between lines of dashes. Out: blocks over the text, and what the fields say.
//! Structure is read by `pulldown-cmark`, which tells the place of every stretch of text.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use crate::document::{Metadata, MetadataField, ParsedBlock, Role, Rule, Run};
use crate::span::Span;
use crate::text::authors;

/// Takes a text apart.
pub(super) fn parse(text: &str) -> (Vec<ParsedBlock>, Vec<Metadata>) {
    let mut pass =
        MarkdownPass { text, blocks: Vec::new(), metadata: Vec::new(), runs: Vec::new(), role: None, items: 0, inside: Enclosure::Text };
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        pass.event(event, range);
    }
    pass.close();
    (pass.blocks, pass.metadata)
}

/// Where text stands that is no running text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Enclosure {
    Text,
    Fields,
    Code,
    Image,
}

struct MarkdownPass<'t> {
    text: &'t str,
    blocks: Vec<ParsedBlock>,
    metadata: Vec<Metadata>,
    runs: Vec<Run>,
    role: Option<(Role, Rule)>,
    /// Open list items.
    items: usize,
    inside: Enclosure,
}

impl MarkdownPass<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.inside == Enclosure::Fields => self.fields(&words),
            Event::Text(words) | Event::Code(words) => match self.inside {
                Enclosure::Text => self.words(&words, range),
                Enclosure::Code | Enclosure::Image | Enclosure::Fields => {}
            },
            Event::SoftBreak | Event::HardBreak => self.runs.push(Run { span: Span::new(range.start, range.end), reads: Some(" ".into()) }),
            _ => {}
        }
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        let is_verbatim = self.text.get(range.clone()) == Some(words);
        let reads = if is_verbatim { None } else { Some(words.into()) };
        self.runs.push(Run { span: Span::new(range.start, range.end), reads });
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.close();
                let is_headline = *level == HeadingLevel::H1 && !self.blocks.iter().any(|b| b.role == Role::Headline);
                self.role = Some(if is_headline { (Role::Headline, Rule("first_heading")) } else { (Role::Heading, Rule("heading_mark")) });
            }
            Tag::Item => {
                self.close();
                self.items += 1;
            }
            Tag::CodeBlock(_) => self.inside = Enclosure::Code,
            Tag::Image { .. } => self.inside = Enclosure::Image,
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle) => self.inside = Enclosure::Fields,
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::List(_) | Tag::TableCell | Tag::HtmlBlock => self.close(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::BlockQuote(_) => self.close(),
            TagEnd::Item => {
                self.close();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::CodeBlock | TagEnd::Image | TagEnd::MetadataBlock(_) => self.inside = Enclosure::Text,
            _ => {}
        }
    }

    fn close(&mut self) {
        let role = self.role.take();
        if self.runs.is_empty() {
            return;
        }
        let (role, rule) = role.unwrap_or(match self.items {
            0 => (Role::Paragraph, Rule("paragraph_mark")),
            _ => (Role::ListItem, Rule("list_mark")),
        });
        self.blocks.push(ParsedBlock { role, rule, runs: std::mem::take(&mut self.runs) });
    }

    /// Fields of one line each: "title: Quay reopens".
    fn fields(&mut self, block: &str) {
        for line in block.lines() {
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim().trim_matches(['"', '\'', '[', ']']).trim();
            let field = match name.trim().to_ascii_lowercase().as_str() {
                "title" | "headline" => MetadataField::Headline,
                "date" | "published" | "datepublished" => MetadataField::Published,
                "updated" | "lastmod" | "modified" => MetadataField::Updated,
                "author" | "authors" | "byline" => MetadataField::Author,
                "url" | "link" | "canonical" => MetadataField::Url,
                "outlet" | "source" | "publisher" => MetadataField::Outlet,
                _ => continue,
            };
            let names = if field == MetadataField::Author { authors::persons(value) } else { vec![value.to_owned()] };
            let note = |value| Metadata { field, value, rule: Rule("front_matter"), rank: 1 };
            self.metadata.extend(names.into_iter().filter(|v| !v.is_empty()).map(note));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Format, GivenMetadata, RawDocument};

    #[test]
    fn structure_and_fields_are_read_and_words_keep_their_place() {
        let text = "---\ntitle: Quay reopens\ndate: 2024-03-05\nauthor: Ida Marsh\n---\n\n# Quay reopens\n\nThe quay *reopened* on\nTuesday &amp; boats came.\n\n- First boat\n- Second boat\n\n```\nlet x;\n```\n";
        let raw = RawDocument::new("a.md", Format::Markdown, text.into(), GivenMetadata::default());
        let parsed = crate::parse::parse(raw, &crate::parse::Options::default()).expect("it is text");
        let article = crate::normalise::normalise(parsed, &crate::normalise::Options::default()).expect("it has words");
        assert_eq!(article.text, "Quay reopens\n\nThe quay reopened on Tuesday & boats came.\n\nFirst boat\n\nSecond boat");
        assert_eq!(article.authors, ["Ida Marsh"]);
        assert_eq!(article.published.map(|p| p.date.to_string()).as_deref(), Some("2024-03-05"));
        let block = &article.blocks[1];
        assert_eq!(&text[block.source.start as usize..block.source.end as usize], "The quay *reopened* on\nTuesday &amp; boats came.");
    }
}
