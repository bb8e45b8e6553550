//! Number words, vague quantities, modifiers and words of change, by their words.

use super::phrases::{Case, Phrases};
use super::values::Values;
use super::vocabulary::{Traits, Vocabulary};
use crate::document::{Bound, Change};
use crate::lexicon::files::LexiconFile;
pub use crate::lexicon::files::numbers::Place;
use crate::lexicon::files::numbers::{Idiom, ModifierEntry, MultiplierEntry, NumberWords};

/// What a multiplier does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Multiplier {
    /// Its value.
    pub value: f64,
    /// Whether it is only one right after digits ("5k").
    pub attached: bool,
    /// Whether it is an abbreviation, which stands after digits only.
    pub abbreviation: bool,
    /// Whether it takes "a" and a plural noun ("a dozen eggs").
    pub collective: bool,
}

/// A word that multiplies what there was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factor {
    /// By how much.
    pub value: f64,
    /// Whether it grew or shrank.
    pub change: Change,
}

/// A quantity without a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vague {
    /// Stated bounds.
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// Whether it is more often something else.
    pub weak: bool,
}

/// Words that set a bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Modifier {
    /// The bound.
    pub bound: Bound,
    /// On which side.
    pub place: Place,
    /// Whether it says nothing of the size.
    pub neutral: bool,
    /// Whether it has commoner uses.
    pub weak: bool,
}

pub(super) struct Quantities {
    pub cardinals: Values,
    pub ordinals: Values,
    pub fractions: Values,
    pub fraction_signs: Values,
    pub multipliers: Phrases<Multiplier>,
    pub factors: Phrases<Factor>,
    pub vague: Phrases<Vague>,
    pub modifiers: Phrases<Modifier>,
    pub change_verbs: Phrases<Change>,
    pub change_nouns: Phrases<Change>,
    pub idioms: Vec<Idiom>,
}

pub(super) fn read(vocabulary: &mut Vocabulary) -> Quantities {
    let file = NumberWords::embedded();
    let none = Traits::default();
    let mut out = Quantities {
        cardinals: Values::default(),
        ordinals: Values::default(),
        fractions: Values::default(),
        fraction_signs: Values::default(),
        multipliers: multipliers(vocabulary, &file.multipliers),
        factors: Phrases::default(),
        vague: Phrases::default(),
        modifiers: modifiers(vocabulary, &file.modifiers),
        change_verbs: Phrases::default(),
        change_nouns: Phrases::default(),
        idioms: Vec::new(),
    };
    for w in &file.cardinals {
        // A word that is more often something else counts inside a number ("point nought five"), and begins none.
        let traits = if w.weak && w.word != "one" { none } else { Traits::CARDINAL };
        out.cardinals.insert(vocabulary.add(&w.word, traits), w.value);
    }
    for word in ["minus", "negative"] {
        vocabulary.add(word, Traits::SIGN);
    }
    for w in &file.ordinals {
        out.ordinals.insert(vocabulary.add(&w.word, Traits::ORDINAL), w.value);
    }
    for f in &file.fractions {
        for word in std::iter::once(&f.word).chain(&f.plural) {
            out.fractions.insert(vocabulary.add(word, Traits::FRACTION), f.value);
        }
        if let Some(sign) = &f.sign {
            out.fraction_signs.insert(vocabulary.add(sign, Traits::FRACTION), f.value);
        }
    }
    for s in &file.fraction_signs {
        out.fraction_signs.insert(vocabulary.add(&s.sign, Traits::FRACTION), s.value);
    }
    for f in &file.factors {
        let value = Factor { value: f.factor, change: f.change };
        out.factors.add(vocabulary, &f.word, Case::Ignored, Traits::FACTOR, none, value);
    }
    for r in &file.repeats {
        out.factors.add(vocabulary, &r.word, Case::Ignored, Traits::FACTOR, none, Factor { value: r.value, change: Change::None });
    }
    for v in &file.vague {
        // A quantity without stated bounds is no claim of a number.
        if let (Some(low), Some(high)) = (v.low, v.high) {
            // "dozens of" is the same quantity as "dozens": the "of" belongs to what is counted.
            let phrase = v.phrase.strip_suffix(" of").unwrap_or(&v.phrase);
            out.vague.add(vocabulary, phrase, Case::Ignored, Traits::VAGUE, none, Vague { low, high, weak: v.weak });
        }
    }
    for c in &file.change_verbs {
        for form in forms_of(&c.verb) {
            out.change_verbs.add(vocabulary, &form, Case::Ignored, Traits::CHANGE, Traits::CHANGE, c.change);
        }
    }
    for c in &file.change_nouns {
        out.change_nouns.add(vocabulary, &c.noun, Case::Ignored, Traits::CHANGE, none, c.change);
        out.change_nouns.add(vocabulary, &format!("{}s", c.noun), Case::Ignored, Traits::CHANGE, none, c.change);
    }
    out.idioms = file.idioms;
    out
}

fn multipliers(vocabulary: &mut Vocabulary, entries: &[MultiplierEntry]) -> Phrases<Multiplier> {
    let mut phrases = Phrases::default();
    let (start, end) = (Traits::MULTIPLIER, Traits::default());
    for m in entries {
        let value = Multiplier { value: m.value, attached: m.attached, abbreviation: m.attached, collective: m.collective };
        // "a quarter of a million" begins with "a", which begins too much: the grammar of fractions reads it.
        for word in std::iter::once(&m.word).chain(&m.aliases).filter(|w| !w.starts_with("a ")) {
            phrases.add(vocabulary, word, Case::Ignored, start, end, value);
        }
        for word in &m.abbreviations {
            phrases.add(vocabulary, word, Case::Exact, start, end, Multiplier { abbreviation: true, ..value });
        }
    }
    phrases
}

fn modifiers(vocabulary: &mut Vocabulary, entries: &[ModifierEntry]) -> Phrases<Modifier> {
    let mut phrases = Phrases::default();
    for m in entries {
        // Vague phrases are quantities of their own, not modifiers of another.
        if m.bound == Bound::Vague {
            continue;
        }
        let value = Modifier { bound: m.bound, place: m.position, neutral: m.neutral, weak: m.weak };
        let first = if m.position == Place::Before { Traits::default() } else { Traits::MODIFIER_START };
        let last = if m.position == Place::After { Traits::default() } else { Traits::MODIFIER_END };
        phrases.add(vocabulary, &m.phrase, Case::Ignored, first, last, value);
    }
    phrases
}

/// Irregular forms of the verbs of change.
const IRREGULAR: &[(&str, &[&str])] = &[
    ("rise", &["rose", "risen"]),
    ("fall", &["fell", "fallen"]),
    ("grow", &["grew", "grown"]),
    ("outgrow", &["outgrew", "outgrown"]),
    ("shrink", &["shrank", "shrunk", "shrunken"]),
    ("sink", &["sank", "sunk"]),
    ("go", &["went", "gone"]),
    ("come", &["came", "come"]),
    ("be", &["is", "are", "was", "were", "been", "being"]),
    ("shoot", &["shot"]),
    ("swell", &["swollen"]),
    ("creep", &["crept"]),
    ("lose", &["lost"]),
    ("hold", &["held"]),
    ("build", &["built"]),
    ("leap", &["leapt"]),
    ("cut", &["cut"]),
    ("shed", &["shed"]),
    ("slide", &["slid"]),
];

/// The inflected forms of a verb or of a verb with a particle.
fn forms_of(verb: &str) -> Vec<String> {
    let (head, rest) = verb.split_once(' ').map_or((verb, ""), |(h, r)| (h, r));
    let mut heads = vec![head.to_owned()];
    let stem = head.strip_suffix('e').unwrap_or(head);
    let last = head.chars().last().unwrap_or(' ');
    let doubled = ["drop", "slip", "dip", "trim", "step", "cut", "shed", "ebb", "sag", "plan", "skid"].contains(&head);
    if head.ends_with(['s', 'x', 'z']) || head.ends_with("ch") || head.ends_with("sh") || head.ends_with('o') {
        heads.push(format!("{head}es"));
    } else if let Some(y) = head.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u'])) {
        heads.extend([format!("{y}ies"), format!("{y}ied")]);
    } else {
        heads.push(format!("{head}s"));
    }
    if doubled && head != "ebb" {
        heads.extend([format!("{head}{last}ed"), format!("{head}{last}ing")]);
    } else {
        heads.extend([format!("{stem}ed"), format!("{stem}ing")]);
    }
    if let Some((_, forms)) = IRREGULAR.iter().find(|(v, _)| *v == head) {
        heads.extend(forms.iter().map(|f| (*f).to_owned()));
    }
    if rest.is_empty() { heads } else { heads.into_iter().map(|h| format!("{h} {rest}")).collect() }
}
