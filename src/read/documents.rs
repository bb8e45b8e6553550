//! The documents of one file, whatever its format.
//!
//! In: a file and its bytes. Out: its documents, each with a name of its own, or the reject of the file. Never ends the run: what cannot
//! be opened is one reject, and so is a defect of a reader.

use std::io::{BufRead, BufReader, Read};

use super::condense::{Condensed, Condenser};
use super::refused::{reject, unreadable};
use super::{Documents, FORMATS, Options, Origin, SourceFile, compression, encoding, net, parquet, record_names};
use crate::error::RejectReason;

/// The documents of one file, each with a name of its own. What cannot be opened is one reject, and so is a defect of a reader.
pub fn documents<'a>(file: &'a SourceFile, input: Box<dyn Read + 'a>, options: &'a Options) -> Documents<'a> {
    record_names::named(&file.uri, &file.name, net::guarded(&file.uri, || unnamed(file, input, options)))
}

/// The documents as a reader gives them.
fn unnamed<'a>(file: &'a SourceFile, input: Box<dyn Read + 'a>, options: &'a Options) -> Documents<'a> {
    let mut is_packed = false;
    let opened = compression::unpack(BufReader::new(input)).map(|(mut stream, packed)| {
        is_packed = packed;
        let format = match file.format {
            Some(format) => Some(format),
            None if file.extension.is_none() => {
                FORMATS.iter().find(|f| stream.fill_buf().is_ok_and(|first| (f.sniff)(&encoding::head(first))))
            }
            None => None,
        };
        (stream, format)
    });
    match opened {
        Ok((stream, Some(format))) => {
            let inner = match &file.origin {
                // Read where it is: only a stream has to be kept first.
                Origin::File(path) if format.name == "parquet" && !is_packed => parquet::open_file(path, stream, &file.uri, options),
                _ => (format.open)(stream, &file.uri, options),
            };
            Box::new(Condensed { inner, uri: &file.uri, condenser: Condenser::default(), rest: None })
        }
        Ok((_, None)) => {
            let message = match file.extension.as_deref().unwrap_or_default() {
                "" => "the name has no ending that tells its format".to_owned(),
                ending => format!("no reader for files ending in .{ending}"),
            };
            Box::new(std::iter::once(Err(reject(&file.uri, RejectReason::UnknownFormat, message, None))))
        }
        Err(error) => Box::new(std::iter::once(Err(unreadable(&file.uri, &error)))),
    }
}
