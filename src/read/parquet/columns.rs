//! Values of columns as those of a record.
//!
//! In: an array of Arrow. Out: the value of a row: text, a list, or an object. Never loses the moment of a zoned time: it is written with
//! its zone, in UTC where the zone is not known.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use serde_json::{Map, Value};

/// Items of a list that are taken.
const ITEMS: usize = 10_000;

/// An array of which [`value`] can take the rows; none for types that hold nothing to read.
pub(super) fn readable(array: &ArrayRef) -> Option<ArrayRef> {
    match array.data_type() {
        DataType::Utf8 | DataType::Binary | DataType::Struct(_) | DataType::List(_) | DataType::LargeList(_) => Some(array.clone()),
        DataType::ListView(item) | DataType::FixedSizeList(item, _) => cast(array, &DataType::List(item.clone())).ok(),
        DataType::LargeListView(item) => cast(array, &DataType::LargeList(item.clone())).ok(),
        DataType::LargeBinary | DataType::BinaryView | DataType::FixedSizeBinary(_) => cast(array, &DataType::Binary).ok(),
        DataType::Dictionary(_, values) => readable(&cast(array, values).ok()?),
        DataType::RunEndEncoded(_, values) => readable(&cast(array, values.data_type()).ok()?),
        DataType::Timestamp(unit, Some(_)) => cast(array, &DataType::Utf8)
            .or_else(|_| cast(&cast(array, &DataType::Timestamp(*unit, Some(Arc::from("+00:00"))))?, &DataType::Utf8))
            .ok(),
        DataType::Map(..) | DataType::Union(..) | DataType::Null => None,
        _ => cast(array, &DataType::Utf8).ok(),
    }
}

/// The value of a row of a [`readable`] array; none where it is null.
pub(super) fn value(array: &ArrayRef, row: usize) -> Option<Value> {
    if array.is_null(row) {
        return None;
    }
    match array.data_type() {
        DataType::Utf8 => Some(Value::String(array.as_string::<i32>().value(row).to_owned())),
        DataType::Binary => text(array.as_binary::<i32>().value(row)).map(Value::String),
        DataType::List(_) => Some(list(&array.as_list::<i32>().value(row))),
        DataType::LargeList(_) => Some(list(&array.as_list::<i64>().value(row))),
        DataType::Struct(fields) => {
            let columns = fields.iter().zip(array.as_struct().columns());
            let values = columns.filter_map(|(field, column)| {
                let one = column.slice(row, 1);
                Some((field.name().clone(), value(&readable(&one)?, 0)?))
            });
            Some(Value::Object(values.collect::<Map<_, _>>()))
        }
        _ => None,
    }
}

fn list(items: &ArrayRef) -> Value {
    let Some(items) = readable(&items.slice(0, items.len().min(ITEMS))) else { return Value::Array(Vec::new()) };
    Value::Array((0..items.len()).filter_map(|row| value(&items, row)).collect())
}

/// Bytes as text; foreign bytes are read as they would be in a text file.
fn text(bytes: &[u8]) -> Option<String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => crate::text::decode(bytes, false, None).ok().map(|(decoded, _)| decoded.text),
    }
}
