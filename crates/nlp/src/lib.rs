//! spaCy's English pipelines, run natively.

pub mod attribute_ruler;
pub mod lemmatizer;
pub mod strings;
pub mod tokenizer;
