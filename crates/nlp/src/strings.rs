//! The 64-bit ids by which spaCy names strings.
//!
//! A string's id is the 64-bit MurmurHash2 (variant A, seed 1) of its UTF-8 bytes, with two exceptions: the empty
//! string is 0, and some 460 reserved symbols (`NORM`, `nsubj`, `case` ...) have small fixed numbers. The hash
//! embeddings were trained on these ids, so they must be the same to the bit.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The id of a string in spaCy's string store.
pub type StringId = u64;

/// Reserved symbols with their numbers, one `name TAB number` a line (from `spacy.symbols`, MIT).
static SYMBOLS: LazyLock<FxHashMap<&'static str, StringId>> = LazyLock::new(|| {
    include_str!("../data/symbols.tsv")
        .lines()
        .filter_map(|line| {
            let (name, number) = line.split_once('\t')?;
            Some((name, number.parse().ok()?))
        })
        .collect()
});

/// The longest reserved symbol, in bytes: longer strings need no look-up.
static LONGEST_SYMBOL: LazyLock<usize> = LazyLock::new(|| SYMBOLS.keys().map(|name| name.len()).max().unwrap_or(0));

/// The id of `text`, reserved symbols included.
///
/// ```
/// use newsgrain_nlp::strings::string_id;
/// assert_eq!(string_id(""), 0);
/// assert_eq!(string_id("coffee"), 3197928453018144401);
/// ```
#[must_use]
pub fn string_id(text: &str) -> StringId {
    if text.is_empty() {
        return 0;
    }
    if text.len() <= *LONGEST_SYMBOL
        && let Some(&number) = SYMBOLS.get(text)
    {
        return number;
    }
    murmur_hash_64a(text.as_bytes(), 1)
}

/// MurmurHash2 for 64-bit machines (variant A) by Austin Appleby, as published.
fn murmur_hash_64a(bytes: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    const R: u32 = 47;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(M);
    let (words, tail) = bytes.as_chunks::<8>();
    for word in words {
        let mut k = u64::from_le_bytes(*word).wrapping_mul(M);
        k ^= k >> R;
        hash = (hash ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let mut last = [0u8; 8];
        last[..tail.len()].copy_from_slice(tail);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    hash ^= hash >> R;
    hash = hash.wrapping_mul(M);
    hash ^ (hash >> R)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_symbols_have_their_numbers() {
        assert_eq!(string_id("NORM"), 67);
        assert_eq!(string_id("IS_ALPHA"), 1);
    }

    #[test]
    fn the_hash_agrees_with_the_string_store() {
        assert_eq!(string_id("apple"), 8566208034543834098);
        assert_eq!(string_id("the"), 7425985699627899538);
        assert_eq!(string_id("éclair"), 4594911457355527430);
    }
}
