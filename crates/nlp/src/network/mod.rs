//! The arithmetic of the networks.

pub(crate) mod aligned;
pub(crate) mod dense;
pub(crate) mod embedding;
pub(crate) mod form_window;
pub(crate) mod norm;
pub(crate) mod table;
pub(crate) mod tok2vec;
pub(crate) mod transitions;
