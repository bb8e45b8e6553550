//! `newsgrain explain`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::console::Results;
use super::exit::Exit;
use super::run::load_plan;
use crate::document::RawDocument;
use crate::error::{Error, Reject, Result};
use crate::explain::{self, Detail, Palette};
use crate::read;
use crate::visible::Visible;

/// Arguments of `newsgrain explain`.
#[derive(Args)]
pub(super) struct Arguments {
    /// The file, or - for standard input.
    #[arg(value_name = "FILE", value_parser = NonEmptyStringValueParser::new())]
    file: String,
    /// Only the record of this id, where the file holds several.
    #[arg(long, value_name = "ID")]
    record: Option<String>,
    /// Pipeline file whose stages and options are used.
    #[arg(long, value_name = "FILE")]
    pipeline: Option<PathBuf>,
    /// Shows the parse of every sentence behind the article.
    #[arg(long)]
    parse: bool,
}

/// Prints the articles of a file with what was found in them.
pub(super) fn run(arguments: &Arguments, results: &mut Results) -> Result<Exit> {
    let mut plan = load_plan(arguments.pipeline.as_deref())?;
    plan.sources.paths = vec![arguments.file.clone()];
    plan.sources.exclude.clear();
    let palette = if results.has_colours() { Palette::coloured() } else { Palette::plain() };
    let (mut shown, mut rejected) = (0, false);
    for file in plan.sources.find()? {
        let stream = file.open().map_err(Error::io("cannot read", &arguments.file))?;
        for document in read::documents(&file, stream, &plan.read) {
            if !is_wanted(&document, arguments.record.as_deref()) {
                continue;
            }
            shown += 1;
            let text = match document.and_then(|raw| plan.extractor.extract_guarded(raw)) {
                Ok(article) if arguments.parse => explain::render(&article, palette, Detail::Full) + &explain::render_parse(&article),
                Ok(article) => explain::render(&article, palette, Detail::Full),
                Err(reject) => {
                    rejected = true;
                    told(&reject)
                }
            };
            let separator = if shown > 1 { "\n" } else { "" };
            results.show_styled(&format!("{separator}{text}"));
            if !results.is_heard() {
                return Ok(Exit::Clean);
            }
        }
    }
    match (shown, &arguments.record) {
        (0, Some(id)) => Err(Error::Configuration(format!("{} has no record {id}", arguments.file))),
        (0, None) => Err(Error::Configuration(format!("{} holds no document", arguments.file))),
        _ if rejected => Ok(Exit::Findings),
        _ => Ok(Exit::Clean),
    }
}

/// Whether a document, or what became of it, is the record that was asked for.
fn is_wanted(document: &std::result::Result<RawDocument, Reject>, record: Option<&str>) -> bool {
    let uri = document.as_ref().map_or_else(|reject| &reject.source_uri, |raw| &raw.source.uri);
    record.is_none_or(|id| uri.rsplit_once('#').is_some_and(|(_, own)| own == id))
}

/// A document that left the flow.
fn told(reject: &Reject) -> String {
    let (stage, reason) = (reject.stage.name(), reject.reason.name());
    format!("{}: rejected in {stage} ({reason}): {}\n", Visible(&reject.source_uri), Visible(&reject.message))
}
