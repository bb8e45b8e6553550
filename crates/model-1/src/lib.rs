//! The first half of the language model.
//!
//! In: a file beside this one. Out: its bytes, which `newsgrain-nlp` joins with those of `newsgrain-model-2` when it is compiled. Never
//! reads them: half of a model means nothing. There are two crates because a registry takes no crate of more than 10 MB.

#![no_std]

/// The first half of the model file.
pub const HALF: &[u8] = include_bytes!("../en_core_web_md-3.8.0.part1");
