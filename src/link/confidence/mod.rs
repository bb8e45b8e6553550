//! Linker `confidence`: how far each row is to be trusted, once everything is linked.
//!
//! In: rows with the confidence of the rule that decided them. Out: the same with the share of rows like them that were right on gold
//! sets. Never looks at a clock, at another article or at anything that the row's own article does not show.
//!
//! A row's score is a sum: what its rule is trusted with (the prior), and a weight for each of its [`features`]. A rising line turns the
//! score into a confidence. Weights and line are learned by `make calibrate` and kept in `data/calibration`, one file a table;
//! `docs/calibration.md` tells how, and what they are worth. What a file does not know adds nothing: a row of a new rule has the weight of
//! its kind and of whatever else it shares with known ones, and its prior. With all else equal, a higher prior never means a lower
//! confidence. All sums are whole thousandths, so that every machine comes to the same.

mod features;
mod table;
#[cfg(test)]
mod tests;

use crate::document::TaggedArticle;
use crate::work::Budget;

use features::Features;
use table::{DATES, FIGURES, MENTIONS, QUOTES};

/// Steps of work to weigh one row.
const ROW_STEPS: usize = 30;

/// Sets the confidence of every row.
pub fn link(article: &mut TaggedArticle, budget: &Budget) {
    let rows = article.quotes.len() + article.figures.len() + article.mentions.len() + article.dates.len();
    if !budget.charge(ROW_STEPS * rows) {
        return;
    }
    let of = Features::of(article);
    let quotes: Vec<f32> = article.quotes.iter().map(|q| QUOTES.confidence(q.confidence, |see| of.quote(q, see))).collect();
    let figures: Vec<f32> = article.figures.iter().map(|f| FIGURES.confidence(f.confidence, |see| of.figure(f, see))).collect();
    let mentions: Vec<f32> = article.mentions.iter().map(|m| MENTIONS.confidence(m.confidence, |see| of.mention(m, see))).collect();
    let dates: Vec<f32> = article.dates.iter().map(|d| DATES.confidence(d.confidence, |see| of.date(d, see))).collect();
    article.quotes.iter_mut().zip(quotes).for_each(|(row, confidence)| row.confidence = confidence);
    article.figures.iter_mut().zip(figures).for_each(|(row, confidence)| row.confidence = confidence);
    article.mentions.iter_mut().zip(mentions).for_each(|(row, confidence)| row.confidence = confidence);
    article.dates.iter_mut().zip(dates).for_each(|(row, confidence)| row.confidence = confidence);
}
