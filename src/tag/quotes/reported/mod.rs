//! Reported clauses: what somebody is said to have said, without marks around it.
//!
//! In: the sentences, and what was found for their quotations. Out: clauses, each with its rule and its speaker. Never reports a clause
//! without a cue, a reporting noun or an adverb of hearsay.
//!
//! [`extent`] says how far reported words reach, [`content`] keeps direct speech out of them, [`nobody`] knows cues that report nothing.
//! The rules for the clause of a verb stand in [`clauses`], [`interposed`], [`stances`] and [`relayed`]; [`nouns`] takes reporting nouns, [`around`] what
//! stands around a fragment; [`rules`] lists the rules and tries them.

pub mod around;
pub mod clauses;
pub mod content;
pub mod extent;
pub mod interposed;
pub mod nobody;
pub mod nouns;
pub mod relayed;
pub mod rules;
pub mod stances;
