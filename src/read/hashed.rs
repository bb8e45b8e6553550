//! A reader that keeps a hash of what passes.
//!
//! In: a stream. Out: the same bytes, and at any time what has passed so far. Never reads ahead.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

/// What has been read of a file.
#[derive(Clone, Debug, Default)]
pub struct Digest {
    hasher: blake3::Hasher,
    /// How many bytes it was.
    pub bytes: u64,
}

impl Digest {
    /// The hash of those bytes as the manifest gives it: BLAKE3, 32 hexadecimal digits.
    pub fn hash(&self) -> String {
        self.hasher.finalize().to_hex()[..32].to_owned()
    }
}

/// The digest of a stream that somebody else reads.
#[derive(Clone, Default)]
pub struct Shared(Arc<Mutex<Digest>>);

impl Shared {
    /// The digest of what was read until now.
    pub fn so_far(&self) -> Digest {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The reader.
pub struct Hashed<R> {
    inner: R,
    digest: Shared,
}

impl<R> Hashed<R> {
    /// The reader, and where its digest is to be had.
    pub fn new(inner: R) -> (Self, Shared) {
        let digest = Shared::default();
        (Self { inner, digest: digest.clone() }, digest)
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let mut digest = self.digest.0.lock().unwrap_or_else(PoisonError::into_inner);
        digest.hasher.update(&buffer[..count]);
        digest.bytes += count as u64;
        Ok(count)
    }
}
