//! Why two entities are one.
//!
//! In: nothing. Out: the rules, as `entities` names them. Never decides: `evidence.rs` does.

use crate::document::named_enum;

named_enum! {
    /// Why an entity of an article was joined to another.
    JoinRule {
        /// Two spellings of a full name.
        Spelling = "spelling",
        /// A bare surname and the one full name that it can mean.
        Surname = "surname",
    }
}
