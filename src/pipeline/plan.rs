//! A pipeline as validated: what [`PipelineFile`] says, checked against what this program knows.
//!
//! In: a pipeline file and the command line's own wishes. Out: [`Plan`], which can be run as it is. Never opens a document;
//! a model file is the one thing it reads.

use std::path::{Path, PathBuf};

use toml::Spanned;

use super::file::PipelineFile;
use super::limits::Limits;
use crate::error::{Error, Result};
use crate::extract::Extractor;
use crate::misspelt::{line_of, nearest};
use crate::read::{self, FieldMap, FollowLinks, Sources};
use crate::tables::{Rows, SCHEMAS, TABLES};
use crate::tag::language::LanguageModel;
use crate::write::Place;
use crate::{link, tag};

/// The pipeline that runs where no file is named.
#[cfg(feature = "language")]
pub const DEFAULT_PIPELINE: &str = include_str!("../../pipelines/default.toml");
/// The pipeline that runs where no file is named: a program without a language model has the rules alone.
#[cfg(not(feature = "language"))]
pub const DEFAULT_PIPELINE: &str = include_str!("../../pipelines/rules.toml");

/// Stages that a pipeline file may name, in the order in which they run.
pub const STAGES: &[&str] = &["parse", "normalise", "tag", "link", "corpus"];
/// Stages without which there is nothing to write.
const NEEDED: &[&str] = &["parse", "normalise"];

/// Versions that are kept besides the published one where nothing else is said.
const KEEP_VERSIONS: usize = 2;
/// More versions than this are no net for readers any more but an archive, for which there are better places.
const MOST_VERSIONS: usize = 1000;

/// A pipeline that can be run.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Which files are read.
    pub sources: Sources,
    /// How they are read.
    pub read: read::Options,
    /// The core and its options.
    pub extractor: Extractor,
    /// Whether the stage across articles runs.
    pub corpus: bool,
    /// The directory that is published.
    pub output: PathBuf,
    /// The tables that are written, in the order of [`crate::tables::TABLES`].
    pub tables: Vec<&'static str>,
    /// Versions that are kept besides the published one; at least one, for readers that are still in it.
    pub keep_versions: usize,
    /// What a run must have found for its tables to be published.
    pub limits: Limits,
    /// Bytes of rows held in memory before they are sorted to disk.
    pub memory_budget: usize,
    /// BLAKE3 of the options that decide what is extracted: 32 hexadecimal digits.
    pub fingerprint: String,
}

/// A pipeline file with its text, for messages that name a line.
struct Checked<'a> {
    text: &'a str,
    name: &'a str,
}

impl Checked<'_> {
    /// A refusal of what stands at a byte of the file.
    fn wrong<T>(&self, at: &Spanned<T>, message: String) -> Error {
        Error::Configuration(format!("{}, line {}: {message}", self.name, line_of(self.text, at.span().start)))
    }

    /// The known name that a value of the file spells.
    fn known(&self, what: &str, value: &Spanned<String>, known: &[&'static str]) -> Result<&'static str> {
        let wrong = value.get_ref();
        let found = known.iter().find(|k| *k == wrong).copied();
        found.ok_or_else(|| self.wrong(value, format!("unknown {what} {wrong}{}", nearest(wrong, known.iter().copied()))))
    }

    /// The known names that a list of the file spells, in the order of `known`.
    fn all_known(&self, what: &str, values: &[Spanned<String>], known: &[&'static str]) -> Result<Vec<&'static str>> {
        let chosen = values.iter().map(|v| self.known(what, v, known)).collect::<Result<Vec<_>>>()?;
        Ok(known.iter().copied().filter(|k| chosen.contains(k)).collect())
    }
}

impl Plan {
    /// Validates a pipeline file; `name` is shown in messages.
    ///
    /// # Errors
    /// [`Error::Configuration`] with the line of what is wrong, and the nearest known name where one is unknown.
    pub fn from_toml(text: &str, name: &str) -> Result<Self> {
        let file = PipelineFile::parse(text, name)?;
        let checked = Checked { text, name };
        let mut plan = Self::default_for(text);
        plan.sources.paths = file.sources.paths.clone();
        plan.sources.exclude = file.sources.exclude.clone();
        if let Some(format) = &file.sources.format {
            let known: Vec<_> = read::FORMATS.iter().map(|f| f.name).collect();
            plan.sources.format = Some(checked.known("format", format, &known)?);
        }
        if let Some(follow) = &file.sources.follow_links {
            let known = checked.known("value of follow_links", follow, &FollowLinks::NAMES)?;
            plan.sources.follow_links = FollowLinks::named(known).unwrap_or_default();
        }
        for (field, record_name) in &file.sources.fields {
            if !plan.read.fields.rename(field.get_ref(), record_name) {
                let known = read::known_fields();
                return Err(checked.wrong(field, format!("unknown field {}{}", field.get_ref(), nearest(field.get_ref(), known))));
            }
        }
        plan.set_stages(&file, &checked)?;
        plan.set_output(&file, &checked)?;
        plan.set_limits(&file, &checked)?;
        plan.set_language(&file, &checked)?;
        Ok(plan)
    }

    /// Everything on, nothing named: what a pipeline file without a word says.
    fn default_for(text: &str) -> Self {
        Self {
            sources: Sources::default(),
            read: read::Options { max_document_bytes: 16 << 20, fields: FieldMap::default() },
            extractor: Extractor::default(),
            corpus: true,
            output: PathBuf::from("data/tables"),
            tables: SCHEMAS.iter().map(|s| s.name.as_str()).collect(),
            keep_versions: KEEP_VERSIONS,
            limits: Limits::default(),
            memory_budget: 24 << 20,
            fingerprint: fingerprint(text),
        }
    }

    /// Judges where the output stands, before anything is read or made.
    ///
    /// # Errors
    /// [`Error::Output`] where it must not be written; as [`Place::find`].
    pub fn place(&self) -> Result<Place> {
        Place::find(&self.output, &self.sources.reaches())
    }

    fn set_stages(&mut self, file: &PipelineFile, checked: &Checked<'_>) -> Result<()> {
        if file.stage.is_empty() {
            return Ok(());
        }
        let mut last = None;
        let mut named = Vec::new();
        for stage in &file.stage {
            let name = checked.known("stage", &stage.name, STAGES)?;
            let place = STAGES.iter().position(|s| *s == name);
            if place <= last {
                let order = STAGES.join(", ");
                return Err(checked.wrong(&stage.name, format!("stage {name} stands too late; the order is {order}, each once")));
            }
            last = place;
            named.push(name);
            if let Some(taggers) = &stage.taggers {
                self.only_for("tag", name, "taggers", stage, checked)?;
                let known: Vec<_> = tag::names().collect();
                self.extractor.tag.taggers = checked.all_known("tagger", taggers, &known)?;
            }
            if let Some(linkers) = &stage.linkers {
                self.only_for("link", name, "linkers", stage, checked)?;
                let known: Vec<_> = link::LINKERS.iter().map(|l| l.name).collect();
                self.extractor.link.linkers = checked.all_known("linker", linkers, &known)?;
            }
        }
        if let Some(missing) = NEEDED.iter().find(|s| !named.contains(s)) {
            return Err(Error::Configuration(format!("{}: stage {missing} is missing", checked.name)));
        }
        if !named.contains(&"tag") {
            self.extractor.tag.taggers.clear();
        }
        if !named.contains(&"link") {
            self.extractor.link.linkers.clear();
        }
        self.corpus = named.contains(&"corpus");
        tag::missing_need(&self.extractor.tag).map_or(Ok(()), |message| Err(Error::Configuration(format!("{}: {message}", checked.name))))
    }

    fn only_for(&self, right: &str, name: &str, key: &str, stage: &super::file::StageSection, checked: &Checked<'_>) -> Result<()> {
        if name == right {
            return Ok(());
        }
        Err(checked.wrong(&stage.name, format!("{key} belongs to stage {right}, not to {name}")))
    }

    fn set_language(&mut self, file: &PipelineFile, checked: &Checked<'_>) -> Result<()> {
        if let Some(bytes) = &file.language.read_bytes {
            let range = 1024..=u64::from(u32::MAX) / 8;
            let fits = usize::try_from(*bytes.get_ref()).ok().filter(|_| range.contains(bytes.get_ref()));
            self.extractor.tag.language.read_bytes =
                fits.ok_or_else(|| checked.wrong(bytes, "read_bytes lies between 1024 and 536870911".into()))?;
        }
        match &file.language.model {
            Some(model) => self.use_model(Path::new(model.get_ref())).map_err(|e| checked.wrong(model, e.to_string())),
            None => Ok(()),
        }
    }

    /// Takes the language model of a file in the place of the one inside the program. The fingerprint tells of it.
    ///
    /// # Errors
    /// [`Error::Io`] where the file cannot be read, [`Error::Configuration`] where it is no model.
    pub fn use_model(&mut self, path: &Path) -> Result<()> {
        let bytes = std::fs::read(path).map_err(Error::io("cannot read", path))?;
        let model = LanguageModel::from_bytes(&bytes).map_err(|e| Error::Configuration(format!("{}: {e}", path.display())))?;
        self.fingerprint = fingerprint(&format!("{}\n{}", self.fingerprint, model.fingerprint()));
        self.extractor.tag.language.chosen = Some(model);
        Ok(())
    }

    fn set_output(&mut self, file: &PipelineFile, checked: &Checked<'_>) -> Result<()> {
        if let Some(directory) = &file.output.directory {
            self.output = PathBuf::from(directory);
        }
        if let Some(tables) = &file.output.tables {
            self.tables = checked.all_known("table", tables, &self.tables)?;
            let is_across = |name: &str| TABLES.iter().zip(SCHEMAS.iter()).any(|(t, s)| s.name == name && matches!(t.rows, Rows::Corpus));
            if let Some(table) = tables.iter().find(|table| !self.corpus && is_across(table.get_ref())) {
                let message = format!("table {} is made by stage corpus, which this pipeline leaves out", table.get_ref());
                return Err(checked.wrong(table, message));
            }
            if self.tables.is_empty() {
                return Err(Error::Configuration(format!("{}: tables names no table", checked.name)));
            }
        }
        if let Some(keep) = &file.output.keep_versions {
            let fits = usize::try_from(*keep.get_ref()).ok().filter(|k| (1..=MOST_VERSIONS).contains(k));
            self.keep_versions = fits.ok_or_else(|| checked.wrong(keep, format!("keep_versions lies between 1 and {MOST_VERSIONS}")))?;
        }
        Ok(())
    }

    fn set_limits(&mut self, file: &PipelineFile, checked: &Checked<'_>) -> Result<()> {
        if let Some(bytes) = &file.limits.max_document_bytes {
            if *bytes.get_ref() == 0 || *bytes.get_ref() > u64::from(u32::MAX) / 8 {
                return Err(checked.wrong(bytes, "max_document_bytes lies between 1 and 536870911".into()));
            }
            self.read.max_document_bytes = *bytes.get_ref();
            self.extractor.parse.max_bytes = *bytes.get_ref();
        }
        if let Some(seconds) = &file.limits.max_document_seconds {
            let message = "max_document_seconds is now max_document_steps, a limit of work that is the same on every machine; leave it out for \
                           the default";
            return Err(checked.wrong(seconds, message.into()));
        }
        if let Some(steps) = &file.limits.max_document_steps {
            if *steps.get_ref() == 0 {
                return Err(checked.wrong(steps, "max_document_steps is 1 or more".into()));
            }
            self.extractor.max_steps = *steps.get_ref();
        }
        if let Some(tokens) = &file.limits.max_document_tokens {
            let some = usize::try_from(*tokens.get_ref()).ok().filter(|tokens| *tokens > 0);
            self.extractor.max_tokens = some.ok_or_else(|| checked.wrong(tokens, "max_document_tokens is 1 or more".into()))?;
        }
        if let Some(rate) = &file.limits.max_reject_rate {
            if !(0.0..=1.0).contains(rate.get_ref()) {
                return Err(checked.wrong(rate, "max_reject_rate is a share between 0 and 1".into()));
            }
            self.limits.max_reject_rate = *rate.get_ref();
        }
        if let Some(shrink) = &file.limits.max_shrink {
            if !(0.0..=1.0).contains(shrink.get_ref()) {
                return Err(checked.wrong(shrink, "max_shrink is a share between 0 and 1".into()));
            }
            self.limits.max_shrink = *shrink.get_ref();
        }
        let today = match &file.limits.today {
            Some(day) => day.get_ref().parse().map_err(|_| checked.wrong(day, "today is a day such as \"2026-11-30\"".into()))?,
            None => chrono::Utc::now().date_naive(),
        };
        self.extractor.normalise.dates.today = Some(today);
        if let Some(bytes) = &file.limits.memory_budget_bytes {
            self.memory_budget = usize::try_from(*bytes.get_ref()).map_err(|_| checked.wrong(bytes, "too large".into()))?;
        }
        Ok(())
    }
}

/// What the tables depend on besides the input: this program's version and the pipeline file without comments and white space at line ends.
fn fingerprint(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    let told = format!("{}\n{}", env!("CARGO_PKG_VERSION"), lines.join("\n"));
    blake3::hash(told.as_bytes()).to_hex()[..32].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        Plan::from_toml(text, "news.toml").expect_err("the file is wrong").to_string()
    }

    #[test]
    fn the_default_pipeline_is_a_plan() {
        let plan = Plan::from_toml(DEFAULT_PIPELINE, "default.toml").expect("it is valid");
        assert_eq!(plan.tables.len(), SCHEMAS.len());
        assert_eq!(plan.extractor.tag, tag::Options::default());
    }

    #[test]
    fn the_pipeline_of_rules_asks_no_model() {
        let plan = Plan::from_toml(include_str!("../../pipelines/rules.toml"), "rules.toml").expect("it is valid");
        assert_eq!(plan.extractor.tag, tag::Options::rules());
    }

    #[test]
    fn a_model_that_is_none_is_refused_with_the_line() {
        assert!(refusal("[language]\nmodel = \"Cargo.toml\"\n").starts_with("news.toml, line 2: Cargo.toml: "));
        assert!(refusal("[language]\nread_bytes = 1\n").starts_with("news.toml, line 2: read_bytes lies between"));
    }

    #[test]
    fn unknown_names_are_refused_with_the_line_and_the_nearest_known_one() {
        assert_eq!(refusal("[[stage]]\nname = \"normalize\"\n"), "news.toml, line 2: unknown stage normalize; did you mean normalise?");
        assert_eq!(refusal("[output]\ntables = [\n  \"quote\"\n]\n"), "news.toml, line 3: unknown table quote; did you mean quotes?");
        assert_eq!(refusal("[sources]\nformat = \"jsonlines\"\n"), "news.toml, line 2: unknown format jsonlines; did you mean jsonl?");
        assert_eq!(refusal("[sources.fields]\nheadlin = \"kop\"\n"), "news.toml, line 2: unknown field headlin; did you mean headline?");
    }

    #[test]
    fn stages_keep_their_order_and_what_they_need() {
        assert!(refusal("[[stage]]\nname = \"tag\"\n[[stage]]\nname = \"parse\"\n").contains("line 4: stage parse stands too late"));
        assert!(refusal("[[stage]]\nname = \"parse\"\n").contains("stage normalise is missing"));
        let stages = "[[stage]]\nname = \"parse\"\n[[stage]]\nname = \"normalise\"\n[[stage]]\nname = \"tag\"\n";
        assert!(refusal(&format!("{stages}taggers = [\"quotes\"]\n")).contains("quotes needs sentences"));
        assert!(refusal(&format!("{stages}linkers = [\"speakers\"]\n")).contains("linkers belongs to stage link"));
    }

    #[test]
    fn tables_that_nothing_would_make_are_refused() {
        let stages = "[[stage]]\nname = \"parse\"\n[[stage]]\nname = \"normalise\"\n";
        let message = refusal(&format!("{stages}[output]\ntables = [\"articles\", \"entities\"]\n"));
        assert_eq!(message, "news.toml, line 6: table entities is made by stage corpus, which this pipeline leaves out");
        assert_eq!(refusal("[output]\ntables = []\n"), "news.toml: tables names no table");
    }

    #[test]
    fn limits_out_of_range_are_refused() {
        assert!(refusal("[limits]\nmax_reject_rate = 2.0\n").contains("line 2"));
        assert!(refusal("[limits]\nmax_shrink = -0.5\n").contains("line 2"));
        assert!(refusal("[output]\nkeep_versions = 0\n").contains("line 2: keep_versions lies between 1 and"));
        assert!(refusal("[limits]\nmax_document_bytes = 0\n").contains("line 2"));
        assert!(refusal("[limits]\nmax_document_steps = 0\n").contains("line 2"));
        assert!(refusal("[limits]\nmax_document_tokens = 0\n").contains("line 2"));
        assert!(refusal("[limits]\nmax_document_seconds = 60\n").contains("line 2: max_document_seconds is now max_document_steps"));
    }
}
