//! Compiles the rules of an attribute ruler for the labels of a model.
//!
//! In: [`RulerData`] and the names of the model's tags and dependency labels. Out: an [`AttributeRuler`], in which
//! every name is a number and the rules are indexed by what they ask of the token they change.

use rustc_hash::FxHashMap;

use super::data::{Assignment, NameTest, RulerData, RulerError, TokenTest};
use super::{AttributeRuler, CompiledRule, CompiledTest, LabelSet, MorphId, Pos, RuleLemma, RuleWord};
use crate::{DepId, TagId};

impl LabelSet {
    fn new(test: &NameTest, names: &[String]) -> Self {
        let (listed, is_in) = match test {
            NameTest::In(listed) => (listed, true),
            NameTest::NotIn(listed) => (listed, false),
        };
        let holds = |name: &str| listed.iter().any(|entry| entry == name) == is_in;
        let mut set = Self { labels: [0; 4], missing: holds("") };
        for (index, name) in names.iter().enumerate().take(256) {
            if holds(name) {
                set.labels[index / 64] |= 1 << (index % 64);
            }
        }
        set
    }
}

impl AttributeRuler {
    /// Compiles rules for a model whose tags and dependency labels have these names.
    ///
    /// # Errors
    /// If a rule assigns a tag, label or part of speech that does not exist.
    pub fn new(data: &RulerData, tags: &[String], deps: &[String]) -> Result<Self, RulerError> {
        let mut ruler = Self {
            rules: Vec::new(),
            by_tag: vec![Vec::new(); tags.len()],
            by_word: vec![Vec::new()],
            others: Vec::new(),
            words: FxHashMap::default(),
            longest_word: 0,
            morphs: vec!["".into()],
            lemmas: Vec::new(),
        };
        for (number, rule) in data.rules.iter().enumerate() {
            for pattern in &rule.patterns {
                if rule.target >= pattern.len() {
                    return Err(RulerError::Unsupported { rule: number, feature: "an index outside its pattern".into() });
                }
                let tests = pattern.iter().map(|test| ruler.compile(test, tags, deps)).collect();
                let compiled = ruler.assignment(&rule.assign, tests, rule.target, tags, deps)?;
                let id = small(ruler.rules.len(), number)?;
                ruler.index(&compiled, id, tags.len());
                ruler.rules.push(compiled);
            }
        }
        Ok(ruler)
    }

    fn compile(&mut self, test: &TokenTest, tags: &[String], deps: &[String]) -> CompiledTest {
        let words = test.lower.as_ref();
        CompiledTest {
            tags: test.tag.as_ref().map(|names| LabelSet::new(names, tags)),
            deps: test.dep.as_ref().map(|names| LabelSet::new(names, deps)),
            words: words.map(|forms| forms.iter().map(|form| self.intern_word(form)).collect()),
            is_space: test.is_space,
        }
    }

    fn intern_word(&mut self, form: &str) -> RuleWord {
        if let Some(&word) = self.words.get(form) {
            return word;
        }
        // More than 65535 words would all be the word that no rule asks for; packages have some hundred.
        let word = RuleWord(u16::try_from(self.by_word.len()).unwrap_or_default());
        if word != RuleWord::default() {
            self.by_word.push(Vec::new());
            self.longest_word = self.longest_word.max(form.len());
            self.words.insert(form.into(), word);
        }
        word
    }

    fn assignment(
        &mut self,
        assign: &Assignment,
        tests: Vec<CompiledTest>,
        target: usize,
        tags: &[String],
        deps: &[String],
    ) -> Result<CompiledRule, RulerError> {
        let label = |name: &Option<String>, names: &[String]| match name {
            None => Ok(None),
            Some(name) => match names.iter().position(|entry| entry == name).and_then(|at| u8::try_from(at).ok()) {
                Some(label) => Ok(Some(label)),
                None => Err(RulerError::UnknownLabel(name.clone())),
            },
        };
        let pos = match &assign.pos {
            None => None,
            Some(name) => Some(Pos::from_name(name).ok_or_else(|| RulerError::UnknownLabel(name.clone()))?),
        };
        let too_many = |id: Option<u16>, text: &str| id.ok_or_else(|| RulerError::UnknownLabel(text.to_owned()));
        let morph = match &assign.morph {
            None => None,
            Some(text) => Some(MorphId(too_many(intern(&mut self.morphs, &normalise_morph(text)), text)?)),
        };
        let lemma = match &assign.lemma {
            None => None,
            Some(text) => Some(RuleLemma(too_many(intern(&mut self.lemmas, text), text)?)),
        };
        let (tag, dep) = (label(&assign.tag, tags)?.map(TagId), label(&assign.dep, deps)?.map(DepId));
        Ok(CompiledRule { tests, target, tag, dep, pos, morph, lemma })
    }

    /// Enters a rule under what it asks of its target.
    fn index(&mut self, rule: &CompiledRule, id: u16, tags: usize) {
        let test = &rule.tests[rule.target];
        if let Some(words) = &test.words {
            for word in words {
                let rules = &mut self.by_word[usize::from(word.0)];
                if rules.last() != Some(&id) {
                    rules.push(id);
                }
            }
        } else if let Some(set) = &test.tags {
            for tag in (0..tags).filter(|&tag| set.contains(u8::try_from(tag).ok())) {
                self.by_tag[tag].push(id);
            }
        } else {
            self.others.push(id);
        }
    }
}

/// The place of `text` in `texts`, where it is added if it is new.
fn intern(texts: &mut Vec<Box<str>>, text: &str) -> Option<u16> {
    let index = texts.iter().position(|entry| &**entry == text).unwrap_or_else(|| {
        texts.push(text.into());
        texts.len() - 1
    });
    u16::try_from(index).ok()
}

/// Features in the order of their names; an underscore stands for none.
fn normalise_morph(text: &str) -> String {
    if text == "_" {
        return String::new();
    }
    let mut features: Vec<&str> = text.split('|').filter(|feature| !feature.is_empty()).collect();
    features.sort_by_key(|feature| feature.split('=').next().unwrap_or_default().to_lowercase());
    features.join("|")
}

fn small(id: usize, rule: usize) -> Result<u16, RulerError> {
    u16::try_from(id).map_err(|_| RulerError::Unsupported { rule, feature: "more than 65536 rules".into() })
}
