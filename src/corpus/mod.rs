//! Stage `corpus`: what only all articles together tell, over the tables just written.
//!
//! In: the rows of `article_entities`, and the tables as Parquet. Out: the [`registry`] of entities, whose ids every table has, and
//! `entities`. Never reads an article again, and never holds a table whole: each batch is reduced to one row an entity before the next is
//! read, so memory grows with the entities and not with the articles.
//!
//! Tables are reduced in Polars. The files are read with the same library that wrote them and handed to Polars column by column: Polars'
//! own Parquet reader would bring its streaming engine and a cloud client into every build.

#[cfg(feature = "corpus")]
mod entities;
#[cfg(feature = "corpus")]
mod frames;
pub mod registry;

#[cfg(feature = "corpus")]
use {
    crate::error::{Error, Result},
    crate::write::TableFile,
    std::path::PathBuf,
};

/// Writes the tables of this stage; `place` gives the directory of a table, of one that is there already as of one that is made.
///
/// # Errors
/// A table cannot be read or written.
#[cfg(feature = "corpus")]
pub fn tables(place: &dyn Fn(&str) -> PathBuf) -> Result<Vec<TableFile>> {
    let path = |table: &str| place(table).join(format!("{table}.parquet"));
    Ok(vec![entities::write(&path("article_entities"), &path("mentions"), &place("entities"))?])
}

#[cfg(feature = "corpus")]
impl From<polars::error::PolarsError> for Error {
    fn from(error: polars::error::PolarsError) -> Self {
        Error::Corpus(error.to_string())
    }
}
