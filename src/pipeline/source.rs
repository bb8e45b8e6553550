//! The documents of all source files as chunks, and what the files were.
//!
//! In: source files. Out: [`Chunk`]s in reading order, then an [`InputFile`] for each file. Never stops at a bad file.

use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::manifest::InputFile;
use super::observer::Observer;
use crate::document::RawDocument;
use crate::error::{Error, Reject, Result};
use crate::read::{self, Digest, Hashed, Options, SourceFile};

/// Documents of a chunk at the most.
const CHUNK_DOCUMENTS: usize = 64;
/// Bytes of a chunk at the most, but for its last document.
const CHUNK_BYTES: u64 = 4 << 20;

/// Some documents in reading order.
#[derive(Default)]
pub(super) struct Chunk {
    /// The documents, or why there is none.
    pub documents: Vec<Result<RawDocument, Reject>>,
    /// Their bytes.
    pub bytes: u64,
}

/// All documents of the sources.
pub(super) struct DocumentStream<'a> {
    files: &'a [SourceFile],
    options: &'a Options,
    observer: &'a dyn Observer,
    interrupted: &'a AtomicBool,
    /// The number of the file being read.
    current: AtomicUsize,
}

impl<'a> DocumentStream<'a> {
    pub(super) fn new(files: &'a [SourceFile], options: &'a Options, observer: &'a dyn Observer, interrupted: &'a AtomicBool) -> Self {
        Self { files, options, observer, interrupted, current: AtomicUsize::new(0) }
    }

    /// The file being read, to name it in a message.
    pub(super) fn current(&self) -> &str {
        self.files.get(self.current.load(Ordering::Relaxed)).map_or("the sources", |f| &f.uri)
    }

    /// Hands over chunk after chunk; gives what the files were.
    pub(super) fn each_chunk(&self, mut take: impl FnMut(Chunk) -> Result<()>) -> Result<Vec<InputFile>> {
        let mut inputs = Vec::with_capacity(self.files.len());
        let mut chunk = Chunk::default();
        for (number, file) in self.files.iter().enumerate() {
            self.current.store(number, Ordering::Relaxed);
            let mut digest = Digest::default();
            match file.open() {
                Ok(inner) => {
                    let told = Told { inner, observer: self.observer, interrupted: self.interrupted };
                    let (stream, passed) = Hashed::new(told);
                    for document in read::documents(file, Box::new(stream), self.options) {
                        if self.interrupted.load(Ordering::Relaxed) {
                            return Err(Error::Interrupted);
                        }
                        chunk.bytes += document.as_ref().map_or(0, |d| d.source.byte_count);
                        chunk.documents.push(document);
                        if chunk.documents.len() >= CHUNK_DOCUMENTS || chunk.bytes >= CHUNK_BYTES {
                            take(std::mem::take(&mut chunk))?;
                        }
                    }
                    digest = passed.so_far();
                }
                Err(error) => chunk.documents.push(Err(read::unreadable(&file.uri, &error))),
            }
            inputs.push(InputFile { path: file.uri.clone(), bytes: digest.bytes, hash: digest.hash() });
        }
        take(chunk)?;
        Ok(inputs)
    }
}

/// A reader that tells how much it has read. It ends when the run is to stop.
struct Told<'a, R> {
    inner: R,
    observer: &'a dyn Observer,
    interrupted: &'a AtomicBool,
}

impl<R: Read> Read for Told<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // A reader that looks for the end of something long must not be waited for.
        if self.interrupted.load(Ordering::Relaxed) {
            return Err(io::Error::other("the run was stopped"));
        }
        let count = self.inner.read(buffer)?;
        self.observer.read(count as u64);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufRead;

    use super::super::Silent;
    use super::*;
    use crate::document::{Format, GivenMetadata, StableName};
    use crate::error::RejectReason;
    use crate::read::{Documents, FieldMap, InputFormat, Origin};

    /// A format whose reader has a defect that shows at its second record.
    static DEFECTIVE: InputFormat = InputFormat { name: "defective", extensions: &["bad"], sniff: |_| false, open: open_defective };

    fn open_defective<'a>(_: Box<dyn BufRead + 'a>, uri: &'a str, _: &'a Options) -> Documents<'a> {
        Box::new((1..4).map(move |n| {
            assert!(n != 2, "no record {n}");
            Ok(RawDocument::new(format!("{uri}#{n}"), Format::Text, b"Rain fell.".to_vec(), GivenMetadata::default()))
        }))
    }

    #[test]
    fn a_reader_with_a_defect_costs_its_file_and_the_next_file_is_read() {
        let folder = tempfile::tempdir().expect("a scratch directory");
        let file = |name: &str, format| {
            let path = folder.path().join(name);
            std::fs::write(&path, "Rain fell on the quay.").expect("it is new");
            let (origin, name_of_its_own) = (Origin::File(path), StableName::new(name));
            SourceFile { origin, uri: name.into(), name: name_of_its_own, extension: None, format, bytes: None }
        };
        let files = [file("a.bad", Some(&DEFECTIVE)), file("b.txt", read::format("text"))];
        let options = Options { max_document_bytes: 1_000, fields: FieldMap::default() };
        let (mut stream, running) = (Vec::new(), AtomicBool::new(false));
        let take = |chunk: Chunk| {
            stream.extend(chunk.documents);
            Ok(())
        };
        let inputs = DocumentStream::new(&files, &options, &Silent, &running).each_chunk(take).expect("nothing stops it");
        assert_eq!(inputs.len(), 2);
        let told: Vec<_> = stream.iter().map(|d| d.as_ref().map(|d| d.source.uri.as_str()).map_err(|r| r.reason)).collect();
        assert_eq!(told, [Ok("a.bad#1"), Err(RejectReason::Panic), Ok("b.txt")]);
        assert!(stream[1].as_ref().is_err_and(|r| r.source_uri == "a.bad" && r.message.contains("a.bad#1: no record 2")));
    }
}
