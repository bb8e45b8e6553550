//! The identity and the date of an article.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Rule, named_enum};

/// A stable id: 16 hexadecimal digits of BLAKE3 over the address where one is given, else over the [stable name](super::StableName).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u64);

impl ArticleId {
    /// The id of an address or a stable name.
    pub fn of(key: &str) -> Self {
        Self(short_hash(key))
    }
}

/// The first 64 bits of the BLAKE3 of a text.
pub fn short_hash(text: &str) -> u64 {
    let hash = blake3::hash(text.as_bytes());
    let mut first = [0u8; 8];
    first.copy_from_slice(&hash.as_bytes()[..8]);
    u64::from_be_bytes(first)
}

impl std::fmt::Display for ArticleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

named_enum! {
    /// How exactly a moment is known.
    Precision {
        /// To the second.
        Second = "second",
        /// To the minute.
        Minute = "minute",
        /// To the hour.
        Hour = "hour",
        /// To the day.
        Day = "day",
        /// To the month.
        Month = "month",
        /// To the year.
        Year = "year",
    }
}

named_enum! {
    /// Where a date of publication came from.
    DateMethod {
        /// Metadata given beside the text or kept in the page.
        Metadata = "metadata",
        /// A line of the page.
        Text = "text",
        /// The dateline.
        Dateline = "dateline",
        /// The day of an embedded post.
        SocialPost = "social_post",
        /// Put together from several hints.
        Inferred = "inferred",
        /// Not known.
        Unresolved = "unresolved",
    }
}

/// When an article was published or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The moment, only where hour and zone are known.
    pub at: Option<DateTime<Utc>>,
    /// The day, as the outlet wrote it.
    pub date: NaiveDate,
    /// How exactly it is known.
    pub precision: Precision,
    /// Where it came from.
    pub method: DateMethod,
    /// What decided.
    pub rule: Rule,
}
