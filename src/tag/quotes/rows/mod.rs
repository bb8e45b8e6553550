//! The rows: what the other rooms found, put together.
//!
//! In: quotations, reported clauses, turns and posts. Out: `quotes` in reading order. Never decides who speaks.
//!
//! [`assemble`] numbers utterances and parents; [`details`] adds addressee, channel, relay and day; [`sources`] says what kind of source
//! a speaker is; [`speech`] tells what was said from what was thought.

pub mod assemble;
pub mod details;
pub mod sources;
pub mod speech;
