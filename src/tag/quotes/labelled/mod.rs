//! Words whose speaker is given by the layout: a label before a colon, the line under an embedded post.
//!
//! In: blocks and mentions. Out: turns of interviews, headlines that name who says what they say, posts. Never looks for reporting verbs.

pub mod social;
pub mod turns;
