//! Quotations between marks: their kind and their speaker.
//!
//! In: the sentences. Out: for every quotation the first rule that fits. Never looks at other articles, and never says who "he" is.
//!
//! [`rules`] lists the rules in the order in which they are tried; they stand in [`beside`] (the reporting verb is next to the
//! quotation), [`governed`] (the quotation is a fragment of the reporter's sentence) and [`elsewhere`] (the speaker stands in another
//! sentence). [`finding`] is what each of them returns.

pub mod beside;
pub mod elsewhere;
pub mod finding;
pub mod governed;
pub mod rules;
