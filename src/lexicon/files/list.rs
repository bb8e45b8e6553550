//! The one list of lexicons.
//!
//! In: the structs of the files. Out: [`LEXICONS`]. Never holds an entry.

use super::file::ListedLexicon;
use super::{
    abbreviations, bodies, calendar, conversation, currencies, events, furniture, lines, nouns, numbers, people, places, products,
    reporting, units,
};

/// Every file of `data/lexicons`, in order of name.
pub const LEXICONS: &[ListedLexicon] = &[
    ListedLexicon::of::<abbreviations::Abbreviations>(),
    ListedLexicon::of::<places::Areas>(),
    ListedLexicon::of::<calendar::Calendar>(),
    lines::CITIES,
    lines::COMMON_WORDS,
    ListedLexicon::of::<conversation::Conversation>(),
    ListedLexicon::of::<currencies::Currencies>(),
    lines::ENGLISH_WORDS,
    ListedLexicon::of::<events::Events>(),
    lines::FIRST_NAMES,
    ListedLexicon::of::<furniture::Furniture>(),
    ListedLexicon::of::<bodies::SocialGroups>(),
    ListedLexicon::of::<numbers::NumberWords>(),
    ListedLexicon::of::<bodies::Organisations>(),
    ListedLexicon::of::<bodies::Outlets>(),
    ListedLexicon::of::<people::People>(),
    ListedLexicon::of::<nouns::PersonNouns>(),
    ListedLexicon::of::<bodies::Platforms>(),
    ListedLexicon::of::<products::Products>(),
    ListedLexicon::of::<places::Regions>(),
    ListedLexicon::of::<reporting::ReportingNouns>(),
    ListedLexicon::of::<reporting::ReportingVerbs>(),
    ListedLexicon::of::<places::Territories>(),
    ListedLexicon::of::<nouns::Titles>(),
    ListedLexicon::of::<units::Units>(),
];
