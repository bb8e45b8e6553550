//! What tells one word from another, in texts and in lexicons alike.
//!
//! In: a word as printed. Out: its [`WordId`]. Never keeps the word, and asks no lexicon: a word has an id whether one knows it or not.

/// The eight bytes of one number, each with its highest bit alone.
const HIGH: u64 = 0x8080_8080_8080_8080;
/// The same, each with its lowest bit alone.
const ONES: u64 = 0x0101_0101_0101_0101;

/// One word without its case. Of up to eight bytes the id is the word itself; of a longer one a hash of 64 bits, which no two words of a
/// text and the lexicons share in practice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(u64);

impl WordId {
    /// The id of no word.
    pub const NONE: WordId = WordId(0);

    /// The id of a word as printed: capitals count as small letters, a typographic apostrophe as a plain one.
    #[inline]
    pub fn of(word: &str) -> Self {
        if let Some(number) = packed(word.as_bytes()) {
            if number & HIGH == 0 {
                return Self(lower(number));
            }
        } else if word.is_ascii() {
            return Self(hash(word.as_bytes()));
        }
        Self::of_lower(word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }))
    }

    /// The same of a word of ASCII, for the compiler to work out.
    pub const fn known(word: &str) -> Self {
        let bytes = word.as_bytes();
        assert!(word.is_ascii(), "a word beyond ASCII has its id at run time");
        let (mut builder, mut at) = (WordIdBuilder::EMPTY, 0);
        while at < bytes.len() {
            builder = builder.with(bytes[at].to_ascii_lowercase());
            at += 1;
        }
        builder.id()
    }

    /// The ids of several words of ASCII, for the compiler to work out.
    pub const fn known_each<const N: usize>(words: [&str; N]) -> [Self; N] {
        let (mut ids, mut at) = ([Self::NONE; N], 0);
        while at < N {
            ids[at] = Self::known(words[at]);
            at += 1;
        }
        ids
    }

    /// The id of a word whose up to eight bytes were read as one number, the first byte lowest, and are small letters already.
    #[inline]
    pub(crate) fn of_packed(number: u64) -> Self {
        Self(number)
    }

    /// The id of a word by its characters, which are small letters where they are letters.
    pub fn of_lower(characters: impl Iterator<Item = char>) -> Self {
        let mut builder = WordIdBuilder::EMPTY;
        characters.for_each(|c| builder.push(c));
        builder.id()
    }

    /// The id as a number; 0 for no word.
    #[inline]
    pub fn number(self) -> u64 {
        self.0
    }

    /// Whether the word is of up to eight letters of ASCII, and of nothing else.
    #[inline]
    pub(crate) fn is_short_letters(self) -> bool {
        let not_zero = ((self.0 & !HIGH) + 0x7f * ONES) & HIGH;
        self.0 & HIGH == 0 && self.0 != 0 && within(self.0, b'a', b'z') == not_zero
    }
}

/// The highest bit of each byte that is one of ASCII from `first` to `last`.
const fn within(number: u64, first: u8, last: u8) -> u64 {
    // The high bit of each byte of these sums shows whether it is at least the first, and whether it is past the last; no sum reaches the
    // next byte.
    let low_bits = number & !HIGH;
    let from_first = low_bits + (0x80 - first as u64) * ONES;
    let past_last = low_bits + (0x80 - last as u64 - 1) * ONES;
    from_first & !past_last & !number & HIGH
}

/// Capital letters of ASCII as small ones, in all eight bytes at once.
const fn lower(number: u64) -> u64 {
    number | (within(number, b'A', b'Z') >> 2)
}

/// Up to eight bytes as one number, the first byte lowest; none for more.
#[inline]
fn packed(bytes: &[u8]) -> Option<u64> {
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>(), bytes) {
        (Some(first), Some(last), _) => {
            // The last four bytes overlap the first: what both hold is shifted out.
            let overlap = 8usize.checked_sub(bytes.len())?;
            Some(u64::from(u32::from_le_bytes(*first)) | ((u64::from(u32::from_le_bytes(*last)) >> (8 * overlap)) << 32))
        }
        (_, _, [a, b, c]) => Some(u64::from_le_bytes([*a, *b, *c, 0, 0, 0, 0, 0])),
        (_, _, [a, b]) => Some(u64::from_le_bytes([*a, *b, 0, 0, 0, 0, 0, 0])),
        (_, _, [a]) => Some(u64::from(*a)),
        _ => Some(0),
    }
}

/// The hash of a word of ASCII of more than eight bytes.
fn hash(word: &[u8]) -> u64 {
    let (whole, rest) = word.as_chunks::<8>();
    let mixed = whole.iter().fold(0, |mixed, group| mix(mixed, lower(u64::from_le_bytes(*group))));
    let mixed = packed(rest).filter(|_| !rest.is_empty()).map_or(mixed, |rest| mix(mixed, lower(rest)));
    finish(mixed, word.len())
}

/// An id on its way, from the characters of a word one after the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordIdBuilder {
    /// What the whole groups of eight bytes before gave.
    mixed: u64,
    group: u64,
    length: usize,
}

impl WordIdBuilder {
    /// Of no character yet.
    pub(crate) const EMPTY: Self = Self { mixed: 0, group: 0, length: 0 };

    /// Adds a character, a small letter where it is a letter.
    pub(crate) fn push(&mut self, c: char) {
        for b in c.encode_utf8(&mut [0; 4]).bytes() {
            *self = self.with(b);
        }
    }

    const fn with(self, byte: u8) -> Self {
        let Self { mut mixed, mut group, length } = self;
        if length > 0 && length.is_multiple_of(8) {
            mixed = mix(mixed, group);
            group = 0;
        }
        Self { mixed, group: group | (byte as u64) << (8 * (length % 8)), length: length + 1 }
    }

    /// The id of the word so far.
    pub(crate) const fn id(self) -> WordId {
        if self.length <= 8 { WordId(self.group) } else { WordId(finish(mix(self.mixed, self.group), self.length)) }
    }
}

/// Mixes a group of eight bytes into what those before gave: by a multiplication, as FxHash and its kin do.
const fn mix(mixed: u64, group: u64) -> u64 {
    (mixed.rotate_left(23) ^ group).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The hash of so many bytes. Its highest bit is set, which no word of up to eight letters of ASCII has.
const fn finish(mixed: u64, length: usize) -> u64 {
    (mixed ^ (mixed >> 29)).wrapping_add(length as u64) | 1 << 63
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_id_in_any_case_and_by_any_way() {
        let words =
            ["a", "It", "the", "said", "Kyiv's", "abcdefg", "abcdefgh", "abcdefghi", "Zaporizhzhia", "sixteen-letters!", "@x_1", "[`{"];
        for word in words {
            let id = WordId::of(word);
            assert_eq!(id, WordId::of(&word.to_uppercase()), "{word}");
            assert_eq!(id, WordId::of_lower(word.chars().flat_map(char::to_lowercase)), "{word}");
            assert_eq!(words.iter().filter(|other| WordId::of(other) == id).count(), 1, "{word}");
            assert_eq!(id, WordId::known(word), "{word}");
        }
        assert_eq!(WordId::of(""), WordId::NONE);
    }

    #[test]
    fn short_letters_are_told_from_what_only_holds_some() {
        for (word, is) in [
            ("a", true),
            ("said", true),
            ("Abcdefgh", true),
            ("", false),
            ("b2", false),
            ("u.s", false),
            ("été", false),
            ("{", false),
            ("abcdefghi", false),
        ] {
            assert_eq!(WordId::of(word).is_short_letters(), is, "{word}");
        }
    }

    #[test]
    fn letters_beyond_ascii_have_no_case_either() {
        assert_eq!(WordId::of("ÉTÉ"), WordId::of("été"));
        assert_eq!(WordId::of("DON’T"), WordId::of("don't"));
        assert_eq!(WordId::of("Österreicher"), WordId::of("österreicher"));
        assert_ne!(WordId::of("½"), WordId::of("¼"));
        assert_ne!(WordId::of("ete"), WordId::of("été"));
    }
}
