//! Number words, vague quantities, modifiers and words of change, by their words.

use super::phrases::{Capitals, Phrases};
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

#[derive(Default)]
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
    let (multipliers, modifiers) = (multipliers(vocabulary, &file.multipliers), modifiers(vocabulary, &file.modifiers));
    let mut out = Quantities { multipliers, modifiers, ..Quantities::default() };
    out.add_values(vocabulary, &file);
    out.add_factors(vocabulary, &file);
    out.add_changes(vocabulary, &file);
    out.idioms = file.idioms;
    out
}

impl Quantities {
    /// The values of single words.
    fn add_values(&mut self, vocabulary: &mut Vocabulary, file: &NumberWords) {
        for w in &file.cardinals {
            // A word that is more often something else counts inside a number ("point nought five"), and begins none.
            let traits = if w.weak && w.word != "one" { Traits::default() } else { Traits::CARDINAL };
            self.cardinals.insert(vocabulary.add(&w.word, traits), w.value);
        }
        for word in ["minus", "negative"] {
            vocabulary.add(word, Traits::SIGN);
        }
        for w in &file.ordinals {
            self.ordinals.insert(vocabulary.add(&w.word, Traits::ORDINAL), w.value);
        }
        for f in &file.fractions {
            for word in std::iter::once(&f.word).chain(&f.plural) {
                self.fractions.insert(vocabulary.add(word, Traits::FRACTION), f.value);
            }
            if let Some(sign) = &f.sign {
                self.fraction_signs.insert(vocabulary.add(sign, Traits::FRACTION), f.value);
            }
        }
        for s in &file.fraction_signs {
            self.fraction_signs.insert(vocabulary.add(&s.sign, Traits::FRACTION), s.value);
        }
    }

    /// Words that multiply what there was, and quantities without a number.
    fn add_factors(&mut self, vocabulary: &mut Vocabulary, file: &NumberWords) {
        let (factor, none) = (Traits::FACTOR, Traits::default());
        for f in &file.factors {
            let value = Factor { value: f.factor, change: f.change };
            self.factors.add(vocabulary, &f.word, Capitals::Ignored, factor, none, value);
        }
        for r in &file.repeats {
            let value = Factor { value: r.value, change: Change::None };
            self.factors.add(vocabulary, &r.word, Capitals::Ignored, factor, none, value);
        }
        for v in &file.vague {
            // A quantity without stated bounds is no claim of a number.
            if let (Some(low), Some(high)) = (v.low, v.high) {
                // "dozens of" is the same quantity as "dozens": the "of" belongs to what is counted.
                let phrase = v.phrase.strip_suffix(" of").unwrap_or(&v.phrase);
                self.vague.add(vocabulary, phrase, Capitals::Ignored, Traits::VAGUE, none, Vague { low, high, weak: v.weak });
            }
        }
    }

    /// Verbs and nouns of change in all their forms.
    fn add_changes(&mut self, vocabulary: &mut Vocabulary, file: &NumberWords) {
        let (change, none) = (Traits::CHANGE, Traits::default());
        for c in &file.change_verbs {
            for form in forms_of(&c.verb) {
                self.change_verbs.add(vocabulary, &form, Capitals::Ignored, change, change, c.change);
            }
        }
        for c in &file.change_nouns {
            self.change_nouns.add(vocabulary, &c.noun, Capitals::Ignored, change, none, c.change);
            self.change_nouns.add(vocabulary, &format!("{}s", c.noun), Capitals::Ignored, change, none, c.change);
        }
    }
}

fn multipliers(vocabulary: &mut Vocabulary, entries: &[MultiplierEntry]) -> Phrases<Multiplier> {
    let mut phrases = Phrases::default();
    let (start, end) = (Traits::MULTIPLIER, Traits::default());
    for m in entries {
        let value = Multiplier { value: m.value, attached: m.attached, abbreviation: m.attached, collective: m.collective };
        // "a quarter of a million" begins with "a", which begins too much: the grammar of fractions reads it.
        for word in std::iter::once(&m.word).chain(&m.aliases).filter(|w| !w.starts_with("a ")) {
            phrases.add(vocabulary, word, Capitals::Ignored, start, end, value);
        }
        for word in &m.abbreviations {
            phrases.add(vocabulary, word, Capitals::Exact, start, end, Multiplier { abbreviation: true, ..value });
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
        phrases.add(vocabulary, &m.phrase, Capitals::Ignored, first, last, value);
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
