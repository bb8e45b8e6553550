//! `conversation.toml`.
//!
//! In: the file. Out: [`Conversation`]. Never decides whether an article is one.

use serde::Deserialize;

use super::file::LexiconFile;

/// Labels of the parts in a conversation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conversation {
    /// Its one table.
    pub labels: Vec<LabelEntry>,
}

impl LexiconFile for Conversation {
    const FILE: &'static str = "conversation.toml";
    const HOLDS: &'static str = "labels that name a part in a conversation and not a person";
    const TEXT: &'static str = include_str!("../../../data/lexicons/conversation.toml");
}

/// A label: "Q", "Interviewer".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelEntry {
    /// As printed before the colon.
    pub label: String,
    /// Whose it is.
    pub part: ConversationPart,
}

/// A part in a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConversationPart {
    /// What stands after the label asks.
    Question,
    /// One who asks, though not with every sentence.
    Interviewer,
    /// What stands after the label answers.
    Answer,
}
