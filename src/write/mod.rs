//! Stage `write`: record batches to sorted Parquet files, published all at once.
//!
//! In: record batches in any order of articles. Out: a directory of Parquet files with `datapackage.json`, `manifest.json` and
//! `run.json`. Never touches a published file: everything is made beside the output and exchanged in one step.
//!
//! | file | what |
//! |---|---|
//! | `spool.rs` | sorts rows by article in bounded memory: runs on disk, then a merge |
//! | `parquet.rs` | one Parquet file with the contract in its footer |
//! | `layout.rs` | what lies where in an output directory |
//! | `staging.rs` | lock, staging directory, exchange |
//! | `package.rs` | `datapackage.json` |

pub mod layout;
pub mod package;
pub mod parquet;
pub mod spool;
pub mod staging;

pub use parquet::{TableFile, TableWriter};
pub use spool::Spool;
pub use staging::Staging;

/// Version of the table contract, kept in every file's footer and in the manifest.
pub const CONTRACT_VERSION: &str = "1";
