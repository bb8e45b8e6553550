//! The wheel as an archive: finding the pipeline's folder and reading its files.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::error::ImportError;

/// No file of a pipeline is larger than this once unpacked; a larger one is a damaged or hostile archive.
const LARGEST_FILE: u64 = 1 << 30;

/// An open wheel.
pub(super) struct Wheel<'a> {
    bytes: &'a [u8],
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The folder of the pipeline inside the archive, with a slash at its end.
    folder: String,
}

impl<'a> Wheel<'a> {
    /// Opens the archive and finds the pipeline's folder: the one with a `config.cfg`.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ImportError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| ImportError::Archive(error.to_string()))?;
        let folder = archive
            .file_names()
            .filter_map(|name| Some(name.ok()?.strip_suffix("config.cfg")?.to_owned()))
            .find(|folder| folder.ends_with('/'))
            .ok_or_else(|| ImportError::Missing("config.cfg".to_owned()))?;
        Ok(Self { bytes, archive, folder })
    }

    /// A file of the pipeline.
    pub(super) fn file(&mut self, name: &str) -> Result<Vec<u8>, ImportError> {
        let path = format!("{}{name}", self.folder);
        self.read(&path)
    }

    /// A JSON file of the pipeline, which some packagings keep one folder further up.
    pub(super) fn json(&mut self, name: &str) -> Result<serde_json::Value, ImportError> {
        let bytes = match self.file(name) {
            Err(ImportError::Missing(_)) => {
                let above = self.folder.trim_end_matches('/').rsplit_once('/').map_or("", |(above, _)| above);
                let path = format!("{above}/{name}");
                self.read(&path)?
            }
            other => other?,
        };
        serde_json::from_slice(&bytes).map_err(|error| ImportError::Archive(format!("{name}: {error}")))
    }

    /// The texts of licences and notices, by file name.
    pub(super) fn notices(&mut self) -> Result<BTreeMap<String, String>, ImportError> {
        let mut paths: Vec<String> = self.archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
        paths.sort_unstable();
        let mut notices = BTreeMap::new();
        for path in paths {
            let name = path.rsplit('/').next().unwrap_or(&path);
            if ["LICENSE", "LICENCE", "NOTICE"].iter().any(|start| name.starts_with(start)) {
                let bytes = self.read(&path)?;
                notices.insert(name.to_owned(), String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        Ok(notices)
    }

    /// SHA-256 of the whole wheel in hexadecimal digits.
    pub(super) fn sha256(&self) -> String {
        Sha256::digest(self.bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn read(&mut self, path: &str) -> Result<Vec<u8>, ImportError> {
        let file = self.archive.by_name(path).map_err(|_| ImportError::Missing(path.to_owned()))?;
        let mut bytes = Vec::new();
        file.take(LARGEST_FILE).read_to_end(&mut bytes).map_err(|error| ImportError::Archive(format!("{path}: {error}")))?;
        Ok(bytes)
    }
}
