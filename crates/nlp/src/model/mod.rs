//! The model: what is loaded once and shared by all threads.

mod description;

pub(crate) use description::METADATA_KEY;
pub use description::{Action, Attribute, Description, Embedding, FORMAT_VERSION};
