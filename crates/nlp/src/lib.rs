//! spaCy's English pipelines, run natively.

mod analyse;
pub mod attribute_ruler;
mod doc;
#[cfg(feature = "import")]
pub mod import;
pub mod lemmatizer;
mod lexicon;
pub mod model;
mod ner;
mod network;
mod parser;
pub mod strings;
pub mod tokenizer;

pub use attribute_ruler::{MorphId, Pos};
pub use analyse::{Components, Workspace};
pub use doc::{DepId, Doc, Entity, EntityTypeId, TagId};
pub use model::{Model, ModelError};
