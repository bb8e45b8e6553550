//! Why a page is not taken apart.
//!
//! In: what went beyond a limit. Out: [`PageRefusal`], with its reason and its sentence. Never a fault of this program.

use crate::error::RejectReason;

/// Elements and stretches of text at the most; more is a reject.
pub const MOST_NODES: usize = 1_000_000;

/// Why a page is not taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageRefusal {
    /// More elements than any article has.
    TooManyNodes,
    /// More work than the limit.
    TooSlow,
}

impl PageRefusal {
    /// The reason under which the document is put among the rejects.
    pub fn reason(self) -> RejectReason {
        match self {
            PageRefusal::TooManyNodes => RejectReason::TooLarge,
            PageRefusal::TooSlow => RejectReason::TooSlow,
        }
    }
}

impl std::fmt::Display for PageRefusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PageRefusal::TooManyNodes => write!(f, "the page has more than {} elements", MOST_NODES),
            PageRefusal::TooSlow => write!(f, "the page takes more work than the limit"),
        }
    }
}
