//! The model: what is loaded once and shared by all threads.

mod description;
#[cfg(feature = "embedded")]
pub mod embedded;
mod error;
mod load;
mod tensors;

pub(crate) use description::METADATA_KEY;
pub use description::{Action, Attribute, Description, Embedding, FORMAT_VERSION, Source};
pub use error::ModelError;

use crate::attribute_ruler::{AttributeRuler, MorphId, Pos};
use crate::lemmatizer::{Lemmatizer, is_base_form};
use crate::lexicon::{Lexeme, Lexicography};
use crate::ner::EntityRecogniser;
use crate::network::dense::Linear;
use crate::network::tok2vec::Tok2Vec;
use crate::parser::Parser;
use crate::tokenizer::Tokenizer;

/// A pipeline, ready to use: immutable, to be shared by all threads.
pub struct Model {
    pub(crate) description: Description,
    pub(crate) tokenizer: Tokenizer,
    pub(crate) lexicography: Lexicography,
    pub(crate) vectors: Option<VectorTable>,
    /// The network of tagger and parser.
    pub(crate) shared: Tok2Vec,
    pub(crate) tagger: Linear,
    pub(crate) parser: Parser,
    /// The network of the entity recogniser.
    pub(crate) ner_tok2vec: Tok2Vec,
    pub(crate) ner: EntityRecogniser,
    pub(crate) lemmatizer: Lemmatizer,
    /// Whether a form is its own lemma, by part of speech and features.
    pub(crate) base_forms: BaseForms,
}

impl Model {
    /// The model that is built into the program: `en_core_web_md`.
    ///
    /// # Errors
    /// As [`Model::from_bytes`]; the tests make sure that the file is whole.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> Result<Self, ModelError> {
        Self::from_bytes(embedded::FILE)
    }

    /// What the model file says about itself: name, version, licence, notices, stated scores.
    #[must_use]
    pub fn description(&self) -> &Description {
        &self.description
    }

    /// The names of fine-grained parts of speech, by [`TagId`](crate::TagId).
    #[must_use]
    pub fn tag_names(&self) -> &[String] {
        &self.description.tags
    }

    /// The names of dependency labels, by [`DepId`](crate::DepId).
    #[must_use]
    pub fn dep_names(&self) -> &[String] {
        self.parser.dep_names()
    }

    /// The names of entity types, by [`EntityTypeId`](crate::EntityTypeId).
    #[must_use]
    pub fn entity_names(&self) -> &[String] {
        self.ner.names()
    }

    /// Morphological features as `Name=Value` joined by bars.
    #[must_use]
    pub fn morph_text(&self, morph: MorphId) -> &str {
        self.ruler().morph_text(morph)
    }

    pub(crate) fn ruler(&self) -> &AttributeRuler {
        &self.lexicography.ruler
    }

    /// The row of a form in the static vectors.
    pub(crate) fn vector_row(&self, lexeme: &Lexeme) -> Option<usize> {
        self.vectors.as_ref()?.row(lexeme.orth)
    }
}

impl std::fmt::Debug for Model {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Description { name, version, .. } = &self.description;
        write!(formatter, "Model({name} {version})")
    }
}

/// Whether a form is its own lemma: one entry for each pair of part of speech and features.
#[derive(Debug)]
pub(crate) struct BaseForms {
    by_pos_and_morph: Vec<bool>,
    morphs: usize,
}

impl BaseForms {
    pub(crate) fn new(ruler: &AttributeRuler) -> Self {
        let morphs = ruler.morphs().len();
        let by_pos = |pos: Pos| ruler.morphs().map(move |morph| is_base_form(pos, morph));
        Self { by_pos_and_morph: Pos::all().flat_map(by_pos).collect(), morphs }
    }

    pub(crate) fn contains(&self, pos: Pos, morph: MorphId) -> bool {
        self.by_pos_and_morph.get(pos as usize * self.morphs + morph.index()).copied().unwrap_or_default()
    }
}

/// Which words have static vectors: the upper bytes of their ids in ascending order, with their rows.
///
/// A word without a vector is mistaken for one that has it with a chance of one in a million.
#[derive(Debug)]
pub(crate) struct VectorTable {
    words: Vec<[u8; VECTOR_KEY]>,
    rows: Vec<u16>,
}

/// How many of the eight bytes of a word's id are kept, the highest first.
pub(crate) const VECTOR_KEY: usize = 5;

/// What is kept of a word's id.
pub(crate) fn vector_key(word: u64) -> [u8; VECTOR_KEY] {
    let [a, b, c, d, e, ..] = word.to_be_bytes();
    [a, b, c, d, e]
}

impl VectorTable {
    /// The row of a word. Ids are hashes, so a word stands about where its id stands among all numbers: the search begins
    /// there and widens until the word is enclosed, which touches two or three cache lines instead of twenty.
    fn row(&self, word: u64) -> Option<usize> {
        let key = vector_key(word);
        let guess = usize::try_from((u128::from(word) * self.words.len() as u128) >> u64::BITS).ok()?;
        let mut reach = 64;
        let range = loop {
            let range = guess.saturating_sub(reach)..self.words.len().min(guess + reach);
            let begins = range.start == 0 || self.words[range.start] <= key;
            let ends = range.end == self.words.len() || self.words[range.end] > key;
            if begins && ends {
                break range;
            }
            reach *= 4;
        };
        let index = range.start + self.words[range.clone()].binary_search(&key).ok()?;
        self.rows.get(index).map(|&row| usize::from(row))
    }
}
