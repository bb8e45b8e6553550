//! Spaces that were lost between two sentences ("grows.Through").
//!
//! In: the clean text so far and what follows in the source. Out: whether a space is missing. Never splits an address, an abbreviation or a
//! product's name: the word before must be small letters throughout, the word after a capital and small letters.

use crate::span::cut;

/// Whether a space can be lost after this character.
pub fn may_follow(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '”')
}

/// Last parts of host names that may be written with a capital.
const HOSTS: [&str; 14] = ["com", "org", "net", "edu", "gov", "info", "io", "news", "co", "uk", "ua", "ru", "eu", "tv"];

/// Whether a space is missing between `written`, which ends in a mark, and `following`.
pub fn is_lost(written: &str, following: &str) -> bool {
    opens_sentence(following) && ends_sentence(written)
}

/// Whether a text begins with a word as sentences do. Looks no further than that word.
fn opens_sentence(following: &str) -> bool {
    if !following.starts_with(char::is_uppercase) {
        return false;
    }
    let mut rest = following.trim_start_matches(|c: char| c.is_uppercase());
    let capitals = following.len() - rest.len();
    rest = rest.trim_start_matches(is_inner);
    let word = cut(following, ..following.len() - rest.len());
    if cut(following, ..capitals).chars().nth(1).is_some() {
        return false;
    }
    // "A" and "I" are words by themselves.
    if word.len() == capitals && !(matches!(word, "A" | "I") && rest.starts_with(' ')) {
        return false;
    }
    let after = rest.trim_start_matches(['.', '?', '!', ':', ';', ')']).chars().next();
    let stands_alone = after.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '”' | '’' | ',' | '—'));
    stands_alone && !HOSTS.contains(&word.to_lowercase().as_str())
}

/// What may stand in a word after its capital.
fn is_inner(c: char) -> bool {
    c.is_lowercase() || matches!(c, '\'' | '-')
}

/// Whether a text ends with a small word and a mark. Looks no further back than that word.
fn ends_sentence(written: &str) -> bool {
    const OPENING: [char; 5] = ['"', '“', '‘', '(', '\''];
    let Some(mark) = written.chars().next_back() else { return false };
    let word = cut(written, ..written.len() - mark.len_utf8());
    // A closing quotation mark must close something: a mark of punctuation stands before it.
    let word = match mark {
        '”' => match word.strip_suffix(['.', ',', '?', '!']) {
            Some(inside) => inside,
            None => return false,
        },
        _ => word,
    };
    let before = word.trim_end_matches(|c: char| is_inner(c) || c == '’');
    let start = before.trim_end_matches(OPENING);
    let word = cut(word, before.len()..).trim_start_matches(OPENING);
    let begins = start.is_empty() || start.ends_with(char::is_whitespace);
    begins && word.chars().nth(1).is_some() && !word.starts_with("www")
}

#[cfg(test)]
mod tests {
    use super::super::clean::fragment;

    #[test]
    fn certain_losses_are_restored() {
        assert_eq!(fragment("The threat grows.Through trade it spreads."), "The threat grows. Through trade it spreads.");
        assert_eq!(fragment("“We left early.”He did not."), "“We left early.” He did not.");
        assert_eq!(fragment("Was it safe?Nobody knew."), "Was it safe? Nobody knew.");
    }

    #[test]
    fn names_addresses_and_abbreviations_stay() {
        for text in [
            "the U.S.Army",
            "Node.js and ASP.NET",
            "see example.Com now",
            "www.Example.org/Path.Html",
            "e.g.This",
            "a.m.Monday",
            "v2.Final",
            "Yahoo!Japan",
            "the “big”Apple",
        ] {
            assert_eq!(fragment(text), text);
        }
    }
}
