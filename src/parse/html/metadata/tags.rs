//! What `meta`, `link` and `title` elements say.
//!
//! In: a tree. Out: [`Tags`]. Never decides between two statements; the first of a name holds.

use rustc_hash::FxHashMap;

use crate::parse::html::tag::Tag;
use crate::parse::html::tree::{AttributeName, Tree};

/// Names and contents of `meta` elements, and a few other elements of the head.
#[derive(Debug, Default)]
pub struct Tags {
    contents: FxHashMap<String, Vec<String>>,
    /// The page's title.
    pub title: Option<String>,
    /// The address that the page calls its own.
    pub canonical: Option<String>,
    /// Language of the page.
    pub language: Option<String>,
    /// JSON-LD scripts.
    pub linked_data: Vec<String>,
}

/// Contents kept for one name.
const MOST_CONTENTS: usize = 40;

impl Tags {
    /// One pass over the elements.
    pub fn new(page: &str, tree: &Tree) -> Tags {
        let mut tags = Tags::default();
        for (n, node) in tree.nodes.iter().enumerate() {
            match node.tag {
                Tag::Meta => tags.meta(tree, n),
                Tag::Link => {
                    let is_canonical = tree.attribute(n, AttributeName::Rel).is_some_and(|r| r.eq_ignore_ascii_case("canonical"));
                    let address = tree.attribute(n, AttributeName::Href).map(str::trim).filter(|h| h.starts_with("http"));
                    if let (true, Some(address), None) = (is_canonical, address, &tags.canonical) {
                        tags.canonical = Some(address.to_owned());
                    }
                }
                Tag::Title if tags.title.is_none() && !tree.around(n).any(|a| tree.nodes[a].tag == Tag::Svg) => {
                    tags.title = Some(text_inside(page, tree, n)).filter(|t| !t.trim().is_empty());
                }
                Tag::Html => tags.language = tree.attribute(n, AttributeName::Lang).map(str::to_owned),
                Tag::Script if tree.attribute(n, AttributeName::Type).is_some_and(|t| t.to_ascii_lowercase().contains("ld+json")) => {
                    tags.linked_data.push(text_inside(page, tree, n));
                }
                _ => {}
            }
        }
        tags
    }

    fn meta(&mut self, tree: &Tree, n: usize) {
        let Some(content) = tree.attribute(n, AttributeName::Content).map(str::trim).filter(|c| !c.is_empty()) else { return };
        for name in [AttributeName::Property, AttributeName::Named, AttributeName::Itemprop] {
            if let Some(name) = tree.attribute(n, name) {
                let kept = self.contents.entry(name.trim().to_ascii_lowercase()).or_default();
                if kept.len() < MOST_CONTENTS {
                    kept.push(content.to_owned());
                }
            }
        }
    }

    /// The first content of a name.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.all(name).first().map(String::as_str)
    }

    /// Every content of a name.
    pub fn all(&self, name: &str) -> &[String] {
        self.contents.get(name).map_or(&[], Vec::as_slice)
    }
}

/// The text directly inside an element.
fn text_inside(page: &str, tree: &Tree, n: usize) -> String {
    let inside = tree.nodes[n + 1..tree.nodes[n].end as usize].iter();
    inside.filter(|t| t.tag == Tag::Text).map(|t| t.span.of(page)).collect()
}
