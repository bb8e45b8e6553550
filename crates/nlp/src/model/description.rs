//! What a model file says about itself, beside its tensors: written at import, read at load.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The version of the file format that this crate writes and reads.
pub const FORMAT_VERSION: u32 = 1;

/// The key of the one metadata entry of the safetensors file, which holds a [`Description`] in JSON.
pub(crate) const METADATA_KEY: &str = "newsgrain-nlp";

/// Where a model comes from, what it may be used for, and how its tensors are meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Description {
    /// The version of the file format, [`FORMAT_VERSION`].
    pub format: u32,
    /// The pipeline's name, such as `en_core_web_sm`.
    pub name: String,
    /// The pipeline's version, such as `3.8.0`.
    pub version: String,
    /// The licence of the weights.
    pub licence: String,
    /// SHA-256 of the wheel that was imported, in hexadecimal digits.
    pub source_sha256: String,
    /// What the weights were made from.
    pub sources: Vec<Source>,
    /// The full texts of licences and notices, by file name.
    pub notices: BTreeMap<String, String>,
    /// The scores that the makers state, by their names (`ents_f`, `dep_las` ...), from 0 to 1.
    pub scores: BTreeMap<String, f64>,
    /// The embeddings of the network that tagger and parser share.
    pub shared_embeddings: Vec<Embedding>,
    /// The embeddings of the network of the entity recogniser.
    pub ner_embeddings: Vec<Embedding>,
    /// The tagger's classes in order: Penn Treebank tags.
    pub tags: Vec<String>,
    /// The parser's classes in order.
    pub parser_actions: Vec<Action>,
    /// The entity recogniser's classes in order.
    pub ner_actions: Vec<Action>,
}

/// A resource that the weights were made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// Its author or publisher.
    pub author: String,
    /// Where it is found.
    pub url: String,
    /// Its licence.
    pub license: String,
}

/// One hashed embedding table of a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embedding {
    /// The attribute of a token whose id is embedded.
    pub attribute: Attribute,
    /// The seed of the hash that picks the table's rows.
    pub seed: u32,
}

/// An attribute of a token that a network reads, by its name in spaCy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Attribute {
    /// The id of the normalised form.
    Norm,
    /// The id of the first character.
    Prefix,
    /// The id of the last three characters.
    Suffix,
    /// The id of the word's shape.
    Shape,
    /// 1 where a space follows the token, else 0.
    Spacy,
    /// 1 where the token is white space itself, else 0.
    IsSpace,
}

/// A class of a transition system: a move with a label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// The number of the move in spaCy's transition system.
    pub code: u8,
    /// The label that goes with it, or nothing.
    pub label: String,
}
