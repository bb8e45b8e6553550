//! The arithmetic of the networks.

pub(crate) mod aligned;
pub(crate) mod dense;
