//! The rejects of this stage.
//!
//! In: where and why. Out: the [`Reject`]. Never decides what is refused: the readers do.

use crate::error::{Lost, Reject, RejectReason, Stage};

/// A reject of this stage.
pub(super) fn reject(uri: &str, reason: RejectReason, message: impl Into<String>, byte_count: Option<u64>) -> Reject {
    Reject { source_uri: uri.to_owned(), stage: Stage::Read, reason, message: message.into(), byte_count, lost: Lost::One }
}

/// The reject of what the system or a decompressor refused.
pub(crate) fn unreadable(uri: &str, error: &std::io::Error) -> Reject {
    reject(uri, RejectReason::Unreadable, format!("cannot be read: {error}"), None)
}
