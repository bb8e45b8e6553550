//! Numbers that are claimed of something.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{Cue, Rule, Speaker, named_enum};
use crate::span::Span;

named_enum! {
    /// How a value stands to what is meant.
    Bound {
        /// Exactly.
        Eq = "eq",
        /// About.
        Approx = "approx",
        /// More than.
        Gt = "gt",
        /// At least.
        Ge = "ge",
        /// Less than.
        Lt = "lt",
        /// At most.
        Le = "le",
        /// Between two values.
        Range = "range",
        /// An unclear quantity: "dozens".
        Vague = "vague",
    }
}

named_enum! {
    /// Whether a figure tells of a change.
    Change {
        /// It grew by so much.
        Up = "up",
        /// It fell by so much.
        Down = "down",
        /// It is no size of a change.
        None = "none",
    }
}

named_enum! {
    /// What a figure is of the change that is told.
    ChangePart {
        /// Its size.
        By = "by",
        /// The level it led to.
        To = "to",
        /// The level it began at.
        From = "from",
    }
}

named_enum! {
    /// What kind of quantity it is.
    FigureKind {
        /// Things counted.
        Count = "count",
        /// Money.
        Money = "money",
        /// A share, or points of a percentage.
        Percent = "percent",
        /// A length.
        Length = "length",
        /// An area.
        Area = "area",
        /// A volume.
        Volume = "volume",
        /// A mass.
        Mass = "mass",
        /// A length of time.
        Duration = "duration",
        /// A speed.
        Speed = "speed",
        /// A temperature.
        Temperature = "temperature",
        /// An age.
        Age = "age",
        /// A place in an order.
        Ordinal = "ordinal",
        /// A ratio or multiple.
        Ratio = "ratio",
        /// A score or vote.
        Score = "score",
        /// A quantity for another one.
        Rate = "rate",
        /// Energy.
        Energy = "energy",
        /// Power.
        Power = "power",
        /// Bits and bytes.
        Data = "data",
        /// Another measure.
        Other = "other",
    }
}

named_enum! {
    /// How the claim stands.
    ClaimStatus {
        /// The reporter's own voice.
        Stated = "stated",
        /// Somebody claims it.
        Claimed = "claimed",
        /// Somebody estimates it.
        Estimated = "estimated",
        /// Somebody confirms it.
        Confirmed = "confirmed",
        /// Somebody denies it.
        Denied = "denied",
        /// Somebody expects or plans it.
        Expected = "expected",
        /// Reported without more.
        Reported = "reported",
    }
}

/// One numeric claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The numeric expression with its unit.
    pub span: Span,
    /// Number of its sentence.
    pub sentence: usize,
    /// Best value.
    pub value: Option<f64>,
    /// Lowest value, where one is told.
    pub low: Option<f64>,
    /// Highest value, where one is told.
    pub high: Option<f64>,
    /// How the value stands.
    pub bound: Bound,
    /// The words that set the bound.
    pub modifier: Option<Span>,
    /// Which way the change goes whose size it is.
    pub change: Change,
    /// What it is of the change that is told; none where none is.
    pub change_part: Option<ChangePart>,
    /// What kind of quantity.
    pub kind: FigureKind,
    /// UCUM code, or ISO 4217 for money.
    pub unit: Option<Cow<'static, str>>,
    /// The unit as written.
    pub unit_text: Option<Span>,
    /// The value in the SI unit.
    pub value_si: Option<f64>,
    /// The SI unit (UCUM).
    pub unit_si: Option<Cow<'static, str>>,
    /// What it is counted per, as a lemma: "day", "person".
    pub per: Option<String>,
    /// What is counted.
    pub object: Option<Span>,
    /// Lemma of the head of what is counted.
    pub object_head: Option<String>,
    /// Whether what is counted stands with another figure.
    pub is_object_inherited: bool,
    /// Number of the first of the two figures that a change leads from and to, of which this is one.
    pub range: Option<usize>,
    /// Lemma of the governing verb.
    pub predicate: Option<String>,
    /// The place it holds for.
    pub place: Option<Span>,
    /// Number of the place in the entities of the article.
    pub place_entity: Option<usize>,
    /// First day it holds for.
    pub as_of_start: Option<NaiveDate>,
    /// Last day it holds for.
    pub as_of_end: Option<NaiveDate>,
    /// Who claims it; none in the reporter's own voice.
    pub claimant: Option<Speaker>,
    /// The reporting word.
    pub cue: Option<Cue>,
    /// How the claim stands.
    pub status: ClaimStatus,
    /// Number of the quote it stands in.
    pub quote: Option<usize>,
    /// What decided.
    pub rule: Rule,
    /// 0..1.
    pub confidence: f32,
}
