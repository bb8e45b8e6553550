//! Many rejects of one kind as a few.
//!
//! In: the rejects of one file. Out: the first of each reason, and at the end one that says how many more there were. Never changes how
//! many documents were lost: the last one counts for all it stands for.

use std::collections::BTreeMap;

use super::refused::reject;
use crate::document::RawDocument;
use crate::error::{Lost, Reject, RejectReason};

/// Rejects of one reason that a file may have of its own.
const SHOWN: u64 = 1_000;

/// Counts the rejects of a file.
#[derive(Default)]
pub(super) struct Condenser {
    seen: BTreeMap<RejectReason, (u64, String)>,
}

impl Condenser {
    /// The reject, if it is one of the first.
    pub fn take(&mut self, reject: Reject) -> Option<Reject> {
        if reject.lost != Lost::One {
            return Some(reject);
        }
        let (count, last) = self.seen.entry(reject.reason).or_default();
        *count += 1;
        if *count <= SHOWN {
            return Some(reject);
        }
        if last.is_empty() {
            *last = reject.message;
        }
        None
    }

    /// What stands for the rest.
    pub fn rest(self, uri: &str) -> impl Iterator<Item = Reject> {
        let over = self.seen.into_iter().filter(|(_, (count, _))| *count > SHOWN);
        over.map(move |(reason, (count, message))| {
            let more = count - SHOWN;
            let lost = Lost::Documents(more);
            Reject { lost, ..reject(uri, reason, format!("and {more} more of this kind in the file; the first of them: {message}"), None) }
        })
    }
}

/// Documents with condensed rejects.
pub(super) struct Condensed<'a, I> {
    pub inner: I,
    pub uri: &'a str,
    pub condenser: Condenser,
    pub rest: Option<std::vec::IntoIter<Reject>>,
}

impl<I: Iterator<Item = Result<RawDocument, Reject>>> Iterator for Condensed<'_, I> {
    type Item = Result<RawDocument, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.rest.is_none() {
            match self.inner.next() {
                Some(Ok(document)) => return Some(Ok(document)),
                Some(Err(reject)) => {
                    if let Some(reject) = self.condenser.take(reject) {
                        return Some(Err(reject));
                    }
                }
                None => self.rest = Some(std::mem::take(&mut self.condenser).rest(self.uri).collect::<Vec<_>>().into_iter()),
            }
        }
        self.rest.as_mut()?.next().map(Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_rejects_are_a_thousand_and_one_that_count_for_all() {
        let many = (0..1_000_000).map(|n| Err(reject(&format!("a#{n}"), RejectReason::WrongType, "no object", None)));
        let inner = many.chain(std::iter::once(Err(reject("a#x", RejectReason::BadRecord, "other", None))));
        let condensed = Condensed { inner, uri: "a", condenser: Condenser::default(), rest: None };
        let rejects: Vec<Reject> = condensed.filter_map(Result::err).collect();
        assert_eq!(rejects.len(), 1_002);
        assert_eq!(rejects.last().map(|r| r.lost), Some(Lost::Documents(999_000)));
    }
}
