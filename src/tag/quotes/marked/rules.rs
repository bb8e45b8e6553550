//! The rules that say who speaks in a quotation, in the order in which they are tried.
//!
//! In: a [`Scene`]. Out: for every quotation the first rule that fits. Never looks at other articles, and never says who "he" is.
//!
//! Every rule has further examples and counterexamples in `corpus.toml`.

use super::finding::Finding;
use super::{beside, elsewhere, governed};
use crate::document::{QuoteKind, Rule};
use crate::tag::quotes::rule::{QuoteRule, Requires};
use crate::tag::quotes::sentence::attribution::Attribution;
use crate::tag::quotes::sentence::scene::{ITEM_STEPS, Scene};

/// Steps of work to try the rules on a quotation.
const QUOTE_STEPS: usize = 500;

/// A rule for a quotation: it sees the scene, the number of the quotation, and what was found for the quotations before it.
pub type MarkedRule = QuoteRule<fn(&Scene, usize, &[Attribution]) -> Option<Finding>>;

/// Every rule, in the order in which they are tried: the first that fits decides.
pub const RULES: &[MarkedRule] = &[
    MarkedRule {
        name: "quote_continued_paragraph",
        confidence: 0.9,
        needs: Requires::Words,
        example: "“The river rose in an hour,” Brandt said. “We ran.\n\n“The school was already under water.”",
        find: elsewhere::continued_paragraph,
    },
    MarkedRule {
        name: "quote_verb_after",
        confidence: 0.97,
        needs: Requires::Words,
        example: "“The wheel turns again,” Will added.",
        find: beside::verb_after,
    },
    MarkedRule {
        name: "quote_verb_inverted",
        confidence: 0.97,
        needs: Requires::Words,
        example: "«We sail at dawn», said the captain.",
        find: beside::verb_inverted,
    },
    MarkedRule {
        name: "quote_according_to",
        confidence: 0.95,
        needs: Requires::Words,
        example: "“The reserve is nearly empty and nobody will refill it,” according to Ines Carvalho.",
        find: beside::according_to,
    },
    MarkedRule {
        name: "quote_verb_before",
        confidence: 0.9,
        needs: Requires::Words,
        example: "“The bridge,” he said, “is older than the town.”",
        find: beside::verb_before,
    },
    MarkedRule {
        name: "quote_colon",
        confidence: 0.85,
        needs: Requires::Words,
        example: "Carvalho: “We are not leaving the valley.”",
        find: beside::colon,
    },
    MarkedRule {
        name: "quote_sign_off",
        confidence: 0.9,
        needs: Requires::Words,
        example: "“Please bring back the night bus, it was our only way home.” — Leila Farouk, Marsh Lane",
        find: beside::sign_off,
    },
    MarkedRule {
        name: "quote_bracket",
        confidence: 0.85,
        needs: Requires::Words,
        example: "“The wall will be rebuilt.” (Leila Farouk, mayor)",
        find: beside::bracket,
    },
    MarkedRule {
        name: "quote_continued",
        confidence: 0.96,
        needs: Requires::Words,
        example: "“The vaccine works,” Dr. Petra Hahn said. “We saw it in every ward.”",
        find: elsewhere::continued,
    },
    MarkedRule {
        name: "quote_verb_after_question",
        confidence: 0.93,
        needs: Requires::Words,
        example: "“Who pays for the sand?” Carvalho asked.",
        find: beside::verb_after_question,
    },
    MarkedRule {
        name: "quote_name_or_title",
        confidence: 0.8,
        needs: Requires::Words,
        example: "Her first novel, “The Salt Road”, sold well.",
        find: governed::name_or_title,
    },
    MarkedRule {
        name: "quote_verb_right_after",
        confidence: 0.85,
        needs: Requires::Words,
        example: "They want to “build a port that works for families,” Ines Carvalho said.",
        find: governed::verb_right_after,
    },
    MarkedRule {
        name: "quote_noun_clause",
        confidence: 0.65,
        needs: Requires::Parse,
        example: "Melo’s claim that the wall is “quite safe” made the crew laugh.",
        find: governed::in_noun_clause,
    },
    MarkedRule {
        name: "quote_governed_before",
        confidence: 0.65,
        needs: Requires::Words,
        example: "Carvalho called the tariff a “gift to smugglers.”",
        find: governed::governed_before,
    },
    MarkedRule {
        name: "quote_governed_after",
        confidence: 0.7,
        needs: Requires::Words,
        example: "The pumps were meant “to buy the town a day”, the engineer said.",
        find: governed::governed_after,
    },
    MarkedRule {
        name: "quote_same_sentence",
        confidence: 0.7,
        needs: Requires::Words,
        example: "Carvalho called the tariff a “gift to smugglers”, a measure that had “no friend left in parliament”.",
        find: elsewhere::same_sentence,
    },
    MarkedRule {
        name: "quote_previous_colon",
        confidence: 0.8,
        needs: Requires::Words,
        example: "Then Carvalho added:\n\n“The valley has waited long enough.”",
        find: elsewhere::previous_colon,
    },
    MarkedRule {
        name: "quote_previous_sentence",
        confidence: 0.6,
        needs: Requires::Words,
        example: "Brandt pointed at the wall. “That crack was not there in March.”",
        find: elsewhere::previous_sentence,
    },
    MarkedRule {
        name: "quote_floating",
        confidence: 0.5,
        needs: Requires::Words,
        example: "“The pumps failed twice,” Carvalho said.\n\nThe town has two pumps.\n\n“We had warned them, and they did not listen.”",
        find: elsewhere::floating,
    },
    MarkedRule {
        name: "quote_so_called",
        confidence: 0.7,
        needs: Requires::Words,
        example: "The band of “pirates” rowed home.",
        find: governed::so_called,
    },
];

/// What is said where no other rule fits.
pub const UNATTRIBUTED: QuoteRule<fn(&Scene, usize) -> Finding> = QuoteRule {
    name: "quote_unattributed",
    confidence: 0.4,
    needs: Requires::Words,
    example: "A poster with the words “not in our valley” hung in the window.",
    find: governed::unattributed,
};

/// Applies the rules to every quotation.
pub fn apply(scene: &Scene) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::with_capacity(scene.marked.len());
    for quote in 0..scene.marked.len() {
        if !scene.budget.charge(QUOTE_STEPS + ITEM_STEPS * scene.bounds(scene.sentence(quote)).len()) {
            return Vec::new();
        }
        let hit = RULES.iter().find_map(|rule| (rule.find)(scene, quote, &found).map(|f| (f, rule.name, rule.confidence)));
        let hit = hit.unwrap_or_else(|| ((UNATTRIBUTED.find)(scene, quote), UNATTRIBUTED.name, UNATTRIBUTED.confidence));
        let (Finding { kind, speaker, cue, joins, basis }, name, confidence) = hit;
        let kind = kind.unwrap_or(QuoteKind::Direct);
        found.push(Attribution { kind, speaker, cue, joins, basis, rule: Rule(name), confidence });
    }
    found
}
