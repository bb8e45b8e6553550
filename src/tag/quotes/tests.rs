//! Runs `corpus.toml`.
