//! Pages as nobody should write them, and what is read of those that somebody did.

use std::time::{Duration, Instant};

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

/// A page is read or refused within a time that leaves room for slow machines and builds.
fn ends_soon(page: &str) {
    let started = Instant::now();
    let _ = read(page);
    assert!(started.elapsed() < Duration::from_secs(20), "{} bytes took {:?}", page.len(), started.elapsed());
}

#[test]
fn hostile_pages_end_soon() {
    let words = "The quay reopened on Tuesday after a winter of repairs, the harbour master said.";
    ends_soon(&format!("{}{words}", "<div>".repeat(100_000)));
    ends_soon(&format!("{}{words}", "<b><p><a><table><td>".repeat(20_000)));
    ends_soon(&format!("<table><td colspan=999999999 rowspan=99999999>{words}</table>"));
    ends_soon(&format!("<p>{words}</p><script>{}", "x<!--<script>".repeat(1_000_000)));
    ends_soon(&format!("<p {}>{words}", "class=a ".repeat(200_000)));
    ends_soon(&format!("{}<p>{words}", "</div></p></b>".repeat(100_000)));
    ends_soon(&"<".repeat(1_000_000));
    ends_soon(&format!("<p>{}", "&amp".repeat(300_000)));
    ends_soon(&format!("<script type=application/ld+json>{}</script><p>{words}", "[".repeat(500_000)));
}

#[test]
fn a_page_over_the_limits_is_refused() {
    assert!(read(&"<i></i>".repeat(1_100_000)).is_err());
    assert!(read(&format!("<script>{}</script>", "x".repeat(50_000_000))).is_err());
}
