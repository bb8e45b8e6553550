//! Rows of a table as the checks see them.
//!
//! In: record batches that may lack columns or have them in other types. Out: [`Rows`] and [`Article`], whose columns are there or not.
//! Never assumes that a file keeps to its schema: a column that does not is left out here and reported by the check `columns`.

use std::collections::{HashMap, HashSet};

use arrow::array::{Array, AsArray, BooleanArray, Date32Array, Float64Array, Int32Array, Int64Array, ListArray, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Date32Type, Float64Type, Int32Type, Int64Type, TimeUnit, TimestampMicrosecondType};

use crate::offsets::CharIndex;
use crate::span::{CharOffset, Span};
use crate::tables::schema::TableSchema;

/// The keys of a table, by table and columns.
pub(super) type KeySets = HashMap<(String, Vec<String>), HashSet<u64>>;

/// What is known before the rows are read.
#[derive(Default)]
pub(super) struct Context {
    /// Names of the tables that were written.
    pub tables: Vec<&'static str>,
    /// Keys that rows of other articles or of no article point to.
    pub keys: KeySets,
    /// Whether this version of the program wrote the rows: another one may have other lexicons and cut words otherwise.
    pub is_of_this_program: bool,
}

impl Context {
    /// Whether a table was written.
    pub(super) fn has(&self, table: &str) -> bool {
        self.tables.contains(&table)
    }
}

/// Some rows of one table, next to each other.
#[derive(Clone)]
pub(super) struct Rows<'c> {
    /// The contract of the table.
    pub schema: &'static TableSchema,
    /// The rows.
    pub batch: RecordBatch,
    /// The number of the first of them in the file.
    pub first: u64,
    /// The article of the rows before these, where they are those of one article.
    pub before: Option<String>,
    /// What is known besides.
    pub context: &'c Context,
}

/// A column of whole numbers of either width.
#[derive(Clone, Copy)]
pub(super) enum Ints<'a> {
    Narrow(&'a Int32Array),
    Wide(&'a Int64Array),
}

impl Ints<'_> {
    /// The value of a row, if it has one.
    pub(super) fn get(self, n: usize) -> Option<i64> {
        match self {
            Ints::Narrow(a) => (n < a.len() && a.is_valid(n)).then(|| a.value(n).into()),
            Ints::Wide(a) => (n < a.len() && a.is_valid(n)).then(|| a.value(n)),
        }
    }
}

/// The text of a row, if it has one.
pub(super) fn text_at(array: &StringArray, n: usize) -> Option<&str> {
    (n < array.len() && array.is_valid(n)).then(|| array.value(n))
}

impl Rows<'_> {
    /// Name of the table.
    pub(super) fn table(&self) -> &'static str {
        &self.schema.name
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.batch.num_rows()
    }

    /// The number of a row in the file.
    pub(super) fn number(&self, n: usize) -> u64 {
        self.first + n as u64
    }

    fn column(&self, name: &str) -> Option<&dyn Array> {
        self.batch.column_by_name(name).map(AsRef::as_ref)
    }

    /// A column of text.
    pub(super) fn text(&self, name: &str) -> Option<&StringArray> {
        self.column(name)?.as_string_opt()
    }

    /// A column of whole numbers.
    pub(super) fn int(&self, name: &str) -> Option<Ints<'_>> {
        let column = self.column(name)?;
        column.as_primitive_opt::<Int32Type>().map(Ints::Narrow).or_else(|| column.as_primitive_opt::<Int64Type>().map(Ints::Wide))
    }

    /// A column of floats.
    pub(super) fn float(&self, name: &str) -> Option<&Float64Array> {
        self.column(name)?.as_primitive_opt::<Float64Type>()
    }

    /// A column of truth values.
    pub(super) fn bool(&self, name: &str) -> Option<&BooleanArray> {
        self.column(name)?.as_boolean_opt()
    }

    /// A column of days.
    pub(super) fn date(&self, name: &str) -> Option<&Date32Array> {
        self.column(name)?.as_primitive_opt::<Date32Type>()
    }

    /// A column of moments, in whole days since 1970.
    pub(super) fn moment_day(&self, name: &str, n: usize) -> Option<i64> {
        const MICROSECONDS_A_DAY: i64 = 86_400_000_000;
        let column = self.column(name)?;
        if !matches!(column.data_type(), DataType::Timestamp(TimeUnit::Microsecond, _)) {
            return None;
        }
        let moments = column.as_primitive_opt::<TimestampMicrosecondType>()?;
        (n < moments.len() && moments.is_valid(n)).then(|| moments.value(n).div_euclid(MICROSECONDS_A_DAY))
    }

    /// A column of lists.
    pub(super) fn list(&self, name: &str) -> Option<&ListArray> {
        self.column(name)?.as_list_opt::<i32>()
    }

    /// Whether a row has a value in a column; none where the column is not there.
    pub(super) fn is_set(&self, name: &str, n: usize) -> Option<bool> {
        self.column(name).filter(|c| n < c.len()).map(|c| c.is_valid(n))
    }

    /// The text of a cell.
    pub(super) fn text_of(&self, name: &str, n: usize) -> Option<&str> {
        text_at(self.text(name)?, n)
    }

    /// Whether a truth value is there and true.
    pub(super) fn is_true(&self, name: &str, n: usize) -> bool {
        self.bool(name).is_some_and(|a| n < a.len() && a.is_valid(n) && a.value(n))
    }
}

/// The clean text of an article, addressed in code points.
pub(super) struct ArticleText<'a> {
    /// The text.
    pub text: &'a str,
    index: CharIndex<'a>,
}

impl<'a> ArticleText<'a> {
    /// One pass over the text.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, index: CharIndex::new(text) }
    }

    /// Its length in code points.
    pub(super) fn len(&self) -> i64 {
        self.index.char_offset(self.text.len() as u32).0.into()
    }

    /// What stands between two code points; none where the range is inverted or reaches past the end.
    pub(super) fn slice(&self, start: i64, end: i64) -> Option<&'a str> {
        let byte = |at: i64| self.index.byte_offset(CharOffset(u32::try_from(at).ok()?));
        let (start, end) = (byte(start)?, byte(end)?);
        (start <= end).then(|| Span { start, end }.of(self.text))
    }
}

/// All rows of one article.
pub(super) struct Article<'a> {
    /// Its id.
    pub id: &'a str,
    /// Every table of articles that was written, with the rows of this one.
    pub tables: &'a [Rows<'a>],
    /// Its text; none where the table `articles` has no row for it.
    pub text: Option<ArticleText<'a>>,
}

impl<'a> Article<'a> {
    /// The rows of a table; none where it was not written.
    pub(super) fn rows(&self, table: &str) -> Option<&'a Rows<'a>> {
        self.tables.iter().find(|r| r.table() == table)
    }
}
