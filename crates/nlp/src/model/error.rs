//! What keeps a model file from being used.

use super::FORMAT_VERSION;

/// Why a model file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The bytes are not a model file, or a damaged one.
    #[error("not a model file of this library: {0}")]
    NotAModel(String),
    /// The file has been written by another version.
    #[error("the model file has format {found}; this version reads format {FORMAT_VERSION}: import the model again")]
    Format {
        /// The format of the file.
        found: u32,
    },
    /// A tensor is missing or of another type than it should be.
    #[error("the model file is damaged: the tensor {0:?} is missing or not as it should be")]
    Tensor(String),
    /// The parts of a network do not fit each other.
    #[error("the model file is damaged: the parts of {0} do not fit each other")]
    Sizes(&'static str),
    /// The tokenizer's data cannot be read.
    #[error("the model file is damaged: {0}")]
    Tokenizer(#[from] crate::tokenizer::TokenizerError),
    /// The attribute ruler's data cannot be read.
    #[error("the model file is damaged: {0}")]
    AttributeRuler(#[from] crate::attribute_ruler::RulerError),
    /// The lemmatizer's data cannot be read.
    #[error("the model file is damaged: {0}")]
    Lemmatizer(#[from] crate::lemmatizer::LemmatizerError),
}
