//! The JSON files of a version.
//!
//! In: a value. Out: a file that is on disk. Never says what stands in it.

use std::path::Path;

use serde::Serialize;

use crate::error::{Error, Result};

/// Writes a value as indented JSON and syncs it.
///
/// # Errors
/// The file cannot be written.
pub(super) fn write_json(path: &Path, value: &impl Serialize) -> Result<()> {
    let write = || -> std::io::Result<()> {
        let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
        serde_json::to_writer_pretty(&mut file, value)?;
        std::io::Write::write_all(&mut file, b"\n")?;
        file.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()
    };
    write().map_err(Error::io("cannot write", path))
}
