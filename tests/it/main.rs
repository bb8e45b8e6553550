//! Integration tests, one binary: the program and the library as a user meets them.
//!
//! | file | what |
//! |---|---|
//! | `cli.rs` | exit codes, options, messages, help |
//! | `damages.rs` | every column damaged in turn, and what `check` sees of it |
//! | `determinism.rs` | the same tables byte for byte |
//! | `duplicates.rs` | articles that a run meets twice |
//! | `hostile.rs` | pages that would keep a careless reader busy |
//! | `layouts.rs` | `check` over outputs of every shape: versions, some tables, other writers, other paths to the sources |
//! | `language.rs` | the language model: commands, options, a pipeline without it |
//! | `kill.rs` | a run killed at any moment leaves whole tables |
//! | `publish.rs` | signals and the lock |
//! | `invariants.rs` | what `check` asserts, over good and damaged outputs |
//! | `properties.rs` | random documents through the core |
//! | `snapshots.rs` | the articles of `tests/articles` with everything found in them |
//! | `python.rs` | the tables in DuckDB, Polars, pandas and Frictionless |
//! | `registry.rs` | one id for one person in every table |
//! | `tidy.rs` | rules of the house |
//!
//! `NEWSGRAIN_BLESS=1` rewrites what is compared with a file: snapshots, help texts, the reference in the README.

mod bless;
mod cli;
mod damages;
mod determinism;
mod duplicates;
mod fixture;
mod hostile;
mod invariants;
mod kill;
#[cfg(feature = "language")]
mod language;
mod layouts;
mod properties;
mod publish;
mod python;
mod registry;
mod snapshots;
mod specimen;
mod tidy;
