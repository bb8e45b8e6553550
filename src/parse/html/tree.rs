//! A page's elements as one list.
//!
//! In: decoded HTML. Out: [`Tree`]: every element and stretch of text in the order of the page, each with where its content ends. Never
//! recurses: whatever stands below an element follows it in the list, so that a pass over a subtree is a loop.
//!
//! Tokens come from `html5gum`. The tree is tolerant rather than exact: ends that are left out are implied for paragraphs, list items and
//! table cells; an end tag without its start is passed over; an end tag of a line-level element ends that element alone, whatever is open
//! inside it.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span as TokenSpan, State, Tokenizer};

use super::refusal::{MOST_NODES, PageRefusal};
use super::tag::Tag;
use crate::span::{Span, cut};
use crate::work::Budget;

/// How deep elements are taken to be nested; what is nested deeper counts as lying side by side.
const DEEPEST: usize = 400;
/// Attributes of one element at the most; the others are passed over.
const MOST_ATTRIBUTES: usize = 64;

/// Declares the attributes that are kept.
macro_rules! attributes {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// An attribute that says something about the text.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum AttributeName { $($variant),+ }

        impl AttributeName {
            fn of(name: &[u8]) -> Option<AttributeName> {
                match name { $($name => Some(AttributeName::$variant),)+ _ => None }
            }
        }
    };
}

attributes! {
    AriaHidden = b"aria-hidden", Charset = b"charset", Cite = b"cite", Class = b"class", Component = b"data-component", Content = b"content",
    DataTestId = b"data-testid", Datetime = b"datetime", Hidden = b"hidden", Href = b"href", Id = b"id", Itemprop = b"itemprop",
    Itemtype = b"itemtype", Lang = b"lang", Named = b"name", Property = b"property", Rel = b"rel", Role = b"role", Src = b"src",
    Style = b"style", Type = b"type",
}

/// One attribute; its value lies in [`Tree::values`].
#[derive(Clone, Copy, Debug)]
struct HtmlAttribute {
    name: AttributeName,
    value: Span,
}

/// An element or a stretch of text.
#[derive(Clone, Copy, Debug)]
pub struct HtmlNode {
    /// What it is.
    pub tag: Tag,
    /// Number of the element around it; its own at the root.
    pub parent: u32,
    /// One past the last node inside it.
    pub end: u32,
    /// For text, its range; for an element, that of its start tag.
    pub span: Span,
    /// Its attributes, as a range.
    attributes: (u32, u32),
}

/// The nodes of a page.
#[derive(Debug, Default)]
pub struct Tree {
    /// Every node; the first is the root, which no tag stands for.
    pub nodes: Vec<HtmlNode>,
    attributes: Vec<HtmlAttribute>,
    /// The values of all attributes, entities read.
    values: String,
}

/// Steps of work that an event of the tokenizer takes.
const EVENT_STEPS: usize = 20;
/// An end tag without a name, which the standard passes over.
const END_OF_NOTHING: &[u8] = b"</>";

impl Tree {
    /// The tree of a page.
    ///
    /// # Errors
    /// A page of more elements than any article has, or one that takes too much work.
    pub fn new(page: &str, budget: &Budget) -> Result<Tree, PageRefusal> {
        let mut builder = TreeBuilder::new(page, budget);
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: TokenSpan<usize>| {
            builder.event(event, span);
            None::<std::convert::Infallible>
        });
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(page, Unjudged(emitter)).finish();
        builder.finish()
    }

    /// The value of an attribute.
    pub fn attribute(&self, node: usize, name: AttributeName) -> Option<&str> {
        let (from, to) = self.nodes.get(node)?.attributes;
        let found = self.attributes.get(from as usize..to as usize)?.iter().find(|a| a.name == name)?;
        Some(found.value.of(&self.values))
    }

    /// The elements around a node, from the nearest on.
    pub fn around(&self, node: usize) -> impl Iterator<Item = usize> {
        let mut at = node;
        std::iter::from_fn(move || {
            let parent = self.nodes.get(at)?.parent as usize;
            let is_root = parent == at;
            at = parent;
            (!is_root).then_some(parent)
        })
    }

    /// Whether `inner` lies inside `outer` or is it.
    pub fn holds(&self, outer: usize, inner: usize) -> bool {
        outer <= inner && self.nodes.get(outer).is_some_and(|n| inner < n.end as usize)
    }

    /// The text of an element, as written on the page.
    pub fn words(&self, page: &str, node: usize) -> String {
        let mut words = String::new();
        let Some(element) = self.nodes.get(node) else { return words };
        let mut at = node;
        while at < element.end as usize {
            let inner = &self.nodes[at];
            if inner.tag == Tag::Text {
                words.push_str(inner.span.of(page));
            } else if at > node && (inner.tag.is_unread()) {
                at = (inner.end as usize).max(at + 1);
                continue;
            } else if !inner.tag.is_inline() || inner.tag == Tag::Br {
                words.push(' ');
            }
            at += 1;
        }
        words
    }
}

/// An emitter that is told of no errors: looking at every byte for those that no page may hold takes a sixth of the time, and none is
/// refused for them.
struct Unjudged<E>(E);

impl<E: Emitter> ForwardingEmitter for Unjudged<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    /// `<plaintext>` would make words of every tag after it. No page means that, and where it stands by accident the article goes on.
    fn emit_current_tag(&mut self) -> Option<State> {
        self.inner().emit_current_tag().filter(|next| *next != State::PlainText)
    }
}

/// The tree while tokens come in.
struct TreeBuilder<'p> {
    page: &'p str,
    tree: Tree,
    /// Open elements, outermost first.
    open: Vec<u32>,
    /// The element whose start tag is being read, and where it began.
    tag: Option<(Tag, usize)>,
    first_attribute: usize,
    /// Kept attribute whose value comes next.
    pending: Option<AttributeName>,
    /// Where the last tag or comment ended, and the text after it if there is any.
    text_from: usize,
    text_to: Option<usize>,
    refusal: Option<PageRefusal>,
    budget: &'p Budget,
}

impl<'p> TreeBuilder<'p> {
    fn new(page: &'p str, budget: &'p Budget) -> Self {
        let root = HtmlNode { tag: Tag::Other, parent: 0, end: 0, span: Span::default(), attributes: (0, 0) };
        let tree = Tree { nodes: vec![root], ..Tree::default() };
        let refusal = None;
        Self { page, tree, open: vec![0], tag: None, first_attribute: 0, pending: None, text_from: 0, text_to: None, refusal, budget }
    }

    fn event(&mut self, event: CallbackEvent<'_>, span: TokenSpan<usize>) {
        if self.refusal.is_some() {
            return;
        }
        // Every event may look through the elements that are open.
        if !self.budget.charge(EVENT_STEPS + self.open.len()) {
            self.refusal = Some(PageRefusal::TooSlow);
            return;
        }
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.text_before(span.start);
                self.tag = Some((Tag::of(name), span.start));
                self.first_attribute = self.tree.attributes.len();
                self.pending = None;
            }
            CallbackEvent::AttributeName { name } => self.attribute(name),
            CallbackEvent::AttributeValue { value } => self.value(value),
            CallbackEvent::CloseStartTag { self_closing } => self.start(self_closing, span.end),
            CallbackEvent::EndTag { name } => {
                self.text_before(span.start);
                self.text_from = span.end;
                self.end(Tag::of(name));
            }
            CallbackEvent::String { .. } => self.text_to = Some(span.end),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {
                self.text_before(span.start);
                self.text_from = span.end;
            }
            CallbackEvent::Error(_) => {}
        }
        if self.tree.nodes.len() > MOST_NODES {
            self.refusal = Some(PageRefusal::TooManyNodes);
        }
    }

    /// Adds the text that ends at `to`, if there is any.
    fn text_before(&mut self, to: usize) {
        if self.text_to.take().is_some() && self.text_from < to {
            self.text_without_ends_of_nothing(to);
        }
        self.text_from = self.text_from.max(to);
    }

    /// Adds the text up to `to` without any `</>` in it, which is no text and of which the tokenizer says nothing; in elements whose text
    /// holds no tags it is three characters like others.
    fn text_without_ends_of_nothing(&mut self, to: usize) {
        let mut from = self.text_from;
        let holds_tags = !matches!(self.tag_of(self.open.len() - 1), Tag::Script | Tag::Style | Tag::Title | Tag::Textarea | Tag::Iframe);
        if holds_tags {
            for at in memchr::memmem::find_iter(cut(self.page, from..to).as_bytes(), END_OF_NOTHING) {
                let at = self.text_from + at;
                if from < at {
                    self.push(Tag::Text, Span::new(from, at), (0, 0));
                }
                from = at + END_OF_NOTHING.len();
            }
        }
        if from < to {
            self.push(Tag::Text, Span::new(from, to), (0, 0));
        }
    }

    fn push(&mut self, tag: Tag, span: Span, attributes: (u32, u32)) -> u32 {
        let number = self.tree.nodes.len() as u32;
        let parent = self.open.last().copied().unwrap_or(0);
        self.tree.nodes.push(HtmlNode { tag, parent, end: number + 1, span, attributes });
        number
    }

    fn attribute(&mut self, name: &[u8]) {
        let room = self.tree.attributes.len() - self.first_attribute < MOST_ATTRIBUTES;
        self.pending = AttributeName::of(name).filter(|_| room && self.tag.is_some());
        if let Some(name) = self.pending {
            let at = self.tree.values.len();
            self.tree.attributes.push(HtmlAttribute { name, value: Span::new(at, at) });
        }
    }

    fn value(&mut self, value: &[u8]) {
        let (Some(_), Ok(value)) = (self.pending.take(), std::str::from_utf8(value)) else { return };
        let at = self.tree.values.len();
        if let Some(last) = self.tree.attributes.last_mut() {
            self.tree.values.push_str(value);
            last.value = Span::new(at, at + value.len());
        }
    }

    /// A start tag is complete.
    fn start(&mut self, self_closing: bool, end: usize) {
        let Some((tag, from)) = self.tag.take() else { return };
        self.text_from = end;
        self.imply_ends(tag);
        let attributes = (self.first_attribute as u32, self.tree.attributes.len() as u32);
        let number = self.push(tag, Span::new(from, end), attributes);
        let closes_itself = self_closing && matches!(tag, Tag::Svg | Tag::Math | Tag::Other);
        if !tag.is_void() && !closes_itself && self.open.len() < DEEPEST {
            self.open.push(number);
        }
    }

    /// The tag of an open element.
    fn tag_of(&self, open: usize) -> Tag {
        self.open.get(open).map_or(Tag::Other, |n| self.tree.nodes[*n as usize].tag)
    }

    /// Closes what the start of `tag` ends without saying so.
    fn imply_ends(&mut self, tag: Tag) {
        use Tag::*;
        if tag.ends_paragraph() {
            self.close_within(&[P], &[]);
        }
        match tag {
            Li => self.close_within(&[Li], &[Ul, Ol, Menu]),
            Dd | Dt => self.close_within(&[Dd, Dt], &[Dl]),
            Td | Th => self.close_within(&[Td, Th], &[Table, Tr]),
            Tr => self.close_within(&[Tr], &[Table]),
            Tbody | Thead | Tfoot => self.close_within(&[Tbody, Thead, Tfoot], &[Table]),
            Option => self.close_within(&[Option], &[Select]),
            A => {
                if let Some(at) = self.find(&[A], &[Table, Td, Th]) {
                    self.close_alone(at);
                }
            }
            Body => self.close_within(&[Head], &[Body]),
            _ => {}
        }
    }

    /// The innermost open element among `tags` that no element of `barriers` or scope lies inside.
    fn find(&self, tags: &[Tag], barriers: &[Tag]) -> Option<usize> {
        for at in (1..self.open.len()).rev() {
            let open = self.tag_of(at);
            if tags.contains(&open) {
                return Some(at);
            }
            if barriers.contains(&open) || (open.is_scope() && barriers.is_empty()) {
                return None;
            }
        }
        None
    }

    fn close_within(&mut self, tags: &[Tag], barriers: &[Tag]) {
        if let Some(at) = self.find(tags, barriers) {
            self.close_from(at);
        }
    }

    /// Closes an open element and all inside it.
    fn close_from(&mut self, at: usize) {
        let end = self.tree.nodes.len() as u32;
        for number in self.open.drain(at..) {
            self.tree.nodes[number as usize].end = end;
        }
    }

    /// Closes an open element and leaves open what is inside it.
    fn close_alone(&mut self, at: usize) {
        let number = self.open.remove(at);
        self.tree.nodes[number as usize].end = self.tree.nodes.len() as u32;
    }

    fn end(&mut self, tag: Tag) {
        use Tag::*;
        if tag.is_void() || matches!(tag, Html | Body | Other) && tag != Other {
            return;
        }
        let barriers: &[Tag] = match tag {
            Table | Tr | Tbody | Thead | Tfoot => &[Table],
            Td | Th => &[Table, Tr],
            Li => &[Ul, Ol, Menu],
            _ => &[],
        };
        let at = match tag {
            Table => (1..self.open.len()).rev().find(|at| self.tag_of(*at) == Table),
            _ => self.find(&[tag], barriers),
        };
        match at {
            Some(at) if tag.is_inline() && self.open.len() - at > 1 => {
                let holds_blocks = (at + 1..self.open.len()).any(|n| !self.tag_of(n).is_inline());
                if holds_blocks { self.close_alone(at) } else { self.close_from(at) }
            }
            Some(at) => self.close_from(at),
            None => {}
        }
    }

    fn finish(mut self) -> Result<Tree, PageRefusal> {
        if let Some(refusal) = self.refusal {
            return Err(refusal);
        }
        // After the last tag the text ends where the tokenizer says: an unfinished tag is no text.
        if let Some(to) = self.text_to {
            let to = to.min(self.page.len());
            if self.page.is_char_boundary(to) {
                self.text_before(to);
            }
        }
        self.close_from(0);
        Ok(self.tree)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The nodes with their depth, for reading.
    fn outline(page: &str) -> String {
        let tree = Tree::new(page, &Budget::default()).expect("a small page");
        let mut lines = String::new();
        for (n, node) in tree.nodes.iter().enumerate().skip(1) {
            let depth = tree.around(n).count();
            let words = if node.tag == Tag::Text { node.span.of(page).to_owned() } else { format!("{:?}", node.tag) };
            lines.push_str(&format!("{}{words}\n", " ".repeat(depth - 1)));
        }
        lines
    }

    #[test]
    fn ends_that_are_left_out_are_implied() {
        assert_eq!(outline("<ul><li>a<li>b</ul><p>c<p>d<div>e"), "Ul\n Li\n  a\n Li\n  b\nP\n c\nP\n d\nDiv\n e\n");
        assert_eq!(outline("<table><tr><td>a<td>b<tr><td>c</table>d"), "Table\n Tr\n  Td\n   a\n  Td\n   b\n Tr\n  Td\n   c\nd\n");
    }

    #[test]
    fn an_end_of_nothing_is_no_text_and_scraps_of_markup_are_what_the_standard_says() {
        assert_eq!(outline("<p>a</>b</>"), "P\n a\n b\n");
        assert_eq!(outline("<p>a</></p>c"), "P\n a\nc\n");
        assert_eq!(outline("</></><p>é</>é"), "P\n é\n é\n");
        assert_eq!(outline("<title>a</>b</title>"), "Title\n a</>b\n");
        assert_eq!(outline("a<>b<1 c"), "a<>b<1 c\n");
        assert_eq!(outline("a<?x y>b<!x>c</ x>d<![CDATA[e]]>f"), "a\nb\nc\nd\nf\n");
        assert_eq!(outline("a<!-- b"), "a\n");
    }

    #[test]
    fn ends_without_a_start_are_passed_over() {
        assert_eq!(outline("</p></div><p>a</b></p>b"), "P\n a\nb\n");
        assert_eq!(outline("<a href=x><div>a</a>b</div>c"), "A\n Div\n  a\n  b\nc\n");
    }

    #[test]
    fn text_of_scripts_comments_and_unfinished_tags_is_no_text_of_the_page() {
        assert_eq!(outline("a<!-- x > --><script>if (a<b) {'</p>'}</script>b<i"), "a\nScript\n if (a<b) {'</p>'}\nb\n");
    }

    #[test]
    fn spans_hold_with_windows_line_ends_and_letters_above_ascii() {
        let page = "<p>Zoë\r\nsaid &eacute;</p>\r\n<p title=\"&lt;\">“no”</p>";
        let tree = Tree::new(page, &Budget::default()).expect("a small page");
        let texts: Vec<&str> = tree.nodes.iter().filter(|n| n.tag == Tag::Text).map(|n| n.span.of(page)).collect();
        assert_eq!(texts, ["Zoë\r\nsaid &eacute;", "\r\n", "“no”"]);
    }

    #[test]
    fn attributes_are_read_with_their_entities() {
        let tree = Tree::new("<meta property=og:title content='Rain &amp; snow' onclick=x>", &Budget::default()).expect("a small page");
        assert_eq!(tree.attribute(1, AttributeName::Content), Some("Rain & snow"));
        assert_eq!(tree.attribute(1, AttributeName::Property), Some("og:title"));
        assert_eq!(tree.attribute(1, AttributeName::Id), None);
    }
}
