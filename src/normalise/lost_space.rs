//! Spaces that were lost between two sentences ("grows.Through").
//!
//! In: the clean text so far and what follows in the source. Out: whether a space is missing. Never splits an address, an abbreviation or a
//! product's name: the word before must be small letters throughout, the word behind a capital and small letters.

/// Whether a space can be lost behind this character.
pub fn may_follow(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '”')
}

/// Last parts of host names that may be written with a capital.
const HOSTS: [&str; 14] = ["com", "org", "net", "edu", "gov", "info", "io", "news", "co", "uk", "ua", "ru", "eu", "tv"];

/// Whether a space is missing between `written`, which ends in a mark, and `behind`.
pub fn is_lost(written: &str, behind: &str) -> bool {
    let next: &str = behind.split(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | ',' | '—')).next().unwrap_or("");
    let bare = next.trim_end_matches(['.', '?', '!', ':', ';', ')']);
    let mut letters = bare.chars();
    let opens_large = letters.next().is_some_and(char::is_uppercase);
    // "A" and "I" are words by themselves.
    let rest_is_small = letters.all(|c| c.is_lowercase() || matches!(c, '\'' | '-'))
        && (bare.chars().count() >= 2 || matches!(bare, "A" | "I") && behind[bare.len()..].starts_with(' '));
    if !opens_large || !rest_is_small || HOSTS.contains(&bare.to_lowercase().as_str()) {
        return false;
    }
    let word_start = written.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let word = written[word_start..].trim_start_matches(['"', '“', '‘', '(', '\'']);
    let Some(mark) = word.chars().next_back() else { return false };
    let word = &word[..word.len() - mark.len_utf8()];
    // A closing quotation mark must close something: a mark of punctuation stands before it.
    let word = match mark {
        '”' => match word.strip_suffix(['.', ',', '?', '!']) {
            Some(inside) => inside,
            None => return false,
        },
        _ => word,
    };
    word.chars().count() >= 2 && word.chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '’' | '-')) && !word.starts_with("www")
}

#[cfg(test)]
mod tests {
    use super::super::normalise_fragment as fragment;

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
