//! Lemmas by exceptions, endings and the list of lemmas.
//!
//! In: a form, its part of speech, whether it is a base form. Out: its lemma. Never remembers what it gave.

use super::data::{LemmatizerData, LemmatizerError, TableData};
use crate::attribute_ruler::Pos;
use crate::tokenizer::lexeme::{is_alpha, push_lower};

/// The lemmatizer of a pipeline. Immutable and shared between threads.
#[derive(Debug)]
pub struct Lemmatizer {
    /// By part of speech.
    tables: [Option<Table>; Pos::COUNT],
}

/// The tables of one part of speech.
#[derive(Debug)]
struct Table {
    index: fst::Set<Vec<u8>>,
    exceptions: fst::Map<Vec<u8>>,
    exception_lemmas: String,
    /// By line of `exception_lemmas`: its first byte.
    lines: Vec<u32>,
    rules: Vec<(String, String)>,
}

impl Lemmatizer {
    /// Builds a lemmatizer.
    ///
    /// # Errors
    /// If a word list is damaged or belongs to no part of speech.
    pub fn new(data: &LemmatizerData) -> Result<Self, LemmatizerError> {
        let mut tables = [const { None }; Pos::COUNT];
        for table in &data.tables {
            let pos = Pos::from_name(&table.pos).ok_or(LemmatizerError::Table("an unknown part of speech"))?;
            tables[pos as usize] = Some(Table::new(table)?);
        }
        Ok(Self { tables })
    }

    /// The lemma of `form`. See [`is_base_form`] for the flag.
    #[must_use]
    pub fn lemma(&self, form: &str, pos: Pos, is_base: bool) -> String {
        let mut lemma = String::new();
        self.push_lemma(form, pos, is_base, &mut lemma);
        lemma
    }

    /// Appends the lemma of `form` to `text`.
    pub fn push_lemma(&self, form: &str, pos: Pos, is_base: bool, text: &mut String) {
        match &self.tables[pos as usize] {
            Some(table) if !is_base => text.push_str(&table.lemma(form)),
            None if !is_base && pos == Pos::Propn => text.push_str(form),
            _ => push_lower(form, text),
        }
    }
}

/// Whether a token with these morphological features (`Name=Value`, joined by bars) is its own lemma.
///
/// Constant for a pair of part of speech and features, so worth keeping with it.
#[must_use]
pub fn is_base_form(pos: Pos, morph: &str) -> bool {
    let feature = |name| morph.split('|').filter_map(|feature| feature.split_once('=')).find(|f| f.0 == name).map(|f| f.1);
    let (number, verb_form, degree) = (feature("Number"), feature("VerbForm"), feature("Degree"));
    match pos {
        Pos::Noun if number == Some("Sing") => true,
        Pos::Verb if verb_form == Some("Fin") && feature("Tense") == Some("Pres") && number.is_none() => true,
        _ => matches!(verb_form, Some("Inf" | "None")) || degree == Some("Pos"),
    }
}

impl Table {
    fn new(data: &TableData) -> Result<Self, LemmatizerError> {
        let too_long = |_| LemmatizerError::Table("exceptions");
        let ends = data.exception_lemmas.match_indices('\n').map(|(at, _)| u32::try_from(at + 1).map_err(too_long));
        Ok(Self {
            index: fst::Set::new(data.index.clone())?,
            exceptions: fst::Map::new(data.exceptions.clone())?,
            exception_lemmas: data.exception_lemmas.clone(),
            lines: std::iter::once(Ok(0)).chain(ends).collect::<Result<_, _>>()?,
            rules: data.rules.clone(),
        })
    }

    /// The first of the lemmas that the tables give, else the form itself.
    fn lemma(&self, form: &str) -> String {
        let mut lower = String::with_capacity(form.len());
        push_lower(form, &mut lower);
        let mut lemmas: Vec<String> = Vec::new();
        let mut unknown = None;
        for (ending, replacement) in &self.rules {
            let Some(stem) = lower.strip_suffix(ending.as_str()) else {
                continue;
            };
            let lemma = [stem, replacement].concat();
            if lemma.is_empty() {
                continue;
            }
            if self.index.contains(&lemma) {
                // A word may come up twice; its first place counts, and only a move to the front changes that.
                lemmas.insert(0, lemma);
            } else if !is_alpha(&lemma) {
                lemmas.push(lemma);
            } else {
                unknown.get_or_insert(lemma);
            }
        }
        let irregular = self.irregular(&lower);
        for lemma in irregular {
            if !lemmas.iter().any(|known| known == lemma) {
                lemmas.insert(0, lemma.to_owned());
            }
        }
        if lemmas.is_empty() { unknown.unwrap_or_else(|| form.to_owned()) } else { lemmas.swap_remove(0) }
    }

    /// The lemmas of an irregular form.
    fn irregular(&self, lower: &str) -> impl Iterator<Item = &str> {
        let line = self.exceptions.get(lower).and_then(|line| usize::try_from(line).ok());
        let bounds = line.and_then(|line| Some((*self.lines.get(line)?, *self.lines.get(line + 1)?)));
        let line = bounds.and_then(|(start, end)| self.exception_lemmas.get(start as usize..end as usize));
        line.into_iter().flat_map(|line| line.trim_end_matches('\n').split('\t'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lemmatizer::LemmaCache;

    fn verbs() -> Lemmatizer {
        let rules = [("s", ""), ("ing", "e"), ("ing", "")].map(|(old, new)| (old.to_owned(), new.to_owned()));
        let index = ["sing", "singe", "vote"].map(str::to_owned);
        let exceptions = [("sang".to_owned(), vec!["sing".to_owned()])].into();
        let table = TableData::new(Pos::Verb, index.to_vec(), &exceptions, rules.to_vec()).expect("plain lists");
        let data = LemmatizerData { tables: vec![table] };
        let data = LemmatizerData::from_bytes(&data.to_bytes().expect("memory")).expect("just written");
        Lemmatizer::new(&data).expect("just written")
    }

    #[test]
    fn the_last_rule_with_a_known_result_stands() {
        assert_eq!(verbs().lemma("Singing", Pos::Verb, false), "sing");
        assert_eq!(verbs().lemma("voting", Pos::Verb, false), "vote");
    }

    #[test]
    fn exceptions_go_before_rules_and_unknown_words_take_the_first_rule() {
        assert_eq!(verbs().lemma("SANG", Pos::Verb, false), "sing");
        assert_eq!(verbs().lemma("zorbing", Pos::Verb, false), "zorbe");
        assert_eq!(verbs().lemma("Zorb", Pos::Verb, false), "Zorb");
    }

    #[test]
    fn base_forms_are_put_in_lower_case() {
        assert!(is_base_form(Pos::Noun, "Number=Sing"));
        assert!(is_base_form(Pos::Verb, "Tense=Pres|VerbForm=Fin"));
        assert!(!is_base_form(Pos::Verb, "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"));
        assert!(is_base_form(Pos::Adv, "Degree=Pos"));
        assert_eq!(verbs().lemma("Sing", Pos::Verb, true), "sing");
    }

    #[test]
    fn the_cache_gives_what_the_lemmatizer_gives() {
        let (lemmatizer, mut cache) = (verbs(), LemmaCache::default());
        let ids: Vec<_> = [(0, "votes"), (1, "Oslo"), (0, "votes")]
            .map(|(number, form)| cache.lemma(&lemmatizer, number, form, Pos::Verb, false))
            .to_vec();
        assert_eq!(ids[0], ids[2]);
        assert_eq!((cache.text(ids[0]), cache.text(ids[1])), ("vote", "Oslo"));
        cache.clear();
        assert_eq!(cache.text(ids[1]), "");
    }
}
