//! Reporting verbs, nouns and phrases.
