//! The rules that say who speaks in a quotation, in the order in which they are tried.
//!
//! In: a [`Scene`]. Out: for every quotation the first rule that fits. Never looks at other articles, and never says who "he" is.
//!
//! Every rule has examples and counterexamples in `corpus.toml`.

use super::finding::Finding;
use super::{beside, elsewhere, governed};
use crate::document::QuoteKind;
use crate::tag::quotes::sentence::found::Found;
use crate::tag::quotes::sentence::scene::{ITEM_STEPS, Scene};

/// Steps of work to try the rules on a quotation.
const QUOTE_STEPS: usize = 500;

/// One rule.
pub struct QuoteRule {
    /// Its name in the `rule` column.
    pub name: &'static str,
    /// How often it is right.
    pub confidence: f32,
    /// The work: the scene, the quotation, what was found for the quotations before it.
    pub find: fn(&Scene, usize, &[Found]) -> Option<Finding>,
}

/// Every rule, in the order in which they are tried: the first that fits decides.
pub const RULES: &[QuoteRule] = &[
    QuoteRule { name: "quote_continued_paragraph", confidence: 0.9, find: elsewhere::continued_paragraph },
    QuoteRule { name: "quote_verb_after", confidence: 0.97, find: beside::verb_after },
    QuoteRule { name: "quote_verb_inverted", confidence: 0.97, find: beside::verb_inverted },
    QuoteRule { name: "quote_according_to", confidence: 0.95, find: beside::according_to },
    QuoteRule { name: "quote_verb_before", confidence: 0.9, find: beside::verb_before },
    QuoteRule { name: "quote_colon", confidence: 0.85, find: beside::colon },
    QuoteRule { name: "quote_sign_off", confidence: 0.9, find: beside::sign_off },
    QuoteRule { name: "quote_continued", confidence: 0.96, find: elsewhere::continued },
    QuoteRule { name: "quote_verb_after_question", confidence: 0.93, find: beside::verb_after_question },
    QuoteRule { name: "quote_name_or_title", confidence: 0.8, find: governed::name_or_title },
    QuoteRule { name: "quote_verb_right_behind", confidence: 0.85, find: governed::verb_right_behind },
    QuoteRule { name: "quote_noun_clause", confidence: 0.65, find: governed::in_noun_clause },
    QuoteRule { name: "quote_governed_before", confidence: 0.65, find: governed::governed_before },
    QuoteRule { name: "quote_governed_after", confidence: 0.7, find: governed::governed_after },
    QuoteRule { name: "quote_same_sentence", confidence: 0.7, find: elsewhere::same_sentence },
    QuoteRule { name: "quote_previous_colon", confidence: 0.8, find: elsewhere::previous_colon },
    QuoteRule { name: "quote_previous_sentence", confidence: 0.6, find: elsewhere::previous_sentence },
    QuoteRule { name: "quote_floating", confidence: 0.5, find: elsewhere::floating },
    QuoteRule { name: "quote_so_called", confidence: 0.7, find: governed::so_called },
    QuoteRule { name: "quote_unattributed", confidence: 0.4, find: governed::unattributed },
];

/// Applies the rules to every quotation.
pub fn apply(scene: &Scene) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::with_capacity(scene.marked.len());
    for quote in 0..scene.marked.len() {
        if !scene.budget.charge(QUOTE_STEPS + ITEM_STEPS * scene.bounds(scene.stretch(quote)).len()) {
            return Vec::new();
        }
        let hit = RULES.iter().find_map(|rule| (rule.find)(scene, quote, &found).map(|f| (rule, f)));
        found.push(match hit {
            Some((rule, f)) => Found {
                kind: f.kind.unwrap_or(QuoteKind::Direct),
                speaker: f.speaker,
                cue: f.cue,
                joins: f.joins,
                rule: rule.name,
                confidence: rule.confidence,
            },
            None => Found { kind: QuoteKind::Direct, speaker: None, cue: None, joins: None, rule: "quote_unattributed", confidence: 0.4 },
        });
    }
    found
}
