//! Word forms as they are met: each is looked at once, then known by a number.
//!
//! In goes the text of a token with the norm that a tokenizer exception prescribes, if any; out comes a small number
//! under which the form's attributes (and, in the networks, its vectors) are kept. A lexicon belongs to one thread
//! and is emptied when it has grown past its bound, so that memory does not grow with the corpus.

use std::hash::{BuildHasher, Hasher};

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use crate::attribute_ruler::{AttributeRuler, RuleWord};
use crate::strings::{StringId, string_id};
use crate::tokenizer::{NormId, Norms, Tokenizer, lexeme};

/// Beyond so many forms a lexicon is emptied.
const MOST_FORMS: usize = 12 << 10;

/// Beyond so many bytes of text a lexicon is emptied.
const MOST_BYTES: usize = 1 << 22;

/// The attributes of a word form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lexeme {
    pub(crate) orth: StringId,
    pub(crate) norm: StringId,
    pub(crate) prefix: StringId,
    pub(crate) suffix: StringId,
    pub(crate) shape: StringId,
    /// What the attribute ruler knows the form as.
    pub(crate) word: RuleWord,
    pub(crate) is_space: bool,
}

/// What is needed to find a form's attributes.
pub(crate) struct Lexicography {
    pub(crate) ruler: AttributeRuler,
    norms: Norms,
    /// The ids of the norms that tokenizer exceptions prescribe.
    prescribed: Vec<StringId>,
}

impl Lexicography {
    pub(crate) fn new(norms: Norms, tokenizer: &Tokenizer, ruler: AttributeRuler) -> Self {
        Self { ruler, norms, prescribed: tokenizer.norms().map(string_id).collect() }
    }
}

/// A form's text in the lexicon's store.
#[derive(Clone, Copy, Debug)]
struct Form {
    start: usize,
    end: usize,
    norm: Option<NormId>,
}

/// The forms met so far.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    table: HashTable<u32>,
    forms: Vec<Form>,
    lexemes: Vec<Lexeme>,
    text: String,
    buffer: String,
}

impl Lexicon {
    /// Empties the lexicon if it has grown too large. Returns whether it did so: all numbers are void then.
    pub(crate) fn trim(&mut self) -> bool {
        let full = self.forms.len() > MOST_FORMS || self.text.len() > MOST_BYTES;
        if full {
            *self = Self::default();
        }
        full
    }

    /// The number of a form.
    pub(crate) fn intern(&mut self, text: &str, norm: Option<NormId>, lexicography: &Lexicography) -> u32 {
        let hash = hash(text, norm);
        let found = self.table.find(hash, |&number| {
            let form = self.forms[number as usize];
            form.norm == norm && &self.text[form.start..form.end] == text
        });
        if let Some(&number) = found {
            return number;
        }
        let lexeme = self.describe(text, norm, lexicography);
        let start = self.text.len();
        self.text.push_str(text);
        // One piece of work holds far fewer than 2^32 tokens, and the lexicon is trimmed between them.
        let number = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        self.forms.push(Form { start, end: self.text.len(), norm });
        self.lexemes.push(lexeme);
        let (forms, store) = (&self.forms, &self.text);
        self.table.insert_unique(hash, number, |&number| {
            let form = forms[number as usize];
            self::hash(&store[form.start..form.end], form.norm)
        });
        number
    }

    /// The attributes of a form.
    pub(crate) fn lexeme(&self, number: u32) -> &Lexeme {
        &self.lexemes[number as usize]
    }

    /// How many forms there are.
    pub(crate) fn len(&self) -> usize {
        self.forms.len()
    }

    fn describe(&mut self, text: &str, norm: Option<NormId>, lexicography: &Lexicography) -> Lexeme {
        let prescribed = norm.and_then(|norm| lexicography.prescribed.get(norm.index()).copied());
        let norm = prescribed.unwrap_or_else(|| string_id(lexicography.norms.norm(text, &mut self.buffer)));
        self.buffer.clear();
        lexeme::push_lower(text, &mut self.buffer);
        let word = lexicography.ruler.word(&self.buffer);
        lexeme::shape(text, &mut self.buffer);
        Lexeme {
            orth: string_id(text),
            norm,
            prefix: string_id(lexeme::prefix(text)),
            suffix: string_id(lexeme::suffix(text)),
            shape: string_id(&self.buffer),
            word,
            is_space: lexeme::is_space(text),
        }
    }
}

fn hash(text: &str, norm: Option<NormId>) -> u64 {
    let mut hasher = FxBuildHasher.build_hasher();
    hasher.write(text.as_bytes());
    hasher.write_usize(norm.map_or(0, |norm| norm.index() + 1));
    hasher.finish()
}
