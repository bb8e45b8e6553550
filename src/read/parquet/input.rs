//! The bytes of a Parquet file, wherever they are.
//!
//! In: a path, or a stream. Out: [`Input`], which can be read at any place. Never trusts a length that the file names: what does not lie
//! inside the file is refused before memory is taken for it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};

/// Bytes of a stream that are kept in memory; longer ones go to a scratch file.
const IN_MEMORY: u64 = 32 << 20;
/// Bytes of a stream at the most. Parquet is packed inside, so that a packed file hardly shrinks: what grows past this is a trap.
const LONGEST: u64 = 1 << 30;

/// A file in place, or what a stream gave.
#[derive(Clone)]
pub(super) enum Input {
    Memory(Bytes),
    File(Arc<File>, u64),
}

impl Input {
    /// A file, read where it is.
    pub fn of_file(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        Ok(Self::File(Arc::new(file), length))
    }

    /// The whole of a stream.
    pub fn of_stream(mut stream: Box<dyn BufRead + '_>) -> io::Result<Self> {
        let mut begin = Vec::new();
        (&mut stream).take(IN_MEMORY).read_to_end(&mut begin)?;
        if (begin.len() as u64) < IN_MEMORY {
            return Ok(Self::Memory(begin.into()));
        }
        let scratch = |e: io::Error| io::Error::new(e.kind(), format!("no scratch file in {}: {e}", std::env::temp_dir().display()));
        let mut file = tempfile::tempfile().map_err(scratch)?;
        file.write_all(&begin).map_err(scratch)?;
        let rest = io::copy(&mut (&mut stream).take(LONGEST - IN_MEMORY), &mut file)?;
        if !stream.fill_buf()?.is_empty() {
            let message = format!("it unpacks to more than the limit of {LONGEST} bytes for a packed Parquet file; unpack it first");
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
        }
        Ok(Self::File(Arc::new(file), IN_MEMORY + rest))
    }

    /// Some bytes from a place on; none past the end.
    pub fn read_at(&self, at: u64, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Memory(bytes) => {
                let rest = usize::try_from(at).ok().and_then(|at| bytes.get(at..)).unwrap_or_default();
                let count = rest.len().min(buffer.len());
                buffer[..count].copy_from_slice(&rest[..count]);
                Ok(count)
            }
            Self::File(file, _) => file.read_at(buffer, at),
        }
    }
}

impl Length for Input {
    fn len(&self) -> u64 {
        match self {
            Self::Memory(bytes) => bytes.len() as u64,
            Self::File(_, length) => *length,
        }
    }
}

/// A stream from a place on.
pub(super) struct From {
    input: Input,
    at: u64,
}

impl Read for From {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read_at(self.at, buffer)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl ChunkReader for Input {
    type T = BufReader<From>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        Ok(BufReader::new(From { input: self.clone(), at: start }))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let end = start.checked_add(length as u64).filter(|end| *end <= self.len());
        if end.is_none() {
            return Err(ParquetError::EOF(format!("{length} bytes from {start} on lie outside the file of {}", self.len())));
        }
        if let Self::Memory(bytes) = self {
            let start = start as usize;
            return Ok(bytes.slice(start..start + length));
        }
        let mut buffer = vec![0; length];
        let mut done = 0;
        while done < length {
            match self.read_at(start + done as u64, &mut buffer[done..])? {
                0 => return Err(ParquetError::EOF("the file became shorter while it was read".into())),
                count => done += count,
            }
        }
        Ok(buffer.into())
    }
}
