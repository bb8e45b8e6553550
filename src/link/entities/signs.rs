//! What a mention and a name show of themselves: whether it names, whose gender it tells.
//!
//! In: a mention or a name. Out: what its own words tell. Never looks at other mentions.

use crate::document::{Gender, Mention, MentionForm, TaggedArticle};
use crate::lexicon::fold;
use crate::lexicon::names::{NameOf, Sense};
use crate::lexicon::titles::{Noun, nouns};

/// Whether a mention names rather than describes.
pub(super) fn is_name(mention: &Mention) -> bool {
    !matches!(mention.form, MentionForm::Nominal | MentionForm::Pronoun | MentionForm::Handle)
}

/// The gender that the title before a name tells.
pub(super) fn title_gender(article: &TaggedArticle, mention: &Mention) -> Gender {
    let Some(role) = mention.role else { return Gender::Unknown };
    nouns()
        .exact(fold::phrase(role.of(article.text())))
        .find_map(|n| match n {
            Noun::Honorific(g) | Noun::Role(g) | Noun::Person(g) if g != Gender::Unknown => Some(g),
            _ => None,
        })
        .unwrap_or(Gender::Unknown)
}

/// Whether two genders can be those of one person.
pub(super) fn agree(a: Gender, b: Gender) -> bool {
    a == Gender::Unknown || b == Gender::Unknown || a == b
}

/// Whether a name is an adjective or a people's name.
pub(super) fn is_people(name: NameOf) -> bool {
    matches!(name.sense, Sense::Adjective | Sense::People)
}
