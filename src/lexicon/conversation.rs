//! The parts in a conversation by their labels.
//!
//! In: `conversation.toml`. Out: [`label`]. Never tells who speaks: that is for linking.

use std::sync::LazyLock;

use super::files::LexiconFile;
use super::files::conversation::Conversation;
pub use super::files::conversation::{ConversationPart, LabelEntry};

static CONVERSATION: LazyLock<Conversation> = LazyLock::new(Conversation::embedded);

/// The label that these words are, in any case.
pub fn label(words: &str) -> Option<&'static LabelEntry> {
    CONVERSATION.labels.iter().find(|l| l.label.eq_ignore_ascii_case(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_known_in_any_case() {
        assert_eq!(label("INTERVIEWER").map(|l| l.part), Some(ConversationPart::Interviewer));
        assert_eq!(label("Q").map(|l| l.part), Some(ConversationPart::Question));
        assert!(label("Duarte").is_none());
    }
}
