//! The pipeline: a file that says what is to be done, checked before the first document is opened, then run.
//!
//! In: `pipelines/*.toml`. Out: published tables. Never extracts anything itself: it reads, calls the core on a pool of threads, and hands
//! rows to `write` in an order that does not depend on the threads.
//!
//! | file | what |
//! |---|---|
//! | `file.rs` | the TOML as typed |
//! | `plan.rs` | the same, validated |
//! | `run.rs` | threads, order, publishing |
//! | `duplicates.rs` | articles met twice |
//! | `manifest.rs` | `manifest.json` |
//! | `report.rs` | `run.json` |
//! | `limits.rs` | what a run must have found for its tables to be published |
//! | `observer.rs` | who is told how far a run is |
//! | `json.rs` | the JSON files of a version |
//! | `source.rs` | documents in chunks |
//! | `watched.rs` | a run as seen from another thread |

mod duplicates;
pub mod file;
mod json;
pub mod limits;
pub mod manifest;
mod observer;
pub mod plan;
pub mod report;
pub mod run;
mod source;
mod watched;

pub use observer::{Observer, Silent};
pub use plan::Plan;
pub use run::{Outcome, RunOptions, run};
pub use watched::Watched;
