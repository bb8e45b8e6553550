//! What can go wrong, in three sizes: [`Error`] stops the run, a [`Reject`] removes one article, a [`Flag`] is a doubt about an
//! article that stays.
//!
//! In: nothing. Out: the three types. Never prints: messages are shown at the edge, by the command line.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What stops the run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read, made or moved.
    #[error("{action} {}: {source}{}", path.display(), need.as_ref().map_or(String::new(), |need| format!("; {need}")))]
    Io {
        /// What was tried, as a verb phrase: "cannot read".
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// The system's answer.
        source: std::io::Error,
        /// What would be needed, where the answer tells.
        need: Option<String>,
    },
    /// The pipeline file, an option or an input is wrong; the message says what and where.
    #[error("{0}")]
    Configuration(String),
    /// An output directory must not be written, or is not what it should be.
    #[error("the output {} {why}", output.display())]
    Output {
        /// The directory as it was given.
        output: PathBuf,
        /// What it is, and what to do instead.
        why: String,
    },
    /// A run found too little to be published; the tables of an earlier run, if there are any, are as they were.
    #[error("nothing was published: {why}; {standing}; {instead}")]
    NotPublished {
        /// What was found.
        why: String,
        /// Which tables stay.
        standing: String,
        /// What to do, where that is what was meant.
        instead: String,
    },
    /// Another run holds the lock of this output.
    #[error("another run is writing to {}", .0.display())]
    Locked(PathBuf),
    /// The run was told to stop; nothing was published.
    #[error("stopped by a signal; the published tables are as they were")]
    Interrupted,
    /// A table does not fit its schema: a defect in this program, never in the input.
    #[error("table {table}: {message}")]
    Table {
        /// The table.
        table: &'static str,
        /// What does not fit.
        message: String,
    },
    /// Arrow or Parquet refused.
    #[error("{0}")]
    Arrow(#[from] arrow::error::ArrowError),
    /// Parquet refused.
    #[error("{0}")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// The stage across articles failed.
    #[error("corpus stage: {0}")]
    Corpus(String),
}

impl Error {
    /// Wraps the system's answer with what was tried and where.
    pub fn io(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Error {
        let path = path.into();
        move |source| Error::Io { action, need: need(action, &path, &source), path, source }
    }

    /// What a library answers that writes or reads a file: the system's answer, where there is one behind it, with what was tried and where.
    pub fn in_file<E: std::error::Error + Into<Error> + 'static>(action: &'static str, path: &Path) -> impl FnOnce(E) -> Error {
        move |error| match system_code(&error) {
            Some(code) => Error::io(action, path)(std::io::Error::from_raw_os_error(code)),
            None => error.into(),
        }
    }
}

/// The number of the system's answer behind an error, if there is one.
fn system_code(error: &(dyn std::error::Error + 'static)) -> Option<i32> {
    let own = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::raw_os_error);
    own.or_else(|| error.source().and_then(system_code))
}

/// What would be needed for something to succeed that the system has refused.
fn need(action: &str, path: &Path, source: &std::io::Error) -> Option<String> {
    // A name without a folder lies in the working directory.
    let folders = path.ancestors().skip(1).map(|p| if p.as_os_str().is_empty() { Path::new(".") } else { p });
    let folder = folders.into_iter().find(|p| p.is_dir())?.display();
    let is_to_be_read = ["cannot read", "cannot list", "cannot open"].contains(&action);
    match source.kind() {
        ErrorKind::StorageFull => {
            let free = path.ancestors().find_map(|p| rustix::fs::statvfs(p).ok()).map(|s| s.f_bavail.saturating_mul(s.f_frsize));
            let free = free.map_or(String::new(), |free| format!(", {free} bytes are free there"));
            Some(format!("the disk of {folder} is full{free}: make room, or name a folder on another disk"))
        }
        ErrorKind::QuotaExceeded => Some(format!("the quota for {folder} is used up: make room, or name a folder on another disk")),
        ErrorKind::ReadOnlyFilesystem => Some(format!("the disk of {folder} is mounted for reading only: name a folder on another disk")),
        ErrorKind::PermissionDenied if is_to_be_read => {
            Some("permission to read it is needed, and to enter every folder above it".to_owned())
        }
        ErrorKind::PermissionDenied => Some(format!("permission to write in {folder} is needed")),
        ErrorKind::NotFound if is_to_be_read && path.is_relative() => {
            Some("the name is relative to the directory the program was started in: start it elsewhere, or give the whole path".to_owned())
        }
        ErrorKind::IsADirectory => Some("a file is needed there, not a folder".to_owned()),
        ErrorKind::NotADirectory => Some("a folder is needed there, not a file".to_owned()),
        _ => None,
    }
}

/// The result of what may stop the run.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A stage of the flow, as named in `rejects.stage` and `run.json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Bytes to raw documents.
    Read,
    /// Raw documents to blocks with roles.
    Parse,
    /// Blocks to one clean text.
    Normalise,
    /// Text to sentences, mentions, dates, quotes, figures.
    Tag,
    /// Mentions to entities, speakers and claimants to mentions.
    Link,
    /// Tagged articles to rows.
    Tables,
}

impl Stage {
    /// Every stage in the order of the flow.
    pub const ALL: [Stage; 6] = [Stage::Read, Stage::Parse, Stage::Normalise, Stage::Tag, Stage::Link, Stage::Tables];

    /// The name in tables and pipeline files.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Read => "read",
            Stage::Parse => "parse",
            Stage::Normalise => "normalise",
            Stage::Tag => "tag",
            Stage::Link => "link",
            Stage::Tables => "tables",
        }
    }
}

/// Why an article leaves. The name is `rejects.reason`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RejectReason {
    /// Nothing but white space.
    Empty,
    /// More bytes than the pipeline's limit.
    TooLarge,
    /// More time than the pipeline's limit.
    TooSlow,
    /// No text was left after furniture was taken away.
    NoText,
    /// A file or record could not be read or unpacked.
    Unreadable,
    /// A record is not what its format says.
    BadRecord,
    /// A field of a record has the wrong type.
    WrongType,
    /// The bytes are no text in any known encoding.
    NotText,
    /// Another article has the same id: an earlier one of the same path, or a newer version of the same address.
    DuplicateId,
    /// The format is known but has no reader yet.
    UnknownFormat,
    /// The program failed on this article: a defect, kept from ending the run.
    Panic,
}

impl RejectReason {
    /// Every reason, in the order of the schema's enumeration.
    pub const ALL: [RejectReason; 11] = [
        RejectReason::Empty,
        RejectReason::TooLarge,
        RejectReason::TooSlow,
        RejectReason::NoText,
        RejectReason::Unreadable,
        RejectReason::BadRecord,
        RejectReason::WrongType,
        RejectReason::NotText,
        RejectReason::DuplicateId,
        RejectReason::UnknownFormat,
        RejectReason::Panic,
    ];

    /// The name in the `rejects` table.
    pub fn name(self) -> &'static str {
        match self {
            RejectReason::Empty => "empty",
            RejectReason::TooLarge => "too_large",
            RejectReason::TooSlow => "too_slow",
            RejectReason::NoText => "no_text",
            RejectReason::Unreadable => "unreadable",
            RejectReason::BadRecord => "bad_record",
            RejectReason::WrongType => "wrong_type",
            RejectReason::NotText => "not_text",
            RejectReason::DuplicateId => "duplicate_id",
            RejectReason::UnknownFormat => "unknown_format",
            RejectReason::Panic => "panic",
        }
    }
}

/// One document that left the flow, and why: a row of `rejects`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The document, as in `articles.source_uri`.
    pub source_uri: String,
    /// Where it left.
    pub stage: Stage,
    /// Why, as a value to count.
    pub reason: RejectReason,
    /// Why, as a sentence to read.
    pub message: String,
    /// The size of the raw document in bytes, where it is known.
    pub byte_count: Option<u64>,
    /// How much went with it.
    pub lost: Lost,
}

/// How much a [`Reject`] stands for, so that a limit on rejects sees the loss and not the number of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lost {
    /// One document.
    #[default]
    One,
    /// So many documents.
    Documents(u64),
    /// A file or the rest of it, with nobody knows how many documents.
    File,
}

impl Lost {
    /// Documents that are known to be lost.
    pub fn documents(self) -> u64 {
        match self {
            Lost::One | Lost::File => 1,
            Lost::Documents(count) => count,
        }
    }
}

/// A doubt about an article that stays. The name is a value of `articles.flags`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// No headline was found.
    NoHeadline,
    /// No date of publication was found.
    NoDate,
    /// A quotation mark was opened and never closed.
    UnclosedQuote,
    /// The bytes were not UTF-8 and were decoded by a guess.
    EncodingGuessed,
    /// Double-encoded characters were repaired.
    MojibakeRepaired,
    /// Characters were lost before the article reached this program (U+FFFD).
    LostCharacters,
    /// The language is not English: the English taggers were left out.
    NotEnglish,
    /// The language could not be told.
    LanguageUnknown,
    /// The text is cut off, or only a teaser.
    Truncated,
    /// The date of publication lies in the future or before 1990.
    ImplausibleDate,
    /// A date was given with the article and cannot be read.
    UnreadableDate,
    /// An article of another id, read before, has the same text.
    DuplicateText,
}

impl Flag {
    /// Every flag, in the order of the schema's list.
    pub const ALL: [Flag; 12] = [
        Flag::NoHeadline,
        Flag::NoDate,
        Flag::UnclosedQuote,
        Flag::EncodingGuessed,
        Flag::MojibakeRepaired,
        Flag::LostCharacters,
        Flag::NotEnglish,
        Flag::LanguageUnknown,
        Flag::Truncated,
        Flag::ImplausibleDate,
        Flag::UnreadableDate,
        Flag::DuplicateText,
    ];

    /// The name in `articles.flags`.
    pub fn name(self) -> &'static str {
        match self {
            Flag::NoHeadline => "no_headline",
            Flag::NoDate => "no_date",
            Flag::UnclosedQuote => "unclosed_quote",
            Flag::EncodingGuessed => "encoding_guessed",
            Flag::MojibakeRepaired => "mojibake_repaired",
            Flag::LostCharacters => "lost_characters",
            Flag::NotEnglish => "not_english",
            Flag::LanguageUnknown => "language_unknown",
            Flag::Truncated => "truncated",
            Flag::ImplausibleDate => "implausible_date",
            Flag::UnreadableDate => "unreadable_date",
            Flag::DuplicateText => "duplicate_text",
        }
    }
}

/// What a panic said.
pub fn panic_message(cause: &(dyn std::any::Any + Send)) -> &str {
    let said = cause.downcast_ref::<&str>().copied();
    said.or_else(|| cause.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_refuses_says_what_would_be_needed() {
        for (kind, action, needed) in [
            (ErrorKind::StorageFull, "cannot write", "make room"),
            (ErrorKind::QuotaExceeded, "cannot write", "make room"),
            (ErrorKind::ReadOnlyFilesystem, "cannot create", "on another disk"),
            (ErrorKind::PermissionDenied, "cannot create", "permission to write in . is needed"),
            (ErrorKind::PermissionDenied, "cannot read", "permission to read it is needed"),
            (ErrorKind::NotFound, "cannot read", "relative to the directory the program was started in"),
            (ErrorKind::IsADirectory, "cannot read", "a file is needed"),
            (ErrorKind::NotADirectory, "cannot read", "a folder is needed"),
        ] {
            let message = Error::io(action, "news.toml")(kind.into()).to_string();
            assert!(message.starts_with(&format!("{action} news.toml: ")) && message.contains(needed), "{message}");
        }
    }
}
