//! What records are called.
//!
//! In: the documents of a file. Out: the same with names that no other record of the file has. Never looks into a document.

use std::collections::hash_map::Entry;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Documents;
use crate::document::{RawDocument, StableName, short_hash};
use crate::error::Reject;

/// The documents of a file with their stable names, and with a `source_uri` that no other record of the file has: that of a second record
/// `#7` is `#7~2`.
pub(super) fn named<'a>(file: &'a str, file_name: &'a StableName, documents: Documents<'a>) -> Documents<'a> {
    let mut met = Met::default();
    Box::new(documents.map(move |document| match document {
        Ok(mut document) => {
            name(&mut document, file, file_name, &mut met);
            Ok(document)
        }
        Err(reject) => {
            let source_uri = met.own(file, reject.source_uri);
            Err(Reject { source_uri, ..reject })
        }
    }))
}

fn name(document: &mut RawDocument, file: &str, file_name: &StableName, met: &mut Met) {
    let source = Arc::make_mut(&mut document.source);
    let record = source.uri.strip_prefix(file).unwrap_or_default();
    source.name = file_name.record(record);
    source.uri = met.own(file, std::mem::take(&mut source.uri));
}

/// How often each record of a file was met, by the hash of its `source_uri`.
#[derive(Default)]
struct Met(FxHashMap<u64, u32>);

impl Met {
    /// The `source_uri` of one more record.
    fn own(&mut self, file: &str, uri: String) -> String {
        if uri == file {
            return uri;
        }
        let key = short_hash(&uri);
        let Some(before) = self.0.get(&key).copied() else {
            self.0.insert(key, 1);
            return uri;
        };
        let mut number = before;
        loop {
            number += 1;
            let fresh = format!("{uri}~{number}");
            if let Entry::Vacant(free) = self.0.entry(short_hash(&fresh)) {
                free.insert(1);
                self.0.insert(key, number);
                return fresh;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_one_id_have_a_uri_each() {
        let mut met = Met::default();
        let uris = ["a#7", "a#7~2", "a#7", "a#8", "a#7", "a", "a"].map(|uri| met.own("a", uri.to_owned()));
        assert_eq!(uris, ["a#7", "a#7~2", "a#7~3", "a#8", "a#7~4", "a", "a"]);
    }
}
