//! The one list of lexicons.
//!
//! In: the structs of the files. Out: [`LEXICONS`]. Never holds an entry.

use super::file::Lexicon;
use super::{
    abbreviations, bodies, calendar, conversation, currencies, events, furniture, lines, nouns, numbers, people, places, products,
    reporting, units,
};

/// Every file of `data/lexicons`, in order of name.
pub const LEXICONS: &[Lexicon] = &[
    Lexicon::of::<abbreviations::Abbreviations>(),
    Lexicon::of::<places::Areas>(),
    Lexicon::of::<calendar::Calendar>(),
    lines::CITIES,
    lines::COMMON_WORDS,
    Lexicon::of::<conversation::Conversation>(),
    Lexicon::of::<currencies::Currencies>(),
    lines::ENGLISH_WORDS,
    Lexicon::of::<events::Events>(),
    lines::FIRST_NAMES,
    Lexicon::of::<furniture::Furniture>(),
    Lexicon::of::<bodies::Groups>(),
    Lexicon::of::<numbers::NumberWords>(),
    Lexicon::of::<bodies::Organisations>(),
    Lexicon::of::<bodies::Outlets>(),
    Lexicon::of::<people::People>(),
    Lexicon::of::<nouns::PersonNouns>(),
    Lexicon::of::<bodies::Platforms>(),
    Lexicon::of::<products::Products>(),
    Lexicon::of::<places::Regions>(),
    Lexicon::of::<reporting::ReportingNouns>(),
    Lexicon::of::<reporting::ReportingVerbs>(),
    Lexicon::of::<places::Territories>(),
    Lexicon::of::<nouns::Titles>(),
    Lexicon::of::<units::Units>(),
];
