//! The attribute ruler: from tags, dependency labels and words to parts of speech, morphological features and some
//! lemmas.
//!
//! In: columns of a document that has been tagged and, if possible, parsed. Out: columns of [`Pos`], [`MorphId`] and
//! lemmas, and corrected tags and labels of white space. It is spaCy's component of the same name: all rules are
//! matched against the values before any is applied, later rules overwrite earlier ones, and without a parse the
//! rules that ask for a label do not match.
//!
//! Rules are indexed by what they ask of the token they change, its word or its tag, so that a token meets a few
//! rules rather than all of them.

mod compile;
mod data;
mod pos;

pub use data::{Assignment, NameTest, Rule, RulerData, RulerError, TokenTest};
pub use pos::Pos;

use rustc_hash::FxHashMap;

use crate::{DepId, TagId};

/// A form that some rule asks for, see [`AttributeRuler::word`]. The default is a form that none asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct RuleWord(u16);

/// A set of morphological features, see [`AttributeRuler::morph_text`]. The default is the empty set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct MorphId(u16);

impl MorphId {
    /// The index into [`AttributeRuler::morphs`].
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A lemma that a rule prescribes, see [`AttributeRuler::lemma_text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RuleLemma(u16);

impl RuleLemma {
    /// The index into [`AttributeRuler::lemmas`].
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// The columns that the rules read and correct, all of one length.
#[derive(Debug)]
pub struct Columns<'a> {
    /// Fine-grained tags; those of white space are corrected.
    pub tags: &'a mut [TagId],
    /// Dependency labels; empty where there is no parse. Those of white space are corrected.
    pub deps: &'a mut [DepId],
    /// Whether a token is white space.
    pub is_space: &'a [bool],
    /// What [`AttributeRuler::word`] says of each token's lower-case form.
    pub words: &'a [RuleWord],
}

/// The columns that the rules write.
#[derive(Debug, Clone, Default)]
pub struct Attributes {
    /// Coarse parts of speech.
    pub pos: Vec<Pos>,
    /// Morphological features.
    pub morphs: Vec<MorphId>,
    /// Lemmas where a rule prescribes one; the lemmatizer leaves them alone.
    pub lemmas: Vec<Option<RuleLemma>>,
}

/// The rules of a pipeline, compiled for its labels. Immutable and shared between threads.
#[derive(Debug)]
pub struct AttributeRuler {
    rules: Vec<CompiledRule>,
    /// By tag: rules whose target asks for that tag and no word, ascending.
    by_tag: Vec<Vec<u16>>,
    /// By word: rules whose target asks for that word, ascending.
    by_word: Vec<Vec<u16>>,
    /// Rules whose target may be any tag or word, ascending.
    others: Vec<u16>,
    words: FxHashMap<Box<str>, RuleWord>,
    longest_word: usize,
    morphs: Vec<Box<str>>,
    lemmas: Vec<Box<str>>,
}

/// One pattern of a rule with what the rule assigns.
#[derive(Debug)]
struct CompiledRule {
    tests: Vec<CompiledTest>,
    target: usize,
    tag: Option<TagId>,
    dep: Option<DepId>,
    pos: Option<Pos>,
    morph: Option<MorphId>,
    lemma: Option<RuleLemma>,
}

#[derive(Debug)]
struct CompiledTest {
    tags: Option<LabelSet>,
    deps: Option<LabelSet>,
    words: Option<Vec<RuleWord>>,
    is_space: Option<bool>,
}

/// A set of labels, or of their absence.
#[derive(Debug, Clone, Copy)]
struct LabelSet {
    labels: [u64; 4],
    missing: bool,
}

impl LabelSet {
    fn contains(&self, label: Option<u8>) -> bool {
        match label {
            Some(label) => self.labels[usize::from(label) / 64] >> (label % 64) & 1 == 1,
            None => self.missing,
        }
    }
}

impl AttributeRuler {
    /// Which of the forms that rules ask for `lower` is; constant for a word form, so worth keeping with it.
    #[must_use]
    pub fn word(&self, lower: &str) -> RuleWord {
        if lower.len() > self.longest_word {
            return RuleWord::default();
        }
        self.words.get(lower).copied().unwrap_or_default()
    }

    /// The features of a set, `Name=Value` joined by bars; empty for the empty set.
    #[must_use]
    pub fn morph_text(&self, morph: MorphId) -> &str {
        self.morphs.get(morph.index()).map_or("", AsRef::as_ref)
    }

    /// All sets of features, by [`MorphId::index`].
    pub fn morphs(&self) -> impl ExactSizeIterator<Item = &str> {
        self.morphs.iter().map(AsRef::as_ref)
    }

    /// The text of a lemma that a rule prescribes.
    #[must_use]
    pub fn lemma_text(&self, lemma: RuleLemma) -> &str {
        self.lemmas.get(lemma.index()).map_or("", AsRef::as_ref)
    }

    /// All lemmas that rules prescribe, by [`RuleLemma::index`].
    pub fn lemmas(&self) -> impl ExactSizeIterator<Item = &str> {
        self.lemmas.iter().map(AsRef::as_ref)
    }

    /// Applies the rules to a document. The columns of `attributes` are emptied first and become as long as the tags.
    ///
    /// # Panics
    /// If the columns differ in length, an empty column of labels apart.
    pub fn apply(&self, columns: Columns<'_>, attributes: &mut Attributes) {
        let length = columns.tags.len();
        assert!(columns.is_space.len() == length && columns.words.len() == length, "columns of one document");
        assert!(columns.deps.is_empty() || columns.deps.len() == length, "columns of one document");
        attributes.pos.clear();
        attributes.morphs.clear();
        attributes.lemmas.clear();
        // Corrections wait until all tokens have been matched, for neighbours are matched by the values before.
        let mut corrections = Vec::new();
        for token in 0..length {
            let (mut pos, mut morph, mut lemma) = (Pos::None, MorphId::default(), None);
            for rule in self.candidates(columns.tags[token], columns.words[token]) {
                let rule = &self.rules[usize::from(rule)];
                if rule.matches(&columns, token) {
                    pos = rule.pos.unwrap_or(pos);
                    morph = rule.morph.unwrap_or(morph);
                    lemma = rule.lemma.or(lemma);
                    if rule.tag.is_some() || rule.dep.is_some() {
                        corrections.push((token, rule.tag, rule.dep));
                    }
                }
            }
            attributes.pos.push(pos);
            attributes.morphs.push(morph);
            attributes.lemmas.push(lemma);
        }
        for (token, tag, dep) in corrections {
            if let Some(tag) = tag {
                columns.tags[token] = tag;
            }
            if let (Some(dep), Some(place)) = (dep, columns.deps.get_mut(token)) {
                *place = dep;
            }
        }
    }

    /// The rules that may change a token with this tag and word, in their order.
    fn candidates(&self, tag: TagId, word: RuleWord) -> impl Iterator<Item = u16> {
        let none: &[u16] = &[];
        let mut tag = self.by_tag.get(tag.index()).map_or(none, Vec::as_slice);
        let mut word = self.by_word.get(usize::from(word.0)).map_or(none, Vec::as_slice);
        let mut others = self.others.as_slice();
        std::iter::from_fn(move || {
            let next = [&mut tag, &mut word, &mut others]
                .into_iter()
                .filter(|rules| !rules.is_empty())
                .min_by_key(|rules| rules.first().copied())?;
            let (&rule, rest) = next.split_first()?;
            *next = rest;
            Some(rule)
        })
    }
}

impl CompiledRule {
    /// Whether the pattern matches where its target is `token`.
    fn matches(&self, columns: &Columns<'_>, token: usize) -> bool {
        let Some(first) = token.checked_sub(self.target) else {
            return false;
        };
        first + self.tests.len() <= columns.tags.len()
            && self.tests.iter().enumerate().all(|(offset, test)| test.holds(columns, first + offset))
    }
}

impl CompiledTest {
    fn holds(&self, columns: &Columns<'_>, token: usize) -> bool {
        self.is_space.is_none_or(|is_space| columns.is_space[token] == is_space)
            && self.tags.is_none_or(|set| set.contains(Some(columns.tags[token].0)))
            && self.deps.is_none_or(|set| set.contains(columns.deps.get(token).map(|dep| dep.0)))
            && self.words.as_ref().is_none_or(|words| columns.words[token] != RuleWord::default() && words.contains(&columns.words[token]))
    }
}
