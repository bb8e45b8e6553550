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
        // A header may claim more bytes than there are; a number that has no place is none.
        .maybe_int("byte_count", reject.byte_count.and_then(|b| i64::try_from(b).ok()));
}

#[cfg(test)]
mod tests {
    use arrow::array::Array;

    use crate::error::{Reject, RejectReason, Stage};
    use crate::tables::RowSet;

    #[test]
    fn a_length_that_nothing_has_is_null() {
        let mut rows = RowSet::default();
        for byte_count in [Some(7), Some(u64::MAX)] {
            let message = "more than the limit".to_owned();
            rows.reject(&Reject { source_uri: "a.warc#1".into(), stage: Stage::Read, reason: RejectReason::TooLarge, message, byte_count });
        }
        let batches = rows.finish().expect("every row fits");
        let counts = batches.last().and_then(|rejects| rejects.column_by_name("byte_count")).expect("it is a column of the last table");
        assert_eq!((counts.is_null(0), counts.is_null(1)), (false, true));
    }
}
