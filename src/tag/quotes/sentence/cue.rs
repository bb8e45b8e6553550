//! A reporting verb or phrase in the text: what is known of it.
//!
//! In: nothing. Out: [`CueAt`]. Never decides.

use std::ops::Range;

use crate::document::{CueClass, Rule};
use crate::lexicon::reporting::{Act, Needs, Phrase, REPORTING, Verb};

/// How the reporting verb stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// A finite verb with a subject before it.
    Finite,
    /// A participle: "adding that".
    Participle,
    /// An infinitive: "to say".
    Infinitive,
    /// A passive: "was told", "described by".
    Passive,
    /// "according to" and its kin: the speaker follows.
    Preposition,
}

/// One reporting verb or phrase in the text.
#[derive(Clone, Debug)]
pub struct CueAt {
    /// The items of the cue itself.
    pub items: Range<usize>,
    /// The first item of its verb group: auxiliaries, negation and adverbs before it.
    pub group: usize,
    /// Its sentence.
    pub sentence: usize,
    /// Number in the lexicon; none for "according to".
    pub verb: Option<u16>,
    /// "according to" and its kin.
    pub phrase: Option<&'static Phrase>,
    /// How it stands.
    pub mood: Mood,
    /// Whether "not" or "never" stands in its group.
    pub negated: bool,
    /// The subject before it, or the speaker after "according to".
    pub subject: Option<Range<usize>>,
    /// Who does what a verb without a subject of its own says, where a parse tells.
    pub agent: Option<Range<usize>>,
    /// Its verb in the parse.
    pub token: Option<usize>,
    /// What the parse had to say of its subject, by the names of the rules of `subjects`.
    pub corrections: Vec<Rule>,
}

impl CueAt {
    /// The entry of the lexicon.
    pub fn entry(&self) -> Option<&'static Verb> {
        self.verb.map(|v| REPORTING.verb(v))
    }

    /// What the cue does, negation taken into account.
    pub fn class(&self) -> CueClass {
        let class = self.entry().map(|v| v.class).or(self.phrase.map(|p| p.class)).unwrap_or(CueClass::State);
        match class {
            CueClass::State | CueClass::Claim | CueClass::Confirm | CueClass::Explain if self.negated => CueClass::Deny,
            class => class,
        }
    }

    /// Whether what it reports was said at all.
    pub fn act(&self) -> Act {
        self.entry().map(|v| v.act).or(self.phrase.map(|p| p.act)).unwrap_or_default()
    }

    /// Its base form.
    pub fn lemma(&self) -> &'static str {
        self.entry().map(|v| v.lemma.as_str()).or(self.phrase.map(|p| p.text.as_str())).unwrap_or("according to")
    }

    /// What must stand with it.
    pub fn needs(&self) -> Needs {
        self.entry().map_or(Needs::Nothing, |v| v.needs)
    }
}
