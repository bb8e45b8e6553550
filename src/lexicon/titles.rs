//! Honorifics, roles and the nouns that name people and documents.
