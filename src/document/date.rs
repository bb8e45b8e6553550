//! Expressions of time in the text.

use chrono::NaiveDate;

use super::{Rule, named_enum};
use crate::span::Span;

named_enum! {
    /// What an expression of time denotes (TIMEX3's types).
    DateKind {
        /// A day or a longer calendar unit.
        Date = "date",
        /// A time of day.
        Time = "time",
        /// A length of time.
        Duration = "duration",
        /// Something that recurs.
        Set = "set",
    }
}

/// One expression of time.
#[derive(Clone, Debug, PartialEq)]
pub struct DateExpression {
    /// Where it stands.
    pub span: Span,
    /// Number of its sentence.
    pub sentence: usize,
    /// What it denotes.
    pub kind: DateKind,
    /// Its value in EDTF, durations and sets as ISO 8601 (X for a number that is not told); parts of the day ("2024-11-05TMO") and bare
    /// references (PRESENT_REF, PAST_REF, FUTURE_REF) as TIMEX3 writes them, for EDTF has none; none where it could not be resolved.
    pub edtf: Option<String>,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
    /// Whether it was resolved against another date.
    pub is_relative: bool,
    /// The date it was resolved against.
    pub anchor: Option<NaiveDate>,
    /// What decided.
    pub rule: Rule,
    /// 0..1.
    pub confidence: f32,
}
