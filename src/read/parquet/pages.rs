//! The sizes that the pages of a column claim, looked at before memory is taken for them.
//!
//! In: the columns of a row group. Out: that each page says what it holds, and none claims a size beyond any sense. Never looks into a
//! page: the library says what is damaged there, but takes up to two gigabytes for a page that only claims to unpack to them.

use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::Length;
use thrift::TConfiguration;
use thrift::protocol::{TCompactInputProtocol, TInputProtocol, TType};

use super::input::Input;

/// Bytes of a page at the most, unpacked. Writers make pages of about a megabyte; some put a whole row group into one.
const LARGEST_PAGE: i32 = 256 << 20;
/// Bytes that are read to find the end of a page's header; few headers, those with long statistics, need the second.
const HEADERS: [usize; 2] = [4 << 10, 1 << 20];

/// What the header of a page says of it (PageHeader of the format's definition, fields 2, 3 and 7).
#[derive(Debug, Default, PartialEq)]
struct PageSizes {
    unpacked: i32,
    packed: i32,
    /// The values of a dictionary; none for any other page.
    dictionary: Option<i32>,
    /// Bytes of the header itself.
    header: usize,
}

/// Looks at every page of some columns.
///
/// # Errors
/// A page claims to be larger than any page is, or has no header, as a message.
pub(super) fn check(input: &Input, group: &RowGroupMetaData, is_read: impl Fn(usize) -> bool) -> Result<(), String> {
    for column in group.columns().iter().enumerate().filter(|(n, _)| is_read(*n)).map(|(_, column)| column) {
        let (start, length) = column.byte_range();
        let end = start.saturating_add(length).min(input.len());
        let mut at = start;
        while at < end {
            let name = column.column_path().string();
            // The library reads some headers that are none, and believes them.
            let Some(page) = sizes_at(input, at) else { return Err(format!("a page of {name} has no header that can be read")) };
            if page.unpacked > LARGEST_PAGE {
                return Err(format!("a page of {name} claims to hold {} bytes, more than the limit of {LARGEST_PAGE}", page.unpacked));
            }
            // Each takes a byte at the least; the library makes room for as many as are claimed.
            if let Some(values) = page.dictionary.filter(|values| *values > page.unpacked) {
                return Err(format!("a dictionary of {name} claims to hold {values} values in {} bytes", page.unpacked));
            }
            at = at.saturating_add(page.header as u64).saturating_add(u64::try_from(page.packed).unwrap_or(0));
        }
    }
    Ok(())
}

/// The sizes of the page whose header begins at `at`; none where there is no header.
fn sizes_at(input: &Input, at: u64) -> Option<PageSizes> {
    HEADERS.iter().find_map(|most| {
        let mut bytes = vec![0; usize::try_from(input.len().saturating_sub(at)).unwrap_or(usize::MAX).min(*most)];
        let count = input.read_at(at, &mut bytes).ok()?;
        sizes(bytes.get(..count)?)
    })
}

/// Reads a header from its first byte on.
fn sizes(bytes: &[u8]) -> Option<PageSizes> {
    let limit = Some(bytes.len());
    let limits = TConfiguration::builder().max_string_size(limit).max_container_size(limit).build().ok()?;
    let mut rest = bytes;
    let mut sizes = PageSizes::default();
    let mut header = TCompactInputProtocol::with_config(&mut rest, limits);
    header.read_struct_begin().ok()?;
    loop {
        let field = header.read_field_begin().ok()?;
        match (field.field_type, field.id) {
            (TType::Stop, _) => break,
            (TType::I32, Some(2)) => sizes.unpacked = header.read_i32().ok()?,
            (TType::I32, Some(3)) => sizes.packed = header.read_i32().ok()?,
            (TType::Struct, Some(7)) => sizes.dictionary = Some(values(&mut header)?),
            (other, _) => header.skip(other).ok()?,
        }
        header.read_field_end().ok()?;
    }
    drop(header);
    sizes.header = bytes.len() - rest.len();
    Some(sizes)
}

/// The number of values in the header of a dictionary (DictionaryPageHeader, field 1, which none may lack). The library takes a number of
/// any length and drops what is too much of it; here it is no number.
fn values(header: &mut impl TInputProtocol) -> Option<i32> {
    let mut values = None;
    header.read_struct_begin().ok()?;
    loop {
        let field = header.read_field_begin().ok()?;
        match (field.field_type, field.id) {
            (TType::Stop, _) => break,
            (TType::I32, Some(1)) => values = Some(header.read_i32().ok()?),
            (other, _) => header.skip(other).ok()?,
        }
        header.read_field_end().ok()?;
    }
    header.read_struct_end().ok()?;
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Type, unpacked and packed size as zigzag numbers of one field after the other, then the end.
    const HEADER: &[u8] = &[0x15, 0x04, 0x15, 0xA0, 0x06, 0x15, 0x50, 0x00, b'P'];

    #[test]
    fn sizes_are_read_from_a_header_and_from_nothing_else() {
        assert_eq!(sizes(HEADER), Some(PageSizes { unpacked: 400, packed: 40, dictionary: None, header: 8 }));
        let dictionary = &[0x15, 0x04, 0x15, 0xA0, 0x06, 0x15, 0x50, 0x4C, 0x15, 0x06, 0x15, 0x00, 0x00, 0x00];
        assert_eq!(sizes(dictionary), Some(PageSizes { unpacked: 400, packed: 40, dictionary: Some(3), header: 14 }));
        let too_long = [&dictionary[..9], &[0xD3; 16], &dictionary[9..]].concat();
        assert_eq!(sizes(&too_long), None);
        assert_eq!(sizes(&HEADER[..5]), None);
        assert_eq!(sizes(&[]), None);
    }
}
