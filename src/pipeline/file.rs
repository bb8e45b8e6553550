//! A pipeline file as typed: every key is known, nothing is checked against the rest of the program yet.
//!
//! In: TOML. Out: [`PipelineFile`]. Never opens a document. Unknown keys are refused with the line and the nearest known name.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::error::{Error, Result};
use crate::misspelt::{explained, line_of};

/// What a pipeline file may say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PipelineFile {
    /// Where articles come from.
    #[serde(default)]
    pub sources: SourcesSection,
    /// The stages in order; all of them where the file names none.
    #[serde(default)]
    pub stage: Vec<StageSection>,
    /// The language model.
    #[serde(default)]
    pub language: LanguageSection,
    /// Where tables go.
    #[serde(default)]
    pub output: OutputSection,
    /// What is refused.
    #[serde(default)]
    pub limits: LimitsSection,
}

/// `[sources]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourcesSection {
    /// Files, folders, globs, or `-`.
    #[serde(default)]
    pub paths: Vec<String>,
    /// Globs of what is left out, relative to the input root.
    #[serde(default)]
    pub exclude: Vec<String>,
    /// Format of every file; told by name and content where it is missing.
    pub format: Option<Spanned<String>>,
    /// Which links in folders are followed: `none`, `inside` the input, `all`.
    pub follow_links: Option<Spanned<String>>,
    /// Names of record fields: `headline = "kop"`, or paths: `text = "fields.body"`.
    #[serde(default)]
    pub fields: BTreeMap<Spanned<String>, String>,
}

/// `[[stage]]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageSection {
    /// Name of the stage.
    pub name: Spanned<String>,
    /// `tag` only: the taggers that run.
    pub taggers: Option<Vec<Spanned<String>>>,
    /// `link` only: the linkers that run.
    pub linkers: Option<Vec<Spanned<String>>>,
}

/// `[language]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageSection {
    /// A model file; the model inside the program where it is missing.
    pub model: Option<Spanned<String>>,
    /// Bytes of text that the model reads in one go.
    pub read_bytes: Option<Spanned<u64>>,
}

/// `[output]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutputSection {
    /// The directory that is published.
    pub directory: Option<String>,
    /// The tables that are written; all of them where it is missing.
    pub tables: Option<Vec<Spanned<String>>>,
    /// Versions that are kept besides the published one.
    pub keep_versions: Option<Spanned<u64>>,
}

/// `[limits]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitsSection {
    /// Bytes of one document at the most, after unpacking.
    pub max_document_bytes: Option<Spanned<u64>>,
    /// Steps of work that one document may take, from its bytes to its rows.
    pub max_document_steps: Option<Spanned<u64>>,
    /// Words and marks that the text of one document may have, about.
    pub max_document_tokens: Option<Spanned<u64>>,
    /// No longer a limit: a clock gives other tables on another machine. Known so that whoever has it is told of the new key.
    pub max_document_seconds: Option<Spanned<u64>>,
    /// Share of documents that may be rejected.
    pub max_reject_rate: Option<Spanned<f64>>,
    /// Share of the articles that may be gone since the tables before.
    pub max_shrink: Option<Spanned<f64>>,
    /// The day after which a date of publication lies in the future, as `"2026-11-30"`; that of the run where it is missing.
    pub today: Option<Spanned<String>>,
    /// Bytes of rows held in memory before they are sorted to disk.
    pub memory_budget_bytes: Option<Spanned<u64>>,
}

impl PipelineFile {
    /// Reads a pipeline file; `name` is shown in messages.
    ///
    /// # Errors
    /// [`Error::Configuration`] with the line and, for an unknown key, the nearest known one.
    pub fn parse(text: &str, name: &str) -> Result<Self> {
        toml::from_str(text).map_err(|error| {
            let place = error.span().map_or(name.to_owned(), |span| format!("{name}, line {}", line_of(text, span.start)));
            Error::Configuration(format!("{place}: {}", explained(error.message())))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        PipelineFile::parse(text, "news.toml").expect_err("the file is wrong").to_string()
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line_and_the_nearest_known_one() {
        assert_eq!(refusal("[sources]\npath = [\"a\"]\n"), "news.toml, line 2: unknown key path; did you mean paths?");
        assert_eq!(refusal("[limit]\n"), "news.toml, line 1: unknown key limit; did you mean limits?");
        assert!(refusal("[output]\nzzz = 1\n").contains("known are directory, tables, keep_versions"));
    }

    #[test]
    fn a_value_of_the_wrong_type_is_refused_with_its_line() {
        let message = refusal("\n[output]\ndirectory = 5\n");
        assert!(message.starts_with("news.toml, line 3: invalid type: integer"), "{message}");
    }
}
