//! What a figure's own words say of its value, read more simply than the tagger does.
//!
//! In: the words of a figure. Out: the [`Reading`] that they surely have, or none. Never guesses: words of which a part may scale, halve
//! or negate the number are not judged.

use crate::document::{Traits, WordId};
use crate::lexicon::numbers::numbers;

/// What the words of a figure surely say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reading {
    /// One number.
    One(f64),
    /// One number that a name of money after it may make a hundredth or thousandth of: "30 groszy".
    Coins(f64),
    /// Two numbers, as in a range or score.
    Two(f64, f64),
}

/// What scales a number right after it.
const SCALES: [(&str, f64); 4] = [("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12)];

/// Signs in which digits are no plain number: fractions, powers, minutes, roman numerals, other digits.
const NOT_PLAIN: [char; 9] = ['/', '^', '×', '*', '±', ':', '\'', '"', '′'];

/// Reads the words of a figure.
pub(super) fn read(text: &str) -> Option<Reading> {
    let odd = |c: char| NOT_PLAIN.contains(&c) || c.is_numeric() && !c.is_ascii_digit();
    if text.chars().any(odd) {
        return None;
    }
    let Some(start) = text.find(|c: char| c.is_ascii_digit()) else { return in_words(text) };
    // Letters before the digits are those of a sign of money: "US$".
    let (before, from) = text.split_at(start);
    let letters = before.chars().filter(|c| c.is_alphabetic()).count();
    // "one-3" begins with a number in words.
    if letters > 3 || before.contains([' ', '.']) || letters > 0 && before.contains(['-', '–', '—']) {
        return None;
    }
    let (first, rest) = plain_number(from)?;
    let is_money = !before.is_ascii() || before.contains('$');
    match rest.find(|c: char| c.is_ascii_digit()) {
        Some(next) => two(first, rest, next),
        None => one(first, rest, is_money),
    }
}

/// Digits with groups of three and decimals at the beginning of a text, and what stands after them.
fn plain_number(text: &str) -> Option<(f64, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(text.len());
    let end = text[..end].trim_end_matches([',', '.']).len();
    let (digits, rest) = text.split_at(end);
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(whole, decimals)| (whole, Some(decimals)));
    // "2.500" may be two and a half thousand; "1.2.3" is no number.
    if decimals.is_some_and(|d| d.len() == 3 || !d.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    if first.is_empty() || first.len() > if grouped { 3 } else { 15 } || groups.any(|g| g.len() != 3) {
        return None;
    }
    let value: f64 = digits.replace(',', "").parse().ok()?;
    Some((value, rest))
}

/// One number and the words after it.
fn one(value: f64, rest: &str, is_money: bool) -> Option<Reading> {
    if rest.is_empty() || rest == "%" {
        return Some(Reading::One(value));
    }
    if ["st", "nd", "rd", "th"].contains(&rest) {
        return Some(Reading::One(value));
    }
    // A letter or mark right after the digits belongs to them: "5k", "10-fold", "20-".
    let rest = rest.strip_prefix([' ', '\u{a0}', '-']).filter(|_| !rest.starts_with("--"))?;
    let (word, after) = rest.split_once([' ', '-']).unwrap_or((rest, ""));
    let scale = SCALES.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, scale)| *scale);
    let others = if scale.is_some() { after } else { rest };
    let value = value * scale.unwrap_or(1.0);
    let traits = traits_of(others)?;
    match traits.intersects(Traits::MONEY) && !is_money {
        true => Some(Reading::Coins(value)),
        false => Some(Reading::One(value)),
    }
}

/// Two plain numbers with nothing that scales either of them.
fn two(first: f64, rest: &str, next: usize) -> Option<Reading> {
    let (between, from) = rest.split_at(next);
    let (second, after) = plain_number(from)?;
    let joined = [" to ", " and ", " or ", "-", "–", " - ", " – ", "%-", "% to "].contains(&between);
    if !joined || after.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let after = after.strip_prefix('%').unwrap_or(after);
    if !(after.is_empty() || after.starts_with([' ', '-'])) {
        return None;
    }
    let traits = traits_of(after)?;
    (!traits.intersects(Traits::MONEY)).then_some(Reading::Two(first, second))
}

/// What words after a number may be; none where one of them may change its value.
fn traits_of(words: &str) -> Option<Traits> {
    let lexicon = numbers();
    let changes = Traits::CARDINAL | Traits::MULTIPLIER | Traits::FRACTION | Traits::FACTOR | Traits::VAGUE | Traits::SIGN;
    let mut all = Traits::empty();
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let traits = lexicon.vocabulary.traits(WordId::of(word));
        let is_scale = SCALES.iter().any(|(name, _)| word.eq_ignore_ascii_case(name));
        if traits.intersects(changes) || is_scale || word.eq_ignore_ascii_case("below") || word.eq_ignore_ascii_case("minus") {
            return None;
        }
        all |= traits;
    }
    Some(all)
}

/// "two years", "thirty-five", "first": one number word, or two that are tens and units.
fn in_words(text: &str) -> Option<Reading> {
    let lexicon = numbers();
    let (number, rest) = text.split_once(' ').unwrap_or((text, ""));
    let value = |word: &str| lexicon.cardinals.get(WordId::of(word));
    let value = match number.split_once('-') {
        None => value(number).or_else(|| lexicon.ordinals.get(WordId::of(number)).filter(|_| rest.is_empty()))?,
        Some((tens, units)) => {
            let (tens, units) = (value(tens)?, value(units)?);
            (tens >= 20.0 && tens % 10.0 == 0.0 && (1.0..10.0).contains(&units)).then_some(tens + units)?
        }
    };
    match traits_of(rest)?.intersects(Traits::MONEY) {
        true => Some(Reading::Coins(value)),
        false => Some(Reading::One(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numbers_are_read_and_doubtful_ones_are_not() {
        for (text, value) in [("10,000", 1e4), ("$3.5 million", 3.5e6), ("$716 Billion", 716e9), ("40th", 40.0), ("77-year-old", 77.0)] {
            assert_eq!(read(text), Some(Reading::One(value)), "{text}");
        }
        for (text, value) in [("eleven", 11.0), ("Thirty-five", 35.0), ("two years", 2.0), ("12.5%", 12.5), ("5 megawatts", 5.0)] {
            assert_eq!(read(text), Some(Reading::One(value)), "{text}");
        }
        assert_eq!(read("30 cents"), Some(Reading::Coins(30.0)));
        assert_eq!(read("5 to 10"), Some(Reading::Two(5.0, 10.0)));
        assert_eq!(read("264-161"), Some(Reading::Two(264.0, 161.0)));
        for text in ["one-3", "5k", "2½ tonnes", "3/4", "2.500", "1.2.3", "a dozen", "3 lakh", "5 to 10 million", "5ft 10in", "20 below"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
