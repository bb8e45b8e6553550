//! The language model: loaded once, shared by all threads.
//!
//! In: a model file, and spans of text. Out: rows of [`Syntax`]. Never keeps anything of one article for the next but the word forms it has
//! met, which change the speed and not the result.

use crate::document::Syntax;
use crate::span::Span;

#[cfg(feature = "language")]
pub use with::LanguageModel;
#[cfg(not(feature = "language"))]
pub use without::LanguageModel;

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelFault {
    /// The file is none, a damaged one, or of another version.
    #[error("{0}")]
    File(String),
    /// The program was built without the feature `language`.
    #[error("this program was built without language models (feature `language`)")]
    NotBuilt,
}

#[cfg(feature = "language")]
mod with {
    use std::cell::RefCell;
    use std::sync::{Arc, OnceLock};

    use newsgrain_nlp::{Components, Doc, Model, Pos, Workspace};

    use super::{ModelFault, Span, Syntax};
    use crate::document::{NameCandidate, NameLabel, PartOfSpeech, PennTag, Relation, SyntaxToken};

    /// A model with its labels in ours.
    struct Loaded {
        model: Model,
        tags: Vec<PennTag>,
        pos: Vec<PartOfSpeech>,
        relations: Vec<Relation>,
        names: Vec<Option<NameLabel>>,
        /// BLAKE3 of the file.
        hash: blake3::Hash,
    }

    /// A language model.
    #[derive(Clone)]
    pub struct LanguageModel(Arc<Loaded>);

    thread_local! {
        /// What a thread keeps between articles, and for which model.
        static WORKSPACE: RefCell<Option<(blake3::Hash, Workspace)>> = const { RefCell::new(None) };
    }

    impl LanguageModel {
        /// Reads a model file.
        ///
        /// # Errors
        /// [`ModelFault::File`] where the bytes are not a model that this version reads.
        pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelFault> {
            let model = Model::from_bytes(bytes).map_err(|e| ModelFault::File(e.to_string()))?;
            Ok(Self::new(model, blake3::hash(bytes)))
        }

        /// The model inside the program, loaded at the first call.
        pub fn built_in() -> Option<&'static Self> {
            static BUILT_IN: OnceLock<Option<LanguageModel>> = OnceLock::new();
            // The file is part of the program, and a test loads it: nothing a user does can make this fail.
            BUILT_IN.get_or_init(|| Model::embedded().ok().map(|m| Self::new(m, blake3::hash(b"built in")))).as_ref()
        }

        fn new(model: Model, hash: blake3::Hash) -> Self {
            let tags = model.tag_names().iter().map(|n| PennTag::from_name(n).unwrap_or(PennTag::Xx)).collect();
            let pos = Pos::all().map(|p| PartOfSpeech::from_name(p.name()).unwrap_or(PartOfSpeech::X)).collect();
            let relations = model.dep_names().iter().map(|n| Relation::from_name(n).unwrap_or(Relation::Dep)).collect();
            let names = model.entity_names().iter().map(|n| NameLabel::from_name(n)).collect();
            Self(Arc::new(Loaded { model, tags, pos, relations, names, hash }))
        }

        /// What tells this model from others: the BLAKE3 of its file in hexadecimal digits.
        pub fn fingerprint(&self) -> String {
            self.0.hash.to_hex().to_string()
        }

        /// Analyses spans of a text, each by itself, and adds their tokens and names.
        pub fn analyse(&self, text: &str, spans: &[Span], out: &mut Syntax) {
            let texts: Vec<&str> = spans.iter().map(|s| s.of(text)).collect();
            let loaded = &*self.0;
            // The workspace is put back only after the work: one in which something went wrong is not used again.
            let kept = WORKSPACE.take().filter(|(hash, _)| *hash == loaded.hash);
            let mut workspace = kept.map_or_else(Workspace::default, |(_, workspace)| workspace);
            let docs = loaded.model.pipe(&texts, Components::default(), &mut workspace);
            WORKSPACE.set(Some((loaded.hash, workspace)));
            for (doc, span) in docs.iter().zip(spans) {
                loaded.add(doc, span.start, out);
            }
        }
    }

    impl Loaded {
        /// Adds a document that begins at a byte of the text.
        fn add(&self, doc: &Doc, offset: u32, out: &mut Syntax) {
            let first = u32::try_from(out.len()).unwrap_or(u32::MAX);
            for token in 0..doc.len() {
                let span = doc.span(token);
                out.push(SyntaxToken {
                    span: Span::new(offset as usize + span.start, offset as usize + span.end),
                    tag: doc.tags.get(token).and_then(|t| self.tags.get(t.index())).copied().unwrap_or(PennTag::Xx),
                    pos: doc.pos.get(token).and_then(|p| self.pos.get(*p as usize)).copied().unwrap_or(PartOfSpeech::X),
                    head: first.saturating_add(doc.heads.get(token).copied().unwrap_or_default()),
                    relation: doc.deps.get(token).and_then(|d| self.relations.get(d.index())).copied().unwrap_or(Relation::Dep),
                    lemma: doc.lemma(token).unwrap_or_default(),
                    starts_sentence: token == 0 || doc.sentence_starts.get(token).copied().unwrap_or_default(),
                });
            }
            for entity in &doc.entities {
                let label = self.names.get(entity.label.index()).copied().flatten();
                let (from, to) = (first.saturating_add(entity.start), first.saturating_add(entity.end));
                if let Some(label) = label
                    && from < to
                {
                    let span = out.span(from as usize).cover(out.span(to as usize - 1));
                    out.push_name(NameCandidate { span, from, to, label });
                }
            }
        }
    }

    impl std::fmt::Debug for LanguageModel {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "{:?}", self.0.model)
        }
    }

    impl PartialEq for LanguageModel {
        fn eq(&self, other: &Self) -> bool {
            self.0.hash == other.0.hash
        }
    }

    impl Eq for LanguageModel {}
}

#[cfg(not(feature = "language"))]
mod without {
    use super::{ModelFault, Span, Syntax};

    /// A language model: there are none in this program.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum LanguageModel {}

    impl LanguageModel {
        /// Refuses.
        ///
        /// # Errors
        /// Always [`ModelFault::NotBuilt`].
        pub fn from_bytes(_bytes: &[u8]) -> Result<Self, ModelFault> {
            Err(ModelFault::NotBuilt)
        }

        /// None.
        pub fn built_in() -> Option<&'static Self> {
            None
        }

        /// Never called: there is no value of this type.
        pub fn fingerprint(&self) -> String {
            match *self {}
        }

        /// Never called: there is no value of this type.
        pub fn analyse(&self, _text: &str, _spans: &[Span], _out: &mut Syntax) {
            match *self {}
        }
    }
}
