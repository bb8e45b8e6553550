//! `reporting_verbs.toml` and `reporting_nouns.toml`.
//!
//! In: the files. Out: [`ReportingVerbs`] and [`ReportingNouns`]. Never inflects: that is done where they are looked up.

use serde::Deserialize;

use super::file::LexiconFile;
use crate::document::CueClass;

/// Reporting verbs and phrases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportingVerbs {
    /// Verbs that lend their subject to a reporting noun: "made a promise".
    pub lending: Vec<String>,
    /// The verbs.
    pub verbs: Vec<VerbEntry>,
}

impl LexiconFile for ReportingVerbs {
    const FILE: &'static str = "reporting_verbs.toml";
    const HOLDS: &'static str = "reporting verbs and phrases";
    const TEXT: &'static str = include_str!("../../../data/lexicons/reporting_verbs.toml");
}

/// A reporting verb.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerbEntry {
    /// Base form; only the first word is inflected.
    pub lemma: String,
    /// The class of its commonest use.
    pub class: CueClass,
    /// Whether what it reports was said at all.
    #[serde(default)]
    pub act: Act,
    /// Further classes, the likeliest first.
    #[serde(default)]
    pub also: Vec<CueClass>,
    /// What must stand with it.
    #[serde(default)]
    pub needs: Needs,
    /// Irregular forms of the first word.
    #[serde(default)]
    pub forms: Vec<String>,
    /// Where the person spoken to stands.
    pub addressee: Option<Addressee>,
    /// Whether it says how its subject stands to something.
    #[serde(default)]
    pub stance: bool,
    /// Whether it is not inflected.
    #[serde(default)]
    pub fixed: bool,
    /// American spelling of the first word.
    pub spelling: Option<String>,
}

/// What is reported: what somebody said or wrote, or something that nobody need have said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Said or written: "said", "warned".
    #[default]
    #[serde(skip)]
    Speech,
    /// Thought, felt, planned, hoped or come to know: "believed", "learned".
    Thought,
    /// Told by a person or a document, or by a thing that shows it: "showed", "suggests".
    Shown,
    /// Done, with words or without: "backed", "refused".
    Stance,
}

/// What must stand with a verb for it to report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Needs {
    /// Nothing: a noun or an infinitive will do.
    #[default]
    #[serde(skip)]
    Nothing,
    /// A quotation or a finite clause.
    That,
    /// A quotation.
    Quote,
}

/// Where the person spoken to stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    /// The direct object: "told reporters".
    Object,
    /// After "to": "appealed to voters".
    To,
}

/// Reporting nouns and set phrases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportingNouns {
    /// "claim".
    pub nouns: Vec<NounEntry>,
    /// "according to".
    pub phrases: Vec<PhraseEntry>,
}

impl LexiconFile for ReportingNouns {
    const FILE: &'static str = "reporting_nouns.toml";
    const HOLDS: &'static str = "reporting nouns and set phrases";
    const TEXT: &'static str = include_str!("../../../data/lexicons/reporting_nouns.toml");
}

/// A reporting noun.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NounEntry {
    /// Singular, or the only form.
    pub lemma: String,
    /// What it does.
    pub class: CueClass,
    /// Whether what it reports was said at all.
    #[serde(default)]
    pub act: Act,
    /// Where it is irregular.
    pub plural: Option<String>,
    /// Whether it is not counted, or stands only in the plural.
    #[serde(default)]
    pub mass: bool,
    /// What must hang on it.
    pub needs: Option<NounNeeds>,
}

/// What must hang on a noun for it to report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NounNeeds {
    /// A clause, an infinitive or "of".
    Clause,
}

/// A set phrase that reports.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhraseEntry {
    /// In lower case.
    pub text: String,
    /// What it does.
    pub class: CueClass,
    /// Whether what it reports was said at all.
    #[serde(default)]
    pub act: Act,
}
