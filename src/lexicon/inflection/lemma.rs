//! Lemmas of nouns and verbs by plain rules of English inflection, after the list of irregular forms.
//!
//! In: one word. Out: its base form in lower case. Never needs context, so that "left" is always "leave".

use super::irregular;
use crate::lexicon::words::is_listed;
use crate::span::cut;

/// The singular of a noun, in lower case.
pub fn noun_lemma(word: &str) -> String {
    let word = word.to_lowercase();
    if let Some(lemma) = irregular::noun(&word) {
        return lemma.to_owned();
    }
    if word.len() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word;
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|s| s.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if let Some(stem) = word.strip_suffix(ending) {
            return format!("{stem}{}", ending.strip_suffix("es").unwrap_or(ending));
        }
    }
    if let Some(stem) = word.strip_suffix("oes").filter(|s| s.len() > 2) {
        return format!("{stem}o");
    }
    word.strip_suffix('s').map_or(word.clone(), str::to_owned)
}

/// The base form of a verb, in lower case.
pub fn verb_lemma(word: &str) -> String {
    let word = word.to_lowercase();
    if let Some(lemma) = irregular::verb(&word) {
        return lemma.to_owned();
    }
    for ending in ["ied", "ies"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > 1) {
            return format!("{stem}y");
        }
    }
    for ending in ["ing", "ed"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > 1 && s.contains(['a', 'e', 'i', 'o', 'u', 'y'])) {
            return without_ending(&word, stem);
        }
    }
    for ending in ["sses", "shes", "ches", "xes", "zes", "oes"] {
        if let Some(stem) = word.strip_suffix(ending) {
            return format!("{stem}{}", ending.strip_suffix("es").unwrap_or(ending));
        }
    }
    match word.strip_suffix('s').filter(|s| s.len() > 2 && !s.ends_with('s')) {
        Some(stem) => stem.to_owned(),
        None => word,
    }
}

/// The base form of a verb that ends in -ed or -ing, from the stem before. Where the rule gives no word of the lists, another reading of the
/// stem may be one, or the word itself is its own base form: "polluted", "speed".
fn without_ending(word: &str, stem: &str) -> String {
    let by_rule = restore_stem(stem);
    let is_sure = is_listed(&by_rule) && !(by_rule == stem && is_short(stem));
    // The lists leave out what another word with an s would be: "hiss" stands under "his".
    if is_sure || stem.ends_with("ss") {
        return by_rule;
    }
    // "feed" is no "fee" with an ending: a stem has a vowel of its own.
    let has_vowel = stem.strip_suffix('e').unwrap_or(stem).contains(|c| is_vowel(c) || c == 'y');
    let readings = [
        Some(format!("{stem}e")),
        Some(stem.to_owned()),
        written_once(stem).map(str::to_owned),
        stem.strip_suffix('y').map(|rest| format!("{rest}ie")),
    ];
    let reading = readings.into_iter().flatten().filter(|_| has_vowel).find(|reading| is_listed(reading));
    reading.unwrap_or_else(|| if is_listed(word) { word.to_owned() } else { by_rule })
}

/// Whether a verb that ended like this would have doubled its consonant, so that an e was lost: "rat" of "rated", but not "visit".
fn is_short(stem: &str) -> bool {
    let mut letters = stem.chars().rev();
    let closed = letters.next().is_some_and(|c| !is_vowel(c) && !matches!(c, 'w' | 'x' | 'y')) && letters.next().is_some_and(is_vowel);
    closed && stem.chars().filter(|c| is_vowel(*c)).count() == 1
}

/// The stem without the consonant that was written again before the ending: "stopp", "panick".
fn written_once(stem: &str) -> Option<&str> {
    let rest = cut(stem, ..stem.len() - stem.chars().next_back()?.len_utf8());
    let last = stem.chars().next_back()?;
    let again = !is_vowel(last) && rest.ends_with(if last == 'k' { 'c' } else { last });
    again.then_some(rest)
}

/// Gives a stem back what -ed and -ing took: the doubled consonant goes, a silent e returns.
fn restore_stem(stem: &str) -> String {
    let last = stem.chars().last().unwrap_or(' ');
    if is_doubled(stem, last) {
        return stem.strip_suffix(last).unwrap_or(stem).to_owned();
    }
    if had_silent_e(stem) { format!("{stem}e") } else { stem.to_owned() }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Whether the last consonant stands twice for the ending alone: "stopp", "travell", but not "kill".
fn is_doubled(stem: &str, last: char) -> bool {
    const DOUBLE_L: &[&str] = &["cancell", "travell", "controll", "compell", "expell", "propell", "patroll", "labell", "fuell"];
    let twice = stem.chars().rev().nth(1) == Some(last);
    twice && !is_vowel(last) && (!matches!(last, 'l' | 's' | 'z' | 'f') || DOUBLE_L.contains(&stem))
}

/// Whether a stem had a silent e, by how it ends.
fn had_silent_e(stem: &str) -> bool {
    let mut letters = stem.chars().rev();
    let (last, before, third) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
    let ends = |endings: &[&str]| endings.iter().any(|ending| stem.ends_with(ending));
    let short_vowel = is_vowel(before) && !is_vowel(third);
    match last {
        'v' | 'c' | 'u' => true,
        'g' => !(before == 'n' && third == 'o') && before != 'g',
        's' => before != 's' && !ends(&["cus"]),
        'z' => before != 'z',
        'r' => is_vowel(before) && !ends(&["er", "or", "our", "ear", "air", "oar"]),
        't' => {
            ends(&["at"]) && stem.len() > 4 && !ends(&["eat", "oat"])
                || ends(&["ot", "cit"]) && stem.len() < 4
                || ends(&["not", "mot", "unit", "vit", "writ", "ecut", "tribut", "tut", "plet", "delet"])
        }
        'l' => {
            matches!(before, 'b' | 'p' | 't' | 'd' | 'g' | 'f' | 'k' | 'c')
                || ends(&["il"]) && !ends(&["ail", "oil", "eil"])
                || ends(&["cal", "ul"])
        }
        'd' => short_vowel && !ends(&["id"]) || ends(&["uid", "cid", "vid", "sid", "lid", "rid"]),
        'k' => short_vowel,
        'm' => short_vowel && !ends(&["om", "am"]) || ends(&["nam", "blam", "welcom", "fram"]),
        'n' => ends(&["min", "din", "fin", "lin", "bin", "gin", "un", "postpon", "phon"]) || ends(&["on"]) && stem.len() < 4,
        'p' => short_vowel && !ends(&["op", "ep", "ip"]) || ends(&["wip", "hop", "cop", "scap"]),
        'h' => ends(&["ath"]) && stem.len() > 3 && stem != "path",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_and_verbs_go_back_to_their_base_form() {
        for (form, lemma) in
            [("soldiers", "soldier"), ("people", "person"), ("countries", "country"), ("watches", "watch"), ("buses", "bus")]
        {
            assert_eq!(noun_lemma(form), lemma);
        }
        for (form, lemma) in [
            ("killed", "kill"),
            ("deployed", "deploy"),
            ("displaced", "displace"),
            ("stopped", "stop"),
            ("carried", "carry"),
            ("rose", "rise"),
            ("estimated", "estimate"),
            ("hired", "hire"),
            ("reached", "reach"),
            ("includes", "include"),
            ("sending", "send"),
            ("injured", "injure"),
        ] {
            assert_eq!(verb_lemma(form), lemma);
        }
    }

    #[test]
    fn what_an_ending_took_is_asked_of_the_word_list() {
        for (form, lemma) in [
            ("polluted", "pollute"),
            ("creating", "create"),
            ("rated", "rate"),
            ("owed", "owe"),
            ("coming", "come"),
            ("hanged", "hang"),
            ("modelling", "model"),
            ("panicked", "panic"),
            ("vying", "vie"),
            ("feed", "feed"),
            ("unchanged", "unchanged"),
            ("hissed", "hiss"),
            ("criticised", "criticise"),
        ] {
            assert_eq!(verb_lemma(form), lemma);
        }
    }
}
