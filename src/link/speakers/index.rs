//! An article with what the linker of speakers looks up in it again and again, each worked out once.
//!
//! In: a [`TaggedArticle`]. Out: its people by surname, initials and name, the roles of its entities, what stands inside direct speech.
//! Never decides who is meant.

use std::cell::OnceCell;
use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::document::{EntityType, Mention, MentionForm, QuoteKind, TaggedArticle};
use crate::span::{Span, SpanIndex};

/// An article and its indexes.
pub(super) struct SpeakerIndex<'a> {
    pub(super) article: &'a TaggedArticle,
    direct: SpanIndex,
    roles: OnceCell<Vec<Option<Span>>>,
    by_surname: OnceCell<FxHashMap<&'a str, &'a Mention>>,
    by_initials: OnceCell<FxHashMap<String, &'a Mention>>,
    by_name: OnceCell<FxHashMap<&'a str, &'a Mention>>,
}

impl<'a> SpeakerIndex<'a> {
    pub(super) fn of(article: &'a TaggedArticle) -> Self {
        Self {
            article,
            direct: article.quotes_where(|kind| matches!(kind, QuoteKind::Direct | QuoteKind::Social)),
            roles: OnceCell::new(),
            by_surname: OnceCell::new(),
            by_initials: OnceCell::new(),
            by_name: OnceCell::new(),
        }
    }

    /// The persons whom the article names, in reading order.
    pub(super) fn people(&self) -> impl Iterator<Item = &'a Mention> + use<'a> {
        self.article.mentions.iter().filter(|m| m.kind == EntityType::Person && m.form == MentionForm::Name)
    }

    /// Whether a mention stands inside direct words of another.
    pub(super) fn is_quoted(&self, mention: &Mention) -> bool {
        self.direct.holding(mention.span).next().is_some()
    }

    /// The first role that a mention of the entity has.
    pub(super) fn role_of(&self, entity: usize) -> Option<Span> {
        let roles = self.roles.get_or_init(|| {
            let mut roles = vec![None; self.article.entities.len()];
            for mention in &self.article.mentions {
                if let Some(role) = mention.entity.and_then(|e| roles.get_mut(e)).filter(|r| r.is_none()) {
                    *role = mention.role;
                }
            }
            roles
        });
        roles.get(entity).copied().flatten()
    }

    /// The longest name of a person with this surname; of equal ones the first.
    pub(super) fn fullest(&self, surname: &str) -> Option<&'a Mention> {
        let by_surname = self.by_surname.get_or_init(|| {
            let length = |m: &Mention| (m.span.len().min(40), Reverse(m.span.start));
            let mut fullest: FxHashMap<&str, &Mention> = FxHashMap::default();
            for person in self.people() {
                let surname = last_word(person.span.of(self.article.text()));
                let known = fullest.entry(surname).or_insert(person);
                if length(person) > length(known) {
                    *known = person;
                }
            }
            fullest
        });
        by_surname.get(surname).copied()
    }

    /// The first person with these initials.
    pub(super) fn with_initials(&self, letters: &str) -> Option<&'a Mention> {
        let by_initials = self.by_initials.get_or_init(|| {
            let mut first = FxHashMap::default();
            for person in self.people() {
                let letters = person.span.of(self.article.text()).split_whitespace().filter_map(|w| w.chars().next()).collect();
                first.entry(letters).or_insert(person);
            }
            first
        });
        by_initials.get(letters).copied()
    }

    /// The first mention of a person by exactly this name.
    pub(super) fn named(&self, name: &str) -> Option<&'a Mention> {
        let by_name = self.by_name.get_or_init(|| {
            let mut first = FxHashMap::default();
            for person in self.article.mentions.iter().filter(|m| m.kind == EntityType::Person) {
                first.entry(person.span.of(self.article.text())).or_insert(person);
            }
            first
        });
        by_name.get(name).copied()
    }
}

/// The last word of a name.
pub(super) fn last_word(name: &str) -> &str {
    name.rsplit(char::is_whitespace).next().unwrap_or(name)
}
