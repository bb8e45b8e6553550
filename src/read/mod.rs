//! Stage `read`: paths, globs and standard input to raw documents.
//!
//! In: what the pipeline names as sources. Out: [`RawDocument`](crate::document::RawDocument)s one after another, or the [`Reject`](crate::error::Reject) of a file or record. Never holds a
//! container in memory: records stream. Never looks at what a document says.
//!
//! | file | what |
//! |---|---|
//! | `sources.rs` | finds files, in an order that does not depend on the file system |
//! | `roots.rs`, `walk.rs` | what inputs name, what lies in a folder |
//! | `names.rs` | what files are called |
//! | `reader.rs`, `formats.rs` | what a reader is; every input format |
//! | `documents.rs` | the documents of one file, whatever its format |
//! | `record_names.rs` | what records are called |
//! | `net.rs` | keeps a defect of a reader from ending the run |
//! | `hashed.rs` | a hash of what was read of a file |
//! | `refused.rs` | the rejects of this stage |
//! | `compression.rs`, `members.rs` | gzip and zstd, by their first bytes |
//! | `encoding.rs` | byte order marks and UTF-16 |
//! | `text.rs` | one document a file |
//! | `jsonl.rs` | one document a line |
//! | `items.rs` | one document an item of a JSON value |
//! | `json.rs`, `feed.rs`, `csv.rs`, `parquet.rs` | one document an item, entry or row |
//! | `warc.rs`, `http.rs` | one document a page that a crawler stored |
//! | `record.rs`, `pruned.rs` | a record with named fields as a document; JSON without the other fields |
//! | `fields.rs` | names of fields in records |
//! | `condense.rs` | many rejects of one kind as a few |

mod compression;
mod condense;
mod csv;
mod documents;
mod encoding;
mod feed;
mod fields;
mod formats;
mod hashed;
mod http;
mod items;
mod json;
mod jsonl;
mod members;
mod names;
mod net;
mod parquet;
mod pruned;
mod reader;
mod record;
mod record_names;
mod refused;
mod roots;
mod sources;
mod text;
mod walk;
mod warc;

pub use documents::documents;
pub use fields::{FieldMap, known_fields};
pub use formats::{FORMATS, format};
pub use hashed::{Digest, Hashed};
pub use reader::{Documents, InputFormat, Options};
pub(crate) use refused::unreadable;
pub use roots::Reach;
pub use sources::{Discovery, Origin, SourceFile, Sources};
pub use walk::FollowLinks;
