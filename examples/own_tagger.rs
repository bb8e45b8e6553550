//! A tagger of one's own: what is not in the list may run beside those that are.
//!
//! In: plain text on the command line. Out: its dates, with those of a grammar that newsgrain has not: fiscal years ("FY2024", which ends in
//! September 2024, as that of the United States does). Never changes the list of taggers: this one lives in this file.
//!
//! `cargo run --example own_tagger -- "The port spent $3 million in FY2024, its director said."`

use std::error::Error;

use chrono::NaiveDate;
use newsgrain::document::{DateExpression, DateKind, Format, GivenMetadata, RawDocument, Rule, TaggedArticle};
use newsgrain::span::Span;
use newsgrain::tag::{Layer, Options, TAGGERS, Tagger};
use newsgrain::work::Budget;
use newsgrain::{link, normalise, parse};

fn main() -> Result<(), Box<dyn Error>> {
    let text = std::env::args().nth(1).ok_or("a text is missing")?;
    let article = tagged(&text)?;
    for date in &article.dates {
        let edtf = date.edtf.as_deref().unwrap_or("not known");
        println!("{:?} is {edtf}  [{}]", date.span.of(article.text()), date.rule);
    }
    Ok(())
}

/// What it needs and fills is said as in newsgrain's own list.
pub const FISCAL_YEARS: Tagger =
    Tagger { name: "fiscal_years", needs: &[Layer::Sentences], provides: Layer::Dates, run: |article, _, budget| tag(article, budget) };

/// Every stage by hand, with this tagger after the one for dates: quotes and figures come later and see what it found.
pub fn tagged(text: &str) -> Result<TaggedArticle, Box<dyn Error>> {
    let given = GivenMetadata { language: Some("en".into()), ..GivenMetadata::default() };
    let raw = RawDocument::new("given.txt", Format::Text, text.into(), given);
    let parsed = parse::parse(raw, &parse::Options::default()).map_err(|reject| reject.message)?;
    let normalised = normalise::normalise(parsed, &normalise::Options::default()).map_err(|reject| reject.message)?;
    let mut article = TaggedArticle::untagged(normalised);
    let (options, budget) = (Options::default(), Budget::default());
    for tagger in TAGGERS {
        (tagger.run)(&mut article, &options, &budget);
        if tagger.name == "dates" {
            (FISCAL_YEARS.run)(&mut article, &options, &budget);
        }
    }
    link::link(&mut article, &link::Options::default(), &budget);
    Ok(article)
}

/// Adds the fiscal years; a date that was found inside one gives way.
fn tag(article: &mut TaggedArticle, budget: &Budget) {
    // Work is charged before it is done, so that no document keeps a run.
    if !budget.charge(article.text().len()) {
        return;
    }
    let found: Vec<DateExpression> = article.text().match_indices("FY").filter_map(|(at, _)| fiscal_year(article, at)).collect();
    article.dates.retain(|date| !found.iter().any(|year| year.span.overlaps(date.span)));
    article.dates.extend(found);
    // Every list of an article is in reading order.
    article.dates.sort_by_key(|date| (date.span.start, date.span.end));
}

/// "FY2024" at a place of the text.
fn fiscal_year(article: &TaggedArticle, at: usize) -> Option<DateExpression> {
    let digits = article.text().get(at + 2..at + 6).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let year: i32 = digits.parse().ok()?;
    let span = Span::new(at, at + 6);
    Some(DateExpression {
        span,
        // What stands in no sentence, as a line of furniture, is none.
        sentence: article.sentences.iter().position(|sentence| sentence.span.contains(span))?,
        kind: DateKind::Date,
        edtf: Some(format!("{}-10/{year}-09", year - 1)),
        start: NaiveDate::from_ymd_opt(year - 1, 10, 1),
        end: NaiveDate::from_ymd_opt(year, 9, 30),
        is_relative: false,
        anchor: None,
        rule: Rule("fiscal_year"),
        confidence: 0.9,
    })
}
