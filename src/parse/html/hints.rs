//! What an element's names say of it: its class, id, role and the like.
//!
//! In: a tree. Out: [`Hints`] for each element. Never decides: names are written for programs and lie now and then.

use crate::span::cut;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::tag::Tag;
use super::tree::{AttributeName, Tree};
use crate::text::prefix;

/// A set of hints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hints(u32);

impl Hints {
    /// The article's running text.
    pub const BODY: Hints = Hints(1);
    /// Stories that lead elsewhere.
    pub const RELATED: Hints = Hints(1 << 1);
    /// Buttons to pass the article on.
    pub const SHARE: Hints = Hints(1 << 2);
    /// Readers' comments.
    pub const COMMENTS: Hints = Hints(1 << 3);
    /// A box that asks for an address or a subscription.
    pub const NEWSLETTER: Hints = Hints(1 << 4);
    /// An advertisement.
    pub const AD: Hints = Hints(1 << 5);
    /// A menu, a foot, a sidebar.
    pub const NAV: Hints = Hints(1 << 6);
    /// Who wrote it.
    pub const BYLINE: Hints = Hints(1 << 7);
    /// When.
    pub const TIME: Hints = Hints(1 << 8);
    /// Tags and sections.
    pub const TAGS: Hints = Hints(1 << 9);
    /// Text of a picture.
    pub const CAPTION: Hints = Hints(1 << 10);
    /// Whose picture it is.
    pub const CREDIT: Hints = Hints(1 << 11);
    /// What stands before a wall.
    pub const PAYWALL: Hints = Hints(1 << 12);
    /// Words of the text set large beside it.
    pub const PULLQUOTE: Hints = Hints(1 << 13);
    /// About the author.
    pub const BIO: Hints = Hints(1 << 14);
    /// What was put right.
    pub const CORRECTION: Hints = Hints(1 << 15);
    /// The line below the headline.
    pub const SUBHEADLINE: Hints = Hints(1 << 16);
    /// The headline.
    pub const HEADLINE: Hints = Hints(1 << 17);
    /// An embedded post.
    pub const POST: Hints = Hints(1 << 18);
    /// Not shown.
    pub const HIDDEN: Hints = Hints(1 << 19);
    /// A player, a gallery.
    pub const MEDIA: Hints = Hints(1 << 20);
    /// Beside the text, whatever it is.
    pub const ASIDE: Hints = Hints(1 << 21);

    /// A listing of a program.
    pub const CODE: Hints = Hints(1 << 22);

    /// Everything that stands around articles.
    pub const FURNITURE: Hints = Hints(
        Self::RELATED.0
            | Self::SHARE.0
            | Self::COMMENTS.0
            | Self::NEWSLETTER.0
            | Self::AD.0
            | Self::NAV.0
            | Self::TAGS.0
            | Self::PAYWALL.0
            | Self::PULLQUOTE.0
            | Self::BIO.0
            | Self::HIDDEN.0
            | Self::MEDIA.0
            | Self::ASIDE.0,
    );

    /// Whether one of `others` is among them.
    pub fn has(self, others: Hints) -> bool {
        self.0 & others.0 != 0
    }

    /// Both together.
    pub const fn with(self, others: Hints) -> Hints {
        Hints(self.0 | others.0)
    }

    /// These without `others`.
    pub const fn without(self, others: Hints) -> Hints {
        Hints(self.0 & !others.0)
    }

    /// The rule for furniture of this kind.
    pub fn rule(self) -> &'static str {
        let names = [
            (Self::RELATED, "related_box"),
            (Self::NEWSLETTER, "newsletter_element"),
            (Self::SHARE, "share_element"),
            (Self::COMMENTS, "comments_element"),
            (Self::AD, "ad_element"),
            (Self::PAYWALL, "paywall_element"),
            (Self::PULLQUOTE, "pull_quote"),
            (Self::BIO, "author_box"),
            (Self::TAGS, "tags_element"),
            (Self::MEDIA, "player_element"),
            (Self::NAV, "navigation_element"),
            (Self::ASIDE, "aside_element"),
        ];
        names.iter().find(|(hint, _)| self.has(*hint)).map_or("furniture_element", |(_, name)| name)
    }
}

/// Words in names, and pairs of words that stand side by side.
static WORDS: LazyLock<FxHashMap<&str, Hints>> = LazyLock::new(|| {
    let lists: [(Hints, &str); 21] = [
        (
            Hints::BODY,
            "articlebody storybody story-body article-body article-content articlecontent entry-content entrycontent post-content postcontent post-body postbody story-content storycontent story-text article-text articletext body-content content-body body-text bodytext article-copy body-copy bodycopy article-paragraphs storytext post-text",
        ),
        (
            Hints::RELATED,
            "related relatedarticles relatedposts recirc recirculation promo promos promoted recommended recommendation recommendations recommend readmore read-more read-next readnext more-from more-stories more-news more-on morefrom trending popular most-read mostread outbrain taboola teaser teasers also-like up-next upnext next-article nextpost next-post prev-post previous-post post-navigation you-may see-also seealso also-read alsoread crosslink crosslinks latest-news top-stories topstories related-stories inline-link story-card sponsored-content suggested similar jp-relatedposts zergnet nativo explore-more carousel onward inlinerelated yarpp",
        ),
        (
            Hints::SHARE,
            "share sharing shares sharebar sharedaddy sharethis addtoany addthis social-share social-links social-icons social-media socials share-buttons follow-us followus follow whatsapp-channel google-news print-button toolbar social-bar sharetools a2a social",
        ),
        (
            Hints::COMMENTS,
            "comment comments disqus respond comment-respond commentlist comment-list coral conversation fb-comments viafoura openweb spotim reactions",
        ),
        (
            Hints::NEWSLETTER,
            "newsletter newsletters signup sign-up subscribe subscription subscriptions optin opt-in mailchimp email-signup emailsignup mc4wp donate donation donations membership subscribers",
        ),
        (
            Hints::AD,
            "ad ads advert adverts advertisement advertising adslot ad-slot ad-container sponsor sponsored sponsors dfp gpt adsbygoogle ad-wrapper advertorial leaderboard mpu affiliate disclosure-ad commercial",
        ),
        (
            Hints::NAV,
            "nav navbar navigation menu submenu breadcrumb breadcrumbs footer sidebar side-bar masthead pagination pager cookie cookies consent gdpr modal popup pop-up overlay skip-link skiplink site-header siteheader topbar widget-area tablist toc table-of-contents rail right-rail offcanvas dropdown drawer tooltip",
        ),
        (
            Hints::BYLINE,
            "byline bylines author authors contributor contributors writer reporter post-author article-author entry-author author-name authorname by-line",
        ),
        (
            Hints::TIME,
            "date dates datetime timestamp time published pubdate publish-date posted-on postdate dateline updated modified entry-date post-date published-date publication-date pub-date",
        ),
        (
            Hints::TAGS,
            "tags taglist tag-list article-tags post-tags entry-tags topics topic-list keywords categories post-categories tagcloud filed-under cat-links tags-links entry-meta-tags article-topics",
        ),
        (
            Hints::CAPTION,
            "caption captions figcaption wp-caption-text image-caption img-caption photo-caption imagecaption cutline photocaption",
        ),
        (Hints::CREDIT, "credit credits photo-credit image-credit copyright image-source photographer attribution imagecredit photocredit"),
        (Hints::PAYWALL, "paywall paywalled pay-wall piano regwall reg-wall premium-wall subscriber-only"),
        (Hints::PULLQUOTE, "pullquote pull-quote pullquotes blockquote-pull quote-pull callout-quote"),
        (
            Hints::BIO,
            "bio author-bio authorbio about-author author-box authorbox about-the-author author-info author-description author-card biography author-profile authorprofile authorbios",
        ),
        (Hints::CORRECTION, "correction corrections clarification editors-note editor-note editorsnote"),
        (
            Hints::SUBHEADLINE,
            "subheadline sub-headline subhead subtitle sub-title standfirst dek deck strapline article-summary kicker-sub subheading sub-heading lede-sub article-lead article-intro article-excerpt sub-head",
        ),
        (Hints::HEADLINE, "headline entry-title post-title article-title story-title article-headline articletitle page-title posttitle"),
        (
            Hints::MEDIA,
            "player video-player audio-player jwplayer video-fallback gallery-nav brightcove slideshow-nav playlist audio podcast listen",
        ),
        (Hints::CODE, "code highlight prettyprint hljs syntaxhighlighter sourcecode codehilite"),
        (Hints::NAV, "form-done form-fail form-success form-error success-message error-message"),
    ];
    lists.iter().flat_map(|(hint, words)| words.split(' ').map(move |w| (w, *hint))).fold(FxHashMap::default(), |mut map, (word, hint)| {
        let known: &mut Hints = map.entry(word).or_default();
        *known = known.with(hint);
        map
    })
});

/// Names that embeds of posts go by.
const POSTS: [&str; 12] = [
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "tiktok-embed",
    "fb-post",
    "fb-video",
    "telegram-post",
    "bluesky-embed",
    "mastodon-embed",
    "reddit-embed-bq",
    "text-post-media",
    "tweet-blockquote",
];

/// Classes of the common style sheets for what is not shown, or read aloud only.
const UNSEEN: [&str; 10] = [
    "hidden",
    "is-hidden",
    "d-none",
    "hide",
    "visually-hidden",
    "visuallyhidden",
    "sr-only",
    "screen-reader-text",
    "screen-reader-only",
    "u-visually-hidden",
];

/// Whether a class hides its element. One that also says on which screens the element is shown hides it on the others only.
fn is_unseen(class: &str) -> bool {
    let shows = |c: &str| c.contains(':') || c.starts_with("d-") && c != "d-none" || c.starts_with("visible") || c.starts_with("show");
    let mut classes = class.split_ascii_whitespace();
    classes.clone().any(|c| UNSEEN.contains(&c)) && !classes.any(shows)
}

/// The longest name that is looked at, bytes.
const LONGEST: usize = 400;

/// The hints of every element.
pub fn hints(tree: &Tree) -> Vec<Hints> {
    let mut words = HintWords::default();
    (0..tree.nodes.len()).map(|n| if tree.nodes[n].tag == Tag::Text { Hints::default() } else { of(tree, n, &mut words) }).collect()
}

fn of(tree: &Tree, n: usize, words: &mut HintWords) -> Hints {
    let mut hints = match tree.nodes[n].tag {
        Tag::Nav | Tag::Footer | Tag::Form | Tag::Dialog | Tag::Menu | Tag::Fieldset | Tag::Button | Tag::Label => Hints::NAV,
        Tag::Aside => Hints::ASIDE,
        Tag::Figcaption => Hints::CAPTION,
        Tag::Time => Hints::TIME,
        _ => Hints::default(),
    };
    for name in [AttributeName::Class, AttributeName::Id, AttributeName::DataTestId, AttributeName::Component] {
        if let Some(value) = tree.attribute(n, name) {
            hints = hints.with(words.hints(prefix(value, LONGEST)));
            if name == AttributeName::Class && POSTS.iter().any(|p| value.contains(p)) {
                hints = hints.with(Hints::POST).without(Hints::FURNITURE);
            }
        }
    }
    let is = |name, wanted: &[&str]| tree.attribute(n, name).is_some_and(|v| wanted.contains(&v.trim()));
    if tree.attribute(n, AttributeName::Itemprop).is_some_and(|v| v.split_whitespace().any(|w| w == "articleBody" || w == "reviewBody")) {
        hints = hints.with(Hints::BODY);
    }
    if is(
        AttributeName::Role,
        &["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu", "alertdialog", "tooltip"],
    ) {
        hints = hints.with(Hints::NAV);
    }
    let is_styled_away = |style: &str| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).take(200).collect::<String>().to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    if tree.attribute(n, AttributeName::Hidden).is_some() || tree.attribute(n, AttributeName::Style).is_some_and(is_styled_away) {
        hints = hints.with(Hints::HIDDEN);
    }
    if tree.attribute(n, AttributeName::Class).is_some_and(is_unseen) {
        hints = hints.with(Hints::HIDDEN);
    }
    hints
}

/// Splits names into words: "article-body", "articleBody", "article__body".
#[derive(Default)]
struct HintWords {
    word: String,
    pair: String,
}

impl HintWords {
    fn hints(&mut self, names: &str) -> Hints {
        let mut hints = Hints::default();
        for name in names.split_ascii_whitespace() {
            hints = hints.with(self.hints_of_name(name));
        }
        hints
    }

    fn hints_of_name(&mut self, name: &str) -> Hints {
        let mut hints = Hints::default();
        self.pair.clear();
        let mut rest = name;
        while !rest.is_empty() {
            let length = word_length(rest);
            if length == 0 {
                rest = cut(rest, rest.chars().next().map_or(1, char::len_utf8)..);
                continue;
            }
            self.word.clear();
            self.word.extend(cut(rest, ..length).chars().map(|c| c.to_ascii_lowercase()));
            rest = cut(rest, length..);
            hints = hints.with(WORDS.get(self.word.as_str()).copied().unwrap_or_default());
            if !self.pair.is_empty() {
                self.pair.push('-');
                self.pair.push_str(&self.word);
                hints = hints.with(WORDS.get(self.pair.as_str()).copied().unwrap_or_default());
            }
            std::mem::swap(&mut self.pair, &mut self.word);
            // What is left in `pair` is the last word alone.
            if let Some(at) = self.pair.rfind('-') {
                self.pair.drain(..=at);
            }
        }
        hints
    }
}

/// Bytes of the word that `name` begins with: small letters, or a capital and small letters, or capitals alone.
fn word_length(name: &str) -> usize {
    let bytes = name.as_bytes();
    let run = |from: usize, is: fn(&u8) -> bool| bytes[from..].iter().take_while(|b| is(b)).count();
    match run(0, u8::is_ascii_uppercase) {
        0 => run(0, |b| b.is_ascii_lowercase() || *b == b'2'),
        1 => 1 + run(1, u8::is_ascii_lowercase),
        n if n == bytes.len() || !bytes[n].is_ascii_lowercase() => n,
        n => n - 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_class(class: &str) -> Hints {
        let page = format!("<div class='{class}'>x</div>");
        hints(&Tree::new(&page, &crate::work::Budget::default()).expect("a small page"))[1]
    }

    #[test]
    fn names_are_read_word_by_word() {
        for class in ["article-body", "articleBody", "c-article__body", "ArticleBody main", "story_body"] {
            assert!(of_class(class).has(Hints::BODY), "{class}");
        }
        assert!(of_class("relatedStories").has(Hints::RELATED));
        assert!(of_class("ad-slot").has(Hints::AD));
        assert!(!of_class("adaptive shaded loading").has(Hints::FURNITURE));
    }

    #[test]
    fn classes_that_hide_on_every_screen_hide() {
        for class in ["hidden", "byline visually-hidden", "sr-only"] {
            assert!(of_class(class).has(Hints::HIDDEN), "{class}");
        }
        for class in ["hidden md:block", "d-none d-lg-flex", "unhidden"] {
            assert!(!of_class(class).has(Hints::HIDDEN), "{class}");
        }
    }
}
