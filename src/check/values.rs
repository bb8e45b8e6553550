//! Checks of single values against the constraints of their column.
//!
//! In: any rows of a table. Out: violations of rows. Never looks at two columns at once.

use arrow::array::{Array, AsArray, ListArray, StringArray};

use super::findings::{Finder, excerpt};
use super::rows::{Rows, text_at};
use crate::tables::schema::{ArrowType, Field};

/// No null in a required column, nor in a list.
pub(super) fn required(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    for field in &rows.schema.fields {
        if field.constraints.required {
            for n in (0..rows.len()).filter(|n| rows.is_set(&field.name, *n) == Some(false)) {
                finder.row(rows.table(), rows.number(n), || format!("{} is null", field.name));
            }
        }
        if field.arrow_type == ArrowType::ListUtf8 {
            for_items(rows, &field.name, |n, item| {
                if item.is_none() {
                    finder.row(rows.table(), rows.number(n), || format!("{} holds a null", field.name));
                }
            });
        }
    }
}

/// Missing is null: no text and no item of a list is empty or blank.
pub(super) fn blank(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    let is_blank = |text: &str| text.chars().all(char::is_whitespace);
    for_texts(rows, |field, n, text| {
        if is_blank(text) {
            finder.row(rows.table(), rows.number(n), || format!("{} is {} where null is meant", field.name, excerpt(text)));
        }
    });
}

/// Text and items of lists are among the values that the schema lists.
pub(super) fn enumeration(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    for_texts(rows, |field, n, text| {
        let known = if field.arrow_type == ArrowType::ListUtf8 { &field.item_enum } else { &field.constraints.values };
        if known.as_ref().is_some_and(|known| !known.iter().any(|k| k == text)) {
            finder.row(rows.table(), rows.number(n), || format!("{} is {}, which the schema does not list", field.name, excerpt(text)));
        }
    });
}

/// Numbers lie between the minimum and the maximum of their column, and are finite.
pub(super) fn range(rows: &Rows<'_>, finder: &mut Finder<'_>) {
    for field in &rows.schema.fields {
        let (low, high) = (field.constraints.minimum, field.constraints.maximum);
        let mut test = |n: usize, value: f64| {
            if !value.is_finite() || low.is_some_and(|l| value < l) || high.is_some_and(|h| value > h) {
                finder.row(rows.table(), rows.number(n), || format!("{} is {value}, out of range", field.name));
            }
        };
        if let Some(column) = rows.float(&field.name) {
            column.iter().enumerate().filter_map(|(n, v)| Some((n, v?))).for_each(|(n, v)| test(n, v));
        } else if let (true, Some(column)) = (low.is_some() || high.is_some(), rows.int(&field.name)) {
            (0..rows.len()).filter_map(|n| Some((n, column.get(n)?))).for_each(|(n, v)| test(n, v as f64));
        }
    }
}

/// Every text of every column, items of lists included.
fn for_texts(rows: &Rows<'_>, mut test: impl FnMut(&'static Field, usize, &str)) {
    for field in &rows.schema.fields {
        match field.arrow_type {
            ArrowType::Utf8 => {
                let Some(column) = rows.text(&field.name) else { continue };
                (0..rows.len()).filter_map(|n| Some((n, text_at(column, n)?))).for_each(|(n, text)| test(field, n, text));
            }
            ArrowType::ListUtf8 => for_items(rows, &field.name, |n, item| item.into_iter().for_each(|text| test(field, n, text))),
            _ => {}
        }
    }
}

/// Every item of a list column.
fn for_items(rows: &Rows<'_>, name: &str, mut test: impl FnMut(usize, Option<&str>)) {
    let Some(lists) = rows.list(name) else { return };
    for n in 0..rows.len() {
        let Some(items) = items_at(lists, n) else { continue };
        let Some(items): Option<&StringArray> = items.as_string_opt() else { continue };
        (0..items.len()).for_each(|item| test(n, text_at(items, item)));
    }
}

/// The list of a row, if it has one.
fn items_at(lists: &ListArray, n: usize) -> Option<arrow::array::ArrayRef> {
    (n < lists.len() && lists.is_valid(n)).then(|| lists.value(n))
}
