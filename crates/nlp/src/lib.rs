//! spaCy's English pipelines, run natively.

pub mod attribute_ruler;
#[cfg(feature = "import")]
pub mod import;
pub mod lemmatizer;
pub mod model;
mod network;
pub mod strings;
pub mod tokenizer;
