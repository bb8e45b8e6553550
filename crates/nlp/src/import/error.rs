//! What keeps a wheel from being imported.

/// Why a wheel cannot be imported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The bytes are not a zip archive, or a damaged one.
    #[error("not a readable wheel: {0}")]
    Archive(String),
    /// The archive is not the wheel of a spaCy pipeline.
    #[error("the wheel holds no spaCy pipeline: {0} is missing")]
    Missing(String),
    /// The pipeline is of another language or version.
    #[error("the pipeline is {name} {version} ({language}); en_core_web_sm and en_core_web_md 3.7 and 3.8 can be read")]
    Unsupported {
        /// The pipeline's name.
        name: String,
        /// Its version.
        version: String,
        /// Its language.
        language: String,
    },
    /// A component's file is not laid out as expected.
    #[error("the component {component} of the wheel is not laid out as expected: {what}")]
    Layout {
        /// The component.
        component: &'static str,
        /// What was expected and not found.
        what: &'static str,
    },
    /// The model file cannot be written.
    #[error("the model cannot be written: {0}")]
    Write(String),
}
