//! What holds a number and is no figure: names, addresses, telephone numbers, list markers, sections of laws, pronouns.
//!
//! In: a [`NumberReader`] and the [`Amount`] that a recogniser found. Out: whether a named filter refuses it. Never looks at dates: what is part
//! of one was left out before.

mod codes;
mod idioms;
mod names;

use super::amount::Amount;
use crate::tag::numbers::NumberReader;

/// One filter.
pub(super) struct FigureFilter {
    /// Its name.
    pub name: &'static str,
    /// Whether it refuses the amount.
    pub refuses: fn(&NumberReader, &Amount) -> bool,
}

/// Every filter, in the order in which they are asked.
pub(super) const FILTERS: &[FigureFilter] = &[
    FigureFilter { name: "glued_name", refuses: names::glued_name },
    FigureFilter { name: "footnote", refuses: codes::footnote },
    FigureFilter { name: "address_or_link", refuses: codes::address_or_link },
    FigureFilter { name: "telephone", refuses: codes::telephone },
    FigureFilter { name: "list_marker", refuses: codes::list_marker },
    FigureFilter { name: "designator", refuses: names::designator },
    FigureFilter { name: "name_before", refuses: names::name_before },
    FigureFilter { name: "model_number", refuses: names::model_number },
    FigureFilter { name: "unit_of_an_army", refuses: names::unit_of_an_army },
    FigureFilter { name: "street", refuses: names::street },
    FigureFilter { name: "pronoun_one", refuses: idioms::pronoun_one },
    FigureFilter { name: "ordinal_name", refuses: names::ordinal_name },
    FigureFilter { name: "long_code", refuses: codes::long_code },
    FigureFilter { name: "era_or_group", refuses: idioms::era_or_group },
    FigureFilter { name: "bare_year", refuses: idioms::bare_year },
    FigureFilter { name: "dialled_or_paged", refuses: codes::dialled_or_paged },
    FigureFilter { name: "clock_or_initials", refuses: codes::clock_or_initials },
    FigureFilter { name: "seconds_of_a_name", refuses: names::seconds_of_a_name },
    FigureFilter { name: "product", refuses: names::product },
    FigureFilter { name: "fixed_phrase", refuses: idioms::fixed_phrase },
];
