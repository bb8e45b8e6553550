//! What holds a number and is no figure: names, addresses, telephone numbers, list markers, sections of laws, pronouns.
//!
//! In: a [`Reader`] and the [`Amount`] that a recogniser found. Out: whether a named filter refuses it. Never looks at dates: what is part
//! of one was left out before.

mod codes;
mod idioms;
mod names;

use super::amount::Amount;
use crate::tag::numbers::Reader;

/// One filter.
pub(super) struct Filter {
    /// Its name.
    pub name: &'static str,
    /// Whether it refuses the amount.
    pub refuses: fn(&Reader, &Amount) -> bool,
}

/// Every filter, in the order in which they are asked.
pub(super) const FILTERS: &[Filter] = &[
    Filter { name: "glued_name", refuses: names::glued_name },
    Filter { name: "footnote", refuses: codes::footnote },
    Filter { name: "address_or_link", refuses: codes::address_or_link },
    Filter { name: "telephone", refuses: codes::telephone },
    Filter { name: "list_marker", refuses: codes::list_marker },
    Filter { name: "designator", refuses: names::designator },
    Filter { name: "name_before", refuses: names::name_before },
    Filter { name: "model_number", refuses: names::model_number },
    Filter { name: "unit_of_an_army", refuses: names::unit_of_an_army },
    Filter { name: "street", refuses: names::street },
    Filter { name: "pronoun_one", refuses: idioms::pronoun_one },
    Filter { name: "ordinal_name", refuses: names::ordinal_name },
    Filter { name: "long_code", refuses: codes::long_code },
    Filter { name: "era_or_group", refuses: idioms::era_or_group },
    Filter { name: "bare_year", refuses: idioms::bare_year },
    Filter { name: "dialled_or_paged", refuses: codes::dialled_or_paged },
    Filter { name: "fixed_phrase", refuses: idioms::fixed_phrase },
];
