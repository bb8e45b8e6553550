//! How English words change their form: the one place for lemmas, plurals and the endings of verbs.
//!
//! In: one word. Out: its base form, or a form of it. Never needs context.
//!
//! | file | from | to |
//! |---|---|---|
//! | `lemma` | a form | its base form |
//! | `endings` | a base form | a form |
//! | `irregular` | a listed form | its base form |

mod endings;
mod irregular;
mod lemma;

pub use endings::{plural, with_ending, with_s};
pub use irregular::is_irregular_past;
pub use lemma::{noun_lemma, verb_lemma};
