//! Pages as nobody should write them, and what is read of those that somebody did.

use crate::document::{Format, GivenMetadata, NormalisedArticle, RawDocument};
use crate::error::Reject;
use crate::{normalise, parse};

fn read(page: &str) -> Result<NormalisedArticle, Reject> {
    let raw = RawDocument::new("a.html", Format::Html, page.into(), GivenMetadata::default());
    normalise::normalise(parse::parse(raw, &parse::Options::default())?, &normalise::Options::default())
}

/// Roles and words, for comparing.
fn blocks(article: &NormalisedArticle) -> Vec<(&'static str, &str)> {
    article.blocks.iter().map(|b| (b.role.name(), b.words(&article.text))).collect()
}

const PAGE: &str = "<html lang=en><head><title>Quay reopens | The Gull</title><meta property='og:site_name' content='The Gull'>
<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"Quay reopens\", \"datePublished\": \"2024-03-05T08:00:00+01:00\",
\"dateModified\": \"2024-03-06\", \"author\": {\"@type\": \"Person\", \"name\": \"IDA MARSH\"}}</script></head>
<body><nav><a href=/>Home</a> <a href=/news>News</a></nav><article><h1>Quay reopens</h1>
<div class=article-body><figure><img src=q.jpg><figcaption>Boats at the quay &mdash; again.</figcaption></figure>
<p>The quay reopened on Tuesday after a winter of repairs, the harbour master <b>Jo Finch</b> said, and the first boats came in at dawn.</p>
<aside class=related><a href=/x>Storm tore the quay apart</a></aside>
<p>Ferries are to return next week &amp; the fish market in a month, when the last of the cranes has been put back on its rails.</p>
<blockquote class=twitter-tweet><p>All berths are open.</p>&mdash; Port Office (@portoffice) <a href=x>March 5, 2024</a></blockquote>
<p>Repairs took five months and cost more than anyone had planned for, according to papers that the council made public.</p></div></article>
<footer>All rights reserved</footer></body></html>";

#[test]
fn parts_of_a_page_are_told_apart() {
    let article = read(PAGE).expect("it is an article");
    assert_eq!(article.headline.as_deref(), Some("Quay reopens"));
    assert_eq!(article.authors, ["Ida Marsh"]);
    assert_eq!(article.published.map(|p| p.date.to_string()).as_deref(), Some("2024-03-05"));
    assert_eq!(article.updated.map(|p| p.date.to_string()).as_deref(), Some("2024-03-06"));
    assert_eq!(article.outlet.as_deref(), Some("The Gull"));
    let roles: Vec<&str> = blocks(&article).iter().map(|(role, _)| *role).collect();
    assert_eq!(roles, ["headline", "caption", "paragraph", "boilerplate", "paragraph", "social_post", "social_attribution", "paragraph"]);
    assert!(article.text[article.body_start as usize..].starts_with("The quay reopened on Tuesday"));
}

#[test]
fn the_bytes_of_a_block_read_as_its_words() {
    let article = read(PAGE).expect("it is an article");
    for block in &article.blocks {
        let piece = &PAGE[block.source.start as usize..block.source.end as usize];
        assert_eq!(parse::html_fragment(piece), block.words(&article.text));
    }
}

/// A page around some pieces of a body.
fn page_of(pieces: &str) -> String {
    let text =
        "<p>The quay reopened on Tuesday after a winter of repairs, the harbour master said, and the first boats came in at dawn.</p>";
    format!(
        "<html lang=en><body><article><h1>Quay reopens after the storm</h1><div class=article-body>{text}{pieces}{text}</div></article>"
    )
}

/// The role of the block whose words begin so.
fn role_of(page: &str, words: &str) -> &'static str {
    let article = read(page).expect("it is an article");
    let blocks = blocks(&article);
    blocks.iter().find(|(_, text)| text.starts_with(words)).map_or("none", |(role, _)| *role)
}

#[test]
fn spaces_written_as_entities_at_the_edge_of_elements_stay() {
    let page = page_of(
        "<p><b>Cost:&nbsp;</b><span>a third more than planned.</span><i> It rose \u{feff}</i><a href=x>again.</a><i>Work goes on.</i></p>",
    );
    let article = read(&page).expect("it is an article");
    assert!(article.text.contains("Cost: a third more than planned. It rose again. Work goes on."), "{}", article.text);
    for block in &article.blocks {
        let piece = &page[block.source.start as usize..block.source.end as usize];
        assert_eq!(parse::html_fragment(piece), block.words(&article.text));
    }
}

#[test]
fn what_is_hidden_on_every_screen_is_not_read() {
    let wall = "<div class='wall hidden'><p>This story is for those who pay, so open an account now and read on.</p></div>";
    assert_eq!(role_of(&page_of(wall), "This story"), "none");
    let shown = "<div class='hidden md:block'><p>Divers found the anchor that the storm had torn off.</p></div>";
    assert_eq!(role_of(&page_of(shown), "Divers found"), "paragraph");
}

#[test]
fn a_figure_without_a_picture_holds_what_it_would_hold_outside() {
    let quoted = "<figure><blockquote>Nobody had asked us about the cranes, said the oldest of the pilots.</blockquote></figure>";
    assert_eq!(role_of(&page_of(quoted), "Nobody had"), "paragraph");
    let offer =
        "<figure><svg></svg><p>Our weekly newsletter</p><p>What the tide brought in. Newsletters may tell of our partners.</p></figure>";
    assert_eq!(role_of(&page_of(offer), "What the tide"), "boilerplate");
    let pictured = "<figure><img src=a.jpg><div>Cranes on the quay, seen from the lighthouse.</div></figure>";
    assert_eq!(role_of(&page_of(pictured), "Cranes on"), "caption");
}

#[test]
fn preformatted_text_is_text_unless_it_is_a_program() {
    assert_eq!(role_of(&page_of("<pre>SMALL CRAFT SHOULD REMAIN IN PORT UNTIL NOON ON TUESDAY.</pre>"), "SMALL"), "paragraph");
    assert_eq!(role_of(&page_of("<pre><code>let berths = 12; open(berths);</code></pre>"), "let berths"), "boilerplate");
}

#[test]
fn linked_sentences_are_text_and_linked_titles_are_not() {
    let sentence = "<p><a href=x>The council kept its papers on the repairs from the public for half a year.</a></p>";
    assert_eq!(role_of(&page_of(sentence), "The council"), "paragraph");
    assert_eq!(role_of(&page_of("<p><a href=x>Council kept its papers on the repairs from the public</a></p>"), "Council"), "boilerplate");
    let shouted = "<p><a href=x>THE COUNCIL HAD KEPT ITS PAPERS FROM THE PUBLIC FOR HALF A YEAR.</a></p>";
    assert_eq!(role_of(&page_of(shouted), "THE COUNCIL"), "boilerplate");
    assert_eq!(role_of(&page_of("<p><a href=x>PAPERS ON REPAIRS WERE KEPT SECRET.</a></p>"), "PAPERS"), "boilerplate");
}

#[test]
fn elements_named_for_authors_hold_bylines_even_where_words_do_not_tell() {
    assert_eq!(role_of(&page_of("<div class=author-block>Ida Marsh <span>Harbour desk</span></div>"), "Ida Marsh"), "byline");
    assert_eq!(role_of(&page_of("<div class=entry-info><time>5 hours ago</time> <b>Ida</b></div>"), "5 hours"), "timestamp");
}

#[test]
fn a_box_about_the_author_ends_at_the_next_heading() {
    let page = page_of(
        "<h3>About the author</h3><p>Ida Marsh writes about harbours.</p><h3>What is next</h3><p>The lock will be closed in May.</p>",
    );
    assert_eq!(role_of(&page, "Ida Marsh"), "boilerplate");
    assert_eq!(role_of(&page, "The lock"), "paragraph");
}

#[test]
fn a_grid_named_for_its_sidebar_holds_the_text() {
    let text = "<p>Two cranes had stood on the quay since the war, and both were taken down in the autumn by a company from abroad.</p>";
    let grid = format!("<div class=sidebar-grid><div class='grid-content article-content'>{text}{text}</div></div>");
    let body =
        "<p>The quay reopened on Tuesday after a winter of repairs, the harbour master said, and boats came in at dawn.</p>".repeat(4);
    let page =
        format!("<html><body><article><h1>Quay reopens after the storm</h1><div class='grid-content article-content'>{body}</div>{grid}");
    assert_eq!(role_of(&page, "Two cranes"), "paragraph");
}

/// Authors and day of a page whose head says nothing of them.
fn who_and_when(head: &str) -> (Vec<String>, Option<String>) {
    let text =
        "<p>The quay reopened on Tuesday after a winter of repairs, the harbour master said, and the first boats came in at dawn.</p>";
    let article = read(&format!("<body><main>{head}<div>{text}{text}{text}</div></main>")).expect("it is an article");
    (article.authors.clone(), article.published.map(|p| p.date.to_string()))
}

#[test]
fn dates_and_labelled_names_beside_the_headline_are_read() {
    let title = "<h1>Quay reopens after the storm</h1>";
    let day = |head: &str| who_and_when(head).1;
    assert_eq!(day(&format!("<h5>March 5, 2024</h5>{title}")).as_deref(), Some("2024-03-05"));
    assert_eq!(day(&format!("{title}<div>Published</div><div>5 March 2024</div>")).as_deref(), Some("2024-03-05"));
    assert_eq!(day(&format!("{title}<div>Updated 5 March 2024</div>")), None);
    assert_eq!(day(&format!("{title}<div>Read the story of March 5, 2024</div>")), None);
    let names = |head: &str| who_and_when(head).0;
    assert_eq!(names(&format!("{title}<h6>Author(s)</h6><ul><li>Ida Marsh</li><li>Jo Finch</li></ul>")), ["Ida Marsh", "Jo Finch"]);
    assert_eq!(names(&format!("{title}<div><b>Contributors:</b> Ida Marsh</div>")), ["Ida Marsh"]);
    assert!(names(&format!("{title}<div>Sponsor</div><div>Ida Marsh</div>")).is_empty());
    assert_eq!(names(&format!("{title}<div>5 March 2024</div><div>Martha K. Finch</div>")), ["Martha K. Finch"]);
    assert!(names(&format!("{title}<div>5 March 2024</div><div>Harbour Notes</div>")).is_empty());
    assert_eq!(names(&format!("{title}<p><strong>Lerato Mokone/Anna Thabane</strong></p>")), ["Lerato Mokone", "Anna Thabane"]);
    assert!(names(&format!("{title}<p><strong>Quick Summary</strong></p>")).is_empty());
    assert!(names(&format!("{title}<p><strong>Lerato Mokone</strong> speaks out</p>")).is_empty());
}

#[test]
fn entries_of_a_live_blog_are_text_and_have_their_times() {
    let intro =
        "Boats came back to the quay on Tuesday for the first time since the storm, and we followed them from dawn until the evening.";
    let entry = |time: &str, title: &str, text: &str| {
        format!("<article class=entry><time datetime=2024-03-05T{time}>{time}</time><h3>{title}</h3><p>{text}</p></article>")
    };
    let first = "The first ferry has put out with forty people on board, among them the children who had painted the new lighthouse.";
    let second = "The harbour master says that all twelve berths are open, and that the cranes will follow when the wind has gone down.";
    for updates in [
        String::new(),
        format!(r#", "liveBlogUpdate": [{{"@type": "BlogPosting", "articleBody": "{first}"}}, {{"articleBody": "{second}"}}]"#),
    ] {
        let page = format!(
            r#"<html lang=en><head><script type=application/ld+json>{{"@type": "LiveBlogPosting", "headline": "Quay reopens: as it happened",
            "coverageStartTime": "2024-03-05T06:00:00Z", "articleBody": "{intro}"{updates}}}</script></head>
            <body><main><h1>Quay reopens: as it happened</h1><p>{intro}</p>{}{}</main></body>"#,
            entry("07:15", "First ferry out", first),
            entry("09:40", "All berths open", second),
        );
        let article = read(&page).expect("it is an article");
        assert_eq!(article.published.map(|p| p.date.to_string()).as_deref(), Some("2024-03-05"));
        let found = blocks(&article);
        for (words, role) in
            [("First ferry", "heading"), ("The first ferry", "paragraph"), ("07:15", "timestamp"), ("The harbour master", "paragraph")]
        {
            assert_eq!(found.iter().find(|(_, text)| text.starts_with(words)).map(|(role, _)| *role), Some(role), "{words}");
        }
    }
}

#[test]
fn a_tag_that_would_make_words_of_all_tags_after_it_does_not() {
    let words = "The quay reopened on Tuesday after a winter of repairs, the harbour master said.";
    let article = read(&format!("<h1>Quay reopens</h1><p><plaintext></p><p>{words}</p>")).expect("it is an article");
    assert!(blocks(&article).contains(&("paragraph", words)), "{:?}", blocks(&article));
}
