//! Stage `corpus`: tables across articles, in Polars, over the tables just written.
//!
//! In: `article_entities` and `mentions` as Parquet. Out: `entities`. Never reads an article again, and never holds a table whole: each
//! batch is reduced to one row an entity before the next is read, so memory grows with the entities and not with the articles.
//!
//! The files are read with the same library that wrote them and handed to Polars column by column: Polars' own Parquet reader would bring
//! its streaming engine and a cloud client into every build.

mod entities;
mod frames;

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::write::TableFile;

/// Writes the tables of this stage into `dir`; `path` gives the file of a table that is there already.
///
/// # Errors
/// A table cannot be read or written.
pub fn tables(path: &dyn Fn(&str) -> PathBuf, dir: &Path) -> Result<Vec<TableFile>> {
    Ok(vec![entities::write(&path("article_entities"), &path("mentions"), dir)?])
}

impl From<polars::error::PolarsError> for Error {
    fn from(error: polars::error::PolarsError) -> Self {
        Error::Corpus(error.to_string())
    }
}
