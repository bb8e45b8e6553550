//! Pages and texts that would keep a careless reader busy for ever. They take seconds in an unoptimised build, so they stand outside the unit tests.

use std::time::{Duration, Instant};

use newsgrain::document::{Format, GivenMetadata, NormalisedArticle, RawDocument};
use newsgrain::error::Reject;
use newsgrain::extract::Extractor;
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
    for scrap in ["</>", "<>", "<?", "<!", "</", "</ x", "<!--", "<![CDATA[", "\0", "&", "&amp;", "&#x26;", "&nbsp;"] {
        ends_soon(&format!("<p>{words}{}", scrap.repeat(300_000 / scrap.len())));
    }
    ends_soon(&format!("<p>{words}</p>{}", "<p>Read more</p>".repeat(40_000)));
    ends_soon(&format!("<p>{}", "&amp".repeat(300_000)));
    ends_soon(&format!("<script type=application/ld+json>{}</script><p>{words}", "[".repeat(500_000)));
}

#[test]
fn a_page_over_the_limits_is_refused() {
    assert!(read(&"<i></i>".repeat(1_100_000)).is_err());
    assert!(read(&format!("<script>{}</script>", "x".repeat(50_000_000))).is_err());
}

/// What a text may repeat until a reader that looks at all of it for each of its words is busy for hours. `#` stands for another name each
/// time, `%` for another number.
const REPEATED: &[&str] = &[
    "The clerk said \"no toll\", and % boats waited. ",
    "# ",
    "# and ",
    "#, the mayor of #ford, said that # had % barges. ",
    "\"# will come,\" # told # on Tuesday. ",
    "Odell said she would row. \"Never,\" Odell said. He said the council was right.\n\n",
    "Q: Is it # who rowed?\n\nODELL: It is. She has \"many oars\".\n\n",
    "#: It is # who rowed.\n\n",
    "Odell: Lock will hold % years\n\n",
    "“We rowed from # and back, she said. ",
    "“",
    "“a ",
    "'twas 'a' the oars' ‘x ",
    " ' x",
    "(a [b ",
    "% and ",
    "between % and % million dollars or %% of boats, ",
    "% of ",
    "%,",
    "said ",
    "she said that ",
    "said; ",
    "\"a\" ",
    "\"It is so,\" she said. ",
    "according to ",
    "the head of the council of ",
    "hundred thousand million and two ",
    "On % March 1990 and Tuesday, last week, ",
    "A. ",
    "x\n\n",
    "A.A.A.",
    "x.Aa,",
    "twenty-twenty-",
    "Aa Bb Cc Dd. ",
    "France's Aa. ",
    "THE MAYOR SAID NO. ",
    "&",
    "&amp;",
    "&#x26;",
    "..",
    "--",
    "a-",
    "a-b-c ",
    "(",
    "[",
    "*",
    "_",
    "|",
    "a|",
    "@a ",
    "a@b.c ",
    "http://a.b/c ",
    "$5 ",
    "5% ",
    "7 ",
    "5 May 2021 ",
    "12:30 ",
    "1990-",
    "U.S. ",
    "New York, ",
    "president of ",
    "one hundred and ",
    "million ",
    "°C ",
    "?!",
    "who said that ",
    "(Reuters) - ",
    "Photo: ",
    "AAAA",
    "aA",
    "I ",
    "O'Neil ",
    "ß",
    "İ",
    "e\u{301}",
    "\u{200b}",
    "中",
];

/// So many bytes of a thing repeated, as an article.
fn repeated(thing: &str, bytes: usize) -> RawDocument {
    const SYLLABLES: [&str; 8] = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti"];
    let mut text = String::from("Toll on the river\n\nThe mayor told the council on Monday that the boats would wait for the lock.\n\n");
    let mut number = 0;
    while text.len() < bytes {
        for c in thing.chars() {
            number += 1;
            match c {
                '#' => {
                    let part = |n: usize| SYLLABLES[number / 8_usize.pow(n as u32) % 8];
                    text += ["Anna ", "Boris ", "Carla "][number % 3];
                    text.push_str("Va");
                    (0..6).for_each(|n| text += part(n));
                }
                '%' => text += &(number % 9_000 + 2).to_string(),
                _ => text.push(c),
            }
        }
    }
    let given = GivenMetadata { language: Some("en".into()), ..GivenMetadata::default() };
    RawDocument::new("a.txt", Format::Text, text.into(), given)
}

/// How long the rules take for it. Refusing it is as good as reading it.
fn extracted(thing: &str, bytes: usize) -> Duration {
    let extractor = Extractor { tag: newsgrain::tag::Options::rules(), ..Extractor::default() };
    let raw = repeated(thing, bytes);
    let started = Instant::now();
    let _ = extractor.extract(raw);
    started.elapsed()
}

#[test]
fn a_thing_repeated_takes_time_in_proportion() {
    // An unoptimised build can take little. `make soak` takes so much that the square of it would show.
    let soaks = std::env::var_os("PROPTEST_CASES").is_some();
    for thing in REPEATED {
        let limit = if soaks { extracted(thing, 200_000) * 6 + Duration::from_secs(2) } else { Duration::from_secs(20) };
        let spent = extracted(thing, if soaks { 800_000 } else { 12_000 });
        assert!(spent < limit, "{thing:?} took {spent:?}, more than {limit:?}");
    }
}
