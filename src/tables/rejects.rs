//! Table `rejects`.

use super::builder::TableBuilder;
use crate::error::Reject;

/// One row.
pub fn push(reject: &Reject, table: &mut TableBuilder) {
    table
        .row()
        .text("source_uri", &reject.source_uri)
        .text("stage", reject.stage.name())
        .text("reason", reject.reason.name())
        .text("message", &reject.message)
        .maybe_int("byte_count", reject.byte_count.map(|b| b as i64));
}
