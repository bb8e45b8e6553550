//! The version of the table contract.
//!
//! In: nothing. Out: the number that every file carries. Never the version of the program.

/// Version of the table contract, kept in every file's footer and in the manifest.
pub const CONTRACT_VERSION: &str = "1";
