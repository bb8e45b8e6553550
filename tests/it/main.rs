//! Integration tests, one binary: the program and the library as a user meets them.
//!
//! | file | what |
//! |---|---|
//! | `cli.rs` | exit codes, options, messages, help |
//! | `contract.rs` | when the version of the tables must rise |
//! | `damage/` | damaged files through readers, core, program and check |
//! | `damages.rs` | every column damaged in turn, and what `check` sees of it |
//! | `determinism.rs` | the same tables byte for byte |
//! | `disks.rs` | disks that are full or not to be written |
//! | `duplicates.rs` | articles that a run meets twice |
//! | `examples.rs` | the examples of `examples/`, run |
//! | `floors.rs` | which room of the source may name which |
//! | `harm.rs` | what a run never does to the files of others |
//! | `hostile.rs` | pages that would keep a careless reader busy |
//! | `layouts.rs` | `check` over outputs of every shape: versions, some tables, other writers, other paths to the sources |
//! | `language.rs` | the language model: commands, options, a pipeline without it |
//! | `kill.rs` | a run killed at any moment leaves whole tables |
//! | `lists.rs` | what is registered is shown in samples and pipelines |
//! | `limits.rs` | what a run must have found to replace tables |
//! | `memory.rs` | what a document may take of memory |
//! | `pages.rs` | the pages for developers name only what there is |
//! | `publish.rs` | signals and the lock |
//! | `invariants.rs` | what `check` asserts, over good and damaged outputs |
//! | `properties.rs` | random documents through the core |
//! | `sources.rs` | what is read of an input, and what it is called |
//! | `signals.rs` | a signal ends a run soon |
//! | `snapshots.rs` | the articles of `tests/articles` with everything found in them |
//! | `python.rs` | the tables in DuckDB, Polars, pandas and Frictionless |
//! | `registry.rs` | one id for one person in every table |
//! | `subsets.rs` | outputs of some of the tables |
//! | `versions.rs` | what readers rely on while tables are published, and going back |
//! | `streams.rs` | standard streams that are full or closed, and text of others in them |
//! | `promises.rs` | the table of promises in the README, and the tests that keep them |
//! | `tidy.rs` | rules of the house |
//!
//! `NEWSGRAIN_BLESS=1` rewrites what is compared with a file: snapshots, help texts, the reference in the README.

mod bless;
mod cli;
mod columns;
mod contract;
mod damage;
mod damages;
mod determinism;
mod disks;
mod duplicates;
mod examples;
mod fixture;
mod floors;
mod harm;
mod hostile;
mod invariants;
mod kill;
#[cfg(feature = "language")]
mod language;
mod layouts;
mod limits;
mod lists;
mod memory;
mod pages;
mod promises;
mod properties;
mod publish;
mod python;
mod registry;
mod signals;
mod snapshots;
mod sources;
mod specimen;
mod streams;
mod subsets;
mod tidy;
mod versions;
