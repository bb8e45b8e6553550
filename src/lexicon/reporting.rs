//! Reporting verbs, nouns and phrases.
//!
//! In: `reporting_verbs.toml` and `reporting_nouns.toml`. Out: [`REPORTING`], with every inflected form looked up by its id. Never decides whether a verb reports where it stands: rules do.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::files::LexiconFile;
pub use super::files::reporting::{Act, Addressee, Needs};
use super::files::reporting::{NounEntry, ReportingNouns, ReportingVerbs, VerbEntry};

use super::inflection::{with_ending, with_s};
use crate::document::{CueClass, WordId};

/// The reporting lexicon.
pub static REPORTING: LazyLock<Reporting> = LazyLock::new(Reporting::embedded);

/// How a form of a verb is inflected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VerbForm {
    /// "say"
    Base,
    /// "says"
    Third,
    /// "said", as a past tense or participle.
    Past,
    /// "saying"
    Ing,
    /// A phrase that does not change.
    Fixed,
}

/// One reporting verb or phrase.
#[derive(Clone, Debug)]
pub struct Verb {
    /// Base form.
    pub lemma: String,
    /// The words after the inflected one, lower case.
    pub rest: Vec<String>,
    /// What it does.
    pub class: CueClass,
    /// Whether what it reports was said at all.
    pub act: Act,
    /// What must stand with it.
    pub needs: Needs,
    /// Where the person spoken to stands.
    pub addressee: Option<Addressee>,
    /// Whether it says how its subject stands to something: "oppose", "refuse".
    pub stance: bool,
}

/// One reporting noun.
#[derive(Clone, Debug)]
pub struct ReportingNoun {
    /// Singular.
    pub lemma: String,
    /// What it does.
    pub class: CueClass,
    /// Whether what it reports was said at all.
    pub act: Act,
    /// Whether it reports only with a clause hanging on it.
    pub needs_clause: bool,
}

/// A set phrase after which the speaker stands: "according to".
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The phrase, lower case.
    pub text: String,
    /// Its words.
    pub words: Vec<String>,
    /// What it does.
    pub class: CueClass,
    /// Whether what it reports was said at all.
    pub act: Act,
}

/// All reporting words.
pub struct Reporting {
    /// Every verb.
    pub verbs: Vec<Verb>,
    /// Every noun.
    pub nouns: Vec<ReportingNoun>,
    /// Every phrase, longest first.
    pub phrases: Vec<Phrase>,
    /// The forms of first words: which verb, how inflected; phrases before single words, longest first.
    pub forms: FxHashMap<WordId, Vec<(u16, VerbForm)>>,
    /// Verbs that lend their subject to a reporting noun.
    lending: Vec<String>,
    /// Singular and plural of the nouns.
    pub noun_forms: FxHashMap<WordId, u16>,
}

impl Reporting {
    fn embedded() -> Self {
        let (verbs, nouns) = (ReportingVerbs::embedded(), ReportingNouns::embedded());
        let mut reporting = Reporting {
            verbs: Vec::new(),
            nouns: Vec::new(),
            phrases: Vec::new(),
            forms: FxHashMap::default(),
            noun_forms: FxHashMap::default(),
            lending: verbs.lending,
        };
        for entry in verbs.verbs {
            reporting.add_verb(entry);
        }
        for entry in nouns.nouns {
            reporting.add_noun(entry);
        }
        reporting.phrases.extend(nouns.phrases.into_iter().map(|entry| Phrase {
            words: entry.text.split_whitespace().map(str::to_owned).collect(),
            class: entry.class,
            act: entry.act,
            text: entry.text,
        }));
        reporting.phrases.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
        for list in reporting.forms.values_mut() {
            list.sort_by_key(|(verb, form)| (std::cmp::Reverse(reporting.verbs[usize::from(*verb)].rest.len()), *form, *verb));
        }
        reporting
    }

    fn add_verb(&mut self, entry: VerbEntry) {
        let number = self.verbs.len() as u16;
        let (first, rest) = entry.lemma.split_once(' ').unwrap_or((&entry.lemma, ""));
        let mut add = |form: String, how| {
            let list = self.forms.entry(WordId::of(&form)).or_default();
            if !list.contains(&(number, how)) {
                list.push((number, how));
            }
        };
        if entry.fixed {
            add(first.to_owned(), VerbForm::Fixed);
        } else {
            for spelling in std::iter::once(first).chain(entry.spelling.as_deref().map(|s| s.split(' ').next().unwrap_or(s))) {
                inflect(spelling, &entry.forms, &mut add);
            }
        }
        self.verbs.push(Verb {
            class: entry.class,
            act: entry.act,
            rest: rest.split_whitespace().map(str::to_lowercase).collect(),
            needs: entry.needs,
            addressee: entry.addressee,
            stance: entry.stance,
            lemma: entry.lemma,
        });
    }

    fn add_noun(&mut self, entry: NounEntry) {
        let number = self.nouns.len() as u16;
        if !entry.lemma.contains(' ') {
            self.noun_forms.insert(WordId::of(&entry.lemma), number);
            if !entry.mass {
                let plural = entry.plural.unwrap_or_else(|| with_s(&entry.lemma));
                self.noun_forms.insert(WordId::of(&plural), number);
            }
        }
        self.nouns.push(ReportingNoun { class: entry.class, act: entry.act, needs_clause: entry.needs.is_some(), lemma: entry.lemma });
    }

    /// The entry of a noun by any of its forms.
    pub fn noun(&self, form: WordId) -> Option<&ReportingNoun> {
        self.noun_forms.get(&form).and_then(|number| self.nouns.get(usize::from(*number)))
    }

    /// Whether a verb lends its subject to a reporting noun: "made a promise".
    pub fn lends(&self, lemma: &str) -> bool {
        self.lending.iter().any(|verb| verb == lemma)
    }

    /// The verb of a number.
    pub fn verb(&self, number: u16) -> &Verb {
        &self.verbs[usize::from(number)]
    }
}

/// Adds all forms of a word: the irregular ones that are listed, and what the plain rule gives for the rest.
fn inflect(base: &str, irregular: &[String], add: &mut impl FnMut(String, VerbForm)) {
    add(base.to_owned(), VerbForm::Base);
    if base == "be" {
        for form in irregular {
            add(form.clone(), if form == "being" { VerbForm::Ing } else { VerbForm::Past });
        }
        return;
    }
    let mut has_past = false;
    let mut has_ing = false;
    let mut has_third = false;
    for form in irregular {
        let how = if form.ends_with("ing") && form != base {
            VerbForm::Ing
        } else if form.ends_with('s') && (form.starts_with(base) || form == "has") {
            VerbForm::Third
        } else {
            VerbForm::Past
        };
        has_past |= how == VerbForm::Past;
        has_ing |= how == VerbForm::Ing;
        has_third |= how == VerbForm::Third;
        add(form.clone(), how);
    }
    if !has_third {
        add(with_s(base), VerbForm::Third);
    }
    if ["read", "put", "let", "bet", "bid", "broadcast", "forecast", "cut", "set"].contains(&base) {
        add(base.to_owned(), VerbForm::Past);
    } else if !has_past {
        add(with_ending(base, "ed"), VerbForm::Past);
    }
    if !has_ing {
        add(with_ending(base, "ing"), VerbForm::Ing);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma_of(form: &str) -> Vec<(&'static str, VerbForm)> {
        REPORTING.forms.get(&WordId::of(form)).into_iter().flatten().map(|(v, f)| (REPORTING.verb(*v).lemma.as_str(), *f)).collect()
    }

    #[test]
    fn whatever_is_thought_is_no_speech() {
        let verbs = REPORTING.verbs.iter().map(|v| (&v.lemma, v.class, v.act));
        let nouns = REPORTING.nouns.iter().map(|n| (&n.lemma, n.class, n.act));
        let phrases = REPORTING.phrases.iter().map(|p| (&p.text, p.class, p.act));
        for (word, class, act) in verbs.chain(nouns).chain(phrases) {
            assert!(class != CueClass::Think || act == Act::Thought, "{word} is of class think and its act is {act:?}");
        }
    }

    #[test]
    fn forms_follow_the_plain_rule_and_its_listed_exceptions() {
        assert!(lemma_of("said").contains(&("say", VerbForm::Past)));
        assert!(lemma_of("denies").contains(&("deny", VerbForm::Third)));
        assert!(lemma_of("quipping").is_empty() || lemma_of("quipping").contains(&("quip", VerbForm::Ing)));
        assert!(lemma_of("emphasized").contains(&("emphasise", VerbForm::Past)));
        assert!(lemma_of("nodded").contains(&("nod", VerbForm::Past)));
        assert!(lemma_of("was").contains(&("be quoted as saying", VerbForm::Past)));
    }
}
