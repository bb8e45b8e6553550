//! The elements that matter here.
//!
//! In: an element's name. Out: [`Tag`] and what it does to the flow of text. Never knows a page.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Declares the elements with their names.
macro_rules! tags {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// An element by its name; [`Tag::Text`] is no element but a stretch of text.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Tag { Text, Other, $($variant),+ }

        impl Tag {
            /// The element of a name in small letters.
            pub fn of(name: &[u8]) -> Tag {
                BY_NAME.get(name).copied().unwrap_or(Tag::Other)
            }
        }

        static BY_NAME: LazyLock<FxHashMap<&'static [u8], Tag>> = LazyLock::new(|| {
            [$((&$name[..], Tag::$variant)),+].into_iter().collect()
        });
    };
}

tags! {
    A = b"a", Abbr = b"abbr", Address = b"address", Area = b"area", Article = b"article", Aside = b"aside", Audio = b"audio",
    B = b"b", Base = b"base", Blockquote = b"blockquote", Body = b"body", Br = b"br", Button = b"button", Canvas = b"canvas",
    Caption = b"caption", Cite = b"cite", Code = b"code", Col = b"col", Dd = b"dd", Details = b"details", Dialog = b"dialog",
    Div = b"div", Dl = b"dl", Dt = b"dt", Em = b"em", Embed = b"embed", Fieldset = b"fieldset", Figcaption = b"figcaption",
    Figure = b"figure", Font = b"font", Footer = b"footer", Form = b"form", H1 = b"h1", H2 = b"h2", H3 = b"h3", H4 = b"h4",
    H5 = b"h5", H6 = b"h6", Head = b"head", Header = b"header", Hr = b"hr", Html = b"html", I = b"i", Iframe = b"iframe",
    Img = b"img", Input = b"input", Label = b"label", Li = b"li", Link = b"link", Main = b"main", Math = b"math", Menu = b"menu",
    Meta = b"meta", Nav = b"nav", Noscript = b"noscript", Object = b"object", Ol = b"ol", Option = b"option", P = b"p",
    Param = b"param", Picture = b"picture", Pre = b"pre", Q = b"q", S = b"s", Script = b"script", Section = b"section",
    Select = b"select", Small = b"small", Source = b"source", Span = b"span", Strong = b"strong", Style = b"style", Sub = b"sub",
    Summary = b"summary", Sup = b"sup", Svg = b"svg", Table = b"table", Tbody = b"tbody", Td = b"td", Template = b"template",
    Textarea = b"textarea", Tfoot = b"tfoot", Th = b"th", Thead = b"thead", Time = b"time", Title = b"title", Tr = b"tr",
    Track = b"track", U = b"u", Ul = b"ul", Video = b"video", Wbr = b"wbr",
}

impl Tag {
    /// Whether the element never has content.
    pub fn is_void(self) -> bool {
        use Tag::*;
        matches!(self, Area | Base | Br | Col | Embed | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr)
    }

    /// Whether the element stands inside a line of text.
    pub fn is_inline(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Text | Other
                | A
                | Abbr
                | Audio
                | B
                | Br
                | Button
                | Cite
                | Code
                | Em
                | Embed
                | Font
                | I
                | Img
                | Input
                | Label
                | Link
                | Meta
                | Object
                | Picture
                | Q
                | S
                | Script
                | Small
                | Source
                | Span
                | Strong
                | Style
                | Sub
                | Sup
                | Svg
                | Time
                | U
                | Video
                | Wbr
        )
    }

    /// Whether a paragraph that is open ends where this element begins.
    pub fn ends_paragraph(self) -> bool {
        use Tag::*;
        !self.is_inline() && !matches!(self, Iframe | Noscript | Template | Math | Canvas | Select | Option | Textarea | Title | Area | Col)
    }

    /// Whether an end tag does not reach past this element.
    pub fn is_scope(self) -> bool {
        matches!(self, Tag::Table | Tag::Td | Tag::Th | Tag::Caption | Tag::Template | Tag::Object)
    }

    /// Whether nothing inside the element is read on the page.
    pub fn is_unread(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Script | Style | Noscript | Template | Svg | Math | Canvas | Select | Textarea | Iframe | Object | Audio | Video | Head | Title
        )
    }

    /// Whether it is a heading.
    pub fn is_heading(self) -> bool {
        matches!(self, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
    }
}
