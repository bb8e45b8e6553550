//! The documents of all source files as chunks, and what the files were.
//!
//! In: source files. Out: [`Chunk`]s in reading order, then an [`InputFile`] for each file. Never stops at a bad file.

use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use super::manifest::InputFile;
use super::run::Observer;
use crate::document::RawDocument;
use crate::error::{Error, Reject, Result};
use crate::read::{self, Options, SourceFile};

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
            let digest = Arc::new(Mutex::new(Digest::default()));
            match file.open() {
                Ok(inner) => {
                    let tee = Tee { inner, digest: digest.clone(), observer: self.observer, interrupted: self.interrupted };
                    for document in read::documents(file, Box::new(tee), self.options) {
                        if self.interrupted.load(Ordering::Relaxed) {
                            return Err(Error::Interrupted);
                        }
                        chunk.bytes += document.as_ref().map_or(0, |d| d.source.byte_count);
                        chunk.documents.push(document);
                        if chunk.documents.len() >= CHUNK_DOCUMENTS || chunk.bytes >= CHUNK_BYTES {
                            take(std::mem::take(&mut chunk))?;
                        }
                    }
                }
                Err(error) => chunk.documents.push(Err(read::unreadable(&file.uri, &error))),
            }
            let digest = digest.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            inputs.push(InputFile {
                path: file.uri.clone(),
                bytes: digest.bytes,
                hash: digest.hasher.finalize().to_hex()[..32].to_owned(),
            });
        }
        take(chunk)?;
        Ok(inputs)
    }
}

/// What has been read of a file.
#[derive(Default)]
struct Digest {
    hasher: blake3::Hasher,
    bytes: u64,
}

/// A reader that keeps a hash of what passes, and tells how much it was. It ends when the run is to stop.
struct Tee<'a, R> {
    inner: R,
    digest: Arc<Mutex<Digest>>,
    observer: &'a dyn Observer,
    interrupted: &'a AtomicBool,
}

impl<R: Read> Read for Tee<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // A reader that looks for the end of something long must not be waited for.
        if self.interrupted.load(Ordering::Relaxed) {
            return Err(io::Error::other("the run was stopped"));
        }
        let count = self.inner.read(buffer)?;
        let mut digest = self.digest.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        digest.hasher.update(&buffer[..count]);
        digest.bytes += count as u64;
        self.observer.read(count as u64);
        Ok(count)
    }
}
