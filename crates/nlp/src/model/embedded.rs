//! The model inside the program.
//!
//! In: the two crates that hold a half each, since a registry takes none of more than 10 MB. Out: the file, joined when this crate is
//! compiled: a run that starts copies nothing. Never read but by [`Model::embedded`](super::Model::embedded) and whoever wants the file.

use newsgrain_model_1::HALF as FIRST;
use newsgrain_model_2::HALF as SECOND;

/// The model file, byte for byte as the import wrote it.
pub static FILE: &[u8] = &JOINED;

static JOINED: [u8; FIRST.len() + SECOND.len()] = {
    let mut whole = [0; FIRST.len() + SECOND.len()];
    let (first, second) = whole.split_at_mut(FIRST.len());
    first.copy_from_slice(FIRST);
    second.copy_from_slice(SECOND);
    whole
};
