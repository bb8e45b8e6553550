//! What can go wrong, in three sizes: [`Error`] stops the run, a [`Reject`] removes one article, a [`Flag`] is a doubt about an
//! article that stays.
//!
//! In: nothing. Out: the three types. Never prints: messages are shown at the edge, by the command line.

use std::path::PathBuf;

/// What stops the run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read, made or moved.
    #[error("{action} {}: {source}", path.display())]
    Io {
        /// What was tried, as a verb phrase: "cannot read".
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// The system's answer.
        source: std::io::Error,
    },
    /// The pipeline file, an option or an input is wrong; the message says what and where.
    #[error("{0}")]
    Configuration(String),
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
        move |source| Error::Io { action, path, source }
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
