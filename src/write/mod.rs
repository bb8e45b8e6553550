//! Stage `write`: record batches to sorted Parquet files, published all at once.
//!
//! In: record batches in any order of articles. Out: a version of the output: Parquet files with `datapackage.json`, `manifest.json` and
//! `run.json`. Never touches a published file, nor anything that newsgrain did not write: a version is made out of sight and one link is
//! exchanged.
//!
//! | file | what |
//! |---|---|
//! | `spool.rs` | sorts rows by article in bounded memory: runs on disk, then a merge |
//! | `parquet.rs` | one Parquet file with the contract in its footer |
//! | `contract.rs` | the version of the table contract |
//! | `layout.rs` | what lies where in an output directory |
//! | `place.rs` | where an output may stand |
//! | `foreign.rs` | what lies in an output and is not newsgrain's |
//! | `records.rs` | what manifests and reports of earlier runs say |
//! | `lock.rs` | one run at a time |
//! | `staging.rs` | the folder that a run works in, and what killed runs left |
//! | `folder.rs` | the folders that runs work in |
//! | `links.rs` | the links that lead readers to the published version |
//! | `publish.rs` | how a version becomes the published one |
//! | `rollback.rs` | back to an earlier version |
//! | `package.rs` | `datapackage.json` |

mod contract;
mod folder;
pub mod foreign;
pub mod layout;
mod links;
mod lock;
pub mod package;
pub mod parquet;
pub mod place;
mod publish;
pub mod records;
pub mod rollback;
pub mod spool;
pub mod staging;

pub use contract::CONTRACT_VERSION;
pub use parquet::{TableFile, TableWriter};
pub use place::Place;
pub use records::PublishedTables;
pub use spool::Spool;
pub use staging::Staging;
