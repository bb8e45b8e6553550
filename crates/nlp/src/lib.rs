//! spaCy's English pipelines, run natively: text in, tokens, parts of speech, lemmas, a parse and names out.
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use newsgrain_nlp::{Components, Model, Workspace};
//!
//! let model = Model::embedded()?;              // once; immutable, shared by all threads
//! let mut workspace = Workspace::default();    // one for each thread
//! let blocks = ["Ana Reyes, the mayor of Quito, resigned.", "She gave no reason."];
//! let docs = model.pipe(&blocks, Components::default(), &mut workspace);
//!
//! let (text, doc) = (blocks[0], &docs[0]);
//! let name = doc.entities[0];
//! assert_eq!(&text[doc.span(name.start as usize).start..doc.span(name.end as usize - 1).end], "Ana Reyes");
//! assert_eq!(model.entity_names()[name.label.index()], "PERSON");
//! let verb = (0..doc.len()).find(|&token| doc.heads[token] as usize == token).expect("a root");
//! assert_eq!(doc.lemma(verb), Some("resign"));
//! assert_eq!(model.dep_names()[doc.deps[1].index()], "nsubj");
//! # }
//! # Ok::<(), newsgrain_nlp::ModelError>(())
//! ```
//!
//! # What is promised
//! - **The same results as spaCy 3.8** with the same pipeline, but for rounding: the model file keeps its tables in half
//!   precision, which changes about one label in five thousand (`data/models/README.md` has the figures).
//! - **The same bits in any company.** Each text is a document of its own, and what it gives does not depend on the texts
//!   it is analysed with, on their order, on the state of the [`Workspace`] or on the number of threads. The results are
//!   the same on all machines with fused multiply-add (x86-64 with AVX2 or AVX-512, AArch64), because every sum is taken in
//!   one order whatever the width of the registers; on older ones the last bits of scores may differ.
//! - **Bounded work.** Time grows with the length of the text, memory with its tokens; a text of more than 4096 tokens
//!   is analysed in pieces. No text makes it panic.
//!
//! # The parts
//! [`tokenizer`] → the network shared by tagger and parser → tagger → parser → [`attribute_ruler`] → [`lemmatizer`] →
//! the network of the entity recogniser → entity recogniser. The order and the methods are those of spaCy; see the
//! modules for the sources. With the feature `import`, `import` reads the wheels in which pipelines are published. The
//! feature `embedded`, on by default, builds the default model into the program.

mod analyse;
pub mod attribute_ruler;
mod doc;
#[cfg(feature = "import")]
pub mod import;
mod labels;
pub mod lemmatizer;
mod lexicon;
pub mod model;
mod ner;
mod network;
mod parser;
pub mod strings;
pub mod tokenizer;

pub use analyse::{Components, Workspace};
pub use attribute_ruler::{MorphId, Pos};
pub use doc::{Doc, Entity};
pub use labels::{DepId, EntityTypeId, TagId};
pub use model::{Model, ModelError};
