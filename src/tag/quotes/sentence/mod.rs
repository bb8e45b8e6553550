//! The sentences of the reporter as every rule of attribution sees them.
//!
//! In: the tagged article and its quotation marks. Out: words with their part, quotations as single words, reporting verbs with their
//! subjects, and the answers of the parse. Never decides what is reported, nor who speaks in a quotation.
//!
//! The way: [`marks`] pairs quotation marks; [`vocabulary`] says what single words are; [`items`] reads the article as words with parts,
//! each quotation one item; [`phrases`] finds noun phrases; [`shape`] says what a quotation looks like from inside; [`parse`] answers
//! from the model's parse; [`cues`] finds reporting verbs and their subjects, each a [`cue`], and [`subjects`] corrects these by the
//! parse; [`scene`] holds all this and answers what rules ask of it; [`attribution`] is what a rule says of a quotation, for the rules after it.

pub mod attribution;
pub mod cue;
pub mod cues;
pub mod items;
pub mod marks;
pub mod parse;
pub mod people;
pub mod phrases;
pub mod scene;
pub mod shape;
pub mod subjects;
pub mod vocabulary;
