//! The attribute ruler's part of a model: its rules.
//!
//! In: the `attribute_ruler/patterns` file of a pipeline package, or bytes written earlier. Out: [`RulerData`].
//! Only the predicates that the English pipelines use are read (`TAG`, `DEP`, `LOWER`, `IS_SPACE`; equality, `IN`,
//! `NOT_IN`, and regular expressions with finitely many matches); anything else is an error, not a guess.

use std::collections::BTreeMap;

use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind, Look};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why an attribute ruler cannot be read or used.
#[derive(Debug, Error)]
pub enum RulerError {
    /// The bytes are not what they should be.
    #[error("the attribute ruler's data cannot be read: {0}")]
    Decode(#[from] rmp_serde::decode::Error),
    /// The data cannot be written.
    #[error("the attribute ruler's data cannot be written: {0}")]
    Encode(#[from] rmp_serde::encode::Error),
    /// A rule uses a feature that the English pipelines do not use.
    #[error("rule {rule} of the attribute ruler uses {feature}, which is not supported")]
    Unsupported {
        /// The rule's number.
        rule: usize,
        /// What it uses.
        feature: String,
    },
    /// A rule assigns a label that the model does not have.
    #[error("a rule of the attribute ruler assigns {0:?}, which the model does not know")]
    UnknownLabel(String),
}

/// What a model file keeps of an attribute ruler.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulerData {
    /// The rules; where several apply to a token, later ones stand.
    pub rules: Vec<Rule>,
}

/// If one of the patterns matches, the token at `target` of the match is assigned something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Sequences of tests, one for each token.
    pub patterns: Vec<Vec<TokenTest>>,
    /// Which token of the sequence is changed.
    pub target: usize,
    /// How it is changed.
    pub assign: Assignment,
}

/// What is asked of one token; all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenTest {
    /// Of the fine-grained tag.
    pub tag: Option<NameTest>,
    /// Of the dependency label.
    pub dep: Option<NameTest>,
    /// The lower-case forms allowed.
    pub lower: Option<Vec<String>>,
    /// Whether the token is white space.
    pub is_space: Option<bool>,
}

/// What is asked of a label. An empty name stands for a label that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameTest {
    /// It is one of these.
    In(Vec<String>),
    /// It is none of these.
    NotIn(Vec<String>),
}

/// What a rule assigns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// A fine-grained tag.
    pub tag: Option<String>,
    /// A coarse part of speech.
    pub pos: Option<String>,
    /// Morphological features (`Name=Value|Name=Value`), in place of all that were there.
    pub morph: Option<String>,
    /// A lemma.
    pub lemma: Option<String>,
    /// A dependency label.
    pub dep: Option<String>,
}

/// A rule as packages have it.
#[derive(Deserialize)]
struct PackageRule {
    patterns: Vec<Vec<BTreeMap<String, Predicate>>>,
    attrs: BTreeMap<String, String>,
    #[serde(default)]
    index: isize,
}

/// The value of an attribute in a package's pattern.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Predicate {
    Flag(bool),
    Equal(String),
    Set(BTreeMap<String, Operand>),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Operand {
    One(String),
    Many(Vec<String>),
}

impl RulerData {
    /// Reads the `attribute_ruler/patterns` file of a pipeline package (MessagePack).
    ///
    /// # Errors
    /// If the bytes are damaged or a rule uses what the English pipelines do not.
    pub fn from_package(bytes: &[u8]) -> Result<Self, RulerError> {
        let rules: Vec<PackageRule> = rmp_serde::from_slice(bytes)?;
        let rules = rules
            .into_iter()
            .enumerate()
            .map(|(number, rule)| read_rule(rule).map_err(|feature| RulerError::Unsupported { rule: number, feature }));
        Ok(Self { rules: rules.collect::<Result<_, _>>()? })
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// If the bytes are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, RulerError> {
        Ok(rmp_serde::from_slice(bytes)?)
    }

    /// Writes the data in a compact form (MessagePack).
    ///
    /// # Errors
    /// If the encoder fails, which memory alone can cause.
    pub fn to_bytes(&self) -> Result<Vec<u8>, RulerError> {
        Ok(rmp_serde::to_vec(self)?)
    }
}

/// Reads a rule; the error names the feature that is not supported.
fn read_rule(rule: PackageRule) -> Result<Rule, String> {
    let patterns = rule.patterns.into_iter().map(|tokens| tokens.into_iter().map(read_test).collect());
    let patterns: Vec<Vec<TokenTest>> = patterns.collect::<Result<_, String>>()?;
    let length = patterns.first().map_or(0, Vec::len);
    if length == 0 || patterns.iter().any(|pattern| pattern.len() != length) {
        return Err("patterns that are empty or differ in length".to_owned());
    }
    // As in Python, a negative index counts from the end.
    let target = if rule.index < 0 { length.checked_add_signed(rule.index) } else { usize::try_from(rule.index).ok() };
    let target = target.filter(|&target| target < length).ok_or("an index outside its pattern")?;
    let mut assign = Assignment::default();
    for (attribute, value) in rule.attrs {
        let place = match attribute.as_str() {
            "TAG" => &mut assign.tag,
            "POS" => &mut assign.pos,
            "MORPH" => &mut assign.morph,
            "LEMMA" => &mut assign.lemma,
            "DEP" => &mut assign.dep,
            _ => return Err(format!("an assignment of {attribute}")),
        };
        *place = Some(value);
    }
    Ok(Rule { patterns, target, assign })
}

fn read_test(predicates: BTreeMap<String, Predicate>) -> Result<TokenTest, String> {
    let mut test = TokenTest::default();
    for (attribute, predicate) in predicates {
        match (attribute.as_str(), predicate) {
            ("IS_SPACE", Predicate::Flag(flag)) => test.is_space = Some(flag),
            ("TAG", predicate) => test.tag = Some(read_names(predicate)?),
            ("DEP", predicate) => test.dep = Some(read_names(predicate)?),
            ("LOWER", predicate) => match read_names(predicate)? {
                NameTest::In(forms) => test.lower = Some(forms),
                NameTest::NotIn(_) => return Err("NOT_IN with LOWER".to_owned()),
            },
            (_, predicate) => return Err(format!("{attribute}: {predicate:?}")),
        }
    }
    Ok(test)
}

fn read_names(predicate: Predicate) -> Result<NameTest, String> {
    let set = match predicate {
        Predicate::Equal(name) => return Ok(NameTest::In(vec![name])),
        Predicate::Flag(_) => return Err("a flag as a name".to_owned()),
        Predicate::Set(set) => set,
    };
    let mut entries = set.into_iter();
    match (entries.next(), entries.next()) {
        (Some((operator, operand)), None) => match (operator.as_str(), operand) {
            ("IN", Operand::Many(names)) => Ok(NameTest::In(names)),
            ("NOT_IN", Operand::Many(names)) => Ok(NameTest::NotIn(names)),
            ("REGEX", Operand::One(pattern)) => match finite_matches(&pattern) {
                Some(forms) => Ok(NameTest::In(forms)),
                None => Err(format!("the regular expression {pattern}")),
            },
            (operator, operand) => Err(format!("{operator}: {operand:?}")),
        },
        _ => Err("several operators on one attribute".to_owned()),
    }
}

/// All texts that an anchored regular expression (`^...$`) matches, if they are few.
fn finite_matches(pattern: &str) -> Option<Vec<String>> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let HirKind::Concat(parts) = hir.kind() else {
        return None;
    };
    let is_look = |part: Option<&Hir>, look| part.is_some_and(|part| *part.kind() == HirKind::Look(look));
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return None;
    };
    let inner = parts.get(1..parts.len() - 1)?;
    if !is_look(Some(first), Look::Start) || !is_look(Some(last), Look::End) {
        return None;
    }
    let inner = Hir::concat(inner.to_vec());
    if !inner.properties().look_set().is_empty() {
        return None;
    }
    let literals = Extractor::new().extract(&inner);
    let literals = literals.literals().filter(|literals| literals.iter().all(|literal| literal.is_exact()))?;
    literals.iter().map(|literal| String::from_utf8(literal.as_bytes().to_vec()).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finite_expression_becomes_its_matches() {
        let sorted = |pattern| {
            let mut forms = finite_matches(pattern)?;
            forms.sort();
            Some(forms)
        };
        assert_eq!(sorted("^n'?t$"), Some(vec!["n't".to_owned(), "nt".to_owned()]));
        assert_eq!(sorted("^[ou]k$"), Some(vec!["ok".to_owned(), "uk".to_owned()]));
        assert_eq!(sorted("^a+$"), None);
        assert_eq!(sorted("ab"), None);
        assert_eq!(sorted("^a\\bb$"), None);
    }
}
