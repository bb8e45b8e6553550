//! Reported clauses: what somebody is said to have said, without marks around it.
//!
//! In: the sentences, and what was found for their quotations. Out: clauses, each with its rule and its speaker. Never reports a clause
//! without a cue, a reporting noun or an adverb of hearsay.
//!
//! [`rules`] lists the rules that find the clause of a verb and tries them; the rules stand in [`clauses`], [`stances`] and
//! [`relayed`]; [`nouns`] takes reporting nouns; [`extent`] says how far reported words reach.

pub mod clauses;
pub mod extent;
pub mod nouns;
pub mod relayed;
pub mod rules;
pub mod stances;
