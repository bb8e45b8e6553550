//! Pages that would keep a careless reader busy for ever. They take seconds in an unoptimised build, so they stand outside the unit tests.

use std::time::{Duration, Instant};

use newsgrain::document::{Format, GivenMetadata, NormalisedArticle, RawDocument};
use newsgrain::error::Reject;
use newsgrain::{normalise, parse};

fn read(page: &str) -> Result<NormalisedArticle, Reject> {
    let raw = RawDocument::new("a.html", Format::Html, page.into(), GivenMetadata::default());
    normalise::normalise(parse::parse(raw, &parse::Options::default())?, &normalise::Options::default())
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
