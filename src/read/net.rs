//! A net below the readers.
//!
//! In: a reader. Out: the same documents. A defect of a reader costs one reject and the rest of its file, never the run.

use super::Documents;
use super::refused::reject;
use crate::document::RawDocument;
use crate::error::{Reject, RejectReason};
use crate::guard::caught;

/// The documents that a reader gives; `open` makes it.
pub(super) fn guarded<'a>(uri: &'a str, open: impl FnOnce() -> Documents<'a>) -> Documents<'a> {
    match caught(open) {
        Ok(inner) => Box::new(Guarded { uri, inner: Some(inner), last: None }),
        Err(said) => Box::new(std::iter::once(Err(fallen(uri, None, &said)))),
    }
}

struct Guarded<'a> {
    uri: &'a str,
    /// None once it ended or fell.
    inner: Option<Documents<'a>>,
    /// What it gave last, to say where it fell.
    last: Option<String>,
}

impl Iterator for Guarded<'_> {
    type Item = Result<RawDocument, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        let inner = self.inner.as_mut()?;
        match caught(|| inner.next()) {
            Ok(None) => {
                self.end();
                None
            }
            Ok(Some(document)) => {
                self.last = Some(document.as_ref().map_or_else(|r| r.source_uri.clone(), |d| d.source.uri.clone()));
                Some(document)
            }
            Err(said) => {
                self.end();
                Some(Err(fallen(self.uri, self.last.as_deref(), &said)))
            }
        }
    }
}

impl Guarded<'_> {
    /// Lets the reader go: one that fell may fall again while it is taken apart.
    fn end(&mut self) {
        let inner = self.inner.take();
        let _ = caught(|| drop(inner));
    }
}

/// The reject of the rest of a file.
fn fallen(uri: &str, last: Option<&str>, said: &str) -> Reject {
    let place = last.map_or_else(|| "its beginning".to_owned(), |last| format!("behind {last}"));
    let message = format!("a defect of this program: the rest of {uri} is lost, from {place}: {said}");
    reject(uri, RejectReason::Panic, message, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, GivenMetadata};

    fn text(uri: &str) -> Result<RawDocument, Reject> {
        Ok(RawDocument::new(uri, Format::Text, b"Rain fell.".to_vec(), GivenMetadata::default()))
    }

    #[test]
    fn a_reader_that_falls_costs_the_rest_of_its_file() {
        let reader = || -> Documents<'static> {
            Box::new((1..5).map(|n| if n < 3 { text(&format!("a.jsonl#{n}")) } else { panic!("index {n} out of bounds") }))
        };
        let read: Vec<_> = guarded("a.jsonl", reader).collect();
        assert_eq!(read.len(), 3);
        assert!(read[1].is_ok());
        let reject = read[2].as_ref().expect_err("it fell");
        assert_eq!((reject.reason, reject.source_uri.as_str()), (RejectReason::Panic, "a.jsonl"));
        assert!(reject.message.contains("from behind a.jsonl#2: index 3 out of bounds"), "{}", reject.message);
    }

    #[test]
    fn a_reader_that_cannot_even_be_opened_costs_its_file() {
        let read: Vec<_> = guarded("a.parquet", || -> Documents<'static> { panic!("no footer") }).collect();
        assert!(matches!(read.as_slice(), [Err(r)] if r.reason == RejectReason::Panic && r.message.contains("no footer")));
    }
}
