//! The label of an arc.
//!
//! In: nothing. Out: [`Label`]. Never spelt: names of labels stand in one list.

use crate::labels::DepId;

/// A label of the parser: a dependency label, and for an arc that was lifted the label of the head to return to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) dep: DepId,
    pub(super) lifted_from: Option<DepId>,
}
